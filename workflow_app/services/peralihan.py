"""Where an officer stands with the turn-over: what he held under the old rule sets, and the integration that took it.

Old credit is what an integration would count: of the level held on the last day of claims, or of the whole career.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app.kalkulator.dasar import NOL
from workflow_app.kalkulator.kebutuhan import dalam_jenjang
from workflow_app.models import PakIntegrasi, PakIntegrasiState, Pegawai
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.services.kredit_konversi import aturan_konversi
from workflow_app.services.pak_integrasi import BERLAKU, aturan_lama


@dataclass(frozen=True)
class Peralihan:
    """The state of an officer's turn-over."""

    perkara: PakIntegrasi | None
    """The integration in force, else the one that is being drawn up."""
    sisa: Mapping[str, Decimal]
    """Old credit that no integration has taken, by rule set; those without any are left out."""
    per_tanggal: dt.date
    """Last day of the claims: level and rank of that day decide."""
    dapat_disusun: bool
    """Whether rank and level of that day are on record."""

    @property
    def ditetapkan(self) -> bool:
        """Whether an integration is in force."""
        return self.perkara is not None and self.perkara.state in BERLAKU


def peralihan(
    session: Session,
    pegawai: Pegawai,
    saldo: Mapping[tuple[str, str], Mapping[str, Decimal]],
    hari_ini: dt.date,
) -> Peralihan | None:
    """The turn-over of an officer; None before the conversion regime, and where there is nothing to turn over.

    `saldo` is the whole account (`saldo_per_jenjang`). One query.
    """
    baru = aturan_konversi(hari_ini)
    if baru is None:
        return None
    per_tanggal = baru.berlaku_mulai - dt.timedelta(days=1)
    jabatan = pegawai.jabatan_pada(per_tanggal)
    sisa = {
        aturan.kunci: jumlah
        for aturan in aturan_lama()
        if (jumlah := _jumlah(aturan, saldo, jabatan.jenjang if jabatan else None))
    }
    perkara = session.scalars(
        select(PakIntegrasi)
        .where(PakIntegrasi.subjek_id == pegawai.id, PakIntegrasi.state != PakIntegrasiState.DIGANTI)
        .order_by(PakIntegrasi.id)
        .limit(1)
    ).first()
    if perkara is None and not sisa:
        return None
    lengkap = jabatan is not None and pegawai.pangkat_pada(per_tanggal) is not None
    return Peralihan(perkara, sisa, per_tanggal, lengkap)


def _jumlah(aturan: Peraturan, saldo: Mapping[tuple[str, str], Mapping[str, Decimal]], jenjang: str | None) -> Decimal:
    return sum(
        (
            sum(per_unsur.values(), NOL)
            for (kunci, milik), per_unsur in saldo.items()
            if kunci == aturan.kunci and (milik == jenjang or not dalam_jenjang(aturan))
        ),
        NOL,
    )
