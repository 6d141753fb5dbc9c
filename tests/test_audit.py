"""What an attacker with the database can do to the history, and what `alurpak audit verify` says of it."""

import pytest
from sqlalchemy import ColumnElement, Engine, delete, insert, select, text, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from workflow_app import audit
from workflow_app.models import AuditEntry, Dupak, DupakState
from workflow_app.states import WORKFLOWS

DAFTAR = [(w.name, w.model) for w in WORKFLOWS]


@pytest.fixture
def url_basis_data(url_demo: str) -> str:
    return url_demo


@pytest.fixture
def korban(session: Session) -> Dupak:
    """A claim with a long history."""
    return session.scalars(select(Dupak).where(Dupak.state == DupakState.SELESAI).order_by(Dupak.id).limit(1)).one()


def jejak(dupak: Dupak) -> tuple[ColumnElement[bool], ...]:
    return (AuditEntry.workflow == "dupak", AuditEntry.object_id == dupak.id)


def lepas_pemicu(session: Session) -> None:
    """What somebody with the owner's rights would do first."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("ALTER TABLE audit_entry DISABLE TRIGGER ALL"))
        session.execute(text("SET session_replication_role = replica"))
        return
    for nama in session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
        session.execute(text(f'DROP TRIGGER "{nama}"'))


def cacat(session: Session) -> list[tuple[str, int, int]]:
    session.flush()
    session.expire_all()
    return [(c.workflow, c.object_id, c.seq) for c in audit.periksa(session, DAFTAR)]


def test_the_database_refuses_to_change_or_delete_history(engine: Engine) -> None:
    for perintah in (update(AuditEntry).values(note="lain"), delete(AuditEntry)):
        with pytest.raises(DatabaseError, match="hanya boleh ditambah"), engine.begin() as koneksi:
            koneksi.execute(perintah)


@pytest.mark.postgresql
def test_the_database_refuses_to_empty_history(engine: Engine) -> None:
    with pytest.raises(DatabaseError, match="hanya boleh ditambah"), engine.begin() as koneksi:
        koneksi.execute(text("TRUNCATE audit_entry CASCADE"))


def test_an_untouched_history_is_whole(session: Session) -> None:
    assert cacat(session) == []


@pytest.mark.parametrize(
    ("kolom", "nilai"),
    [("note", "diubah"), ("actor_id", 1), ("to_state", "ditolak"), ("values", "{}"), ("role", "admin")],
)
def test_a_changed_row_is_named(session: Session, korban: Dupak, kolom: str, nilai: object) -> None:
    lepas_pemicu(session)
    lama = session.scalars(select(getattr(AuditEntry, kolom)).where(*jejak(korban), AuditEntry.seq == 4)).one()
    assert lama != nilai
    session.execute(update(AuditEntry).where(*jejak(korban), AuditEntry.seq == 4).values({kolom: nilai}))
    assert cacat(session)[0] == ("dupak", korban.id, 4)


def test_a_removed_row_is_named(session: Session, korban: Dupak) -> None:
    lepas_pemicu(session)
    session.execute(delete(AuditEntry).where(*jejak(korban), AuditEntry.seq == 3))
    assert cacat(session) == [("dupak", korban.id, 3)]


def test_a_removed_last_row_is_named(session: Session, korban: Dupak) -> None:
    lepas_pemicu(session)
    akhir = korban.audit_seq
    session.execute(delete(AuditEntry).where(*jejak(korban), AuditEntry.seq == akhir))
    assert cacat(session) == [("dupak", korban.id, akhir)]


def test_a_forged_row_is_named_although_its_hash_was_made_with_another_key(session: Session, korban: Dupak) -> None:
    lepas_pemicu(session)
    baris = (
        session.execute(select(AuditEntry.__table__).where(*jejak(korban), AuditEntry.seq == korban.audit_seq))
        .mappings()
        .one()
    )
    palsu = {**baris, "seq": korban.audit_seq + 1, "trigger": "tolak", "to_state": "ditolak"}
    palsu.pop("id")
    palsu["hash"] = "0" * 64
    session.execute(insert(AuditEntry), [palsu])
    session.execute(
        text("UPDATE dupak SET audit_seq = :seq, audit_hash = :hash WHERE id = :id").bindparams(
            seq=palsu["seq"], hash=palsu["hash"], id=korban.id
        )
    )
    assert cacat(session)[0] == ("dupak", korban.id, palsu["seq"])


def test_a_state_set_by_hand_is_named(session: Session, korban: Dupak) -> None:
    session.execute(text("UPDATE dupak SET state = 'ditolak' WHERE id = :id").bindparams(id=korban.id))
    (satu,) = cacat(session)
    assert satu[:2] == ("dupak", korban.id)


def test_a_case_deleted_without_its_history_is_named(session: Session) -> None:
    draf = session.scalars(select(Dupak).where(Dupak.state == DupakState.DRAF).order_by(Dupak.id).limit(1)).one()
    nomor = draf.id
    session.execute(text("DELETE FROM item_dupak WHERE dupak_id = :id").bindparams(id=nomor))
    session.execute(text("DELETE FROM dupak WHERE id = :id").bindparams(id=nomor))
    assert ("dupak", nomor, 1) in cacat(session)
