"""Regulations as data: rule sets with dates, sources and marks. Code never holds a figure of a regulation.

Credits follow the date of the work (`untuk`); teams, procedure and calendar are rule sets of their own. A decision
records `kunci` and `sidik` of the rule set it used; `terbitan.menurut_sidik` finds that rule set again. What these
functions give includes the corrections that an administrator published (`berlaku`, `terbitan`).
"""

import datetime as dt

from workflow_app.peraturan import berlaku
from workflow_app.peraturan.aturan import (
    Ketentuan,
    KetentuanSalahJenis,
    KetentuanTidakAda,
    Peraturan,
    Tanda,
)
from workflow_app.pesan import P_, Pesan

__all__ = [
    "Ketentuan",
    "KetentuanSalahJenis",
    "KetentuanTidakAda",
    "Peraturan",
    "PeraturanTidakAda",
    "Tanda",
    "kalender",
    "karier",
    "kenaikan",
    "kunci",
    "pemberhentian",
    "pengangkatan",
    "periode_kp",
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


def semua() -> tuple[Peraturan, ...]:
    """Every rule set in force, by kind and date: the shipped figures with the published corrections."""
    return berlaku.kini().aturan


def untuk(tanggal_kerja: dt.date) -> Peraturan:
    """The credit rules for work done on this date. Raises PeraturanTidakAda."""
    return _pada("kredit", tanggal_kerja)


def kunci(nama: str) -> Peraturan:
    """The rule set with this key, e.g. "R2020". Raises PeraturanTidakAda."""
    try:
        return berlaku.kini().per_kunci[nama]
    except KeyError:
        raise PeraturanTidakAda(P_("Tidak ada peraturan dengan kunci %(kunci)s.", kunci=nama)) from None


def tim(pada: dt.date) -> Peraturan:
    """The rules on assessment teams in force on the date. Raises PeraturanTidakAda."""
    return _pada("tim", pada)


def prosedur(pada: dt.date) -> Peraturan:
    """The procedural settings in force on the date. Raises PeraturanTidakAda."""
    return _pada("prosedur", pada)


def kalender(pada: dt.date) -> Peraturan:
    """The defaults of the assessment calendar in force on the date. Raises PeraturanTidakAda."""
    return _pada("kalender", pada)


def kenaikan(pada: dt.date) -> Peraturan:
    """What a raise asks for besides its credit, on the date. Raises PeraturanTidakAda."""
    return _pada("kenaikan", pada)


def periode_kp(tmt: dt.date) -> Peraturan:
    """The months in which a raise in rank may take effect, around the date. Raises PeraturanTidakAda."""
    return _pada("periode_kp", tmt)


def pengangkatan(pada: dt.date) -> Peraturan:
    """The routes of appointment and their requirements on the date. Raises PeraturanTidakAda."""
    return _pada("pengangkatan", pada)


def pemberhentian(pada: dt.date) -> Peraturan:
    """The grounds on which an officer is released on the date. Raises PeraturanTidakAda."""
    return _pada("pemberhentian", pada)


def karier() -> Peraturan:
    """Rules on careers that are the same under every regime."""
    return kunci("karier")


def umum() -> Peraturan:
    """Names and order of ranks, levels, officials and teams, the same under every regime."""
    return kunci("umum")


def _pada(kelompok: str, tanggal: dt.date) -> Peraturan:
    for aturan in semua():
        if aturan.kelompok == kelompok and aturan.berlaku_pada(tanggal):
            return aturan
    raise PeraturanTidakAda(P_("Tidak ada peraturan yang berlaku pada %(tanggal)s.", tanggal=tanggal))
