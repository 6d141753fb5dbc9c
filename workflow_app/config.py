"""Settings from the environment, checked once at start.

Values come from the process environment first, then from `instance/pengaturan.env` (KEY=VALUE lines written by the
set-up), then from the defaults below, which are those of a single machine with SQLite and the embedded worker.
"""

import datetime as dt
import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

AKAR = Path(__file__).resolve().parent.parent
PANJANG_KUNCI_MINIMUM = 32


class PengaturanSalah(ValueError):
    """A setting is missing or malformed; the text names it and says what to write."""


@dataclass(frozen=True)
class Settings:
    """Everything that may differ from one installation to another."""

    INSTANCE_DIR: Path = AKAR / "instance"
    DATABASE_URL: str = ""
    """SQLAlchemy address; empty means SQLite in INSTANCE_DIR."""
    REDIS_URL: str = ""
    """Redis for the RQ carrier; empty means the embedded worker."""
    SECRET_KEY: str = ""
    """Signs the session cookie and the form tokens."""
    AUDIT_KEY: str = ""
    """Key of the hash chain over the audit rows; keep it outside the database."""
    TANGGAL_APLIKASI: dt.date | None = None
    """Pins the application's date; None means the real date."""
    BASE_URL: str = ""
    """Address under which people reach the application; used in mails. Empty means HOST and PORT."""
    HOST: str = "127.0.0.1"
    PORT: int = 8000
    WEB_WORKERS: int = 1
    PROXY_HOPS: int = 0
    """How many reverse proxies of our own stand before the application. What X-Forwarded-For, -Proto and -Host say is
    believed for so many hops, and not at all where it is 0."""
    BERKAS_URL: str = ""
    """fsspec address of the file store; empty means a folder in INSTANCE_DIR."""
    SMTP_URL: str = ""
    """smtps:// or starttls://user:password@host:port, smtp://host:port for a relay that asks no password; empty means
    mails are written to INSTANCE_DIR/outgoing."""
    MAIL_DARI: str = "alurpak@localhost"
    DEMO: bool = False
    """Demo agency with published passwords; refuse it for real data."""
    MAKS_UNGGAH_BYTES: int = 20 * 1024 * 1024
    """Largest request body in bytes."""
    SIMPAN_SESI_HARI: int = 90
    """Days for which a session that is over stays in the registry."""
    SIMPAN_LEMBAR_HARI: int = 7
    """Days for which an uploaded sheet waits to be taken over; its preview asks for it within one."""
    SIMPAN_PEKERJAAN_HARI: int = 90
    """Days for which finished work of the outbox stays, unless a mail of the log names it."""

    @property
    def database_url(self) -> str:
        """The effective database address."""
        return self.DATABASE_URL or f"sqlite:///{self.INSTANCE_DIR / 'alurpak.db'}"

    @property
    def berkas_url(self) -> str:
        """The effective address of the file store."""
        return self.BERKAS_URL or f"file://{self.INSTANCE_DIR / 'berkas'}"

    @property
    def titipan_url(self) -> str:
        """Where uploaded sheets wait between preview and confirmation."""
        return f"{self.berkas_url}/titipan"

    @property
    def base_url(self) -> str:
        """The effective address of the application."""
        return self.BASE_URL or alamat(self.HOST, self.PORT)

    @property
    def https(self) -> bool:
        """Whether people reach the application over TLS."""
        return self.base_url.startswith("https://")

    def __post_init__(self) -> None:
        for nama in ("SECRET_KEY", "AUDIT_KEY"):
            if len(getattr(self, nama)) < PANJANG_KUNCI_MINIMUM:
                raise PengaturanSalah(
                    f"{nama} belum diisi atau kurang dari {PANJANG_KUNCI_MINIMUM} karakter: "
                    'buat dengan `python3 -c "import secrets; print(secrets.token_hex(32))"`.'
                )
        if self.PROXY_HOPS < 0:
            raise PengaturanSalah("PROXY_HOPS adalah banyaknya proksi di depan aplikasi: 0, 1, 2, ...")
        for nama in ("SIMPAN_SESI_HARI", "SIMPAN_LEMBAR_HARI", "SIMPAN_PEKERJAAN_HARI"):
            if getattr(self, nama) < 1:
                raise PengaturanSalah(f"{nama} paling sedikit 1 hari.")

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> "Settings":
        """Read the settings. Raises PengaturanSalah naming the setting that cannot be used."""
        lingkungan = dict(os.environ if environ is None else environ)
        instance = Path(lingkungan.get("INSTANCE_DIR") or AKAR / "instance")
        gabungan = {**_baca_berkas(instance / "pengaturan.env"), **lingkungan, "INSTANCE_DIR": str(instance)}
        nilai = {f.name: _ubah(f.name, f.type, gabungan[f.name]) for f in fields(cls) if gabungan.get(f.name)}
        return cls(**nilai)  # type: ignore[arg-type]  # _ubah returns the type that the field declares


def alamat(host: str, port: int) -> str:
    """The address of what is served there, without TLS."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _baca_berkas(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    isi: dict[str, str] = {}
    for baris in path.read_text(encoding="utf-8").splitlines():
        nama, tanda, nilai = baris.partition("=")
        if tanda and not nama.lstrip().startswith("#"):
            isi[nama.strip()] = nilai.strip()
    return isi


def _ubah(nama: str, jenis: object, teks: str) -> object:
    try:
        if jenis is int:
            return int(teks)
        if jenis is bool:
            return {"1": True, "true": True, "ya": True, "0": False, "false": False, "tidak": False}[teks.lower()]
        if jenis is Path:
            return Path(teks).resolve()
        if jenis == dt.date | None:
            return dt.date.fromisoformat(teks)
    except (ValueError, KeyError) as galat:
        raise PengaturanSalah(f"{nama}={teks!r} tidak dapat dibaca.") from galat
    return teks
