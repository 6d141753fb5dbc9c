"""Names of files: labels to show and to offer for download, never places. The store finds a file by its hash."""

import re
import unicodedata

from workflow_app.pesan import P_, Pesan
from workflow_app.services.unggahan.jenis import MAKS_NAMA, MAKS_NAMA_KIRIMAN

_ARAH = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They show the letters of a name in another order: `laporan<RLO>fdp.exe` looks like a PDF."""
_AKHIRAN_BERBAHAYA = frozenset(
    {
        "ade",
        "adp",
        "apk",
        "app",
        "bat",
        "chm",
        "cmd",
        "com",
        "cpl",
        "dll",
        "docm",
        "dotm",
        "exe",
        "hta",
        "htm",
        "html",
        "iso",
        "jar",
        "js",
        "jse",
        "jsp",
        "lnk",
        "mht",
        "msc",
        "msi",
        "php",
        "phtml",
        "pif",
        "ps1",
        "py",
        "scr",
        "sh",
        "shtml",
        "svg",
        "swf",
        "vb",
        "vbe",
        "vbs",
        "wsf",
        "wsh",
        "xhtml",
        "xlsm",
        "xltm",
        "xml",
    }
)


def nama_bersih(nama: str) -> str:
    """A file name without folders, control and direction characters, not too long."""
    nama = unicodedata.normalize("NFC", re.split(r"[/\\]", nama)[-1])
    nama = "".join(h for h in nama if unicodedata.category(h) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    nama = " ".join(re.sub(r'[<>:"|?*]', " ", nama).split())
    badan, titik, akhir = nama.rpartition(".")
    if not titik:
        return nama[:MAKS_NAMA]
    badan = badan.strip(". ")[: MAKS_NAMA - len(akhir) - 1].rstrip(". ") or "berkas"
    return f"{badan}.{akhir}"[:MAKS_NAMA]


def salah_nama(nama: str) -> Pesan | None:
    """Why a name as it was sent is not taken; None for one that only needs cleaning."""
    if len(nama) > MAKS_NAMA_KIRIMAN:
        return P_("namanya lebih dari %(maks)s huruf. Pendekkan namanya, lalu unggah lagi.", maks=MAKS_NAMA_KIRIMAN)
    if _ARAH.intersection(nama):
        return P_("namanya memuat tanda yang membalik urutan huruf. Ganti namanya, lalu unggah lagi.")
    if any(unicodedata.category(h) == "Cc" for h in nama):
        return P_("namanya memuat tanda yang tidak terlihat. Ganti namanya, lalu unggah lagi.")
    bagian = re.split(r"[/\\]", nama)
    if ".." in bagian or nama.startswith(("/", "\\\\", "~")):
        return P_("namanya menunjuk ke map lain. Unggah dengan nama berkasnya saja.")
    sela = [s.strip().casefold() for s in bagian[-1].split(".")[1:-1]]
    if berbahaya := next((s for s in sela if s in _AKHIRAN_BERBAHAYA), None):
        return P_(
            "namanya berakhiran ganda (.%(akhiran)s). Ganti namanya bila isinya benar, lalu unggah lagi.",
            akhiran=berbahaya,
        )
    return None
