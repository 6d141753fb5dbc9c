"""Joint works: the officer's list, and the form with the authors and their shares."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workflow_app import peraturan
from workflow_app.blueprints.karya.formulir import KaryaForm, formulir_karya
from workflow_app.errors import Conflict, MasukanSalah
from workflow_app.extensions import db, transaction
from workflow_app.models import Karya, Pegawai
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.services import karya as layanan
from workflow_app.web import menu
from workflow_app.web.konteks import hari_ini, pegawai, pelaku

bp = Blueprint("karya", __name__, url_prefix="/karya")

SALAH, BENTROK = 422, 409
menu.daftarkan(bp, menu.Entri("karya.daftar", N_("Karya bersama"), "people", 17, lambda o: o.pernah_menjabat))


@dataclass(frozen=True)
class BarisKarya:
    """One work as the list shows it."""

    karya: Karya
    bagian: Decimal | None
    """The reader's own share in per cent."""
    terbuka: bool


@bp.get("/")
def daftar() -> str:
    """The works in which the reader takes part."""
    saya = pegawai().id
    terkunci = layanan.terkunci(db.session(), saya)
    baris = [
        BarisKarya(k, None if (b := k.bagian(saya)) is None else b * 100, k.pembuat_id == saya and k.id not in terkunci)
        for k in layanan.karya_saya(db.session(), saya)
    ]
    return render_template("karya/daftar.html", baris=baris, **_sebutan())


@bp.route("/baru", methods=["GET", "POST"])
def baru() -> ResponseReturnValue:
    """Write down a work, beginning with the reader himself."""
    form = formulir_karya(pegawai())
    return _layani(None, form)


@bp.route("/<int:id>", methods=["GET", "POST"])
def ubah(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Change a work while no author has sent his claim; read it afterwards."""
    karya = layanan.karya_milik(db.session(), id, pelaku())
    if karya is None:
        abort(404, P_("Karya itu tidak ada di antara karya Anda."))
    terkunci = layanan.alasan_terkunci(db.session(), karya, pelaku())
    if terkunci and request.method == "GET":
        return render_template(
            "karya/lihat.html", karya=karya, alasan=terkunci, remah=_remah(karya.judul), **_sebutan()
        )
    return _layani(karya, formulir_karya(pegawai(), karya))


def _layani(karya: Karya | None, form: KaryaForm) -> ResponseReturnValue:
    if not form.is_submitted():
        return _halaman(karya, form)
    aksi = request.form.get("aksi", "")
    if aksi:
        form.tata(aksi)
        if aksi == "bagi":
            _bagi(form)
        return _halaman(karya, form)
    status = SALAH
    if form.validate():
        try:
            with transaction() as session:
                if karya is None:
                    layanan.buat(session, form.isi(), oleh=pelaku())
                else:
                    layanan.ubah(session, karya, form.isi(), oleh=pelaku(), seen_version=form.version.data)
        except MasukanSalah as galat:
            form.tempelkan(galat)
        except Conflict as galat:
            db.session.rollback()
            form.version.data = karya.version if karya else None
            form.form_errors.append(galat.pesan)
            status = BENTROK
        else:
            flash(_("Karya bersama tersimpan."), "success")
            return redirect(url_for("karya.daftar"), 303)
    return _halaman(karya, form), status


def _bagi(form: KaryaForm) -> None:
    """Fill in the shares that the rules of today's claims give; says why where they give none."""
    aturan = peraturan.kunci("R2020")
    terbuka = peraturan.untuk(hari_ini())
    if terbuka.memuat("karya_tulis.utama"):
        aturan = terbuka
    try:
        form.isi_bagian(layanan.usul_bagian(aturan, form.peran()))
    except MasukanSalah as galat:
        form.tempelkan(galat)


def _halaman(karya: Karya | None, form: KaryaForm) -> str:
    nama = {p.nip: p.nama for p in (pegawai(), *_penulis(karya)) if p.instansi_id == pegawai().instansi_id}
    return render_template(
        "karya/isian.html",
        karya=karya,
        form=form,
        nama=nama,
        terbanyak=layanan.PESERTA_TERBANYAK,
        remah=_remah(karya.judul if karya else P_("Karya baru")),
    )


def _sebutan() -> dict[str, Any]:
    return {"label": layanan.LABEL_PERAN, "sebutan": layanan.sebutan_penulis, "instansi_id": pegawai().instansi_id}


def _penulis(karya: Karya | None) -> Iterator[Pegawai]:
    return (p.pegawai for p in karya.peserta if p.pegawai is not None) if karya else iter(())


def _remah(akhir: Pesan | str) -> Sequence[tuple[Pesan | str, str | None]]:
    return [(P_("Karya bersama"), url_for("karya.daftar")), (akhir, None)]
