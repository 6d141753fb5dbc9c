"""The blueprint of the log, its place in the menu, and how its pages find an activity."""

from flask import Blueprint, abort, url_for
from sqlalchemy import select

from workflow_app.extensions import db
from workflow_app.models import Kegiatan, Peran
from workflow_app.permissions import Pelaku, kegiatan_milik
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.services.keadaan_kegiatan import MUAT, KalenderHangus
from workflow_app.web import menu
from workflow_app.web.konteks import pegawai, pelaku

bp = Blueprint("kegiatan", __name__, url_prefix="/kegiatan")

menu.daftarkan(
    bp, menu.Entri("kegiatan.daftar", N_("Catatan kegiatan"), "journal-text", 15, lambda o: o.pernah_menjabat)
)


def boleh_unit(orang: Pelaku) -> bool:
    """Whether he leads anybody: superiors and heads of unit."""
    return orang.membawahi or orang.punya(Peran.PIMPINAN_UNIT)


def boleh_wajib(orang: Pelaku) -> bool:
    """Whether his office watches the yearly duty."""
    return orang.punya(Peran.SEKRETARIAT, Peran.KEPEGAWAIAN, Peran.PEMBINA_KEPEGAWAIAN, Peran.AUDITOR)


menu.daftarkan(bp, menu.Entri("kegiatan.unit", N_("Kredit segera hangus"), "hourglass-split", 46, boleh_unit))
menu.daftarkan(bp, menu.Entri("kegiatan.wajib", N_("DUPAK tahunan"), "calendar-check", 47, boleh_wajib))

Remah = list[tuple[Pesan | str, str | None]]


def kegiatan_atau_404(id_: int) -> Kegiatan:
    """An activity of one's own; anybody else's does not exist here."""
    query = select(Kegiatan).where(Kegiatan.id == id_, kegiatan_milik(pelaku())).options(*MUAT)
    kegiatan = db.session.scalars(query).one_or_none()
    if kegiatan is None:
        abort(404, P_("Kegiatan itu tidak ada dalam catatan Anda. Mungkin sudah dihapus."))
    return kegiatan


def kalender() -> KalenderHangus:
    """The cut-offs of the reader's institution."""
    return KalenderHangus(db.session(), pegawai().instansi_id)


def remah(*akhir: Pesan) -> Remah:
    """The way to a page of the log."""
    return [(P_("Catatan kegiatan"), url_for("kegiatan.daftar")), *((satu, None) for satu in akhir)]


def alamat_bulan(kegiatan: Kegiatan) -> str:
    """The month in which the activity stands."""
    hari = kegiatan.tanggal_selesai
    bulan = f"{hari:%Y-%m}" if hari else None
    return url_for("kegiatan.daftar", bulan=bulan, _anchor=f"kegiatan-{kegiatan.id}")
