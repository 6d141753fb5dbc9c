"""`alurpak walkthrough`: the main job on one claims sheet, headless, with its Word files and a summary."""

import json
import shutil
import sys
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
from sqlalchemy.orm import sessionmaker

from workflow_app import audit, database
from workflow_app.angka import AngkaTidakSah, baca_desimal
from workflow_app.cli.pengaturan import siapkan_pengaturan
from workflow_app.config import Settings
from workflow_app.demo import jalan
from workflow_app.demo.jalan import Baris, Hasil, LembarDitolak
from workflow_app.documents import render
from workflow_app.koneksi import buat_engine
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
    if not claims.is_file():
        raise click.ClickException(f"Berkas {claims} tidak ditemukan. Sebutkan lembar .csv atau .xlsx yang ada.")
    siapkan_pengaturan()
    audit.pasang_kunci(Settings.from_env().AUDIT_KEY)
    try:
        lembar = jalan.baca(claims)
    except LembarDitolak as ditolak:
        _cetak_galat(claims, ditolak)
        sys.exit(1)
    with tempfile.TemporaryDirectory(prefix="alurpak-") as sementara:
        url = f"sqlite:///{Path(sementara) / 'walkthrough.db'}"
        database.upgrade(url)
        engine = buat_engine(url)
        with sessionmaker(engine, expire_on_commit=False)() as session:
            hasil = jalan.mainkan(session, lembar, lama, _cetak)
            berkas = {
                f"{nomor:02d}-{d.jenis}{'-' + d.bagian if d.bagian else ''}{'' if d.terbit else '-draf'}.docx": render(
                    d.jenis, d.isian
                )
                for nomor, d in enumerate(jalan.dokumen(session), 1)
            }
        engine.dispose()
    _tulis(keluar, hasil, berkas)
    _kesimpulan(keluar, hasil, len(berkas))


def _cetak_galat(claims: Path, ditolak: LembarDitolak) -> None:
    click.echo(f"{claims.name} belum dapat dijalankan:", err=True)
    for satu in ditolak.galat:
        tempat = f"baris {satu.baris}" if satu.baris else "lembar"
        kolom = f", kolom {satu.kolom}" if satu.kolom else ""
        click.echo(f"  {tempat}{kolom}: {satu.pesan}", err=True)


def _cetak(baris: Baris) -> None:
    tenggat = f"  tenggat {baris.tenggat.isoformat()}" if baris.tenggat else ""
    click.echo(
        f"{baris.tanggal.isoformat()}  {baris.perkara:<12} {baris.langkah:<18} {baris.pelaku:<38} "
        f"-> {baris.status:<22}{tenggat}".rstrip()
    )


def _tulis(keluar: Path, hasil: Hasil, berkas: dict[str, bytes]) -> None:
    """Write everything into a fresh folder first, so that a failure leaves no half-written result."""
    keluar.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=keluar.parent, prefix=f".{keluar.name}-") as sementara:
        for nama, isi in berkas.items():
            (Path(sementara) / nama).write_bytes(isi)
        ringkasan = {**hasil.ringkasan(), "dokumen": sorted(berkas)}
        (Path(sementara) / "summary.json").write_text(
            json.dumps(ringkasan, ensure_ascii=False, indent=2, default=str) + "\n", encoding="utf-8"
        )
        keluar.mkdir(exist_ok=True)
        for satu in Path(sementara).iterdir():
            shutil.move(satu, keluar / satu.name)


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
