"""The command line `alurpak`: one module per command, listed here and nowhere else.

A command that needs the application takes `flask.cli.with_appcontext`; one that does not (`jalankan`, `doctor`) starts
where nothing is set up yet. What goes wrong comes out as a sentence and exit code 1, never as a traceback.
"""

import sys

import click
from flask import Flask
from flask.cli import ScriptInfo
from sqlalchemy.exc import OperationalError

from workflow_app import create_app
from workflow_app.cli.admin import grup as admin
from workflow_app.cli.audit import grup as audit
from workflow_app.cli.bahasa import bahasa
from workflow_app.cli.database import database
from workflow_app.cli.docs import docs
from workflow_app.cli.doctor import doctor
from workflow_app.cli.hitung import hitung
from workflow_app.cli.hitung_ulang import hitung_ulang
from workflow_app.cli.jalankan import jalankan
from workflow_app.cli.kalender import kalender
from workflow_app.cli.katalog import katalog
from workflow_app.cli.kredit import grup as kredit
from workflow_app.cli.pengaturan import siapkan_pengaturan
from workflow_app.cli.peraturan import peraturan
from workflow_app.cli.templates import grup as templates
from workflow_app.cli.walkthrough import walkthrough
from workflow_app.cli.worker import worker
from workflow_app.cli.workflows import workflows
from workflow_app.config import PengaturanSalah, Settings
from workflow_app.errors import Galat

PERINTAH: tuple[click.Command, ...] = (
    jalankan,
    database,
    docs,
    doctor,
    templates,
    worker,
    walkthrough,
    workflows,
    kalender,
    katalog,
    hitung,
    hitung_ulang,
    peraturan,
    audit,
    kredit,
    admin,
    bahasa,
)


@click.group(name="alurpak", context_settings={"help_option_names": ["-h", "--help"]})
def alurpak() -> None:
    """AlurPAK: penilaian angka kredit sebagai alur yang terbuka."""


for perintah in PERINTAH:
    alurpak.add_command(perintah)


def main() -> None:
    """Entry point of the console script."""
    try:
        alurpak(prog_name="alurpak", obj=ScriptInfo(create_app=_aplikasi))
    except (Galat, PengaturanSalah) as galat:
        sys.exit(str(galat))
    except OperationalError as galat:
        sys.exit(f"Basis data tidak dapat dipakai: {galat.orig}. Jalankan `alurpak doctor`.")


def _aplikasi() -> Flask:
    siapkan_pengaturan()
    return create_app(Settings.from_env())
