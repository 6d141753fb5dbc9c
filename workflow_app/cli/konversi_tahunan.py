"""`alurpak konversi-tahunan`: what a yearly run would do, or the run itself with its progress."""

import sys

import click
from flask.cli import with_appcontext
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from workflow_app.cli.bersama import pelaku_akun
from workflow_app.extensions import db, transaction
from workflow_app.koneksi import membaca
from workflow_app.models import HasilKonversiTahunan, HasilMasa, Instansi, KonversiTahunan, Unit
from workflow_app.permissions import Pelaku
from workflow_app.pesan import dari_data
from workflow_app.services import konversi_tahunan as layanan
from workflow_app.services.kredit_konversi import aturan_tahun
from workflow_app.services.rencana_konversi import RencanaPegawai, Tindakan, jumlahkan, rencana
from workflow_app.web.alamat import ID_TERBESAR
from workflow_app.web.konteks import hari_ini

TAMPIL_TERBANYAK = 100
DETIK_SEKALI = 1.0
"""How often the progress is drawn."""


@click.command("konversi-tahunan")
@click.option("--tahun", type=int, required=True, help="Tahun kinerja yang dikonversi.")
@click.option("--unit", "unit_id", type=int, help="Nomor unit kerja; tanpa ini seluruh instansi.")
@click.option("--instansi", "instansi_id", type=int, help="Nomor instansi; boleh dilewati bila hanya ada satu.")
@click.option("--oleh", help="Nama pengguna petugas biro kepegawaian yang bertindak; wajib tanpa --dry-run.")
@click.option("--dry-run", "coba", is_flag=True, help="Tunjukkan apa yang akan terjadi; tidak ada yang berubah.")
@with_appcontext
def konversi_tahunan(tahun: int, unit_id: int | None, instansi_id: int | None, oleh: str | None, coba: bool) -> None:
    """Buat dan ajukan konversi satu tahun bagi unit atau instansi. Aman diulang; yang sudah ada tidak berubah.

    Konversi tahunan yang terhenti dan masih terbuka diteruskan.
    """
    instansi_id = _instansi(instansi_id)
    _periksa(instansi_id, unit_id, tahun)
    if coba:
        _pratinjau(instansi_id, unit_id, tahun)
        return
    if not oleh:
        raise click.ClickException(
            "Sebutkan petugas biro kepegawaian dengan --oleh NAMA_PENGGUNA, atau pakai --dry-run."
        )
    with transaction() as session:
        pelaku = pelaku_akun(session, oleh, hari_ini())
        nomor = _terbuka(session, instansi_id, unit_id, tahun) or _mulai(session, instansi_id, unit_id, tahun, pelaku)
    _sampai_selesai(nomor)
    with membaca():
        _laporkan(nomor)


def _instansi(diminta: int | None) -> int:
    ids = db.session.scalars(select(Instansi.id).order_by(Instansi.id).limit(2)).all()
    db.session.rollback()
    if diminta is not None:
        return diminta
    if not ids:
        raise click.ClickException("Belum ada instansi. Masukkan dahulu dengan `alurpak admin`.")
    if len(ids) != 1:
        raise click.ClickException("Sebutkan nomor instansi dengan --instansi.")
    return ids[0]


def _periksa(instansi_id: int, unit_id: int | None, tahun: int) -> None:
    """Raises ClickException for what a run could never be about."""
    instansi = db.session.get(Instansi, instansi_id) if 0 < instansi_id <= ID_TERBESAR else None
    unit = db.session.get(Unit, unit_id) if unit_id is not None and 0 < unit_id <= ID_TERBESAR else None
    milik = unit is not None and unit.instansi_id == instansi_id
    db.session.rollback()
    if instansi is None:
        raise click.ClickException(f"Instansi nomor {instansi_id} tidak ada.")
    if unit_id is not None and not milik:
        raise click.ClickException(f"Unit nomor {unit_id} tidak ada pada instansi itu.")
    if aturan_tahun(tahun) is None or tahun > hari_ini().year:
        raise click.ClickException(f"Kinerja tahun {tahun} tidak dapat dikonversi.")


def _terbuka(session: Session, instansi_id: int, unit_id: int | None, tahun: int) -> int | None:
    """The open run of this very scope and year."""
    satu = session.scalars(
        select(KonversiTahunan).where(KonversiTahunan.instansi_id == instansi_id, KonversiTahunan.selesai_at.is_(None))
    ).first()
    return satu.id if satu is not None and (satu.unit_id, satu.tahun) == (unit_id, tahun) else None


def _mulai(session: Session, instansi_id: int, unit_id: int | None, tahun: int, pelaku: Pelaku) -> int:
    return layanan.mulai(session, tahun=tahun, instansi_id=instansi_id, unit_id=unit_id, oleh=pelaku).id


def _pratinjau(instansi_id: int, unit_id: int | None, tahun: int) -> None:
    with membaca():
        semua = list(rencana(db.session(), instansi_id, unit_id, tahun, hari_ini()))
        db.session.rollback()
    for satu in [r for r in semua if r.perlu_perhatian][:TAMPIL_TERBANYAK]:
        _cetak(satu)
    jumlah = jumlahkan(semua)
    click.echo(
        f"{jumlah.pegawai} pegawai: {jumlah.masa[Tindakan.BUAT] + jumlah.masa[Tindakan.AJUKAN]} konversi akan diajukan"
        f" ({jumlah.angka_kredit} angka kredit), {jumlah.masa[Tindakan.ADA]} sudah ada,"
        f" {jumlah.masa[Tindakan.LEWATI]} masa dilewati, {jumlah.perlu_perhatian} pegawai perlu perhatian;"
        f" cukup untuk kenaikan pangkat {jumlah.cukup_kp}, kenaikan jabatan {jumlah.cukup_kj}."
    )


def _cetak(satu: RencanaPegawai) -> None:
    for pesan in satu.alasan:
        click.echo(f"{satu.nama}: {pesan}")
    for m in satu.masa:
        for pesan in m.alasan:
            click.echo(f"{satu.nama}, bulan {m.bulan_mulai} sampai {m.bulan_selesai}: {pesan}")


def _sampai_selesai(nomor: int) -> None:
    buat_sesi = sessionmaker(db.engine, expire_on_commit=False)
    with click.progressbar(length=1, label=f"Konversi tahunan nomor {nomor}", file=sys.stderr) as batang:
        while True:
            kemajuan = layanan.jalankan(buat_sesi, nomor, hari_ini(), detik=DETIK_SEKALI)
            batang.length = max(kemajuan.jumlah, 1)
            batang.update(max(kemajuan.terproses, 1 if kemajuan.selesai else 0) - batang.pos)
            if kemajuan.selesai:
                return


def _laporkan(nomor: int) -> None:
    session = db.session()
    jalan = session.get_one(KonversiTahunan, nomor)
    if jalan.berhenti_karena:
        sys.exit(str(dari_data(jalan.berhenti_karena)))
    tertinggal = HasilKonversiTahunan.hasil.in_((HasilMasa.DILEWATI, HasilMasa.DIBUAT))
    milik = HasilKonversiTahunan.konversi_tahunan_id == nomor
    for h in session.scalars(
        select(HasilKonversiTahunan).where(milik, tertinggal).order_by(HasilKonversiTahunan.id).limit(TAMPIL_TERBANYAK)
    ):
        alasan = " ".join(str(dari_data(a)) for a in h.alasan)
        click.echo(f"{h.pegawai.nama}, bulan {h.bulan_mulai} sampai {h.bulan_selesai}: {alasan}")
    banyak = session.scalar(select(func.count()).select_from(HasilKonversiTahunan).where(milik, tertinggal)) or 0
    if banyak > TAMPIL_TERBANYAK:
        click.echo(f"... dan {banyak - TAMPIL_TERBANYAK} lagi.")
    click.echo(
        f"{jalan.terproses} pegawai: {jalan.diajukan} diajukan, {jalan.ada} sudah ada,"
        f" {jalan.dibuat} dibuat tetapi belum diajukan, {jalan.dilewati} dilewati."
    )
