"""A claims sheet into a draft: upload, look at every row, then add them all at once."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf.file import FileField

from workflow_app.blueprints.dupak.dasar import BERBUTIR, bp, dupak_atau_404, pastikan_terbuka, remah
from workflow_app.blueprints.dupak.isian import SALAH, UnggahanSalah, simpan_berkas
from workflow_app.errors import MasukanSalah
from workflow_app.extensions import db, transaction
from workflow_app.lembar_klaim import KOLOM_WAJIB, NAMA_KOLOM
from workflow_app.pesan import P_
from workflow_app.services import unggahan
from workflow_app.services.impor_klaim import impor, pratinjau
from workflow_app.web import titipan
from workflow_app.web.kolom import FormLangkah, Formulir
from workflow_app.web.konteks import pelaku

JUDUL = P_("Impor dari lembar")
UNTUK = "lembar-klaim"
MAKS_BARIS_TAMPIL = 200
MAKS_GALAT_TAMPIL = 100


class LembarForm(Formulir):
    """The sheet."""

    berkas = FileField(_l("Lembar kegiatan"))


@bp.route("/<int:id>/impor", methods=["GET", "POST"])
def impor_lembar(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Choose the sheet. It is stored by its hash, and nothing of the claim changes yet."""
    dupak = dupak_atau_404(id, *BERBUTIR)
    pastikan_terbuka(dupak)
    form, status = LembarForm(), 200
    if form.is_submitted():
        status = SALAH
        try:
            if form.validate():
                berkas = simpan_berkas(jenis=unggahan.JENIS_LEMBAR, ke=titipan.penyimpanan())
                if berkas:
                    tanda = titipan.tanda(UNTUK, dupak.id, berkas[0].sha256)
                    return redirect(url_for("dupak.periksa_lembar", id=dupak.id, tanda=tanda), 303)
                form.berkas.errors = [P_("Pilih lembar yang hendak dibaca.")]
        except UnggahanSalah as galat:
            form.berkas.errors = [galat.pesan]
            status = galat.status
    isi = {"dupak": dupak, "form": form, "kolom": NAMA_KOLOM, "wajib": KOLOM_WAJIB, "batas": unggahan}
    return render_template("dupak/impor.html", remah=remah(dupak, JUDUL), **isi), status


@bp.route("/<int:id>/impor/<string:tanda>", methods=["GET", "POST"])
def periksa_lembar(id: int, tanda: str) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Every row as it would be added, with its faults; confirming adds all rows or none."""
    dupak = dupak_atau_404(id, *BERBUTIR)
    pastikan_terbuka(dupak)
    isi = titipan.isi(UNTUK, dupak.id, tanda)
    form, status = FormLangkah(version=dupak.version), 200
    if form.is_submitted():
        status = SALAH
        try:
            if form.validate():
                with transaction() as session:
                    banyak = impor(session, dupak, isi, oleh=pelaku(), seen_version=form.version.data)
                flash(
                    ngettext("%(num)s kegiatan ditambahkan.", "%(num)s kegiatan ditambahkan.", banyak)
                    + " "
                    + _("Lengkapi buktinya, lalu ajukan."),
                    "success",
                )
                return redirect(url_for("dupak.lihat", id=dupak.id, _anchor="butir"), 303)
        except MasukanSalah as galat:
            form.tempelkan(galat)
            dupak = dupak_atau_404(id, *BERBUTIR)
    hasil = pratinjau(db.session(), dupak, isi)
    batas = {"baris": MAKS_BARIS_TAMPIL, "galat": MAKS_GALAT_TAMPIL}
    return render_template(
        "dupak/periksa_lembar.html",
        dupak=dupak,
        form=form,
        hasil=hasil,
        tanda=tanda,
        batas=batas,
        remah=remah(dupak, JUDUL),
    ), status
