"""The officer's log as a sheet: one activity per row, from .csv or .xlsx.

The first row names the columns, in any order and letter case:

| column | also written | meaning |
|---|---|---|
| `nip` | `nip_pegawai` | whose activity; text of 18 digits; required in a sheet of several officers |
| `uraian` | `kegiatan` | what was done, in the officer's words; required |
| `tanggal_mulai` | | first day; left out, the last day |
| `tanggal_selesai` | `tanggal` | last day; required |
| `jam_mulai`, `jam_selesai` | | times of a single day, `08.30` |
| `volume` | `jumlah` | units of output, `12,5` or `12.5`; required unless planned |
| `kode_butir` | `kode` | code in the catalogue of the last day, `KA-I.B.7` |
| `keluaran` | `judul`, `hasil` | title of what came out of it |
| `surat_tugas` | | number of the assignment letter |
| `tempat_bukti` | `bukti` | where the proof lies |
| `keterangan` | `catatan` | anything else |
| `rencana` | | `ya` for what is planned; left out, it is done |

Dates and numbers are written as in a claims sheet. A formula counts as the value that it shows, never as a formula. An
apostrophe before `=`, `+`, `-` or `@` is the mark by which exported texts are kept from being computed; it is taken
off. Other columns are left out and named.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from workflow_app.lembar_klaim import MAKS_VOLUME
from workflow_app.lembar_klaim.kinerja import nip
from workflow_app.lembar_klaim.lembar import Baris
from workflow_app.lembar_klaim.pembaca import (
    GalatBaris,
    Isi,
    Kepala,
    PembacaBaris,
    SelSalah,
    Susunan,
    angka,
    tanggal,
)
from workflow_app.lembar_klaim.tawar import tanpa_tanda
from workflow_app.pesan import P_
from workflow_app.tanggal import baca_jam

NAMA_KOLOM: Mapping[str, tuple[str, ...]] = {
    "nip": ("nip", "nip_pegawai"),
    "uraian": ("uraian", "kegiatan"),
    "tanggal_mulai": ("tanggal_mulai",),
    "tanggal_selesai": ("tanggal_selesai", "tanggal"),
    "jam_mulai": ("jam_mulai",),
    "jam_selesai": ("jam_selesai",),
    "volume": ("volume", "jumlah"),
    "kode_butir": ("kode_butir", "kode"),
    "keluaran": ("keluaran", "judul", "hasil"),
    "surat_tugas": ("surat_tugas",),
    "tempat_bukti": ("tempat_bukti", "bukti"),
    "keterangan": ("keterangan", "catatan"),
    "rencana": ("rencana",),
}
"""Column by its own name, with every header that is read as this column."""
KOLOM_WAJIB = ("uraian", "tanggal_selesai", "volume")
MAKS_PANJANG: Mapping[str, int] = {
    "kode_butir": 30,
    "uraian": 2000,
    "keluaran": 200,
    "surat_tugas": 200,
    "tempat_bukti": 500,
    "keterangan": 2000,
    "rencana": 20,
}
SUSUNAN = Susunan(NAMA_KOLOM, KOLOM_WAJIB, MAKS_PANJANG)
SUSUNAN_BANYAK = Susunan(NAMA_KOLOM, ("nip", *KOLOM_WAJIB), MAKS_PANJANG)
"""The same for a sheet of several officers."""
CONTOH: tuple[str, ...] = (
    "",
    "Memasang jaringan di ruang rapat",
    "01-10-2021",
    "01-10-2021",
    "08.30",
    "11.00",
    "1",
    "",
    "Laporan pemasangan jaringan",
    "",
    "Lemari 3, map biru",
    "Contoh; hapus baris ini",
    "tidak",
)
"""A row by which people see how the columns are filled in."""
_DESIMAL = 3
_MENIT_SEHARI = 24 * 60
_YA = {"ya": True, "y": True, "1": True, "tidak": False, "t": False, "0": False, "": False}


@dataclass(frozen=True, slots=True)
class BarisKegiatan:
    """One activity as the sheet has it. `volume` is None only for a plan without one."""

    nomor: int
    """Row number in the sheet."""
    nip: str
    uraian: str
    tanggal_mulai: dt.date
    tanggal_selesai: dt.date
    jam_mulai: dt.time | None
    jam_selesai: dt.time | None
    volume: Decimal | None
    kode_butir: str
    keluaran: str
    surat_tugas: str
    tempat_bukti: str
    keterangan: str
    rencana: bool


def baca_baris(baris: Baris, kepala: Kepala, susunan: Susunan) -> tuple[BarisKegiatan | None, list[GalatBaris]]:
    """The activity of a row, None when it has a fault; and every fault of it."""
    b = PembacaBaris(baris, kepala, susunan)
    milik = b.wajib("nip", nip) if "nip" in susunan.wajib else b.baca("nip", nip)
    uraian = tanpa_tanda(b.teks("uraian"))
    if not uraian:
        b.salah("uraian", P_("Kolom %(kolom)s belum diisi.", kolom="uraian"))
    mulai, selesai = b.baca("tanggal_mulai", _tanggal), b.wajib("tanggal_selesai", _tanggal)
    jam_mulai, jam_selesai = b.baca("jam_mulai", _jam), b.baca("jam_selesai", _jam)
    rencana = b.baca("rencana", _ya) or False
    volume = b.baca("volume", _volume) if rencana else b.wajib("volume", _volume)
    kode, keluaran, surat, tempat, keterangan = (
        tanpa_tanda(b.teks(kolom)) for kolom in ("kode_butir", "keluaran", "surat_tugas", "tempat_bukti", "keterangan")
    )
    if b.galat or selesai is None:
        return None, b.galat
    hasil = BarisKegiatan(
        nomor=baris.nomor,
        nip=milik or "",
        uraian=uraian,
        tanggal_mulai=mulai or selesai,
        tanggal_selesai=selesai,
        jam_mulai=jam_mulai,
        jam_selesai=jam_selesai,
        volume=volume,
        kode_butir=kode,
        keluaran=keluaran,
        surat_tugas=surat,
        tempat_bukti=tempat,
        keterangan=keterangan,
        rencana=rencana,
    )
    return hasil, []


def _volume(sel: Isi) -> Decimal:
    volume = angka(sel, _DESIMAL)
    if not 0 < volume <= MAKS_VOLUME:
        raise SelSalah(P_("Volume harus lebih dari 0 dan paling banyak %(maks)s.", maks=MAKS_VOLUME))
    return volume


_tanggal = lru_cache(maxsize=4096)(tanggal)
"""Sheets name few days, each very often."""


@lru_cache(maxsize=2048)
def _jam(sel: Isi) -> dt.time:
    """A time of day as people write it, or the fraction of a day that spreadsheets keep."""
    if isinstance(sel, str):
        return baca_jam(sel)
    if isinstance(sel, Decimal) and 0 <= sel < 1:
        menit = round(sel * _MENIT_SEHARI)
        return dt.time(menit // 60 % 24, menit % 60)
    raise SelSalah(P_("Isi sel ini bukan jam. Tulis jam.menit sebagai teks, misalnya 08.30."))


def _ya(sel: Isi) -> bool:
    jawab = _YA.get(str(sel).strip().casefold())
    if jawab is None:
        raise SelSalah(P_("Tulis ya atau tidak."))
    return jawab
