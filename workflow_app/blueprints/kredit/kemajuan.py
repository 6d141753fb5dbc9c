"""Progress of an officer: credit per rule set and element, and every condition of the next rank and level."""

from flask import Blueprint, render_template

from workflow_app.blueprints.kredit.dasar import alamat_draf, pegawai_atau_404, remah
from workflow_app.blueprints.kredit.gambar import batang
from workflow_app.extensions import db
from workflow_app.models import Dupak, Pegawai
from workflow_app.permissions import boleh_melihat
from workflow_app.pesan import P_
from workflow_app.services.rekening import Rekening, rekening
from workflow_app.web.konteks import hari_ini, pegawai, pelaku

bp = Blueprint("kemajuan", __name__)


@bp.get("/kemajuan")
def saya() -> str:
    """One's own progress."""
    return _halaman(db.session.get_one(Pegawai, pegawai().id))


@bp.get("/<int:pegawai_id>/kemajuan")
def akun(pegawai_id: int) -> str:
    """The progress of an officer."""
    return _halaman(pegawai_atau_404(pegawai_id))


def _halaman(pemilik: Pegawai) -> str:
    buku = rekening(db.session(), pemilik, hari_ini())
    return render_template(
        "kredit/kemajuan.html",
        pemilik=pemilik,
        buku=buku,
        draf=alamat_draf(pemilik) if buku and buku.akun else None,
        klaim=_klaim(buku) if buku else {},
        batang=batang,
        remah=[*remah(pemilik), (P_("Kemajuan"), None)],
    )


def _klaim(buku: Rekening) -> dict[str, Dupak]:
    """By rule set the claim behind the new credit, where the reader may open it."""
    hasil = {}
    for kunci, saldo in buku.saldo.items():
        dupak = db.session.get(Dupak, saldo.dupak_id) if saldo.dupak_id else None
        if dupak is not None and boleh_melihat(db.session(), pelaku(), dupak):
            hasil[kunci] = dupak
    return hasil
