"""The officer's answer to a return: the asked lines and items on one page with their remarks, sent back at once.

The same page for the secretariat's request and for returns of superior and proposer; what may change differs.
"""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import MultipleFileField

from workflow_app.blueprints.dupak.dasar import LENGKAP, bp, dupak_atau_404, hanya_bukti, remah
from workflow_app.blueprints.dupak.isian import (
    MAKS_SURAT_TUGAS,
    MAKS_TEMPAT,
    SALAH,
    UnggahanSalah,
    kiriman,
    pasang_semua,
    pilih_lagi,
    simpan_berkas,
)
from workflow_app.blueprints.dupak.tampilan import BarisPeriksa, catatan_pengembalian, daftar_periksa
from workflow_app.errors import Alasan, Conflict, MasukanSalah, Refused
from workflow_app.extensions import db, transaction
from workflow_app.models import Dupak, DupakState, ItemDupak
from workflow_app.pesan import P_
from workflow_app.services import butir as layanan_butir
from workflow_app.services import catatan_butir as remarks
from workflow_app.services import pemeriksaan as layanan
from workflow_app.services import unggahan
from workflow_app.services.butir import BerkasMasuk
from workflow_app.services.langkah import Masukan, ambil
from workflow_app.web.bahasa import teks
from workflow_app.web.kolom import FormLangkah, TeksField, TeksPanjangField
from workflow_app.web.konteks import pelaku
from workflow_app.web.perkara import halaman_berubah

ATURAN = P_("alur dupak: kelengkapan yang diminta dijawab dengan Kirim kelengkapan")
BERHASIL = 200
BIDANG_BUKTI = ("surat_tugas", "tempat_bukti", "keterangan")


def _diminta(dupak: Dupak) -> tuple[list[BarisPeriksa], list[ItemDupak]]:
    """The lines and items that the last request named."""
    baris = [b for b in daftar_periksa(dupak, pelaku()) if b.baris.diminta]
    return baris, [b for b in dupak.butir if b.diminta]


def _dapat_dijawab(dupak: Dupak) -> bool:
    """Whether the last return named something to be answered here."""
    return dupak.state is DupakState.DIKEMBALIKAN and (hanya_bukti(dupak) or any(b.diminta for b in dupak.butir))


def tempat_koreksi(dupak: Dupak) -> str | None:
    """Place on the page of the first thing that was flagged, as the page has it; None where nothing was."""
    baris = next((b.kode for b in dupak.kelengkapan if b.diminta), None)
    if baris is not None and hanya_bukti(dupak):
        return f"berkas-{baris}"
    item = next((b.id for b in dupak.butir if b.diminta), None)
    return None if item is None else f"butir-{item}"


@bp.get("/<int:id>/koreksi")
def koreksi(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Where the link in a mail and in the inbox leads: to the very first thing flagged, or to the claim."""
    dupak = dupak_atau_404(id, *LENGKAP)
    if dupak.subjek_id != pelaku().pegawai_id or not _dapat_dijawab(dupak):
        return redirect(url_for("dupak.lihat", id=id), 303)
    return redirect(url_for("dupak.kelengkapan", id=id, _anchor=tempat_koreksi(dupak)), 303)


def _formulir(dupak: Dupak) -> FormLangkah:
    """One form for all that was asked: per line an answer, per item its proof and the reply to its remark."""
    catatan = remarks.terbuka(db.session(), dupak)
    kolom: dict[str, Any] = {}
    isi: dict[str, Any] = {"version": dupak.version}
    baris, butir = _diminta(dupak)
    for b in baris:
        kolom[f"jawaban_{b.baris.kode}"] = TeksPanjangField(teks(b.label), wajib=False, maks=MAKS_TEMPAT)
        isi[f"jawaban_{b.baris.kode}"] = b.baris.jawaban
    for item in butir:
        kolom[f"surat_tugas_{item.id}"] = TeksField(
            _l("Nomor dan tanggal surat tugas"), wajib=False, maks=MAKS_SURAT_TUGAS
        )
        kolom[f"berkas_{item.id}"] = MultipleFileField(_l("Unggah bukti"))
        kolom[f"tempat_bukti_{item.id}"] = TeksPanjangField(_l("Tempat bukti fisik"), wajib=False, maks=MAKS_TEMPAT)
        kolom[f"keterangan_{item.id}"] = TeksPanjangField(_l("Keterangan"), wajib=False, maks=MAKS_TEMPAT)
        isi |= {f"{k}_{item.id}": getattr(item, k) for k in BIDANG_BUKTI}
        if item.id in catatan:
            kolom[f"balasan_{item.id}"] = TeksPanjangField(_l("Jawaban Anda"), wajib=False, maks=remarks.MAKS_CATATAN)
            isi[f"balasan_{item.id}"] = catatan[item.id][0].catatan.jawaban
    form: FormLangkah = type("KelengkapanForm", (FormLangkah,), kolom)(data=isi)
    return form


def _pastikan_ditanya(dupak: Dupak) -> None:
    if dupak.subjek_id != pelaku().pegawai_id:
        raise Refused([Alasan(P_("Kelengkapan dijawab pemilik DUPAK."), ATURAN, tentang_hak=True)])
    if not _dapat_dijawab(dupak):
        abort(404, P_("Tidak ada kelengkapan yang sedang diminta untuk DUPAK ini."))


@bp.route("/<int:id>/kelengkapan", methods=["GET", "POST"])
def kelengkapan(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Answer what was asked; `aksi=kirim` sends everything back after saving, in one act."""
    dupak = dupak_atau_404(id, *LENGKAP)
    form = _formulir(dupak)
    if not form.is_submitted():
        _pastikan_ditanya(dupak)
        return _halaman(dupak, form)
    try:
        status = _jawab(dupak, form)
        if status == BERHASIL and request.form.get("aksi") == "kirim":
            return _kirim(dupak, form)
    except Conflict as galat:
        return halaman_berubah(dupak, galat, form.version.data, kiriman(form))
    if status == BERHASIL:
        flash(_("Jawaban tersimpan, belum dikirim. Kirim kembali bila semuanya sudah siap."), "success")
        return redirect(url_for("dupak.kelengkapan", id=id), 303)
    return _halaman(dupak_atau_404(id, *LENGKAP), form), status


def _jawab(dupak: Dupak, form: FormLangkah) -> int:
    """Store what the form says, all of it or nothing; the status of the answer."""
    _pastikan_ditanya(dupak)
    baris, butir = _diminta(dupak)
    if not form.validate():
        pilih_lagi(form, [f"berkas_{item.id}" for item in butir])
        return SALAH
    berkas, status = _terima(form, butir)
    if status != BERHASIL:
        return status
    try:
        with transaction() as session:
            jawaban = {b.baris.kode: form[f"jawaban_{b.baris.kode}"].data for b in baris}
            layanan.jawab_kelengkapan(session, dupak, jawaban, oleh=pelaku(), seen_version=form.version.data)
            balasan = {b.id: form[f"balasan_{b.id}"].data for b in butir if f"balasan_{b.id}" in form}
            remarks.jawab(session, dupak, balasan, oleh=pelaku())
            for item in butir:
                isi = {k: form[f"{k}_{item.id}"].data for k in BIDANG_BUKTI}
                layanan_butir.ubah_bukti(session, item, **isi, oleh=pelaku())
                pasang_semua(session, item, berkas[item.id])
    except MasukanSalah as galat:
        form.tempelkan(galat)
        return SALAH
    return BERHASIL


def _terima(form: FormLangkah, butir: list[ItemDupak]) -> tuple[dict[int, list[BerkasMasuk]], int]:
    """Check and store the files of every item; a bad one is named at its field."""
    berkas: dict[int, list[BerkasMasuk]] = {}
    status = BERHASIL
    for item in butir:
        kolom = f"berkas_{item.id}"
        try:
            berkas[item.id] = simpan_berkas(kolom)
        except UnggahanSalah as galat:
            form[kolom].errors = [galat.pesan]
            status = galat.status
    if status != BERHASIL:
        pilih_lagi(form, [f"berkas_{item.id}" for item in butir])
    return berkas, status


def _kirim(dupak: Dupak, form: FormLangkah) -> ResponseReturnValue:
    """Send the file back. What was answered is stored already, so a refusal loses nothing."""
    langkah = "kirim_kelengkapan" if hanya_bukti(dupak) else "ajukan"
    try:
        with transaction() as session:
            ambil(session, dupak, langkah, Masukan(oleh=pelaku(), seen_version=dupak.version))
    except Refused as galat:
        dupak = dupak_atau_404(dupak.id, *LENGKAP)
        form.version.data = dupak.version
        _tempelkan_alasan(form, galat)
        flash(_("Jawaban tersimpan, tetapi belum dapat dikirim."), "warning")
        return _halaman(dupak, form), SALAH
    if langkah == "ajukan":
        flash(_("Perbaikan terkirim. DUPAK menunggu atasan Anda lagi."), "success")
    else:
        flash(_("Kelengkapan terkirim. Sekretariat melanjutkan pemeriksaan."), "success")
    return redirect(url_for("dupak.lihat", id=dupak.id), 303)


def _tempelkan_alasan(form: FormLangkah, galat: Refused) -> None:
    """Each reason of the engine at the field that answers it."""
    for alasan in galat.alasan:
        jenis, _sela, kunci = (alasan.tempat or "").partition("-")
        kolom = {"berkas": f"jawaban_{kunci}", "butir": f"tempat_bukti_{kunci}"}.get(jenis, "")
        kolom = kolom if kolom in form else ""
        form.tempelkan(MasukanSalah({kolom: alasan.pesan}))


def _halaman(dupak: Dupak, form: FormLangkah) -> str:
    baris, butir = _diminta(dupak)
    return render_template(
        "dupak/kelengkapan.html",
        dupak=dupak,
        form=form,
        baris=baris,
        butir=butir,
        permintaan=catatan_pengembalian(db.session(), dupak),
        catatan=remarks.terbuka(db.session(), dupak),
        hanya_bukti=hanya_bukti(dupak),
        batas=unggahan,
        remah=remah(dupak, P_("Lengkapi berkas") if hanya_bukti(dupak) else P_("Perbaiki yang dikembalikan")),
    )
