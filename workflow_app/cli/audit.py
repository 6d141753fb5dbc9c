"""`alurpak audit`: prove that the history was not rewritten."""

import sys

import click
from flask.cli import with_appcontext

from workflow_app import daftar
from workflow_app.extensions import db, transaction
from workflow_app.services import verifikasi


@click.group("audit")
def grup() -> None:
    """Riwayat perkara yang tidak dapat ditulis ulang."""


@grup.command("verify")
@with_appcontext
def verify() -> None:
    """Periksa rantai jejak, daftar perkara, dan angka yang dibekukan; sebut baris atau kolom yang tidak cocok."""
    rusak = False
    for cacat in verifikasi.periksa(db.session()):
        rusak = True
        click.echo(f"{cacat.tempat}: {cacat.sebab}", err=True)
    if rusak:
        sys.exit(1)
    click.echo("Rantai jejak setiap perkara utuh.")


@grup.command("daftarkan")
@with_appcontext
def daftarkan() -> None:
    """Masukkan perkara dari sebelum ada daftar perkara; sekali saja, bila `audit verify` tidak menyebut hal lain."""
    with transaction() as session:
        jumlah = daftar.daftarkan_yang_lama(session, verifikasi.PERKARA)
    click.echo(f"{jumlah} perkara didaftarkan.")
