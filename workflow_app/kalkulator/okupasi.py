"""National ICT occupations: the parts of a code, its name, and the gap between need and people.

The list (`peraturan/katalog/okupasi_tik.csv`) holds all 493 numbered lines of the decree's areas A to P: names are as
printed, misprints too. Codes of areas 1 to 9 are printed without their leading zero and are padded here. Six sequence
numbers are missing in print, and four names stand under two codes; neither is corrected.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType

from workflow_app.kalkulator.dasar import Langkah
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.pesan import P_, Pesan

DAFTAR = Path(__file__).parents[1] / "peraturan" / "katalog" / "okupasi_tik.csv"


class KodeOkupasiSalah(ValueError):
    """No occupation can have this code; `pesan` says why."""

    def __init__(self, pesan: Pesan) -> None:
        super().__init__(str(pesan))
        self.pesan = pesan


@dataclass(frozen=True, slots=True)
class Okupasi:
    """One line of the list. A name may exist in one language alone; the other is then empty."""

    kode: str
    area: str
    """Letter of the area."""
    level: int
    nama_id: str
    nama_en: str

    @property
    def nama(self) -> str:
        """The name to show: Indonesian where there is one."""
        return self.nama_id or self.nama_en


@dataclass(frozen=True, slots=True)
class KodeOkupasi:
    """A code taken apart; `okupasi` is None where the list has no such line."""

    kode: str
    area: str
    huruf: str
    nama_area: str
    level: int
    urutan: str
    okupasi: Okupasi | None
    langkah: tuple[Langkah, ...]

    @property
    def alasan(self) -> Pesan:
        """The verdict in a sentence."""
        return self.langkah[-1].teks


@cache
def daftar_okupasi() -> Mapping[str, Okupasi]:
    """Every occupation by its code, in the order of the list."""
    with DAFTAR.open(encoding="utf-8", newline="") as berkas:
        baris = [
            Okupasi(b["code"], b["area_letter"], int(b["kkni_level"]), b["name_id"], b["name_en"])
            for b in csv.DictReader(berkas)
        ]
    return MappingProxyType({satu.kode: satu for satu in baris})


def kode_okupasi(aturan: Peraturan, kode: str) -> KodeOkupasi:
    """Takes a code apart, as printed with or without its leading zero. Raises KodeOkupasiSalah."""
    panjang_area, panjang_level = aturan.bulat("kode.digit_area"), aturan.bulat("kode.digit_level")
    panjang = panjang_area + panjang_level + aturan.bulat("kode.digit_urutan")
    if not (kode.isascii() and kode.isdecimal() and panjang - 1 <= len(kode) <= panjang):
        raise KodeOkupasiSalah(
            P_(
                "Kode okupasi terdiri dari %(panjang)s angka, atau %(pendek)s bila nol di depannya tidak tercetak.",
                panjang=panjang,
                pendek=panjang - 1,
            )
        )
    utuh = kode.zfill(panjang)
    area, sisa = utuh[:panjang_area], utuh[panjang_area:]
    level, urutan = int(sisa[:panjang_level]), sisa[panjang_level:]
    huruf = aturan.anak("area")
    if not 1 <= int(area) <= len(huruf):
        raise KodeOkupasiSalah(
            P_("Tidak ada area %(area)s; area bernomor 1 sampai %(banyak)s.", area=area, banyak=len(huruf))
        )
    terendah, tertinggi = aturan.bulat("kode.level_terendah"), aturan.bulat("kode.level_tertinggi")
    if not terendah <= level <= tertinggi:
        raise KodeOkupasiSalah(
            P_(
                "Tidak ada level KKNI %(level)s; level %(terendah)s sampai %(tertinggi)s.",
                level=level,
                terendah=terendah,
                tertinggi=tertinggi,
            )
        )
    nama_huruf = huruf[int(area) - 1]
    nama_area = aturan.teks(f"area.{nama_huruf}")
    okupasi = daftar_okupasi().get(utuh)
    langkah = [
        Langkah(P_("Kode %(kode)s ditulis %(utuh)s", kode=kode, utuh=utuh), None, aturan.sumber("kode.digit_area")),
        Langkah(
            P_(
                "Area %(area)s = %(huruf)s, %(nama)s; level KKNI %(level)s; nomor urut %(urutan)s",
                area=area,
                huruf=nama_huruf,
                nama=nama_area,
                level=level,
                urutan=urutan,
            ),
            Decimal(level),
            aturan.sumber(f"area.{nama_huruf}"),
        ),
    ]
    if okupasi is None:
        langkah.append(Langkah(P_("Daftar okupasi tidak memuat kode %(kode)s.", kode=utuh)))
    else:
        langkah.append(Langkah(P_("%(kode)s: %(nama)s", kode=utuh, nama=okupasi.nama)))
    return KodeOkupasi(utuh, area, nama_huruf, nama_area, level, urutan, okupasi, tuple(langkah))


@dataclass(frozen=True, slots=True)
class Kesenjangan:
    """Need against people; `cakupan` is None where nothing is needed."""

    kesenjangan: int
    cakupan: Decimal | None
    """Qualified people in percent of the need, rounded."""
    tanpa_orang: bool
    """People are needed and nobody is there: what was built has no operator."""
    langkah: tuple[Langkah, ...]

    @property
    def terpenuhi(self) -> bool | None:
        """Whether enough qualified people are there; None where nothing is needed."""
        return None if self.cakupan is None else self.kesenjangan == 0

    @property
    def alasan(self) -> Pesan:
        """The verdict in a sentence."""
        return self.langkah[-1].teks


def kesenjangan(aturan: Peraturan, *, dibutuhkan: int, tersedia: int, memenuhi: int) -> Kesenjangan:
    """The gap of one occupation: people needed, people in it, and those of them with valid evidence of the level.

    Raises ValueError when more are qualified than are there.
    """
    if memenuhi > tersedia:
        raise ValueError("yang memenuhi lebih banyak daripada yang tersedia")
    sumber = aturan.sumber("kesenjangan.desimal_persen")
    kurang = max(dibutuhkan - memenuhi, 0)
    nilai = {"dibutuhkan": dibutuhkan, "memenuhi": memenuhi, "kurang": kurang}
    langkah = [Langkah(P_("Kesenjangan: %(dibutuhkan)s - %(memenuhi)s = %(kurang)s", **nilai), Decimal(kurang), sumber)]
    if dibutuhkan == 0:
        langkah.append(Langkah(P_("Tidak ada kebutuhan, sehingga cakupan tidak dihitung."), None, sumber))
        return Kesenjangan(0, None, False, tuple(langkah[1:]))
    satuan = Decimal(1).scaleb(-aturan.bulat("kesenjangan.desimal_persen"))
    cakupan = (Decimal(memenuhi * 100) / dibutuhkan).quantize(satuan, rounding=ROUND_HALF_UP)
    langkah.append(
        Langkah(P_("Cakupan: %(memenuhi)s / %(dibutuhkan)s = %(cakupan)s%%", cakupan=cakupan, **nilai), cakupan, sumber)
    )
    if kurang:
        teks = P_("Dibutuhkan %(dibutuhkan)s orang, yang memenuhi %(memenuhi)s; kurang %(kurang)s.", **nilai)
    else:
        teks = P_("Dibutuhkan %(dibutuhkan)s orang, yang memenuhi %(memenuhi)s; terpenuhi.", **nilai)
    langkah.append(Langkah(teks, None, sumber))
    return Kesenjangan(kurang, cakupan, tersedia == 0, tuple(langkah))
