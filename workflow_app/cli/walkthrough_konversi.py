"""`alurpak walkthrough-konversi`: appraisals of a sheet to determinations, headless, with Word files and a summary."""

import sys
from pathlib import Path

import click

from workflow_app import peraturan
from workflow_app.cli.hasil_jalan import basis_data_sementara, cetak, cetak_galat, pastikan_ada, tulis
from workflow_app.demo import jalan_konversi, lembar_konversi
from workflow_app.demo.hasil_konversi import HasilOrang
from workflow_app.documents import render
from workflow_app.documents.filters import ak
from workflow_app.lembar_klaim.pembaca import LembarDitolak
from workflow_app.peraturan.jenjang import nama_jenjang


@click.command("walkthrough-konversi")
@click.argument("lembar", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--out", "keluar", type=click.Path(path_type=Path, file_okay=False), required=True, help="Folder hasil.")
def walkthrough_konversi(lembar: Path, keluar: Path) -> None:
    """Jalankan satu lembar kinerja (.csv atau .xlsx) dari catatan sampai Penetapan AK, dengan dokumen Word.

    Kolomnya kolom impor kinerja, ditambah jenjang, golongan, dan data lain pegawai. Memakai instansi rekaan dalam basis
    data sementara; basis data aplikasi tidak disentuh.
    """
    pastikan_ada(lembar)
    try:
        isi = lembar_konversi.baca(lembar)
        with basis_data_sementara() as session:
            hasil = jalan_konversi.mainkan(session, isi, cetak)
    except LembarDitolak as ditolak:
        cetak_galat(lembar, ditolak)
        sys.exit(1)
    berkas = {f"{s.nama}.docx": render(s.jenis, s.isian) for s in hasil.surat}
    tulis(keluar, hasil.ringkasan(), berkas)
    click.echo()
    for orang in hasil.orang:
        _kesimpulan(orang)
    click.echo(f"{len(berkas)} dokumen Word dan summary.json di {keluar}.")


def _kesimpulan(satu: HasilOrang) -> None:
    ringkas = satu.ringkasan()
    layak = ringkas["kelayakan"]
    if layak is None:
        click.echo(f"{satu.pegawai.nama}: belum ada penetapan. {' '.join(ringkas['dilewati'])}".rstrip())
        return
    kenaikan = []
    for jenis in ("kj", "kp"):
        k = layak[jenis]
        if k is not None and k["kebutuhan"] is not None:
            keadaan = f"cukup, {_tujuan(satu, k['tujuan'])}" if k["cukup"] else f"kurang {ak(k['kekurangan'])}"
            kenaikan.append(f"{jenis.upper()} {keadaan}")
    kalimat = ", ".join(kenaikan) or "tidak ada kenaikan berikutnya"
    click.echo(f"{satu.pegawai.nama}: {ak(str(ringkas['angka_kredit']))} angka kredit; {kalimat}.")


def _tujuan(satu: HasilOrang, tujuan: str) -> str:
    """A rank as it is, a level by its name."""
    aturan = peraturan.kunci(satu.konversi[-1].aturan)
    return nama_jenjang(aturan, tujuan) if aturan.memuat(f"jenjang.{tujuan}.nama") else tujuan
