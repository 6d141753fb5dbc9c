"""The blueprint of the secretariat's desk, and whose institution a page is about."""

from collections.abc import Collection

from flask import Blueprint, abort

from workflow_app.extensions import db
from workflow_app.models import Instansi
from workflow_app.permissions import instansi_kepegawaian, instansi_sekretariat
from workflow_app.pesan import N_
from workflow_app.web import menu
from workflow_app.web.konteks import pelaku

bp = Blueprint("sekretariat", __name__, url_prefix="/sekretariat")

menu.daftarkan(
    bp,
    menu.Entri(
        "sekretariat.kepegawaian",
        N_("Data kepegawaian"),
        "people",
        58,
        lambda orang: bool(instansi_kepegawaian(orang)),
    ),
)
menu.daftarkan(
    bp,
    menu.Entri(
        "sekretariat.daftar_berkas",
        N_("Daftar berkas"),
        "list-check",
        59,
        lambda orang: bool(instansi_sekretariat(orang)),
    ),
)


def instansi_atau_404(semua: Collection[int]) -> Instansi:
    """The institution in which the reader holds the office; 404 for everybody else."""
    if not semua:
        abort(404)
    return db.session.get_one(Instansi, min(semua))


def instansi_daftar() -> Instansi:
    """The institution whose checklist the reader keeps."""
    return instansi_atau_404(instansi_sekretariat(pelaku()))


def instansi_lembar() -> Instansi:
    """The institution whose personnel sheet the reader brings."""
    return instansi_atau_404(instansi_kepegawaian(pelaku()))
