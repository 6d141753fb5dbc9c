"""`alurpak kredit`: prove that every decision follows from the ledger."""

import sys
from collections.abc import Iterator

import click
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from workflow_app.extensions import db
from workflow_app.services.buku_kredit import BedaBuku, periksa_semua
from workflow_app.services.keadaan import judul
from workflow_app.services.periksa_buku import Beda, periksa_konversi
from workflow_app.states.engine import workflow_of


@click.group("kredit")
def grup() -> None:
    """Buku angka kredit: entri yang hanya ditambah."""


@grup.command("periksa")
@with_appcontext
def periksa() -> None:
    """Bangun ulang setiap putusan dari entri buku; sebut angka pertama yang berbeda dari yang tercetak.

    Putusan itu PAK, konversi, penetapan AK, dan PAK integrasi.
    """
    banyak: dict[str, int] = {}
    salah = 0
    for nama, nomor, beda in _semua(db.session()):
        banyak[nama] = banyak.get(nama, 0) + 1
        if beda is not None:
            salah += 1
            click.echo(
                f"{nama} {nomor} ({beda.tempat}): tercetak {beda.tercetak:.3f}, menurut buku {beda.dari_buku:.3f}",
                err=True,
            )
    jumlah = ", ".join(f"{n} {nama}" for nama, n in banyak.items()) or "0 putusan"
    if salah:
        click.echo(f"{salah} dari {jumlah} tidak sama dengan buku angka kredit.", err=True)
        sys.exit(1)
    click.echo(f"{jumlah} sama dengan buku angka kredit sampai angka terakhir.")


def _semua(session: Session) -> Iterator[tuple[str, str | None, BedaBuku | Beda | None]]:
    """Every decision by kind and number, with the first figure that differs."""
    for pak, beda_pak in periksa_semua(session):
        yield str(judul("pak")), pak.nomor, beda_pak
    for obj, beda in periksa_konversi(session):
        yield str(judul(workflow_of(obj).name)), obj.nomor, beda
