"""Flask extensions, and the one place where a request commits."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from flask_babel import Babel
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as FlaskSession
from flask_wtf import CSRFProtect
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from workflow_app.errors import Conflict
from workflow_app.koneksi import hanya_baca
from workflow_app.models import Base
from workflow_app.pesan import P_


class SesiBasisData(FlaskSession):
    """The request's session: reads on PostgreSQL go through an autocommit view of the same engine."""

    def get_bind(self, *args: Any, **kwargs: Any) -> Any:
        """The engine for a statement; see `workflow_app.koneksi` for why readers get another one."""
        engine = super().get_bind(*args, **kwargs)
        if hanya_baca() and isinstance(engine, Engine) and engine.dialect.name == "postgresql":
            return _autocommit(engine)
        return engine


_VARIAN: dict[Engine, Engine] = {}


def _autocommit(engine: Engine) -> Engine:
    if engine not in _VARIAN:
        _VARIAN[engine] = engine.execution_options(isolation_level="AUTOCOMMIT")
    return _VARIAN[engine]


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False, "class_": SesiBasisData})
login_manager = LoginManager()
csrf = CSRFProtect()
babel = Babel()
limiter = Limiter(key_func=get_remote_address, default_limits=[], headers_enabled=True)

_NAMA_UNIK = re.compile(r"(uq_|UNIQUE constraint failed)")


@contextmanager
def transaction() -> Iterator[Session]:
    """Commit on success, roll back on any exception. Lost races come out as Conflict.

    Nothing below a view commits: values, state, audit rows and outbox rows stand or fall together.
    """
    session: Session = db.session()
    try:
        session.connection()  # begins: whatever is decided from here on is decided by the newest rules
        yield session
        session.commit()
    except StaleDataError as galat:
        session.rollback()
        raise Conflict(P_("Data sudah diubah orang lain. Muat ulang halaman untuk melihat yang terbaru.")) from galat
    except OperationalError as galat:
        session.rollback()
        if "database is locked" in str(galat.orig):
            raise Conflict(P_("Basis data sedang sibuk. Coba kirim sekali lagi.")) from galat
        raise
    except IntegrityError as galat:
        session.rollback()
        if _NAMA_UNIK.search(str(galat.orig)):
            raise Conflict(P_("Data yang sama baru saja disimpan. Muat ulang halaman sebelum melanjutkan.")) from galat
        raise
    except BaseException:
        session.rollback()
        raise


def lepas_bacaan() -> None:
    """End the reading of this request before work that takes long, such as the look into an upload.

    On SQLite a request that may write holds the only write lock from its first query. What was read stays in memory;
    a case that somebody changes meanwhile comes out as Conflict by its version. Raises RuntimeError where something is
    waiting to be written: only `transaction()` writes.
    """
    session: Session = db.session()
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("perubahan ditulis dalam transaction()")
    session.commit()


def pengaturan_flask(settings: Any) -> Mapping[str, Any]:
    """Flask's configuration keys derived from the settings."""
    awalan = "__Host-" if settings.https else ""
    return {
        "SECRET_KEY": settings.SECRET_KEY,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "MAX_CONTENT_LENGTH": settings.MAKS_UNGGAH_BYTES,
        "SESSION_COOKIE_NAME": f"{awalan}alurpak",
        "SESSION_COOKIE_SECURE": settings.https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": None,
        "BABEL_DEFAULT_LOCALE": "id",
        "RATELIMIT_STORAGE_URI": settings.REDIS_URL or "memory://",
        "RATELIMIT_IN_MEMORY_FALLBACK_ENABLED": True,
    }
