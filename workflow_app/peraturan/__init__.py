"""Regulations as data: rule sets with dates, sources and marks. Code never holds a figure of a regulation.

Credits follow the date of the work (`untuk`); teams, procedure and calendar are rule sets of their own. A decision
records `kunci` and `sidik` of the rule set it used.
"""

import datetime as dt
from functools import cache
from itertools import pairwise

from workflow_app.peraturan.aturan import (
    Ketentuan,
    KetentuanSalahJenis,
    KetentuanTidakAda,
    Peraturan,
    Tanda,
)
from workflow_app.peraturan.muat import MAP, BerkasPeraturanSalah, muat, muat_rujukan
from workflow_app.pesan import P_, Pesan

__all__ = [
    "Ketentuan",
    "KetentuanSalahJenis",
    "KetentuanTidakAda",
    "Peraturan",
    "PeraturanTidakAda",
    "Tanda",
    "kalender",
    "kunci",
    "prosedur",
    "semua",
    "tim",
    "umum",
    "untuk",
]


class PeraturanTidakAda(LookupError):
    """No rule set of this kind is in force on the date, or none has this key; `pesan` says which."""

    def __init__(self, pesan: Pesan) -> None:
        super().__init__(str(pesan))
        self.pesan = pesan


@cache
def semua() -> tuple[Peraturan, ...]:
    """Every rule set that is shipped, by kind and date. Raises BerkasPeraturanSalah when two overlap."""
    rujukan = muat_rujukan(MAP / "sumber.toml")
    aturan = [muat(berkas, rujukan) for berkas in MAP.glob("*.toml") if berkas.name != "sumber.toml"]
    aturan.sort(key=lambda a: (a.kelompok, a.berlaku_mulai))
    for lebih_dulu, berikut in pairwise(aturan):
        if lebih_dulu.kelompok == berikut.kelompok and lebih_dulu.berlaku_sampai >= berikut.berlaku_mulai:
            raise BerkasPeraturanSalah(f"masa berlaku {lebih_dulu.kunci} dan {berikut.kunci} bertumpang tindih")
    return tuple(aturan)


def untuk(tanggal_kerja: dt.date) -> Peraturan:
    """The credit rules for work done on this date. Raises PeraturanTidakAda."""
    return _pada("kredit", tanggal_kerja)


def kunci(nama: str) -> Peraturan:
    """The rule set with this key, e.g. "R2020". Raises PeraturanTidakAda."""
    for aturan in semua():
        if aturan.kunci == nama:
            return aturan
    raise PeraturanTidakAda(P_("Tidak ada peraturan dengan kunci %(kunci)s.", kunci=nama))


def tim(pada: dt.date) -> Peraturan:
    """The rules on assessment teams in force on the date. Raises PeraturanTidakAda."""
    return _pada("tim", pada)


def prosedur(pada: dt.date) -> Peraturan:
    """The procedural settings in force on the date. Raises PeraturanTidakAda."""
    return _pada("prosedur", pada)


def kalender(pada: dt.date) -> Peraturan:
    """The defaults of the assessment calendar in force on the date. Raises PeraturanTidakAda."""
    return _pada("kalender", pada)


def umum() -> Peraturan:
    """Names and order of ranks, levels, officials and teams, the same under every regime."""
    return kunci("umum")


def _pada(kelompok: str, tanggal: dt.date) -> Peraturan:
    for aturan in semua():
        if aturan.kelompok == kelompok and aturan.berlaku_pada(tanggal):
            return aturan
    raise PeraturanTidakAda(P_("Tidak ada peraturan yang berlaku pada %(tanggal)s.", tanggal=tanggal))
