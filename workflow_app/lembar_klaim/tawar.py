"""Texts on their way into and out of sheets: a spreadsheet must show them and never compute them."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

_PEMICU = ("=", "+", "-", "@", "\t", "\r")
"""What a cell begins with that a spreadsheet takes for a formula."""
_TANDA = "'"
_SETIAP = 500


def tawar(teks: str) -> str:
    """The text as a .csv may carry it: with an apostrophe before what would be computed."""
    return _TANDA + teks if teks.startswith(_PEMICU) else teks


def tanpa_tanda(teks: str) -> str:
    """The text without the apostrophe that `tawar` puts before it."""
    return teks[1:].strip() if teks.startswith(_TANDA) and teks[1:].startswith(_PEMICU) else teks


def tulis_csv(baris: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """A .csv in pieces, as spreadsheets of this country open it: marked UTF-8, semicolons, every text neutralised.

    Numbers that the caller hands over as numbers keep their sign.
    """
    keluar = io.StringIO(newline="")
    penulis = csv.writer(keluar, delimiter=";", lineterminator="\r\n")
    yield "\ufeff".encode()
    for ke, satu in enumerate(baris, 1):
        penulis.writerow([tawar(sel) if isinstance(sel, str) else sel for sel in satu])
        if ke % _SETIAP == 0:
            yield keluar.getvalue().encode()
            keluar.seek(0)
            keluar.truncate()
    yield keluar.getvalue().encode()
