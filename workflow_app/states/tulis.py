"""How one step reaches the database. Nothing else writes state, audit rows or the mails of a step.

On PostgreSQL the versioned UPDATE, the audit row and the outbox rows are one statement; on SQLite the same three run
one after the other inside BEGIN IMMEDIATE. No row updated means that somebody was faster.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import CTE, Executable, Insert, Table, Update, bindparam, insert, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from workflow_app import audit, formulir
from workflow_app.errors import Conflict
from workflow_app.models import AuditEntry, Dokumen, OutboxMessage, Stateful
from workflow_app.permissions import Pelaku, Tugas
from workflow_app.pesan import P_
from workflow_app.waktu import utcnow

sekarang = utcnow

_AUDIT: Table = AuditEntry.__table__  # type: ignore[assignment]  # a mapped class's table is typed more widely
_OUTBOX: Table = OutboxMessage.__table__  # type: ignore[assignment]  # the same
_SISIP_AUDIT = insert(_AUDIT).inline()
_SISIP_OUTBOX = insert(_OUTBOX).inline()
"""Without a way back to the new keys, which nobody asks for."""
_KOLOM_AUDIT = (*audit.ISI_HASH, "hash")
_KOLOM_OUTBOX = ("kind", "payload", "created_at", "available_at")


@dataclass(frozen=True)
class Catatan:
    """What the audit row of a step says besides numbers and times."""

    workflow: str
    trigger: str
    from_state: str
    to_state: str
    pelaku: Pelaku
    tugas: Tugas
    note: str | None
    values: Mapping[str, object]


def tulis_langkah(
    session: Session,
    obj: Stateful,
    catatan: Catatan,
    baru: Mapping[str, object],
    surat: Sequence[Mapping[str, object]],
) -> str:
    """Write new column values, audit row and mails of one step; the audit row's hash. Raises Conflict when the version
    moved on.
    """
    saat = utcnow()
    seq, version = obj.audit_seq + 1, obj.version + 1
    baris: dict[str, Any] = {
        "workflow": catatan.workflow,
        "object_id": obj.id,
        "seq": seq,
        "object_version": version,
        "at": saat,
        "tanggal": catatan.pelaku.hari_ini,
        "trigger": catatan.trigger,
        "from_state": catatan.from_state,
        "to_state": catatan.to_state,
        "actor_id": catatan.pelaku.pegawai_id,
        "atas_nama_id": catatan.tugas.atas_nama_id,
        "role": catatan.tugas.peran.value,
        "note": catatan.note,
        "values": audit.kanonik(
            {
                nama: {"dari": getattr(obj, nama) if catatan.from_state else None, "ke": nilai}
                for nama, nilai in catatan.values.items()
            }
        ),
    }
    baris["hash"] = audit.sidik(obj.audit_hash, baris)
    kolom = {
        **baru,
        "version": version,
        "touched_at": saat,
        "audit_seq": seq,
        "audit_hash": audit.kepala(baris["hash"]),
    }
    about = {"workflow": catatan.workflow, "object_id": obj.id, "seq": seq}
    pesan = [_baris_outbox("surat", {**about, **isi}, saat) for isi in surat]
    if not _jalankan(session, obj, tuple(sorted(kolom)), kolom, baris, pesan):
        raise Conflict(P_("Perkara ini baru saja diubah orang lain. Periksa data terbaru, lalu ulangi bila perlu."))
    for nama, nilai in kolom.items():
        set_committed_value(obj, nama, nilai)
    return str(baris["hash"])


def _baris_outbox(kind: str, payload: Mapping[str, object], saat: dt.datetime) -> dict[str, Any]:
    return {
        "kind": kind,
        "payload": dict(payload),
        "created_at": saat,
        "available_at": saat,
    }


def _jalankan(
    session: Session,
    obj: Stateful,
    nama_kolom: tuple[str, ...],
    kolom: Mapping[str, Any],
    baris: Mapping[str, Any],
    pesan: Sequence[Mapping[str, Any]],
) -> bool:
    tabel: Table = type(obj).__table__  # type: ignore[attr-defined]  # every Stateful model is a mapped class
    koneksi = session.connection()
    isi = {"k_id": obj.id, "k_version": obj.version, **{f"v_{nama}": kolom[nama] for nama in nama_kolom}}
    if koneksi.dialect.name == "postgresql":
        isi.update({f"a_{nama}": baris[nama] for nama in _KOLOM_AUDIT})
        for i, satu in enumerate(pesan):
            isi.update({f"o{i}_{nama}": satu[nama] for nama in _KOLOM_OUTBOX})
        return koneksi.execute(_satu_perintah(tabel, nama_kolom, len(pesan)), isi).rowcount == 1
    if koneksi.execute(_ubah(tabel, nama_kolom), isi).rowcount != 1:
        return False
    koneksi.execute(_SISIP_AUDIT, baris)
    if pesan:
        koneksi.execute(_SISIP_OUTBOX, pesan)
    return True


@lru_cache
def _ubah(tabel: Table, nama_kolom: tuple[str, ...]) -> Update:
    return (
        update(tabel)
        .where(tabel.c.id == bindparam("k_id"), tabel.c.version == bindparam("k_version"))
        .values({nama: bindparam(f"v_{nama}", type_=tabel.c[nama].type) for nama in nama_kolom})
    )


def _sisip_dari(tabel: Table, nama: Sequence[str], awalan: str, sumber: CTE) -> Insert:
    isi = select(*[bindparam(f"{awalan}{n}", type_=tabel.c[n].type) for n in nama]).select_from(sumber)
    return insert(tabel).from_select(list(nama), isi, include_defaults=False)


@lru_cache
def _satu_perintah(tabel: Table, nama_kolom: tuple[str, ...], jumlah_pesan: int) -> Executable:
    """UPDATE and mails as parts of the INSERT of the audit row, whose count tells whether the version was met."""
    berubah = _ubah(tabel, nama_kolom).returning(tabel.c.id).cte("berubah")
    pesan = [_sisip_dari(_OUTBOX, _KOLOM_OUTBOX, f"o{i}_", berubah).cte(f"pesan_{i}") for i in range(jumlah_pesan)]
    perintah = _sisip_dari(_AUDIT, _KOLOM_AUDIT, "a_", berubah).add_cte(*pesan)
    return perintah.execution_options(preserve_rowcount=True)


def tulis_dokumen(session: Session, workflow: str, obj: Stateful, jenis: str, terbit: bool, pelaku: Pelaku) -> None:
    """Freeze the data of the documents of this act and queue their rendering."""
    saat = utcnow()
    for isian in formulir.susun(session, jenis, obj, terbit=terbit, hari_ini=pelaku.hari_ini):
        dokumen = Dokumen(
            workflow=workflow,
            object_id=obj.id,
            audit_seq=obj.audit_seq,
            jenis=isian.jenis,
            bagian=isian.bagian,
            judul=isian.judul,
            terbit=terbit,
            isian=dict(isian.data),
            tanggal=pelaku.hari_ini,
            dibuat_oleh_id=pelaku.pegawai_id,
        )
        session.add(dokumen)
        session.flush()
        session.execute(insert(OutboxMessage), [_baris_outbox("dokumen", {"dokumen_id": dokumen.id}, saat)])


def dokumen_dari(session: Session, workflow: str, object_id: int) -> Sequence[Dokumen]:
    """Documents of one object, newest act first."""
    return session.scalars(
        select(Dokumen)
        .where(Dokumen.workflow == workflow, Dokumen.object_id == object_id)
        .order_by(Dokumen.audit_seq.desc(), Dokumen.id)
        .limit(200)
    ).all()
