"""A table as named columns: the header, and the cells of a row read one by one, with every fault kept."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from workflow_app.angka import AngkaTidakSah, baca_desimal
from workflow_app.lembar_klaim.lembar import MAKS_BYTE, Baris, LembarTidakTerbaca, Sel
from workflow_app.pesan import P_, Pesan
from workflow_app.tanggal import TanggalTidakSah, baca_tanggal

T = TypeVar("T")
Isi = str | Decimal | dt.date
"""A cell that is not empty."""


@dataclass(frozen=True, slots=True)
class GalatBaris:
    """One fault: row number in the sheet (None for the file as a whole), column (may be empty), sentence."""

    baris: int | None
    kolom: str
    pesan: Pesan


class LembarDitolak(Exception):
    """A sheet has faults; nothing was done with it."""

    def __init__(self, galat: Sequence[GalatBaris]) -> None:
        super().__init__(f"{len(galat)} kesalahan")
        self.galat = tuple(galat)


class SelSalah(ValueError):
    """A cell that cannot be what its column asks for."""

    def __init__(self, pesan: Pesan) -> None:
        super().__init__(str(pesan))
        self.pesan = pesan


@dataclass(frozen=True, slots=True)
class Susunan:
    """What a kind of sheet looks like.

    `nama` gives each column by its own name with every header that is read as it; `maks_panjang` the longest text.
    """

    nama: Mapping[str, tuple[str, ...]]
    wajib: Sequence[str]
    maks_panjang: Mapping[str, int]

    @property
    def dikenal(self) -> tuple[str, ...]:
        """Every header that means something."""
        return tuple(judul for semua in self.nama.values() for judul in semua)


@dataclass(frozen=True, slots=True)
class Kepala:
    """The header as read: place of each column, faults, and headers that mean nothing here."""

    letak: Mapping[str, int]
    galat: Sequence[GalatBaris]
    diabaikan: Sequence[str]
    lebar: int


def isi_berkas(sumber: Path | bytes) -> bytes:
    """The bytes of a sheet, one more than is allowed at most. Raises LembarTidakTerbaca."""
    if isinstance(sumber, bytes):
        return sumber
    try:
        with sumber.open("rb") as berkas:
            return berkas.read(MAKS_BYTE + 1)
    except OSError as galat:
        raise LembarTidakTerbaca(
            P_("Berkas %(nama)s tidak dapat dibuka: %(sebab)s.", nama=sumber.name, sebab=galat.strerror or "")
        ) from galat


def baca_kepala(kepala: Baris, susunan: Susunan) -> Kepala:
    """The header of a table, in any order and letter case."""
    letak: dict[str, int] = {}
    galat = []
    diabaikan = []
    for nomor, sel in enumerate(kepala.sel):
        judul = "_".join(str(sel or "").casefold().split())
        kolom = next((kolom for kolom, semua in susunan.nama.items() if judul in semua), None)
        if kolom is None:
            diabaikan += [judul] if judul else []
        elif kolom in letak:
            galat.append(GalatBaris(kepala.nomor, kolom, P_("Kolom %(kolom)s ada dua kali.", kolom=kolom)))
        else:
            letak[kolom] = nomor
    for kolom in susunan.wajib:
        if kolom not in letak:
            pesan = P_(
                "Kolom %(kolom)s tidak ada. Kolom yang harus ada: %(wajib)s.",
                kolom=kolom,
                wajib=", ".join(susunan.wajib),
            )
            galat.append(GalatBaris(kepala.nomor, kolom, pesan))
    return Kepala(letak, galat, diabaikan, len(kepala.sel))


class PembacaBaris:
    """Reads the cells of one row and collects every fault of the row, not only the first."""

    def __init__(self, baris: Baris, kepala: Kepala, susunan: Susunan) -> None:
        self.baris = baris
        self._kepala = kepala
        self._susunan = susunan
        self.galat: list[GalatBaris] = []
        if any(sel is not None for sel in baris.sel[kepala.lebar :]):
            self.salah("", P_("Baris ini memiliki lebih banyak sel daripada kepala kolom."))

    def salah(self, kolom: str, pesan: Pesan) -> None:
        """Note a fault."""
        self.galat.append(GalatBaris(self.baris.nomor, kolom, pesan))

    def sel(self, kolom: str) -> Sel:
        """The cell of a column; None where the column or the cell is not there."""
        letak = self._kepala.letak.get(kolom)
        return self.baris.sel[letak] if letak is not None and letak < len(self.baris.sel) else None

    def baca(self, kolom: str, ubah: Callable[[Isi], T]) -> T | None:
        """The cell as `ubah` reads it; None where it is empty or cannot be read."""
        sel = self.sel(kolom)
        if sel is None:
            return None
        try:
            return ubah(sel)
        except (AngkaTidakSah, TanggalTidakSah, SelSalah) as galat:
            self.salah(kolom, galat.pesan)
            return None

    def wajib(self, kolom: str, ubah: Callable[[Isi], T]) -> T | None:
        """The same for a cell that must not be empty."""
        if self.sel(kolom) is None:
            self.salah(kolom, P_("Kolom %(kolom)s belum diisi.", kolom=kolom))
        return self.baca(kolom, ubah)

    def teks(self, kolom: str) -> str:
        """The cell as text, '' where it is empty."""
        sel = self.sel(kolom)
        teks = f"{sel:f}" if isinstance(sel, Decimal) else str(sel or "")
        maks = self._susunan.maks_panjang[kolom]
        if len(teks) > maks:
            self.salah(kolom, P_("Teks lebih panjang dari %(maks)s huruf.", maks=maks))
        return teks


def tanggal(sel: Isi) -> dt.date:
    """A date as people or spreadsheets write it."""
    if isinstance(sel, Decimal):
        raise SelSalah(P_("Angka %(angka)s bukan tanggal. Tulis misalnya 30-06-2021.", angka=sel))
    return baca_tanggal(sel) if isinstance(sel, str) else sel


def angka(sel: Isi, desimal: int) -> Decimal:
    """A number that is not negative, with at most `desimal` places."""
    if isinstance(sel, dt.date):
        raise SelSalah(P_("Isi sel ini tanggal, bukan angka."))
    if isinstance(sel, str):
        return baca_desimal(sel, maks_desimal=desimal)
    if sel < 0:
        raise SelSalah(P_("Angka tidak boleh negatif: %(angka)s.", angka=sel))
    if sel != round(sel, desimal):
        raise SelSalah(P_("%(angka)s memiliki lebih dari %(maks)s angka di belakang koma.", angka=sel, maks=desimal))
    return sel
