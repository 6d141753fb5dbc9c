"""The record of performance: who has an appraisal for which months, and each officer's facts."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import exists, func, select
from sqlalchemy.orm import joinedload, selectinload

from workflow_app.blueprints.kinerja import catat, impor
from workflow_app.blueprints.kinerja.dasar import pegawai_atau_404, remah
from workflow_app.blueprints.kinerja.tampil import (
    TahunTampil,
    evaluasi_tampil,
    ijazah_tampil,
    jabatan_tampil,
    tahun_tampil,
)
from workflow_app.extensions import db
from workflow_app.models import EvaluasiKinerja, Pegawai, Peran, Unit
from workflow_app.permissions import (
    Pelaku,
    boleh_mencatat_kinerja,
    dicatat_kinerjanya,
    evaluasi_terlihat,
    kinerja_terlihat,
)
from workflow_app.pesan import N_
from workflow_app.services.tahun_kinerja import (
    TahunKinerja,
    bercelah,
    menjabat,
    pilihan_tahun,
    semua_tahun,
    sudah_jatuh,
    tahun_baku,
    tahun_banyak,
)
from workflow_app.web import menu
from workflow_app.web.halaman import halaman
from workflow_app.web.konteks import hari_ini, pegawai, pelaku

bp = Blueprint("kinerja", __name__, url_prefix="/kinerja")
for bagian in (catat, impor):
    bp.register_blueprint(bagian.bp)

PETUGAS = (Peran.KEPEGAWAIAN, Peran.PEMBINA_KEPEGAWAIAN, Peran.AUDITOR)
MAKS_UNIT = 500
MAKS_BATAL = 50
CELAH = "celah"


def _terlihat_di_menu(orang: Pelaku) -> bool:
    """Officers, evaluators, and those whose office reads the facts of others; nobody before there is conversion."""
    berkepentingan = orang.pernah_menjabat or orang.pernah_menilai or orang.punya(*PETUGAS, Peran.PENILAI_KINERJA)
    return berkepentingan and bool(pilihan_tahun(orang.hari_ini))


menu.daftarkan(bp, menu.Entri("kinerja.daftar", N_("Catatan kinerja"), "clipboard-check", 31, _terlihat_di_menu))


@dataclass(frozen=True)
class BarisPegawai:
    """One officer of the list in the chosen year."""

    pegawai: Pegawai
    tahun: TahunTampil


@bp.get("")
def daftar() -> ResponseReturnValue:
    """Officers in a functional position in the chosen year, with their appraisals and what is missing."""
    orang = pelaku()
    petugas = orang.punya(*PETUGAS)
    bawahan = exists().where(Pegawai.atasan_id == orang.pegawai_id)
    if not petugas and not orang.punya(Peran.PENILAI_KINERJA) and not db.session.scalar(select(bawahan)):
        return redirect(url_for("kinerja.saya"), 303)
    tahun = _tahun_dipilih()
    lingkup = [kinerja_terlihat(orang), menjabat(tahun), Pegawai.aktif]
    unit = request.args.get("unit", type=int)
    daftar_unit = _unit(orang)
    if unit in {u.id for u in daftar_unit}:
        lingkup.append(Pegawai.unit_id == unit)
    jatuh = sudah_jatuh(tahun, hari_ini())
    hanya_celah = jatuh and request.args.get("keadaan") == CELAH
    query = select(Pegawai).where(*lingkup)
    if hanya_celah:
        query = query.where(bercelah(tahun))
    lembar = halaman(
        query.options(joinedload(Pegawai.unit), selectinload(Pegawai.riwayat_jabatan)),
        Pegawai.nama,
        Pegawai.id,
        turun=False,
    )
    return render_template(
        "kinerja/daftar.html",
        baris=_baris(lembar.baris, tahun),
        lembar=lembar,
        tahun=tahun,
        semua_tahun=pilihan_tahun(hari_ini()),
        daftar_unit=daftar_unit,
        unit=unit,
        hanya_celah=hanya_celah,
        jatuh=jatuh,
        jumlah=_jumlah(lingkup),
        bercelah=_jumlah([*lingkup, bercelah(tahun)]) if jatuh else 0,
        mencatat=bool(db.session.scalar(select(exists().where(dicatat_kinerjanya(orang))))),
    )


def _tahun_dipilih() -> int:
    diminta, pilihan = request.args.get("tahun", type=int), pilihan_tahun(hari_ini())
    return diminta if diminta in pilihan else tahun_baku(hari_ini())


def _unit(orang: Pelaku) -> Sequence[Unit]:
    """Units of the officers that the reader sees, to narrow the list; none where there is one only."""
    ada = select(Pegawai.unit_id).where(kinerja_terlihat(orang))
    unit = db.session.scalars(select(Unit).where(Unit.id.in_(ada)).order_by(Unit.nama, Unit.id).limit(MAKS_UNIT)).all()
    return unit if len(unit) > 1 else ()


def _jumlah(lingkup: Sequence[object]) -> int:
    return db.session.scalar(select(func.count()).select_from(Pegawai).where(*lingkup)) or 0  # type: ignore[arg-type]


def _baris(daftar: Sequence[Pegawai], tahun: int) -> list[BarisPegawai]:
    semua = tahun_banyak(db.session(), daftar, tahun, hari_ini())
    return [BarisPegawai(p, tahun_tampil(semua[p.id])) for p in daftar]


@bp.get("/saya")
def saya() -> str:
    """One's own facts."""
    return _halaman(pegawai_atau_404(pegawai().id))


@bp.get("/pegawai/<int:id>")
def lihat(id: int) -> str:  # noqa: A002 - named as in the addresses
    """The facts of an officer."""
    return _halaman(pegawai_atau_404(id))


def _halaman(orang: Pegawai) -> str:
    session, siapa = db.session(), pelaku()
    lengkap = bool(session.scalar(select(exists().where(Pegawai.id == orang.id, kinerja_terlihat(siapa)))))
    terbaca = select(EvaluasiKinerja).join(Pegawai, Pegawai.id == EvaluasiKinerja.pegawai_id)
    terbaca = terbaca.where(EvaluasiKinerja.pegawai_id == orang.id, evaluasi_terlihat(siapa))
    batal = session.scalars(
        terbaca.where(EvaluasiKinerja.dibatalkan_pada.is_not(None))
        .order_by(EvaluasiKinerja.id.desc())
        .limit(MAKS_BATAL)
        .options(joinedload(EvaluasiKinerja.penilai), joinedload(EvaluasiKinerja.pembatal))
    ).all()
    if lengkap:
        tahun = [tahun_tampil(t) for t in semua_tahun(session, orang, hari_ini())]
    else:  # his evaluator of some months reads those, and nothing of what is missing
        milik = session.scalars(
            terbaca.where(EvaluasiKinerja.dibatalkan_pada.is_(None))
            .order_by(EvaluasiKinerja.tahun.desc(), EvaluasiKinerja.bulan_mulai)
            .options(joinedload(EvaluasiKinerja.penilai))
        ).all()
        tahun = [
            tahun_tampil(TahunKinerja(t, (), [e for e in milik if e.tahun == t], (), ()))
            for t in sorted({e.tahun for e in milik}, reverse=True)
        ]
    return render_template(
        "kinerja/lihat.html",
        orang=orang,
        milik_saya=orang.id == pegawai().id,
        lengkap=lengkap,
        mencatat=boleh_mencatat_kinerja(siapa, orang),
        tahun=tahun,
        batal=[evaluasi_tampil(e) for e in batal],
        ijazah=ijazah_tampil(session, orang.id) if lengkap else (),
        jabatan=jabatan_tampil(session, orang) if lengkap else (),
        regime=bool(pilihan_tahun(hari_ini())),
        remah=remah(orang, terakhir=True),
    )
