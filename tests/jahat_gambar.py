"""Pictures that must not be taken, and files that only pretend to be one."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

from PIL import Image

from tests.contoh_berkas import PDF, jpg, png, png_bagian

Buat = Callable[[], bytes]
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<html><body><script>alert(1)</script></body></html>"
GIF = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)


def arsip(isi: bytes = b"rahasia") -> bytes:
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w") as zipnya:
        zipnya.writestr("a.txt", isi)
    return keluar.getvalue()


def dengan_arsip(awal: bytes) -> bytes:
    """The bytes with an archive behind them whose offsets are right, as `cat` and a repair make it."""
    keluar = io.BytesIO(awal)
    with zipfile.ZipFile(keluar, "a") as zipnya:
        zipnya.writestr("a.js", "alert(1)")
    return keluar.getvalue()


def jpg_dengan_komentar(isi: bytes) -> bytes:
    asal = jpg(16, 16)
    return asal[:2] + b"\xff\xfe" + struct.pack(">H", len(isi) + 2) + isi + asal[2:]


def png_dengan(jenis: bytes, isi: bytes, asal: bytes | None = None) -> bytes:
    """A PNG with one more part behind its header."""
    asal = asal or png(16, 16)
    return asal[:33] + png_bagian(jenis, isi) + asal[33:]


def png_bom(sisi: int = 30_000) -> bytes:
    """A true picture of one colour: some kilobytes that become nine hundred megabytes."""
    kepala = struct.pack(">IIBBBBB", sisi, sisi, 8, 0, 0, 0, 0)
    pemampat = zlib.compressobj(9)
    baris = bytes(sisi + 1) * 100
    data = b"".join(pemampat.compress(baris) for _ in range(sisi // 100)) + pemampat.flush()
    return b"\x89PNG\r\n\x1a\n" + png_bagian(b"IHDR", kepala) + png_bagian(b"IDAT", data) + png_bagian(b"IEND", b"")


def png_bagian_banyak() -> bytes:
    asal = png(16, 16)
    return asal[:33] + png_bagian(b"tEXt", b"a\0b") * 30_000 + asal[33:]


def png_crc() -> bytes:
    isi = bytearray(png(16, 16))
    isi[-20] ^= 0xFF
    return bytes(isi)


def apng() -> bytes:
    keluar = io.BytesIO()
    bingkai = [Image.new("L", (8, 8), warna) for warna in (0, 255)]
    bingkai[0].save(keluar, "PNG", save_all=True, append_images=bingkai[1:])
    return keluar.getvalue()


def bergambar(jenis: str) -> bytes:
    keluar = io.BytesIO()
    Image.new("RGB", (8, 8)).save(keluar, jenis)
    return keluar.getvalue()


def semua() -> Iterator[tuple[str, str, Buat, str]]:
    """What it is, the name it is sent under, how it is made, and what the sentence must say."""
    web, zipnya = "tersembunyi halaman web", "tersembunyi arsip ZIP"
    for apa, nama, buat in (
        ("GIF dengan akhiran PNG", "foto.png", lambda: GIF),
        ("SVG dengan akhiran PNG", "foto.png", lambda: SVG),
        ("HTML dengan akhiran PNG", "foto.png", lambda: HTML),
        ("BMP dengan akhiran PNG", "foto.png", lambda: bergambar("BMP")),
        ("JPG dengan akhiran PNG", "foto.png", jpg),
        ("WEBP dengan akhiran PNG", "foto.png", lambda: bergambar("WEBP")),
    ):
        yield apa, nama, buat, "Isinya bukan gambar PNG"
    for apa, nama, buat in (
        ("PNG dengan akhiran JPG", "foto.jpg", png),
        ("TIFF dengan akhiran JPG", "foto.jpg", lambda: bergambar("TIFF")),
        ("SVG dengan akhiran JPG", "foto.jpeg", lambda: SVG),
        ("GIF dan HTML sekaligus", "foto.jpg", lambda: GIF[:6] + b"/*" + GIF[6:] + b"*/" + HTML),
        ("program dengan akhiran JPG", "foto.jpg", lambda: b"MZ\x90\x00" + bytes(200)),
        ("PostScript dengan akhiran JPG", "foto.jpg", lambda: b"%!PS-Adobe-3.0\n/x {} def\n"),
    ):
        yield apa, nama, buat, "Isinya bukan gambar JPG"
    for apa, nama, buat in (
        ("HTML dengan akhiran PDF", "surat.pdf", lambda: HTML * 30),
        ("ZIP dengan akhiran PDF", "surat.pdf", arsip),
        ("PNG dengan akhiran PDF", "surat.pdf", png),
        ("program dengan akhiran PDF", "surat.pdf", lambda: b"MZ\x90\x00" + bytes(2000)),
        ("teks dengan akhiran PDF", "surat.pdf", lambda: b"Surat tugas nomor 12\n"),
    ):
        yield apa, nama, buat, "Isinya bukan PDF"
    yield "JPG dan ZIP sekaligus", "foto.jpg", lambda: dengan_arsip(jpg(16, 16)), zipnya
    yield "PNG dan ZIP sekaligus", "foto.png", lambda: dengan_arsip(png(16, 16)), zipnya
    yield "PDF dan ZIP sekaligus", "surat.pdf", lambda: dengan_arsip(PDF), zipnya
    yield "PDF di belakang ZIP", "surat.pdf", lambda: arsip() + PDF, "dua jenis sekaligus"
    yield "PDF di belakang HTML", "surat.pdf", lambda: HTML + b"\n" + PDF, "dua jenis sekaligus"
    yield "PDF di belakang GIF", "surat.pdf", lambda: GIF + PDF, "dua jenis sekaligus"
    yield "PDF di belakang skrip", "surat.pdf", lambda: b"#!/bin/sh\nexit\n" + PDF, "dua jenis sekaligus"
    yield "HTML di belakang PDF", "surat.pdf", lambda: PDF + HTML, web
    yield "HTML di dalam kepala PDF", "surat.pdf", lambda: PDF.replace(b"1.4\n", b"1.4\n%" + HTML + b"\n", 1), web
    yield "data di belakang PDF", "surat.pdf", lambda: PDF + b"x" * 5_000, "data lain di belakang akhir PDF"
    yield "HTML di belakang PNG", "foto.png", lambda: png(16, 16) + HTML, web
    yield "data di belakang PNG", "foto.png", lambda: png(16, 16) + b"sisa potongan layar", "data lain di belakang"
    yield "HTML di belakang JPG", "foto.jpg", lambda: jpg(16, 16) + HTML, web
    yield "PDF di belakang JPG", "foto.jpg", lambda: jpg(16, 16) + PDF, "dua jenis sekaligus"
    yield "program di belakang JPG", "foto.jpg", lambda: jpg(16, 16) + b"MZ\x90\x00" + bytes(99), "dua jenis sekaligus"
    yield "PHP dalam komentar JPG", "foto.jpg", lambda: jpg_dengan_komentar(b"<?php system($_GET['c']); ?>"), web
    yield "skrip dalam komentar JPG", "foto.jpg", lambda: jpg_dengan_komentar(HTML), web
    yield "PDF dalam komentar JPG", "foto.jpg", lambda: jpg_dengan_komentar(PDF[:300]), "dua jenis sekaligus"
    yield "HTML dalam teks PNG", "foto.png", lambda: png_dengan(b"tEXt", b"Comment\0" + HTML), web
    yield "ZIP dalam PNG", "foto.png", lambda: png_dengan(b"zpXt", arsip()), zipnya
    yield "bom PNG", "besar.png", png_bom, "30000 x 30000 titik terlalu besar"
    yield "PNG raksasa di kepala", "besar.png", lambda: png(60_000, 60_000), "60000 x 60000 titik terlalu besar"
    yield "JPG raksasa di kepala", "besar.jpg", lambda: jpg(65_000, 65_000), "65000 x 65000 titik terlalu besar"
    teks = b"a\0\0" + zlib.compress(bytes(70_000_000), 9)
    yield "teks PNG yang melar", "melar.png", lambda: png_dengan(b"zTXt", teks), "rusak atau terpotong"
    yield "PNG seribu bagian", "bagian.png", png_bagian_banyak, "rusak atau terpotong"
    yield "PNG tanpa isi", "nol.png", lambda: png(0, 5), "rusak atau terpotong"
    yield "JPG tanpa isi", "nol.jpg", lambda: jpg(0, 5), "rusak atau terpotong"
    yield "PNG salah jumlah", "rusak.png", png_crc, "rusak atau terpotong"
    yield "PNG terpotong", "potong.png", lambda: png(200, 200)[:60], "rusak atau terpotong"
    yield "JPG terpotong", "potong.jpg", lambda: jpg(200, 200)[:-20], "rusak atau terpotong"
    yield "JPG kepala saja", "potong.jpg", lambda: b"\xff\xd8\xff\xd9", "rusak atau terpotong"
    yield "PNG bergerak", "gerak.png", apng, "Gambar ini bergerak"
