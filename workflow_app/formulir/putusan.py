"""What a stored decision means for the forms: the aims that were measured, and what each asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from workflow_app.formulir.isian import Syarat
from workflow_app.formulir.kolom import ak
from workflow_app.kalkulator.kelayakan import KP
from workflow_app.peraturan.jenjang import nama_pangkat, semua_golongan


@dataclass(frozen=True, slots=True)
class Sasaran:
    """One aim: a rank (KP) or a level (KJ). Exactly one of `golongan` and `jabatan` is filled."""

    golongan: str
    jabatan: str
    memenuhi: bool
    isian: Syarat
    """The aim as a line of the HAPAK."""


def sasaran(kelayakan: Mapping[str, Any]) -> tuple[Sasaran, ...]:
    """The aims of a stored verdict. Raises ValueError for a rank that does not exist."""
    return tuple(_sasaran(syarat) for syarat in kelayakan["syarat"])


def _sasaran(syarat: Mapping[str, Any]) -> Sasaran:
    pangkat = syarat["jenis"] == KP
    tujuan: str = syarat["tujuan"]
    return Sasaran(
        golongan=_golongan(tujuan) if pangkat else "",
        jabatan="" if pangkat else tujuan,
        memenuhi=syarat["memenuhi"],
        isian=Syarat(
            tujuan=f"Kenaikan {'pangkat' if pangkat else 'jabatan'} menjadi {tujuan}",
            diperlukan=ak(Decimal(syarat["diperlukan"])),
            dimiliki=ak(Decimal(syarat["dimiliki"])),
            memenuhi=syarat["memenuhi"],
            kekurangan=ak(Decimal(syarat["kekurangan"])),
        ),
    )


def _golongan(tujuan: str) -> str:
    """The golongan ruang of a rank as the verdict names it, `Penata Muda Tingkat I (III/b)`."""
    for golongan in semua_golongan():
        if tujuan == f"{nama_pangkat(golongan)} ({golongan})":
            return golongan
    raise ValueError(f"tidak ada pangkat {tujuan!r}")
