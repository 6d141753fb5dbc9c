"""What time does by itself: steps of the system that become due with a date. Safe to run at any hour, and again."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from workflow_app.models import AnggotaTim, Dupak, DupakState, Penilaian, PenilaianState
from workflow_app.permissions import sistem
from workflow_app.pesan import P_
from workflow_app.services import penilaian, putusan

BATAS_SEKALI_JALAN = 500


@dataclass(frozen=True)
class Jatuh:
    """One case that is due: its kind and key."""

    jenis: str
    id: int


def yang_jatuh(session: Session, hari_ini: dt.date) -> list[Jatuh]:
    """Cases with a step due today, a bounded number at a time: kept credit to finish, assessors without a seat."""
    return [*_tabungan(session, hari_ini), *_tanpa_kursi(session, hari_ini)]


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


def kerjakan(session: Session, jatuh: Jatuh, hari_ini: dt.date) -> None:
    """Take the due step of one case. Raises Galat when it is no longer due; does not commit."""
    if jatuh.jenis == "tabungan":
        putusan.selesaikan(session, session.get_one(Dupak, jatuh.id), hari_ini, "tabungan")
    else:
        penilaian.bebaskan(
            session,
            session.get_one(Penilaian, jatuh.id),
            oleh=sistem(hari_ini),
            catatan=str(P_("Masa jabatan penilai dalam tim berakhir.")),
        )
