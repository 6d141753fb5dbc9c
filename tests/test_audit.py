"""History cannot be rewritten unnoticed: the database refuses, and the verification names the first place.

The attacker of these tests may do everything in the database; he does not have the key.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.cli import ScriptInfo
from sqlalchemy import Connection, Engine, delete, func, insert, select, text, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from tests import pabrik
from tests.pabrik import HARI_INI
from tests.panggung import KUNCI_AUDIT, Panggung
from tests.penyerang import penyerang
from workflow_app import audit, daftar
from workflow_app.cli import alurpak
from workflow_app.demo.perkara import MASA_TENGAH
from workflow_app.models import (
    AuditEntry,
    CatatanAdmin,
    DaftarPerkara,
    Dupak,
    EntriKredit,
    ItemDupak,
    KepalaRantai,
    Pak,
    PakState,
    Peran,
    RantaiKredit,
)
from workflow_app.services import catatan as layanan_catatan
from workflow_app.services import verifikasi
from workflow_app.services.putusan import sidik_rincian
from workflow_app.services.verifikasi import PERKARA
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


# The register of cases

ISI_JEJAK = ("audit_entry", "dokumen", "surat")


def hapus_perkara(koneksi: Connection, tabel: str, nomor: int) -> None:
    """Everything that tells of a case: its row, its trail, its papers and mails."""
    koneksi.execute(text(f"DELETE FROM {tabel} WHERE id = :id"), {"id": nomor})
    for satu in ISI_JEJAK:
        koneksi.execute(text(f"DELETE FROM {satu} WHERE workflow = :w AND object_id = :id"), {"w": tabel, "id": nomor})


def ujung(koneksi: Connection, model: Any, yang: str) -> int:
    urutan = model.id if yang == "pertama" else model.id.desc()
    return int(koneksi.execute(select(model.id).order_by(urutan).limit(1)).scalar_one())


@pytest.mark.parametrize("model", [w.model for w in WORKFLOWS], ids=lambda m: m.__tablename__)
@pytest.mark.parametrize("yang", ["pertama", "terakhir"])
def test_a_case_deleted_with_its_whole_trail_is_named(engine, periksa, model, yang):
    with penyerang(engine) as koneksi:
        nomor = ujung(koneksi, model, yang)
        hapus_perkara(koneksi, model.__tablename__, nomor)
    hasil = periksa()
    assert (model.__tablename__, nomor, 1) in disebut(hasil)
    assert "dihapus beserta seluruh jejaknya" in hasil.stderr


@pytest.mark.parametrize("yang", ["pertama", "terakhir"])
def test_taking_the_case_out_of_the_register_as_well_is_noticed(engine, periksa, yang):
    with penyerang(engine) as koneksi:
        nomor = ujung(koneksi, Pak, yang)
        hapus_perkara(koneksi, "pak", nomor)
        koneksi.execute(delete(DaftarPerkara).where(DaftarPerkara.workflow == "pak", DaftarPerkara.object_id == nomor))
    assert "daftar_perkara, baris" in periksa().stderr


def test_the_newest_case_cut_off_with_number_and_head_wound_back_is_noticed(engine, periksa):
    with penyerang(engine) as koneksi:
        d = DaftarPerkara
        akhir, sebelumnya = koneksi.execute(select(d.__table__).order_by(d.nomor.desc()).limit(2)).mappings().all()
        hapus_perkara(koneksi, akhir["workflow"], akhir["object_id"])
        koneksi.execute(delete(d).where(d.nomor == akhir["nomor"]))
        koneksi.execute(
            update(KepalaRantai)
            .where(KepalaRantai.nama == "perkara")
            .values(jumlah=sebelumnya["nomor"], hash=sebelumnya["hash"])
        )
    assert f"daftar_perkara, baris {akhir['nomor']}: " in periksa().stderr


@pytest.mark.parametrize("kolom", ["workflow", "object_id", "awal", "hash"])
def test_a_changed_row_of_the_register_is_named(engine, periksa, kolom):
    isi = {"workflow": "sidang", "object_id": 987_654, "awal": "a" * 64, "hash": "a" * 64}[kolom]
    with penyerang(engine) as koneksi:
        koneksi.execute(text(f"UPDATE daftar_perkara SET {kolom} = :isi WHERE nomor = 3"), {"isi": isi})
    assert "daftar_perkara, baris 3: isi baris diubah atau dipalsukan" in periksa().stderr


def test_a_case_put_in_past_the_application_is_named(engine, periksa):
    with penyerang(engine) as koneksi:
        asli = dict(koneksi.execute(select(Dupak.__table__).order_by(Dupak.id).limit(1)).mappings().one())
        koneksi.execute(insert(Dupak), {**asli, "id": 987_654, "audit_seq": 0, "audit_hash": ""})
    hasil = periksa()
    assert ("dupak", 987_654, 1) in disebut(hasil)
    assert "perkara tanpa jejak" in hasil.stderr
    assert "tidak ada dalam daftar perkara" in hasil.stderr


@pytest.mark.sqlite
def test_a_case_that_takes_the_number_of_a_deleted_one_does_not_hide_it(engine, periksa):
    """SQLite gives the highest number away again."""
    with penyerang(engine) as koneksi:
        nomor = ujung(koneksi, Dupak, "terakhir")
        hapus_perkara(koneksi, "dupak", nomor)
    with Session(engine, expire_on_commit=False) as session:
        dupak = Panggung(session).draf()
        assert dupak.id == nomor
    assert ("dupak", nomor, 1) in disebut(hasil := periksa())
    assert "diganti perkara lain" in hasil.stderr


def test_cases_from_before_the_register_are_entered_once(engine, app, periksa):
    with penyerang(engine) as koneksi:
        for satu in (DaftarPerkara, KepalaRantai, RantaiKredit):
            koneksi.execute(delete(satu))
        jumlah = koneksi.execute(select(func.count()).select_from(AuditEntry).where(AuditEntry.seq == 1)).scalar_one()
        for lama in (CatatanAdmin, EntriKredit):
            jumlah += koneksi.execute(select(func.count()).select_from(lama)).scalar_one()
    assert periksa().exit_code == 1

    def daftarkan() -> Result:
        return CliRunner().invoke(alurpak, ["audit", "daftarkan"], obj=ScriptInfo(create_app=lambda: app))

    assert daftarkan().output == f"{jumlah} perkara, catatan, dan entri kredit didaftarkan.\n"
    assert daftarkan().output == "0 perkara, catatan, dan entri kredit didaftarkan.\n"
    assert periksa().output == POLOS


def test_what_is_rolled_back_is_not_entered_and_leaves_no_gap(panggung: Panggung):
    session = panggung.session

    def jumlah() -> int:
        return session.scalar(select(func.count()).where(DaftarPerkara.workflow == "dupak")) or 0

    panggung.draf()
    awal = jumlah()
    titik = session.begin_nested()
    panggung.lakon.buat(panggung.prakom(), MASA_TENGAH, [], HARI_INI)
    titik.rollback()
    panggung.lakon.buat(panggung.prakom(), MASA_TENGAH, [], HARI_INI)
    session.rollback()
    with session.begin_nested():
        panggung.lakon.buat(panggung.prakom(), MASA_TENGAH, [], HARI_INI)
    session.commit()

    assert jumlah() == awal + 1
    assert list(daftar.periksa(session, PERKARA)) == []


# Administrators' notes


@pytest.fixture
def catatan(engine: Engine) -> list[int]:
    """The ids of three notes: a person is given a role, the role is changed, and it is taken back."""
    with Session(engine, expire_on_commit=False) as session:
        panggung = Panggung(session)
        orang, oleh = panggung.orang_baru(), panggung.pelaku("admin")
        peran = pabrik.penugasan(session, orang, Peran.AUDITOR)
        layanan_catatan.catat_tambah(session, peran, oleh)
        layanan_catatan.simpan(session, peran, {"nomor_sk": "SK-BARU"}, oleh)
        session.commit()
        layanan_catatan.hapus(session, peran, oleh)
        session.commit()
        return list(session.scalars(select(CatatanAdmin.id).order_by(CatatanAdmin.id.desc()).limit(3)))[::-1]


def catatan_disebut(periksa: Callable[[], Result]) -> list[tuple[int, str]]:
    """The notes that the verification names, with what it says of them."""
    hasil = periksa()
    assert hasil.exit_code == 1, hasil.output
    return [(int(i), s) for i, s in re.findall(r"^catatan_admin, baris (\d+): (.+)$", hasil.stderr, re.MULTILINE)]


def test_honest_notes_hold(catatan, periksa):
    assert periksa().output == POLOS


@pytest.mark.parametrize(
    ("kolom", "isi"),
    [
        ("tindakan", "tambah"),
        ("tabel", "akun"),
        ("baris_id", 1),
        ("pelaku_id", None),
        ("sebelum", "{}"),
        ("sesudah", "{}"),
        ("at", "2021-01-01 00:00:00"),
    ],
)
def test_a_changed_note_is_named(engine, catatan, periksa, kolom, isi):
    with penyerang(engine) as koneksi:
        koneksi.execute(text(f"UPDATE catatan_admin SET {kolom} = :isi WHERE id = :id"), {"isi": isi, "id": catatan[1]})
    assert catatan_disebut(periksa) == [(catatan[1], "isi catatan diubah")]


@pytest.mark.parametrize("ke", [0, 1, 2])
def test_a_removed_note_is_named(engine, catatan, periksa, ke):
    with penyerang(engine) as koneksi:
        koneksi.execute(delete(CatatanAdmin).where(CatatanAdmin.id == catatan[ke]))
    assert catatan_disebut(periksa) == [(catatan[ke], "catatan dihapus")]


def test_a_note_put_in_past_the_application_is_named(engine, catatan, periksa):
    with penyerang(engine) as koneksi:
        asli = dict(koneksi.execute(select(CatatanAdmin.__table__).limit(1)).mappings().one())
        koneksi.execute(insert(CatatanAdmin), {**asli, "id": 987_654})
    assert catatan_disebut(periksa) == [(987_654, "catatan tidak ada dalam daftar")]


# Figures that the trail froze


def diubah(periksa: Callable[[], Result]) -> list[tuple[str, str]]:
    """The cases and fields that the verification names."""
    hasil = periksa()
    assert hasil.exit_code == 1, hasil.output
    return re.findall(r"^(\w+ \d+), kolom ([\w ]+): .+$", hasil.stderr, re.MULTILINE)


@pytest.fixture
def sah(engine: Engine) -> tuple[int, int]:
    """A decision in force whose credit is booked, and its claim."""
    with Session(engine) as session:
        query = select(Pak.id, Pak.dupak_id).where(Pak.state == PakState.DIKIRIM, Pak.menggantikan_id.is_(None))
        pak_id, dupak_id = session.execute(query.order_by(Pak.id).limit(1)).one()
        return pak_id, dupak_id


def test_figures_of_a_decision_changed_past_the_trail_are_named(engine, periksa, sah):
    pak_id, _ = sah
    with penyerang(engine) as koneksi:
        rincian = koneksi.execute(select(Pak.rincian).where(Pak.id == pak_id)).scalar_one()
        rincian["jumlah"]["baru"] = "999.000"
        koneksi.execute(update(Pak).where(Pak.id == pak_id).values(rincian=rincian))
    assert diubah(periksa) == [(f"pak {pak_id}", "rincian")]


def test_figures_changed_together_with_their_hash_are_named(engine, periksa, sah):
    pak_id, _ = sah
    with penyerang(engine) as koneksi:
        rincian = koneksi.execute(select(Pak.rincian).where(Pak.id == pak_id)).scalar_one()
        rincian["tim"]["nama"] = "Tim lain"
        sidik = sidik_rincian(rincian)
        koneksi.execute(
            update(Pak).where(Pak.id == pak_id).values(rincian=rincian, sidik_rincian=sidik, diparaf_sidik=sidik)
        )
    assert set(diubah(periksa)) == {(f"pak {pak_id}", "sidik_rincian"), (f"pak {pak_id}", "diparaf_sidik")}


def test_a_sum_of_a_decision_changed_past_the_trail_is_named(engine, periksa, sah):
    pak_id, _ = sah
    with penyerang(engine) as koneksi:
        koneksi.execute(
            text("UPDATE pak SET jumlah_baru = jumlah_baru + 5000, jumlah = jumlah + 5000 WHERE id = :id"),
            {"id": pak_id},
        )
    assert set(diubah(periksa)) == {(f"pak {pak_id}", "jumlah_baru"), (f"pak {pak_id}", "jumlah")}


@pytest.mark.parametrize(("kolom", "isi"), [("nomor", "99/PAK/I/2022"), ("ditetapkan_pada", "2021-12-31")])
def test_a_column_of_a_step_changed_past_the_trail_is_named(engine, periksa, sah, kolom, isi):
    pak_id, _ = sah
    with penyerang(engine) as koneksi:
        koneksi.execute(text(f"UPDATE pak SET {kolom} = :isi WHERE id = :id"), {"isi": isi, "id": pak_id})
    assert diubah(periksa) == [(f"pak {pak_id}", kolom)]


def test_a_result_changed_past_the_trail_is_named(engine, periksa, sah):
    _, dupak_id = sah
    with penyerang(engine) as koneksi:
        hasil = koneksi.execute(select(Dupak.hasil).where(Dupak.id == dupak_id)).scalar_one()
        hasil["tabungan"] = not hasil["tabungan"]
        koneksi.execute(update(Dupak).where(Dupak.id == dupak_id).values(hasil=hasil))
    assert diubah(periksa) == [(f"dupak {dupak_id}", "hasil")]


@pytest.mark.parametrize("kolom", ["jumlah", "nilai_akhir"])
def test_credit_of_an_item_changed_after_the_decision_is_named(engine, periksa, sah, kolom):
    _, dupak_id = sah
    with penyerang(engine) as koneksi:
        item = koneksi.execute(select(ItemDupak.id).where(ItemDupak.dupak_id == dupak_id).limit(1)).scalar_one()
        koneksi.execute(text(f"UPDATE item_dupak SET {kolom} = {kolom} + 1000 WHERE id = :id"), {"id": item})
    assert diubah(periksa) == [(f"dupak {dupak_id}", f"butir {item} {kolom}")]


def test_an_item_removed_after_the_decision_is_named(engine, periksa, sah):
    _, dupak_id = sah
    with penyerang(engine) as koneksi:
        item = koneksi.execute(select(ItemDupak.id).where(ItemDupak.dupak_id == dupak_id).limit(1)).scalar_one()
        koneksi.execute(text("DELETE FROM item_dupak WHERE id = :id"), {"id": item})
    assert diubah(periksa) == [(f"dupak {dupak_id}", f"butir {item}")]


@pytest.mark.parametrize("perintah", ["UPDATE entri_kredit SET jumlah = jumlah + 1000", "DELETE FROM entri_kredit"])
def test_booked_credit_changed_past_the_trail_is_named(engine, periksa, sah, perintah):
    _, dupak_id = sah
    with penyerang(engine) as koneksi:
        entri = koneksi.execute(select(EntriKredit).where(EntriKredit.dupak_id == dupak_id).limit(1)).mappings().one()
        koneksi.execute(text(f"{perintah} WHERE id = :id"), {"id": entri["id"]})
    assert diubah(periksa) == [(f"dupak {dupak_id}", f"entri_kredit {entri['aturan']} {entri['unsur']}")]


def test_credit_booked_for_somebody_else_is_named(engine, periksa, sah):
    _, dupak_id = sah
    with penyerang(engine) as koneksi:
        lain = koneksi.execute(select(Dupak.subjek_id).where(Dupak.id != dupak_id).limit(1)).scalar_one()
        koneksi.execute(update(EntriKredit).where(EntriKredit.dupak_id == dupak_id).values(pegawai_id=lain))
        entri = koneksi.execute(select(EntriKredit.id).where(EntriKredit.dupak_id == dupak_id).limit(1)).scalar_one()
    assert (f"dupak {dupak_id}", f"entri_kredit {entri}") in diubah(periksa)


def test_a_decision_that_waits_for_another_official_is_no_change(panggung: Panggung):
    """Time lays a decision before whoever may sign; the step wrote another name."""
    pak, _ = panggung.pak("menunggu_tanda_tangan")
    pak.penetap_id = panggung.orang["penetap_madya"].id
    panggung.session.commit()
    assert list(verifikasi.periksa(panggung.session)) == []


# The database itself


@pytest.mark.parametrize("tabel", ["audit_entry", "catatan_admin", "daftar_perkara", "rantai_kredit"])
@pytest.mark.parametrize("perintah", ["UPDATE {t} SET {k} = {k}", "DELETE FROM {t}"])
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
    kolom = "hash" if tabel in {"daftar_perkara", "rantai_kredit"} else "id"
    with pytest.raises(DatabaseError, match="riwayat hanya boleh ditambah"), engine.begin() as koneksi:
        koneksi.execute(text(perintah.format(t=tabel, k=kolom)))
    with engine.begin() as koneksi:
        assert koneksi.execute(text(f"SELECT count(*) FROM {tabel}")).scalar_one() == jumlah


@pytest.mark.postgresql
@pytest.mark.parametrize("tabel", ["audit_entry", "catatan_admin", "daftar_perkara", "rantai_kredit"])
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
