"""Messages of the domain, kept untranslated until the edge.

The domain knows neither the request nor the reader's language. It states a sentence as a message id in Indonesian
plus its values; pages, mails and the command line turn it into text (`workflow_app.web.bahasa`, `str()`).
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

NAMA_BULAN = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


def tanggal_indonesia(tanggal: dt.date) -> str:
    """`10 Januari 2022`: the long Indonesian form used in sentences and documents."""
    return f"{tanggal.day} {NAMA_BULAN[tanggal.month - 1]} {tanggal.year}"


def nilai_indonesia(nilai: object) -> object:
    """A value as an Indonesian sentence shows it: long dates, decimal comma, lists; anything else unchanged."""
    if isinstance(nilai, tuple):
        return ", ".join(str(nilai_indonesia(satu)) for satu in nilai)
    if isinstance(nilai, dt.date):
        return tanggal_indonesia(nilai)
    if isinstance(nilai, Decimal):
        return f"{nilai:f}".replace(".", ",")
    return nilai


@dataclass(frozen=True)
class Pesan:
    """A sentence: `msgid` with `%(name)s` places and the values for them. `str()` gives it in Indonesian."""

    msgid: str
    nilai: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        if not self.nilai:
            return self.msgid
        return self.msgid % {kunci: nilai_indonesia(isi) for kunci, isi in self.nilai.items()}


def P_(msgid: str, /, **nilai: object) -> Pesan:
    """Make a message; also the keyword by which the texts are collected for translation."""
    return Pesan(msgid, nilai)


def N_(msgid: str, /) -> str:
    """Mark a bare word (a label of a state, role or stage) for translation and return it unchanged."""
    return msgid


def ke_data(pesan: Pesan) -> dict[str, Any]:
    """A message as JSON keeps it: the id and its values, so that it is read in any language later."""
    return {"msgid": pesan.msgid, "nilai": {kunci: _simpan(isi) for kunci, isi in pesan.nilai.items()}}


def dari_data(data: Mapping[str, Any]) -> Pesan:
    """The message that `ke_data` stored."""
    return Pesan(data["msgid"], {kunci: _baca(isi) for kunci, isi in data.get("nilai", {}).items()})


def _simpan(nilai: object) -> object:
    if isinstance(nilai, Pesan):
        return {"pesan": ke_data(nilai)}
    if isinstance(nilai, Decimal):
        return {"angka": str(nilai)}
    if isinstance(nilai, dt.date):
        return {"tanggal": nilai.isoformat()}
    return nilai


def _baca(nilai: Any) -> object:
    if not isinstance(nilai, dict):
        return nilai
    ((jenis, isi),) = nilai.items()
    if jenis == "pesan":
        return dari_data(isi)
    return Decimal(isi) if jenis == "angka" else dt.date.fromisoformat(isi)
