"""The register of cases: each case is entered when it is made, in one chain, so that none can vanish with its trail.

Notes of administrators' acts are entered in the same way, under the name of their table, and so is the beginning of
every officer's ledger, under his number.

Entered is at the very end of the transaction that makes the case, because the head of the chain is one row: who makes
another case waits for a commit, and who takes a step in a case does not wait at all.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Table, and_, event, exists, insert, inspect, select
from sqlalchemy.orm import Session

from workflow_app import audit, rantai
from workflow_app.audit import Cacat
from workflow_app.models import AuditEntry, DaftarPerkara

NAMA = "perkara"
SEKALI = 500
"""Rows that are read or entered at a time."""
_BARU = "alurpak.perkara_baru"
_DAFTAR: Table = DaftarPerkara.__table__  # type: ignore[assignment]  # a mapped class's table is typed more widely


def catat(session: Session, workflow: str, obj: Any, awal: str, *, object_id: int | None = None) -> None:
    """Note a new case, whose first audit row has the hash `awal`, to be entered before the commit.

    It is entered under its own id unless `object_id` is given, and not at all if `obj` is rolled back before.
    """
    session.info.setdefault(_BARU, []).append((workflow, obj, object_id, awal))


@event.listens_for(Session, "before_commit")
def _sebelum_commit(session: Session) -> None:
    if session.in_nested_transaction():
        return  # a savepoint may yet be undone together with the one around it
    baru = session.info.pop(_BARU, ())
    # What was rolled back meanwhile is no longer stored.
    daftarkan(
        session,
        [
            (workflow, obj.id if object_id is None else object_id, awal)
            for workflow, obj, object_id, awal in baru
            if inspect(obj).persistent
        ],
    )


def daftarkan(session: Session, perkara: Sequence[tuple[str, int, str]]) -> None:
    """Enter cases: workflow, id and hash of the first audit row. Does not commit."""
    if not perkara:
        return
    baris = [
        {"nomor": m.nomor, "workflow": workflow, "object_id": object_id, "awal": awal, "hash": m.hash}
        for m, (workflow, object_id, awal) in zip(rantai.sambung(session, NAMA, perkara), perkara, strict=True)
    ]
    session.execute(insert(_DAFTAR), baris)


def belum_terdaftar(session: Session, nama: str, model: type[Any]) -> Iterator[tuple[int, str | None]]:
    """Cases of a workflow that the register does not know, with the hash of their first audit row where it exists."""
    terdaftar = exists().where(DaftarPerkara.workflow == nama, DaftarPerkara.object_id == model.id)
    pertama = and_(AuditEntry.workflow == nama, AuditEntry.object_id == model.id, AuditEntry.seq == 1)
    query = select(model.id, AuditEntry.hash).outerjoin(AuditEntry, pertama).where(~terdaftar).order_by(model.id)
    yield from ((object_id, awal) for object_id, awal in session.execute(query).yield_per(SEKALI))


def daftarkan_yang_lama(session: Session, daftar: Sequence[tuple[str, type[Any]]]) -> int:
    """Enter every case that was made before there was a register; returns how many. Does not commit."""
    jumlah = 0
    for nama, model in daftar:
        while lama := [
            (nama, object_id, awal)
            for (object_id, awal), _ in zip(belum_terdaftar(session, nama, model), range(SEKALI), strict=False)
            if awal is not None
        ]:
            daftarkan(session, lama)
            jumlah += len(lama)
    return jumlah


def periksa(session: Session, daftar: Sequence[tuple[str, type[Any]]]) -> Iterator[Cacat]:
    """Hold the register against the cases of the given workflows (name, model), in bounded memory.

    Named are places where its chain breaks, cases that are gone with their whole trail, cases that another one stands
    in for, and cases that nobody entered. What a case's own chain shows is left to `audit.periksa`.
    """
    yield from rantai.periksa(session, NAMA, "daftar_perkara", _mata(session))
    model = dict(daftar)
    pertama = and_(
        AuditEntry.workflow == DaftarPerkara.workflow,
        AuditEntry.object_id == DaftarPerkara.object_id,
        AuditEntry.seq == 1,
    )
    beda: Any = (  # the outer side may be empty, which its types would deny
        select(DaftarPerkara.workflow, DaftarPerkara.object_id, AuditEntry.id)
        .outerjoin(AuditEntry, pertama)
        .where(AuditEntry.hash.is_(None) | (AuditEntry.hash != DaftarPerkara.awal))
        .order_by(DaftarPerkara.nomor)
    )
    for workflow, object_id, entri_id in session.execute(beda).yield_per(SEKALI):
        if entri_id is not None:
            if _utuh(session.get_one(AuditEntry, entri_id)):
                yield Cacat(workflow, object_id, 1, "perkara yang terdaftar diganti perkara lain bernomor sama")
        elif workflow in model and not _bersisa(session, workflow, object_id, model[workflow]):
            yield Cacat(workflow, object_id, 1, "perkara dihapus beserta seluruh jejaknya")
    for nama, kelas in daftar:
        for object_id, _awal in belum_terdaftar(session, nama, kelas):
            yield Cacat(nama, object_id, 1, "perkara tidak ada dalam daftar perkara")


def _mata(session: Session) -> Iterator[rantai.Mata]:
    d = _DAFTAR.c
    query = select(d.nomor, d.workflow, d.object_id, d.awal, d.hash).order_by(d.nomor)
    for nomor, workflow, object_id, awal, sidik in session.execute(query).yield_per(SEKALI):
        yield rantai.Mata(nomor, (workflow, object_id, awal), sidik)


def _utuh(entri: AuditEntry) -> bool:
    """Whether this first audit row is one that the application wrote."""
    isi = {kolom: getattr(entri, kolom) for kolom in audit.ISI_HASH}
    return audit.sidik("", isi) == entri.hash


def _bersisa(session: Session, workflow: str, object_id: int, model: type[Any]) -> bool:
    """Whether the case or a row of its trail is left, so that its own chain tells what is missing."""
    jejak = select(AuditEntry.id).where(AuditEntry.workflow == workflow, AuditEntry.object_id == object_id).limit(1)
    perkara = select(model.id).where(model.id == object_id)
    return session.scalar(jejak) is not None or session.scalar(perkara) is not None
