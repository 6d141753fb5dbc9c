"""Runs that compute every claim anew: started by administrators, read by auditors too."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from workflow_app.errors import MasukanSalah, Refused
from workflow_app.extensions import db, transaction
from workflow_app.models import Dupak, HasilHitungUlang, HitungUlang, Instansi, Peran
from workflow_app.permissions import boleh_hitung_ulang, terlihat
from workflow_app.services import catatan
from workflow_app.services import hitung_ulang as layanan
from workflow_app.web.halaman import Halaman, halaman
from workflow_app.web.kolom import Formulir, PilihanField, TeksPanjangField
from workflow_app.web.konteks import pelaku
from workflow_app.web.permintaan import CARA_MEMBACA

bp = Blueprint("hitung_ulang", __name__, url_prefix="/hitung-ulang")

INSTANSI_TERBANYAK = 500
SALAH = 422
PERMINTAAN_HTMX = "HX-Request"
SEGARKAN = "HX-Refresh"


@bp.before_request
def _jaga() -> None:
    if request.method not in CARA_MEMBACA and not boleh_hitung_ulang(pelaku()):
        abort(403)


class MulaiForm(Formulir):
    """A run: over whom, and why."""

    instansi_id = PilihanField(_l("Instansi"), ubah=int, kosong=_l("Semua instansi"))
    alasan = TeksPanjangField(
        _l("Alasan"), maks=1000, description=_l("Mengapa dihitung ulang. Tercatat dan dibaca auditor.")
    )


@dataclass(frozen=True)
class BarisBeda:
    """One claim that comes out otherwise; `dupak` only where the reader may open the case."""

    hasil: HasilHitungUlang
    dupak: Dupak | None


def _remah(*lanjut: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    awal: list[tuple[str, str | None]] = []
    if pelaku().punya(Peran.ADMIN):
        awal.append((_("Admin"), url_for("admin.beranda")))
    return [*awal, (_("Hitung ulang"), url_for("admin.hitung_ulang.daftar")), *lanjut]


@bp.route("", methods=["GET", "POST"])
def daftar() -> ResponseReturnValue:
    """All runs, the newest first; below the heading the form that starts one."""
    form = _formulir() if boleh_hitung_ulang(pelaku()) else None
    if form is not None and form.is_submitted():
        if form.validate():
            try:
                return redirect(url_for("admin.hitung_ulang.lihat", id=_mulai(form)), 303)
            except MasukanSalah as galat:
                form.tempelkan(galat)
        return _daftar(form), SALAH
    return _daftar(form)


def _daftar(form: MulaiForm | None) -> str:
    isi = halaman(select(HitungUlang).options(joinedload(HitungUlang.oleh)), HitungUlang.id)
    return render_template(
        "admin/hitung_ulang.html",
        daftar=isi,
        instansi=_nama_instansi({h.instansi_id for h in isi.baris if h.instansi_id}),
        form=form,
        remah=_remah(),
    )


def _formulir() -> MulaiForm:
    form = MulaiForm()
    semua = db.session.execute(select(Instansi.id, Instansi.nama).order_by(Instansi.nama).limit(INSTANSI_TERBANYAK))
    form.instansi_id.isi_pilihan([(i, nama) for i, nama in semua])
    return form


def _mulai(form: MulaiForm) -> int:
    """Start the run and record who did. Raises MasukanSalah."""
    try:
        with transaction() as session:
            satu = layanan.mulai(
                session, alasan=form.alasan.data, instansi_id=form.instansi_id.data, oleh_id=pelaku().pegawai_id
            )
            catatan.catat_tambah(session, satu, pelaku())
            nomor = satu.id
    except Refused as tolak:
        raise MasukanSalah({"instansi_id": tolak.alasan[0].pesan}) from tolak
    flash(_("Hitung ulang nomor %(nomor)s dimulai.", nomor=nomor), "success")
    return nomor


@bp.get("/<int:id>")
def lihat(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """One run: how far it is, and the claims that differ."""
    satu = db.get_or_404(HitungUlang, id, options=[joinedload(HitungUlang.oleh)])
    beda = _berbeda(satu)
    return render_template(
        "admin/hitung_ulang_lihat.html",
        jalan=satu,
        instansi=_nama_instansi({satu.instansi_id} if satu.instansi_id else set()),
        daftar=beda,
        baris=_dengan_perkara(beda.baris),
        terbatas=not boleh_hitung_ulang(pelaku()),
        remah=_remah((_("Nomor %(nomor)s", nomor=satu.id), None)),
    )


@bp.get("/<int:id>/kemajuan")
def kemajuan(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """The progress alone, asked for again and again by the page; the last answer has the page load its result."""
    satu = db.get_or_404(HitungUlang, id)
    if not request.headers.get(PERMINTAAN_HTMX):
        return redirect(url_for("admin.hitung_ulang.lihat", id=id), 303)
    kepala = {SEGARKAN: "true"} if satu.selesai_at else {}
    return render_template("admin/_kemajuan.html", jalan=satu), kepala


def _berbeda(satu: HitungUlang) -> Halaman[HasilHitungUlang]:
    """The claims that differ; who does not start runs sees those that he may read anyway."""
    query = select(HasilHitungUlang).where(
        HasilHitungUlang.hitung_ulang_id == satu.id, HasilHitungUlang.butir_berbeda > 0
    )
    if not boleh_hitung_ulang(pelaku()):
        query = query.where(HasilHitungUlang.dupak_id.in_(terlihat(select(Dupak.id), Dupak, pelaku())))
    return halaman(query, HasilHitungUlang.dupak_id, turun=False)


def _dengan_perkara(daftar: Sequence[HasilHitungUlang]) -> list[BarisBeda]:
    ids = [h.dupak_id for h in daftar]
    query = terlihat(select(Dupak).where(Dupak.id.in_(ids)), Dupak, pelaku()).options(joinedload(Dupak.subjek))
    dupak = {d.id: d for d in db.session.scalars(query)} if ids else {}
    return [BarisBeda(h, dupak.get(h.dupak_id)) for h in daftar]


def _nama_instansi(ids: set[int]) -> dict[int, str]:
    if not ids:
        return {}
    return {i.id: i.nama for i in db.session.scalars(select(Instansi).where(Instansi.id.in_(ids)))}
