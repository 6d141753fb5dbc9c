"""No entry of the ledger is put in, changed, moved or taken out unnoticed, and none stands without its case."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, delete, event, func, insert, select, text, update
from sqlalchemy.orm import Session

from tests.panggung import Panggung
from tests.penyerang import penyerang, temuan
from workflow_app.models import (
    DaftarPerkara,
    Dupak,
    DupakState,
    EntriKredit,
    JenisEntri,
    KepalaRantai,
    Pak,
    PakState,
    Pegawai,
    RantaiKredit,
)
from workflow_app.services import buku_kredit, verifikasi
from workflow_app.services.rantai_kredit import sambung_yang_lama

LEPAS = "entri tidak ada dalam rantai"
DIUBAH = "isi baris diubah atau dipalsukan"


@pytest.fixture
def url_basis_data(url_demo: str) -> str:
    """These tests play in the demo: an agency with a case in every state."""
    return url_demo


@pytest.fixture
def buku(engine: Engine) -> tuple[int, list[int]]:
    """The longest ledger: its officer, and the ids of the entries in their order."""
    with Session(engine) as session:
        milik = select(EntriKredit.pegawai_id).group_by(EntriKredit.pegawai_id).order_by(func.count().desc()).limit(1)
        pegawai_id = session.scalars(milik).one()
        urut = select(RantaiKredit.entri_id).where(RantaiKredit.pegawai_id == pegawai_id).order_by(RantaiKredit.nomor)
        entri = list(session.scalars(urut))
        assert len(entri) > 3
        return pegawai_id, entri


def salinan(koneksi: Connection, tabel: Any, syarat: Any, **ubah: object) -> dict[str, Any]:
    return {**koneksi.execute(select(tabel.__table__).where(syarat)).mappings().one(), **ubah}


def sisipkan(koneksi: Connection, dari: int, **ubah: object) -> int:
    """A copy of an entry, put in past the application; its id."""
    palsu = salinan(koneksi, EntriKredit, EntriKredit.id == dari, id=987_654, sebab="palsu", **ubah)
    koneksi.execute(insert(EntriKredit), palsu)
    return 987_654


def letak(pegawai_id: int, nomor: int) -> str:
    return f"entri_kredit pegawai {pegawai_id}, baris {nomor}"


def test_every_entry_of_the_demo_stands_in_a_chain(engine: Engine):
    assert temuan(engine) == []
    with Session(engine) as session:
        assert session.scalar(select(func.count()).select_from(RantaiKredit)) == session.scalar(
            select(func.count()).select_from(EntriKredit)
        )


# Put in


def test_an_entry_put_in_past_the_application_is_named(engine: Engine, buku: tuple[int, list[int]]):
    _, entri = buku
    with penyerang(engine) as koneksi:
        palsu = sisipkan(koneksi, entri[0], dupak_id=None, pak_id=None, item_id=None, jenis=JenisEntri.SALDO_AWAL)
    assert temuan(engine) == [f"entri_kredit, baris {palsu}: {LEPAS}"]


def test_an_entry_put_in_with_a_place_and_a_head_of_its_own_is_named(engine: Engine, buku: tuple[int, list[int]]):
    pegawai_id, entri = buku
    with penyerang(engine) as koneksi:
        palsu = sisipkan(koneksi, entri[0], jenis=JenisEntri.SALDO_AWAL, dupak_id=None, pak_id=None, item_id=None)
        mata = {"pegawai_id": pegawai_id, "nomor": len(entri) + 1, "entri_id": palsu, "hash": "a" * 64}
        koneksi.execute(insert(RantaiKredit), mata)
        koneksi.execute(
            update(KepalaRantai)
            .where(KepalaRantai.nama == f"kredit:{pegawai_id}")
            .values(jumlah=len(entri) + 1, hash="a" * 64)
        )
    assert temuan(engine)[0] == f"{letak(pegawai_id, len(entri) + 1)}: {DIUBAH}"


def test_the_first_entry_of_an_officer_without_a_ledger_is_named(engine: Engine, buku: tuple[int, list[int]]):
    _, entri = buku
    with penyerang(engine) as koneksi:
        kosong = select(Pegawai.id).where(Pegawai.id.not_in(select(EntriKredit.pegawai_id))).limit(1)
        orang = koneksi.execute(kosong).scalar_one()
        isi = {"dupak_id": None, "pak_id": None, "item_id": None, "jenis": JenisEntri.SALDO_AWAL}
        palsu = sisipkan(koneksi, entri[0], pegawai_id=orang, **isi)
        koneksi.execute(insert(RantaiKredit), {"pegawai_id": orang, "nomor": 1, "entri_id": palsu, "hash": "a" * 64})
        koneksi.execute(insert(KepalaRantai), {"nama": f"kredit:{orang}", "jumlah": 1, "hash": "a" * 64})
    hasil = temuan(engine)
    assert f"{letak(orang, 1)}: {DIUBAH}" in hasil
    assert f"{letak(orang, 1)}: buku kredit tidak ada dalam daftar perkara" in hasil


# Taken out


@pytest.mark.parametrize("ke", [0, 1, -1])
def test_a_removed_entry_is_named(engine: Engine, buku: tuple[int, list[int]], ke: int):
    pegawai_id, entri = buku
    with penyerang(engine) as koneksi:
        koneksi.execute(delete(EntriKredit).where(EntriKredit.id == entri[ke]))
    nomor = entri.index(entri[ke]) + 1
    assert f"{letak(pegawai_id, nomor)}: isi baris dihapus" in temuan(engine)


def hapus(koneksi: Connection, entri_id: int) -> None:
    koneksi.execute(delete(EntriKredit).where(EntriKredit.id == entri_id))
    koneksi.execute(delete(RantaiKredit).where(RantaiKredit.entri_id == entri_id))


def test_the_newest_entry_taken_out_with_its_place_is_named(engine: Engine, buku: tuple[int, list[int]]):
    pegawai_id, entri = buku
    with penyerang(engine) as koneksi:
        hapus(koneksi, entri[-1])
    assert f"{letak(pegawai_id, len(entri))}: baris terakhir dihapus atau kepala rantai diubah" in temuan(engine)


def test_the_newest_entry_taken_out_with_the_head_wound_back_is_named(engine: Engine, buku: tuple[int, list[int]]):
    pegawai_id, entri = buku
    with penyerang(engine) as koneksi:
        hapus(koneksi, entri[-1])
        sisa = salinan(koneksi, RantaiKredit, RantaiKredit.entri_id == entri[-2])
        koneksi.execute(
            update(KepalaRantai)
            .where(KepalaRantai.nama == f"kredit:{pegawai_id}")
            .values(jumlah=sisa["nomor"], hash=sisa["hash"])
        )
    assert f"{letak(pegawai_id, len(entri))}: baris terakhir dihapus atau kepala rantai diubah" in temuan(engine)


def test_an_entry_taken_out_with_the_numbers_closed_up_is_named(engine: Engine, buku: tuple[int, list[int]]):
    pegawai_id, entri = buku
    with penyerang(engine) as koneksi:
        hapus(koneksi, entri[1])
        for satu in entri[2:]:
            koneksi.execute(
                update(RantaiKredit).where(RantaiKredit.entri_id == satu).values(nomor=RantaiKredit.nomor - 1)
            )
        koneksi.execute(
            update(KepalaRantai)
            .where(KepalaRantai.nama == f"kredit:{pegawai_id}")
            .values(jumlah=KepalaRantai.jumlah - 1)
        )
    assert f"{letak(pegawai_id, 2)}: {DIUBAH}" in temuan(engine)


def kosongkan(koneksi: Connection, pegawai_id: int) -> None:
    """The whole ledger of an officer, with chain and head."""
    koneksi.execute(delete(EntriKredit).where(EntriKredit.pegawai_id == pegawai_id))
    koneksi.execute(delete(RantaiKredit).where(RantaiKredit.pegawai_id == pegawai_id))
    koneksi.execute(delete(KepalaRantai).where(KepalaRantai.nama == f"kredit:{pegawai_id}"))


def saldo_awal(session: Session, pegawai_id: int, dasar: str = "PAK lama") -> EntriKredit:
    orang = session.get_one(Pegawai, pegawai_id)
    isi: dict[str, Any] = {"aturan": "R2020", "unsur": "penunjang", "jumlah": Decimal("1.5"), "dasar": dasar}
    return buku_kredit.saldo_awal(session, orang, tanggal=dt.date(2020, 6, 1), **isi)


@pytest.mark.parametrize("mulai_lagi", [False, True])
def test_a_ledger_that_vanished_whole_is_named(engine: Engine, session: Session, mulai_lagi: bool):
    """Also when the application has begun another one for the same officer."""
    orang = Panggung(session).orang_baru()
    saldo_awal(session, orang.id)
    session.commit()
    assert temuan(engine) == []
    with penyerang(engine) as koneksi:
        kosongkan(koneksi, orang.id)
    if mulai_lagi:
        saldo_awal(session, orang.id, "Surat lain")
        session.commit()
    assert temuan(engine) == [f"{letak(orang.id, 1)}: buku kredit dihapus atau dimulai ulang"]


def test_taking_the_ledger_out_of_the_register_as_well_is_named(engine: Engine, buku: tuple[int, list[int]]):
    pegawai_id, _ = buku
    with penyerang(engine) as koneksi:
        kosongkan(koneksi, pegawai_id)
        koneksi.execute(
            delete(DaftarPerkara).where(DaftarPerkara.workflow == "entri_kredit", DaftarPerkara.object_id == pegawai_id)
        )
    assert any(satu.startswith("daftar_perkara, baris ") for satu in temuan(engine))


# Changed and moved

BERPASANGAN = "perkara, perkara_id"
UBAHAN = {
    "tanggal": "2019-01-01",
    "jenis": "konversi",
    "aturan": "R2003",
    "aturan_sidik": "a" * 64,
    "jenjang": "ahli_utama",
    "golongan": "IV/e",
    "unsur": "lain",
    "jumlah": 999_000,
    "dupak_id": 987_654,
    "pak_id": None,
    "item_id": None,
    BERPASANGAN: "dupak",
    "sebab": "lain",
    "alasan": '{"msgid": "Lain.", "nilai": {}}',
    "dasar": "Surat lain",
}


@pytest.mark.parametrize("kolom", sorted(UBAHAN))
def test_a_changed_entry_is_named(engine: Engine, kolom: str):
    with penyerang(engine) as koneksi:
        query = select(EntriKredit.id).where(EntriKredit.item_id.is_not(None), EntriKredit.pak_id.is_not(None))
        entri_id = koneksi.execute(query.order_by(EntriKredit.id.desc()).limit(1)).scalar_one()
        mata = salinan(koneksi, RantaiKredit, RantaiKredit.entri_id == entri_id)
        perintah = f"{kolom} = :isi" if kolom != BERPASANGAN else "perkara = :isi, perkara_id = 1"
        koneksi.execute(
            text(f"UPDATE entri_kredit SET {perintah} WHERE id = :id"), {"isi": UBAHAN[kolom], "id": entri_id}
        )
    assert f"{letak(mata['pegawai_id'], mata['nomor'])}: {DIUBAH}" in temuan(engine)


def test_every_column_of_an_entry_is_covered():
    assert set(", ".join(UBAHAN).split(", ")) | {"id", "pegawai_id"} == set(EntriKredit.__table__.c.keys())


def test_a_kind_that_the_application_does_not_know_is_named(engine: Engine, buku: tuple[int, list[int]]):
    pegawai_id, entri = buku
    with penyerang(engine) as koneksi:
        koneksi.execute(text("UPDATE entri_kredit SET jenis = 'hadiah' WHERE id = :id"), {"id": entri[0]})
    assert f"{letak(pegawai_id, 1)}: {DIUBAH}" in temuan(engine)


def test_two_entries_that_change_places_are_named(engine: Engine, buku: tuple[int, list[int]]):
    pegawai_id, entri = buku
    with penyerang(engine) as koneksi:
        for lama, baru in ((entri[0], 987_654), (entri[1], entri[0]), (987_654, entri[1])):
            koneksi.execute(update(RantaiKredit).where(RantaiKredit.entri_id == lama).values(entri_id=baru))
    assert temuan(engine) == [f"{letak(pegawai_id, nomor)}: {DIUBAH}" for nomor in (1, 2)]


def test_two_entries_that_change_their_numbers_are_named(engine: Engine, buku: tuple[int, list[int]]):
    pegawai_id, entri = buku
    with penyerang(engine) as koneksi:
        for lama, baru in ((entri[0], 987_654), (entri[1], entri[0]), (987_654, entri[1])):
            koneksi.execute(update(EntriKredit).where(EntriKredit.id == lama).values(id=baru))
    hasil = temuan(engine)
    assert [f"{letak(pegawai_id, nomor)}: {DIUBAH}" in hasil for nomor in (1, 2)] == [True, True]


def test_an_entry_given_to_another_officer_is_named(engine: Engine, buku: tuple[int, list[int]]):
    pegawai_id, entri = buku
    with penyerang(engine) as koneksi:
        lain = koneksi.execute(select(Pegawai.id).where(Pegawai.id != pegawai_id).limit(1)).scalar_one()
        koneksi.execute(update(EntriKredit).where(EntriKredit.id == entri[-1]).values(pegawai_id=lain))
    assert f"{letak(pegawai_id, len(entri))}: {DIUBAH}" in temuan(engine)


# Against the case that books


def sebab(panggung: Panggung) -> list[str]:
    return [f"{cacat.tempat}: {cacat.sebab}" for cacat in verifikasi.periksa(panggung.session)]


def bukukan(panggung: Panggung, orang_id: int, **isi: Any) -> EntriKredit:
    """An entry that the application itself has chained, without asking what caused it."""
    tetap: dict[str, Any] = {
        "pegawai_id": orang_id,
        "tanggal": dt.date(2022, 1, 10),
        "jenis": JenisEntri.BUTIR,
        "aturan": "R2020",
        "jenjang": "ahli_pertama",
        "golongan": "III/a",
        "unsur": "penunjang",
        "jumlah": Decimal(1),
        "sebab": f"uji:{isi}",
        "alasan": {"msgid": "Uji.", "nilai": {}},
    }
    entri = EntriKredit(**{**tetap, **isi})
    buku_kredit.catat(panggung.session, [entri])
    panggung.session.commit()
    return entri


BELUM = "kredit dibukukan tanpa keadaan yang membukukannya"


@pytest.mark.parametrize("jenis", [JenisEntri.BUTIR, JenisEntri.KOREKSI, JenisEntri.BAWAAN])
def test_credit_of_a_claim_that_is_not_finished_is_named(panggung: Panggung, jenis: JenisEntri):
    """An entry that opens an account does not show in the sums of the claim."""
    dupak, _ = panggung.sampai("sidang")
    entri = bukukan(panggung, dupak.subjek_id, dupak_id=dupak.id, jenis=jenis)
    assert f"dupak {dupak.id}, kolom entri_kredit {entri.id}: {BELUM}" in sebab(panggung)


def test_entries_of_an_unfinished_claim_that_cancel_out_are_named(panggung: Panggung):
    dupak, _ = panggung.sampai("sidang")
    for jumlah in (5, -5):
        isi = {"jenis": JenisEntri.KOREKSI, "jumlah": Decimal(jumlah)}
        bukukan(panggung, dupak.subjek_id, dupak_id=dupak.id, **isi)
    assert [satu.endswith(BELUM) for satu in sebab(panggung)] == [True, True]


def test_credit_of_a_decision_that_was_not_signed_is_named(panggung: Panggung):
    pak, _ = panggung.pak("menunggu_tanda_tangan")
    entri = bukukan(panggung, pak.subjek_id, dupak_id=pak.dupak_id, pak_id=pak.id)
    assert f"pak {pak.id}, kolom entri_kredit {entri.id}: {BELUM}" in sebab(panggung)


def test_credit_of_a_case_that_books_none_is_named(panggung: Panggung):
    dupak, _ = panggung.sampai("sidang")
    sidang = panggung.session.scalars(select(DaftarPerkara.object_id).limit(1)).one()
    entri = bukukan(panggung, dupak.subjek_id, perkara="penilaian", perkara_id=sidang)
    assert f"penilaian {sidang}, kolom entri_kredit {entri.id}: {BELUM}" in sebab(panggung)


@pytest.mark.parametrize(
    "isi",
    [{"dasar": "Surat"}, {"perkara": "hadiah", "perkara_id": 1}],
    ids=["a letter", "an unknown workflow"],
)
def test_credit_of_an_activity_without_a_case_is_named(panggung: Panggung, isi: dict[str, Any]):
    entri = bukukan(panggung, panggung.prakom().id, **isi)
    assert sebab(panggung) == [f"entri_kredit, baris {entri.id}: entri tanpa perkara yang membukukannya"]


def test_credit_booked_for_somebody_else_is_named_with_its_entry(panggung: Panggung):
    pak, _ = panggung.pak("ditetapkan")
    lain = panggung.orang_baru()
    entri = bukukan(panggung, lain.id, dupak_id=pak.dupak_id)
    assert sebab(panggung) == [
        f"dupak {pak.dupak_id}, kolom entri_kredit {entri.id}: kredit dibukukan untuk orang lain"
    ]


def test_an_entry_that_names_the_activity_of_another_claim_is_named(engine: Engine):
    with Session(engine) as session:
        panggung = Panggung(session)
        selesai = select(Pak).where(Pak.state == PakState.DIKIRIM).order_by(Pak.id).limit(1)
        pak = session.scalars(selesai).one()
        lain = session.scalars(
            select(Dupak).where(Dupak.id != pak.dupak_id, Dupak.state == DupakState.SELESAI).limit(1)
        ).one()
        isi = {"dupak_id": pak.dupak_id, "item_id": lain.butir[0].id}
        entri = bukukan(panggung, pak.subjek_id, **isi)
        assert f"entri_kredit, baris {entri.id}: putusan atau butir milik DUPAK lain" in sebab(panggung)


# Booking


def test_what_is_rolled_back_leaves_no_gap(panggung: Panggung):
    session = panggung.session
    orang = panggung.orang_baru()
    titik = session.begin_nested()
    saldo_awal(session, orang.id)
    titik.rollback()
    saldo_awal(session, orang.id, "Surat lain")
    session.commit()
    saldo_awal(session, orang.id, "Surat ketiga")
    session.commit()
    assert sebab(panggung) == []
    mata = session.execute(
        select(RantaiKredit.nomor, EntriKredit.dasar)
        .join(EntriKredit, EntriKredit.id == RantaiKredit.entri_id)
        .where(RantaiKredit.pegawai_id == orang.id)
        .order_by(RantaiKredit.nomor)
    )
    assert [tuple(satu) for satu in mata] == [(1, "Surat lain"), (2, "Surat ketiga")]


@pytest.fixture
def perintah(engine: Engine) -> list[str]:
    """The statements that reach the database from now on."""
    daftar: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *a: daftar.append(a[2]))
    return daftar


def test_the_statements_of_a_booking_do_not_grow_with_its_entries(session: Session, perintah: list[str]):
    """But for the entries themselves on SQLite, which gives each of them its id in a statement of its own."""
    banyak: list[int] = []
    for jumlah in (5, 5, 300):
        orang = Panggung(session).orang_baru()
        session.commit()
        session.connection()
        perintah.clear()
        buku_kredit.catat(session, [_entri(orang.id, ke) for ke in range(jumlah)])
        session.commit()
        banyak.append(sum(not satu.startswith("INSERT INTO entri_kredit ") for satu in perintah))
    assert banyak[1] == banyak[2] < 15


def _entri(orang_id: int, ke: int) -> EntriKredit:
    return EntriKredit(
        pegawai_id=orang_id,
        tanggal=dt.date(2022, 1, 10),
        jenis=JenisEntri.SALDO_AWAL,
        aturan="R2020",
        jenjang="ahli_pertama",
        golongan="III/a",
        unsur="penunjang",
        jumlah=Decimal(1),
        sebab=f"uji:{orang_id}:{ke}",
        alasan={"msgid": "Uji.", "nilai": {}},
        dasar="Surat uji",
    )


# Entries from before there were chains


@pytest.fixture
def belum_dirantai(engine: Engine) -> int:
    """The demo as it was before there were chains; the number of its entries."""
    with penyerang(engine) as koneksi:
        koneksi.execute(delete(RantaiKredit))
        koneksi.execute(delete(KepalaRantai).where(KepalaRantai.nama.like("kredit:%")))
        koneksi.execute(delete(DaftarPerkara))
        koneksi.execute(delete(KepalaRantai))
        return koneksi.execute(select(func.count()).select_from(EntriKredit)).scalar_one()


def rantaikan(engine: Engine, kerja: Callable[[Session], int] = verifikasi.daftarkan_yang_lama) -> int:
    with Session(engine) as session:
        hasil = kerja(session)
        session.commit()
        return hasil


def test_entries_from_before_are_named_until_they_are_chained(engine: Engine, belum_dirantai: int):
    assert sum(satu.endswith(LEPAS) for satu in temuan(engine)) == belum_dirantai
    assert rantaikan(engine) > belum_dirantai
    assert temuan(engine) == []


def test_an_officer_whose_credit_went_on_before_the_old_one_was_chained(
    engine: Engine, buku: tuple[int, list[int]], belum_dirantai: int
):
    pegawai_id, entri = buku
    with Session(engine) as session:
        baru = saldo_awal(session, pegawai_id, "Surat baru").id
        session.commit()
    rantaikan(engine)
    assert temuan(engine) == []
    with Session(engine) as session:
        urut = select(RantaiKredit.entri_id).where(RantaiKredit.pegawai_id == pegawai_id).order_by(RantaiKredit.nomor)
        assert session.scalars(urut).all() == [baru, *sorted(entri)]


def test_where_nothing_was_left_to_chain_nothing_ever_is(engine: Engine, buku: tuple[int, list[int]]):
    """The demo was never without chains, and nobody has run the command."""
    with penyerang(engine) as koneksi:
        palsu = sisipkan(koneksi, buku[1][0], dupak_id=None, pak_id=None, item_id=None, jenis=JenisEntri.SALDO_AWAL)
    assert rantaikan(engine) == 0
    assert temuan(engine) == [f"entri_kredit, baris {palsu}: {LEPAS}"]


def test_what_is_put_in_later_is_never_chained(engine: Engine, buku: tuple[int, list[int]], belum_dirantai: int):
    assert rantaikan(engine) > belum_dirantai
    with penyerang(engine) as koneksi:
        palsu = sisipkan(koneksi, buku[1][0], dupak_id=None, pak_id=None, item_id=None, jenis=JenisEntri.SALDO_AWAL)
    assert rantaikan(engine) == rantaikan(engine, sambung_yang_lama) == 0
    assert temuan(engine) == [f"entri_kredit, baris {palsu}: {LEPAS}"]
