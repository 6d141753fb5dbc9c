"""Fixtures of all tests: a database per test, the application on it, people who are signed in.

A test of services takes `session`; a test of pages takes `klien` (and `session` for what it prepares and looks up).
TEST_DATABASE_URL names a PostgreSQL server to run on instead of SQLite; each xdist worker has a database of its own.
"""

import datetime as dt
import os
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from argon2 import PasswordHasher
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import Engine, create_engine, inspect, make_url, text
from sqlalchemy.orm import Session

from tests import pabrik
from tests.klien import Klien, Tersisa
from workflow_app import audit, create_app, database
from workflow_app.config import Settings
from workflow_app.extensions import SesiBasisData, db, limiter
from workflow_app.koneksi import buat_engine
from workflow_app.models import Base, Pegawai
from workflow_app.peraturan import terbitan
from workflow_app.services import sandi

pytest_plugins = ("tests.conftest_ci", "tests.panggung")

KUNCI_AUDIT = "kunci-audit-untuk-pengujian-saja-0123456789"
POSTGRESQL = os.environ.get("TEST_DATABASE_URL", "") if "postgresql" in os.environ.get("TEST_DATABASE_URL", "") else ""

_TERSISA = Tersisa()
_TERSISA.pasang(SesiBasisData)


# How long one example takes says more of the machine's load than of the code; a test as a whole has its time-out.
hypothesis.settings.register_profile("alurpak", deadline=None)
hypothesis.settings.load_profile("alurpak")


# Nothing leaves this machine


@pytest.fixture(autouse=True)
def _tanpa_jaringan(monkeypatch: pytest.MonkeyPatch) -> None:
    asli = socket.socket.connect

    def sambung(self: socket.socket, alamat: Any) -> None:
        tempat = alamat[0] if isinstance(alamat, tuple) else ""
        if self.family != socket.AF_UNIX and tempat not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"sambungan ke luar mesin: {alamat}")
        asli(self, alamat)

    monkeypatch.setattr(socket.socket, "connect", sambung)


@pytest.fixture(autouse=True)
def _sandi_murah(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandi, "hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture(autouse=True)
def _kunci_audit() -> None:
    audit.pasang_kunci(KUNCI_AUDIT)


@pytest.fixture(autouse=True)
def _peraturan_bawaan(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every test begins with the shipped rules. Readers look at their first request and after a publication only, so
    that the clock changes no count of queries; tests of the interval set it themselves."""
    monkeypatch.setattr(terbitan, "JEDA_BACA", 3600.0)
    terbitan.lupakan()
    yield
    terbitan.lupakan()


# The database


def _bangun_skema(url: str) -> None:
    """By the migrations, because the triggers stand there alone."""
    if database.head():
        database.upgrade(url)
        return
    engine = buat_engine(url)
    Base.metadata.create_all(engine)
    engine.dispose()


@pytest.fixture(scope="session")
def _basis_data_pekerja(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database of this worker with the newest schema: on SQLite the template that is copied for every test."""
    if not POSTGRESQL:
        url = f"sqlite:///{tmp_path_factory.mktemp('basis_data') / 'templat.db'}"
        _bangun_skema(url)
        yield url
        return
    nama = f"alurpak_uji_{os.environ.get('PYTEST_XDIST_WORKER', 'utama')}_{os.getpid()}"
    server = create_engine(POSTGRESQL, isolation_level="AUTOCOMMIT")
    with server.connect() as koneksi:
        koneksi.execute(text(f"DROP DATABASE IF EXISTS {nama} WITH (FORCE)"))
        koneksi.execute(text(f"CREATE DATABASE {nama}"))
    url = make_url(POSTGRESQL).set(database=nama).render_as_string(hide_password=False)
    _bangun_skema(url)
    yield url
    with server.connect() as koneksi:
        koneksi.execute(text(f"DROP DATABASE {nama} WITH (FORCE)"))
    server.dispose()


@pytest.fixture
def url_basis_data(_basis_data_pekerja: str, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database for this test."""
    if not POSTGRESQL:
        tujuan = tmp_path / "alurpak.db"
        shutil.copyfile(_basis_data_pekerja.removeprefix("sqlite:///"), tujuan)
        yield f"sqlite:///{tujuan}"
        return
    yield _basis_data_pekerja
    _kosongkan(_basis_data_pekerja)


def _kosongkan(url: str) -> None:
    """Delete all rows. DELETE is much faster than TRUNCATE on small tables; the role switches triggers off."""
    engine = create_engine(url)
    with engine.begin() as koneksi:
        koneksi.execute(text("SET LOCAL session_replication_role = replica"))
        tabel = [t for t in inspect(koneksi).get_table_names() if t != "alembic_version"]
        koneksi.execute(text(";".join(f'DELETE FROM "{nama}"' for nama in tabel)))
    engine.dispose()


# The application


class _TemplatTerkompilasi(BytecodeCache):
    """Compiled templates, shared by the applications of one test run: compiling costs more than the page."""

    def __init__(self) -> None:
        self._isi: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._isi:
            bucket.bytecode_from_string(self._isi[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._isi[bucket.key] = bucket.bytecode_to_string()


_TEMPLAT = _TemplatTerkompilasi()


@pytest.fixture
def settings(url_basis_data: str, tmp_path: Path) -> Settings:
    """An installation in the test's own folder, on 10 January 2022."""
    return Settings(
        INSTANCE_DIR=tmp_path,
        DATABASE_URL=url_basis_data,
        SECRET_KEY="kunci-rahasia-untuk-pengujian-saja-0123456789",
        AUDIT_KEY=KUNCI_AUDIT,
        TANGGAL_APLIKASI=pabrik.HARI_INI,
    )


@pytest.fixture
def hari_ini(settings: Settings) -> dt.date:
    """The application's date, 10 January 2022."""
    assert settings.TANGGAL_APLIKASI
    return settings.TANGGAL_APLIKASI


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The application. No context is left open: each request has its own, as in production."""
    app = create_app(settings)
    app.testing = True
    app.test_client_class = Klien
    app.jinja_env.bytecode_cache = _TEMPLAT
    with app.app_context():
        engine = db.engine
    yield app
    engine.dispose()
    limiter.reset()
    _TERSISA.tertulis.clear()


@pytest.fixture
def engine(url_basis_data: str) -> Iterator[Engine]:
    """The test's own way to the database, with the rules of the application."""
    engine = buat_engine(url_basis_data)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """The test's own session, apart from that of the requests. Clients commit it before each request."""
    with Session(engine, expire_on_commit=False) as session:
        yield session


@pytest.fixture
def peramban(app: Flask, session: Session) -> Callable[[], Klien]:
    """`peramban()`: a new browser in which nobody is signed in."""

    def buka() -> Klien:
        klien = app.test_client()
        assert isinstance(klien, Klien)
        klien.sesi_uji, klien.tersisa = session, _TERSISA
        return klien

    return buka


@pytest.fixture
def tamu(peramban: Callable[[], Klien]) -> Klien:
    """A browser in which nobody is signed in."""
    return peramban()


@pytest.fixture
def klien(peramban: Callable[[], Klien], session: Session) -> Callable[[Pegawai], Klien]:
    """`klien(pegawai)`: a browser in which the person is signed in; makes his account where he has none."""

    def masuk(pegawai: Pegawai) -> Klien:
        klien = peramban()
        kunci = pabrik.sesi(session, pabrik.akun_dari(session, pegawai))
        with klien.session_transaction() as kue:
            kue["_user_id"], kue["_fresh"] = kunci, True
        return klien

    return masuk
