"""Cuts the first sheet of an untrusted .xlsx into workbooks of some thousand rows each.

Everything is measured while it is walked: unpacked bytes, rows, columns, and what the texts shared by cells may come
to. Texts within cells need no measure of their own, because nothing in XML without a document type is shorter than the
text it stands for.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO
from xml.parsers import expat

from workflow_app.lembar_klaim.xlsx_aman import (
    ACUAN_BARIS,
    ACUAN_SEL,
    MAKS_BAGIAN,
    MAKS_HURUF,
    XlsxDitolak,
    nomor_kolom,
    rusak,
)
from workflow_app.pesan import P_

MAKS_LEMBAR = 250_000_000
"""Bytes of the sheet, unpacked; they go to the disk."""
MAKS_LAIN = 30_000_000
"""Bytes of shared texts, styles and the like together, unpacked; they stay in memory."""
MAKS_IRISAN = 20_000_000
"""Bytes of one slice."""
_POTONGAN = 1 << 16
_BUKU, _HUBUNGAN, _TEKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"
_BERSAMA = "s"
"""Type of a cell whose text stands in the shared part."""


@dataclass(slots=True)
class SatuIrisan:
    """Rows of a sheet: their place in the bytes, and the number of the last one."""

    awal: int
    akhir: int
    baris_akhir: int
    pergeseran: int
    """What must be added to the row numbers that the reader finds: rows that name no number are counted anew."""


@dataclass(frozen=True)
class Irisan:
    """The slices of a sheet whose bytes lie in `tempat`."""

    tempat: IO[bytes]
    lembar: str
    bagian: Mapping[str, bytes]
    kepala: bytes
    kaki: bytes
    semua: list[SatuIrisan]
    baris: int

    def buku(self, satu: SatuIrisan) -> bytes:
        """A workbook that holds this slice as its first sheet."""
        self.tempat.seek(satu.awal)
        isi = self.tempat.read(satu.akhir - satu.awal)
        keluar = io.BytesIO()
        with zipfile.ZipFile(keluar, "w", zipfile.ZIP_STORED) as arsip:
            for nama, xml in self.bagian.items():
                arsip.writestr(nama, xml)
            arsip.writestr(self.lembar, self.kepala + isi + self.kaki)
        return keluar.getvalue()


def iris(berkas: IO[bytes], tempat: IO[bytes], *, maks_baris: int, maks_kolom: int, baris_seiris: int) -> Irisan:
    """Walk the workbook once and lay the bytes of its first sheet into `tempat`. Raises XlsxDitolak."""
    try:
        with zipfile.ZipFile(berkas) as arsip:
            daftar = arsip.infolist()
            if len(daftar) > MAKS_BAGIAN:
                raise XlsxDitolak(P_("Buku kerja terdiri atas terlalu banyak bagian."))
            if any(e.filename.casefold().endswith("vbaproject.bin") for e in daftar):
                raise XlsxDitolak(P_("Buku kerja memuat makro. Simpan sebagai .xlsx tanpa makro."))
            bagian = _bagian_kecil(arsip, [e for e in daftar if _dipakai(e.filename)])
            lembar = _lembar_pertama(bagian)
            pengiris = _Pengiris(maks_baris, maks_kolom, baris_seiris, _teks_terpanjang(bagian.get(_TEKS)))
            with arsip.open(lembar) as sumber:
                pengiris.jalan(sumber, tempat)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, KeyError) as galat:
        raise XlsxDitolak(P_("Buku kerja rusak atau terkunci, sehingga tidak dapat dibuka.")) from galat
    except expat.ExpatError as galat:
        raise XlsxDitolak(rusak()) from galat
    semua = pengiris.semua
    tempat.seek(0)
    kepala = tempat.read(semua[0].awal) if semua else b""
    return Irisan(tempat, lembar, bagian, kepala, pengiris.kaki, semua, pengiris.baris)


def _dipakai(nama: str) -> bool:
    """The parts that every slice needs: all small ones, and no sheet, picture or drawing."""
    kunci = nama.casefold()
    return kunci.endswith((".xml", ".rels")) and (
        "/" not in kunci or kunci.startswith("_rels/") or posixpath.dirname(kunci) in {"xl", "xl/_rels", "xl/theme"}
    )


def _bagian_kecil(arsip: zipfile.ZipFile, daftar: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    bagian: dict[str, bytes] = {}
    sisa = MAKS_LAIN
    for entri in daftar:
        with arsip.open(entri) as sumber:
            bagian[entri.filename] = sumber.read(sisa + 1)
        sisa -= len(bagian[entri.filename])
        if sisa < 0:
            raise XlsxDitolak(P_("Isi buku kerja terlalu besar setelah dibuka."))
        if entri.filename != _TEKS:
            _pengurai().Parse(bagian[entri.filename], True)
    if _BUKU not in bagian or _HUBUNGAN not in bagian:
        raise XlsxDitolak(P_("Berkas ini bukan buku kerja .xlsx."))
    return bagian


def _pengurai() -> expat.XMLParserType:
    pengurai = expat.ParserCreate()

    def tolak(*_: object) -> None:
        raise XlsxDitolak(rusak())

    pengurai.StartDoctypeDeclHandler = tolak
    return pengurai


def _lembar_pertama(bagian: Mapping[str, bytes]) -> str:
    """Name of the part that holds the first sheet."""
    lembar: list[str] = []
    tujuan: dict[str, str] = {}

    def catat_lembar(nama: str, atribut: dict[str, str]) -> None:
        if _unsur(nama) == "sheet":
            lembar.extend(nilai for kunci, nilai in atribut.items() if kunci.endswith(":id"))

    def catat_tujuan(nama: str, atribut: dict[str, str]) -> None:
        if _unsur(nama) == "Relationship":
            tujuan[atribut.get("Id", "")] = atribut.get("Target", "")

    for xml, catat in ((bagian[_BUKU], catat_lembar), (bagian[_HUBUNGAN], catat_tujuan)):
        pengurai = _pengurai()
        pengurai.StartElementHandler = catat
        pengurai.Parse(xml, True)
    if not lembar:
        raise XlsxDitolak(P_("Buku kerja tidak memuat lembar."))
    letak = tujuan.get(lembar[0], "")
    return letak.lstrip("/") if letak.startswith("/") else posixpath.normpath(posixpath.join("xl", letak))


def _teks_terpanjang(xml: bytes | None) -> int:
    """Bytes of the longest shared text, its markup included."""
    if xml is None:
        return 0
    terpanjang = mulai = 0
    pengurai = _pengurai()

    def catat(nama: str, _: dict[str, str]) -> None:
        nonlocal terpanjang, mulai
        if _unsur(nama) == "si":
            terpanjang = max(terpanjang, pengurai.CurrentByteIndex - mulai)
            mulai = pengurai.CurrentByteIndex

    pengurai.StartElementHandler = catat
    pengurai.Parse(xml, True)
    return max(terpanjang, len(xml) - mulai)


def _unsur(nama: str) -> str:
    return nama.rpartition(":")[2]


class _Pengiris:
    """Walks the XML of a sheet and notes where each slice begins and ends."""

    def __init__(self, maks_baris: int, maks_kolom: int, baris_seiris: int, teks_terpanjang: int) -> None:
        self._maks_baris, self._maks_kolom, self._seiris = maks_baris, maks_kolom, baris_seiris
        self._terpanjang = teks_terpanjang
        self._pengurai = _pengurai()
        self._pengurai.StartElementHandler = self._mulai
        self._pengurai.XmlDeclHandler = self._deklarasi
        self._kolom_dari: dict[str, int] = {}
        self._akar = self._data = ""
        self._kolom = self._bersama = self._dalam = 0
        self.semua: list[SatuIrisan] = []
        self.baris = 0
        self.kaki = b""

    def jalan(self, sumber: IO[bytes], tempat: IO[bytes]) -> None:
        """Read to the end. Raises XlsxDitolak, ExpatError."""
        ukuran = 0
        while potongan := sumber.read(_POTONGAN):
            if not ukuran and potongan.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00")):
                raise XlsxDitolak(rusak())
            ukuran += len(potongan)
            if ukuran > MAKS_LEMBAR:
                raise XlsxDitolak(P_("Isi buku kerja terlalu besar setelah dibuka."))
            tempat.write(potongan)
            self._pengurai.Parse(potongan, False)
        self._pengurai.Parse(b"", True)
        if not self.semua:
            return
        self.kaki = f"</{self._data}></{self._akar}>".encode()
        # Nobody is told of the end of each of a million elements only to learn where this one ends.
        awal = self.semua[-1].awal
        tempat.seek(awal)
        letak = tempat.read(MAKS_IRISAN + 1).rfind(f"</{self._data}".encode())
        if letak < 0:
            raise XlsxDitolak(P_("Teks dalam lembar terlalu panjang."))
        self._tutup(awal + letak)

    def _deklarasi(self, versi: str, sandi: str | None, mandiri: int) -> None:
        if (sandi or "utf-8").casefold() not in {"utf-8", "us-ascii"}:
            raise XlsxDitolak(rusak())

    def _mulai(self, nama: str, atribut: dict[str, str]) -> None:
        unsur = nama if ":" not in nama else _unsur(nama)
        if unsur == "c":
            self._sel(atribut)
        elif unsur == "row":
            self._baris_baru(atribut.get("r"))
        elif not self._akar:
            self._akar = nama
        elif unsur == "sheetData":
            if self._data:
                raise XlsxDitolak(rusak())
            self._data = nama

    def _baris_baru(self, acuan: str | None) -> None:
        if not self._data:
            raise XlsxDitolak(rusak())
        if acuan is not None and not ACUAN_BARIS.fullmatch(acuan):
            raise XlsxDitolak(rusak())
        nomor = int(acuan) if acuan is not None else self.baris + 1
        if nomor <= self.baris:
            raise XlsxDitolak(rusak())
        if nomor > self._maks_baris:
            raise XlsxDitolak(P_("Lembar memuat lebih dari %(maks)s baris.", maks=self._maks_baris))
        letak = self._pengurai.CurrentByteIndex
        if not self.semua or self._dalam >= self._seiris:
            if self.semua:
                self._tutup(letak)
            self.semua.append(SatuIrisan(letak, letak, nomor, 0 if acuan is not None else nomor - 1))
            self._dalam = self._bersama = 0
        self._dalam += 1
        self._kolom, self.baris = 0, nomor
        self.semua[-1].baris_akhir = nomor

    def _tutup(self, akhir: int) -> None:
        satu = self.semua[-1]
        satu.akhir = akhir
        if satu.akhir - satu.awal > MAKS_IRISAN or self._bersama * self._terpanjang > MAKS_HURUF:
            raise XlsxDitolak(P_("Teks dalam lembar terlalu panjang."))

    def _sel(self, atribut: dict[str, str]) -> None:
        acuan = atribut.get("r")
        if acuan is None:
            self._kolom += 1
        else:
            cocok = ACUAN_SEL.fullmatch(acuan)
            if cocok is None or int(cocok[2]) != self.baris:
                raise XlsxDitolak(rusak())
            huruf = cocok[1]
            kolom = self._kolom_dari.get(huruf)
            if kolom is None:
                kolom = self._kolom_dari[huruf] = nomor_kolom(huruf)
            self._kolom = kolom
        if self._kolom > self._maks_kolom:
            raise XlsxDitolak(P_("Lembar memuat lebih dari %(maks)s kolom.", maks=self._maks_kolom))
        if atribut.get("t") == _BERSAMA:
            self._bersama += 1
