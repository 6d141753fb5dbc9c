"""A sheet of activities: upload, look at every row, save all of them or none."""

from http import HTTPStatus

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf.file import FileField

from workflow_app.blueprints.kegiatan_lembar.dasar import bp, remah
from workflow_app.errors import Conflict, MasukanSalah, Refused
from workflow_app.extensions import db, lepas_bacaan, transaction
from workflow_app.lembar_klaim.besar import MAKS_BARIS_BESAR
from workflow_app.lembar_klaim.kegiatan import CONTOH, KOLOM_WAJIB, NAMA_KOLOM
from workflow_app.lembar_klaim.tulis_xlsx import TIPE, tulis
from workflow_app.models import LABEL_TAHAP_IMPOR, ImporKegiatan, TahapImpor
from workflow_app.pesan import P_, Pesan
from workflow_app.services import impor_kegiatan as layanan
from workflow_app.services import unggahan
from workflow_app.services.butir import BerkasMasuk
from workflow_app.web import titipan
from workflow_app.web.bahasa import teks
from workflow_app.web.kolom import Formulir
from workflow_app.web.konteks import pelaku

SALAH = HTTPStatus.UNPROCESSABLE_ENTITY.value
TERLALU_BESAR = HTTPStatus.REQUEST_ENTITY_TOO_LARGE.value
LANGSUNG_BYTE = 1_000_000
"""A larger file is left to the worker unopened."""
MAKS_TAMPIL = 100
TERAKHIR_TAMPIL = 10
PERMINTAAN_HTMX, SEGARKAN = "HX-Request", "HX-Refresh"
BERJALAN = (TahapImpor.MEMERIKSA, TahapImpor.MENYIMPAN)
LEBAR_KOLOM = (22, 46, 15, 16, 11, 12, 10, 16, 34, 20, 30, 26, 10)


class LembarForm(Formulir):
    """The sheet."""

    berkas = FileField(_l("Lembar kegiatan"))


class SetujuForm(Formulir):
    """Nothing but the form token."""


@bp.route("", methods=["GET", "POST"])
def unggah() -> ResponseReturnValue:
    """Choose the sheet. A short one is checked at once, a long one by the worker."""
    form, status = LembarForm(), 200
    if form.is_submitted():
        status = SALAH
        berkas = [(f.filename, f.stream) for f in request.files.getlist("berkas") if f.filename]
        try:
            if form.validate():
                layanan.pastikan_muat(db.session(), pelaku())
                (satu, *_lain) = unggahan.simpan_semua(titipan.penyimpanan(), berkas, layanan.JENIS)
                return redirect(url_for("kegiatan_lembar.lihat", id=_mulai(satu)), 303)
        except unggahan.BerkasDitolak as galat:
            form.berkas.errors = [galat.pesan]
            status = TERLALU_BESAR if galat.terlalu_besar else SALAH
        except MasukanSalah as galat:
            form.tempelkan(galat)
        except (Refused, Conflict) as galat:
            if isinstance(galat, Refused) and galat.tentang_hak:
                raise
            form.berkas.errors = [galat.alasan[0].pesan if isinstance(galat, Refused) else galat.pesan]
            status = HTTPStatus.CONFLICT.value
    return render_template(
        "kegiatan_lembar/impor.html",
        form=form,
        batas=unggahan,
        jenis=layanan.JENIS,
        maks_baris=MAKS_BARIS_BESAR - 1,
        kolom=NAMA_KOLOM,
        wajib=KOLOM_WAJIB,
        terakhir=layanan.terakhir(db.session(), pelaku(), TERAKHIR_TAMPIL),
        label_tahap=LABEL_TAHAP_IMPOR,
        remah=remah((P_("Impor lembar"), None)),
    ), status


def _mulai(berkas: BerkasMasuk) -> int:
    orang, lembar = pelaku(), None
    if berkas.ukuran <= LANGSUNG_BYTE:
        lepas_bacaan()
        with titipan.penyimpanan().buka(berkas.sha256) as isi:
            lembar = layanan.baca_langsung(isi)
    with transaction() as session:
        impor = layanan.mulai(session, berkas.sha256, berkas.nama_asli, oleh=orang)
        if lembar is None:
            layanan.antre(session, impor)
        else:
            layanan.periksa_langsung(session, impor, lembar, orang)
        return impor.id


@bp.get("/templat.xlsx")
def templat() -> ResponseReturnValue:
    """A sheet to fill in, with one row that shows how."""
    jawaban = Response(tulis("Kegiatan", [list(NAMA_KOLOM), CONTOH], lebar=LEBAR_KOLOM), mimetype=TIPE)
    jawaban.headers.set("Content-Disposition", "attachment", filename="catatan-kegiatan.xlsx")
    return jawaban


def _impor_atau_404(nomor: int) -> ImporKegiatan:
    impor = layanan.cari(db.session(), nomor, pelaku())
    if impor is None or impor.banyak:
        abort(404, P_("Lembar itu tidak ada di antara lembar Anda."))
    return impor


@bp.get("/<int:id>")
def lihat(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """How far a sheet is, its faults, its rows, and what became of it."""
    return _tampil(_impor_atau_404(id))


def _tampil(impor: ImporKegiatan, alasan: Pesan | None = None, status: int = 200) -> ResponseReturnValue:
    sesudah = max(0, request.args.get("sesudah", 0, type=int))
    baris = []
    if impor.tahap is TahapImpor.DIPERIKSA:
        baris = [b for b, _ in layanan.baris_menunggu(db.session(), impor, sesudah=sesudah, banyak=MAKS_TAMPIL + 1)]
    return render_template(
        "kegiatan_lembar/lihat.html",
        impor=impor,
        berjalan=impor.tahap in BERJALAN,
        galat=layanan.galat(impor),
        baris=baris[:MAKS_TAMPIL],
        lanjut=baris[MAKS_TAMPIL - 1].nomor if len(baris) > MAKS_TAMPIL else None,
        awal=not sesudah,
        tertutup=layanan.alasan_tertutup(impor),
        alasan=alasan,
        form=SetujuForm(),
        remah=remah((P_("Impor lembar"), url_for("kegiatan_lembar.unggah")), (impor.nama_asli, None)),
    ), status


@bp.get("/<int:id>/kemajuan")
def kemajuan(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """The progress alone, asked for again and again by the page; the last answer has the page load its result."""
    impor = _impor_atau_404(id)
    if not request.headers.get(PERMINTAAN_HTMX):
        return redirect(url_for("kegiatan_lembar.lihat", id=id), 303)
    kepala = {} if impor.tahap in BERJALAN else {SEGARKAN: "true"}
    return render_template("kegiatan_lembar/_kemajuan.html", impor=impor), kepala


@bp.post("/<int:id>/simpan")
def simpan(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Take every new row over; a long sheet by the worker."""
    return _putuskan(id, simpan=True)


@bp.post("/<int:id>/batal")
def batal(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Give the sheet up."""
    return _putuskan(id, simpan=False)


def _putuskan(nomor: int, *, simpan: bool) -> ResponseReturnValue:
    impor = _impor_atau_404(nomor)
    try:
        with transaction() as session:
            if simpan:
                banyak = layanan.setujui(session, impor, oleh=pelaku())
            else:
                layanan.batalkan(session, impor, oleh=pelaku())
                banyak = None
    except (Refused, Conflict) as galat:
        db.session.rollback()
        pesan = galat.alasan[0].pesan if isinstance(galat, Refused) else galat.pesan
        return _tampil(_impor_atau_404(nomor), pesan, HTTPStatus.CONFLICT.value)
    if not simpan:
        flash(teks(P_("Impor dibatalkan; tidak ada yang tersimpan.")), "info")
        return redirect(url_for("kegiatan_lembar.unggah"), 303)
    if banyak is not None:
        flash(ngettext("%(num)s kegiatan dicatat.", "%(num)s kegiatan dicatat.", banyak), "success")
    return redirect(url_for("kegiatan_lembar.lihat", id=nomor), 303)
