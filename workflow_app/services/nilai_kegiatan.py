"""What an activity would bring its officer, and the catalogue items that fit his words on that day."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.kalkulator.butir import KreditButir, kredit_butir, sekategori
from workflow_app.kalkulator.kelayakan import langkah_kp
from workflow_app.models import ButirKegiatan, Kegiatan, Pegawai
from workflow_app.peraturan.jenjang import SEMUA, kategori
from workflow_app.services.cari_katalog import cari_untuk
from workflow_app.services.kegiatan import aturan_pada

SATU = Decimal(1)
SARAN_TERBANYAK = 6


@dataclass(frozen=True, slots=True)
class Kedudukan:
    """An officer on a day; asks for the catalogue in force on it."""

    aturan: str
    jenjang: str
    golongan: str
    kategori: str
    masa_mulai: dt.date


def kedudukan(pegawai: Pegawai, tanggal: dt.date) -> Kedudukan | None:
    """Level and rank of the officer on the day; None without them, or where no claim brings credit for that day."""
    aturan, jabatan, pangkat = aturan_pada(tanggal), pegawai.jabatan_pada(tanggal), pegawai.pangkat_pada(tanggal)
    if aturan is None or jabatan is None or pangkat is None or not aturan.ya("dupak.diterima"):
        return None
    return Kedudukan(aturan.kunci, jabatan.jenjang, pangkat.golongan, kategori(jabatan.jenjang), tanggal)


def nilai(siapa: Kedudukan, butir: ButirKegiatan, volume: Decimal) -> KreditButir | None:
    """Credit of a volume of the item by the calculator; None for an item of another catalogue or category."""
    if butir.aturan != siapa.aturan or not sekategori(butir.kategori, siapa.jenjang):
        return None
    aturan = peraturan.kunci(butir.aturan)
    perlu = langkah_kp(aturan, golongan=siapa.golongan, jenjang=siapa.jenjang)
    return kredit_butir(aturan, butir, volume, siapa.jenjang, kebutuhan_kp=perlu)


def nilai_kegiatan(pegawai: Pegawai, kegiatan: Kegiatan) -> Decimal | None:
    """The credit of a logged activity; None where it has no item or volume yet, or cannot be credited to him."""
    if kegiatan.butir is None or kegiatan.volume is None or kegiatan.tanggal_selesai is None:
        return None
    siapa = kedudukan(pegawai, kegiatan.tanggal_selesai)
    kredit = nilai(siapa, kegiatan.butir, kegiatan.volume) if siapa else None
    return kredit.nilai if kredit is not None and kredit.dapat_dinilai else None


@dataclass(frozen=True, slots=True)
class Saran:
    """One item that fits the words. `satuan` is its credit per unit before the factor."""

    butir: ButirKegiatan
    satuan: Decimal | None
    faktor: Decimal | None
    jenjang_sendiri: bool
    perlu_surat_tugas: bool


def saran(session: Session, pegawai: Pegawai, teks: str, tanggal: dt.date) -> Sequence[Saran]:
    """Items that fit the words, his own level first, of his category and the catalogue of the day; never many.

    Items that he cannot be credited are left out.
    """
    siapa = kedudukan(pegawai, tanggal)
    if siapa is None or not teks.strip():
        return []
    hasil = cari_untuk(session, siapa, teks, ukuran=SARAN_TERBANYAK)
    if not hasil.daftar:
        return []
    return [s for k in hasil.daftar if (s := saran_butir(siapa, k.butir)) is not None]


def saran_butir(siapa: Kedudukan, butir: ButirKegiatan) -> Saran | None:
    """An item with what it brings this officer; None where it brings him nothing by its level or category."""
    kredit = nilai(siapa, butir, SATU)
    if kredit is None:
        return None
    tanpa_nilai = butir.jenjang is None or (butir.angka_kredit is None and butir.persen is None)
    if not kredit.dapat_dinilai and not tanpa_nilai:
        return None
    return Saran(
        butir,
        kredit.satuan if kredit.dapat_dinilai else None,
        kredit.faktor if kredit.dapat_dinilai else None,
        butir.jenjang in {SEMUA, siapa.jenjang},
        kredit.perlu_surat_tugas,
    )
