"""Building blocks for the first version of a Word template: page, styles, letterhead, tables, signature blocks.

Only `buat_templat.py` uses this. Afterwards the .docx files live on in Word.
"""
# ruff: noqa: SLF001  # python-docx gives no public way from its paragraphs and rows to their XML

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

HURUF = "Arial"
LEBAR_A4, TINGGI_A4 = 21.0, 29.7
TEPI_SAMPING, TEPI_ATAS, TEPI_BAWAH = 2.0, 1.5, 1.6
LEBAR_TEGAK = LEBAR_A4 - 2 * TEPI_SAMPING
LEBAR_LANSKAP = TINGGI_A4 - 2 * TEPI_SAMPING
BAGIAN_TAK_PERLU = ("theme", "stylesWithEffects", "webSettings", "numbering", "customXml", "thumbnail")
TANGGAL_BUAT = dt.datetime(2022, 1, 3, tzinfo=dt.UTC)

KIRI, TENGAH, KANAN, PENUH = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)

MASA = "{{ masa_penilaian.mulai | tanggal }} s.d. {{ masa_penilaian.selesai | tanggal }}"

# name: size, bold, alignment, space before, space after (points), keep with next
GAYA: dict[str, tuple[float, bool, WD_ALIGN_PARAGRAPH, float, float, bool]] = {
    "Kop Instansi": (12, True, TENGAH, 0, 0, True),
    "Kop Unit": (12, True, TENGAH, 0, 0, True),
    "Kop Alamat": (9, False, TENGAH, 2, 3, True),
    "Judul": (12, True, TENGAH, 0, 0, True),
    "Nomor": (10.5, False, TENGAH, 2, 8, True),
    "Judul Blok": (10, True, KIRI, 6, 4, True),
    "Isi": (11, False, PENUH, 0, 6, False),
    "Surat": (11, False, KIRI, 0, 0, False),
    "Tabel": (9, False, KIRI, 0.7, 0.7, False),
    "Tabel Kepala": (8, True, TENGAH, 1, 1, True),
    "Tabel Angka": (9, False, KANAN, 0.7, 0.7, False),
    "Kendali": (7, False, KIRI, 0, 0, False),
    "Tanda Tangan": (10, False, KIRI, 0, 1, True),
    "Nama Penanda": (10, True, KIRI, 0, 0, True),
    "Tembusan": (8.5, False, KIRI, 0, 0, False),
    "Kaki": (8, False, KIRI, 0, 0, False),
    "Draf": (12, True, TENGAH, 0, 2, False),
}

URUTAN: dict[str, tuple[str, ...]] = {
    "w:pPr": (
        *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "pBdr", "shd", "tabs", "spacing"),
        *("ind", "jc", "rPr", "sectPr"),
    ),
    "w:tcPr": ("tcW", "gridSpan", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "vAlign"),
    "w:tblPr": ("tblStyle", "tblW", "jc", "tblInd", "tblBorders", "shd", "tblLayout", "tblCellMar", "tblLook"),
}
"""Children of a property element in the order of the schema, as far as they are used here."""


@dataclass(frozen=True)
class Sel:
    """One cell: its lines, over how many columns, in which style."""

    teks: str | Sequence[str] = ""
    lebar: int = 1
    gaya: str = "Tabel"
    rata: WD_ALIGN_PARAGRAPH | None = None
    tebal: bool | None = None
    gantung: float = 0
    """Hanging indent in cm: the lines after the first begin that much further right."""
    masuk: float = 0
    """Indent of the whole in cm."""


def angka(medan: str) -> Sel:
    """A right-aligned credit."""
    return Sel(f"{{{{ {medan} | ak }}}}", gaya="Tabel Angka")


def nilai(medan: str, *, tebal: bool = False) -> list[Sel]:
    """The three credit columns of a group `Nilai`."""
    return [
        Sel(f"{{{{ {medan}.{kolom} | ak }}}}", gaya="Tabel Angka", tebal=tebal) for kolom in ("lama", "baru", "jumlah")
    ]


class Kerangka:
    """A template in the making."""

    def __init__(self, judul: str, *, lanskap: bool = False) -> None:
        self.dok = Document()
        self.judul_berkas = judul
        self._buang_yang_tak_perlu()
        self._gaya()
        self._inti(judul)
        self.lebar = LEBAR_LANSKAP if lanskap else LEBAR_TEGAK
        self._halaman(self.dok.sections[0], lanskap=lanskap)
        self._kepala_kaki(self.dok.sections[0])

    # --- the file ---------------------------------------------------------------------------------------------------

    def bytes(self) -> bytes:
        """The file as python-docx writes it; the caller makes the zip reproducible."""
        for akar in self._semua_akar():
            _urutkan(akar)
        keluar = io.BytesIO()
        self.dok.save(keluar)
        return keluar.getvalue()

    def _semua_akar(self) -> list[Any]:
        halaman = [bagian for seksi in self.dok.sections for bagian in (seksi.header, seksi.footer)]
        return [self.dok.element, *(bagian._element for bagian in halaman)]

    def _buang_yang_tak_perlu(self) -> None:
        for hubungan in (self.dok.part.rels, self.dok.part.package.rels):
            for rid, satu in list(hubungan.items()):
                if satu.reltype.rsplit("/", 1)[-1] in BAGIAN_TAK_PERLU:
                    hubungan.pop(rid)
        setelan = self.dok.settings.element
        for mode in setelan.iter(qn("w:compatSetting")):
            if mode.get(qn("w:name")) == "compatibilityMode":
                mode.set(qn("w:val"), "15")

    def _inti(self, judul: str) -> None:
        inti = self.dok.core_properties
        inti.title, inti.author, inti.comments, inti.subject = judul, "AlurPAK", "", ""
        inti.last_modified_by, inti.language = "AlurPAK", "id-ID"
        inti.created = inti.modified = TANGGAL_BUAT

    def _gaya(self) -> None:
        gaya = self.dok.styles
        akar = gaya.element
        for laten in akar.findall(qn("w:latentStyles")):
            akar.remove(laten)
        simpan = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList", "Header", "Footer"}
        for satu in akar.findall(qn("w:style")):
            if satu.get(qn("w:styleId")) not in simpan:
                akar.remove(satu)
            for tautan in satu.findall(qn("w:link")):  # to a character style that is gone
                satu.remove(tautan)
        bawaan = akar.find(qn("w:docDefaults"))
        akar.replace(
            bawaan,
            parse_xml(
                f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>"
                f'<w:rFonts w:ascii="{HURUF}" w:hAnsi="{HURUF}" w:eastAsia="{HURUF}" w:cs="{HURUF}"/>'
                '<w:sz w:val="20"/><w:szCs w:val="20"/><w:lang w:val="id-ID" w:eastAsia="en-US" w:bidi="ar-SA"/>'
                "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
            ),
        )
        for satu in akar.iter(qn("w:rFonts")):
            for atribut in [a for a in satu.attrib if a.endswith("Theme")]:
                del satu.attrib[atribut]
        for nama, (ukuran, tebal, rata, sebelum, sesudah, lanjut) in GAYA.items():
            baru = gaya.add_style(nama, WD_STYLE_TYPE.PARAGRAPH)
            baru.base_style = gaya["Normal"]
            baru.font.name, baru.font.size, baru.font.bold = HURUF, Pt(ukuran), tebal
            format_paragraf = baru.paragraph_format
            format_paragraf.alignment = rata
            format_paragraf.space_before, format_paragraf.space_after = Pt(sebelum), Pt(sesudah)
            format_paragraf.keep_with_next = lanjut
            baru.quick_style = True
        gaya["Draf"].font.color.rgb = RGBColor(0xC0, 0x00, 0x00)
        gaya["Nama Penanda"].font.underline = True
        gaya["Kendali"].font.color.rgb = RGBColor(0x80, 0x80, 0x80)
        gaya["Isi"].paragraph_format.line_spacing = 1.1

    def _halaman(self, bagian: Section, *, lanskap: bool) -> None:
        lebar, tinggi = (TINGGI_A4, LEBAR_A4) if lanskap else (LEBAR_A4, TINGGI_A4)
        bagian.orientation = WD_ORIENT.LANDSCAPE if lanskap else WD_ORIENT.PORTRAIT
        bagian.page_width, bagian.page_height = Cm(lebar), Cm(tinggi)
        bagian.left_margin = bagian.right_margin = Cm(TEPI_SAMPING)
        bagian.top_margin, bagian.bottom_margin = Cm(TEPI_ATAS), Cm(TEPI_BAWAH)
        bagian.header_distance, bagian.footer_distance = Cm(0.6), Cm(0.7)

    def bagian_lanskap(self) -> None:
        """Start a landscape section on a new page (for an enclosure with a wide table)."""
        bagian = self.dok.add_section()
        self._halaman(bagian, lanskap=True)
        self.lebar = LEBAR_LANSKAP
        bagian.footer.is_linked_to_previous = False
        self._kaki(bagian)

    def _kepala_kaki(self, bagian: Section) -> None:
        kepala = bagian.header
        kepala.paragraphs[0].text = "{%p if draf %}"
        kepala.paragraphs[0].style = "Kendali"
        tanda = kepala.add_paragraph("DRAF - BELUM BERLAKU", style="Draf")
        tanda.add_run()._r.append(_tanda_air("DRAF"))
        kepala.add_paragraph("{%p endif %}", style="Kendali")
        kepala.add_paragraph("", style="Kendali")
        self._kaki(bagian)

    def _kaki(self, bagian: Section) -> None:
        kaki = bagian.footer
        baris = kaki.paragraphs[0]
        baris.style = "Kaki"
        baris.paragraph_format.tab_stops.add_tab_stop(Cm(self.lebar), WD_TAB_ALIGNMENT.RIGHT)
        _garis(baris, "top", "single", 4)
        baris.add_run(f"{self.judul_berkas}{{% if nomor %}}, Nomor {{{{ nomor }}}}{{% endif %}}\tHalaman ")
        _medan(baris, "PAGE")
        baris.add_run(" dari ")
        _medan(baris, "NUMPAGES")
        kaki.add_paragraph("{%p if kode_verifikasi %}", style="Kendali")
        kaki.add_paragraph("Kode verifikasi: {{ kode_verifikasi }}", style="Kaki")
        kaki.add_paragraph("{%p endif %}", style="Kendali")

    # --- text -------------------------------------------------------------------------------------------------------

    def kop(self) -> None:
        """The letterhead, closed by a double rule."""
        self.paragraf("{{ kop.instansi | besar }}", "Kop Instansi")
        self.bila("kop.unit", [("{{ kop.unit | besar }}", "Kop Unit")])
        self.bila("kop.alamat", [("{{ kop.alamat }}", "Kop Alamat")])
        garis = self.paragraf("", "Kendali")
        _garis(garis, "top", "thinThickSmallGap", 18)
        garis.paragraph_format.space_after = Pt(6)

    def judul(self, *baris: str, nomor: bool = True) -> None:
        """The title lines and the number under them."""
        for satu in baris:
            self.paragraf(satu, "Judul")
        if nomor:
            self.paragraf("NOMOR: {{ nomor | titik }}", "Nomor")

    def paragraf(
        self,
        teks: str,
        gaya: str = "Isi",
        *,
        rata: WD_ALIGN_PARAGRAPH | None = None,
        masuk: float = 0,
        gantung: float = 0,
        lanjut: bool | None = None,
    ) -> Paragraph:
        """A paragraph; `lanjut` keeps it on the page of the next one."""
        baru = self.dok.add_paragraph(teks, style=gaya)
        _atur(baru, rata, masuk, gantung)
        if lanjut is not None:
            baru.paragraph_format.keep_with_next = lanjut
        return baru

    def bila(self, syarat: str, isi: Sequence[tuple[str, str]]) -> None:
        """Paragraphs (text, style) that stand only when the condition holds."""
        self.kendali(f"if {syarat}")
        for teks, gaya in isi:
            self.paragraf(teks, gaya)
        self.kendali("endif")

    def kendali(self, perintah: str) -> None:
        """A control paragraph: `{%p ... %}`, gone in the finished document."""
        self.paragraf(f"{{%p {perintah} %}}", "Kendali")

    def ukuran_tabel(self, isi: float, kepala: float, renggang: float) -> None:
        """Type sizes of the tables of this document, and the space over and under their lines, all in points."""
        for nama, ukuran in (("Tabel", isi), ("Tabel Angka", isi), ("Tabel Kepala", kepala)):
            gaya = self.dok.styles[nama]
            gaya.font.size = Pt(ukuran)
            gaya.paragraph_format.space_before = gaya.paragraph_format.space_after = Pt(renggang)

    def jarak(self, titik: float = 3, *, lanjut: bool | None = None) -> None:
        """An empty line of the given height between two tables."""
        baru = self.paragraf("", "Kendali", lanjut=lanjut)
        baru.paragraph_format.space_after = Pt(titik)

    def tembusan(self) -> None:
        """Copies, numbered; nothing where there are none."""
        self.kendali("if tembusan")
        self.paragraf("Tembusan:", "Tembusan").paragraph_format.space_before = Pt(6)
        self.kendali("for satu in tembusan")
        self.paragraf("{{ loop.index }}.\t{{ satu }}", "Tembusan", gantung=0.6)
        self.kendali("endfor")
        self.kendali("endif")

    # --- tables -----------------------------------------------------------------------------------------------------

    def tabel(self, lebar: Sequence[float], *, garis: bool = True) -> "Tabel":
        """A table with fixed column widths in cm, with or without rules."""
        return Tabel(self.dok.add_table(rows=0, cols=len(lebar)), lebar, garis=garis)

    def identitas(self, pasangan: Sequence[tuple[str, str]], label: float = 4.6) -> None:
        """Lines "label : value" without rules."""
        tabel = self.tabel([label, 0.4, self.lebar - label - 0.4], garis=False)
        for nama, isi in pasangan:
            tabel.baris(*(Sel(teks, gaya="Surat") for teks in (nama, ":", isi)))

    def tanda_tangan(self, medan: str, *, tempat: bool = True, kiri: Sequence[str] = ()) -> None:
        """The block at the right, whole on one page; `kiri` are the lines of a second block at the left."""
        lebar_blok = 7.6
        tabel = self.tabel([self.lebar - lebar_blok, lebar_blok], garis=False)
        tabel.baris(
            Sel(list(kiri) or "", gaya="Tanda Tangan"),
            Sel(blok_tanda_tangan(medan, tempat=tempat), gaya="Tanda Tangan"),
        )

    def ditetapkan(self, medan: str, *, kiri: Sequence[str] = (), sebagai: str = "") -> None:
        """Place, date and signature of a decision at the right; `kiri` are lines beside it, `sebagai` is the capacity
        in which the official signs, printed under his post.
        """
        lebar_blok = 8.0
        tanda_tangan = blok_tanda_tangan(medan, tempat=False)
        if sebagai:
            tanda_tangan[:1] = [
                f"{{%p if {medan}.jabatan %}}",
                f"{{{{ {medan}.jabatan }}}}",
                "{%p endif %}",
                f"{{% if {medan}.jabatan %}}selaku {{% endif %}}{sebagai},",
            ]
        self.jarak()
        tabel = self.tabel([self.lebar - lebar_blok, lebar_blok], garis=False)
        tabel.baris(
            Sel(list(kiri) or "", gaya="Tanda Tangan"),
            Sel(
                [
                    f"Ditetapkan di {{{{ {medan}.tempat | titik }}}}",
                    f"pada tanggal {{{{ {medan}.tanggal | tanggal | titik }}}}",
                    *tanda_tangan,
                ],
                gaya="Tanda Tangan",
            ),
        )


class Tabel:
    """A table in the making."""

    def __init__(self, tabel: Table, lebar: Sequence[float], *, garis: bool) -> None:
        self.tabel = tabel
        self.lebar = lebar
        tabel.alignment = WD_TABLE_ALIGNMENT.CENTER
        tabel.autofit = False
        for kolom, satu in zip(tabel.columns, lebar, strict=True):
            kolom.width = Cm(satu)
        sifat = tabel._tbl.tblPr
        sifat.append(_batas(garis))
        sifat.append(
            parse_xml(
                f'<w:tblCellMar {nsdecls("w")}><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
                "</w:tblCellMar>"
            )
        )

    def kepala(self, *sel: Sel | str) -> _Row:
        """A header row, repeated on every page."""
        isi = [satu if isinstance(satu, Sel) else Sel(satu, gaya="Tabel Kepala") for satu in sel]
        baris = self.baris(*isi)
        baris._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        _arsir(baris)
        return baris

    def baris(self, *sel: Sel | str, lanjut: bool = False, utuh: bool = True) -> _Row:
        """A row; `lanjut` keeps it on the page of the next one, `utuh` keeps it whole on one page."""
        baris: _Row = self.tabel.add_row()  # type: ignore[no-untyped-call]  # python-docx left it untyped
        if utuh:
            baris._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        semua = list(baris.cells)
        kolom = 0
        for satu in sel:
            isi = satu if isinstance(satu, Sel) else Sel(satu)
            tujuan = semua[kolom]
            if isi.lebar > 1:
                tujuan = tujuan.merge(semua[kolom + isi.lebar - 1])
            tujuan.width = Cm(sum(self.lebar[kolom : kolom + isi.lebar]))
            tujuan.vertical_alignment = (
                WD_CELL_VERTICAL_ALIGNMENT.CENTER if isi.gaya == "Tabel Kepala" else WD_CELL_VERTICAL_ALIGNMENT.TOP
            )
            _isi_sel(tujuan, isi, lanjut=lanjut)
            kolom += isi.lebar
        if kolom != len(self.lebar):
            raise ValueError(f"baris berisi {kolom} kolom, tabel {len(self.lebar)}")
        return baris

    def gabung_tegak(self, atas: _Row, bawah: _Row, kolom: int) -> None:
        """Join the cells of one column from one row down to another; the text of the first stays."""
        isi = atas._tr.tc_at_grid_offset(kolom)
        _Cell(isi, self.tabel).merge(_Cell(bawah._tr.tc_at_grid_offset(kolom), self.tabel))
        for kosong in list(isi.p_lst)[1:]:
            if not "".join(kosong.itertext()):
                isi.remove(kosong)

    def ulang(self, perintah: str) -> None:
        """A control row: `{%tr for ... %}`, gone in the finished document."""
        self.baris(Sel(f"{{%tr {perintah} %}}", lebar=len(self.lebar), gaya="Kendali"))

    def bagian(self, nomor: str, judul: str) -> None:
        """The heading row of a part: roman number and title."""
        _arsir(
            self.baris(
                Sel(nomor, gaya="Tabel Kepala"),
                Sel(judul, lebar=len(self.lebar) - 1, gaya="Tabel Kepala", rata=KIRI),
                lanjut=True,
            )
        )


def _urutkan(akar: Any) -> None:
    """Put the properties of paragraphs, cells and tables into the order of the schema, which Word insists on."""
    for tanda, urutan in URUTAN.items():
        for sifat in akar.iter(qn(tanda)):
            anak = sorted(sifat, key=lambda satu: urutan.index(satu.tag.rsplit("}", 1)[-1]))
            sifat[:] = anak


def blok_tanda_tangan(medan: str, *, tempat: bool = True) -> list[str]:
    """The lines of a signature block for a group `Penanda`."""
    awal = [f"{{{{ {medan}.tempat | titik }}}}, {{{{ {medan}.tanggal | tanggal | titik }}}}"] if tempat else []
    return [
        *awal,
        f"{{{{ {medan}.jabatan | titik }}}},",
        *("", "", ""),
        f"{{{{ {medan}.nama | titik }}}}",
        f"NIP {{{{ {medan}.nip | nip | titik }}}}",
    ]


def _arsir(baris: _Row) -> None:
    for satu in baris._tr.tc_lst:
        satu.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="EDEDED"/>'))


def _isi_sel(sel: _Cell, isi: Sel, *, lanjut: bool) -> None:
    baris = [isi.teks] if isinstance(isi.teks, str) else list(isi.teks)
    for urut, teks in enumerate(baris):
        paragraf = sel.paragraphs[0] if urut == 0 else sel.add_paragraph()
        if teks.startswith("{%p "):
            paragraf.style = "Kendali"
        elif isi.gaya == "Tanda Tangan" and ".nama " in teks:
            paragraf.style = "Nama Penanda"
        else:
            paragraf.style = isi.gaya
        jalan = paragraf.add_run(teks)
        if isi.tebal is not None:
            jalan.bold = isi.tebal
        _atur(paragraf, isi.rata, isi.masuk, isi.gantung)
        if lanjut:
            paragraf.paragraph_format.keep_with_next = True
    for lebih in sel.paragraphs[len(baris) :]:
        lebih._p.getparent().remove(lebih._p)


def _atur(paragraf: Paragraph, rata: WD_ALIGN_PARAGRAPH | None, masuk: float, gantung: float) -> None:
    if rata is not None:
        paragraf.alignment = rata
    if masuk or gantung:
        paragraf.paragraph_format.left_indent = Cm(masuk + gantung)
    if gantung:
        paragraf.paragraph_format.first_line_indent = Cm(-gantung)
        paragraf.paragraph_format.tab_stops.add_tab_stop(Cm(masuk + gantung))


def _batas(garis: bool) -> object:
    sisi = ("top", "left", "bottom", "right", "insideH", "insideV")
    jenis = 'w:val="single" w:sz="4" w:space="0" w:color="000000"' if garis else 'w:val="nil"'
    return parse_xml(f"<w:tblBorders {nsdecls('w')}>{''.join(f'<w:{s} {jenis}/>' for s in sisi)}</w:tblBorders>")


def _garis(paragraf: Paragraph, sisi: str, jenis: str, tebal: int) -> None:
    paragraf._p.get_or_add_pPr().append(
        parse_xml(
            f'<w:pBdr {nsdecls("w")}><w:{sisi} w:val="{jenis}" w:sz="{tebal}" w:space="2" w:color="000000"/></w:pBdr>'
        )
    )


def _medan(paragraf: Paragraph, perintah: str) -> None:
    """A Word field, counted by Word itself."""
    paragraf._p.append(
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" {perintah} "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    )


def _tanda_air(teks: str) -> object:
    """The watermark behind the text, as Word itself makes one."""
    return parse_xml(
        f'<w:pict {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:o="urn:schemas-microsoft-com:office:office"><v:shapetype id="_x0000_t136" coordsize="21600,21600" '
        'o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">'
        '<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>'
        '<v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
        '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/>'
        '<v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
        '<v:shape id="TandaDraf" o:spid="_x0000_s2049" type="#_x0000_t136" o:allowincell="f" fillcolor="silver" '
        'stroked="f" style="position:absolute;margin-left:0;margin-top:0;width:400pt;height:150pt;rotation:315;'
        "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        'mso-position-vertical:center;mso-position-vertical-relative:margin"><v:fill opacity=".4"/>'
        f'<v:textpath style="font-family:&quot;{HURUF}&quot;;font-size:1pt;font-weight:bold" string="{teks}"/>'
        "</v:shape></w:pict>"
    )
