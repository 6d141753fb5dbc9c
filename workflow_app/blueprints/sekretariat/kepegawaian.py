"""The personnel sheet: bring it, look at it, keep it; and who differs from it."""

import datetime as dt

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField

from workflow_app.blueprints.sekretariat.dasar import bp, instansi_lembar
from workflow_app.errors import MasukanSalah
from workflow_app.extensions import db, transaction
from workflow_app.lembar_klaim.kepegawaian import KOLOM_WAJIB, NAMA_KOLOM
from workflow_app.lembar_klaim.lembar import MAKS_BARIS
from workflow_app.lembar_klaim.pembaca import LembarDitolak
from workflow_app.lembar_klaim.tulis_xlsx import TIPE, tulis
from workflow_app.pesan import P_
from workflow_app.services import beda_kepegawaian as banding
from workflow_app.services import lembar_kepegawaian as layanan
from workflow_app.services import unggahan
from workflow_app.services.beda_kepegawaian import LABEL_BEDA, JenisBeda
from workflow_app.web import titipan
from workflow_app.web.bahasa import tanggal
from workflow_app.web.kolom import Formulir, TanggalField
from workflow_app.web.konteks import hari_ini, pelaku

UNTUK = "lembar-kepegawaian"
SALAH, TERLALU_BESAR = 422, 413
MAKS_TAMPIL, MAKS_GALAT_TAMPIL, PRATINJAU = 50, 100, 20


class LembarForm(Formulir):
    """The sheet and its day."""

    per_tanggal = TanggalField(
        _l("Data per tanggal"),
        description=P_("Hari yang dijamin lembar ini; pangkat dan jabatan dibandingkan hari itu."),
    )
    berkas = FileField(_l("Lembar kepegawaian"))


class SimpanForm(Formulir):
    """Nothing but the wish to keep what was shown."""


@bp.get("/kepegawaian")
def kepegawaian() -> ResponseReturnValue:
    """Officers who differ from the latest sheet, by name; `?jenis=` keeps one kind of finding."""
    instansi = instansi_lembar()
    hasil = banding.daftar_beda(db.session(), pelaku(), instansi.id)
    jenis = next((j for j in JenisBeda if j.value == request.args.get("jenis")), None)
    baris = [b for b in hasil.baris if jenis is None or any(x.jenis is jenis for x in b.beda)]
    mulai = max(0, request.args.get("dari", 0, type=int))
    return render_template(
        "sekretariat/kepegawaian.html",
        instansi=instansi,
        hasil=hasil,
        baris=baris[mulai : mulai + MAKS_TAMPIL],
        sebelum=url_for("sekretariat.kepegawaian", jenis=jenis and jenis.value, dari=max(0, mulai - MAKS_TAMPIL))
        if mulai
        else None,
        sesudah=url_for("sekretariat.kepegawaian", jenis=jenis and jenis.value, dari=mulai + MAKS_TAMPIL)
        if len(baris) > mulai + MAKS_TAMPIL
        else None,
        jenis=jenis,
        label=LABEL_BEDA,
        riwayat=banding.riwayat_lembar(db.session(), instansi.id),
        kalimat=kalimat_beda,
    )


def kalimat_beda(satu: banding.Beda) -> object:
    """A finding as the reader reads it."""
    return banding.kalimat(satu, lambda hari: tanggal(hari, "d MMM y"))


@bp.route("/kepegawaian/bawa", methods=["GET", "POST"])
def bawa_lembar() -> ResponseReturnValue:
    """Choose the sheet; it is only looked at next."""
    instansi_lembar()
    form, status = LembarForm(), 200
    if not form.is_submitted():
        form.per_tanggal.data = hari_ini()
    else:
        status = SALAH
        kiriman = [(f.filename, f.stream) for f in request.files.getlist("berkas") if f.filename]
        try:
            if form.validate():
                (satu, *_lain) = unggahan.simpan_semua(titipan.penyimpanan(), kiriman, unggahan.JENIS_LEMBAR)
                tanda = titipan.tanda(UNTUK, form.per_tanggal.data.isoformat(), satu.sha256)
                return redirect(
                    url_for("sekretariat.periksa_lembar", hari=form.per_tanggal.data, tanda=tanda, nama=satu.nama_asli),
                    303,
                )
        except unggahan.BerkasDitolak as galat:
            form.berkas.errors = [galat.pesan]
            status = TERLALU_BESAR if galat.terlalu_besar else SALAH
        except MasukanSalah as galat:
            form.tempelkan(galat)
    return render_template(
        "sekretariat/bawa.html",
        form=form,
        batas=unggahan,
        maks_baris=MAKS_BARIS - 1,
        kolom=NAMA_KOLOM,
        wajib=KOLOM_WAJIB,
        remah=[*_remah(), (_("Bawa lembar"), None)],
    ), status


@bp.get("/kepegawaian/templat.xlsx")
def templat_lembar() -> ResponseReturnValue:
    """An empty sheet with the columns, NIP as text."""
    instansi_lembar()
    contoh: list[str | int | None] = [
        "999999999999999999", "Contoh Pegawai", "Z 000001", "1990-05-17", "III/a", "2019-04-01",
        "Pranata Komputer Ahli Pertama", "2019-04-01", "S1 Ilmu Komputer", "Unit Contoh",
    ]  # fmt: skip
    isi = tulis("Kepegawaian", [list(NAMA_KOLOM), contoh])
    return isi, {"Content-Type": TIPE, "Content-Disposition": "attachment; filename=kepegawaian.xlsx"}


@bp.route("/kepegawaian/periksa/<string:hari>/<string:tanda>", methods=["GET", "POST"])
def periksa_lembar(hari: str, tanda: str) -> ResponseReturnValue:
    """What the sheet holds, with every fault; kept only when it is confirmed, whole or not at all."""
    instansi = instansi_lembar()
    isi = titipan.isi(UNTUK, hari, tanda)
    per_tanggal = dt.date.fromisoformat(hari)
    form, status = SimpanForm(), 200
    nama = request.args.get("nama", "")[:200]
    if form.is_submitted():
        status = SALAH
        try:
            if form.validate():
                with transaction() as session:
                    _lembar, baru = layanan.simpan(
                        session, isi, nama or "lembar", instansi.id, per_tanggal, oleh=pelaku()
                    )
                flash(
                    _("Lembar disimpan. Perbedaannya tampil di bawah ini; tidak ada data yang diubah.")
                    if baru
                    else _("Lembar yang sama sudah tersimpan; tidak ada yang berubah."),
                    "success" if baru else "info",
                )
                return redirect(url_for("sekretariat.kepegawaian"), 303)
        except MasukanSalah as galat:
            form.tempelkan(galat)
        except LembarDitolak:
            pass  # the page below names every fault of the sheet
    return render_template(
        "sekretariat/periksa.html",
        form=form,
        hasil=layanan.pratinjau(db.session(), isi, instansi.id),
        per_tanggal=per_tanggal,
        maks_galat=MAKS_GALAT_TAMPIL,
        maks=PRATINJAU,
        alamat=url_for("sekretariat.periksa_lembar", hari=hari, tanda=tanda, nama=nama),
        remah=[*_remah(), (_("Periksa"), None)],
    ), status


def _remah() -> list[tuple[str, str | None]]:
    return [(_("Data kepegawaian"), url_for("sekretariat.kepegawaian"))]
