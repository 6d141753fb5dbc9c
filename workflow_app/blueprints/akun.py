"""One's own account: data as the office keeps them, password, sessions, language."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from wtforms.validators import StopValidation

from workflow_app.errors import MasukanSalah
from workflow_app.extensions import db, limiter, transaction
from workflow_app.models import Pegawai
from workflow_app.pesan import P_
from workflow_app.services import akun as layanan
from workflow_app.services import sandi as kata_sandi
from workflow_app.waktu import utcnow
from workflow_app.web.kolom import Formulir, SandiField
from workflow_app.web.konteks import akun, hari_ini, pegawai, pelaku
from workflow_app.web.sesi import ganti_sandi

bp = Blueprint("akun", __name__, url_prefix="/akun")

BATAS_SALAH = "10/minute;60/hour"


class SandiForm(Formulir):
    """A new password, proved by the present one."""

    sandi_lama = SandiField(_l("Kata sandi sekarang"), maks=kata_sandi.PANJANG_MAKSIMUM)
    sandi_baru = SandiField(_l("Kata sandi baru"), maks=kata_sandi.PANJANG_MAKSIMUM)
    sandi_ulang = SandiField(_l("Kata sandi baru, sekali lagi"), maks=kata_sandi.PANJANG_MAKSIMUM)

    def validate_sandi_ulang(self, field: SandiField) -> None:
        """The two must be alike."""
        if field.data != self.sandi_baru.data:
            raise StopValidation(P_("Tidak sama dengan kata sandi baru di atas."))

    def validate_sandi_lama(self, field: SandiField) -> None:
        """Proof that the person himself sits there."""
        if not kata_sandi.cocok(akun().sandi_hash, field.data):
            raise StopValidation(P_("Kata sandi sekarang tidak cocok."))


@bp.get("")
def saya() -> ResponseReturnValue:
    """The person as the office keeps him, with his roles of today."""
    orang = db.session.scalars(
        select(Pegawai)
        .where(Pegawai.id == pegawai().id)
        .options(joinedload(Pegawai.instansi), joinedload(Pegawai.unit), joinedload(Pegawai.atasan))
    ).one()
    return render_template("akun/saya.html", orang=orang, akun=akun(), pelaku=pelaku(), hari=hari_ini())


@bp.route("/sandi", methods=["GET", "POST"])
@limiter.limit(BATAS_SALAH, methods=["POST"], deduct_when=lambda jawaban: jawaban.status_code == 422)
def sandi() -> ResponseReturnValue:
    """Change the password; ends all sessions and goes on in a new one."""
    form = SandiForm()
    if form.validate_on_submit():
        try:
            ganti_sandi(form.sandi_baru.data)
        except MasukanSalah as galat:
            form.tempelkan(galat)
        else:
            flash(_("Kata sandi sudah diganti. Sesi Anda di perangkat lain diakhiri."), "success")
            return redirect(url_for("akun.saya"), 303)
    isi = {"form": form, "akun": akun(), "minimum": kata_sandi.PANJANG_MINIMUM}
    return render_template("akun/sandi.html", **isi), 422 if form.is_submitted() else 200


@bp.get("/sesi")
def sesi() -> ResponseReturnValue:
    """Where the person is signed in."""
    daftar = layanan.sesi_hidup(db.session(), akun().id, utcnow())
    return render_template("akun/sesi.html", daftar=daftar, sesi_ini=current_user.sesi_hash)


@bp.post("/sesi/akhiri")
def akhiri() -> ResponseReturnValue:
    """End one of one's own sessions."""
    with transaction() as session:
        layanan.akhiri_sesi(session, akun().id, request.form.get("sesi", ""), utcnow())
    flash(_("Sesi itu sudah diakhiri."), "success")
    return redirect(url_for("akun.sesi"), 303)


@bp.post("/sesi/akhiri-lainnya")
def akhiri_lainnya() -> ResponseReturnValue:
    """End all sessions but this one."""
    with transaction() as session:
        layanan.akhiri_semua(session, akun().id, utcnow(), kecuali=current_user.sesi_hash)
    flash(_("Semua sesi lain sudah diakhiri."), "success")
    return redirect(url_for("akun.sesi"), 303)
