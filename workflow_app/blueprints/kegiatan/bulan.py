"""The calendar of a month: weeks of days, and on each day how many activities are in which state."""

import calendar
import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from workflow_app.services.daftar_kegiatan import Bulan
from workflow_app.services.keadaan_kegiatan import Keadaan


@dataclass(frozen=True)
class Hari:
    """One day. `isi` counts its activities by state, in the order of the states."""

    tanggal: dt.date
    dalam_bulan: bool
    isi: Sequence[tuple[Keadaan, int]]
    tujuan: int | None
    """The first activity of the day in the list, to go to."""


def minggu(bulan: Bulan) -> list[list[Hari]]:
    """The weeks of the month from Monday to Sunday; work of several days counts on each of them."""
    banyak: dict[dt.date, Counter[Keadaan]] = {}
    tujuan: dict[dt.date, int] = {}
    for satu in bulan.daftar:
        k = satu.kegiatan
        if k.tanggal_mulai is None or k.tanggal_selesai is None:
            continue
        hari = max(k.tanggal_mulai, bulan.mulai)
        while hari <= min(k.tanggal_selesai, bulan.selesai):
            banyak.setdefault(hari, Counter())[satu.keadaan] += 1
            tujuan.setdefault(hari, k.id)
            hari += dt.timedelta(days=1)
    return [
        [_hari(h, bulan.mulai.month, banyak.get(h, Counter()), tujuan.get(h)) for h in pekan]
        for pekan in calendar.Calendar().monthdatescalendar(bulan.mulai.year, bulan.mulai.month)
    ]


def _hari(tanggal: dt.date, bulan: int, isi: Counter[Keadaan], tujuan: int | None) -> Hari:
    dalam = tanggal.month == bulan
    return Hari(tanggal, dalam, [(k, isi[k]) for k in Keadaan if isi[k]] if dalam else [], tujuan)
