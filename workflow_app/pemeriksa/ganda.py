"""Files that are two things at once: a picture or PDF that another program would open as an archive or a page."""

import re

from workflow_app.pemeriksa.temuan import Temuan

_EOCD = b"PK\x05\x06"
_PANJANG_EOCD = 22
_MAKS_KOMENTAR = 0xFFFF
_MARKUP = re.compile(rb"<(?:script|html|svg|iframe|body|!doctype\s+html|\?php)[\s>/]", re.IGNORECASE)
_AWALAN_LAIN = (b"PK\x03\x04", b"GIF8", b"MZ", b"#!", b"\x7fELF", b"Rar!", b"7z\xbc\xaf", b"%!PS", b"%PDF-")


def pastikan_bukan_arsip(isi: bytes) -> None:
    """Refuse bytes that end as a ZIP archive does: programs look for archives from the end. Raises Temuan."""
    mulai = max(0, len(isi) - _PANJANG_EOCD - _MAKS_KOMENTAR)
    letak = isi.rfind(_EOCD, mulai)
    while letak >= 0:
        if _direktori_utuh(isi, letak):
            raise Temuan("ganda_zip")
        letak = isi.rfind(_EOCD, mulai, letak)


def _direktori_utuh(isi: bytes, letak: int) -> bool:
    """Whether this end record has the directory before it that it speaks of; chance bytes have none."""
    jumlah = int.from_bytes(isi[letak + 10 : letak + 12], "little")
    ukuran = int.from_bytes(isi[letak + 12 : letak + 16], "little")
    return jumlah > 0 and 0 < ukuran <= letak and isi[letak - ukuran : letak - ukuran + 4] == b"PK\x01\x02"


def pastikan_tanpa_markup(bagian: bytes) -> None:
    """Refuse text of a web page in a part that holds none (a comment, what follows the end). Raises Temuan."""
    if _MARKUP.search(bagian):
        raise Temuan("ganda_markup")


def pastikan_bukan_awalan(bagian: bytes, *, kecuali: tuple[bytes, ...] = ()) -> None:
    """Refuse a part that begins as a file of another kind. Raises Temuan."""
    if bagian.startswith(tuple(a for a in _AWALAN_LAIN if a not in kecuali)):
        raise Temuan("ganda_lain")
