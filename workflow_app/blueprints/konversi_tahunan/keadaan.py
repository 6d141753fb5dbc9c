"""The state of a year: how many conversions in which state and unit, and with which evaluator they wait."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from workflow_app.blueprints.konversi_tahunan.dasar import lingkup_diminta, remah
from workflow_app.extensions import db
from workflow_app.models import Konversi
from workflow_app.permissions import terlihat
from workflow_app.pesan import Pesan
from workflow_app.services.keadaan_konversi import TERBUKA, URUTAN, keadaan_tahun, milik_tahun
from workflow_app.services.tahun_kinerja import pilihan_tahun
from workflow_app.states.engine import workflow_of
from workflow_app.web.alamat import kunci_dari
from workflow_app.web.beku import masa_konversi
from workflow_app.web.halaman import halaman
from workflow_app.web.konteks import hari_ini, pelaku

bp = Blueprint("keadaan", __name__)


@bp.get("/keadaan")
def lihat() -> ResponseReturnValue:
    """Counts by unit and evaluator, and every case that is not determined yet."""
    lingkup = lingkup_diminta()
    keadaan = keadaan_tahun(db.session(), lingkup.instansi.id, lingkup.unit_id, lingkup.tahun)
    penilai = kunci_dari(request.args.get("penilai", ""))
    query = terlihat(select(Konversi), Konversi, pelaku()).where(
        *milik_tahun(lingkup.instansi.id, lingkup.unit_id, lingkup.tahun), Konversi.state.in_(TERBUKA)
    )
    if penilai is not None:
        query = query.where(Konversi.penilai_id == penilai)
    lembar = halaman(
        query.options(joinedload(Konversi.subjek).raiseload("*"), joinedload(Konversi.penilai).raiseload("*")),
        Konversi.state_since,
        Konversi.id,
        turun=False,
    )
    label = {s: Pesan(nama) for s, nama in workflow_of(Konversi).label.items()}
    return render_template(
        "konversi_tahunan/keadaan.html",
        lingkup=lingkup,
        semua_tahun=pilihan_tahun(hari_ini()),
        keadaan=keadaan,
        urutan=[(s, label[s]) for s in URUTAN],
        kolom_state=[{"label": label[s], "angka": True} for s in URUTAN],
        lembar=lembar,
        label=label,
        masa=masa_konversi,
        penilai=next((p for p in keadaan.penilai if p.penilai_id == penilai), None),
        hari_ini=hari_ini(),
        remah=remah((_("Keadaan %(tahun)s", tahun=str(lingkup.tahun)), None)),
    )
