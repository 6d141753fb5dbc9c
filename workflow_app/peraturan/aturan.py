"""A rule set in memory: figures by path, each with its source and mark, read with the type that is expected.

A path joins the keys of the file with dots: `faktor.setara`, `minimal.keahlian.III/b`.
"""

import datetime as dt
import enum
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

_JALUR = re.compile(r"[A-Za-z0-9_/]+(\.[A-Za-z0-9_/]+)+", re.ASCII)

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


class JalurSalah(ValueError):
    """No figure can stand at this path: it is badly written, or something stands above or below it."""

    def __init__(self, jalur: str) -> None:
        super().__init__(f"jalur {jalur!r} tidak dapat dipakai")
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

    def dengan(self, perubahan: Iterable[Ketentuan], *, tambah: bool = False) -> "Peraturan":
        """A copy in which the figures at these paths are replaced; everything that is computed from it is another.

        With `tambah` a path that does not exist is added, after the last one beside it; its value tells its kind.
        Raises KetentuanTidakAda, KetentuanSalahJenis for a figure of another kind, JalurSalah for a path that cannot
        be added.
        """
        isi = dict(self.isi)
        for baru in perubahan:
            lama = isi.get(baru.jalur)
            if lama is None and tambah:
                isi = _sisipkan(isi, baru)
                continue
            if lama is None:
                raise KetentuanTidakAda(self.kunci, baru.jalur)
            if not sejenis(lama.nilai, baru.nilai):
                raise KetentuanSalahJenis(self.kunci, baru.jalur, jenis(lama.nilai), baru.nilai)
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


def jenis(nilai: Nilai) -> str:
    """The kind of a figure in one word: how it is read, written down and entered."""
    if isinstance(nilai, bool):
        return "ya"
    if isinstance(nilai, int):
        return "bulat"
    if isinstance(nilai, tuple):
        return "daftar_bulat" if nilai and isinstance(nilai[0], int) else "daftar"
    return {Decimal: "desimal", str: "teks", dt.date: "tanggal"}[type(nilai)]


def sejenis(lama: Nilai, baru: Nilai) -> bool:
    """Whether one figure may stand in the other's place. Numbers are one kind; an empty list fits every list."""
    angka = {"bulat", "desimal"}
    if jenis(lama) == jenis(baru) or {jenis(lama), jenis(baru)} <= angka:
        return True
    return isinstance(lama, tuple) and isinstance(baru, tuple) and not (lama and baru)


def _sisipkan(isi: Mapping[str, Ketentuan], baru: Ketentuan) -> dict[str, Ketentuan]:
    """The figures with one more, behind its nearest kin: the order of a table means something. Raises JalurSalah."""
    bagian = baru.jalur.split(".")
    if not _JALUR.fullmatch(baru.jalur):
        raise JalurSalah(baru.jalur)
    if any(j.startswith(f"{baru.jalur}.") or baru.jalur.startswith(f"{j}.") for j in isi):
        raise JalurSalah(baru.jalur)
    urut = list(isi)
    letak = len(urut)
    for panjang in range(len(bagian) - 1, 0, -1):
        induk = ".".join(bagian[:panjang]) + "."
        kerabat = [nomor for nomor, jalur in enumerate(urut) if jalur.startswith(induk)]
        if kerabat:
            letak = kerabat[-1] + 1
            break
    urut.insert(letak, baru.jalur)
    return {jalur: isi.get(jalur, baru) for jalur in urut}


def _kanonik(nilai: Nilai) -> str:
    """One spelling per value: 12.50 and 12.5 are the same figure, but 1 and true, or 1 and "1", are not."""
    if isinstance(nilai, bool):
        return f"ya:{nilai}"
    if isinstance(nilai, int | Decimal):
        return f"angka:{Decimal(nilai).normalize():f}"
    if isinstance(nilai, tuple):
        return f"daftar:{json.dumps(nilai, ensure_ascii=False)}"
    return f"{type(nilai).__name__}:{nilai}"
