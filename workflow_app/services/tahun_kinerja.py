"""The record of performance by year: months of a functional position with an appraisal, with none, with two."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Integer, case, cast, extract, func, select
from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.kalkulator.konversi import BULAN_SETAHUN
from workflow_app.models import EvaluasiKinerja, Pegawai, RiwayatJabatan
from workflow_app.services.kinerja import berlaku
from workflow_app.services.konversi import jenjang_per_bulan
from workflow_app.services.kredit_konversi import aturan_konversi, aturan_tahun

Masa = tuple[int, int]
"""First and last month, both included."""


@dataclass(frozen=True, slots=True)
class TahunKinerja:
    """One year of one officer. Months are counted from 1."""

    tahun: int
    jenjang: Sequence[str | None]
    """The level in each month, None where no functional position was held."""
    catatan: Sequence[EvaluasiKinerja]
    """Appraisals in force, by month."""
    celah: Sequence[Masa]
    """Months in a functional position without an appraisal; none before the year's appraisals are due."""
    tumpang: Sequence[Masa]
    """Months with more than one appraisal."""

    @property
    def menjabat(self) -> bool:
        """Whether a functional position was held in some month."""
        return any(self.jenjang)


def tahun_kinerja(pegawai: Pegawai, tahun: int, catatan: Sequence[EvaluasiKinerja], hari_ini: dt.date) -> TahunKinerja:
    """The year of an officer from his positions and his appraisals in force; asks the database nothing more."""
    jenjang = jenjang_per_bulan(pegawai, tahun, 1, BULAN_SETAHUN)
    banyak = [sum(e.bulan_mulai <= b <= e.bulan_selesai for e in catatan) for b in range(1, BULAN_SETAHUN + 1)]
    wajib = sudah_jatuh(tahun, hari_ini)
    return TahunKinerja(
        tahun,
        jenjang,
        catatan,
        masa(b for b, n in enumerate(banyak, 1) if wajib and n == 0 and jenjang[b - 1] is not None),
        masa(b for b, n in enumerate(banyak, 1) if n > 1),
    )


def masa(bulan: Iterable[int]) -> list[Masa]:
    """Months in order as stretches."""
    hasil: list[Masa] = []
    for satu in bulan:
        if hasil and hasil[-1][1] == satu - 1:
            hasil[-1] = (hasil[-1][0], satu)
        else:
            hasil.append((satu, satu))
    return hasil


def sudah_jatuh(tahun: int, hari_ini: dt.date) -> bool:
    """Whether the appraisals of a year are due: its conversions may be submitted by now."""
    aturan = aturan_tahun(tahun)
    if aturan is None:
        return False
    awal = dt.date(tahun, aturan.bulat("konversi.paling_awal_bulan"), aturan.bulat("konversi.paling_awal_tanggal"))
    return awal <= hari_ini


def pilihan_tahun(hari_ini: dt.date) -> list[int]:
    """The years of the conversion regime up to today's, the newest first; empty before it began."""
    try:
        aturan = aturan_konversi(hari_ini)
    except peraturan.PeraturanTidakAda:
        return []
    return [] if aturan is None else list(range(hari_ini.year, aturan.berlaku_mulai.year - 1, -1))


def tahun_baku(hari_ini: dt.date) -> int:
    """The year that an office works on: the newest whose appraisals are due, else this one."""
    return next((t for t in pilihan_tahun(hari_ini) if sudah_jatuh(t, hari_ini)), hari_ini.year)


def tahun_banyak(session: Session, daftar: Sequence[Pegawai], tahun: int, hari_ini: dt.date) -> dict[int, TahunKinerja]:
    """The same year of many officers, whose positions should be loaded; one query."""
    per_pegawai: dict[int, list[EvaluasiKinerja]] = {p.id: [] for p in daftar}
    for satu in berlaku(session, list(per_pegawai), [tahun]):
        per_pegawai[satu.pegawai_id].append(satu)
    return {p.id: tahun_kinerja(p, tahun, per_pegawai[p.id], hari_ini) for p in daftar}


def semua_tahun(session: Session, pegawai: Pegawai, hari_ini: dt.date) -> list[TahunKinerja]:
    """Every year of the regime in which the officer held a functional position or has an appraisal, newest first."""
    tahun = pilihan_tahun(hari_ini)
    catatan = berlaku(session, [pegawai.id], tahun)
    semua = [tahun_kinerja(pegawai, t, [e for e in catatan if e.tahun == t], hari_ini) for t in tahun]
    return [t for t in semua if t.menjabat or t.catatan]


def menjabat(tahun: int) -> ColumnElement[bool]:
    """Over `Pegawai`: people who held a functional position on the first day of some month of the year."""
    return Pegawai.id.in_(select(RiwayatJabatan.pegawai_id).where(RiwayatJabatan.tmt <= dt.date(tahun, 12, 1)))


def bercelah(tahun: int) -> ColumnElement[bool]:
    """Over `Pegawai`: the year's office holders with a month without an appraisal; see `TahunKinerja.celah`."""
    tmt = (
        select(func.min(RiwayatJabatan.tmt))
        .where(RiwayatJabatan.pegawai_id == Pegawai.id)
        .correlate(Pegawai)
        .scalar_subquery()
    )
    sesudah = cast(extract("month", tmt), Integer) + case((extract("day", tmt) > 1, 1), else_=0)
    awal = case((tmt <= dt.date(tahun, 1, 1), 1), else_=sesudah)
    e = EvaluasiKinerja
    bulan = case(
        (e.bulan_selesai < awal, 0),
        (e.bulan_mulai < awal, e.bulan_selesai - awal + 1),
        else_=e.bulan_selesai - e.bulan_mulai + 1,
    )
    tercatat = (
        select(func.coalesce(func.sum(bulan), 0))
        .where(e.pegawai_id == Pegawai.id, e.tahun == tahun, e.dibatalkan_pada.is_(None))
        .correlate(Pegawai)
        .scalar_subquery()
    )
    return tercatat < BULAN_SETAHUN + 1 - awal
