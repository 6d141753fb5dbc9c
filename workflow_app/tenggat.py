"""Deadlines of states: the end of a stage, or a number of working days, capped by the cut-off of the running cycle."""

import datetime as dt
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.kalender import Khusus, tambah_hari_kerja
from workflow_app.models import HariLibur, Putaran, Stateful
from workflow_app.tahap import Tahap

#: States before the receipt of the file: their days end with the cut-off at the latest.
_SEBELUM_TERIMA = frozenset({"hari_kerja.diajukan", "hari_kerja.disetujui_atasan", "hari_kerja.diusulkan"})


def hari_khusus(session: Session, instansi_id: int) -> Khusus:
    """The institution's own days off and workdays; read once per session."""
    simpanan: dict[int, Khusus] = session.info.setdefault("hari_khusus", {})
    if instansi_id not in simpanan:
        baris = session.scalars(select(HariLibur).where(HariLibur.instansi_id == instansi_id)).all()
        simpanan[instansi_id] = Khusus(
            libur=frozenset(b.tanggal for b in baris if b.libur),
            masuk=frozenset(b.tanggal for b in baris if not b.libur),
        )
    return simpanan[instansi_id]


def putaran_berjalan(session: Session, instansi_id: int, tanggal: dt.date) -> Putaran | None:
    """The cycle that a file received on `tanggal` joins: the first whose cut-off has not passed."""
    return session.scalars(
        select(Putaran)
        .where(Putaran.instansi_id == instansi_id, Putaran.batas_terima >= tanggal)
        .order_by(Putaran.batas_terima)
        .limit(1)
    ).first()


def jatuh_tempo(
    session: Session, obj: Stateful, calon: Any, tahap: Tahap | str | None, hari_ini: dt.date
) -> dt.date | None:
    """Deadline of the state that `obj` enters with the values of `calon`; None where the state has none.

    `tahap` is a stage, or the path of a procedural setting in working days.
    """
    khusus = type(obj).tenggat_khusus(calon)
    if khusus is not None and tahap is not None:
        return khusus
    if isinstance(tahap, Tahap):
        putaran_id = type(obj).putaran_perkara(calon)
        if putaran_id is None:
            return None
        return session.get_one(Putaran, putaran_id).jendela(tahap).selesai
    if tahap is None:
        return None
    hari = peraturan.prosedur(hari_ini).bulat(tahap)
    selesai = tambah_hari_kerja(hari_ini, hari, hari_khusus(session, obj.instansi_id))
    if tahap in _SEBELUM_TERIMA and (putaran := putaran_berjalan(session, obj.instansi_id, hari_ini)):
        return min(selesai, putaran.batas_terima)
    return selesai
