"""The catalogue of activities (butir kegiatan) per regime, read strictly from the shipped files.

`pasti` is False where a value rests on one transcription only or the level is inferred: it is shown as such, and a
named person has to confirm it before it may be scored.
"""

import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from workflow_app.peraturan import kunci
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import KATEGORI, SEMUA
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
    """Yearly limit in the words of the source; a hint, not enforced."""
    catatan: str
    pasti: bool


@dataclass(frozen=True, eq=False)
class Katalog:
    """The activities of one regime, in the order of the file."""

    regime: str
    sidik: str
    """SHA-256 of the file it was read from."""
    semua: tuple[Butir, ...]
    _per_kode: Mapping[str, Butir]
    _kata: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    """Per code the words of the title and the words of everything else, for the search."""

    def __iter__(self) -> Iterator[Butir]:
        return iter(self.semua)

    def __len__(self) -> int:
        return len(self.semua)

    def butir(self, kode: str) -> Butir | None:
        """The activity with this code, in whatever letter case; None if there is none."""
        return self._per_kode.get(kode.strip().casefold())

    def cari(self, teks: str, *, kategori: str | None = None, maks: int = 50) -> list[Butir]:
        """Activities in which every word of `teks` begins some word, best first; none for an empty text.

        A hit in the title counts more than one in sub-element, output or code. `kategori` narrows to what officers of
        that category may claim.
        """
        persis = self.butir(teks)
        dicari = _kata(teks)
        if persis is not None:
            return [persis]
        temuan: list[tuple[int, int, Butir]] = []
        for nomor, butir in enumerate(self.semua):
            if kategori is None or butir.kategori in (kategori, SEMUA):
                nilai = _kecocokan(dicari, *self._kata[butir.kode])
                if nilai:
                    temuan.append((-nilai, nomor, butir))
        return [butir for _, _, butir in sorted(temuan, key=lambda t: t[:2])[:maks]]


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
            semua.append(_butir(baris, aturan))
        except (LookupError, ValueError) as galat:
            raise KatalogSalah(f"{berkas.name} baris {pembaca.line_num}: {galat}") from galat
    per_kode = {butir.kode.casefold(): butir for butir in semua}
    if len(per_kode) != len(semua):
        raise KatalogSalah(f"{berkas.name}: ada kode yang dipakai dua kali")
    kata = {b.kode: (_kata(b.uraian), _kata(f"{b.kode} {b.sub_unsur} {b.satuan_hasil}")) for b in semua}
    return Katalog(aturan.kunci, hashlib.sha256(isi).hexdigest(), tuple(semua), per_kode, kata)


def _butir(baris: Mapping[str, str], aturan: Peraturan) -> Butir:
    if "" in baris or None in baris.values():
        raise ValueError("jumlah kolom tidak sama dengan kepala")
    angka_kredit = _angka(baris["angka_kredit"])
    persen = _angka(baris.get("angka_kredit_persen", ""))
    jenjang_sumber, jenjang_inferensi = baris["jenjang"], baris.get("jenjang_inferensi", "")
    if angka_kredit is not None and persen is not None:
        raise ValueError("angka kredit tetap dan persen sekaligus")
    return Butir(
        kode=_isi(baris, "code"),
        kategori=_pilihan(baris["category"], {*KATEGORI, SEMUA}),
        jenjang=_jenjang(jenjang_sumber or jenjang_inferensi, aturan),
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
        pasti=bool(jenjang_sumber) and _didukung(baris, aturan) and (angka_kredit is not None or persen is not None),
    )


def _didukung(baris: Mapping[str, str], aturan: Peraturan) -> bool:
    """Whether enough independent sources give the value."""
    saksi = [s for s in baris["sumber_ak"].split("+") if s]
    return len(saksi) >= aturan.bulat("katalog.saksi_minimal") or baris["code"] in aturan.daftar("katalog.dikonfirmasi")


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


def _kata(teks: str) -> tuple[str, ...]:
    """The words of a text without case, accents and punctuation."""
    polos = unicodedata.normalize("NFKD", teks.casefold()).encode("ascii", "ignore").decode()
    return tuple(re.findall(r"[a-z0-9]+", polos))


def _kecocokan(dicari: tuple[str, ...], judul: tuple[str, ...], lain: tuple[str, ...]) -> int:
    """How well the words fit: 2 for each found in the title, 1 elsewhere; 0 as soon as one is found nowhere."""
    nilai = 0
    for kata in dicari:
        if any(k.startswith(kata) for k in judul):
            nilai += 2
        elif any(k.startswith(kata) for k in lain):
            nilai += 1
        else:
            return 0
    return nilai
