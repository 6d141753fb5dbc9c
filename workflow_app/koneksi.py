"""How connections behave on both databases: who waits for whom, and what a reader may do.

SQLite: a writer takes its lock at BEGIN, because a deferred transaction that turns into a writer fails with
"database is locked" or, in the driver's default mode, silently loses updates. A reader begins deferred, so it never
queues behind writers, and is forbidden to write. PostgreSQL: a reader runs in autocommit, because psycopg forgets
its prepared statements on the ROLLBACK that would end every read.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry

BATAS_TUNGGU_SQLITE_MS = 10_000
BATAS_PERINTAH_POSTGRESQL_MS = 30_000
AMBANG_PERINTAH_SIAP = 2

_hanya_baca: ContextVar[bool] = ContextVar("hanya_baca", default=False)


def hanya_baca() -> bool:
    """Whether the present request promised not to write."""
    return _hanya_baca.get()


def atur_hanya_baca(nilai: bool) -> None:
    """Set the promise for the present context (a request); see `membaca()` for a block."""
    _hanya_baca.set(nilai)


@contextmanager
def membaca() -> Iterator[None]:
    """Everything inside reads only; a write raises."""
    token = _hanya_baca.set(True)
    try:
        yield
    finally:
        _hanya_baca.reset(token)


@contextmanager
def menulis() -> Iterator[None]:
    """Everything inside may write, in a session of its own: what a reading request must note besides."""
    token = _hanya_baca.set(False)
    try:
        yield
    finally:
        _hanya_baca.reset(token)


def opsi_engine(url: str) -> dict[str, Any]:
    """Keyword arguments for `create_engine` that belong to the database of `url`."""
    if url.startswith("sqlite"):
        return {"connect_args": {"timeout": BATAS_TUNGGU_SQLITE_MS / 1000}}
    return {
        "pool_pre_ping": True,
        "pool_size": 10,
        "connect_args": {
            "prepare_threshold": AMBANG_PERINTAH_SIAP,
            "options": f"-c statement_timeout={BATAS_PERINTAH_POSTGRESQL_MS} -c timezone=UTC",
        },
    }


def pasang(engine: Engine) -> Engine:
    """Install the connection rules on an engine and return it."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _siapkan_sqlite)
        event.listen(engine, "begin", _mulai_sqlite)
        event.listen(engine, "checkin", _lepas_sqlite)
    return engine


def buat_engine(url: str) -> Engine:
    """An engine outside Flask, with the same rules (workers, command line, benchmarks)."""
    return pasang(create_engine(url, **opsi_engine(url)))


def _siapkan_sqlite(koneksi: sqlite3.Connection, catatan: ConnectionPoolEntry) -> None:
    koneksi.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        f"busy_timeout={BATAS_TUNGGU_SQLITE_MS}",
        "foreign_keys=ON",
        "synchronous=NORMAL",
    ):
        koneksi.execute(f"PRAGMA {pragma}")


def _mulai_sqlite(koneksi: Connection) -> None:
    if hanya_baca():
        koneksi.exec_driver_sql("PRAGMA query_only=ON")
        koneksi.exec_driver_sql("BEGIN")
    else:
        koneksi.exec_driver_sql("BEGIN IMMEDIATE")


def _lepas_sqlite(koneksi: sqlite3.Connection | None, catatan: ConnectionPoolEntry) -> None:
    if koneksi is not None:
        koneksi.execute("PRAGMA query_only=OFF")
