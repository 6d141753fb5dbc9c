"""Intake: the checklist in the hands of the secretariat."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from workflow_app.blueprints.dupak.dasar import LENGKAP, bp, dupak_atau_404, remah
from workflow_app.blueprints.dupak.isian import SALAH
from workflow_app.blueprints.dupak.lihat import kalimat_beda
from workflow_app.blueprints.dupak.tampilan import daftar_periksa
from workflow_app.errors import MasukanSalah
from workflow_app.extensions import db, transaction
from workflow_app.models import Dupak, DupakState, Peran
from workflow_app.permissions import instansi_kepegawaian, peran_terhadap
from workflow_app.pesan import P_, Pesan
from workflow_app.services import pemeriksaan as layanan
from workflow_app.services.beda_kepegawaian import HasilBanding, banding_dupak
from workflow_app.services.catatan_butir import terjawab
from workflow_app.web.bahasa import teks
from workflow_app.web.kolom import FormLangkah
from workflow_app.web.konteks import pelaku
from workflow_app.web.langkah import langkah_terbuka

PILIHAN: dict[str, bool | None] = {"ada": True, "tidak": False, "belum": None}
AWALAN = "baris-"


def _dapat_diisi(dupak: Dupak) -> bool:
    """Whether the page offers the form; the service decides again when it comes back."""
    return dupak.state is DupakState.PEMERIKSAAN and Peran.SEKRETARIAT in peran_terhadap(db.session(), pelaku(), dupak)


def _berdinas(dupak: Dupak) -> bool:
    """Whether the reader may compare the officer with the personnel sheet."""
    return dupak.instansi_id in instansi_kepegawaian(pelaku()) and dupak.subjek_id != pelaku().pegawai_id


@bp.route("/<int:id>/pemeriksaan", methods=["GET", "POST"])
def pemeriksaan(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """The checklist: which papers are there, missing, or not looked at yet."""
    dupak = dupak_atau_404(id, *LENGKAP)
    form, status = FormLangkah(version=dupak.version), 200
    if form.is_submitted():
        try:
            if form.validate():
                with transaction() as session:
                    layanan.isi_daftar_periksa(
                        session, dupak, _kiriman(dupak), oleh=pelaku(), seen_version=form.version.data
                    )
                flash(teks(_ringkasan(dupak)), "success")
                return redirect(url_for("dupak.pemeriksaan", id=dupak.id), 303)
        except MasukanSalah as galat:
            form.tempelkan(galat)
        dupak, status = dupak_atau_404(id, *LENGKAP), SALAH
    isi = {
        "dupak": dupak,
        "form": form,
        "periksa": daftar_periksa(dupak, pelaku()),
        "dapat_diisi": _dapat_diisi(dupak),
        "langkah_anda": langkah_terbuka(db.session(), dupak, pelaku()),
        "banding": banding_dupak(db.session(), dupak) if _berdinas(dupak) else HasilBanding(None),
        "kalimat_beda": kalimat_beda,
        "terjawab": terjawab(db.session(), dupak),
        "tanpa_berkas": [b for b in dupak.butir if not any(f.digantikan_at is None for f in b.bukti)],
    }
    return render_template("dupak/pemeriksaan.html", remah=remah(dupak, P_("Pemeriksaan berkas")), **isi), status


def _kiriman(dupak: Dupak) -> dict[str, bool | None]:
    """What was ticked, by code of the line; a value that the page does not offer counts as not looked at."""
    if request.form.get("semua") == "ada":
        return {b.kode: True for b in dupak.kelengkapan}
    return {
        nama_kolom.removeprefix(AWALAN): PILIHAN.get(isi)
        for nama_kolom, isi in request.form.items()
        if nama_kolom.startswith(AWALAN)
    }


def _ringkasan(dupak: Dupak) -> Pesan:
    if dupak.pemegang is Peran.SEKRETARIS_TIM:
        return P_("Daftar periksa tersimpan. Berkas lengkap dan menunggu penugasan penilai.")
    return P_("Daftar periksa tersimpan.")
