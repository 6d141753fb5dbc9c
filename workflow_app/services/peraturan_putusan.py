"""The rules that a decision was computed by: which they were, what has changed since, and the figures by them again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.models import Pak
from workflow_app.peraturan import naskah, terbitan
from workflow_app.peraturan.aturan import Ketentuan, Peraturan
from workflow_app.peraturan.regime import blok
from workflow_app.pesan import P_, Pesan

MAKS_DISEBUT = 5
BARIS_DIBANDING = ("lama", "baru", "jumlah")


@dataclass(frozen=True)
class Perubahan:
    """A figure that is another one now than when the decision was drawn up."""

    jalur: str
    dulu: Ketentuan | None
    kini: Ketentuan | None


@dataclass(frozen=True)
class AturanPutusan:
    """The rules of one decision."""

    aturan: Peraturan
    nomor: int | None
    """Number of the version; None while nothing is stored of it."""
    berubah: tuple[Perubahan, ...]
    """What is otherwise under the rules in force."""


def aturan_putusan(session: Session, pak: Pak) -> AturanPutusan:
    """The rules that gave the figures of this decision. Raises PeraturanTidakAda when they were never stored."""
    aturan = terbitan.menurut_sidik(session, pak.aturan_sidik)
    nomor = terbitan.nomor_menurut_sidik(session, pak.aturan, pak.aturan_sidik)
    return AturanPutusan(aturan, nomor, _berubah(aturan, peraturan.kunci(pak.aturan)))


def _berubah(dulu: Peraturan, kini: Peraturan) -> tuple[Perubahan, ...]:
    if dulu.sidik == kini.sidik:
        return ()
    return tuple(Perubahan(j, dulu.isi.get(j), kini.isi.get(j)) for j in naskah.beda_angka(dulu, kini))


def perubahan_peraturan(session: Session, pak: Pak) -> tuple[Perubahan, ...]:
    """What has changed in the rules since the decision was drawn up; nothing, and no query, while they are the same."""
    kini = peraturan.kunci(pak.aturan)
    return () if kini.sidik == pak.aturan_sidik else _berubah(terbitan.menurut_sidik(session, pak.aturan_sidik), kini)


def sebut_perubahan(session: Session, pak: Pak) -> tuple[Pesan, ...]:
    """The same in a sentence each, the first few of them."""
    berubah = perubahan_peraturan(session, pak)
    kalimat = [
        P_(
            "%(jalur)s: %(dulu)s menjadi %(kini)s",
            jalur=satu.jalur,
            dulu=naskah.sebaris(satu.dulu.nilai) if satu.dulu else P_("tidak ada"),
            kini=naskah.sebaris(satu.kini.nilai) if satu.kini else P_("tidak ada"),
        )
        for satu in berubah[:MAKS_DISEBUT]
    ]
    if len(berubah) > MAKS_DISEBUT:
        kalimat.append(P_("%(jumlah)s angka lain", jumlah=len(berubah) - MAKS_DISEBUT))
    return tuple(kalimat)


def angka_sama(satu: Mapping[str, Any], dua: Mapping[str, Any]) -> bool:
    """Whether two computations determine the same: the rows of the form and what they suffice for."""
    return bool(_angka(satu) == _angka(dua))


def _angka(rincian: Mapping[str, Any]) -> Any:
    return [
        (
            isi["sidik"],
            {kode: [baris[kolom] for kolom in BARIS_DIBANDING] for kode, baris in isi["baris"].items()},
            isi["kelayakan"]["syarat"],
        )
        for isi in blok(rincian)
    ]
