"""Pictures: their structure walked byte by byte, then decoded by Pillow as a reader would."""

import io
import re
from collections.abc import Mapping

from PIL import Image, ImageOps, MpoImagePlugin, UnidentifiedImageError

from workflow_app.pemeriksa import ganda
from workflow_app.pemeriksa.temuan import Temuan

Image.preinit()
Image.MAX_IMAGE_PIXELS = None  # ours is asked before any pixel is unpacked, and gives its figures
_JENIS_JPG = ("JPEG", MpoImagePlugin.MpoImageFile.format)
"""The second is what telephones write: a JPG with another picture behind it."""
_PNG = b"\x89PNG\r\n\x1a\n"
_PDF_DIBACA = 1024
"""Bytes in which a PDF reader looks for its mark."""
_IFD_GPS = 0x8825
_EXIF_LINTANG = 2
_TANDA = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_JPEG_TANPA_ISI = {0x01, *range(0xD0, 0xD8)}
_SOI, _EOI, _SOS = b"\xff\xd8", 0xD9, 0xDA


def periksa_jpg(isi: bytes, batas: Mapping[str, int]) -> dict[str, int | bool]:
    """Facts about a JPG (`lokasi`: it says where it was taken). Raises Temuan. `batas`: `piksel`."""
    if not isi.startswith(_SOI):
        raise Temuan("bukan_jpg")
    kepala, ekor = _bagian_jpg(isi)
    _periksa_ganda(isi, kepala, ekor)
    return _buka(isi, _JENIS_JPG, "gambar_rusak_jpg", batas)


def periksa_png(isi: bytes, batas: Mapping[str, int]) -> dict[str, int | bool]:
    """Facts about a PNG (`lokasi`). Raises Temuan. `batas`: `piksel`, `bagian`."""
    if not isi.startswith(_PNG) or isi[12:16] != b"IHDR":
        raise Temuan("bukan_png")
    lebar, tinggi = int.from_bytes(isi[16:20]), int.from_bytes(isi[20:24])
    _periksa_ukuran(lebar, tinggi, batas["piksel"])
    teks, ekor = _bagian_png(isi, batas["bagian"])
    _periksa_ganda(isi, teks, ekor)
    if ekor.strip(b"\0 \r\n"):
        raise Temuan("ekor_gambar")
    return _buka(isi, ("PNG",), "gambar_rusak_png", batas)


def pratinjau(isi: bytes, batas: Mapping[str, int]) -> bytes:
    """A smaller JPG of a picture, upright and without anything that the camera wrote into it. Raises Temuan.

    `batas`: `piksel`, `sisi` of the longer side of the preview.
    """
    try:
        with Image.open(io.BytesIO(isi), formats=(*_JENIS_JPG, "PNG")) as gambar:
            _periksa_ukuran(*gambar.size, batas["piksel"])
            gambar.draft("RGB", (batas["sisi"], batas["sisi"]))
            tegak = ImageOps.exif_transpose(gambar)
            tegak.thumbnail((batas["sisi"], batas["sisi"]))
            polos = _putih(tegak)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as galat:
        raise Temuan("gambar_rusak_jpg") from galat
    hasil = io.BytesIO()
    polos.save(hasil, "JPEG", quality=80)
    return hasil.getvalue()


def _putih(gambar: Image.Image) -> Image.Image:
    """The picture on white, as new pixels alone."""
    if gambar.mode in {"RGB", "L", "CMYK"}:
        return Image.frombytes("RGB", gambar.size, gambar.convert("RGB").tobytes())
    isi = gambar.convert("RGBA")
    latar = Image.new("RGB", isi.size, "white")
    latar.paste(isi, mask=isi.getchannel("A"))
    return latar


def _periksa_ukuran(lebar: int, tinggi: int, maks: int) -> None:
    if lebar == 0 or tinggi == 0:
        raise Temuan("gambar_kosong")
    if lebar * tinggi > maks:
        raise Temuan("gambar_besar", lebar=lebar, tinggi=tinggi)


def _periksa_ganda(isi: bytes, kepala: bytes, ekor: bytes) -> None:
    ganda.pastikan_bukan_arsip(isi)
    ganda.pastikan_tanpa_markup(kepala)
    ganda.pastikan_tanpa_markup(ekor)
    ganda.pastikan_bukan_awalan(ekor.lstrip(b"\0 \r\n"))
    if b"%PDF-" in isi[:_PDF_DIBACA] or b"%PDF-" in ekor or b"PK\x03\x04" in kepala:
        raise Temuan("ganda_lain")


def _buka(isi: bytes, jenis: tuple[str, ...], rusak: str, batas: Mapping[str, int]) -> dict[str, int | bool]:
    """Decode the picture once, a JPG at an eighth of its size: what is cut short or broken comes to light."""
    try:
        with Image.open(io.BytesIO(isi), formats=jenis) as gambar:
            lebar, tinggi = gambar.size
            _periksa_ukuran(lebar, tinggi, batas["piksel"])
            if gambar.format == "PNG" and getattr(gambar, "n_frames", 1) > 1:
                raise Temuan("gambar_gerak")
            lokasi = _menyebut_tempat(gambar)
            gambar.draft(gambar.mode, (max(1, lebar // 8), max(1, tinggi // 8)))
            gambar.load()
        with Image.open(io.BytesIO(isi), formats=jenis) as gambar:
            gambar.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, IndexError, KeyError, TypeError) as galat:
        raise Temuan(rusak) from galat
    return {"lokasi": lokasi}


def _menyebut_tempat(gambar: Image.Image) -> bool:
    """Whether the picture carries the place where it was taken."""
    try:
        return _EXIF_LINTANG in gambar.getexif().get_ifd(_IFD_GPS)
    except (OSError, SyntaxError, ValueError, KeyError, TypeError):  # damaged notes of a camera, not of the picture
        return True


def _bagian_jpg(isi: bytes) -> tuple[bytes, bytes]:
    """What stands before the data of a JPG, and what follows its end. Raises Temuan."""
    letak = len(_SOI)
    kepala: bytes | None = None
    while True:
        tanda = _TANDA.search(isi, letak) if kepala is not None else _tanda_berikut(isi, letak)
        if tanda is None:
            raise Temuan("gambar_rusak_jpg")
        jenis, letak = isi[tanda.start() + 1], tanda.end()
        if jenis == _EOI:
            if kepala is None:
                raise Temuan("gambar_rusak_jpg")
            return kepala, isi[letak:]
        if jenis in _JPEG_TANPA_ISI:
            continue
        if jenis == _SOS and kepala is None:
            kepala = isi[:letak]
        letak += int.from_bytes(isi[letak : letak + 2])


def _tanda_berikut(isi: bytes, letak: int) -> re.Match[bytes] | None:
    """The marker that must stand here, past fillers."""
    while isi[letak : letak + 2] == b"\xff\xff":
        letak += 1
    return _TANDA.match(isi, letak)


def _bagian_png(isi: bytes, maks: int) -> tuple[bytes, bytes]:
    """Every part of a PNG but its pixels, and what follows its end. Raises Temuan."""
    bagian: list[bytes] = []
    letak = len(_PNG)
    for _ke in range(maks):
        panjang, jenis = int.from_bytes(isi[letak : letak + 4]), isi[letak + 4 : letak + 8]
        akhir = letak + 12 + panjang
        if len(jenis) < 4 or akhir > len(isi):  # noqa: PLR2004 - the format's own numbers
            raise Temuan("gambar_rusak_png")
        if jenis == b"IEND":
            return b"".join(bagian), isi[akhir:]
        if jenis not in {b"IDAT", b"fdAT"}:
            bagian.append(isi[letak + 8 : akhir - 4])
        letak = akhir
    raise Temuan("gambar_rusak_png")
