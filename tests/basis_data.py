"""A database of a module's own, on the server under test, for tests that bring processes or engines of their own."""

import os
import secrets
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine, make_url, text

from tests.drill import metadata
from workflow_app.koneksi import buat_engine
from workflow_app.models import Base


@pytest.fixture(scope="module")
def alamat_sendiri(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an empty database that nobody else uses."""
    dasar = os.environ.get("TEST_DATABASE_URL", "")
    if not dasar.startswith("postgresql"):
        yield f"sqlite:///{tmp_path_factory.mktemp('basis_data') / 'uji.db'}"
        return
    nama = f"alurpak_uji_{secrets.token_hex(6)}"
    server = create_engine(dasar, isolation_level="AUTOCOMMIT")
    with server.connect() as koneksi:
        koneksi.execute(text(f"CREATE DATABASE {nama}"))
    yield make_url(dasar).set(database=nama).render_as_string(hide_password=False)
    with server.connect() as koneksi:
        koneksi.execute(text(f"DROP DATABASE {nama} WITH (FORCE)"))
    server.dispose()


@pytest.fixture(scope="module")
def engine_sendiri(alamat_sendiri: str) -> Iterator[Engine]:
    """An engine on it, with every table made."""
    engine = buat_engine(alamat_sendiri)
    Base.metadata.create_all(engine)
    metadata.create_all(engine)
    yield engine
    engine.dispose()
