"""Levels (jenjang) and ranks (golongan ruang): names and order, from the rule sets. Codes are those of the database."""

from workflow_app.peraturan import umum
from workflow_app.peraturan.aturan import KetentuanTidakAda, Peraturan

KATEGORI = ("keterampilan", "keahlian")
SEMUA = "semua"
"""Level of an item that every officer may claim."""


def kategori(jenjang: str) -> str:
    """`keterampilan` or `keahlian`. Raises KetentuanTidakAda for an unknown level."""
    for nama in KATEGORI:
        if jenjang in umum().daftar(f"kategori.{nama}"):
            return nama
    raise KetentuanTidakAda("umum", f"kategori: {jenjang}")


def urutan_dalam_kategori(jenjang: str) -> int:
    """Height of a level within its category, from 0. Raises KetentuanTidakAda."""
    return umum().daftar(f"kategori.{kategori(jenjang)}").index(jenjang)


def jenjang_berikut(aturan: Peraturan, jenjang: str) -> str | None:
    """The next level of the same category that the rule set knows, or None at the top."""
    atas = umum().daftar(f"kategori.{kategori(jenjang)}")[urutan_dalam_kategori(jenjang) + 1 :]
    return next((j for j in atas if aturan.memuat(f"jenjang.{j}.nama")), None)


def nama_jenjang(aturan: Peraturan, jenjang: str) -> str:
    """The position as letters print it, e.g. "Pranata Komputer Ahli Pertama". Raises KetentuanTidakAda."""
    return aturan.teks(f"jenjang.{jenjang}.nama")


def golongan_jenjang(aturan: Peraturan, jenjang: str) -> tuple[str, ...]:
    """Ranks that belong to the level, from below. Raises KetentuanTidakAda."""
    return aturan.daftar(f"jenjang.{jenjang}.golongan")


def semua_golongan() -> tuple[str, ...]:
    """Every golongan ruang from II/a up."""
    return umum().anak("pangkat")


def urutan_golongan(golongan: str) -> int:
    """Height of a rank, from 0. Raises KetentuanTidakAda for an unknown one."""
    umum().ketentuan(f"pangkat.{golongan}")
    return semua_golongan().index(golongan)


def golongan_berikut(golongan: str) -> str | None:
    """The next rank, or None at the top. Raises KetentuanTidakAda."""
    atas = semua_golongan()[urutan_golongan(golongan) + 1 :]
    return atas[0] if atas else None


def nama_pangkat(golongan: str) -> str:
    """Name of the rank, e.g. "Penata Muda". Raises KetentuanTidakAda."""
    return umum().teks(f"pangkat.{golongan}")
