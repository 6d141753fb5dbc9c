"""Progress as a picture: a bar of the credit that counts, and a mark where the aim stands.

Pure geometry for `templates/kredit/_kemajuan.html`; the same figures stand in the table beside the picture.
"""

from dataclasses import dataclass
from decimal import Decimal

from workflow_app.kalkulator.dasar import NOL
from workflow_app.kalkulator.kemajuan import Tujuan

LEBAR = 320
TINGGI = 64
_RUANG = Decimal("1.06")
"""Room behind the larger of credit and aim, so that neither ends at the edge."""
_LABEL_KIRI = 0.35
"""Up to this part of the width a label begins at its mark; further right it ends there."""


@dataclass(frozen=True)
class Batang:
    """Everything the template draws; lengths are units of the drawing."""

    utama: float
    penunjang: float
    """Width of the supporting part; it begins where the main part ends."""
    tambahan: float
    """Width of what suppositions bring; it begins behind both."""
    ambang: float
    """Where the aim stands."""
    minimal: float | None
    """Where the least share of the main elements stands; None where there is none."""
    label_di_akhir: bool
    """Whether the label of the aim ends at its mark."""


def batang(kini: Tujuan, nanti: Tujuan | None = None) -> Batang:
    """The bar of an aim; `nanti` is the same aim with suppositions."""
    tambahan = max(nanti.diakui - kini.diakui, NOL) if nanti else NOL
    penuh = max(kini.perlu, kini.diakui + tambahan, Decimal(1)) * _RUANG

    def x(nilai: Decimal) -> float:
        return round(float(max(nilai, NOL) / penuh * LEBAR), 1)

    ambang = x(kini.perlu)
    return Batang(
        x(kini.utama),
        x(kini.penunjang),
        x(tambahan),
        ambang,
        x(kini.utama_minimal) if kini.utama_minimal else None,
        ambang > LEBAR * _LABEL_KIRI,
    )
