"""The superior's own notes on items while he reads a statement; the return sends them."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workflow_app.blueprints.dupak.dasar import LENGKAP, bp, dupak_atau_404
from workflow_app.blueprints.dupak.spmk import tampil_spmk
from workflow_app.errors import Conflict, MasukanSalah
from workflow_app.extensions import db, transaction
from workflow_app.services import catatan_butir as layanan
from workflow_app.web.alamat import kunci_dari
from workflow_app.web.konteks import pelaku

AWALAN, AWALAN_SEMULA = "catatan_butir-", "semula-"


@bp.post("/<int:id>/spmk/<string:kode>/catatan")
def catat_butir(id: int, kode: str) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Keep what was changed on the page, all or none; an empty text takes its note away."""
    dupak = dupak_atau_404(id, *LENGKAP)
    isi, semula = _per_butir(AWALAN), _per_butir(AWALAN_SEMULA)
    try:
        with transaction() as session:
            layanan.catat_halaman(session, dupak, isi, semula, oleh=pelaku())
    except (Conflict, MasukanSalah) as galat:
        db.session.rollback()
        bentrok = isinstance(galat, Conflict)
        pesan = [galat.pesan] if isinstance(galat, Conflict) else list(galat.galat.values())
        ketikan = {i: t for i, t in isi.items() if layanan.sidik_teks(t) != semula.get(i, "")}
        return tampil_spmk(dupak_atau_404(id, *LENGKAP), kode, ketikan, pesan), 409 if bentrok else 422
    flash(_("Catatan tersimpan bagi Anda. Pegawai membacanya bila DUPAK dikembalikan."), "success")
    return redirect(url_for("dupak.spmk", id=id, kode=kode, _anchor="catatan"), 303)


def _per_butir(awalan: str) -> dict[int, str]:
    return {
        kunci: nilai
        for nama, nilai in request.form.items()
        if nama.startswith(awalan) and (kunci := kunci_dari(nama.removeprefix(awalan))) is not None
    }
