"""The most credit that one calendar year of work may bring, and how a result above it is cut.

The limit is a share of the yearly minimum of the level, whatever target was set in the SKP. A year in two levels has
the minimum of both, by months.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from workflow_app.kalkulator.dasar import NOL, Langkah, bulatkan
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import nama_jenjang
from workflow_app.peraturan.unsur import unsur
from workflow_app.pesan import P_, Pesan

BULAN_SETAHUN = 12


@dataclass(frozen=True, slots=True)
class MasaJenjang:
    """A level and the day from which it was held."""

    mulai: dt.date
    jenjang: str


@dataclass(frozen=True, slots=True)
class BatasTahun:
    """The limit of one year. `target` is the yearly minimum, by months where there were two levels."""

    tahun: int
    target: Decimal
    batas: Decimal
    langkah: tuple[Langkah, ...]


@dataclass(frozen=True, slots=True)
class HasilTahun:
    """A year's credit held against its limit. `diakui` and `gugur` add up to `diajukan`."""

    batas: BatasTahun
    sudah: Decimal
    """Credit of the same year that was recognised before."""
    diajukan: Decimal
    diakui: Decimal
    langkah: tuple[Langkah, ...]

    @property
    def tahun(self) -> int:
        """The calendar year."""
        return self.batas.tahun

    @property
    def gugur(self) -> Decimal:
        """Credit above the limit."""
        return self.diajukan - self.diakui

    @property
    def alasan(self) -> Pesan:
        """The verdict in a sentence."""
        return self.langkah[-1].teks


@dataclass(frozen=True, slots=True)
class KreditKerja:
    """Credit of one activity: the day on which the work ended, and its element."""

    selesai: dt.date
    unsur: str
    nilai: Decimal


@dataclass(frozen=True, slots=True)
class HasilBatasTahunan:
    """Every year of a claim held against its limit, and what remains per element."""

    tahun: tuple[HasilTahun, ...]
    """The earliest first."""
    diakui: Mapping[str, Decimal]
    """Per element what remains after the cuts; every element that was handed in."""
    gugur: Mapping[str, Decimal]
    """Per element what was cut; the same elements."""


def batas_tahun(aturan: Peraturan, tahun: int, riwayat: Sequence[MasaJenjang]) -> BatasTahun:
    """The limit of a year for an officer who held these levels, the earliest first.

    A month belongs to the level held on its first day; months before the first level to that one. Raises
    KetentuanTidakAda for a level without a yearly minimum, ValueError for an empty or disordered history.
    """
    if not riwayat or any(a.mulai >= b.mulai for a, b in pairwise(riwayat)):
        raise ValueError("riwayat jenjang kosong atau tidak urut")
    bulan: dict[str, int] = {}
    for nomor in range(1, BULAN_SETAHUN + 1):
        awal = dt.date(tahun, nomor, 1)
        jenjang = next((m.jenjang for m in reversed(riwayat) if m.mulai <= awal), riwayat[0].jenjang)
        bulan[jenjang] = bulan.get(jenjang, 0) + 1
    target = Fraction(0)
    langkah = []
    for jenjang, banyak in bulan.items():
        jalur = f"tahunan.target.{jenjang}"
        setahun = aturan.desimal(jalur)
        target += Fraction(setahun) * banyak / BULAN_SETAHUN
        nilai = {"jenjang": nama_jenjang(aturan, jenjang), "setahun": setahun, "bulan": banyak}
        teks = P_("%(jenjang)s: %(setahun)s setahun, %(bulan)s dari 12 bulan", **nilai)
        langkah.append(Langkah(teks, setahun, aturan.sumber(jalur)))
    bagian = aturan.desimal("tahunan.batas.bagian_target")
    dasar = _bulat(aturan, target)
    batas = _bulat(aturan, target * Fraction(bagian))
    teks = P_("Batas setahun: %(bagian)s x %(dasar)s = %(batas)s", bagian=bagian, dasar=dasar, batas=batas)
    langkah.append(Langkah(teks, batas, aturan.sumber("tahunan.batas.bagian_target")))
    return BatasTahun(tahun, dasar, batas, tuple(langkah))


def nilai_tahun(aturan: Peraturan, batas: BatasTahun, angka_kredit: Decimal, sudah: Decimal = NOL) -> HasilTahun:
    """Holds a year's credit against its limit, of which `sudah` was used before."""
    diajukan = bulatkan(aturan, angka_kredit)
    diakui = min(diajukan, max(batas.batas - sudah, bulatkan(aturan, NOL)))
    isi = {"diajukan": diajukan, "batas": batas.batas, "diakui": diakui, "sudah": sudah}
    if diakui == diajukan:
        teks = P_("Hasil setahun sebesar %(diajukan)s tidak melampaui batas %(batas)s.", **isi)
    elif sudah:
        teks = P_(
            "Hasil setahun sebesar %(diajukan)s melampaui sisa batas %(batas)s setelah %(sudah)s; "
            "diakui %(diakui)s, gugur %(gugur)s.",
            gugur=diajukan - diakui,
            **isi,
        )
    else:
        teks = P_(
            "Hasil setahun sebesar %(diajukan)s melampaui batas %(batas)s; diakui %(diakui)s, gugur %(gugur)s.",
            gugur=diajukan - diakui,
            **isi,
        )
    sumber = aturan.sumber("tahunan.batas.bagian_target")
    return HasilTahun(batas, sudah, diajukan, diakui, (*batas.langkah, Langkah(teks, diakui, sumber)))


def terapkan_batas_tahunan(
    aturan: Peraturan,
    kredit: Iterable[KreditKerja],
    riwayat: Sequence[MasaJenjang],
    sudah: Mapping[int, Decimal] | None = None,
) -> HasilBatasTahunan:
    """Cuts the credit of a claim to the limit of every calendar year of its work.

    `sudah` is what earlier claims brought for the same years: two claims never bring more than one. What is cut is
    taken from the parts of the form in the order of `tahunan.batas.urutan_potong`, within a part from the last row
    up, so that the order of the activities does not matter. Raises KetentuanTidakAda for an unknown element.
    """
    per_tahun: dict[int, dict[str, Decimal]] = {}
    for satu in kredit:
        baris = per_tahun.setdefault(satu.selesai.year, {})
        baris[satu.unsur] = baris.get(satu.unsur, NOL) + satu.nilai
    tahun: list[HasilTahun] = []
    diakui: dict[str, Decimal] = {}
    gugur: dict[str, Decimal] = {}
    for nomor in sorted(per_tahun):
        baris = per_tahun[nomor]
        batas = batas_tahun(aturan, nomor, riwayat)
        hasil = nilai_tahun(aturan, batas, sum(baris.values(), NOL), (sudah or {}).get(nomor, NOL))
        tahun.append(hasil)
        potongan = _potong(aturan, baris, hasil.gugur)
        for kode, nilai in baris.items():
            diakui[kode] = diakui.get(kode, NOL) + nilai - potongan[kode]
            gugur[kode] = gugur.get(kode, NOL) + potongan[kode]
    return HasilBatasTahunan(tuple(tahun), diakui, gugur)


def _potong(aturan: Peraturan, baris: Mapping[str, Decimal], lebih: Decimal) -> dict[str, Decimal]:
    """What each element loses of an excess."""
    urutan, formulir = aturan.daftar("tahunan.batas.urutan_potong"), aturan.anak("unsur")
    potongan = dict.fromkeys(baris, NOL)
    for kode in sorted(baris, key=lambda k: (urutan.index(unsur(aturan, k).bagian), -formulir.index(k))):
        potongan[kode] = min(baris[kode], lebih)
        lebih -= potongan[kode]
    return potongan


def _bulat(aturan: Peraturan, nilai: Fraction) -> Decimal:
    return bulatkan(aturan, Decimal(nilai.numerator) / nilai.denominator)
