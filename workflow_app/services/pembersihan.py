"""What is thrown away after its time: sessions that are over, finished work, sheets that nobody took over.

The trail, the register of cases, administrators' notes, mails, papers and evidence are never touched here.
"""

import datetime as dt
from collections.abc import Callable

from sqlalchemy import delete, exists, func, select
from sqlalchemy.orm import Session

from workflow_app.models import OutboxMessage, SesiMasuk, Surat, UnduhanData
from workflow_app.services import impor_kegiatan

SEKALI = 500
"""Rows that go in one transaction."""


def buang_sesi(session: Session, sebelum: dt.datetime) -> int:
    """Delete some sessions that ended before the moment (UTC); returns how many. Does not commit."""
    berakhir = func.coalesce(SesiMasuk.dicabut_at, SesiMasuk.berakhir_at)
    lama = select(SesiMasuk.id_hash).where(berakhir < sebelum, SesiMasuk.berakhir_at < sebelum).limit(SEKALI)
    return len(session.execute(delete(SesiMasuk).where(SesiMasuk.id_hash.in_(lama)).returning(SesiMasuk.id_hash)).all())


def buang_pekerjaan(session: Session, sebelum: dt.datetime) -> int:
    """Delete some work that was done before the moment (UTC), unless a mail of the log came from it; returns how many.

    Work that was given up stays until somebody looks at it. Does not commit.
    """
    lama = (
        select(OutboxMessage.id)
        .where(OutboxMessage.done_at < sebelum, ~exists().where(Surat.outbox_id == OutboxMessage.id))
        .limit(SEKALI)
    )
    return len(
        session.execute(delete(OutboxMessage).where(OutboxMessage.id.in_(lama)).returning(OutboxMessage.id)).all()
    )


def buang_impor(session: Session, sebelum: dt.datetime) -> int:
    """Give up some sheets of the log that nobody took over; returns how many. Does not commit."""
    return impor_kegiatan.buang_lama(session, sebelum, SEKALI)


def buang_salinan(session: Session, sebelum: dt.datetime) -> int:
    """Forget some copies of personal data that were asked for before the moment (UTC); returns how many.

    Their files lie in the store of things that wait, which is emptied after the same days. Does not commit.
    """
    lama = select(UnduhanData.id).where(UnduhanData.diminta_at < sebelum).limit(SEKALI)
    return len(session.execute(delete(UnduhanData).where(UnduhanData.id.in_(lama)).returning(UnduhanData.id)).all())


PEMBUANG: tuple[tuple[str, Callable[[Session, dt.datetime], int]], ...] = (
    ("SIMPAN_SESI_HARI", buang_sesi),
    ("SIMPAN_PEKERJAAN_HARI", buang_pekerjaan),
    ("SIMPAN_LEMBAR_HARI", buang_impor),
    ("SIMPAN_LEMBAR_HARI", buang_salinan),
)
"""Who throws away, and the setting that says after how many days."""
