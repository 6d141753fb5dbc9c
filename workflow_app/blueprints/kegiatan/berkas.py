"""The proofs kept with an activity: to open, and to replace by a better one. The old one stays."""

import logging

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from sqlalchemy import select

from workflow_app.blueprints.kegiatan.dasar import bp, kegiatan_atau_404, remah
from workflow_app.errors import MasukanSalah, Refused
from workflow_app.extensions import db, transaction
from workflow_app.models import BerkasKegiatan, Kegiatan
from workflow_app.penyimpanan import BerkasRusak, BerkasTidakAda
from workflow_app.permissions import kegiatan_milik
from workflow_app.pesan import P_
from workflow_app.services import kegiatan as layanan
from workflow_app.services import unggahan
from workflow_app.web.berkas_masuk import SALAH, UnggahanSalah, simpan
from workflow_app.web.kolom import FormLangkah
from workflow_app.web.konteks import pelaku
from workflow_app.web.permintaan import rujukan
from workflow_app.web.unduhan import TAK_DIKENAL, TAMPIL, kirim_berkas

log = logging.getLogger(__name__)


class GantiForm(FormLangkah):
    """One file in the place of another."""

    berkas = FileField(_l("Berkas pengganti"))


@bp.get("/berkas/<int:id>/unduh")
def unduh(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """A proof of one's own log, also a replaced one."""
    query = (
        select(BerkasKegiatan)
        .join(Kegiatan, Kegiatan.id == BerkasKegiatan.kegiatan_id)
        .where(BerkasKegiatan.id == id, kegiatan_milik(pelaku()))
    )
    berkas = db.session.scalars(query).one_or_none()
    if berkas is None:
        abort(404)
    tipe = berkas.tipe if berkas.tipe in TAMPIL else TAK_DIKENAL
    try:
        return kirim_berkas(berkas.sha256, berkas.nama_asli, tipe, tampil=True)
    except (BerkasTidakAda, BerkasRusak) as galat:
        log.error("%s: %s (%s)", type(galat).__name__, berkas.sha256, rujukan())  # noqa: TRY400 - the place is known
        return render_template("dokumen/tidak_terbaca.html", rujukan=rujukan()), 500


@bp.route("/<int:id>/berkas/<int:berkas_id>/ganti", methods=["GET", "POST"])
def ganti(id: int, berkas_id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Choose the file that replaces this one."""
    kegiatan = kegiatan_atau_404(id)
    lama = next((b for b in kegiatan.berkas if b.id == berkas_id and b.digantikan_at is None), None)
    if lama is None:
        abort(404, P_("Berkas itu tidak ada pada kegiatan ini, atau sudah diganti."))
    if alasan := layanan.alasan_terkunci(kegiatan, pelaku()):
        raise Refused(alasan)
    form, status = GantiForm(version=kegiatan.version), 200
    if form.is_submitted():
        status = _ganti(kegiatan, lama, form)
        if status == 200:
            flash(_("Berkas diganti. Berkas lama tetap dapat dibuka."), "success")
            return redirect(url_for("kegiatan.ubah", id=id), 303)
    isi = {"kegiatan": kegiatan, "lama": lama, "form": form, "batas": unggahan}
    return render_template("kegiatan/ganti.html", remah=remah(P_("Ganti berkas")), **isi), status


def _ganti(kegiatan: Kegiatan, lama: BerkasKegiatan, form: GantiForm) -> int:
    """Replace the file; the status of the answer, with the reason at the field where it is not 200."""
    if not form.validate():
        return SALAH
    try:
        berkas = simpan("berkas")
        if not berkas:
            form.berkas.errors = [P_("Pilih berkas yang hendak diunggah.")]
            return SALAH
        with transaction() as session:
            layanan.ganti_berkas(session, kegiatan, lama.id, berkas[0], oleh=pelaku(), seen_version=form.version.data)
    except UnggahanSalah as galat:
        form.berkas.errors = [galat.pesan]
        return galat.status
    except MasukanSalah as galat:
        form.tempelkan(galat)
        return SALAH
    return 200
