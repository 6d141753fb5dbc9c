"""A claims sheet brought into a draft: first looked at row by row, then added whole or not at all."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflow_app import lembar_klaim, peraturan
from workflow_app.errors import MasukanSalah
from workflow_app.kalkulator.dasar import NOL
from workflow_app.kalkulator.kelayakan import langkah_kp
from workflow_app.lembar_klaim import BarisKlaim, GalatBaris
from workflow_app.models import ButirKegiatan, Dupak
from workflow_app.peraturan import Peraturan
from workflow_app.peraturan.regime import regime_masa
from workflow_app.permissions import Pelaku
from workflow_app.pesan import P_, Pesan
from workflow_app.plafon import Pemakaian, ukur_batas
from workflow_app.services.butir import BUTIR_TERBANYAK, IsiButir, hitung_butir, pesan_melintasi, tambah_butir
from workflow_app.services.versi import pastikan_versi

Kegiatan = tuple[str, dt.date, dt.date, Decimal]
"""Code, first and last day, volume: what makes two rows the same activity."""


@dataclass(frozen=True)
class BarisPratinjau:
    """One readable row: its catalogue item and credit, None where there is none."""

    klaim: BarisKlaim
    butir: ButirKegiatan | None
    nilai: Decimal | None
    kembar: bool
    """The claim has the same activity already: allowed, but seldom meant."""


@dataclass(frozen=True)
class Pratinjau:
    """What a sheet would bring, and everything that stands against it."""

    baris: tuple[BarisPratinjau, ...]
    galat: tuple[GalatBaris, ...]
    asumsi: tuple[Pesan, ...]
    kolom_diabaikan: tuple[str, ...]

    @property
    def dapat_ditambahkan(self) -> bool:
        """Whether the sheet is without fault and holds at least one row."""
        return bool(self.baris) and not self.galat

    @property
    def jumlah(self) -> Decimal:
        """Credit of all rows together."""
        return sum((b.nilai for b in self.baris if b.nilai is not None), NOL)

    @property
    def baris_salah(self) -> frozenset[int]:
        """Numbers of the rows that have a fault."""
        return frozenset(g.baris for g in self.galat if g.baris is not None)


class _Katalog:
    """The catalogue of the database, as far as a sheet asks for it."""

    def __init__(self, session: Session, aturan: str, kode: Iterable[str]) -> None:
        dicari = {k.strip().lower() for k in kode}
        daftar = session.scalars(
            select(ButirKegiatan).where(ButirKegiatan.aturan == aturan, func.lower(ButirKegiatan.kode).in_(dicari))
        )
        self._per_kode = {b.kode.lower(): b for b in daftar}

    def butir(self, kode: str) -> ButirKegiatan | None:
        """See lembar_klaim.SumberButir."""
        return self._per_kode.get(kode.strip().lower())

    def terbatas(self) -> set[str]:
        """The codes whose yearly limit somebody has confirmed."""
        return {b.kode for b in self._per_kode.values() if b.batas_dikonfirmasi is not None}


def pratinjau(session: Session, dupak: Dupak, isi: bytes) -> Pratinjau:
    """Read a sheet and hold every row against catalogue, rules and masa. Never raises for what is in it.

    Each row is looked up in the catalogue of the day on which its work ended.
    """
    lembar = lembar_klaim.baca(isi)
    regime = regime_masa(dupak.masa_mulai, dupak.masa_selesai)
    katalog = {a.kunci: _Katalog(session, a.kunci, (b.kode_butir for b in lembar.baris)) for a in regime}
    baris, galat = [], [*lembar.galat, *_terlalu_banyak(dupak, len(lembar.baris))]
    ada = {(b.kode, b.tanggal_mulai, b.tanggal_selesai, b.volume) for b in dupak.butir}
    pemakaian = Pemakaian(session, dupak, {kode for satu in katalog.values() for kode in satu.terbatas()})
    for b in dupak.butir:
        pemakaian.tambah(b.kode, b.tanggal_selesai, b.volume - b.volume_lebih)
    for klaim in lembar.baris:
        # A row outside the period is shown with the catalogue of the claim; its date is the fault that counts.
        aturan = next((a for a in regime if a.berlaku_pada(klaim.tanggal_selesai)), peraturan.kunci(dupak.aturan))
        galat += _periksa(dupak, klaim, aturan, katalog[aturan.kunci])
        baris.append(_baris(dupak, klaim, katalog[aturan.kunci].butir(klaim.kode_butir), ada, pemakaian))
    return Pratinjau(
        tuple(baris), tuple(sorted(galat, key=lambda g: g.baris or 0)), lembar.asumsi, lembar.kolom_diabaikan
    )


def _periksa(dupak: Dupak, klaim: BarisKlaim, aturan: Peraturan, katalog: _Katalog) -> Iterator[GalatBaris]:
    yield from lembar_klaim.periksa_baris(
        klaim,
        aturan,
        katalog,
        jenjang=dupak.jenjang,
        masa=(dupak.masa_mulai, dupak.masa_selesai),
        kebutuhan_kp=langkah_kp(aturan, golongan=dupak.golongan, jenjang=dupak.jenjang),
    )
    if dupak.masa_mulai <= klaim.tanggal_mulai < aturan.berlaku_mulai <= klaim.tanggal_selesai:
        yield GalatBaris(klaim.nomor, "tanggal_mulai", pesan_melintasi(aturan.berlaku_mulai))


def _terlalu_banyak(dupak: Dupak, baris: int) -> Iterator[GalatBaris]:
    sisa = max(0, BUTIR_TERBANYAK - len(dupak.butir))
    if baris > sisa:
        pesan = P_(
            "Satu DUPAK memuat paling banyak %(batas)s butir; masih ada tempat untuk %(sisa)s.",
            batas=BUTIR_TERBANYAK,
            sisa=sisa,
        )
        yield GalatBaris(None, "", pesan)


def _baris(
    dupak: Dupak, klaim: BarisKlaim, butir: ButirKegiatan | None, ada: set[Kegiatan], pemakaian: Pemakaian
) -> BarisPratinjau:
    if butir is None:
        return BarisPratinjau(klaim, None, None, False)
    volume = klaim.volume
    if butir.batas_dikonfirmasi is not None:
        batas = ukur_batas(butir, volume, pemakaian.terpakai(butir.kode, klaim.tanggal_selesai))
        volume = batas.diakui if batas else volume
        pemakaian.tambah(butir.kode, klaim.tanggal_selesai, volume)
    try:
        _, _, nilai = hitung_butir(dupak, butir, volume)
    except MasukanSalah:  # the fault stands among the sheet's already
        return BarisPratinjau(klaim, butir, None, False)
    kembar = (butir.kode, klaim.tanggal_mulai, klaim.tanggal_selesai, klaim.volume) in ada
    return BarisPratinjau(klaim, butir, nilai, kembar)


def impor(session: Session, dupak: Dupak, isi: bytes, *, oleh: Pelaku, seen_version: int | None = None) -> int:
    """Add every row of the sheet to the claim; returns how many. Raises MasukanSalah, Refused, Conflict.

    The sheet is read and checked anew: what the person saw in the preview is not taken on trust.
    """
    pastikan_versi(dupak, seen_version)
    hasil = pratinjau(session, dupak, isi)
    if not hasil.dapat_ditambahkan:
        raise MasukanSalah({"lembar": P_("Lembar ini belum dapat ditambahkan. Perbaiki barisnya, lalu unggah lagi.")})
    for baris in hasil.baris:
        if baris.butir is not None:
            tambah_butir(session, dupak, _isi(baris.klaim, baris.butir), oleh=oleh)
    return len(hasil.baris)


def _isi(klaim: BarisKlaim, butir: ButirKegiatan) -> IsiButir:
    return IsiButir(
        butir_id=butir.id,
        volume=klaim.volume,
        tanggal_mulai=klaim.tanggal_mulai,
        tanggal_selesai=klaim.tanggal_selesai,
        surat_tugas=klaim.surat_tugas,
        tempat_bukti=klaim.bukti,
        keterangan="" if klaim.uraian == butir.uraian else klaim.uraian,
    )
