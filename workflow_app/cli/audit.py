"""`alurpak audit`: prove that the history was not rewritten."""

import sys

import click
from flask.cli import with_appcontext

from workflow_app.extensions import db, transaction
from workflow_app.services import verifikasi


@click.group("audit")
def grup() -> None:
    """Riwayat perkara yang tidak dapat ditulis ulang."""


@grup.command("verify")
@with_appcontext
def verify() -> None:
    """Periksa jejak, daftar, catatan, buku kredit, angka beku, katalog, dan peraturan; sebut yang tidak cocok."""
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
    """Masukkan perkara, catatan, dan entri kredit dari sebelum ada daftar.

    Sekali saja sesudah pembaruan, bila `audit verify` tak menyebut hal lain.
    """
    with transaction() as session:
        jumlah = verifikasi.daftarkan_yang_lama(session)
    click.echo(f"{jumlah} perkara, catatan, dan entri kredit didaftarkan.")
