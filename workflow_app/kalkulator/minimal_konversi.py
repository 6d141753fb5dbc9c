"""What a raise needs under the conversion regime: per rank, and proportionally for who entered a level higher up."""

from dataclasses import dataclass
from decimal import Decimal

from workflow_app.kalkulator.dasar import Langkah
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import (
    golongan_jenjang,
    jenjang_berikut,
    nama_jenjang,
    nama_pangkat,
    urutan_golongan,
)
from workflow_app.pesan import P_, Pesan


@dataclass(frozen=True, slots=True)
class Minimal:
    """Cumulative credit inside the level that a raise needs, with its steps."""

    nilai: Decimal
    langkah: tuple[Langkah, ...]


def di_atas_jenjang(aturan: Peraturan, jenjang: str, golongan: str) -> bool:
    """Whether the rank lies above every rank of the level."""
    return urutan_golongan(golongan) > urutan_golongan(golongan_jenjang(aturan, jenjang)[-1])


def tanpa_kp(aturan: Peraturan, jenjang: str, golongan: str) -> Pesan:
    """Why there is no next rank for this rank in this level."""
    milik = golongan_jenjang(aturan, jenjang)
    if golongan in milik:
        return P_("%(pangkat)s adalah pangkat puncak.", pangkat=f"{nama_pangkat(golongan)} ({golongan})")
    if milik and di_atas_jenjang(aturan, jenjang, golongan):
        return P_("Pangkat sudah di atas jenjang; kenaikan pangkat berikutnya menunggu kenaikan jabatan.")
    return P_(
        "Pangkat %(golongan)s di luar jenjang %(jenjang)s, sehingga kenaikan pangkat diperiksa tersendiri.",
        golongan=golongan,
        jenjang=nama_jenjang(aturan, jenjang),
    )


def minimal_kp(
    aturan: Peraturan, jenjang: str, golongan: str, *, golongan_awal: str | None = None, dengan_ak_dasar: bool = False
) -> Minimal | None:
    """Cumulative credit in the level for the rank after `golongan`; None at the top rank of the category.

    `golongan_awal` is the rank at which the level was entered (its lowest, when left out). With base credit the count
    starts at the lowest rank. Raises ValueError for a rank that is not of the level, or an entry above the rank held.
    """
    tangga = _tangga(aturan, jenjang, golongan_awal, dengan_ak_dasar)
    if golongan not in tangga:
        raise ValueError(f"{golongan} bukan golongan {jenjang} sejak {tangga[0]}")
    if jenjang_berikut(aturan, jenjang) is None and golongan == tangga[-1]:
        return None
    jalur = f"minimal.kp.{jenjang}"
    satu, banyak = aturan.desimal(jalur), tangga.index(golongan) + 1
    teks = P_(
        "%(banyak)s kenaikan pangkat sejak %(awal)s x %(satu)s = %(nilai)s",
        banyak=banyak,
        awal=tangga[0],
        satu=satu,
        nilai=satu * banyak,
    )
    return Minimal(satu * banyak, (Langkah(teks, satu * banyak, aturan.sumber(jalur)),))


def minimal_kj(
    aturan: Peraturan, jenjang: str, *, golongan_awal: str | None = None, dengan_ak_dasar: bool = False
) -> Minimal | None:
    """Cumulative credit in the level for the next one; None at the top level. Raises ValueError, see `minimal_kp`."""
    tangga = _tangga(aturan, jenjang, golongan_awal, dengan_ak_dasar)
    jalur = f"minimal.kj.{jenjang}"
    if not aturan.memuat(jalur):
        return None
    penuh, satu = aturan.desimal(jalur), aturan.desimal(f"minimal.kp.{jenjang}")
    terlewat = len(golongan_jenjang(aturan, jenjang)) - len(tangga)
    teks = P_("Kenaikan jenjang dari %(jenjang)s: %(penuh)s", jenjang=nama_jenjang(aturan, jenjang), penuh=penuh)
    langkah = [Langkah(teks, penuh, aturan.sumber(jalur))]
    nilai = penuh - terlewat * satu
    if terlewat:
        teks = P_(
            "Masuk jenjang pada %(awal)s, jadi proporsional: %(penuh)s - %(terlewat)s x %(satu)s = %(nilai)s",
            awal=tangga[0],
            penuh=penuh,
            terlewat=terlewat,
            satu=satu,
            nilai=nilai,
        )
        langkah.append(Langkah(teks, nilai, aturan.sumber("minimal.proporsional.berlaku")))
    elif golongan_awal not in (None, tangga[0]):
        teks = P_("Angka kredit dasar sudah diberikan atau minimal tidak proporsional, jadi berlaku minimal penuh.")
        langkah.append(Langkah(teks, nilai, aturan.sumber("minimal.proporsional.dengan_ak_dasar")))
    return Minimal(nilai, tuple(langkah))


def _tangga(aturan: Peraturan, jenjang: str, awal: str | None, dengan_ak_dasar: bool) -> tuple[str, ...]:
    """The ranks of the level that count, from the one at which counting starts."""
    semua = golongan_jenjang(aturan, jenjang)
    if awal is None:
        return semua
    if awal not in semua:
        raise ValueError(f"{awal} bukan golongan {jenjang}")
    proporsional = aturan.ya("minimal.proporsional.berlaku")
    if dengan_ak_dasar and not aturan.ya("minimal.proporsional.dengan_ak_dasar"):
        proporsional = False
    return semua[semua.index(awal) :] if proporsional else semua
