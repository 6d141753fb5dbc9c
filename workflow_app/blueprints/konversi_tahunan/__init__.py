"""The yearly run of conversions: what it would do, the run itself, and the state of the year."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from workflow_app.blueprints.konversi_tahunan import jalan, keadaan
from workflow_app.blueprints.konversi_tahunan.dasar import PEMBACA, Lingkup, lingkup_diminta
from workflow_app.errors import MasukanSalah, Refused
from workflow_app.extensions import db, transaction
from workflow_app.kalkulator.konversi import nama_predikat
from workflow_app.models import KonversiTahunan, Pegawai, Unit
from workflow_app.permissions import Pelaku
from workflow_app.pesan import N_, Pesan
from workflow_app.services import konversi_tahunan as layanan
from workflow_app.services.kredit_konversi import aturan_tahun
from workflow_app.services.rencana_konversi import (
    AKAN_DIAJUKAN,
    RencanaMasa,
    RencanaPegawai,
    Tindakan,
    jumlahkan,
    rencana,
)
from workflow_app.services.tahun_kinerja import pilihan_tahun
from workflow_app.web import menu
from workflow_app.web.beku import masa_bulan
from workflow_app.web.halaman import halaman
from workflow_app.web.kata import label_jenjang
from workflow_app.web.kolom import Formulir
from workflow_app.web.konteks import hari_ini, pelaku

bp = Blueprint("konversi_tahunan", __name__, url_prefix="/konversi/tahunan")
for bagian in (jalan, keadaan):
    bp.register_blueprint(bagian.bp)

SALAH = 422
MAKS_TAMPIL = 50
"""Officers on a page."""
MAKS_RIWAYAT = 10
"""Earlier runs below them."""
SARINGAN = {
    "perhatian": N_("Perlu perhatian"),
    "diajukan": N_("Akan diajukan"),
    "kp": N_("Cukup untuk kenaikan pangkat"),
    "kj": N_("Cukup untuk kenaikan jabatan"),
}


def _terlihat_di_menu(orang: Pelaku) -> bool:
    return orang.punya(*PEMBACA) and bool(pilihan_tahun(orang.hari_ini))


menu.daftarkan(
    bp, menu.Entri("konversi_tahunan.pratinjau", N_("Konversi tahunan"), "calendar-check", 63, _terlihat_di_menu)
)


class MulaiForm(Formulir):
    """Nothing but the consent; year and unit stand in the address."""


@dataclass(frozen=True)
class MasaTampil:
    """One period of an officer as the page shows it."""

    masa: Pesan
    jenjang: Pesan | None
    """Named where the year holds more than one level."""
    predikat: Pesan | None
    penilai: str | None
    rencana: RencanaMasa


@dataclass(frozen=True)
class BarisRencana:
    """One officer."""

    rencana: RencanaPegawai
    unit: str
    jenjang: Pesan | None
    masa: Sequence[MasaTampil]
    tujuan_kj: Pesan | None


@bp.get("")
def pratinjau() -> ResponseReturnValue:
    """What a run would do: every officer with periods, credit, sum and verdict, and what stands in the way."""
    return _halaman(lingkup_diminta(), MulaiForm())


@bp.post("")
def mulai() -> ResponseReturnValue:
    """Start a run over what the address names."""
    lingkup, form = lingkup_diminta(), MulaiForm()
    if not lingkup.menjalankan:
        abort(403)
    if form.validate_on_submit():
        try:
            with transaction() as session:
                nomor = layanan.mulai(
                    session,
                    tahun=lingkup.tahun,
                    instansi_id=lingkup.instansi.id,
                    unit_id=lingkup.unit_id,
                    oleh=pelaku(),
                ).id
        except Refused as galat:
            form.form_errors.extend(a.pesan for a in galat.alasan)
        except MasukanSalah as galat:
            form.tempelkan(galat)
        else:
            flash(_("Konversi tahunan nomor %(nomor)s dimulai.", nomor=nomor), "success")
            return redirect(url_for("konversi_tahunan.jalan.lihat", id=nomor), 303)
    return _halaman(lingkup, form), SALAH


def _halaman(lingkup: Lingkup, form: MulaiForm) -> str:
    session = db.session()
    semua = sorted(
        rencana(session, lingkup.instansi.id, lingkup.unit_id, lingkup.tahun, hari_ini()),
        key=lambda r: (r.nama, r.pegawai_id),
    )
    saring = request.args.get("saring", "")
    tersaring = [r for r in semua if _cocok(r, saring)]
    dari = max(0, request.args.get("dari", 0, type=int))
    tampil = tersaring[dari : dari + MAKS_TAMPIL]
    riwayat = halaman(
        select(KonversiTahunan)
        .where(*lingkup.jalan_terbaca)
        .options(joinedload(KonversiTahunan.oleh), joinedload(KonversiTahunan.unit)),
        KonversiTahunan.id,
        ukuran=MAKS_RIWAYAT,
        nama="jalan",
    )
    return render_template(
        "konversi_tahunan/pratinjau.html",
        lingkup=lingkup,
        semua_tahun=pilihan_tahun(hari_ini()),
        jumlah=jumlahkan(semua),
        tindakan=Tindakan,
        akan=AKAN_DIAJUKAN,
        baris=_baris(tampil, lingkup.tahun),
        banyak=len(tersaring),
        dari=dari,
        maks=MAKS_TAMPIL,
        saring=saring if saring in SARINGAN else "",
        saringan=SARINGAN,
        riwayat=riwayat,
        form=form,
        terbuka=session.scalar(
            select(KonversiTahunan.id).where(*lingkup.jalan_terbaca, KonversiTahunan.selesai_at.is_(None))
        ),
    )


def _cocok(r: RencanaPegawai, saring: str) -> bool:
    if saring == "perhatian":
        return r.perlu_perhatian
    if saring == "diajukan":
        return r.bertindak
    vonis = {"kp": r.kp, "kj": r.kj}.get(saring)
    return vonis is not None and vonis.cukup if saring in {"kp", "kj"} else True


def _baris(daftar: Sequence[RencanaPegawai], tahun: int) -> list[BarisRencana]:
    session = db.session()
    penilai, unit_id = {m.penilai_id for r in daftar for m in r.masa if m.penilai_id}, {r.unit_id for r in daftar}
    nama = dict(session.execute(select(Pegawai.id, Pegawai.nama).where(Pegawai.id.in_(penilai))).all())
    unit = dict(session.execute(select(Unit.id, Unit.nama).where(Unit.id.in_(unit_id))).all())
    return [
        BarisRencana(
            r,
            unit.get(r.unit_id, ""),
            label_jenjang(r.jenjang) if r.jenjang else None,
            _masa(r, tahun, nama),
            label_jenjang(r.kj.tujuan) if r.kj else None,
        )
        for r in daftar
    ]


def _masa(r: RencanaPegawai, tahun: int, nama: dict[int, str]) -> list[MasaTampil]:
    aturan = aturan_tahun(tahun)
    beragam = len({m.jenjang for m in r.masa}) > 1
    return [
        MasaTampil(
            masa_bulan(tahun, m.bulan_mulai, m.bulan_selesai),
            label_jenjang(m.jenjang) if beragam and m.jenjang else None,
            nama_predikat(aturan, m.predikat) if aturan and m.predikat else None,
            nama.get(m.penilai_id or 0),
            m,
        )
        for m in r.masa
    ]
