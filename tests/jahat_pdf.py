"""PDFs that must not be taken: each is made here, byte by byte, and does one thing wrong."""

import io
import zlib
from collections.abc import Callable, Iterator
from functools import partial

import pikepdf

from tests import contoh_berkas
from tests.contoh_berkas import PDF, pdf

Buat = Callable[[], bytes]
SKRIP = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
TERPOTONG, RUSAK, GANDA_ZIP = "terpotong di tengah", "PDF ini rusak", "tersembunyi arsip ZIP"


def aliran(isi: bytes, kamus: bytes = b"", *, kemas: bool = True) -> bytes:
    """A stream object, packed with Flate unless told otherwise."""
    data = zlib.compress(isi) if kemas else isi
    saringan = b"/Filter /FlateDecode " if kemas else b""
    return b"<< %s%s/Length %d >>\nstream\n%s\nendstream" % (saringan, kamus, len(data), data)


def aliran_objek() -> bytes:
    """A script that lies inside an object stream: no plain search of the bytes finds it."""
    dokumen = pikepdf.new()
    dokumen.add_blank_page()
    dokumen.Root.OpenAction = dokumen.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=b"app.alert(1)"))
    keluar = io.BytesIO()
    dokumen.save(keluar, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"JavaScript" not in keluar.getvalue()
    return keluar.getvalue()


def bersandi(*, pemilik_saja: bool = False) -> bytes:
    dokumen = pikepdf.new()
    dokumen.add_blank_page()
    keluar = io.BytesIO()
    dokumen.save(keluar, encryption=pikepdf.Encryption(owner="pemilik", user="" if pemilik_saja else "rahasia"))
    return keluar.getvalue()


def banyak_halaman(jumlah: int) -> bytes:
    dokumen = pikepdf.new()
    for _ke in range(jumlah):
        dokumen.add_blank_page()
    keluar = io.BytesIO()
    dokumen.save(keluar)
    return keluar.getvalue()


def banyak_objek(jumlah: int) -> bytes:
    return pdf(*[b"null"] * jumlah)


def simpul_xref() -> bytes:
    """Two cross-reference tables that each name the other as the earlier one."""
    satu = PDF.replace(b"/Size 4 ", b"/Size 4 /Prev %06d " % 0)
    letak = satu.rindex(b"xref\n0 4")
    return satu.replace(b"/Prev 000000", b"/Prev %06d" % letak)


def bom_xref() -> bytes:
    """A cross-reference stream of kilobytes that unpacks to gigabytes."""
    pemampat = zlib.compressobj(9)
    data = b"".join(pemampat.compress(bytes(1024 * 1024)) for _ in range(400)) + pemampat.flush()
    objek = b"<< /Type /XRef /Size 4 /Root 1 0 R /W [1 4 2] /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
    kepala = b"%PDF-1.5\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    return kepala + b"9 0 obj\n" + objek % (len(data), data) + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(kepala)


def bom_aliran(kali: int = 1100) -> bytes:
    """A content stream of a megabyte that unpacks to more than a gigabyte."""
    pemampat = zlib.compressobj(9)
    potongan = bytes(1024 * 1024)
    data = b"".join(pemampat.compress(potongan) for _ in range(kali)) + pemampat.flush()
    return pdf(b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(data), data))


def bom_berlapis() -> bytes:
    data = zlib.compress(zlib.compress(bytes(20_000_000), 9), 9)
    kamus = b"<< /Filter [/FlateDecode /FlateDecode] /Length %d >>\nstream\n%s\nendstream"
    return pdf(kamus % (len(data), data))


def tanpa_akhir_pohon() -> bytes:
    """A page tree that is its own child."""
    return PDF.replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]")


def bersarang(dalam: int = 5_000) -> bytes:
    return pdf(b"[" * dalam + b"]" * dalam)


def semua() -> Iterator[tuple[str, str, Buat, str]]:
    """What it is, the name it is sent under, how it is made, and what the sentence must say."""
    skrip = "memuat skrip (JavaScript)"
    for apa, akar in (
        ("skrip saat dibuka", b"/OpenAction " + SKRIP),
        ("skrip saat ditutup", b"/AA << /WC " + SKRIP + b" >> "),
        ("skrip dalam daftar nama", b"/Names << /JavaScript << /Names [(a) " + SKRIP + b"] >> >> "),
        ("skrip dengan nama tersamar", b"/OpenAction << /S /J#61vaScript /J#53 (app.alert\\(1\\)) >> "),
        ("skrip berantai", b"/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next " + SKRIP + b" >> "),
        ("kunci JS saja", b"/OpenAction << /S /Unknown /JS (app.alert\\(1\\)) >> "),
        ("skrip dalam garis besar", b"/Outlines << /First << /Title (x) /A " + SKRIP + b" >> >> "),
        ("skrip dalam bidang", b"/AcroForm << /Fields [<< /T (x) /AA << /K " + SKRIP + b" >> >>] >> "),
    ):
        yield apa, "laporan.pdf", partial(pdf, akar=akar), skrip
    yield "skrip dalam aliran objek", "laporan.pdf", aliran_objek, skrip
    yield "skrip tak langsung", "laporan.pdf", lambda: pdf(SKRIP, akar=b"/OpenAction 4 0 R "), skrip
    yield "skrip tanpa rujukan", "laporan.pdf", lambda: pdf(SKRIP), skrip
    halaman = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /AA << /O " + SKRIP + b" >> >>"
    yield "skrip pada halaman", "laporan.pdf", lambda: pdf(halaman), skrip
    tautan = b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A " + SKRIP + b" >>"
    yield "skrip pada tautan", "laporan.pdf", lambda: pdf(tautan), skrip
    yield "skrip pada trailer", "laporan.pdf", lambda: pdf(trailer=b"/Lain << /JS (x) >> "), skrip
    xref = b"startxref"
    yield (
        "skrip dalam PDF yang rusak",
        "laporan.pdf",
        lambda: pdf(SKRIP).replace(xref + b"\n", xref + b"\n9"),
        skrip,
    )
    for apa, akar, kalimat in (
        ("menjalankan program", b"/OpenAction << /S /Launch /F (cmd.exe) >> ", "menjalankan program"),
        ("menjalankan berkas Windows", b"/OpenAction << /S /Launch /Win << /F (a.bat) >> >> ", "menjalankan program"),
        ("mengirim formulir", b"/OpenAction << /S /SubmitForm /F (http://contoh.invalid/) >> ", "isian formulir"),
        ("mengambil isian", b"/OpenAction << /S /ImportData /F (a.fdf) >> ", "isian formulir"),
        ("membuka PDF di luar", b"/OpenAction << /S /GoToR /F (//contoh.invalid/a.pdf) /D [0] >> ", "PDF lain"),
        ("membuka lampiran", b"/OpenAction << /S /GoToE /T << /R /C /N (x) >> >> ", "PDF lain"),
        ("memutar media", b"/OpenAction << /S /Rendition /OP 0 >> ", "suara, video"),
        ("memutar suara", b"/OpenAction << /S /Sound /Sound << >> >> ", "suara, video"),
        ("formulir XFA", b"/AcroForm << /XFA (<xdp/>) /Fields [] >> ", "formulir XFA"),
        ("lampiran dalam daftar", b"/Names << /EmbeddedFiles << /Names [(a) << >>] >> >> ", "berkas lampiran"),
        ("lampiran bercabang", b"/Names << /EmbeddedFiles << /Kids [<< >>] >> >> ", "berkas lampiran"),
    ):
        yield apa, "laporan.pdf", partial(pdf, akar=akar), kalimat
    berkas = aliran(b"MZ program", b"/Type /EmbeddedFile ")
    yield "berkas tertanam", "laporan.pdf", lambda: pdf(berkas), "berkas lampiran"
    spek = b"<< /Type /Filespec /F (a.exe) /EF << /F 4 0 R >> >>"
    yield "spesifikasi berkas", "laporan.pdf", lambda: pdf(aliran(b"x"), spek), "berkas lampiran"
    kaya = b"<< /Type /Annot /Subtype /RichMedia /Rect [0 0 9 9] >>"
    yield "media kaya", "laporan.pdf", lambda: pdf(kaya), "suara, video"
    yield "terkunci kata sandi", "rahasia.pdf", bersandi, "terkunci dengan kata sandi"
    yield "terkunci kata sandi lama", "rahasia.pdf", lambda: contoh_berkas.PDF_BERSANDI, "terkunci dengan kata sandi"
    yield "dibatasi pemilik", "rahasia.pdf", lambda: bersandi(pemilik_saja=True), "terkunci dengan kata sandi"
    yield "terpotong", "potong.pdf", lambda: PDF[:-40], TERPOTONG
    yield "terpotong separuh", "potong.pdf", lambda: PDF[: len(PDF) // 2], TERPOTONG
    yield "kepala saja", "kepala.pdf", lambda: b"%PDF-1.7\n", TERPOTONG
    yield "akhir palsu", "akhir.pdf", lambda: b"%PDF-1.7\nstartxref\n0\n%%EOF\n", RUSAK
    yield "xref berputar", "putar.pdf", simpul_xref, RUSAK
    yield "xref melar", "melar.pdf", bom_xref, RUSAK
    yield "pohon halaman berputar", "putar.pdf", tanpa_akhir_pohon, "PDF ini"
    yield (
        "tanpa halaman",
        "kosong.pdf",
        lambda: PDF.replace(b"[3 0 R] /Count 1", b"[     ] /Count 0"),
        "tidak memuat halaman",
    )
    yield "larik bersarang", "dalam.pdf", bersarang, RUSAK
    yield "halaman ribuan", "tebal.pdf", lambda: banyak_halaman(2_500), "2500 halaman; paling banyak 2000"
    bohong = PDF.replace(b"/Count 1", b"/Count 99999999")
    yield "jumlah halaman bohong", "tebal.pdf", lambda: bohong, "99999999 halaman"
    yield "objek ratusan ribu", "banyak.pdf", lambda: banyak_objek(120_000), "objek; paling banyak 100000"
    yield "aliran melar", "melar.pdf", bom_aliran, "mengembang terlalu besar"
    yield "aliran berlapis", "melar.pdf", bom_berlapis, "mengembang terlalu besar"
    kertas = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99999999 99999999] >>"
    yield "kertas raksasa", "lebar.pdf", lambda: pdf(kertas), "lebih lebar daripada kertas"
    gambar = aliran(b"x", b"/Type /XObject /Subtype /Image /Width 90000 /Height 90000 ")
    yield "gambar raksasa dalam PDF", "lebar.pdf", lambda: pdf(gambar), "90000 x 90000 titik"
