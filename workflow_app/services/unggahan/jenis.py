"""The one table of what may be uploaded: kinds, endings, sizes, counts, and what a file of each kind may hold.

Page, check and docs/uploads.md read it from here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from workflow_app.lembar_klaim.lembar import MAKS_BYTE as MAKS_BYTE_LEMBAR

MB = 1024 * 1024
MAKS_BERKAS_SEKALI = 5
"""Files in one upload."""
MAKS_BERKAS_BUTIR = 20
"""Files of one item, replaced ones included."""
MAKS_NAMA = 120
"""Characters of a name that are kept."""
MAKS_NAMA_KIRIMAN = 255
"""Characters of a name as it is sent; no file system has longer ones, so a longer one is not a name."""
SISI_PRATINJAU = 1600
"""Points of the longer side of a preview."""


@dataclass(frozen=True)
class Jenis:
    """One kind of file: its name for people, endings, media type, size limit, and the look inside.

    `pemeriksa` is the task of `workflow_app.pemeriksa`; None where the reader of the file looks by itself. `batas` are
    the limits that it gets.
    """

    nama: str
    akhiran: tuple[str, ...]
    tipe: str
    maks_byte: int
    pemeriksa: str | None = None
    batas: Mapping[str, int] = field(default_factory=dict)


PDF = Jenis(
    "PDF",
    ("pdf",),
    "application/pdf",
    10 * MB,
    "pdf",
    {"halaman": 2_000, "objek": 100_000, "piksel": 200_000_000, "sisi": 14_400, "terbuka": 1024 * MB},
)
JPG = Jenis("JPG", ("jpg", "jpeg"), "image/jpeg", 10 * MB, "jpg", {"piksel": 120_000_000})
PNG = Jenis("PNG", ("png",), "image/png", 10 * MB, "png", {"piksel": 60_000_000, "bagian": 20_000})
DOCX = Jenis(
    "DOCX",
    ("docx",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    10 * MB,
    "docx",
    {"bagian": 2_000, "terbuka": 100 * MB, "rasio": 100},
)
XLSX_BUKTI = Jenis(
    "XLSX",
    ("xlsx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    10 * MB,
    "xlsx",
    {"bagian": 2_000, "terbuka": 100 * MB, "rasio": 100},
)
CSV = Jenis("CSV", ("csv",), "text/csv", MAKS_BYTE_LEMBAR)
XLSX = Jenis("XLSX", ("xlsx",), XLSX_BUKTI.tipe, MAKS_BYTE_LEMBAR)
"""As a claims sheet it is read whole right after it came in; its reader says what is wrong with it."""

JENIS_BUKTI = (PDF, JPG, PNG, DOCX, XLSX_BUKTI)
JENIS_LEMBAR = (CSV, XLSX)


def maks_byte(daftar: Sequence[Jenis]) -> int:
    """The largest size that any of the kinds may have, for the page."""
    return max(j.maks_byte for j in daftar)


def akhiran(daftar: Sequence[Jenis]) -> tuple[str, ...]:
    """Every ending that is taken, for the page and the browser's file dialogue."""
    return tuple(a for j in daftar for a in j.akhiran)
