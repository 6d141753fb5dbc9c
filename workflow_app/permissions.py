"""Who a person is towards an object, and which objects he may see. What a role may do stands in `states/`."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Date,
    Integer,
    Select,
    and_,
    bindparam,
    cast,
    exists,
    false,
    func,
    literal_column,
    null,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from workflow_app import rute
from workflow_app.models import (
    AnggotaTim,
    Dupak,
    DupakState,
    EvaluasiKinerja,
    JenisPelimpahan,
    Keberatan,
    Kedudukan,
    Kegiatan,
    Ketidakhadiran,
    KonflikKepentingan,
    Konversi,
    KonversiState,
    Pak,
    PakIntegrasi,
    Pegawai,
    Pelimpahan,
    PenetapanAk,
    Penilaian,
    PenugasanPeran,
    Peran,
    RiwayatJabatan,
    Sidang,
    Stateful,
    TimPenilai,
)
from workflow_app.models.peran import PERAN_DIRI_SENDIRI, PERAN_OBJEK, PERAN_TIM

S = TypeVar("S", bound=Select[Any])

_PERAN_KURSI = {
    Kedudukan.KETUA: Peran.KETUA_TIM,
    Kedudukan.WAKIL_KETUA: Peran.WAKIL_KETUA_TIM,
    Kedudukan.SEKRETARIS: Peran.SEKRETARIS_TIM,
    Kedudukan.ANGGOTA: Peran.ANGGOTA_TIM,
}
_KURSI_PERAN = {peran: kursi for kursi, peran in _PERAN_KURSI.items()}
#: Seats whose acts the deputy may take over.
_DIGANTIKAN_WAKIL = (Peran.KETUA_TIM, Peran.SEKRETARIS_TIM)
#: Roles that see every case of their institution once it left the officer's desk.
_PELIHAT_INSTANSI = frozenset({Peran.KEPEGAWAIAN, Peran.PEMBINA_KEPEGAWAIAN, Peran.AUDITOR})
#: Cases of the conversion regime: no claim, no team.
_KONVERSI: frozenset[type[Any]] = frozenset({Konversi, PenetapanAk, PakIntegrasi})
_BERPENETAP = (Pak, PakIntegrasi)
#: States of a claim on desks before that of the secretariat.
_BELUM_DIUSULKAN = (
    DupakState.DRAF,
    DupakState.DIAJUKAN,
    DupakState.DISETUJUI_ATASAN,
    DupakState.DIKEMBALIKAN,
    DupakState.DITARIK,
)


@dataclass(frozen=True)
class Tugas:
    """One role that a person holds today, with its scope; `atas_nama_id` names the lender of a lent role."""

    peran: Peran
    instansi_id: int | None = None
    unit_id: int | None = None
    tim_id: int | None = None
    jabatan_penetap: str | None = None
    atas_nama_id: int | None = None
    jenis_pelimpahan: JenisPelimpahan | None = None


@dataclass(frozen=True)
class Pelaku:
    """The person who acts, with everything he holds on `hari_ini`. `pegawai_id` None is time or another workflow."""

    pegawai_id: int | None
    nama: str
    hari_ini: dt.date
    tugas: tuple[Tugas, ...] = field(default=())
    pernah_menjabat: bool = False
    """Whether he has ever held a functional position: nobody else has claims of his own. For menus."""
    pernah_menilai: bool = False
    """Whether a case of the conversion regime ever named him as its evaluator. For menus."""
    membawahi: bool = False
    """Whether he is the direct superior of somebody. For menus."""

    def punya(self, *peran: Peran) -> bool:
        """Whether he holds one of the roles anywhere; for menus, never for rights in a case."""
        return any(t.peran in peran for t in self.tugas)


def sistem(hari_ini: dt.date) -> Pelaku:
    """The actor of steps taken by time or by another workflow."""
    return Pelaku(None, "Sistem", hari_ini, (Tugas(Peran.SISTEM),))


def _berlaku(tabel: Any, hari_ini: dt.date | BindParameter[dt.date]) -> ColumnElement[bool]:
    return and_(tabel.mulai <= hari_ini, or_(tabel.selesai.is_(None), tabel.selesai >= hari_ini))


_JABATAN, _MENILAI, _MEMBAWAHI = 4, 5, 6
"""Branches of the query below that tell a fact of the person instead of a role."""


def _query_tugas() -> CompoundSelect[Any]:
    """Assignments, lent roles and seats of one person on one day, and what he ever was, alike in their columns."""
    saya, hari_ini = bindparam("saya", type_=Integer), bindparam("hari_ini", type_=Date)
    tanpa_id, tanpa_jenis = cast(null(), Integer), cast(null(), Pelimpahan.jenis.type)
    peran, tanpa_kursi = PenugasanPeran.peran, cast(null(), AnggotaTim.kedudukan.type)
    tanpa_peran, tanpa_jabatan = cast(null(), peran.type), cast(null(), PenugasanPeran.jabatan_penetap.type)
    lingkup = (PenugasanPeran.instansi_id, PenugasanPeran.unit_id, PenugasanPeran.jabatan_penetap)
    tanpa_lingkup = (tanpa_id, tanpa_id, tanpa_jabatan)
    sendiri = (
        literal_column("1", Integer).label("urutan"),
        PenugasanPeran.id.label("id"),
        peran.label("peran"),
        *lingkup,
        tanpa_id.label("atas_nama_id"),
        tanpa_jenis.label("jenis"),
        tanpa_id.label("tim_id"),
        tanpa_kursi.label("kedudukan"),
    )
    atas_nama = PenugasanPeran.pegawai_id
    pinjaman: tuple[Any, ...] = (literal_column("2"), Pelimpahan.id, peran, *lingkup, atas_nama, Pelimpahan.jenis)
    kursi: tuple[Any, ...] = (literal_column("3"), AnggotaTim.id, tanpa_peran, *tanpa_lingkup, tanpa_id, tanpa_jenis)
    bawahan = aliased(Pegawai)
    fakta: tuple[Any, ...] = (tanpa_id, tanpa_peran, *tanpa_lingkup, tanpa_id, tanpa_jenis, tanpa_id, tanpa_kursi)
    return union_all(
        select(*sendiri).where(PenugasanPeran.pegawai_id == saya, _berlaku(PenugasanPeran, hari_ini)),
        select(*pinjaman, tanpa_id, tanpa_kursi)
        .join(Pelimpahan, Pelimpahan.penugasan_id == PenugasanPeran.id)
        .where(Pelimpahan.penerima_id == saya, _berlaku(Pelimpahan, hari_ini), _berlaku(PenugasanPeran, hari_ini)),
        select(*kursi, AnggotaTim.tim_id, AnggotaTim.kedudukan)
        .join(TimPenilai)
        .where(AnggotaTim.pegawai_id == saya, _berlaku(AnggotaTim, hari_ini), _berlaku(TimPenilai, hari_ini)),
        select(literal_column(str(_JABATAN)), *fakta).where(exists().where(RiwayatJabatan.pegawai_id == saya)),
        select(literal_column(str(_MENILAI)), *fakta).where(
            or_(exists().where(Konversi.penilai_id == saya), exists().where(PenetapanAk.penilai_id == saya))
        ),
        select(literal_column(str(_MEMBAWAHI)), *fakta).where(exists().where(bawahan.atasan_id == saya)),
    ).order_by("urutan", "id")


_TUGAS = _query_tugas()


def muat_pelaku(session: Session, pegawai: Pegawai, hari_ini: dt.date) -> Pelaku:
    """Read a person's roles of today: assignments, lent roles and seats, in one query."""
    tugas = []
    pernah: set[int] = set()
    for b in session.execute(_TUGAS, {"saya": pegawai.id, "hari_ini": hari_ini}):
        if b.peran is not None:
            tugas.append(
                Tugas(
                    b.peran,
                    b.instansi_id,
                    b.unit_id,
                    jabatan_penetap=b.jabatan_penetap,
                    atas_nama_id=b.atas_nama_id,
                    jenis_pelimpahan=b.jenis,
                )
            )
        elif b.kedudukan is not None:
            tugas.append(Tugas(_PERAN_KURSI[b.kedudukan], tim_id=b.tim_id))
            if b.kedudukan is not Kedudukan.ANGGOTA:
                tugas.append(Tugas(Peran.ANGGOTA_TIM, tim_id=b.tim_id))
        else:
            pernah.add(b.urutan)
    return Pelaku(
        pegawai.id,
        pegawai.nama,
        hari_ini,
        tuple(tugas),
        pernah_menjabat=_JABATAN in pernah,
        pernah_menilai=_MENILAI in pernah,
        membawahi=_MEMBAWAHI in pernah,
    )


def _dalam_lingkup(tugas: Tugas, obj: Stateful) -> bool:
    if tugas.atas_nama_id is not None and tugas.atas_nama_id == obj.subjek_id:
        return False
    if tugas.peran in PERAN_TIM:
        return tugas.tim_id is not None and tugas.tim_id == obj.tim_id
    if tugas.peran in {Peran.ADMIN, Peran.PENETAP}:
        return False
    if tugas.peran is Peran.INSTANSI_PEMBINA:
        return True
    return tugas.instansi_id == obj.instansi_id and (tugas.unit_id is None or tugas.unit_id == obj.unit_id)


def dupak_terkait(obj: Stateful) -> int | None:
    """The claim an object belongs to, itself included; None for a plenary."""
    return obj.id if isinstance(obj, Dupak) else getattr(obj, "dupak_id", None)


def berkonflik(session: Session, obj: Stateful) -> frozenset[int]:
    """People with a declared conflict of interest in the claim of this object."""
    dupak_id = dupak_terkait(obj)
    if dupak_id is None:
        return frozenset()
    return frozenset(
        session.scalars(select(KonflikKepentingan.pegawai_id).where(KonflikKepentingan.dupak_id == dupak_id))
    )


def tidak_hadir(session: Session, pegawai_id: int, hari_ini: dt.date) -> bool:
    """Whether an absence is recorded for the person today."""
    ada = select(exists().where(Ketidakhadiran.pegawai_id == pegawai_id, _berlaku(Ketidakhadiran, hari_ini)))
    return bool(session.scalar(ada))


def _digantikan(session: Session, obj: Stateful, hari_ini: dt.date, konflik: frozenset[int]) -> frozenset[Peran]:
    """The seats of the object's team that the deputy fills today."""
    tim = session.get_one(TimPenilai, obj.tim_id)
    hasil = set()
    for peran in _DIGANTIKAN_WAKIL:
        kursi = tim.pemegang(_KURSI_PERAN[peran], hari_ini)
        if (
            kursi is None
            or kursi.pegawai_id == obj.subjek_id
            or kursi.pegawai_id in konflik
            or tidak_hadir(session, kursi.pegawai_id, hari_ini)
        ):
            hasil.add(peran)
    return frozenset(hasil)


def peran_terhadap(session: Session, pelaku: Pelaku, obj: Stateful) -> dict[Peran, Tugas]:
    """Every role that the person holds towards this object today, with the assignment it comes from.

    Nobody acts in a case about himself except as its submitter, not even in a lent role. A role that the object gives
    to one person (its assessor) belongs to nobody else of that scope. A declared conflict takes the seats away.
    """
    if pelaku.pegawai_id is None:
        return {Peran.SISTEM: Tugas(Peran.SISTEM)}
    hasil = {p: Tugas(p) for p in PERAN_OBJEK if obj.orang(p) == pelaku.pegawai_id}
    if obj.subjek_id == pelaku.pegawai_id:
        return {p: t for p, t in hasil.items() if p in PERAN_DIRI_SENDIRI}
    for tugas in pelaku.tugas:
        # A lent role reaches the cases of its lender where the object names a person.
        if _dalam_lingkup(tugas, obj) and obj.orang(tugas.peran) in (None, pelaku.pegawai_id, tugas.atas_nama_id):
            hasil.setdefault(tugas.peran, tugas)
    if hasil.keys() & PERAN_TIM:
        konflik = berkonflik(session, obj)
        if pelaku.pegawai_id in konflik:
            hasil = {p: t for p, t in hasil.items() if p not in PERAN_TIM}
        elif Peran.WAKIL_KETUA_TIM in hasil:
            for peran in _digantikan(session, obj, pelaku.hari_ini, konflik):
                hasil.setdefault(peran, Tugas(peran, tim_id=obj.tim_id))
    if isinstance(obj, _BERPENETAP) and pelaku.punya(Peran.PENETAP):
        penetap = rute.penetap_pak(session, obj, pelaku.hari_ini)
        if penetap and penetap.pegawai_id == pelaku.pegawai_id:
            hasil[Peran.PENETAP] = Tugas(
                Peran.PENETAP, obj.instansi_id, atas_nama_id=penetap.atas_nama_id, jenis_pelimpahan=penetap.jenis
            )
    return hasil


def boleh_ubah_katalog(pelaku: Pelaku) -> bool:
    """Whether the person may change the catalogue of activities and confirm its uncertain values: administrators.

    Not the team's secretary: the catalogue is one for all teams of the installation, and he sits among the assessors
    who then credit the very value. An administrator has a part in no case, and each of his acts carries his name.
    """
    return pelaku.punya(Peran.ADMIN)


def boleh_hitung_ulang(pelaku: Pelaku) -> bool:
    """Whether the person may start runs that compute every claim anew: administrators. Auditors read the result."""
    return pelaku.punya(Peran.ADMIN)


def penerima(session: Session, obj: Stateful, peran: Peran, hari_ini: dt.date) -> list[Pegawai]:
    """The people who hold `peran` towards the object today, for mails; the lent role replaces nobody.

    Of a team, nobody who is the officer himself or has declared a conflict.
    """
    if peran is Peran.PENETAP and isinstance(obj, _BERPENETAP):
        penetap = rute.penetap_pak(session, obj, hari_ini)
        ids: Sequence[int] = [penetap.pegawai_id] if penetap else []
    elif (orang := obj.orang(peran)) is not None:
        ids = [orang]
    elif peran in PERAN_TIM:
        tim = session.get(TimPenilai, obj.tim_id) if obj.tim_id else None
        terlarang = {obj.subjek_id, *berkonflik(session, obj)}
        kursi = [k for k in tim.anggota_pada(hari_ini) if k.pegawai_id not in terlarang] if tim else []
        ids = [k.pegawai_id for k in kursi if peran is Peran.ANGGOTA_TIM or k.kedudukan is _KURSI_PERAN[peran]]
        if not ids and peran in _DIGANTIKAN_WAKIL:
            ids = [k.pegawai_id for k in kursi if k.kedudukan is Kedudukan.WAKIL_KETUA]
    else:
        ids = session.scalars(
            select(PenugasanPeran.pegawai_id)
            .where(
                PenugasanPeran.peran == peran,
                _berlaku(PenugasanPeran, hari_ini),
                true() if peran is Peran.INSTANSI_PEMBINA else PenugasanPeran.instansi_id == obj.instansi_id,
                or_(PenugasanPeran.unit_id.is_(None), PenugasanPeran.unit_id == obj.unit_id),
                PenugasanPeran.pegawai_id != obj.subjek_id if obj.subjek_id else true(),
            )
            .limit(50)
        ).all()
    return list(session.scalars(select(Pegawai).where(Pegawai.id.in_(ids), Pegawai.aktif).order_by(Pegawai.id)))


def _lingkup_peran(tugas: Tugas, model: type[Any], hari_ini: dt.date) -> ColumnElement[bool]:
    """Which rows of `model` the role lets its holder read."""
    if model in _KONVERSI:
        return _lingkup_konversi(tugas, model, hari_ini)
    bukan_draf = model.state != DupakState.DRAF if model is Dupak else true()
    satu_instansi: ColumnElement[bool] = model.instansi_id == tugas.instansi_id
    satu_unit = true() if tugas.unit_id is None else model.unit_id == tugas.unit_id
    if tugas.peran is Peran.SEKRETARIAT:
        return _lingkup_sekretariat(tugas, model, hari_ini)
    if model is Penilaian and tugas.peran in {*_PELIHAT_INSTANSI, Peran.PENGUSUL} - {Peran.AUDITOR}:
        return false()  # the markings are the team's own work; everybody else reads the result
    if tugas.peran in _PELIHAT_INSTANSI or tugas.peran is Peran.PENGUSUL:
        return and_(satu_instansi, satu_unit, bukan_draf)
    if tugas.peran is Peran.INSTANSI_PEMBINA:
        return bukan_draf
    if tugas.peran in PERAN_TIM and tugas.tim_id is not None:
        satu_tim = model.tim_id == tugas.tim_id
        pimpinan = tugas.peran is not Peran.ANGGOTA_TIM
        return satu_tim if pimpinan or model is not Penilaian else false()
    if tugas.peran is Peran.PENETAP:
        return _lingkup_penetap(tugas, model, hari_ini)
    return false()


def _lingkup_konversi(tugas: Tugas, model: type[Any], hari_ini: dt.date) -> ColumnElement[bool]:
    """The personnel office and the readers of the institution see every case; a stand-in those of his lender."""
    if tugas.peran in _PELIHAT_INSTANSI:
        satu_unit = true() if tugas.unit_id is None else model.unit_id == tugas.unit_id
        return and_(model.instansi_id == tugas.instansi_id, satu_unit)
    if tugas.peran is Peran.PENILAI_KINERJA and tugas.atas_nama_id is not None and model is not PakIntegrasi:
        return and_(model.instansi_id == tugas.instansi_id, _milik_penilai(model, tugas.atas_nama_id))
    if tugas.peran is Peran.PENETAP and model is PakIntegrasi:
        return _lingkup_penetap(tugas, model, hari_ini)
    return false()


def _milik_penilai(model: type[Any], penilai_id: Any) -> ColumnElement[bool]:
    """Cases that lie, or lay, before this evaluator; a conversion only once it was submitted."""
    bukan_draf = model.state != KonversiState.DRAF if model is Konversi else true()
    return and_(or_(model.penilai_id == penilai_id, model.ditetapkan_oleh_id == penilai_id), bukan_draf)


def _lingkup_sekretariat(tugas: Tugas, model: type[Any], hari_ini: dt.date) -> ColumnElement[bool]:
    """The secretariat sees what a covering letter brought to it, and what it may have to close without one.

    That is the file of an officer who left, and one that came back to its officer and was not answered in time.
    """
    lingkup: ColumnElement[bool] = model.instansi_id == tugas.instansi_id
    if tugas.unit_id is not None and model is not Sidang:
        lingkup = and_(lingkup, model.unit_id == tugas.unit_id)
    if model is not Dupak:
        return lingkup
    pergi = exists().where(Pegawai.id == Dupak.subjek_id, or_(~Pegawai.aktif, Pegawai.instansi_id != Dupak.instansi_id))
    tak_dijawab = and_(
        Dupak.state == DupakState.DIKEMBALIKAN, func.coalesce(Dupak.tenggat, Dupak.state_since) < hari_ini
    )
    return and_(
        lingkup,
        or_(
            Dupak.state.not_in(_BELUM_DIUSULKAN),
            Dupak.surat_pengantar_nomor.is_not(None),
            and_(Dupak.state != DupakState.DITARIK, pergi),
            tak_dijawab,
        ),
    )


def _lingkup_penetap(tugas: Tugas, model: type[Any], hari_ini: dt.date) -> ColumnElement[bool]:
    """The signing official sees what is addressed to him or his lender, and what an absent colleague leaves."""
    pak: Any = aliased(model if model is PakIntegrasi else Pak)
    kosong = exists().where(Ketidakhadiran.pegawai_id == pak.penetap_id, _berlaku(Ketidakhadiran, hari_ini))
    sasaran = and_(
        pak.instansi_id == tugas.instansi_id,
        pak.penetap_id.is_not(None),
        or_(pak.penetap_id == tugas.atas_nama_id if tugas.atas_nama_id is not None else false(), kosong),
    )
    if model in _BERPENETAP:
        hasil: ColumnElement[bool] = model.id.in_(select(pak.id).where(sasaran))
        return hasil
    if model is Dupak:
        return Dupak.id.in_(select(pak.dupak_id).where(sasaran))
    return false()


def urusan_kepegawaian(pelaku: Pelaku) -> ColumnElement[bool]:
    """Active people for whom the person opens cases of the conversion regime as their personnel office.

    The same scope as `peran_terhadap()` finds for KEPEGAWAIAN towards such a case; never himself, never his lender.
    """
    return and_(Pegawai.aktif, dicatat_kinerjanya(pelaku))


def dinilai_oleh(model: type[Konversi] | type[PenetapanAk], pelaku: Pelaku) -> ColumnElement[bool]:
    """Cases whose evaluator the person is today, by name or in the place of whoever lent him the role."""
    saya = pelaku.pegawai_id
    wakil = [
        and_(
            model.penilai_id == t.atas_nama_id,
            model.instansi_id == t.instansi_id,
            true() if t.unit_id is None else model.unit_id == t.unit_id,
            model.subjek_id != t.atas_nama_id,
        )
        for t in pelaku.tugas
        if t.peran is Peran.PENILAI_KINERJA and t.atas_nama_id is not None
    ]
    return and_(model.subjek_id != saya, or_(model.penilai_id == saya, *wakil))


def terlihat(query: S, model: type[Any], pelaku: Pelaku) -> S:
    """Narrow a query over `model` to the rows that the person may read; the list and the single page both use it."""
    saya = pelaku.pegawai_id
    syarat: list[ColumnElement[bool]] = [_lingkup_peran(t, model, pelaku.hari_ini) for t in pelaku.tugas]
    if model is Penilaian:
        syarat.append(Penilaian.penilai_id == saya)
        return query.where(or_(*syarat), Penilaian.subjek_id != saya)
    if model in {Dupak, Pak, Keberatan} | _KONVERSI:
        syarat.append(model.subjek_id == saya)
    if model in {Konversi, PenetapanAk}:
        syarat.append(and_(_milik_penilai(model, saya), model.subjek_id != saya))
    if model is Dupak:
        syarat.append(and_(Dupak.atasan_id == saya, Dupak.state != DupakState.DRAF))
        syarat.append(Dupak.id.in_(select(Pak.dupak_id).where(Pak.penetap_id == saya)))
    if model in _BERPENETAP:
        syarat.append(or_(model.penetap_id == saya, model.ditetapkan_oleh_id == saya))
    if model is Sidang:
        syarat.append(false())
    return query.where(or_(*syarat))


def boleh_melihat(session: Session, pelaku: Pelaku, obj: Stateful) -> bool:
    """Whether the person may read this one object: the list's rule, asked for one row."""
    model = type(obj)
    query = terlihat(select(model.id).where(model.id == obj.id), model, pelaku)
    return session.scalar(query) is not None


def boleh_melihat_buku(session: Session, pelaku: Pelaku, pegawai: Pegawai) -> bool:
    """Whether the person may read an officer's ledger of credit.

    The officer himself, his direct superior, and whoever may read a claim of his that left his desk, a decision or a
    case of the conversion regime: the ledger tells no more than these cases do.
    """
    if pelaku.pegawai_id in (pegawai.id, pegawai.atasan_id):
        return pelaku.pegawai_id is not None
    dupak = select(Dupak.id).where(Dupak.subjek_id == pegawai.id, Dupak.state != DupakState.DRAF)
    lain = [(select(m.id).where(m.subjek_id == pegawai.id), m) for m in (Pak, PenetapanAk, Konversi, PakIntegrasi)]
    return any(
        session.scalar(terlihat(query, model, pelaku).limit(1)) is not None for query, model in ((dupak, Dupak), *lain)
    )


# Facts of performance


def boleh_mencatat_kinerja(pelaku: Pelaku, pegawai: Pegawai) -> bool:
    """Whether the person may record and cancel an officer's appraisals, degrees and origins: his personnel office.

    Nobody records his own, and whoever borrows an office not those of its owner.
    """
    return pelaku.pegawai_id not in (None, pegawai.id) and any(
        t.peran is Peran.KEPEGAWAIAN
        and t.instansi_id == pegawai.instansi_id
        and t.unit_id in (None, pegawai.unit_id)
        and t.atas_nama_id != pegawai.id
        for t in pelaku.tugas
    )


def boleh_konversi_tahunan(pelaku: Pelaku, instansi_id: int, unit_id: int | None) -> bool:
    """Whether the person may make the conversions of a whole institution, or of one unit: its personnel office."""
    return any(
        t.peran is Peran.KEPEGAWAIAN and t.instansi_id == instansi_id and t.unit_id in (None, unit_id)
        for t in pelaku.tugas
    )


def boleh_membaca_tahunan(pelaku: Pelaku, instansi_id: int, unit_id: int | None) -> bool:
    """Whether the person may read plan, runs and state of the year of an institution or unit."""
    return any(
        t.peran in _PELIHAT_INSTANSI and t.instansi_id == instansi_id and t.unit_id in (None, unit_id)
        for t in pelaku.tugas
    )


def dicatat_kinerjanya(pelaku: Pelaku) -> ColumnElement[bool]:
    """The same as a condition over `Pegawai`, for lists."""
    saya = pelaku.pegawai_id
    lingkup = [
        and_(_lingkup_pegawai(t), Pegawai.id != t.atas_nama_id if t.atas_nama_id is not None else true())
        for t in pelaku.tugas
        if t.peran is Peran.KEPEGAWAIAN
    ]
    return and_(or_(false(), *lingkup), Pegawai.id != saya)


def kinerja_terlihat(pelaku: Pelaku) -> ColumnElement[bool]:
    """Over `Pegawai`: officers whose facts of performance the person may read, every one of them.

    His own, those of his direct subordinates, and those of everybody in the scope of an office that reads cases.
    """
    saya = pelaku.pegawai_id
    syarat: list[ColumnElement[bool]] = [false()]
    if saya is not None:
        syarat += [Pegawai.id == saya, Pegawai.atasan_id == saya]
    for t in pelaku.tugas:
        if t.peran in _PELIHAT_INSTANSI:
            syarat.append(_lingkup_pegawai(t))
        elif t.peran is Peran.PENILAI_KINERJA and t.atas_nama_id is not None:
            syarat.append(and_(Pegawai.instansi_id == t.instansi_id, Pegawai.atasan_id == t.atas_nama_id))
    return or_(*syarat)


def evaluasi_terlihat(pelaku: Pelaku) -> ColumnElement[bool]:
    """Over `EvaluasiKinerja` joined with its `Pegawai`: appraisals the person may read.

    Those of officers whose facts he reads, and what he, or who lent him the role, evaluated himself.
    """
    penilai = [
        i
        for i in (
            pelaku.pegawai_id,
            *(t.atas_nama_id for t in pelaku.tugas if t.peran is Peran.PENILAI_KINERJA),
        )
        if i is not None
    ]
    return or_(kinerja_terlihat(pelaku), EvaluasiKinerja.penilai_id.in_(penilai))


def _lingkup_pegawai(tugas: Tugas) -> ColumnElement[bool]:
    satu_unit = true() if tugas.unit_id is None else Pegawai.unit_id == tugas.unit_id
    return and_(Pegawai.instansi_id == tugas.instansi_id, satu_unit)


# The log of activities


def kegiatan_milik(pelaku: Pelaku) -> ColumnElement[bool]:
    """Over `Kegiatan`: what the person logged himself and did not delete. Nobody reads another's log."""
    return and_(Kegiatan.pegawai_id == pelaku.pegawai_id, Kegiatan.dihapus_at.is_(None))


def boleh_isi_kegiatan(pelaku: Pelaku, pegawai_id: int, instansi_id: int) -> bool:
    """Whether the person may bring a sheet into somebody's log: everybody into his own, an administrator into those of
    his institution, which moves its old sheets here once. It gives him no sight of what stands there.
    """
    return pelaku.pegawai_id is not None and (
        pelaku.pegawai_id == pegawai_id
        or any(t.peran is Peran.ADMIN and t.instansi_id == instansi_id for t in pelaku.tugas)
    )


def kerugian_terlihat(pelaku: Pelaku) -> ColumnElement[bool]:
    """Over `Pegawai`: officers whose sums of credit about to lapse the person sees, never the activities themselves.

    His direct subordinates, and everybody in the scope in which he is head of unit.
    """
    syarat: list[ColumnElement[bool]] = [false()]
    if pelaku.pegawai_id is not None:
        syarat.append(Pegawai.atasan_id == pelaku.pegawai_id)
    syarat += [_lingkup_pegawai(t) for t in pelaku.tugas if t.peran is Peran.PIMPINAN_UNIT]
    return and_(or_(*syarat), Pegawai.id != pelaku.pegawai_id)


def wajib_terlihat(pelaku: Pelaku) -> ColumnElement[bool]:
    """Over `Pegawai`: officers of whom the person sees whether they handed in a claim: those of his office."""
    lingkup = [_lingkup_pegawai(t) for t in pelaku.tugas if t.peran in _PELIHAT_INSTANSI | {Peran.SEKRETARIAT}]
    return or_(false(), *lingkup)


# Personnel sheets


def instansi_kepegawaian(pelaku: Pelaku) -> frozenset[int]:
    """Institutions whose personnel sheet the person brings in and compares: secretariat and personnel office."""
    return frozenset(
        t.instansi_id
        for t in pelaku.tugas
        if t.peran in {Peran.SEKRETARIAT, Peran.KEPEGAWAIAN} and t.instansi_id is not None and t.unit_id is None
    )


def instansi_sekretariat(pelaku: Pelaku) -> frozenset[int]:
    """Institutions whose own checklist lines the person keeps: their secretariat."""
    return frozenset(
        t.instansi_id
        for t in pelaku.tugas
        if t.peran is Peran.SEKRETARIAT and t.instansi_id is not None and t.unit_id is None
    )


def kepegawaian_terlihat(pelaku: Pelaku) -> ColumnElement[bool]:
    """Over `Pegawai`: officers whose differences with the personnel sheet the person reads; see above, and units."""
    dinas = {Peran.SEKRETARIAT, Peran.KEPEGAWAIAN}
    return or_(false(), *(_lingkup_pegawai(t) for t in pelaku.tugas if t.peran in dinas))
