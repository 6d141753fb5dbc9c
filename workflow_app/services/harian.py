"""What time does by itself: steps of the system that become due with a date. Safe to run at any hour, and again."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session, joinedload

from workflow_app import outbox, rute
from workflow_app.models import (
    AnggotaTim,
    Dupak,
    DupakState,
    Pak,
    PakIntegrasi,
    PakIntegrasiState,
    PakState,
    Penilaian,
    PenilaianState,
    Peran,
)
from workflow_app.permissions import sistem
from workflow_app.pesan import P_
from workflow_app.services import penilaian, putusan
from workflow_app.states.engine import touch, workflow_of

BATAS_SEKALI_JALAN = 500


@dataclass(frozen=True)
class Jatuh:
    """One case that is due: its kind and key."""

    jenis: str
    id: int


def yang_jatuh(session: Session, hari_ini: dt.date) -> list[Jatuh]:
    """Cases due today, a bounded number at a time: kept credit to finish, assessors without a seat, lost signers."""
    return [*_tabungan(session, hari_ini), *_tanpa_kursi(session, hari_ini), *_berganti_penetap(session, hari_ini)]


def _tabungan(session: Session, hari_ini: dt.date) -> Iterator[Jatuh]:
    for dupak in session.scalars(
        select(Dupak)
        .where(Dupak.state == DupakState.DIPUTUSKAN, Dupak.keberatan_sampai < hari_ini)
        .order_by(Dupak.id)
        .limit(BATAS_SEKALI_JALAN)
    ):
        if putusan.tabungan_dapat_selesai(session, dupak, hari_ini):
            yield Jatuh("tabungan", dupak.id)


def _tanpa_kursi(session: Session, hari_ini: dt.date) -> Iterator[Jatuh]:
    kursi = exists().where(
        AnggotaTim.tim_id == Penilaian.tim_id,
        AnggotaTim.pegawai_id == Penilaian.penilai_id,
        AnggotaTim.mulai <= hari_ini,
        AnggotaTim.selesai >= hari_ini,
    )
    for penilaian_id in session.scalars(
        select(Penilaian.id)
        .where(Penilaian.state.in_((PenilaianState.DITUGASKAN, PenilaianState.DINILAI)), ~kursi)
        .order_by(Penilaian.id)
        .limit(BATAS_SEKALI_JALAN)
    ):
        yield Jatuh("tanpa_kursi", penilaian_id)


def _berganti_penetap(session: Session, hari_ini: dt.date) -> Iterator[Jatuh]:
    """Decisions before an official who may no longer sign: his term, his absence or the letter that lent it ended."""
    query: tuple[Select[Any], ...] = (
        select(Pak).where(Pak.state == PakState.MENUNGGU_TANDA_TANGAN).options(joinedload(Pak.dupak)).order_by(Pak.id),
        select(PakIntegrasi).where(PakIntegrasi.state == PakIntegrasiState.DIPARAF).order_by(PakIntegrasi.id),
    )
    menunggu: list[rute.Keputusan] = [satu for q in query for satu in session.scalars(q.limit(BATAS_SEKALI_JALAN))]
    pejabat = rute.pejabat_hadir(session, {satu.instansi_id for satu in menunggu}, hari_ini)
    for satu in menunggu:
        kini = rute.penetap_dari(pejabat.get(satu.instansi_id), satu)
        if kini is not None and kini.pegawai_id != satu.penetap_id:
            yield Jatuh("penetap" if isinstance(satu, Pak) else "penetap_integrasi", satu.id)


def _alihkan(session: Session, pak: rute.Keputusan, hari_ini: dt.date) -> None:
    """Lay the decision before whoever may sign today, and tell him; no step, because nobody has decided anything."""
    kini = rute.penetap_pak(session, pak, hari_ini)
    if kini is None or pak.state not in (PakState.MENUNGGU_TANDA_TANGAN, PakIntegrasiState.DIPARAF):
        return
    pak.penetap_id = pak.pemegang_id = kini.pegawai_id
    touch(session, pak)
    outbox.tambah(
        session,
        "surat",
        {
            "workflow": workflow_of(pak).name,
            "object_id": pak.id,
            "seq": pak.audit_seq,
            "templat": "pak_diajukan" if isinstance(pak, Pak) else "pak_integrasi_diparaf",
            "kepada": [Peran.PENETAP.value],
        },
    )


def kerjakan(session: Session, jatuh: Jatuh, hari_ini: dt.date) -> None:
    """Take the due step of one case. Raises Galat when it is no longer due; does not commit."""
    if jatuh.jenis == "tabungan":
        putusan.selesaikan(session, session.get_one(Dupak, jatuh.id), hari_ini, "tabungan")
    elif jatuh.jenis == "penetap":
        _alihkan(session, session.get_one(Pak, jatuh.id), hari_ini)
    elif jatuh.jenis == "penetap_integrasi":
        _alihkan(session, session.get_one(PakIntegrasi, jatuh.id), hari_ini)
    else:
        penilaian.bebaskan(
            session,
            session.get_one(Penilaian, jatuh.id),
            oleh=sistem(hari_ini),
            catatan=str(P_("Masa jabatan penilai dalam tim berakhir.")),
        )
