"""The blueprint of the integration, its place in the menu, its form, and how its pages find a case."""

from flask import Blueprint, url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import joinedload, selectinload

from workflow_app.models import PakIntegrasi, Pegawai, Peran
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.services.kredit_konversi import regime_konversi
from workflow_app.web import menu
from workflow_app.web.kolom import Formulir, KreditField
from workflow_app.web.konteks import perkara_atau_404

bp = Blueprint("pak_integrasi", __name__, url_prefix="/pak-integrasi")

PEMBACA = (Peran.KEPEGAWAIAN, Peran.PEMBINA_KEPEGAWAIAN, Peran.PENETAP, Peran.AUDITOR)
PERKARA, CALON = "perkara", "calon"
"""Which list the address asks for: the cases, or the officers without one."""

menu.daftarkan(
    bp,
    menu.Entri(
        "pak_integrasi.daftar",
        N_("PAK integrasi"),
        "diagram-3",
        64,
        lambda orang: regime_konversi(orang.hari_ini) and orang.punya(*PEMBACA),
    ),
)


class PotongForm(Formulir):
    """Credit of pengembangan profesi that the raise to this level has used up."""

    potong_profesi = KreditField(
        _l("Pengembangan profesi yang sudah dipakai"),
        wajib=False,
        description=P_("Yang sudah dipakai untuk kenaikan ke jenjang ini. Kosong berarti tidak ada."),
    )


def muat(id_: int) -> PakIntegrasi:
    """The case if the reader may see it, with the histories that its figures need."""
    return perkara_atau_404(
        PakIntegrasi,
        id_,
        joinedload(PakIntegrasi.subjek).options(
            selectinload(Pegawai.riwayat_pangkat), selectinload(Pegawai.riwayat_jabatan)
        ),
        joinedload(PakIntegrasi.penetap),
        joinedload(PakIntegrasi.menggantikan),
    )


def remah(obj: PakIntegrasi, *akhir: Pesan) -> list[tuple[Pesan | str, str | None]]:
    """The way to a page of a case."""
    jalan: list[tuple[Pesan | str, str | None]] = [
        (P_("PAK integrasi"), url_for("pak_integrasi.daftar", daftar=PERKARA)),
        (obj.nomor or obj.subjek.nama, url_for("pak_integrasi.lihat", id=obj.id)),
    ]
    return [*jalan, *((satu, None) for satu in akhir)]
