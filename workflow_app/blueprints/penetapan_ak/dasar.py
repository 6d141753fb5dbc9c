"""The blueprint of the determination, its place in the menu, and how its pages find a case."""

from flask import Blueprint, url_for
from sqlalchemy.orm import joinedload

from workflow_app.models import PenetapanAk, Peran
from workflow_app.permissions import Pelaku
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.services.kredit_konversi import regime_konversi
from workflow_app.web import menu
from workflow_app.web.konteks import perkara_atau_404

bp = Blueprint("penetapan_ak", __name__, url_prefix="/penetapan-ak")

PEMBACA = (Peran.KEPEGAWAIAN, Peran.PEMBINA_KEPEGAWAIAN, Peran.AUDITOR, Peran.PENILAI_KINERJA)


def membaca_banyak(orang: Pelaku) -> bool:
    """Whether the person reads cases of others: by a role of the institution, or as evaluator."""
    return orang.punya(*PEMBACA) or orang.pernah_menilai


menu.daftarkan(
    bp,
    menu.Entri(
        "penetapan_ak.daftar",
        N_("Penetapan AK"),
        "file-earmark-check",
        63,
        lambda orang: regime_konversi(orang.hari_ini) and (orang.pernah_menjabat or membaca_banyak(orang)),
    ),
)


def muat(id_: int) -> PenetapanAk:
    """The case if the reader may see it."""
    return perkara_atau_404(
        PenetapanAk,
        id_,
        joinedload(PenetapanAk.subjek),
        joinedload(PenetapanAk.penilai),
        joinedload(PenetapanAk.menggantikan),
    )


def remah(obj: PenetapanAk, *akhir: Pesan) -> list[tuple[Pesan | str, str | None]]:
    """The way to a page of a case."""
    jalan: list[tuple[Pesan | str, str | None]] = [
        (P_("Penetapan AK"), url_for("penetapan_ak.daftar")),
        (obj.nomor or obj.subjek.nama, url_for("penetapan_ak.lihat", id=obj.id)),
    ]
    return [*jalan, *((satu, None) for satu in akhir)]
