"""Yearly limits of catalogue items: how many units earn credit in a year, and what a volume above that loses.

The catalogue writes a limit in words ("12 per tahun"). It warns from the start, but it cuts only once a named
administrator has confirmed the figure.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from workflow_app.kalkulator.dasar import NOL, Langkah
from workflow_app.pesan import P_, Pesan

_BATAS = re.compile(r"(\d+)(?: \(\w+\))?(?: \w+)? per ?(tahun|bulan|minggu)", re.ASCII)
_KALI_SETAHUN = {"tahun": 1, "bulan": 12, "minggu": 52}


@dataclass(frozen=True, slots=True)
class HasilBatas:
    """A volume held against a limit, in units of output. `diakui` and `lebih` add up to the volume."""

    batas: Decimal
    terpakai: Decimal
    """Units of the same year that came before."""
    diakui: Decimal
    lebih: Decimal
    """Units that earn nothing; zero as long as the limit is not confirmed."""
    melewati: bool
    """Whether the limit is exceeded, confirmed or not."""
    dikonfirmasi: bool
    langkah: Langkah


def batas_per_tahun(teks: str) -> Decimal | None:
    """Units per person and year that the words mean; None where they mean something else.

    "25 program per tahun" is 25, "1 kali perbulan" is 12. A limit per institution, or over several years, is no figure
    for one person and year.
    """
    cocok = _BATAS.fullmatch(" ".join(teks.casefold().split()))
    return Decimal(cocok[1]) * _KALI_SETAHUN[cocok[2]] if cocok else None


def hitung_batas(
    volume: Decimal, terpakai: Decimal, batas: Decimal, *, dikonfirmasi: bool, sumber: str = ""
) -> HasilBatas:
    """What of `volume` units may earn credit when `terpakai` units of the same year came before.

    `sumber` is the limit in the words of the catalogue. Raises ValueError for a negative figure.
    """
    if min(volume, terpakai, batas) < 0:
        raise ValueError(f"angka negatif: {volume}, {terpakai}, {batas}")
    jumlah = terpakai + volume
    melewati = jumlah > batas
    diakui = min(volume, max(batas - terpakai, NOL)) if dikonfirmasi else volume
    lebih = volume - diakui
    langkah = Langkah(_kalimat(volume, terpakai, batas, diakui, lebih, melewati), diakui, sumber)
    return HasilBatas(batas, terpakai, diakui, lebih, melewati, dikonfirmasi, langkah)


def _kalimat(
    volume: Decimal, terpakai: Decimal, batas: Decimal, diakui: Decimal, lebih: Decimal, melewati: bool
) -> Pesan:
    isi = {"batas": _rapi(batas), "terpakai": _rapi(terpakai), "volume": _rapi(volume)}
    if lebih:
        return P_(
            "Batas %(batas)s per tahun, sudah terpakai %(terpakai)s: %(diakui)s dari %(volume)s dinilai, "
            "%(lebih)s tidak bernilai.",
            diakui=_rapi(diakui),
            lebih=_rapi(lebih),
            **isi,
        )
    if melewati:
        return P_(
            "Menurut katalog paling banyak %(batas)s per tahun; sudah terpakai %(terpakai)s, ditambah %(volume)s. "
            "Batas ini belum dikonfirmasi, jadi belum memotong.",
            **isi,
        )
    return P_("Batas %(batas)s per tahun: sudah terpakai %(terpakai)s, ditambah %(volume)s.", **isi)


def _rapi(angka: Decimal) -> Decimal:
    """Without needless zeros, and without an exponent."""
    return angka.normalize() + 0
