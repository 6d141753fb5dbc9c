"""A copy of one's own data: asked for, made by the worker, downloaded while it is kept."""

from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workflow_app.errors import Refused
from workflow_app.extensions import db, transaction
from workflow_app.penyimpanan import BerkasRusak, BerkasTidakAda
from workflow_app.pesan import P_, Pesan
from workflow_app.services import data_saya
from workflow_app.web import titipan
from workflow_app.web.kolom import Formulir
from workflow_app.web.konteks import pelaku, pengaturan
from workflow_app.web.unduhan import kirim_berkas

bp = Blueprint("unduhan_data", __name__, url_prefix="/akun/salinan-data")

TAMPIL = 10
ZIP = "application/zip"


class MintaForm(Formulir):
    """Nothing but the form token."""


@bp.get("")
def daftar() -> ResponseReturnValue:
    """What a copy holds, and those that are kept."""
    return _tampil()


def _tampil(alasan: Pesan | None = None, status: int = 200) -> ResponseReturnValue:
    return render_template(
        "akun/salinan.html",
        semua=data_saya.milik(db.session(), pelaku(), TAMPIL),
        hari=pengaturan().SIMPAN_LEMBAR_HARI,
        form=MintaForm(),
        alasan=alasan,
    ), status


@bp.post("")
def minta() -> ResponseReturnValue:
    """Have a copy made."""
    try:
        with transaction() as session:
            data_saya.minta(session, oleh=pelaku())
    except Refused as galat:
        return _tampil(galat.alasan[0].pesan, HTTPStatus.CONFLICT.value)
    flash(_("Salinan data Anda sedang dibuat. Muat ulang halaman ini sebentar lagi."), "success")
    return redirect(url_for("unduhan_data.daftar"), 303)


@bp.get("/<int:id>.zip")
def unduh(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """A copy of one's own data; anybody else's is not there."""
    salinan = data_saya.cari(db.session(), id, pelaku())
    if salinan is None or salinan.sha256 is None:
        abort(404, P_("Salinan ini tidak lagi tersimpan. Buat yang baru."))
    try:
        nama = f"salinan-data-{salinan.diminta_at:%Y-%m-%d}-{salinan.id}.zip"
        return kirim_berkas(salinan.sha256, nama, ZIP, dari=titipan.penyimpanan())
    except (BerkasTidakAda, BerkasRusak):
        abort(404, P_("Salinan ini tidak lagi tersimpan. Buat yang baru."))
