"""The intake checklist of the institution: lines of the procedure, and its own."""

from typing import ClassVar

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workflow_app import peraturan
from workflow_app.baris_berkas import DAFTAR
from workflow_app.blueprints.sekretariat.dasar import bp, instansi_daftar
from workflow_app.extensions import db
from workflow_app.kalkulator import berkas
from workflow_app.models import SyaratBerkas
from workflow_app.pesan import P_
from workflow_app.services import syarat_berkas as layanan
from workflow_app.web.kolom import CentangField, TanggalField, TeksField
from workflow_app.web.konteks import hari_ini, pelaku
from workflow_app.web.layani import FormBaris, layani

MAKS_TEKS = 200


class SyaratForm(FormBaris):
    """One line of the institution's own."""

    label = TeksField(_l("Nama berkas"), maks=MAKS_TEKS)
    wajib = CentangField(_l("Wajib: tanpa berkas ini usulan tidak lengkap"))
    dasar = TeksField(
        _l("Dasar"),
        wajib=False,
        maks=MAKS_TEKS,
        description=P_("Ketentuan instansi yang memintanya, misalnya surat edaran dengan nomornya."),
    )
    mulai = TanggalField(_l("Berlaku mulai"))
    selesai = TanggalField(_l("Berakhir"), wajib=False)
    susunan: ClassVar = (("label",), ("wajib",), ("dasar",), ("mulai", "selesai"))


@bp.get("/daftar-berkas")
def daftar_berkas() -> ResponseReturnValue:
    """Both kinds of lines, with their source."""
    instansi = instansi_daftar()
    aturan = peraturan.prosedur(hari_ini())
    return render_template(
        "sekretariat/daftar_berkas.html",
        instansi=instansi,
        prosedur=[
            (berkas.label(aturan, DAFTAR, k), berkas.wajib(aturan, DAFTAR, k)) for k in berkas.baris(aturan, DAFTAR)
        ],
        tambahan=layanan.semua(db.session(), instansi.id),
        hari=hari_ini(),
    )


@bp.route("/daftar-berkas/baru", methods=["GET", "POST"])
def tambah_berkas() -> ResponseReturnValue:
    """A new line."""
    instansi = instansi_daftar()
    form = SyaratForm()
    if not form.is_submitted():
        form.mulai.data, form.wajib.data = hari_ini(), True
    return layani(
        form,
        lambda session: layanan.simpan(session, None, instansi.id, form.nilai(), oleh=pelaku()),
        judul=_("Baris tambahan"),
        pesan=_("Baris ditambahkan. Berlaku bagi berkas yang diterima sejak tanggal mulainya."),
        batal=url_for("sekretariat.daftar_berkas"),
        remah=_remah(),
    )


@bp.route("/daftar-berkas/<int:id>", methods=["GET", "POST"])
def ubah_berkas(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Change a line, or end it."""
    instansi = instansi_daftar()
    syarat = db.session.get(SyaratBerkas, id)
    if syarat is None or syarat.instansi_id != instansi.id:
        abort(404)
    form = SyaratForm(obj=syarat)
    return layani(
        form,
        lambda session: layanan.simpan(session, syarat, instansi.id, form.nilai(), oleh=pelaku()),
        baris=syarat,
        judul=_("Ubah baris tambahan"),
        pesan=_("Baris diubah. Berkas yang sudah diterima tetap seperti semula."),
        batal=url_for("sekretariat.daftar_berkas"),
        remah=_remah(),
    )


def _remah() -> list[tuple[str, str | None]]:
    return [(_("Daftar berkas"), url_for("sekretariat.daftar_berkas"))]
