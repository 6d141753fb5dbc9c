"""`alurpak kinerja`: the record of performance from the command line."""

import sys
from pathlib import Path

import click
from flask.cli import with_appcontext

from workflow_app.cli.bersama import baca_berkas, kalimat_galat, pelaku_akun
from workflow_app.extensions import db, transaction
from workflow_app.koneksi import membaca
from workflow_app.services.impor_kinerja import impor as impor_lembar
from workflow_app.services.impor_kinerja import pratinjau
from workflow_app.web.konteks import hari_ini

MAKS_GALAT = 200


@click.group("kinerja")
def grup() -> None:
    """Catatan kinerja: evaluasi yang menjadi dasar konversi."""


@grup.command("impor")
@click.argument("berkas", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--oleh", required=True, help="Nama pengguna petugas biro kepegawaian yang bertanggung jawab.")
@click.option("--dry-run", "coba", is_flag=True, help="Periksa saja; tidak ada yang dicatat.")
@click.option("--yang-baik", is_flag=True, help="Catat baris yang baik walaupun ada baris yang salah.")
@with_appcontext
def impor(berkas: Path, oleh: str, coba: bool, yang_baik: bool) -> None:
    """Periksa lembar kinerja (.csv atau .xlsx) baris demi baris, lalu catat yang baru dalam satu transaksi.

    Baris yang sudah ada tidak diulang. Kode keluar 1 bila ada baris yang salah.
    """
    isi = baca_berkas(berkas)
    with membaca():
        hasil = pratinjau(db.session(), isi, oleh=pelaku_akun(db.session(), oleh, hari_ini()))
        db.session.rollback()
    for galat in hasil.galat[:MAKS_GALAT]:
        click.echo(kalimat_galat(galat), err=True)
    if len(hasil.galat) > MAKS_GALAT:
        click.echo(f"... dan {len(hasil.galat) - MAKS_GALAT} lagi.", err=True)
    click.echo(f"{len(hasil.baru)} baru, {hasil.sudah_ada} sudah ada, {len(hasil.baris_salah)} perlu dibetulkan.")
    if not coba and (yang_baik or not hasil.galat):
        with transaction() as session:
            banyak = impor_lembar(session, isi, oleh=pelaku_akun(session, oleh, hari_ini()), sidik=hasil.sidik)
        click.echo(f"{banyak} evaluasi dicatat.")
    if hasil.galat:
        sys.exit(1)
