"""`alurpak audit`: prove that the history was not rewritten."""

import sys

import click
from flask.cli import with_appcontext

from workflow_app import audit as jejak
from workflow_app.extensions import db
from workflow_app.states import WORKFLOWS


@click.group("audit")
def grup() -> None:
    """Riwayat perkara yang tidak dapat ditulis ulang."""


@grup.command("verify")
@with_appcontext
def verify() -> None:
    """Periksa rantai jejak setiap perkara; sebut baris pertama yang diubah, dihapus, atau dipalsukan."""
    rusak = False
    for cacat in jejak.periksa(db.session(), [(w.name, w.model) for w in WORKFLOWS]):
        rusak = True
        click.echo(f"{cacat.workflow} {cacat.object_id}, baris {cacat.seq}: {cacat.sebab}", err=True)
    if rusak:
        sys.exit(1)
    click.echo("Rantai jejak setiap perkara utuh.")
