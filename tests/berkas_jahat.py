"""The hostile files that no upload may take, and honest ones beside them that every upload must take."""

import io
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import docx
import openpyxl
import pikepdf
from PIL import Image, TiffImagePlugin

from tests import contoh_berkas, jahat_gambar, jahat_kantor, jahat_pdf
from tests.contoh_berkas import PDF, jpg, pdf, png


@dataclass(frozen=True)
class Kasus:
    """One file: what it is, the name it is sent under, its bytes, and words that its refusal must hold."""

    apa: str
    nama: str
    buat: Callable[[], bytes]
    kalimat: str = ""

    def __str__(self) -> str:
        return self.apa


def _bernama() -> Iterator[tuple[str, str, Callable[[], bytes], str]]:
    """Good bytes under names that lie or lead elsewhere."""
    folder, ganda, tanda = "menunjuk ke map lain", "berakhiran ganda", "tidak terlihat"
    tolak = "bukan jenis yang diterima"
    for apa, nama, kalimat in (
        ("naik map", "../../etc/passwd.pdf", folder),
        ("naik map Windows", "..\\..\\Windows\\win.pdf", folder),
        ("map mutlak", "/etc/cron.d/a.pdf", folder),
        ("berbagi jaringan", "\\\\contoh.invalid\\c$\\a.pdf", folder),
        ("map rumah", "~root/a.pdf", folder),
        ("huruf terbalik", "laporan\u202efdp.exe.pdf", "membalik urutan huruf"),
        ("huruf terbalik terkurung", "laporan\u2067fdp.pdf", "membalik urutan huruf"),
        ("NUL dalam nama", "laporan.pdf\x00.exe", tanda),
        ("NUL di tengah", "lap\x00oran.pdf", tanda),
        ("baris baru dalam nama", "laporan\r\nSet-Cookie: a=b.pdf", tanda),
        ("nama sangat panjang", "x" * 5_000 + ".pdf", "lebih dari 255 huruf"),
        ("nama panjang berbahaya", "a." * 200 + "pdf", "lebih dari 255 huruf"),
        ("program berakhiran ganda", "laporan.exe.pdf", ganda),
        ("PHP berakhiran ganda", "foto.php.pdf", ganda),
        ("HTML berakhiran ganda", "laporan.html .pdf", ganda),
        ("program", "laporan.pdf.exe", tolak),
        ("makro Word", "laporan.docm", tolak),
        ("makro Excel", "data.xlsm", tolak),
        ("halaman web", "laporan.html", tolak),
        ("gambar SVG", "foto.svg", tolak),
        ("arsip", "semua.zip", tolak),
        ("tanpa akhiran", "laporan", tolak),
        ("titik di akhir", "laporan.pdf.", tolak),
        ("aliran NTFS", "laporan.exe::$DATA", tolak),
    ):
        yield f"nama: {apa}", nama, lambda: PDF, kalimat
    for akhiran in ("pdf", "jpg", "png", "docx", "xlsx"):
        yield f"kosong .{akhiran}", f"kosong.{akhiran}", lambda: b"", "kosong. Periksa berkasnya"
    yield "terlalu besar", "besar.pdf", lambda: PDF + b" " * (10 * 1024 * 1024), "terlalu besar. Paling besar 10 MB"


def _jahat() -> Iterator[Kasus]:
    for sumber in (jahat_pdf.semua(), jahat_gambar.semua(), jahat_kantor.semua(), _bernama()):
        for kasus in sumber:
            yield Kasus(*kasus)


def _disimpan(gambar: Image.Image, jenis: str, **cara: object) -> bytes:
    keluar = io.BytesIO()
    gambar.save(keluar, jenis, **cara)
    return keluar.getvalue()


def foto(*, lokasi: bool = True, lebar: int = 1200, tinggi: int = 900) -> bytes:
    """A photo as telephones write it: turned by EXIF, with camera, time and place."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x0110] = "Telepon Rekaan 5"
    if lokasi:
        derajat = tuple(TiffImagePlugin.IFDRational(n) for n in (6, 10, 30))
        exif.get_ifd(0x8825).update({1: "S", 2: derajat, 3: "E", 4: derajat})
    gambar = Image.linear_gradient("L").resize((lebar, tinggi)).convert("RGB")
    return _disimpan(gambar, "JPEG", exif=exif.tobytes())


def pdf_qpdf(**simpan: object) -> bytes:
    dokumen = pikepdf.new()
    for _ke in range(3):
        dokumen.add_blank_page()
    dokumen.Root.OpenAction = pikepdf.Array([dokumen.pages[0].obj, pikepdf.Name.Fit])
    keluar = io.BytesIO()
    dokumen.save(keluar, **simpan)  # type: ignore[arg-type]
    return keluar.getvalue()


def word_bertautan() -> bytes:
    """A document with a table, a picture, a link to a page and a chart that brings its workbook along."""
    dokumen = docx.Document()
    dokumen.add_table(2, 2).cell(0, 0).text = "Kegiatan"
    dokumen.add_picture(io.BytesIO(png(40, 40)))
    dokumen.part.relate_to("https://contoh.invalid/halaman", jahat_kantor.REL + "/hyperlink", is_external=True)
    keluar = io.BytesIO()
    dokumen.save(keluar)
    nama = "word/embeddings/Microsoft_Excel_Sheet.xlsx"
    return jahat_kantor.tambah(keluar.getvalue(), nama, jahat_kantor.excel())


def word_berbidang() -> bytes:
    return jahat_kantor.paragraf('<w:fldSimple w:instr=" PAGE "><w:r/></w:fldSimple>')


def buku_besar() -> bytes:
    buku = openpyxl.Workbook(write_only=True)
    lembar = buku.create_sheet("Log")
    for nomor in range(3_000):
        lembar.append([nomor, f"Memelihara jaringan lantai {nomor % 9}", "=A1+1"])
    keluar = io.BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def foto_ganda() -> bytes:
    satu, dua = Image.new("RGB", (64, 48), "red"), Image.new("RGB", (64, 48), "blue")
    return _disimpan(satu, "MPO", save_all=True, append_images=[dua])


def _jujur() -> Iterator[Kasus]:
    abu = Image.linear_gradient("L")
    yield Kasus("PDF sederhana", "SK.pdf", lambda: PDF)
    yield Kasus("PDF pemindai", "SK.PDF", lambda: b"\xef\xbb\xbf \x1b%-12345X@PJL\r\n" + PDF + b"\r\n\x00\x00")
    yield Kasus("PDF qpdf", "laporan.pdf", pdf_qpdf)
    aliran_objek = pikepdf.ObjectStreamMode.generate
    yield Kasus("PDF aliran objek", "laporan.pdf", lambda: pdf_qpdf(object_stream_mode=aliran_objek))
    yield Kasus("PDF linear", "laporan.pdf", lambda: pdf_qpdf(linearize=True))
    tautan = b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://contoh.invalid/) >> >>"
    yield Kasus("PDF bertautan", "laporan.pdf", lambda: pdf(tautan))
    struktur = b"<< /Type /StructElem /S /Span /P 1 0 R >>"
    kosong = b"/Names << /EmbeddedFiles << /Names [] >> /JavaScript << /Names [] >> >> "
    yield Kasus("PDF bertanda", "laporan.pdf", lambda: pdf(struktur, akar=kosong))
    yield Kasus("PDF xref meleset", "pindai.pdf", lambda: PDF.replace(b"startxref\n", b"startxref\n9"))
    yield Kasus("PDF 300 halaman", "buku.pdf", lambda: jahat_pdf.banyak_halaman(300))
    yield Kasus("PDF teks penuh", "teks.pdf", lambda: pdf(jahat_pdf.aliran(b"(JavaScript) Tj " * 99_000)))
    yield Kasus("foto telepon", "IMG_20210630_101500.jpg", foto)
    yield Kasus("foto telepon besar", "foto.jpeg", lambda: foto(lebar=4000, tinggi=3000))
    yield Kasus("foto dua gambar", "IMG_2.jpg", foto_ganda)
    yield Kasus("foto bergerak", "gerak.jpg", lambda: jpg(64, 48) + struct.pack(">I", 24) + b"ftypmp42" + bytes(9_000))
    yield Kasus("JPG CMYK", "cetak.jpg", lambda: _disimpan(abu.convert("CMYK"), "JPEG"))
    yield Kasus("JPG bertahap", "tahap.jpg", lambda: _disimpan(abu.convert("RGB"), "JPEG", progressive=True))
    yield Kasus("JPG abu-abu", "abu.jpg", lambda: contoh_berkas.jpg(300, 200))
    yield Kasus("PNG tembus", "layar.png", lambda: _disimpan(abu.convert("RGBA"), "PNG", dpi=(96, 96)))
    yield Kasus("PNG berpalet", "layar.png", lambda: _disimpan(abu.convert("P"), "PNG"))
    yield Kasus("PNG 16 bit", "ukur.png", lambda: _disimpan(abu.convert("I;16"), "PNG"))
    yield Kasus("Word sederhana", "laporan.docx", jahat_kantor.word)
    yield Kasus("Word lengkap", "laporan.docx", word_bertautan)
    yield Kasus("Word berbidang", "laporan.docx", word_berbidang)
    yield Kasus("Excel sederhana", "data.xlsx", jahat_kantor.excel)
    yield Kasus("Excel 3000 baris", "Log 2021.xlsx", buku_besar)
    yield Kasus("nama biasa bertitik", "Lap. Keg. v1.2 (final).pdf", lambda: PDF)
    yield Kasus("nama dari peramban lama", "C:\\Dokumen\\SK Pangkat.pdf", lambda: PDF)
    yield Kasus("nama beraksen", "résumé – 報告 🙂.pdf", lambda: PDF)


JAHAT = tuple(_jahat())
JUJUR = tuple(_jujur())
