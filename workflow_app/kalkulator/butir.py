"""Credit of one claimed activity: factor of its level, product, rounding, and whether it is void by age."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from workflow_app.kalkulator.dasar import NOL, Langkah, bulatkan
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import SEMUA, kategori, nama_jenjang, urutan_dalam_kategori
from workflow_app.pesan import P_, Pesan
from workflow_app.tanggal import tambah_bulan

SATU = Decimal(1)
"""The share in work of one's own."""


class ButirBernilai(Protocol):
    """What the calculator needs to know of an activity; a catalogue row and a stored row both have it."""

    @property
    def jenjang(self) -> str | None: ...
    @property
    def angka_kredit(self) -> Decimal | None: ...
    @property
    def persen(self) -> Decimal | None: ...


@dataclass(frozen=True, slots=True)
class Faktor:
    """Share of an item's credit that an officer of some level receives; `nilai` None means not creditable."""

    nilai: Decimal | None
    perlu_surat_tugas: bool
    langkah: Langkah


@dataclass(frozen=True, slots=True)
class KreditButir:
    """Credit of one claimed activity, rounded once; zero with `dapat_dinilai` False where nothing may be credited."""

    nilai: Decimal
    dapat_dinilai: bool
    perlu_surat_tugas: bool
    langkah: tuple[Langkah, ...]
    satuan: Decimal = NOL
    """Exact credit of one unit, before the factor."""
    faktor: Decimal = NOL

    @property
    def alasan(self) -> Pesan:
        """The deciding sentence: why nothing is credited, or the product."""
        return self.langkah[-1].teks


def faktor_jenjang(aturan: Peraturan, jenjang_pegawai: str, jenjang_butir: str | None) -> Faktor:
    """The factor for work of another level: one level up or down, never further and never in the other category.

    `jenjang_butir` None is an item whose level no source tells: not creditable until somebody confirms it.
    """
    if jenjang_butir == SEMUA:
        return _faktor(aturan, "semua_jenjang")
    if jenjang_butir is None:
        return _tanpa_faktor(P_("Jenjang butir ini belum dipastikan, sehingga belum dapat dinilai."))
    if kategori(jenjang_pegawai) != kategori(jenjang_butir):
        return _tanpa_faktor(P_("Butir ini milik kategori lain, sehingga tidak dapat dinilai."))
    selisih = urutan_dalam_kategori(jenjang_butir) - urutan_dalam_kategori(jenjang_pegawai)
    kunci = {0: "setara", 1: "satu_di_atas", -1: "satu_di_bawah"}.get(selisih)
    if kunci is not None:
        return _faktor(aturan, kunci)
    teks = P_(
        "Butir %(butir)s terpaut dua jenjang atau lebih dari %(pegawai)s, sehingga tidak dapat dinilai.",
        butir=nama_jenjang(aturan, jenjang_butir),
        pegawai=nama_jenjang(aturan, jenjang_pegawai),
    )
    return _tanpa_faktor(teks, aturan.sumber("faktor.setara"))


def sekategori(kategori_butir: str, jenjang: str) -> bool:
    """Whether an item of this category of the catalogue may be claimed by an officer of the level."""
    return kategori_butir in (SEMUA, kategori(jenjang))


def kredit_butir(
    aturan: Peraturan,
    butir: ButirBernilai,
    volume: Decimal,
    jenjang_pegawai: str,
    *,
    kebutuhan_kp: Decimal | None = None,
    bagian: Decimal = SATU,
) -> KreditButir:
    """Credit of `volume` units of an activity done by an officer of `jenjang_pegawai`.

    `bagian` is his share, as a part of one, where the work was done with others.

    `kebutuhan_kp` is the credit his next rank needs; only items valued in percent ask for it, and without it (no next
    rank) they earn nothing. Raises ValueError for a negative volume.
    """
    if volume < 0:
        raise ValueError(f"volume negatif: {volume}")
    faktor = faktor_jenjang(aturan, jenjang_pegawai, butir.jenjang)
    if faktor.nilai is None:
        return _tidak_dinilai(aturan, faktor.langkah)
    langkah = [faktor.langkah]
    satuan = butir.angka_kredit
    if butir.persen is not None:
        if kebutuhan_kp is None:
            teks = P_("Butir ini bernilai persen dari kebutuhan kenaikan pangkat, tetapi tidak ada pangkat berikutnya.")
            return _tidak_dinilai(aturan, *langkah, Langkah(teks))
        langkah.append(_langkah_persen(butir.persen, kebutuhan_kp))
        satuan = langkah[-1].nilai
    if satuan is None:
        teks = P_("Angka kredit butir ini tidak diketahui, sehingga belum dapat dinilai.")
        return _tidak_dinilai(aturan, *langkah, Langkah(teks))
    nilai = bulatkan(aturan, volume * satuan * faktor.nilai * bagian)
    teks = kalimat_perkalian(volume, satuan, faktor.nilai, nilai, bagian)
    langkah.append(Langkah(teks, nilai, aturan.sumber("pembulatan.desimal")))
    return KreditButir(nilai, True, faktor.perlu_surat_tugas, tuple(langkah), satuan, faktor.nilai)


def kalimat_perkalian(volume: Decimal, satuan: Decimal, faktor: Decimal, nilai: Decimal, bagian: Decimal) -> Pesan:
    """The product that an item's credit is, with the share where it is not the whole."""
    isi = {"volume": volume, "satuan": satuan, "faktor": faktor, "nilai": nilai}
    if bagian == SATU:
        return P_("%(volume)s x %(satuan)s x %(faktor)s = %(nilai)s", **isi)
    return P_("%(volume)s x %(satuan)s x %(faktor)s x bagian %(bagian)s = %(nilai)s", bagian=bagian, **isi)


def angka_kredit_persen(persen: Decimal, kebutuhan_kp: Decimal) -> Decimal:
    """Credit of one unit of an item valued as percent of what the next rank needs; exact, not rounded."""
    return persen * kebutuhan_kp / 100


def hangus(aturan: Peraturan, selesai: dt.date, diterima: dt.date) -> bool:
    """Whether work that ended on `selesai` is void by age in a file received on `diterima`.

    Work that ended exactly the allowed time ago still counts.
    """
    return selesai < batas_hangus(aturan, diterima)


def batas_hangus(aturan: Peraturan, diterima: dt.date) -> dt.date:
    """The first day whose work still counts in a file received on `diterima`."""
    return tambah_bulan(diterima, -aturan.bulat("hangus.bulan"))


def _faktor(aturan: Peraturan, kunci: str) -> Faktor:
    jalur = f"faktor.{kunci}"
    nilai = aturan.desimal(jalur)
    kalimat = {
        "semua_jenjang": P_("Butir untuk semua jenjang: faktor %(faktor)s.", faktor=nilai),
        "setara": P_("Butir jenjang sendiri: faktor %(faktor)s.", faktor=nilai),
        "satu_di_atas": P_("Butir satu jenjang di atas: faktor %(faktor)s.", faktor=nilai),
        "satu_di_bawah": P_("Butir satu jenjang di bawah: faktor %(faktor)s.", faktor=nilai),
    }
    berbeda = kunci in ("satu_di_atas", "satu_di_bawah")
    return Faktor(
        nilai,
        berbeda and aturan.ya("faktor.surat_tugas_bila_berbeda"),
        Langkah(kalimat[kunci], nilai, aturan.sumber(jalur)),
    )


def _tanpa_faktor(teks: Pesan, sumber: str = "") -> Faktor:
    return Faktor(None, False, Langkah(teks, None, sumber))


def _tidak_dinilai(aturan: Peraturan, *langkah: Langkah) -> KreditButir:
    return KreditButir(bulatkan(aturan, NOL), False, False, langkah)


def _langkah_persen(persen: Decimal, kebutuhan_kp: Decimal) -> Langkah:
    nilai = angka_kredit_persen(persen, kebutuhan_kp)
    teks = P_(
        "%(persen)s%% dari kebutuhan kenaikan pangkat %(kebutuhan)s = %(nilai)s",
        persen=persen,
        kebutuhan=kebutuhan_kp,
        nilai=nilai,
    )
    return Langkah(teks, nilai)
