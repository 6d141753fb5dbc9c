"""`alurpak jalankan`: from whatever state this machine is in to a running application."""

import dataclasses
import errno
import fcntl
import signal
import socket
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

import click
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from workflow_app import create_app, demo
from workflow_app import database as skema
from workflow_app.cli.katalog import muat_bawaan
from workflow_app.cli.pengaturan import siapkan_pengaturan
from workflow_app.cli.peraturan import catat_bawaan
from workflow_app.config import PengaturanSalah, Settings, alamat
from workflow_app.extensions import db
from workflow_app.models import Pegawai
from workflow_app.server import Server, ikat


class TidakDapatMulai(click.ClickException):
    """The application cannot start here; one sentence in each language."""

    def __init__(self, indonesia: str, inggris: str) -> None:
        super().__init__(f"{indonesia}\n{inggris}")

    def show(self, file: object = None) -> None:
        """Without click's "Error:" before it."""
        click.echo(self.message, err=True)


@click.command("jalankan")
def jalankan() -> None:
    """Siapkan basis data, lalu layani aplikasi sampai dihentikan dengan Ctrl-C."""
    signal.signal(signal.SIGTERM, _berhenti_saat_menyiapkan)
    try:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})  # blocked by run.py
        settings, soket = _siapkan()
    except KeyboardInterrupt:
        sys.exit(0)
    except PengaturanSalah as galat:
        raise TidakDapatMulai(str(galat), "A setting is missing or wrong; see above.") from galat
    except OSError as galat:
        raise _sebab(galat) from galat
    except OperationalError as galat:
        raise TidakDapatMulai(
            f"Basis data tidak dapat dipakai: {galat.orig}.", "The database cannot be used; see above."
        ) from galat
    Server(settings, soket, lambda: _umumkan(settings)).run()


def _berhenti_saat_menyiapkan(_sinyal: int, _bingkai: FrameType | None) -> None:
    raise KeyboardInterrupt


def _siapkan() -> tuple[Settings, socket.socket]:
    siapkan_pengaturan()
    settings = Settings.from_env()
    try:
        soket = ikat(settings.HOST, settings.PORT)
    except OSError as galat:
        raise _port_tidak_dapat(settings, galat) from galat
    if not settings.BASE_URL:
        host, port = soket.getsockname()[:2]
        settings = dataclasses.replace(settings, BASE_URL=alamat(host, port))
    with _satu_start(settings):
        skema.upgrade(settings.database_url)
        catat_bawaan(settings)
        if settings.DEMO:
            _isi_demo(settings)
        muat_bawaan(settings)
    return settings, soket


@contextmanager
def _satu_start(settings: Settings) -> Iterator[None]:
    """Only one start at a time migrates and fills this instance; the next one finds it done."""
    settings.INSTANCE_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (settings.INSTANCE_DIR / ".start.lock").open("a") as kunci:
        fcntl.flock(kunci, fcntl.LOCK_EX)
        yield


def _isi_demo(settings: Settings) -> None:
    """Load the demo agency into a database without people. Leaves no connection behind for the server's fork."""
    app = create_app(settings)
    with app.app_context():
        if db.session.scalar(select(Pegawai.id).limit(1)) is None:
            click.echo("Mengisi instansi contoh / loading the demo agency")
            demo.muat(app)
        db.session.remove()
        db.engine.dispose()


def _umumkan(settings: Settings) -> None:
    click.echo(f"\nAlurPAK: {settings.base_url}")
    if settings.TANGGAL_APLIKASI:
        click.echo(f"Tanggal aplikasi / application date: {settings.TANGGAL_APLIKASI.isoformat()}")
    if settings.DEMO:
        click.echo("\n" + tabel(("Peran / role", "Nama pengguna / user", "Kata sandi / password"), demo.akun_contoh()))
    click.echo("\nCtrl-C untuk berhenti / to stop", nl=True)
    sys.stdout.flush()


def tabel(kepala: Sequence[str], baris: Sequence[Sequence[str]]) -> str:
    """Rows as aligned text columns."""
    lebar = [max(len(sel) for sel in kolom) for kolom in zip(kepala, *baris, strict=True)]
    return "\n".join(
        "  ".join(sel.ljust(panjang) for sel, panjang in zip(satu, lebar, strict=True)).rstrip()
        for satu in (kepala, tuple("-" * panjang for panjang in lebar), *baris)
    )


def _port_tidak_dapat(settings: Settings, galat: OSError) -> TidakDapatMulai:
    tempat = f"{settings.HOST}:{settings.PORT}"
    if galat.errno == errno.EADDRINUSE:
        lain = f"PORT={settings.PORT + 1} python3 run.py"
        return TidakDapatMulai(
            f"{tempat} sudah dipakai program lain: hentikan program itu, atau pakai port lain dengan `{lain}`.",
            f"{tempat} is taken by another program: stop that one, or use another port with `{lain}`.",
        )
    return TidakDapatMulai(
        f"{tempat} tidak dapat dipakai ({galat.strerror}): periksa HOST dan PORT.",
        f"{tempat} cannot be used ({galat.strerror}): check HOST and PORT.",
    )


def _sebab(galat: OSError) -> TidakDapatMulai:
    if galat.errno == errno.ENOSPC:
        return TidakDapatMulai(
            "Ruang cakram habis: kosongkan sebagian, lalu ulangi.", "The disk is full: make room and start again."
        )
    return TidakDapatMulai(
        f"{galat.filename} tidak dapat ditulisi ({galat.strerror}): ubah izinnya atau atur INSTANCE_DIR.",
        f"{galat.filename} cannot be written ({galat.strerror}): change the permissions or set INSTANCE_DIR.",
    )
