"""`alurpak walkthrough`: the main job on one claims sheet, headless, with its Word files and a summary."""

import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from workflow_app.angka import AngkaTidakSah, baca_desimal
from workflow_app.cli.hasil_jalan import basis_data_sementara, cetak, cetak_galat, pastikan_ada, tulis
from workflow_app.demo import jalan
from workflow_app.demo.jalan import Hasil
from workflow_app.documents import render
from workflow_app.lembar_klaim.pembaca import LembarDitolak
from workflow_app.pesan import tanggal_indonesia

LAMA_BAKU = "37,5"


class _Angka(click.ParamType[Decimal]):
    """A credit figure as people write it: 37,5 or 37.5."""

    name = "angka"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        if isinstance(value, Decimal):
            return value
        try:
            return baca_desimal(str(value))
        except AngkaTidakSah as galat:
            self.fail(str(galat), param, ctx)


@click.command("walkthrough")
@click.argument("claims", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--out", "keluar", type=click.Path(path_type=Path, file_okay=False), required=True, help="Folder hasil.")
@click.option("--lama", type=_Angka(), default=LAMA_BAKU, show_default=True, help="Angka kredit lama pegawai.")
def walkthrough(claims: Path, keluar: Path, lama: Decimal) -> None:
    """Jalankan satu lembar klaim (.csv atau .xlsx) dari DUPAK sampai PAK, lalu tulis dokumen Word dan summary.json.

    Memakai instansi rekaan dalam basis data sementara; basis data aplikasi tidak disentuh.
    """
    pastikan_ada(claims)
    try:
        lembar = jalan.baca(claims)
    except LembarDitolak as ditolak:
        cetak_galat(claims, ditolak)
        sys.exit(1)
    with basis_data_sementara() as session:
        hasil = jalan.mainkan(session, lembar, lama, cetak)
        berkas = {
            f"{nomor:02d}-{d.jenis}{'-' + d.bagian if d.bagian else ''}{'' if d.terbit else '-draf'}.docx": render(
                d.jenis, d.isian
            )
            for nomor, d in enumerate(jalan.dokumen(session), 1)
        }
    tulis(keluar, hasil.ringkasan(), berkas)
    _kesimpulan(keluar, hasil, len(berkas))


def _kesimpulan(keluar: Path, hasil: Hasil, jumlah: int) -> None:
    angka = (hasil.dupak.hasil or {}).get("jumlah", {})
    click.echo(
        f"\nLama {angka.get('lama')}, baru {angka.get('baru')}, jumlah {angka.get('jumlah')} angka kredit."
        f" {jumlah} dokumen Word dan summary.json di {keluar}."
    )
    if hasil.pak is not None and hasil.pak.dikirim_pada is not None:
        click.echo(f"PAK {hasil.pak.nomor} dikirim {tanggal_indonesia(hasil.pak.dikirim_pada)}.")
    else:
        click.echo("Jumlah belum cukup untuk KP atau KJ: HAPAK disimpan sebagai tabungan.")
