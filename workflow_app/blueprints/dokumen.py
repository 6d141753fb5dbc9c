"""Downloads: the papers that the system makes and the proofs that people upload, each seen with its case alone."""

import logging

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from workflow_app.extensions import db
from workflow_app.models import BuktiFile, Dokumen, Dupak, ItemDupak
from workflow_app.penyimpanan import BerkasRusak, BerkasTidakAda, Penyimpanan
from workflow_app.permissions import terlihat
from workflow_app.pesan import P_, Pesan
from workflow_app.services import unggahan
from workflow_app.states import BY_NAME
from workflow_app.web.berkas_masuk import status_ditolak
from workflow_app.web.konteks import pelaku, pengaturan
from workflow_app.web.perkara import alamat_perkara
from workflow_app.web.permintaan import rujukan
from workflow_app.web.unduhan import GAMBAR, TAK_DIKENAL, TAMPIL, kirim_berkas, kirim_pratinjau

log = logging.getLogger(__name__)

bp = Blueprint("dokumen", __name__)

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TIPE_BUKTI = TAMPIL | {WORD, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
"""Types under which a proof is sent; any other goes out as bytes without a meaning."""


@bp.get("/dokumen/<int:id>/unduh")
def unduh(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """A paper of a case as Word file; a page that says so while it is being made."""
    dokumen = db.session.get(Dokumen, id)
    if dokumen is None or dokumen.workflow not in BY_NAME or not _terlihat(dokumen):
        abort(404)
    if dokumen.sha256 is None:
        isi = {"judul": Pesan(dokumen.judul), "url_perkara": alamat_perkara(dokumen.workflow, dokumen.object_id)}
        return render_template("dokumen/sedang_dibuat.html", **isi), 409
    return _kirim(dokumen.sha256, nama_dokumen(dokumen), WORD)


@bp.get("/bukti/<int:id>/unduh")
def bukti(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """A proof as it was uploaded, to be saved."""
    berkas = _bukti_atau_404(id)
    tipe = berkas.tipe if berkas.tipe in TIPE_BUKTI else TAK_DIKENAL
    return _kirim(berkas.sha256, berkas.nama_asli, tipe)


@bp.get("/bukti/<int:id>/tampil")
def tampil(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """A proof to look at: a PDF as it is, a picture as a copy without what the camera wrote into it (place, time)."""
    berkas = _bukti_atau_404(id)
    if berkas.tipe not in TAMPIL:
        abort(404, P_("Berkas jenis ini tidak dapat ditampilkan. Unduh berkasnya."))
    if berkas.tipe not in GAMBAR:
        return _kirim(berkas.sha256, berkas.nama_asli, berkas.tipe, tampil=True)
    try:
        isi = Penyimpanan(pengaturan().berkas_url).baca(berkas.sha256)
    except (BerkasTidakAda, BerkasRusak) as galat:
        return _tidak_terbaca(galat, berkas.sha256)
    try:
        gambar = unggahan.pratinjau(isi, berkas.tipe)
    except unggahan.BerkasDitolak as galat:
        abort(status_ditolak(galat), galat.pesan)
    if gambar is None:
        abort(404, P_("Gambar ini tidak dapat ditampilkan. Unduh berkasnya."))
    return kirim_pratinjau(gambar)


def _bukti_atau_404(id_: int) -> BuktiFile:
    """A proof whose claim the reader may see."""
    query = (
        select(BuktiFile)
        .join(BuktiFile.item)
        .join(ItemDupak.dupak)
        .where(BuktiFile.id == id_)
        .options(joinedload(BuktiFile.item))
    )
    berkas = db.session.scalars(terlihat(query, Dupak, pelaku())).one_or_none()
    if berkas is None:
        abort(404)
    return berkas


def _kirim(sha256: str, nama: str, tipe: str, *, tampil: bool = False) -> ResponseReturnValue:
    """The file, or a page that says that the store has lost or damaged it."""
    try:
        return kirim_berkas(sha256, nama, tipe, tampil=tampil)
    except (BerkasTidakAda, BerkasRusak) as galat:
        return _tidak_terbaca(galat, sha256)


def _tidak_terbaca(galat: Exception, sha256: str) -> ResponseReturnValue:
    log.error("%s: %s (%s)", type(galat).__name__, sha256, rujukan())
    return render_template("dokumen/tidak_terbaca.html", rujukan=rujukan()), 500


def _terlihat(dokumen: Dokumen) -> bool:
    """A paper is seen by whoever sees its case."""
    model = BY_NAME[dokumen.workflow].model
    query = terlihat(select(model.id).where(model.id == dokumen.object_id), model, pelaku())
    return db.session.scalar(query) is not None


def nama_dokumen(dokumen: Dokumen) -> str:
    """`spmk-tata_kelola-dupak-12-DRAF.docx`: says which paper of which case it is, and names nobody."""
    bagian = [dokumen.jenis, dokumen.bagian, dokumen.workflow, str(dokumen.object_id)]
    if not dokumen.terbit:
        bagian.append("DRAF")
    return "-".join(b for b in bagian if b) + ".docx"
