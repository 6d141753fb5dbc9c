"""What a stored decision means for the forms: the aims that were measured, and what each asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from workflow_app import peraturan
from workflow_app.formulir.isian import BlokUnsur, Syarat
from workflow_app.formulir.kolom import ak, baris_unsur, berhuruf, bernomor, jumlahkan, kolom_hasil, penunjang, utama
from workflow_app.kalkulator.kelayakan import KP
from workflow_app.models import Dupak
from workflow_app.peraturan.jenjang import nama_pangkat, semua_golongan
from workflow_app.peraturan.regime import MENUNGGU_PANGKAT, blok, sebutan


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
            tujuan=f"Kenaikan {'pangkat' if pangkat else 'jabatan'} menjadi {tujuan}{_menunggu(syarat)}",
            diperlukan=ak(Decimal(syarat["diperlukan"])),
            dimiliki=ak(Decimal(syarat["dimiliki"])),
            memenuhi=syarat["memenuhi"],
            kekurangan=ak(Decimal(syarat["kekurangan"])),
        ),
    )


def _menunggu(syarat: Mapping[str, Any]) -> str:
    """What keeps sufficient credit from the aim, behind its name."""
    golongan = syarat.get(MENUNGGU_PANGKAT)
    return f" (menunggu pangkat {golongan})" if golongan else ""


def _golongan(tujuan: str) -> str:
    """The golongan ruang of a rank as the verdict names it, `Penata Muda Tingkat I (III/b)`."""
    for golongan in semua_golongan():
        if tujuan == f"{nama_pangkat(golongan)} ({golongan})":
            return golongan
    raise ValueError(f"tidak ada pangkat {tujuan!r}")


def blok_lain(dupak: Dupak, hasil: Mapping[str, Any]) -> tuple[BlokUnsur, ...]:
    """The blocks of a stored result under older rule sets, each with subtotal and verdict."""
    *lain, _ = blok(hasil)
    return tuple(_blok(dupak, isi) for isi in lain)


def judul_utama(dupak: Dupak, hasil: Mapping[str, Any]) -> str:
    """Heading of the block of the claim's own rule set; "" where it is the only one."""
    return str(sebutan(peraturan.kunci(hasil["aturan"]), dupak.aturan)) if len(blok(hasil)) > 1 else ""


def _blok(dupak: Dupak, isi: Mapping[str, Any]) -> BlokUnsur:
    aturan = peraturan.kunci(isi["aturan"])
    baris = baris_unsur(aturan, dupak.kategori, kolom_hasil(isi["baris"]))
    return BlokUnsur(
        judul=str(sebutan(aturan, dupak.aturan)),
        utama=berhuruf(utama(baris)),
        jumlah_utama=jumlahkan(utama(baris)).isian,
        penunjang=bernomor(penunjang(baris)),
        jumlah_penunjang=jumlahkan(penunjang(baris)).isian,
        jumlah=jumlahkan(baris).isian,
        syarat=tuple(s.isian for s in sasaran(isi["kelayakan"])),
    )
