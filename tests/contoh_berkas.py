"""Small files of the kinds that people upload, made byte by byte."""

import struct
import zlib

PDF = (
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\n"
    b"endobj\nxref\n0 3\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R /Size 3 >>\nstartxref\n109\n%%EOF\n"
)
PDF_BERSANDI = PDF.replace(b"/Root 1 0 R", b"/Encrypt 5 0 R /Root 1 0 R")


def png(lebar: int = 2, tinggi: int = 2) -> bytes:
    """A picture whose header says `lebar` x `tinggi`; its data are those of one line."""

    def bagian(jenis: bytes, isi: bytes) -> bytes:
        return struct.pack(">I", len(isi)) + jenis + isi + struct.pack(">I", zlib.crc32(jenis + isi))

    kepala = struct.pack(">IIBBBBB", lebar, tinggi, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + bagian(b"IHDR", kepala)
        + bagian(b"IDAT", zlib.compress(b"\x00\x00\x00"))
        + bagian(b"IEND", b"")
    )


def jpg(lebar: int = 2, tinggi: int = 2) -> bytes:
    """A picture with two segments before the one that says its size, as cameras write them."""
    exif = b"\xff\xe1" + struct.pack(">H", 10) + b"Exif\x00\x00\x00\x00"
    jfif = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    ukuran = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, tinggi, lebar, 1) + b"\x01\x11\x00"
    return b"\xff\xd8" + jfif + exif + b"\xff" + ukuran + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x00\xff\xd9"
