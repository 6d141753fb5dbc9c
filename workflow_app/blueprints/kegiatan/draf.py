"""Drafts saved as typed while somebody types, and thrown away when he says so."""

from http import HTTPStatus

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workflow_app.blueprints.kegiatan.dasar import bp, kegiatan_atau_404
from workflow_app.blueprints.kegiatan.isian import ketikan, kunci_terkirim
from workflow_app.errors import Conflict, Refused
from workflow_app.extensions import db, transaction
from workflow_app.models import Kegiatan
from workflow_app.services import kegiatan as layanan
from workflow_app.waktu import utcnow
from workflow_app.web.kolom import FormLangkah
from workflow_app.web.konteks import pegawai, pelaku

BENTROK = HTTPStatus.CONFLICT.value
SALAH = HTTPStatus.UNPROCESSABLE_ENTITY.value


@bp.post("/draf")
def simpan_draf_baru() -> ResponseReturnValue:
    """Keep what was typed into the form of a new activity; the first time makes the draft."""
    kunci = kunci_terkirim()
    if kunci is None:
        return _jawab(None, SALAH)
    ada = layanan.cari_kunci(db.session(), kunci, pelaku())
    if ada is None and not ketikan():
        return "", HTTPStatus.NO_CONTENT.value
    return _simpan(ada, kunci)


@bp.post("/<int:id>/draf")
def simpan_draf(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Keep what was typed into the form of an activity beside what is saved."""
    return _simpan(kegiatan_atau_404(id), None)


def _simpan(kegiatan: Kegiatan | None, kunci: str | None) -> ResponseReturnValue:
    form = FormLangkah()
    if not form.validate():
        return _jawab(None, SALAH)
    try:
        with transaction() as session:
            kegiatan = layanan.simpan_draf(
                session,
                kegiatan,
                ketikan(),
                pegawai=pegawai(),
                oleh=pelaku(),
                kunci=kunci,
                seen_version=form.version.data,
                formulir=kunci_terkirim("formulir"),
            )
    except Conflict:
        return _jawab(None, BENTROK)
    except Refused:
        return _jawab(None, SALAH)
    return _jawab(kegiatan, HTTPStatus.OK.value)


def _jawab(kegiatan: Kegiatan | None, status: int) -> ResponseReturnValue:
    """The line beside the form: when it was kept, or why it was not."""
    isi = {"kegiatan": kegiatan, "saat": utcnow(), "status": status}
    return render_template("kegiatan/_draf.html", **isi), status


@bp.post("/<int:id>/buang-isian")
def buang_isian(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Throw away what was typed since the last saving; a draft that was never saved goes whole."""
    kegiatan = kegiatan_atau_404(id)
    form = FormLangkah()
    if not form.validate():
        return redirect(url_for("kegiatan.ubah", id=id), 303)
    with transaction() as session:
        if kegiatan.tanggal_selesai is None:
            layanan.hapus(session, kegiatan, oleh=pelaku(), seen_version=form.version.data)
        else:
            layanan.buang_isian(session, kegiatan, oleh=pelaku(), seen_version=form.version.data)
    flash(_("Ketikan yang belum disimpan dibuang."), "success")
    if kegiatan.tanggal_selesai is None:
        return redirect(url_for("kegiatan.daftar"), 303)
    return redirect(url_for("kegiatan.ubah", id=id), 303)
