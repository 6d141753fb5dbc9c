"""From where each figure of a determination comes: the entries of the ledger behind old and new credit, row by row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import and_, func, not_, select
from sqlalchemy.orm import Session

from workflow_app.kalkulator.dasar import NOL
from workflow_app.models import EntriKredit, PenetapanAk, PenetapanAkState
from workflow_app.pesan import Pesan, dari_data
from workflow_app.services.penetapan_ak import batas_lama, rantai_pengganti, termasuk_lama

MAKS_ENTRI = 1000
"""Entries of one officer in one level: decades of conversions stay far below."""


@dataclass(frozen=True)
class Bagian:
    """One part of a figure; `entri_id` is none for credit that the determination itself adds."""

    jumlah: Decimal
    alasan: Pesan
    dasar: str
    sumber: str = ""
    entri_id: int | None = None


@dataclass
class UraianBaris:
    """The parts of one row of the form."""

    lama: list[Bagian] = field(default_factory=list)
    baru: list[Bagian] = field(default_factory=list)

    def jumlah(self) -> dict[str, Decimal]:
        """Old, new and sum: the figures of the row."""
        lama, baru = (sum((b.jumlah for b in daftar), NOL) for daftar in (self.lama, self.baru))
        return {"lama": lama, "baru": baru, "jumlah": lama + baru}


def uraian(session: Session, obj: PenetapanAk) -> Mapping[str, UraianBaris]:
    """By row of the form; rows without credit are left out. Two queries.

    What replaced determinations and this one booked themselves is left out of the ledger: it stands in `tambahan`.
    """
    batas = batas_lama(session, obj)
    sendiri = [*rantai_pengganti(obj), obj.id]
    milik = and_(EntriKredit.perkara == "penetapan_ak", func.coalesce(EntriKredit.perkara_id, 0).in_(sendiri))
    lama = termasuk_lama(batas)
    query = (
        select(EntriKredit, lama.label("lama"))
        .where(
            EntriKredit.pegawai_id == obj.subjek_id,
            EntriKredit.aturan == obj.aturan,
            EntriKredit.jenjang == obj.jenjang,
            EntriKredit.unsur != "",
            not_(milik),
        )
        .order_by(EntriKredit.id)
        .limit(MAKS_ENTRI)
    )
    if obj.state is not PenetapanAkState.DRAF and obj.entri_terakhir is not None:
        query = query.where(EntriKredit.id <= obj.entri_terakhir)
    hasil: dict[str, UraianBaris] = {}
    for entri, adalah_lama in session.execute(query):
        baris = hasil.setdefault(entri.unsur, UraianBaris())
        (baris.lama if adalah_lama else baris.baru).append(
            Bagian(entri.jumlah, dari_data(entri.alasan), entri.dasar, entri_id=entri.id)
        )
    for satu in _tambahan(obj.rincian["tambahan"]):
        hasil.setdefault(satu[0], UraianBaris()).baru.append(satu[1])
    return hasil


def _tambahan(daftar: Sequence[Mapping[str, Any]]) -> list[tuple[str, Bagian]]:
    """What only a determination gives, with its row."""
    return [(t["unsur"], Bagian(Decimal(t["jumlah"]), dari_data(t["alasan"]), t["dasar"], t["sumber"])) for t in daftar]
