"""Whose conventional credit is still to be turned over, and how much it is."""

from collections.abc import Collection
from decimal import Decimal

from sqlalchemy import Select, exists, func, not_, select
from sqlalchemy.orm import Session

from workflow_app.kalkulator.dasar import NOL
from workflow_app.models import EntriKredit, PakIntegrasi, PakIntegrasiState, Pegawai
from workflow_app.permissions import Pelaku, urusan_kepegawaian
from workflow_app.services.pak_integrasi import aturan_lama


def calon(pelaku: Pelaku) -> Select[Pegawai]:
    """Officers of the person's office who still hold conventional credit and have no integration in force."""
    saldo = select(func.sum(EntriKredit.jumlah)).where(
        EntriKredit.pegawai_id == Pegawai.id,
        EntriKredit.aturan.in_([a.kunci for a in aturan_lama()]),
        EntriKredit.unsur != "",
    )
    ada = exists().where(PakIntegrasi.subjek_id == Pegawai.id, PakIntegrasi.state != PakIntegrasiState.DIGANTI)
    return select(Pegawai).where(urusan_kepegawaian(pelaku), not_(ada), saldo.scalar_subquery() > NOL)


def saldo_konvensional(session: Session, pegawai_id: Collection[int]) -> dict[int, dict[str, Decimal]]:
    """Conventional credit of each officer by rule set, in one query; whoever has none is left out."""
    query = (
        select(EntriKredit.pegawai_id, EntriKredit.aturan, func.sum(EntriKredit.jumlah))
        .where(
            EntriKredit.pegawai_id.in_(pegawai_id),
            EntriKredit.aturan.in_([a.kunci for a in aturan_lama()]),
            EntriKredit.unsur != "",
        )
        .group_by(EntriKredit.pegawai_id, EntriKredit.aturan)
    )
    hasil: dict[int, dict[str, Decimal]] = {}
    for id_, aturan, jumlah in session.execute(query):
        hasil.setdefault(id_, {})[aturan] = jumlah
    return hasil
