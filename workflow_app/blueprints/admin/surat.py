"""Outgoing mails, and work that waits or has failed."""

import email
import email.policy
from dataclasses import dataclass
from pathlib import PurePath

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from workflow_app import outbox
from workflow_app.blueprints.admin import label
from workflow_app.blueprints.admin.pegawai import nama_pegawai
from workflow_app.extensions import db, transaction
from workflow_app.models import OutboxMessage, Pegawai, StatusSurat, Surat
from workflow_app.services import catatan
from workflow_app.services.surat import boleh_membaca
from workflow_app.waktu import utcnow
from workflow_app.web.halaman import halaman
from workflow_app.web.konteks import pelaku, pengaturan

bp = Blueprint("surat", __name__, url_prefix="/surat")

FOLDER_SURAT = "outgoing"


@dataclass(frozen=True)
class IsiSurat:
    """A mail as it was written to a file."""

    kepala: list[tuple[str, str]]
    teks: str


def _remah() -> list[tuple[str, str | None]]:
    return [(_("Admin"), url_for("admin.beranda")), (_("Surat keluar"), url_for("admin.surat.daftar"))]


@bp.get("")
def daftar() -> ResponseReturnValue:
    """Mails, newest first, of one status or of all."""
    dipilih = request.args.get("status", "")
    query = select(Surat)
    if dipilih in {s.value for s in StatusSurat}:
        query = query.where(Surat.status == StatusSurat(dipilih))
    isi = halaman(query, Surat.id)
    return render_template(
        "admin/surat.html",
        daftar=isi,
        nama=nama_pegawai({s.penerima_id for s in isi.baris}),
        label=label,
        dipilih=dipilih,
        lewat_smtp=bool(pengaturan().SMTP_URL),
        remah=[(_("Admin"), url_for("admin.beranda")), (_("Surat keluar"), None)],
    )


@bp.get("/<int:id>")
def lihat(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """One mail: to whom, why, with what result; its text, where it was written to a file, for those it is for."""
    surat = db.get_or_404(Surat, id)
    terbuka = boleh_membaca(db.session(), pelaku(), surat)
    return render_template(
        "admin/surat_lihat.html",
        surat=surat,
        penerima=db.session.get_one(Pegawai, surat.penerima_id),
        pekerjaan=db.session.get(OutboxMessage, surat.outbox_id),
        isi=_baca(surat.berkas) if terbuka else None,
        tertutup=not terbuka,
        label=label,
        remah=[*_remah(), (surat.perihal, None)],
    )


def _baca(berkas: str | None) -> IsiSurat | None:
    if not berkas or PurePath(berkas).name != berkas:
        return None
    tempat = pengaturan().INSTANCE_DIR / FOLDER_SURAT / berkas
    if not tempat.is_file():
        return None
    pesan = email.message_from_bytes(tempat.read_bytes(), policy=email.policy.default)
    badan = pesan.get_body(("plain",))
    kepala = [(nama, str(pesan[nama])) for nama in ("From", "To", "Subject", "Date") if pesan[nama]]
    return IsiSurat(kepala, badan.get_content() if badan else "")


@bp.get("/pekerjaan")
def pekerjaan() -> ResponseReturnValue:
    """Work that is not done: waiting, or given up after too many failures."""
    mati = "mati" in request.args
    query = select(OutboxMessage).where(OutboxMessage.done_at.is_(None))
    if mati:
        query = query.where(OutboxMessage.dead_at.is_not(None))
    return render_template(
        "admin/pekerjaan.html",
        daftar=halaman(query, OutboxMessage.id),
        mati=mati,
        tunggakan=outbox.tunggakan(db.session()),
        saat=utcnow(),
        remah=[(_("Admin"), url_for("admin.beranda")), (_("Pekerjaan tertunda"), None)],
    )


@bp.post("/pekerjaan/<int:id>/coba-lagi")
def coba_lagi(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Give work that was given up a fresh set of attempts."""
    pesan = db.get_or_404(OutboxMessage, id)
    with transaction() as session:
        if not outbox.hidupkan(session, pesan.id):
            abort(404)
        catatan.catat(session, "coba_lagi", pesan, pelaku())
    flash(_("Pekerjaan akan dicoba lagi sebentar lagi."), "success")
    return redirect(url_for("admin.surat.pekerjaan"), 303)
