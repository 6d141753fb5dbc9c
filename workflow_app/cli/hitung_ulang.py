"""`alurpak hitung-ulang`: compute every claim anew by the rules in force, with progress; a stopped run goes on."""

import sys

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from workflow_app.extensions import db, transaction
from workflow_app.koneksi import membaca
from workflow_app.models import HasilHitungUlang, HitungUlang
from workflow_app.services.hitung_ulang import DUPAK_SEKALI_JALAN, Kemajuan, lanjutkan, mulai

TAMPIL_TERBANYAK = 50


@click.command("hitung-ulang")
@click.option("--alasan", default="hitung ulang dari baris perintah", help="Mengapa dihitung ulang; tercatat.")
@click.option("--instansi", "instansi_id", type=int, help="Nomor instansi; tanpa ini semua instansi.")
@click.option("--lanjut", "nomor", type=int, help="Teruskan hitung ulang yang terhenti.")
@with_appcontext
def hitung_ulang(alasan: str, instansi_id: int | None, nomor: int | None) -> None:
    """Hitung ulang angka kredit semua DUPAK dan sebutkan yang berbeda. Kode keluar 1 bila ada yang berbeda.

    Pekerja latar boleh berjalan bersamaan: setiap bagian dikerjakan satu kali.
    """
    with transaction() as session:
        if nomor is None:
            nomor = mulai(session, alasan=alasan, instansi_id=instansi_id).id
        elif session.get(HitungUlang, nomor) is None:
            sys.exit(f"Tidak ada hitung ulang nomor {nomor}.")
    akhir = _sampai_selesai(nomor)
    with membaca():
        _laporkan(nomor, akhir)


def _sampai_selesai(nomor: int) -> Kemajuan:
    with click.progressbar(length=1, label=f"Hitung ulang nomor {nomor}", file=sys.stderr) as batang:
        while True:
            with transaction() as session:
                kemajuan = lanjutkan(session, nomor, DUPAK_SEKALI_JALAN)
            batang.length = max(kemajuan.jumlah, 1)
            batang.update(max(kemajuan.terproses, 1 if kemajuan.selesai else 0) - batang.pos)
            if kemajuan.selesai:
                return kemajuan


def _laporkan(nomor: int, akhir: Kemajuan) -> None:
    jalan = db.session.get_one(HitungUlang, nomor)
    if jalan.berhenti_karena:
        sys.exit(jalan.berhenti_karena)
    click.echo(f"{akhir.terproses} DUPAK dihitung, {akhir.berbeda} berbeda.")
    beda = select(HasilHitungUlang).where(HasilHitungUlang.hitung_ulang_id == nomor, HasilHitungUlang.butir_berbeda > 0)
    for satu in db.session.scalars(beda.order_by(HasilHitungUlang.dupak_id).limit(TAMPIL_TERBANYAK)):
        click.echo(
            f"dupak {satu.dupak_id}: tercatat {satu.tercatat}, dihitung {satu.dihitung},"
            f" {satu.butir_berbeda} butir berbeda"
        )
    if akhir.berbeda > TAMPIL_TERBANYAK:
        click.echo(f"... dan {akhir.berbeda - TAMPIL_TERBANYAK} lagi.")
    if akhir.berbeda:
        sys.exit(1)
