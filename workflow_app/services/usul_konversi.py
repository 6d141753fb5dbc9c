"""What a new conversion begins with: the appraisals on record that are not converted yet, cut by level."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app.models import EvaluasiKinerja, Konversi, KonversiState, Pegawai
from workflow_app.services.konversi import BULAN, potongan
from workflow_app.services.kredit_konversi import aturan_konversi
from workflow_app.states.konversi import paling_awal

MAKS_CATATAN = 12


@dataclass(frozen=True)
class CatatanKinerja:
    """One appraisal in force, and the conversion that already covers its first month."""

    evaluasi: EvaluasiKinerja
    konversi: Konversi | None


def catatan_kinerja(session: Session, pegawai_id: int) -> list[CatatanKinerja]:
    """The newest appraisals of the officer in force, each with the conversion made of it. Two queries."""
    evaluasi = session.scalars(
        select(EvaluasiKinerja)
        .where(EvaluasiKinerja.pegawai_id == pegawai_id, EvaluasiKinerja.dibatalkan_pada.is_(None))
        .order_by(EvaluasiKinerja.tahun.desc(), EvaluasiKinerja.bulan_mulai.desc())
        .limit(MAKS_CATATAN)
    ).all()
    konversi = session.scalars(
        select(Konversi)
        .where(
            Konversi.subjek_id == pegawai_id,
            Konversi.state != KonversiState.DIGANTI,
            Konversi.tahun.in_({e.tahun for e in evaluasi}),
        )
        .order_by(Konversi.id)
    ).all()
    return [CatatanKinerja(e, _konversi_dari(e, konversi)) for e in evaluasi]


def _konversi_dari(evaluasi: EvaluasiKinerja, daftar: Sequence[Konversi]) -> Konversi | None:
    return next(
        (k for k in daftar if k.tahun == evaluasi.tahun and k.bulan_mulai <= evaluasi.bulan_mulai <= k.bulan_selesai),
        None,
    )


def dasar(
    session: Session, pegawai_id: int, tahun: int, bulan_mulai: int, bulan_selesai: int, predikat: str
) -> EvaluasiKinerja | None:
    """The appraisal on record that covers all these months with this predicate."""
    return session.scalars(
        select(EvaluasiKinerja).where(
            EvaluasiKinerja.pegawai_id == pegawai_id,
            EvaluasiKinerja.dibatalkan_pada.is_(None),
            EvaluasiKinerja.tahun == tahun,
            EvaluasiKinerja.predikat == predikat,
            EvaluasiKinerja.bulan_mulai <= bulan_mulai,
            EvaluasiKinerja.bulan_selesai >= bulan_selesai,
        )
    ).first()


def tahun_terbuka(hari_ini: dt.date) -> range:
    """The years that may be converted on a day, the first of the regime to the present one; empty before it."""
    aturan = aturan_konversi(hari_ini)
    return range(aturan.berlaku_mulai.year, hari_ini.year + 1) if aturan else range(0)


@dataclass(frozen=True)
class Usul:
    """What the form of a new conversion begins with."""

    tahun: int
    bulan_mulai: int
    bulan_selesai: int
    predikat: str | None
    bukti: str
    penilai_id: int | None


def usul(pegawai: Pegawai, catatan: Sequence[CatatanKinerja], evaluasi_id: int | None, hari_ini: dt.date) -> Usul:
    """The chosen appraisal, else the oldest one that is not converted, else the year that is due.

    Of a period in several levels the first stretch is proposed: each level has a conversion of its own.
    """
    dipilih = next((c.evaluasi for c in catatan if c.evaluasi.id == evaluasi_id), None)
    if dipilih is None:
        dipilih = next((c.evaluasi for c in reversed(catatan) if c.konversi is None), None)
    tahun = dipilih.tahun if dipilih else _tahun_jatuh(hari_ini)
    masa = (dipilih.bulan_mulai, dipilih.bulan_selesai) if dipilih else (1, BULAN)
    mulai, selesai = next(iter(potongan(pegawai, tahun, *masa)), masa)
    if dipilih is None:
        return Usul(tahun, mulai, selesai, None, "", pegawai.atasan_id)
    return Usul(tahun, mulai, selesai, dipilih.predikat, dipilih.bukti, dipilih.penilai_id or pegawai.atasan_id)


def _tahun_jatuh(hari_ini: dt.date) -> int:
    """The year that is due: the present one once it may be submitted, else the one before, never before the regime."""
    terbuka = tahun_terbuka(hari_ini)
    aturan = aturan_konversi(hari_ini)
    if aturan is None:
        return hari_ini.year
    setahun = Konversi(tahun=hari_ini.year, bulan_mulai=1, bulan_selesai=BULAN, aturan=aturan.kunci)
    return hari_ini.year if hari_ini >= paling_awal(setahun) else max(hari_ini.year - 1, terbuka[0])
