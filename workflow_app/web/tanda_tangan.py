"""Signing in the conversion regime: the page that repeats what a signature determines, and who may begin anew."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from workflow_app.errors import WrongState
from workflow_app.extensions import db
from workflow_app.models import Konversi, PakIntegrasi, PenetapanAk
from workflow_app.permissions import peran_terhadap
from workflow_app.pesan import P_, Pesan
from workflow_app.services import keadaan
from workflow_app.states.engine import available, pastikan_berhak, workflow_of
from workflow_app.web.konteks import pelaku
from workflow_app.web.langkah import LangkahTampil, penjelasan, url_langkah
from workflow_app.web.perkara import alamat_perkara, halaman_berubah

TETAPKAN = "tetapkan"
Bertanda = Konversi | PenetapanAk | PakIntegrasi


@dataclass(frozen=True)
class IsiTandaTangan:
    """What stands on the page before a signature. `cocok`: whether the figures computed anew are the same."""

    jumlah: Decimal
    keterangan: Pesan
    cocok: bool | None
    fakta: Sequence[tuple[Any, Any]]


def lewat_halaman(daftar: Sequence[LangkahTampil], obj: Bertanda) -> list[LangkahTampil]:
    """The steps of a case, its signature by way of the page that repeats what is signed."""
    alamat = url_for(f"{workflow_of(obj).name}.konfirmasi_tetapkan", id=obj.id)
    return [replace(s, url=alamat, perlu_formulir=True) if s.trigger == TETAPKAN else s for s in daftar]


def konfirmasi(obj: Bertanda, isi: IsiTandaTangan, *, boleh_kembali: bool = False) -> ResponseReturnValue:
    """The page itself; refused like the step where the reader may not sign."""
    session, orang = db.session(), pelaku()
    try:
        pastikan_berhak(session, obj, TETAPKAN, orang)
    except WrongState as galat:
        return halaman_berubah(obj, galat, None, [])
    langkah = next(t for t in available(session, obj, orang) if t.step.trigger == TETAPKAN)
    alur = workflow_of(obj).name
    return render_template(
        "perkara/tetapkan.html",
        perkara=obj,
        isi=isi,
        alasan=langkah.alasan,
        penjelasan=penjelasan(alur, TETAPKAN),
        url=url_langkah(obj, TETAPKAN),
        url_perkara=alamat_perkara(obj),
        url_kembalikan=url_langkah(obj, "kembalikan") if boleh_kembali else None,
        remah=[
            (keadaan.judul(alur), url_for(f"{alur}.daftar")),
            (obj.subjek.nama, alamat_perkara(obj)),
            (P_("Tetapkan"), None),
        ],
    )


def boleh_memulai(obj: Bertanda, trigger: str) -> bool:
    """Whether the reader's role may begin a case of this kind about the same officer, as the workflow's row says."""
    step = workflow_of(obj).step(trigger, None)
    return step is not None and bool(step.roles & peran_terhadap(db.session(), pelaku(), obj).keys())
