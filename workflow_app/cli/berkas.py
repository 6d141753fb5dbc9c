"""`alurpak berkas`: hold the file store against the rows that name its files."""

import sys

import click
from flask.cli import with_appcontext

from workflow_app.extensions import db
from workflow_app.penyimpanan import Penyimpanan
from workflow_app.services import periksa_berkas
from workflow_app.waktu import utcnow
from workflow_app.web.konteks import pengaturan

TERBANYAK = 20
"""Lines of one kind that are printed."""


@click.group("berkas")
def grup() -> None:
    """Tempat penyimpanan berkas bukti dan dokumen."""


@grup.command("periksa")
@click.option("--buang", is_flag=True, help="Buang berkas yang lebih dari sehari tidak dirujuk apa pun.")
@with_appcontext
def periksa(*, buang: bool) -> None:
    """Sebut berkas yang hilang, rusak, atau tidak dirujuk; kode keluar 1 bila ada yang hilang atau rusak."""
    simpanan, saat = Penyimpanan(pengaturan().berkas_url), utcnow()
    if buang:
        terbuang = periksa_berkas.buang(db.session(), simpanan, saat)
        click.echo(f"{len(terbuang.yatim)} berkas tanpa rujukan dan {len(terbuang.sisa)} sisa unggahan dibuang")
    keadaan = periksa_berkas.periksa(db.session(), simpanan, saat, baca=True)
    for apa, daftar in (
        ("hilang", keadaan.hilang),
        ("rusak", keadaan.rusak),
        ("tanpa rujukan", keadaan.yatim),
        ("sisa unggahan", keadaan.sisa),
    ):
        for satu in daftar[:TERBANYAK]:
            click.echo(f"{apa}: {satu}", err=True)
        if len(daftar) > TERBANYAK:
            click.echo(f"{apa}: dan {len(daftar) - TERBANYAK} lagi", err=True)
    click.echo(
        f"{keadaan.berkas} berkas: {len(keadaan.hilang)} hilang, {len(keadaan.rusak)} rusak, "
        f"{len(keadaan.yatim)} tanpa rujukan, {len(keadaan.sisa)} sisa unggahan"
    )
    if not keadaan.sehat:
        sys.exit(1)
