"""The top rank of a level, for which a raise in level waits where the rules on raises say so."""

from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import golongan_jenjang, urutan_golongan
from workflow_app.pesan import P_, Pesan

SYARAT = "kj.pangkat_puncak_jenjang"


def puncak_ditunggu(aturan: Peraturan, kenaikan: Peraturan, jenjang: str, golongan: str) -> str | None:
    """The top rank of the level where a raise in level waits for it; None where it is reached or not asked for.

    `aturan` are the credit rules, which name the ranks of the level, `kenaikan` the rules on raises.
    """
    if not kenaikan.ya(SYARAT):
        return None
    puncak = golongan_jenjang(aturan, jenjang)[-1]
    return puncak if urutan_golongan(golongan) < urutan_golongan(puncak) else None


def menunggu_puncak(puncak: str, golongan: str) -> Pesan:
    """The same in a sentence."""
    return P_("Kenaikan jabatan menunggu pangkat %(puncak)s; sekarang %(golongan)s.", puncak=puncak, golongan=golongan)
