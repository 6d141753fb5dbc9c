"""`alurpak kepegawaian`: a personnel sheet compared with what is recorded here."""

import datetime as dt
import sys
from pathlib import Path

import click
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from workflow_app.cli.bersama import baca_berkas, kalimat_galat, pelaku_akun
from workflow_app.errors import MasukanSalah, Refused
from workflow_app.extensions import db, transaction
from workflow_app.koneksi import membaca
from workflow_app.lembar_klaim.pembaca import LembarDitolak
from workflow_app.permissions import Pelaku, instansi_kepegawaian
from workflow_app.services import beda_kepegawaian as banding
from workflow_app.services import lembar_kepegawaian as layanan
from workflow_app.web.konteks import hari_ini

MAKS_GALAT = 200
OLEH = click.option("--oleh", required=True, help="Nama pengguna petugas sekretariat atau biro kepegawaian.")


@click.group("kepegawaian")
def grup() -> None:
    """Lembar kepegawaian: dibandingkan dengan data di sini, tanpa mengubah siapa pun."""


@grup.command("impor")
@click.argument("berkas", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@OLEH
@click.option("--per", "per_tanggal", type=click.DateTime(["%Y-%m-%d"]), help="Tanggal data; tanpanya hari ini.")
@click.option("--dry-run", "coba", is_flag=True, help="Bandingkan saja; lembarnya tidak disimpan.")
@with_appcontext
def impor(berkas: Path, oleh: str, per_tanggal: dt.datetime | None, coba: bool) -> None:
    """Periksa lembar (.csv atau .xlsx), simpan sebagai potret tanggalnya, dan sebutkan setiap perbedaan.

    Kode keluar 1 bila lembarnya tidak dapat dibaca seluruhnya.
    """
    isi, hari = baca_berkas(berkas), per_tanggal.date() if per_tanggal else hari_ini()
    try:
        with transaction() as session:
            orang = pelaku_akun(session, oleh, hari_ini())
            instansi_id = _instansi(orang)
            pratinjau = layanan.pratinjau(session, isi, instansi_id)
            lembar, baru = layanan.simpan(session, isi, berkas.name, instansi_id, hari, oleh=orang)
            click.echo(f"{lembar.banyak} orang, {pratinjau.dikenal} dikenal di sini.")
            if pratinjau.tak_dibandingkan:
                click.echo(f"Tidak ada pada lembar: {', '.join(pratinjau.tak_dibandingkan)}.")
            _cetak(session, orang, instansi_id)
            if coba:
                session.rollback()
                click.echo("Percobaan saja; tidak ada yang disimpan.")
            else:
                click.echo("Lembar disimpan." if baru else "Lembar yang sama sudah tersimpan.")
    except LembarDitolak as galat:
        for satu in galat.galat[:MAKS_GALAT]:
            click.echo(kalimat_galat(satu), err=True)
        click.echo("Tidak ada yang disimpan.", err=True)
        sys.exit(1)
    except MasukanSalah as galat:
        raise click.ClickException("; ".join(str(p) for p in galat.galat.values())) from galat
    except Refused as galat:
        raise click.ClickException("; ".join(str(a.pesan) for a in galat.alasan)) from galat


@grup.command("beda")
@OLEH
@with_appcontext
def beda(oleh: str) -> None:
    """Sebutkan perbedaan dengan lembar terakhir."""
    with membaca():
        orang = pelaku_akun(db.session(), oleh, hari_ini())
        _cetak(db.session(), orang, _instansi(orang))
        db.session.rollback()


def _instansi(orang: Pelaku) -> int:
    semua = sorted(instansi_kepegawaian(orang))
    if not semua:
        raise click.ClickException("Orang ini bukan petugas sekretariat atau biro kepegawaian suatu instansi.")
    return semua[0]


def _cetak(session: Session, orang: Pelaku, instansi_id: int) -> None:
    hasil = banding.daftar_beda(session, orang, instansi_id)
    if hasil.lembar is None:
        raise click.ClickException("Belum ada lembar kepegawaian. Bawa satu dengan `alurpak kepegawaian impor`.")
    for baris in hasil.baris:
        for satu in baris.beda:
            click.echo(f"{baris.pegawai.nip} {baris.pegawai.nama}: {satu.jenis.value}: {banding.kalimat(satu)}")
    click.echo(
        f"{hasil.dibandingkan} pegawai dibandingkan dengan lembar {hasil.lembar.per_tanggal.isoformat()}: "
        f"{hasil.banyak} perbedaan pada {len(hasil.baris)} orang."
    )
