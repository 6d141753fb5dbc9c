"""What every page about facts of performance shares: whose facts the reader may open, and the way to them."""

from flask import abort, url_for
from sqlalchemy import exists, or_, select
from sqlalchemy.orm import joinedload, selectinload

from workflow_app.extensions import db
from workflow_app.models import EvaluasiKinerja, Pegawai
from workflow_app.permissions import boleh_mencatat_kinerja, evaluasi_terlihat, kinerja_terlihat
from workflow_app.pesan import P_, Pesan
from workflow_app.web.konteks import pegawai, pelaku

Remah = list[tuple[Pesan | str, str | None]]


def pegawai_atau_404(pegawai_id: int) -> Pegawai:
    """The officer, if the reader may read his facts or an appraisal of his; otherwise as if there were none."""
    ada_evaluasi = exists(
        select(EvaluasiKinerja.id).where(EvaluasiKinerja.pegawai_id == Pegawai.id, evaluasi_terlihat(pelaku()))
    )
    orang = db.session.scalars(
        select(Pegawai)
        .where(Pegawai.id == pegawai_id, or_(kinerja_terlihat(pelaku()), ada_evaluasi))
        .options(
            joinedload(Pegawai.unit),
            joinedload(Pegawai.atasan),
            selectinload(Pegawai.riwayat_jabatan),
            selectinload(Pegawai.riwayat_pangkat),
        )
    ).one_or_none()
    if orang is None:
        abort(404)
    return orang


def dicatat_atau_tolak(pegawai_id: int) -> Pegawai:
    """The officer, if the reader keeps his facts; 404 where he may not even read them, 403 where he only reads."""
    orang = pegawai_atau_404(pegawai_id)
    if not boleh_mencatat_kinerja(pelaku(), orang):
        abort(403)
    return orang


def alamat(orang: Pegawai, tempat: str | None = None) -> str:
    """The page of an officer's facts."""
    if orang.id == pegawai().id:
        return url_for("kinerja.saya", _anchor=tempat)
    return url_for("kinerja.lihat", id=orang.id, _anchor=tempat)


def remah(orang: Pegawai | None = None, *, terakhir: bool = False) -> Remah:
    """The way to the list, and to an officer."""
    jalan: Remah = [(P_("Catatan kinerja"), url_for("kinerja.daftar"))]
    if orang is not None:
        jalan.append((orang.nama, None if terakhir else alamat(orang)))
    return jalan
