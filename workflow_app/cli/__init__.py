"""The command line `alurpak`: one module per command, listed in `perintah` and nowhere else.

A command's module, and with it what the command needs of the application, is imported when the command is called: the
list of commands and the help need none of them. What goes wrong comes out as a sentence and exit code 1, never as a
traceback.
"""

import sys
from typing import TYPE_CHECKING

import click

from workflow_app.cli.perintah import GrupMalas

if TYPE_CHECKING:
    from flask import Flask


@click.group(name="alurpak", cls=GrupMalas, context_settings={"help_option_names": ["-h", "--help"]})
def alurpak() -> None:
    """AlurPAK: penilaian angka kredit sebagai alur yang terbuka."""


def main() -> None:
    """Entry point of the console script."""
    alurpak.aplikasi = _aplikasi
    try:
        alurpak(prog_name="alurpak")
    except Exception as galat:
        kalimat = _kalimat(galat)
        if kalimat is None:
            raise
        sys.exit(kalimat)


def _kalimat(galat: Exception) -> str | None:
    """The sentence of an error that is somebody's to solve; None for one of our own."""
    # Only now: these modules take their time, and most commands go well.
    from sqlalchemy.exc import OperationalError  # noqa: PLC0415

    from workflow_app.config import PengaturanSalah  # noqa: PLC0415
    from workflow_app.errors import Galat  # noqa: PLC0415

    if isinstance(galat, OperationalError):
        return f"Basis data tidak dapat dipakai: {galat.orig}. Jalankan `alurpak doctor`."
    return str(galat) if isinstance(galat, Galat | PengaturanSalah) else None


def _aplikasi() -> "Flask":
    from workflow_app import create_app  # noqa: PLC0415 - for the commands that need the application
    from workflow_app.cli.pengaturan import siapkan_pengaturan  # noqa: PLC0415
    from workflow_app.config import Settings  # noqa: PLC0415

    siapkan_pengaturan()
    return create_app(Settings.from_env())
