"""How two things are compared on a machine that is never quiet: in turn, in short slices, in one process.

A ratio never compares two runs. Each round gives the floor and the subject one slice each, in alternating order, and
yields one ratio of wall time and one of CPU time per operation; the row shows the median and the range from the 10th
to the 90th percentile.
"""

import gc
import os
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

PUSTAKA = ("sqlalchemy", "psycopg", "flask", "transitions")
WARM_UP = 60
QUIET = 0.3
"""Share of the machine's CPU that others may use when a row begins."""
LOOK_SECONDS = 1.0
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
CHECK_MARGIN = 1.25
"""`--check` fails a row only this far above its *must*: a shared machine is good to a factor, not to a percent."""


@dataclass
class Side:
    """One of the two things compared: `call` is one operation, `before` readies it for a slice, outside the clock."""

    call: Callable[[], object]
    before: Callable[[], object] = lambda: None
    pids: Sequence[int] = ()
    """Other processes that do the work of the operation, as a web server does; their CPU counts as this one's."""


@dataclass
class Pair:
    """Floor and subject of a row, and the processes of the database server that work for them."""

    floor: Side
    ours: Side
    server_pids: Sequence[int] = ()


@dataclass(frozen=True)
class Row:
    """A line of the table: what is compared, and the ratios that it must and should keep (None: only shown)."""

    key: str
    database: str
    what: str
    must: float | None = None
    aim: float | None = None


@dataclass
class Slice:
    """Wall and CPU seconds per operation in one slice; the mean, so that checkpoints and the like have their share."""

    wall: float
    cpu: float


@dataclass
class Result:
    """What one row measured."""

    row: Row
    floor: list[Slice] = field(default_factory=list)
    ours: list[Slice] = field(default_factory=list)
    others: float = 0.0
    """Share of the machine's CPU that went to other processes meanwhile, the database server not counted as one."""

    @property
    def ratios(self) -> list[float]:
        return [o.wall / f.wall for f, o in zip(self.floor, self.ours, strict=True)]

    @property
    def ratio(self) -> float:
        return statistics.median(self.ratios)

    @property
    def cpu_ratio(self) -> float:
        """The same of CPU alone, the database server left out: what our Python costs."""
        return statistics.median(o.cpu / f.cpu for f, o in zip(self.floor, self.ours, strict=True))

    @property
    def range(self) -> tuple[float, float]:
        tenths = statistics.quantiles(self.ratios, n=10, method="inclusive")
        return tenths[0], tenths[-1]

    @property
    def verdict(self) -> str:
        if self.row.must is None or self.row.aim is None:
            return "shown"
        if self.ratio <= self.row.aim:
            return "aim"
        return "must" if self.ratio <= self.row.must else "MISSED"

    @property
    def failed(self) -> bool:
        return self.row.must is not None and self.ratio > self.row.must * CHECK_MARGIN

    def as_dict(self) -> dict[str, object]:
        low, high = self.range
        return {
            "row": self.row.key,
            "database": self.row.database,
            "what": self.row.what,
            "floor_ms": _milliseconds(self.floor),
            "ours_ms": _milliseconds(self.ours),
            "ratio": round(self.ratio, 3),
            "cpu_ratio": round(self.cpu_ratio, 3),
            "p10": round(low, 3),
            "p90": round(high, 3),
            "must": self.row.must,
            "aim": self.row.aim,
            "verdict": self.verdict,
            "others": round(self.others, 3),
            "slices": len(self.ours),
        }


def measure(row: Row, pair: Pair, *, slices: int, seconds: float) -> Result:
    """Run floor and subject in turn, `slices` times `seconds` each."""
    result = Result(row)
    floor, ours = pair.floor, pair.ours
    for side in (floor, ours):
        side.before()
        for _ in range(WARM_UP):
            side.call()
    helpers = (*pair.server_pids, *floor.pids, *ours.pids)
    machine_then, own_then = _machine_ticks(), _ticks((os.getpid(), *helpers))
    for turn in range(slices):
        order = ((floor, result.floor), (ours, result.ours))
        for side, found in order if turn % 2 == 0 else order[::-1]:
            side.before()
            gc.collect()
            found.append(_slice(side, seconds))
    busy, total = (now - then for now, then in zip(_machine_ticks(), machine_then, strict=True))
    own = _ticks((os.getpid(), *helpers)) - own_then
    result.others = max(0.0, (busy - own) / total) if total else 0.0
    return result


def wait_until_quiet(limit: float) -> None:
    """Wait, at most `limit` seconds, until other processes leave the machine alone."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        busy_then, total_then = _machine_ticks()
        time.sleep(LOOK_SECONDS)
        busy, total = _machine_ticks()
        if total == total_then or (busy - busy_then) / (total - total_then) < QUIET:
            return


def _slice(side: Side, seconds: float) -> Slice:
    call, count = side.call, 0
    helped = _ticks(side.pids)
    cpu, start = time.process_time(), time.perf_counter()
    end = start + seconds
    while (now := time.perf_counter()) < end:
        call()
        count += 1
    cpu = time.process_time() - cpu + (_ticks(side.pids) - helped) / TICKS_PER_SECOND
    return Slice((now - start) / count, cpu / count)


def _machine_ticks() -> tuple[int, int]:
    """Busy and all clock ticks of all cores since boot; zeros where there is no /proc."""
    try:
        ticks = [int(word) for word in Path("/proc/stat").read_text("ascii").split("\n", 1)[0].split()[1:9]]
    except OSError:
        return 0, 0
    idle = ticks[3] + ticks[4]
    return sum(ticks) - idle, sum(ticks)


def _ticks(pids: Sequence[int]) -> int:
    """Clock ticks that these processes have used so far."""
    total = 0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
        except OSError:
            continue  # a server on another machine
        total += int(fields[11]) + int(fields[12])
    return total


def _milliseconds(slices: Sequence[Slice]) -> float:
    return round(statistics.median(s.wall for s in slices) * 1000, 3)


def machine() -> str:
    """One line on what was measured on."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        cpu = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    except OSError:
        cpu = platform.processor()
    libraries = ", ".join(f"{name} {version(name)}" for name in PUSTAKA)
    return f"{os.cpu_count()} x {cpu or platform.machine()}, Python {platform.python_version()}, {libraries}"


HEADER = ("row", "database", "floor ms", "ours ms", "ratio", "10-90 %", "cpu", "must", "aim", "others", "verdict")


def table(results: Sequence[Result]) -> str:
    """The results as the one table of the suite, in Markdown."""
    lines = [HEADER, tuple("---" for _ in HEADER)]
    for r in results:
        low, high = r.range
        lines.append(
            (
                f"{r.row.key} {r.row.what}",
                r.row.database,
                f"{_milliseconds(r.floor):.3f}",
                f"{_milliseconds(r.ours):.3f}",
                f"{r.ratio:.2f}x",
                f"{low:.2f}-{high:.2f}",
                f"{r.cpu_ratio:.2f}x",
                "-" if r.row.must is None else f"{r.row.must:g}x",
                "-" if r.row.aim is None else f"{r.row.aim:g}x",
                f"{r.others:.0%}",
                r.verdict,
            )
        )
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
