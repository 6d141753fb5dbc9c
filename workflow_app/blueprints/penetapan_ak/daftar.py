"""Determinations that the reader may see, and the opening of one on request."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, raiseload

from workflow_app.blueprints.penetapan_ak.dasar import bp, membaca_banyak
from workflow_app.errors import Alasan, MasukanSalah, Refused
from workflow_app.extensions import db, transaction
from workflow_app.models import Pegawai, PenetapanAk, PenetapanAkState, Peran
from workflow_app.permissions import Pelaku, terlihat
from workflow_app.pesan import P_, Pesan
from workflow_app.services import keadaan
from workflow_app.services import penetapan_ak as layanan
from workflow_app.services.penugasan import nama_unit
from workflow_app.web.beku import cukup_untuk
from workflow_app.web.halaman import halaman
from workflow_app.web.kolom import Formulir, TeksPanjangField
from workflow_app.web.konteks import pelaku
from workflow_app.web.orang import cari, halaman_pilih, pegawai_atau_404, unit_pembaca

SAYA = "saya"
SALAH = 422
BAIK = 200


class BukaForm(Formulir):
    """Why a determination is asked for."""

    catatan = TeksPanjangField(_l("Keperluan"), wajib=False, description=P_("Boleh dikosongkan."))


@dataclass(frozen=True)
class BarisPenetapan:
    """One determination in words."""

    obj: PenetapanAk
    label: Pesan
    tujuan: Sequence[Pesan]


@bp.get("")
def daftar() -> str:
    """The list, the newest case first, by unit and state."""
    orang = pelaku()
    semua = membaca_banyak(orang)
    milik_saya = orang.pernah_menjabat and (not semua or request.args.get("milik") == SAYA)
    unit = unit_pembaca(orang) if semua and not milik_saya else ()
    saringan = _saringan(unit)
    lembar = halaman(_saring(_dasar(orang, milik_saya=milik_saya), saringan), PenetapanAk.id)
    return render_template(
        "penetapan_ak/daftar.html",
        baris=[_baris(p, orang) for p in lembar.baris],
        lembar=lembar,
        semua=semua,
        milik_saya=milik_saya,
        pengguna_menjabat=orang.pernah_menjabat,
        boleh_membuka=orang.pernah_menjabat or orang.punya(Peran.KEPEGAWAIAN),
        saringan=saringan,
        disaring=any(saringan.values()),
        semua_unit=unit,
        semua_keadaan=[(s.value, keadaan.label("penetapan_ak", s)) for s in PenetapanAkState],
        nama_unit=nama_unit(db.session(), lembar.baris) if not milik_saya else {},
    )


def _dasar(orang: Pelaku, *, milik_saya: bool) -> Select[PenetapanAk]:
    query = terlihat(select(PenetapanAk), PenetapanAk, orang).options(
        joinedload(PenetapanAk.subjek).load_only(Pegawai.nama).raiseload("*"), raiseload("*")
    )
    return query.where(PenetapanAk.subjek_id == orang.pegawai_id) if milik_saya else query


def _saringan(unit: Sequence[tuple[int, str]]) -> dict[str, Any]:
    """The filters of the address; one that the page does not offer is left out."""
    unit_dipilih, keadaan_dipilih = request.args.get("unit", type=int), request.args.get("keadaan")
    return {
        "unit": unit_dipilih if unit_dipilih in {id_ for id_, _nama in unit} else None,
        "keadaan": next((s for s in PenetapanAkState if s.value == keadaan_dipilih), None),
    }


def _saring(query: Select[PenetapanAk], saringan: dict[str, Any]) -> Select[PenetapanAk]:
    kolom = {"unit": PenetapanAk.unit_id, "keadaan": PenetapanAk.state}
    return query.where(*(kolom[nama] == nilai for nama, nilai in saringan.items() if nilai is not None))


def _baris(obj: PenetapanAk, orang: Pelaku) -> BarisPenetapan:
    label = keadaan.label("penetapan_ak", obj.state, umum=obj.subjek_id == orang.pegawai_id)
    return BarisPenetapan(obj, label, cukup_untuk(obj.rincian))


@bp.post("/baru/cari")
def cari_pegawai() -> ResponseReturnValue:
    """Look for the officer for whom the personnel office opens a determination."""
    return cari("penetapan_ak.baru")


@bp.route("/baru", methods=["GET", "POST"])
def baru() -> ResponseReturnValue:
    """Open a draft on request; an office that serves many first says for whom."""
    orang = pelaku()
    untuk = request.args.get("pegawai", type=int)
    remah = [(P_("Penetapan AK"), url_for("penetapan_ak.daftar")), (P_("Minta penetapan"), None)]
    if untuk is None and orang.punya(Peran.KEPEGAWAIAN):
        return halaman_pilih(
            _("Minta penetapan untuk siapa?"),
            tujuan="penetapan_ak.baru",
            cari="penetapan_ak.cari_pegawai",
            batal=url_for("penetapan_ak.daftar"),
            remah=remah,
        )
    pegawai = pegawai_atau_404(untuk if untuk is not None else orang.pegawai_id or 0)
    form, alasan = BukaForm(), tuple[Alasan, ...]()
    if form.validate_on_submit():
        try:
            with transaction() as session:
                obj = layanan.buka(session, session.get_one(Pegawai, pegawai.id), oleh=orang, catatan=form.catatan.data)
        except MasukanSalah as galat:
            form.tempelkan(galat)
        except Refused as galat:
            if galat.tentang_hak:
                raise
            alasan = galat.alasan
        else:
            flash(_("Draf penetapan dibuka dan menunggu Pejabat Penilai Kinerja."), "success")
            return redirect(url_for("penetapan_ak.lihat", id=obj.id), 303)
        pegawai = pegawai_atau_404(pegawai.id)
    return render_template(
        "penetapan_ak/baru.html",
        form=form,
        pegawai=pegawai,
        sendiri=pegawai.id == orang.pegawai_id,
        draf=layanan.draf(db.session(), pegawai.id),
        alasan=alasan,
        url=url_for("penetapan_ak.baru", pegawai=untuk),
        remah=remah,
    ), SALAH if form.is_submitted() else BAIK
