"""The sessions of the reader's teams, and the form that calls one."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from workflow_app.blueprints.sidang.dasar import bp
from workflow_app.errors import MasukanSalah, Refused
from workflow_app.extensions import db, transaction
from workflow_app.models import AgendaSidang, Peran, Putaran, Sidang, SidangState, TimPenilai
from workflow_app.permissions import Pelaku, peran_terhadap, terlihat
from workflow_app.services import keadaan
from workflow_app.services import sidang as layanan
from workflow_app.tahap import Tahap
from workflow_app.web.bahasa import tanggal
from workflow_app.web.halaman import halaman
from workflow_app.web.kolom import Formulir, PilihanField, TanggalField, TeksField
from workflow_app.web.konteks import hari_ini, pelaku

MAKS_TEMPAT = 120


@dataclass(frozen=True)
class Tempat:
    """A team and a cycle in which the reader may call a plenary."""

    tim: TimPenilai
    putaran: Putaran

    @property
    def kunci(self) -> str:
        """The value of the choice in the form."""
        return f"{self.tim.id}-{self.putaran.id}"

    @property
    def rentang(self) -> tuple[dt.date, dt.date]:
        """First and last day of the stage."""
        jendela = self.putaran.jendela(Tahap.SIDANG)
        return jendela.mulai, jendela.selesai


class JadwalForm(Formulir):
    """Where and when a team meets."""

    tempat_putaran = PilihanField(_l("Tim dan putaran"))
    tanggal = TanggalField(_l("Tanggal sidang"))
    tempat = TeksField(_l("Tempat"), maks=MAKS_TEMPAT)

    def tempelkan_alasan(self, galat: Refused) -> None:
        """Show reasons at the field they name, the others above the form."""
        for alasan in galat.alasan:
            bidang = self._fields.get(alasan.tempat or "")
            if bidang is None:
                self.form_errors.append(alasan.pesan)
            else:
                bidang.errors = [*bidang.errors, alasan.pesan]


@bp.get("")
def daftar() -> ResponseReturnValue:
    """Sessions of the reader's teams, the newest first."""
    query = terlihat(select(Sidang), Sidang, pelaku()).options(joinedload(Sidang.tim), joinedload(Sidang.putaran))
    isi = halaman(query, Sidang.tanggal, Sidang.id)
    agenda = db.session.execute(
        select(AgendaSidang.sidang_id, func.count(AgendaSidang.id), func.count(AgendaSidang.hasil))
        .where(AgendaSidang.sidang_id.in_([s.id for s in isi.baris]))
        .group_by(AgendaSidang.sidang_id)
    )
    return render_template(
        "sidang/daftar.html",
        isi=isi,
        agenda={sidang_id: (semua, putus) for sidang_id, semua, putus in agenda},
        label={s: keadaan.label("sidang", s) for s in SidangState},
        boleh_jadwal=bool(_tempat(pelaku())),
    )


@bp.route("/jadwalkan", methods=["GET", "POST"])
def jadwalkan() -> ResponseReturnValue:
    """Call a plenary."""
    pilihan = _tempat(pelaku())
    if not pilihan:
        abort(403)
    form = JadwalForm()
    form.tempat_putaran.isi_pilihan([(t.kunci, _label(t)) for t in pilihan])
    if form.validate_on_submit():
        dipilih = next(t for t in pilihan if t.kunci == form.tempat_putaran.data)
        try:
            with transaction() as session:
                sidang = layanan.jadwalkan(
                    session,
                    dipilih.tim,
                    dipilih.putaran,
                    oleh=pelaku(),
                    tanggal=form.tanggal.data,
                    tempat=form.tempat.data,
                )
        except MasukanSalah as galat:
            form.tempelkan(galat)
        except Refused as galat:
            form.tempelkan_alasan(galat)
        else:
            flash(_("Sidang dijadwalkan. Masukkan DUPAK ke agendanya, lalu kirim undangan."), "success")
            return redirect(url_for("sidang.lihat", id=sidang.id), 303)
    return render_template("sidang/jadwalkan.html", form=form, pilihan=pilihan), 422 if form.is_submitted() else 200


def _label(t: Tempat) -> str:
    mulai, selesai = t.rentang
    return f"{t.tim.nama}: {t.putaran.kode} ({tanggal(mulai, 'd MMM y')} – {tanggal(selesai, 'd MMM y')})"


def _tempat(orang: Pelaku) -> Sequence[Tempat]:
    """The teams whose secretary's work is the reader's today, with the cycles whose plenary is not over."""
    kursi = {t.tim_id for t in orang.tugas if t.tim_id is not None and t.peran is not Peran.ANGGOTA_TIM}
    if not kursi:
        return []
    session = db.session()
    tim = [
        satu
        for satu in session.scalars(
            select(TimPenilai)
            .where(TimPenilai.id.in_(kursi))
            .options(selectinload(TimPenilai.anggota))
            .order_by(TimPenilai.nama)
        )
        if Peran.SEKRETARIS_TIM
        in peran_terhadap(session, orang, Sidang(tim_id=satu.id, instansi_id=satu.instansi_id, subjek_id=None))
    ]
    putaran = session.scalars(
        select(Putaran)
        .where(Putaran.instansi_id.in_({t.instansi_id for t in tim}))
        .options(selectinload(Putaran.tahap))
        .order_by(Putaran.kode)
    ).all()
    return [
        Tempat(satu, p)
        for satu in tim
        for p in putaran
        if p.instansi_id == satu.instansi_id and p.jendela(Tahap.SIDANG).selesai >= hari_ini()
    ]
