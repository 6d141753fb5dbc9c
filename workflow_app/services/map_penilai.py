"""The evaluator's folder: conversions and determinations that wait for his signature."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, raiseload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from workflow_app.models import Konversi, KonversiState, Pegawai, PenetapanAk, PenetapanAkState
from workflow_app.permissions import Pelaku, dinilai_oleh

BATAS_SEKALI = 50
"""Cases of each kind that the folder shows, and cases that one act signs or returns: the one place that says so."""

_ORANG = (
    selectinload(Pegawai.riwayat_pangkat),
    selectinload(Pegawai.riwayat_jabatan),
    joinedload(Pegawai.unit),
    joinedload(Pegawai.instansi),
)
TERHITUNG: tuple[ORMOption, ...] = (
    joinedload(Konversi.subjek).options(*_ORANG),
    joinedload(Konversi.penilai).options(*_ORANG),
)
"""What computing conversions anew reads: for any number of them the same number of queries."""


def konversi_menunggu(session: Session, pelaku: Pelaku) -> Sequence[Konversi]:
    """Submitted conversions for this person's signature, who waits longest first; one more than are shown."""
    return session.scalars(
        select(Konversi)
        .where(Konversi.state == KonversiState.DIAJUKAN, dinilai_oleh(Konversi, pelaku))
        .options(*TERHITUNG, raiseload("*"))
        .order_by(Konversi.state_since, Konversi.id)
        .limit(BATAS_SEKALI + 1)
    ).all()


def penetapan_menunggu(session: Session, pelaku: Pelaku) -> Sequence[PenetapanAk]:
    """Open determinations for this person's signature, who waits longest first; one more than are shown."""
    return session.scalars(
        select(PenetapanAk)
        .where(PenetapanAk.state == PenetapanAkState.DRAF, dinilai_oleh(PenetapanAk, pelaku))
        .options(joinedload(PenetapanAk.subjek).options(joinedload(Pegawai.unit), raiseload("*")), raiseload("*"))
        .order_by(PenetapanAk.state_since, PenetapanAk.id)
        .limit(BATAS_SEKALI + 1)
    ).all()


def masih_dikonversi(session: Session, pegawai_id: Sequence[int]) -> frozenset[int]:
    """Of these officers those with a conversion that is submitted or came back: no determination before it is done."""
    terbuka = (KonversiState.DIAJUKAN, KonversiState.DIKEMBALIKAN)
    query = select(Konversi.subjek_id).where(Konversi.subjek_id.in_(pegawai_id), Konversi.state.in_(terbuka))
    return frozenset(session.scalars(query.distinct()))
