"""Marking: the assessor's desk over one claim, blind to the other assessor until both have sent."""

from dataclasses import dataclass, replace

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from workflow_app.blueprints.penilaian.formulir import ALASAN_UMUM, NilaiForm, formulir_nilai
from workflow_app.blueprints.penilaian.susunan import Baris, Susunan, susun
from workflow_app.errors import Alasan, Conflict, MasukanSalah
from workflow_app.extensions import db, transaction
from workflow_app.models import Dupak, ItemDupak, Penilaian, PenilaianState, Peran
from workflow_app.permissions import Pelaku, berkonflik, peran_terhadap
from workflow_app.pesan import P_
from workflow_app.plafon import tinjau
from workflow_app.services import penilaian as layanan
from workflow_app.services.kembar import kembar
from workflow_app.web.alamat import kunci_dari
from workflow_app.web.konteks import pelaku, perkara_atau_404
from workflow_app.web.langkah import FormulirMulai, LangkahTampil, url_langkah
from workflow_app.web.perkara import alamat_perkara, konteks_perkara

bp = Blueprint("penilaian", __name__, url_prefix="/penilaian")

BERJALAN = (PenilaianState.DITUGASKAN, PenilaianState.DINILAI)
BANYAK = 4
"""From so many unmarked items on they are counted, not listed, where sending is closed."""
PESAN_TERLAMBAT = P_(
    "Penilaian ini sudah disimpan dari jendela lain. Bandingkan nilai tersimpan dengan isian Anda, lalu simpan lagi."
)


@dataclass(frozen=True)
class Meja:
    """One marking as the reader may see it; `boleh_lihat` tells whether marks may be shown at all."""

    penilaian: Penilaian
    susunan: Susunan
    milik_saya: bool
    menilai: bool
    """Whether the reader may write marks now."""
    boleh_lihat: bool


def _muat(id_: int) -> Meja:
    """The marking with items and evidence; marks are read only for those who may see them."""
    penilaian = perkara_atau_404(
        Penilaian,
        id_,
        joinedload(Penilaian.penilai),
        joinedload(Penilaian.dupak).options(
            joinedload(Dupak.subjek), selectinload(Dupak.butir).selectinload(ItemDupak.bukti)
        ),
    )
    session, orang = db.session(), pelaku()
    milik_saya = penilaian.penilai_id == orang.pegawai_id
    boleh = milik_saya or (
        layanan.boleh_lihat_nilai(session, penilaian, orang) and orang.pegawai_id not in berkonflik(session, penilaian)
    )
    return Meja(
        penilaian=penilaian,
        susunan=susun(
            penilaian.dupak,
            penilaian.nilai if boleh else (),
            tinjau(session, penilaian.dupak) if boleh else None,
            kembar(session, penilaian.dupak, orang) if boleh and penilaian.state in BERJALAN else None,
        ),
        milik_saya=milik_saya,
        menilai=penilaian.state is PenilaianState.DINILAI
        and Peran.ANGGOTA_TIM in peran_terhadap(session, orang, penilaian),
        boleh_lihat=boleh,
    )


@bp.get("/<int:id>")
def lihat(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """The desk: declaration, then all items with their marks."""
    meja = _muat(id)
    form = formulir_nilai(meja.susunan.dinilai, meja.penilaian.version) if meja.menilai else None
    return _lembar(meja, form)


@bp.post("/<int:id>/nilai")
def simpan(id: int) -> ResponseReturnValue:  # noqa: A002
    """Save every mark on the page, or put a figure or a common reason into a field and show the page again."""
    meja = _muat(id)
    _pastikan_menilai(meja)
    form = formulir_nilai(meja.susunan.dinilai, meja.penilaian.version)
    if "isi" in request.form:
        _isikan(form, meja.susunan, request.form["isi"])
        return _lembar(meja, form)
    if "sama-semua" in request.form:
        belum = (b for b in meja.susunan.belum if form.kosong(b.item.id))
        form.sama_dengan_usulan(b for b in belum if b.plafon is None)
    benar = form.validate_on_submit()
    if _terlambat(meja, form):
        return _basi(meja, form, Conflict(PESAN_TERLAMBAT))
    if not benar:
        return _lembar(meja, form), 422
    if not form.berubah():
        flash(_("Tidak ada nilai yang berubah."), "info")
        return redirect(url_for("penilaian.lihat", id=id), 303)
    try:
        jumlah = _simpan(meja, form)
    except MasukanSalah as galat:
        meja = _muat_ulang(id)
        form.tempelkan(galat)
        return _lembar(meja, form), 422
    except Conflict as galat:
        return _basi(_muat_ulang(id), form, galat)
    flash(ngettext("%(num)s nilai tersimpan.", "%(num)s nilai tersimpan.", jumlah), "success")
    return redirect(url_for("penilaian.lihat", id=id), 303)


@bp.route("/<int:id>/butir/<int:item_id>", methods=["GET", "POST"])
def butir(id: int, item_id: int) -> ResponseReturnValue:  # noqa: A002
    """One item with its evidence and its form side by side; saving leads to the next one without a mark."""
    meja = _muat(id)
    baris = meja.susunan.cari(item_id)
    if baris is None or not meja.milik_saya or (request.method == "GET" and not meja.menilai):
        abort(404)
    if request.method == "POST":
        _pastikan_menilai(meja)
    form = formulir_nilai([] if baris.item.hangus else [baris], meja.penilaian.version)
    if request.method == "GET":
        return _satu(meja, baris, form)
    if "isi" in request.form:
        _isikan(form, meja.susunan, request.form["isi"])
        return _satu(meja, baris, form)
    if "sama" in request.form:
        form.sama_dengan_usulan(form.baris)
    benar = form.validate_on_submit()
    if _terlambat(meja, form):
        return _basi(meja, form, Conflict(PESAN_TERLAMBAT), baris)
    if not benar:
        return _satu(meja, baris, form), 422
    if form.berubah():
        try:
            _simpan(meja, form)
        except MasukanSalah as galat:
            meja = _muat_ulang(id)
            form.tempelkan(galat)
            return _satu(meja, baris, form), 422
        except Conflict as galat:
            return _basi(_muat_ulang(id), form, galat, baris)
    lanjut = meja.susunan.belum_berikutnya(baris)
    if lanjut is None:
        flash(_("Nilai butir %(kode)s tersimpan. Semua butir sudah dinilai.", kode=baris.item.kode), "success")
        return redirect(url_for("penilaian.lihat", id=id), 303)
    flash(_("Nilai butir %(kode)s tersimpan.", kode=baris.item.kode), "success")
    return redirect(url_for("penilaian.butir", id=id, item_id=lanjut.item.id), 303)


def _pastikan_menilai(meja: Meja) -> None:
    """Refuse whoever may not write marks now, in the service's own words; nothing is stored."""
    if meja.menilai:
        return
    with transaction() as session:
        versi = request.form.get("version", type=int)
        layanan.simpan_nilai(session, meja.penilaian, [], oleh=pelaku(), seen_version=versi)


def _terlambat(meja: Meja, form: NilaiForm) -> bool:
    """Whether the page was older than the data. The same marks sent twice (a double click) are not late."""
    seen = form.version.data
    return seen is not None and seen != meja.penilaian.version and (bool(form.errors) or bool(form.berubah()))


def _muat_ulang(id_: int) -> Meja:
    db.session.rollback()
    return _muat(id_)


def _isikan(form: NilaiForm, susunan: Susunan, apa: str) -> None:
    """Carry out a fill-in button: `sama-<id>` or `alasan-<id>-<kode>`; anything else changes nothing."""
    jenis, _pemisah, sisa = apa.partition("-")
    nomor, _pemisah, kode = sisa.partition("-")
    item_id = kunci_dari(nomor)
    baris = None if item_id is None else susunan.cari(item_id)
    if baris is None or baris not in form.baris:
        return
    if jenis == "sama":
        form.sama_dengan_usulan([baris])
    elif jenis == "alasan" and kode in ALASAN_UMUM:
        form.tambah_alasan(baris.item.id, kode)


def _simpan(meja: Meja, form: NilaiForm) -> int:
    """Store what was changed; how many marks that were."""
    isi = form.berubah()
    with transaction() as session:
        layanan.simpan_nilai(session, meja.penilaian, isi, oleh=pelaku(), seen_version=form.version.data)
    return len(isi)


def _basi(meja: Meja, form: NilaiForm, galat: Conflict, baris: Baris | None = None) -> ResponseReturnValue:
    """The page again, the newest data beside what was typed; where marking is over, the plain conflict."""
    if not meja.menilai:
        raise galat
    kini = None if baris is None else meja.susunan.cari(baris.item.id)
    baru = formulir_nilai([kini] if kini else meja.susunan.dinilai, meja.penilaian.version)
    baru.lanjutkan(form, meja.penilaian.version)
    if kini is None:
        return _lembar(meja, baru, bentrok=galat), 409
    return _satu(meja, kini, baru, bentrok=galat), 409


def _lembar(meja: Meja, form: NilaiForm | None, bentrok: Conflict | None = None) -> str:
    penilaian = meja.penilaian
    pernyataan = FormulirMulai(formdata=None, data={"version": penilaian.version})
    konteks = konteks_perkara(penilaian)
    konteks["langkah_anda"] = [_ringkas(satu, meja.susunan) for satu in konteks["langkah_anda"]]
    return render_template(
        "penilaian/lihat.html",
        **konteks,
        meja=meja,
        form=form,
        pernyataan=pernyataan,
        url_langkah=url_langkah,
        alasan_umum=ALASAN_UMUM,
        berikutnya=_penilaian_berikutnya(pelaku(), penilaian) if meja.milik_saya and not meja.menilai else None,
        bentrok=bentrok.pesan if bentrok else None,
    )


def _ringkas(langkah: LangkahTampil, susunan: Susunan) -> LangkahTampil:
    """One reason instead of one for each of many items that have no mark yet; the items themselves show it."""
    belum = susunan.belum
    if langkah.trigger != "kirim" or len(belum) < BANYAK or len(langkah.alasan) < len(belum):
        return langkah
    tempat = {f"butir-{b.item.id}" for b in belum}
    contoh = next(a for a in langkah.alasan if a.tempat in tempat)
    ringkasan = Alasan(
        P_("%(jumlah)s butir belum diberi nilai.", jumlah=len(belum)), contoh.aturan, f"butir-{belum[0].item.id}"
    )
    return replace(langkah, alasan=(ringkasan, *(a for a in langkah.alasan if a.tempat not in tempat)))


def _satu(meja: Meja, baris: Baris, form: NilaiForm, bentrok: Conflict | None = None) -> str:
    sebelum, sesudah = meja.susunan.tetangga(baris)
    return render_template(
        "penilaian/butir.html",
        meja=meja,
        baris=baris,
        form=form,
        sebelum=sebelum,
        sesudah=sesudah,
        alasan_umum=ALASAN_UMUM,
        bentrok=bentrok.pesan if bentrok else None,
        remah=[
            (_("Penilaian %(nama)s", nama=meja.penilaian.dupak.subjek.nama), alamat_perkara(meja.penilaian)),
            (_("Butir %(nomor)s", nomor=baris.nomor), None),
        ],
    )


def _penilaian_berikutnya(orang: Pelaku, selain: Penilaian) -> Penilaian | None:
    """The assessor's next open marking, by deadline."""
    return db.session.scalars(
        select(Penilaian)
        .where(Penilaian.penilai_id == orang.pegawai_id, Penilaian.state.in_(BERJALAN), Penilaian.id != selain.id)
        .options(joinedload(Penilaian.dupak).joinedload(Dupak.subjek))
        .order_by(Penilaian.tenggat, Penilaian.id)
        .limit(1)
    ).first()
