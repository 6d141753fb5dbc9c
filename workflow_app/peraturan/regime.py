"""Claims that span a change of law: which rule sets their work stands under, and the blocks of their figures.

A stored result (`dupak.hasil`, `pak.rincian`) is the block of the rule set that decides the procedure, the one at the
end of the work period. Work under an older rule set has a block of the same shape in `blok_lain`. Credits of two rule
sets are never added up: each block has a subtotal and a verdict of its own.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from workflow_app import peraturan
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.unsur import judul_spmk
from workflow_app.pesan import P_, Pesan

BLOK_LAIN = "blok_lain"
KENAIKAN = "kenaikan"
"""In a block whose verdict the rules on raises changed: their key and hash."""
MENUNGGU_PANGKAT = "menunggu_pangkat"
"""In an aim of a verdict: the rank that it waits for though the credit suffices."""
_PEMISAH = "-"


def urut(kunci: Iterable[str]) -> list[Peraturan]:
    """Rule sets by their keys, each once, the oldest first."""
    return sorted((peraturan.kunci(k) for k in set(kunci)), key=lambda a: a.berlaku_mulai)


def semua_kredit() -> list[Peraturan]:
    """The rule sets on credit, the oldest first: those that a claim or a decision stands under."""
    return [a for a in peraturan.semua() if a.kelompok == "kredit"]


def regime_masa(mulai: dt.date, selesai: dt.date) -> list[Peraturan]:
    """The rule sets whose catalogue a work period may claim from, the oldest first."""
    return [
        a for a in semua_kredit() if a.berlaku_mulai <= selesai and a.berlaku_sampai >= mulai and a.ya("dupak.diterima")
    ]


def sebutan(aturan: Peraturan, aturan_klaim: str) -> Pesan:
    """The rule set as the heading of its block in a claim under two of them."""
    if aturan.kunci == aturan_klaim:
        return P_(
            "Peraturan %(kunci)s: kegiatan yang selesai sejak %(tanggal)s",
            kunci=aturan.kunci,
            tanggal=aturan.berlaku_mulai,
        )
    return P_(
        "Peraturan %(kunci)s: kegiatan yang selesai sampai %(tanggal)s",
        kunci=aturan.kunci,
        tanggal=aturan.berlaku_sampai,
    )


def pergantian(mulai: dt.date, selesai: dt.date) -> dt.date | None:
    """The first day of the rule set at the end of a piece of work that began under another one, else None."""
    akhir = peraturan.untuk(selesai)
    return akhir.berlaku_mulai if mulai < akhir.berlaku_mulai else None


def blok(hasil: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The blocks of a stored result, the oldest rule set first; one for nearly every claim."""
    lain: Sequence[Mapping[str, Any]] = hasil.get(BLOK_LAIN, ())
    return [*lain, hasil]


def aturan_dipakai(hasil: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Key and hash of every rule set behind a stored result."""
    semua = blok(hasil)
    kenaikan = [satu[KENAIKAN] for satu in semua if KENAIKAN in satu]
    return [(satu["aturan"], satu["sidik"]) for satu in (*semua, *kenaikan)]


def kode_spmk(aturan_klaim: str, aturan: Peraturan, kode: str) -> str:
    """Code of a statement within a claim: with the key of its rule set before it where that is not the claim's."""
    return kode if aturan.kunci == aturan_klaim else f"{aturan.kunci}{_PEMISAH}{kode}"


def urai_spmk(aturan_klaim: str, kode: str) -> tuple[Peraturan, str]:
    """Rule set and code of a statement by its code within the claim. Raises PeraturanTidakAda."""
    kunci, pemisah, isi = kode.partition(_PEMISAH)
    return (peraturan.kunci(kunci), isi) if pemisah else (peraturan.kunci(aturan_klaim), kode)


def judul_spmk_klaim(aturan_klaim: str, kode: str) -> str:
    """Title of a statement by its code within the claim; a text for translation."""
    return judul_spmk(*urai_spmk(aturan_klaim, kode))
