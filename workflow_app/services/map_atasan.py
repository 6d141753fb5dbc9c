"""The superior's folder: claims of his officers that wait for him to read and vouch."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, raiseload, selectinload

from workflow_app.models import CatatanButir, Dupak, DupakState, ItemDupak, Pegawai
from workflow_app.permissions import Pelaku

BATAS_SEKALI = 50
"""Claims that the folder shows."""


def dupak_menunggu(session: Session, pelaku: Pelaku) -> Sequence[Dupak]:
    """Claims before this superior, who waits longest first, with items and statements; one more than are shown."""
    return session.scalars(
        select(Dupak)
        .where(
            Dupak.state == DupakState.DIAJUKAN,
            Dupak.atasan_id == pelaku.pegawai_id,
            Dupak.subjek_id != pelaku.pegawai_id,
        )
        .options(
            joinedload(Dupak.subjek).options(joinedload(Pegawai.unit), raiseload("*")),
            selectinload(Dupak.spmk),
            selectinload(Dupak.butir).options(raiseload(ItemDupak.bukti)),
        )
        .order_by(Dupak.state_since, Dupak.id)
        .limit(BATAS_SEKALI + 1)
    ).all()


def banyak_menunggu(session: Session, pelaku: Pelaku) -> int:
    """How many there are."""
    return (
        session.scalar(
            select(func.count()).where(
                Dupak.state == DupakState.DIAJUKAN,
                Dupak.atasan_id == pelaku.pegawai_id,
                Dupak.subjek_id != pelaku.pegawai_id,
            )
        )
        or 0
    )


def catatan_belum_dikirim(session: Session, dupak_id: Sequence[int], pelaku: Pelaku) -> dict[int, int]:
    """His own notes that no return has sent yet, counted by claim."""
    baris = session.execute(
        select(CatatanButir.dupak_id, func.count().label("jumlah"))
        .where(
            CatatanButir.dupak_id.in_(dupak_id),
            CatatanButir.oleh_id == pelaku.pegawai_id,
            CatatanButir.dikirim_at.is_(None),
        )
        .group_by(CatatanButir.dupak_id)
    )
    return {b.dupak_id: b.jumlah for b in baris}
