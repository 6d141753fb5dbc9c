"""The assessment calendar of the reader's institution: cycles as table and picture, cut-off, next plenaries."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload
from wtforms.validators import StopValidation

from workflow_app.blueprints.kalender.gambar import KEPALA, LEBAR_MINGGU, MINGGU, Gambar, gambar, keadaan
from workflow_app.extensions import db, transaction
from workflow_app.models import Instansi, Peran, Putaran, Sidang, SidangState
from workflow_app.permissions import Pelaku, terlihat
from workflow_app.pesan import N_, P_
from workflow_app.services import kalender as layanan
from workflow_app.web.kolom import BilanganField, Formulir
from workflow_app.web.konteks import hari_ini, pegawai, pelaku
from workflow_app.web.menu import Entri, daftarkan
from workflow_app.web.perkara import alamat_perkara

bp = Blueprint("kalender", __name__, url_prefix="/kalender")
daftarkan(bp, Entri("kalender.lihat", N_("Kalender penilaian"), "calendar3", 70, lambda _orang: True))

TAHUN_AWAL = 2003
"""Year of the oldest rule set."""
TAHUN_KE_DEPAN = 3
"""How far ahead a calendar is made: holidays further on are mere estimates."""
SIDANG_TERBUKA = (SidangState.DIJADWALKAN, SidangState.BERLANGSUNG, SidangState.DISKORS)


class TahunForm(Formulir):
    """The year whose cycles are to be made."""

    tahun = BilanganField(_l("Tahun sidang"))

    def validate_tahun(self, field: BilanganField) -> None:
        """Within the reach of rules and holidays."""
        batas = _batas_tahun()
        if field.data not in batas:
            raise StopValidation(
                P_("Tulis tahun dari %(awal)s sampai %(akhir)s.", awal=str(batas[0]), akhir=str(batas[-1]))
            )


@dataclass(frozen=True)
class Isi:
    """One cycle as the page shows it."""

    putaran: Putaran
    gambar: Gambar
    keadaan: str


@bp.get("")
def lihat() -> ResponseReturnValue:
    """The cycles of this year."""
    return _halaman(hari_ini().year)


@bp.get("/<int:tahun>")
def tahun(tahun: int) -> ResponseReturnValue:
    """The cycles of another year."""
    if tahun not in _batas_tahun():
        abort(404)
    return _halaman(tahun)


@bp.post("/buat")
def buat() -> ResponseReturnValue:
    """Make the cycles of a year from the weekly defaults; existing ones stay as they are."""
    instansi_id = pegawai().instansi_id
    if not _boleh_membuat(pelaku(), instansi_id):
        abort(403)
    form = TahunForm()
    if not form.validate_on_submit():
        return _halaman(hari_ini().year, form), 422
    tahun_baru: int = form.tahun.data
    with transaction() as session:
        layanan.buat_tahun(session, session.get_one(Instansi, instansi_id), tahun_baru)
    flash(_("Kalender %(tahun)s siap.", tahun=tahun_baru), "success")
    return redirect(url_for("kalender.tahun", tahun=tahun_baru), 303)


def _batas_tahun() -> range:
    return range(TAHUN_AWAL, hari_ini().year + TAHUN_KE_DEPAN + 1)


def _boleh_membuat(orang: Pelaku, instansi_id: int) -> bool:
    """The calendar belongs to the secretariat of the institution."""
    return any(t.peran is Peran.SEKRETARIAT and t.instansi_id == instansi_id for t in orang.tugas)


def _halaman(tahun: int, form: TahunForm | None = None) -> str:
    instansi = db.session.get_one(Instansi, pegawai().instansi_id)
    hari = hari_ini()
    putaran = db.session.scalars(
        select(Putaran)
        .where(Putaran.instansi_id == instansi.id, Putaran.tahun == tahun)
        .options(selectinload(Putaran.tahap))
        .order_by(Putaran.kode)
    ).all()
    batas = _batas_tahun()
    boleh = _boleh_membuat(pelaku(), instansi.id)
    return render_template(
        "kalender/lihat.html",
        instansi=instansi,
        tahun=tahun,
        daftar=[_isi(p, hari) for p in putaran],
        sidang=_sidang_berikut(hari),
        form=form or (TahunForm(data={"tahun": tahun if not putaran else tahun + 1}) if boleh else None),
        tahun_lalu=tahun - 1 if tahun - 1 in batas else None,
        tahun_depan=tahun + 1 if tahun + 1 in batas else None,
        minggu=MINGGU,
        lebar_minggu=LEBAR_MINGGU,
        kepala=KEPALA,
        alamat_perkara=alamat_perkara,
    )


def _isi(putaran: Putaran, hari: dt.date) -> Isi:
    mulai, selesai = min(t.mulai for t in putaran.tahap), max(t.selesai for t in putaran.tahap)
    return Isi(putaran, gambar(putaran, hari), keadaan(mulai, selesai, hari))


def _sidang_berikut(hari: dt.date) -> Sequence[Sidang]:
    """The next open plenaries that the reader may see."""
    query = terlihat(select(Sidang), Sidang, pelaku()).where(Sidang.state.in_(SIDANG_TERBUKA), Sidang.tanggal >= hari)
    return db.session.scalars(query.options(joinedload(Sidang.tim)).order_by(Sidang.tanggal, Sidang.id).limit(3)).all()
