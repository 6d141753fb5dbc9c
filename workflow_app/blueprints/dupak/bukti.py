"""The proofs of one item: into its slots, beside it to look at, and a better one in the place of a bad one."""

from collections.abc import Mapping

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf.file import FileField, MultipleFileField

from workflow_app import documents
from workflow_app.blueprints.dupak.dasar import (
    BERBUTIR,
    LENGKAP,
    bp,
    dupak_atau_404,
    hanya_bukti,
    item_atau_404,
    pastikan_terbuka,
    remah,
)
from workflow_app.blueprints.dupak.isian import SALAH, UnggahanSalah, simpan_berkas
from workflow_app.errors import MasukanSalah
from workflow_app.extensions import db, transaction
from workflow_app.formulir import Pembuatan, bukti_kegiatan
from workflow_app.models import BuktiFile, Dupak, DupakState, ItemDupak
from workflow_app.pesan import P_, Pesan
from workflow_app.services import bukti as layanan
from workflow_app.services import unggahan
from workflow_app.services.butir import BerkasMasuk, alasan_terkunci, pasang_bukti
from workflow_app.services.versi import pastikan_versi
from workflow_app.web.keamanan import DENGAN_BINGKAI
from workflow_app.web.kolom import FormLangkah, Formulir
from workflow_app.web.konteks import hari_ini, pelaku
from workflow_app.web.unduhan import GAMBAR, TAMPIL, kirim_isi


class GantiForm(FormLangkah):
    """One file in the place of another."""

    berkas = FileField(_l("Berkas pengganti"))


class SlotForm(Formulir):
    """Files for one slot; the page holds one such form for each."""

    class Meta(Formulir.Meta):
        """The token stands in the form itself, because one page must not hold the same id twice."""

        csrf = False

    berkas = MultipleFileField(_l("Unggah bukti"))


def alamat_item(dupak: Dupak, item: ItemDupak) -> str:
    """Where the officer works on the proof of an item now: its own page, or the answer to the request."""
    if hanya_bukti(dupak) or (item.diminta and dupak.state is DupakState.DIKEMBALIKAN):
        return url_for("dupak.kelengkapan", id=dupak.id, _anchor=f"butir-{item.id}")
    return url_for("dupak.ubah_butir", id=dupak.id, item_id=item.id)


@bp.route("/<int:id>/butir/<int:item_id>/bukti", methods=["GET", "POST"])
def bukti_butir(id: int, item_id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """The slots of an item with their files, and one of the files beside them; whoever may change it adds files here.

    Sending the same files once more changes nothing, so a broken upload is mended by sending it again.
    """
    dupak = dupak_atau_404(id, *BERBUTIR)
    item = item_atau_404(dupak, item_id)
    if request.method == "GET":
        return _halaman_bukti(dupak, item, {}), 200
    pastikan_terbuka(dupak, item)
    slot, status = request.form.get("slot", ""), SALAH
    try:
        berkas = simpan_berkas()
        with transaction() as session:
            hasil = layanan.pasang(session, item, berkas, slot, oleh=pelaku())
        _kabari(hasil)
        return redirect(url_for("dupak.bukti_butir", id=dupak.id, item_id=item.id, _anchor=f"slot-{slot}"), 303)
    except UnggahanSalah as galat:
        pesan, status = galat.pesan, galat.status
    except MasukanSalah as galat:
        pesan = next(iter(galat.galat.values()))
    dupak = dupak_atau_404(id, *BERBUTIR)
    return _halaman_bukti(dupak, item_atau_404(dupak, item_id), {slot: pesan}), status


@bp.get("/<int:id>/butir/<int:item_id>/bukti/formulir")
def formulir_bukti(id: int, item_id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """A Word form for the proof, filled in as far as the claim knows; nothing of it is kept."""
    dupak = dupak_atau_404(id, *LENGKAP)
    item = item_atau_404(dupak, item_id)
    pastikan_terbuka(dupak, item)
    bahan = bukti_kegiatan.susun(item, Pembuatan(db.session(), hari_ini(), terbit=False))
    return kirim_isi(documents.render(bahan.jenis, bahan.data), f"bukti-{item.kode}.docx", unggahan.DOCX.tipe)


def _kabari(hasil: layanan.Terpasang) -> None:
    if hasil.baru:
        jumlah = len(hasil.baru)
        flash(ngettext("%(num)s berkas tersimpan.", "%(num)s berkas tersimpan.", jumlah), "success")
    for satu in hasil.sudah_ada:
        flash(_("Berkas yang sama sudah ada pada butir ini: %(nama)s.", nama=satu.nama_asli), "info")


def _halaman_bukti(dupak: Dupak, item: ItemDupak, galat: Mapping[str, Pesan]) -> Response:
    slot = layanan.daftar_slot(item)
    formulir = {s.kunci: SlotForm(formdata=None) for s in slot}
    for kunci, form in formulir.items():
        form.berkas.id = f"berkas-{kunci}"
        form.berkas.errors = [galat[kunci]] if kunci in galat else []
    jawaban = make_response(
        render_template(
            "dupak/bukti.html",
            dupak=dupak,
            item=item,
            slot=slot,
            kurang=layanan.kurang(item),
            formulir=formulir,
            boleh=not alasan_terkunci(dupak, item, pelaku()),
            terpilih=_terpilih(item, slot),
            tampil=TAMPIL,
            gambar=GAMBAR,
            batas=unggahan,
            remah=remah(dupak, P_("Bukti butir %(kode)s", kode=item.kode)),
        )
    )
    jawaban.headers["Content-Security-Policy"] = DENGAN_BINGKAI
    return jawaban


def _terpilih(item: ItemDupak, slot: list[layanan.Slot]) -> BuktiFile | None:
    """The file that is shown: the one that the address names, else the first that a browser can show."""
    nomor = request.args.get("berkas", type=int)
    diminta = next((b for b in item.bukti if b.id == nomor), None)
    return diminta or next((b for s in slot for b in s.berlaku if b.tipe in TAMPIL), None)


@bp.route("/<int:id>/butir/<int:item_id>/bukti/<int:bukti_id>/ganti", methods=["GET", "POST"])
def ganti_bukti(id: int, item_id: int, bukti_id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Choose the file that replaces this one."""
    dupak = dupak_atau_404(id, *BERBUTIR)
    item = item_atau_404(dupak, item_id)
    lama = next((b for b in item.bukti if b.id == bukti_id and b.digantikan_at is None), None)
    if lama is None:
        abort(404, P_("Berkas itu tidak ada pada butir ini, atau sudah diganti."))
    pastikan_terbuka(dupak, item)
    form, status = GantiForm(version=dupak.version), 200
    if form.is_submitted():
        status = _ganti(dupak, item, lama, form)
        if status == 200:
            flash(_("Berkas diganti. Berkas lama tetap dapat dibuka pada riwayat butir."), "success")
            return redirect(alamat_item(dupak, item), 303)
    isi = {"item": item, "lama": lama, "form": form, "kembali": alamat_item(dupak, item), "batas": unggahan}
    jalan = remah(dupak, P_("Ganti berkas"))
    return render_template("dupak/ganti_bukti.html", dupak=dupak, remah=jalan, **isi), status


def _ganti(dupak: Dupak, item: ItemDupak, lama: BuktiFile, form: GantiForm) -> int:
    """Replace the file; the status of the answer, with the reason at the field where it is not 200."""
    if not form.validate():
        return SALAH
    try:
        berkas = simpan_berkas()
        if not berkas:
            form.berkas.errors = [P_("Pilih berkas yang hendak diunggah.")]
            return SALAH
        _pasang(dupak, item, lama, form, berkas[0])
    except UnggahanSalah as galat:
        form.berkas.errors = [galat.pesan]
        return galat.status
    except MasukanSalah as galat:
        form.tempelkan(galat)
        return SALAH
    return 200


def _pasang(dupak: Dupak, item: ItemDupak, lama: BuktiFile, form: GantiForm, berkas: BerkasMasuk) -> None:
    with transaction() as session:
        pastikan_versi(dupak, form.version.data)
        pasang_bukti(session, item, berkas, oleh=pelaku(), menggantikan_id=lama.id)
