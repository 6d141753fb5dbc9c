"""The blueprint of the log's sheets, and the way to its pages."""

from flask import Blueprint, url_for

from workflow_app.pesan import P_, Pesan

bp = Blueprint("kegiatan_lembar", __name__, url_prefix="/kegiatan/lembar")

Remah = list[tuple[Pesan | str, str | None]]


def remah(*akhir: tuple[Pesan | str, str | None]) -> Remah:
    """The way to a page of the sheets."""
    return [(P_("Catatan kegiatan"), url_for("kegiatan.daftar")), *akhir]
