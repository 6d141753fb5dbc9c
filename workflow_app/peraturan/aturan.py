"""A rule set in memory: figures by path, each with its source and mark, read with the type that is expected.

A path joins the keys of the file with dots: `faktor.setara`, `minimal.keahlian.III/b`.
"""

import datetime as dt
import enum
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

Nilai = str | bool | int | Decimal | dt.date | tuple[str | int, ...]


class Tanda(enum.Enum):
    """How certain a figure is."""

    SEED = "SEED"
    """Printed in a source document of the project."""
    FOUND = "FOUND"
    """Read in a public source."""
    FOUND_A = "FOUND-A"
    """Read in the rules of a sister position."""
    MEMORY = "MEMORY"
    """Known from practice, unverified."""
    DERIVED = "DERIVED"
    """Follows from other figures."""
    PROPOSED = "PROPOSED"
    """A setting of this application, without a regulation behind it."""


@dataclass(frozen=True, slots=True)
class Ketentuan:
    """One figure of a rule set."""

    jalur: str
    nilai: Nilai
    sumber: str
    tanda: Tanda
    catatan: str = ""


class KetentuanTidakAda(LookupError):
    """The rule set holds nothing at this path."""

    def __init__(self, kunci: str, jalur: str) -> None:
        super().__init__(f"peraturan {kunci} tidak memuat {jalur!r}")
        self.kunci = kunci
        self.jalur = jalur


class KetentuanSalahJenis(TypeError):
    """The figure at this path is of another kind than the caller or the old figure expects."""

    def __init__(self, kunci: str, jalur: str, diharapkan: str, nilai: Nilai) -> None:
        super().__init__(f"{jalur!r} dalam peraturan {kunci} bukan {diharapkan}: {nilai!r}")


@dataclass(frozen=True, eq=False)
class Peraturan:
    """One rule set: figures by path, in the order of the file, and the dates between which it is in force.

    Equal and hashable by content (`sidik`), so that results may be cached per rule set.
    """

    kunci: str
    kelompok: str
    nama: str
    isi: Mapping[str, Ketentuan]

    def __hash__(self) -> int:
        return hash(self.sidik)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Peraturan) and self.sidik == other.sidik

    @cached_property
    def sidik(self) -> str:
        """SHA-256 over key, paths and values: changes exactly when a figure changes, not when a citation does."""
        nilai = {jalur: _kanonik(k.nilai) for jalur, k in sorted(self.isi.items())}
        teks = json.dumps([self.kunci, nilai], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(teks.encode()).hexdigest()

    @cached_property
    def berlaku_mulai(self) -> dt.date:
        """First work date under this rule set."""
        return self.tanggal("berlaku.mulai")

    @cached_property
    def berlaku_sampai(self) -> dt.date:
        """Last work date under this rule set; the last of all dates while it is open."""
        return self.tanggal("berlaku.sampai") if "berlaku.sampai" in self.isi else dt.date.max

    def berlaku_pada(self, tanggal: dt.date) -> bool:
        """Whether the rule set is in force on `tanggal`."""
        return self.berlaku_mulai <= tanggal <= self.berlaku_sampai

    def ketentuan(self, jalur: str) -> Ketentuan:
        """The figure with its source. Raises KetentuanTidakAda."""
        try:
            return self.isi[jalur]
        except KeyError:
            raise KetentuanTidakAda(self.kunci, jalur) from None

    def memuat(self, jalur: str) -> bool:
        """Whether there is a figure at exactly this path."""
        return jalur in self.isi

    def sumber(self, jalur: str) -> str:
        """Where the figure comes from, as printed beside it. Raises KetentuanTidakAda."""
        return self.ketentuan(jalur).sumber

    def desimal(self, jalur: str) -> Decimal:
        """The figure as an exact number. Raises KetentuanTidakAda, KetentuanSalahJenis."""
        nilai = self.ketentuan(jalur).nilai
        if isinstance(nilai, bool) or not isinstance(nilai, int | Decimal):
            raise KetentuanSalahJenis(self.kunci, jalur, "angka", nilai)
        return Decimal(nilai)

    def bulat(self, jalur: str) -> int:
        """The figure as a whole number. Raises KetentuanTidakAda, KetentuanSalahJenis."""
        nilai = self.ketentuan(jalur).nilai
        if isinstance(nilai, bool) or not isinstance(nilai, int):
            raise KetentuanSalahJenis(self.kunci, jalur, "bilangan bulat", nilai)
        return nilai

    def teks(self, jalur: str) -> str:
        """The figure as text. Raises KetentuanTidakAda, KetentuanSalahJenis."""
        nilai = self.ketentuan(jalur).nilai
        if not isinstance(nilai, str):
            raise KetentuanSalahJenis(self.kunci, jalur, "teks", nilai)
        return nilai

    def ya(self, jalur: str) -> bool:
        """The figure as yes or no. Raises KetentuanTidakAda, KetentuanSalahJenis."""
        nilai = self.ketentuan(jalur).nilai
        if not isinstance(nilai, bool):
            raise KetentuanSalahJenis(self.kunci, jalur, "ya/tidak", nilai)
        return nilai

    def tanggal(self, jalur: str) -> dt.date:
        """The figure as a date. Raises KetentuanTidakAda, KetentuanSalahJenis."""
        nilai = self.ketentuan(jalur).nilai
        if not isinstance(nilai, dt.date):
            raise KetentuanSalahJenis(self.kunci, jalur, "tanggal", nilai)
        return nilai

    def daftar(self, jalur: str) -> tuple[str, ...]:
        """The figure as a list of words. Raises KetentuanTidakAda, KetentuanSalahJenis."""
        nilai = self.ketentuan(jalur).nilai
        if not isinstance(nilai, tuple) or not all(isinstance(isi, str) for isi in nilai):
            raise KetentuanSalahJenis(self.kunci, jalur, "daftar", nilai)
        return tuple(str(isi) for isi in nilai)

    def daftar_bulat(self, jalur: str) -> tuple[int, ...]:
        """The figure as a list of whole numbers. Raises KetentuanTidakAda, KetentuanSalahJenis."""
        nilai = self.ketentuan(jalur).nilai
        if not isinstance(nilai, tuple) or not all(isinstance(isi, int) for isi in nilai):
            raise KetentuanSalahJenis(self.kunci, jalur, "daftar bilangan", nilai)
        return tuple(int(isi) for isi in nilai)

    def dengan(self, perubahan: Iterable[Ketentuan]) -> "Peraturan":
        """A copy in which the figures at these paths are replaced; everything that is computed from it is another.

        Raises KetentuanTidakAda for a path that does not exist, KetentuanSalahJenis for a figure of another kind.
        """
        isi = dict(self.isi)
        for baru in perubahan:
            lama = self.ketentuan(baru.jalur)
            if _jenis(lama.nilai) != _jenis(baru.nilai):
                raise KetentuanSalahJenis(self.kunci, baru.jalur, _jenis(lama.nilai), baru.nilai)
            isi[baru.jalur] = baru
        return replace(self, isi=MappingProxyType(isi))

    def anak(self, jalur: str) -> tuple[str, ...]:
        """Keys directly below `jalur`, in the order of the file; empty when there is nothing."""
        return self._anak.get(jalur, ())

    @cached_property
    def _anak(self) -> dict[str, tuple[str, ...]]:
        anak: dict[str, dict[str, None]] = {}
        for jalur in self.isi:
            while jalur:
                induk, _, kunci = jalur.rpartition(".")
                anak.setdefault(induk, {})[kunci] = None
                jalur = induk
        return {induk: tuple(kunci) for induk, kunci in anak.items()}


def _jenis(nilai: Nilai) -> str:
    """The kind of a figure in the words of an error; whole and decimal numbers are one kind."""
    if isinstance(nilai, bool):
        return "ya/tidak"
    if isinstance(nilai, int | Decimal):
        return "angka"
    return {str: "teks", dt.date: "tanggal", tuple: "daftar"}[type(nilai)]


def _kanonik(nilai: Nilai) -> str:
    """One spelling per value: 12.50 and 12.5 are the same figure, but 1 and true, or 1 and "1", are not."""
    if isinstance(nilai, bool):
        return f"ya:{nilai}"
    if isinstance(nilai, int | Decimal):
        return f"angka:{Decimal(nilai).normalize():f}"
    if isinstance(nilai, tuple):
        return f"daftar:{json.dumps(nilai, ensure_ascii=False)}"
    return f"{type(nilai).__name__}:{nilai}"
