"""An officer's own claims, and the opening of a new one."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflow_app.blueprints.dupak.dasar import bp, nama
from workflow_app.errors import MasukanSalah
from workflow_app.extensions import db, transaction
from workflow_app.kalkulator.dasar import NOL
from workflow_app.models import Dupak, DupakState, ItemDupak, Pegawai, Peran
from workflow_app.peraturan.regime import blok
from workflow_app.pesan import P_, Pesan
from workflow_app.services import dupak as layanan
from workflow_app.states.engine import workflow_of
from workflow_app.web.bahasa import tanggal
from workflow_app.web.halaman import halaman
from workflow_app.web.kolom import Formulir, TanggalField
from workflow_app.web.konteks import hari_ini, pegawai, pelaku


class MasaForm(Formulir):
    """The work period of a new claim."""

    masa_mulai = TanggalField(_l("Masa penilaian mulai"))
    masa_selesai = TanggalField(_l("Masa penilaian selesai"))


@dataclass(frozen=True)
class BarisDaftar:
    """One claim in the list, with its sums."""

    dupak: Dupak
    nama: Pesan
    label: Pesan
    butir: int
    usulan: Decimal
    giliran_saya: bool

    @property
    def hasil(self) -> Decimal | None:
        """The credit that was decided, None before the decision stands."""
        if self.dupak.state not in {DupakState.DIPUTUSKAN, DupakState.SELESAI} or not self.dupak.hasil:
            return None
        return sum((Decimal(satu["jumlah"]["baru"]) for satu in blok(self.dupak.hasil)), NOL)


def _jumlah(session: Session, ids: list[int]) -> dict[int, tuple[int, Decimal]]:
    """Number of items and credit claimed, per claim, in one query."""
    query = (
        select(ItemDupak.dupak_id, func.count(), func.sum(ItemDupak.jumlah))
        .where(ItemDupak.dupak_id.in_(ids))
        .group_by(ItemDupak.dupak_id)
    )
    return {dupak_id: (banyak, usulan) for dupak_id, banyak, usulan in session.execute(query)}


@bp.get("")
def daftar() -> ResponseReturnValue:
    """One's own claims, the newest first."""
    lembar = halaman(select(Dupak).where(Dupak.subjek_id == pelaku().pegawai_id), Dupak.id)
    jumlah = _jumlah(db.session(), [d.id for d in lembar.baris])
    label = workflow_of(Dupak).label
    baris = [
        BarisDaftar(d, nama(d), Pesan(label[d.state]), *jumlah.get(d.id, (0, NOL)), d.pemegang is Peran.PRAKOM)
        for d in lembar.baris
    ]
    return render_template("dupak/daftar.html", baris=baris, lembar=lembar)


@bp.route("/baru", methods=["GET", "POST"])
def buat() -> ResponseReturnValue:
    """Open a draft; the period begins where the last finished claim ended."""
    form = MasaForm(data=_usul_masa())
    if form.validate_on_submit():
        try:
            with transaction() as session:
                dupak, baru = _buka_draf(session, form.masa_mulai.data, form.masa_selesai.data)
        except MasukanSalah as galat:
            form.tempelkan(galat)
        else:
            if dupak.masa_selesai < form.masa_selesai.data:
                flash(
                    _(
                        "Masa penilaian DUPAK ini berakhir %(tanggal)s. Angka kredit kegiatan sesudahnya diperoleh "
                        "dari konversi predikat kinerja, bukan dari DUPAK.",
                        tanggal=tanggal(dupak.masa_selesai),
                    ),
                    "warning",
                )
            if baru:
                flash(_("Draf dibuat. Tambahkan kegiatan yang Anda kerjakan dalam masa ini."), "success")
            else:
                flash(_("Draf kosong untuk masa ini sudah ada; lanjutkan di sini."), "info")
            return redirect(url_for("dupak.lihat", id=dupak.id), 303)
    remah = [(P_("DUPAK saya"), url_for("dupak.daftar")), (P_("Buat DUPAK"), None)]
    isi = {"form": form, "remah": remah, "usul_mulai": _usul_masa()["masa_mulai"]}
    return render_template("dupak/buat.html", **isi), 422 if form.is_submitted() else 200


def _usul_masa() -> dict[str, dt.date | None]:
    mulai = layanan.masa_mulai_berikut(db.session(), pegawai().id)
    hari = hari_ini()
    return {"masa_mulai": mulai, "masa_selesai": hari if mulai is None or mulai <= hari else None}


def _buka_draf(session: Session, mulai: dt.date, selesai: dt.date) -> tuple[Dupak, bool]:
    """The new draft, or the empty one of the same period that a double click has just made."""
    orang = session.get_one(Pegawai, pegawai().id, with_for_update=True)
    ada = session.scalars(
        select(Dupak)
        .where(
            Dupak.subjek_id == orang.id,
            Dupak.state == DupakState.DRAF,
            Dupak.masa_mulai == mulai,
            Dupak.masa_selesai == layanan.akhir_masa(mulai, selesai, hari_ini()),
            ~Dupak.butir.any(),
        )
        .limit(1)
    ).first()
    if ada is not None:
        return ada, False
    return layanan.buat(session, orang, oleh=pelaku(), masa_mulai=mulai, masa_selesai=selesai), True
