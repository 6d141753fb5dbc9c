"""The case page of a claim, the same for everybody who may see it; what each may do differs."""

from collections.abc import Sequence
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from workflow_app.blueprints.dupak import tampilan
from workflow_app.blueprints.dupak.dasar import LENGKAP, bp, dupak_atau_404, hanya_bukti, remah
from workflow_app.errors import Alasan
from workflow_app.extensions import db
from workflow_app.models import Dupak, DupakState, Keberatan
from workflow_app.models.dupak import DUPAK_LEPAS
from workflow_app.pesan import P_, Pesan
from workflow_app.plafon import Tinjauan, tinjau
from workflow_app.services.beda_kepegawaian import Beda, HasilBanding, banding_dupak, kalimat
from workflow_app.services.butir import alasan_terkunci
from workflow_app.services.catatan_butir import CatatanTampil, terbuka
from workflow_app.services.kembar import kembar
from workflow_app.web.bahasa import tanggal
from workflow_app.web.konteks import hari_ini, pelaku
from workflow_app.web.perkara import konteks_perkara

BELUM_DIKIRIM = frozenset({DupakState.DRAF, DupakState.DIKEMBALIKAN})
SELESAI_DILIHAT = tampilan.DIPUTUS | DUPAK_LEPAS
"""States in which nobody looks for work claimed twice any more."""


@bp.get("/<int:id>")
def lihat(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """The claim: items by element, proof, statements, checklist, result."""
    dupak = dupak_atau_404(id, *LENGKAP)
    konteks = konteks_perkara(dupak)
    kekurangan = _kekurangan(dupak, konteks["langkah_anda"])
    orang = pelaku()
    ganda = kembar(db.session(), dupak, orang) if dupak.state not in SELESAI_DILIHAT else None
    isi: dict[str, Any] = {
        "dupak": dupak,
        "milik_saya": dupak.subjek_id == orang.pegawai_id,
        "saya_atasan": dupak.atasan_id == orang.pegawai_id,
        "kelompok": tampilan.kelompok_butir(dupak, orang, kekurangan, _tinjauan(dupak), ganda),
        "ganda": ganda,
        "catatan": _catatan(dupak),
        "banding": _banding(dupak),
        "kalimat_beda": kalimat_beda,
        "boleh_tambah": not alasan_terkunci(dupak, None, orang),
        "hanya_bukti": hanya_bukti(dupak),
        "kekurangan": kekurangan,
        "spmk": tampilan.daftar_spmk(dupak),
        "periksa": tampilan.daftar_periksa(dupak, orang),
        "pengembalian": tampilan.catatan_pengembalian(db.session(), dupak),
        "perkiraan": _perkiraan(dupak),
        "hapak": _hapak(dupak),
        "hapak_lalu": [tampilan.hapak(dupak, h, P_("Jumlah")) for h in dupak.hasil_lalu],
        "keberatan": _keberatan(dupak),
    }
    return render_template("dupak/lihat.html", **{**konteks, "remah": remah(dupak), **isi})


def _banding(dupak: Dupak) -> HasilBanding:
    """The officer against the personnel sheet, before he sends; two queries, and only then."""
    if dupak.state not in BELUM_DIKIRIM or dupak.subjek_id != pelaku().pegawai_id:
        return HasilBanding(None)
    return banding_dupak(db.session(), dupak)


def kalimat_beda(satu: Beda) -> Pesan:
    """A finding with its dates as the reader reads them."""
    return kalimat(satu, lambda hari: tanggal(hari, "d MMM y"))


def _catatan(dupak: Dupak) -> dict[int, list[CatatanTampil]]:
    """Open remarks by item; one query, and only for a claim that was sent back."""
    return terbuka(db.session(), dupak) if dupak.state is DupakState.DIKEMBALIKAN else {}


def _kekurangan(dupak: Dupak, langkah: Sequence[Any]) -> list[Alasan]:
    """What still stands against sending the claim, as the engine says it; nothing for people who may not send it."""
    kirim = "kirim_kelengkapan" if hanya_bukti(dupak) else "ajukan"
    return [a for satu in langkah if satu.trigger == kirim for a in satu.alasan]


def _tinjauan(dupak: Dupak) -> dict[int, Tinjauan]:
    """What the catalogue says of the items today; once the claim is decided, its figures stand and nothing is asked."""
    return {} if dupak.state in tampilan.DIPUTUS else tinjau(db.session(), dupak)


def _perkiraan(dupak: Dupak) -> list[tampilan.Perkiraan]:
    if dupak.state not in BELUM_DIKIRIM or not dupak.butir:
        return []
    return tampilan.perkiraan(db.session(), dupak)


def _hapak(dupak: Dupak) -> tampilan.Hapak | None:
    if dupak.state not in tampilan.DIPUTUS or not dupak.hasil:
        return None
    return tampilan.hapak(dupak, dupak.hasil, P_("Jumlah"))


def _keberatan(dupak: Dupak) -> dict[str, Any] | None:
    """The officer's way to object: days left, and whether he used it; one query while the claim is decided."""
    if dupak.state is not DupakState.DIPUTUSKAN or dupak.keberatan_sampai is None:
        return None
    ada = db.session.scalar(select(Keberatan.id).where(Keberatan.dupak_id == dupak.id))
    sisa = (dupak.keberatan_sampai - hari_ini()).days
    terbuka = ada is None and sisa >= 0 and not dupak.keberatan_dilepas
    return {"id": ada, "sisa": sisa, "terbuka": terbuka and dupak.subjek_id == pelaku().pegawai_id}
