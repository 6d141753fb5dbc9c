"""The catalogue of activities (butir kegiatan) per regime, read strictly from the shipped files.

`pasti` is False where a value rests on one transcription only or the level is inferred: it is shown as such, and a
named person has to confirm it before it may be scored.
"""

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from workflow_app.peraturan import kunci
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import KATEGORI, SEMUA
from workflow_app.peraturan.katalog.kepastian import DasarNilai, sebab_tak_pasti
from workflow_app.peraturan.unsur import unsur_katalog

_KIND = frozenset({"tugas_jabatan", "pengembangan_profesi", "penunjang", "pendidikan"})
_ANGKA = re.compile(r"\d+(\.\d+)?", re.ASCII)


class KatalogSalah(ValueError):
    """A catalogue file contradicts its form; the message names file, row and fault."""


@dataclass(frozen=True, slots=True)
class Butir:
    """One activity that earns credit."""

    kode: str
    """Unique in the catalogue: prefix KT, KA, PP or PN and the official code."""
    kategori: str
    """`keterampilan`, `keahlian` or `semua`."""
    jenjang: str | None
    """Level whose work it is, `semua`, or None where no source tells."""
    unsur: str
    """Code of the element in the rule set."""
    sub_unsur: str
    uraian: str
    satuan_hasil: str
    angka_kredit: Decimal | None
    """Credit of one unit of output; None where it is a percentage or unknown."""
    persen: Decimal | None
    """Percent of the credit needed for the next rank, for the items valued that way."""
    kind: str
    """`tugas_jabatan`, `pengembangan_profesi`, `penunjang` or `pendidikan`."""
    bukti_fisik: str
    kode_resmi: str
    """The official code; not unique."""
    batas_tahunan: str
    """Yearly limit in the words of the source; it cuts nothing until somebody confirms it."""
    catatan: str
    pasti: bool
    sumber_ak: str
    """Sources that give this value, joined by `+`."""
    jenjang_disimpulkan: bool
    """Whether the level is our inference and stands in no source."""


@dataclass(frozen=True, eq=False)
class Katalog:
    """The activities of one regime, in the order of the file."""

    regime: str
    sidik: str
    """SHA-256 of the file it was read from."""
    semua: tuple[Butir, ...]
    kolom: tuple[str, ...]
    """The columns of the file, in its order; a sheet to be imported has the same."""
    _per_kode: Mapping[str, Butir]

    def __iter__(self) -> Iterator[Butir]:
        return iter(self.semua)

    def __len__(self) -> int:
        return len(self.semua)

    def butir(self, kode: str) -> Butir | None:
        """The activity with this code, in whatever letter case; None if there is none."""
        return self._per_kode.get(kode.strip().casefold())


def katalog(regime: str) -> Katalog:
    """The shipped catalogue of a regime ("R2003", "R2020").

    Raises PeraturanTidakAda for an unknown regime, KetentuanTidakAda for one without a catalogue (R2023).
    """
    return _katalog(kunci(regime))


@lru_cache(maxsize=16)
def _katalog(aturan: Peraturan) -> Katalog:
    return baca_katalog(Path(__file__).parent / aturan.teks("katalog.berkas"), aturan)


def baca_katalog(berkas: Path, aturan: Peraturan) -> Katalog:
    """Reads a catalogue file under a rule set. Raises KatalogSalah for anything that is not exactly as declared."""
    isi = berkas.read_bytes()
    pembaca = csv.DictReader(io.StringIO(isi.decode("utf-8"), newline=""), strict=True, restkey="", restval=None)
    semua = []
    for baris in pembaca:
        try:
            semua.append(butir_dari_baris(baris, aturan))
        except (LookupError, ValueError) as galat:
            raise KatalogSalah(f"{berkas.name} baris {pembaca.line_num}: {galat}") from galat
    per_kode = {butir.kode.casefold(): butir for butir in semua}
    if len(per_kode) != len(semua):
        raise KatalogSalah(f"{berkas.name}: ada kode yang dipakai dua kali")
    kolom = tuple(pembaca.fieldnames or ())
    return Katalog(aturan.kunci, hashlib.sha256(isi).hexdigest(), tuple(semua), kolom, per_kode)


def butir_dari_baris(baris: Mapping[str, str], aturan: Peraturan) -> Butir:
    """One row by the names of the file's columns. Raises ValueError or LookupError for what is not as declared."""
    if "" in baris or None in baris.values():
        raise ValueError("jumlah kolom tidak sama dengan kepala")
    angka_kredit = _angka(baris["angka_kredit"])
    persen = _angka(baris.get("angka_kredit_persen", ""))
    jenjang_sumber, jenjang_inferensi = baris["jenjang"], baris.get("jenjang_inferensi", "")
    if angka_kredit is not None and persen is not None:
        raise ValueError("angka kredit tetap dan persen sekaligus")
    jenjang = _jenjang(jenjang_sumber or jenjang_inferensi, aturan)
    disimpulkan = not jenjang_sumber and bool(jenjang_inferensi)
    dasar = DasarNilai(baris["code"], jenjang, disimpulkan, angka_kredit, persen, baris["sumber_ak"])
    return Butir(
        kode=_isi(baris, "code"),
        kategori=_pilihan(baris["category"], {*KATEGORI, SEMUA}),
        jenjang=jenjang,
        unsur=unsur_katalog(aturan, baris["unsur"], baris["sub_unsur"]),
        sub_unsur=_isi(baris, "sub_unsur"),
        uraian=_isi(baris, "uraian"),
        satuan_hasil=baris["satuan_hasil"],
        angka_kredit=angka_kredit,
        persen=persen,
        kind=_pilihan(baris["kind"], _KIND),
        bukti_fisik=baris["bukti_fisik"],
        kode_resmi=baris.get("kode_resmi", ""),
        batas_tahunan=baris.get("batas_tahunan", "") or baris.get("batas_penilaian", ""),
        catatan=baris["catatan"],
        pasti=not sebab_tak_pasti(dasar, aturan),
        sumber_ak=baris["sumber_ak"],
        jenjang_disimpulkan=disimpulkan,
    )


def _jenjang(nama: str, aturan: Peraturan) -> str | None:
    if nama in ("", SEMUA):
        return nama or None
    for kode in aturan.anak("jenjang"):
        if aturan.teks(f"jenjang.{kode}.katalog") == nama:
            return kode
    raise ValueError(f"jenjang {nama!r} tidak dikenal")


def _isi(baris: Mapping[str, str], kolom: str) -> str:
    if not baris[kolom]:
        raise ValueError(f"{kolom} kosong")
    return baris[kolom]


def _pilihan(nilai: str, sah: frozenset[str] | set[str]) -> str:
    if nilai not in sah:
        raise ValueError(f"{nilai!r} bukan salah satu dari {', '.join(sorted(sah))}")
    return nilai


def _angka(teks: str) -> Decimal | None:
    if teks and not _ANGKA.fullmatch(teks):
        raise ValueError(f"angka {teks!r} tidak sah")
    return Decimal(teks) if teks else None
