"""Statements about a person, built once for everybody of the same pattern.

Building a large statement costs more than running it. What it looks like depends only on which roles somebody holds
and which scopes they set; the ids and the date are values. So a statement is built for `Pola.pelaku()`, who has named
parameters in place of all values, and run with `nilai()` of the person himself. The rights stay where they are: the
functions of `permissions` are given the one as they are given the other.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Date, Integer, bindparam

from workflow_app.models import Peran
from workflow_app.permissions import Pelaku, Tugas

_LINGKUP = ("instansi_id", "unit_id", "tim_id", "atas_nama_id")
"""What of a role is a value; whether it is set at all belongs to the pattern."""


@dataclass(frozen=True)
class Pola:
    """The roles of a person in their order, each with the names of its scopes that are set."""

    tugas: tuple[tuple[Peran, tuple[str, ...]], ...]

    def pelaku(self) -> Pelaku:
        """Somebody of this pattern whose ids and date are parameters; only for building statements."""
        tugas = tuple(
            Tugas(peran, **{nama: _parameter(_nama(i, nama), Integer) for nama in terisi})
            for i, (peran, terisi) in enumerate(self.tugas)
        )
        return Pelaku(_parameter("saya", Integer), "", _parameter("hari_ini", Date), tugas)


def pola(pelaku: Pelaku) -> Pola:
    """The pattern of a person."""
    return Pola(tuple((t.peran, tuple(n for n in _LINGKUP if getattr(t, n) is not None)) for t in pelaku.tugas))


def nilai(pelaku: Pelaku) -> dict[str, object]:
    """The person's values for the parameters of his pattern."""
    lingkup: dict[str, int | dt.date | None] = {
        _nama(i, nama): isi
        for i, tugas in enumerate(pelaku.tugas)
        for nama in _LINGKUP
        if (isi := getattr(tugas, nama)) is not None
    }
    return {**lingkup, "saya": pelaku.pegawai_id, "hari_ini": pelaku.hari_ini}


def _nama(urutan: int, lingkup: str) -> str:
    return f"tugas_{urutan}_{lingkup}"


def _parameter(nama: str, jenis: type[Integer | Date]) -> Any:
    hasil: BindParameter[Any] = bindparam(nama, type_=jenis)
    return hasil
