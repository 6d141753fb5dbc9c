"""Word and Excel files that must not be taken."""

import io
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial

import docx
import openpyxl

Buat = Callable[[], bytes]
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MB = 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def word() -> bytes:
    keluar = io.BytesIO()
    dokumen = docx.Document()
    dokumen.add_paragraph("Laporan kegiatan")
    dokumen.save(keluar)
    return keluar.getvalue()


def excel() -> bytes:
    keluar = io.BytesIO()
    buku = openpyxl.Workbook()
    buku["Sheet"]["A1"] = "Nama"
    buku.save(keluar)
    return keluar.getvalue()


def bagian(asal: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(asal)) as arsip:
        return {n: arsip.read(n) for n in arsip.namelist()}


def kemas(isi: Mapping[str, bytes], cara: int = zipfile.ZIP_DEFLATED) -> bytes:
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", cara) as arsip:
        for nama, data in isi.items():
            arsip.writestr(nama, data)
    return keluar.getvalue()


def tambah(asal: bytes, nama: str, data: bytes) -> bytes:
    return kemas({**bagian(asal), nama: data})


def ganti(asal: bytes, nama: str, lama: bytes, baru: bytes) -> bytes:
    semua_bagian = bagian(asal)
    assert lama in semua_bagian[nama]
    return kemas({**semua_bagian, nama: semua_bagian[nama].replace(lama, baru)})


def relasi(asal: bytes, nama: str, jenis: str, tujuan: str) -> bytes:
    """The file with one more link to outside."""
    baris = f'<Relationship Id="rIdX" Type="{REL}/{jenis}" Target="{tujuan}" TargetMode="External"/></Relationships>'
    isi = bagian(asal)
    kosong = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    lama = isi.get(nama, kosong)
    return kemas({**isi, nama: lama.replace(b"</Relationships>", baris.encode())})


def dari_luar(jenis: str) -> bytes:
    return relasi(word(), "word/_rels/document.xml.rels", jenis, "http://contoh.invalid/x")


def paragraf(xml: str) -> bytes:
    return ganti(word(), "word/document.xml", b"</w:body>", f"<w:p>{xml}</w:p></w:body>".encode())


def dde_terpotong() -> bytes:
    """A DDE field whose name is cut into runs, so that no search for the word finds it."""
    run = "<w:r>{}</w:r>"
    return paragraf(
        run.format('<w:fldChar w:fldCharType="begin"/>')
        + "".join(run.format(f"<w:instrText>{s}</w:instrText>") for s in ("DD", "EAU", 'TO c:\\\\a.exe "x"'))
        + run.format('<w:fldChar w:fldCharType="end"/>')
    )


def bertumpuk(asal: bytes, kali: int = 50) -> bytes:
    """An archive whose directory names the same packed bytes many times."""
    with zipfile.ZipFile(io.BytesIO(asal)) as arsip:
        mulai = arsip.start_dir
        pertama = arsip.infolist()[0]
    direktori = asal[mulai : asal.rindex(b"PK\x05\x06")]
    satu = direktori[: 46 + len(pertama.filename.encode()) + len(pertama.extra)]
    kembar = b"".join(satu[:46].replace(satu[28:30], struct.pack("<H", 6), 1)[:46] + b"k%05d" % n for n in range(kali))
    jumlah = asal.count(b"PK\x01\x02") + kali
    isi = asal[:mulai] + direktori + kembar
    return isi + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, jumlah, jumlah, len(direktori + kembar), mulai, 0)


def bom(asal: bytes, nama: str, megabyte: int) -> bytes:
    return tambah(asal, nama, bytes(megabyte * MB))


def bom_bohong() -> bytes:
    """A part that unpacks to far more than the directory says."""
    isi = bom(word(), "word/media/a.png", 120)
    panjang = struct.pack("<L", 120 * MB)
    return isi.replace(panjang, struct.pack("<L", 1000))


def bersarang() -> bytes:
    dalam = kemas({"b.zip": kemas({"c": bytes(MB)}), "d": bytes(MB)})
    return tambah(word(), "word/media/image1.png", dalam)


def banyak_bagian() -> bytes:
    return kemas({**bagian(word()), **{f"word/media/{n}.png": b"" for n in range(2_100)}})


def terkunci() -> bytes:
    isi = bytearray(word())
    for tanda, letak in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        di = isi.find(tanda)
        while di >= 0:
            isi[di + letak] |= 1
            di = isi.find(tanda, di + 4)
    return bytes(isi)


def tawa() -> bytes:
    """Entities that name one another, so that a line becomes gigabytes."""
    entitas = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return tambah(word(), "word/lain.xml", f'<!DOCTYPE a [<!ENTITY l0 "ha">{entitas}]><a>&l9;</a>'.encode())


def semua() -> Iterator[tuple[str, str, Buat, str]]:
    """What it is, the name it is sent under, how it is made, and what the sentence must say."""
    melar, makro, sisip = "mengembang terlalu besar", "memuat makro", "disisipkan berkas atau program"
    isi_jenis, kelas = "[Content_Types].xml", b"wordprocessingml.document.main+xml"
    bermakro = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    asli = b"application/vnd.openxmlformats-officedocument." + kelas
    yield "bom ZIP datar", "laporan.docx", lambda: bom(word(), "word/media/a.png", 120), melar
    yield "bom ZIP dalam Excel", "data.xlsx", lambda: bom(excel(), "xl/media/a.png", 120), melar
    yield "bom ZIP menurut rasio", "laporan.docx", lambda: bom(word(), "word/media/a.png", 40), melar
    yield "bom ZIP yang berbohong", "laporan.docx", bom_bohong, "rusak"
    yield "bom ZIP bertumpuk", "laporan.docx", lambda: bertumpuk(word()), "saling menimpa"
    yield "ZIP bersarang", "laporan.docx", bersarang, "ada arsip lain"
    yield "ZIP biasa", "laporan.docx", lambda: kemas({"a.txt": b"x"}), "bukan dokumen Word"
    yield "ZIP biasa sebagai Excel", "data.xlsx", lambda: kemas({"a.txt": b"x"}), "bukan buku kerja Excel"
    yield "Excel dengan akhiran Word", "laporan.docx", excel, "bukan dokumen Word"
    yield "Word dengan akhiran Excel", "data.xlsx", word, "bukan buku kerja Excel"
    yield "Word dengan akhiran PDF", "laporan.pdf", word, "Isinya bukan PDF"
    yield "Word lama", "laporan.docx", lambda: OLE, "berformat lama"
    yield "teks dengan akhiran Word", "laporan.docx", lambda: b"{\\rtf1 halo}", "bukan dokumen Word"
    yield "bagian terlalu banyak", "laporan.docx", banyak_bagian, "paling banyak 2000"
    yield "nama bagian ke luar", "laporan.docx", lambda: tambah(word(), "../../a.xml", b"<a/>"), "tempat lain"
    yield "nama bagian mutlak", "laporan.docx", lambda: tambah(word(), "/etc/a.xml", b"<a/>"), "tempat lain"
    yield "nama bagian Windows", "laporan.docx", lambda: tambah(word(), "C:a.xml", b"<a/>"), "tempat lain"
    yield "nama bagian kembar", "laporan.docx", lambda: tambah(word(), "WORD/document.xml", b"<a/>"), "kembar"
    yield "bagian terkunci", "laporan.docx", terkunci, "terkunci dengan kata sandi"
    yield "program di depan Word", "laporan.docx", lambda: b"MZ" + word(), "bukan dokumen Word"
    yield "HTML di belakang Word", "laporan.docx", lambda: word() + b"<html></html>", "tersembunyi arsip ZIP"
    yield "Word terpotong", "laporan.docx", lambda: word()[:-60], "rusak"
    yield "Word dengan satu bit terbalik", "laporan.docx", lambda: _terbalik(word()), "rusak"
    yield "makro Word", "laporan.docx", lambda: tambah(word(), "word/vbaProject.bin", OLE), makro
    yield "makro Excel", "data.xlsx", lambda: tambah(excel(), "xl/vbaProject.bin", OLE), makro
    yield "docm dengan akhiran docx", "laporan.docx", lambda: ganti(word(), isi_jenis, asli, bermakro), makro
    yield "makro Excel 4", "data.xlsx", lambda: tambah(excel(), "xl/macrosheets/sheet1.xml", b"<a/>"), makro
    aktif = b"<a/>"
    yield "ActiveX", "laporan.docx", lambda: tambah(word(), "word/activeX/activeX1.xml", aktif), sisip
    yield "objek OLE", "laporan.docx", lambda: tambah(word(), "word/embeddings/oleObject1.bin", OLE), sisip
    yield "program tertanam", "laporan.docx", lambda: tambah(word(), "word/media/a.exe", b"MZ"), sisip
    yield "program tersamar", "laporan.docx", lambda: tambah(word(), "word/media/a.png", b"MZ\x90"), sisip
    yield "HTML tertanam", "laporan.docx", lambda: tambah(word(), "word/afchunk.htm", b"<html/>"), sisip
    tmpl = "http://contoh.invalid/a.dotm"
    rel = "word/_rels/settings.xml.rels"
    yield (
        "templat dari luar",
        "laporan.docx",
        lambda: relasi(word(), rel, "attachedTemplate", tmpl),
        "templat dari luar",
    )
    for apa, jenis, kalimat in (
        ("OLE dari luar", "oleObject", sisip),
        ("gambar dari luar", "image", "mengambil isi dari luar"),
        ("bingkai dari luar", "frame", "mengambil isi dari luar"),
        ("subdokumen dari luar", "subDocument", "mengambil isi dari luar"),
    ):
        yield (
            apa,
            "laporan.docx",
            partial(dari_luar, jenis),
            kalimat,
        )
    yield (
        "tautan berskrip",
        "laporan.docx",
        lambda: relasi(word(), "word/_rels/document.xml.rels", "hyperlink", "javascript:alert(1)"),
        "mengambil isi dari luar",
    )
    yield "DDE dalam Word", "laporan.docx", dde_terpotong, "perintah DDE"
    sederhana = '<w:fldSimple w:instr=" DDE cmd x "><w:r/></w:fldSimple>'
    yield "DDE sederhana dalam Word", "laporan.docx", lambda: paragraf(sederhana), "perintah DDE"
    tautan = b'<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
    yield (
        "DDE dalam Excel",
        "data.xlsx",
        lambda: tambah(excel(), "xl/externalLinks/externalLink1.xml", tautan),
        "berkas lain",
    )
    yield "tautan luar Excel", "data.xlsx", lambda: tambah(excel(), "xl/externalLinks/a.xml", b"<a/>"), "berkas lain"
    yield "sambungan data", "data.xlsx", lambda: tambah(excel(), "xl/connections.xml", b"<a/>"), "sumber luar"
    yield "tawa sejuta", "laporan.docx", tawa, "entitas"
    luar = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    yield "entitas dari luar", "data.xlsx", lambda: tambah(excel(), "xl/lain.xml", luar), "entitas"
    yield "XML rusak", "laporan.docx", lambda: tambah(word(), "word/lain.xml", b"<a><b></a>"), "rusak"


def _terbalik(isi: bytes) -> bytes:
    """One bit of the first part turned over: its checksum no longer fits."""
    letak = 30 + int.from_bytes(isi[26:28], "little") + int.from_bytes(isi[28:30], "little") + 40
    return isi[:letak] + bytes([isi[letak] ^ 1]) + isi[letak + 1 :]
