"""The page of one catalogue item with its history, open to everybody who is signed in."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workflow_app.extensions import db
from workflow_app.models import ButirKegiatan
from workflow_app.permissions import boleh_ubah_katalog
from workflow_app.web.katalog import LABEL_TINDAKAN, beda_tampil, butir_tampil
from workflow_app.web.konteks import pelaku

bp = Blueprint("katalog", __name__, url_prefix="/katalog")


@bp.get("/<int:id>")
def lihat(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """The item as it is now, its sources, and every version it ever had."""
    isi = butir_tampil(db.get_or_404(ButirKegiatan, id))
    return render_template(
        "katalog/lihat.html",
        isi=isi,
        beda_tampil=beda_tampil,
        label_tindakan=LABEL_TINDAKAN,
        boleh_ubah=boleh_ubah_katalog(pelaku()),
        remah=[(_("Katalog"), None), (isi.butir.kode, None)],
    )
