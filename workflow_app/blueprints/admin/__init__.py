"""The administrator's screens: who works here, in which role, with which account, and what the machine is busy with.

An administrator takes part in no case; his changes are recorded in a table of their own.
"""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select

from workflow_app import outbox
from workflow_app.blueprints.admin import (
    akun,
    hitung_ulang,
    impor_katalog,
    katalog,
    organisasi,
    pegawai,
    peran,
    riwayat,
    surat,
    tim,
)
from workflow_app.extensions import db
from workflow_app.models import Peran, StatusSurat, Surat
from workflow_app.pesan import N_
from workflow_app.web import menu
from workflow_app.web.penjaga import wajib_peran

bp = Blueprint("admin", __name__, url_prefix="/admin")

PEMBACA = (Peran.ADMIN, Peran.AUDITOR)
DIBACA_AUDITOR = frozenset({"admin.riwayat", "admin.hitung_ulang"})
"""What administrators did, and which claims come out otherwise, is read by the auditor too; nothing else here is."""


@bp.before_request
def _jaga() -> None:
    wajib_peran(*(PEMBACA if request.blueprint in DIBACA_AUDITOR else (Peran.ADMIN,)))()


for bagian in (organisasi, pegawai, peran, tim, akun, katalog, impor_katalog, surat, riwayat, hitung_ulang):
    bp.register_blueprint(bagian.bp)

menu.daftarkan(bp, menu.Entri("admin.beranda", N_("Admin"), "gear", 90, lambda p: p.punya(Peran.ADMIN)))
menu.daftarkan(
    bp,
    menu.Entri(
        "admin.riwayat.daftar",
        N_("Riwayat administrator"),
        "journal-text",
        90,
        lambda p: p.punya(Peran.AUDITOR) and not p.punya(Peran.ADMIN),
    ),
)
menu.daftarkan(
    bp,
    menu.Entri(
        "admin.hitung_ulang.daftar",
        N_("Hitung ulang"),
        "arrow-clockwise",
        91,
        lambda p: p.punya(Peran.AUDITOR) and not p.punya(Peran.ADMIN),
    ),
)


@bp.get("")
def beranda() -> ResponseReturnValue:
    """The administrator's first page: the ways to everything, and what needs a look."""
    gagal = db.session.scalar(select(func.count()).select_from(Surat).where(Surat.status == StatusSurat.GAGAL))
    return render_template("admin/beranda.html", tunggakan=outbox.tunggakan(db.session()), surat_gagal=gagal or 0)
