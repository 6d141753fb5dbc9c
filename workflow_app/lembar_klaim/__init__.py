"""Claims as a sheet: the activities of one DUPAK, one per row, from .csv or .xlsx.

The first row names the columns, in any order and letter case:

| column | also written | meaning |
|---|---|---|
| `kode_butir` | `kode`, `code_2020` | code of the catalogue, `KA-I.B.7`; required |
| `uraian` | `kegiatan` | what was done, in the officer's words |
| `tanggal_mulai` | | first day of the work; left out, the last day |
| `tanggal_selesai` | `periode_akhir` | last day of the work; required |
| `volume` | `target_kuantitas` | units of output, more than 0; required |
| `angka_kredit` | `angka_kredit_total` | credit claimed for the row; left out, it is computed |
| `bukti` | | where the evidence is: file, or its physical place |
| `surat_tugas` | | number of the assignment letter, for work of another level |

Dates are 30-06-2021, 30/06/2021, 2021-06-30 or dates of the spreadsheet; numbers are 12,5 or 12.5. A plan by period
(`periode_awal`, `periode_akhir`) is read as if all work was done on the last day of the period, and says so in
`asumsi`. Other columns are left out and named in `kolom_diabaikan`.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from workflow_app.kalkulator.butir import ButirBernilai, kredit_butir
from workflow_app.lembar_klaim.lembar import Baris, LembarTidakTerbaca, baca_lembar
from workflow_app.lembar_klaim.pembaca import (
    GalatBaris,
    Isi,
    Kepala,
    PembacaBaris,
    SelSalah,
    Susunan,
    angka,
    baca_kepala,
    isi_berkas,
    tanggal,
)
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.pesan import P_, Pesan

__all__ = [
    "KOLOM_WAJIB",
    "MAKS_ANGKA_KREDIT",
    "MAKS_PANJANG",
    "MAKS_VOLUME",
    "NAMA_KOLOM",
    "BarisKlaim",
    "GalatBaris",
    "LembarKlaim",
    "SumberButir",
    "baca",
    "periksa",
    "periksa_baris",
]

NAMA_KOLOM: Mapping[str, tuple[str, ...]] = {
    "kode_butir": ("kode_butir", "kode", "code_2020"),
    "uraian": ("uraian", "kegiatan"),
    "tanggal_mulai": ("tanggal_mulai",),
    "tanggal_selesai": ("tanggal_selesai", "periode_akhir"),
    "volume": ("volume", "target_kuantitas"),
    "angka_kredit": ("angka_kredit", "angka_kredit_total"),
    "bukti": ("bukti",),
    "surat_tugas": ("surat_tugas",),
    "periode_awal": ("periode_awal",),
}
"""Column by its own name, with every header that is read as this column."""
KOLOM_WAJIB = ("kode_butir", "tanggal_selesai", "volume")
MAKS_VOLUME = Decimal(1_000_000)
MAKS_ANGKA_KREDIT = Decimal(10_000)
MAKS_PANJANG: Mapping[str, int] = {"kode_butir": 30, "uraian": 500, "bukti": 500, "surat_tugas": 200}

_SUSUNAN = Susunan(NAMA_KOLOM, KOLOM_WAJIB, MAKS_PANJANG)
_DESIMAL = 3
Rentang = tuple[dt.date, dt.date]


class SumberButir(Protocol):
    """Where activities are looked up by code: the shipped catalogue, or the one in the database."""

    def butir(self, kode: str) -> ButirBernilai | None:
        """The activity with this code, in whatever letter case; None if there is none."""


@dataclass(frozen=True, slots=True)
class BarisKlaim:
    """One activity as claimed."""

    nomor: int
    """Row number in the sheet."""
    kode_butir: str
    uraian: str
    tanggal_mulai: dt.date
    tanggal_selesai: dt.date
    volume: Decimal
    angka_kredit: Decimal | None
    """Credit claimed for the row; None when the sheet leaves it to be computed."""
    bukti: str
    surat_tugas: str


@dataclass(frozen=True, slots=True)
class LembarKlaim:
    """What a sheet holds. Rows with a fault are in `galat` only."""

    baris: tuple[BarisKlaim, ...]
    galat: tuple[GalatBaris, ...]
    asumsi: tuple[Pesan, ...] = ()
    kolom_diabaikan: tuple[str, ...] = ()
    periode: Rentang | None = None
    """The plan's period, first and last day, where the sheet has one."""


def baca(sumber: Path | bytes) -> LembarKlaim:
    """Reads a sheet. Never raises for what is in it: every fault is in `galat`, with its row and column."""
    try:
        return _baca(isi_berkas(sumber))
    except LembarTidakTerbaca as galat:
        return LembarKlaim((), (GalatBaris(None, "", galat.pesan),))


def periksa(
    lembar: LembarKlaim,
    aturan: Peraturan,
    katalog: SumberButir,
    *,
    jenjang: str,
    masa: Rentang | None = None,
    kebutuhan_kp: Decimal | None = None,
) -> list[GalatBaris]:
    """Faults of the rows against catalogue, rules and masa penilaian, for an officer of this level.

    Checks: known activity, creditable at the level, credit claimed equal to the product, dates inside the masa.
    """
    return [
        galat
        for baris in lembar.baris
        for galat in periksa_baris(baris, aturan, katalog, jenjang=jenjang, masa=masa, kebutuhan_kp=kebutuhan_kp)
    ]


def periksa_baris(
    baris: BarisKlaim,
    aturan: Peraturan,
    katalog: SumberButir,
    *,
    jenjang: str,
    masa: Rentang | None = None,
    kebutuhan_kp: Decimal | None = None,
) -> list[GalatBaris]:
    """Faults of one row, with catalogue and rules of the day on which its work ended; see `periksa`."""
    galat = []
    if masa is not None and not masa[0] <= baris.tanggal_mulai <= baris.tanggal_selesai <= masa[1]:
        galat.append(GalatBaris(baris.nomor, "tanggal_selesai", _di_luar_masa(masa)))
    butir = katalog.butir(baris.kode_butir)
    if butir is None:
        pesan = P_("Butir %(kode)s tidak ada dalam katalog %(regime)s.", kode=baris.kode_butir, regime=aturan.kunci)
        return [*galat, GalatBaris(baris.nomor, "kode_butir", pesan)]
    kredit = kredit_butir(aturan, butir, baris.volume, jenjang, kebutuhan_kp=kebutuhan_kp)
    if not kredit.dapat_dinilai:
        galat.append(GalatBaris(baris.nomor, "kode_butir", kredit.alasan))
    elif baris.angka_kredit not in (None, kredit.nilai):
        pesan = P_(
            "Angka kredit %(klaim)s tidak sama dengan volume kali angka kredit butir, yaitu %(hitung)s.",
            klaim=baris.angka_kredit,
            hitung=kredit.nilai,
        )
        galat.append(GalatBaris(baris.nomor, "angka_kredit", pesan))
    return galat


def _baca(isi: bytes) -> LembarKlaim:
    tabel = baca_lembar(isi, _SUSUNAN.dikenal)
    if not tabel:
        raise LembarTidakTerbaca(P_("Berkas kosong."))
    baris_kepala, *isian = tabel
    kepala = baca_kepala(baris_kepala, _SUSUNAN)
    galat, diabaikan = list(kepala.galat), tuple(kepala.diabaikan)
    if galat:
        return LembarKlaim((), tuple(galat), (), diabaikan)
    if not isian:
        raise LembarTidakTerbaca(P_("Lembar hanya memuat kepala kolom, tanpa kegiatan."))
    hasil: list[BarisKlaim] = []
    periode: list[dt.date] = []
    for baris in isian:
        pembaca = _PembacaKlaim(baris, kepala, _SUSUNAN)
        klaim = pembaca.klaim()
        galat += pembaca.galat
        if klaim is not None:
            hasil.append(klaim)
            periode += [t for t in (pembaca.periode_awal, klaim.tanggal_selesai) if t is not None]
    menurut_periode = "periode_awal" in kepala.letak
    asumsi = (P_("Tanggal kegiatan diambil dari hari terakhir periode."),) if menurut_periode else ()
    rentang = (min(periode), max(periode)) if menurut_periode and periode else None
    return LembarKlaim(tuple(hasil), tuple(galat), asumsi, diabaikan, rentang)


class _PembacaKlaim(PembacaBaris):
    """Turns the cells of one row into a claim."""

    def __init__(self, baris: Baris, kepala: Kepala, susunan: Susunan) -> None:
        super().__init__(baris, kepala, susunan)
        self.periode_awal: dt.date | None = None

    def klaim(self) -> BarisKlaim | None:
        """The claim, or None when the row has a fault."""
        kode = self.teks("kode_butir")
        if not kode:
            self.salah("kode_butir", P_("Kode butir belum diisi."))
        self.periode_awal = self.baca("periode_awal", tanggal)
        mulai = self.baca("tanggal_mulai", tanggal)
        selesai = self.wajib("tanggal_selesai", tanggal)
        volume = self.wajib("volume", _volume)
        angka_kredit = self.baca("angka_kredit", _angka_kredit)
        if mulai and selesai and mulai > selesai:
            self.salah("tanggal_mulai", P_("Tanggal mulai sesudah tanggal selesai."))
        uraian, bukti, surat_tugas = self.teks("uraian"), self.teks("bukti"), self.teks("surat_tugas")
        if self.galat or selesai is None or volume is None:
            return None
        return BarisKlaim(
            nomor=self.baris.nomor,
            kode_butir=kode,
            uraian=uraian,
            tanggal_mulai=mulai or selesai,
            tanggal_selesai=selesai,
            volume=volume,
            angka_kredit=angka_kredit,
            bukti=bukti,
            surat_tugas=surat_tugas,
        )


def _volume(sel: Isi) -> Decimal:
    volume = angka(sel, _DESIMAL)
    if not 0 < volume <= MAKS_VOLUME:
        raise SelSalah(P_("Volume harus lebih dari 0 dan paling banyak %(maks)s.", maks=MAKS_VOLUME))
    return volume


def _angka_kredit(sel: Isi) -> Decimal:
    angka_kredit = angka(sel, _DESIMAL)
    if angka_kredit > MAKS_ANGKA_KREDIT:
        raise SelSalah(P_("Angka kredit paling banyak %(maks)s.", maks=MAKS_ANGKA_KREDIT))
    return angka_kredit


def _di_luar_masa(masa: Rentang) -> Pesan:
    return P_("Tanggal kegiatan di luar masa penilaian %(mulai)s sampai %(selesai)s.", mulai=masa[0], selesai=masa[1])
