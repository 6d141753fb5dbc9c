"""Conversions that the reader may see: an officer's own, an institution's, those that lay before an evaluator."""

from dataclasses import dataclass
from typing import Any

from flask import render_template, request
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, raiseload

from workflow_app.blueprints.konversi.dasar import bp, membaca_banyak, menilai
from workflow_app.extensions import db
from workflow_app.models import Konversi, KonversiState, Pegawai, Peran
from workflow_app.permissions import Pelaku, terlihat
from workflow_app.pesan import Pesan
from workflow_app.services import keadaan
from workflow_app.services.penugasan import nama_unit
from workflow_app.services.usul_konversi import tahun_terbuka
from workflow_app.web.beku import masa_konversi, predikat_persen
from workflow_app.web.halaman import halaman
from workflow_app.web.konteks import pelaku
from workflow_app.web.orang import unit_pembaca

SAYA = "saya"


@dataclass(frozen=True)
class BarisKonversi:
    """One conversion in words."""

    konversi: Konversi
    masa: Pesan
    predikat: Pesan
    label: Pesan


@bp.get("")
def daftar() -> str:
    """The list, the newest case first, by year, unit and state."""
    orang = pelaku()
    semua = membaca_banyak(orang)
    milik_saya = orang.pernah_menjabat and (not semua or request.args.get("milik") == SAYA)
    unit = unit_pembaca(orang) if semua and not milik_saya else ()
    saringan = _saringan(unit)
    lembar = halaman(_saring(_dasar(orang, milik_saya=milik_saya), saringan), Konversi.id)
    return render_template(
        "konversi/daftar.html",
        baris=[_baris(k, orang) for k in lembar.baris],
        lembar=lembar,
        semua=semua,
        milik_saya=milik_saya,
        menilai=menilai(orang),
        pengguna_menjabat=orang.pernah_menjabat,
        boleh_membuat=orang.pernah_menjabat or orang.punya(Peran.KEPEGAWAIAN),
        saringan=saringan,
        disaring=any(saringan.values()),
        semua_tahun=list(reversed(tahun_terbuka(orang.hari_ini))),
        semua_unit=unit,
        semua_keadaan=[(s.value, keadaan.label("konversi", s)) for s in KonversiState],
        nama_unit=nama_unit(db.session(), lembar.baris) if not milik_saya else {},
    )


def _dasar(orang: Pelaku, *, milik_saya: bool) -> Select[Konversi]:
    query = terlihat(select(Konversi), Konversi, orang).options(
        joinedload(Konversi.subjek).load_only(Pegawai.nama).raiseload("*"), raiseload("*")
    )
    return query.where(Konversi.subjek_id == orang.pegawai_id) if milik_saya else query


def _saringan(unit: Any) -> dict[str, Any]:
    """The filters of the address; one that the page does not offer is left out."""
    keadaan_dipilih = request.args.get("keadaan")
    unit_dipilih = request.args.get("unit", type=int)
    return {
        "tahun": request.args.get("tahun", type=int),
        "unit": unit_dipilih if unit_dipilih in {id_ for id_, _nama in unit} else None,
        "keadaan": next((s for s in KonversiState if s.value == keadaan_dipilih), None),
    }


def _saring(query: Select[Konversi], saringan: dict[str, Any]) -> Select[Konversi]:
    kolom = {"tahun": Konversi.tahun, "unit": Konversi.unit_id, "keadaan": Konversi.state}
    return query.where(*(kolom[nama] == nilai for nama, nilai in saringan.items() if nilai is not None))


def _baris(obj: Konversi, orang: Pelaku) -> BarisKonversi:
    label = keadaan.label("konversi", obj.state, umum=obj.subjek_id == orang.pegawai_id)
    return BarisKonversi(obj, masa_konversi(obj), predikat_persen(obj.aturan, obj.predikat), label)
