"""The carrier for several machines: a relay hands the ids of due rows to RQ workers. The only module that knows RQ.

Redis holds nothing that is not in the outbox. It may be empty, down or flushed at any moment: a row that nobody claims
is handed over again, under a new RQ id each time, because a dead worker's RQ job may still hold the old one.

The worker is RQ's SimpleWorker: it does not fork. Forking costs 61 ms a job against 37 ms, and a fork beside the relay
thread, with database connections open, inherits locks and sockets that are not its own. What forking would give, an
end to a job that hangs, RQ's alarm gives too; a crash is covered by the lease.
"""

import datetime as dt
import logging
import signal
import time
from contextlib import suppress
from functools import cache
from types import FrameType

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry
from rq import Queue, SimpleWorker
from rq.exceptions import StopRequested
from rq.serializers import JSONSerializer
from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.exc import SQLAlchemyError

from workflow_app.config import Settings
from workflow_app.koneksi import membaca
from workflow_app.models import OutboxMessage
from workflow_app.outbox import SEWA, PembuatSesi, ringkas
from workflow_app.waktu import utcnow
from workflow_app.worker.pelaksana import Pelaksana, pelaksana_dari
from workflow_app.worker.putaran import Putaran

log = logging.getLogger(__name__)

NAMA_ANTREAN = "alurpak"
FUNGSI = f"{__name__}.run_job"
SABAR = dt.timedelta(seconds=10)
"""How long a row may lie with RQ before the relay asks where it is."""
MAKS_ANTREAN = 200
"""How many rows lie in Redis at once; the rest waits in the table, where nothing can be lost."""
BATAS_REDIS_DETIK = 5
BATAS_JOB_DETIK = int(SEWA.total_seconds() * 3 / 4)
"""RQ ends a job before its lease runs out."""
UMUR_GAGAL_DETIK = 3600
UMUR_PEKERJA_DETIK = 30
JEDA_RELAY_DIAM = 0.5
JEDA_RELAY_GALAT = 5.0
JEDA_SAMBUNG_DETIK = 1.0


def run_job(pesan_id: int) -> None:
    """What RQ calls: claim the row and run it, if it is still to be done. A second delivery finds nothing to claim."""
    pelaksana_proses().berikutnya(pesan_id)


@cache
def pelaksana_proses() -> Pelaksana:
    """The hands of this process, made from its environment; called before the first job so that none waits for it."""
    return pelaksana_dari(Settings.from_env())


def redis_dari(url: str) -> Redis:
    """A connection that answers or fails within seconds. Retrying is left to the loops, which can be stopped."""
    return Redis.from_url(
        url,
        socket_connect_timeout=BATAS_REDIS_DETIK,
        socket_timeout=BATAS_REDIS_DETIK,
        retry=Retry(NoBackoff(), 0),
    )


def antrean_dari(koneksi: Redis) -> Queue:
    """The queue. JSON, because whoever can write to Redis could make pickle run anything."""
    return Queue(NAMA_ANTREAN, connection=koneksi, serializer=JSONSerializer)


class Relay(Putaran):
    """Hands due rows to RQ and asks after those that nobody claimed. Several relays do no harm."""

    def __init__(
        self,
        buat_sesi: PembuatSesi,
        antrean: Queue,
        *,
        fungsi: str = FUNGSI,
        sabar: dt.timedelta = SABAR,
        maks_antrean: int = MAKS_ANTREAN,
    ) -> None:
        super().__init__(
            "relay",
            self.edarkan,
            galat=(RedisError, SQLAlchemyError),
            jeda_diam=JEDA_RELAY_DIAM,
            jeda_galat=JEDA_RELAY_GALAT,
        )
        self._buat_sesi, self._antrean, self._fungsi = buat_sesi, antrean, fungsi
        self._sabar, self._maks_antrean = sabar, maks_antrean

    def edarkan(self) -> bool:
        """Hand over what is due; True when there was something. Raises RedisError before it touches the database."""
        antre = set(self._antrean.get_job_ids())
        diedarkan = self._tandai(antre)
        for pesan_id, n in diedarkan:
            self._antrean.enqueue_call(
                self._fungsi,
                args=(pesan_id,),
                job_id=_id_rq(pesan_id, n),
                description=f"outbox {pesan_id}",
                timeout=BATAS_JOB_DETIK,
                result_ttl=0,
                failure_ttl=UMUR_GAGAL_DETIK,
            )
        return bool(diedarkan)

    def _tandai(self, antre: set[str]) -> list[tuple[int, int]]:
        """Note the dispatch first: a crash before the hand-over then costs `sabar`, and never a row."""
        saat = utcnow()
        syarat = _harus_diedarkan(saat, self._sabar)
        with membaca(), self._buat_sesi() as session:
            calon = session.execute(
                select(OutboxMessage.id, OutboxMessage.dispatch_n)
                .where(syarat)
                .order_by(OutboxMessage.available_at, OutboxMessage.id)
                .limit(max(self._maks_antrean - len(antre), 0))
            ).all()
        masih_antre = [c.id for c in calon if _id_rq(c.id, c.dispatch_n) in antre]
        hilang = [c.id for c in calon if _id_rq(c.id, c.dispatch_n) not in antre]
        if not calon:
            return []
        with self._buat_sesi() as session, session.begin():
            tandai = update(OutboxMessage).where(syarat).execution_options(synchronize_session=False)
            if masih_antre:
                session.execute(tandai.where(OutboxMessage.id.in_(masih_antre)).values(dispatched_at=saat))
            # The condition again: where another relay was faster, it holds no more, and the row is not returned.
            baris = session.execute(
                tandai.where(OutboxMessage.id.in_(hilang))
                .values(dispatched_at=saat, dispatch_n=OutboxMessage.dispatch_n + 1)
                .returning(OutboxMessage.id, OutboxMessage.dispatch_n)
            ).all()
        return sorted((b.id, b.dispatch_n) for b in baris)


def _harus_diedarkan(saat: dt.datetime, sabar: dt.timedelta) -> ColumnElement[bool]:
    """Due, unclaimed, and not handed over since it became due, or so long ago that it must be asked after."""
    return and_(
        OutboxMessage.done_at.is_(None),
        OutboxMessage.dead_at.is_(None),
        OutboxMessage.available_at <= saat,
        or_(OutboxMessage.claimed_until.is_(None), OutboxMessage.claimed_until < saat),
        or_(
            OutboxMessage.dispatched_at.is_(None),
            OutboxMessage.dispatched_at < OutboxMessage.available_at,
            OutboxMessage.dispatched_at < saat - sabar,
        ),
    )


def _id_rq(pesan_id: int, n: int) -> str:
    return f"{pesan_id}-{n}"


class _PekerjaRq(SimpleWorker):
    """Remembers that it was asked to stop: `work()` returns the same way when Redis goes away."""

    max_connection_wait_time = JEDA_RELAY_GALAT
    diminta_berhenti = False

    def request_stop(self, signum: int, frame: FrameType | None) -> None:
        self.diminta_berhenti = True
        # RQ notes the request in Redis from inside the signal handler: with Redis down, that would fail the job.
        with suppress(RedisError):
            super().request_stop(signum, frame)  # type: ignore[no-untyped-call]  # RQ's own methods are untyped


def layani(redis_url: str, relay: Relay) -> None:
    """Run the relay and a worker in this process until SIGTERM or SIGINT; the job in hand is finished first.

    RQ's worker gives up when Redis goes away; here it begins anew until Redis is back.
    """
    relay.start()
    try:
        while not _satu_masa_kerja(redis_url):
            time.sleep(JEDA_SAMBUNG_DETIK)
    except (KeyboardInterrupt, StopRequested):
        log.info("rq worker: asked to stop while it waited for Redis")
    finally:
        relay.stop()


def _satu_masa_kerja(redis_url: str) -> bool:
    """Work until asked to stop (True) or until Redis goes away (False)."""
    # RQ puts its own handlers in place once it works, and leaves them there.
    for nomor in (signal.SIGTERM, signal.SIGINT):
        signal.signal(nomor, signal.default_int_handler)
    pekerja: _PekerjaRq | None = None
    try:
        koneksi = redis_dari(redis_url)
        pekerja = _PekerjaRq(
            [antrean_dari(koneksi)], connection=koneksi, serializer=JSONSerializer, worker_ttl=UMUR_PEKERJA_DETIK
        )
        pekerja.work(logging_level="WARNING")
    except RedisError as galat:
        log.warning("rq worker: %s", ringkas(galat))
    return pekerja is not None and pekerja.diminta_berhenti
