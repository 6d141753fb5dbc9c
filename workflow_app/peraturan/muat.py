"""Reads rule files. Refuses a file in which a figure has no source or mark: such a figure could not be defended."""

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

from workflow_app.peraturan.aturan import Ketentuan, Nilai, Peraturan, Tanda

MAP = Path(__file__).parent
_KEPALA = ("kunci", "kelompok", "nama")
_KETERANGAN = ("sumber", "tanda", "catatan")


class BerkasPeraturanSalah(ValueError):
    """A rule file contradicts the form that this module asks for."""


def muat(berkas: Path, rujukan: Mapping[str, str]) -> Peraturan:
    """Reads one rule file; `rujukan` explains the keys used in `sumber`. Raises BerkasPeraturanSalah."""
    data = tomllib.loads(berkas.read_text("utf-8"), parse_float=Decimal)
    kepala = {nama: data.pop(nama, None) for nama in _KEPALA}
    for nama, isi in kepala.items():
        if not isinstance(isi, str):
            raise BerkasPeraturanSalah(f"{berkas.name}: {nama} tidak ada")
    try:
        ketentuan = {k.jalur: k for k in _ratakan(data, "", {}, rujukan)}
    except ValueError as galat:
        raise BerkasPeraturanSalah(f"{berkas.name}: {galat}") from galat
    return Peraturan(**kepala, isi=MappingProxyType(ketentuan))


def muat_rujukan(berkas: Path) -> dict[str, str]:
    """Reads the list of sources: key to title."""
    return tomllib.loads(berkas.read_text("utf-8"))


def _ratakan(
    tabel: Mapping[str, Any], jalur: str, warisan: Mapping[str, str], rujukan: Mapping[str, str]
) -> Iterator[Ketentuan]:
    """The figures below a table. What a table says of its source holds for everything in it that says nothing else."""
    asal = {**warisan, **{nama: tabel[nama] for nama in _KETERANGAN if nama in tabel}}
    if "nilai" in tabel:
        yield _ketentuan(jalur, tabel["nilai"], asal, rujukan)
        return
    for nama, isi in tabel.items():
        if nama in _KETERANGAN:
            continue
        if "." in nama:
            raise ValueError(f"kunci {nama!r} memuat titik")
        jalur_isi = f"{jalur}.{nama}" if jalur else nama
        if isinstance(isi, dict):
            yield from _ratakan(isi, jalur_isi, asal, rujukan)
        else:
            yield _ketentuan(jalur_isi, isi, asal, rujukan)


def _ketentuan(jalur: str, nilai: Any, asal: Mapping[str, str], rujukan: Mapping[str, str]) -> Ketentuan:
    for wajib in ("sumber", "tanda"):
        if wajib not in asal:
            raise ValueError(f"{jalur} tanpa {wajib}")
    sah: Nilai = tuple(nilai) if isinstance(nilai, list) else nilai
    return Ketentuan(jalur, sah, _sumber(asal["sumber"], rujukan), Tanda(asal["tanda"]), asal.get("catatan", ""))


def _sumber(teks: str, rujukan: Mapping[str, str]) -> str:
    """`S1:24; A:2` written out for people. An unknown key is a ValueError."""
    bagian = []
    for rujuk in teks.split("; "):
        kunci, _, tempat = rujuk.partition(":")
        if kunci not in rujukan:
            raise ValueError(f"sumber {kunci!r} tidak terdaftar")
        bagian.append(f"{rujukan[kunci]} {tempat}".strip())
    return "; ".join(bagian)
