"""What a plenary has before it: claims with their items and the marks of the two assessors, read in few queries."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from workflow_app.formulir.bahan import Pembuatan
from workflow_app.formulir.kolom import NOL
from workflow_app.models import AgendaSidang, Dupak, ItemDupak, NilaiButir, Penilaian, PenilaianState, Sidang
from workflow_app.selisih import nilai_akhir

Nilai = dict[int, list[Decimal]]
"""Marks per item: one of each assessor who sent his work and did not withdraw."""


@dataclass(frozen=True)
class Perkara:
    """One line of the agenda with its claim and marks."""

    agenda: AgendaSidang
    nilai: Nilai

    @property
    def dupak(self) -> Dupak:
        """The claim."""
        return self.agenda.dupak

    def butir_berbeda(self, toleransi: Decimal) -> int:
        """How many items the plenary must decide: marked further apart than the tolerance, or opened again."""
        return sum(1 for item in self.dupak.butir if not item.hangus and self._berbeda(item, toleransi))

    def _berbeda(self, item: ItemDupak, toleransi: Decimal) -> bool:
        nilai = self.nilai.get(item.id, [NOL])
        return item.dibuka_ulang or max(nilai) - min(nilai) > toleransi

    def nilai_akhir(self, item: ItemDupak) -> Decimal:
        """What stands for an item; see `selisih`."""
        return nilai_akhir(item, self.nilai.get(item.id, [NOL]))[0]


def perkara_sidang(p: Pembuatan, sidang: Sidang) -> Sequence[Perkara]:
    """The agenda in its order."""
    agenda = p.session.scalars(
        select(AgendaSidang)
        .where(AgendaSidang.sidang_id == sidang.id)
        .options(joinedload(AgendaSidang.dupak).options(selectinload(Dupak.butir)))
        .order_by(AgendaSidang.urutan, AgendaSidang.id)
    ).all()
    nilai: dict[int, Nilai] = defaultdict(lambda: defaultdict(list))
    for dupak_id, item_id, angka in p.session.execute(
        select(Penilaian.dupak_id, NilaiButir.item_id, NilaiButir.nilai)
        .join(Penilaian)
        .where(
            Penilaian.dupak_id.in_([a.dupak_id for a in agenda]),
            Penilaian.state == PenilaianState.TERKIRIM,
        )
        .order_by(Penilaian.id)
    ):
        nilai[dupak_id][item_id].append(angka)
    return [Perkara(a, nilai[a.dupak_id]) for a in agenda]
