"""Entering, changing and deleting an activity; the catalogue's suggestions for its words."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session, selectinload

from workflow_app.blueprints.kegiatan.dasar import (
    alamat_bulan,
    bp,
    kalender,
    kegiatan_atau_404,
    remah,
)
from workflow_app.blueprints.kegiatan.isian import KegiatanForm, beda, formulir, ketikan, kunci_terkirim
from workflow_app.errors import Conflict, MasukanSalah
from workflow_app.extensions import db, transaction
from workflow_app.models import ButirKegiatan, Kegiatan, Pegawai
from workflow_app.pesan import P_
from workflow_app.services import kegiatan as layanan
from workflow_app.services import nilai_kegiatan, unggahan
from workflow_app.services.butir import BerkasMasuk
from workflow_app.services.keadaan_kegiatan import tinjau
from workflow_app.services.nilai_kegiatan import Saran
from workflow_app.tanggal import TanggalTidakSah, baca_tanggal
from workflow_app.web.alamat import kunci_dari
from workflow_app.web.berkas_masuk import SALAH, UnggahanSalah, pilih_lagi, simpan, terkirim
from workflow_app.web.kolom import FormLangkah
from workflow_app.web.konteks import hari_ini, pegawai, pelaku

BENTROK = 409
BERKAS = {"foto": layanan.SLOT_FOTO, "berkas": layanan.SLOT_BUKTI}
MAKS_KATA = 200


@dataclass(frozen=True)
class PilihanButir:
    """The list from which the catalogue item is chosen."""

    terpilih: Saran | None
    """What is chosen now, also where the words do not suggest it."""
    saran: Sequence[Saran]
    kata: str
    dapat_diusulkan: bool
    """Whether work of that day is claimed by items at all."""


def _orang() -> Pegawai:
    """The reader with his ranks and positions, in this request's session."""
    opsi = (selectinload(Pegawai.riwayat_jabatan), selectinload(Pegawai.riwayat_pangkat))
    return db.session.get_one(Pegawai, pegawai().id, options=opsi)


def _tanggal(isi: str) -> dt.date:
    try:
        return baca_tanggal(isi)
    except TanggalTidakSah:
        return hari_ini()


def _pilihan(kata: str, tanggal: dt.date, butir_id: int | None) -> PilihanButir:
    """What fits the words on the day, and what is chosen; nothing is chosen that does not fit the day."""
    orang, session = _orang(), db.session()
    siapa = nilai_kegiatan.kedudukan(orang, tanggal)
    if siapa is None:
        return PilihanButir(None, (), kata, dapat_diusulkan=False)
    butir = session.get(ButirKegiatan, butir_id) if butir_id else None
    terpilih = nilai_kegiatan.saran_butir(siapa, butir) if butir else None
    saran = nilai_kegiatan.saran(session, orang, kata[:MAKS_KATA], tanggal)
    sisa = [s for s in saran if terpilih is None or s.butir.id != terpilih.butir.id]
    return PilihanButir(terpilih, sisa, kata, dapat_diusulkan=True)


@bp.get("/saran")
def saran() -> ResponseReturnValue:
    """The list of items for the words so far, while somebody types."""
    kata = request.args.get("cari", "").strip() or request.args.get("uraian", "")
    pilihan = _pilihan(
        kata, _tanggal(request.args.get("tanggal_selesai", "")), kunci_dari(request.args.get("butir_id", ""))
    )
    return render_template("kegiatan/_saran.html", pilihan=pilihan)


@bp.route("/baru", methods=["GET", "POST"])
def baru() -> ResponseReturnValue:
    """Enter an activity. The word of the form finds the row again that a draft or an earlier click has made."""
    if request.method == "GET":
        form = formulir(None)
        form.tanggal_selesai.data = _tanggal(request.args.get("tanggal", ""))
        form.rencana.data = form.tanggal_selesai.data > hari_ini()
        return _halaman(None, form)
    kunci = kunci_terkirim()
    ada = layanan.cari_kunci(db.session(), kunci, pelaku()) if kunci else None
    return _layani(ada, formulir(ada), kunci)


@bp.route("/<int:id>", methods=["GET", "POST"])
def ubah(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Change an activity; one that a claim holds is read only."""
    kegiatan = kegiatan_atau_404(id)
    if layanan.alasan_terkunci(kegiatan, pelaku()):
        return _terkunci(kegiatan)
    if request.method == "GET":
        return _halaman(kegiatan, formulir(kegiatan))
    return _layani(kegiatan, formulir(kegiatan), kegiatan.kunci)


def _layani(kegiatan: Kegiatan | None, form: KegiatanForm, kunci: str | None) -> ResponseReturnValue:
    """Take the form: everything is saved, or what was typed is kept as a draft and the page comes back with it."""
    aksi = request.form.get("aksi")
    berkas: dict[str, list[BerkasMasuk]] = {}
    try:
        if aksi in {"saran", "draf"}:
            return _tunda(kegiatan, form, kunci, aksi)
        berkas, status = _periksa(form)
        if status == 200:
            return _simpan_sekali_lagi(kegiatan, form, berkas, kunci)
    except MasukanSalah as galat:
        form.tempelkan(galat)
        pilih_lagi(form, BERKAS)
        status = SALAH
    except Conflict as galat:
        return _bentrok(kegiatan, form, kunci, galat, berkas)
    return _halaman(_segar(kegiatan, kunci), form), status


def _segar(kegiatan: Kegiatan | None, kunci: str | None) -> Kegiatan | None:
    """The activity as it is now, after a transaction that was undone."""
    if kegiatan is not None:
        return kegiatan_atau_404(kegiatan.id)
    return layanan.cari_kunci(db.session(), kunci, pelaku()) if kunci else None


def _tunda(kegiatan: Kegiatan | None, form: KegiatanForm, kunci: str | None, aksi: str) -> ResponseReturnValue:
    """Keep the form as typed; back to the list, or to the same page with suggestions."""
    form.validate()  # reads the fields; what cannot be read is no matter yet
    with transaction() as session:
        kegiatan = layanan.simpan_draf(
            session,
            kegiatan,
            ketikan(),
            pegawai=_orang(),
            oleh=pelaku(),
            kunci=kunci,
            seen_version=form.version.data,
            formulir=kunci_terkirim("formulir"),
        )
    if aksi == "draf":
        flash(_("Draf tersimpan seperti yang Anda ketik. Lanjutkan kapan saja."), "success")
        return redirect(url_for("kegiatan.daftar"), 303)
    return redirect(
        url_for("kegiatan.ubah", id=kegiatan.id, cari=request.form.get("cari") or None, _anchor="saran"), 303
    )


def _periksa(form: KegiatanForm) -> tuple[dict[str, list[BerkasMasuk]], int]:
    """Check the fields, then the files; the files are stored only when the fields are sound."""
    if not form.validate():
        pilih_lagi(form, BERKAS)
        return {}, SALAH
    berkas: dict[str, list[BerkasMasuk]] = {}
    for nama in BERKAS:
        try:
            berkas[nama] = simpan(nama)
        except UnggahanSalah as galat:
            form[nama].errors = [galat.pesan]
            return {}, galat.status
    return berkas, 200


def _simpan_sekali_lagi(
    kegiatan: Kegiatan | None, form: KegiatanForm, berkas: dict[str, list[BerkasMasuk]], kunci: str | None
) -> ResponseReturnValue:
    """Save, also where a draft of this very form came in between the reading and the writing."""
    try:
        return _simpan(kegiatan, form, berkas, kunci)
    except Conflict:
        kini, tanda = _segar(kegiatan, kunci), kunci_terkirim("formulir")
        if kini is None or tanda is None or (kini.isian or {}).get(layanan.FORMULIR) != tanda:
            raise
        return _simpan(kini, form, berkas, kunci)


def _simpan(
    kegiatan: Kegiatan | None, form: KegiatanForm, berkas: dict[str, list[BerkasMasuk]], kunci: str | None
) -> ResponseReturnValue:
    with transaction() as session:
        if kegiatan is None:
            kegiatan = layanan.buat(session, _orang(), form.isi(), oleh=pelaku(), kunci=kunci)
        else:
            layanan.ubah(
                session,
                kegiatan,
                form.isi(),
                oleh=pelaku(),
                seen_version=form.version.data,
                formulir=kunci_terkirim("formulir"),
            )
        _pasang(session, kegiatan, berkas)
    flash(_("Rencana tersimpan.") if kegiatan.rencana else _("Kegiatan tersimpan."), "success")
    if request.form.get("aksi") == "lagi":
        return redirect(url_for("kegiatan.baru", tanggal=f"{kegiatan.tanggal_selesai}"), 303)
    return redirect(alamat_bulan(kegiatan), 303)


def _pasang(session: Session, kegiatan: Kegiatan, berkas: dict[str, list[BerkasMasuk]]) -> None:
    for nama, slot in BERKAS.items():
        layanan.pasang_berkas(session, kegiatan, berkas.get(nama, []), oleh=pelaku(), slot=slot)


def _bentrok(
    kegiatan: Kegiatan | None,
    form: KegiatanForm,
    kunci: str | None,
    galat: Conflict,
    berkas: dict[str, list[BerkasMasuk]],
) -> ResponseReturnValue:
    """The page was older than the data: show both texts; saving again is a choice.

    The same text twice is no clash; files that came with it and were stored, `berkas`, are still attached.
    """
    kini = _segar(kegiatan, kunci)
    if kini is None or layanan.alasan_terkunci(kini, pelaku()):
        raise galat
    perbedaan = beda(form, kini)
    terpasang = any(berkas.values()) or not any(terkirim(nama) for nama in BERKAS)
    if not perbedaan and terpasang and not kini.isian and kini.tanggal_selesai is not None:
        try:
            with transaction() as session:
                _pasang(session, kini, berkas)
        except MasukanSalah as salah:
            form.tempelkan(salah)
            form.version.data = kini.version
            pilih_lagi(form, BERKAS)
            return _halaman(_segar(kini, kunci), form), SALAH
        flash(_("Kegiatan tersimpan."), "success")
        return redirect(alamat_bulan(kini), 303)
    form.version.data = kini.version
    pilih_lagi(form, BERKAS)
    return _halaman(kini, form, bentrok=galat.pesan, beda=perbedaan), BENTROK


def _halaman(kegiatan: Kegiatan | None, form: KegiatanForm, **lain: Any) -> str:
    kata = request.values.get("cari", "").strip() or form.uraian.data or ""
    pilihan = _pilihan(kata, form.tanggal_selesai.data or hari_ini(), form.butir_id.data)
    form.butir_id.data = pilihan.terpilih.butir.id if pilihan.terpilih else None
    satu = None if kegiatan is None else tinjau(kegiatan, hari_ini(), kalender())
    return render_template(
        "kegiatan/catat.html",
        kegiatan=kegiatan,
        tinjauan=satu,
        form=form,
        pilihan=pilihan,
        cari=request.values.get("cari", ""),
        hari_ini=hari_ini(),
        batas=unggahan,
        remah=remah(P_("Ubah kegiatan") if kegiatan and kegiatan.tanggal_selesai else P_("Kegiatan baru")),
        **{"bentrok": None, "beda": [], **lain},
    )


def _terkunci(kegiatan: Kegiatan) -> ResponseReturnValue:
    """An activity in a claim, to read; a change that was sent all the same is refused with the reason."""
    alasan = layanan.alasan_terkunci(kegiatan, pelaku())
    isi = {"kegiatan": kegiatan, "tinjauan": tinjau(kegiatan, hari_ini(), kalender()), "alasan": alasan}
    nilai = nilai_kegiatan.nilai_kegiatan(_orang(), kegiatan)
    halaman = render_template("kegiatan/lihat.html", remah=remah(P_("Kegiatan pada DUPAK")), nilai=nilai, **isi)
    return halaman, SALAH if request.method == "POST" else 200


@bp.route("/<int:id>/hapus", methods=["GET", "POST"])
def hapus(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Ask once more, then take the activity out of the log."""
    kegiatan = kegiatan_atau_404(id)
    if layanan.alasan_terkunci(kegiatan, pelaku()):
        return _terkunci(kegiatan)
    form = FormLangkah(version=kegiatan.version)
    if form.validate_on_submit():
        with transaction() as session:
            layanan.hapus(session, kegiatan, oleh=pelaku(), seen_version=form.version.data)
        flash(_("Kegiatan dihapus dari catatan."), "success")
        return redirect(url_for("kegiatan.daftar"), 303)
    jalan = remah(P_("Hapus kegiatan"))
    return render_template("kegiatan/hapus.html", kegiatan=kegiatan, form=form, remah=jalan), (
        SALAH if form.is_submitted() else 200
    )
