"""The only place that reads a clock.

The application runs on its own date when `TANGGAL_APLIKASI` is set: the day is pinned, the time of day runs on.
Everything legal (dates of acts, deadlines, validity of roles) uses the application's date. Leases, sessions and
log lines use real time, because they measure durations.
"""

import datetime as dt
from dataclasses import dataclass

WIB = dt.timezone(dt.timedelta(hours=7), "WIB")


def utcnow() -> dt.datetime:
    """Real time, UTC, without tzinfo: the form in which the database keeps every timestamp."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)


@dataclass(frozen=True)
class Jam:
    """A clock, pinned to `tanggal` or running with the calendar in Indonesia's western zone."""

    tanggal: dt.date | None = None

    def hari_ini(self) -> dt.date:
        """Today for everything that is decided by date."""
        return self.tanggal or dt.datetime.now(WIB).date()
