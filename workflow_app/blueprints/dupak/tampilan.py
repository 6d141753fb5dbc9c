"""What the case page of a claim shows, read from loaded rows: items by element, statements, checklist, result.

Everything here takes the claim with `dasar.LENGKAP` loaded and asks the database nothing more, unless it says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.errors import Alasan
from workflow_app.kalkulator.dasar import NOL
from workflow_app.kalkulator.jumlah import jumlah_per_unsur
from workflow_app.kalkulator.kelayakan import Kelayakan, kelayakan
from workflow_app.models import AuditEntry, BarisKelengkapan, Dupak, DupakState, ItemDupak, Spmk
from workflow_app.peraturan.unsur import daftar_unsur, judul_spmk, unsur
from workflow_app.permissions import Pelaku
from workflow_app.pesan import Pesan
from workflow_app.plafon import Tinjauan
from workflow_app.saldo import saldo
from workflow_app.services.butir import alasan_terkunci

DIPUTUS = frozenset({DupakState.DIPUTUSKAN, DupakState.SELESAI})


@dataclass(frozen=True)
class HasilButir:
    """The decided mark of an item and why it differs from the claim."""

    akhir: Decimal
    cara: str
    alasan: str


@dataclass(frozen=True)
class BarisButir:
    """One item: whether the reader may change it now, what it still lacks, and what was decided."""

    item: ItemDupak
    terbuka: bool
    kekurangan: Sequence[Alasan]
    hasil: HasilButir | None
    tinjauan: Tinjauan | None = None
    """What the catalogue says of it today: uncertain, near or above its yearly limit."""

    @property
    def dikurangi(self) -> bool:
        """Whether less was given than claimed."""
        return self.hasil is not None and self.hasil.akhir < self.item.jumlah


@dataclass(frozen=True)
class Kelompok:
    """The items of one element, with their sums."""

    kode: str
    label: Pesan
    baris: list[BarisButir] = field(default_factory=list)

    @property
    def usulan(self) -> Decimal:
        """Credit claimed."""
        return sum((b.item.jumlah for b in self.baris), NOL)

    @property
    def akhir(self) -> Decimal:
        """Credit decided."""
        return sum((b.hasil.akhir for b in self.baris if b.hasil), NOL)


def hasil_per_butir(dupak: Dupak) -> dict[int, HasilButir]:
    """Decided marks by item, none while no decision stands."""
    if dupak.state not in DIPUTUS or not dupak.hasil:
        return {}
    return {b["item_id"]: HasilButir(Decimal(b["akhir"]), b["cara"], b["alasan"]) for b in dupak.hasil["butir"]}


def kelompok_butir(
    dupak: Dupak,
    pelaku: Pelaku,
    kekurangan: Sequence[Alasan] = (),
    tinjauan: Mapping[int, Tinjauan] | None = None,
) -> list[Kelompok]:
    """Items in the order of the form; elements without items are left out."""
    aturan = peraturan.kunci(dupak.aturan)
    hasil = hasil_per_butir(dupak)
    kelompok = {u.kode: Kelompok(u.kode, Pesan(u.label)) for u in daftar_unsur(aturan, dupak.kategori)}
    for item in dupak.butir:
        kurang = [a for a in kekurangan if a.tempat == f"butir-{item.id}"]
        terbuka = not alasan_terkunci(dupak, item, pelaku)
        kelompok[item.unsur].baris.append(
            BarisButir(item, terbuka, kurang, hasil.get(item.id), (tinjauan or {}).get(item.id))
        )
    return [k for k in kelompok.values() if k.baris]


@dataclass(frozen=True)
class BarisSpmk:
    """A statement of activities with what it vouches for."""

    spmk: Spmk
    label: Pesan
    butir: list[ItemDupak]

    @property
    def jumlah(self) -> Decimal:
        """Credit of its activities."""
        return sum((b.jumlah for b in self.butir), NOL)


def daftar_spmk(dupak: Dupak) -> list[BarisSpmk]:
    """The statements in the order of the rule set."""
    aturan = peraturan.kunci(dupak.aturan)
    per_surat: dict[str, list[ItemDupak]] = {}
    for item in dupak.butir:
        per_surat.setdefault(unsur(aturan, item.unsur).spmk, []).append(item)
    urutan = list(aturan.anak("spmk"))
    return [
        BarisSpmk(s, Pesan(judul_spmk(aturan, s.unsur)), per_surat.get(s.unsur, []))
        for s in sorted(dupak.spmk, key=lambda s: urutan.index(s.unsur))
    ]


@dataclass(frozen=True)
class BarisPeriksa:
    """A line of the intake checklist in words."""

    baris: BarisKelengkapan
    label: Pesan
    wajib: bool


def daftar_periksa(dupak: Dupak, pelaku: Pelaku) -> list[BarisPeriksa]:
    """The checklist as the procedure in force words it."""
    prosedur = peraturan.prosedur(pelaku.hari_ini)
    return [
        BarisPeriksa(
            b,
            Pesan(prosedur.teks(f"daftar_periksa.dupak.{b.kode}.label")),
            prosedur.ya(f"daftar_periksa.dupak.{b.kode}.wajib"),
        )
        for b in dupak.kelengkapan
    ]


@dataclass(frozen=True)
class BarisHapak:
    """One row of the result: old credit, claim, new credit, sum."""

    label: Pesan
    lama: Decimal
    usulan: Decimal
    baru: Decimal
    jumlah: Decimal


@dataclass(frozen=True)
class Syarat:
    """What the sum was measured against."""

    jenis: str
    tujuan: str
    diperlukan: Decimal
    dimiliki: Decimal
    kekurangan: Decimal
    memenuhi: bool


@dataclass(frozen=True)
class Hapak:
    """The result of a claim as its officer reads it."""

    baris: list[BarisHapak]
    jumlah: BarisHapak
    syarat: list[Syarat]
    tabungan: bool


def hapak(dupak: Dupak, hasil: Mapping[str, Any], jumlah: Pesan) -> Hapak:
    """A stored result in words; `jumlah` is the label of the sum."""
    aturan = peraturan.kunci(hasil["aturan"])
    return Hapak(
        [_baris_hapak(Pesan(unsur(aturan, kode).label), isi) for kode, isi in hasil["baris"].items()],
        _baris_hapak(jumlah, hasil["jumlah"]),
        [
            Syarat(
                s["jenis"],
                s["tujuan"],
                Decimal(s["diperlukan"]),
                Decimal(s["dimiliki"]),
                Decimal(s["kekurangan"]),
                s["memenuhi"],
            )
            for s in hasil["kelayakan"]["syarat"]
        ],
        hasil["tabungan"],
    )


def _baris_hapak(label: Pesan, isi: Mapping[str, str]) -> BarisHapak:
    return BarisHapak(label, *(Decimal(isi[k]) for k in ("lama", "usulan", "baru", "jumlah")))


@dataclass(frozen=True)
class Perkiraan:
    """What the claim would suffice for if every item were given in full."""

    lama: Decimal
    usulan: Decimal
    kelayakan: Kelayakan

    @property
    def jumlah(self) -> Decimal:
        """Old credit and claim together."""
        return self.lama + self.usulan


def perkiraan(session: Session, dupak: Dupak) -> Perkiraan:
    """Measure the claim as it stands against the next rank and level; one query for the old credit."""
    aturan = peraturan.kunci(dupak.aturan)
    baru = jumlah_per_unsur(aturan, dupak.kategori, ((b.unsur, b.jumlah) for b in dupak.butir)).per_unsur
    semua = saldo(session, dupak.subjek_id, dupak.aturan, kecuali_dupak=dupak.id)
    lama = {kode: nilai for kode, nilai in semua.items() if kode in baru}
    layak = kelayakan(aturan, lama, baru, golongan=dupak.golongan, jenjang=dupak.jenjang)
    return Perkiraan(sum(lama.values(), NOL), sum(baru.values(), NOL), layak)


def catatan_pengembalian(session: Session, dupak: Dupak) -> AuditEntry | None:
    """The act that sent the claim back last, with its remark; one query, and only for a claim that was sent back."""
    if dupak.state is not DupakState.DIKEMBALIKAN:
        return None
    return session.scalars(
        select(AuditEntry)
        .where(AuditEntry.workflow == "dupak", AuditEntry.object_id == dupak.id, AuditEntry.to_state == "dikembalikan")
        .order_by(AuditEntry.seq.desc())
        .limit(1)
    ).first()
