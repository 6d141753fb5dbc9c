"""Notices of the log: work about to lapse and the yearly duty, in one mail per officer and day, each threshold once.

What was told is remembered apart from the version of the activity, so that a notice disturbs nobody who is typing.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select, update
from sqlalchemy.orm import Session

from workflow_app import outbox, peraturan
from workflow_app.kalkulator.hangus import acuan_hangus
from workflow_app.models import Dupak, ItemDupak, Kegiatan, Pegawai, PeringatanWajib, RingkasanKegiatan
from workflow_app.models.dupak import DUPAK_LEPAS
from workflow_app.peraturan.regime import semua_kredit
from workflow_app.services import wajib_dupak
from workflow_app.services.keadaan_kegiatan import MUAT, KalenderHangus, Tinjauan, ambang_peringatan, tinjau
from workflow_app.tanggal import tambah_bulan
from workflow_app.umur_butir import DITERIMA

PEKERJAAN = "ringkasan_kegiatan"
SEKALI = 500
"""Officers that one look finds."""
KEGIATAN_TERBANYAK = 500
"""Activities of one officer that one notice can mark; the rest follows on the next day."""
_UJUNG_BULAN = dt.timedelta(days=3)
"""A month back from the end of a short month is up to three days off."""
_ANTAR_PUTARAN = dt.timedelta(days=200)
"""Between two cut-offs, where the age is counted from one of them."""


def belum_diterima() -> ColumnElement[bool]:
    """Over `Kegiatan`: in no claim that an office has received."""
    diterima = (
        select(ItemDupak.id)
        .join(Dupak, Dupak.id == ItemDupak.dupak_id)
        .where(ItemDupak.id == Kegiatan.item_id, Dupak.diterima_pada.is_not(None), Dupak.state.not_in(DUPAK_LEPAS))
    )
    return and_(Kegiatan.dihapus_at.is_(None), ~Kegiatan.rencana, ~diterima.exists())


def jendela(dari: dt.date, sampai: dt.date) -> ColumnElement[bool]:
    """Over `Kegiatan`: may lapse between these days. A little too wide: `tinjau` decides."""
    syarat = []
    for aturan in semua_kredit():
        if not aturan.ya("dupak.diterima"):
            continue
        bulan, penutupan = aturan.bulat("hangus.bulan"), aturan.tanggal("dupak.diterima_sampai")
        longgar = _UJUNG_BULAN if acuan_hangus(aturan) == DITERIMA else _ANTAR_PUTARAN
        akhir = aturan.berlaku_sampai if penutupan <= sampai else tambah_bulan(sampai, -bulan) + longgar
        awal = tambah_bulan(min(dari, penutupan), -bulan) - _UJUNG_BULAN
        mulai, selesai = max(awal, aturan.berlaku_mulai), min(akhir, aturan.berlaku_sampai)
        if mulai <= selesai:
            syarat.append(Kegiatan.tanggal_selesai.between(mulai, selesai))
    return or_(*syarat) if syarat else Kegiatan.id.is_(None)


def _belum_diingatkan(hari_ini: dt.date) -> ColumnElement[bool]:
    """Over `Kegiatan`: may have reached a threshold that its officer was not told of."""
    syarat = [
        and_(
            jendela(hari_ini, hari_ini + dt.timedelta(days=ambang)),
            or_(Kegiatan.ambang_diingatkan.is_(None), Kegiatan.ambang_diingatkan > ambang),
        )
        for ambang in ambang_peringatan(hari_ini)
    ]
    return and_(belum_diterima(), or_(*syarat))


@dataclass(frozen=True, slots=True)
class WajibDekat:
    """A claim that is due, or overdue, and the threshold that it has reached."""

    jatuh_tempo: dt.date
    sisa_hari: int
    ambang: int


def _ambang_wajib(hari_ini: dt.date) -> list[int]:
    return sorted(peraturan.prosedur(hari_ini).daftar_bulat("wajib_dupak.hari"))


def wajib_dekat(session: Session, pegawai: Collection[int], hari_ini: dt.date) -> dict[int, WajibDekat]:
    """Those of the officers who must be told of their duty today. Four queries, however many."""
    if not pegawai or not wajib_dupak.berlaku(hari_ini):
        return {}
    tahu: dict[tuple[int, dt.date], int] = {}
    for satu in session.scalars(select(PeringatanWajib).where(PeringatanWajib.pegawai_id.in_(pegawai))):
        kunci = (satu.pegawai_id, satu.jatuh_tempo)
        tahu[kunci] = min(satu.ambang, tahu.get(kunci, satu.ambang))
    hasil = {}
    for nomor, wajib in wajib_dupak.wajib(session, pegawai, hari_ini).items():
        k = wajib.kewajiban
        ambang = next((h for h in _ambang_wajib(hari_ini) if k is not None and k.hari_tersisa <= h), None)
        if k is None or ambang is None or tahu.get((nomor, k.jatuh_tempo), ambang + 1) <= ambang:
            continue
        hasil[nomor] = WajibDekat(k.jatuh_tempo, k.hari_tersisa, ambang)
    return hasil


def _mungkin_wajib(hari_ini: dt.date) -> ColumnElement[bool]:
    """Over `Pegawai`: his claim is due within the first threshold, told or not."""
    bulan = peraturan.untuk(hari_ini).bulat("dupak.paling_jarang_bulan")
    sejak = tambah_bulan(hari_ini + dt.timedelta(days=max(_ambang_wajib(hari_ini))), -bulan) + _UJUNG_BULAN
    return and_(wajib_dupak.menjabat(hari_ini), wajib_dupak.tidak_sejak(sejak, hari_ini))


def yang_perlu(session: Session, hari_ini: dt.date, sesudah: int = 0) -> tuple[list[int], int | None]:
    """Officers after this id who have something to be told today, and the id to go on after; None at the end."""
    sudah = exists().where(RingkasanKegiatan.pegawai_id == Pegawai.id, RingkasanKegiatan.tanggal == hari_ini)
    dasar = select(Pegawai.id).where(Pegawai.aktif, Pegawai.id > sesudah, ~sudah).order_by(Pegawai.id).limit(SEKALI)
    berkegiatan = exists().where(Kegiatan.pegawai_id == Pegawai.id, _belum_diingatkan(hari_ini))
    bernama = list(session.scalars(dasar.where(berkegiatan)))
    jatuh = list(session.scalars(dasar.where(_mungkin_wajib(hari_ini)))) if wajib_dupak.berlaku(hari_ini) else []
    penuh = [daftar[-1] for daftar in (bernama, jatuh) if len(daftar) == SEKALI]
    lanjut = min(penuh) if penuh else None
    perlu = {*bernama, *wajib_dekat(session, jatuh, hari_ini)}
    return sorted(n for n in perlu if lanjut is None or n <= lanjut), lanjut


def _kegiatan_dekat(session: Session, pegawai: Pegawai, hari_ini: dt.date) -> list[Tinjauan]:
    """Activities that have reached a threshold of which he was not told, the most urgent first."""
    query = (
        select(Kegiatan)
        .where(Kegiatan.pegawai_id == pegawai.id, _belum_diingatkan(hari_ini))
        .order_by(Kegiatan.tanggal_selesai, Kegiatan.id)
        .limit(KEGIATAN_TERBANYAK)
        .options(*MUAT)
    )
    kalender = KalenderHangus(session, pegawai.instansi_id)
    semua = (tinjau(k, hari_ini, kalender) for k in session.scalars(query))
    return [t for t in semua if t.ambang is not None and t.ambang < (t.kegiatan.ambang_diingatkan or t.ambang + 1)]


def ingatkan(session: Session, pegawai_id: int, hari_ini: dt.date) -> bool:
    """Put down the officer's notice of today, if there is something to tell; does not commit.

    A second worker that comes at the same moment fails on the row of the day and leaves it to the first.
    """
    if session.get(RingkasanKegiatan, (pegawai_id, hari_ini)) is not None:
        return False
    pegawai = session.get_one(Pegawai, pegawai_id)
    dekat = _kegiatan_dekat(session, pegawai, hari_ini)
    wajib = wajib_dekat(session, [pegawai_id], hari_ini).get(pegawai_id)
    if not dekat and wajib is None:
        return False
    session.add(RingkasanKegiatan(pegawai_id=pegawai_id, tanggal=hari_ini))
    if wajib is not None:
        session.add(PeringatanWajib(pegawai_id=pegawai_id, jatuh_tempo=wajib.jatuh_tempo, ambang=wajib.ambang))
    session.flush()
    for ambang in {t.ambang for t in dekat if t.ambang is not None}:
        # Not through the loaded rows: their version would rise, and whoever is typing would be told of a clash.
        session.execute(
            update(Kegiatan)
            .where(Kegiatan.id.in_([t.kegiatan.id for t in dekat if t.ambang == ambang]))
            .values(ambang_diingatkan=ambang)
        )
    isi = {
        "pegawai_id": pegawai_id,
        "tanggal": hari_ini.isoformat(),
        "kegiatan": [t.kegiatan.id for t in dekat],
        "wajib": wajib.jatuh_tempo.isoformat() if wajib else None,
    }
    outbox.tambah(session, PEKERJAAN, isi)
    return True


@dataclass(frozen=True, slots=True)
class IsiRingkasan:
    """What a notice tells."""

    pegawai: Pegawai
    kegiatan: Sequence[Tinjauan]
    wajib: dt.date | None
    hari_ini: dt.date


def isi_ringkasan(session: Session, payload: Mapping[str, Any]) -> IsiRingkasan:
    """The content of a notice as it was put down; activities that were deleted meanwhile are left out."""
    pegawai = session.get_one(Pegawai, payload["pegawai_id"])
    hari_ini = dt.date.fromisoformat(payload["tanggal"])
    query = select(Kegiatan).where(Kegiatan.id.in_(payload["kegiatan"]), Kegiatan.dihapus_at.is_(None))
    baris = session.scalars(query.order_by(Kegiatan.tanggal_selesai, Kegiatan.id).options(*MUAT))
    kalender = KalenderHangus(session, pegawai.instansi_id)
    wajib = dt.date.fromisoformat(payload["wajib"]) if payload["wajib"] else None
    return IsiRingkasan(pegawai, [tinjau(k, hari_ini, kalender) for k in baris], wajib, hari_ini)
