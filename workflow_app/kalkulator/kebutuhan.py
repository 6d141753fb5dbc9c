"""What the next rank (KP) and the next level (KJ) ask for: totals, steps between ranks, and the shares within them.

Two ways of accumulating exist (`akumulasi.cara`): across levels, where each rank asks for a cumulative total, and
inside one level, where each rank asks for a step and the sum restarts at 0 with the level.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from workflow_app.kalkulator.dasar import NOL, bulatkan
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import (
    golongan_berikut,
    golongan_jenjang,
    jenjang_berikut,
    kategori,
    semua_golongan,
    urutan_golongan,
)

_DALAM_JENJANG = "dalam_jenjang"


@dataclass(frozen=True, slots=True)
class Kebutuhan:
    """Credit that an aim asks for, and where that stands."""

    nilai: Decimal
    sumber: str


@dataclass(frozen=True, slots=True)
class Kedudukan:
    """Where an officer stands: rank, level, and by what he entered them.

    `pendidikan` (`d3`, `s1`, `s2`, `s3`) is the diploma with which he entered the position, `golongan_awal` the rank
    at which he entered the level; left out, the common column and its lowest rank hold.
    """

    golongan: str
    jenjang: str
    pendidikan: str | None = None
    golongan_awal: str | None = None


def dalam_jenjang(aturan: Peraturan) -> bool:
    """Whether credit accumulates inside one level and restarts at 0 with the next."""
    return aturan.teks("akumulasi.cara") == _DALAM_JENJANG


def kebutuhan_kp(
    aturan: Peraturan, *, golongan: str, jenjang: str, pendidikan: str | None = None, golongan_awal: str | None = None
) -> Kebutuhan | None:
    """What the next rank needs; None at the top, or where the rank does not belong to the level."""
    tujuan = golongan_berikut(golongan)
    return kebutuhan_golongan(aturan, Kedudukan(golongan, jenjang, pendidikan, golongan_awal), tujuan)


def kebutuhan_golongan(aturan: Peraturan, k: Kedudukan, tujuan: str | None) -> Kebutuhan | None:
    """What a rank above the present one needs; None where no table leads there from this level."""
    if tujuan is None:
        return None
    if not dalam_jenjang(aturan):
        return minimal_golongan(aturan, kategori(k.jenjang), tujuan)
    jalur, tangga = tangga_jenjang(aturan, k)
    if k.golongan not in tangga:
        return None
    sampai = [g for g in tangga if urutan_golongan(g) < urutan_golongan(tujuan)]
    # The rank after the highest step of the level is the last one that this level's credit can reach.
    if not sampai or golongan_berikut(sampai[-1]) != tujuan:
        return None
    return _jumlah_langkah(aturan, jalur, sampai)


def kebutuhan_kj(
    aturan: Peraturan, *, golongan: str, jenjang: str, pendidikan: str | None = None, golongan_awal: str | None = None
) -> Kebutuhan | None:
    """What the next level needs; None at the top level, or where no table exists."""
    return kebutuhan_jenjang(aturan, Kedudukan(golongan, jenjang, pendidikan, golongan_awal))


def kebutuhan_jenjang(aturan: Peraturan, k: Kedudukan) -> Kebutuhan | None:
    """The same for a standing."""
    tujuan = jenjang_berikut(aturan, k.jenjang)
    if tujuan is None:
        return None
    if not dalam_jenjang(aturan):
        return minimal_golongan(aturan, kategori(k.jenjang), golongan_jenjang(aturan, tujuan)[0])
    jalur, tangga = tangga_jenjang(aturan, k)
    return _jumlah_langkah(aturan, jalur, tangga) if tangga else None


def langkah_kp(aturan: Peraturan, *, golongan: str, jenjang: str, pendidikan: str | None = None) -> Decimal | None:
    """Credit from this rank to the next one alone: the base of items valued in percent. None at the top."""
    langkah = kebutuhan_langkah(aturan, golongan=golongan, jenjang=jenjang, pendidikan=pendidikan)
    return None if langkah is None else langkah.nilai


def kebutuhan_langkah(
    aturan: Peraturan, *, golongan: str, jenjang: str, pendidikan: str | None = None
) -> Kebutuhan | None:
    """The step from this rank to the next one with its source. None at the top."""
    if dalam_jenjang(aturan):
        jalur = f"{_kolom(aturan, jenjang, golongan, pendidikan)}.{golongan}"
        return Kebutuhan(aturan.desimal(jalur), aturan.sumber(jalur)) if aturan.memuat(jalur) else None
    sekarang = minimal_golongan(aturan, kategori(jenjang), golongan)
    berikut = minimal_golongan(aturan, kategori(jenjang), golongan_berikut(golongan))
    return Kebutuhan(berikut.nilai - sekarang.nilai, berikut.sumber) if sekarang and berikut else None


def minimal_golongan(aturan: Peraturan, nama_kategori: str, golongan: str | None) -> Kebutuhan | None:
    """The cumulative total of a rank; None where the category has no such rank."""
    jalur = f"minimal.{nama_kategori}.{golongan}"
    return Kebutuhan(aturan.desimal(jalur), aturan.sumber(jalur)) if aturan.memuat(jalur) else None


def terpakai(aturan: Peraturan, k: Kedudukan) -> Decimal:
    """Credit that the present rank itself took: its cumulative total, or the steps of the level below it."""
    if not dalam_jenjang(aturan):
        minimal = minimal_golongan(aturan, kategori(k.jenjang), k.golongan)
        return minimal.nilai if minimal else NOL
    jalur, tangga = tangga_jenjang(aturan, k)
    bawah = [g for g in tangga if urutan_golongan(g) < urutan_golongan(k.golongan)]
    return sum((aturan.desimal(f"{jalur}.{g}") for g in bawah), NOL)


def profesi_minimal_kp(aturan: Peraturan, golongan: str, tujuan: str) -> Kebutuhan | None:
    """Pengembangan profesi that the raises from one rank to another ask for, each for itself; None where nothing."""
    atas = semua_golongan()[urutan_golongan(golongan) : urutan_golongan(tujuan)]
    jalur = [j for g in atas if aturan.memuat(j := f"pengembangan_profesi.kp.{g}")]
    if not jalur:
        return None
    return Kebutuhan(sum((aturan.desimal(j) for j in jalur), NOL), aturan.sumber(jalur[0]))


def profesi_minimal_kj(aturan: Peraturan, jenjang: str) -> Kebutuhan | None:
    """Pengembangan profesi that the raise from this level to the next asks for; None where nothing."""
    jalur = f"pengembangan_profesi.kj.{jenjang}"
    return Kebutuhan(aturan.desimal(jalur), aturan.sumber(jalur)) if aturan.memuat(jalur) else None


def utama_minimal(aturan: Peraturan, kebutuhan: Decimal) -> Decimal:
    """What of a needed credit must come from the main elements, rounded."""
    return bulatkan(aturan, kebutuhan * aturan.desimal("bagian.utama_minimal"))


def penunjang_maksimal(aturan: Peraturan, kebutuhan: Decimal) -> Decimal:
    """What of a needed credit may come from the supporting element, rounded."""
    return bulatkan(aturan, kebutuhan * aturan.desimal("bagian.penunjang_maksimal"))


def tangga_jenjang(aturan: Peraturan, k: Kedudukan) -> tuple[str, Sequence[str]]:
    """The table of steps that holds for the officer, and the ranks of his level in it, from the rank of entry up."""
    jalur = _kolom(aturan, k.jenjang, k.golongan, k.pendidikan)
    awal = 0 if k.golongan_awal is None else urutan_golongan(k.golongan_awal)
    langkah = aturan.anak(jalur)
    tangga = [g for g in golongan_jenjang(aturan, k.jenjang) if g in langkah and urutan_golongan(g) >= awal]
    return jalur, tangga


def kolom_pendidikan(aturan: Peraturan, jenjang: str, golongan: str, pendidikan: str | None) -> str:
    """The diploma whose column of steps holds for the officer."""
    return _kolom(aturan, jenjang, golongan, pendidikan).rpartition(".")[2]


def _kolom(aturan: Peraturan, jenjang: str, golongan: str, pendidikan: str | None) -> str:
    """Path of the table of steps: the officer's diploma, or the common one where his does not reach down to his rank.

    Somebody at III/a with a master's degree entered by his first degree, so that column is the one that holds.
    """
    nama = kategori(jenjang)
    jalur = f"langkah.{nama}.{pendidikan}"
    if pendidikan is not None and golongan in aturan.anak(jalur):
        return jalur
    return f"langkah.{nama}.{aturan.teks(f'langkah_dasar.{nama}')}"


def _jumlah_langkah(aturan: Peraturan, jalur: str, tangga: Sequence[str]) -> Kebutuhan:
    nilai = sum((aturan.desimal(f"{jalur}.{golongan}") for golongan in tangga), NOL)
    return Kebutuhan(nilai, aturan.sumber(f"{jalur}.{tangga[0]}"))
