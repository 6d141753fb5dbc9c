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
from workflow_app.web.alamat import ID_TERBESAR
from workflow_app.web.halaman import halaman
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
    """One rule set: its figures by section, its history page by page; `?versi=` shows an older version."""
    kini = tampilan.aturan_atau_404(kunci)
    session = db.session()
    terakhir = layanan.nomor_terakhir(session, kunci)
    nomor = request.args.get("versi", type=int)
    versi = _versi(kunci, nomor if nomor is not None else terakhir) if nomor is not None or terakhir else None
    aturan = naskah.baca(versi.isi) if versi is not None and nomor is not None else kini
    cari = request.args.get("cari", "").strip()[:100]
    return render_template(
        "peraturan/satu.html",
        aturan=aturan,
        versi_tampil=versi,
        lama=versi is not None and versi.nomor != terakhir,
        daftar=halaman(layanan.riwayat(kunci), VersiPeraturan.id),
        bagian=tampilan.bagian(aturan, _asal_koreksi(versi), cari),
        cari=cari,
        konflik=layanan.konflik(session, kunci),
        rancangan=layanan.rancangan_terbuka(session, kunci),
        remah=[*remah(), (kunci, None)],
        **umum(),
    )


def _versi(kunci: str, nomor: int) -> VersiPeraturan:
    versi = layanan.versi(db.session(), kunci, nomor) if 0 < nomor <= ID_TERBESAR else None
    if versi is None:
        abort(404)
    return versi


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
    terakhir = layanan.nomor_terakhir(db.session(), kunci)
    a = _versi(kunci, request.args.get("a", max(terakhir - 1, 1), type=int))
    b = _versi(kunci, request.args.get("b", terakhir, type=int))
    semua = "semua" in request.args
    return render_template(
        "peraturan/banding.html",
        aturan=aturan,
        a=a,
        b=b,
        pilihan=_pilihan(kunci, a, b),
        semua=semua,
        beda=tampilan.banding(naskah.baca(a.isi), naskah.baca(b.isi), semua=semua),
        remah=[*remah(aturan), (_("Bandingkan versi"), None)],
        **umum(),
    )


def _pilihan(kunci: str, *dipilih: VersiPeraturan) -> list[VersiPeraturan]:
    """The newest versions to choose from, with those that are compared."""
    baru = halaman(layanan.riwayat(kunci), VersiPeraturan.id).baris
    return sorted({v.nomor: v for v in (*baru, *dipilih)}.values(), key=lambda v: v.nomor, reverse=True)
