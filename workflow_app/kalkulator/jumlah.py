"""Sums of credit per row of the form."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from workflow_app.kalkulator.dasar import NOL
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.unsur import UTAMA, daftar_unsur


@dataclass(frozen=True, slots=True)
class Jumlah:
    """Sums of a form. `per_unsur` has every element of the category, zero rows too, in the order of the form."""

    per_unsur: Mapping[str, Decimal]
    utama: Decimal
    penunjang: Decimal

    @property
    def total(self) -> Decimal:
        """Main and supporting elements together."""
        return self.utama + self.penunjang


def jumlah_per_unsur(aturan: Peraturan, kategori_pegawai: str, kredit: Iterable[tuple[str, Decimal]]) -> Jumlah:
    """Sums credits (code of the element, credit) into the rows of the form. Raises KeyError for a foreign element."""
    unsur = daftar_unsur(aturan, kategori_pegawai)
    per_unsur = {u.kode: NOL for u in unsur}
    for kode, nilai in kredit:
        per_unsur[kode] += nilai
    utama = sum((per_unsur[u.kode] for u in unsur if u.kelompok == UTAMA), NOL)
    return Jumlah(per_unsur, utama, sum(per_unsur.values(), NOL) - utama)
