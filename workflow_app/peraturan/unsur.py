"""The elements of a rule set: groups of activities under which credit is claimed, summed and printed."""

from dataclasses import dataclass
from functools import lru_cache

from workflow_app.peraturan.aturan import Peraturan

UTAMA = "utama"
PENUNJANG = "penunjang"
PENGEMBANGAN_PROFESI = "pengembangan_profesi"


@dataclass(frozen=True, slots=True)
class Unsur:
    """One element, one row of the forms."""

    kode: str
    label: str
    """Name as printed; a text for translation."""
    kelompok: str
    """`utama` or `penunjang`."""
    bagian: str
    """Block of the form: `pendidikan`, `tugas_jabatan`, `pengembangan_profesi`, `penunjang`."""
    spmk: str
    """Code of the statement (SPMK) that lists its activities; several elements may share one."""


@lru_cache(maxsize=512)
def daftar_unsur(aturan: Peraturan, kategori: str) -> tuple[Unsur, ...]:
    """Every element of the category (`keterampilan`, `keahlian`), in the order of the forms."""
    return tuple(
        unsur(aturan, kode) for kode in aturan.anak("unsur") if kategori in aturan.daftar(f"unsur.{kode}.kategori")
    )


@lru_cache(maxsize=512)
def unsur(aturan: Peraturan, kode: str) -> Unsur:
    """One element by its code. Raises KetentuanTidakAda."""
    teks = {nama: aturan.teks(f"unsur.{kode}.{nama}") for nama in ("label", "kelompok", "bagian", "spmk")}
    return Unsur(kode, **teks)


def judul_spmk(aturan: Peraturan, kode: str) -> str:
    """Title of a statement (SPMK) by its code; a text for translation. Raises KetentuanTidakAda."""
    return aturan.teks(f"spmk.{kode}.label")


def unsur_katalog(aturan: Peraturan, nama: str, nama_sub: str) -> str:
    """Code of the element that the catalogue calls `nama`. Raises LookupError when it fits none."""
    for kode in aturan.anak("unsur"):
        if aturan.teks(f"unsur.{kode}.katalog") != nama:
            continue
        jalur_sub = f"unsur.{kode}.katalog_sub"
        if not aturan.memuat(jalur_sub) or nama_sub in aturan.daftar(jalur_sub):
            return kode
    raise LookupError(f"unsur {nama!r} tidak ada dalam peraturan {aturan.kunci}")
