"""Chains over whole tables: rows numbered without gaps, each hash keyed and built on the one before it.

The head (`kepala_rantai`) says how many rows there are and keeps a keyed hash of the newest; nothing keeps an older
head. Without the key no row can be changed, put in or taken out, and the newest ones cannot be cut off.
"""

import hmac
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from workflow_app import audit
from workflow_app.audit import Cacat
from workflow_app.models import KepalaRantai

_KEPALA: Table = KepalaRantai.__table__  # type: ignore[assignment]  # a mapped class's table is typed more widely


@dataclass(frozen=True)
class Mata:
    """One row of a chain: its number, its content besides the number, and the hash that is stored.

    `isi` is None where the content was kept elsewhere and is gone.
    """

    nomor: int
    isi: Sequence[Any] | None
    hash: str


def _kepala(session: Session, nama: str, *, kunci: bool) -> tuple[int, str]:
    """Number and hash of the head, (0, "") where there is none; locked until the transaction ends if asked."""
    query = select(_KEPALA.c.jumlah, _KEPALA.c.hash).where(_KEPALA.c.nama == nama)
    baris = session.execute(query.with_for_update() if kunci else query).first()
    return (baris.jumlah, baris.hash) if baris else (0, "")


def _hash(nama: str, sebelumnya: str, nomor: int, isi: Sequence[Any]) -> str:
    return audit.tanda(sebelumnya, [nama, nomor, *isi])


def sambung(session: Session, nama: str, daftar: Sequence[Sequence[Any]]) -> list[Mata]:
    """Number and hash new contents and move the head; the caller stores the rows in the same transaction.

    The head stays locked until the transaction ends: call it late.
    """
    sisip = postgresql.insert if session.connection().dialect.name == "postgresql" else sqlite.insert
    jumlah, kepala = _kepala(session, nama, kunci=True)
    if not jumlah:
        session.execute(sisip(_KEPALA).values(nama=nama, jumlah=0, hash="").on_conflict_do_nothing())
        jumlah, kepala = _kepala(session, nama, kunci=True)
    hasil = []
    for nomor, isi in enumerate(daftar, jumlah + 1):
        mata = Mata(nomor, isi, _hash(nama, kepala, nomor, isi))
        hasil.append(mata)
        kepala = audit.kepala(mata.hash)
    session.execute(update(_KEPALA).where(_KEPALA.c.nama == nama).values(jumlah=jumlah + len(hasil), hash=kepala))
    return hasil


def periksa(session: Session, nama: str, tabel: str, baris: Iterable[Mata]) -> Iterator[Cacat]:
    """Follow a chain, in the order of its numbers, to its head. Names every place where it does not hold."""
    sebelumnya, nomor = "", 0
    for mata in baris:
        if mata.nomor != nomor + 1:
            yield Cacat(tabel, None, nomor + 1, "baris dihapus atau disisipkan")
        elif mata.isi is None:
            yield Cacat(tabel, None, mata.nomor, "isi baris dihapus")
        elif not hmac.compare_digest(_hash(nama, sebelumnya, mata.nomor, mata.isi), mata.hash):
            yield Cacat(tabel, None, mata.nomor, "isi baris diubah atau dipalsukan")
        sebelumnya, nomor = audit.kepala(mata.hash), mata.nomor
    if _kepala(session, nama, kunci=False) != (nomor, sebelumnya):
        yield Cacat(tabel, None, nomor + 1, "baris terakhir dihapus atau kepala rantai diubah")
