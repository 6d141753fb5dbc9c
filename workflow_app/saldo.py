"""The balance of an officer's credit: sums over the entries, made by the database on whole thousandths."""

import datetime as dt
from decimal import Decimal

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from workflow_app.models import EntriKredit


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
