"""From a snapshot and a template to the bytes of a Word document. The only module that knows docxtpl.

A template is edited by officials, so it is treated as untrusted: sandbox, no globals, a closed list of filters,
every value escaped, a missing field is an error and never a blank.
"""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import DictLoader, StrictUndefined, TemplateError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from workflow_app.documents.filters import FILTERS
from workflow_app.documents.galat import TemplatSalah
from workflow_app.documents.kemasan import rapikan

# What a text may not carry into a document: C0/C1 controls (docxtpl gives some of them a meaning), lone surrogates and
# non-characters (no XML), and marks that turn the direction of writing (a number can be made to look like another).
_TAK_TERCETAK = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_GANTI_BARIS = re.compile("\r\n|[\r\x85\u2028\u2029]")


class _Lingkungan(ImmutableSandboxedEnvironment):
    """Jinja with nothing but the fields, the filters, conditions and loops."""

    # A product can make gigabytes of text out of two short operands.
    intercepted_binops = frozenset(["*", "**", "%", "//"])

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, loader=DictLoader({}))
        self.globals.clear()
        self.filters.clear()
        self.filters.update(FILTERS)
        self.tests = {nama: uji for nama, uji in self.tests.items() if nama in ("none", "odd", "even")}

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        raise SecurityError(f"operator {operator} tidak diizinkan")


class _Templat(DocxTemplate):  # type: ignore[misc]  # docxtpl carries no types
    """One use of a template; never shared and never reused, for it keeps state."""

    def fix_tables(self, xml: str) -> Any:
        """Refuses broken XML, which docxtpl would repair by leaving text out."""
        etree.fromstring(xml.encode())
        return super().fix_tables(xml)


def lingkungan() -> ImmutableSandboxedEnvironment:
    """A fresh environment, the same for rendering and for checking."""
    return _Lingkungan()


def bersihkan(nilai: Any) -> Any:
    """The data with texts a document can carry: line ends as newline, characters that print nothing left out."""
    if isinstance(nilai, str):
        return _TAK_TERCETAK.sub("", _GANTI_BARIS.sub("\n", nilai))
    if isinstance(nilai, Mapping):
        return {nama: bersihkan(isi) for nama, isi in nilai.items()}
    if isinstance(nilai, list | tuple):
        return [bersihkan(isi) for isi in nilai]
    return nilai


def isi_templat(jenis: str, berkas: bytes, data: Mapping[str, Any]) -> bytes:
    """Fill a template. `data` is not held against a contract here. Raises TemplatSalah naming what is wrong."""
    keluar = io.BytesIO()
    dokumen = _buka(jenis, berkas)
    try:
        dokumen.render(bersihkan(data), _Lingkungan(), autoescape=True)
    except TemplateError as galat:
        raise TemplatSalah(jenis, str(galat), _teks_sekitar(galat)) from galat
    except etree.XMLSyntaxError as galat:
        raise TemplatSalah(jenis, f"susunan templat menghasilkan dokumen rusak ({galat})") from galat
    except (TypeError, ValueError, ArithmeticError, RecursionError) as galat:
        # What Python itself says to an expression that makes no sense, such as a text plus a number.
        raise TemplatSalah(jenis, f"ungkapan tidak dapat dihitung ({galat})") from galat
    dokumen.save(keluar)
    return rapikan(keluar.getvalue())


def sumber(jenis: str, berkas: bytes) -> dict[str, str]:
    """The Jinja source of each part that is rendered, as docxtpl prepares it, by the name of the part.

    Each paragraph begins a new line, so that a line number of Jinja leads to its text.
    """
    dokumen = _buka(jenis, berkas)
    hasil = {"isi": dokumen.get_xml()}
    for nama, jenis_bagian in (("kepala halaman", dokumen.HEADER_URI), ("kaki halaman", dokumen.FOOTER_URI)):
        for urut, (_, bagian) in enumerate(dokumen.get_headers_footers(jenis_bagian), start=1):
            hasil[f"{nama} {urut}"] = dokumen.get_part_xml(bagian)
    siapkan: Callable[[str], str] = dokumen.patch_xml
    return {nama: re.sub(r"<w:p([ >])", r"\n<w:p\1", siapkan(xml)) for nama, xml in hasil.items()}


def teks_baris(sumber_jinja: str, baris: int) -> str:
    """The readable text of a line of `sumber()`, for messages."""
    semua = sumber_jinja.splitlines()
    return re.sub(r"<[^>]+>", "", semua[baris - 1]).strip()[:80] if 0 < baris <= len(semua) else ""


def _buka(jenis: str, berkas: bytes) -> _Templat:
    try:
        dokumen = _Templat(io.BytesIO(rapikan(berkas)))
        dokumen.init_docx()
    except (zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as galat:
        raise TemplatSalah(jenis, f"bukan berkas Word yang utuh ({galat})") from galat
    return dokumen


def _teks_sekitar(galat: TemplateError) -> str:
    """The lines of text docxtpl noted around a syntax error; "" for an error while rendering."""
    baris = getattr(galat, "docx_context", ())
    return " ".join(teks.strip() for teks in baris if teks.strip())[:160]
