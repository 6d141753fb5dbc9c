"""Which figures a computation reads: rule sets that note every path they are asked for."""

import secrets
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from workflow_app.peraturan.aturan import Ketentuan, Peraturan
from workflow_app.peraturan.berlaku import Potret

Terbaca = set[tuple[str, str]]
"""Key of the rule set and path of the figure; a path with a dot behind it is a table whose keys were asked for."""


class _Isi(dict[str, Ketentuan]):
    """The figures of a rule set; looking one up, or asking whether it is there, is noted."""

    def __init__(self, kunci: str, isi: Iterable[Ketentuan], terbaca: Terbaca) -> None:
        super().__init__({satu.jalur: satu for satu in isi})
        self._kunci = kunci
        self.terbaca = terbaca

    def __getitem__(self, jalur: str) -> Ketentuan:
        self.terbaca.add((self._kunci, jalur))
        return super().__getitem__(jalur)

    def __contains__(self, jalur: object) -> bool:
        self.terbaca.add((self._kunci, str(jalur)))
        return super().__contains__(jalur)

    def get(self, jalur: str, bawaan: Any = None) -> Any:
        """See dict."""
        try:
            return self[jalur]
        except KeyError:
            return bawaan


class _PeraturanTercatat(Peraturan):
    def anak(self, jalur: str) -> tuple[str, ...]:
        """See Peraturan: who asks for the keys of a table sees one that is added to it or taken from it."""
        if isinstance(self.isi, _Isi):
            self.isi.terbaca.add((self.kunci, f"{jalur}."))
        return super().anak(jalur)

    def dengan(self, perubahan: Iterable[Ketentuan], *, tambah: bool = False) -> Peraturan:
        """See Peraturan: what is derived from it notes too."""
        hasil = super().dengan(perubahan, tambah=tambah)
        isi = self.isi
        return _tercatat(hasil, isi.terbaca) if isinstance(isi, _Isi) else hasil


def _tercatat(aturan: Peraturan, terbaca: Terbaca) -> Peraturan:
    isi = _Isi(aturan.kunci, aturan.isi.values(), terbaca)
    hasil = _PeraturanTercatat(aturan.kunci, aturan.kelompok, aturan.nama, isi)
    # What is cached per rule set would be answered without being read: a hash that nothing was cached under yet.
    vars(hasil)["sidik"] = f"{aturan.sidik}-{secrets.token_hex(8)}"
    return hasil


def mencatat(potret: Potret) -> tuple[Potret, Terbaca]:
    """The same rule sets, noting what is read of them from now on; and the notes."""
    terbaca: Terbaca = set()
    return replace(potret, aturan=tuple(_tercatat(satu, terbaca) for satu in potret.aturan)), terbaca
