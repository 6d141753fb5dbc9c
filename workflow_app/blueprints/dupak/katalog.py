"""Catalogue items as an officer sees them in his search: level, worth, and whether he may claim them."""

from collections.abc import Iterable
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
from workflow_app.peraturan.unsur import unsur
from workflow_app.pesan import Pesan
from workflow_app.services.butir import cari_butir, hitung_butir

BATAS_CARI = 25
BATAS_PERNAH = 5
SATU = Decimal(1)


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

    @property
    def dapat_diusulkan(self) -> bool:
        """Whether it earns credit for this officer."""
        return self.alasan is None


def pilihan(dupak: Dupak, butir: ButirKegiatan) -> Pilihan:
    """The item as this claim's officer may claim it."""
    aturan = peraturan.kunci(dupak.aturan)
    faktor = faktor_jenjang(aturan, dupak.jenjang, butir.jenjang)
    satuan, alasan = None, None
    try:
        satuan, _, _ = hitung_butir(dupak, butir, SATU)
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
    )


def cari(session: Session, dupak: Dupak, kata: str) -> list[Pilihan]:
    """What fits the words; those that earn credit first, otherwise in the catalogue's order. Nothing for no words."""
    if not kata.strip():
        return []
    temuan = (pilihan(dupak, b) for b in cari_butir(session, dupak, kata, BATAS_CARI))
    return sorted(temuan, key=lambda p: not p.dapat_diusulkan)


def pernah_diusulkan(session: Session, dupak: Dupak) -> list[Pilihan]:
    """The catalogue items that the officer claimed last, the newest first."""
    terakhir = (
        select(ItemDupak.butir_id)
        .join(Dupak)
        .where(Dupak.subjek_id == dupak.subjek_id, Dupak.aturan == dupak.aturan)
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
