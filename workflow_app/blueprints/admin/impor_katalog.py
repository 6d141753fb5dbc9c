"""A catalogue sheet: upload, look at what it would change, then take all of it at once."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField

from workflow_app import peraturan
from workflow_app.blueprints.admin.katalog import BAWAAN, pilihan_regime, remah_katalog
from workflow_app.errors import Conflict, MasukanSalah
from workflow_app.extensions import db, transaction
from workflow_app.lembar_klaim.lembar import MAKS_BARIS
from workflow_app.penyimpanan import Penyimpanan
from workflow_app.peraturan.katalog import katalog
from workflow_app.pesan import Pesan
from workflow_app.services import unggahan
from workflow_app.services.impor_katalog import impor, pratinjau
from workflow_app.services.katalog import REGIME_BERKATALOG, Dasar
from workflow_app.web import titipan
from workflow_app.web.katalog import beda_tampil
from workflow_app.web.kolom import Formulir, PilihanField, SidikField, TeksField, TeksPanjangField
from workflow_app.web.konteks import pelaku, pengaturan

bp = Blueprint("impor_katalog", __name__, url_prefix="/katalog/impor")

UNTUK = "lembar-katalog"
BENTROK, SALAH, TERLALU_BESAR = 409, 422, 413
MAKS_TAMPIL = 200


class LembarForm(Formulir):
    """The sheet and its regime."""

    regime = PilihanField(_l("Peraturan"))
    berkas = FileField(_l("Lembar katalog"))


class SetujuForm(Formulir):
    """The reason, and the fingerprint of what was shown."""

    sidik = SidikField()
    alasan = TeksPanjangField(_l("Alasan"), maks=1000, description=_l("Dicatat dengan nama Anda pada setiap butir."))
    sumber = TeksField(_l("Dasar"), wajib=False, description=_l("Dokumen asal nilai-nilai dalam lembar ini."))


@bp.route("", methods=["GET", "POST"])
def unggah() -> ResponseReturnValue:
    """Choose the sheet. It is stored by its hash, and nothing of the catalogue changes yet."""
    form = LembarForm(data={"regime": BAWAAN})
    form.regime.isi_pilihan(pilihan_regime())
    status = 200
    if form.is_submitted():
        status = SALAH
        berkas = [(f.filename, f.stream) for f in request.files.getlist("berkas") if f.filename]
        try:
            if form.validate():
                (tersimpan, *_lain) = unggahan.simpan_semua(
                    Penyimpanan(pengaturan().berkas_url), berkas, unggahan.JENIS_LEMBAR
                )
                tanda = titipan.tanda(UNTUK, form.regime.data, tersimpan.sha256)
                return redirect(
                    url_for("admin.impor_katalog.periksa", regime=form.regime.data.lower(), tanda=tanda), 303
                )
        except unggahan.BerkasDitolak as galat:
            form.berkas.errors = [galat.pesan]
            status = TERLALU_BESAR if galat.terlalu_besar else SALAH
        except MasukanSalah as galat:
            form.tempelkan(galat)
    return render_template(
        "admin/katalog_impor.html",
        form=form,
        batas=unggahan,
        maks_baris=MAKS_BARIS - 1,
        kolom={kunci: katalog(kunci).kolom for kunci in REGIME_BERKATALOG},
        remah=[*remah_katalog(), (_("Impor"), None)],
    ), status


@bp.route("/<string:regime>/<string:tanda>", methods=["GET", "POST"])
def periksa(regime: str, tanda: str) -> ResponseReturnValue:
    """What the sheet would add and change, column by column, and its faults; confirming takes all of it or nothing."""
    kunci = regime.upper()
    if kunci not in REGIME_BERKATALOG:
        abort(404)
    isi = titipan.isi(UNTUK, kunci, tanda)
    form = SetujuForm()
    status = 200
    bentrok: Pesan | None = None
    if form.is_submitted():
        status = SALAH
        try:
            if form.validate():
                with transaction() as session:
                    dasar = Dasar(form.alasan.data, form.sumber.data)
                    hasil_impor = impor(session, kunci, isi, dasar=dasar, oleh=pelaku(), sidik=form.sidik.data)
                if hasil_impor is None:
                    flash(_("Lembar ini sama dengan katalog; tidak ada yang berubah."), "info")
                else:
                    flash(_("Katalog diperbarui."), "success")
                return redirect(url_for("admin.katalog.daftar", regime=kunci), 303)
        except MasukanSalah as galat:
            form.tempelkan(galat)
        except Conflict as galat:
            bentrok, status = galat.pesan, BENTROK
            db.session.rollback()
    hasil = pratinjau(db.session(), kunci, isi)
    form.sidik.data = hasil.sidik
    aturan = peraturan.kunci(kunci)
    return render_template(
        "admin/katalog_periksa.html",
        form=form,
        hasil=hasil,
        nama=f"{kunci} · {aturan.nama}",
        beda={u.nomor: beda_tampil(aturan, u.beda) for u in hasil.ubahan[:MAKS_TAMPIL]},
        bentrok=bentrok,
        maks=MAKS_TAMPIL,
        alamat=url_for("admin.impor_katalog.periksa", regime=regime, tanda=tanda),
        remah=[*remah_katalog(), (_("Impor"), url_for("admin.impor_katalog.unggah")), (_("Periksa"), None)],
    ), status
