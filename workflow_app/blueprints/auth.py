"""Signing in and out, the language of the pages, and the way from `/` to the first page of the menu."""

from flask import Blueprint, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from werkzeug.wrappers import Response

from workflow_app.extensions import limiter, transaction
from workflow_app.pesan import P_
from workflow_app.services import akun as layanan
from workflow_app.services.sandi import PANJANG_MAKSIMUM
from workflow_app.web import menu, sesi
from workflow_app.web.alamat import lokal
from workflow_app.web.bahasa import BAHASA, KUNCI_SESI
from workflow_app.web.kolom import Formulir, SandiField, TeksField
from workflow_app.web.konteks import pelaku, pengaturan
from workflow_app.web.penjaga import terbuka

bp = Blueprint("auth", __name__)

BATAS_GAGAL = "20/minute;200/hour"
"""Failed attempts from one address; many people may share one."""


class MasukForm(Formulir):
    """User name and password."""

    nama_pengguna = TeksField(_l("Nama pengguna"), maks=60)
    sandi = SandiField(_l("Kata sandi"), maks=PANJANG_MAKSIMUM)


def _gagal(response: Response) -> bool:
    return response.status_code == 422


@bp.get("/")
def beranda() -> ResponseReturnValue:
    """The first page of the person's menu."""
    isi = menu.untuk(pelaku())
    return redirect(isi[0].url if isi else url_for("akun.saya"), 303)


@bp.route("/masuk", methods=["GET", "POST"])
@limiter.limit(BATAS_GAGAL, methods=["POST"], deduct_when=_gagal)
@terbuka
def masuk() -> ResponseReturnValue:
    """The sign-in page; afterwards to the page asked for."""
    if current_user.is_authenticated:
        return redirect(url_for("auth.beranda"), 303)
    form = MasukForm()
    if form.validate_on_submit():
        if sesi.masuk(form.nama_pengguna.data, form.sandi.data):
            jawaban = make_response(redirect(lokal(request.args.get("next")) or url_for("auth.beranda"), 303))
            sesi.kenali_perangkat(jawaban)
            return jawaban
        form.form_errors.append(
            P_(
                "Nama pengguna atau kata sandi salah. Setelah beberapa kali gagal, tunggu beberapa menit sebelum "
                "mencoba lagi, atau minta administrator mengatur ulang kata sandi Anda."
            )
        )
    isi = {"form": form, "demo": pengaturan().DEMO, "sudah_keluar": "keluar" in request.args}
    return render_template("auth/masuk.html", **isi), 422 if form.is_submitted() else 200


@bp.post("/keluar")
@terbuka
def keluar() -> ResponseReturnValue:
    """Sign out here, on the server and in the browser."""
    sesi.keluar()
    jawaban = redirect(url_for("auth.masuk", keluar=1), 303)
    jawaban.headers["Clear-Site-Data"] = sesi.HAPUS_DATA_SITUS
    return jawaban


@bp.post("/bahasa")
@terbuka
def bahasa() -> ResponseReturnValue:
    """Choose the language; kept in the account, or in this browser before the sign-in."""
    pilihan = request.form.get("bahasa")
    if pilihan in BAHASA:
        session[KUNCI_SESI] = pilihan
        if current_user.is_authenticated:
            with transaction() as tulis:
                layanan.pilih_bahasa(tulis, current_user.akun.id, pilihan)
    return redirect(lokal(request.form.get("kembali")) or url_for("auth.beranda"), 303)
