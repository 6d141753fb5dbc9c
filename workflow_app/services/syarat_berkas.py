"""An institution's own lines on the intake checklist, beyond those of the procedure; each change is on record."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from workflow_app.errors import Alasan, MasukanSalah, Refused
from workflow_app.models import BarisKelengkapan, SyaratBerkas
from workflow_app.permissions import Pelaku, instansi_sekretariat
from workflow_app.pesan import P_, Pesan
from workflow_app.services import catatan

MAKS_BARIS = 30
"""Lines that are in force at one time: a checklist is read by people."""
ATURAN = P_("daftar periksa: baris tambahan ditetapkan sekretariat instansinya")


def semua(session: Session, instansi_id: int) -> Sequence[SyaratBerkas]:
    """Every line an institution ever had, in their order; those that ended last."""
    return session.scalars(
        select(SyaratBerkas)
        .where(SyaratBerkas.instansi_id == instansi_id)
        .order_by(SyaratBerkas.selesai.is_not(None), SyaratBerkas.urutan, SyaratBerkas.id)
        .limit(200)
    ).all()


def berlaku(session: Session, instansi_id: int, hari: dt.date) -> Sequence[SyaratBerkas]:
    """The lines asked of a file received on that day."""
    return session.scalars(
        select(SyaratBerkas)
        .where(
            SyaratBerkas.instansi_id == instansi_id,
            SyaratBerkas.mulai <= hari,
            or_(SyaratBerkas.selesai.is_(None), SyaratBerkas.selesai >= hari),
        )
        .order_by(SyaratBerkas.urutan, SyaratBerkas.id)
        .limit(MAKS_BARIS)
    ).all()


def baris_baru(session: Session, instansi_id: int, hari: dt.date, mulai: int) -> list[BarisKelengkapan]:
    """The institution's lines for a file received that day, numbered from `mulai`: copies that no change reaches."""
    return [
        BarisKelengkapan(kode=s.kode, label=s.label, wajib=s.wajib, urutan=i)
        for i, s in enumerate(berlaku(session, instansi_id, hari), mulai)
    ]


def simpan(
    session: Session, syarat: SyaratBerkas | None, instansi_id: int, nilai: Mapping[str, Any], *, oleh: Pelaku
) -> SyaratBerkas:
    """Add or change a line. Raises Refused, MasukanSalah. Claims received before keep the line as it was."""
    if instansi_id not in instansi_sekretariat(oleh) or (syarat is not None and syarat.instansi_id != instansi_id):
        raise Refused([Alasan(P_("Baris tambahan ditetapkan sekretariat instansi ini."), ATURAN, None, True)])
    galat: dict[str, Pesan] = {}
    mulai, selesai = nilai["mulai"], nilai.get("selesai")
    if selesai is not None and selesai < mulai:
        galat["selesai"] = P_("Tanggal berakhir tidak boleh sebelum tanggal mulai.")
    lain = [s for s in _terbuka(session, instansi_id, mulai, selesai) if s is not syarat]
    if any(s.label.casefold() == nilai["label"].casefold() for s in lain):
        galat["label"] = P_("Baris dengan nama ini sudah ada pada masa itu.")
    if len(lain) >= MAKS_BARIS:
        galat["label"] = P_("Paling banyak %(maks)s baris tambahan. Akhiri dahulu salah satunya.", maks=MAKS_BARIS)
    if galat:
        raise MasukanSalah(galat)
    urutan = {} if syarat is not None else {"instansi_id": instansi_id, "urutan": _urutan_baru(session, instansi_id)}
    return catatan.simpan(session, syarat or SyaratBerkas(), {**urutan, **nilai}, oleh)


def _terbuka(session: Session, instansi_id: int, mulai: dt.date, selesai: dt.date | None) -> Sequence[SyaratBerkas]:
    """Lines whose time meets this one."""
    query = select(SyaratBerkas).where(
        SyaratBerkas.instansi_id == instansi_id, or_(SyaratBerkas.selesai.is_(None), SyaratBerkas.selesai >= mulai)
    )
    if selesai is not None:
        query = query.where(SyaratBerkas.mulai <= selesai)
    return session.scalars(query).all()


def _urutan_baru(session: Session, instansi_id: int) -> int:
    terakhir = session.scalar(select(func.max(SyaratBerkas.urutan)).where(SyaratBerkas.instansi_id == instansi_id))
    return (terakhir or 0) + 1
