"""The statements of activities (SPMK): the superior reads each one, then signs it."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workflow_app.blueprints.dupak.dasar import LENGKAP, bp, dupak_atau_404, remah
from workflow_app.blueprints.dupak.tampilan import BarisSpmk, daftar_spmk
from workflow_app.extensions import db, transaction
from workflow_app.models import Dupak, DupakState
from workflow_app.pesan import P_, Pesan
from workflow_app.services import catatan_butir as remarks
from workflow_app.services import dupak as layanan
from workflow_app.web.bahasa import teks
from workflow_app.web.kolom import FormLangkah
from workflow_app.web.konteks import pelaku


def _spmk_atau_404(dupak: Dupak, kode: str) -> BarisSpmk:
    baris = next((s for s in daftar_spmk(dupak) if s.spmk.unsur == kode), None)
    if baris is None:
        abort(404, P_("SPMK itu tidak ada pada DUPAK ini."))
    return baris


@bp.get("/<int:id>/spmk/<string:kode>")
def spmk(id: int, kode: str) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """One statement with exactly its activities. Looking at it records nothing; that is the button's work."""
    return tampil_spmk(dupak_atau_404(id, *LENGKAP), kode)


def tampil_spmk(
    dupak: Dupak, kode: str, ketikan: Mapping[int, str] = MappingProxyType({}), pesan: Sequence[Pesan] = ()
) -> str:
    """The page of a statement; `ketikan` are notes by item that could not be kept, for the reasons of `pesan`."""
    baris = _spmk_atau_404(dupak, kode)
    semua = daftar_spmk(dupak)
    letak = next(i for i, s in enumerate(semua) if s.spmk.unsur == kode)
    giliran = dupak.atasan_id == pelaku().pegawai_id and dupak.state is DupakState.DIAJUKAN
    return render_template(
        "dupak/spmk.html",
        dupak=dupak,
        baris=baris,
        giliran_saya=giliran,
        ketikan=ketikan,
        pesan_catatan=pesan,
        sidik_teks=remarks.sidik_teks,
        catatan_saya=remarks.catatan_saya(db.session(), dupak, pelaku()) if giliran else {},
        terjawab=remarks.terjawab(db.session(), dupak),
        maks_catatan=remarks.MAKS_CATATAN,
        form=FormLangkah(version=dupak.version),
        sebelum=semua[letak - 1] if letak else None,
        sesudah=semua[letak + 1] if letak + 1 < len(semua) else None,
        banyak=len(semua),
        letak=letak + 1,
        remah=remah(dupak, P_("SPMK %(unsur)s", unsur=baris.label)),
    )


@bp.post("/<int:id>/spmk/<string:kode>/baca")
def baca_spmk(id: int, kode: str) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """The superior has read the statement."""
    dupak = dupak_atau_404(id, *LENGKAP)
    _spmk_atau_404(dupak, kode)
    with transaction() as session:
        layanan.baca_spmk(session, dupak, kode, oleh=pelaku())
    return redirect(url_for("dupak.spmk", id=dupak.id, kode=kode, _anchor="tanda-tangan"), 303)


@bp.post("/<int:id>/spmk/<string:kode>/tanda-tangan")
def tandatangani_spmk(id: int, kode: str) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """The superior signs a statement that he has read, and goes on to the next unsigned one."""
    dupak = dupak_atau_404(id, *LENGKAP)
    baris = _spmk_atau_404(dupak, kode)
    form = FormLangkah()
    with transaction() as session:
        layanan.tandatangani_spmk(session, dupak, kode, oleh=pelaku(), seen_version=form.version.data)
    berikut = next((s for s in daftar_spmk(dupak) if s.spmk.ditandatangani_at is None), None)
    label = _("SPMK %(unsur)s ditandatangani.", unsur=teks(baris.label))
    if berikut is not None:
        flash(label, "success")
        return redirect(url_for("dupak.spmk", id=dupak.id, kode=berikut.spmk.unsur), 303)
    flash(label + " " + _("Semua SPMK sudah ditandatangani; DUPAK dapat disetujui."), "success")
    return redirect(url_for("dupak.lihat", id=dupak.id), 303)
