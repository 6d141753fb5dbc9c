"""The words and weight of a line on a claim's checklist: those of the rules, or of the institution's own line."""

from workflow_app.kalkulator import berkas
from workflow_app.models import BarisKelengkapan
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.pesan import Pesan

DAFTAR = "dupak"


def label_baris(aturan: Peraturan, baris: BarisKelengkapan) -> Pesan:
    """Name of the paper; an institution's own words are not translated."""
    return berkas.label(aturan, DAFTAR, baris.kode) if baris.label is None else Pesan(baris.label)


def wajib_baris(aturan: Peraturan, baris: BarisKelengkapan) -> bool:
    """Whether the file is incomplete without it."""
    return berkas.wajib(aturan, DAFTAR, baris.kode) if baris.wajib is None else baris.wajib
