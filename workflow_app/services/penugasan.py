"""Roles with dates and decrees, their delegation, and absences, as an administrator keeps them.

Every verb checks what a form cannot know, records the change, and does not commit.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session, joinedload

from workflow_app.errors import Alasan, MasukanSalah, Refused
from workflow_app.models import (
    Akun,
    AnggotaTim,
    Ketidakhadiran,
    Pegawai,
    Pelimpahan,
    PenugasanPeran,
    Peran,
    Stateful,
    Unit,
)
from workflow_app.models.peran import PERAN_OBJEK, PERAN_TIM
from workflow_app.permissions import Pelaku
from workflow_app.pesan import P_, Pesan
from workflow_app.services import catatan

#: Roles that are given by assignment; the others follow from a case, a seat, or time.
#: An evaluator is named in the case; he is assigned as well so that a stand-in may be named by letter.
_DARI_OBJEK = PERAN_OBJEK - {Peran.PENILAI_KINERJA}
PERAN_DITUGASKAN = tuple(p for p in Peran if p not in _DARI_OBJEK | PERAN_TIM | {Peran.SISTEM, Peran.PERSONIL_KONTRAK})
ATURAN_ADMIN = P_("pengelolaan akun: aplikasi tidak boleh tanpa administrator")


def simpan_peran(
    session: Session, penugasan: PenugasanPeran | None, nilai: Mapping[str, Any], *, oleh: Pelaku
) -> PenugasanPeran:
    """Give a role, or change its dates, scope or decree.

    Raises MasukanSalah; Refused for the last administrator, and for one who would give himself a role.
    """
    bukan_untuk_diri_sendiri(nilai["pegawai_id"], penugasan, nilai, oleh)
    galat = _salah_urutan(nilai)
    if nilai["unit_id"] and session.get_one(Unit, nilai["unit_id"]).instansi_id != nilai["instansi_id"]:
        galat["unit_id"] = P_("Unit harus dari instansi yang dipilih.")
    if nilai["peran"] is Peran.PENETAP and not nilai["jabatan_penetap"]:
        galat["jabatan_penetap"] = P_("Pilih jabatan penetap menurut tabel kewenangan.")
    if nilai["peran"] is not Peran.PENETAP and nilai["jabatan_penetap"]:
        galat["jabatan_penetap"] = P_("Jabatan ini hanya untuk peran pejabat penetap.")
    _tolak(galat)
    kembar = select(PenugasanPeran).where(
        *(
            getattr(PenugasanPeran, kolom) == nilai[kolom]
            for kolom in ("pegawai_id", "peran", "instansi_id", "unit_id", "jabatan_penetap")
        )
    )
    if lain := _bertumpang(session, kembar, PenugasanPeran, penugasan, nilai):
        raise MasukanSalah(
            {"mulai": P_("Orang ini sudah memegang peran yang sama %(masa)s.", masa=_masa(lain.mulai, lain.selesai))}
        )
    menyangkut_admin = Peran.ADMIN in {nilai["peran"], penugasan.peran if penugasan else None}
    hasil = catatan.simpan(session, penugasan or PenugasanPeran(), nilai, oleh)
    if menyangkut_admin:
        jaga_admin_terakhir(session, oleh.hari_ini)
    return hasil


def bukan_untuk_diri_sendiri(
    pegawai_id: int, lama: PenugasanPeran | Pelimpahan | AnggotaTim | None, nilai: Mapping[str, Any], oleh: Pelaku
) -> None:
    """Raises Refused when somebody would widen his own rights; ending his own role earlier is his to do."""
    if pegawai_id != oleh.pegawai_id:
        return
    selesai = nilai["selesai"]
    hanya_diakhiri = (
        lama is not None
        and selesai is not None
        and (lama.selesai is None or selesai <= lama.selesai)
        and all(getattr(lama, kolom) == isi for kolom, isi in nilai.items() if kolom not in {"selesai", "nomor_sk"})
    )
    if not hanya_diakhiri:
        raise Refused(
            [
                Alasan(
                    P_("Administrator tidak memberi peran kepada dirinya sendiri. Minta administrator lain."),
                    P_("pemisahan tugas: tidak seorang pun menambah haknya sendiri"),
                    tentang_hak=True,
                )
            ]
        )


def hapus_peran(session: Session, penugasan: PenugasanPeran, *, oleh: Pelaku) -> None:
    """Take back a role that has not begun. One that has begun is ended by a date instead. Raises Refused."""
    if penugasan.mulai <= oleh.hari_ini:
        raise Refused(
            [
                Alasan(
                    P_("Peran yang sudah berjalan tidak dihapus; isi tanggal selesainya."),
                    P_("pengelolaan peran: peran yang pernah dipegang tetap tercatat"),
                )
            ]
        )
    if session.scalar(select(exists().where(Pelimpahan.penugasan_id == penugasan.id))):
        raise MasukanSalah({"peran": P_("Peran ini sudah dilimpahkan; hapus pelimpahannya lebih dahulu.")})
    catatan.hapus(session, penugasan, oleh)


def simpan_pelimpahan(
    session: Session, pelimpahan: Pelimpahan | None, nilai: Mapping[str, Any], *, oleh: Pelaku
) -> Pelimpahan:
    """Lend a role to another person for a period (Plt./Plh.). Raises MasukanSalah, Refused for oneself."""
    bukan_untuk_diri_sendiri(nilai["penerima_id"], pelimpahan, nilai, oleh)
    galat = _salah_urutan(nilai)
    penugasan = session.get_one(PenugasanPeran, nilai["penugasan_id"])
    if penugasan.peran is Peran.ADMIN:
        galat["penerima"] = P_("Peran administrator tidak dilimpahkan; beri penggantinya peran itu sendiri.")
    elif nilai["penerima_id"] == penugasan.pegawai_id:
        galat["penerima"] = P_("Peran tidak dapat dilimpahkan kepada pemegangnya sendiri.")
    if nilai["mulai"] < penugasan.mulai or (penugasan.selesai and nilai["selesai"] > penugasan.selesai):
        galat["mulai"] = P_(
            "Pelimpahan harus di dalam masa perannya: %(masa)s.", masa=_masa(penugasan.mulai, penugasan.selesai)
        )
    _tolak(galat)
    sama = select(Pelimpahan).where(Pelimpahan.penugasan_id == penugasan.id)
    if lain := _bertumpang(session, sama, Pelimpahan, pelimpahan, nilai):
        raise MasukanSalah({"mulai": P_("Peran ini sudah dilimpahkan %(masa)s.", masa=_masa(lain.mulai, lain.selesai))})
    return catatan.simpan(session, pelimpahan or Pelimpahan(), nilai, oleh)


def simpan_ketidakhadiran(
    session: Session, ketidakhadiran: Ketidakhadiran | None, nilai: Mapping[str, Any], *, oleh: Pelaku
) -> Ketidakhadiran:
    """Record an absence, during which the stand-in may act. Raises MasukanSalah."""
    _tolak(_salah_urutan(nilai))
    sama = select(Ketidakhadiran).where(Ketidakhadiran.pegawai_id == nilai["pegawai_id"])
    if lain := _bertumpang(session, sama, Ketidakhadiran, ketidakhadiran, nilai):
        raise MasukanSalah(
            {"mulai": P_("Ketidakhadiran sudah tercatat %(masa)s.", masa=_masa(lain.mulai, lain.selesai))}
        )
    return catatan.simpan(session, ketidakhadiran or Ketidakhadiran(), nilai, oleh)


def hapus_baris(session: Session, baris: Pelimpahan | Ketidakhadiran, *, oleh: Pelaku) -> None:
    """Take back a delegation or an absence that was entered by mistake; the record keeps it."""
    catatan.hapus(session, baris, oleh)


def dilimpahkan(session: Session, peran: Sequence[PenugasanPeran], hari_ini: dt.date) -> Sequence[Pelimpahan]:
    """To whom these roles are lent, today or later."""
    return session.scalars(
        select(Pelimpahan)
        .where(Pelimpahan.penugasan_id.in_([p.id for p in peran]), Pelimpahan.selesai >= hari_ini)
        .options(joinedload(Pelimpahan.penerima))
        .order_by(Pelimpahan.mulai)
    ).all()


def nama_unit(session: Session, baris: Sequence[PenugasanPeran] | Sequence[Stateful]) -> dict[int, str]:
    """Names of the units to which these roles are narrowed, or these cases belong, by id."""
    ids = {b.unit_id for b in baris if b.unit_id}
    return {u.id: u.nama for u in session.scalars(select(Unit).where(Unit.id.in_(ids)))} if ids else {}


def jaga_admin_terakhir(session: Session, hari_ini: dt.date) -> None:
    """Raises Refused unless somebody who can sign in is administrator today, without an end already set."""
    ada = session.scalar(
        select(
            exists()
            .where(PenugasanPeran.pegawai_id == Pegawai.id, Akun.pegawai_id == Pegawai.id)
            .where(Pegawai.aktif, Akun.aktif, PenugasanPeran.peran == Peran.ADMIN)
            .where(PenugasanPeran.mulai <= hari_ini, PenugasanPeran.selesai.is_(None))
        )
    )
    if not ada:
        raise Refused(
            [
                Alasan(
                    P_("Ini administrator terakhir. Beri orang lain peran administrator tanpa tanggal selesai dahulu."),
                    ATURAN_ADMIN,
                )
            ]
        )


def _salah_urutan(nilai: Mapping[str, Any]) -> dict[str, Pesan]:
    if nilai["selesai"] and nilai["selesai"] < nilai["mulai"]:
        return {"selesai": P_("Tanggal selesai tidak boleh sebelum tanggal mulai.")}
    return {}


def _bertumpang(session: Session, sama: Any, model: Any, diri: Any, nilai: Mapping[str, Any]) -> Any:
    """Another row among `sama` whose days meet those of `nilai`, or None."""
    query = sama.where(or_(model.selesai.is_(None), model.selesai >= nilai["mulai"]))
    if nilai["selesai"]:
        query = query.where(model.mulai <= nilai["selesai"])
    if diri is not None:
        query = query.where(model.id != diri.id)
    return session.scalars(query.limit(1)).first()


def _masa(mulai: dt.date, selesai: dt.date | None) -> Pesan:
    if selesai is None:
        return P_("sejak %(mulai)s", mulai=mulai)
    return P_("dari %(mulai)s sampai %(selesai)s", mulai=mulai, selesai=selesai)


def _tolak(galat: Mapping[str, Pesan]) -> None:
    if galat:
        raise MasukanSalah(dict(galat))
