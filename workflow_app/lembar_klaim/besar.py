"""Reads a sheet of very many rows slice by slice, so that memory does not grow with it.

The spreadsheet reader holds a whole sheet. So the sheet is first walked once (bounded, never believed), its rows are
laid on the disk, and the reader gets them back some thousand at a time, each time as a small workbook of its own with
the styles and texts of the whole. A text table is read as a stream.
"""

import codecs
import csv
import io
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Protocol

from python_calamine import CalamineError, CalamineWorkbook

from workflow_app.lembar_klaim.lembar import (
    BUKAN_TEKS,
    MAKS_KOLOM,
    Baris,
    LembarTidakTerbaca,
    Sel,
    berupa_xlsx,
    pemisah_kolom,
    sel_xlsx,
)
from workflow_app.lembar_klaim.xlsx_aman import XlsxDitolak
from workflow_app.lembar_klaim.xlsx_iris import Irisan, iris
from workflow_app.pesan import P_

MAKS_BYTE_BESAR = 15_000_000
MAKS_BARIS_BESAR = 100_001
"""Rows of a sheet, the header among them."""
SEPOTONG = 5_000
_AWAL = 4096


class LembarBesar(Protocol):
    """An open sheet."""

    jumlah: int
    """Rows down to the last one, the header and blank ones among them."""

    def potongan(self, sesudah: int = 0) -> Iterator[list[Baris]]:
        """The rows that are not empty and stand below row `sesudah`, in order, at most SEPOTONG at a time."""


@contextmanager
def buka_besar(berkas: IO[bytes], kolom_dikenal: Sequence[str]) -> Iterator[LembarBesar]:
    """A sheet from a seekable file. Raises LembarTidakTerbaca, also while slices are read.

    `kolom_dikenal` are headers, in lower case, by which the separator of a text table is recognised.
    """
    ukuran = berkas.seek(0, io.SEEK_END)
    berkas.seek(0)
    if ukuran > MAKS_BYTE_BESAR:
        raise LembarTidakTerbaca(P_("Berkas lebih besar dari %(maks)s MB.", maks=MAKS_BYTE_BESAR // 1_000_000))
    awal = berkas.read(_AWAL)
    if not awal.strip():
        raise LembarTidakTerbaca(P_("Berkas kosong."))
    if berupa_xlsx(awal):
        with tempfile.TemporaryFile() as tempat:
            try:
                irisan = iris(berkas, tempat, maks_baris=MAKS_BARIS_BESAR, maks_kolom=MAKS_KOLOM, baris_seiris=SEPOTONG)
            except XlsxDitolak as galat:
                raise LembarTidakTerbaca(galat.pesan) from galat
            yield _Xlsx(irisan)
    else:
        yield _Csv(berkas, kolom_dikenal)


def ukuran_terbuka(berkas: IO[bytes]) -> int:
    """Bytes that a workbook says it unpacks to, and beyond which no part is read; of another file its own size."""
    ukuran = berkas.seek(0, io.SEEK_END)
    berkas.seek(0)
    if not berupa_xlsx(berkas.read(_AWAL)):
        return ukuran
    try:
        with zipfile.ZipFile(berkas) as arsip:
            return sum(satu.file_size for satu in arsip.infolist())
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        return ukuran  # who opens it says what is wrong


class _Xlsx:
    def __init__(self, irisan: Irisan) -> None:
        self._irisan = irisan
        self.jumlah = irisan.baris

    def potongan(self, sesudah: int = 0) -> Iterator[list[Baris]]:
        """See LembarBesar."""
        for satu in self._irisan.semua:
            if satu.baris_akhir <= sesudah:
                continue
            baris = [b for b in self._baca(self._irisan.buku(satu), satu.pergeseran) if b.nomor > sesudah]
            if baris:
                yield baris

    @staticmethod
    def _baca(isi: bytes, pergeseran: int) -> Iterator[Baris]:
        try:
            lembar = CalamineWorkbook.from_filelike(io.BytesIO(isi), load_tables=False).get_sheet_by_index(0)
            mulai = lembar.start
            semua = lembar.to_python(skip_empty_area=True) if mulai is not None else []
        except (CalamineError, OSError, ValueError) as galat:
            raise LembarTidakTerbaca(P_("Buku kerja rusak, sehingga tidak dapat dibaca.")) from galat
        if mulai is None:
            return
        kiri: tuple[Sel, ...] = (None,) * mulai[1]
        for ke, sel in enumerate(semua):
            isi_sel = tuple([(s.strip() or None) if type(s) is str else sel_xlsx(s) for s in sel])
            if any(s is not None for s in isi_sel):
                yield Baris(pergeseran + mulai[0] + ke + 1, kiri + isi_sel)


class _Csv:
    def __init__(self, berkas: IO[bytes], kolom_dikenal: Sequence[str]) -> None:
        self._berkas, self._sandi = berkas, _sandi(berkas)
        berkas.seek(0)
        awal = berkas.read(_AWAL).decode(self._sandi, errors="ignore")
        self._pemisah = pemisah_kolom(awal, kolom_dikenal)
        self.jumlah = sum(1 for _ in self._baris())

    def potongan(self, sesudah: int = 0) -> Iterator[list[Baris]]:
        """See LembarBesar."""
        terkumpul: list[Baris] = []
        for nomor, mentah in self._baris():
            if nomor <= sesudah:
                continue
            sel = tuple(s.strip() or None for s in mentah)
            if any(s is not None for s in sel):
                terkumpul.append(Baris(nomor, sel))
            if len(terkumpul) == SEPOTONG:
                yield terkumpul
                terkumpul = []
        if terkumpul:
            yield terkumpul

    def _baris(self) -> Iterator[tuple[int, list[str]]]:
        self._berkas.seek(0)
        teks = io.TextIOWrapper(self._berkas, self._sandi, newline="")
        try:
            for nomor, sel in enumerate(csv.reader(_terperiksa(teks), delimiter=self._pemisah, strict=True), 1):
                if nomor > MAKS_BARIS_BESAR:
                    raise LembarTidakTerbaca(P_("Lembar memuat lebih dari %(maks)s baris.", maks=MAKS_BARIS_BESAR))
                if len(sel) > MAKS_KOLOM:
                    raise LembarTidakTerbaca(P_("Lembar memuat lebih dari %(maks)s kolom.", maks=MAKS_KOLOM))
                yield nomor, sel
        except csv.Error as galat:
            raise LembarTidakTerbaca(P_("Tanda kutip dalam berkas .csv tidak berpasangan.")) from galat
        finally:
            teks.detach()


def _terperiksa(teks: IO[str]) -> Iterator[str]:
    for satu in teks:
        if BUKAN_TEKS.search(satu):
            raise LembarTidakTerbaca(P_("Berkas ini bukan lembar .xlsx atau .csv."))
        yield satu


def _sandi(berkas: IO[bytes]) -> str:
    """UTF-8, with or without its mark, else Latin-1 as older spreadsheets write it."""
    berkas.seek(0)
    pengurai = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        while potongan := berkas.read(1 << 18):
            pengurai.decode(potongan)
        pengurai.decode(b"", final=True)
    except UnicodeDecodeError:
        return "latin-1"
    return "utf-8-sig"
