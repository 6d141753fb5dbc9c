"""The one engine behind every workflow. The only module that imports `transitions`.

A workflow is data: rows of Step. They are compiled into ONE shared, unattached, unqueued Machine per workflow, and
`perform()` / `start()` are the only way to a state. Inside the caller's transaction they refuse, move, and write
values, state, audit row and outbox rows together. They never commit.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Generic, TypeVar

from sqlalchemy import inspect
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError
from transitions import EventData, Machine

from workflow_app import daftar, tenggat
from workflow_app.errors import Alasan, Conflict, Refused, WrongState
from workflow_app.models import LABEL_PERAN, Dokumen, Peran, Stateful, Status
from workflow_app.permissions import Pelaku, Tugas, peran_terhadap
from workflow_app.pesan import P_, Pesan
from workflow_app.states import tulis
from workflow_app.tahap import Tahap

T = TypeVar("T", bound=Stateful)

ATURAN_LANGKAH = P_("tabel langkah alur kerja: peran yang berwenang")
ATURAN_CATATAN = P_("tabel langkah alur kerja: langkah yang memundurkan perkara wajib beralasan")


@dataclass(frozen=True)
class Konteks:
    """What a guard may look at besides the object: who acts, with what values, in which session.

    `masukan` is None while only the buttons are computed: guards marked `butuh_masukan` are then left out.
    """

    session: Session
    pelaku: Pelaku
    masukan: Mapping[str, Any] | None = None


Halangan = Pesan | tuple[Pesan, str]
Periksa = Callable[[T, Konteks], Iterable[Halangan]]


@dataclass(frozen=True)
class Syarat(Generic[T]):
    """A guard: a fact that must hold. Calling it yields what stands against it, nothing when it holds.

    `kalimat` states the fact, `aturan` names the rule it comes from. Guards read, never write.
    """

    nama: str
    kalimat: str
    aturan: str
    periksa: Periksa[T]
    butuh_masukan: bool = False

    def alasan(self, obj: T, konteks: Konteks) -> Iterator[Alasan]:
        """Every reason why the fact does not hold now."""
        if self.butuh_masukan and konteks.masukan is None:
            return
        for hasil in self.periksa(obj, konteks):
            pesan, tempat = hasil if isinstance(hasil, tuple) else (hasil, None)
            yield Alasan(pesan, Pesan(self.aturan), tempat)


def syarat(
    kalimat: str, *, aturan: str, butuh_masukan: bool = False
) -> Callable[[Callable[[T, Konteks], Iterable[Halangan]]], Syarat[T]]:
    """Turn a generator of objections into a guard with its sentence and rule."""

    def bungkus(fungsi: Callable[[T, Konteks], Iterable[Halangan]]) -> Syarat[T]:
        return Syarat(fungsi.__name__, kalimat, aturan, fungsi, butuh_masukan)

    return bungkus


@dataclass(frozen=True)
class BuatDokumen:
    """Effect: freeze the data of one document and have it rendered. `terbit` marks an issued document."""

    jenis: str
    terbit: bool = False


@dataclass(frozen=True)
class KirimSurat:
    """Effect: a mail from `templat` to whoever holds the roles `kepada` towards the object."""

    templat: str
    kepada: tuple[Peran, ...]


@dataclass(frozen=True)
class Step(Generic[T]):
    """One row: who may move an object from where to where, under which conditions, and what follows.

    `source` None marks a row that creates the object. `writes` names the columns written with the step, no more and
    no fewer. One destination per row: two outcomes are two triggers.
    """

    trigger: str
    source: Status | None
    dest: Status
    roles: frozenset[Peran]
    guards: tuple[Syarat[T], ...] = ()
    note_required: bool = False
    writes: frozenset[str] = frozenset()
    effects: tuple[BuatDokumen | KirimSurat, ...] = ()
    label: str = ""
    """Name of this row, where it does something else than the trigger does from other states."""


def langkah(
    trigger: str,
    source: Status | tuple[Status, ...] | None,
    dest: Status,
    roles: Peran | tuple[Peran, ...],
    **sisa: Any,
) -> tuple[Step[Any], ...]:
    """Rows for one trigger, one per source. `note_required`, `guards`, `writes`, `effects`, `label` as in Step."""
    asal = source if isinstance(source, tuple) else (source,)
    peran = frozenset(roles if isinstance(roles, tuple) else (roles,))
    sisa["writes"] = frozenset(sisa.get("writes", ()))
    return tuple(Step(trigger, s, dest, peran, **sisa) for s in asal)


@dataclass(frozen=True)
class Workflow(Generic[T]):
    """A workflow: its rows, and per state the holder, the stage and the words for the reader.

    `pemegang` tells which role must act in a state (SISTEM: it waits for another case). `due` gives the deadline of
    a state: a stage of the calendar, or the name of a setting in working days. `label` and `label_umum` are the
    internal and the public name of a state. `membukukan` are the states in which credit of the case stands in the
    ledger: an entry that names a case in another state was booked by nobody.
    """

    name: str
    judul: str
    model: type[T]
    states: type[Status]
    initial: Status
    final: frozenset[Status]
    steps: tuple[Step[T], ...]
    pemegang: Mapping[Status, Peran]
    label: Mapping[Status, str]
    label_langkah: Mapping[str, str]
    due: Mapping[Status, Tahap | str] = field(default_factory=dict)
    membukukan: frozenset[Status] = frozenset()
    machine: Machine = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        machine = Machine(
            model=None,
            states=self.states,
            initial=self.initial,
            auto_transitions=False,
            queued=False,
            send_event=True,
            name=self.name,
            transitions=[
                {"trigger": s.trigger, "source": s.source, "dest": s.dest} for s in self.steps if s.source is not None
            ],
            before_state_change=[_tolak_bila_tertutup],
        )
        object.__setattr__(self, "machine", machine)
        object.__setattr__(self, "_by_key", {(s.trigger, s.source): s for s in self.steps})
        _BY_MODEL[self.model] = self

    def step(self, trigger: str, source: Status | None) -> Step[T] | None:
        """The row for a trigger from a state (None: creation), or None."""
        found: Step[T] | None = getattr(self, "_by_key").get((trigger, source))  # noqa: B009 - set on a frozen class
        return found

    def nama_langkah(self, trigger: str, asal: str | None = None) -> str:
        """The name of a step from a state; one that no row has (a step of an earlier version) as it is written."""
        sendiri = (s.label for s in self.steps if s.label and s.trigger == trigger and s.source is self._state(asal))
        return next(sendiri, self.label_langkah.get(trigger, trigger))

    def _state(self, nama: str | None) -> Status | None:
        return next((s for s in self.states if s.value == nama), None)

    def from_state(self, state: Status) -> tuple[Step[T], ...]:
        """All rows that leave `state`, in table order."""
        return tuple(s for s in self.steps if s.source is state)

    def holder(self, state: Status) -> Peran:
        """The role that must act in `state`; SISTEM for final states and for waiting."""
        return self.pemegang.get(state, Peran.SISTEM)


_BY_MODEL: dict[type[Any], Workflow[Any]] = {}


def workflow_of(obj: Stateful | type[Stateful]) -> Workflow[Any]:
    """The workflow of an object or of its class."""
    return _BY_MODEL[obj if isinstance(obj, type) else type(obj)]


@dataclass(frozen=True)
class Terbuka:
    """A step that leaves the present state, as one person sees it: open when `alasan` is empty."""

    step: Step[Any]
    alasan: tuple[Alasan, ...]


@dataclass
class _Gerak:
    """The plain thing that the shared machine moves; the loaded row itself is never attached to it."""

    state: Status


def _alasan_peran(obj: Stateful, step: Step[Any], peran: Mapping[Peran, Tugas]) -> list[Alasan]:
    if step.roles & peran.keys():
        return []
    nama = tuple(Pesan(LABEL_PERAN[p]) for p in Peran if p in step.roles)
    return [
        Alasan(P_("Langkah ini hanya untuk peran %(peran)s.", peran=nama), ATURAN_LANGKAH, tentang_hak=True),
    ]


def refusals(
    obj: Stateful,
    step: Step[Any],
    konteks: Konteks,
    peran: Mapping[Peran, Tugas],
    *,
    note: str | None = None,
    minta_catatan: bool = True,
) -> tuple[Alasan, ...]:
    """Every reason why the step is closed now, none when it is open. Buttons, routes and `perform()` ask here."""
    alasan = _alasan_peran(obj, step, peran)
    if alasan:
        return tuple(alasan)
    for guard in step.guards:
        alasan.extend(guard.alasan(obj, konteks))
    if minta_catatan and step.note_required and not (note or "").strip():
        alasan.append(Alasan(P_("Tuliskan alasan langkah ini pada kolom catatan."), ATURAN_CATATAN, "catatan"))
    return tuple(alasan)


def available(session: Session, obj: Stateful, pelaku: Pelaku) -> list[Terbuka]:
    """Steps from the present state that the person's role may see, with the reasons that close them."""
    peran = peran_terhadap(session, pelaku, obj)
    konteks = Konteks(session, pelaku)
    return [
        Terbuka(step, refusals(obj, step, konteks, peran, minta_catatan=False))
        for step in workflow_of(obj).from_state(obj.state)
        if step.roles & peran.keys() and step.roles != frozenset({Peran.SISTEM})
    ]


def _baris(obj: Stateful, trigger: str, seen_version: int | None) -> Step[Any]:
    """The row for a trigger from the present state, if the reader saw the present version."""
    workflow = workflow_of(obj)
    if seen_version is not None and seen_version != obj.version:
        raise Conflict(
            P_("Perkara ini sudah berubah sejak halaman dibuka. Periksa data terbaru, lalu ulangi bila perlu.")
        )
    step = workflow.step(trigger, obj.state)
    if step is None:
        raise WrongState(
            P_(
                "Langkah '%(langkah)s' tidak ada pada status '%(status)s'.",
                langkah=Pesan(workflow.label_langkah.get(trigger, trigger)),
                status=Pesan(workflow.label[obj.state]),
            )
        )
    return step


def pastikan_berhak(
    session: Session, obj: Stateful, trigger: str, pelaku: Pelaku, seen_version: int | None = None
) -> Step[Any]:
    """The row for a trigger if it leads from the present state and the person's role may take it.

    Raises Conflict, WrongState or Refused as `perform()` does, before anybody reads the step's input.
    """
    step = _baris(obj, trigger, seen_version)
    if alasan := _alasan_peran(obj, step, peran_terhadap(session, pelaku, obj)):
        raise Refused(alasan)
    return step


def perform(
    session: Session,
    obj: Stateful,
    trigger: str,
    *,
    pelaku: Pelaku,
    note: str | None = None,
    seen_version: int | None = None,
    masukan: Mapping[str, Any] | None = None,
    **values: object,
) -> None:
    """Take one step and write `values` with it.

    `seen_version` is the version the person saw; `masukan` is further input that guards look at. Raises WrongState
    when no row leads from the present state, Refused with every reason, Conflict when somebody was faster. Does not
    commit.
    """
    workflow = workflow_of(obj)
    step = _baris(obj, trigger, seen_version)
    if values.keys() != step.writes:
        raise TypeError(f"{workflow.name}.{trigger} menulis {sorted(step.writes)}, diberi {sorted(values)}")
    try:
        session.flush()
    except StaleDataError as galat:
        raise Conflict(P_("Perkara ini sedang diubah orang lain. Muat ulang halaman.")) from galat
    peran = peran_terhadap(session, pelaku, obj)
    konteks = Konteks(session, pelaku, {**(masukan or {}), **values})
    gerak = _Gerak(obj.state)
    workflow.machine.events[trigger].trigger(gerak, obj=obj, step=step, konteks=konteks, peran=peran, note=note)
    _catat(session, workflow, obj, step, pelaku, peran, note, values, gerak.state)


def start(
    session: Session,
    obj: Stateful,
    trigger: str,
    *,
    pelaku: Pelaku,
    note: str | None = None,
    masukan: Mapping[str, Any] | None = None,
) -> None:
    """Add a new object through its creating row, with the first row of its audit trail. Raises Refused.

    The columns that the row `writes` are set by the caller beforehand; the trail freezes them.
    """
    workflow = workflow_of(obj)
    step = workflow.step(trigger, None)
    if step is None:
        raise WrongState(P_("Alur '%(alur)s' tidak dimulai dengan '%(langkah)s'.", alur=workflow.name, langkah=trigger))
    obj.state = step.dest
    obj.state_since = pelaku.hari_ini
    obj.version, obj.audit_seq, obj.audit_hash = 1, 0, ""
    with session.no_autoflush:
        peran = peran_terhadap(session, pelaku, obj)
        konteks = Konteks(session, pelaku, masukan or {})
        if alasan := refusals(obj, step, konteks, peran, note=note):
            raise Refused(alasan)
    session.add(obj)
    session.flush()
    values = {nama: getattr(obj, nama) for nama in step.writes}
    daftar.catat(
        session, workflow.name, obj, _catat(session, workflow, obj, step, pelaku, peran, note, values, step.dest)
    )


def touch(session: Session, akar: Stateful) -> None:
    """Bump the version of the root when one of its children acts, so that two children cannot race past each other.

    Raises Conflict when the root changed since it was read.
    """
    akar.touched_at = tulis.sekarang()
    try:
        session.flush()
    except StaleDataError as galat:
        raise Conflict(P_("Perkara ini sedang diubah orang lain. Muat ulang halaman.")) from galat


def _tolak_bila_tertutup(event: EventData) -> None:
    isi = event.kwargs
    if alasan := refusals(isi["obj"], isi["step"], isi["konteks"], isi["peran"], note=isi["note"]):
        raise Refused(alasan)


def _catat(
    session: Session,
    workflow: Workflow[Any],
    obj: Stateful,
    step: Step[Any],
    pelaku: Pelaku,
    peran: Mapping[Peran, Tugas],
    note: str | None,
    values: Mapping[str, object],
    dest: Status,
) -> str:
    """Write the step and bring the loaded object up to date with what was written; the hash of its audit row."""
    tugas = next(peran[p] for p in sorted(step.roles & peran.keys(), key=lambda p: p.value))
    holder = workflow.holder(dest)
    tetap = step.source is dest
    with session.no_autoflush:
        calon = _Bayangan(obj, values)
        tenggat_baru = (
            obj.tenggat if tetap else tenggat.jatuh_tempo(session, obj, calon, workflow.due.get(dest), pelaku.hari_ini)
        )
        pemegang_id = type(obj).orang(calon, holder)  # type: ignore[arg-type]  # the shadow has every attribute
    baru: dict[str, object] = {
        **values,
        "state": dest,
        "state_since": obj.state_since if tetap else pelaku.hari_ini,
        "tenggat": tenggat_baru,
        "pemegang": holder,
        "pemegang_id": pemegang_id,
    }
    surat = [
        {"templat": e.templat, "kepada": [p.value for p in e.kepada]} for e in step.effects if isinstance(e, KirimSurat)
    ]
    sidik = tulis.tulis_langkah(
        session,
        obj,
        tulis.Catatan(
            workflow=workflow.name,
            trigger=step.trigger,
            from_state=step.source.value if step.source else "",
            to_state=dest.value,
            pelaku=pelaku,
            tugas=tugas,
            note=(note or "").strip() or None,
            values=values,
        ),
        baru,
        surat,
    )
    _tinggalkan_relasi(session, obj, values)
    for effect in step.effects:
        if isinstance(effect, BuatDokumen):
            tulis.tulis_dokumen(session, workflow.name, obj, effect.jenis, effect.terbit, pelaku)
    return sidik


class _Bayangan:
    """The object as it will be: new values first, then the loaded ones. Read only."""

    def __init__(self, obj: Stateful, nilai: Mapping[str, object]) -> None:
        self._obj, self._nilai = obj, nilai

    def __getattr__(self, nama: str) -> Any:
        nilai: dict[str, object] = self.__dict__["_nilai"]
        return nilai[nama] if nama in nilai else getattr(self.__dict__["_obj"], nama)


def _tinggalkan_relasi(session: Session, obj: Stateful, values: Mapping[str, object]) -> None:
    """Forget loaded relations whose key column was just written, so that they are read anew."""
    if kunci := _relasi_lewat(type(obj), frozenset(values)):  # type: ignore[arg-type]  # a class is hashable
        session.expire(obj, kunci)


@lru_cache
def _relasi_lewat(model: type[Any], kolom: frozenset[str]) -> tuple[str, ...]:
    """The relations of a model that go through one of the columns."""
    relasi = inspect(model).relationships
    return tuple(r.key for r in relasi if any(k.key in kolom for k in r.local_columns))


def dokumen_dari(session: Session, obj: Stateful) -> Sequence[Dokumen]:
    """Documents of one object, newest act first."""
    return tulis.dokumen_dari(session, workflow_of(obj).name, obj.id)
