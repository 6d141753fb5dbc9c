"""The superior's folder: what waits for him, how far he is with each claim, and the next statement to read."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from workflow_app.blueprints.dupak.dasar import bp
from workflow_app.blueprints.dupak.tampilan import BarisSpmk, daftar_spmk
from workflow_app.extensions import db
from workflow_app.kalkulator.dasar import NOL
from workflow_app.models import Dupak
from workflow_app.pesan import N_
from workflow_app.services import map_atasan as layanan
from workflow_app.web import menu
from workflow_app.web.konteks import pelaku

menu.daftarkan(
    bp,
    menu.Entri(
        "dupak.folder",
        N_("Map atasan"),
        "clipboard-check",
        15,
        lambda orang: orang.membawahi,
        lambda orang: layanan.banyak_menunggu(db.session(), orang),
    ),
)


@dataclass(frozen=True)
class BarisMap:
    """One claim of the folder."""

    dupak: Dupak
    spmk: Sequence[BarisSpmk]
    hari: int
    """Days that it has been waiting for him."""
    catatan: int
    """His notes that no return has sent yet."""

    @property
    def jumlah(self) -> Decimal:
        """Credit claimed."""
        return sum((b.jumlah for b in self.dupak.butir), NOL)

    @property
    def berikut(self) -> str:
        """The statement to read or sign next; the claim itself once all are signed."""
        kode = next((s.spmk.unsur for s in self.spmk if s.spmk.ditandatangani_at is None), None)
        if kode is None:
            return url_for("dupak.lihat", id=self.dupak.id)
        return url_for("dupak.spmk", id=self.dupak.id, kode=kode)

    @property
    def selesai(self) -> bool:
        """Whether every statement is signed, so that the claim can be approved."""
        return all(s.spmk.ditandatangani_at is not None for s in self.spmk)


@bp.get("/map")
def folder() -> ResponseReturnValue:
    """The folder; the same number of queries however much lies in it."""
    session, orang = db.session(), pelaku()
    semua = layanan.dupak_menunggu(session, orang)
    tampil = semua[: layanan.BATAS_SEKALI]
    catatan = layanan.catatan_belum_dikirim(session, [d.id for d in tampil], orang) if tampil else {}
    return render_template(
        "dupak/map.html",
        baris=[_baris(d, orang.hari_ini, catatan.get(d.id, 0)) for d in tampil],
        lebih=len(semua) > len(tampil),
        batas=layanan.BATAS_SEKALI,
    )


def _baris(dupak: Dupak, hari_ini: dt.date, catatan: int) -> BarisMap:
    return BarisMap(dupak, daftar_spmk(dupak), (hari_ini - dupak.state_since).days, catatan)
