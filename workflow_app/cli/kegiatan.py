"""`alurpak kegiatan`: logs of activities from the command line."""

import sys
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext
from sqlalchemy.orm import sessionmaker

from workflow_app.cli.bersama import kalimat_galat, pelaku_akun
from workflow_app.errors import Refused
from workflow_app.extensions import db, transaction
from workflow_app.lembar_klaim.besar import MAKS_BYTE_BESAR
from workflow_app.models import ImporKegiatan
from workflow_app.penyimpanan import BerkasTerlaluBesar, Penyimpanan
from workflow_app.services import impor_kegiatan
from workflow_app.services.impor_kegiatan import MAKS_GALAT
from workflow_app.web.konteks import hari_ini, pengaturan


@click.group("kegiatan")
def grup() -> None:
    """Catatan kegiatan pegawai."""


@grup.command("impor")
@click.argument("berkas", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--oleh", required=True, help="Nama pengguna admin yang bertanggung jawab.")
@click.option("--dry-run", "coba", is_flag=True, help="Periksa saja; tidak ada yang dicatat.")
@with_appcontext
def impor(berkas: Path, oleh: str, coba: bool) -> None:
    """Impor lembar kegiatan banyak pegawai (.csv atau .xlsx, kolom nip wajib), paling banyak 100.000 baris.

    Semua baris diperiksa dahulu; satu baris salah dan tidak ada yang dicatat. Baris yang sudah ada tidak diulang. Kode
    keluar 1 bila ada yang salah.
    """
    simpanan = Penyimpanan(pengaturan().titipan_url)
    try:
        with berkas.open("rb") as isi:
            tersimpan = simpanan.simpan(isi, maks=MAKS_BYTE_BESAR)
    except BerkasTerlaluBesar as galat:
        raise click.ClickException(f"Berkas lebih besar dari {MAKS_BYTE_BESAR // 1_000_000} MB.") from galat
    except OSError as galat:
        raise click.ClickException(f"Berkas {berkas} tidak dapat dibuka: {galat.strerror}.") from galat
    try:
        with transaction() as session:
            pelaku = pelaku_akun(session, oleh, hari_ini())
            nomor = impor_kegiatan.mulai(session, tersimpan.sha256, berkas.name, oleh=pelaku, banyak=True).id
    except Refused as galat:
        raise click.ClickException(" ".join(str(a.pesan) for a in galat.alasan)) from galat
    _periksa(simpanan, nomor)
    with transaction() as session:
        hasil = session.get_one(ImporKegiatan, nomor, populate_existing=True)
        for satu in impor_kegiatan.galat(hasil):
            click.echo(kalimat_galat(satu), err=True)
        if hasil.banyak_galat > MAKS_GALAT:
            click.echo(f"... dan {hasil.banyak_galat - MAKS_GALAT} lagi.", err=True)
        click.echo(f"{hasil.baru} baru, {hasil.sudah_ada} sudah ada, {hasil.banyak_galat} perlu dibetulkan.")
        pelaku = pelaku_akun(session, oleh, hari_ini())
        if coba or impor_kegiatan.alasan_tertutup(hasil):
            impor_kegiatan.batalkan(session, hasil, oleh=pelaku)
        else:
            impor_kegiatan.tutup(session, hasil, oleh=pelaku)
            click.echo(f"{hasil.baru} kegiatan dicatat.")
        salah = hasil.banyak_galat > 0
    if salah:
        sys.exit(1)


def _periksa(simpanan: Penyimpanan, nomor: int) -> None:
    """Check all rows, with a bar on a terminal."""
    buat_sesi = sessionmaker(db.engine, expire_on_commit=False)
    with click.progressbar(length=1, label="Memeriksa", file=sys.stderr, hidden=not sys.stderr.isatty()) as bilah:

        def kabar(baris: int, jumlah: int) -> None:
            maju: Any = bilah
            maju.length = jumlah
            maju.update(baris - maju.pos)

        while not impor_kegiatan.periksa(buat_sesi, [simpanan], nomor, hari_ini(), kabar=kabar):
            pass
