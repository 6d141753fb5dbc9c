"""Dates without a clock: months forward and back, and dates as people write them."""

import calendar
import datetime as dt
import re

from workflow_app.pesan import P_, Pesan

_BENTUK = (
    re.compile(r"(?P<tahun>\d{4})-(?P<bulan>\d{1,2})-(?P<hari>\d{1,2})", re.ASCII),
    re.compile(r"(?P<hari>\d{1,2})-(?P<bulan>\d{1,2})-(?P<tahun>\d{4})", re.ASCII),
    re.compile(r"(?P<hari>\d{1,2})/(?P<bulan>\d{1,2})/(?P<tahun>\d{4})", re.ASCII),
)


_JAM = re.compile(r"(?P<jam>\d{1,2})[.:](?P<menit>\d{2})(?:[.:]\d{2})?", re.ASCII)


class TanggalTidakSah(ValueError):
    """The text is not a date; `pesan` tells the reader what to write."""

    def __init__(self, pesan: Pesan) -> None:
        super().__init__(str(pesan))
        self.pesan = pesan


def tambah_bulan(tanggal: dt.date, bulan: int) -> dt.date:
    """The same day `bulan` months later (or earlier), or the last day of a shorter month."""
    nomor = tanggal.year * 12 + tanggal.month - 1 + bulan
    tahun, sisa = divmod(nomor, 12)
    return dt.date(tahun, sisa + 1, min(tanggal.day, calendar.monthrange(tahun, sisa + 1)[1]))


def baca_tanggal(teks: str) -> dt.date:
    """Reads 2021-06-30, 30-06-2021 or 30/06/2021; day before month, never the other way. Raises TanggalTidakSah."""
    bersih = teks.strip()
    for bentuk in _BENTUK:
        if cocok := bentuk.fullmatch(bersih):
            try:
                return dt.date(int(cocok["tahun"]), int(cocok["bulan"]), int(cocok["hari"]))
            except ValueError:
                raise TanggalTidakSah(
                    P_(
                        "Tanggal “%(teks)s” tidak ada dalam kalender. Tulis hari-bulan-tahun, misalnya 30-06-2021.",
                        teks=bersih,
                    )
                ) from None
    raise TanggalTidakSah(
        P_("“%(teks)s” bukan tanggal. Tulis hari-bulan-tahun, misalnya 30-06-2021.", teks=bersih[:40])
    )


def baca_jam(teks: str) -> dt.time:
    """Reads 08.30, 8:30 or 08:30:00, to the minute. Raises TanggalTidakSah."""
    if cocok := _JAM.fullmatch(teks.strip()):
        try:
            return dt.time(int(cocok["jam"]), int(cocok["menit"]))
        except ValueError:
            pass
    raise TanggalTidakSah(P_("“%(teks)s” bukan jam. Tulis jam.menit, misalnya 08.30.", teks=teks.strip()[:40]))
