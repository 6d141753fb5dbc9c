"""The decision: the signing folder, its page with every figure explained, and the drawing up of a replacement."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, raiseload

from workflow_app.errors import Alasan, Conflict, Refused, WrongState
from workflow_app.extensions import db, transaction
from workflow_app.models import Dupak, Pak, PakState, Peran
from workflow_app.permissions import Pelaku, peran_terhadap, terlihat
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.services import pak as layanan
from workflow_app.services import ringkasan_pak
from workflow_app.states.engine import workflow_of
from workflow_app.web import menu
from workflow_app.web.halaman import halaman
from workflow_app.web.kolom import FormCatatan
from workflow_app.web.konteks import hari_ini, pelaku, perkara_atau_404
from workflow_app.web.perkara import halaman_berubah, konteks_perkara

bp = Blueprint("pak", __name__, url_prefix="/pak")

SALAH = 422
SAH = frozenset({PakState.DITETAPKAN, PakState.DIKIRIM})
PEMBACA = (
    Peran.PENETAP,
    Peran.SEKRETARIAT,
    Peran.KETUA_TIM,
    Peran.WAKIL_KETUA_TIM,
    Peran.SEKRETARIS_TIM,
    Peran.KEPEGAWAIAN,
    Peran.AUDITOR,
)

menu.daftarkan(
    bp, menu.Entri("pak.daftar", N_("PAK"), "file-earmark-check", 60, lambda orang: orang.punya(*PEMBACA), jumlah=None)
)


@dataclass(frozen=True)
class BarisDaftar:
    """One decision in the folder."""

    pak: Pak
    label: Pesan
    utuh: bool
    """Whether the figures are those that were initialled."""
    hari: int
    """Days in the present state."""


def _milik_saya(query: Select[Any], orang: Pelaku) -> Select[Any]:
    """What waits for this person's signature, or his lender's."""
    ids = [orang.pegawai_id, *(t.atas_nama_id for t in orang.tugas if t.atas_nama_id)]
    return query.where(Pak.state == PakState.MENUNGGU_TANDA_TANGAN, Pak.penetap_id.in_(ids))


@bp.get("")
def daftar() -> str:
    """The signing folder of an official, or every visible decision."""
    orang = pelaku()
    penetap = orang.punya(Peran.PENETAP)
    map_saya = penetap and request.args.get("map", "tanda-tangan") == "tanda-tangan"
    query = terlihat(select(Pak), Pak, orang).options(
        joinedload(Pak.subjek).raiseload("*"), joinedload(Pak.dupak).raiseload("*"), raiseload("*")
    )
    lembar = halaman(_milik_saya(query, orang) if map_saya else query, Pak.id)
    label = workflow_of(Pak).label
    baris = [
        BarisDaftar(p, Pesan(label[p.state]), p.diparaf_sidik == p.sidik_rincian, (hari_ini() - p.state_since).days)
        for p in lembar.baris
    ]
    return render_template("pak/daftar.html", baris=baris, lembar=lembar, penetap=penetap, map_saya=map_saya)


@bp.get("/<int:id>")
def lihat(id: int) -> str:  # noqa: A002 - named as in the addresses
    """One decision: figures, what they suffice for, who signs, and its place among decisions."""
    session, orang = db.session(), pelaku()
    pak = perkara_atau_404(Pak, id, joinedload(Pak.dupak).joinedload(Dupak.subjek), joinedload(Pak.menggantikan))
    pengganti = session.scalars(
        terlihat(select(Pak), Pak, orang)
        .where(Pak.menggantikan_id == pak.id, Pak.state != PakState.DIBATALKAN)
        .order_by(Pak.id.desc())
        .limit(1)
    ).first()
    cocok = ringkasan_pak.hitung_ulang_cocok(session, pak)
    menunggu = pak.state in ringkasan_pak.BELUM_TERBIT
    return render_template(
        "pak/lihat.html",
        **konteks_perkara(pak),
        pak=pak,
        identitas=pak.dupak.identitas,
        tabel=ringkasan_pak.tabel(pak),
        sasaran=ringkasan_pak.sasaran(pak),
        cocok=cocok,
        penandatangan=ringkasan_pak.penandatangan(session, pak, orang) if menunggu else None,
        menunggu=menunggu,
        penerima=layanan.daftar_penerima(pak),
        pengganti=pengganti,
        boleh_mengganti=pengganti is None
        and pak.state in SAH
        and Peran.SEKRETARIS_TIM in peran_terhadap(session, orang, pak),
    )


@bp.route("/<int:id>/pengganti", methods=["GET", "POST"])
def susun_pengganti(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Draw up a decision that replaces this one: the old paper stays as it is, the error is named."""
    lama = perkara_atau_404(Pak, id, joinedload(Pak.dupak).joinedload(Dupak.subjek))
    form = FormCatatan(data={"version": lama.version})
    alasan: tuple[Alasan, ...] = ()
    if form.validate_on_submit():
        try:
            with transaction() as session:
                baru = layanan.susun_pengganti(
                    session, lama, oleh=pelaku(), catatan=form.catatan.data, seen_version=form.version.data
                )
        except Refused as galat:
            if galat.tentang_hak:
                raise
            alasan = galat.alasan
        except (Conflict, WrongState) as galat:
            return halaman_berubah(lama, galat, form.version.data)
        else:
            flash(_("PAK pengganti disusun. Periksa angkanya, lalu paraf."), "success")
            return redirect(url_for("pak.lihat", id=baru.id), 303)
        lama = perkara_atau_404(Pak, id, joinedload(Pak.dupak).joinedload(Dupak.subjek))
    return render_template(
        "pak/pengganti.html",
        pak=lama,
        form=form,
        alasan=alasan,
        remah=[
            (P_("PAK"), url_for("pak.daftar")),
            (lama.nomor or P_("PAK"), url_for("pak.lihat", id=lama.id)),
            (P_("Susun PAK pengganti"), None),
        ],
    ), SALAH if form.is_submitted() else 200
