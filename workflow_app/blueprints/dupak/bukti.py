"""Putting a better proof in the place of a bad one; the old file stays readable in the item's history."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField

from workflow_app.blueprints.dupak.dasar import (
    BERBUTIR,
    bp,
    dupak_atau_404,
    hanya_bukti,
    item_atau_404,
    pastikan_terbuka,
    remah,
)
from workflow_app.blueprints.dupak.isian import SALAH, UnggahanSalah, simpan_berkas
from workflow_app.errors import MasukanSalah
from workflow_app.extensions import transaction
from workflow_app.models import BuktiFile, Dupak, ItemDupak
from workflow_app.pesan import P_
from workflow_app.services import unggahan
from workflow_app.services.butir import BerkasMasuk, pasang_bukti
from workflow_app.services.versi import pastikan_versi
from workflow_app.web.kolom import FormLangkah
from workflow_app.web.konteks import pelaku


class GantiForm(FormLangkah):
    """One file in the place of another."""

    berkas = FileField(_l("Berkas pengganti"))


def alamat_item(dupak: Dupak, item: ItemDupak) -> str:
    """Where the officer works on the proof of an item now: its own page, or the answer to the request."""
    if hanya_bukti(dupak):
        return url_for("dupak.kelengkapan", id=dupak.id, _anchor=f"butir-{item.id}")
    return url_for("dupak.ubah_butir", id=dupak.id, item_id=item.id)


@bp.route("/<int:id>/butir/<int:item_id>/bukti/<int:bukti_id>/ganti", methods=["GET", "POST"])
def ganti_bukti(id: int, item_id: int, bukti_id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Choose the file that replaces this one."""
    dupak = dupak_atau_404(id, *BERBUTIR)
    item = item_atau_404(dupak, item_id)
    lama = next((b for b in item.bukti if b.id == bukti_id and b.digantikan_at is None), None)
    if lama is None:
        abort(404, P_("Berkas itu tidak ada pada butir ini, atau sudah diganti."))
    pastikan_terbuka(dupak, item)
    form, status = GantiForm(version=dupak.version), 200
    if form.is_submitted():
        status = _ganti(dupak, item, lama, form)
        if status == 200:
            flash(_("Berkas diganti. Berkas lama tetap dapat dibuka pada riwayat butir."), "success")
            return redirect(alamat_item(dupak, item), 303)
    isi = {"item": item, "lama": lama, "form": form, "kembali": alamat_item(dupak, item), "batas": unggahan}
    jalan = remah(dupak, P_("Ganti berkas"))
    return render_template("dupak/ganti_bukti.html", dupak=dupak, remah=jalan, **isi), status


def _ganti(dupak: Dupak, item: ItemDupak, lama: BuktiFile, form: GantiForm) -> int:
    """Replace the file; the status of the answer, with the reason at the field where it is not 200."""
    if not form.validate():
        return SALAH
    try:
        berkas = simpan_berkas()
        if not berkas:
            form.berkas.errors = [P_("Pilih berkas yang hendak diunggah.")]
            return SALAH
        _pasang(dupak, item, lama, form, berkas[0])
    except UnggahanSalah as galat:
        form.berkas.errors = [galat.pesan]
        return galat.status
    except MasukanSalah as galat:
        form.tempelkan(galat)
        return SALAH
    return 200


def _pasang(dupak: Dupak, item: ItemDupak, lama: BuktiFile, form: GantiForm, berkas: BerkasMasuk) -> None:
    with transaction() as session:
        pastikan_versi(dupak, form.version.data)
        pasang_bukti(session, item, berkas, oleh=pelaku(), menggantikan_id=lama.id)
