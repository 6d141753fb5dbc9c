"""What forms about one row share: the fingerprint of the row, and the way from form to service and back."""

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from workflow_app.errors import MasukanSalah, Refused
from workflow_app.extensions import transaction
from workflow_app.models import Base
from workflow_app.services import catatan
from workflow_app.web.kolom import Formulir, SidikField

T = TypeVar("T")


class FormBaris(Formulir):
    """A form about one row. `susunan` groups the fields that stand side by side."""

    sidik = SidikField()
    susunan: ClassVar[tuple[tuple[str, ...], ...]] = ()

    def tunjukkan(self, baris: Base | None) -> None:
        """Remember the row as it is shown; a form that was sent keeps the fingerprint it came with."""
        if baris is not None and not self.is_submitted():
            self.sidik.data = catatan.sidik(baris)

    def nilai(self) -> dict[str, Any]:
        """Values by name of the field, without the hidden ones."""
        return {nama: bidang.data for nama, bidang in self._fields.items() if nama not in {"csrf_token", "sidik"}}


def layani(
    form: FormBaris,
    kerja: Callable[[Session], T],
    *,
    baris: Base | None = None,
    judul: str,
    pesan: str,
    batal: str,
    tujuan: Callable[[T], str] | None = None,
    tombol: str | None = None,
    keterangan: str | None = None,
    remah: list[tuple[str, str | None]],
) -> ResponseReturnValue:
    """Show the form, or do what it asks in one transaction and go on to `tujuan` (else `batal`).

    Objections of the service come back at their fields with everything that was typed. `baris` is the row being
    changed: what somebody else changed in it meanwhile is not overwritten (Conflict).
    """
    form.tunjukkan(baris)
    if form.validate_on_submit():
        try:
            with transaction() as session:
                if baris is not None:
                    catatan.tolak_bila_basi(session, baris, form.sidik.data)
                hasil = kerja(session)
        except MasukanSalah as galat:
            form.tempelkan(galat)
        except Refused as galat:
            form.form_errors.extend(a.pesan for a in galat.alasan)
        else:
            flash(pesan, "success")
            return redirect(tujuan(hasil) if tujuan else batal, 303)
    return render_template(
        "formulir_satu.html",
        form=form,
        judul=judul,
        batal=batal,
        tombol=tombol,
        keterangan=keterangan,
        remah=[*remah, (judul, None)],
    ), 422 if form.is_submitted() else 200
