"""The superior's own notes on items while he reads a statement; the return sends them."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workflow_app.blueprints.dupak.dasar import LENGKAP, bp, dupak_atau_404
from workflow_app.errors import MasukanSalah
from workflow_app.extensions import transaction
from workflow_app.services import catatan_butir as layanan
from workflow_app.web.alamat import kunci_dari
from workflow_app.web.bahasa import teks
from workflow_app.web.konteks import pelaku

AWALAN = "catatan_butir-"


@bp.post("/<int:id>/spmk/<string:kode>/catatan")
def catat_butir(id: int, kode: str) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Keep every note of the page, all or none; an empty one takes the note away."""
    dupak = dupak_atau_404(id, *LENGKAP)
    isi = {
        kunci: nilai
        for nama, nilai in request.form.items()
        if nama.startswith(AWALAN) and (kunci := kunci_dari(nama.removeprefix(AWALAN))) is not None
    }
    try:
        with transaction() as session:
            for item_id, nilai in isi.items():
                layanan.catat(session, dupak, item_id, nilai, oleh=pelaku())
        flash(_("Catatan tersimpan bagi Anda. Pegawai membacanya bila DUPAK dikembalikan."), "success")
    except MasukanSalah as galat:
        flash(" ".join(str(teks(p)) for p in galat.galat.values()), "danger")
    return redirect(url_for("dupak.spmk", id=id, kode=kode, _anchor="catatan"), 303)
