import datetime as dt
import logging
from typing import Any

import pytest
from sqlalchemy import Row, insert, select, text, update
from sqlalchemy.orm import Session, sessionmaker

from tests.drill import efek, metadata
from workflow_app import outbox
from workflow_app.models import OutboxMessage
from workflow_app.outbox import GalatSementara, Sewa, SewaHilang
from workflow_app.waktu import utcnow

LAMA = dt.datetime.fromisoformat("2000-01-01T00:00:00")


class Uji:
    """A handler that does what the test tells it to."""

    def __init__(self, saat_bekerja=lambda: None):
        self.saat_bekerja = saat_bekerja
        self.kegagalan = []

    def siapkan(self, session: Session, sewa: Sewa) -> int | None:
        return sewa.id

    def kerjakan(self, kerja: int) -> None:
        self.saat_bekerja()

    def simpan(self, session: Session, kerja: int, hasil: None) -> None:
        session.execute(insert(efek).values(pesan_id=kerja))

    def gagal(self, session: Session, sewa: Sewa, galat: str) -> None:
        self.kegagalan.append(galat)


@pytest.fixture
def buat_sesi(engine):
    metadata.create_all(engine)
    yield sessionmaker(engine, expire_on_commit=False)
    metadata.drop_all(engine)


@pytest.fixture
def session(buat_sesi):
    with buat_sesi() as session:
        yield session


def isi(session: Session, jumlah: int = 1, **lain) -> list[int]:
    pesan = [outbox.tambah(session, "uji", {"n": n}, **lain) for n in range(jumlah)]
    session.commit()
    return [p.id for p in pesan]


def baca(session: Session, pesan_id: int) -> Row[Any]:
    tabel = OutboxMessage.__table__
    baris = session.execute(select(tabel).where(tabel.c.id == pesan_id)).one()
    session.rollback()
    return baris


def atur(session: Session, pesan_id: int, **nilai) -> None:
    session.execute(update(OutboxMessage).where(OutboxMessage.id == pesan_id).values(**nilai))
    session.commit()


def ambil(session: Session, owner: str = "satu", **lain) -> list[Sewa]:
    return outbox.claim(session, owner=owner, **lain)


def efek_dari(session: Session) -> list[int]:
    hasil = sorted(session.scalars(select(efek.c.pesan_id)))
    session.rollback()
    return hasil


# --- Writing and claiming ---------------------------------------------------------------------------------------------


def test_work_exists_exactly_when_the_change_behind_it_does(session):
    outbox.tambah(session, "uji", {})
    session.flush()
    session.rollback()

    assert ambil(session) == []


def test_oldest_due_rows_first_and_no_more_than_asked(session):
    ids = isi(session, 4)
    atur(session, ids[3], available_at=LAMA)

    assert [s.id for s in ambil(session, limit=2)] == [ids[0], ids[3]]


def test_a_claim_carries_what_the_handler_needs(session):
    [pesan_id] = isi(session)

    assert ambil(session) == [Sewa(pesan_id, "uji", {"n": 0}, "satu", 1)]


def test_a_leased_row_belongs_to_its_holder_until_the_lease_runs_out(session):
    [pesan_id] = isi(session)
    ambil(session)
    assert ambil(session, "dua") == []

    atur(session, pesan_id, claimed_until=LAMA)

    assert [(s.owner, s.attempts) for s in ambil(session, "dua")] == [("dua", 2)]


def test_work_for_later_waits(session):
    isi(session, available_at=utcnow() + dt.timedelta(hours=1))

    assert ambil(session) == []


def test_a_claim_by_id_is_the_same_compare_and_set(session):
    ids = isi(session, 3)

    assert [s.id for s in ambil(session, ids=[ids[1]], limit=5)] == [ids[1]]
    assert ambil(session, ids=[ids[1]], limit=5) == []


# --- Running ----------------------------------------------------------------------------------------------------------


def test_effects_and_the_done_mark_are_one_transaction(session, buat_sesi):
    [pesan_id] = isi(session)
    [sewa] = ambil(session)

    assert outbox.jalankan(buat_sesi, sewa, {"uji": Uji()})

    pesan = baca(session, pesan_id)
    assert pesan.done_at is not None
    assert (pesan.claimed_until, pesan.owner, pesan.error) == (None, None, None)
    assert efek_dari(session) == [pesan_id]


def test_work_happens_outside_every_transaction(session, buat_sesi):
    [pesan_id] = isi(session)
    [sewa] = ambil(session)

    def tulis_dari_luar():
        # On SQLite this waits for ever if the worker holds a transaction.
        with buat_sesi() as lain, lain.begin():
            lain.execute(insert(efek).values(pesan_id=-1))

    assert outbox.jalankan(buat_sesi, sewa, {"uji": Uji(tulis_dari_luar)})
    assert efek_dari(session) == [-1, pesan_id]


@pytest.mark.sqlite
def test_preparing_cannot_write(session, buat_sesi):
    isi(session)
    [sewa] = ambil(session)

    class Lancang(Uji):
        def siapkan(self, session: Session, sewa: Sewa) -> int:
            session.execute(insert(efek).values(pesan_id=-1))
            return sewa.id

    assert not outbox.jalankan(buat_sesi, sewa, {"uji": Lancang()})
    assert efek_dari(session) == []


def test_nothing_left_to_do_is_done(session, buat_sesi):
    [pesan_id] = isi(session)
    [sewa] = ambil(session)

    class SudahAda(Uji):
        def siapkan(self, session: Session, sewa: Sewa) -> None:
            return None

    assert outbox.jalankan(buat_sesi, sewa, {"uji": SudahAda()})
    assert baca(session, pesan_id).done_at is not None
    assert efek_dari(session) == []


@pytest.mark.parametrize("pengganti_selesai", [True, False])
def test_a_worker_whose_lease_ran_out_cannot_commit(session, buat_sesi, pengganti_selesai):
    [pesan_id] = isi(session)
    [lama] = ambil(session, "lambat")
    atur(session, pesan_id, claimed_until=LAMA)
    [baru] = ambil(session, "pengganti")

    if pengganti_selesai:
        assert outbox.jalankan(buat_sesi, baru, {"uji": Uji()})
        assert not outbox.jalankan(buat_sesi, lama, {"uji": Uji()})
    else:
        assert not outbox.jalankan(buat_sesi, lama, {"uji": Uji()})
        assert efek_dari(session) == []
        assert outbox.jalankan(buat_sesi, baru, {"uji": Uji()})

    assert efek_dari(session) == [pesan_id]
    assert baca(session, pesan_id).attempts == 2


def test_the_fence_stands_when_the_lease_is_lost_while_the_work_runs(session, buat_sesi):
    [pesan_id] = isi(session)
    [lama] = ambil(session, "lambat")

    def orang_lain_mengambil_alih():
        with buat_sesi() as lain:
            atur(lain, pesan_id, claimed_until=LAMA)
            [baru] = ambil(lain, "pengganti")
        assert outbox.jalankan(buat_sesi, baru, {"uji": Uji()})

    assert not outbox.jalankan(buat_sesi, lama, {"uji": Uji(orang_lain_mengambil_alih)})
    assert efek_dari(session) == [pesan_id]


def test_the_same_owner_cannot_finish_an_earlier_attempt(session):
    [pesan_id] = isi(session)
    [pertama] = ambil(session)
    atur(session, pesan_id, claimed_until=LAMA)
    ambil(session)

    with pytest.raises(SewaHilang):
        outbox.selesai(session, pertama)


# --- Failing ----------------------------------------------------------------------------------------------------------


def gagalkan(galat: Exception):
    def lempar():
        raise galat

    return Uji(lempar)


def test_a_failure_is_kept_and_waits_longer_each_time(session, buat_sesi):
    [pesan_id] = isi(session)
    jeda = []
    for _ in range(4):
        atur(session, pesan_id, available_at=LAMA)
        [sewa] = ambil(session)
        sebelum = utcnow()
        assert not outbox.jalankan(buat_sesi, sewa, {"uji": gagalkan(ValueError("templat rusak"))})
        pesan = baca(session, pesan_id)
        jeda.append(round((pesan.available_at - sebelum).total_seconds()))
        assert pesan.claimed_until is None
        assert pesan.error is not None
        assert pesan.error.startswith("ValueError: templat rusak (test_outbox.py:")

    assert jeda == [2, 4, 8, 16]
    assert efek_dari(session) == []


def test_a_row_that_always_fails_is_dead_after_eight_attempts_and_can_be_revived(session, buat_sesi, caplog):
    [pesan_id] = isi(session)
    penangan = gagalkan(ValueError("templat rusak"))
    for _ in range(outbox.MAKS_PERCOBAAN):
        assert baca(session, pesan_id).dead_at is None
        atur(session, pesan_id, available_at=LAMA)
        [sewa] = ambil(session)
        outbox.jalankan(buat_sesi, sewa, {"uji": penangan})

    assert baca(session, pesan_id).dead_at is not None
    assert len(penangan.kegagalan) == outbox.MAKS_PERCOBAAN
    assert caplog.records[-1].levelno == logging.ERROR
    atur(session, pesan_id, available_at=LAMA)
    assert ambil(session) == []

    assert outbox.hidupkan(session, pesan_id)
    session.commit()
    assert not outbox.hidupkan(session, pesan_id)
    [sewa] = ambil(session)
    assert sewa.attempts == 1
    assert outbox.jalankan(buat_sesi, sewa, {"uji": Uji()})


def test_work_that_takes_its_worker_down_each_time_ends(session, buat_sesi):
    [pesan_id] = isi(session)
    for _ in range(outbox.MAKS_PERCOBAAN):
        assert len(ambil(session)) == 1
        atur(session, pesan_id, claimed_until=LAMA)
    [sewa] = ambil(session)

    assert not outbox.jalankan(buat_sesi, sewa, {"uji": Uji()})

    pesan = baca(session, pesan_id)
    assert pesan.dead_at is not None
    assert "berhenti di tengah jalan" in (pesan.error or "")
    assert efek_dari(session) == []


def test_an_absent_service_costs_no_attempt_until_patience_ends(session, buat_sesi):
    [pesan_id] = isi(session)
    for _ in range(outbox.MAKS_PERCOBAAN + 2):
        atur(session, pesan_id, available_at=LAMA)
        [sewa] = ambil(session)
        outbox.jalankan(buat_sesi, sewa, {"uji": gagalkan(GalatSementara("peladen surat tidak ada"))})
    pesan = baca(session, pesan_id)
    assert (pesan.attempts, pesan.dead_at) == (0, None)

    atur(session, pesan_id, available_at=LAMA, created_at=utcnow() - outbox.UMUR_SEMENTARA - dt.timedelta(seconds=1))
    [sewa] = ambil(session)
    outbox.jalankan(buat_sesi, sewa, {"uji": gagalkan(GalatSementara("peladen surat tidak ada"))})

    assert baca(session, pesan_id).dead_at is not None


def test_an_unknown_kind_fails_like_any_other(session, buat_sesi):
    [pesan_id] = isi(session)
    [sewa] = ambil(session)

    assert not outbox.jalankan(buat_sesi, sewa, {})
    assert (baca(session, pesan_id).error or "").startswith("KeyError: 'uji'")


def test_a_kept_error_names_no_person(session):
    assert outbox.ringkas(ValueError("NIP 899001012020121001 <siti@contoh.go.id> salah\nbaris kedua")) == (
        "ValueError: NIP … <…@…> salah"
    )
    with pytest.raises(Exception, match="tabel_tak_ada") as galat:
        session.execute(text("INSERT INTO tabel_tak_ada VALUES (:nip)"), {"nip": "899001012020121001"})
    kept = outbox.ringkas(galat.value)
    assert "tabel_tak_ada" in kept
    assert "899001" not in kept
    assert "INSERT" not in kept


# --- Figures ----------------------------------------------------------------------------------------------------------


def test_backlog_counts_open_and_dead_rows_and_the_age_of_the_oldest_due(session, buat_sesi):
    assert outbox.tunggakan(session) == outbox.Tunggakan(0, 0, None)
    ids = isi(session, 3)
    isi(session, available_at=utcnow() + dt.timedelta(days=1))
    saat = utcnow()
    atur(session, ids[0], available_at=saat - dt.timedelta(minutes=5))
    atur(session, ids[1], dead_at=saat)
    [sewa] = ambil(session, ids=[ids[2]])
    outbox.jalankan(buat_sesi, sewa, {"uji": Uji()})

    angka = outbox.tunggakan(session)

    assert (angka.terbuka, angka.mati) == (2, 1)
    assert angka.umur(saat) == dt.timedelta(minutes=5)
