"""Lists of one's own log: a month whole, and all months of one state page by page."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, or_, select, true
from sqlalchemy.orm import Session

from workflow_app.models import Kegiatan
from workflow_app.permissions import Pelaku, kegiatan_milik
from workflow_app.services.keadaan_kegiatan import MUAT, KalenderHangus, Keadaan, Tinjauan, tinjau
from workflow_app.tanggal import tambah_bulan

BULAN_TERBANYAK = 500
"""Activities of one month that a page works on: more than anybody does by hand."""
UKURAN = 50
SEKALI_BACA = 200
BACA_TERBANYAK = 2000
"""Rows that one page of a state looks through; what lies beyond begins the next page."""
DRAF_TAMPIL = 10

_BERTANGGAL = Kegiatan.tanggal_selesai.is_not(None)
_MUNGKIN: Mapping[Keadaan, ColumnElement[bool]] = {
    Keadaan.DRAF: Kegiatan.tanggal_selesai.is_(None),
    Keadaan.RENCANA: and_(_BERTANGGAL, Kegiatan.rencana),
    Keadaan.DIKLAIM: and_(_BERTANGGAL, Kegiatan.item_id.is_not(None)),
    Keadaan.DITERIMA: and_(_BERTANGGAL, Kegiatan.item_id.is_not(None)),
    Keadaan.TIDAK_DINILAI: and_(_BERTANGGAL, Kegiatan.item_id.is_not(None)),
}
"""What the database can tell of a state beforehand; `tinjau` decides."""


@dataclass(frozen=True)
class Bulan:
    """The activities of a month, by their dates; `penuh` where there are more than are read."""

    mulai: dt.date
    selesai: dt.date
    daftar: Sequence[Tinjauan]
    penuh: bool


def awal_bulan(hari: dt.date) -> dt.date:
    """The first day of the month."""
    return hari.replace(day=1)


def bulan(session: Session, oleh: Pelaku, pertama: dt.date, kalender: KalenderHangus) -> Bulan:
    """Everything that touches the month that begins on `pertama`. A fixed number of queries."""
    terakhir = tambah_bulan(pertama, 1) - dt.timedelta(days=1)
    query = (
        select(Kegiatan)
        .where(kegiatan_milik(oleh), Kegiatan.tanggal_mulai <= terakhir, Kegiatan.tanggal_selesai >= pertama)
        .order_by(Kegiatan.tanggal_selesai, Kegiatan.id)
        .limit(BULAN_TERBANYAK + 1)
        .options(*MUAT)
    )
    baris = session.scalars(query).all()
    daftar = [tinjau(k, oleh.hari_ini, kalender) for k in baris[:BULAN_TERBANYAK]]
    return Bulan(pertama, terakhir, daftar, len(baris) > BULAN_TERBANYAK)


def draf(session: Session, oleh: Pelaku) -> Sequence[Kegiatan]:
    """The newest drafts without a date, few of them."""
    query = select(Kegiatan).where(kegiatan_milik(oleh), _MUNGKIN[Keadaan.DRAF])
    return session.scalars(query.order_by(Kegiatan.id.desc()).limit(DRAF_TAMPIL)).all()


@dataclass(frozen=True)
class Saringan:
    """A page of one state; `lanjut` is the id after which the next one goes on."""

    daftar: Sequence[Tinjauan]
    lanjut: int | None


def saring(
    session: Session, oleh: Pelaku, keadaan: Keadaan, kalender: KalenderHangus, *, sesudah: int | None = None
) -> Saringan:
    """Activities in a state: those about to lapse the most urgent first, all others the newest first."""
    naik = keadaan is Keadaan.SEGERA_HANGUS
    dasar = select(Kegiatan).where(kegiatan_milik(oleh), _MUNGKIN.get(keadaan, and_(_BERTANGGAL, ~Kegiatan.rencana)))
    cocok: list[Tinjauan] = []
    terakhir = None if sesudah is None else session.scalars(dasar.where(Kegiatan.id == sesudah)).one_or_none()
    dibaca = 0
    while dibaca < BACA_TERBANYAK:
        query = _urut(dasar.where(_lewat(terakhir, naik)), naik).limit(SEKALI_BACA).options(*MUAT)
        baris = session.scalars(query).all()
        for k in baris:
            satu = tinjau(k, oleh.hari_ini, kalender)
            if satu.keadaan is keadaan:
                if len(cocok) == UKURAN:
                    return Saringan(cocok, cocok[-1].kegiatan.id)
                cocok.append(satu)
        if len(baris) < SEKALI_BACA:
            return Saringan(cocok, None)
        terakhir = baris[-1]
        dibaca += len(baris)
    return Saringan(cocok, terakhir.id if terakhir else None)


def _urut(query: Select[Kegiatan], naik: bool) -> Select[Kegiatan]:
    kolom = (Kegiatan.tanggal_selesai, Kegiatan.id)
    return query.order_by(*(k.asc() if naik else k.desc() for k in kolom))


def sesudah_kegiatan(terakhir: Kegiatan | None) -> ColumnElement[bool]:
    """The activities that come after this one by date and id; all of them after none."""
    return _lewat(terakhir, True)


def _lewat(terakhir: Kegiatan | None, naik: bool) -> ColumnElement[bool]:
    """The rows after this one, in the order of `_urut`."""
    if terakhir is None:
        return true()
    hari, nomor = terakhir.tanggal_selesai, terakhir.id
    setelah = Kegiatan.id > nomor if naik else Kegiatan.id < nomor
    if hari is None:
        return setelah
    lain = Kegiatan.tanggal_selesai > hari if naik else Kegiatan.tanggal_selesai < hari
    return or_(lain, and_(Kegiatan.tanggal_selesai == hari, setelah))
