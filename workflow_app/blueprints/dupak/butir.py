"""Adding, changing and deleting an activity of a claim."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workflow_app.angka import AngkaTidakSah, baca_desimal
from workflow_app.blueprints.dupak import katalog
from workflow_app.blueprints.dupak.dasar import (
    BERBUTIR,
    bp,
    dupak_atau_404,
    hanya_bukti,
    item_atau_404,
    pastikan_terbuka,
    remah,
)
from workflow_app.blueprints.dupak.isian import (
    SALAH,
    BuktiForm,
    ButirForm,
    UnggahanSalah,
    formulir_butir,
    isi_dengan_bukti_baru,
    pasang_semua,
    pilih_lagi,
    simpan_berkas,
    tertulis,
)
from workflow_app.errors import Conflict, MasukanSalah
from workflow_app.extensions import db, transaction
from workflow_app.kalkulator.batas_butir import HasilBatas
from workflow_app.kalkulator.dasar import NOL
from workflow_app.models import ButirKegiatan, Dupak, ItemDupak
from workflow_app.pesan import P_, Pesan
from workflow_app.services import butir as layanan
from workflow_app.services import unggahan
from workflow_app.services.butir import BerkasMasuk
from workflow_app.web.alamat import ID_TERBESAR
from workflow_app.web.bahasa import angka_kredit
from workflow_app.web.kolom import FormLangkah
from workflow_app.web.konteks import pelaku

BENTROK = 409
PERMINTAAN_HTMX = "HX-Request"
TANPA_BANDING = frozenset({"version", "berkas", "csrf_token"})


@dataclass(frozen=True)
class Hitungan:
    """A credit with the factors that make it."""

    volume: Decimal
    satuan: Decimal
    faktor: Decimal
    nilai: Decimal


def _butir_pilihan(dupak: Dupak, item: ItemDupak | None) -> ButirKegiatan | None:
    """The catalogue item that the address names, else the one of the item; None while none is chosen."""
    id_ = request.args.get("butir", type=int)
    if id_ is None:
        return db.session.get(ButirKegiatan, item.butir_id) if item else None
    butir = db.session.get(ButirKegiatan, id_) if 0 < id_ <= ID_TERBESAR else None
    if butir is None or butir.aturan not in layanan.katalog_klaim(dupak):
        abort(404, P_("Butir kegiatan itu tidak ada dalam katalog masa ini. Cari lagi dari daftar."))
    return butir


@bp.get("/<int:id>/butir/cari")
def cari_butir(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Find the activity in plain words; the hits alone where the page asks for them while somebody types."""
    dupak = dupak_atau_404(id, *BERBUTIR)
    item_id = request.args.get("item", type=int)
    item = item_atau_404(dupak, item_id) if item_id is not None else None
    pastikan_terbuka(dupak, item)
    kata = request.args.get("cari", "")[:200]
    masa = katalog.pilihan_masa(dupak)
    kini = item.aturan if item else dupak.aturan
    aturan = next((m.aturan for m in masa if m.aturan == request.args.get("katalog")), kini)
    isi = {
        "dupak": dupak,
        "item": item,
        "kata": kata,
        "hasil": katalog.cari(
            db.session(),
            dupak,
            kata,
            aturan,
            mulai=request.args.get("mulai", 0, type=int),
            tertutup="tertutup" in request.args,
        ),
        "tertutup": "tertutup" in request.args,
        "masa": masa,
        "aturan": aturan,
    }
    if request.headers.get(PERMINTAAN_HTMX):
        jawaban = make_response(render_template("dupak/_hasil_cari.html", **isi))
    else:
        pernah = [] if kata.strip() else katalog.pernah_diusulkan(db.session(), dupak)
        jalan = remah(dupak, P_("Cari kegiatan"))
        jawaban = make_response(render_template("dupak/cari.html", pernah=pernah, remah=jalan, **isi))
    jawaban.vary.add(PERMINTAAN_HTMX)
    return jawaban


@bp.get("/<int:id>/butir/hitung")
def hitung_butir(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """The credit of a volume while it is typed; saving computes it again."""
    dupak = dupak_atau_404(id)
    butir = _butir_pilihan(dupak, None)
    if butir is None:
        abort(404)
    item = next((b for b in dupak.butir if b.id == request.args.get("item", type=int)), None)
    selesai = item.tanggal_selesai if item else dupak.masa_selesai
    hitungan, galat, batas = _hitung(dupak, butir, request.args.get("volume", ""), selesai, item)
    return render_template(
        "dupak/_hitungan.html",
        hitungan=hitungan,
        galat=galat,
        satuan=butir.satuan_hasil,
        batas_butir=batas,
    )


def _batas(
    dupak: Dupak, butir: ButirKegiatan, volume: Decimal, selesai: dt.date, item: ItemDupak | None
) -> HasilBatas | None:
    """The volume held against the yearly limit, together with what else the officer claims of the item in the year."""
    return layanan.periksa_batas(db.session(), dupak, butir, volume, selesai, kecuali=item)


def _hitung(
    dupak: Dupak, butir: ButirKegiatan, teks_volume: str, selesai: dt.date, item: ItemDupak | None
) -> tuple[Hitungan | None, Pesan | None, HasilBatas | None]:
    """The product for a volume as typed, or why there is none, and the yearly limit; nothing while nothing is typed."""
    if not teks_volume.strip():
        return None, None, _batas(dupak, butir, NOL, selesai, item)
    try:
        volume = baca_desimal(teks_volume)
        batas = _batas(dupak, butir, volume, selesai, item)
        diakui = batas.diakui if batas else volume
        return Hitungan(volume, *layanan.hitung_butir(dupak, butir, diakui)), None, batas
    except AngkaTidakSah as galat:
        return None, galat.pesan, None
    except MasukanSalah as galat:
        return None, next(iter(galat.galat.values())), None


@bp.route("/<int:id>/butir/baru", methods=["GET", "POST"])
def tambah_butir(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Add an activity of the catalogue item that was chosen in the search."""
    dupak = dupak_atau_404(id, *BERBUTIR)
    pastikan_terbuka(dupak)
    butir = _butir_pilihan(dupak, None)
    if butir is None:
        return redirect(url_for("dupak.cari_butir", id=dupak.id), 303)
    return _layani(dupak, None, butir, formulir_butir(dupak, None))


@bp.route("/<int:id>/butir/<int:item_id>", methods=["GET", "POST"])
def ubah_butir(id: int, item_id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Change an open activity and its proof."""
    dupak = dupak_atau_404(id, *BERBUTIR)
    item = item_atau_404(dupak, item_id)
    pastikan_terbuka(dupak, item)
    butir = _butir_pilihan(dupak, item)
    if butir is None:
        abort(404)
    return _layani(dupak, item, butir, formulir_butir(dupak, item))


def _layani(dupak: Dupak, item: ItemDupak | None, butir: ButirKegiatan, form: BuktiForm) -> ResponseReturnValue:
    """Show the form, or take it: everything is saved, or nothing and the page comes back as it was filled in."""
    status = 200
    if form.is_submitted():
        berkas, status = _periksa(form)
        if status == 200:
            try:
                return _simpan(dupak, item, butir, form, berkas)
            except MasukanSalah as galat:
                form.tempelkan(galat)
                pilih_lagi(form, ["berkas"])
                status = SALAH
            except Conflict as galat:
                return _bentrok(dupak.id, item.id if item else None, butir, form, galat)
            dupak = dupak_atau_404(dupak.id, *BERBUTIR)
            item = item_atau_404(dupak, item.id) if item else None
    return _halaman(dupak, item, butir, form), status


def _periksa(form: BuktiForm) -> tuple[list[BerkasMasuk], int]:
    """Check the fields, then the files; the files are stored only when the fields are sound."""
    sah = form.validate()
    try:
        berkas = simpan_berkas() if sah else []
    except UnggahanSalah as galat:
        form.berkas.errors = [galat.pesan]
        return [], galat.status
    if not sah:
        pilih_lagi(form, ["berkas"])
    return berkas, 200 if sah else SALAH


def _simpan(
    dupak: Dupak, item: ItemDupak | None, butir: ButirKegiatan, form: BuktiForm, berkas: list[BerkasMasuk]
) -> ResponseReturnValue:
    versi = form.version.data
    with transaction() as session:
        if item is None:
            item = layanan.tambah_butir(session, dupak, form.isi(butir.id), oleh=pelaku(), seen_version=versi)
            session.flush()
        elif isinstance(form, ButirForm):
            layanan.ubah_butir(session, item, form.isi(butir.id), oleh=pelaku(), seen_version=versi)
        else:
            isi = isi_dengan_bukti_baru(item, form.surat_tugas.data, form.tempat_bukti.data, form.keterangan.data)
            layanan.ubah_butir(session, item, isi, oleh=pelaku(), seen_version=versi)
        pasang_semua(session, item, berkas)
    flash(
        _("Butir %(kode)s tersimpan: %(nilai)s angka kredit.", kode=item.kode, nilai=angka_kredit(item.jumlah)),
        "success",
    )
    if request.form.get("lanjut") == "tambah":
        return redirect(url_for("dupak.cari_butir", id=dupak.id), 303)
    return redirect(url_for("dupak.lihat", id=dupak.id, _anchor=f"butir-{item.id}"), 303)


def _bentrok(
    dupak_id: int, item_id: int | None, butir: ButirKegiatan, form: BuktiForm, galat: Conflict
) -> ResponseReturnValue:
    """The page was older than the data: show what was typed beside what is stored now; saving again is a choice."""
    dupak = dupak_atau_404(dupak_id, *BERBUTIR)
    item = next((b for b in dupak.butir if b.id == item_id), None)
    if (item_id is not None and item is None) or layanan.alasan_terkunci(dupak, item, pelaku()):
        raise galat
    form.version.data = dupak.version
    pilih_lagi(form, ["berkas"])
    butir = db.session.get_one(ButirKegiatan, butir.id)
    beda = _beda(form, item) if item else []
    return _halaman(dupak, item, butir, form, bentrok=galat.pesan, beda=beda), BENTROK


@dataclass(frozen=True)
class Beda:
    """A field in which the typed text and the stored one differ."""

    label: str
    diketik: str
    tersimpan: str


def _beda(form: BuktiForm, item: ItemDupak) -> list[Beda]:
    """Where the form differs from the item as it is now, both as the form would write them."""
    sekarang = type(form)(formdata=None, obj=item)
    return [
        Beda(kini.label.text, tertulis(form[kini.name]), tertulis(kini))
        for kini in sekarang
        if kini.name not in TANPA_BANDING and form[kini.name].data != kini.data
    ]


def _halaman(dupak: Dupak, item: ItemDupak | None, butir: ButirKegiatan, form: BuktiForm, **lain: Any) -> str:
    volume = tertulis(form.volume) if isinstance(form, ButirForm) else ""
    selesai = form.tanggal_selesai.data if isinstance(form, ButirForm) else None
    selesai = selesai or (item.tanggal_selesai if item else dupak.masa_selesai)
    hitungan, galat_hitungan, batas_butir = _hitung(dupak, butir, volume, selesai, item)
    return render_template(
        "dupak/butir.html",
        hitungan=hitungan,
        galat_hitungan=galat_hitungan,
        batas_butir=batas_butir,
        dupak=dupak,
        item=item,
        pilihan=katalog.pilihan(dupak, butir),
        form=form,
        hanya_bukti=hanya_bukti(dupak),
        remah=remah(dupak, P_("Butir %(kode)s", kode=butir.kode) if item else P_("Kegiatan baru")),
        kembar=[b for b in dupak.butir if item is None and b.butir_id == butir.id],
        batas=unggahan,
        **{"bentrok": None, "beda": [], **lain},
    )


@bp.route("/<int:id>/butir/<int:item_id>/hapus", methods=["GET", "POST"])
def hapus_butir(id: int, item_id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Ask once more, then delete an open activity with its proof."""
    dupak = dupak_atau_404(id, *BERBUTIR)
    item = item_atau_404(dupak, item_id)
    pastikan_terbuka(dupak, item)
    form = FormLangkah(version=dupak.version)
    if form.validate_on_submit():
        with transaction() as session:
            layanan.hapus_butir(session, item, oleh=pelaku(), seen_version=form.version.data)
        flash(_("Butir %(kode)s dihapus.", kode=item.kode), "success")
        return redirect(url_for("dupak.lihat", id=dupak.id, _anchor="butir"), 303)
    isi = {"dupak": dupak, "item": item, "form": form}
    jalan = remah(dupak, P_("Hapus butir %(kode)s", kode=item.kode))
    return render_template("dupak/hapus_butir.html", remah=jalan, **isi), SALAH if form.is_submitted() else 200
