"""`alurpak katalog`: the catalogue of activities from the command line."""

import sys
from decimal import Decimal
from pathlib import Path

import click
from flask.cli import with_appcontext
from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.cli.bersama import baca_berkas, kalimat_galat, pelaku_akun
from workflow_app.config import Settings
from workflow_app.extensions import db, transaction
from workflow_app.koneksi import buat_engine
from workflow_app.models import ButirKegiatan
from workflow_app.plafon import sebab_katalog
from workflow_app.services import katalog as layanan
from workflow_app.services.impor_katalog import PratinjauKatalog, pratinjau
from workflow_app.services.impor_katalog import impor as impor_lembar
from workflow_app.services.katalog import REGIME_BERKATALOG, Dasar
from workflow_app.web.konteks import hari_ini

MAKS_BARIS = 50
REGIME = click.Choice(REGIME_BERKATALOG, case_sensitive=False)


@click.group("katalog")
def katalog() -> None:
    """Katalog butir kegiatan: daftar, impor, muat."""


@katalog.command("muat")
@with_appcontext
def muat() -> None:
    """Muat katalog bawaan untuk peraturan yang katalognya masih kosong."""
    with transaction() as session:
        jumlah = layanan.muat_katalog(session, hari_ini())
    click.echo(f"{jumlah} butir dimuat.")


def muat_bawaan(settings: Settings) -> None:
    """Fill the catalogue of a new installation; one that has a catalogue keeps it as it is. Leaves no connection."""
    engine = buat_engine(settings.database_url)
    try:
        with Session(engine) as session, session.begin():
            layanan.muat_katalog(session, settings.TANGGAL_APLIKASI)
    finally:
        engine.dispose()


@katalog.command("daftar")
@click.option("--regime", type=REGIME, help="Hanya peraturan ini.")
@click.option("--belum-pasti", "belum", is_flag=True, help="Hanya butir yang nilainya belum pasti, dengan sebabnya.")
@with_appcontext
def daftar(regime: str | None, belum: bool) -> None:
    """Cetak butir dengan nilai, versi, dan sebab nilainya belum pasti."""
    query = select(ButirKegiatan).order_by(ButirKegiatan.aturan, ButirKegiatan.id)
    if regime:
        query = query.where(ButirKegiatan.aturan == regime)
    if belum:
        query = query.where(ButirKegiatan.pasti.is_(False))
    banyak = 0
    for butir in db.session.scalars(query):
        banyak += 1
        sebab = "; ".join(str(s) for s in sebab_katalog(butir, peraturan.kunci(butir.aturan)))
        nilai = _angka(butir.angka_kredit) if butir.persen is None else f"{_angka(butir.persen)}%"
        ekor = f"  [{sebab}]" if sebab else ""
        click.echo(f"{butir.aturan} {butir.kode:<14} {nilai:>9} v{butir.versi} {butir.uraian[:70]}{ekor}")
    click.echo(f"{banyak} butir.")


@katalog.command("impor")
@click.argument("berkas", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--regime", type=REGIME, required=True, help="Peraturan yang katalognya dibandingkan.")
@click.option("--dry-run", "coba", is_flag=True, help="Bandingkan saja; tidak ada yang berubah.")
@click.option("--oleh", help="Nama pengguna administrator yang bertanggung jawab; wajib tanpa --dry-run.")
@click.option("--alasan", default="", help="Alasan perubahan; wajib tanpa --dry-run.")
@click.option("--sumber", default="", help="Dokumen asal nilai-nilai dalam lembar.")
@with_appcontext
def impor(berkas: Path, regime: str, coba: bool, oleh: str | None, alasan: str, sumber: str) -> None:
    """Bandingkan lembar katalog (.csv atau .xlsx) dengan basis data, lalu terapkan semuanya atau tidak sama sekali."""
    isi = baca_berkas(berkas)
    hasil = pratinjau(db.session(), regime, isi)
    _cetak(hasil)
    if hasil.galat:
        sys.exit(1)
    if coba or not hasil.ada_perubahan:
        return
    if not oleh:
        raise click.ClickException("Sebutkan administrator yang bertanggung jawab dengan --oleh NAMA_PENGGUNA.")
    if not alasan.strip():
        raise click.ClickException("Tuliskan alasannya dengan --alasan.")
    with transaction() as session:
        pelaku = pelaku_akun(session, oleh, hari_ini())
        impor_lembar(session, regime, isi, dasar=Dasar(alasan, sumber), oleh=pelaku, sidik=hasil.sidik)
    click.echo("Diterapkan.")


def _cetak(hasil: PratinjauKatalog) -> None:
    for galat in hasil.galat[:MAKS_BARIS]:
        click.echo(kalimat_galat(galat), err=True)
    for ubahan in hasil.ubahan[:MAKS_BARIS]:
        for beda in ubahan.beda:
            click.echo(f"ubah   {ubahan.butir.kode} {beda.kolom}: {beda.lama!s} -> {beda.baru!s}")
    for tambahan in hasil.tambahan[:MAKS_BARIS]:
        click.echo(f"tambah {tambahan.kode}: {tambahan.nilai['uraian']}")
    for butir in hasil.hilang[:MAKS_BARIS]:
        click.echo(f"tidak ada dalam lembar, tetap berlaku: {butir.kode}")
    click.echo(
        f"{len(hasil.tambahan)} baru, {len(hasil.ubahan)} berubah, {hasil.sama} sama, "
        f"{len(hasil.hilang)} tidak ada dalam lembar, {len(hasil.galat)} salah."
    )


def _angka(nilai: Decimal | None) -> str:
    return "-" if nilai is None else f"{nilai.normalize() + 0:f}".replace(".", ",")
