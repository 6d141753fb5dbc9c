"""Transactional outbox: the row is the job, and a carrier (thread, process or RQ) only brings its id to a worker.

A row is written in the transaction that causes the work, so work exists exactly when the change behind it exists. A
worker leases a row, works outside every transaction, and marks the row done in the same transaction as the handler's
own writes: effects inside the database happen once, effects outside it at least once.

No flask here: every function takes a session or something that makes sessions.
"""

import datetime as dt
import logging
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from traceback import extract_tb
from typing import Any, Protocol, TypeVar

from sqlalchemy import case, func, or_, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from workflow_app.koneksi import membaca
from workflow_app.models import OutboxMessage
from workflow_app.waktu import utcnow

log = logging.getLogger(__name__)

SEWA = dt.timedelta(minutes=2)
"""How long a worker may hold a row: far more than any job takes, and mail has time-outs of its own."""
MAKS_PERCOBAAN = 8
JEDA_TERPANJANG = dt.timedelta(minutes=15)
JEDA_SEMENTARA = dt.timedelta(minutes=1)
UMUR_SEMENTARA = dt.timedelta(days=3)
"""How long work waits for a service that is not there before it is given up."""
PANJANG_GALAT = 400

PembuatSesi = Callable[[], Session]


class SewaHilang(Exception):
    """The lease ran out and somebody else holds the row: nothing of this attempt may be written."""


class GalatSementara(Exception):
    """The outside world is not there just now (mail server down). The attempt does not count."""


@dataclass(frozen=True)
class Sewa:
    """A leased row. `owner` and `attempts` together are the fence: only the newest holder may finish the row."""

    id: int
    kind: str
    payload: Mapping[str, Any]
    owner: str
    attempts: int


@dataclass(frozen=True)
class Tunggakan:
    """What waits: rows not done, the dead among the rest, and since when the oldest due row waits."""

    terbuka: int
    mati: int
    tertua: dt.datetime | None

    def umur(self, saat: dt.datetime) -> dt.timedelta:
        """How long the oldest due row has waited at `saat`."""
        return max(saat - self.tertua, dt.timedelta(0)) if self.tertua else dt.timedelta(0)


KerjaT = TypeVar("KerjaT")
HasilT = TypeVar("HasilT")


class Penangan(Protocol[KerjaT, HasilT]):
    """One kind of work, cut where the transactions are. Work and result are plain data, never loaded rows.

    A handler is idempotent: after a crash it runs again from the start.
    """

    def siapkan(self, session: Session, sewa: Sewa) -> KerjaT | None:
        """Read what the work needs, in a short reading transaction. None: nothing is left to do."""

    def kerjakan(self, kerja: KerjaT) -> HasilT:
        """Do the slow part, outside every transaction."""

    def simpan(self, session: Session, kerja: KerjaT, hasil: HasilT) -> None:
        """Write the result, in the transaction that marks the row done."""

    def gagal(self, session: Session, sewa: Sewa, galat: str) -> None:
        """Note a failed attempt, in the transaction that records it on the row."""


DaftarPenangan = Mapping[str, Penangan[Any, Any]]
"""Handlers by kind of row."""


def tambah(
    session: Session, kind: str, payload: Mapping[str, Any], available_at: dt.datetime | None = None
) -> OutboxMessage:
    """Add work to the caller's transaction; `available_at` (UTC) keeps it back until then."""
    saat = utcnow()
    pesan = OutboxMessage(
        kind=kind, payload=dict(payload), created_at=saat, available_at=available_at or saat, attempts=0, dispatch_n=0
    )
    session.add(pesan)
    return pesan


def claim(
    session: Session, *, owner: str, ids: Collection[int] | None = None, limit: int = 1, lease: dt.timedelta = SEWA
) -> list[Sewa]:
    """Lease due rows (only those of `ids`, where given), oldest first, and commit.

    One UPDATE decides who gets a row: rows locked by another claim are skipped on PostgreSQL, and SQLite has one
    writer at a time.
    """
    saat = utcnow()
    syarat = [
        OutboxMessage.done_at.is_(None),
        OutboxMessage.dead_at.is_(None),
        OutboxMessage.available_at <= saat,
        or_(OutboxMessage.claimed_until.is_(None), OutboxMessage.claimed_until < saat),
    ]
    if ids is not None:
        syarat.append(OutboxMessage.id.in_(ids))
    # MATERIALIZED: planned into the UPDATE, the LIMIT could be evaluated more than once and lease more rows than asked.
    bebas = (
        select(OutboxMessage.id)
        .where(*syarat)
        .order_by(OutboxMessage.available_at, OutboxMessage.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("bebas")
        .prefix_with("MATERIALIZED", dialect="postgresql")
    )
    perintah = (
        update(OutboxMessage)
        .where(OutboxMessage.id.in_(select(bebas.c.id)))
        .values(claimed_until=saat + lease, owner=owner, attempts=OutboxMessage.attempts + 1)
        .returning(OutboxMessage.id, OutboxMessage.kind, OutboxMessage.payload, OutboxMessage.attempts)
        .execution_options(synchronize_session=False)
    )
    baris = session.execute(perintah).all()
    session.commit()
    return sorted((Sewa(b.id, b.kind, b.payload, owner, b.attempts) for b in baris), key=lambda s: s.id)


def selesai(session: Session, sewa: Sewa) -> None:
    """Mark the row done within the caller's transaction. Raises SewaHilang: then the caller rolls back."""
    _ubah_bila_masih_dipegang(session, sewa, {"done_at": utcnow(), "error": None})


def gagal(session: Session, sewa: Sewa, galat: str, *, sementara: bool = False) -> bool:
    """Record a failed attempt within the caller's transaction; True when the row is dead now. Raises SewaHilang.

    The next attempt waits 2^n seconds. A temporary failure gives the attempt back and waits a minute, so that a mail
    server may be away for hours, but not for ever (`UMUR_SEMENTARA`).
    """
    saat = utcnow()
    if sementara:
        terlalu_lama = OutboxMessage.created_at < saat - UMUR_SEMENTARA
        nilai: dict[str, Any] = {
            "available_at": saat + JEDA_SEMENTARA,
            "attempts": OutboxMessage.attempts - 1,
            "dead_at": case((terlalu_lama, saat)),
        }
    else:
        nilai = {
            "available_at": saat + min(dt.timedelta(seconds=2**sewa.attempts), JEDA_TERPANJANG),
            "dead_at": saat if sewa.attempts >= MAKS_PERCOBAAN else None,
        }
    return _ubah_bila_masih_dipegang(session, sewa, {**nilai, "error": galat}) is not None


def hidupkan(session: Session, pesan_id: int) -> bool:
    """Give a dead row a fresh set of attempts, starting now; False when the row is not dead. Does not commit."""
    saat = utcnow()
    perintah = (
        update(OutboxMessage)
        .where(OutboxMessage.id == pesan_id, OutboxMessage.done_at.is_(None), OutboxMessage.dead_at.is_not(None))
        .values(dead_at=None, attempts=0, available_at=saat)
        .returning(OutboxMessage.id)
        .execution_options(synchronize_session=False)
    )
    return session.execute(perintah).first() is not None


def tunggakan(session: Session) -> Tunggakan:
    """Figures for `doctor`, health checks and the administrator's page."""
    belum = OutboxMessage.done_at.is_(None)
    terbuka, tertua = session.execute(
        select(
            func.count(), func.min(case((OutboxMessage.available_at <= utcnow(), OutboxMessage.available_at)))
        ).where(belum, OutboxMessage.dead_at.is_(None))
    ).one()
    mati = session.execute(select(func.count()).where(belum, OutboxMessage.dead_at.is_not(None))).scalar_one()
    return Tunggakan(terbuka, mati, tertua)


def jalankan(buat_sesi: PembuatSesi, sewa: Sewa, penangan: DaftarPenangan) -> bool:
    """Run one leased row to its end; True when it is done. Raises only what the database raises.

    The one place that catches everything: a handler's failure belongs to its row, not to the worker.
    """
    try:
        _kerjakan(buat_sesi, sewa, penangan)
    except SewaHilang:
        log.warning("outbox %s: lease lost on attempt %s, nothing written", sewa.id, sewa.attempts)
        return False
    except Exception as galat:  # noqa: BLE001 - whatever it is, it is recorded on the row and tried again
        _catat_gagal(buat_sesi, sewa, penangan, galat)
        return False
    return True


def _kerjakan(buat_sesi: PembuatSesi, sewa: Sewa, daftar: DaftarPenangan) -> None:
    if sewa.attempts > MAKS_PERCOBAAN:
        # Only a claim after a lease that ran out comes so far: the work takes the worker's process down each time.
        raise RuntimeError("pekerja berhenti di tengah jalan pada setiap percobaan")
    penangan = daftar[sewa.kind]
    with membaca(), buat_sesi() as session:
        kerja = penangan.siapkan(session, sewa)
    hasil = None if kerja is None else penangan.kerjakan(kerja)
    with buat_sesi() as session, session.begin():
        # The fence first: it locks the row, and a lost lease is noticed before anything else is written.
        selesai(session, sewa)
        if kerja is not None:
            penangan.simpan(session, kerja, hasil)


def _catat_gagal(buat_sesi: PembuatSesi, sewa: Sewa, penangan: DaftarPenangan, galat: Exception) -> None:
    teks = ringkas(galat)
    try:
        with buat_sesi() as session, session.begin():
            mati = gagal(session, sewa, teks, sementara=isinstance(galat, GalatSementara))
            if sewa.kind in penangan:
                penangan[sewa.kind].gagal(session, sewa, teks)
    except SewaHilang:
        log.warning("outbox %s: failed and lease lost on attempt %s", sewa.id, sewa.attempts)
        return
    tingkat = logging.ERROR if mati else logging.WARNING
    log.log(tingkat, "outbox %s (%s) failed on attempt %s: %s", sewa.id, sewa.kind, sewa.attempts, teks)


def ringkas(galat: BaseException) -> str:
    """One line about an error, fit to be stored and logged: what and where, without the data it was about.

    Statements and parameters of database errors are left out, addresses and long numbers (NIP) are masked.
    """
    isi = str(galat.orig if isinstance(galat, DBAPIError) else galat).strip().partition("\n")[0]
    isi = re.sub(r"[^\s<>'\"]+@[^\s<>'\"]+", "…@…", isi)
    isi = re.sub(r"\d{8,}", "…", isi)
    langkah = extract_tb(galat.__traceback__)[-1:]
    tempat = "".join(f" ({PurePath(s.filename).name}:{s.lineno})" for s in langkah)
    return f"{type(galat).__name__}: {isi}"[: PANJANG_GALAT - len(tempat)] + tempat


def _ubah_bila_masih_dipegang(session: Session, sewa: Sewa, nilai: Mapping[str, Any]) -> dt.datetime | None:
    """Change the row and give the lease back, if it is still ours. Returns `dead_at`; raises SewaHilang."""
    perintah = (
        update(OutboxMessage)
        .where(
            OutboxMessage.id == sewa.id,
            OutboxMessage.owner == sewa.owner,
            OutboxMessage.attempts == sewa.attempts,
            OutboxMessage.done_at.is_(None),
        )
        .values(claimed_until=None, owner=None, **nilai)
        .returning(OutboxMessage.id, OutboxMessage.dead_at)
        .execution_options(synchronize_session=False)
    )
    baris = session.execute(perintah).first()
    if baris is None:
        raise SewaHilang(f"outbox {sewa.id}")
    mati: dt.datetime | None = baris.dead_at
    return mati
