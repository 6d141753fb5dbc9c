"""Where the assessors of one claim differ: the items that the plenary must decide."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.models import Dupak, ItemDupak, Penilaian, PenilaianState


def penilaian_berjalan(session: Session, dupak_id: int) -> list[Penilaian]:
    """The markings that count for a claim, in the order of assignment."""
    return list(
        session.scalars(
            select(Penilaian)
            .where(Penilaian.dupak_id == dupak_id, Penilaian.state != PenilaianState.MUNDUR)
            .order_by(Penilaian.id)
        )
    )


def nilai_per_butir(session: Session, dupak_id: int) -> dict[int, list[Decimal]]:
    """Marks per item, in the order of the assessors."""
    nilai: dict[int, list[Decimal]] = {}
    for penilaian in penilaian_berjalan(session, dupak_id):
        for satu in penilaian.nilai:
            nilai.setdefault(satu.item_id, []).append(satu.nilai)
    return nilai


def nilai_akhir(item: ItemDupak, nilai: Sequence[Decimal]) -> tuple[Decimal, str]:
    """The mark that counts and how it came about: void, the plenary's, or the one on which the assessors agree.

    Within a tolerance above zero the lower mark counts, since the higher one is not agreed.
    """
    if item.hangus:
        return Decimal(0), "hangus"
    if item.nilai_sidang is not None:
        return item.nilai_sidang, "sidang"
    return min(nilai), "sama"


def butir_untuk_sidang(session: Session, dupak: Dupak, hari_ini: dt.date) -> list[ItemDupak]:
    """Items that need a mark of the plenary: marks further apart than the tolerance, and items opened again."""
    toleransi = peraturan.prosedur(hari_ini).desimal("penilaian.toleransi_selisih")
    nilai = nilai_per_butir(session, dupak.id)
    return [
        b
        for b in dupak.butir
        if not b.hangus and (b.dibuka_ulang or (b.id in nilai and max(nilai[b.id]) - min(nilai[b.id]) > toleransi))
    ]
