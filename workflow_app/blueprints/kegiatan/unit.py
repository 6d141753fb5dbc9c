"""What a head sees of the logs under him: sums of credit at stake this quarter, by officer."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from workflow_app.blueprints.kegiatan.dasar import boleh_unit, bp
from workflow_app.extensions import db
from workflow_app.services.kerugian_unit import KEGIATAN_TERBANYAK, kerugian_unit
from workflow_app.web.konteks import hari_ini, pelaku

BARIS_TERBANYAK = 200


@bp.get("/unit")
def unit() -> ResponseReturnValue:
    """The quarter; nobody who leads nobody has this page."""
    if not boleh_unit(pelaku()):
        abort(404)
    hasil = kerugian_unit(db.session(), pelaku())
    return render_template(
        "kegiatan/unit.html",
        hasil=hasil,
        daftar=hasil.daftar[:BARIS_TERBANYAK],
        hari_ini=hari_ini(),
        batas=KEGIATAN_TERBANYAK,
    )
