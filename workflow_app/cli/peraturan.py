"""`alurpak peraturan`: the rule sets in force, their figures, their versions."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from workflow_app import database as skema
from workflow_app.cli.pengaturan import siapkan_pengaturan
from workflow_app.config import Settings
from workflow_app.koneksi import buat_engine, membaca
from workflow_app.peraturan import PeraturanTidakAda, berlaku, naskah
from workflow_app.peraturan import kunci as aturan_berlaku
from workflow_app.peraturan.aturan import Ketentuan, Peraturan
from workflow_app.services import bawaan
from workflow_app.services import peraturan as layanan
from workflow_app.waktu import Jam

LEBAR_KUNCI, LEBAR_NOMOR = 16, 5


def catat_bawaan(settings: Settings) -> None:
    """Store the shipped files that the database does not know yet. Leaves no connection behind."""
    engine = buat_engine(settings.database_url)
    try:
        with Session(engine) as session, session.begin():
            bawaan.catat_bawaan(session, Jam(settings.TANGGAL_APLIKASI).hari_ini())
    except IntegrityError:
        pass  # another process started at the same moment and was faster
    finally:
        engine.dispose()


@click.group("peraturan")
def peraturan() -> None:
    """Peraturan yang berlaku, angkanya, dan versinya."""


@peraturan.command("daftar")
def daftar() -> None:
    """Cetak setiap peraturan dengan masa berlaku, versi, dan sidiknya."""
    with _baca() as session:
        for aturan in berlaku.kini().aturan:
            nomor = berlaku.kini().nomor.get(aturan.kunci)
            sampai = aturan.berlaku_sampai.isoformat() if aturan.memuat("berlaku.sampai") else "-"
            click.echo(
                f"{aturan.kunci:<{LEBAR_KUNCI}} {'v' + str(nomor) if nomor else '-':<{LEBAR_NOMOR}} "
                f"{aturan.berlaku_mulai.isoformat()} - {sampai:<10}  {aturan.sidik[:12]}  {aturan.nama}"
            )
            for satu in layanan.konflik(session, aturan.kunci) if session is not None else ():
                click.echo(f"{'':<{LEBAR_KUNCI}} koreksi {satu.jalur} menunggu diputuskan: berkas bawaannya berubah")


@peraturan.command("tampil")
@click.argument("kunci")
@click.option("--jalur", default="", help="Hanya angka pada jalur ini dan di bawahnya.")
@click.option("--versi", type=click.IntRange(1), help="Versi ini, bukan yang berlaku.")
def tampil(kunci: str, jalur: str, versi: int | None) -> None:
    """Cetak angka peraturan KUNCI dengan tanda dan sumbernya."""
    with _baca() as session:
        aturan = _versi(session, kunci, versi) if versi else _ada(kunci)
    cocok = [k for k in aturan.isi.values() if not jalur or k.jalur == jalur or k.jalur.startswith(f"{jalur}.")]
    if not cocok:
        raise click.ClickException(f"Peraturan {kunci} tidak memuat {jalur!r}.")
    for satu in cocok:
        click.echo(f"{satu.jalur} = {naskah.sebaris(satu.nilai)}  [{satu.tanda.value}] {satu.sumber}")


@peraturan.command("banding")
@click.argument("kunci")
@click.argument("a", type=click.IntRange(1))
@click.argument("b", type=click.IntRange(1))
def banding(kunci: str, a: int, b: int) -> None:
    """Cetak angka yang berbeda antara versi A dan versi B."""
    with _baca() as session:
        lama, baru = _versi(session, kunci, a), _versi(session, kunci, b)
    beda = naskah.beda(lama, baru)
    for jalur in beda:
        click.echo(f"{jalur}: {_isi(lama.isi.get(jalur))} -> {_isi(baru.isi.get(jalur))}")
    if not beda:
        click.echo(f"Versi {a} dan versi {b} sama.")


@peraturan.command("ekspor")
def ekspor() -> None:
    """Cetak seluruh peraturan yang berlaku sebagai JSON."""
    with _baca():
        isi = [_data(aturan) for aturan in berlaku.kini().aturan]
    click.echo(json.dumps({"peraturan": isi}, ensure_ascii=False, indent=2))


@contextmanager
def _baca() -> Iterator[Session | None]:
    """A session that has taken over what is published; None where there is no schema yet."""
    siapkan_pengaturan()
    url = Settings.from_env().database_url
    if skema.current(url) is None:
        yield None
        return
    engine = buat_engine(url)
    try:
        with membaca(), Session(engine) as session:
            session.connection()
            yield session
    finally:
        engine.dispose()


def _ada(kunci: str) -> Peraturan:
    try:
        return aturan_berlaku(kunci)
    except PeraturanTidakAda:
        ada = ", ".join(aturan.kunci for aturan in berlaku.kini().aturan)
        raise click.ClickException(f"Tidak ada peraturan {kunci!r}. Yang ada: {ada}.") from None


def _versi(session: Session | None, kunci: str, nomor: int) -> Peraturan:
    _ada(kunci)
    versi = layanan.versi(session, kunci, nomor) if session is not None else None
    if versi is None:
        raise click.ClickException(f"Peraturan {kunci} tidak mempunyai versi {nomor}.")
    return naskah.baca(versi.isi)


def _isi(satu: Ketentuan | None) -> str:
    return "(tidak ada)" if satu is None else f"{naskah.sebaris(satu.nilai)} [{satu.tanda.value}] {satu.sumber}"


def _data(aturan: Peraturan) -> dict[str, Any]:
    return {**json.loads(naskah.tulis(aturan)), "sidik": aturan.sidik, "versi": berlaku.kini().nomor.get(aturan.kunci)}
