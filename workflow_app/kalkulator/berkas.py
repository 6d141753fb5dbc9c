"""Papers: which documents a file must hold, and who receives a decision."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from workflow_app.kalkulator.dasar import Langkah
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.pesan import P_, Pesan

ASLI, TEMBUSAN = "asli", "tembusan"


@dataclass(frozen=True, slots=True)
class Kelengkapan:
    """A file against its checklist; codes in the order of the list."""

    wajib: tuple[str, ...]
    ada: tuple[str, ...]
    kurang: tuple[str, ...]
    alasan: tuple[Pesan, ...]
    langkah: tuple[Langkah, ...]

    @property
    def lengkap(self) -> bool:
        """Whether every document that must be there is there."""
        return not self.kurang


def baris(aturan: Peraturan, daftar: str) -> tuple[str, ...]:
    """Codes of the documents of a checklist (`dupak`, `kp`, `kj`, `kj_konversi`), in its order."""
    return aturan.anak(f"daftar_periksa.{daftar}")


def label(aturan: Peraturan, daftar: str, kode: str) -> Pesan:
    """Name of a document. Raises KetentuanTidakAda."""
    return Pesan(aturan.teks(f"daftar_periksa.{daftar}.{kode}.label"))


def wajib(
    aturan: Peraturan, daftar: str, kode: str, *, golongan_tujuan: str | None = None, jenjang_tujuan: str | None = None
) -> bool:
    """Whether a document must be there, for some only when the raise leads to certain ranks or levels."""
    jalur = f"daftar_periksa.{daftar}.{kode}"
    for syarat, tujuan in (("wajib_bila_golongan", golongan_tujuan), ("wajib_bila_jenjang", jenjang_tujuan)):
        if tujuan is not None and aturan.memuat(f"{jalur}.{syarat}") and tujuan in aturan.daftar(f"{jalur}.{syarat}"):
            return True
    return aturan.ya(f"{jalur}.wajib")


def kelengkapan(
    aturan: Peraturan,
    daftar: str,
    ada: Collection[str],
    *,
    golongan_tujuan: str | None = None,
    jenjang_tujuan: str | None = None,
) -> Kelengkapan:
    """Compares the documents that are there with the checklist. Codes that the list does not know are not counted."""
    semua = baris(aturan, daftar)
    harus = tuple(
        k for k in semua if wajib(aturan, daftar, k, golongan_tujuan=golongan_tujuan, jenjang_tujuan=jenjang_tujuan)
    )
    kurang = tuple(k for k in harus if k not in ada)
    alasan = tuple(P_("Belum ada: %(dokumen)s.", dokumen=label(aturan, daftar, k)) for k in kurang)
    langkah = []
    for kode in harus:
        nama, sumber = label(aturan, daftar, kode), aturan.sumber(f"daftar_periksa.{daftar}.{kode}.label")
        teks = P_("%(dokumen)s: ada", dokumen=nama) if kode in ada else P_("%(dokumen)s: belum ada", dokumen=nama)
        langkah.append(Langkah(teks, None, sumber))
    teks = P_("%(ada)s dari %(wajib)s dokumen wajib ada.", ada=len(harus) - len(kurang), wajib=len(harus))
    langkah.append(Langkah(teks, Decimal(len(harus) - len(kurang))))
    if not kurang:
        alasan = (teks,)
    return Kelengkapan(harus, tuple(k for k in semua if k in ada), kurang, alasan, tuple(langkah))


def penerima(aturan: Peraturan, kelompok: str) -> dict[str, str]:
    """Who receives the original (`asli`) or a copy (`tembusan`) of a PAK: code to name (a text for translation)."""
    jalur = f"distribusi.{kelompok}"
    return {k: aturan.teks(f"{jalur}.{k}.label") for k in aturan.anak(jalur) if aturan.memuat(f"{jalur}.{k}.label")}
