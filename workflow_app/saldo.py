"""The balance of an officer's credit: sums over the entries, made by the database on whole thousandths."""

import datetime as dt
from collections.abc import Collection
from decimal import Decimal

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from workflow_app.models import EntriKredit, Pak


def saldo(
    session: Session,
    pegawai_id: int,
    aturan: str,
    *,
    kecuali_dupak: int | None = None,
    sampai: dt.date | None = None,
) -> dict[str, Decimal]:
    """Credit per element of the rule set `aturan`; an element without entries is left out.

    `kecuali_dupak` leaves out what one claim brought, so that the rest is its old credit. `sampai` counts entries
    dated on or before that day.
    """
    query = (
        select(EntriKredit.baris, func.sum(EntriKredit.jumlah))
        .where(EntriKredit.pegawai_id == pegawai_id, EntriKredit.aturan == aturan)
        .group_by(EntriKredit.baris)
    )
    if kecuali_dupak is not None:
        query = query.where(or_(EntriKredit.dupak_id.is_(None), EntriKredit.dupak_id != kecuali_dupak))
    if sampai is not None:
        query = query.where(EntriKredit.tanggal <= sampai)
    return dict(session.execute(query).all())


def saldo_lama(session: Session, pak_id: Collection[int]) -> dict[int, dict[str, Decimal]]:
    """For many decisions at once: the old credit of each, per element, as `saldo` gives it for one.

    What the decision's own claim brought is left out; a decision that replaces another one counts up to the day on
    which that one was determined.
    """
    hasil: dict[int, dict[str, Decimal]] = {satu: {} for satu in pak_id}
    diganti = aliased(Pak)
    baris = session.execute(
        select(Pak.id, EntriKredit.baris, func.sum(EntriKredit.jumlah))
        .join(EntriKredit, and_(EntriKredit.pegawai_id == Pak.subjek_id, EntriKredit.aturan == Pak.aturan))
        .outerjoin(diganti, diganti.id == Pak.menggantikan_id)
        .where(
            Pak.id.in_(pak_id),
            or_(EntriKredit.dupak_id.is_(None), EntriKredit.dupak_id != Pak.dupak_id),
            or_(diganti.ditetapkan_pada.is_(None), EntriKredit.tanggal <= diganti.ditetapkan_pada),
        )
        .group_by(Pak.id, EntriKredit.baris)
    )
    for satu, unsur, jumlah in baris:
        hasil[satu][unsur] = jumlah
    return hasil
