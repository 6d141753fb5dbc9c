"""Reads a table from an uploaded .csv or .xlsx, within bounds, into rows of text, numbers and dates.

Knows nothing of what the table means. The kind of a file is told by its content, never by its name.
"""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from python_calamine import CalamineError, CalamineWorkbook

from workflow_app.lembar_klaim.xlsx_aman import XlsxDitolak, bersihkan
from workflow_app.pesan import P_, Pesan

MAKS_BYTE = 5_000_000
MAKS_BARIS = 2_001
"""Rows of a sheet, the header among them."""
MAKS_KOLOM = 60

Sel = str | Decimal | dt.date | None
"""A cell: trimmed text, a number or date that the spreadsheet itself calls so, or None when empty."""

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_PDF = b"%PDF"
BUKAN_TEKS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_PEMISAH = ",;\t"
_ANGKA_BERARTI = 15
"""Significant digits that a spreadsheet keeps and shows."""


class LembarTidakTerbaca(ValueError):
    """The file as a whole cannot be read; `pesan` says why and what to do."""

    def __init__(self, pesan: Pesan) -> None:
        super().__init__(str(pesan))
        self.pesan = pesan


@dataclass(frozen=True, slots=True)
class Baris:
    """One row that is not empty. `nomor` is its number in the sheet, from 1."""

    nomor: int
    sel: tuple[Sel, ...]


def baca_lembar(isi: bytes, kolom_dikenal: Sequence[str]) -> list[Baris]:
    """The rows of the first sheet or of the text table. Raises LembarTidakTerbaca.

    `kolom_dikenal` are headers, in lower case, by which the separator of a text table is recognised.
    """
    if len(isi) > MAKS_BYTE:
        raise LembarTidakTerbaca(P_("Berkas lebih besar dari %(maks)s MB.", maks=MAKS_BYTE // 1_000_000))
    if not isi.strip():
        raise LembarTidakTerbaca(P_("Berkas kosong."))
    baris = _baris_xlsx(isi) if berupa_xlsx(isi) else _baris_csv(isi, kolom_dikenal)
    return [Baris(nomor, sel) for nomor, sel in baris if any(s is not None for s in sel)]


def berupa_xlsx(awal: bytes) -> bool:
    """Whether a file that begins so is a workbook, else a text table. Raises LembarTidakTerbaca for other kinds."""
    if awal.startswith(_OLE):
        raise LembarTidakTerbaca(
            P_("Berkas .xls lama atau berkas berkata sandi tidak dapat dibaca. Simpan sebagai .xlsx tanpa kata sandi.")
        )
    if awal.startswith(_PDF):
        raise LembarTidakTerbaca(P_("Berkas ini PDF. Kirim lembar .xlsx atau .csv."))
    return awal.startswith(_ZIP)


def _baris_xlsx(isi: bytes) -> list[tuple[int, tuple[Sel, ...]]]:
    try:
        buku = CalamineWorkbook.from_filelike(
            io.BytesIO(bersihkan(isi, maks_baris=MAKS_BARIS, maks_kolom=MAKS_KOLOM)), load_tables=False
        )
        if not buku.sheet_names:
            raise LembarTidakTerbaca(P_("Buku kerja tidak memuat lembar."))
        baris = buku.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except XlsxDitolak as galat:
        raise LembarTidakTerbaca(galat.pesan) from galat
    except (CalamineError, OSError, ValueError) as galat:
        raise LembarTidakTerbaca(P_("Buku kerja rusak, sehingga tidak dapat dibaca.")) from galat
    return [(nomor, tuple(sel_xlsx(nilai) for nilai in sel)) for nomor, sel in enumerate(baris, 1)]


def sel_xlsx(nilai: object) -> Sel:
    """A cell as the spreadsheet reader gives it. A formula comes as the value that its author saw."""
    if isinstance(nilai, dt.datetime):
        return nilai.date()
    if isinstance(nilai, dt.date):
        return nilai
    if isinstance(nilai, int | float) and not isinstance(nilai, bool):
        # The file stores binary fractions; what its author typed and sees are the 15 significant digits.
        return Decimal(f"{nilai:.{_ANGKA_BERARTI}g}")
    return str(nilai).strip() or None


def _baris_csv(isi: bytes, kolom_dikenal: Sequence[str]) -> list[tuple[int, tuple[Sel, ...]]]:
    teks = _teks(isi)
    pemisah = pemisah_kolom(teks, kolom_dikenal)
    try:
        return list(_pilah(teks, pemisah))
    except csv.Error as galat:
        raise LembarTidakTerbaca(P_("Tanda kutip dalam berkas .csv tidak berpasangan.")) from galat


def _pilah(teks: str, pemisah: str) -> Iterator[tuple[int, tuple[Sel, ...]]]:
    pembaca = csv.reader(io.StringIO(teks, newline=""), delimiter=pemisah, strict=True)
    for nomor, sel in enumerate(pembaca, 1):
        if nomor > MAKS_BARIS:
            raise LembarTidakTerbaca(P_("Lembar memuat lebih dari %(maks)s baris.", maks=MAKS_BARIS))
        if len(sel) > MAKS_KOLOM:
            raise LembarTidakTerbaca(P_("Lembar memuat lebih dari %(maks)s kolom.", maks=MAKS_KOLOM))
        yield nomor, tuple(s.strip() or None for s in sel)


def _teks(isi: bytes) -> str:
    """Text in UTF-8, with or without its mark, else in Latin-1 as older spreadsheets write it."""
    try:
        teks = isi.decode("utf-8-sig")
    except UnicodeDecodeError:
        teks = isi.decode("latin-1")
    if BUKAN_TEKS.search(teks):
        raise LembarTidakTerbaca(P_("Berkas ini bukan lembar .xlsx atau .csv."))
    return teks


def pemisah_kolom(teks: str, kolom_dikenal: Sequence[str]) -> str:
    """The separator under which the first line shows the most known headers."""
    kepala = teks.lstrip().partition("\n")[0]

    def dikenal(pemisah: str) -> int:
        return sum(kolom.strip(' "\r').casefold() in kolom_dikenal for kolom in kepala.split(pemisah))

    return max(_PEMISAH, key=dikenal)
