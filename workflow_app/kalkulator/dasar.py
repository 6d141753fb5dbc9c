"""What every computation shares: its steps, and the rounding of a rule set."""

import decimal
from dataclasses import dataclass
from decimal import Decimal

from workflow_app.peraturan.aturan import Peraturan
from workflow_app.pesan import Pesan

NOL = Decimal(0)
_CARA_PEMBULATAN = {"setengah_ke_atas": decimal.ROUND_HALF_UP}


@dataclass(frozen=True, slots=True)
class Langkah:
    """One step of a computation: the sentence with its operands, the result if it is a figure, the rule's source."""

    teks: Pesan
    nilai: Decimal | None = None
    sumber: str = ""


def bulatkan(aturan: Peraturan, nilai: Decimal) -> Decimal:
    """Rounds a result as the rule set says (to the thousandth, half up)."""
    satuan = Decimal(1).scaleb(-aturan.bulat("pembulatan.desimal"))
    return nilai.quantize(satuan, rounding=_CARA_PEMBULATAN[aturan.teks("pembulatan.cara")])
