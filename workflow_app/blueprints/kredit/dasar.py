"""What every page about an officer's credit shares: who may read it, and the way to it."""

from flask import abort, url_for

from workflow_app.extensions import db
from workflow_app.models import Pegawai
from workflow_app.permissions import boleh_melihat, boleh_melihat_buku
from workflow_app.pesan import P_, Pesan
from workflow_app.services import penetapan_ak
from workflow_app.web.konteks import pegawai, pelaku
from workflow_app.web.perkara import alamat_perkara

Remah = list[tuple[Pesan, str | None]]


def pegawai_atau_404(pegawai_id: int) -> Pegawai:
    """The officer if the reader may see his ledger; otherwise it answers as if there were none."""
    orang = db.session.get(Pegawai, pegawai_id)
    if orang is None or not boleh_melihat_buku(db.session(), pelaku(), orang):
        abort(404)
    return orang


def alamat_draf(pemilik: Pegawai) -> str | None:
    """The officer's open draft of a determination, if the reader may open it."""
    draf = penetapan_ak.draf(db.session(), pemilik.id)
    return alamat_perkara(draf) if draf is not None and boleh_melihat(db.session(), pelaku(), draf) else None


def remah(pemilik: Pegawai, *, terakhir: bool = False) -> Remah:
    """The way to the ledger of an officer."""
    sendiri = pemilik.id == pegawai().id
    label = P_("Angka kredit saya") if sendiri else P_("Angka kredit: %(nama)s", nama=pemilik.nama)
    alamat = url_for("kredit.saya") if sendiri else url_for("kredit.akun", pegawai_id=pemilik.id)
    return [(label, None if terakhir else alamat)]
