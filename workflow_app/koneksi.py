"""How connections behave on both databases: who waits for whom, and what a reader may do.

SQLite: a writer takes its lock at BEGIN, because a deferred transaction that turns into a writer fails with
"database is locked" or, in the driver's default mode, silently loses updates. A reader begins deferred, so it never
queues behind writers, and is forbidden to write. PostgreSQL: a reader runs in autocommit, because psycopg forgets
its prepared statements on the ROLLBACK that would end every read.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from sqlalchemy import Dialect, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

BATAS_TUNGGU_SQLITE_MS = 10_000
BATAS_PERINTAH_POSTGRESQL_MS = 30_000
OPSI_POSTGRESQL = f"-c statement_timeout={BATAS_PERINTAH_POSTGRESQL_MS} -c timezone=UTC -c jit=off"
"""Statements are not compiled to machine code: that takes longer than any of ours gains by it."""
AMBANG_PERINTAH_SIAP = 2
ISTIRAHAT_DIPERCAYA_DETIK = 1.0
"""A connection used so short a time ago is taken to be alive; an older one is asked, at the price of a message."""

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
        "pool_size": 10,
        "connect_args": {
            "prepare_threshold": AMBANG_PERINTAH_SIAP,
            "options": OPSI_POSTGRESQL,
        },
    }


def pasang(engine: Engine) -> Engine:
    """Install the connection rules on an engine and return it."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _siapkan_sqlite)
        # Not a listener of "begin": one listener has every connection look for listeners of every statement, which
        # costs more than the statements themselves.
        engine.dialect.do_begin = _mulai_sqlite  # type: ignore[method-assign,assignment]  # mypy sees it unbound
    else:
        event.listen(engine, "checkin", _catat_istirahat)
        event.listen(engine, "checkout", _pemeriksa_istirahat(engine.dialect))
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


def _mulai_sqlite(pinjaman: PoolProxiedConnection) -> None:
    kursor, membaca = pinjaman.cursor(), hanya_baca()
    if pinjaman.info.get("query_only", False) is not membaca:  # only on change: it voids all prepared statements
        kursor.execute(f"PRAGMA query_only={'ON' if membaca else 'OFF'}")
        pinjaman.info["query_only"] = membaca
    kursor.execute("BEGIN" if membaca else "BEGIN IMMEDIATE")


def _catat_istirahat(koneksi: DBAPIConnection | None, catatan: ConnectionPoolEntry) -> None:
    catatan.info["istirahat_sejak"] = time.monotonic()


def _pemeriksa_istirahat(
    dialek: Dialect,
) -> Callable[[DBAPIConnection, ConnectionPoolEntry, PoolProxiedConnection], None]:
    """What has the pool replace a connection that broke while nobody used it."""

    def periksa(koneksi: DBAPIConnection, catatan: ConnectionPoolEntry, pinjaman: PoolProxiedConnection) -> None:
        sejak = catatan.info.get("istirahat_sejak")
        if sejak is None or time.monotonic() - sejak < ISTIRAHAT_DIPERCAYA_DETIK:
            return
        try:
            dialek.do_ping(koneksi)
        except dialek.loaded_dbapi.Error as galat:
            raise DisconnectionError from galat

    return periksa
