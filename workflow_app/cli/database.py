"""`alurpak database`: the schema's version. Commands that change it say so in their name."""

import click

from workflow_app import database as skema
from workflow_app.cli.pengaturan import siapkan_pengaturan
from workflow_app.config import Settings


@click.group("database")
def database() -> None:
    """Versi skema basis data."""


@database.command("current")
def current() -> None:
    """Tampilkan versi skema sekarang dan versi terbaru."""
    _tampilkan()


@database.command("upgrade")
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    """Naikkan skema sampai REVISION (bawaan: yang terbaru)."""
    skema.upgrade(_alamat(), revision)
    if skema.current(_alamat()) == skema.head():
        from workflow_app.cli.peraturan import catat_bawaan  # noqa: PLC0415 - the other commands need no rules

        catat_bawaan(Settings.from_env())
    _tampilkan()


@database.command("downgrade")
@click.argument("revision")
@click.confirmation_option(prompt="Data pada tabel yang dihapus akan hilang. Lanjutkan?")
def downgrade(revision: str) -> None:
    """Turunkan skema sampai REVISION."""
    skema.downgrade(_alamat(), revision)
    _tampilkan()


@database.command("revision")
@click.argument("pesan")
def revision(pesan: str) -> None:
    """Tulis migrasi berikutnya dari selisih antara model dan basis data; PESAN menjadi nama berkasnya."""
    click.echo(skema.revision(_alamat(), pesan))


def _tampilkan() -> None:
    click.echo(f"{skema.current(_alamat()) or '-'} (terbaru: {skema.head() or '-'})")


def _alamat() -> str:
    siapkan_pengaturan()
    return Settings.from_env().database_url
