"""The rule sets in force in this process: those that are shipped, with the corrections that an installation published.

The package knows no database. `peraturan.terbitan` reads the published corrections and calls `pasang()`; a process that
never does so (a computation without an installation) goes by the shipped files.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path

from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.muat import MAP, BerkasPeraturanSalah, muat, muat_rujukan


class MasaBertumpangTindih(ValueError):
    """Two rule sets of one kind would be in force on the same day."""

    def __init__(self, satu: Peraturan, dua: Peraturan) -> None:
        super().__init__(f"masa berlaku {satu.kunci} dan {dua.kunci} bertumpang tindih")
        self.kunci = (satu.kunci, dua.kunci)


@dataclass(frozen=True)
class Potret:
    """Every rule set in force at one moment. A decision is made under one of these from its beginning to its end."""

    aturan: tuple[Peraturan, ...]
    nomor: Mapping[str, int] = field(default_factory=dict)
    """Number of the stored version behind each key; a key is missing while nothing is stored of it."""
    sidik_tersimpan: frozenset[str] = frozenset()
    """Hashes of the stored versions that are the newest of their key."""

    @cached_property
    def per_kunci(self) -> Mapping[str, Peraturan]:
        """The rule sets by key."""
        return {aturan.kunci: aturan for aturan in self.aturan}

    def dengan(self, *pengganti: Peraturan) -> "Potret":
        """The same with some rule sets in other figures. Raises MasaBertumpangTindih."""
        baru = {**self.per_kunci, **{aturan.kunci: aturan for aturan in pengganti}}
        return replace(self, aturan=urutkan(baru.values()), nomor={}, sidik_tersimpan=frozenset())

    def seperti(self, aturan: Peraturan) -> "Potret":
        """The same as if this rule set, of whatever time, were in force; for computing an old decision again."""
        baru = {**self.per_kunci, aturan.kunci: aturan}
        return Potret(tuple(baru.values()))


def urutkan(aturan: Iterable[Peraturan]) -> tuple[Peraturan, ...]:
    """Rule sets by kind and date. Raises MasaBertumpangTindih when two of a kind overlap."""
    urut = tuple(sorted(aturan, key=lambda a: (a.kelompok, a.berlaku_mulai)))
    for lebih_dulu, berikut in pairwise(urut):
        if lebih_dulu.kelompok == berikut.kelompok and lebih_dulu.berlaku_sampai >= berikut.berlaku_mulai:
            raise MasaBertumpangTindih(lebih_dulu, berikut)
    return urut


def muat_semua(map_berkas: Path) -> tuple[Peraturan, ...]:
    """Every rule set of a folder. Raises BerkasPeraturanSalah, also when two overlap."""
    rujukan = muat_rujukan(map_berkas / "sumber.toml")
    berkas = (satu for satu in map_berkas.glob("*.toml") if satu.name != "sumber.toml")
    try:
        return urutkan(muat(satu, rujukan) for satu in berkas)
    except MasaBertumpangTindih as galat:
        raise BerkasPeraturanSalah(str(galat)) from galat


@cache
def bawaan() -> tuple[Peraturan, ...]:
    """The rule sets as they are shipped."""
    return muat_semua(MAP)


_sematan: ContextVar[Potret | None] = ContextVar("potret_peraturan", default=None)
_percobaan: ContextVar[Potret | None] = ContextVar("potret_percobaan", default=None)
_proses: Potret | None = None


def kini() -> Potret:
    """What the present act goes by: what is being tried out, what it was tied to, or the newest of this process."""
    return _percobaan.get() or _sematan.get() or terbaru()


def terbaru() -> Potret:
    """The newest that this process knows."""
    return _proses or asal()


@cache
def asal() -> Potret:
    """The shipped files alone."""
    return Potret(bawaan())


def pasang(potret: Potret | None) -> None:
    """Make this the newest for the whole process; None for the shipped files."""
    global _proses  # noqa: PLW0603 - one per process is the meaning of it
    _proses = potret


def sematkan(potret: Potret | None) -> None:
    """Tie the present context (a request, a job) to these rule sets; None unties it."""
    _sematan.set(potret)


@contextmanager
def memakai(potret: Potret) -> Iterator[None]:
    """Everything inside goes by these rule sets, whatever is in force: a draft that is tried out, an old decision."""
    token = _percobaan.set(potret)
    try:
        yield
    finally:
        _percobaan.reset(token)
