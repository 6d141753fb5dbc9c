"""Who has not handed in a claim this year: the list of the secretariat."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from workflow_app.blueprints.kegiatan.dasar import boleh_wajib, bp
from workflow_app.extensions import db
from workflow_app.models import Pegawai
from workflow_app.permissions import wajib_terlihat
from workflow_app.services import wajib_dupak
from workflow_app.web.halaman import halaman
from workflow_app.web.konteks import hari_ini, pelaku


@bp.get("/wajib-dupak")
def wajib() -> ResponseReturnValue:
    """The officers of the reader's scope without a claim this year, with the day on which one is due."""
    if not boleh_wajib(pelaku()):
        abort(404)
    if not wajib_dupak.berlaku(hari_ini()):
        return render_template("kegiatan/wajib.html", berlaku=False, tahun=str(hari_ini().year))
    syarat = (wajib_terlihat(pelaku()), wajib_dupak.menjabat(hari_ini()))
    belum = wajib_dupak.belum_mengusulkan(hari_ini())
    lembar = halaman(
        select(Pegawai).where(*syarat, belum).options(joinedload(Pegawai.unit)), Pegawai.nama, Pegawai.id, turun=False
    )
    semua, jumlah = db.session.execute(
        select(func.count(Pegawai.id), func.count(Pegawai.id).filter(belum)).where(*syarat)
    ).one()
    return render_template(
        "kegiatan/wajib.html",
        berlaku=True,
        tahun=str(hari_ini().year),
        lembar=lembar,
        wajib=wajib_dupak.wajib(db.session(), [p.id for p in lembar.baris], hari_ini()),
        semua=semua,
        jumlah=jumlah,
    )
