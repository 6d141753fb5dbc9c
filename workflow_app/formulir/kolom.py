"""The credit columns of the forms: lama, baru and jumlah per element, and their subtotals."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from workflow_app.formulir.isian import BarisNilai, Nilai
from workflow_app.peraturan import Peraturan
from workflow_app.peraturan.unsur import UTAMA, Unsur, daftar_unsur, unsur

NOL = Decimal(0)
KOSONG = Nilai(lama="", baru="", jumlah="")


def ak(nilai: Decimal) -> str:
    """Credit as the snapshots write it: "12.500"."""
    return f"{nilai:.3f}"


def satuan(nilai: Decimal) -> str:
    """A volume, factor or credit of one unit, without zeros at the end: "0.000467", "2"."""
    return f"{nilai.normalize():f}"


@dataclass(frozen=True, slots=True)
class Kolom:
    """Old and new credit of one line; their sum is never kept beside them."""

    lama: Decimal = NOL
    baru: Decimal = NOL

    def __add__(self, lain: "Kolom") -> "Kolom":
        return Kolom(self.lama + lain.lama, self.baru + lain.baru)

    @property
    def isian(self) -> Nilai:
        """The three columns of the form."""
        return Nilai(lama=ak(self.lama), baru=ak(self.baru), jumlah=ak(self.lama + self.baru))


@dataclass(frozen=True, slots=True)
class BarisUnsur:
    """One element with its credit."""

    unsur: Unsur
    kolom: Kolom


def jumlahkan(baris: Iterable[BarisUnsur]) -> Kolom:
    """Subtotal of some lines; zeros for none."""
    return sum((b.kolom for b in baris), Kolom())


def baris_unsur(aturan: Peraturan, kategori: str, kolom: Mapping[str, Kolom]) -> tuple[BarisUnsur, ...]:
    """A line for every element of the category, zeros too, in the order of the form.

    Elements of the other category come after them where the officer brought credit along: a line left out would make
    the total wrong. Raises KetentuanTidakAda for a code that the rule set does not know.
    """
    tetap = daftar_unsur(aturan, kategori)
    lain = _di_luar(kolom.keys(), tetap)
    return tuple(BarisUnsur(u, kolom.get(u.kode, Kolom())) for u in (*tetap, *(unsur(aturan, k) for k in lain)))


def _di_luar(kode: Collection[str], tetap: Collection[Unsur]) -> list[str]:
    return sorted(set(kode) - {u.kode for u in tetap})


def kolom_hasil(baris: Mapping[str, Mapping[str, str]]) -> dict[str, Kolom]:
    """The columns of a stored result (`dupak.hasil`, `pak.rincian`), per element."""
    return {kode: Kolom(Decimal(angka["lama"]), Decimal(angka["baru"])) for kode, angka in baris.items()}


def utama(baris: Iterable[BarisUnsur]) -> list[BarisUnsur]:
    """The lines of unsur utama."""
    return [b for b in baris if b.unsur.kelompok == UTAMA]


def penunjang(baris: Iterable[BarisUnsur]) -> list[BarisUnsur]:
    """The lines of unsur penunjang."""
    return [b for b in baris if b.unsur.kelompok != UTAMA]


def berhuruf(baris: Iterable[BarisUnsur]) -> tuple[BarisNilai, ...]:
    """Lines numbered A, B, C."""
    return tuple(
        BarisNilai(nomor=huruf(urut), uraian=b.unsur.label, nilai=b.kolom.isian)
        for urut, b in enumerate(baris, start=1)
    )


def bernomor(baris: Iterable[BarisUnsur]) -> tuple[BarisNilai, ...]:
    """Lines numbered 1, 2, 3."""
    return tuple(
        BarisNilai(nomor=str(urut), uraian=b.unsur.label, nilai=b.kolom.isian) for urut, b in enumerate(baris, start=1)
    )


def huruf(urut: int) -> str:
    """Numbering by capital letters from 1: A to Z, then AA, AB."""
    teks = ""
    while urut:
        urut, sisa = divmod(urut - 1, len(_ABJAD))
        teks = _ABJAD[sisa] + teks
    return teks


_ABJAD = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
