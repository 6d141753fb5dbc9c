"""Which rule sets hold on a date, and into which parts a period falls."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from workflow_app.peraturan.aturan import Peraturan

_SEHARI = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Bagian:
    """Part of a period under one rule set, both days included."""

    aturan: Peraturan
    mulai: dt.date
    selesai: dt.date


def bagian_regime(untuk: Callable[[dt.date], Peraturan], mulai: dt.date, selesai: dt.date) -> tuple[Bagian, ...]:
    """The parts of a period, in order. Raises PeraturanTidakAda for a day without rules, ValueError for no period."""
    if selesai < mulai:
        raise ValueError("selesai mendahului mulai")
    bagian: list[Bagian] = []
    hari = mulai
    while hari <= selesai:
        aturan = untuk(hari)
        akhir = min(selesai, aturan.berlaku_sampai)
        bagian.append(Bagian(aturan, hari, akhir))
        hari = akhir + _SEHARI
    return tuple(bagian)
