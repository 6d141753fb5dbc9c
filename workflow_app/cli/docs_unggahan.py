"""docs/uploads.md: what may be uploaded, written from the one table that page and check read too."""

from collections.abc import Iterator

from workflow_app.config import Settings
from workflow_app.pemeriksa import proses
from workflow_app.services.unggahan import jenis as tabel
from workflow_app.services.unggahan.jenis import MB, Jenis
from workflow_app.services.unggahan.sebab import KALIMAT

_BATAS = {
    "halaman": "pages",
    "objek": "objects",
    "piksel": "pixels of a picture",
    "sisi": "points of a side of the paper",
    "terbuka": "bytes unpacked",
    "bagian": "parts",
    "rasio": "times its size unpacked",
}
_PEMBUKA = f"""# Uploads

Written by `python3 run.py docs` from `workflow_app/services/unggahan/jenis.py`; pages and checks read the same table.

A request of more than {Settings.MAKS_UNGGAH_BYTES // MB} MB is answered with 413 before anything of it is read. A file
is taken when its name, its first bytes and its structure agree, and is refused with a sentence that names the file, the
reason and what to do. One bad file of an upload, and none of it is stored.

The look inside runs in a process of its own: no secrets, no writing, {proses.MEMORI // MB} MB of address space,
{proses.DETIK} seconds of processor time, {proses.SEKALIGUS} at a time in one server process. A file that hangs or
breaks the parser is refused; the server goes on. Who waits {proses.DETIK_GILIRAN} seconds for his turn is answered
with 503 and `Retry-After`.
"""


def halaman_unggahan() -> str:
    """The page as Markdown."""
    return "\n".join(_baris()) + "\n"


def _baris() -> Iterator[str]:
    yield _PEMBUKA
    yield f"Evidence: at most {tabel.MAKS_BERKAS_SEKALI} files at once and {tabel.MAKS_BERKAS_BUTIR} per item, replaced"
    yield f"ones among them. A name may have {tabel.MAKS_NAMA_KIRIMAN} characters; {tabel.MAKS_NAMA} of them are kept."
    yield ""
    yield from _daftar(tabel.JENIS_BUKTI)
    yield ""
    yield "Sheets to import (claims, appraisals, the catalogue), read by their own reader:"
    yield ""
    yield from _daftar(tabel.JENIS_LEMBAR)
    yield ""
    yield "## Reasons"
    yield ""
    yield "The sentences as the officer reads them, behind the name of the file:"
    yield ""
    yield "| Finding | Sentence |"
    yield "|---|---|"
    for kode, kalimat in KALIMAT.items():
        yield f"| `{kode}` | {kalimat} |"


def _daftar(daftar: tuple[Jenis, ...]) -> Iterator[str]:
    yield "| Kind | Endings | Media type | Largest | Inside at most |"
    yield "|---|---|---|---|---|"
    for satu in daftar:
        batas = "; ".join(f"{n:,} {_BATAS[k]}" for k, n in satu.batas.items())
        akhiran = ", ".join(f"`.{a}`" for a in satu.akhiran)
        yield f"| {satu.nama} | {akhiran} | `{satu.tipe}` | {satu.maks_byte / MB:.3g} MB | {batas} |"
