"""`alurpak hitung`: any computation of the rules, from a file of cases, so that an outsider can check every figure."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from workflow_app.kalkulator.jenis import JENIS, BerkasKasusSalah, HasilKasus, baca_kasus, jalankan_kasus
from workflow_app.kalkulator.jenis.jalankan import teks_nilai
from workflow_app.kalkulator.jenis.skema import skema_hasil, skema_kasus

UKURAN_TERBESAR = 20_000_000


@click.command("hitung")
@click.argument("berkas", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path), required=False)
@click.option("--explain", "jelaskan", is_flag=True, help="Cetak langkah tiap kasus sebagai teks.")
@click.option("--jenis", "daftar", is_flag=True, help="Daftar semua jenis hitungan.")
@click.option("--skema", type=click.Choice(["kasus", "hasil"]), help="Cetak JSON Schema berkas kasus atau hasil.")
@click.option("--out", "keluaran", type=click.Path(dir_okay=False, path_type=Path), help="Tulis hasil ke berkas.")
def hitung(berkas: Path | None, jelaskan: bool, daftar: bool, skema: str | None, keluaran: Path | None) -> None:
    """Hitung kasus dalam BERKAS (JSON; "-" untuk masukan standar). Kode keluar 1 bila ada kasus yang salah."""
    if skema:
        _tulis(keluaran, teks_json(skema_kasus() if skema == "kasus" else skema_hasil()))
        return
    if daftar:
        lebar = max(map(len, JENIS)) + 2
        _tulis(keluaran, "\n".join(f"{j.kode:{lebar}}{j.judul}" for j in JENIS.values()))
        return
    if berkas is None:
        raise click.UsageError("Sebutkan berkas kasus, atau --jenis, atau --skema.")
    try:
        hasil = jalankan_kasus(baca_kasus(_baca(berkas)))
    except BerkasKasusSalah as galat:
        sys.exit(f"{berkas}: {galat}")
    _tulis(
        keluaran, "\n\n".join(map(teks_kasus, hasil)) if jelaskan else teks_json({"hasil": [h.data() for h in hasil]})
    )
    salah = [h for h in hasil if h.hasil is None]
    for satu in salah:
        for galat_kasus in satu.galat:
            click.echo(f"{satu.id}: {galat_kasus.bidang}: {galat_kasus.pesan}", err=True)
    if salah:
        sys.exit(1)


def _baca(berkas: Path) -> bytes:
    try:
        with click.open_file(str(berkas), "rb") as masuk:
            isi: bytes = masuk.read(UKURAN_TERBESAR + 1)
    except OSError as galat:
        sys.exit(f"{berkas} tidak dapat dibaca: {galat.strerror}.")
    if len(isi) > UKURAN_TERBESAR:
        sys.exit(f"{berkas}: lebih dari {UKURAN_TERBESAR // 1_000_000} MB. Bagi menjadi beberapa berkas.")
    return isi


def teks_json(data: Any) -> str:
    """Data as the command prints it."""
    return json.dumps(data, ensure_ascii=False, indent=2)


def _tulis(keluaran: Path | None, teks: str) -> None:
    if keluaran is None:
        click.echo(teks)
    else:
        keluaran.write_text(f"{teks}\n", encoding="utf-8")


def teks_kasus(satu: HasilKasus) -> str:
    """One case as text: verdict, figures, reasons, steps with their sources."""
    if satu.hasil is None:
        return "\n".join([f"{satu.id} ({satu.jenis}): galat", *(f"  {g.bidang}: {g.pesan}" for g in satu.galat)])
    baris = [f"{satu.id} ({satu.jenis}): {satu.hasil.putusan}"]
    baris += [f"  {nama} = {teks_nilai(nilai) or '-'}" for nama, nilai in satu.hasil.nilai.items()]
    baris += [f"  alasan: {alasan}" for alasan in satu.hasil.alasan]
    baris += [f"  peringatan: {pesan}" for pesan in satu.hasil.peringatan]
    for nomor, langkah in enumerate(satu.hasil.langkah, 1):
        sumber = f" [{langkah.sumber}]" if langkah.sumber else ""
        baris.append(f"  {nomor}. {langkah.teks}{sumber}")
    return "\n".join(baris)
