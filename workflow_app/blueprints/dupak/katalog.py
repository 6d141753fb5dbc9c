"""Catalogue items as an officer sees them in his search: level, worth, and whether he may claim them."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.blueprints.dupak.dasar import jenjang_ringkas
from workflow_app.errors import MasukanSalah
from workflow_app.kalkulator.butir import faktor_jenjang
from workflow_app.models import ButirKegiatan, Dupak, ItemDupak
from workflow_app.peraturan.jenjang import SEMUA
from workflow_app.peraturan.katalog.cari import AWALAN, EJAAN, PADANAN, PERSIS, SEKERABAT, Temuan, potongan
from workflow_app.peraturan.regime import regime_masa
from workflow_app.peraturan.unsur import unsur
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.plafon import batas_berlaku, sebab_katalog
from workflow_app.services.butir import hitung_butir, katalog_klaim, tanpa_nilai
from workflow_app.services.cari_katalog import HasilCari, cari_untuk

BATAS_PERNAH = 5
SATU = Decimal(1)
LABEL_CARA: Mapping[str, str] = {
    PERSIS: N_("kata yang sama"),
    SEKERABAT: N_("kata dasar yang sama"),
    AWALAN: N_("awal kata"),
    PADANAN: N_("padanan kata"),
    EJAAN: N_("ejaan yang mirip"),
}


@dataclass(frozen=True)
class Pilihan:
    """One catalogue item for one claim. `satuan` and `faktor` are None where it earns nothing; `alasan` tells why."""

    butir: ButirKegiatan
    unsur: Pesan
    jenjang: Pesan
    satuan: Decimal | None
    faktor: Decimal | None
    perlu_surat_tugas: bool
    alasan: Pesan | None
    jenjang_sendiri: bool
    """Whether its level is that of the officer, or of all."""
    sebab_tak_pasti: Sequence[Pesan]
    batas: Decimal | None
    """Units per year that earn credit, by the catalogue's words or confirmed."""
    temuan: Temuan | None = None
    """Why the search found it."""

    @property
    def tanpa_nilai(self) -> bool:
        """Whether it counts 0 until somebody confirms its value or level."""
        return tanpa_nilai(self.butir)

    @property
    def judul(self) -> list[tuple[str, bool]]:
        """The title in pieces, each with whether the search found it there."""
        return potongan(self.butir.uraian, self.temuan.kata if self.temuan else frozenset())

    @property
    def cocok_karena(self) -> list[tuple[str, str, str]]:
        """What was typed, what it met, and how they are related; only where that is not plain to see."""
        sebab = self.temuan.sebab if self.temuan else ()
        return [(s.dicari, s.ditemukan, LABEL_CARA[s.cara]) for s in sebab if s.dicari != s.ditemukan]

    @property
    def dapat_diusulkan(self) -> bool:
        """Whether it earns credit for this officer."""
        return self.alasan is None


def pilihan(dupak: Dupak, butir: ButirKegiatan, temuan: Temuan | None = None) -> Pilihan:
    """The item as this claim's officer may claim it."""
    aturan = peraturan.kunci(butir.aturan)
    faktor = faktor_jenjang(aturan, dupak.jenjang, butir.jenjang)
    satuan, alasan = None, None
    try:
        satuan, _, _ = hitung_butir(dupak, butir, SATU)
        if butir.ditutup_mulai is not None and butir.ditutup_mulai <= dupak.masa_mulai:
            satuan, alasan = None, P_("Butir ini ditutup mulai %(mulai)s.", mulai=butir.ditutup_mulai)
    except MasukanSalah as galat:
        alasan = next(iter(galat.galat.values()))
    return Pilihan(
        butir,
        Pesan(unsur(aturan, butir.unsur).label),
        jenjang_ringkas(aturan, butir.jenjang),
        satuan,
        faktor.nilai,
        faktor.perlu_surat_tugas,
        alasan,
        butir.jenjang in {SEMUA, dupak.jenjang},
        sebab_katalog(butir, aturan),
        batas_berlaku(butir),
        temuan,
    )


@dataclass(frozen=True)
class Hasil:
    """A page of the search as the officer sees it."""

    halaman: HasilCari
    daftar: Sequence[Pilihan]


def cari(session: Session, dupak: Dupak, kata: str, aturan: str, *, mulai: int = 0, tertutup: bool = False) -> Hasil:
    """What fits the words in a catalogue of the claim: his own level first, what he may not claim last.

    Nothing for no words.
    """
    halaman = cari_untuk(session, dupak, kata, aturan=aturan, mulai=mulai, tertutup=tertutup)
    return Hasil(halaman, [pilihan(dupak, k.butir, k.temuan) for k in halaman.daftar])


@dataclass(frozen=True)
class Masa:
    """A catalogue of the claim, told by the days on which the work ended."""

    aturan: str
    mulai: dt.date
    selesai: dt.date


def pilihan_masa(dupak: Dupak) -> list[Masa]:
    """The catalogues that the work period touches, the oldest first; nearly always one."""
    return [
        Masa(a.kunci, max(a.berlaku_mulai, dupak.masa_mulai), min(a.berlaku_sampai, dupak.masa_selesai))
        for a in regime_masa(dupak.masa_mulai, dupak.masa_selesai)
    ]


def pernah_diusulkan(session: Session, dupak: Dupak) -> list[Pilihan]:
    """The catalogue items that the officer claimed last, the newest first."""
    terakhir = (
        select(ItemDupak.butir_id)
        .join(Dupak)
        .where(Dupak.subjek_id == dupak.subjek_id, ItemDupak.aturan.in_(katalog_klaim(dupak)))
        .order_by(ItemDupak.id.desc())
        .limit(BATAS_PERNAH * 4)
    )
    ids = list(dict.fromkeys(session.scalars(terakhir)))[:BATAS_PERNAH]
    return [
        pilihan(dupak, b)
        for b in _menurut(ids, session.scalars(select(ButirKegiatan).where(ButirKegiatan.id.in_(ids))))
    ]


def _menurut(ids: list[int], daftar: Iterable[ButirKegiatan]) -> list[ButirKegiatan]:
    return sorted(daftar, key=lambda b: ids.index(b.id))
