"""Who wrote the figures of a draft of the rules, and whether somebody else is there to approve them."""

import datetime as dt

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from workflow_app.models import (
    Akun,
    CatatanAdmin,
    Pegawai,
    PenugasanPeran,
    Peran,
    PerubahanPeraturan,
    RancanganPeraturan,
)
from workflow_app.permissions import Pelaku
from workflow_app.pesan import P_, Pesan


def halangan(session: Session, rancangan: RancanganPeraturan, oleh: Pelaku) -> Pesan | None:
    """What keeps an author from approving his own figures; None for others, and for the only administrator."""
    penulis = perancang(session, rancangan)
    diri = penulis & {oleh.pegawai_id}
    if not diri or not _admin_selain(session, diri, oleh.hari_ini):
        return None
    if _admin_selain(session, penulis, oleh.hari_ini):
        return P_("Anda ikut menulis angka rancangan ini. Minta administrator lain memeriksa dan menerbitkannya.")
    return P_(
        "Setiap administrator ikut menulis angka rancangan ini, sehingga tidak ada yang dapat memeriksanya. "
        "Cabut angka yang ditulis bersama, biarkan satu orang menuliskannya lagi, dan minta yang lain menerbitkannya."
    )


def sendirian(session: Session, rancangan: RancanganPeraturan, oleh: Pelaku) -> bool:
    """Whether this person would publish figures of his own, because there is no other administrator."""
    diri = perancang(session, rancangan) & {oleh.pegawai_id}
    return bool(diri) and not _admin_selain(session, diri, oleh.hari_ini)


def perancang(session: Session, rancangan: RancanganPeraturan) -> set[int]:
    """Everybody who ever wrote a figure that is in the draft, also one that somebody else has written over since.

    The administrators' notes know them: a change keeps its last author alone. A figure that was taken out and put in
    again is another one.
    """
    return _pernah_menulis(session, [satu.id for satu in rancangan.perubahan]) | {
        satu.oleh_id for satu in rancangan.perubahan
    }


def _pernah_menulis(session: Session, perubahan_id: list[int]) -> set[int]:
    """Authors by the notes since each change was put in: SQLite gives the id of a removed row away again."""
    awal = aliased(CatatanAdmin)
    kemudian = exists().where(
        awal.tabel == CatatanAdmin.tabel,
        awal.baris_id == CatatanAdmin.baris_id,
        awal.tindakan == "tambah",
        awal.id > CatatanAdmin.id,
    )
    query = select(CatatanAdmin.pelaku_id).where(
        CatatanAdmin.tabel == PerubahanPeraturan.__tablename__,
        CatatanAdmin.baris_id.in_(perubahan_id),
        CatatanAdmin.pelaku_id.is_not(None),
        ~kemudian,
    )
    return {pelaku_id for pelaku_id in session.scalars(query.distinct()) if pelaku_id is not None}


def _admin_selain(session: Session, kecuali: set[int], hari_ini: dt.date) -> bool:
    """Whether there is an administrator who can sign in today besides these people."""
    ada = (
        exists()
        .where(PenugasanPeran.pegawai_id == Pegawai.id, Akun.pegawai_id == Pegawai.id)
        .where(Pegawai.aktif, Akun.aktif, PenugasanPeran.peran == Peran.ADMIN)
        .where(PenugasanPeran.mulai <= hari_ini)
        .where(PenugasanPeran.selesai.is_(None) | (PenugasanPeran.selesai >= hari_ini))
        .where(Pegawai.id.not_in(kecuali))
    )
    return bool(session.scalar(select(ada)))
