"""Carriers under fire: real processes, killed in the middle, and a Redis of our own that is flushed and goes down.

Every drill ends the same way: every outbox row done, its effect written once.
"""

import datetime as dt
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from redis import Redis
from redis.exceptions import RedisError
from sqlalchemy import func, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker

from tests.drill import GERBANG_TERBUKA, PenanganUji, efek_tertulis, metadata
from workflow_app import outbox
from workflow_app.formulir.contoh import contoh
from workflow_app.formulir.isian import sebagai_data
from workflow_app.models import Dokumen, OutboxMessage
from workflow_app.outbox import PembuatSesi
from workflow_app.waktu import utcnow
from workflow_app.worker import EmbeddedWorker, Pelaksana, rq_carrier

AKAR = Path(__file__).resolve().parent.parent
BATAS_DETIK = 60.0
"""How long a drill waits for a condition; far above what it needs, because a shared machine may stall."""

perlu_redis = pytest.mark.skipif(shutil.which("redis-server") is None, reason="redis-server tidak terpasang")


def tunggu(keadaan: Callable[[], bool], pekerja: subprocess.Popen[bytes] | None = None) -> None:
    """Wait for a condition, with a deadline, and no longer than the process lives that should bring it about."""
    akhir = time.monotonic() + BATAS_DETIK
    while not keadaan():
        assert time.monotonic() < akhir, "the condition did not come about in time"
        assert pekerja is None or pekerja.poll() is None, "the worker ended before its work was done"
        time.sleep(0.01)


@pytest.fixture
def buat_sesi(engine) -> Iterator[PembuatSesi]:
    metadata.create_all(engine)
    yield sessionmaker(engine, expire_on_commit=False)
    metadata.drop_all(engine)


class Latihan:
    """The stage of a drill: rows, a gate that holds every job whose id is above it, and worker processes."""

    def __init__(self, alamat: str, buat_sesi: PembuatSesi, folder: Path) -> None:
        self.alamat, self.buat_sesi, self.folder = alamat, buat_sesi, folder
        self.proses: list[subprocess.Popen[bytes]] = []

    def tulis(self, jumlah: int) -> list[int]:
        with self.buat_sesi() as session:
            pesan = [outbox.tambah(session, "uji", {}) for _ in range(jumlah)]
            session.commit()
            return [p.id for p in pesan]

    def gerbang(self, sampai: int) -> None:
        baru = self.folder / "gerbang.baru"
        baru.write_text(str(sampai))
        baru.replace(self.folder / "gerbang")

    def pekerja(self, *argumen: str) -> subprocess.Popen[bytes]:
        jenis, *sisa = argumen
        perintah = [sys.executable, "-m", "tests.drill", jenis, self.alamat, str(self.folder), *sisa]
        proses = subprocess.Popen(perintah, cwd=AKAR)
        self.proses.append(proses)
        return proses

    def bunuh(self, korban: subprocess.Popen[bytes]) -> None:
        """Kill the process; the lease it held runs out now, not in a minute."""
        korban.kill()
        korban.wait()
        dipegang = OutboxMessage.owner.like(f"%:{korban.pid}:%")
        with self.buat_sesi() as session, session.begin():
            session.execute(update(OutboxMessage).where(dipegang).values(claimed_until=utcnow()))

    def sedang(self, pesan_id: int) -> bool:
        return (self.folder / f"mulai-{pesan_id}").exists()

    def selesai(self) -> int:
        with self.buat_sesi() as session:
            return session.scalar(select(func.count()).where(OutboxMessage.done_at.is_not(None))) or 0

    def percobaan(self) -> dict[int, int]:
        with self.buat_sesi() as session:
            return {p.id: p.attempts for p in session.execute(select(OutboxMessage.id, OutboxMessage.attempts))}

    def bereskan(self) -> None:
        for proses in self.proses:
            proses.kill()
            proses.wait()


@pytest.fixture
def latihan(url_basis_data, buat_sesi, tmp_path) -> Iterator[Latihan]:
    latihan = Latihan(url_basis_data, buat_sesi, tmp_path)
    yield latihan
    latihan.bereskan()


class RedisSendiri:
    """A Redis server that keeps nothing on disk, on a port of its own, for the test to mistreat."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as soket:
            soket.bind(("127.0.0.1", 0))
            self.port = soket.getsockname()[1]
        self._folder = folder
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.klien = Redis.from_url(self.url, retry=None)
        self._proses: subprocess.Popen[bytes] | None = None

    def nyalakan(self) -> None:
        self._proses = subprocess.Popen(
            ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self._folder)],
            stdout=subprocess.DEVNULL,
        )
        tunggu(self._menjawab)

    def bunuh(self) -> None:
        if self._proses is not None:
            self._proses.kill()
            self._proses.wait()

    def _menjawab(self) -> bool:
        try:
            return bool(self.klien.ping())
        except RedisError:
            return False


@pytest.fixture
def redis(tmp_path) -> Iterator[RedisSendiri]:
    server = RedisSendiri(tmp_path)
    server.nyalakan()
    yield server
    server.klien.close()
    server.bunuh()


# --- Drills -----------------------------------------------------------------------------------------------------------


def test_a_worker_killed_in_mid_job_loses_nothing(latihan):
    ids = latihan.tulis(8)
    latihan.gerbang(ids[2])
    korban = latihan.pekerja("embedded")
    tunggu(lambda: latihan.sedang(ids[3]), korban)

    latihan.bunuh(korban)
    latihan.gerbang(GERBANG_TERBUKA)
    latihan.pekerja("embedded")
    tunggu(lambda: latihan.selesai() == len(ids))

    assert efek_tertulis(latihan.buat_sesi) == ids
    assert latihan.percobaan() == {n: 2 if n == ids[3] else 1 for n in ids}


def test_several_workers_share_the_rows_and_one_of_them_dies(latihan):
    ids = latihan.tulis(60)
    latihan.gerbang(0)
    korban, _, _ = [latihan.pekerja("embedded") for _ in range(3)]
    tunggu(lambda: sum(latihan.sedang(n) for n in ids) == 3)

    latihan.bunuh(korban)
    latihan.gerbang(GERBANG_TERBUKA)
    tunggu(lambda: latihan.selesai() == len(ids))

    assert efek_tertulis(latihan.buat_sesi) == ids
    assert sorted(latihan.percobaan().values()) == [1] * 59 + [2]


def test_a_worker_asked_to_stop_finishes_its_job_first(latihan):
    ids = latihan.tulis(3)
    latihan.gerbang(ids[0])
    pekerja = latihan.pekerja("embedded")
    tunggu(lambda: latihan.sedang(ids[1]), pekerja)

    pekerja.terminate()
    latihan.gerbang(ids[1])

    assert pekerja.wait(BATAS_DETIK) == 0
    assert efek_tertulis(latihan.buat_sesi) == ids[:2]


@perlu_redis
def test_redis_flushed_and_down_loses_nothing(latihan, redis):
    ids = latihan.tulis(24)
    latihan.gerbang(ids[4])
    pekerja = latihan.pekerja("rq", redis.url)
    tunggu(lambda: latihan.sedang(ids[5]) and len(redis.klien.keys("rq:job:*")) == 19)

    redis.klien.flushall()
    latihan.gerbang(ids[11])
    tunggu(lambda: latihan.sedang(ids[12]))
    redis.bunuh()
    latihan.gerbang(ids[17])
    tunggu(lambda: latihan.selesai() == 13)
    redis.nyalakan()
    tunggu(lambda: latihan.sedang(ids[18]))
    latihan.gerbang(GERBANG_TERBUKA)
    tunggu(lambda: latihan.selesai() == len(ids))

    assert efek_tertulis(latihan.buat_sesi) == ids
    assert pekerja.poll() is None


@perlu_redis
def test_an_rq_worker_killed_in_mid_job_loses_nothing(latihan, redis):
    ids = latihan.tulis(8)
    latihan.gerbang(ids[2])
    korban = latihan.pekerja("rq", redis.url)
    tunggu(lambda: latihan.sedang(ids[3]), korban)

    latihan.bunuh(korban)
    latihan.gerbang(GERBANG_TERBUKA)
    latihan.pekerja("rq", redis.url)
    tunggu(lambda: latihan.selesai() == len(ids))

    assert efek_tertulis(latihan.buat_sesi) == ids
    assert latihan.percobaan()[ids[3]] == 2


@perlu_redis
@pytest.mark.parametrize("redis_hidup", [True, False])
def test_an_rq_worker_stops_when_asked_with_and_without_redis(latihan, redis, redis_hidup):
    ids = latihan.tulis(2)
    latihan.gerbang(ids[0])
    pekerja = latihan.pekerja("rq", redis.url)
    tunggu(lambda: latihan.sedang(ids[1]), pekerja)
    if not redis_hidup:
        redis.bunuh()

    pekerja.terminate()
    latihan.gerbang(GERBANG_TERBUKA)

    assert pekerja.wait(BATAS_DETIK) == 0
    assert efek_tertulis(latihan.buat_sesi) == ids


# --- The command ------------------------------------------------------------------------------------------------------


@pytest.fixture
def perintah(url_basis_data, tmp_path) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Starts `alurpak worker` as an installation runs it, in an instance of the test's own."""
    lingkungan = {
        **os.environ,
        "DATABASE_URL": url_basis_data,
        "INSTANCE_DIR": str(tmp_path),
        "SECRET_KEY": "k" * 32,
        "AUDIT_KEY": "a" * 32,
    }
    proses: list[subprocess.Popen[bytes]] = []

    def mulai(**tambahan: str) -> subprocess.Popen[bytes]:
        program = [sys.executable, "-m", "workflow_app.cli", "worker"]
        proses.append(subprocess.Popen(program, cwd=AKAR, env={**lingkungan, "REDIS_URL": "", **tambahan}))
        return proses[-1]

    yield mulai
    for satu in proses:
        satu.kill()
        satu.wait()


@pytest.fixture
def dokumen(buat_sesi) -> Callable[[int], None]:
    """Writes documents to be rendered, each with its outbox row."""

    def tulis(jumlah: int) -> None:
        isian = sebagai_data(contoh("tanda_terima"))
        with buat_sesi() as session, session.begin():
            for n in range(jumlah):
                satu = Dokumen(
                    workflow="dupak",
                    object_id=1,
                    audit_seq=n,
                    jenis="tanda_terima",
                    judul="Tanda terima",
                    isian=isian,
                    tanggal=dt.date(2022, 1, 10),
                )
                session.add(satu)
                session.flush()
                outbox.tambah(session, "dokumen", {"dokumen_id": satu.id})

    return tulis


def test_the_command_killed_among_its_documents_loses_none(latihan, dokumen, perintah):
    dokumen(60)
    korban = perintah()
    tunggu(lambda: latihan.selesai() >= 3, korban)
    latihan.bunuh(korban)
    assert latihan.selesai() < 60

    pekerja = perintah()
    tunggu(lambda: latihan.selesai() == 60, pekerja)
    pekerja.terminate()

    assert pekerja.wait(BATAS_DETIK) == 0
    _setiap_dokumen_tersimpan_sekali(latihan)


@perlu_redis
def test_the_command_works_through_redis(latihan, dokumen, perintah, redis):
    dokumen(3)
    pekerja = perintah(REDIS_URL=redis.url)
    tunggu(lambda: latihan.selesai() == 3, pekerja)
    pekerja.terminate()

    assert pekerja.wait(BATAS_DETIK) == 0
    _setiap_dokumen_tersimpan_sekali(latihan)


def _setiap_dokumen_tersimpan_sekali(latihan: Latihan) -> None:
    """The same snapshot is the same file, kept once; and nothing half-written lies about."""
    with latihan.buat_sesi() as session:
        [sidik] = set(session.scalars(select(Dokumen.sha256)))
    [berkas] = [f for f in (latihan.folder / "berkas").rglob("*") if f.is_file() and f.parent.name != "sementara"]
    assert berkas.name == sidik


# --- The relay --------------------------------------------------------------------------------------------------------


@pytest.fixture
def antrean(redis):
    koneksi = rq_carrier.redis_dari(redis.url)
    yield rq_carrier.antrean_dari(koneksi)
    koneksi.close()


def relay(buat_sesi: PembuatSesi, antrean, **lain) -> rq_carrier.Relay:
    return rq_carrier.Relay(buat_sesi, antrean, **lain)


@perlu_redis
def test_a_row_is_handed_over_once_while_it_waits_in_the_queue(latihan, antrean):
    [pesan_id] = latihan.tulis(1)
    pengedar = relay(latihan.buat_sesi, antrean, sabar=dt.timedelta(0))

    assert pengedar.edarkan()
    assert not pengedar.edarkan()

    assert antrean.get_job_ids() == [f"{pesan_id}-1"]


@perlu_redis
def test_a_lost_row_is_handed_over_under_a_new_id(latihan, antrean, redis):
    [pesan_id] = latihan.tulis(1)
    pengedar = relay(latihan.buat_sesi, antrean, sabar=dt.timedelta(0))
    pengedar.edarkan()

    redis.klien.flushall()
    pengedar.edarkan()

    assert antrean.get_job_ids() == [f"{pesan_id}-2"]


@perlu_redis
def test_rows_are_asked_after_only_when_patience_ends(latihan, antrean, redis):
    latihan.tulis(1)
    pengedar = relay(latihan.buat_sesi, antrean)
    pengedar.edarkan()

    redis.klien.flushall()

    assert not pengedar.edarkan()


@perlu_redis
def test_a_failed_row_is_handed_over_again_as_soon_as_it_is_due(latihan, antrean, redis):
    [pesan_id] = latihan.tulis(1)
    pengedar = relay(latihan.buat_sesi, antrean)
    pengedar.edarkan()
    antrean.empty()
    with latihan.buat_sesi() as session, session.begin():
        session.get_one(OutboxMessage, pesan_id).available_at = utcnow()

    assert pengedar.edarkan()


@perlu_redis
def test_only_so_many_rows_lie_in_redis(latihan, antrean):
    latihan.tulis(5)
    pengedar = relay(latihan.buat_sesi, antrean, maks_antrean=3)

    assert pengedar.edarkan()
    assert not pengedar.edarkan()

    assert len(antrean) == 3


@perlu_redis
def test_redis_down_leaves_the_rows_untouched(latihan, antrean, redis):
    latihan.tulis(1)
    redis.bunuh()

    with pytest.raises(RedisError):
        relay(latihan.buat_sesi, antrean).edarkan()

    with latihan.buat_sesi() as session:
        assert session.scalars(select(OutboxMessage.dispatch_n)).all() == [0]


@perlu_redis
def test_redis_holds_ids_only_and_nothing_pickled(latihan, antrean, redis):
    [pesan_id] = latihan.tulis(1)
    relay(latihan.buat_sesi, antrean).edarkan()

    isi = zlib.decompress(redis.klien.hget(f"rq:job:{pesan_id}-1", "data"))
    assert json.loads(isi) == ["workflow_app.worker.rq_carrier.run_job", None, [pesan_id], {}]


# --- The embedded worker ----------------------------------------------------------------------------------------------


@pytest.fixture
def terbuka(latihan):
    latihan.gerbang(GERBANG_TERBUKA)
    return {"uji": PenanganUji(latihan.folder)}


def test_the_embedded_worker_works_and_stops_within_a_second(latihan, terbuka):
    ids = latihan.tulis(5)
    pekerja = EmbeddedWorker(Pelaksana(latihan.buat_sesi, terbuka))
    pekerja.start()
    tunggu(lambda: latihan.selesai() == len(ids))

    awal = time.monotonic()
    assert pekerja.stop()
    assert time.monotonic() - awal < 1
    assert not pekerja.hidup


def test_the_embedded_worker_survives_a_database_that_goes_away(latihan, terbuka, caplog):
    ids = latihan.tulis(1)
    gangguan = iter(range(2))

    def buat_sesi_terganggu() -> Session:
        if next(gangguan, None) is not None:
            raise OperationalError("SELECT 1", {}, ConnectionError("tidak tersambung"))
        return latihan.buat_sesi()

    pekerja = EmbeddedWorker(Pelaksana(buat_sesi_terganggu, terbuka))
    pekerja.start()
    try:
        tunggu(lambda: latihan.selesai() == len(ids))
    finally:
        pekerja.stop()
    assert "tidak tersambung" in caplog.text


def test_a_job_that_hangs_does_not_hold_up_the_stop(latihan):
    latihan.gerbang(0)
    [pesan_id] = latihan.tulis(1)
    pekerja = EmbeddedWorker(Pelaksana(latihan.buat_sesi, {"uji": PenanganUji(latihan.folder)}))
    pekerja.start()
    tunggu(lambda: latihan.sedang(pesan_id))

    assert not pekerja.stop(0.1)

    latihan.gerbang(GERBANG_TERBUKA)
    assert pekerja.stop(BATAS_DETIK)
    assert efek_tertulis(latihan.buat_sesi) == [pesan_id]


def test_a_worker_that_was_never_started_stops(latihan, terbuka):
    assert EmbeddedWorker(Pelaksana(latihan.buat_sesi, terbuka)).stop()
