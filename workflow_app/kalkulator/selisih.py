"""Marks of several assessors for one item: agreed, or to be decided by the plenary."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from workflow_app.kalkulator.dasar import Langkah
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.pesan import P_, Pesan


@dataclass(frozen=True, slots=True)
class Selisih:
    """How far marks lie apart; `nilai` is the mark that counts, None where the plenary decides."""

    selisih: Decimal
    toleransi: Decimal
    nilai: Decimal | None
    langkah: tuple[Langkah, ...]

    @property
    def sepakat(self) -> bool:
        """Whether the assessors agree."""
        return self.nilai is not None

    @property
    def alasan(self) -> Pesan:
        """The verdict in a sentence."""
        return self.langkah[-1].teks


def toleransi_selisih(aturan: Peraturan) -> Decimal:
    """How far marks may lie apart and still agree."""
    return aturan.desimal("penilaian.toleransi_selisih")


def terlalu_jauh(nilai: Sequence[Decimal], toleransi: Decimal) -> bool:
    """Whether marks lie further apart than the tolerance; exactly the tolerance still agrees."""
    return max(nilai) - min(nilai) > toleransi


def nilai_sepakat(nilai: Sequence[Decimal]) -> Decimal:
    """The mark that counts among marks that agree: the lower one, since the higher one is not agreed."""
    return min(nilai)


def selisih_nilai(aturan: Peraturan, nilai: Sequence[Decimal]) -> Selisih:
    """Judges the marks of one item. Raises ValueError for no mark at all."""
    toleransi = toleransi_selisih(aturan)
    sumber = aturan.sumber("penilaian.toleransi_selisih")
    tinggi, rendah = max(nilai), min(nilai)
    selisih = tinggi - rendah
    hitungan = Langkah(
        P_("%(tinggi)s - %(rendah)s = %(selisih)s", tinggi=tinggi, rendah=rendah, selisih=selisih), selisih
    )
    isi = {"selisih": selisih, "toleransi": toleransi}
    if terlalu_jauh(nilai, toleransi):
        teks = P_("Selisih %(selisih)s melebihi toleransi %(toleransi)s; sidang yang memutuskan.", **isi)
        return Selisih(selisih, toleransi, None, (hitungan, Langkah(teks, None, sumber)))
    dipakai = nilai_sepakat(nilai)
    teks = P_("Selisih %(selisih)s di dalam toleransi %(toleransi)s; dipakai %(nilai)s.", nilai=dipakai, **isi)
    return Selisih(selisih, toleransi, dipakai, (hitungan, Langkah(teks, dipakai, sumber)))
