"""The draft of a correction: figure by figure, tried out on the worked cases, published by somebody else."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workflow_app.blueprints.peraturan import tampilan
from workflow_app.blueprints.peraturan.formulir import FormIkutBawaan, FormTambah, FormTerbit, form_koreksi
from workflow_app.blueprints.peraturan.lihat import PEMBACA_RANCANGAN, remah, umum
from workflow_app.errors import MasukanSalah, Refused
from workflow_app.extensions import db, transaction
from workflow_app.models import Peran, RancanganPeraturan
from workflow_app.peraturan import naskah
from workflow_app.peraturan.aturan import Ketentuan, Peraturan
from workflow_app.services import perancang
from workflow_app.services import peraturan as layanan
from workflow_app.services.uji_peraturan import HasilUji
from workflow_app.web.kolom import Formulir
from workflow_app.web.konteks import hari_ini, pelaku
from workflow_app.web.penjaga import wajib_peran
from workflow_app.web.permintaan import CARA_MEMBACA

bp = Blueprint("rancangan", __name__, url_prefix="/<string:kunci>")

SALAH = 422


@bp.before_request
def _jaga() -> None:
    """The draft is read by administrators and auditors; only administrators write it."""
    membaca = request.endpoint == "peraturan.rancangan.lihat" and request.method in CARA_MEMBACA
    wajib_peran(*(PEMBACA_RANCANGAN if membaca else (Peran.ADMIN,)))()


def _alamat(kunci: str) -> str:
    return url_for("peraturan.rancangan.lihat", kunci=kunci)


def _jalur(aturan: Peraturan) -> Ketentuan:
    ketentuan = aturan.isi.get(request.args.get("jalur", ""))
    if ketentuan is None:
        abort(404)
    return ketentuan


@bp.route("/koreksi", methods=["GET", "POST"])
def koreksi(kunci: str) -> ResponseReturnValue:
    """Put another figure into the draft."""
    aturan = tampilan.aturan_atau_404(kunci)
    kini = _jalur(aturan)
    return _layani(
        form := form_koreksi(_dalam_rancangan(kunci, kini)),
        lambda session: layanan.usulkan(session, kunci, kini.jalur, form.usulan(), oleh=pelaku()),
        aturan,
        judul=_("Koreksi angka"),
        kini=kini,
        urutan=("nilai", "sumber", "tanda", "catatan", "alasan"),
    )


def _dalam_rancangan(kunci: str, kini: Ketentuan) -> Ketentuan:
    """The figure as the draft already has it."""
    rancangan = layanan.rancangan_terbuka(db.session(), kunci)
    for satu in rancangan.perubahan if rancangan else ():
        if satu.jalur == kini.jalur and satu.baru:
            return naskah.ketentuan_dari(satu.baru)
    return kini


@bp.route("/tambah", methods=["GET", "POST"])
def tambah(kunci: str) -> ResponseReturnValue:
    """Put a figure into the draft that the rule set does not have."""
    aturan = tampilan.aturan_atau_404(kunci)
    form = FormTambah()

    def simpan(session: Session) -> None:
        if aturan.memuat(form.jalur.data):
            raise MasukanSalah({"jalur": layanan.SUDAH_ADA})
        layanan.usulkan(session, kunci, form.jalur.data, form.usulan(form.jenis.data), oleh=pelaku())

    return _layani(
        form,
        simpan,
        aturan,
        judul=_("Tambah angka"),
        urutan=("jalur", "jenis", "nilai", "sumber", "tanda", "catatan", "alasan"),
    )


@bp.route("/ikut-bawaan", methods=["GET", "POST"])
def ikut_bawaan(kunci: str) -> ResponseReturnValue:
    """Put into the draft that a corrected figure follows the shipped file again."""
    aturan = tampilan.aturan_atau_404(kunci)
    jalur = request.args.get("jalur", "")
    form = FormIkutBawaan()
    return _layani(
        form,
        lambda session: layanan.kembalikan_ke_bawaan(session, kunci, jalur, form.alasan.data, oleh=pelaku()),
        aturan,
        judul=_("Ikuti berkas bawaan"),
        kini=aturan.isi.get(jalur),
        urutan=("alasan",),
    )


def _layani(
    form: Formulir, kerja: Callable[[Session], Any], aturan: Peraturan, *, judul: str, **isi: Any
) -> ResponseReturnValue:
    """Show the form, or put what it says into the draft and go there. Objections come back at their fields."""
    if form.validate_on_submit():
        try:
            with transaction() as session:
                kerja(session)
        except MasukanSalah as galat:
            form.tempelkan(galat)
        else:
            flash(_("Perubahan masuk rancangan. Ia belum berlaku."), "success")
            return redirect(_alamat(aturan.kunci), 303)
    return render_template(
        "peraturan/koreksi.html",
        form=form,
        aturan=aturan,
        judul=judul,
        kini=isi.pop("kini", None),
        batal=url_for("peraturan.lihat.satu", kunci=aturan.kunci),
        remah=[*remah(aturan), (judul, None)],
        **isi,
        **umum(),
    ), SALAH if form.is_submitted() else 200


@bp.get("/rancangan")
def lihat(kunci: str) -> ResponseReturnValue:
    """The draft beside what is in force, the result of its trial, and what keeps it from being published."""
    return _halaman(kunci, FormTerbit(tanggal=hari_ini()))


def _halaman(kunci: str, form: FormTerbit, status: int = 200) -> ResponseReturnValue:
    aturan = tampilan.aturan_atau_404(kunci)
    session = db.session()
    rancangan = layanan.rancangan_terbuka(session, kunci)
    isi = {"aturan": aturan, "rancangan": rancangan, "remah": [*remah(aturan), (_("Rancangan"), None)], **umum()}
    if rancangan is None:
        return render_template("peraturan/rancangan.html", **isi), status
    semua = "semua" in request.args
    try:
        potret = layanan.susun_rancangan(session, rancangan)
    except Refused as galat:
        return render_template("peraturan/rancangan.html", **isi, halangan=galat.alasan, beda=[], uji=None), status
    form.cap.data = rancangan.uji_cap or ""
    return render_template(
        "peraturan/rancangan.html",
        **isi,
        form=form,
        halangan=layanan.halangan_terbit(session, rancangan, potret, pelaku()),
        beda=tampilan.banding(aturan, potret.per_kunci[kunci], semua=semua),
        semua=semua,
        sidik=potret.per_kunci[kunci].sidik,
        uji=_uji(rancangan),
        tanpa_rekan=perancang.sendirian(session, rancangan, pelaku()),
    ), status


def _uji(rancangan: RancanganPeraturan) -> HasilUji | None:
    return HasilUji.dari(rancangan.uji_hasil) if rancangan.uji_hasil else None


@bp.post("/rancangan/uji")
def uji(kunci: str) -> ResponseReturnValue:
    """Run the worked cases with the draft."""
    with transaction() as session:
        hasil = layanan.uji(session, kunci, oleh=pelaku())
    flash(_("%(jumlah)s kasus uji dijalankan dengan rancangan ini.", jumlah=hasil.jumlah), "success")
    return redirect(_alamat(kunci) + "#uji", 303)


@bp.post("/rancangan/terbitkan")
def terbitkan(kunci: str) -> ResponseReturnValue:
    """Publish the draft."""
    form = FormTerbit()
    if form.validate_on_submit():
        try:
            with transaction() as session:
                versi = layanan.terbitkan(
                    session,
                    kunci,
                    alasan=form.alasan.data,
                    tanggal=form.tanggal.data,
                    oleh=pelaku(),
                    cap_dilihat=form.cap.data,
                )
        except MasukanSalah as galat:
            form.tempelkan(galat)
        except Refused as galat:
            if galat.tentang_hak:
                raise  # the draft page below lists every other reason by itself
        else:
            flash(_("Versi %(nomor)s terbit dan berlaku sekarang.", nomor=versi.nomor), "success")
            return redirect(url_for("peraturan.lihat.satu", kunci=kunci), 303)
    return _halaman(kunci, form, SALAH)


@bp.post("/rancangan/buang")
def buang(kunci: str) -> ResponseReturnValue:
    """Give the draft up."""
    with transaction() as session:
        layanan.buang(session, kunci, oleh=pelaku())
    flash(_("Rancangan dibuang. Tidak ada yang berubah."), "success")
    return redirect(url_for("peraturan.lihat.satu", kunci=kunci), 303)


@bp.post("/rancangan/<int:id>/cabut")
def cabut(kunci: str, id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Take one change out of the draft."""
    with transaction() as session:
        layanan.cabut(session, kunci, id, oleh=pelaku())
    flash(_("Perubahan dicabut dari rancangan."), "success")
    return redirect(_alamat(kunci), 303)
