"""Types of input fields: exact numbers, ISO dates, and the field's own words for levels, ranks and categories.

Names of levels are read from the rule files, so that the old names (`Pranata Komputer Pelaksana Lanjutan`,
`pelaksana_lanjutan`) mean the same level as the new code (`mahir`).
"""

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from workflow_app import peraturan
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import SEMUA, semua_golongan
from workflow_app.pesan import P_, Pesan

ANGKA_TERBESAR = Decimal(1_000_000)
CACAH_TERBESAR = 1_000_000
TAHUN_PALING_AWAL, TAHUN_PALING_AKHIR = 1900, 2200
DESIMAL_TERBANYAK = 6
_ANGKA = re.compile(r"-?\d{1,15}(\.\d{1,15})?", re.ASCII)
_TANGGAL = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_GOLONGAN = re.compile(r"(I{1,3}|IV)[/. ]?([a-e])", re.ASCII | re.IGNORECASE)


def tolak(pesan: Pesan) -> PydanticCustomError:
    """The error of a field, with a sentence that is translated at the edge."""
    return PydanticCustomError("pesan", "{pesan}", {"pesan": pesan})


def _angka(nilai: Any) -> Decimal:
    if isinstance(nilai, bool) or not isinstance(nilai, int | Decimal | str):
        raise tolak(P_("Tulis angka, misalnya 12.5."))
    teks = str(nilai).strip()
    if isinstance(nilai, str) and not _ANGKA.fullmatch(teks):
        raise tolak(P_("“%(teks)s” bukan angka. Tulis dengan titik desimal, misalnya 12.5.", teks=teks[:40]))
    try:
        angka = Decimal(teks)
    except InvalidOperation:
        raise tolak(P_("“%(teks)s” bukan angka. Tulis dengan titik desimal, misalnya 12.5.", teks=teks[:40])) from None
    # Compared, never computed with: abs() or int() of 1e999999999 overflows or fills the memory.
    if not angka.is_finite() or not -ANGKA_TERBESAR <= angka <= ANGKA_TERBESAR:
        raise tolak(P_("Angka paling besar %(batas)s.", batas=ANGKA_TERBESAR))
    if angka != round(angka, DESIMAL_TERBANYAK):
        raise tolak(P_("Paling banyak %(banyak)s angka di belakang koma.", banyak=DESIMAL_TERBANYAK))
    return angka


def _tidak_negatif(nilai: Any) -> Decimal:
    angka = _angka(nilai)
    if angka < 0:
        raise tolak(P_("Angka tidak boleh negatif."))
    return angka


def _positif(nilai: Any) -> Decimal:
    angka = _angka(nilai)
    if angka <= 0:
        raise tolak(P_("Angka harus lebih dari nol."))
    return angka


def tanggal_dari(nilai: Any) -> dt.date:
    """An ISO date. Raises PydanticCustomError, as every reader of a field does."""
    if isinstance(nilai, dt.date):
        return nilai
    if not isinstance(nilai, str) or not _TANGGAL.fullmatch(nilai):
        raise tolak(P_("Tulis tanggal sebagai TTTT-BB-HH, misalnya 2021-06-30."))
    try:
        tanggal = dt.date.fromisoformat(nilai)
    except ValueError:
        raise tolak(P_("Tanggal %(teks)s tidak ada dalam kalender.", teks=nilai)) from None
    # Far dates overflow the arithmetic of months; no officer and no rule lives there.
    if not TAHUN_PALING_AWAL <= tanggal.year <= TAHUN_PALING_AKHIR:
        nilai_pesan = {"awal": TAHUN_PALING_AWAL, "akhir": TAHUN_PALING_AKHIR}
        raise tolak(P_("Tanggal harus antara tahun %(awal)s dan %(akhir)s.", **nilai_pesan))
    return tanggal


def cacah_dari(nilai: Any) -> int:
    """A whole number that counts something."""
    if isinstance(nilai, Decimal) and 0 <= nilai <= CACAH_TERBESAR and nilai == nilai.to_integral_value():
        nilai = int(nilai)
    if isinstance(nilai, bool) or not isinstance(nilai, int):
        raise tolak(P_("Tulis bilangan bulat, misalnya 3."))
    if not 0 <= nilai <= CACAH_TERBESAR:
        raise tolak(P_("Bilangan harus antara 0 dan %(batas)s.", batas=CACAH_TERBESAR))
    return nilai


def _ya(nilai: Any) -> bool:
    if not isinstance(nilai, bool):
        raise tolak(P_("Tulis true atau false."))
    return nilai


def _lipat(teks: str) -> str:
    """One spelling for codes and names: lower case, words joined by an underscore."""
    return re.sub(r"[\s\-]+", "_", teks.strip().casefold())


def nama_lain_jenjang() -> Mapping[str, str]:
    """Every spelling of a level in the rule sets, folded, to its code."""
    return _nama_lain(tuple(a for a in peraturan.semua() if a.kelompok == "kredit"))


@lru_cache(maxsize=16)
def _nama_lain(semua: tuple[Peraturan, ...]) -> Mapping[str, str]:
    nama: dict[str, str] = {}
    for aturan in semua:
        for kode in aturan.anak("jenjang"):
            teks = aturan.teks(f"jenjang.{kode}.nama")
            pendek = teks.removeprefix("Pranata Komputer ")
            for tulisan in (teks, pendek, f"PK {pendek}", aturan.teks(f"jenjang.{kode}.katalog"), kode):
                nama.setdefault(_lipat(tulisan), kode)
    return nama


def jenjang_dari(nilai: Any) -> str:
    """Code of the level that `nilai` names."""
    kode = nama_lain_jenjang().get(_lipat(nilai)) if isinstance(nilai, str) else None
    if kode is None:
        daftar = tuple(dict.fromkeys(nama_lain_jenjang().values()))
        raise tolak(P_("Jenjang tidak dikenal. Pilih salah satu: %(daftar)s.", daftar=daftar))
    return kode


def _jenjang_butir(nilai: Any) -> str:
    return SEMUA if isinstance(nilai, str) and _lipat(nilai) == SEMUA else jenjang_dari(nilai)


def _golongan(nilai: Any) -> str:
    cocok = _GOLONGAN.fullmatch(nilai.strip()) if isinstance(nilai, str) else None
    golongan = f"{cocok[1].upper()}/{cocok[2].lower()}" if cocok else ""
    if golongan not in semua_golongan():
        raise tolak(P_("Golongan ruang tidak dikenal. Pilih salah satu: %(daftar)s.", daftar=semua_golongan()))
    return golongan


_SKEMA_ANGKA = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^-?\d{1,15}(\.\d{1,15})?$"}]}
_SKEMA_TIDAK_NEGATIF = {
    "anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": r"^\d{1,15}(\.\d{1,15})?$"}]
}
_SKEMA_CACAH = {"type": "integer", "minimum": 0, "maximum": CACAH_TERBESAR}

AngkaApaPun = Annotated[Decimal, BeforeValidator(_angka), WithJsonSchema(_SKEMA_ANGKA)]
Angka = Annotated[Decimal, BeforeValidator(_tidak_negatif), WithJsonSchema(_SKEMA_TIDAK_NEGATIF)]
AngkaPositif = Annotated[Decimal, BeforeValidator(_positif), WithJsonSchema(_SKEMA_TIDAK_NEGATIF)]
Tanggal = Annotated[dt.date, BeforeValidator(tanggal_dari), WithJsonSchema({"type": "string", "format": "date"})]
Cacah = Annotated[int, BeforeValidator(cacah_dari), WithJsonSchema(_SKEMA_CACAH)]
Ya = Annotated[bool, BeforeValidator(_ya), WithJsonSchema({"type": "boolean"})]
Teks = Annotated[str, Field(strict=True, min_length=1, max_length=200)]

_KODE_JENJANG = [
    "pemula",
    "terampil",
    "mahir",
    "penyelia",
    "ahli_pertama",
    "ahli_muda",
    "ahli_madya",
    "ahli_utama",
]
Jenjang = Annotated[str, BeforeValidator(jenjang_dari), WithJsonSchema({"type": "string", "examples": _KODE_JENJANG})]
JenjangButir = Annotated[
    str, BeforeValidator(_jenjang_butir), WithJsonSchema({"type": "string", "examples": [*_KODE_JENJANG, SEMUA]})
]
Golongan = Annotated[
    str, BeforeValidator(_golongan), WithJsonSchema({"type": "string", "pattern": r"^(II/[a-d]|III/[a-d]|IV/[a-e])$"})
]
Kategori = Literal["keterampilan", "keahlian"]
JenisInstansi = Literal["bps", "bps_provinsi", "lpnk", "kementerian", "provinsi", "kabupaten_kota"]
