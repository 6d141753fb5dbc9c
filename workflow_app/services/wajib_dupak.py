"""The yearly duty to hand in a claim: when an officer's next one is due, and who has not handed in any this year."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from workflow_app import peraturan
from workflow_app.kalkulator.kewajiban_dupak import KewajibanDupak, kewajiban_dupak
from workflow_app.models import Dupak, EntriKredit, Pegawai, RiwayatJabatan
from workflow_app.models.dupak import DUPAK_LEPAS

_DIKIRIM = and_(Dupak.diajukan_pada.is_not(None), Dupak.state.not_in(DUPAK_LEPAS))


@dataclass(frozen=True, slots=True)
class Wajib:
    """One officer's duty."""

    terakhir: dt.date | None
    """The day on which he last handed in a claim; None where none is known here."""
    kewajiban: KewajibanDupak | None
    """None for somebody whose start in the position is not recorded."""


def berlaku(hari_ini: dt.date) -> bool:
    """Whether claims are handed in at all under the rules of the day."""
    return peraturan.untuk(hari_ini).ya("dupak.diterima")


def menjabat(hari_ini: dt.date) -> ColumnElement[bool]:
    """Over `Pegawai`: who works here and holds a functional position."""
    return and_(Pegawai.aktif, exists().where(RiwayatJabatan.pegawai_id == Pegawai.id, RiwayatJabatan.tmt <= hari_ini))


def belum_mengusulkan(hari_ini: dt.date) -> ColumnElement[bool]:
    """Over `Pegawai`: has not handed in a claim since the beginning of the year."""
    awal = hari_ini.replace(month=1, day=1)
    return ~exists().where(Dupak.subjek_id == Pegawai.id, _DIKIRIM, Dupak.diajukan_pada >= awal)


def tidak_sejak(hari: dt.date, hari_ini: dt.date) -> ColumnElement[bool]:
    """Over `Pegawai`: nothing that the duty is counted from has happened between the days."""
    return and_(
        ~exists().where(Dupak.subjek_id == Pegawai.id, _DIKIRIM, Dupak.diajukan_pada > hari),
        ~exists().where(
            EntriKredit.pegawai_id == Pegawai.id, EntriKredit.tanggal > hari, EntriKredit.tanggal <= hari_ini
        ),
        exists().where(RiwayatJabatan.pegawai_id == Pegawai.id, RiwayatJabatan.tmt <= hari),
    )


def wajib(session: Session, pegawai: Collection[int], hari_ini: dt.date) -> Mapping[int, Wajib]:
    """The duty of these officers. Three queries, however many.

    It is counted from the last claim that was handed in; before any, from the newest credit on record (a decision made
    before this application knew of claims), else from the start in the position.
    """
    dikirim = _per_orang(session, Dupak.subjek_id, func.max(Dupak.diajukan_pada), pegawai, _DIKIRIM)
    kredit = _per_orang(
        session, EntriKredit.pegawai_id, func.max(EntriKredit.tanggal), pegawai, EntriKredit.tanggal <= hari_ini
    )
    mulai = _per_orang(session, RiwayatJabatan.pegawai_id, func.min(RiwayatJabatan.tmt), pegawai)
    aturan = peraturan.untuk(hari_ini)
    hasil = {}
    for satu in pegawai:
        acuan = max((d for d in (dikirim.get(satu), kredit.get(satu), mulai.get(satu)) if d is not None), default=None)
        kewajiban = None if acuan is None else kewajiban_dupak(aturan, acuan, hari_ini)
        hasil[satu] = Wajib(dikirim.get(satu), kewajiban)
    return hasil


def _per_orang(
    session: Session,
    kolom: InstrumentedAttribute[Any],
    hari: ColumnElement[Any],
    pegawai: Collection[int],
    *syarat: ColumnElement[bool],
) -> dict[int, dt.date]:
    query = select(kolom, hari).where(kolom.in_(pegawai), *syarat).group_by(kolom)
    return {baris[0]: baris[1] for baris in session.execute(query) if baris[1] is not None}
