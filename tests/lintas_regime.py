"""Officers for tests of the account: one whose career crosses all three regimes, one of the last one alone."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from tests.kantor_kinerja import KantorKinerja
from workflow_app.models import Konversi, PakIntegrasi, Pegawai, PenetapanAk
from workflow_app.services import kinerja, konversi, pak_integrasi, penetapan_ak

HARI_INI = dt.date(2026, 1, 20)
INTEGRASI = dt.date(2023, 3, 1)


@dataclass(frozen=True)
class Lintas:
    """An officer with his papers."""

    kantor: KantorKinerja
    orang: Pegawai
    integrasi: PakIntegrasi
    penetapan: PenetapanAk


def integrasikan(kantor: KantorKinerja, orang: Pegawai, hari: dt.date = INTEGRASI) -> PakIntegrasi:
    """A signed integration of what the officer holds."""
    oleh = kantor.oleh(kantor.kepegawaian, hari)
    obj = pak_integrasi.susun(kantor.session, orang, oleh=oleh)
    pak_integrasi.paraf(kantor.session, obj, oleh=oleh)
    pak_integrasi.tetapkan(kantor.session, obj, oleh=kantor.oleh(kantor.penetap, hari))
    return obj


def ganti(kantor: KantorKinerja, lama: PakIntegrasi, hari: dt.date) -> PakIntegrasi:
    """A signed integration in the place of a wrong one."""
    oleh = kantor.oleh(kantor.kepegawaian, hari)
    obj = pak_integrasi.susun_pengganti(kantor.session, lama, oleh=oleh, catatan="PAK susulan belum dihitung.")
    pak_integrasi.paraf(kantor.session, obj, oleh=oleh)
    pak_integrasi.tetapkan(kantor.session, obj, oleh=kantor.oleh(kantor.penetap, hari))
    return obj


def ganti_konversi(kantor: KantorKinerja, lama: Konversi, predikat: str, hari: dt.date) -> Konversi:
    """A determined conversion with another predicate in the place of a wrong one; the record is corrected first."""
    session, oleh = kantor.session, kantor.oleh(kantor.kepegawaian, hari)
    obj = konversi.buat_pengganti(session, lama, oleh=oleh, catatan="Predikat keliru.")
    for satu in kinerja.berlaku(session, [lama.subjek_id], [lama.tahun]):
        kinerja.batalkan(session, satu, "Predikat keliru.", oleh=oleh)
    kantor.ubah(obj, oleh, predikat=predikat)
    konversi.ajukan(session, obj, oleh=oleh)
    konversi.tetapkan(session, obj, oleh=kantor.oleh(kantor.penilai, hari))
    return obj


def lintas(session: Session) -> Lintas:
    """Letters of 2003 and 2020, the turn-over, three years of appraisals and a degree that the determination books."""
    kantor = KantorKinerja(session)
    orang = kantor.orang(
        jabatan=[("ahli_muda", dt.date(2018, 4, 1))],
        pangkat=[("III/c", dt.date(2018, 4, 1)), ("III/d", dt.date(2020, 4, 1))],
    )
    kantor.saldo_lama(orang, "R2003", "implementasi_si", "275")
    kantor.saldo_lama(orang, "R2003", "penunjang", "12.5")
    kantor.saldo_lama(orang, "R2020", "sistem_informasi", "20")
    integrasi = integrasikan(kantor, orang)
    for tahun, predikat in ((2023, "baik"), (2024, "sangat_baik"), (2025, "baik")):
        kantor.konversi(orang, tahun, predikat)
    kantor.ijazah(orang, "s1", dt.date(2010, 8, 2), bkn=dt.date(2018, 4, 1), dasar=True)
    kantor.ijazah(orang, "s2", dt.date(2024, 7, 15), bkn=dt.date(2024, 9, 2))
    hari = dt.date(2026, 1, 10)
    penetapan = penetapan_ak.draf(session, orang.id) or kantor.penetapan(orang, hari)
    penetapan_ak.perbarui(
        session,
        penetapan,
        oleh=kantor.oleh(kantor.kepegawaian, hari),
        penilai_id=penetapan.penilai_id,
        uji_kompetensi=None,
        uji_kompetensi_bukti="",
        lowongan=None,
        lowongan_bukti="",
    )
    return Lintas(kantor, orang, integrasi, kantor.tetapkan(penetapan, hari))
