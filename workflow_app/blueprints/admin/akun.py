"""Accounts: made for a person, given a new first password, closed, opened, signed out everywhere."""

from typing import ClassVar

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from workflow_app.blueprints.admin.pegawai import alamat, remah_pegawai
from workflow_app.errors import MasukanSalah
from workflow_app.extensions import db, transaction
from workflow_app.models import Akun, Pegawai
from workflow_app.services import akun as layanan
from workflow_app.waktu import utcnow
from workflow_app.web.halaman import halaman
from workflow_app.web.kolom import TeksField
from workflow_app.web.konteks import pelaku
from workflow_app.web.layani import FormBaris

bp = Blueprint("akun", __name__, url_prefix="/akun")


class AkunForm(FormBaris):
    """A new account."""

    nama_pengguna = TeksField(
        _l("Nama pengguna"),
        maks=60,
        description=_l("Huruf kecil, misalnya dari nama depan; jangan NIP."),
        render_kw={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"},
    )
    susunan: ClassVar = (("nama_pengguna",),)


@bp.get("")
def daftar() -> ResponseReturnValue:
    """All accounts by user name."""
    query = select(Akun).options(joinedload(Akun.pegawai))
    isi = halaman(query, Akun.nama_pengguna, Akun.id, turun=False)
    return render_template(
        "admin/akun.html",
        daftar=isi,
        saat=utcnow(),
        remah=[(_("Admin"), url_for("admin.beranda")), (_("Akun"), None)],
    )


@bp.route("/untuk/<int:pegawai_id>", methods=["GET", "POST"])
def buat(pegawai_id: int) -> ResponseReturnValue:
    """Make an account; its first password is shown on the answer and nowhere else."""
    orang = db.get_or_404(Pegawai, pegawai_id)
    form = AkunForm()
    if form.validate_on_submit():
        try:
            with transaction() as session:
                akun, awal = layanan.buat(session, orang, form.nama_pengguna.data, oleh=pelaku(), saat=utcnow())
        except MasukanSalah as galat:
            form.tempelkan(galat)
        else:
            return _tunjukkan(akun, awal)
    isi = {
        "form": form,
        "judul": _("Buat akun"),
        "batal": alamat(orang),
        "tombol": _("Buat akun"),
        "keterangan": _("Kata sandi pertamanya dibuat acak, ditampilkan sekali, dan wajib diganti saat masuk."),
        "remah": [*remah_pegawai(orang), (_("Buat akun"), None)],
    }
    return render_template("formulir_satu.html", **isi), 422 if form.is_submitted() else 200


@bp.post("/<int:id>/atur-ulang-sandi")
def atur_ulang(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Replace a lost password; the new one is shown on the answer and nowhere else."""
    akun = db.get_or_404(Akun, id)
    with transaction() as session:
        awal = layanan.atur_ulang_sandi(session, akun, oleh=pelaku(), saat=utcnow())
    return _tunjukkan(akun, awal)


def _tunjukkan(akun: Akun, awal: str) -> ResponseReturnValue:
    orang = akun.pegawai
    return render_template(
        "admin/sandi_awal.html",
        akun=akun,
        orang=orang,
        awal=awal,
        hari=layanan.UMUR_SANDI_AWAL.days,
        kembali=alamat(orang),
        remah=[*remah_pegawai(orang), (_("Kata sandi pertama"), None)],
    )


@bp.post("/<int:id>/tutup")
def tutup(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Close an account; ends its sessions."""
    return _atur_aktif(db.get_or_404(Akun, id), False, _("Akun ditutup dan semua sesinya diakhiri."))


@bp.post("/<int:id>/buka")
def buka(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Open a closed account again."""
    return _atur_aktif(db.get_or_404(Akun, id), True, _("Akun dibuka kembali."))


def _atur_aktif(akun: Akun, aktif: bool, pesan: str) -> ResponseReturnValue:
    with transaction() as session:
        layanan.atur_aktif(session, akun, aktif, oleh=pelaku(), saat=utcnow())
    flash(pesan, "success")
    return redirect(alamat(akun.pegawai), 303)


@bp.post("/<int:id>/akhiri-sesi")
def akhiri_sesi(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Sign the person out everywhere."""
    akun = db.get_or_404(Akun, id)
    with transaction() as session:
        layanan.akhiri_sesi_orang(session, akun, oleh=pelaku(), saat=utcnow())
    flash(_("Semua sesi orang ini sudah diakhiri."), "success")
    return redirect(alamat(akun.pegawai), 303)
