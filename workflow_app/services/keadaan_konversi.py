"""The state of a year's conversions for the office: how many in which state and unit, and with whom they wait."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from workflow_app.models import Konversi, KonversiState, Pegawai, Unit
from workflow_app.services.rencana_konversi import lingkup

MAKS_UNIT = 500
MAKS_PENILAI = 500
URUTAN = (KonversiState.DRAF, KonversiState.DIAJUKAN, KonversiState.DIKEMBALIKAN, KonversiState.DITETAPKAN)
"""Living states in the order of the road."""
TERBUKA = (KonversiState.DRAF, KonversiState.DIAJUKAN, KonversiState.DIKEMBALIKAN)


@dataclass(frozen=True)
class BarisUnit:
    """One unit: officers in a functional position, those without any conversion, and conversions by state."""

    unit_id: int
    nama: str
    pegawai: int
    tanpa: int
    per_state: Mapping[KonversiState, int]


@dataclass(frozen=True)
class BarisPenilai:
    """An evaluator with what waits for him; `sejak` and `tenggat` are those of the oldest."""

    penilai_id: int
    nama: str
    jumlah: int
    sejak: dt.date
    tenggat: dt.date | None


@dataclass(frozen=True)
class KeadaanTahun:
    """The whole year."""

    unit: Sequence[BarisUnit]
    penilai: Sequence[BarisPenilai]

    @property
    def pegawai(self) -> int:
        """Officers of all units."""
        return sum(u.pegawai for u in self.unit)

    @property
    def tanpa(self) -> int:
        """Officers without any conversion."""
        return sum(u.tanpa for u in self.unit)

    def jumlah(self, state: KonversiState) -> int:
        """Conversions in a state, over all units."""
        return sum(u.per_state.get(state, 0) for u in self.unit)


def milik_tahun(instansi_id: int, unit_id: int | None, tahun: int) -> list[ColumnElement[bool]]:
    """Over `Konversi`: the living conversions of the year."""
    dasar = [Konversi.instansi_id == instansi_id, Konversi.tahun == tahun, Konversi.state != KonversiState.DIGANTI]
    return dasar if unit_id is None else [*dasar, Konversi.unit_id == unit_id]


def keadaan_tahun(session: Session, instansi_id: int, unit_id: int | None, tahun: int) -> KeadaanTahun:
    """Counts by unit and by evaluator. Four queries, however many there are."""
    orang = lingkup(instansi_id, unit_id, tahun)
    pegawai = _pegawai_per_unit(session, orang)
    ada = exists().where(
        Konversi.subjek_id == Pegawai.id, Konversi.tahun == tahun, Konversi.state != KonversiState.DIGANTI
    )
    tanpa = _pegawai_per_unit(session, [*orang, ~ada])
    per_state: dict[int, dict[KonversiState, int]] = {}
    for unit, state, jumlah in session.execute(
        select(Konversi.unit_id, Konversi.state, func.count())
        .where(*milik_tahun(instansi_id, unit_id, tahun))
        .group_by(Konversi.unit_id, Konversi.state)
    ):
        per_state.setdefault(unit or 0, {})[state] = jumlah
    ids = pegawai.keys() | per_state.keys()
    nama = session.execute(
        select(Unit.id, Unit.nama).where(Unit.id.in_(ids)).order_by(Unit.nama, Unit.id).limit(MAKS_UNIT)
    )
    return KeadaanTahun(
        [BarisUnit(i, n, pegawai.get(i, 0), tanpa.get(i, 0), per_state.get(i, {})) for i, n in nama],
        _penilai(session, instansi_id, unit_id, tahun),
    )


def _pegawai_per_unit(session: Session, syarat: Sequence[ColumnElement[bool]]) -> dict[int, int]:
    query = select(Pegawai.unit_id, func.count()).where(*syarat).group_by(Pegawai.unit_id)
    return {baris[0]: baris[1] for baris in session.execute(query)}


def _penilai(session: Session, instansi_id: int, unit_id: int | None, tahun: int) -> list[BarisPenilai]:
    sejak = func.min(Konversi.state_since)
    baris = session.execute(
        select(Konversi.penilai_id, Pegawai.nama, func.count(), sejak, func.min(Konversi.tenggat))
        .join(Pegawai, Pegawai.id == Konversi.penilai_id)
        .where(*milik_tahun(instansi_id, unit_id, tahun), Konversi.state == KonversiState.DIAJUKAN)
        .group_by(Konversi.penilai_id, Pegawai.nama)
        .order_by(sejak, Pegawai.nama)
        .limit(MAKS_PENILAI)
    )
    return [BarisPenilai(i or 0, n, j, s, t) for i, n, j, s, t in baris]
