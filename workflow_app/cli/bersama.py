"""What several commands share: a sheet from a file, and the person in whose name a command acts."""

import datetime as dt
from pathlib import Path

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app.lembar_klaim.lembar import MAKS_BYTE
from workflow_app.lembar_klaim.pembaca import GalatBaris
from workflow_app.models import Akun
from workflow_app.permissions import Pelaku, muat_pelaku


def baca_berkas(berkas: Path) -> bytes:
    """The bytes of a sheet, one more than is allowed at most. Raises ClickException."""
    try:
        with berkas.open("rb") as masuk:
            return masuk.read(MAKS_BYTE + 1)
    except OSError as galat:
        raise click.ClickException(f"Berkas {berkas} tidak dapat dibuka: {galat.strerror}.") from galat


def pelaku_akun(session: Session, nama: str, hari: dt.date) -> Pelaku:
    """The person behind an account, with his roles of the day. Raises ClickException."""
    akun = session.scalars(select(Akun).where(Akun.nama_pengguna == nama, Akun.aktif)).one_or_none()
    if akun is None:
        raise click.ClickException(f"Tidak ada akun aktif bernama “{nama}”.")
    return muat_pelaku(session, akun.pegawai, hari)


def kalimat_galat(galat: GalatBaris) -> str:
    """A fault of a sheet with its place."""
    tempat = f"baris {galat.baris}" if galat.baris else "lembar"
    kolom = f", kolom {galat.kolom}" if galat.kolom else ""
    return f"{tempat}{kolom}: {galat.pesan}"
