"""Whether the value and level of a catalogue item rest on enough sources, and if not, why."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from workflow_app.peraturan.aturan import Peraturan
from workflow_app.pesan import N_, P_, Pesan

NAMA_SUMBER = {
    "juknis": N_("salinan juknis Peraturan BPS 2/2021"),
    "lampiran": N_("salinan lampiran PermenPANRB 32/2020"),
    "bkkbn": N_("katalog yang dipakai BKKBN"),
    "A": N_("salinan pihak ketiga atas Kepmenpan 66/2003 (2019)"),
    "B": N_("salinan pihak ketiga atas Kepmenpan 66/2003 (2016)"),
    "regulasi": N_("kutipan naskah peraturan"),
}
"""What the codes of the shipped catalogue's sources stand for."""


class BerdasarNilai(Protocol):
    """What the judgement needs of an item; a stored row and a `DasarNilai` both have it."""

    @property
    def kode(self) -> str: ...
    @property
    def jenjang(self) -> str | None: ...
    @property
    def jenjang_disimpulkan(self) -> bool: ...
    @property
    def angka_kredit(self) -> Decimal | None: ...
    @property
    def persen(self) -> Decimal | None: ...
    @property
    def sumber_ak(self) -> str: ...


@dataclass(frozen=True, slots=True)
class DasarNilai:
    """Value, level and their sources, apart from a row."""

    kode: str
    jenjang: str | None
    jenjang_disimpulkan: bool
    angka_kredit: Decimal | None
    persen: Decimal | None
    sumber_ak: str


def saksi(sumber_ak: str) -> list[str]:
    """The single sources of a value (`juknis+lampiran`)."""
    return [s.strip() for s in sumber_ak.split("+") if s.strip()]


def nama_sumber(kode: str) -> Pesan:
    """A source in words; one that an imported sheet names itself as it is written there."""
    return Pesan(NAMA_SUMBER.get(kode, kode))


def sebab_tak_pasti(butir: BerdasarNilai, aturan: Peraturan) -> tuple[Pesan, ...]:
    """Why the sources do not settle value and level; empty where they do. A person's confirmation is apart from this.

    How many sources are enough, and which single-source items agree with real files, stands in the rule set
    (`katalog.saksi_minimal`, `katalog.dikonfirmasi`).
    """
    sebab: list[Pesan] = []
    if butir.angka_kredit is None and butir.persen is None:
        sebab.append(P_("nilainya tidak diketahui"))
    if butir.jenjang is None:
        sebab.append(P_("jenjangnya tidak diketahui"))
    elif butir.jenjang_disimpulkan:
        sebab.append(P_("jenjangnya disimpulkan dari sub unsur"))
    sumber = saksi(butir.sumber_ak)
    if sebab and not sumber:
        return tuple(sebab)
    cukup = len(sumber) >= aturan.bulat("katalog.saksi_minimal")
    if not cukup and butir.kode not in aturan.daftar("katalog.dikonfirmasi"):
        if sumber:
            sebab.append(P_("nilainya hanya menurut satu sumber (%(sumber)s)", sumber=nama_sumber(sumber[0])))
        else:
            sebab.append(P_("sumber nilainya tidak tercatat"))
    return tuple(sebab)
