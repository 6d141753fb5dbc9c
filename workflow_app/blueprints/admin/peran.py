"""Roles with dates and decrees, their delegation, and absences. Each begins at the page of a person."""

from typing import Any, ClassVar

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from workflow_app.blueprints.admin import label
from workflow_app.blueprints.admin.pegawai import alamat, remah_pegawai
from workflow_app.extensions import db, transaction
from workflow_app.models import (
    Instansi,
    JenisPelimpahan,
    Ketidakhadiran,
    Pegawai,
    Pelimpahan,
    PenugasanPeran,
    Peran,
    Unit,
)
from workflow_app.services import organisasi
from workflow_app.services import penugasan as layanan
from workflow_app.web.bahasa import label_peran, teks
from workflow_app.web.halaman import halaman
from workflow_app.web.kolom import PilihanField, TanggalField, TeksField, TeksPanjangField, pilihan_enum
from workflow_app.web.konteks import hari_ini, pelaku
from workflow_app.web.layani import FormBaris, layani

bp = Blueprint("peran", __name__, url_prefix="/peran")

MAKS_PILIHAN = 2000


class PeranForm(FormBaris):
    """A role of a person."""

    peran = PilihanField(_l("Peran"), ubah=Peran)
    instansi_id = PilihanField(_l("Instansi"), ubah=int)
    unit_id = PilihanField(
        _l("Unit kerja"),
        ubah=int,
        kosong=_l("(seluruh instansi)"),
        description=_l("Pilih unit bila peran ini hanya untuk satu unit."),
    )
    jabatan_penetap = PilihanField(
        _l("Jabatan penetap"),
        kosong=_l("(bukan pejabat penetap)"),
        description=_l("Hanya untuk pejabat penetap: jabatannya dalam tabel kewenangan."),
    )
    mulai = TanggalField(_l("Mulai"))
    selesai = TanggalField(_l("Tanggal selesai"), wajib=False, description=_l("Kosong: sampai diakhiri."))
    nomor_sk = TeksField(_l("Nomor keputusan"))
    susunan: ClassVar = (("peran", "jabatan_penetap"), ("instansi_id", "unit_id"), ("mulai", "selesai"), ("nomor_sk",))

    def isi_pilihan(self) -> None:
        """Put the lists in."""
        self.peran.isi_pilihan(label.pilihan_peran())
        self.jabatan_penetap.isi_pilihan(label.pilihan_pejabat())
        instansi = db.session.execute(select(Instansi.id, Instansi.nama).order_by(Instansi.nama).limit(MAKS_PILIHAN))
        self.instansi_id.isi_pilihan([(id_, nama) for id_, nama in instansi])
        unit = db.session.execute(
            select(Unit.id, Instansi.nama, Unit.nama)
            .join(Unit.instansi)
            .order_by(Instansi.nama, Unit.nama)
            .limit(MAKS_PILIHAN)
        )
        self.unit_id.isi_pilihan([(id_, f"{di} · {nama}") for id_, di, nama in unit])


class PelimpahanForm(FormBaris):
    """A role lent to another person."""

    penerima = TeksField(_l("Dilimpahkan kepada"), description=_l("NIP atau bagian nama."))
    jenis = PilihanField(_l("Sebagai"), **pilihan_enum(JenisPelimpahan, label.JENIS_PELIMPAHAN))
    mulai = TanggalField(_l("Mulai"))
    selesai = TanggalField(_l("Tanggal selesai"))
    nomor_surat = TeksField(_l("Nomor surat perintah"))
    susunan: ClassVar = (("penerima", "jenis"), ("mulai", "selesai"), ("nomor_surat",))


class KetidakhadiranForm(FormBaris):
    """An absence."""

    mulai = TanggalField(_l("Mulai"))
    selesai = TanggalField(_l("Tanggal selesai"))
    alasan = TeksPanjangField(_l("Alasan"), maks=500)
    susunan: ClassVar = (("mulai", "selesai"), ("alasan",))


@bp.get("")
def daftar() -> ResponseReturnValue:
    """Roles in force today, newest first, of one kind or of all; those that are over on request."""
    semua = "semua" in request.args
    dipilih = request.args.get("peran", "")
    query = select(PenugasanPeran).options(joinedload(PenugasanPeran.pegawai))
    if dipilih in {p.value for p in layanan.PERAN_DITUGASKAN}:
        query = query.where(PenugasanPeran.peran == Peran(dipilih))
    if not semua:
        hari = hari_ini()
        query = query.where(
            PenugasanPeran.mulai <= hari, or_(PenugasanPeran.selesai.is_(None), PenugasanPeran.selesai >= hari)
        )
    isi = halaman(query, PenugasanPeran.id)
    return render_template(
        "admin/peran.html",
        daftar=isi,
        dilimpahkan=layanan.dilimpahkan(db.session(), isi.baris, hari_ini()),
        nama_unit=layanan.nama_unit(db.session(), isi.baris),
        label=label,
        pilihan=label.pilihan_peran(),
        dipilih=dipilih,
        semua=semua,
        hari=hari_ini(),
        remah=[(_("Admin"), url_for("admin.beranda")), (_("Peran"), None)],
    )


@bp.route("/untuk/<int:pegawai_id>", methods=["GET", "POST"])
def beri(pegawai_id: int) -> ResponseReturnValue:
    """Give a person a role."""
    orang = db.get_or_404(Pegawai, pegawai_id)
    form = PeranForm(instansi_id=orang.instansi_id)
    form.isi_pilihan()
    return layani(
        form,
        lambda session: layanan.simpan_peran(session, None, {**form.nilai(), "pegawai_id": orang.id}, oleh=pelaku()),
        judul=_("Beri peran"),
        pesan=_("Peran diberikan."),
        batal=alamat(orang),
        remah=remah_pegawai(orang),
    )


@bp.route("/<int:id>/ubah", methods=["GET", "POST"])
def ubah(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Change a role, or end it by a date."""
    penugasan = db.get_or_404(PenugasanPeran, id)
    orang = penugasan.pegawai
    form = PeranForm(obj=penugasan)
    form.isi_pilihan()
    return layani(
        form,
        lambda session: layanan.simpan_peran(
            session, penugasan, {**form.nilai(), "pegawai_id": orang.id}, oleh=pelaku()
        ),
        baris=penugasan,
        judul=_("Ubah peran"),
        pesan=_("Perubahan disimpan."),
        batal=alamat(orang),
        keterangan=_("Untuk mengakhiri peran, isi tanggal selesainya."),
        remah=remah_pegawai(orang),
    )


@bp.post("/<int:id>/hapus")
def hapus(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Take back a role that has not begun."""
    penugasan = db.get_or_404(PenugasanPeran, id)
    return _hapus(penugasan, penugasan.pegawai_id, layanan.hapus_peran, _("Peran dihapus."))


@bp.route("/<int:id>/limpahkan", methods=["GET", "POST"])
def limpahkan(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Lend a role."""
    penugasan = db.get_or_404(PenugasanPeran, id)
    form = PelimpahanForm()
    return _layani_pelimpahan(form, penugasan, None, _("Limpahkan peran"))


@bp.route("/pelimpahan/<int:id>/ubah", methods=["GET", "POST"])
def pelimpahan_ubah(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Change a delegation."""
    pelimpahan = db.get_or_404(Pelimpahan, id)
    form = PelimpahanForm(obj=pelimpahan)
    if not form.is_submitted():
        form.penerima.data = pelimpahan.penerima.nip
    return _layani_pelimpahan(form, pelimpahan.penugasan, pelimpahan, _("Ubah pelimpahan"))


def _layani_pelimpahan(
    form: PelimpahanForm, penugasan: PenugasanPeran, pelimpahan: Pelimpahan | None, judul: str
) -> ResponseReturnValue:
    orang = penugasan.pegawai

    def simpan(session: Any) -> Pelimpahan:
        nilai = form.nilai()
        penerima = organisasi.cari_pegawai(session, nilai.pop("penerima"), "penerima")
        nilai |= {"penugasan_id": penugasan.id, "penerima_id": penerima.id}
        return layanan.simpan_pelimpahan(session, pelimpahan, nilai, oleh=pelaku())

    return layani(
        form,
        simpan,
        baris=pelimpahan,
        judul=judul,
        pesan=_("Pelimpahan disimpan."),
        batal=alamat(orang),
        keterangan=_("%(peran)s, dipegang %(nama)s", peran=teks(label_peran(penugasan.peran)), nama=orang.nama),
        remah=remah_pegawai(orang),
    )


@bp.post("/pelimpahan/<int:id>/hapus")
def pelimpahan_hapus(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Take back a delegation."""
    pelimpahan = db.get_or_404(Pelimpahan, id)
    return _hapus(pelimpahan, pelimpahan.penugasan.pegawai_id, layanan.hapus_baris, _("Pelimpahan dihapus."))


@bp.route("/ketidakhadiran/untuk/<int:pegawai_id>", methods=["GET", "POST"])
def absen(pegawai_id: int) -> ResponseReturnValue:
    """Record an absence."""
    return _layani_absen(KetidakhadiranForm(), db.get_or_404(Pegawai, pegawai_id), None, _("Catat ketidakhadiran"))


@bp.route("/ketidakhadiran/<int:id>/ubah", methods=["GET", "POST"])
def absen_ubah(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Change an absence."""
    baris = db.get_or_404(Ketidakhadiran, id)
    orang = db.get_or_404(Pegawai, baris.pegawai_id)
    return _layani_absen(KetidakhadiranForm(obj=baris), orang, baris, _("Ubah ketidakhadiran"))


def _layani_absen(
    form: KetidakhadiranForm, orang: Pegawai, baris: Ketidakhadiran | None, judul: str
) -> ResponseReturnValue:
    return layani(
        form,
        lambda session: layanan.simpan_ketidakhadiran(
            session, baris, {**form.nilai(), "pegawai_id": orang.id}, oleh=pelaku()
        ),
        baris=baris,
        judul=judul,
        pesan=_("Ketidakhadiran disimpan."),
        batal=alamat(orang),
        keterangan=_("Selama ketidakhadiran, wakil atau pejabat berikutnya dapat bertindak menggantikan."),
        remah=remah_pegawai(orang),
    )


@bp.post("/ketidakhadiran/<int:id>/hapus")
def absen_hapus(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Take back an absence."""
    baris = db.get_or_404(Ketidakhadiran, id)
    return _hapus(baris, baris.pegawai_id, layanan.hapus_baris, _("Ketidakhadiran dihapus."))


def _hapus(baris: Any, pegawai_id: int, kerja: Any, pesan: str) -> ResponseReturnValue:
    with transaction() as session:
        kerja(session, baris, oleh=pelaku())
    flash(pesan, "success")
    return redirect(url_for("admin.pegawai.lihat", id=pegawai_id), 303)
