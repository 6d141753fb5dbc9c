"""Writes a small .xlsx of one sheet: what people fill in and send back, or a list they take away.

Text stays text, so that a spreadsheet neither computes it nor turns a NIP into a number with fifteen digits.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from xml.sax.saxutils import escape

Sel = str | int | Decimal | None
TIPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WAKTU = (1980, 1, 1, 0, 0, 0)
"""One time for all parts, so that the same rows give the same bytes."""
_HURUF = 26
_BUKAN_XML = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document may hold."""
_UMUM, _TEKS, _KEPALA = 0, 1, 2
"""Styles, by their place in `_GAYA`."""
_BAGIAN = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        '<Override PartName="/xl/styles.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
        ' Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"'
        ' Target="worksheets/sheet1.xml"/><Relationship Id="rId2"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>'
        "</Relationships>"
    ),
    "xl/styles.xml": (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/>'
        '<xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/>'
        '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    ),
}
_KEPALA_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def tulis(nama: str, baris: Sequence[Sequence[Sel]], *, lebar: Sequence[int] = ()) -> bytes:
    """The bytes of a workbook; the first row is the header. `lebar` are widths of columns in characters."""
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as arsip:
        semua = {**_BAGIAN, "xl/workbook.xml": _buku(nama), "xl/worksheets/sheet1.xml": _lembar(baris, lebar)}
        for tempat, xml in semua.items():
            arsip.writestr(zipfile.ZipInfo(tempat, _WAKTU), _KEPALA_XML + xml, zipfile.ZIP_DEFLATED)
    return keluar.getvalue()


def _buku(nama: str) -> str:
    return (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
        f'<sheet name="{escape(nama, {chr(34): "&quot;"})}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )


def _lembar(baris: Sequence[Sequence[Sel]], lebar: Sequence[int]) -> str:
    kolom = "".join(f'<col min="{i}" max="{i}" width="{n}" customWidth="1"/>' for i, n in enumerate(lebar, 1))
    isi = "".join(
        f'<row r="{nomor}">{"".join(_sel(nomor, ke, sel) for ke, sel in enumerate(satu))}</row>'
        for nomor, satu in enumerate(baris, 1)
    )
    return (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews>'
        '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews>{f'<cols>{kolom}</cols>' if kolom else ''}<sheetData>{isi}</sheetData></worksheet>"
    )


def _sel(nomor: int, ke: int, sel: Sel) -> str:
    acuan = f"{_kolom(ke)}{nomor}"
    if isinstance(sel, int | Decimal):
        return f'<c r="{acuan}" s="{_UMUM}"><v>{sel:f}</v></c>'
    gaya = _KEPALA if nomor == 1 else _TEKS
    if not sel:
        return f'<c r="{acuan}" s="{gaya}"/>'
    teks = _BUKAN_XML.sub("", sel)
    return f'<c r="{acuan}" s="{gaya}" t="inlineStr"><is><t xml:space="preserve">{escape(teks)}</t></is></c>'


def _kolom(ke: int) -> str:
    """Letters of a column, counted from 0."""
    huruf = ""
    ke += 1
    while ke:
        ke, sisa = divmod(ke - 1, _HURUF)
        huruf = chr(ord("A") + sisa) + huruf
    return huruf
