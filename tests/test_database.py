"""The schema's version: the real migrations on the database at hand, and the rules of migrating on small ones."""

import multiprocessing
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, inspect, make_url, text

from workflow_app import database
from workflow_app.models import Base

ISI_ENV = """
from alembic import context
from sqlalchemy import Column, Integer, MetaData, Table

metadata = MetaData()
Table("induk", metadata, Column("id", Integer, primary_key=True))
context.configure(connection=context.config.attributes["koneksi"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
"""
ISI_MIGRASI = """
from alembic import op

revision = {nomor!r}
down_revision = {sebelumnya!r}


def upgrade():
    for perintah in {perintah!r}:
        op.execute(perintah)


def downgrade():
    pass
"""


@pytest.fixture
def url(tmp_path) -> Iterator[str]:
    """An empty database on the server under test."""
    dasar = os.environ.get("TEST_DATABASE_URL", "")
    if not dasar.startswith("postgresql"):
        yield f"sqlite:///{tmp_path / 'folder' / 'uji.db'}"
        return
    nama = f"alurpak_uji_{secrets.token_hex(6)}"
    server = create_engine(dasar, isolation_level="AUTOCOMMIT")
    with server.connect() as koneksi:
        koneksi.execute(text(f"CREATE DATABASE {nama}"))
    yield make_url(dasar).set(database=nama).render_as_string(hide_password=False)
    with server.connect() as koneksi:
        koneksi.execute(text(f"DROP DATABASE {nama} WITH (FORCE)"))
    server.dispose()


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A migrations folder of the test's own."""
    folder = tmp_path / "migrations"
    (folder / "versions").mkdir(parents=True)
    (folder / "env.py").write_text(ISI_ENV, encoding="utf-8")
    template = (database.FOLDER_MIGRASI / "script.py.mako").read_text(encoding="utf-8")
    (folder / "script.py.mako").write_text(template, encoding="utf-8")
    monkeypatch.setattr(database, "FOLDER_MIGRASI", folder)
    monkeypatch.setattr(database, "BERKAS_HEAD", folder / ".current-alembic-head")
    return folder


def tulis(folder: Path, nomor: str, sebelumnya: str | None, *perintah: str) -> None:
    isi = ISI_MIGRASI.format(nomor=nomor, sebelumnya=sebelumnya, perintah=perintah)
    (folder / "versions" / f"{nomor}_uji.py").write_text(isi, encoding="utf-8")


def nama_tabel(url: str) -> set[str]:
    engine = create_engine(url)
    tabel = set(inspect(engine).get_table_names())
    engine.dispose()
    return tabel


class TestOurMigrations:
    def test_they_run_up_down_and_up_and_equal_the_models(self, url):
        database.upgrade(url)
        lengkap = nama_tabel(url)
        assert database.current(url) == database.head()
        database.downgrade(url, "base")
        assert nama_tabel(url) <= {"alembic_version"}
        database.upgrade(url)
        assert nama_tabel(url) == lengkap
        engine = create_engine(url)
        with engine.connect() as koneksi:
            assert compare_metadata(MigrationContext.configure(koneksi), Base.metadata) == []
        engine.dispose()

    def test_two_starts_at_once_migrate_once(self, url):
        konteks = multiprocessing.get_context("spawn")
        proses = [konteks.Process(target=database.upgrade, args=(url,)) for _ in range(2)]
        for satu in proses:
            satu.start()
        for satu in proses:
            satu.join(60)
        assert [satu.exitcode for satu in proses] == [0, 0]
        assert database.current(url) == database.head()


class TestRules:
    def test_database_without_schema_has_no_version_and_no_file_appears(self, tmp_path):
        berkas = tmp_path / "belum.db"
        assert database.current(f"sqlite:///{berkas}") is None
        assert not berkas.exists()

    def test_failing_migration_leaves_nothing_behind(self, url, folder):
        tulis(folder, "0001", None, "CREATE TABLE induk (id INTEGER PRIMARY KEY)")
        database.upgrade(url)
        tulis(folder, "0002", "0001", "CREATE TABLE anak (id INTEGER PRIMARY KEY)", "INSERT INTO tidak_ada VALUES (1)")
        with pytest.raises(Exception, match="tidak_ada"):
            database.upgrade(url)
        assert database.current(url) == "0001"
        assert "anak" not in nama_tabel(url)

    @pytest.mark.sqlite
    def test_migration_that_breaks_a_foreign_key_is_rolled_back(self, url, folder):
        tulis(
            folder,
            "0001",
            None,
            "CREATE TABLE induk (id INTEGER PRIMARY KEY)",
            "CREATE TABLE anak (id INTEGER PRIMARY KEY, induk_id INTEGER REFERENCES induk (id))",
        )
        database.upgrade(url)
        tulis(folder, "0002", "0001", "INSERT INTO anak VALUES (1, 99)")
        with pytest.raises(ValueError, match="anak baris 1 -> induk"):
            database.upgrade(url)
        assert database.current(url) == "0001"

    def test_new_revision_takes_the_next_number_and_writes_the_head_file(self, url, folder):
        tulis(folder, "0001", None)
        database.upgrade(url)
        berkas = database.revision(url, "tabel induk")
        assert berkas.name == "0002_tabel_induk.py"
        assert (folder / ".current-alembic-head").read_text(encoding="utf-8") == "0002\n"
        database.upgrade(url)
        assert "induk" in nama_tabel(url)
