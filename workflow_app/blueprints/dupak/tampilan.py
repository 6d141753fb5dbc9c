"""What the case page of a claim shows, read from loaded rows: items by element, statements, checklist, result.

Everything here takes the claim with `dasar.LENGKAP` loaded and asks the database nothing more, unless it says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.baris_berkas import label_baris, wajib_baris
from workflow_app.errors import Alasan
from workflow_app.kalkulator.dasar import NOL
from workflow_app.kalkulator.jumlah import jumlah_per_unsur
from workflow_app.kalkulator.kelayakan import Kelayakan
from workflow_app.kedudukan import kelayakan_dupak
from workflow_app.models import AuditEntry, BarisKelengkapan, Dupak, DupakState, ItemDupak, Spmk
from workflow_app.peraturan.regime import MENUNGGU_PANGKAT, blok, judul_spmk_klaim, kode_spmk, sebutan, urai_spmk, urut
from workflow_app.peraturan.unsur import daftar_unsur, unsur
from workflow_app.permissions import Pelaku
from workflow_app.pesan import P_, Pesan
from workflow_app.plafon import Tinjauan
from workflow_app.saldo import lama_dupak
from workflow_app.services.butir import alasan_terkunci
from workflow_app.services.dupak import spmk_butir
from workflow_app.services.hitungan_butir import HitunganButir, hitungan_butir
from workflow_app.services.kembar import HasilKembar, Kembar

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
    kembar: Sequence[Kembar] = ()
    """Other items that look like the same work."""

    @property
    def hitungan(self) -> HitunganButir:
        """Factor, credit, limit, age and ceiling, each with its steps."""
        return hitungan_butir(self.item, self.tinjauan)

    @property
    def dikurangi(self) -> bool:
        """Whether less was given than claimed."""
        return self.hasil is not None and self.hasil.akhir < self.item.jumlah


@dataclass(frozen=True)
class Kelompok:
    """The items of one element, with their sums."""

    kode: str
    label: Pesan
    judul: Pesan | None = None
    """The rule set, at the first element of each block of a claim under two."""
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
    kembar: HasilKembar | None = None,
) -> list[Kelompok]:
    """Items in the order of the form, a block per rule set; elements without items are left out."""
    hasil = hasil_per_butir(dupak)
    regime = urut({b.aturan for b in dupak.butir})
    kelompok = {
        (aturan.kunci, u.kode): Kelompok(f"{aturan.kunci}-{u.kode}", Pesan(u.label))
        for aturan in regime
        for u in daftar_unsur(aturan, dupak.kategori)
    }
    for item in dupak.butir:
        kurang = [a for a in kekurangan if a.tempat == f"butir-{item.id}"]
        terbuka = not alasan_terkunci(dupak, item, pelaku)
        ganda = kembar.pada(item.id) if kembar else ()
        kelompok[item.aturan, item.unsur].baris.append(
            BarisButir(item, terbuka, kurang, hasil.get(item.id), (tinjauan or {}).get(item.id), ganda)
        )
    berisi = {tempat: k for tempat, k in kelompok.items() if k.baris}
    if len(regime) == 1:
        return list(berisi.values())
    pertama = dict(reversed(berisi))
    return [
        replace(k, judul=sebutan(peraturan.kunci(kunci), dupak.aturan)) if pertama[kunci] == kode else k
        for (kunci, kode), k in berisi.items()
    ]


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
    per_surat: dict[str, list[ItemDupak]] = {}
    for item in dupak.butir:
        per_surat.setdefault(spmk_butir(item), []).append(item)
    regime = urut({dupak.aturan, *(b.aturan for b in dupak.butir)})
    urutan = [kode_spmk(dupak.aturan, a, kode) for a in regime for kode in a.anak("spmk")]
    return [
        BarisSpmk(s, _label_spmk(dupak, s), per_surat.get(s.unsur, []))
        for s in sorted(dupak.spmk, key=lambda s: urutan.index(s.unsur) if s.unsur in urutan else len(urutan))
    ]


def _label_spmk(dupak: Dupak, satu: Spmk) -> Pesan:
    aturan, _ = urai_spmk(dupak.aturan, satu.unsur)
    judul = Pesan(judul_spmk_klaim(dupak.aturan, satu.unsur))
    if aturan.kunci == dupak.aturan:
        return judul
    return P_("%(judul)s (peraturan %(kunci)s)", judul=judul, kunci=aturan.kunci)


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
            label_baris(prosedur, b),
            wajib_baris(prosedur, b),
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
    menunggu_pangkat: str | None
    """The rank that a level waits for though the credit suffices."""


@dataclass(frozen=True)
class Hapak:
    """The result of a claim as its officer reads it: the block of its rule set, and those of older ones before it."""

    baris: list[BarisHapak]
    jumlah: BarisHapak
    syarat: list[Syarat]
    tabungan: bool
    judul: Pesan | None = None
    """The rule set, where there are two blocks."""
    lain: Sequence["Hapak"] = ()

    @property
    def blok(self) -> list["Hapak"]:
        """Every block, the oldest rule set first."""
        return [*self.lain, self]


def hapak(dupak: Dupak, hasil: Mapping[str, Any], jumlah: Pesan) -> Hapak:
    """A stored result in words; `jumlah` is the label of the sum."""
    *lain, utama = [_blok_hapak(dupak, satu, jumlah, hasil["tabungan"]) for satu in blok(hasil)]
    return replace(utama, lain=lain, judul=utama.judul if lain else None)


def _blok_hapak(dupak: Dupak, hasil: Mapping[str, Any], jumlah: Pesan, tabungan: bool) -> Hapak:
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
                s.get(MENUNGGU_PANGKAT),
            )
            for s in hasil["kelayakan"]["syarat"]
        ],
        tabungan,
        sebutan(aturan, dupak.aturan),
    )


def _baris_hapak(label: Pesan, isi: Mapping[str, str]) -> BarisHapak:
    return BarisHapak(label, *(Decimal(isi[k]) for k in ("lama", "usulan", "baru", "jumlah")))


@dataclass(frozen=True)
class Perkiraan:
    """What the claim would suffice for if every item were given in full."""

    lama: Decimal
    usulan: Decimal
    kelayakan: Kelayakan
    judul: Pesan | None
    """The rule set, where the claim stands under two."""

    @property
    def jumlah(self) -> Decimal:
        """Old credit and claim together."""
        return self.lama + self.usulan


def perkiraan(session: Session, dupak: Dupak) -> list[Perkiraan]:
    """Measure the claim as it stands against the next rank and level, per rule set; one query for the old credit."""
    semua = lama_dupak(session, dupak)
    regime = urut({dupak.aturan, *(b.aturan for b in dupak.butir)})
    hasil = []
    for aturan in regime:
        diusulkan = ((b.unsur, b.jumlah) for b in dupak.butir if b.aturan == aturan.kunci)
        baru = jumlah_per_unsur(aturan, dupak.kategori, diusulkan).per_unsur
        lama = {kode: nilai for kode, nilai in semua.get(aturan.kunci, {}).items() if kode in baru}
        layak = kelayakan_dupak(dupak, aturan, lama, baru)
        judul = sebutan(aturan, dupak.aturan) if len(regime) > 1 else None
        hasil.append(Perkiraan(sum(lama.values(), NOL), sum(baru.values(), NOL), layak, judul))
    return hasil


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
