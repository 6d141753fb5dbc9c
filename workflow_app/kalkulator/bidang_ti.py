"""Whether a diploma lies in the field of information technology: by its study programme, or by its share of credits."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from workflow_app.kalkulator.dasar import Langkah
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.pesan import P_, Pesan

_PERSEN = 100


@dataclass(frozen=True, slots=True)
class BidangTi:
    """The verdict; `persen` is rounded for showing only, None where the programme decides alone."""

    bidang_ti: bool
    persen: Decimal | None
    langkah: tuple[Langkah, ...]

    @property
    def alasan(self) -> Pesan:
        """The verdict in a sentence."""
        return self.langkah[-1].teks


def bidang_ti(karier: Peraturan, *, program_studi_ti: bool, sks_ti: Decimal | None, sks: Decimal | None) -> BidangTi:
    """Judges the exact share of credits (SKS) in the field. Raises ValueError for credits that cannot be."""
    if program_studi_ti:
        teks = P_("Program studi termasuk bidang teknologi informasi.")
        return BidangTi(True, None, (Langkah(teks, None, karier.sumber("bidang_ti.bagian_minimal")),))
    if sks_ti is None or sks is None or not 0 <= sks_ti <= sks or not sks:
        raise ValueError("sks tidak sah")
    minimal = karier.desimal("bidang_ti.bagian_minimal")
    bagian = Fraction(sks_ti) / Fraction(sks)
    ya = bagian >= Fraction(minimal)
    satuan = Decimal(1).scaleb(-karier.bulat("bidang_ti.desimal_persen"))
    persen = (sks_ti * _PERSEN / sks).quantize(satuan, rounding=ROUND_HALF_UP)
    nilai = {"sks_ti": sks_ti, "sks": sks, "persen": persen, "minimal": (minimal * _PERSEN).quantize(satuan)}
    teks = (
        P_("%(sks_ti)s dari %(sks)s SKS = %(persen)s%%, paling sedikit %(minimal)s%%: bidang TI.", **nilai)
        if ya
        else P_("%(sks_ti)s dari %(sks)s SKS = %(persen)s%%, kurang dari %(minimal)s%%: bukan bidang TI.", **nilai)
    )
    return BidangTi(ya, persen, (Langkah(teks, persen, karier.sumber("bidang_ti.bagian_minimal")),))
