"""Officers whose conventional credit is still to be turned over, and the cases that the reader may see."""

from dataclasses import dataclass

from flask import render_template, request
from sqlalchemy import select
from sqlalchemy.orm import joinedload, raiseload

from workflow_app.blueprints.pak_integrasi.dasar import CALON, bp
from workflow_app.extensions import db
from workflow_app.models import PakIntegrasi, PakIntegrasiState, Pegawai, Peran
from workflow_app.permissions import Pelaku, terlihat
from workflow_app.pesan import Pesan
from workflow_app.services import keadaan
from workflow_app.services.calon_integrasi import calon, saldo_konvensional
from workflow_app.services.pak_integrasi import aturan_lama
from workflow_app.web.beku import jenjang
from workflow_app.web.halaman import halaman
from workflow_app.web.konteks import pelaku


@dataclass(frozen=True)
class BarisPerkara:
    """One case in words."""

    obj: PakIntegrasi
    label: Pesan


@bp.get("")
def daftar() -> str:
    """Officers who are still to be turned over, for their personnel office; the cases that the reader may see."""
    orang = pelaku()
    petugas = orang.punya(Peran.KEPEGAWAIAN)
    if petugas and request.args.get("daftar", CALON) == CALON:
        return _daftar_calon(orang)
    query = terlihat(select(PakIntegrasi), PakIntegrasi, orang).options(
        joinedload(PakIntegrasi.subjek).load_only(Pegawai.nama).raiseload("*"), raiseload("*")
    )
    dipilih = next((s for s in PakIntegrasiState if s.value == request.args.get("keadaan")), None)
    if dipilih is not None:
        query = query.where(PakIntegrasi.state == dipilih)
    lembar = halaman(query, PakIntegrasi.id)
    return render_template(
        "pak_integrasi/daftar.html",
        baris=[
            BarisPerkara(p, keadaan.label("pak_integrasi", p.state, umum=p.subjek_id == orang.pegawai_id))
            for p in lembar.baris
        ],
        lembar=lembar,
        petugas=petugas,
        keadaan=dipilih,
        semua_keadaan=[(s.value, keadaan.label("pak_integrasi", s)) for s in PakIntegrasiState],
        jenjang=jenjang,
    )


def _daftar_calon(orang: Pelaku) -> str:
    query = calon(orang).options(joinedload(Pegawai.unit).raiseload("*"), raiseload("*"))
    lembar = halaman(query, Pegawai.nama, Pegawai.id, turun=False)
    lama = [a.kunci for a in aturan_lama()]
    return render_template(
        "pak_integrasi/calon.html",
        lembar=lembar,
        aturan=lama,
        saldo=saldo_konvensional(db.session(), [p.id for p in lembar.baris]),
    )
