"""The record of administrators' changes, for themselves and for the auditor. Only read."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from workflow_app.blueprints.admin import label
from workflow_app.blueprints.admin.pegawai import nama_pegawai
from workflow_app.models import CatatanAdmin, Peran
from workflow_app.web.halaman import halaman
from workflow_app.web.konteks import pelaku

bp = Blueprint("riwayat", __name__, url_prefix="/riwayat")


@bp.get("")
def daftar() -> ResponseReturnValue:
    """Changes, newest first, of one kind of row or of all."""
    dipilih = request.args.get("tabel", "")
    query = select(CatatanAdmin)
    if dipilih in label.TABEL:
        query = query.where(CatatanAdmin.tabel == dipilih)
    isi = halaman(query, CatatanAdmin.id)
    ids = {c.pelaku_id for c in isi.baris if c.pelaku_id}
    return render_template(
        "admin/riwayat.html",
        daftar=isi,
        nama=nama_pegawai(ids),
        beda={c.id: _beda(c.sebelum, c.sesudah) for c in isi.baris},
        label=label,
        dipilih=dipilih,
        remah=[*_induk(), (_("Riwayat perubahan"), None)],
    )


def _induk() -> list[tuple[str, str | None]]:
    """The way up, for those who may go there."""
    return [(_("Admin"), url_for("admin.beranda"))] if pelaku().punya(Peran.ADMIN) else []


def _beda(sebelum: Mapping[str, Any], sesudah: Mapping[str, Any]) -> list[tuple[str, Any, Any]]:
    """Column, old value, new value; columns that hold nothing on either side are left out."""
    kolom = {**sebelum, **sesudah}
    baris = [(nama, sebelum.get(nama), sesudah.get(nama)) for nama in kolom]
    return [(nama, lama, baru) for nama, lama, baru in baris if lama not in (None, "") or baru not in (None, "")]
