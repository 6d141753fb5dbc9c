"""`alurpak kredit`: prove that every decision follows from the ledger."""

import sys

import click
from flask.cli import with_appcontext

from workflow_app.extensions import db
from workflow_app.services.buku_kredit import periksa_semua


@click.group("kredit")
def grup() -> None:
    """Buku angka kredit: entri yang hanya ditambah."""


@grup.command("periksa")
@with_appcontext
def periksa() -> None:
    """Bangun ulang setiap PAK dari entri buku; sebut angka pertama yang berbeda dari yang tercetak."""
    banyak = 0
    salah = 0
    for pak, beda in periksa_semua(db.session()):
        banyak += 1
        if beda is not None:
            salah += 1
            click.echo(
                f"PAK {pak.nomor} ({beda.tempat}): tercetak {beda.tercetak:.3f}, menurut buku {beda.dari_buku:.3f}",
                err=True,
            )
    if salah:
        click.echo(f"{salah} dari {banyak} PAK tidak sama dengan buku angka kredit.", err=True)
        sys.exit(1)
    click.echo(f"{banyak} PAK sama dengan buku angka kredit sampai angka terakhir.")
