"""Who signs and which team assesses: routing tables of the rules applied to the people of today."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.models import (
    Instansi,
    JenisInstansi,
    JenisPelimpahan,
    JenisTim,
    Ketidakhadiran,
    Pak,
    PakIntegrasi,
    Pelimpahan,
    PenugasanPeran,
    Peran,
    TimPenilai,
)
from workflow_app.peraturan import KetentuanTidakAda, Peraturan
from workflow_app.peraturan import rute as tabel
from workflow_app.pesan import P_, Pesan


@dataclass(frozen=True)
class Penetap:
    """The official who may sign today. `atas_nama_id` names the absent holder in whose place he acts."""

    pegawai_id: int
    jabatan: str
    """Code of the post in the routing table."""
    atas_nama_id: int | None
    jenis: JenisPelimpahan | None


@dataclass(frozen=True)
class PejabatInstansi:
    """The signing officials of one institution who are there today, the newest assignment first."""

    jenis: JenisInstansi
    hadir: list[Penetap]


Keputusan = Pak | PakIntegrasi
"""Decisions whose signing official the routing table names."""

DASAR = {
    JenisTim.INSTANSI: P_("Instansi punya tim penilai sendiri untuk jenjang ini."),
    JenisTim.BPS: P_("Jenjang atau instansi ini dinilai Tim Penilai BPS."),
    JenisTim.BPS_PUSAT: P_("Jenjang atau instansi ini dinilai Tim Penilai BPS Pusat."),
    JenisTim.BPS_PROVINSI: P_("Jenjang atau instansi ini dinilai Tim Penilai BPS Provinsi."),
}
"""Why a team assesses. The sentences hold no values: a claim keeps its own, and pages find its translation by it."""


@dataclass(frozen=True)
class RuteTim:
    """The team for a claim, or None when the rule names a kind of team that does not exist; and the rule."""

    tim: TimPenilai | None
    dasar: Pesan


def pejabat_penetap(aturan: Peraturan, jenjang: str, jenis: JenisInstansi) -> tuple[str, ...]:
    """Posts that may sign a PAK of this level, the first one first; empty where the rule set names none."""
    kantor = JenisInstansi.BPS if jenis is JenisInstansi.BPS_PROVINSI else jenis
    try:
        return tabel.penetap(aturan, jenjang, kantor.value)
    except KetentuanTidakAda:
        return ()


def pejabat_hadir(session: Session, instansi_id: Collection[int], hari_ini: dt.date) -> dict[int, PejabatInstansi]:
    """The officials of the named institutions who may sign today, by institution, in one query.

    A post that is lent is given by its stand-in; a post whose stand-in or holder is absent is left out.
    """
    absen = exists().where(
        Ketidakhadiran.pegawai_id == func.coalesce(Pelimpahan.penerima_id, PenugasanPeran.pegawai_id),
        Ketidakhadiran.mulai <= hari_ini,
        Ketidakhadiran.selesai >= hari_ini,
    )
    baris: Sequence[tuple[PenugasanPeran, Pelimpahan | None, JenisInstansi, bool]] = session.execute(
        select(PenugasanPeran, Pelimpahan, Instansi.jenis, absen)
        .join(Instansi, Instansi.id == PenugasanPeran.instansi_id)
        .outerjoin(
            Pelimpahan,
            and_(
                Pelimpahan.penugasan_id == PenugasanPeran.id,
                Pelimpahan.mulai <= hari_ini,
                Pelimpahan.selesai >= hari_ini,
            ),
        )
        .where(
            PenugasanPeran.peran == Peran.PENETAP,
            PenugasanPeran.instansi_id.in_(instansi_id),
            PenugasanPeran.mulai <= hari_ini,
            or_(PenugasanPeran.selesai.is_(None), PenugasanPeran.selesai >= hari_ini),
        )
        .order_by(PenugasanPeran.mulai.desc(), PenugasanPeran.id)
    ).all()
    hasil: dict[int, PejabatInstansi] = {}
    for penugasan, pelimpahan, jenis, tak_hadir in baris:
        pejabat = hasil.setdefault(penugasan.instansi_id, PejabatInstansi(jenis, []))
        jabatan = penugasan.jabatan_penetap or ""
        if tak_hadir:
            continue
        if pelimpahan is not None:
            pejabat.hadir.append(Penetap(pelimpahan.penerima_id, jabatan, penugasan.pegawai_id, pelimpahan.jenis))
        else:
            pejabat.hadir.append(Penetap(penugasan.pegawai_id, jabatan, None, None))
    return hasil


def urutan_penetap(pejabat: PejabatInstansi, aturan: Peraturan, jenjang: str) -> list[Penetap]:
    """Who may sign a PAK of this level, in the order in which they are asked."""
    return [p for kode in pejabat_penetap(aturan, jenjang, pejabat.jenis) for p in pejabat.hadir if p.jabatan == kode]


def penetap_pak(session: Session, pak: Keputusan, hari_ini: dt.date) -> Penetap | None:
    """The official who may sign this PAK today: by routing table, never the officer, never somebody absent.

    A post that is lent goes to its stand-in; a post whose holder is the officer or absent goes to the next one.
    """
    return penetap_dari(pejabat_hadir(session, [pak.instansi_id], hari_ini).get(pak.instansi_id), pak)


def penetap_dari(pejabat: PejabatInstansi | None, pak: Keputusan) -> Penetap | None:
    """The same among the officials who were already read; None where the institution has none today."""
    if pejabat is None:
        return None
    urutan = urutan_penetap(pejabat, peraturan.kunci(pak.aturan), pak.jenjang)
    return next((p for p in urutan if pak.subjek_id not in (p.pegawai_id, p.atas_nama_id)), None)


def _cari_tim(session: Session, jenis: JenisTim, instansi_id: int | None, hari_ini: dt.date) -> TimPenilai | None:
    query = select(TimPenilai).where(
        TimPenilai.jenis == jenis, TimPenilai.mulai <= hari_ini, TimPenilai.selesai >= hari_ini
    )
    if instansi_id is not None:
        query = query.where(TimPenilai.instansi_id == instansi_id)
    return session.scalars(query.order_by(TimPenilai.mulai.desc(), TimPenilai.id).limit(1)).first()


def tim_untuk(session: Session, instansi: Instansi, jenjang: str, hari_ini: dt.date) -> RuteTim:
    """Which Tim Penilai assesses an officer of this level and institution today, with the reason."""
    milik_sendiri = _cari_tim(session, JenisTim.INSTANSI, instansi.id, hari_ini)
    try:
        jenis = JenisTim(
            tabel.tim_penilai(
                peraturan.tim(hari_ini), jenjang, instansi.jenis.value, punya_tim=milik_sendiri is not None
            )
        )
    except KetentuanTidakAda:
        return RuteTim(None, P_("Tabel rute tim penilai tidak memuat jenjang dan jenis instansi ini."))
    if jenis is JenisTim.INSTANSI:
        return RuteTim(milik_sendiri, DASAR[jenis])
    lingkup = instansi.id if jenis is JenisTim.BPS_PROVINSI else None
    return RuteTim(_cari_tim(session, jenis, lingkup, hari_ini), DASAR[jenis])
