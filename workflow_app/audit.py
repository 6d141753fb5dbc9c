"""The audit trail: one row per act, chained by a keyed hash per object.

Each row's hash covers its own content and the hash before it; the object's row keeps number and hash of the newest
one. Changing, removing or inserting a row breaks the chain at that place, removing the last one breaks the head, and
forging a whole chain needs the key, which is not in the database.
"""

import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app.models.records import AuditEntry

_kunci: bytes = b""


def pasang_kunci(kunci: str) -> None:
    """Set the key of the chain for this process; called once where the application is built."""
    global _kunci  # noqa: PLW0603 - one key per process, set at start-up before any step is taken
    _kunci = kunci.encode()


def _teks(nilai: object) -> str:
    if isinstance(nilai, dt.date | dt.datetime):
        return nilai.isoformat()
    if isinstance(nilai, Decimal):
        return f"{nilai:f}"
    return str(getattr(nilai, "value", nilai))


def kanonik(isi: Mapping[str, Any] | Sequence[Any]) -> str:
    """One spelling for one content: sorted keys, no spaces, dates and credits as text."""
    return json.dumps(isi, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_teks)


ISI_HASH = (
    "workflow",
    "object_id",
    "seq",
    "object_version",
    "at",
    "tanggal",
    "trigger",
    "from_state",
    "to_state",
    "actor_id",
    "atas_nama_id",
    "role",
    "note",
    "values",
)


def tanda(sebelumnya: str, isi: Sequence[Any]) -> str:
    """The keyed hash of a content that follows `sebelumnya`. Raises RuntimeError when no key was set."""
    _pastikan_kunci()
    return hmac.new(_kunci, f"{sebelumnya}\n{kanonik(isi)}".encode(), hashlib.sha256).hexdigest()


def sidik(sebelumnya: str, baris: Mapping[str, Any]) -> str:
    """The hash of a row that follows `sebelumnya`. Raises RuntimeError when no key was set."""
    _pastikan_kunci()
    return tanda(sebelumnya, [baris[kolom] for kolom in ISI_HASH])


def _pastikan_kunci() -> None:
    if not _kunci:
        raise RuntimeError("kunci audit belum dipasang; panggil audit.pasang_kunci() saat aplikasi dibangun")


def kepala(hash_terakhir: str) -> str:
    """What the object's row keeps of its newest act. Only the key makes it, and no row keeps an older one: whoever cuts
    off the last acts cannot wind the object back to the act before them.
    """
    return sidik(hash_terakhir, dict.fromkeys(ISI_HASH))


def linimasa(session: Session, workflow: str, object_id: int) -> list[AuditEntry]:
    """All acts of one object, oldest first."""
    return list(
        session.scalars(
            select(AuditEntry)
            .where(AuditEntry.workflow == workflow, AuditEntry.object_id == object_id)
            .order_by(AuditEntry.seq)
        )
    )


@dataclass(frozen=True)
class Cacat:
    """Something that does not hold: a row of a case's chain or of a chain over a whole table (`object_id` None), or a
    stored field (`kolom`) that differs from what the trail froze.
    """

    workflow: str
    object_id: int | None
    seq: int
    sebab: str
    kolom: str = ""

    @property
    def tempat(self) -> str:
        """Where, in words."""
        rantai = self.workflow if self.object_id is None else f"{self.workflow} {self.object_id}"
        return f"{rantai}, kolom {self.kolom}" if self.kolom else f"{rantai}, baris {self.seq}"


def periksa_rantai(
    workflow: str,
    object_id: int,
    baris: Sequence[AuditEntry],
    *,
    kepala_seq: int,
    kepala_hash: str,
    state: str | None,
) -> Cacat | None:
    """Follow one chain to its head. `state` is the stored state, None when the object's row is gone.

    Returns the first defect: a changed row (its own hash fails), a removed or inserted one (numbers jump), a removed
    tail (the head is further than the last row), a state that the acts do not lead to.
    """
    sebelumnya, seq = "", 0
    for entri in baris:
        if entri.seq != seq + 1:
            return Cacat(workflow, object_id, seq + 1, "baris dihapus atau disisipkan")
        isi = {kolom: getattr(entri, kolom) for kolom in ISI_HASH}
        if not hmac.compare_digest(sidik(sebelumnya, isi), entri.hash):
            return Cacat(workflow, object_id, entri.seq, "isi baris diubah atau dipalsukan")
        sebelumnya, seq = kepala(entri.hash), entri.seq
    if state is None:
        return Cacat(workflow, object_id, seq, "perkara dihapus sedangkan jejaknya ada")
    if not baris and (kepala_seq, kepala_hash) == (0, ""):
        return Cacat(workflow, object_id, 1, "perkara tanpa jejak")
    if (kepala_seq, kepala_hash) != (seq, sebelumnya):
        return Cacat(workflow, object_id, seq + 1, "baris terakhir dihapus atau kepala rantai diubah")
    if baris and baris[-1].to_state != state:
        return Cacat(workflow, object_id, seq, f"status tersimpan '{state}' tidak berasal dari langkah terakhir")
    return None


def periksa(session: Session, daftar: Sequence[tuple[str, type[Any]]]) -> Iterator[Cacat]:
    """Check every chain of the given workflows (name, model), a workflow at a time, in bounded memory."""
    for nama, model in daftar:
        kepala = session.execute(
            select(model.id, model.audit_seq, model.audit_hash, model.state).order_by(model.id)
        ).yield_per(500)
        terlihat = 0
        for object_id, kepala_seq, kepala_hash, state in kepala:
            yield from _yatim(session, nama, terlihat, object_id)
            terlihat = object_id
            jejak = linimasa(session, nama, object_id)
            cacat = periksa_rantai(
                nama,
                object_id,
                jejak,
                kepala_seq=kepala_seq,
                kepala_hash=kepala_hash,
                state=state.value,
            )
            if cacat:
                yield cacat
            else:
                yield from _berbeda(session, nama, model, jejak)
        yield from _yatim(session, nama, terlihat, None)


def _berbeda(session: Session, nama: str, model: type[Any], jejak: Sequence[AuditEntry]) -> Iterator[Cacat]:
    """Columns whose stored value is not the one that the last step wrote."""
    tertulis: dict[str, tuple[int, object]] = {}
    for entri in jejak:
        for kolom, isi in json.loads(entri.values).items():
            tertulis[kolom] = entri.seq, isi["ke"]
    periksa = [k for k in tertulis if k in model.__table__.c and k not in model.BERUBAH_TANPA_LANGKAH]
    if not periksa:
        return
    query = select(*(model.__table__.c[k] for k in periksa)).where(model.__table__.c.id == jejak[0].object_id)
    for kolom, kini in zip(periksa, session.execute(query).one(), strict=True):
        seq, beku = tertulis[kolom]
        if kanonik([kini]) != kanonik([beku]):
            yield Cacat(nama, jejak[0].object_id, seq, f"tidak sama dengan yang ditulis langkah ke-{seq}", kolom)


def _yatim(session: Session, nama: str, sesudah: int, sebelum: int | None) -> Iterator[Cacat]:
    """Chains whose object's row was deleted, between two objects that exist."""
    query = select(AuditEntry.object_id).where(AuditEntry.workflow == nama, AuditEntry.object_id > sesudah)
    if sebelum is not None:
        query = query.where(AuditEntry.object_id < sebelum)
    for object_id in session.scalars(query.distinct()):
        yield Cacat(nama, object_id, 1, "perkara dihapus sedangkan jejaknya ada")
