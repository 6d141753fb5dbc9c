"""Who determines, who proposes and which team assesses: the first row of the routing table that fits.

Kinds of institution are those of the database (`bps`, `lpnk`, `kementerian`, `provinsi`, `kabupaten_kota`), besides
`bps_provinsi` for an officer in a provincial office of BPS.
"""

from workflow_app.peraturan import umum
from workflow_app.peraturan.aturan import KetentuanTidakAda, Peraturan


def penetap(aturan: Peraturan, jenjang: str, jenis_instansi: str) -> tuple[str, ...]:
    """Codes of the posts that determine the credit, the first one before the next. Raises KetentuanTidakAda."""
    return aturan.daftar(f"{baris(aturan, 'penetap', jenjang, jenis_instansi)}.pejabat")


def pengusul(aturan: Peraturan, jenjang: str, jenis_instansi: str) -> tuple[str, ...]:
    """Codes of the posts that may propose. Raises KetentuanTidakAda."""
    return aturan.daftar(f"{baris(aturan, 'pengusul', jenjang, jenis_instansi)}.pejabat")


def tim_penilai(aturan_tim: Peraturan, jenjang: str, jenis_instansi: str, *, punya_tim: bool) -> str:
    """Kind of team that assesses: `instansi`, `bps`, `bps_pusat` or `bps_provinsi`. Raises KetentuanTidakAda."""
    return aturan_tim.teks(f"{baris(aturan_tim, 'rute', jenjang, jenis_instansi, punya_tim)}.tim")


def nama_pejabat(kode: str) -> str:
    """Name of a post by its code; a text for translation. Raises KetentuanTidakAda."""
    return umum().teks(f"pejabat.{kode}.label")


def nama_tim(kode: str) -> str:
    """Name of a kind of team by its code; a text for translation. Raises KetentuanTidakAda."""
    return umum().teks(f"tim.{kode}.label")


def nama_instansi(jenis: str) -> str:
    """Name of a kind of institution by its code; a text for translation. Raises KetentuanTidakAda."""
    return umum().teks(f"instansi.{jenis}.label")


def baris(aturan: Peraturan, tabel: str, jenjang: str, jenis_instansi: str, punya_tim: bool | None = None) -> str:
    """Path of the first row of a table that fits. Raises KetentuanTidakAda where none does."""
    for nama in aturan.anak(tabel):
        jalur = f"{tabel}.{nama}"
        if jenjang not in aturan.daftar(f"{jalur}.jenjang"):
            continue
        if jenis_instansi not in aturan.daftar(f"{jalur}.instansi"):
            continue
        if aturan.memuat(f"{jalur}.punya_tim") and aturan.ya(f"{jalur}.punya_tim") is not punya_tim:
            continue
        return jalur
    raise KetentuanTidakAda(aturan.kunci, f"{tabel} untuk {jenjang} di {jenis_instansi}")
