"""The inbox: every open case that waits for one person, by deadline, in one query over all workflows.

A case waits for whoever holds the role `pemegang` towards it today. The conditions here say in SQL, for many cases,
what `permissions.peran_terhadap` says for one; a test holds the two against each other.

Each workflow and role is a branch of its own that walks the partial index (pemegang, tenggat, id) of open cases and
is cut before the union, so the work grows with the length of the page and not with the number of cases. Names are
joined to the lines that are left.

The statements are built once for all people of one pattern (see `pola`).
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    cast,
    exists,
    false,
    literal,
    literal_column,
    not_,
    null,
    nulls_last,
    or_,
    select,
    true,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from workflow_app import peraturan, rute
from workflow_app.models import (
    AnggotaTim,
    Dupak,
    Kedudukan,
    Ketidakhadiran,
    KonflikKepentingan,
    Pak,
    Pegawai,
    PenetapanAk,
    Peran,
    Sidang,
    Status,
    TimPenilai,
    Unit,
)
from workflow_app.models.peran import PERAN_DIRI_SENDIRI, PERAN_OBJEK, PERAN_TIM
from workflow_app.peraturan.jenjang import KATEGORI
from workflow_app.peraturan.regime import semua_kredit
from workflow_app.permissions import Pelaku, Tugas, terlihat
from workflow_app.pesan import Pesan
from workflow_app.services import keadaan
from workflow_app.services.pola import Pola, nilai, pola
from workflow_app.states import BY_NAME, WORKFLOWS
from workflow_app.states.engine import Workflow

Batas = tuple[dt.date | None, str, int]
"""The last line of a page: deadline, workflow, id."""

MAKS_POLA = 200
"""Statements that are kept ready: patterns of people, and places in their lists."""
_SESUDAH_TENGGAT, _SESUDAH_ID = "sesudah_tenggat", "sesudah_id"
_DIGANTIKAN_WAKIL = {Peran.KETUA_TIM: Kedudukan.KETUA, Peran.SEKRETARIS_TIM: Kedudukan.SEKRETARIS}
PERKARA_SAYA_MAKS = 20
_TANPA_TANGGAL: tuple[Any, Any] = (cast(null(), Date), cast(null(), Date))
_TANGGAL: Mapping[Any, tuple[Any, Any]] = {
    Dupak: (Dupak.masa_mulai, Dupak.masa_selesai),
    Sidang: (Sidang.tanggal, cast(null(), Date)),
    PenetapanAk: (PenetapanAk.mulai, PenetapanAk.selesai),
}
"""The dates that tell a case from others of its kind."""


@dataclass(frozen=True)
class Giliran:
    """Decisions of one institution and rule set that are one official's turn, for officers of some levels.

    Only those of officers in `terlewat` (None: of all), never those of officers in `terlarang`.
    """

    instansi_id: int
    aturan: str
    terlewat: frozenset[int] | None
    terlarang: frozenset[int]
    jenjang: tuple[str, ...]


@dataclass(frozen=True)
class Baris:
    """One open case, as one person's list shows it."""

    workflow: str
    id: int
    state: Status
    pemegang: Peran
    pemegang_nama: str | None
    tenggat: dt.date | None
    sejak: dt.date
    version: int
    subjek: str | None
    unit: str | None
    tim: str | None
    mulai: dt.date | None
    """First day of a claim's work period, or the day of a plenary."""
    selesai: dt.date | None
    milik_sendiri: bool
    menggantikan: bool
    """Whether the reader stands in for the one who would act by his office."""

    @property
    def judul(self) -> Pesan:
        """Short name of the workflow."""
        return keadaan.judul(self.workflow)

    @property
    def label(self) -> Pesan:
        """The state in words, public ones for the officer himself."""
        return keadaan.label(self.workflow, self.state, umum=self.milik_sendiri)

    @property
    def tugas(self) -> Pesan:
        """Why the line is here."""
        return keadaan.tugas(self.workflow, self.state, self.pemegang)

    @property
    def berikutnya(self) -> Pesan | None:
        """What happens next, in a sentence."""
        return keadaan.berikutnya(self.workflow, self.state)

    @property
    def penunggu(self) -> Pesan | None:
        """Who is waited for, where no single role holds the case."""
        return keadaan.penunggu(self.workflow, self.state)

    @property
    def batas(self) -> Batas:
        """The key from which the next page goes on."""
        return self.tenggat, self.workflow, self.id


@dataclass(frozen=True)
class KotakMasuk:
    """A page of the inbox, and the key of the next one where there is more."""

    baris: Sequence[Baris]
    lanjut: Batas | None


def kotak_masuk(session: Session, pelaku: Pelaku, sesudah: Batas | None = None, batas: int = 25) -> KotakMasuk:
    """Open cases that wait for this person, the nearest deadline first, those without one last.

    `sesudah` is the last line of the page before. Two queries for a signing official, else one.
    """
    letak = None if sesudah is None else (sesudah[1], sesudah[0] is not None)
    query = _query_kotak(pola(pelaku), _giliran_penetap(session, pelaku), letak, batas + 1)
    isi = nilai(pelaku)
    if sesudah is not None:
        isi.update({_SESUDAH_TENGGAT: sesudah[0], _SESUDAH_ID: sesudah[2]})
    baris = _baca(session, query, pelaku, isi)
    halaman = baris[:batas]
    return KotakMasuk(halaman, halaman[-1].batas if len(baris) > batas else None)


@lru_cache(maxsize=MAKS_POLA)
def _query_kotak(
    pola_pelaku: Pola, giliran: tuple[Giliran, ...], letak: tuple[str, bool] | None, batas: int
) -> Select[Any] | None:
    """The inbox of everybody of a pattern, from the place `letak` on: a workflow, and whether with a deadline.

    None when nothing can wait for such a person.
    """
    pelaku = pola_pelaku.pelaku()
    cabang = []
    for workflow in WORKFLOWS:
        lanjutan = [] if letak is None else _sesudah(workflow, *letak)
        if lanjutan is None:
            continue
        for peran in sorted(_peran_alur(workflow), key=lambda p: p.value):
            syarat = _menunggu(workflow, peran, pelaku, giliran)
            if syarat is None:
                continue
            query = _sempit(workflow).where(workflow.model.pemegang == peran, syarat, *lanjutan)
            if peran is Peran.PENETAP:
                query = terlihat(query, workflow.model, pelaku)
            cabang.append(query)
    return _gabung(cabang, batas, _menurut_tenggat)


def perkara_saya(session: Session, pelaku: Pelaku, batas: int = PERKARA_SAYA_MAKS) -> Sequence[Baris]:
    """The person's own open cases as far as he may see them, the latest movement first."""
    tanpa_peran = replace(pelaku, tugas=())
    return _baca(session, _query_saya(pola(tanpa_peran), batas), pelaku, nilai(tanpa_peran))


@lru_cache(maxsize=MAKS_POLA)
def _query_saya(pola_pelaku: Pola, batas: int) -> Select[Any] | None:
    pelaku = pola_pelaku.pelaku()
    cabang = [
        terlihat(_sempit(w).where(w.model.subjek_id == pelaku.pegawai_id), w.model, pelaku)
        for w in WORKFLOWS
        if w.model.orang(w.model, Peran.PRAKOM) is not None
    ]
    return _gabung(cabang, batas, _menurut_gerak)


def _peran_alur(workflow: Workflow[Any]) -> frozenset[Peran]:
    """Roles that act in a workflow, and so may hold one of its cases."""
    return frozenset(p for step in workflow.steps for p in step.roles) - {Peran.SISTEM}


def _terbuka(model: type[Any]) -> ColumnElement[bool]:
    """The condition of the partial index in its own words: a planner uses the index only where it finds them again."""
    nama = f"ix_{model.__tablename__}_kotak_masuk"
    indeks = next(i for i in model.__table__.indexes if i.name == nama)
    syarat: ColumnElement[bool] = indeks.dialect_options["sqlite"]["where"]
    return syarat


def _sempit(workflow: Workflow[Any]) -> Select[Any]:
    """The narrow columns of a workflow's open cases, alike for all workflows."""
    model = workflow.model
    return select(
        literal_column(f"'{workflow.name}'", String).label("workflow"),
        model.id.label("id"),
        type_coerce(model.state, String).label("state"),
        model.pemegang.label("pemegang"),
        model.pemegang_id.label("pemegang_id"),
        model.tenggat.label("tenggat"),
        model.state_since.label("state_since"),
        model.version.label("version"),
        model.subjek_id.label("subjek_id"),
        model.unit_id.label("unit_id"),
        model.tim_id.label("tim_id"),
        _TANGGAL.get(model, _TANPA_TANGGAL)[0].label("mulai"),
        _TANGGAL.get(model, _TANPA_TANGGAL)[1].label("selesai"),
    ).where(_terbuka(model))


Urutan = Callable[[Any], tuple[Any, Any]]
"""The order of the lines of one workflow, as two terms over given columns."""


def _menurut_tenggat(kolom: Any) -> tuple[Any, Any]:
    return nulls_last(kolom.tenggat), kolom.id


def _menurut_gerak(kolom: Any) -> tuple[Any, Any]:
    return kolom.state_since.desc(), kolom.id.desc()


def _antar_alur(urutan: Urutan, kolom: Any) -> tuple[Any, ...]:
    """The same order over several workflows."""
    utama, nomor = urutan(kolom)
    return utama, kolom.workflow, nomor


def _gabung(cabang: Sequence[Select[Any]], batas: int, urutan: Urutan) -> Select[Any] | None:
    """The branches as one query, each cut to `batas` lines, with names for the lines; None without branches."""
    if not cabang:
        return None
    # Literal, because a bound limit is planned anew each time; cut first, because joins should see these lines only.
    # A branch does not name the workflow in its order: it is the same everywhere and would keep the index from sorting.
    jumlah: ColumnElement[int] = literal_column(str(batas))
    potong = [select(c.order_by(*urutan(c.selected_columns)).limit(jumlah).subquery()) for c in cabang]
    semua = union_all(*potong).subquery()
    baris = select(semua).order_by(*_antar_alur(urutan, semua.c)).limit(jumlah).subquery("baris")
    pemegang = aliased(Pegawai)
    return (
        select(
            baris,
            Pegawai.nama.label("subjek"),
            Unit.nama.label("unit"),
            TimPenilai.nama.label("tim"),
            pemegang.nama.label("pemegang_nama"),
        )
        .outerjoin(Pegawai, Pegawai.id == baris.c.subjek_id)
        .outerjoin(Unit, Unit.id == baris.c.unit_id)
        .outerjoin(TimPenilai, TimPenilai.id == baris.c.tim_id)
        .outerjoin(pemegang, pemegang.id == baris.c.pemegang_id)
        .order_by(*_antar_alur(urutan, baris.c))
    )


def _baca(session: Session, query: Select[Any] | None, pelaku: Pelaku, isi: Mapping[str, object]) -> list[Baris]:
    return [] if query is None else [_jadi(b, pelaku) for b in session.execute(query, isi)]


def _jadi(baris: Any, pelaku: Pelaku) -> Baris:
    return Baris(
        workflow=baris.workflow,
        id=baris.id,
        state=BY_NAME[baris.workflow].states(baris.state),
        pemegang=baris.pemegang,
        pemegang_nama=baris.pemegang_nama,
        tenggat=baris.tenggat,
        sejak=baris.state_since,
        version=baris.version,
        subjek=baris.subjek,
        unit=baris.unit,
        tim=baris.tim,
        mulai=baris.mulai,
        selesai=baris.selesai,
        milik_sendiri=baris.subjek_id == pelaku.pegawai_id,
        menggantikan=_menggantikan(baris, pelaku),
    )


def _menggantikan(baris: Any, pelaku: Pelaku) -> bool:
    """Whether the person would act in somebody else's place: by a lent role, as the deputy, as the next official."""
    peran: Peran = baris.pemegang
    if peran in PERAN_OBJEK:
        return baris.pemegang_id not in (None, pelaku.pegawai_id)
    sendiri = [t for t in pelaku.tugas if t.peran is peran and t.atas_nama_id is None]
    if peran is Peran.PENETAP:
        return not sendiri or baris.pemegang_id != pelaku.pegawai_id
    return not any(peran not in PERAN_TIM or t.tim_id == baris.tim_id for t in sendiri)


def _sesudah(workflow: Workflow[Any], nama: str, ada_tenggat: bool) -> list[ColumnElement[bool]] | None:
    """The condition "beyond the last line of the page before" for one workflow; None when nothing of it can follow."""
    model = workflow.model
    id_, tenggat = bindparam(_SESUDAH_ID, type_=Integer), bindparam(_SESUDAH_TENGGAT, type_=Date)
    kembar: ColumnElement[bool] = model.id > id_ if workflow.name == nama else literal(workflow.name > nama)
    if not ada_tenggat:
        return None if workflow.name < nama else [model.tenggat.is_(None), kembar]
    return [or_(model.tenggat > tenggat, and_(model.tenggat == tenggat, kembar), model.tenggat.is_(None))]


def _menunggu(
    workflow: Workflow[Any], peran: Peran, pelaku: Pelaku, giliran: Sequence[Giliran]
) -> ColumnElement[bool] | None:
    """When a case of the workflow that `peran` holds waits for this person; None when it never does."""
    model, saya = workflow.model, pelaku.pegawai_id
    # The mapping that tells who a person is towards a case, asked of the class, gives the column that holds him.
    orang: ColumnElement[int] | None = model.orang(model, peran)
    if peran in PERAN_OBJEK:
        if orang is None:
            return None
        pinjaman = [t for t in pelaku.tugas if t.peran is peran and t.atas_nama_id is not None]
        atas_nama = [and_(orang == t.atas_nama_id, _lingkup(t, model)) for t in pinjaman]
        return and_(or_(orang == saya, *atas_nama), _boleh_sendiri(model, peran, saya))
    if peran is Peran.PENETAP:
        return and_(_pada_giliran(giliran, model), _boleh_sendiri(model, peran, saya)) if giliran else None
    lingkup = [_lingkup(t, model) for t in pelaku.tugas if t.peran is peran]
    if peran in _DIGANTIKAN_WAKIL:
        wakil = [t for t in pelaku.tugas if t.peran is Peran.WAKIL_KETUA_TIM]
        lingkup += [_menggantikan_kursi(t, peran, model, pelaku.hari_ini) for t in wakil]
    if not lingkup:
        return None
    bagian = [or_(*lingkup), _boleh_sendiri(model, peran, saya)]
    if orang is not None:
        bagian.append(orang == saya)
    if peran in PERAN_TIM:
        bagian.append(not_(_dalam_konflik(model, KonflikKepentingan.pegawai_id == saya)))
    return and_(*bagian)


def _boleh_sendiri(model: type[Any], peran: Peran, saya: int | None) -> ColumnElement[bool]:
    """Nobody acts in a case about himself except as its submitter."""
    return true() if peran in PERAN_DIRI_SENDIRI else or_(model.subjek_id.is_(None), model.subjek_id != saya)


def _lingkup(tugas: Tugas, model: type[Any]) -> ColumnElement[bool]:
    """Cases within the scope of an assignment or seat; a lent role never reaches its lender's own case."""
    if tugas.peran in PERAN_TIM:
        bagian = [model.tim_id == tugas.tim_id]
    else:
        bagian = [model.instansi_id == tugas.instansi_id]
        if tugas.unit_id is not None:
            bagian.append(model.unit_id == tugas.unit_id)
    if tugas.atas_nama_id is not None:
        bagian.append(model.subjek_id != tugas.atas_nama_id)
    return and_(*bagian)


def _berlaku(tabel: Any, hari_ini: dt.date) -> ColumnElement[bool]:
    return and_(tabel.mulai <= hari_ini, tabel.selesai >= hari_ini)


def _dalam_konflik(model: type[Any], *syarat: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether somebody for whom `syarat` holds declared a conflict of interest in the claim of the case."""
    dupak_id = model.id if model is Dupak else getattr(model, "dupak_id", None)
    if dupak_id is None:
        return false()
    hasil: ColumnElement[bool] = dupak_id.in_(select(KonflikKepentingan.dupak_id).where(*syarat))
    return hasil


def _menggantikan_kursi(wakil: Tugas, peran: Peran, model: type[Any], hari_ini: dt.date) -> ColumnElement[bool]:
    """The deputy fills a seat that is vacant, or whose holder is the officer, absent or in conflict.

    None of the inner queries looks at the case, so each is run once and not for every line.
    """
    duduk = (
        AnggotaTim.tim_id == wakil.tim_id,
        AnggotaTim.kedudukan == _DIGANTIKAN_WAKIL[peran],
        _berlaku(AnggotaTim, hari_ini),
    )
    pemegang = select(AnggotaTim.pegawai_id).where(*duduk)
    absen = exists().where(Ketidakhadiran.pegawai_id.in_(pemegang), _berlaku(Ketidakhadiran, hari_ini))
    return and_(
        model.tim_id == wakil.tim_id,
        or_(
            not_(exists().where(*duduk)),
            absen,
            model.subjek_id.in_(pemegang),
            _dalam_konflik(model, KonflikKepentingan.pegawai_id.in_(pemegang)),
        ),
    )


def _giliran_penetap(session: Session, pelaku: Pelaku) -> tuple[Giliran, ...]:
    """Decisions whose turn among the signing officials is this person's today; none when he is none of them.

    The routing table gives an order of officials per institution, rule set and level. An official is passed over in
    the case of himself or of the person in whose place he acts; so a decision is this person's when its officer is
    neither of these, and makes everybody before him be passed over.
    """
    instansi_id = {t.instansi_id for t in pelaku.tugas if t.peran is Peran.PENETAP and t.instansi_id is not None}
    if not instansi_id:
        return ()
    semua: dict[tuple[int, str, frozenset[int] | None, frozenset[int]], list[str]] = {}
    for instansi, pejabat in rute.pejabat_hadir(session, instansi_id, pelaku.hari_ini).items():
        for aturan in semua_kredit():
            for jenjang in (j for kategori in KATEGORI for j in peraturan.umum().daftar(f"kategori.{kategori}")):
                for terlewat, terlarang in _posisi(rute.urutan_penetap(pejabat, aturan, jenjang), pelaku.pegawai_id):
                    semua.setdefault((instansi, aturan.kunci, terlewat, terlarang), []).append(jenjang)
    return tuple(Giliran(*kunci, tuple(jenjang)) for kunci, jenjang in semua.items())


def _pada_giliran(giliran: Sequence[Giliran], model: type[Any]) -> ColumnElement[bool]:
    return or_(
        *(
            and_(
                model.instansi_id == g.instansi_id,
                model.aturan == g.aturan,
                Pak.dupak.has(Dupak.jenjang.in_(g.jenjang)) if model is Pak else model.jenjang.in_(g.jenjang),
                true() if g.terlewat is None else model.subjek_id.in_(g.terlewat),
                model.subjek_id.not_in(g.terlarang),
            )
            for g in giliran
        ),
    )


def _posisi(
    urutan: Sequence[rute.Penetap], pegawai_id: int | None
) -> Iterator[tuple[frozenset[int] | None, frozenset[int]]]:
    """For each place of the person in the order: the officers who make all before him be passed over, and himself.

    None stands for every officer: nobody is before him.
    """
    terlewat: frozenset[int] | None = None
    for pejabat in urutan:
        terlarang = frozenset(i for i in (pejabat.pegawai_id, pejabat.atas_nama_id) if i is not None)
        if pejabat.pegawai_id == pegawai_id:
            yield terlewat, terlarang
        terlewat = terlarang if terlewat is None else terlewat & terlarang
