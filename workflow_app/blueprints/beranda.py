"""Tugas saya: what waits for the reader, and where his own cases are."""

import datetime as dt
from dataclasses import dataclass

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from workflow_app.extensions import db
from workflow_app.models import DupakState
from workflow_app.pesan import N_, P_
from workflow_app.services.kotak_masuk import Baris, Batas, kotak_masuk, perkara_saya
from workflow_app.states import BY_NAME
from workflow_app.web import menu
from workflow_app.web.bahasa import tanggal, teks
from workflow_app.web.konteks import pelaku
from workflow_app.web.perkara import alamat_perkara

bp = Blueprint("beranda", __name__)
menu.daftarkan(bp, menu.Entri("beranda.tugas_saya", N_("Tugas saya"), "inbox", 10, lambda _pelaku: True))

TANPA_TENGGAT = "tanpa"
TANGGAL_PENDEK = "d MMM y"


@bp.get("/tugas")
def tugas_saya() -> ResponseReturnValue:
    """Open cases that wait for the reader, the nearest deadline first; below them his own."""
    session, orang = db.session(), pelaku()
    sesudah = baca_batas(request.args.get("sesudah"))
    kotak = kotak_masuk(session, orang, sesudah)
    return render_template(
        "beranda/tugas_saya.html",
        baris=[_tampil(b) for b in kotak.baris],
        lanjut=tulis_batas(kotak.lanjut) if kotak.lanjut else None,
        halaman_pertama=sesudah is None,
        saya=perkara_saya(session, orang) if sesudah is None else (),
        alamat_perkara=alamat_perkara,
        masa=_masa,
    )


@dataclass(frozen=True)
class BarisTugas:
    """One line of the inbox in the reader's language."""

    url: str
    judul: str
    rincian: str | None
    tugas: str
    menggantikan: bool
    sejak: str
    tenggat: dt.date | None


def _tampil(b: Baris) -> BarisTugas:
    judul = teks(b.judul)
    if b.milik_sendiri:
        saya = teks(P_("saya"))
        judul, rincian = f"{judul} {saya}", _masa(b)
    elif b.subjek:
        judul, rincian = f"{judul}: {b.subjek}", b.unit
    else:
        judul, rincian = f"{judul} {tanggal(b.mulai)}", b.tim
    return BarisTugas(
        url=_alamat(b),
        judul=judul,
        rincian=rincian,
        tugas=teks(b.tugas),
        menggantikan=b.menggantikan,
        sejak=teks(P_("Di meja ini sejak %(tanggal)s", tanggal=tanggal(b.sejak, TANGGAL_PENDEK))),
        tenggat=b.tenggat,
    )


def _alamat(b: Baris) -> str:
    """The case; a claim that came back opens on the first thing that was flagged."""
    if b.milik_sendiri and b.state is DupakState.DIKEMBALIKAN:  # no other workflow has this enumeration
        return url_for("dupak.koreksi", id=b.id)
    return alamat_perkara(b.workflow, b.id)


def _masa(b: Baris) -> str | None:
    """The work period of a claim."""
    if b.mulai is None or b.selesai is None:
        return None
    return f"{tanggal(b.mulai, TANGGAL_PENDEK)} – {tanggal(b.selesai, TANGGAL_PENDEK)}"


def tulis_batas(batas: Batas) -> str:
    """The key of a line as it stands in an address: `2022-01-14.dupak.12`."""
    tenggat, alur, nomor = batas
    return f"{tenggat.isoformat() if tenggat else TANPA_TENGGAT}.{alur}.{nomor}"


def baca_batas(isi: str | None) -> Batas | None:
    """The key in an address; None, and so the first page, for anything that is none."""
    bagian = (isi or "").split(".")
    try:
        tenggat, alur, nomor = bagian
        return None if tenggat == TANPA_TENGGAT else dt.date.fromisoformat(tenggat), BY_NAME[alur].name, int(nomor)
    except (ValueError, KeyError):
        return None
