"""What several kinds check of an officer's standing, and how they look up the catalogue."""

from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, WithJsonSchema

from workflow_app.kalkulator.ijazah import NAMA, kode_ijazah
from workflow_app.kalkulator.jenis.dasar import KasusSalah, Konteks
from workflow_app.kalkulator.jenis.tipe import tolak
from workflow_app.kalkulator.kebutuhan import Kedudukan, dalam_jenjang, kolom_pendidikan
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import golongan_jenjang, kategori, nama_jenjang, urutan_golongan
from workflow_app.peraturan.katalog import Butir, katalog
from workflow_app.pesan import P_, Pesan

T = TypeVar("T")
_IJAZAH = tuple(NAMA)


def _ijazah(nilai: Any) -> str:
    kode = kode_ijazah(nilai) if isinstance(nilai, str) else None
    if kode is None:
        raise tolak(P_("Ijazah tidak dikenal. Pilih salah satu: %(daftar)s.", daftar=_IJAZAH))
    return kode


Ijazah = Annotated[
    str, BeforeValidator(_ijazah), WithJsonSchema({"type": "string", "examples": [*_IJAZAH, "D-III", "SMA"]})
]


def periksa_jenjang(aturan: Peraturan, jenjang: str) -> None:
    """Refuses a level for which the rule set has no table."""
    if not golongan_jenjang(aturan, jenjang):
        pesan = P_(
            "Masa %(aturan)s tidak mempunyai tabel untuk %(jenjang)s.",
            aturan=aturan.kunci,
            jenjang=nama_jenjang(aturan, jenjang),
        )
        raise KasusSalah("masukan.jenjang", pesan)


def periksa_golongan(aturan: Peraturan, jenjang: str, golongan: str, bidang: str = "golongan") -> None:
    """Refuses a rank that no officer of the level can have.

    Where credit accumulates across levels the position may run ahead of the rank; elsewhere both must match.
    """
    periksa_jenjang(aturan, jenjang)
    milik = golongan_jenjang(aturan, jenjang)
    boleh = milik
    if not dalam_jenjang(aturan):
        tabel = aturan.anak(f"minimal.{kategori(jenjang)}")
        boleh = tuple(g for g in tabel if urutan_golongan(g) <= urutan_golongan(milik[-1]))
    if golongan not in boleh:
        pesan = P_(
            "%(golongan)s bukan pangkat %(jenjang)s. Pilih salah satu: %(daftar)s.",
            golongan=golongan,
            jenjang=nama_jenjang(aturan, jenjang),
            daftar=boleh,
        )
        raise KasusSalah(f"masukan.{bidang}", pesan)


def kedudukan(
    k: Konteks,
    aturan: Peraturan,
    *,
    jenjang: str,
    golongan: str,
    pendidikan: str | None = None,
    golongan_awal: str | None = None,
) -> Kedudukan:
    """The officer's standing, checked field by field. Raises KasusSalah."""
    periksa_golongan(aturan, jenjang, golongan)
    if golongan_awal is not None:
        if golongan_awal not in golongan_jenjang(aturan, jenjang):
            periksa_golongan(aturan, jenjang, golongan_awal, "golongan_awal")
        if urutan_golongan(golongan_awal) > urutan_golongan(golongan):
            pesan = P_(
                "Golongan saat masuk jenjang (%(awal)s) tidak boleh di atas golongan sekarang (%(golongan)s).",
                awal=golongan_awal,
                golongan=golongan,
            )
            raise KasusSalah("masukan.golongan_awal", pesan)
    return Kedudukan(golongan, jenjang, _pendidikan(k, jenjang, pendidikan), golongan_awal)


def _pendidikan(k: Konteks, jenjang: str, pendidikan: str | None) -> str | None:
    """The diploma of entry, D-IV as S1; refuses one that the category does not take in."""
    if pendidikan is None:
        return None
    karier = k.kunci("karier")
    setara = f"ijazah.setara.{pendidikan}"
    sama = karier.teks(setara) if karier.memuat(setara) else pendidikan
    sarjana = _IJAZAH.index(sama) >= _IJAZAH.index("s1")
    if sarjana != (kategori(jenjang) == "keahlian"):
        pesan = P_(
            "Pendidikan saat masuk tidak sesuai dengan kategori: keterampilan sampai D-III, keahlian mulai S1/D-IV."
        )
        raise KasusSalah("masukan.pendidikan", pesan)
    return sama


def peringatan_kolom(aturan: Peraturan, k: Kedudukan) -> tuple[Pesan, ...]:
    """Says when another column of the table holds than the one of the diploma given."""
    if k.pendidikan is None or not dalam_jenjang(aturan):
        return ()
    kolom = kolom_pendidikan(aturan, k.jenjang, k.golongan, k.pendidikan)
    if kolom == k.pendidikan:
        return ()
    return (
        P_(
            "Tabel %(pendidikan)s tidak memuat %(golongan)s; dipakai tabel %(kolom)s.",
            pendidikan=k.pendidikan,
            golongan=k.golongan,
            kolom=kolom,
        ),
    )


def butir_katalog(regime: str, kode: str, bidang: str = "masukan.kode") -> Butir:
    """The catalogue row of a code. Raises KasusSalah."""
    butir = katalog(regime).butir(kode)
    if butir is None:
        pesan = P_("Kode %(kode)s tidak ada dalam katalog %(regime)s.", kode=kode[:40], regime=regime)
        raise KasusSalah(bidang, pesan)
    return butir


def wajib(nilai: T | None, bidang: str) -> T:
    """The field's value; refuses a missing one that the other fields make necessary."""
    if nilai is None:
        raise KasusSalah(f"masukan.{bidang}", P_("Bidang ini wajib diisi untuk hitungan ini."))
    return nilai


def tidak_bersama(nilai: object, bidang: str, lain: str) -> None:
    """Refuses a field that contradicts another one."""
    if nilai is not None:
        pesan = P_("Bidang ini tidak diisi bersama %(lain)s.", lain=lain)
        raise KasusSalah(f"masukan.{bidang}", pesan)
