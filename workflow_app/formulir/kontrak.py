"""The contract of every kind of document, and whether a snapshot keeps it."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from types import MappingProxyType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from workflow_app.formulir.isian import (
    VERSI_ISIAN,
    Isian,
    IsianBeritaAcaraSidang,
    IsianDupak,
    IsianHapak,
    IsianPak2003,
    IsianPak2020,
    IsianSpmk,
    IsianSuratPengantar,
    IsianTandaTerima,
    IsianUndanganSidang,
)
from workflow_app.formulir.isian_bukti import IsianBuktiKegiatan
from workflow_app.formulir.isian_konversi import IsianAkumulasi, IsianKonversi, IsianPakIntegrasi, IsianPenetapanAk

KONTRAK: Mapping[str, type[Isian]] = MappingProxyType(
    {
        kontrak.jenis: kontrak
        for kontrak in (
            IsianDupak,
            IsianSpmk,
            IsianSuratPengantar,
            IsianTandaTerima,
            IsianHapak,
            IsianUndanganSidang,
            IsianBeritaAcaraSidang,
            IsianPak2020,
            IsianPak2003,
            IsianKonversi,
            IsianAkumulasi,
            IsianPenetapanAk,
            IsianPakIntegrasi,
            IsianBuktiKegiatan,
        )
    }
)
"""Contract per kind of document. The key is also the name of the template without ".docx"."""


def periksa(jenis: str, data: Mapping[str, Any]) -> list[str]:
    """Every way in which a snapshot breaks its contract, each with the path of the field; empty when it is sound.

    Raises KeyError for a kind of document without a contract.
    """
    kontrak = KONTRAK[jenis]
    salah = []
    if data.get("jenis") != jenis:
        salah.append(f"jenis: seharusnya {jenis!r}, tertulis {data.get('jenis')!r}")
    if data.get("versi_isian") != VERSI_ISIAN:
        salah.append(f"versi_isian: seharusnya {VERSI_ISIAN}, tertulis {data.get('versi_isian')!r}")
    isi = {nama: nilai for nama, nilai in data.items() if nama not in ("jenis", "versi_isian")}
    return [*salah, *_salah(kontrak, isi, "")]


def _salah(tipe: Any, nilai: Any, jalur: str) -> Iterator[str]:
    """Walks one value beside its declared type."""
    if get_origin(tipe) is Annotated:
        dasar, bentuk = get_args(tipe)
        if not isinstance(nilai, dasar):
            yield f"{jalur}: seharusnya teks, tertulis {type(nilai).__name__}"
        elif nilai and not bentuk.sah(nilai):
            yield f"{jalur}: seharusnya {bentuk.nama}"
    elif get_origin(tipe) is tuple:
        if not isinstance(nilai, tuple | list):
            yield f"{jalur}: seharusnya daftar, tertulis {type(nilai).__name__}"
            return
        for urut, isi in enumerate(nilai):
            yield from _salah(get_args(tipe)[0], isi, f"{jalur}[{urut}]")
    elif is_dataclass(tipe) and isinstance(tipe, type):
        yield from _salah_kelompok(tipe, nilai, jalur)
    elif (isinstance(nilai, bool) and tipe is not bool) or not isinstance(nilai, tipe):
        yield f"{jalur}: seharusnya {getattr(tipe, '__name__', tipe)}, tertulis {type(nilai).__name__}"


def _salah_kelompok(tipe: type, nilai: Any, jalur: str) -> Iterator[str]:
    if not isinstance(nilai, Mapping):
        yield f"{jalur or 'isian'}: seharusnya kelompok isian, tertulis {type(nilai).__name__}"
        return
    awalan = f"{jalur}." if jalur else ""
    tipe_isian = get_type_hints(tipe, include_extras=True)
    nama_isian = [isian.name for isian in fields(tipe)]
    for nama in nama_isian:
        if nama in nilai:
            yield from _salah(tipe_isian[nama], nilai[nama], f"{awalan}{nama}")
        else:
            yield f"{awalan}{nama}: tidak ada"
    for nama in nilai:
        if nama not in nama_isian:
            yield f"{awalan}{nama}: tidak dikenal"
