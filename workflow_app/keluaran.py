"""Titles of outputs, reduced to what makes two of them the same."""

import unicodedata

MAKS_KUNCI = 200


def kunci_keluaran(judul: str) -> str:
    """Letters and digits alone, in small letters and parted by single blanks: empty where a title has none of them.

    Punctuation, case, accents' encoding and blanks do not make another title; a version or a year does.
    """
    rata = unicodedata.normalize("NFKC", judul).casefold()
    return " ".join("".join(h if h.isalnum() else " " for h in rata).split())[:MAKS_KUNCI].rstrip()
