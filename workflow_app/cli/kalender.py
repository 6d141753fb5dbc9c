"""`alurpak kalender`: the two assessment cycles of a year, from the weekly defaults or as an institution keeps them."""

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app import kalender as hitung
from workflow_app.cli.pengaturan import siapkan_pengaturan
from workflow_app.config import Settings
from workflow_app.kalender import Jadwal, NomorPutaran
from workflow_app.koneksi import buat_engine
from workflow_app.models import Instansi
from workflow_app.pesan import tanggal_indonesia
from workflow_app.services import kalender as layanan

PERIODE = (1, 2)
TAHUN_AWAL, TAHUN_AKHIR = 2003, 2100
MAKS_NAMA = 10


@dataclass(frozen=True)
class Baris:
    """One cycle: its code, its cut-off and its stages."""

    kode: str
    batas_terima: dt.date
    jadwal: Jadwal


@click.command("kalender")
@click.option(
    "--tahun", type=click.IntRange(TAHUN_AWAL, TAHUN_AKHIR), required=True, help="Tahun sidang kedua putaran."
)
@click.option("--instansi", "nama", help="Buat tahun itu untuk instansi ini bila belum ada, lalu cetak miliknya.")
@click.option("--format", "bentuk", type=click.Choice(["table", "json"]), default="table", show_default=True)
def kalender(tahun: int, nama: str | None, bentuk: str) -> None:
    """Cetak putaran satu tahun dengan tahap dan batas terimanya.

    Tanpa --instansi yang dicetak ialah jadwal baku, dan basis data tidak disentuh.
    """
    instansi, daftar = (None, _baku(tahun)) if nama is None else _milik_instansi(nama, tahun)
    if bentuk == "json":
        click.echo(json.dumps(_data(tahun, instansi, daftar), ensure_ascii=False, indent=2))
        return
    for baris in _tabel(daftar):
        click.echo(baris)


def _baku(tahun: int) -> list[Baris]:
    jadwal = [(NomorPutaran(tahun, periode), hitung.jadwal_baku(tahun, periode)) for periode in PERIODE]
    return [Baris(nomor.kode, hitung.batas_terima(isi), isi) for nomor, isi in jadwal]


def _milik_instansi(nama: str, tahun: int) -> tuple[str, list[Baris]]:
    siapkan_pengaturan()
    engine = buat_engine(Settings.from_env().database_url)
    try:
        with Session(engine, expire_on_commit=False) as session, session.begin():
            instansi = _cari(session, nama)
            daftar = [
                Baris(p.kode, p.batas_terima, {t.tahap: (t.mulai, t.selesai) for t in p.tahap})
                for p in layanan.buat_tahun(session, instansi, tahun)
            ]
            return instansi.nama, daftar
    finally:
        engine.dispose()


def _cari(session: Session, nama: str) -> Instansi:
    """The institution of that name, or the only one whose name contains it."""
    semua = session.scalars(select(Instansi).order_by(Instansi.nama)).all()
    cocok = [i for i in semua if i.nama.casefold() == nama.casefold()]
    cocok = cocok or [i for i in semua if nama.casefold() in i.nama.casefold()]
    if len(cocok) == 1:
        return cocok[0]
    pilihan = [i.nama for i in cocok or semua]
    sebab = "cocok dengan lebih dari satu instansi" if cocok else "bukan nama instansi"
    daftar = "; ".join(pilihan[:MAKS_NAMA]) or "belum ada satu pun"
    raise click.ClickException(f"“{nama}” {sebab}. Yang ada: {daftar}{'; …' if len(pilihan) > MAKS_NAMA else ''}.")


def _tabel(daftar: Sequence[Baris]) -> Iterator[str]:
    for baris in daftar:
        yield f"Putaran {baris.kode}, batas terima {tanggal_indonesia(baris.batas_terima)}"
        for tahap, (mulai, selesai) in baris.jadwal.items():
            yield f"  {tahap.label:<18} {tanggal_indonesia(mulai):>18} - {tanggal_indonesia(selesai)}"


def _data(tahun: int, instansi: str | None, daftar: Sequence[Baris]) -> dict[str, Any]:
    return {
        "year": tahun,
        "institution": instansi,
        "cycles": [
            {
                "code": baris.kode,
                "cut_off": baris.batas_terima.isoformat(),
                "stages": [
                    {"stage": tahap.value, "label": tahap.label, "start": mulai.isoformat(), "end": selesai.isoformat()}
                    for tahap, (mulai, selesai) in baris.jadwal.items()
                ],
            }
            for baris in daftar
        ],
    }
