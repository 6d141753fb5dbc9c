"""The commands of `alurpak`: in which module each stands, and what the list of commands says of it."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import click


@dataclass(frozen=True)
class Perintah:
    """One command: its name in `workflow_app.cli.<modul>`, and the first sentence of its help."""

    modul: str
    nama: str
    bantuan: str
    aplikasi: bool = False
    """Whether it runs inside the application (`flask.cli.with_appcontext`)."""

    def muat(self) -> click.Command:
        """The command itself; imports its module."""
        hasil: click.Command = getattr(import_module(f"workflow_app.cli.{self.modul}"), self.nama)
        return hasil


PERINTAH = {
    "admin": Perintah("admin", "grup", "Administrator aplikasi.", aplikasi=True),
    "audit": Perintah("audit", "grup", "Riwayat perkara yang tidak dapat ditulis ulang.", aplikasi=True),
    "bahasa": Perintah(
        "bahasa",
        "bahasa",
        "Kumpulkan teks, mutakhirkan katalog terjemahan, dan sebutkan yang belum diterjemahkan.",
    ),
    "berkas": Perintah("berkas", "grup", "Tempat penyimpanan berkas bukti dan dokumen.", aplikasi=True),
    "database": Perintah("database", "database", "Versi skema basis data."),
    "docs": Perintah(
        "docs",
        "docs",
        "Tulis ulang halaman alur kerja (states/), hitungan (hitung.md, skema/), dan unggahan (uploads.md).",
    ),
    "doctor": Perintah("doctor", "doctor", "Periksa mesin dan pengaturan; kode keluar 1 bila ada yang GAGAL."),
    "hitung": Perintah("hitung", "hitung", 'Hitung kasus dalam BERKAS (JSON; "-" untuk masukan standar).'),
    "hitung-ulang": Perintah(
        "hitung_ulang",
        "hitung_ulang",
        "Hitung ulang angka kredit semua DUPAK dan sebutkan yang berbeda.",
        aplikasi=True,
    ),
    "jalankan": Perintah(
        "jalankan", "jalankan", "Siapkan basis data, lalu layani aplikasi sampai dihentikan dengan Ctrl-C."
    ),
    "kalender": Perintah("kalender", "kalender", "Cetak putaran satu tahun dengan tahap dan batas terimanya."),
    "katalog": Perintah("katalog", "katalog", "Katalog butir kegiatan: daftar, impor, muat.", aplikasi=True),
    "kegiatan": Perintah("kegiatan", "grup", "Catatan kegiatan pegawai.", aplikasi=True),
    "kepegawaian": Perintah(
        "kepegawaian",
        "grup",
        "Lembar kepegawaian: dibandingkan dengan data di sini, tanpa mengubah siapa pun.",
        aplikasi=True,
    ),
    "kinerja": Perintah("kinerja", "grup", "Catatan kinerja: evaluasi yang menjadi dasar konversi.", aplikasi=True),
    "konversi-tahunan": Perintah(
        "konversi_tahunan",
        "konversi_tahunan",
        "Buat dan ajukan konversi satu tahun bagi unit atau instansi.",
        aplikasi=True,
    ),
    "kredit": Perintah("kredit", "grup", "Buku angka kredit: entri yang hanya ditambah.", aplikasi=True),
    "peraturan": Perintah("peraturan", "peraturan", "Peraturan yang berlaku, angkanya, dan versinya."),
    "templates": Perintah("templates", "grup", "Templat dokumen Word."),
    "walkthrough": Perintah(
        "walkthrough",
        "walkthrough",
        "Jalankan satu lembar klaim (.csv atau .xlsx) dari DUPAK sampai PAK, lalu tulis dokumen Word dan summary.json.",
    ),
    "walkthrough-konversi": Perintah(
        "walkthrough_konversi",
        "walkthrough_konversi",
        "Jalankan satu lembar kinerja (.csv atau .xlsx) dari catatan sampai Penetapan AK, dengan dokumen Word.",
    ),
    "worker": Perintah("worker", "worker", "Kerjakan dokumen dan surat yang menunggu, sampai dihentikan."),
    "workflows": Perintah("workflows", "workflows", "Cetak alur kerja dari tabel langkahnya."),
}


class GrupMalas(click.Group):
    """The commands of `PERINTAH`, each imported when it is called."""

    aplikasi: Callable[[], Any] | None = None
    """Makes the application for the commands that run inside it, unless the caller brings one (`obj`)."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """See click.Group."""
        return sorted(PERINTAH)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """See click.Group; imports the command's module."""
        perintah = PERINTAH.get(cmd_name)
        if perintah is None:
            return None
        if perintah.aplikasi and ctx.obj is None and self.aplikasi is not None:
            from flask.cli import ScriptInfo  # noqa: PLC0415 - only for commands that need the application

            ctx.obj = ScriptInfo(create_app=self.aplikasi)
        return perintah.muat()

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """See click.Group; writes the list without importing anything."""
        lebar = formatter.width - 6 - max(map(len, PERINTAH))
        daftar = [(nama, click.Command(nama, help=PERINTAH[nama].bantuan)) for nama in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl([(nama, satu.get_short_help_str(lebar)) for nama, satu in daftar])
