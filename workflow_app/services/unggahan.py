"""Files that people upload: what is taken, how large, and a look inside before anything is stored.

`JENIS_BUKTI`, `JENIS_LEMBAR` and the two counts are the only place where limits stand; pages, checks and the manual
read them from here. The name says what a file claims to be, its bytes what it is; both must agree.
"""

import os
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO

import puremagic

from workflow_app.errors import MasukanSalah
from workflow_app.lembar_klaim.lembar import MAKS_BYTE as MAKS_BYTE_LEMBAR
from workflow_app.penyimpanan import BerkasTerlaluBesar, Penyimpanan
from workflow_app.pesan import P_, Pesan
from workflow_app.services.butir import BerkasMasuk

MB = 1024 * 1024
MAKS_BERKAS_SEKALI = 5
"""Files in one upload."""
MAKS_BERKAS_BUTIR = 20
"""Files of one item, replaced ones included."""
MAKS_PIKSEL = 120_000_000
"""Of a picture: the largest that telephones take, far below what stops a reader's computer."""
MAKS_NAMA = 120

_KEPALA_BYTE = 1024
_EKOR_BYTE = 2048
_POTONGAN_BYTE = 256 * 1024
_SANDI_PDF = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
_SANDI_PDF_TERPANJANG = 64
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG_TANPA_ISI = {0x01, *range(0xD0, 0xD8)}
_JPEG_UKURAN = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
_JPEG_GAMBAR = {0xD9, 0xDA}
"""Markers at which the header of a picture is over: its data begin, or it ends."""


class BerkasDitolak(Exception):
    """A file that is not taken; `pesan` names it and says what to do. `terlalu_besar` is the matter of HTTP 413."""

    def __init__(self, pesan: Pesan, *, terlalu_besar: bool = False) -> None:
        super().__init__(str(pesan))
        self.pesan = pesan
        self.terlalu_besar = terlalu_besar


@dataclass(frozen=True)
class Jenis:
    """One kind of file: its name for people, endings, media type, size limit and the look inside.

    `periksa` gets the stream at its start and returns what is wrong, or None.
    """

    nama: str
    akhiran: tuple[str, ...]
    tipe: str
    maks_byte: int
    periksa: Callable[[IO[bytes]], Pesan | None]


def _periksa_pdf(berkas: IO[bytes]) -> Pesan | None:
    kepala = berkas.read(_KEPALA_BYTE)
    if b"%PDF-" not in kepala:
        return P_("Isinya bukan PDF.")
    berkas.seek(max(0, berkas.seek(0, os.SEEK_END) - _EKOR_BYTE))
    if b"%%EOF" not in berkas.read():
        return P_("PDF ini terpotong di tengah. Simpan atau unduh ulang, lalu unggah lagi.")
    berkas.seek(0)
    if any(_SANDI_PDF.search(bagian) for bagian in _bagian(berkas)):
        return P_("PDF ini terkunci dengan kata sandi. Simpan salinan tanpa kata sandi, lalu unggah lagi.")
    return None


def _bagian(berkas: IO[bytes]) -> Iterator[bytes]:
    """The bytes in pieces that overlap, so that nothing short is missed at a border."""
    sisa = b""
    while potongan := berkas.read(_POTONGAN_BYTE):
        yield sisa + potongan
        sisa = potongan[-_SANDI_PDF_TERPANJANG:]


def _periksa_png(berkas: IO[bytes]) -> Pesan | None:
    kepala = berkas.read(24)
    if not kepala.startswith(_PNG) or kepala[12:16] != b"IHDR":
        return P_("Isinya bukan gambar PNG.")
    berkas.seek(max(0, berkas.seek(0, os.SEEK_END) - _EKOR_BYTE))
    if b"IEND" not in berkas.read():
        return P_("Gambar PNG ini rusak atau terpotong. Simpan ulang, lalu unggah lagi.")
    lebar, tinggi = int.from_bytes(kepala[16:20]), int.from_bytes(kepala[20:24])
    return _periksa_ukuran_gambar(lebar, tinggi)


def _periksa_jpg(berkas: IO[bytes]) -> Pesan | None:
    if berkas.read(2) != b"\xff\xd8":
        return P_("Isinya bukan gambar JPG.")
    ukuran = _ukuran_jpg(berkas)
    if ukuran is None:
        return P_("Gambar JPG ini rusak atau terpotong. Simpan ulang, lalu unggah lagi.")
    return _periksa_ukuran_gambar(*ukuran)


def _ukuran_jpg(berkas: IO[bytes]) -> tuple[int, int] | None:
    """Width and height from the frame header of a JPEG, past its other segments."""
    while len(tanda := berkas.read(2)) == 2 and tanda[0] == 0xFF:  # noqa: PLR2004 - the format's own numbers
        jenis = tanda[1]
        if jenis in _JPEG_GAMBAR:
            return None
        if jenis == 0xFF:  # noqa: PLR2004 - filler before a marker
            berkas.seek(-1, os.SEEK_CUR)
            continue
        if jenis in _JPEG_TANPA_ISI:
            continue
        panjang = int.from_bytes(berkas.read(2))
        if jenis in _JPEG_UKURAN:
            isi = berkas.read(5)
            return int.from_bytes(isi[3:5]), int.from_bytes(isi[1:3])
        berkas.seek(max(0, panjang - 2), os.SEEK_CUR)
    return None


def _periksa_ukuran_gambar(lebar: int, tinggi: int) -> Pesan | None:
    if lebar == 0 or tinggi == 0:
        return P_("Gambar ini rusak atau terpotong. Simpan ulang, lalu unggah lagi.")
    if lebar * tinggi > MAKS_PIKSEL:
        return P_(
            "Gambar %(lebar)s x %(tinggi)s titik terlalu besar. Perkecil ukurannya, lalu unggah lagi.",
            lebar=lebar,
            tinggi=tinggi,
        )
    return None


def _serahkan(berkas: IO[bytes]) -> Pesan | None:
    """A claims sheet is read whole right after it came in; its reader says what is wrong with it."""
    return None


PDF = Jenis("PDF", ("pdf",), "application/pdf", 10 * MB, _periksa_pdf)
JPG = Jenis("JPG", ("jpg", "jpeg"), "image/jpeg", 10 * MB, _periksa_jpg)
PNG = Jenis("PNG", ("png",), "image/png", 10 * MB, _periksa_png)
CSV = Jenis("CSV", ("csv",), "text/csv", MAKS_BYTE_LEMBAR, _serahkan)
XLSX = Jenis(
    "XLSX",
    ("xlsx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    MAKS_BYTE_LEMBAR,
    _serahkan,
)
JENIS_BUKTI = (PDF, JPG, PNG)
JENIS_LEMBAR = (CSV, XLSX)


def maks_byte(daftar: Sequence[Jenis]) -> int:
    """The largest size that any of the kinds may have, for the page."""
    return max(j.maks_byte for j in daftar)


def akhiran(daftar: Sequence[Jenis]) -> tuple[str, ...]:
    """Every ending that is taken, for the page and the browser's file dialogue."""
    return tuple(a for j in daftar for a in j.akhiran)


def nama_bersih(nama: str) -> str:
    """A file name to show and to offer for download: without folders, control and direction characters, not too long.

    The name is a label only; in the store a file is found by its hash.
    """
    nama = unicodedata.normalize("NFC", re.split(r"[/\\]", nama)[-1])
    nama = "".join(h for h in nama if unicodedata.category(h) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    nama = " ".join(re.sub(r'[<>:"|?*]', " ", nama).split())
    badan, titik, akhir = nama.rpartition(".")
    if not titik:
        return nama[:MAKS_NAMA]
    badan = badan.strip(". ")[: MAKS_NAMA - len(akhir) - 1].rstrip(". ") or "berkas"
    return f"{badan}.{akhir}"[:MAKS_NAMA]


def periksa(nama: str, berkas: IO[bytes], daftar: Sequence[Jenis] = JENIS_BUKTI) -> Jenis:
    """The kind of an upload. Raises BerkasDitolak; leaves the stream at its start."""
    tampil = nama_bersih(nama)
    jenis = next((j for j in daftar if tampil.lower().rpartition(".")[2] in j.akhiran), None)
    if jenis is None:
        raise BerkasDitolak(
            P_(
                "Berkas “%(nama)s” bukan jenis yang diterima. Yang diterima: %(jenis)s.",
                nama=tampil,
                jenis=", ".join(j.nama for j in daftar),
            )
        )
    ukuran = berkas.seek(0, os.SEEK_END)
    if ukuran == 0:
        raise BerkasDitolak(P_("Berkas “%(nama)s” kosong.", nama=tampil))
    if ukuran > jenis.maks_byte:
        raise _terlalu_besar(tampil, jenis)
    berkas.seek(0)
    galat = jenis.periksa(berkas)
    berkas.seek(0)
    if galat is not None:
        raise BerkasDitolak(_salah_isi(tampil, galat, _rupa(berkas, jenis)))
    return jenis


def _salah_isi(nama: str, sebab: Pesan, rupa: str | None) -> Pesan:
    if rupa is None:
        return P_("Berkas “%(nama)s”: %(sebab)s", nama=nama, sebab=sebab)
    return P_("Berkas “%(nama)s”: %(sebab)s Tampaknya berkas .%(rupa)s.", nama=nama, sebab=sebab, rupa=rupa)


def _rupa(berkas: IO[bytes], jenis: Jenis) -> str | None:
    """The ending that fits the bytes, where that is another kind than the name says; None where nothing is known."""
    kepala = berkas.read(_KEPALA_BYTE)
    berkas.seek(0)
    try:
        dugaan = [d.extension.lstrip(".") for d in puremagic.magic_string(kepala) if d.extension]
    except (puremagic.PureError, ValueError):
        return None
    if not dugaan or any(d in jenis.akhiran for d in dugaan):
        return None
    dikenal = (a for j in (*JENIS_BUKTI, *JENIS_LEMBAR) for a in j.akhiran if a in dugaan)
    return next(dikenal, dugaan[0])


def _terlalu_besar(nama: str, jenis: Jenis) -> BerkasDitolak:
    return BerkasDitolak(
        P_(
            "Berkas “%(nama)s” terlalu besar. Paling besar %(maks)s MB untuk %(jenis)s; perkecil atau pindai ulang.",
            nama=nama,
            maks=jenis.maks_byte // MB,
            jenis=jenis.nama,
        ),
        terlalu_besar=True,
    )


def simpan(
    penyimpanan: Penyimpanan, nama: str, berkas: IO[bytes], daftar: Sequence[Jenis] = JENIS_BUKTI
) -> BerkasMasuk:
    """Check an upload and store its bytes. Raises BerkasDitolak.

    Done before the transaction that names the file: bytes that no row names in the end do no harm.
    """
    jenis = periksa(nama, berkas, daftar)
    try:
        tersimpan = penyimpanan.simpan(berkas, maks=jenis.maks_byte)
    except BerkasTerlaluBesar as galat:
        raise _terlalu_besar(nama_bersih(nama), jenis) from galat
    return BerkasMasuk(nama_bersih(nama), jenis.tipe, tersimpan.ukuran, tersimpan.sha256)


def simpan_semua(
    penyimpanan: Penyimpanan, daftar: Sequence[tuple[str, IO[bytes]]], jenis: Sequence[Jenis] = JENIS_BUKTI
) -> list[BerkasMasuk]:
    """Check every upload, then store them all; one bad file and none is stored. Raises BerkasDitolak, MasukanSalah."""
    if not daftar:
        raise MasukanSalah({"berkas": P_("Pilih berkas yang hendak diunggah.")})
    if len(daftar) > MAKS_BERKAS_SEKALI:
        raise MasukanSalah({"berkas": P_("Paling banyak %(maks)s berkas sekali unggah.", maks=MAKS_BERKAS_SEKALI)})
    for nama, berkas in daftar:
        periksa(nama, berkas, jenis)
    return [simpan(penyimpanan, nama, berkas, jenis) for nama, berkas in daftar]
