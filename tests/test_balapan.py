"""Two people at the same moment, as real processes and threads with connections of their own.

On PostgreSQL both have read the case before either writes. On SQLite a writer waits for the other at BEGIN, so both
come with the version that their pages showed.
"""

import datetime as dt
import multiprocessing
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from tests import pabrik
from tests.panggung import KUNCI_AUDIT, Panggung, jejak
from workflow_app import audit, create_app
from workflow_app.config import Settings
from workflow_app.errors import Galat, Refused
from workflow_app.extensions import db, limiter
from workflow_app.koneksi import buat_engine
from workflow_app.models import (
    AgendaSidang,
    AuditEntry,
    Dupak,
    EntriKredit,
    HitungUlang,
    Instansi,
    NomorRegister,
    Pak,
    Pegawai,
    Penilaian,
    RantaiKredit,
    Stateful,
)
from workflow_app.permissions import muat_pelaku
from workflow_app.services import buku_kredit, hitung_ulang, verifikasi
from workflow_app.services import sidang as layanan_sidang
from workflow_app.services.langkah import Masukan, ambil
from workflow_app.services.nomor import ambil_nomor
from workflow_app.states import BY_NAME

SABAR = 60


@contextmanager
def membuka(url: str) -> Iterator[Session]:
    engine = buat_engine(url)
    with Session(engine, expire_on_commit=False) as session:
        yield session
    engine.dispose()


def melangkah(url: str, tugas: tuple[str, int, str, int, str, int], barier: Any, hasil: Any) -> None:
    """One person in a process of his own: read, wait for the other, act; on a lost race look again and act again."""
    workflow, obj_id, trigger, orang_id, hari, versi = tugas
    audit.pasang_kunci(KUNCI_AUDIT)
    with membuka(url) as session:
        if session.get_bind().dialect.name != "postgresql":
            barier.wait(SABAR)
        obj: Stateful = session.get_one(BY_NAME[workflow].model, obj_id)
        oleh = muat_pelaku(session, session.get_one(Pegawai, orang_id), dt.date.fromisoformat(hari))
        _baca_sekitar(session, obj)
        if session.get_bind().dialect.name == "postgresql":
            barier.wait(SABAR)
        kabar = []
        for dilihat in (versi, None):
            try:
                ambil(session, obj, trigger, Masukan(oleh, dilihat))
                session.commit()
            except Galat as galat:
                session.rollback()
                session.expire_all()
                kabar.append(type(galat).__name__)
            else:
                kabar.append("berhasil")
                break
        hasil.put(kabar)


def _baca_sekitar(session: Session, obj: Stateful) -> None:
    """What a page had loaded with the case before its reader pressed the button."""
    dupak_id = getattr(obj, "dupak_id", None)
    if dupak_id is not None:
        assert session.get_one(Dupak, dupak_id).butir
        assert session.scalars(select(Penilaian).where(Penilaian.dupak_id == dupak_id)).all()


def adu(url: str, tugas: list[tuple[str, int, str, int, str, int]]) -> list[list[str]]:
    """Let one process per task go at the same moment; what each came to, winners first."""
    konteks = multiprocessing.get_context("spawn")
    barier, hasil = konteks.Barrier(len(tugas)), konteks.Queue()
    proses = [konteks.Process(target=melangkah, args=(url, satu, barier, hasil)) for satu in tugas]
    for satu in proses:
        satu.start()
    kabar = [hasil.get(timeout=SABAR) for _ in proses]
    for satu in proses:
        satu.join(SABAR)
    assert [satu.exitcode for satu in proses] == [0] * len(proses)
    return sorted(kabar, key=lambda k: k != ["berhasil"])


def rantai_utuh(session: Session) -> bool:
    return list(verifikasi.periksa(session)) == []


@pytest.fixture
def postgresql(url_agensi: str) -> bool:
    return url_agensi.startswith("postgresql")


@pytest.mark.timeout(300)
def test_two_processes_sign_one_decision_and_one_number_is_taken(url_agensi: str):
    with membuka(url_agensi) as session:
        panggung = Panggung(session)
        pak, jadwal = panggung.pak("menunggu_tanda_tangan")
        session.commit()
        tugas = ("pak", pak.id, "tetapkan", pak.penetap_id or 0, jadwal.tetapkan.isoformat(), pak.version)
        pak_id = pak.id
    menang, kalah = adu(url_agensi, [tugas, tugas])
    assert menang == ["berhasil"]
    assert kalah == ["Conflict", "WrongState"]
    with membuka(url_agensi) as session:
        pak = session.get_one(Pak, pak_id)
        assert pak.nomor == "1/PAK/I/2022"
        assert session.scalars(select(NomorRegister.terakhir)).all() == [1]
        assert [e.trigger for e in jejak(session, pak)].count("tetapkan") == 1
        booked = select(func.sum(EntriKredit.jumlah)).where(EntriKredit.dupak_id == pak.dupak_id)
        assert session.scalar(booked) == pak.jumlah_baru
        assert rantai_utuh(session)


@pytest.mark.timeout(300)
def test_two_last_assessors_send_at_once_and_the_claim_moves_once(url_agensi: str, postgresql: bool):
    with membuka(url_agensi) as session:
        panggung = Panggung(session)
        dupak, jadwal = panggung.sampai("penilaian")
        for satu in panggung.penilaian(dupak):
            panggung.lakon.mulai_menilai(satu, jadwal.nilai)
            panggung.lakon.beri_nilai(satu, jadwal.nilai)
        session.commit()
        hari, dupak_id = jadwal.nilai.isoformat(), dupak.id
        tugas = [("penilaian", p.id, "kirim", p.penilai_id, hari, p.version) for p in panggung.penilaian(dupak)]
    pertama, kedua = adu(url_agensi, tugas)
    assert pertama == ["berhasil"]
    assert kedua == (["Conflict", "berhasil"] if postgresql else ["berhasil"])
    with membuka(url_agensi) as session:
        dupak = session.get_one(Dupak, dupak_id)
        assert str(dupak.state) == "sidang"
        assert [e.trigger for e in jejak(session, dupak)].count("bawa_ke_sidang") == 1
        semua = session.scalars(select(Penilaian).where(Penilaian.dupak_id == dupak_id)).all()
        assert {str(p.state) for p in semua} == {"terkirim"}
        assert rantai_utuh(session)


@pytest.mark.timeout(300)
def test_two_superiors_pages_do_not_both_decide(url_agensi: str):
    """One approves what the other returns: the slower finds the case moved."""
    with membuka(url_agensi) as session:
        panggung = Panggung(session)
        dupak, jadwal = panggung.sampai("berkas_diterima")
        akun, hari = panggung.orang["sekretariat"].id, jadwal.periksa.isoformat()
        tugas = ("dupak", dupak.id, "periksa", akun, hari, dupak.version)
        dupak_id = dupak.id
    menang, kalah = adu(url_agensi, [tugas, tugas])
    assert (menang, kalah) == (["berhasil"], ["Conflict", "WrongState"])
    with membuka(url_agensi) as session:
        assert [e.trigger for e in jejak(session, session.get_one(Dupak, dupak_id))].count("periksa") == 1


def serentak(jumlah: int, kerja: Callable[[int], Any]) -> list[Any]:
    """The results of `kerja(0)`, `kerja(1)`, ... in threads that start together."""
    barier = threading.Barrier(jumlah)

    def mulai(ke: int) -> Any:
        barier.wait(SABAR)
        return kerja(ke)

    with ThreadPoolExecutor(jumlah) as kolam:
        return list(kolam.map(mulai, range(jumlah)))


@pytest.mark.timeout(300)
def test_numbers_have_no_gaps_however_many_take_and_give_back(url_agensi: str):
    hari = pabrik.HARI_INI
    engine = buat_engine(url_agensi)

    def ambil_lima(ke: int) -> list[int]:
        nomor = []
        for kali in range(5):
            with Session(engine) as session:
                instansi = session.scalars(select(Instansi)).one()
                satu = ambil_nomor(session, instansi, "pak", hari)
                if (ke + kali) % 3 == 0:
                    session.rollback()
                else:
                    session.commit()
                    nomor.append(satu)
        return nomor

    nomor = sorted(n for daftar in serentak(6, ambil_lima) for n in daftar)
    assert nomor == list(range(1, len(nomor) + 1))
    assert len(nomor) == 20
    with Session(engine) as session:
        assert session.scalars(select(NomorRegister.terakhir)).one() == len(nomor)
    engine.dispose()


@pytest.mark.timeout(300)
def test_credit_that_is_booked_at_once_stands_in_whole_chains(url_agensi: str):
    engine = buat_engine(url_agensi)
    with Session(engine) as session:
        orang = list(session.scalars(select(Pegawai.id).order_by(Pegawai.id).limit(2)))

    def bukukan(ke: int) -> None:
        for kali in range(3):
            with Session(engine) as session:
                buku_kredit.saldo_awal(
                    session,
                    session.get_one(Pegawai, orang[ke % 2]),
                    aturan="R2020",
                    unsur="penunjang",
                    jumlah=Decimal(1),
                    tanggal=pabrik.HARI_INI,
                    dasar=f"Surat {ke} {kali}",
                    jenjang="ahli_pertama",
                    golongan="III/a",
                )
                session.commit()

    serentak(4, bukukan)
    with Session(engine) as session:
        nomor = select(RantaiKredit.nomor).where(RantaiKredit.pegawai_id == orang[0]).order_by(RantaiKredit.nomor)
        assert session.scalars(nomor).all() == [1, 2, 3, 4, 5, 6]
        assert rantai_utuh(session)
    engine.dispose()


@pytest.mark.timeout(300)
def test_of_two_recomputations_that_start_at_once_one_is_refused_and_names_the_other(url_agensi: str, postgresql: bool):
    engine = buat_engine(url_agensi)
    barier = threading.Barrier(2)

    def tunggu(koneksi: Any, kursor: Any, perintah: str, *sisa: Any) -> None:
        """On PostgreSQL both have seen that none is open; on SQLite the second one waits at its beginning."""
        if postgresql and perintah.startswith("INSERT INTO hitung_ulang "):
            barier.wait(SABAR)

    event.listen(engine, "before_cursor_execute", tunggu)

    def mulai(ke: int) -> str:
        with Session(engine) as session:
            try:
                nomor = hitung_ulang.mulai(session, alasan=f"uji {ke}").id
                session.commit()
            except Refused as tolak:
                session.rollback()
                return str(tolak)
            return str(nomor)

    kabar = sorted(serentak(2, mulai), key=len)
    with Session(engine) as session:
        nomor = session.scalars(select(HitungUlang.id)).one()
    assert kabar == [str(nomor), f"Hitung ulang nomor {nomor} masih berjalan. Tunggu sampai selesai."]
    engine.dispose()


@pytest.mark.timeout(300)
def test_one_claim_comes_on_one_agenda(url_agensi: str):
    with membuka(url_agensi) as session:
        panggung = Panggung(session)
        dupak, jadwal = panggung.sampai("sidang")
        dupak_id, hari = dupak.id, jadwal.sidang
        for nanti in range(2):
            layanan_sidang.jadwalkan(
                session,
                panggung.agensi.tim,
                panggung.putaran(dupak),
                oleh=panggung.pelaku("sekretaris", hari),
                tanggal=hari + dt.timedelta(days=nanti),
                tempat="Aula",
            )
        session.commit()
    engine = buat_engine(url_agensi)

    def masukkan(ke: int) -> str:
        with Session(engine, expire_on_commit=False) as session:
            panggung = Panggung(session)
            ruang = session.scalars(select(BY_NAME["sidang"].model).order_by(BY_NAME["sidang"].model.id)).all()[ke]
            try:
                layanan_sidang.masukkan_agenda(session, ruang, [dupak_id], oleh=panggung.pelaku("sekretaris", hari))
                session.commit()
            except Galat as galat:
                session.rollback()
                return type(galat).__name__
            return "berhasil"

    kabar = sorted(serentak(2, masukkan))
    assert kabar[-1] == "berhasil"
    assert kabar[0] in {"Conflict", "MasukanSalah"}
    with Session(engine) as session:
        assert session.scalar(select(func.count()).select_from(AgendaSidang)) == 1
    engine.dispose()


@pytest.mark.timeout(300)
def test_a_double_click_takes_one_step(url_agensi: str, tmp_path: Path):
    app = create_app(
        Settings(
            INSTANCE_DIR=tmp_path,
            DATABASE_URL=url_agensi,
            SECRET_KEY="kunci-rahasia-untuk-pengujian-saja-0123456789",
            AUDIT_KEY=KUNCI_AUDIT,
            TANGGAL_APLIKASI=pabrik.HARI_INI,
        )
    )
    app.config["WTF_CSRF_ENABLED"] = False
    with membuka(url_agensi) as session:
        panggung = Panggung(session)
        dupak, _ = panggung.sampai("berkas_diterima")
        kunci = pabrik.sesi(session, pabrik.akun_dari(session, panggung.orang["sekretariat"]))
        session.commit()
        dupak_id, versi = dupak.id, dupak.version

    def klik(ke: int) -> int:
        klien = app.test_client()
        with klien.session_transaction() as kue:
            kue["_user_id"], kue["_fresh"] = kunci, True
        return klien.post(f"/dupak/{dupak_id}/langkah/periksa", data={"version": versi}).status_code

    assert sorted(serentak(2, klik)) in ([303, 303], [303, 409])
    with app.app_context():
        db.engine.dispose()
    limiter.reset()
    with membuka(url_agensi) as session:
        entri = select(func.count()).select_from(AuditEntry).where(AuditEntry.trigger == "periksa")
        assert session.scalar(entri) == 1
