"""The blueprint of the conversion, its place in the menu, and how its pages find a case."""

from flask import Blueprint, url_for
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from workflow_app.extensions import db
from workflow_app.models import Konversi, KonversiState, PenetapanAk, PenetapanAkState, Peran
from workflow_app.permissions import Pelaku, dinilai_oleh
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.services.kredit_konversi import regime_konversi
from workflow_app.services.map_penilai import TERHITUNG
from workflow_app.web import menu
from workflow_app.web.beku import masa_konversi
from workflow_app.web.konteks import pelaku, perkara_atau_404

bp = Blueprint("konversi", __name__, url_prefix="/konversi")

PEMBACA = (Peran.KEPEGAWAIAN, Peran.PEMBINA_KEPEGAWAIAN, Peran.AUDITOR)
BATAS_HITUNG = 100
"""The menu counts cases up to here."""


def membaca_banyak(orang: Pelaku) -> bool:
    """Whether the person reads cases of others: by a role of the institution, or as evaluator."""
    return orang.punya(*PEMBACA) or menilai(orang)


def menilai(orang: Pelaku) -> bool:
    """Whether the person is an evaluator: named by a case, or holding or borrowing the role."""
    return orang.pernah_menilai or orang.punya(Peran.PENILAI_KINERJA)


def _dalam_regime(orang: Pelaku) -> bool:
    """Whether credit comes from conversion on the person's day: before it these pages are nobody's concern."""
    return regime_konversi(orang.hari_ini)


def _jumlah_menunggu(orang: Pelaku) -> int:
    """How many cases wait for the evaluator's signature, for the menu; counted to a bound only. One query."""
    konversi = select(Konversi.id).where(Konversi.state == KonversiState.DIAJUKAN, dinilai_oleh(Konversi, orang))
    penetapan = select(PenetapanAk.id).where(
        PenetapanAk.state == PenetapanAkState.DRAF, dinilai_oleh(PenetapanAk, orang)
    )
    semua = konversi.union_all(penetapan).limit(BATAS_HITUNG).subquery()
    return db.session.scalar(select(func.count()).select_from(semua)) or 0


menu.daftarkan(
    bp,
    menu.Entri(
        "konversi.folder",
        N_("Map penilai kinerja"),
        "clipboard-check",
        61,
        lambda orang: _dalam_regime(orang) and menilai(orang),
        jumlah=_jumlah_menunggu,
    ),
)
menu.daftarkan(
    bp,
    menu.Entri(
        "konversi.daftar",
        N_("Konversi"),
        "arrow-clockwise",
        62,
        lambda orang: _dalam_regime(orang) and (orang.pernah_menjabat or membaca_banyak(orang)),
    ),
)


def muat(id_: int) -> Konversi:
    """The case if the reader may see it, with the people whom its figures need."""
    return perkara_atau_404(Konversi, id_, *TERHITUNG, joinedload(Konversi.menggantikan))


def remah(obj: Konversi, *akhir: Pesan) -> list[tuple[Pesan | str, str | None]]:
    """The way to a page of a case: from the list by the period, or for others by the officer's name."""
    sendiri = obj.subjek_id == pelaku().pegawai_id
    nama = masa_konversi(obj) if sendiri else P_("%(nama)s, %(masa)s", nama=obj.subjek.nama, masa=masa_konversi(obj))
    jalan: list[tuple[Pesan | str, str | None]] = [
        (P_("Konversi"), url_for("konversi.daftar")),
        (nama, url_for("konversi.lihat", id=obj.id)),
    ]
    return [*jalan, *((satu, None) for satu in akhir)]
