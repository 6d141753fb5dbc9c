"""Addresses that come from outside: only those inside this application are followed, and ids have a size."""

from typing import Any
from urllib.parse import urlsplit

from flask import Flask, request
from werkzeug.routing import IntegerConverter

ID_TERBESAR = 2**31 - 1
"""The largest key of a row. Larger numbers in an address name nothing, and databases answer them with errors."""


class IdConverter(IntegerConverter):
    """`<int:id>` in a route: a number that can be a key, else 404."""

    def __init__(self, map: Any, **sisa: Any) -> None:  # noqa: A002 - named by werkzeug
        super().__init__(map, **{"max": ID_TERBESAR, **sisa})


def kunci_dari(isi: str) -> int | None:
    """The key of a row that a form's value names; None where it is no number, or longer than a key can be."""
    return int(isi) if isi.isascii() and isi.isdigit() and len(isi) <= len(str(ID_TERBESAR)) else None


def lokal(alamat: str | None) -> str | None:
    """`alamat` if it is a path of this application, else None: no other host, no scheme, no trick with slashes."""
    if not alamat or not alamat.startswith("/") or alamat.startswith("//") or "\\" in alamat:
        return None
    if any(ord(huruf) < ord(" ") for huruf in alamat):
        return None
    bagian = urlsplit(alamat)
    return None if bagian.scheme or bagian.netloc else alamat


def halaman_asal() -> str | None:
    """Path and query of the page from which this request was sent, if it was one of ours."""
    asal = urlsplit(request.referrer or "")
    if asal.netloc != request.host:
        return None
    return lokal(asal.path + (f"?{asal.query}" if asal.query else ""))


def pasang(app: Flask) -> None:
    """Bound the ids in the routes of `app`."""
    app.url_map.converters["int"] = IdConverter
