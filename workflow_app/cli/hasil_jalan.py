"""What the walkthroughs share: their printed lines, the faults of a sheet, and the folder of results."""

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from sqlalchemy.orm import Session, sessionmaker

from workflow_app import audit, database
from workflow_app.cli.bersama import kalimat_galat
from workflow_app.cli.pengaturan import siapkan_pengaturan
from workflow_app.config import Settings
from workflow_app.demo.pencatat import Baris
from workflow_app.koneksi import buat_engine
from workflow_app.lembar_klaim.pembaca import LembarDitolak


def pastikan_ada(lembar: Path) -> None:
    """Raises ClickException where there is no such sheet."""
    if not lembar.is_file():
        raise click.ClickException(f"Berkas {lembar} tidak ditemukan. Sebutkan lembar .csv atau .xlsx yang ada.")


@contextmanager
def basis_data_sementara() -> Iterator[Session]:
    """A session on an empty database of its own, which is gone afterwards."""
    siapkan_pengaturan()
    audit.pasang_kunci(Settings.from_env().AUDIT_KEY)
    with tempfile.TemporaryDirectory(prefix="alurpak-") as sementara:
        url = f"sqlite:///{Path(sementara) / 'walkthrough.db'}"
        database.upgrade(url)
        engine = buat_engine(url)
        try:
            with sessionmaker(engine, expire_on_commit=False)() as session:
                yield session
        finally:
            engine.dispose()


def cetak_galat(lembar: Path, ditolak: LembarDitolak) -> None:
    """Every fault of the sheet, to the standard error."""
    click.echo(f"{lembar.name} belum dapat dijalankan:", err=True)
    for satu in ditolak.galat:
        click.echo(f"  {kalimat_galat(satu)}", err=True)


def cetak(baris: Baris) -> None:
    """One step as a line."""
    tenggat = f"  tenggat {baris.tenggat.isoformat()}" if baris.tenggat else ""
    click.echo(
        f"{baris.tanggal.isoformat()}  {baris.perkara:<19} {baris.langkah:<18} {baris.pelaku:<38} "
        f"-> {baris.status:<22}{tenggat}".rstrip()
    )


def tulis(keluar: Path, ringkasan: Mapping[str, Any], berkas: Mapping[str, bytes]) -> None:
    """Write everything into a fresh folder first, so that a failure leaves no half-written result."""
    keluar.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=keluar.parent, prefix=f".{keluar.name}-") as sementara:
        for nama, isi in berkas.items():
            (Path(sementara) / nama).write_bytes(isi)
        lengkap = {**ringkasan, "dokumen": sorted(berkas)}
        (Path(sementara) / "summary.json").write_text(
            json.dumps(lengkap, ensure_ascii=False, indent=2, default=str) + "\n", encoding="utf-8"
        )
        keluar.mkdir(exist_ok=True)
        for satu in Path(sementara).iterdir():
            shutil.move(satu, keluar / satu.name)
