"""`alurpak admin`: the way in when there is no administrator who can sign in."""

from typing import Any

import click
from flask.cli import with_appcontext

from workflow_app.errors import Conflict, MasukanSalah, Refused
from workflow_app.extensions import transaction
from workflow_app.models import JenisInstansi
from workflow_app.services.penunjukan import SK_BAKU, UNIT_BAKU, Calon, angkat
from workflow_app.waktu import utcnow
from workflow_app.web.konteks import hari_ini


@click.group("admin")
def grup() -> None:
    """Administrator aplikasi."""


@grup.command("angkat")
@click.option("--nip", default="", help="NIP orang yang diangkat, 18 angka.")
@click.option("--email", default="", help="Surel orang itu; cukup ini bila ia sudah terdaftar.")
@click.option("--pengguna", default="", help="Nama pengguna akun baru; bawaan: bagian depan surelnya.")
@click.option("--sandi-baru", is_flag=True, help="Atur ulang kata sandi akun yang sudah ada, dan buka bila ditutup.")
@click.option("--sk", "nomor_sk", default=SK_BAKU, show_default=True, help="Nomor surat penunjukan.")
@click.option("--nama", default="", help="Nama orang yang belum terdaftar.")
@click.option("--instansi", default="", help="Instansi orang yang belum terdaftar.")
@click.option("--unit", default=UNIT_BAKU, show_default=True, help="Unit kerja orang yang belum terdaftar.")
@click.option(
    "--jenis", type=click.Choice([j.value for j in JenisInstansi]), help="Jenis instansi yang belum terdaftar."
)
@click.option("--kota", default="", help="Kota instansi yang belum terdaftar.")
@click.option("--kantor-bkn", default="", help="Kantor BKN instansi yang belum terdaftar.")
@with_appcontext
def angkat_admin(sandi_baru: bool, jenis: str | None, **isi: Any) -> None:
    """Angkat seseorang menjadi administrator mulai hari ini.

    Orang, instansi, dan akunnya dibuat bila belum ada. Kata sandi pertama dicetak satu kali dan harus segera diganti.
    """
    calon = Calon(jenis=JenisInstansi(jenis) if jenis else None, **{nama: nilai.strip() for nama, nilai in isi.items()})
    try:
        with transaction() as session:
            hasil = angkat(session, calon, hari_ini=hari_ini(), saat=utcnow(), sandi_baru=sandi_baru)
    except MasukanSalah as galat:
        raise click.ClickException(" ".join(str(pesan) for pesan in galat.galat.values())) from galat
    except (Refused, Conflict) as galat:
        raise click.ClickException(str(galat)) from galat
    click.echo(f"{hasil.pegawai.nama} (NIP {hasil.pegawai.nip}) administrator mulai {hari_ini().isoformat()}.")
    click.echo(f"Nama pengguna: {hasil.akun.nama_pengguna}")
    if hasil.sandi:
        click.echo(f"Kata sandi pertama, hanya tampil sekali: {hasil.sandi}")
