"""Whether the booked credit holds: against the decision or result behind it, and against the case that books it.

Reads only, a claim at a time. That no entry was put in, changed or removed is told by `rantai_kredit`.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.orm import Session

from workflow_app.audit import Cacat
from workflow_app.kalkulator.dasar import NOL
from workflow_app.models import JENIS_PEMBUKA, Dupak, DupakState, EntriKredit, ItemDupak, JenisEntri, Pak, PakState
from workflow_app.peraturan.regime import blok
from workflow_app.states import BY_NAME, WORKFLOWS

SEKALI = 100
"""Claims, or entries, that are read at a time."""
TABEL = EntriKredit.__tablename__
DARI_PERKARA = frozenset({JenisEntri.BUTIR, JenisEntri.HANGUS, JenisEntri.KOREKSI}) | JENIS_PEMBUKA
"""Kinds that only a case books; a letter alone is no reason for them."""
_SAH = (PakState.DITETAPKAN, PakState.DIKIRIM)
_BEDA = "tidak sama dengan angka yang dibekukan jejak"


def periksa(session: Session) -> Iterator[Cacat]:
    """Everything that does not hold, in bounded memory."""
    yield from _jumlah(session)
    yield from _sebab(session)
    yield from _tempat(session)


def _jumlah(session: Session) -> Iterator[Cacat]:
    """Claims whose booked credit is not that of the decision in force, or of their result where there is none."""
    berlaku = (
        select(func.max(Pak.id)).where(Pak.dupak_id == Dupak.id, Pak.state.in_(_SAH)).correlate(Dupak).scalar_subquery()
    )
    query = (
        select(Dupak.id, Dupak.subjek_id, Dupak.state, Dupak.hasil, Pak.rincian)
        .outerjoin(Pak, Pak.id == berlaku)
        .where(or_(Dupak.state == DupakState.SELESAI, Dupak.id.in_(select(EntriKredit.dupak_id))))
        .order_by(Dupak.id)
    )
    for dupak in session.execute(query).yield_per(SEKALI):
        beku = (dupak.rincian or dupak.hasil or {}) if dupak.state is DupakState.SELESAI else {}
        seharusnya = {
            (satu["aturan"], kode): Decimal(b["baru"])
            for satu in (blok(beku) if beku else ())
            for kode, b in satu["baris"].items()
        }
        kolom = (EntriKredit.aturan, EntriKredit.unsur)
        tercatat: dict[tuple[str, str], Decimal] = {
            (aturan, unsur): jumlah
            for aturan, unsur, jumlah in session.execute(
                select(*kolom, func.sum(EntriKredit.jumlah))
                .where(
                    EntriKredit.dupak_id == dupak.id,
                    EntriKredit.pegawai_id == dupak.subjek_id,
                    EntriKredit.jenis.not_in(JENIS_PEMBUKA),
                )
                .group_by(*kolom)
            )
        }
        for tempat in sorted(seharusnya.keys() | tercatat.keys()):
            if seharusnya.get(tempat, NOL) != tercatat.get(tempat, NOL):
                yield Cacat("dupak", dupak.id, 1, _BEDA, f"{TABEL} {' '.join(tempat)}")


def _sebab(session: Session) -> Iterator[Cacat]:
    """Entries whose case never came to a state that books credit, or is about another officer; entries without one."""
    for workflow in WORKFLOWS:
        for kolom, syarat in _penunjuk(workflow.name):
            yield from _tak_membukukan(session, workflow.name, kolom, syarat)
    tanpa = and_(EntriKredit.dupak_id.is_(None), EntriKredit.perkara == "", EntriKredit.jenis.in_(DARI_PERKARA))
    tak_dikenal = and_(EntriKredit.perkara != "", EntriKredit.perkara.not_in(BY_NAME))
    query = select(EntriKredit.id).where(or_(tanpa, tak_dikenal)).order_by(EntriKredit.id)
    for entri_id in session.scalars(query).yield_per(SEKALI):
        yield Cacat(TABEL, None, entri_id, "entri tanpa perkara yang membukukannya")


def _penunjuk(workflow: str) -> Iterator[tuple[Any, ColumnElement[bool]]]:
    """The columns of an entry that name a case of this workflow, and when they do."""
    sendiri = {"dupak": EntriKredit.dupak_id, "pak": EntriKredit.pak_id}.get(workflow)
    if sendiri is not None:
        yield sendiri, true()
    yield EntriKredit.perkara_id, EntriKredit.perkara == workflow


def _tak_membukukan(session: Session, nama: str, kolom: Any, syarat: ColumnElement[bool]) -> Iterator[Cacat]:
    workflow = BY_NAME[nama]
    model = workflow.model
    sampai: Any = model.state.in_(workflow.membukukan)
    query = (
        select(EntriKredit.id, kolom, sampai)
        .outerjoin(model, model.id == kolom)
        .where(kolom.is_not(None), syarat)
        .where(model.id.is_(None) | ~sampai | model.subjek_id.is_distinct_from(EntriKredit.pegawai_id))
        .order_by(EntriKredit.id)
    )
    for entri_id, perkara_id, ada in session.execute(query).yield_per(SEKALI):
        sebab = "kredit dibukukan untuk orang lain" if ada else "kredit dibukukan tanpa keadaan yang membukukannya"
        yield Cacat(nama, perkara_id, 1, sebab, f"{TABEL} {entri_id}")


def _tempat(session: Session) -> Iterator[Cacat]:
    """Entries that name a decision or an activity of another claim."""
    milik = or_(
        and_(EntriKredit.pak_id.is_not(None), Pak.dupak_id.is_distinct_from(EntriKredit.dupak_id)),
        and_(EntriKredit.item_id.is_not(None), ItemDupak.dupak_id.is_distinct_from(EntriKredit.dupak_id)),
    )
    query = (
        select(EntriKredit.id)
        .outerjoin(Pak, Pak.id == EntriKredit.pak_id)
        .outerjoin(ItemDupak, ItemDupak.id == EntriKredit.item_id)
        .where(milik)
        .order_by(EntriKredit.id)
    )
    for entri_id in session.scalars(query).yield_per(SEKALI):
        yield Cacat(TABEL, None, entri_id, "putusan atau butir milik DUPAK lain")
