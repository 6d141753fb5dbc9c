"""Makes an untrusted .xlsx safe to hand to the spreadsheet reader.

The reader allocates the whole rectangle of a sheet, so two cells far apart in a file of a kilobyte would take all
memory; a small archive may also unpack to gigabytes. Everything is measured here first, with bounded reads, and what
was measured is packed anew: the reader sees these bytes and no others.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from xml.parsers import expat

from workflow_app.pesan import P_, Pesan

MAKS_TERBUKA = 30_000_000
"""Bytes of all parts together, unpacked."""
MAKS_BAGIAN = 200
MAKS_HURUF = 64_000_000
"""Characters that the text cells may come to when each is as long as the longest text of the workbook."""

ACUAN_SEL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})", re.ASCII)
ACUAN_BARIS = re.compile(r"[1-9]\d{0,6}", re.ASCII)
_JUMLAH_HURUF = 26
_WADAH_TEKS = frozenset({"si", "is", "v"})
"""Elements that hold the text of one cell: shared, inline, or a plain value."""


class XlsxDitolak(ValueError):
    """The archive is not a workbook within bounds; `pesan` says why."""

    def __init__(self, pesan: Pesan) -> None:
        super().__init__(str(pesan))
        self.pesan = pesan


def bersihkan(isi: bytes, *, maks_baris: int, maks_kolom: int) -> bytes:
    """The XML parts of the workbook, checked and packed anew. Raises XlsxDitolak."""
    bagian = _buka(isi)
    if "xl/workbook.xml" not in bagian:
        raise XlsxDitolak(P_("Berkas ini bukan buku kerja .xlsx."))
    ukuran = _Ukuran(maks_baris, maks_kolom)
    for xml in bagian.values():
        ukuran.baca(xml)
    if ukuran.sel_teks * ukuran.teks_terpanjang > MAKS_HURUF:
        raise XlsxDitolak(P_("Teks dalam lembar terlalu panjang."))
    bersih = io.BytesIO()
    with zipfile.ZipFile(bersih, "w", zipfile.ZIP_STORED) as arsip:
        for nama, xml in bagian.items():
            arsip.writestr(nama, xml)
    return bersih.getvalue()


def _buka(isi: bytes) -> Mapping[str, bytes]:
    """The XML parts by name. Pictures, printer settings and the like are left behind."""
    bagian: dict[str, bytes] = {}
    sisa = MAKS_TERBUKA
    try:
        with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
            daftar = arsip.infolist()
            if len(daftar) > MAKS_BAGIAN:
                raise XlsxDitolak(P_("Buku kerja terdiri atas terlalu banyak bagian."))
            for entri in daftar:
                if entri.filename.casefold().endswith("vbaproject.bin"):
                    raise XlsxDitolak(P_("Buku kerja memuat makro. Simpan sebagai .xlsx tanpa makro."))
                if not entri.filename.endswith((".xml", ".rels")):
                    continue
                with arsip.open(entri) as berkas:
                    bagian[entri.filename] = berkas.read(sisa + 1)
                sisa -= len(bagian[entri.filename])
                if sisa < 0:
                    raise XlsxDitolak(P_("Isi buku kerja terlalu besar setelah dibuka."))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as galat:
        raise XlsxDitolak(P_("Buku kerja rusak atau terkunci, sehingga tidak dapat dibuka.")) from galat
    return bagian


class _Ukuran:
    """Walks the XML of each part and measures the rectangle and the texts that a reader would build from it."""

    def __init__(self, maks_baris: int, maks_kolom: int) -> None:
        self.maks_baris = maks_baris
        self.maks_kolom = maks_kolom
        self.sel_teks = 0
        self.teks_terpanjang = 0
        self._baris = self._kolom = self._panjang = 0
        self._dalam_teks = False

    def baca(self, xml: bytes) -> None:
        """Measures one part. Raises XlsxDitolak."""
        self._baris = self._kolom = 0
        self._dalam_teks = False
        pengurai = expat.ParserCreate()
        pengurai.StartDoctypeDeclHandler = self._doctype
        pengurai.StartElementHandler = self._mulai
        pengurai.EndElementHandler = self._selesai
        pengurai.CharacterDataHandler = self._huruf
        try:
            pengurai.Parse(xml, True)
        except expat.ExpatError as galat:
            raise XlsxDitolak(rusak()) from galat

    def _doctype(self, *_: object) -> None:
        raise XlsxDitolak(rusak())

    def _mulai(self, nama: str, atribut: dict[str, str]) -> None:
        unsur = nama.rpartition(":")[2]
        if unsur == "row":
            self._baris_baru(atribut.get("r"))
        elif unsur == "c":
            self._sel(atribut.get("r"))
            self.sel_teks += atribut.get("t") in ("s", "str", "inlineStr")
        elif unsur in _WADAH_TEKS:
            self._panjang = 0
            self._dalam_teks = True
        if self._baris > self.maks_baris:
            raise XlsxDitolak(P_("Lembar memuat lebih dari %(maks)s baris.", maks=self.maks_baris))
        if self._kolom > self.maks_kolom:
            raise XlsxDitolak(P_("Lembar memuat lebih dari %(maks)s kolom.", maks=self.maks_kolom))

    def _selesai(self, nama: str) -> None:
        if nama.rpartition(":")[2] in _WADAH_TEKS:
            self._dalam_teks = False

    def _baris_baru(self, acuan: str | None) -> None:
        if acuan is not None and not ACUAN_BARIS.fullmatch(acuan):
            raise XlsxDitolak(rusak())
        self._baris = int(acuan) if acuan is not None else self._baris + 1
        self._kolom = 0

    def _sel(self, acuan: str | None) -> None:
        """Moves to the cell that is named, else to the next in its row.

        A name in any other form is refused: the reader might take it for a cell far away.
        """
        if acuan is None:
            self._kolom += 1
            return
        cocok = ACUAN_SEL.fullmatch(acuan)
        if cocok is None:
            raise XlsxDitolak(rusak())
        self._kolom = nomor_kolom(cocok[1])
        self._baris = int(cocok[2])

    def _huruf(self, teks: str) -> None:
        if not self._dalam_teks:
            return
        self._panjang += len(teks)
        self.teks_terpanjang = max(self.teks_terpanjang, self._panjang)


def nomor_kolom(huruf: str) -> int:
    """A column's number, from 1, by its letters."""
    nomor = 0
    for satu in huruf:
        nomor = nomor * _JUMLAH_HURUF + ord(satu) - ord("A") + 1
    return nomor


def rusak() -> Pesan:
    """What is said of a workbook that no spreadsheet program wrote so."""
    return P_("Isi buku kerja rusak, sehingga tidak dapat dibaca.")
