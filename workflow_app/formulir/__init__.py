"""From models to the plain data of a document: what is frozen when an act makes a paper.

`kontrak` lists the contract of each document, one module per document fills it. Nothing here renders, writes or knows
a workflow's rules.
"""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy.orm import Session

from workflow_app.formulir import (
    akumulasi,
    berita_acara_sidang,
    dupak,
    hapak,
    konversi,
    pak,
    pak_integrasi,
    penetapan_ak,
    spmk,
    surat_pengantar,
    tanda_terima,
    undangan_sidang,
)
from workflow_app.formulir.bahan import Bahan, IsianBelumLengkap, Pembuatan, Penyusun
from workflow_app.models import Stateful

__all__ = [
    "PENYUSUN",
    "TANPA_LANGKAH",
    "Bahan",
    "IsianBelumLengkap",
    "JenisDokumenTidakDikenal",
    "Pembuatan",
    "Penyusun",
    "susun",
]

PENYUSUN: dict[str, Penyusun] = {
    "dupak": dupak.susun,
    "spmk": spmk.susun,
    "surat_pengantar": surat_pengantar.susun,
    "tanda_terima": tanda_terima.susun,
    "hapak": hapak.susun,
    "undangan_sidang": undangan_sidang.susun,
    "berita_acara_sidang": berita_acara_sidang.susun,
    "pak": pak.susun,
    "konversi": konversi.susun,
    "akumulasi": akumulasi.susun,
    "penetapan_ak": penetapan_ak.susun,
    "pak_integrasi": pak_integrasi.susun,
}
"""Builder per kind of document. `pak` makes the form of the rule set that the decision was made under."""


TANPA_LANGKAH = frozenset({"bukti_kegiatan"})
"""Forms that a person takes and fills in himself: no step makes them, and nothing of them is kept."""


class JenisDokumenTidakDikenal(KeyError):
    """There is no builder of this kind of document."""

    def __str__(self) -> str:
        return f"jenis dokumen {self.args[0]!r} tidak dikenal; yang ada: {', '.join(PENYUSUN)}"


def susun(session: Session, jenis: str, obj: Stateful, *, terbit: bool, hari_ini: dt.date) -> Sequence[Bahan]:
    """The data of every document of this kind that the object has today; several for an SPMK per unsur.

    Raises JenisDokumenTidakDikenal, and IsianBelumLengkap when the object is not yet ready for it.
    """
    if jenis not in PENYUSUN:
        raise JenisDokumenTidakDikenal(jenis)
    return PENYUSUN[jenis](obj, Pembuatan(session, hari_ini, terbit))
