"""The record of performance as a sheet: one appraisal per row, from .csv or .xlsx.

The first row names the columns, in any order and letter case:

| column | also written | meaning |
|---|---|---|
| `nip` | `nip_pegawai` | the officer; text of 18 digits; required |
| `tahun` | | year of the appraisal; required |
| `bulan_mulai` | `sejak_bulan` | first month, `7` or `Juli`; left out, January |
| `bulan_selesai` | `sampai_bulan` | last month; left out, December |
| `predikat` | `predikat_kinerja` | the predicate in any name that the rules know it by, `Baik`; required |
| `nip_penilai` | | the evaluator, where he is known here |
| `nama_penilai` | `penilai` | the evaluator by name, where he is not |
| `bukti` | `dokumen` | the document of the appraisal; required |

Other columns are left out and named in `kolom_diabaikan`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from workflow_app.lembar_klaim.lembar import LembarTidakTerbaca, baca_lembar
from workflow_app.lembar_klaim.pembaca import (
    GalatBaris,
    Isi,
    PembacaBaris,
    SelSalah,
    Susunan,
    angka,
    baca_kepala,
    isi_berkas,
)
from workflow_app.pesan import NAMA_BULAN, P_, Pesan

NAMA_KOLOM: Mapping[str, tuple[str, ...]] = {
    "nip": ("nip", "nip_pegawai"),
    "tahun": ("tahun",),
    "bulan_mulai": ("bulan_mulai", "sejak_bulan"),
    "bulan_selesai": ("bulan_selesai", "sampai_bulan"),
    "predikat": ("predikat", "predikat_kinerja"),
    "nip_penilai": ("nip_penilai",),
    "nama_penilai": ("nama_penilai", "penilai"),
    "bukti": ("bukti", "dokumen"),
}
"""Column by its own name, with every header that is read as this column."""
KOLOM_WAJIB = ("nip", "tahun", "predikat", "bukti")
MAKS_PANJANG: Mapping[str, int] = {"predikat": 40, "nama_penilai": 255, "bukti": 255}
SUSUNAN = Susunan(NAMA_KOLOM, KOLOM_WAJIB, MAKS_PANJANG)
PANJANG_NIP = 18
PANJANG_SINGKATAN = 3
JANUARI, DESEMBER = 1, 12
_TAHUN_TERBESAR = 9999
_ILMIAH = re.compile(r"\d([.,]\d+)?[eE]\+?\d+", re.ASCII)
_SELINGAN = str.maketrans("", "", " .'’`\u00a0")


@dataclass(frozen=True, slots=True)
class BarisKinerja:
    """One appraisal as the sheet has it; `predikat` as written."""

    nomor: int
    """Row number in the sheet."""
    nip: str
    tahun: int
    bulan_mulai: int
    bulan_selesai: int
    predikat: str
    nip_penilai: str
    nama_penilai: str
    bukti: str


@dataclass(frozen=True, slots=True)
class LembarKinerja:
    """What a sheet holds. Rows with a fault are in `galat` only."""

    baris: tuple[BarisKinerja, ...]
    galat: tuple[GalatBaris, ...]
    asumsi: tuple[Pesan, ...] = ()
    kolom_diabaikan: tuple[str, ...] = ()


def baca(sumber: Path | bytes) -> LembarKinerja:
    """Reads a sheet. Never raises for what is in it: every fault is in `galat`, with its row and column."""
    try:
        return _baca(isi_berkas(sumber))
    except LembarTidakTerbaca as galat:
        return LembarKinerja((), (GalatBaris(None, "", galat.pesan),))


def _baca(isi: bytes) -> LembarKinerja:
    tabel = baca_lembar(isi, SUSUNAN.dikenal)
    if not tabel:
        raise LembarTidakTerbaca(P_("Berkas kosong."))
    baris_kepala, *isian = tabel
    kepala = baca_kepala(baris_kepala, SUSUNAN)
    if kepala.galat:
        return LembarKinerja((), tuple(kepala.galat), (), tuple(kepala.diabaikan))
    if not isian:
        raise LembarTidakTerbaca(P_("Lembar hanya memuat kepala kolom, tanpa evaluasi kinerja."))
    hasil: list[BarisKinerja] = []
    galat: list[GalatBaris] = []
    bulan_kosong = False
    for baris in isian:
        pembaca = PembacaKinerja(PembacaBaris(baris, kepala, SUSUNAN))
        satu = pembaca.evaluasi()
        galat += pembaca.galat
        bulan_kosong = bulan_kosong or pembaca.bulan_kosong
        if satu is not None:
            hasil.append(satu)
    asumsi = (bulan_dianggap(),) if bulan_kosong else ()
    return LembarKinerja(tuple(hasil), tuple(galat), asumsi, tuple(kepala.diabaikan))


def bulan_dianggap() -> Pesan:
    """What is taken for months that a sheet leaves out."""
    return P_("Bulan yang kosong dibaca Januari untuk awal dan Desember untuk akhir.")


class PembacaKinerja:
    """Turns the cells of one row into an appraisal."""

    def __init__(self, baris: PembacaBaris) -> None:
        self._baris = baris
        self.bulan_kosong = False

    @property
    def galat(self) -> list[GalatBaris]:
        """Every fault of the row so far."""
        return self._baris.galat

    def evaluasi(self) -> BarisKinerja | None:
        """The appraisal, or None when the row has a fault."""
        b = self._baris
        milik, tahun = b.wajib("nip", nip), b.wajib("tahun", _tahun)
        mulai, selesai = b.baca("bulan_mulai", bulan), b.baca("bulan_selesai", bulan)
        self.bulan_kosong = b.sel("bulan_mulai") is None or b.sel("bulan_selesai") is None
        penilai = b.baca("nip_penilai", nip)
        predikat, bukti = self._wajib_teks("predikat"), self._wajib_teks("bukti")
        nama = b.teks("nama_penilai")
        if b.galat or milik is None or tahun is None:
            return None
        return BarisKinerja(
            b.baris.nomor,
            milik,
            tahun,
            mulai or JANUARI,
            selesai or DESEMBER,
            predikat,
            penilai or "",
            nama,
            bukti,
        )

    def _wajib_teks(self, kolom: str) -> str:
        isi = self._baris.teks(kolom)
        if not isi:
            self._baris.salah(kolom, P_("Kolom %(kolom)s belum diisi.", kolom=kolom))
        return isi


def nip(sel: Isi) -> str:
    """A NIP as text; spaces and dots between its parts are left out.

    A number is refused: spreadsheets keep fifteen digits, so its last three are lost without a sign.
    """
    teks = sel.translate(_SELINGAN) if isinstance(sel, str) else ""
    if isinstance(sel, Decimal) or _ILMIAH.fullmatch(sel.strip() if isinstance(sel, str) else ""):
        raise SelSalah(
            P_(
                "NIP tersimpan sebagai angka, sehingga angka terakhirnya hilang. Ubah jenis selnya menjadi teks, lalu "
                "ketik NIP-nya sekali lagi."
            )
        )
    if len(teks) != PANJANG_NIP or not teks.isascii() or not teks.isdigit():
        raise SelSalah(P_("NIP terdiri dari %(jumlah)s angka tanpa spasi.", jumlah=PANJANG_NIP))
    return teks


def _tahun(sel: Isi) -> int:
    tahun = int(angka(sel, 0))
    if not 1 <= tahun <= _TAHUN_TERBESAR:
        raise SelSalah(P_("Tulis tahun dengan empat angka, misalnya 2024."))
    return tahun


def bulan(sel: Isi) -> int:
    """A month by its number or its Indonesian name, also shortened to three letters."""
    if isinstance(sel, str) and not sel[:1].isdigit():
        dicari = sel.strip(" .").casefold()
        for nomor, nama in enumerate(NAMA_BULAN, 1):
            if dicari in {nama.casefold(), nama[:PANJANG_SINGKATAN].casefold()}:
                return nomor
        raise SelSalah(P_("“%(teks)s” bukan bulan. Tulis 1 sampai 12, atau nama bulannya.", teks=sel[:20]))
    nomor = int(angka(sel, 0))
    if not JANUARI <= nomor <= DESEMBER:
        raise SelSalah(P_("Bulan dihitung dari 1 sampai 12."))
    return nomor
