"""An attacker who may do everything in the database but does not have the key, and what the verification says of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, text
from sqlalchemy.orm import Session

from workflow_app.services import verifikasi


@contextmanager
def penyerang(engine: Engine) -> Iterator[Connection]:
    """A connection for which no trigger and no foreign key holds."""
    with engine.connect() as koneksi:
        if koneksi.dialect.name == "postgresql":
            koneksi.execute(text("SET session_replication_role = replica"))
        else:
            koneksi.execute(text("PRAGMA foreign_keys = OFF"))
            koneksi.rollback()
            mentah: Any = koneksi.connection.dbapi_connection
            mentah.execute("PRAGMA foreign_keys = OFF")
            pemicu = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            for (nama,) in koneksi.execute(text(pemicu)).all():
                koneksi.execute(text(f"DROP TRIGGER {nama}"))
        yield koneksi
        if koneksi.dialect.name == "postgresql":
            koneksi.execute(text("SET session_replication_role = DEFAULT"))
        koneksi.commit()


def temuan(engine: Engine) -> list[str]:
    """Everything that `alurpak audit verify` names, place and cause."""
    with Session(engine) as session:
        return [f"{cacat.tempat}: {cacat.sebab}" for cacat in verifikasi.periksa(session)]
