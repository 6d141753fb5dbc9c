"""Small files of the kinds that people upload, made byte by byte."""

import io
import struct
import zlib

from PIL import Image

_SANDI = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"4f" * 32 + b"> /U <" + b"55" * 32 + b"> >>"


def pdf(*objek: bytes, kepala: bytes = b"%PDF-1.4\n", trailer: bytes = b"", akar: bytes = b"") -> bytes:
    """A PDF of one empty page, with further objects (from number 4) and further keys of trailer and catalogue."""
    semua = (
        b"<< /Type /Catalog /Pages 2 0 R " + akar + b">>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        *objek,
    )
    isi, letak = bytearray(kepala), []
    for nomor, satu in enumerate(semua, 1):
        letak.append(len(isi))
        isi += b"%d 0 obj\n%s\nendobj\n" % (nomor, satu)
    xref = len(isi)
    isi += b"xref\n0 %d\n0000000000 65535 f \n" % (len(semua) + 1)
    isi += b"".join(b"%010d 00000 n \n" % satu for satu in letak)
    isi += b"trailer\n<< /Root 1 0 R /Size %d %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(semua) + 1, trailer, xref)
    return bytes(isi)


PDF = pdf()
PDF_BERSANDI = pdf(_SANDI, trailer=b"/Encrypt 4 0 R /ID [<aa> <aa>] ")


def png_bagian(jenis: bytes, isi: bytes) -> bytes:
    """One part of a PNG with its checksum."""
    return struct.pack(">I", len(isi)) + jenis + isi + struct.pack(">I", zlib.crc32(jenis + isi))


def png(lebar: int = 2, tinggi: int = 2) -> bytes:
    """A grey picture; of one that says to be larger than a screen only the first line is there."""
    kepala = struct.pack(">IIBBBBB", lebar, tinggi, 8, 0, 0, 0, 0)
    baris = tinggi if lebar * tinggi < 10_000_000 else 1
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_bagian(b"IHDR", kepala)
        + png_bagian(b"IDAT", zlib.compress((b"\x00" * (lebar + 1)) * baris))
        + png_bagian(b"IEND", b"")
    )


def jpg(lebar: int = 2, tinggi: int = 2) -> bytes:
    """A picture with two segments before the one that says its size, as cameras write them."""
    asli = (lebar, tinggi) if 0 < lebar * tinggi < 20_000_000 else (2, 2)
    keluar = io.BytesIO()
    Image.new("L", asli, 128).save(keluar, "JPEG", exif=b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00")
    isi = keluar.getvalue()
    letak = isi.index(b"\xff\xc0\x00\x0b\x08") + 5
    return isi[:letak] + struct.pack(">HH", tinggi, lebar) + isi[letak + 4 :]
