"""`alurpak templates`: the Word templates of document_templates/."""

from pathlib import Path

import click

from workflow_app.documents.manifes import MAP_TEMPLAT
from workflow_app.documents.pemeriksaan import periksa_semua
from workflow_app.pesan import P_


@click.group("templates")
def grup() -> None:
    """Templat dokumen Word."""


@grup.command("check")
@click.option(
    "--map",
    "map_templat",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=MAP_TEMPLAT,
    help="Folder templat lain daripada document_templates.",
)
def check(map_templat: Path) -> None:
    """Periksa setiap templat: isian, ungkapan, huruf, kemasan, dan hasilnya dengan 0, 1 dan 200 baris."""
    ada_masalah = False
    for hasil in periksa_semua(map_templat):
        if not hasil.masalah:
            click.echo(str(P_("baik   %(jenis)s, versi %(versi)s", jenis=hasil.jenis, versi=hasil.versi)))
            continue
        ada_masalah = True
        click.echo(str(P_("SALAH  %(jenis)s", jenis=hasil.jenis)))
        for masalah in hasil.masalah:
            click.echo(f"       - {masalah}")
    if ada_masalah:
        raise click.exceptions.Exit(1)
