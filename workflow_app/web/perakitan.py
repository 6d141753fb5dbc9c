"""Puts the application together: settings, extensions, the parts of `web/`, the blueprints. Nothing else."""

from collections.abc import Callable

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from workflow_app import audit, koneksi
from workflow_app.blueprints import ALL
from workflow_app.config import Settings
from workflow_app.extensions import csrf, db, limiter, login_manager, pengaturan_flask
from workflow_app.web import alamat, aset, bahasa, bingkai, galat, katalog, keamanan, konteks, penjaga, permintaan, sesi

PEMASANG: tuple[Callable[[Flask], None], ...] = (
    alamat.pasang,
    bahasa.pasang,
    sesi.pasang,
    penjaga.pasang,
    galat.pasang,
    bingkai.pasang,
    keamanan.pasang,
    aset.pasang,
    katalog.pasang,
)
"""The parts of `web/` that attach themselves to the application, in the order of their hooks."""


def rakit(settings: Settings | None) -> Flask:
    """Build the application. Raises PengaturanSalah for settings that cannot be used."""
    settings = settings or Settings.from_env()
    app = Flask("workflow_app", instance_path=str(settings.INSTANCE_DIR))
    app.config.from_mapping(pengaturan_flask(settings))
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {
        **koneksi.opsi_engine(settings.database_url),
        "hide_parameters": True,  # an error in the log names the statement, not the people in it
    }
    app.jinja_env.undefined = StrictUndefined
    if hops := settings.PROXY_HOPS:
        proksi = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)
        app.wsgi_app = proksi  # type: ignore[method-assign]  # as Flask's own manual has it
    audit.pasang_kunci(settings.AUDIT_KEY)
    konteks.pasang(app, settings)
    permintaan.pasang(app)  # first: every later hook may read the database
    for ekstensi in (db, csrf, limiter):
        ekstensi.init_app(app)
    login_manager.init_app(app, add_context_processor=False)  # an error page must not load the user again
    with app.app_context():
        koneksi.pasang(db.engine)
    for pasang in PEMASANG:
        pasang(app)
    for blueprint in ALL:
        app.register_blueprint(blueprint)
    return app
