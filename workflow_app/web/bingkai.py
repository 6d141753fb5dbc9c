"""What `base.html` needs on every page, error pages included."""

from dataclasses import dataclass
from typing import Any

from flask import Flask, url_for
from flask_login import current_user

from workflow_app.models import Peran
from workflow_app.permissions import Pelaku
from workflow_app.pesan import P_, Pesan
from workflow_app.web import bahasa, menu
from workflow_app.web.konteks import hari_ini, pelaku, pengaturan
from workflow_app.web.permintaan import basis_data_dapat_ditanya

PERAN_TAMPIL = 2
"""More roles than this are counted, not named, in the head of the page."""


@dataclass(frozen=True)
class KepalaPengguna:
    """The signed-in person in the head of the page."""

    nama: str
    peran: Pesan | None


def ringkasan_peran(orang: Pelaku) -> Pesan | None:
    """A person's roles of today in a few words."""
    peran = sorted({t.peran for t in orang.tugas}, key=list(Peran).index)
    if not peran:
        return None
    label = [bahasa.label_peran(p) for p in peran]
    if len(label) == 1:
        return label[0]
    if len(label) == PERAN_TAMPIL:
        return P_("%(satu)s, %(dua)s", satu=label[0], dua=label[1])
    return P_("%(satu)s dan %(lain)s peran lain", satu=label[0], lain=len(label) - 1)


def _bingkai() -> dict[str, Any]:
    isi: dict[str, Any] = {
        "bahasa": bahasa.kode_bahasa(),
        "hari_ini": hari_ini(),
        "tanggal_aplikasi": pengaturan().TANGGAL_APLIKASI,
        "url_beranda": "/",
    }
    if not basis_data_dapat_ditanya():
        return isi
    isi |= {"url_masuk": url_for("auth.masuk"), "url_bahasa": url_for("auth.bahasa")}
    if not current_user.is_authenticated:
        return isi
    isi |= {"url_akun": url_for("akun.saya"), "url_keluar": url_for("auth.keluar")}
    if current_user.akun.wajib_ganti_sandi:
        return isi | {"pengguna": KepalaPengguna(current_user.pegawai.nama, None)}
    orang = pelaku()
    return isi | {"pengguna": KepalaPengguna(orang.nama, ringkasan_peran(orang)), "menu": menu.untuk(orang)}


def pasang(app: Flask) -> None:
    """Give every template of `app` what the frame needs."""
    app.context_processor(_bingkai)
