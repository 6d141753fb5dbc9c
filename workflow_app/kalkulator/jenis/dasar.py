"""What every kind of computation is made of: its input, the rule sets it may ask, its result, and its registration.

A kind (`jenis`) is a function of a checked input to a `Hasil`; `@jenis` registers it with everything that
`alurpak hitung`, its schema and its page in docs/ tell about it, so that none of them can disagree with the code.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from workflow_app import peraturan
from workflow_app.kalkulator.dasar import Langkah
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.pesan import Pesan

REGIME = ("R2003", "R2020", "R2023")
NilaiHasil = Decimal | int | str | bool | dt.date | None


class Masukan(BaseModel):
    """Base of the inputs: an unknown field is an error, never ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=False)


M = TypeVar("M", bound=Masukan)


class KasusSalah(ValueError):
    """The input contradicts itself or the rule set; `bidang` is the field at fault, `pesan` says what to do."""

    def __init__(self, bidang: str, pesan: Pesan) -> None:
        super().__init__(f"{bidang}: {pesan}")
        self.bidang = bidang
        self.pesan = pesan


@dataclass(frozen=True)
class Konteks:
    """The rule sets of one case. `pengganti` holds sets with other figures, by key, in place of those in force."""

    regime: str | None
    pengganti: Mapping[str, Peraturan] = field(default_factory=dict)

    @property
    def aturan(self) -> Peraturan:
        """The credit rules of the case's regime."""
        if self.regime is None:
            raise ValueError("jenis ini tidak meminta regime")
        return self._terkini(peraturan.kunci(self.regime))

    def untuk(self, tanggal_kerja: dt.date) -> Peraturan:
        """The credit rules for work of this date. Raises PeraturanTidakAda."""
        return self._terkini(peraturan.untuk(tanggal_kerja))

    def tim(self, pada: dt.date) -> Peraturan:
        """The rules on assessment teams on the date. Raises PeraturanTidakAda."""
        return self._terkini(peraturan.tim(pada))

    def prosedur(self, pada: dt.date) -> Peraturan:
        """The procedural settings on the date. Raises PeraturanTidakAda."""
        return self._terkini(peraturan.prosedur(pada))

    def kalender(self, pada: dt.date) -> Peraturan:
        """The calendar rules on the date. Raises PeraturanTidakAda."""
        return self._terkini(peraturan.kalender(pada))

    def kenaikan(self) -> Peraturan:
        """What a raise asks for besides its credit, under the case's regime."""
        return self.kunci(f"kenaikan_{self.aturan.kunci}")

    def periode_kp(self, tmt: dt.date) -> Peraturan:
        """The months in which a raise in rank may take effect, around the date. Raises PeraturanTidakAda."""
        return self._terkini(peraturan.periode_kp(tmt))

    def pengangkatan(self, pada: dt.date) -> Peraturan:
        """The routes of appointment on the date. Raises PeraturanTidakAda."""
        return self._terkini(peraturan.pengangkatan(pada))

    def pemberhentian(self, pada: dt.date) -> Peraturan:
        """The grounds of release on the date. Raises PeraturanTidakAda."""
        return self._terkini(peraturan.pemberhentian(pada))

    def kunci(self, nama: str) -> Peraturan:
        """Any rule set by its key. Raises PeraturanTidakAda."""
        return self._terkini(peraturan.kunci(nama))

    def _terkini(self, aturan: Peraturan) -> Peraturan:
        return self.pengganti.get(aturan.kunci, aturan)


@dataclass(frozen=True)
class Hasil:
    """What a computation gives: named figures, one verdict, the reasons for it, and the steps that led there."""

    nilai: Mapping[str, NilaiHasil]
    putusan: str
    alasan: tuple[Pesan, ...] = ()
    langkah: tuple[Langkah, ...] = ()
    peringatan: tuple[Pesan, ...] = ()
    """What does not change the verdict but must be seen."""


@dataclass(frozen=True)
class Jenis(Generic[M]):
    """One kind of computation, as registered."""

    kode: str
    judul: str
    """Its name on screens; a text for translation."""
    uraian: str
    """What it computes, in English, for the page in docs/: the docstring of the function."""
    masukan: type[M]
    regime: tuple[str, ...]
    """Regimes under which it exists; empty where the computation is the same under all or follows a date."""
    nilai: Mapping[str, str]
    """Figures it returns, each with its meaning."""
    putusan: Mapping[str, str]
    """Verdicts it may return, each with its meaning."""
    contoh: Mapping[str, Any]
    """An example case: `regime` where needed and `masukan`."""
    hitung: Callable[[Konteks, M], Hasil]


JENIS: dict[str, Jenis[Any]] = {}
"""Every kind by its code, in the order of registration."""


def jenis(
    kode: str,
    judul: str,
    *,
    regime: tuple[str, ...] = (),
    nilai: Mapping[str, str],
    putusan: Mapping[str, str],
    contoh: Mapping[str, Any],
) -> Callable[[Callable[[Konteks, M], Hasil]], Callable[[Konteks, M], Hasil]]:
    """Register a function `(konteks, masukan) -> Hasil` as a kind; the annotation of `masukan` tells the input."""

    def daftarkan(fungsi: Callable[[Konteks, M], Hasil]) -> Callable[[Konteks, M], Hasil]:
        if kode in JENIS:
            raise ValueError(f"jenis {kode!r} terdaftar dua kali")
        model = next(iter(tipe for nama, tipe in fungsi.__annotations__.items() if nama not in ("k", "return")))
        uraian = (fungsi.__doc__ or "").strip()
        JENIS[kode] = Jenis(kode, judul, uraian, model, regime, nilai, putusan, contoh, fungsi)
        return fungsi

    return daftarkan
