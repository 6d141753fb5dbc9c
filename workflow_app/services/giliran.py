"""One after another: what a person may have only so many of is counted while nobody else counts it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app.models import Pegawai


def satu_per_satu(session: Session, pegawai_id: int) -> None:
    """Let another request for the same person that comes here wait until this transaction ends."""
    session.execute(select(Pegawai.id).where(Pegawai.id == pegawai_id).with_for_update(key_share=True))
