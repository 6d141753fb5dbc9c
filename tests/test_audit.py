"""History cannot be rewritten unnoticed: the database refuses, and the verification names the first place.

The attacker of these tests may do everything in the database; he does not have the key.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.cli import ScriptInfo
from sqlalchemy import Connection, Engine, delete, insert, select, text, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from tests.panggung import KUNCI_AUDIT, Panggung
from workflow_app import audit
from workflow_app.cli import alurpak
from workflow_app.models import AuditEntry, Dupak, Pak
from workflow_app.states import WORKFLOWS

POLOS = "Rantai jejak setiap perkara utuh.\n"


@pytest.fixture
def url_basis_data(url_demo: str) -> str:
    """The application of these tests runs on the demo."""
    return url_demo


@pytest.fixture
def periksa(app: Flask) -> Callable[[], Result]:
    """`alurpak audit verify`."""

    def jalankan() -> Result:
        return CliRunner().invoke(alurpak, ["audit", "verify"], obj=ScriptInfo(create_app=lambda: app))

    return jalankan


@contextmanager
def penyerang(engine: Engine) -> Iterator[Connection]:
    """A connection for which no trigger and no foreign key holds."""
    with engine.connect() as koneksi:
        if koneksi.dialect.name == "postgresql":
            koneksi.execute(text("SET session_replication_role = replica"))
        else:
            koneksi.execute(text("PRAGMA foreign_keys = OFF"))
            koneksi.rollback()
            mentah: Any = koneksi.connection.dbapi_connection
            mentah.execute("PRAGMA foreign_keys = OFF")
            pemicu = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            for (nama,) in koneksi.execute(text(pemicu)).all():
                koneksi.execute(text(f"DROP TRIGGER {nama}"))
        yield koneksi
        if koneksi.dialect.name == "postgresql":
            koneksi.execute(text("SET session_replication_role = DEFAULT"))
        koneksi.commit()


@pytest.fixture
def perkara(engine: Engine) -> tuple[int, list[int]]:
    """A claim with a long trail: its id, and the ids of its audit rows."""
    with Session(engine) as session:
        dupak = session.scalars(select(Dupak).order_by(Dupak.audit_seq.desc(), Dupak.id)).first()
        assert dupak is not None
        baris = session.scalars(
            select(AuditEntry.id)
            .where(AuditEntry.workflow == "dupak", AuditEntry.object_id == dupak.id)
            .order_by(AuditEntry.seq)
        ).all()
        assert len(baris) > 6
        return dupak.id, list(baris)


def disebut(hasil: Result) -> list[tuple[str, int, int]]:
    """The cases and rows that the verification names."""
    assert hasil.exit_code == (1 if hasil.stderr else 0), hasil.output
    pola = re.compile(r"^(\w+) (\d+), baris (\d+): .+$", re.MULTILINE)
    return [(nama, int(obj), int(baris)) for nama, obj, baris in pola.findall(hasil.stderr)]


def test_an_honest_history_is_found_whole(periksa):
    hasil = periksa()
    assert (hasil.exit_code, hasil.output) == (0, POLOS)


UBAHAN = {
    "note": "Alasan yang lain.",
    "actor_id": 1,
    "role": "ketua_tim",
    "trigger": "tarik",
    "from_state": "draf",
    "to_state": "ditarik",
    "tanggal": "2021-01-01",
    "at": "2021-01-01 00:00:00",
    "values": '{"nomor":{"dari":null,"ke":"9"}}',
    "object_version": 99,
    "hash": "0" * 64,
}


@pytest.mark.parametrize("kolom", sorted(UBAHAN))
def test_a_changed_row_is_named(engine, perkara, periksa, kolom):
    dupak_id, baris = perkara
    with penyerang(engine) as koneksi:
        koneksi.execute(
            text(f'UPDATE audit_entry SET "{kolom}" = :isi WHERE id = :id'), {"isi": UBAHAN[kolom], "id": baris[3]}
        )
    assert disebut(periksa()) == [("dupak", dupak_id, 4)]


def test_the_first_of_several_changes_is_named(engine, perkara, periksa):
    dupak_id, baris = perkara
    with penyerang(engine) as koneksi:
        koneksi.execute(update(AuditEntry).where(AuditEntry.id.in_([baris[2], baris[5]])).values(note="x"))
    assert disebut(periksa()) == [("dupak", dupak_id, 3)]


@pytest.mark.parametrize(("ke", "disangka"), [(0, 1), (3, 4), (-1, None)])
def test_a_removed_row_is_named(engine, perkara, periksa, ke, disangka):
    dupak_id, baris = perkara
    with penyerang(engine) as koneksi:
        koneksi.execute(delete(AuditEntry).where(AuditEntry.id == baris[ke]))
    assert disebut(periksa()) == [("dupak", dupak_id, disangka or len(baris))]


def test_removed_rows_with_the_numbers_closed_up_are_named(engine, perkara, periksa):
    dupak_id, baris = perkara
    with penyerang(engine) as koneksi:
        koneksi.execute(delete(AuditEntry).where(AuditEntry.id == baris[3]))
        for id_baris in baris[4:]:
            koneksi.execute(update(AuditEntry).where(AuditEntry.id == id_baris).values(seq=AuditEntry.seq - 1))
        koneksi.execute(update(Dupak).where(Dupak.id == dupak_id).values(audit_seq=Dupak.audit_seq - 1))
    assert disebut(periksa()) == [("dupak", dupak_id, 4)]


def test_a_tail_cut_off_together_with_the_head_is_noticed(engine, perkara, periksa):
    """The state is set back as well: the case looks as if its last act had never been."""
    dupak_id, baris = perkara
    with penyerang(engine) as koneksi:
        sisa = koneksi.execute(select(AuditEntry).where(AuditEntry.id == baris[-2])).mappings().one()
        koneksi.execute(delete(AuditEntry).where(AuditEntry.id == baris[-1]))
        koneksi.execute(
            text("UPDATE dupak SET audit_seq = :seq, audit_hash = :hash, state = :state WHERE id = :id"),
            {"seq": sisa["seq"], "hash": sisa["hash"], "state": sisa["to_state"], "id": dupak_id},
        )
    assert disebut(periksa()) == [("dupak", dupak_id, len(baris))]


def salinan(koneksi: Connection, id_baris: int, **ubah: object) -> dict[str, Any]:
    asli = dict(koneksi.execute(select(AuditEntry.__table__).where(AuditEntry.id == id_baris)).mappings().one())
    asli.pop("id")
    return {**asli, **ubah}


def test_an_inserted_row_is_named_at_the_end_and_in_the_middle(engine, perkara, periksa):
    dupak_id, baris = perkara
    with penyerang(engine) as koneksi:
        palsu = salinan(koneksi, baris[-1], seq=len(baris) + 1, note="Disisipkan.", hash="a" * 64)
        koneksi.execute(insert(AuditEntry), palsu)
        koneksi.execute(
            text("UPDATE dupak SET audit_seq = :seq, audit_hash = :hash WHERE id = :id"),
            {"seq": len(baris) + 1, "hash": "a" * 64, "id": dupak_id},
        )
    assert disebut(periksa()) == [("dupak", dupak_id, len(baris) + 1)]
    with penyerang(engine) as koneksi:
        for id_baris in reversed(baris[2:]):
            koneksi.execute(update(AuditEntry).where(AuditEntry.id == id_baris).values(seq=AuditEntry.seq + 100))
        koneksi.execute(insert(AuditEntry), salinan(koneksi, baris[1], seq=3, note="Disisipkan."))
    assert disebut(periksa()) == [("dupak", dupak_id, 3)]


def test_a_row_too_many_without_a_head_is_named(engine, perkara, periksa):
    dupak_id, baris = perkara
    with penyerang(engine) as koneksi:
        koneksi.execute(insert(AuditEntry), salinan(koneksi, baris[-1], seq=len(baris) + 1))
    assert disebut(periksa()) == [("dupak", dupak_id, len(baris) + 1)]


def test_a_chain_forged_with_another_key_is_named(engine, perkara, periksa):
    dupak_id, baris = perkara
    audit.pasang_kunci("kunci-milik-orang-lain-0123456789")
    with penyerang(engine) as koneksi:
        sebelumnya = ""
        for nomor, id_baris in enumerate(baris):
            isi = salinan(koneksi, id_baris)
            if nomor == 2:
                isi["note"] = "Riwayat yang lain."
            hash_baru = audit.sidik(sebelumnya, isi)
            koneksi.execute(
                update(AuditEntry).where(AuditEntry.id == id_baris).values(note=isi["note"], hash=hash_baru)
            )
            sebelumnya = audit.kepala(hash_baru)
        koneksi.execute(text("UPDATE dupak SET audit_hash = :h WHERE id = :id"), {"h": sebelumnya, "id": dupak_id})
    audit.pasang_kunci(KUNCI_AUDIT)
    assert disebut(periksa()) == [("dupak", dupak_id, 1)]


def test_a_state_that_no_act_led_to_is_named(engine, perkara, periksa):
    dupak_id, baris = perkara
    with penyerang(engine) as koneksi:
        koneksi.execute(text("UPDATE dupak SET state = 'ditarik' WHERE id = :id"), {"id": dupak_id})
    hasil = periksa()
    assert disebut(hasil) == [("dupak", dupak_id, len(baris))]
    assert "'ditarik'" in hasil.stderr


@pytest.mark.parametrize("model", [w.model for w in WORKFLOWS], ids=lambda m: m.__tablename__)
@pytest.mark.parametrize("yang", ["pertama", "terakhir"])
def test_a_deleted_case_is_named_by_the_trail_it_left(engine, periksa, model, yang):
    with penyerang(engine) as koneksi:
        urutan = model.id if yang == "pertama" else model.id.desc()
        nomor = koneksi.execute(select(model.id).order_by(urutan).limit(1)).scalar_one()
        koneksi.execute(text(f"DELETE FROM {model.__tablename__} WHERE id = :id"), {"id": nomor})
    assert disebut(periksa()) == [(model.__tablename__, nomor, 1)]


def test_a_trail_given_to_another_case_is_named(engine, perkara, periksa):
    dupak_id, baris = perkara
    with penyerang(engine) as koneksi:
        koneksi.execute(update(AuditEntry).where(AuditEntry.id.in_(baris)).values(object_id=987_654))
    assert disebut(periksa()) == [("dupak", dupak_id, 1), ("dupak", 987_654, 1)]


@pytest.mark.sqlite
def test_a_row_replaced_past_the_triggers_is_named(engine, perkara, periksa):
    """REPLACE removes the old row without its trigger."""
    dupak_id, baris = perkara
    with engine.begin() as koneksi:
        palsu = {**salinan(koneksi, baris[4], note="Diganti."), "id": baris[4]}
        kolom = ", ".join(f'"{k}"' for k in palsu)
        isi = ", ".join(f":{k}" for k in palsu)
        koneksi.execute(text(f"INSERT OR REPLACE INTO audit_entry ({kolom}) VALUES ({isi})"), palsu)
    assert disebut(periksa()) == [("dupak", dupak_id, 5)]


# The database itself


@pytest.mark.parametrize("tabel", ["audit_entry", "catatan_admin"])
@pytest.mark.parametrize("perintah", ["UPDATE {t} SET id = id", "DELETE FROM {t}"])
def test_the_database_refuses_to_rewrite_history(engine, tabel, perintah):
    with engine.begin() as koneksi:
        if tabel == "catatan_admin":
            koneksi.execute(
                text(
                    "INSERT INTO catatan_admin (at, tindakan, tabel, baris_id, sebelum, sesudah)"
                    " VALUES ('2022-01-10', 'ubah', 'unit', 1, '{}', '{}')"
                )
            )
        jumlah = koneksi.execute(text(f"SELECT count(*) FROM {tabel}")).scalar_one()
    assert jumlah > 0
    with pytest.raises(DatabaseError, match="riwayat hanya boleh ditambah"), engine.begin() as koneksi:
        koneksi.execute(text(perintah.format(t=tabel)))
    with engine.begin() as koneksi:
        assert koneksi.execute(text(f"SELECT count(*) FROM {tabel}")).scalar_one() == jumlah


@pytest.mark.postgresql
@pytest.mark.parametrize("tabel", ["audit_entry", "catatan_admin"])
def test_the_database_refuses_to_empty_history(engine, tabel):
    with pytest.raises(DatabaseError, match="riwayat hanya boleh ditambah"), engine.begin() as koneksi:
        koneksi.execute(text(f"TRUNCATE {tabel}"))


def test_one_number_of_a_chain_is_given_once(engine, perkara):
    _, baris = perkara
    with pytest.raises(DatabaseError), engine.begin() as koneksi:
        koneksi.execute(insert(AuditEntry), salinan(koneksi, baris[2]))


# What a row says


def test_a_row_says_who_when_in_which_role_and_what_changed(panggung: Panggung):
    pak, jadwal = panggung.pak("ditetapkan")
    entri = audit.linimasa(panggung.session, "pak", pak.id)[-1]
    orang = panggung.orang["penetap"]
    assert (entri.trigger, entri.from_state, entri.to_state) == ("tetapkan", "menunggu_tanda_tangan", "ditetapkan")
    assert (entri.actor_id, entri.role, entri.tanggal) == (orang.id, "penetap", jadwal.tetapkan)
    assert entri.object_version == pak.version
    assert '"nomor":{"dari":null,"ke":"1/PAK/I/2022"}' in entri.values
    assert isinstance(pak, Pak)


def test_the_chain_needs_its_key(monkeypatch):
    monkeypatch.setattr(audit, "_kunci", b"")
    with pytest.raises(RuntimeError, match="kunci audit"):
        audit.sidik("", {})
