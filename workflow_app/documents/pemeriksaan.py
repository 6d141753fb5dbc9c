"""The check of templates: may this file, edited in Word by an official, be used to make documents?

Everything is looked at before the first real document is made from it: the fields, the expressions, the package, the
fonts, and the outcome with empty, short and long tables.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_origin

from docx import Document
from lxml import etree

from workflow_app.documents.ekspresi import isian_kelompok, jalur_isian, periksa_pemakaian
from workflow_app.documents.galat import TemplatSalah
from workflow_app.documents.kemasan import bagian, bagian_ganda
from workflow_app.documents.manifes import MAP_TEMPLAT, Templat, daftar_templat
from workflow_app.documents.perender import isi_templat, sumber
from workflow_app.formulir.contoh import baris_contoh, contoh
from workflow_app.formulir.isian import Asal, sebagai_data
from workflow_app.formulir.kontrak import KONTRAK

FONT_DIIZINKAN = frozenset({"Arial", "Times New Roman"})
"""Fonts with a metric twin on every server (Liberation): a page breaks there where it breaks in Word."""

FIELD_DIIZINKAN = frozenset({"PAGE", "NUMPAGES"})
"""Word fields that show the same everywhere; others read files, addresses or the clock."""

METADATA = frozenset(jalur_isian(Asal, "asal."))
"""Fields that are kept with a document and never printed."""

BARIS_UJI = (0, 1, 2, 200)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_BERJALAN = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|styles)\.xml")


@dataclass(frozen=True)
class HasilPeriksa:
    """What the check found about one template; no `masalah` means that it may be used."""

    jenis: str
    versi: int | None
    masalah: Sequence[str]


@dataclass(frozen=True)
class Ukuran:
    """How large a document came out."""

    tabel: int
    baris: int
    paragraf: int


def periksa_semua(map_templat: Path = MAP_TEMPLAT) -> list[HasilPeriksa]:
    """Check every template of the manifest, every contract and every .docx in the folder."""
    daftar = daftar_templat(map_templat)
    hasil = [HasilPeriksa(satu.jenis, satu.versi, list(periksa_templat(satu))) for satu in daftar]
    tercatat = {satu.jenis for satu in daftar}
    hasil += [
        HasilPeriksa(jenis, None, ["tidak tercatat dalam MANIFEST.toml"])
        for jenis in sorted({*KONTRAK, *(b.stem for b in map_templat.glob("[!~]*.docx"))} - tercatat)
    ]
    return hasil


def periksa_templat(satu: Templat) -> Iterator[str]:
    """Everything that speaks against one template, each as a sentence."""
    if satu.jenis not in KONTRAK:
        yield "tidak mempunyai kontrak isian"
        return
    if not satu.jalur.is_file():
        yield f"berkas {satu.jalur.name} tidak ada"
        return
    if satu.sha256 != satu.sidik:
        yield f'berkas berubah sejak versi {satu.versi}: naikkan versi dan tulis sidik = "{satu.sha256}"'
    yield from periksa_berkas(satu.jenis, satu.jalur.read_bytes(), satu.tidak_dicetak)


def periksa_berkas(jenis: str, berkas: bytes, tidak_dicetak: Sequence[str] = ()) -> Iterator[str]:
    """The same for bytes that are not (yet) a file of the folder."""
    try:
        bagian_sumber = sumber(jenis, berkas)
    except TemplatSalah as galat:
        yield galat.sebab
        return
    yield from _periksa_kemasan(berkas)
    pemakaian = periksa_pemakaian(KONTRAK[jenis], bagian_sumber)
    yield from pemakaian.masalah
    ada = set(jalur_isian(KONTRAK[jenis]))
    yield from (
        f"isian {jalur} tidak dicetak" for jalur in sorted(ada - pemakaian.terpakai - METADATA - {*tidak_dicetak})
    )
    yield from (
        f"MANIFEST.toml menyebut {jalur} tidak dicetak, padahal dicetak atau tidak ada"
        for jalur in sorted({*tidak_dicetak} - (ada - pemakaian.terpakai))
    )
    if not pemakaian.masalah:
        yield from _periksa_hasil(jenis, berkas)


def _periksa_kemasan(berkas: bytes) -> Iterator[str]:
    yield from (f"{nama} ada lebih dari sekali dalam berkas" for nama in bagian_ganda(berkas))
    isi = bagian(berkas)
    if "docProps/core.xml" not in isi:
        yield "docProps/core.xml tidak ada"
    for nama, xml in isi.items():
        if nama.endswith(".rels") and b'TargetMode="External"' in xml:
            yield f"{nama}: tautan ke luar berkas tidak diizinkan"
        if "vbaProject" in nama or "/embeddings/" in nama or "/activeX/" in nama:
            yield f"{nama}: makro dan objek tertanam tidak diizinkan"
    pohon = {nama: etree.fromstring(xml) for nama, xml in isi.items() if _BERJALAN.fullmatch(nama)}
    yield from _periksa_font(pohon, isi.get("word/theme/theme1.xml"))
    yield from _periksa_field(pohon)
    yield from _periksa_sisipan(pohon)


def _periksa_font(pohon: Mapping[str, Any], tema: bytes | None) -> Iterator[str]:
    """Fonts of the text and of the styles it uses, straight or by way of the theme."""
    font_tema = _font_tema(tema)
    for nama, akar in pohon.items():
        lingkup = _gaya_terpakai(akar, pohon) if nama == "word/styles.xml" else [akar]
        salah = set()
        for satu in lingkup:
            for rfonts in satu.iter(f"{W}rFonts"):
                for atribut in ("ascii", "hAnsi"):
                    lewat_tema = rfonts.get(f"{W}{atribut}Theme")
                    font = font_tema.get(lewat_tema[:5], lewat_tema) if lewat_tema else rfonts.get(f"{W}{atribut}")
                    if font and font not in FONT_DIIZINKAN:
                        salah.add(font)
        yield from (
            f"{nama}: huruf {font} tidak diizinkan, gunakan {' atau '.join(sorted(FONT_DIIZINKAN))}"
            for font in sorted(salah)
        )


def _font_tema(tema: bytes | None) -> dict[str, str]:
    """The two fonts of the theme by the first letters of the names styles use for them (majorHAnsi, minorHAnsi)."""
    if tema is None:
        return {}
    akar = etree.fromstring(tema)
    return {
        nama: latin.get("typeface")
        for nama in ("major", "minor")
        for latin in akar.iterfind(f".//{A}{nama}Font/{A}latin")
    }


def _gaya_terpakai(gaya: Any, pohon: Mapping[str, Any]) -> list[Any]:
    """The defaults and the styles that text uses, with those they are based on."""
    menurut_id = {satu.get(f"{W}styleId"): satu for satu in gaya.iter(f"{W}style")}
    perlu = [nama for nama, satu in menurut_id.items() if satu.get(f"{W}default") == "1"]
    for nama, akar in pohon.items():
        if nama != "word/styles.xml":
            perlu += [s.get(f"{W}val") for tanda in ("pStyle", "rStyle", "tblStyle") for s in akar.iter(f"{W}{tanda}")]
    terpakai: dict[str, Any] = {}
    while perlu:
        nama = perlu.pop()
        if nama in menurut_id and nama not in terpakai:
            terpakai[nama] = menurut_id[nama]
            perlu += [dasar.get(f"{W}val") for dasar in menurut_id[nama].iter(f"{W}basedOn")]
    return [*gaya.iter(f"{W}docDefaults"), *terpakai.values()]


def _periksa_field(pohon: Mapping[str, Any]) -> Iterator[str]:
    for nama, akar in pohon.items():
        perintah = [teks.text or "" for teks in akar.iter(f"{W}instrText")]
        perintah += [satu.get(f"{W}instr") or "" for satu in akar.iter(f"{W}fldSimple")]
        for satu in perintah:
            if satu.strip() and satu.split()[0].upper() not in FIELD_DIIZINKAN:
                yield f"{nama}: bidang Word {satu.split()[0]} tidak diizinkan"


def _periksa_sisipan(pohon: Mapping[str, Any]) -> Iterator[str]:
    """Tags by which docxtpl would print a value as raw XML instead of text."""
    for nama, akar in pohon.items():
        for paragraf in akar.iter(f"{W}p"):
            teks = "".join(satu.text or "" for satu in paragraf.iter(f"{W}t"))
            if re.search(r"{{(r|p|tr|tc)\s", teks):
                yield f"{nama}: tanda {{{{r ...}}}} tidak diizinkan, dekat teks: {teks[:80]!r}"


def _periksa_hasil(jenis: str, berkas: bytes) -> Iterator[str]:
    """Render the sample with no, one, two and 200 lines in every list: the growth must be even, the tables the same."""
    ukuran = {}
    for jumlah in BARIS_UJI:
        data = dengan_baris(KONTRAK[jenis], sebagai_data(contoh(jenis)), jumlah)
        try:
            ukuran[jumlah] = ukur(isi_templat(jenis, berkas, data))
        except TemplatSalah as galat:
            yield f"dengan {jumlah} baris: {galat.sebab}"
            return
    satu, dua, banyak = ukuran[1], ukuran[2], ukuran[BARIS_UJI[-1]]
    if len({u.tabel for u in ukuran.values()}) > 1:
        yield f"jumlah tabel berubah menurut isinya: {sorted({u.tabel for u in ukuran.values()})}"
    tumbuh = (dua.baris - satu.baris, dua.paragraf - satu.paragraf)
    seharusnya = tuple(
        awal + tambah * (BARIS_UJI[-1] - 1) for awal, tambah in zip((satu.baris, satu.paragraf), tumbuh, strict=True)
    )
    if (banyak.baris, banyak.paragraf) != seharusnya:
        yield f"dengan {BARIS_UJI[-1]} baris: {banyak.baris} baris tabel, seharusnya {seharusnya[0]}"
    if max(tumbuh) < 1:
        yield "tidak ada daftar yang bertambah menurut isinya"


def ukur(dokumen: bytes) -> Ukuran:
    """Count what a finished document holds."""
    badan = Document(io.BytesIO(dokumen)).element.body
    return Ukuran(*(sum(1 for _ in badan.iter(f"{W}{tanda}")) for tanda in ("tbl", "tr", "p")))


def dengan_baris(kontrak: type, data: Mapping[str, Any], jumlah: int) -> dict[str, Any]:
    """A snapshot with `jumlah` equal lines in every list; of lists whose lines hold lists there is one line at most."""
    tipe = isian_kelompok(kontrak)
    return {nama: _dengan_baris(tipe[nama], isi, jumlah) if nama in tipe else isi for nama, isi in data.items()}


def _dengan_baris(tipe: Any, nilai: Any, jumlah: int) -> Any:
    if get_origin(tipe) is tuple:
        (tipe_baris, _) = get_args(tipe)
        lain = baris_contoh(tipe_baris)
        contoh_baris = nilai[0] if nilai else "Contoh" if lain is None else asdict(lain)
        banyak = min(jumlah, 1) if _berdaftar(tipe_baris) else jumlah
        if lain is not None:
            banyak = 1  # a block brings tables of its own, so it stands in every measurement
        return [_dengan_baris(tipe_baris, contoh_baris, jumlah)] * banyak
    if isinstance(tipe, type) and is_dataclass(tipe):
        return dengan_baris(tipe, nilai, jumlah)
    return nilai


def _berdaftar(tipe: Any) -> bool:
    return any("[]" in jalur for jalur in jalur_isian(tipe)) if is_dataclass(tipe) and isinstance(tipe, type) else False
