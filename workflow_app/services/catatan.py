"""The record of administrators' changes: what a row was, what it became, who did it; and fingerprints of rows."""

import datetime as dt
import enum
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from workflow_app import audit, daftar
from workflow_app.errors import Conflict
from workflow_app.models import Base, CatatanAdmin
from workflow_app.permissions import Pelaku
from workflow_app.pesan import P_
from workflow_app.waktu import utcnow

T = TypeVar("T", bound=Base)

RAHASIA = frozenset({"sandi_hash"})
"""Columns that are never copied into a record."""
PANJANG_SIDIK = 16
SIDIK_VERSI = "sidik_versi"
"""Where the note of an act keeps the hash of the versions that it made."""
ISI_TANDA = ("id", "at", "pelaku_id", "tindakan", "tabel", "baris_id", "sebelum", "sesudah")
"""What the hash of a note covers."""


def potret(obj: Base) -> dict[str, Any]:
    """The row's columns as plain data, without the secret ones."""
    return {
        kolom.key: polos(getattr(obj, kolom.key))
        for kolom in inspect(type(obj)).column_attrs
        if kolom.key not in RAHASIA
    }


def berbeda(obj: Base, tercatat: Mapping[str, Any]) -> list[str]:
    """Columns of a row that are not what a note of it says; what the note does not speak of is left out."""
    return [kolom for kolom, isi in potret(obj).items() if kolom in tercatat and tercatat[kolom] != isi]


def sidik(obj: Base) -> str:
    """Changes whenever the row does; a form carries it so that nobody overwrites what he has not seen."""
    return hashlib.sha256(audit.kanonik(potret(obj)).encode()).hexdigest()[:PANJANG_SIDIK]


def tolak_bila_basi(session: Session, obj: Base, sidik_dilihat: str) -> None:
    """Lock the row and raise Conflict when it is no longer as the form showed it."""
    session.refresh(obj, with_for_update=True)
    if sidik(obj) != sidik_dilihat:
        raise Conflict(P_("Data ini sudah diubah orang lain sejak formulir dibuka. Tidak ada yang tersimpan."))


def simpan(session: Session, obj: T, nilai: Mapping[str, Any], oleh: Pelaku) -> T:
    """Give a new or stored row these values, and record it. Does not commit."""
    if inspect(obj).persistent:
        with perubahan(session, obj, oleh):
            _isi(obj, nilai)
    else:
        _isi(obj, nilai)
        session.add(obj)
        catat_tambah(session, obj, oleh)
    return obj


@contextmanager
def perubahan(session: Session, obj: Base, oleh: Pelaku) -> Iterator[None]:
    """Record what the block changes in `obj`; nothing is recorded when nothing changed. Does not commit."""
    sebelum = potret(obj)
    yield
    session.flush()
    sesudah = potret(obj)
    beda = [kolom for kolom in sesudah if sesudah[kolom] != sebelum[kolom]]
    if beda:
        _tulis(session, "ubah", obj, oleh, {k: sebelum[k] for k in beda}, {k: sesudah[k] for k in beda})


def catat_tambah(session: Session, obj: Base, oleh: Pelaku) -> None:
    """Record a new row that was added to the session. Does not commit."""
    session.flush()
    _tulis(session, "tambah", obj, oleh, {}, potret(obj))


def catat_tambah_banyak(session: Session, semua: Sequence[Base], oleh: Pelaku) -> None:
    """Record many new rows at once, each with a note of its own. Does not commit."""
    session.flush()
    baru = [_catatan("tambah", obj, oleh, {}, potret(obj)) for obj in semua]
    session.add_all(baru)
    session.flush()
    for catatan in baru:
        daftar.catat(session, CatatanAdmin.__tablename__, catatan, tanda(catatan))


def hapus(session: Session, obj: Base, oleh: Pelaku) -> None:
    """Delete a row and keep in the record what it was. Does not commit."""
    _tulis(session, "hapus", obj, oleh, potret(obj), {})
    session.delete(obj)
    session.flush()


def catat(
    session: Session, tindakan: str, obj: Base, oleh: Pelaku, keterangan: Mapping[str, Any] | None = None
) -> None:
    """Record an act that is not told by the columns it changes (a password was replaced). Does not commit."""
    _tulis(session, tindakan, obj, oleh, {}, dict(keterangan or {}))


def _tulis(
    session: Session, tindakan: str, obj: Base, oleh: Pelaku, sebelum: dict[str, Any], sesudah: dict[str, Any]
) -> None:
    catatan = _catatan(tindakan, obj, oleh, sebelum, sesudah)
    session.add(catatan)
    session.flush()
    daftar.catat(session, CatatanAdmin.__tablename__, catatan, tanda(catatan))


def _catatan(tindakan: str, obj: Base, oleh: Pelaku, sebelum: dict[str, Any], sesudah: dict[str, Any]) -> CatatanAdmin:
    (kunci,) = inspect(obj).identity or (0,)
    return CatatanAdmin(
        at=utcnow(),
        pelaku_id=oleh.pegawai_id,
        tindakan=tindakan,
        tabel=obj.__tablename__,
        baris_id=kunci,
        sebelum=sebelum,
        sesudah=sesudah,
    )


def tanda(catatan: Any) -> str:
    """The keyed hash of a note's content; `catatan` is the note or a row with its columns."""
    return audit.tanda(CatatanAdmin.__tablename__, [getattr(catatan, kolom) for kolom in ISI_TANDA])


def _isi(obj: Base, nilai: Mapping[str, Any]) -> None:
    for kolom, isi in nilai.items():
        setattr(obj, kolom, isi)


def polos(nilai: object) -> Any:
    """A value as a note keeps it."""
    if isinstance(nilai, dt.date | dt.datetime):
        return nilai.isoformat()
    if isinstance(nilai, Decimal):
        return str(nilai)
    return nilai.value if isinstance(nilai, enum.Enum) else nilai
