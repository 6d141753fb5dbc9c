"""The catalogue of activities in the database: loading, changing and confirming it, always by a new version.

Every change goes through `terapkan`: the item's columns, its next version and the act that caused it are written
together. Nothing is ever removed; an item that is no longer to be claimed is closed from a day on.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session, joinedload

from workflow_app import audit
from workflow_app.errors import Alasan, Conflict, MasukanSalah, Refused
from workflow_app.models import (
    ButirKegiatan,
    Dupak,
    ItemDupak,
    PerubahanKatalog,
    TindakanKatalog,
    VersiButir,
)
from workflow_app.models.dupak import DUPAK_LEPAS
from workflow_app.peraturan.katalog import Butir, katalog
from workflow_app.permissions import Pelaku, boleh_ubah_katalog
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.services import catatan
from workflow_app.waktu import utcnow

REGIME_BERKATALOG = ("R2003", "R2020")
BUKAN_ISI = frozenset({"id", "aturan", "kode", "versi"})
"""Columns that name an item or count its versions, and so are no part of a version."""
PENENTU_NILAI = frozenset({"angka_kredit", "persen", "jenjang"})
"""Columns whose change makes the value uncertain until it is confirmed again."""
ANGKA_TERBESAR = Decimal(10_000)
SEKALI = 100
"""Versions that are read at a time."""
ATURAN_UBAH = N_("pengelolaan katalog: administrator mengubah dan mengonfirmasi, dengan alasan dan namanya")
ATURAN_SENDIRI = N_("pemisahan tugas: tidak seorang pun memutus perkaranya sendiri")
LABEL_KOLOM: Mapping[str, str] = {
    "uraian": N_("Uraian"),
    "kategori": N_("Kategori"),
    "jenjang": N_("Jenjang"),
    "jenjang_disimpulkan": N_("Jenjang disimpulkan"),
    "unsur": N_("Unsur"),
    "sub_unsur": N_("Sub unsur"),
    "satuan_hasil": N_("Satuan hasil"),
    "angka_kredit": N_("Angka kredit"),
    "persen": N_("Persen dari kebutuhan pangkat"),
    "pasti": N_("Nilai pasti"),
    "sumber_ak": N_("Sumber nilai"),
    "jenis": N_("Jenis kegiatan"),
    "bukti_fisik": N_("Bukti fisik"),
    "kode_resmi": N_("Kode resmi"),
    "batas_tahunan": N_("Batas tahunan menurut sumber"),
    "batas_dikonfirmasi": N_("Batas tahunan yang dikonfirmasi"),
    "catatan": N_("Catatan"),
    "ditutup_mulai": N_("Ditutup mulai"),
}


@dataclass(frozen=True)
class Dasar:
    """Why a person changes the catalogue, and the document that shows it."""

    alasan: str
    sumber: str = ""


@dataclass(frozen=True)
class Beda:
    """One column of an item before and after."""

    kolom: str
    lama: Any
    baru: Any

    @property
    def label(self) -> str:
        """The column in words, for translation."""
        return LABEL_KOLOM.get(self.kolom, self.kolom)


def muat_katalog(session: Session, hari_ini: dt.date | None = None) -> int:
    """Load every shipped catalogue that the database does not hold yet; returns how many items were added."""
    jumlah = 0
    for regime in REGIME_BERKATALOG:
        if session.scalar(select(func.count()).select_from(ButirKegiatan).where(ButirKegiatan.aturan == regime)):
            continue
        bawaan = katalog(regime)
        perubahan = PerubahanKatalog(
            aturan=regime,
            tindakan=TindakanKatalog.MUAT,
            tanggal=hari_ini or utcnow().date(),
            alasan="Katalog bawaan aplikasi.",
            sumber="Salinan juknis dan lampiran peraturan; sumber setiap nilai tercatat pada butirnya.",
            berkas_sha256=bawaan.sidik,
        )
        session.add(perubahan)
        baris = [ButirKegiatan(aturan=regime, kode=butir.kode, versi=1, **kolom_butir(butir)) for butir in bawaan]
        session.add_all(baris)
        session.flush()
        session.add_all(VersiButir(butir_id=b.id, nomor=1, perubahan_id=perubahan.id, isi=potret(b)) for b in baris)
        jumlah += len(baris)
    session.flush()
    return jumlah


def kolom_butir(butir: Butir) -> dict[str, Any]:
    """The columns of a stored item that a row of a catalogue file fills."""
    return {
        "kategori": butir.kategori,
        "jenjang": butir.jenjang,
        "jenjang_disimpulkan": butir.jenjang_disimpulkan,
        "unsur": butir.unsur,
        "sub_unsur": butir.sub_unsur,
        "uraian": butir.uraian,
        "satuan_hasil": butir.satuan_hasil,
        "angka_kredit": butir.angka_kredit,
        "persen": butir.persen,
        "pasti": butir.pasti,
        "sumber_ak": butir.sumber_ak,
        "jenis": butir.kind,
        "bukti_fisik": butir.bukti_fisik,
        "kode_resmi": butir.kode_resmi,
        "batas_tahunan": butir.batas_tahunan,
        "catatan": butir.catatan,
    }


def potret(butir: Any) -> dict[str, Any]:
    """The columns of an item, or of a row with them, as a version keeps them: figures and dates as text."""
    kolom = (k.key for k in inspect(ButirKegiatan).column_attrs if k.key not in BUKAN_ISI)
    return {nama: _polos(getattr(butir, nama)) for nama in kolom}


def _polos(nilai: object) -> Any:
    if isinstance(nilai, Decimal):
        return f"{nilai.normalize() + 0:f}"
    return nilai.isoformat() if isinstance(nilai, dt.date) else nilai


def beda(lama: Mapping[str, Any], baru: Mapping[str, Any]) -> list[Beda]:
    """Where two versions (`potret`) differ, in the order of the columns; what only one of them has counts as empty."""
    kosong = (None, "")
    return [
        Beda(k, lama.get(k), baru.get(k))
        for k in LABEL_KOLOM
        if lama.get(k) != baru.get(k) and not (lama.get(k) in kosong and baru.get(k) in kosong)
    ]


# Changes by people


def pastikan_boleh(session: Session, oleh: Pelaku, butir: Iterable[ButirKegiatan] = ()) -> None:
    """Raises Refused for anybody but an administrator, and for one who himself claims one of the items."""
    if not boleh_ubah_katalog(oleh):
        pesan = P_("Katalog diubah dan dikonfirmasi oleh administrator.")
        raise Refused([Alasan(pesan, Pesan(ATURAN_UBAH), tentang_hak=True)])
    milik = session.scalars(
        select(ItemDupak.kode)
        .join(Dupak, ItemDupak.dupak_id == Dupak.id)
        .where(
            Dupak.subjek_id == oleh.pegawai_id,
            Dupak.state.not_in(DUPAK_LEPAS),
            ItemDupak.butir_id.in_([b.id for b in butir]),
        )
        .limit(1)
    ).first()
    if milik is not None:
        pesan = P_("Butir %(kode)s ada pada DUPAK Anda sendiri. Minta administrator lain.", kode=milik)
        raise Refused([Alasan(pesan, Pesan(ATURAN_SENDIRI), tentang_hak=True)])


@contextmanager
def catat_perubahan(
    session: Session,
    aturan: str,
    tindakan: TindakanKatalog,
    dasar: Dasar,
    oleh: Pelaku,
    *,
    berkas_sha256: str | None = None,
) -> Iterator[PerubahanKatalog]:
    """The act, in the catalogue's own history and in the record of administrators; the block makes its versions.

    The note is written last, so that it keeps their hash. Raises MasukanSalah: no reason.
    """
    if not dasar.alasan.strip():
        raise MasukanSalah({"alasan": P_("Tuliskan alasan perubahan ini.")})
    perubahan = PerubahanKatalog(
        aturan=aturan,
        tindakan=tindakan,
        tanggal=oleh.hari_ini,
        oleh_id=oleh.pegawai_id,
        alasan=dasar.alasan.strip(),
        sumber=dasar.sumber.strip(),
        berkas_sha256=berkas_sha256,
    )
    session.add(perubahan)
    session.flush()
    yield perubahan
    session.flush()
    isi = {**catatan.potret(perubahan), catatan.SIDIK_VERSI: sidik_versi(session, perubahan.id)}
    catatan.catat(session, "tambah", perubahan, oleh, isi)


def sidik_versi(session: Session, perubahan_id: int) -> str:
    """Hash of everything that an act made of items: their codes, the numbers of their versions, and what is in them."""
    query = (
        select(ButirKegiatan.aturan, ButirKegiatan.kode, VersiButir.nomor, VersiButir.isi)
        .join(ButirKegiatan, ButirKegiatan.id == VersiButir.butir_id)
        .where(VersiButir.perubahan_id == perubahan_id)
        .order_by(VersiButir.id)
    )
    hasil = hashlib.sha256()
    for baris in session.execute(query).yield_per(SEKALI):
        hasil.update(f"{audit.kanonik(list(baris))}\n".encode())
    return hasil.hexdigest()


def terapkan(session: Session, perubahan: PerubahanKatalog, butir: ButirKegiatan, nilai: Mapping[str, Any]) -> None:
    """Give an item these values as its next version. The only place that changes a stored item."""
    for kolom, isi in nilai.items():
        setattr(butir, kolom, isi)
    butir.versi += 1
    session.flush()
    session.add(VersiButir(butir_id=butir.id, nomor=butir.versi, perubahan_id=perubahan.id, isi=potret(butir)))
    session.flush()


def tambah(session: Session, perubahan: PerubahanKatalog, kode: str, nilai: Mapping[str, Any]) -> ButirKegiatan:
    """A new item with its first version."""
    butir = ButirKegiatan(aturan=perubahan.aturan, kode=kode, versi=1, **nilai)
    session.add(butir)
    session.flush()
    session.add(VersiButir(butir_id=butir.id, nomor=1, perubahan_id=perubahan.id, isi=potret(butir)))
    return butir


def _ubah(
    session: Session,
    butir: ButirKegiatan,
    tindakan: TindakanKatalog,
    nilai: Mapping[str, Any],
    *,
    dasar: Dasar,
    oleh: Pelaku,
    versi: int | None,
) -> None:
    """Write one item's next version after the checks that all changes share. Raises Refused, Conflict, MasukanSalah."""
    pastikan_boleh(session, oleh, [butir])
    session.refresh(butir, with_for_update=True)
    if versi is not None and versi != butir.versi:
        raise Conflict(P_("Butir ini sudah diubah orang lain sejak halaman dibuka. Tidak ada yang tersimpan."))
    with catat_perubahan(session, butir.aturan, tindakan, dasar, oleh) as perubahan:
        terapkan(session, perubahan, butir, nilai)


def ubah(
    session: Session,
    butir: ButirKegiatan,
    nilai: Mapping[str, Any],
    *,
    dasar: Dasar,
    oleh: Pelaku,
    versi: int | None = None,
) -> bool:
    """Change columns of an item; returns whether anything changed.

    A new value or level is uncertain until it is confirmed, a new wording of the limit takes its confirmation back.
    """
    galat = _salah_nilai(nilai.get("angka_kredit", butir.angka_kredit), nilai.get("persen", butir.persen))
    if galat:
        raise MasukanSalah(galat)
    berubah = {k: v for k, v in nilai.items() if getattr(butir, k) != v}
    if not berubah:
        pastikan_boleh(session, oleh)
        return False
    if berubah.keys() & PENENTU_NILAI:
        berubah["pasti"] = False
    if "jenjang" in berubah:
        berubah["jenjang_disimpulkan"] = False
    if "batas_tahunan" in berubah:
        berubah["batas_dikonfirmasi"] = None
    _ubah(session, butir, TindakanKatalog.UBAH, berubah, dasar=dasar, oleh=oleh, versi=versi)
    return True


def konfirmasi(
    session: Session,
    butir: ButirKegiatan,
    *,
    angka_kredit: Decimal | None,
    persen: Decimal | None,
    jenjang: str | None,
    dasar: Dasar,
    oleh: Pelaku,
    versi: int | None = None,
) -> None:
    """Confirm value and level of an uncertain item, as they are or corrected; from then on it may be credited.

    Raises MasukanSalah where value or level is missing, Refused, Conflict.
    """
    galat = _salah_nilai(angka_kredit, persen)
    if angka_kredit is None and persen is None:
        galat["angka_kredit"] = P_("Isi nilai yang dikonfirmasi.")
    if jenjang is None:
        galat["jenjang"] = P_("Isi jenjang yang dikonfirmasi.")
    if galat:
        raise MasukanSalah(galat)
    if butir.pasti and (butir.angka_kredit, butir.persen, butir.jenjang) == (angka_kredit, persen, jenjang):
        pesan = P_("Nilai butir %(kode)s sudah pasti; tidak ada yang perlu dikonfirmasi.", kode=butir.kode)
        raise Refused([Alasan(pesan, Pesan(ATURAN_UBAH))])
    nilai = {"angka_kredit": angka_kredit, "persen": persen, "jenjang": jenjang, "pasti": True}
    _ubah(session, butir, TindakanKatalog.KONFIRMASI, nilai, dasar=dasar, oleh=oleh, versi=versi)


def konfirmasi_batas(
    session: Session,
    butir: ButirKegiatan,
    batas: Decimal | None,
    *,
    dasar: Dasar,
    oleh: Pelaku,
    versi: int | None = None,
) -> None:
    """Confirm how many units a person may be credited with in a year; None takes a confirmation back."""
    if batas is not None and not 0 < batas <= ANGKA_TERBESAR:
        pesan = P_("Batas harus lebih dari 0 dan paling banyak %(maks)s.", maks=ANGKA_TERBESAR)
        raise MasukanSalah({"batas": pesan})
    if batas == butir.batas_dikonfirmasi:
        raise MasukanSalah({"batas": P_("Batas itu sudah berlaku.")})
    nilai = {"batas_dikonfirmasi": batas}
    _ubah(session, butir, TindakanKatalog.KONFIRMASI_BATAS, nilai, dasar=dasar, oleh=oleh, versi=versi)


def tutup(
    session: Session,
    butir: ButirKegiatan,
    mulai: dt.date | None,
    *,
    dasar: Dasar,
    oleh: Pelaku,
    versi: int | None = None,
) -> None:
    """Close an item for work that ends on `mulai` or later; None opens it again."""
    if mulai == butir.ditutup_mulai:
        pesan = P_("Tanggal itu sudah berlaku.") if mulai else P_("Butir ini tidak sedang ditutup.")
        raise MasukanSalah({"mulai": pesan})
    tindakan = TindakanKatalog.TUTUP if mulai else TindakanKatalog.BUKA
    _ubah(session, butir, tindakan, {"ditutup_mulai": mulai}, dasar=dasar, oleh=oleh, versi=versi)


def _salah_nilai(angka_kredit: Decimal | None, persen: Decimal | None) -> dict[str, Pesan]:
    if angka_kredit is not None and persen is not None:
        return {"persen": P_("Isi angka kredit atau persen, tidak keduanya.")}
    if angka_kredit is not None and not 0 < angka_kredit <= ANGKA_TERBESAR:
        return {"angka_kredit": P_("Angka kredit harus lebih dari 0 dan paling banyak %(maks)s.", maks=ANGKA_TERBESAR)}
    if persen is not None and not 0 < persen <= 100:  # noqa: PLR2004 - per cent
        return {"persen": P_("Persen harus lebih dari 0 dan paling banyak 100.")}
    return {}


# Reading


@dataclass(frozen=True)
class VersiTampil:
    """One version with the act that made it and what it changed."""

    versi: VersiButir
    beda: Sequence[Beda]


def riwayat(
    session: Session, butir: ButirKegiatan, *, sebelum: int | None = None, batas: int = 20
) -> list[VersiTampil]:
    """The versions of an item, newest first, at most `batas`; `sebelum` goes on below a number."""
    query = select(VersiButir).where(VersiButir.butir_id == butir.id)
    if sebelum is not None:
        query = query.where(VersiButir.nomor < sebelum)
    daftar = session.scalars(
        query.order_by(VersiButir.nomor.desc())
        .limit(batas + 1)
        .options(joinedload(VersiButir.perubahan).joinedload(PerubahanKatalog.oleh))
    ).all()
    return [
        VersiTampil(satu, beda(daftar[ke].isi, satu.isi) if ke < len(daftar) else [])
        for ke, satu in enumerate(daftar[:batas], start=1)
    ]
