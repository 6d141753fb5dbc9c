"""Institutions and their units."""

from collections.abc import Iterable
from typing import Any, ClassVar

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from workflow_app.blueprints.admin import label
from workflow_app.extensions import db
from workflow_app.models import Instansi, JenisInstansi, Unit
from workflow_app.services import organisasi as layanan
from workflow_app.services.organisasi import FORMAT_NOMOR
from workflow_app.web.halaman import halaman
from workflow_app.web.kolom import PilihanField, TeksField, TeksPanjangField, pilihan_enum
from workflow_app.web.konteks import pelaku
from workflow_app.web.layani import FormBaris, layani

bp = Blueprint("organisasi", __name__, url_prefix="/instansi")

MAKS_UNIT_INDUK = 500


def _nomor(label: Any, register: str, description: Any = "") -> TeksField:
    """The field of the number format of a register; it begins with the usual form."""
    bawaan = Instansi.__table__.c[f"format_nomor_{register}"].default.arg
    return TeksField(label, default=bawaan, description=description)


class InstansiForm(FormBaris):
    """An institution."""

    nama = TeksField(_l("Nama"))
    jenis = PilihanField(_l("Jenis"), **pilihan_enum(JenisInstansi, label.JENIS_INSTANSI))
    alamat = TeksPanjangField(_l("Alamat"), wajib=False, maks=500)
    kota = TeksField(_l("Kota"), description=_l("Dicetak di depan tanggal surat."))
    kantor_bkn = TeksField(_l("Kantor BKN"), description=_l("Penerima asli PAK."))
    format_nomor_pak = _nomor(
        _l("Bentuk nomor PAK"),
        "pak",
        _l("Dalam setiap bentuk nomor, {nomor} dan {tahun} wajib ada; {bulan} dan {bulan_romawi} boleh."),
    )
    format_nomor_konversi = _nomor(_l("Bentuk nomor konversi"), "konversi")
    format_nomor_akumulasi = _nomor(_l("Bentuk nomor akumulasi"), "akumulasi")
    format_nomor_penetapan_ak = _nomor(_l("Bentuk nomor penetapan AK"), "penetapan_ak")
    format_nomor_pak_integrasi = _nomor(_l("Bentuk nomor PAK integrasi"), "pak_integrasi")
    susunan: ClassVar = (
        ("nama", "jenis"),
        ("alamat",),
        ("kota", "kantor_bkn"),
        *((nama,) for nama in FORMAT_NOMOR),
    )


class UnitForm(FormBaris):
    """A unit; its institution is in the address."""

    nama = TeksField(_l("Nama"))
    induk_id = PilihanField(_l("Bagian dari"), ubah=int, kosong=_l("(langsung di bawah instansi)"))
    susunan: ClassVar = (("nama",), ("induk_id",))


def _remah() -> list[tuple[str, str | None]]:
    return [(_("Admin"), url_for("admin.beranda")), (_("Instansi"), url_for("admin.organisasi.daftar"))]


@bp.get("")
def daftar() -> ResponseReturnValue:
    """All institutions."""
    isi = halaman(select(Instansi), Instansi.nama, Instansi.id, turun=False)
    return render_template("admin/instansi.html", daftar=isi, label=label, remah=_remah())


@bp.get("/<int:id>")
def lihat(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """An institution with its units."""
    instansi = db.get_or_404(Instansi, id)
    unit = halaman(select(Unit).where(Unit.instansi_id == id), Unit.nama, Unit.id, turun=False)
    nama_induk = _nama_induk(unit.baris)
    return render_template(
        "admin/instansi_lihat.html",
        instansi=instansi,
        unit=unit,
        nama_induk=nama_induk,
        label=label,
        remah=[*_remah(), (instansi.nama, None)],
    )


def _nama_induk(unit: Iterable[Unit]) -> dict[int, str]:
    ids = {u.induk_id for u in unit if u.induk_id}
    return {u.id: u.nama for u in db.session.scalars(select(Unit).where(Unit.id.in_(ids)))} if ids else {}


@bp.route("/baru", methods=["GET", "POST"])
def baru() -> ResponseReturnValue:
    """Add an institution."""
    form = InstansiForm()
    return layani(
        form,
        lambda session: layanan.simpan_instansi(session, None, form.nilai(), oleh=pelaku()),
        judul=_("Tambah instansi"),
        pesan=_("Instansi ditambahkan."),
        batal=url_for("admin.organisasi.daftar"),
        tujuan=lambda i: url_for("admin.organisasi.lihat", id=i.id),
        remah=_remah(),
    )


@bp.route("/<int:id>/ubah", methods=["GET", "POST"])
def ubah(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Change an institution."""
    instansi = db.get_or_404(Instansi, id)
    form = InstansiForm(obj=instansi)
    kembali = url_for("admin.organisasi.lihat", id=id)
    return layani(
        form,
        lambda session: layanan.simpan_instansi(session, instansi, form.nilai(), oleh=pelaku()),
        baris=instansi,
        judul=_("Ubah instansi"),
        pesan=_("Perubahan disimpan."),
        batal=kembali,
        remah=[*_remah(), (instansi.nama, kembali)],
    )


def _isi_induk(form: UnitForm, instansi_id: int, kecuali: int | None = None) -> None:
    unit = db.session.scalars(
        select(Unit).where(Unit.instansi_id == instansi_id).order_by(Unit.nama).limit(MAKS_UNIT_INDUK)
    )
    form.induk_id.isi_pilihan([(u.id, u.nama) for u in unit if u.id != kecuali])


@bp.route("/<int:id>/unit/baru", methods=["GET", "POST"])
def unit_baru(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Add a unit to an institution."""
    instansi = db.get_or_404(Instansi, id)
    form = UnitForm()
    _isi_induk(form, id)
    kembali = url_for("admin.organisasi.lihat", id=id)
    return layani(
        form,
        lambda session: layanan.simpan_unit(session, None, {**form.nilai(), "instansi_id": id}, oleh=pelaku()),
        judul=_("Tambah unit kerja"),
        pesan=_("Unit kerja ditambahkan."),
        batal=kembali,
        remah=[*_remah(), (instansi.nama, kembali)],
    )


@bp.route("/unit/<int:id>/ubah", methods=["GET", "POST"])
def unit_ubah(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Change a unit."""
    unit = db.get_or_404(Unit, id)
    form = UnitForm(obj=unit)
    _isi_induk(form, unit.instansi_id, kecuali=id)
    kembali = url_for("admin.organisasi.lihat", id=unit.instansi_id)
    return layani(
        form,
        lambda session: layanan.simpan_unit(
            session, unit, {**form.nilai(), "instansi_id": unit.instansi_id}, oleh=pelaku()
        ),
        baris=unit,
        judul=_("Ubah unit kerja"),
        pesan=_("Perubahan disimpan."),
        batal=kembali,
        remah=[*_remah(), (unit.instansi.nama, kembali)],
    )
