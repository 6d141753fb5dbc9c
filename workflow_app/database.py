"""The schema's version: bring a database to the newest one, back, or say where it stands.

Runs Alembic inside one transaction on one connection, after taking a lock, so that two starts at the same moment
migrate once and a migration that fails leaves nothing behind. Knows no table; the migrations know no model.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as KoneksiSqlite

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

AKAR = Path(__file__).resolve().parent.parent
FOLDER_MIGRASI = AKAR / "migrations"
BERKAS_HEAD = FOLDER_MIGRASI / ".current-alembic-head"
KUNCI_POSTGRESQL = 0x414C5552
"""Number of the advisory lock under which a PostgreSQL schema is changed ("ALUR")."""
BATAS_TUNGGU_SQLITE_DETIK = 60


def upgrade(url: str, revision: str = "head") -> None:
    """Bring the database at `url` forward to `revision`; does nothing when it is there."""
    with _terkunci(url) as koneksi:
        command.upgrade(konfigurasi(koneksi), revision)


def downgrade(url: str, revision: str) -> None:
    """Take the database at `url` back to `revision`; `base` empties it."""
    with _terkunci(url) as koneksi:
        command.downgrade(konfigurasi(koneksi), revision)


def current(url: str) -> str | None:
    """The revision at which the database stands; None when it holds no schema. Creates no SQLite file."""
    if (berkas := berkas_sqlite(url)) and not berkas.exists():
        return None
    engine = create_engine(url, poolclass=NullPool)
    try:
        with engine.connect() as koneksi:
            return MigrationContext.configure(koneksi).get_current_revision()
    finally:
        engine.dispose()


def head() -> str | None:
    """The newest revision in the migrations folder; None while there is none."""
    return ScriptDirectory.from_config(konfigurasi()).get_current_head()


def revision(url: str, pesan: str) -> Path:
    """Write the next numbered migration from the difference between the models and the database at `url`.

    The newest number is kept in a file of its own, so that two branches which both add a migration meet as a
    conflict in git and not as two heads in production. Returns the new file, which a person reads and corrects.
    """
    nomor = f"{int(head() or 0) + 1:04d}"
    with _terkunci(url) as koneksi:
        skrip = command.revision(konfigurasi(koneksi), pesan, autogenerate=True, rev_id=nomor)
    if skrip is None or isinstance(skrip, list):
        raise ValueError("Alembic tidak menulis tepat satu migrasi.")
    BERKAS_HEAD.write_text(f"{nomor}\n", encoding="utf-8")
    return Path(skrip.path)


def berkas_sqlite(url: str) -> Path | None:
    """The file behind an SQLite address; None for another database or one in memory."""
    lokasi = url.removeprefix("sqlite:///") if url.startswith("sqlite:///") else ""
    return Path(lokasi) if lokasi and lokasi != ":memory:" else None


def konfigurasi(koneksi: Connection | None = None) -> Config:
    """Alembic's configuration; `migrations/env.py` takes the connection from it."""
    config = Config(attributes={"koneksi": koneksi})
    config.set_main_option("script_location", str(FOLDER_MIGRASI).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return config


@contextmanager
def _terkunci(url: str) -> Iterator[Connection]:
    """A connection in a transaction that nobody else's migration can enter; committed at the end."""
    if berkas := berkas_sqlite(url):
        berkas.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # SQLite gives its journals the mode of the database: what people's files say is the owner's alone to read.
        berkas.touch(mode=0o600)
    engine = create_engine(url, poolclass=NullPool)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _siapkan_sqlite)
        event.listen(engine, "begin", lambda koneksi: koneksi.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        with engine.begin() as koneksi:
            if engine.dialect.name == "postgresql":
                koneksi.exec_driver_sql(f"SELECT pg_advisory_xact_lock({KUNCI_POSTGRESQL})")
            yield koneksi
            if engine.dialect.name == "sqlite":
                _periksa_kunci_asing(koneksi)
    finally:
        engine.dispose()


def _siapkan_sqlite(koneksi: KoneksiSqlite, _catatan: ConnectionPoolEntry) -> None:
    """Foreign keys are off while tables are rebuilt: dropping the old copy of a table would delete its children."""
    koneksi.isolation_level = None
    koneksi.execute("PRAGMA journal_mode=WAL")
    koneksi.execute(f"PRAGMA busy_timeout={BATAS_TUNGGU_SQLITE_DETIK * 1000}")
    koneksi.execute("PRAGMA foreign_keys=OFF")


def _periksa_kunci_asing(koneksi: Connection) -> None:
    """The check that the foreign keys could not make meanwhile. Raises ValueError and so rolls the migration back."""
    if rusak := koneksi.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(5):
        daftar = ", ".join(f"{tabel} baris {baris} -> {induk}" for tabel, baris, induk, _ in rusak)
        raise ValueError(f"Migrasi dibatalkan karena merusak hubungan antartabel: {daftar}")
