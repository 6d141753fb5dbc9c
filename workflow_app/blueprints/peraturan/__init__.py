"""The rules and their versions: read by everybody who is signed in, corrected by administrators."""

from flask import Blueprint

from workflow_app.blueprints.peraturan import lihat, rancangan
from workflow_app.pesan import N_
from workflow_app.web import menu

bp = Blueprint("peraturan", __name__, url_prefix="/admin/peraturan")
bp.register_blueprint(lihat.bp)
bp.register_blueprint(rancangan.bp)

menu.daftarkan(bp, menu.Entri("peraturan.lihat.daftar", N_("Peraturan"), "book", 85, lambda _orang: True))
