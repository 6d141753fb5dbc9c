"""A personnel sheet: one person per row, from .csv or .xlsx, as the personnel office exports it.

The first row names the columns, in any order and letter case:

| column | also written | meaning |
|---|---|---|
| `nip` | `nip_pegawai`, `nip_baru` | text of 18 digits; required |
| `nama` | `nama_pegawai`, `nama_lengkap` | the name, with or without degrees; required |
| `nomor_karpeg` | `karpeg`, `no_karpeg` | number of the Kartu Pegawai |
| `tanggal_lahir` | `tgl_lahir` | `1990-05-17`, `17-05-1990` or a date cell |
| `golongan` | `golongan_ruang`, `gol`, `pangkat_golongan` | `III/a` |
| `tmt_golongan` | `tmt_pangkat` | first day of the rank |
| `jabatan` | `jenjang`, `nama_jabatan` | the position, `Pranata Komputer Ahli Pertama` or `ahli_pertama` |
| `tmt_jabatan` | `tmt_jenjang` | first day of the position |
| `pendidikan` | `pendidikan_terakhir` | highest education |
| `unit` | `unit_kerja` | the unit |

An empty cell says nothing. Other columns are left out and named in `kolom_diabaikan`.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from workflow_app.lembar_klaim.kinerja import nip
from workflow_app.lembar_klaim.lembar import LembarTidakTerbaca, baca_lembar
from workflow_app.lembar_klaim.pembaca import (
    GalatBaris,
    PembacaBaris,
    Susunan,
    baca_kepala,
    isi_berkas,
    tanggal,
)
from workflow_app.pesan import P_

NAMA_KOLOM: Mapping[str, tuple[str, ...]] = {
    "nip": ("nip", "nip_pegawai", "nip_baru"),
    "nama": ("nama", "nama_pegawai", "nama_lengkap"),
    "nomor_karpeg": ("nomor_karpeg", "karpeg", "no_karpeg"),
    "tanggal_lahir": ("tanggal_lahir", "tgl_lahir"),
    "golongan": ("golongan", "golongan_ruang", "gol", "pangkat_golongan"),
    "tmt_golongan": ("tmt_golongan", "tmt_pangkat"),
    "jabatan": ("jabatan", "jenjang", "nama_jabatan"),
    "tmt_jabatan": ("tmt_jabatan", "tmt_jenjang"),
    "pendidikan": ("pendidikan", "pendidikan_terakhir"),
    "unit": ("unit", "unit_kerja"),
}
"""Column by its own name, with every header that is read as this column."""
KOLOM_WAJIB = ("nip", "nama")
MAKS_PANJANG: Mapping[str, int] = {
    "nama": 255,
    "nomor_karpeg": 40,
    "golongan": 20,
    "jabatan": 255,
    "pendidikan": 255,
    "unit": 255,
}
SUSUNAN = Susunan(NAMA_KOLOM, KOLOM_WAJIB, MAKS_PANJANG)
_TEKS = ("nomor_karpeg", "golongan", "jabatan", "pendidikan", "unit")
_TANGGAL = ("tanggal_lahir", "tmt_golongan", "tmt_jabatan")


@dataclass(frozen=True, slots=True)
class BarisOrang:
    """One person as the sheet has him; an empty text or None where it says nothing."""

    nomor: int
    """Row number in the sheet."""
    nip: str
    nama: str
    nomor_karpeg: str = ""
    tanggal_lahir: dt.date | None = None
    golongan: str = ""
    tmt_golongan: dt.date | None = None
    jabatan: str = ""
    tmt_jabatan: dt.date | None = None
    pendidikan: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class LembarOrang:
    """What a sheet holds. Rows with a fault are in `galat` only; columns that nobody knows in `kolom_diabaikan`."""

    baris: tuple[BarisOrang, ...]
    galat: tuple[GalatBaris, ...]
    kolom_diabaikan: tuple[str, ...] = ()
    kolom: frozenset[str] = frozenset()
    """Columns that the sheet has: of the others nothing can be compared."""


def baca(sumber: Path | bytes) -> LembarOrang:
    """Reads a sheet. Never raises for what is in it: every fault is in `galat`, with its row and column."""
    try:
        return _baca(isi_berkas(sumber))
    except LembarTidakTerbaca as galat:
        return LembarOrang((), (GalatBaris(None, "", galat.pesan),))


def _baca(isi: bytes) -> LembarOrang:
    tabel = baca_lembar(isi, SUSUNAN.dikenal)
    if not tabel:
        raise LembarTidakTerbaca(P_("Berkas kosong."))
    baris_kepala, *isian = tabel
    kepala = baca_kepala(baris_kepala, SUSUNAN)
    if kepala.galat:
        return LembarOrang((), tuple(kepala.galat), tuple(kepala.diabaikan))
    if not isian:
        raise LembarTidakTerbaca(P_("Lembar hanya memuat kepala kolom, tanpa pegawai."))
    hasil: list[BarisOrang] = []
    galat: list[GalatBaris] = []
    pertama: dict[str, int] = {}
    for baris in isian:
        pembaca = PembacaBaris(baris, kepala, SUSUNAN)
        orang = _orang(pembaca)
        if orang is not None and (lain := pertama.setdefault(orang.nip, baris.nomor)) != baris.nomor:
            pembaca.salah("nip", P_("NIP ini sudah ada pada baris %(baris)s. Sisakan satu.", baris=lain))
            orang = None
        galat += pembaca.galat
        if orang is not None:
            hasil.append(orang)
    return LembarOrang(tuple(hasil), tuple(galat), tuple(kepala.diabaikan), frozenset(kepala.letak))


def _orang(b: PembacaBaris) -> BarisOrang | None:
    """The person of a row, or None when it has a fault."""
    milik = b.wajib("nip", nip)
    nama = b.teks("nama")
    if not nama:
        b.salah("nama", P_("Kolom %(kolom)s belum diisi.", kolom="nama"))
    teks = {kolom: b.teks(kolom) for kolom in _TEKS}
    hari = {kolom: b.baca(kolom, tanggal) for kolom in _TANGGAL}
    if b.galat or milik is None:
        return None
    return BarisOrang(b.baris.nomor, milik, nama, **teks, **hari)  # type: ignore[arg-type]  # two kinds of columns
