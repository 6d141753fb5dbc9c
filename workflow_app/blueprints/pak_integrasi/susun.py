"""Drawing up an integration, after a look at what would come out of it, and computing a draft anew."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workflow_app.blueprints.pak_integrasi.akun import Akun
from workflow_app.blueprints.pak_integrasi.dasar import PotongForm, bp, muat, remah
from workflow_app.errors import Alasan, Conflict, MasukanSalah, Refused
from workflow_app.extensions import db, transaction
from workflow_app.kalkulator.dasar import NOL
from workflow_app.models import PakIntegrasi, Pegawai
from workflow_app.pesan import P_, Pesan
from workflow_app.services import pak_integrasi as layanan
from workflow_app.web.kolom import VersiField
from workflow_app.web.konteks import pelaku
from workflow_app.web.orang import pegawai_atau_404
from workflow_app.web.perkara import halaman_berubah

SALAH = 422
BAIK = 200


class UbahForm(PotongForm):
    """The same for a draft that exists."""

    version = VersiField()


@bp.route("/susun/<int:pegawai_id>", methods=["GET", "POST"])
def susun(pegawai_id: int) -> ResponseReturnValue:
    """Draw up the integration of an officer, after a look at what would come out of it."""
    pegawai = pegawai_atau_404(pegawai_id)
    form, alasan = PotongForm(), tuple[Alasan, ...]()
    if form.validate_on_submit():
        try:
            with transaction() as session:
                obj = layanan.susun(
                    session,
                    session.get_one(Pegawai, pegawai.id),
                    oleh=pelaku(),
                    potong_profesi=form.potong_profesi.data or NOL,
                )
        except MasukanSalah as galat:
            form.tempelkan(galat)
        except Refused as galat:
            if galat.tentang_hak:
                raise
            alasan = galat.alasan
        else:
            flash(_("PAK integrasi disusun. Periksa angkanya, lalu paraf."), "success")
            return redirect(url_for("pak_integrasi.lihat", id=obj.id), 303)
        pegawai = pegawai_atau_404(pegawai_id)
    rincian, halangan = _pratinjau(pegawai)
    return render_template(
        "pak_integrasi/susun.html",
        pegawai=pegawai,
        form=form,
        alasan=alasan,
        akun=Akun.dari(rincian) if rincian else None,
        halangan=halangan,
        remah=[(P_("PAK integrasi"), url_for("pak_integrasi.daftar")), (P_("Susun PAK integrasi"), None)],
    ), SALAH if form.is_submitted() else BAIK


def _pratinjau(pegawai: Pegawai) -> tuple[dict[str, Any] | None, Sequence[Pesan]]:
    """The figures without a deduction, computed for this page alone; or why there are none."""
    bayangan = PakIntegrasi(subjek_id=pegawai.id, subjek=pegawai, instansi_id=pegawai.instansi_id, potong_profesi=NOL)
    try:
        return layanan.hitung(db.session(), bayangan, pelaku().hari_ini), ()
    except MasukanSalah as galat:
        return None, list(galat.galat.values())


@bp.route("/<int:id>/perbarui", methods=["GET", "POST"])
def perbarui(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Compute the draft anew, with another deduction where one was forgotten."""
    obj = muat(id)
    if request.method != "POST":
        layanan.pastikan_boleh_mengubah(db.session(), obj, pelaku())
    form = UbahForm(data={"version": obj.version, "potong_profesi": obj.potong_profesi or None})
    if form.validate_on_submit():
        try:
            with transaction() as session:
                layanan.perbarui(
                    session,
                    obj,
                    oleh=pelaku(),
                    potong_profesi=form.potong_profesi.data or NOL,
                    seen_version=form.version.data,
                )
        except MasukanSalah as galat:
            form.tempelkan(galat)
        except Conflict as galat:
            return halaman_berubah(obj, galat, form.version.data)
        else:
            flash(_("PAK integrasi dihitung kembali."), "success")
            return redirect(url_for("pak_integrasi.lihat", id=obj.id), 303)
        obj = muat(id)
    return render_template(
        "pak_integrasi/perbarui.html", obj=obj, form=form, remah=remah(obj, P_("Hitung kembali"))
    ), SALAH if form.is_submitted() else BAIK
