"""The filters a template may use: `{{ jumlah | ak }}`. Values arrive as the contracts state them, as plain text.

A value a filter cannot read raises `FilterArgumentError`, which the renderer turns into a sentence.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from jinja2.exceptions import FilterArgumentError

from workflow_app.pesan import NAMA_BULAN, tanggal_indonesia
from workflow_app.terbilang import terbilang, terbilang_angka

NAMA_HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
TITIK = "." * 32


def _desimal(nilai: str) -> Decimal:
    try:
        return Decimal(nilai)
    except (InvalidOperation, TypeError) as galat:
        raise FilterArgumentError(f"{nilai!r} bukan angka") from galat


def _tanggal(nilai: str) -> date:
    try:
        return date.fromisoformat(nilai)
    except (ValueError, TypeError) as galat:
        raise FilterArgumentError(f"{nilai!r} bukan tanggal") from galat


def _gaya_indonesia(teks: str) -> str:
    """Thousands by points, decimals by a comma."""
    return teks.translate(str.maketrans(",.", ".,"))


def ak(nilai: str) -> str:
    """Credit with its three decimals: "1234.5" -> "1.234,500"; empty stays empty."""
    return _gaya_indonesia(f"{_desimal(nilai):,.3f}") if nilai else ""


def angka(nilai: str) -> str:
    """A volume or factor without zeros at the end: "2.50" -> "2,5"; empty stays empty."""
    if not nilai:
        return ""
    teks = f"{_desimal(nilai):,f}"
    return _gaya_indonesia(teks.rstrip("0").rstrip(".") if "." in teks else teks)


def tanggal(nilai: str) -> str:
    """Long date: "2022-01-10" -> "10 Januari 2022"; empty stays empty."""
    return tanggal_indonesia(_tanggal(nilai)) if nilai else ""


def tanggal_pendek(nilai: str) -> str:
    """Date for narrow columns: "2022-01-10" -> "10-01-2022"; empty stays empty."""
    return f"{_tanggal(nilai):%d-%m-%Y}" if nilai else ""


def rentang(mulai: str, selesai: str) -> str:
    """Two dates in a narrow column, on two lines: "04-01-2021", "s.d. 30-06-2021"; one date when they are equal."""
    if mulai == selesai:
        return tanggal_pendek(mulai)
    return f"{tanggal_pendek(mulai)}\ns.d. {tanggal_pendek(selesai)}"


def hari(nilai: str) -> str:
    """Name of the weekday: "2022-01-10" -> "Senin"; empty stays empty."""
    return NAMA_HARI[_tanggal(nilai).weekday()] if nilai else ""


def tanggal_terbilang(nilai: str) -> str:
    """Date in words: "2022-01-10" -> "sepuluh bulan Januari tahun dua ribu dua puluh dua"."""
    if not nilai:
        return ""
    hari_itu = _tanggal(nilai)
    return f"{terbilang(hari_itu.day)} bulan {NAMA_BULAN[hari_itu.month - 1]} tahun {terbilang(hari_itu.year)}"


def terbilang_ak(nilai: str) -> str:
    """Credit in words: "12.500" -> "dua belas koma lima"; empty stays empty."""
    return terbilang_angka(_desimal(nilai)) if nilai else ""


def masa_kerja(bulan: int | None) -> str:
    """Length of service in months: 27 -> "2 tahun 3 bulan"; nothing known -> "-"."""
    if bulan is None:
        return "-"
    tahun, sisa = divmod(bulan, 12)
    return f"{tahun} tahun {sisa} bulan"


def nip(nilai: str) -> str:
    """The groups of the form: "898501012010011001" -> "89850101 201001 1 001"; what is no NIP stays as it is."""
    return re.sub(r"^(\d{8})(\d{6})(\d)(\d{3})$", r"\1 \2 \3 \4", nilai)


def titik(nilai: str) -> str:
    """A dotted line to fill in by hand where the value is empty."""
    return nilai or TITIK


def setrip(nilai: str) -> str:
    """A dash where the value is empty."""
    return nilai or "-"


def besar(nilai: str) -> str:
    """Capital letters, for titles."""
    return nilai.upper()


FILTERS: dict[str, Callable[..., Any]] = {
    "ak": ak,
    "angka": angka,
    "besar": besar,
    "hari": hari,
    "length": len,
    "masa_kerja": masa_kerja,
    "nip": nip,
    "rentang": rentang,
    "setrip": setrip,
    "tanggal": tanggal,
    "tanggal_pendek": tanggal_pendek,
    "tanggal_terbilang": tanggal_terbilang,
    "terbilang": terbilang,
    "terbilang_ak": terbilang_ak,
    "titik": titik,
}
