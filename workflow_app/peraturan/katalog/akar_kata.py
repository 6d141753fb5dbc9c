"""Words of a text, and the forms an Indonesian word may go back to, so that 'memasang' meets 'pemasangan'.

Not a dictionary: affixes are taken off by their spelling, and where the spelling leaves two readings both are kept.
Two words are kin when they share a form.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

AKAR_TERPENDEK = 3
"""Letters that must be left for an affix to be taken off: `uji`, `cek`."""
_AKAR_SATU_SUKU = 4
_KATA = re.compile(r"[a-z0-9]+")
_VOKAL = frozenset("aiueo")
_LULUH = {"mem": "p", "pem": "p", "men": "t", "pen": "t", "meng": "k", "peng": "k"}
"""Prefixes before a vowel, with the first letter of the root that they may have swallowed."""
_AWALAN = ("memper", "diper", "ber", "ter", "per", "pel", "bel", "di", "ke", "se")
_AKHIRAN = ("kannya", "annya", "inya", "nya", "kan", "lah", "kah", "an", "i")


def kata(teks: str) -> tuple[str, ...]:
    """The words of a text without case, accents and punctuation."""
    return tuple(_KATA.findall(polos(teks)))


def polos(teks: str) -> str:
    """A text without case and accents."""
    return unicodedata.normalize("NFKD", teks.casefold()).encode("ascii", "ignore").decode()


@lru_cache(maxsize=8192)
def bentuk(satu: str) -> frozenset[str]:
    """The word itself, and what is left of it without its affixes."""
    tanpa_akhiran = {satu, *_tanpa_akhiran(satu)}
    hasil = set(tanpa_akhiran)
    for dasar in tanpa_akhiran:
        for sekali in _tanpa_awalan(dasar):
            hasil.add(sekali)
            hasil.update(_tanpa_awalan_luluh(sekali))
    return frozenset(hasil)


def _layak(akar: str) -> bool:
    return len(akar) >= AKAR_TERPENDEK and any(h in _VOKAL for h in akar)


def _tanpa_akhiran(satu: str) -> Iterator[str]:
    for akhir in _AKHIRAN:
        akar = satu.removesuffix(akhir)
        if akar != satu and _layak(akar):
            yield akar


def _tanpa_awalan(satu: str) -> Iterator[str]:
    yield from _tanpa_awalan_luluh(satu)
    for awal in _AWALAN:
        akar = satu.removeprefix(awal)
        if akar != satu and _layak(akar):
            yield akar


def _tanpa_awalan_luluh(satu: str) -> Iterator[str]:
    """Without me- or pe-, whose end follows the first sound of the root and may have swallowed it."""
    for awal in ("menge", "penge"):
        akar = satu.removeprefix(awal)
        if akar != satu and AKAR_TERPENDEK <= len(akar) <= _AKAR_SATU_SUKU:
            yield akar
    for awal in ("meny", "peny"):
        akar = satu.removeprefix(awal)
        if akar != satu and akar[:1] in _VOKAL:
            yield "s" + akar
    for awal, luluh in _LULUH.items():
        akar = satu.removeprefix(awal)
        if akar == satu or not _layak(akar):
            continue
        yield akar
        if akar[0] in _VOKAL:
            yield luluh + akar
    for awal in ("me", "pe"):
        akar = satu.removeprefix(awal)
        if akar != satu and akar[:1] in "lrmnwy" and _layak(akar):
            yield akar
