"""What a view needs to know about the present request: settings, date, the acting person, the case asked for."""

import datetime as dt
from dataclasses import dataclass
from typing import TypeVar

from flask import Flask, abort, current_app, g
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm.interfaces import ORMOption

from workflow_app.config import Settings
from workflow_app.extensions import db
from workflow_app.models import Akun, Pegawai, Penilaian, Stateful
from workflow_app.permissions import Pelaku, muat_pelaku, terlihat
from workflow_app.services.perkara import bukan_rekan_dinilai
from workflow_app.waktu import Jam

P = TypeVar("P", bound=Stateful)


@dataclass(frozen=True)
class Aplikasi:
    """What belongs to the installation; kept as `app.extensions["alurpak"]`."""

    settings: Settings
    jam: Jam


def pasang(app: Flask, settings: Settings) -> None:
    """Give `app` its settings and its clock."""
    app.extensions["alurpak"] = Aplikasi(settings, Jam(settings.TANGGAL_APLIKASI))


def _aplikasi() -> Aplikasi:
    isi: Aplikasi = current_app.extensions["alurpak"]
    return isi


def pengaturan() -> Settings:
    """The settings of this installation."""
    return _aplikasi().settings


def hari_ini() -> dt.date:
    """The application's date."""
    return _aplikasi().jam.hari_ini()


def akun() -> Akun:
    """The signed-in account, as it was when the request began (detached). Only behind the sign-in."""
    isi: Akun = current_user.akun
    return isi


def pegawai() -> Pegawai:
    """The signed-in person, as he was when the request began (detached). Only behind the sign-in."""
    return akun().pegawai


def pelaku() -> Pelaku:
    """Who acts in this request, with the roles of today; read once, in the request's own session."""
    if "pelaku" not in g:
        g.pelaku = muat_pelaku(db.session(), pegawai(), hari_ini())
    isi: Pelaku = g.pelaku
    return isi


def perkara_atau_404(model: type[P], id: int, *opsi: ORMOption) -> P:  # noqa: A002 - named as in the addresses
    """The case with this id if the person may see it; otherwise it answers as if it did not exist.

    A colleague's marking is nothing to an assessor of the same claim, whatever page or step he asks for.
    """
    query = terlihat(select(model).where(model.id == id), model, pelaku()).options(*opsi)
    if issubclass(model, Penilaian):
        query = query.where(bukan_rekan_dinilai(pelaku()))
    perkara = db.session.scalars(query).unique().one_or_none()
    if perkara is None:
        abort(404)
    return perkara
