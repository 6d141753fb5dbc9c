"""Reading the rules: the list of rule sets, one rule set with its history, two versions side by side."""

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from workflow_app.blueprints.peraturan import tampilan
from workflow_app.extensions import db
from workflow_app.models import Peran, RancanganPeraturan, StatusRancangan, VersiPeraturan
from workflow_app.peraturan import berlaku, naskah, terbitan
from workflow_app.peraturan.aturan import Ketentuan, Peraturan
from workflow_app.services import peraturan as layanan
from workflow_app.web.konteks import pelaku

bp = Blueprint("lihat", __name__)

PEMBACA_RANCANGAN = (Peran.ADMIN, Peran.AUDITOR)


def remah(aturan: Peraturan | None = None) -> list[tuple[str, str | None]]:
    """The way to a page about a rule set."""
    awal: list[tuple[str, str | None]] = [(_("Peraturan"), url_for("peraturan.lihat.daftar"))]
    return awal if aturan is None else [*awal, (aturan.kunci, url_for("peraturan.lihat.satu", kunci=aturan.kunci))]


def umum() -> dict[str, Any]:
    """What every page of the rules needs."""
    return {
        "tanda": tampilan.TANDA,
        "nilai_tampil": tampilan.nilai_tampil,
        "boleh_ubah": pelaku().punya(Peran.ADMIN),
        "boleh_rancangan": pelaku().punya(*PEMBACA_RANCANGAN),
    }


@bp.get("")
def daftar() -> str:
    """Every rule set with dates, version, corrections, draft and conflicts."""
    session = db.session()
    versi = terbitan.versi_terakhir(session)
    rancangan = set(
        session.scalars(select(RancanganPeraturan.kunci).where(RancanganPeraturan.status == StatusRancangan.TERBUKA))
    )
    baris = [
        (aturan, versi.get(aturan.kunci), aturan.kunci in rancangan, len(_konflik(aturan, versi)))
        for aturan in berlaku.kini().aturan
    ]
    return render_template("peraturan/daftar.html", baris=baris, remah=[(_("Peraturan"), None)], **umum())


def _konflik(aturan: Peraturan, versi: dict[str, Any]) -> list[terbitan.Konflik]:
    return terbitan.konflik(aturan.kunci, versi[aturan.kunci]) if aturan.kunci in versi else []


@bp.get("/<string:kunci>")
def satu(kunci: str) -> str:
    """One rule set: its figures by section, its history; `?versi=` shows an older version."""
    kini = tampilan.aturan_atau_404(kunci)
    session = db.session()
    riwayat = layanan.riwayat(session, kunci)
    nomor = request.args.get("versi", type=int)
    versi = _pilih(riwayat, nomor) if nomor is not None else (riwayat[0] if riwayat else None)
    aturan = naskah.baca(versi.isi) if versi is not None and nomor is not None else kini
    cari = request.args.get("cari", "").strip()[:100]
    return render_template(
        "peraturan/satu.html",
        aturan=aturan,
        versi_tampil=versi,
        lama=versi is not None and versi is not riwayat[0],
        riwayat=riwayat,
        bagian=tampilan.bagian(aturan, _asal_koreksi(versi), cari),
        cari=cari,
        konflik=terbitan.konflik(kunci, riwayat[0]) if riwayat else [],
        rancangan=layanan.rancangan_terbuka(session, kunci),
        remah=[*remah(), (kunci, None)],
        **umum(),
    )


def _pilih(riwayat: list[VersiPeraturan], nomor: int) -> VersiPeraturan:
    cocok = [versi for versi in riwayat if versi.nomor == nomor]
    if not cocok:
        abort(404)
    return cocok[0]


def _asal_koreksi(versi: VersiPeraturan | None) -> dict[str, Ketentuan | None]:
    if versi is None:
        return {}
    return {
        jalur: naskah.ketentuan_dari(isi["bawaan"]) if isi["bawaan"] else None for jalur, isi in versi.koreksi.items()
    }


@bp.get("/<string:kunci>/banding")
def banding(kunci: str) -> str:
    """Two versions side by side: what differs, or everything on demand."""
    aturan = tampilan.aturan_atau_404(kunci)
    riwayat = layanan.riwayat(db.session(), kunci)
    if not riwayat:
        abort(404)
    a = _pilih(riwayat, request.args.get("a", riwayat[min(1, len(riwayat) - 1)].nomor, type=int))
    b = _pilih(riwayat, request.args.get("b", riwayat[0].nomor, type=int))
    semua = "semua" in request.args
    return render_template(
        "peraturan/banding.html",
        aturan=aturan,
        a=a,
        b=b,
        riwayat=riwayat,
        semua=semua,
        beda=tampilan.banding(naskah.baca(a.isi), naskah.baca(b.isi), semua=semua),
        remah=[*remah(aturan), (_("Bandingkan versi"), None)],
        **umum(),
    )
