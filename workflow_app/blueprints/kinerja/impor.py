"""A sheet of appraisals: upload, look at every row, record those that are chosen or all that are good."""

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf.file import FileField

from workflow_app.blueprints.kinerja.dasar import remah
from workflow_app.errors import Conflict, MasukanSalah
from workflow_app.extensions import db, transaction
from workflow_app.lembar_klaim.kinerja import KOLOM_WAJIB, NAMA_KOLOM
from workflow_app.lembar_klaim.lembar import MAKS_BARIS
from workflow_app.lembar_klaim.tulis_xlsx import TIPE, tulis
from workflow_app.pesan import P_, Pesan
from workflow_app.services import unggahan
from workflow_app.services.impor_kinerja import boleh_mengimpor, impor, pratinjau, templat
from workflow_app.services.tahun_kinerja import pilihan_tahun, tahun_baku
from workflow_app.web import titipan
from workflow_app.web.beku import masa_bulan
from workflow_app.web.kolom import Formulir, SidikField
from workflow_app.web.konteks import hari_ini, pegawai, pelaku

bp = Blueprint("impor", __name__, url_prefix="/impor")

UNTUK = "lembar-kinerja"
BENTROK, SALAH, TERLALU_BESAR = 409, 422, 413
MAKS_TAMPIL = 200
"""Rows on a page."""
MAKS_GALAT_TAMPIL = 100
LEBAR_KOLOM = (22, 30, 8, 12, 13, 18, 22, 26, 40)
PILIHAN = "dipilih"


@bp.before_request
def _jaga() -> None:
    if not boleh_mengimpor(db.session(), pelaku()):
        abort(403)


class LembarForm(Formulir):
    """The sheet."""

    berkas = FileField(_l("Lembar kinerja"))


class SetujuForm(Formulir):
    """The fingerprint of what was shown. Which rows: see `_dipilih`."""

    sidik = SidikField()


@bp.route("", methods=["GET", "POST"])
def unggah() -> ResponseReturnValue:
    """Choose the sheet. It is stored by its hash, and nothing is recorded yet."""
    form, status = LembarForm(), 200
    if form.is_submitted():
        status = SALAH
        berkas = [(f.filename, f.stream) for f in request.files.getlist("berkas") if f.filename]
        try:
            if form.validate():
                (satu, *_lain) = unggahan.simpan_semua(titipan.penyimpanan(), berkas, unggahan.JENIS_LEMBAR)
                tanda = titipan.tanda(UNTUK, pegawai().id, satu.sha256)
                return redirect(url_for("kinerja.impor.periksa", tanda=tanda), 303)
        except unggahan.BerkasDitolak as galat:
            form.berkas.errors = [galat.pesan]
            status = TERLALU_BESAR if galat.terlalu_besar else SALAH
        except MasukanSalah as galat:
            form.tempelkan(galat)
    return render_template(
        "kinerja/impor.html",
        form=form,
        batas=unggahan,
        maks_baris=MAKS_BARIS - 1,
        kolom=NAMA_KOLOM,
        wajib=KOLOM_WAJIB,
        tahun=tahun_baku(hari_ini()),
        semua_tahun=pilihan_tahun(hari_ini()),
        remah=[*remah(), (_("Impor"), None)],
    ), status


@bp.get("/templat.xlsx")
def unduh_templat() -> ResponseReturnValue:
    """A sheet to fill in: the months of a year that have no appraisal yet, officer by officer."""
    tahun = request.args.get("tahun", type=int)
    if tahun not in pilihan_tahun(hari_ini()):
        abort(404)
    isi = templat(db.session(), tahun, oleh=pelaku(), maks=MAKS_BARIS - 1)
    jawaban = Response(tulis("Kinerja", isi, lebar=LEBAR_KOLOM), mimetype=TIPE)
    jawaban.headers.set("Content-Disposition", "attachment", filename=f"kinerja-{tahun}.xlsx")
    return jawaban


@bp.route("/<string:tanda>", methods=["GET", "POST"])
def periksa(tanda: str) -> ResponseReturnValue:
    """Every row as it would be recorded, with its faults; nothing is written before it is confirmed."""
    isi = titipan.isi(UNTUK, pegawai().id, tanda)
    form, status = SetujuForm(), 200
    bentrok: Pesan | None = None
    if form.is_submitted():
        status = SALAH
        try:
            if form.validate():
                with transaction() as session:
                    banyak = impor(session, isi, oleh=pelaku(), baris=_dipilih(), sidik=form.sidik.data)
                if banyak:
                    teks = ngettext("%(num)s evaluasi dicatat.", "%(num)s evaluasi dicatat.", banyak)
                    flash(teks, "success")
                else:
                    flash(_("Tidak ada yang baru pada lembar ini; tidak ada yang berubah."), "info")
                return redirect(url_for("kinerja.daftar"), 303)
        except MasukanSalah as galat:
            form.tempelkan(galat)
        except Conflict as galat:
            bentrok, status = galat.pesan, BENTROK
            db.session.rollback()
    hasil = pratinjau(db.session(), isi, oleh=pelaku())
    form.sidik.data = hasil.sidik
    mulai = max(0, request.args.get("dari", 0, type=int))
    return render_template(
        "kinerja/periksa.html",
        form=form,
        hasil=hasil,
        tampil=hasil.baris[mulai : mulai + MAKS_TAMPIL],
        mulai=mulai,
        maks=MAKS_TAMPIL,
        maks_galat=MAKS_GALAT_TAMPIL,
        masa=masa_bulan,
        bentrok=bentrok,
        tanda=tanda,
        dicentang=frozenset(request.form.getlist("baris")),
        remah=[*remah(), (_("Impor"), url_for("kinerja.impor.unggah")), (_("Periksa"), None)],
    ), status


def _dipilih() -> list[int] | None:
    """The ticked rows, None for every good one. Raises MasukanSalah when rows were to be chosen and none was."""
    if request.form.get("cakupan") != PILIHAN:
        return None
    baris = request.form.getlist("baris", type=int)
    if not baris:
        raise MasukanSalah({"baris": P_("Tandai sedikitnya satu baris.")})
    return baris
