"""Credit of a whole claim: every item by the rule set of its work, and the sums that follow.

Items are valued line by line and each line is rounded once, as the form has it. Work that earns the same per unit is
one line, however often it is listed: listing it in pieces can neither gain nor lose a thousandth.
"""

import datetime as dt
import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from workflow_app.kalkulator.butir import KreditButir, hangus, kredit_butir, sekategori
from workflow_app.kalkulator.dasar import NOL, Langkah, bulatkan
from workflow_app.kalkulator.hangus import acuan_hangus
from workflow_app.kalkulator.karya_tulis import kali
from workflow_app.kalkulator.kebutuhan import langkah_kp
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import SEMUA
from workflow_app.peraturan.unsur import PENGEMBANGAN_PROFESI, PENUNJANG
from workflow_app.pesan import P_, Pesan


class NasibButir(enum.Enum):
    """What becomes of an item."""

    DINILAI = "dinilai"
    HANGUS = "hangus"
    TANPA_SURAT_TUGAS = "tanpa_surat_tugas"
    DITOLAK = "ditolak"
    """It cannot be credited to this officer: level, category, or unknown value."""
    BUKAN_DUPAK = "bukan_dupak"
    """The rule set of its date gives no credit by claim, or no longer takes claims."""


@dataclass(frozen=True, slots=True)
class ButirKlaim:
    """One item as claimed. It is its own catalogue row (`ButirBernilai`)."""

    nama: str
    kelompok: str
    """`utama`, `pengembangan_profesi` or `penunjang`."""
    jenjang: str | None
    angka_kredit: Decimal | None
    persen: Decimal | None
    volume: Decimal
    selesai: dt.date
    surat_tugas: bool = False
    """Whether there is a written assignment for it."""
    bagian: Fraction = Fraction(1)
    """The author's share of a joint paper."""
    kategori: str = SEMUA
    """Category of the catalogue that the item belongs to."""


@dataclass(frozen=True, slots=True)
class BarisKlaim:
    """One item with what it earns and why."""

    butir: ButirKlaim
    aturan: Peraturan
    nasib: NasibButir
    kredit: Decimal
    """Shown value of this item alone, rounded; zero where nothing is credited."""
    langkah: Langkah
    per_satuan: Decimal = NOL
    """Exact credit of one unit, factor included."""


@dataclass(frozen=True, slots=True)
class Subtotal:
    """Sums under one rule set. `utama` includes `profesi`."""

    utama: Decimal
    profesi: Decimal
    penunjang: Decimal

    @property
    def jumlah(self) -> Decimal:
        """Main and supporting elements together."""
        return self.utama + self.penunjang


@dataclass(frozen=True, slots=True)
class HasilKlaim:
    """The claim, item by item in the order given, and its sums by rule set, the older one first."""

    baris: tuple[BarisKlaim, ...]
    subtotal: Mapping[str, Subtotal]

    @property
    def jumlah(self) -> Subtotal:
        """Everything together."""
        semua = self.subtotal.values()
        return Subtotal(
            sum((s.utama for s in semua), NOL),
            sum((s.profesi for s in semua), NOL),
            sum((s.penunjang for s in semua), NOL),
        )

    def bernasib(self, nasib: NasibButir) -> tuple[BarisKlaim, ...]:
        """The items of one fate."""
        return tuple(b for b in self.baris if b.nasib is nasib)


def nilai_klaim(
    butir: Iterable[tuple[Peraturan, ButirKlaim]], *, jenjang: str, golongan: str | None, tanggal: Mapping[str, dt.date]
) -> HasilKlaim:
    """Values items, each with the credit rules of its date.

    `tanggal` has `tanggal_terima`, the day on which the claim was received, and whatever other date the rule sets
    count the age of work from (`hangus.ACUAN`). `golongan` is needed by items valued in percent alone. Raises
    KetentuanTidakAda for an unknown level, ValueError for a negative volume, KeyError for a missing date.
    """
    baris = tuple(_nilai(aturan, satu, jenjang, golongan, tanggal) for aturan, satu in butir)
    aturan_terpakai = sorted({b.aturan for b in baris}, key=lambda a: a.berlaku_mulai)
    return HasilKlaim(baris, {a.kunci: _subtotal(a, [b for b in baris if b.aturan == a]) for a in aturan_terpakai})


def _nilai(
    aturan: Peraturan, butir: ButirKlaim, jenjang: str, golongan: str | None, tanggal: Mapping[str, dt.date]
) -> BarisKlaim:
    diterima = tanggal["tanggal_terima"]
    if not aturan.ya("dupak.diterima") or diterima > aturan.tanggal("dupak.diterima_sampai"):
        return _tidak(aturan, butir, NasibButir.BUKAN_DUPAK, _bukan_dupak(aturan, diterima), "dupak.diterima")
    acuan = tanggal[acuan_hangus(aturan)]
    if hangus(aturan, butir.selesai, acuan):
        teks = P_(
            "selesai %(selesai)s, lebih dari %(bulan)s bulan sebelum %(acuan)s; hangus",
            selesai=butir.selesai,
            bulan=aturan.bulat("hangus.bulan"),
            acuan=acuan,
        )
        return _tidak(aturan, butir, NasibButir.HANGUS, teks, "hangus.bulan")
    if not sekategori(butir.kategori, jenjang):
        teks = P_("butir kategori lain; tidak dapat dinilai")
        return _tidak(aturan, butir, NasibButir.DITOLAK, teks, "faktor.setara")
    perlu = None if golongan is None else langkah_kp(aturan, golongan=golongan, jenjang=jenjang)
    kredit = kredit_butir(aturan, butir, butir.volume, jenjang, kebutuhan_kp=perlu)
    if not kredit.dapat_dinilai:
        return _tidak(aturan, butir, NasibButir.DITOLAK, kredit.alasan, "faktor.setara")
    if kredit.perlu_surat_tugas and not butir.surat_tugas:
        teks = P_("pekerjaan jenjang lain tanpa surat tugas; tidak dinilai")
        return _tidak(aturan, butir, NasibButir.TANPA_SURAT_TUGAS, teks, "faktor.surat_tugas_bila_berbeda")
    return _dinilai(aturan, butir, kredit)


def _dinilai(aturan: Peraturan, butir: ButirKlaim, kredit: KreditButir) -> BarisKlaim:
    per_satuan = kredit.satuan * kredit.faktor
    nilai = bulatkan(aturan, kali(butir.volume * per_satuan, butir.bagian))
    isi = {
        "nama": butir.nama,
        "volume": butir.volume,
        "satuan": kredit.satuan,
        "faktor": kredit.faktor,
        "nilai": nilai,
    }
    if butir.bagian == 1:
        teks = P_("%(nama)s: %(volume)s x %(satuan)s x %(faktor)s = %(nilai)s", **isi)
    else:
        teks = P_(
            "%(nama)s: %(volume)s x %(satuan)s x %(faktor)s x bagian penulis %(bagian)s = %(nilai)s",
            bagian=str(butir.bagian),
            **isi,
        )
    langkah = Langkah(teks, nilai, kredit.langkah[0].sumber)
    return BarisKlaim(butir, aturan, NasibButir.DINILAI, nilai, langkah, per_satuan)


def _tidak(aturan: Peraturan, butir: ButirKlaim, nasib: NasibButir, sebab: Pesan, jalur: str) -> BarisKlaim:
    nilai = NOL
    teks = P_("%(nama)s: %(sebab)s", nama=butir.nama, sebab=sebab)
    return BarisKlaim(butir, aturan, nasib, nilai, Langkah(teks, nilai, aturan.sumber(jalur)))


def _bukan_dupak(aturan: Peraturan, diterima: dt.date) -> Pesan:
    if not aturan.ya("dupak.diterima"):
        return P_("kegiatan masa %(aturan)s tidak diusulkan dengan DUPAK; tidak dinilai", aturan=aturan.kunci)
    return P_(
        "diterima %(diterima)s, sesudah batas %(batas)s bagi DUPAK masa %(aturan)s; tidak dinilai",
        diterima=diterima,
        batas=aturan.tanggal("dupak.diterima_sampai"),
        aturan=aturan.kunci,
    )


def _subtotal(aturan: Peraturan, baris: Sequence[BarisKlaim]) -> Subtotal:
    """Sums of the lines: the volumes of work that earns the same per unit are added before rounding."""
    volume: dict[tuple[str, Decimal, Fraction], Decimal] = {}
    for b in baris:
        if b.nasib is NasibButir.DINILAI:
            kunci = (b.butir.kelompok, b.per_satuan, b.butir.bagian)
            volume[kunci] = volume.get(kunci, NOL) + b.butir.volume
    per_kelompok: dict[str, Decimal] = {}
    for (kelompok, per_satuan, bagian), banyak in volume.items():
        nilai = bulatkan(aturan, kali(banyak * per_satuan, bagian))
        per_kelompok[kelompok] = per_kelompok.get(kelompok, NOL) + nilai
    penunjang = per_kelompok.pop(PENUNJANG, NOL)
    return Subtotal(sum(per_kelompok.values(), NOL), per_kelompok.get(PENGEMBANGAN_PROFESI, NOL), penunjang)
