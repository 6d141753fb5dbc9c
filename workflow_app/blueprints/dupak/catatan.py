"""Making the items of a claim from the officer's log."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from workflow_app.blueprints.dupak.dasar import BERBUTIR, bp, dupak_atau_404, pastikan_terbuka, remah
from workflow_app.errors import Conflict, MasukanSalah
from workflow_app.extensions import db, transaction
from workflow_app.models import Dupak
from workflow_app.pesan import P_
from workflow_app.services.ambil_kegiatan import TAMPIL_TERBANYAK, HasilAmbil, ambil, tawarkan
from workflow_app.web.alamat import kunci_dari
from workflow_app.web.kolom import FormLangkah
from workflow_app.web.konteks import pelaku

JUDUL = P_("Ambil dari catatan kegiatan")
SALAH, BENTROK = 422, 409
TERTUTUP_TAMPIL = 100
"""Activities that cannot be taken and are shown, with their reasons."""


def _nomor(nama: str) -> frozenset[int]:
    """The ids that were ticked under a name; never more than a page offers, and one to see that there are."""
    isi = request.form.getlist(nama)[: TAMPIL_TERBANYAK + 1]
    return frozenset(n for n in map(kunci_dari, isi) if n is not None)


@bp.route("/<int:id>/dari-catatan", methods=["GET", "POST"])
def dari_catatan(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Choose from the log; all that can be taken is chosen beforehand. Sending the page twice takes nothing twice."""
    dupak = dupak_atau_404(id, *BERBUTIR)
    pastikan_terbuka(dupak)
    form, status = FormLangkah(version=dupak.version), 200
    dipilih = gabung = None
    if form.is_submitted():
        dipilih, gabung, status = _nomor("kegiatan"), _nomor("gabung"), SALAH
        try:
            if form.validate():
                with transaction() as session:
                    hasil = ambil(session, dupak, dipilih, oleh=pelaku(), gabung=gabung, seen_version=form.version.data)
                _beri_tahu(hasil)
                return redirect(url_for("dupak.lihat", id=id, _anchor="butir"), 303)
        except MasukanSalah as galat:
            form.tempelkan(galat)
        except Conflict as galat:
            form.form_errors.append(galat.pesan)
            status = BENTROK
        dupak = dupak_atau_404(id, *BERBUTIR)
        form.version.data = dupak.version
    return _halaman(dupak, form, dipilih, gabung), status


def _beri_tahu(hasil: HasilAmbil) -> None:
    if not hasil.kegiatan:
        flash(_("Kegiatan itu sudah ada pada DUPAK ini."), "info")
        return
    teks = ngettext("%(num)s kegiatan diambil", "%(num)s kegiatan diambil", hasil.kegiatan)
    butir = ngettext("%(num)s butir", "%(num)s butir", len(hasil.butir))
    flash(_("%(kegiatan)s menjadi %(butir)s.", kegiatan=teks, butir=butir), "success")


def _halaman(dupak: Dupak, form: FormLangkah, dipilih: frozenset[int] | None, gabung: frozenset[int] | None) -> str:
    tawaran = tawarkan(db.session(), dupak, oleh=pelaku())
    return render_template(
        "dupak/dari_catatan.html",
        dupak=dupak,
        form=form,
        tawaran=tawaran,
        dipilih=dipilih,
        gabung=gabung if gabung is not None else frozenset(tawaran.berulang),
        tertutup=tawaran.tertutup[:TERTUTUP_TAMPIL],
        remah=remah(dupak, JUDUL),
    )
