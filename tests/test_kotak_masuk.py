"""The inbox says for many cases what the rights say for one, and the page that shows it."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import Engine, event, select, text
from sqlalchemy.orm import Session

from tests import pabrik
from tests.klien import Klien, teks_halaman
from tests.panggung import Panggung
from workflow_app import peraturan
from workflow_app.extensions import db
from workflow_app.models import (
    Dupak,
    DupakState,
    Kedudukan,
    KonflikKepentingan,
    Pak,
    PakState,
    Pegawai,
    Penilaian,
    PenilaianState,
    PenugasanPeran,
    Peran,
)
from workflow_app.peraturan import berlaku
from workflow_app.permissions import boleh_melihat, peran_terhadap
from workflow_app.services import keadaan
from workflow_app.services.kotak_masuk import (
    Baris,
    _giliran_penetap,
    _query_kotak,
    _query_saya,
    kotak_masuk,
    perkara_saya,
)
from workflow_app.services.pola import nilai, pola
from workflow_app.states import WORKFLOWS

Masuk = Callable[[Pegawai], Klien]


@pytest.fixture
def url_basis_data(url_demo: str) -> str:
    """These tests play in the demo: an agency with a case in every state."""
    return url_demo


@pytest.fixture
def panggung(session: Session) -> Panggung:
    return Panggung(session)


@contextmanager
def perintah(engine: Engine) -> Iterator[list[str]]:
    """The statements that reach the database meanwhile."""
    daftar: list[str] = []

    def catat(koneksi, kursor, isi, *sisa):
        if isi.lstrip().upper().startswith(("SELECT", "WITH", "INSERT", "UPDATE", "DELETE")):
            daftar.append(isi)

    event.listen(engine, "before_cursor_execute", catat)
    yield daftar
    event.remove(engine, "before_cursor_execute", catat)


def isi_kotak(session: Session, orang: Pegawai, **sisa) -> list[Baris]:
    return list(kotak_masuk(session, pabrik.pelaku(session, orang), **{"batas": 100, **sisa}).baris)


def dupak_pada(session: Session, state: DupakState) -> Dupak:
    """The first claim in a state."""
    return session.scalars(select(Dupak).where(Dupak.state == state).order_by(Dupak.id).limit(1)).one()


def kunci(baris: list[Baris]) -> list[tuple[str, int]]:
    return [(b.workflow, b.id) for b in baris]


def periksa_semua_orang(p: Panggung) -> int:
    """Compare inbox and rights for everybody with an office and for some officers; the number of lines seen."""
    session = p.session
    perkara = [(w.name, obj) for w in WORKFLOWS for obj in session.scalars(select(w.model)) if obj.state not in w.final]
    jumlah = 0
    for orang in (*p.orang.values(), *p.agensi.lain[::4]):
        pelaku = pabrik.pelaku(session, orang)
        seharusnya = {
            (nama, obj.id)
            for nama, obj in perkara
            if obj.pemegang in peran_terhadap(session, pelaku, obj) and boleh_melihat(session, pelaku, obj)
        }
        baris = isi_kotak(session, orang)
        assert len(set(kunci(baris))) == len(baris)
        assert set(kunci(baris)) == seharusnya, orang.nama
        jumlah += len(baris)
    return jumlah


# Whose desk


def test_inbox_equals_the_rights_of_everybody(panggung: Panggung):
    assert periksa_semua_orang(panggung) > 20


def test_only_rule_sets_on_credit_say_whose_turn_it_is(session: Session, panggung: Panggung):
    """Also where another kind has a table of the same name: no decision stands under it."""
    tabel = [k for k in peraturan.kunci("R2020").isi.values() if k.jalur.startswith("penetap.")]
    lain = peraturan.kunci("prosedur").dengan(tabel, tambah=True)
    penetap = pabrik.pelaku(session, panggung.orang["penetap"])
    seharusnya = _giliran_penetap(session, penetap)
    assert {g.aturan for g in seharusnya} == {"R2020"}
    with berlaku.memakai(berlaku.kini().dengan(lain)):
        assert _giliran_penetap(session, penetap) == seharusnya


def ketua_tidak_hadir(p: Panggung) -> None:
    pabrik.ketidakhadiran(p.session, p.orang["ketua"])


def kursi_sekretaris_kosong(p: Panggung) -> None:
    kursi = p.agensi.tim.pemegang(Kedudukan.SEKRETARIS, pabrik.HARI_INI)
    assert kursi
    kursi.selesai = dt.date(2022, 1, 9)


def ketua_berkonflik(p: Panggung) -> None:
    dupak = dupak_pada(p.session, DupakState.SIDANG)
    p.session.add(KonflikKepentingan(dupak_id=dupak.id, pegawai_id=p.orang["ketua"].id, alasan="saudara"))


@pytest.mark.parametrize("keadaan_tim", [ketua_tidak_hadir, kursi_sekretaris_kosong, ketua_berkonflik])
def test_the_deputy_finds_what_the_seat_cannot_do(session: Session, panggung: Panggung, keadaan_tim):
    assert isi_kotak(session, panggung.orang["wakil"]) == []
    keadaan_tim(panggung)
    session.flush()

    assert isi_kotak(session, panggung.orang["wakil"])
    assert all(b.menggantikan for b in isi_kotak(session, panggung.orang["wakil"]))
    periksa_semua_orang(panggung)


def test_a_claim_of_the_chair_waits_for_the_deputy(session: Session, panggung: Panggung):
    dupak = dupak_pada(session, DupakState.SIDANG)
    ketua, wakil = panggung.orang["ketua"], panggung.orang["wakil"]
    session.execute(text("UPDATE dupak SET subjek_id = :s WHERE id = :i"), {"s": ketua.id, "i": dupak.id})
    session.expire_all()

    assert ("dupak", dupak.id) not in kunci(isi_kotak(session, ketua))
    assert ("dupak", dupak.id) in kunci(isi_kotak(session, wakil))
    periksa_semua_orang(panggung)


def pak_menunggu(session: Session) -> Pak:
    return session.scalars(select(Pak).where(Pak.state == PakState.MENUNGGU_TANDA_TANGAN)).one()


def test_a_lent_post_takes_the_decision_along(session: Session, panggung: Panggung):
    pak = pak_menunggu(session)
    pemilik, pengganti = panggung.orang["penetap"], panggung.orang["kepegawaian"]
    menunggu = kunci(isi_kotak(session, pemilik))
    assert ("pak", pak.id) in menunggu
    tugas = session.scalars(select(PenugasanPeran).where(PenugasanPeran.pegawai_id == pemilik.id)).one()
    pabrik.pelimpahan(session, tugas, pengganti)

    assert isi_kotak(session, pemilik) == []
    pindah = [b for b in isi_kotak(session, pengganti) if (b.workflow, b.id) in menunggu]
    assert {(b.workflow, b.id) for b in pindah} == set(menunggu)
    assert all(b.menggantikan for b in pindah)
    periksa_semua_orang(panggung)


def test_the_next_official_finds_what_an_absent_one_leaves(session: Session, panggung: Panggung):
    pak, pemilik = pak_menunggu(session), panggung.orang["penetap"]
    pabrik.ketidakhadiran(session, pemilik)
    berikut = [p for p in panggung.orang.values() if ("pak", pak.id) in kunci(isi_kotak(session, p))]

    assert len(berikut) == 1
    assert berikut[0] is not pemilik
    assert isi_kotak(session, berikut[0])[0].menggantikan
    periksa_semua_orang(panggung)


def test_a_lent_office_does_not_reach_its_owners_case(session: Session, panggung: Panggung):
    pemilik, peminjam = panggung.orang["pengusul"], panggung.orang["berwenang"]
    dupak = dupak_pada(session, DupakState.DISETUJUI_ATASAN)
    tugas = session.scalars(select(PenugasanPeran).where(PenugasanPeran.pegawai_id == pemilik.id)).one()
    pabrik.pelimpahan(session, tugas, peminjam)
    assert [(b.id, b.menggantikan) for b in isi_kotak(session, peminjam)] == [(dupak.id, True)]
    session.execute(text("UPDATE dupak SET subjek_id = :s WHERE id = :i"), {"s": pemilik.id, "i": dupak.id})
    session.expire_all()

    assert isi_kotak(session, peminjam) == []
    periksa_semua_orang(panggung)


def test_an_office_of_one_unit_reaches_that_unit_alone(session: Session, panggung: Panggung):
    lain = pabrik.unit(session, instansi=panggung.agensi.instansi)
    orang = pabrik.pegawai(session, unit=lain, nip=pabrik.nip(990_001))
    pabrik.penugasan(session, orang, Peran.PENGUSUL, unit_id=lain.id)

    assert isi_kotak(session, orang) == []
    periksa_semua_orang(panggung)


def test_a_claim_that_lost_an_assessor_waits_for_the_chair(session: Session, panggung: Panggung):
    satu = session.scalars(select(Penilaian).where(Penilaian.state == PenilaianState.DITUGASKAN).limit(1)).one()
    dupak, ketua = satu.dupak, panggung.orang["ketua"]
    assert ("dupak", dupak.id) not in kunci(isi_kotak(session, ketua))
    panggung.ambil(satu, "mundur", satu.penilai, catatan="Sakit.")
    assert ("dupak", dupak.id) in kunci(isi_kotak(session, ketua))
    assert str(perkara_saya(session, pabrik.pelaku(session, dupak.subjek))[0].penunggu) == "Para penilai"

    panggung.ambil(dupak, "ganti_penilai", "ketua", catatan="Sakit.", penilai=[panggung.orang["penilai4"].id])
    assert ("dupak", dupak.id) not in kunci(isi_kotak(session, ketua))


# Order and pages


def test_the_nearest_deadline_comes_first_and_none_comes_last(session: Session, panggung: Panggung):
    pegawai = dupak_pada(session, DupakState.DIKEMBALIKAN).subjek
    panggung.draf(pegawai, (dt.date(2020, 7, 1), dt.date(2020, 12, 31)))
    tenggat = [b.tenggat for b in isi_kotak(session, pegawai)]

    assert len(tenggat) == 2
    assert tenggat[0] is not None
    assert tenggat[1] is None
    semua = [b.tenggat for b in isi_kotak(session, panggung.orang["sekretaris"]) if b.tenggat]
    assert semua == sorted(semua)


@pytest.mark.parametrize("akun", ["ketua", "sekretaris", "sekretariat"])
@pytest.mark.parametrize("ukuran", [1, 2, 3])
def test_pages_put_together_are_the_whole(session: Session, panggung: Panggung, akun: str, ukuran: int):
    orang = panggung.orang[akun]
    session.execute(text("UPDATE pak SET tenggat = NULL WHERE id % 2 = 0"))
    pelaku = pabrik.pelaku(session, orang)
    semua: list[Baris] = []
    batas = None
    for _ in range(50):
        halaman = kotak_masuk(session, pelaku, batas, ukuran)
        semua += halaman.baris
        batas = halaman.lanjut
        if batas is None:
            break

    assert kunci(semua) == kunci(isi_kotak(session, orang))
    assert len(semua) > 3


def test_own_cases_name_who_holds_them(session: Session):
    dupak = dupak_pada(session, DupakState.PENILAIAN)
    baris = perkara_saya(session, pabrik.pelaku(session, dupak.subjek))

    assert [(b.workflow, b.id) for b in baris] == [("dupak", dupak.id)]
    assert str(baris[0].label) == "Sedang dinilai"
    assert str(baris[0].penunggu) == "Para penilai"


def test_an_officer_never_finds_a_marking_of_his_claim(session: Session):
    for dupak in session.scalars(select(Dupak)):
        saya = pabrik.pelaku(session, dupak.subjek)
        assert {b.workflow for b in (*perkara_saya(session, saya), *kotak_masuk(session, saya).baris)} <= {
            "dupak",
            "pak",
            "keberatan",
        }


# Words


def test_every_state_has_its_words():
    for w in WORKFLOWS:
        for state in w.states:
            assert (w.name, state.value) in keadaan.KEADAAN
            assert (keadaan.berikutnya(w.name, state) is None) == (state in w.final)
        for state, peran in w.pemegang.items():
            assert (w.name, state.value, peran) in keadaan.TUGAS
        terbuka = set(w.states) - set(w.final) - set(w.pemegang)
        assert all(keadaan.penunggu(w.name, s) for s in terbuka), w.name


# Cost


def test_open_cases_of_the_index_are_the_states_that_are_not_final():
    for w in WORKFLOWS:
        indeks = next(i for i in w.model.__table__.indexes if i.name == f"ix_{w.name}_kotak_masuk")
        for dialek in ("sqlite", "postgresql"):
            syarat = str(indeks.dialect_options[dialek]["where"])
            assert {s.value for s in w.final} == set(syarat.partition("(")[2].strip("')").split("','"))


@pytest.mark.parametrize(("akun", "jumlah"), [("ketua", 1), ("sekretariat", 1), ("prakom", 1), ("penetap", 2)])
def test_the_inbox_is_one_query_and_one_more_for_signing_officials(
    session: Session, engine: Engine, panggung: Panggung, akun: str, jumlah: int
):
    pelaku = pabrik.pelaku(session, panggung.orang[akun])
    with perintah(engine) as daftar:
        kotak_masuk(session, pelaku)
        perkara_saya(session, pelaku)

    assert len(daftar) == jumlah + 1


@pytest.mark.parametrize("akun", ["sekretariat", "prakom", "ketua"])
def test_the_page_asks_four_questions_and_builds_none_anew(
    app: Flask, session: Session, klien: Masuk, panggung: Panggung, akun: str
):
    """The sign-in, the roles (with his posts), the inbox, the reader's own cases; whatever stands in them."""
    peramban = klien(panggung.orang[akun])
    peramban.get("/tugas")
    terbangun = (_query_kotak.cache_info().misses, _query_saya.cache_info().misses)
    with app.app_context():
        engine = db.engine
    with perintah(engine) as daftar:
        peramban.get("/tugas")

    assert len(daftar) == 4
    assert terbangun == (_query_kotak.cache_info().misses, _query_saya.cache_info().misses)


def test_people_with_the_same_kinds_of_roles_share_a_statement(session: Session, panggung: Panggung):
    satu, dua = (pabrik.pelaku(session, panggung.orang[nama]) for nama in ("prakom", "atasan"))
    semua = {pola(pabrik.pelaku(session, orang)) for orang in panggung.agensi.lain}

    assert pola(replace(satu, pegawai_id=99, hari_ini=dt.date(2030, 1, 1))) == pola(satu)
    assert nilai(satu)["saya"] == satu.pegawai_id
    assert nilai(dua)["saya"] == dua.pegawai_id
    assert len(semua) < len(panggung.agensi.lain) / 2


def rencana(session: Session, orang: Pegawai, awalan: str) -> str:
    """How the database goes about the inbox of a person."""
    pelaku = pabrik.pelaku(session, orang)
    tangkap = []
    event.listen(
        session.connection(), "before_cursor_execute", lambda k, c, isi, nilai, *sisa: tangkap.append((isi, nilai))
    )
    kotak_masuk(session, pelaku)
    return "\n".join(str(b) for b in session.connection().exec_driver_sql(awalan + tangkap[-1][0], tangkap[-1][1]))


@pytest.mark.sqlite
def test_sqlite_walks_the_index_of_open_cases_in_its_order(session: Session, panggung: Panggung):
    isi = rencana(session, panggung.orang["ketua"], "EXPLAIN QUERY PLAN ")

    for tabel in ("dupak", "keberatan", "sidang", "pak"):
        assert f"USING INDEX ix_{tabel}_kotak_masuk (pemegang=?)" in isi
    assert "RIGHT PART OF ORDER BY" not in isi


@pytest.mark.postgresql
def test_postgresql_walks_the_index_of_open_cases(session: Session, panggung: Panggung):
    session.execute(text("SET LOCAL enable_seqscan = off"))
    session.execute(text("SET LOCAL enable_bitmapscan = off"))
    isi = rencana(session, panggung.orang["ketua"], "EXPLAIN ")

    for tabel in ("dupak", "keberatan", "sidang", "pak"):
        assert f"Index Scan using ix_{tabel}_kotak_masuk" in isi


# The page


def test_the_page_says_what_why_and_until_when(session: Session, klien: Masuk, panggung: Panggung):
    isi = teks_halaman(klien(panggung.orang["penetap"]).get("/tugas").text)

    assert "Menunggu tanda tangan Anda sebagai pejabat penetap." in isi
    assert "31 Jan 2022 21 hari lagi" in isi


def test_an_empty_inbox_says_so(klien: Masuk, panggung: Panggung):
    assert "Tidak ada yang menunggu Anda." in klien(panggung.orang["auditor"]).get("/tugas").text


def test_an_officer_who_is_waited_for_by_nobody_is_never_called_late(session: Session, klien: Masuk):
    dupak = dupak_pada(session, DupakState.PENILAIAN)
    assert dupak.tenggat
    assert dupak.tenggat < pabrik.HARI_INI

    assert "terlambat" not in klien(dupak.subjek).get("/tugas").text
    assert "terlambat" not in klien(dupak.subjek).get(f"/dupak/{dupak.id}").text


@pytest.mark.parametrize(
    "alamat", ["x", "2022-01-14.dupak", "2022-13-40.dupak.1", "tanpa.gaji.1", "tanpa.dupak.x", "1.2.3.4"]
)
def test_a_broken_key_in_the_address_gives_the_first_page(klien: Masuk, panggung: Panggung, alamat: str):
    peramban = klien(panggung.orang["ketua"])

    assert "Ke awal daftar" not in peramban.get("/tugas", query_string={"sesudah": alamat}).text


def test_a_long_inbox_goes_on_over_the_page(session: Session, klien: Masuk, panggung: Panggung):
    for _ in range(26):
        panggung.draf(panggung.orang["prakom"])
    halaman = klien(panggung.orang["prakom"]).buka("/tugas")
    lanjut = next(a for a in halaman.iter("a") if a.get("rel") == "next").get("href")
    sesudahnya = klien(panggung.orang["prakom"]).get(lanjut).text

    assert "Ke awal daftar" in sesudahnya
    assert "Perkara saya" not in sesudahnya


def test_queries_of_the_page_do_not_grow_with_its_lines(app: Flask, klien: Masuk, panggung: Panggung):
    orang = panggung.orang["prakom"]
    peramban = klien(orang)
    with app.app_context():
        engine = db.engine
    hitungan = []
    for tambah in (4, 20):
        for _ in range(tambah):
            panggung.draf(orang)
        peramban.get("/tugas")  # the first page of a session notes its use
        with perintah(engine) as daftar:
            halaman = peramban.buka("/tugas")
        umum = [d for d in daftar if "sesi_masuk" in d or "FROM penugasan_peran" in d or "FROM anggota_tim" in d]
        hitungan.append((len(daftar), len(umum), len(list(halaman.iter("tr")))))

    (sedikit, _, baris_sedikit), (banyak, umum_banyak, baris_banyak) = hitungan
    assert baris_banyak > baris_sedikit + 20
    assert sedikit == banyak
    assert banyak - umum_banyak <= 3
