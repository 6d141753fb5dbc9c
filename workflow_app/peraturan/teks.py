"""Collects the texts of the rule files for translation: every `label` is shown to people.

Babel calls `ekstrak` for the `.toml` files of this package (mapping section `[toml: workflow_app/peraturan/*.toml]`).
"""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

_LABEL = "label"


def ekstrak(
    berkas: IO[bytes], keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Babel's extraction interface: line, function name, text, comments."""
    isi = berkas.read().decode("utf-8")
    baris = isi.splitlines()
    for label in _label(tomllib.loads(isi)):
        nomor = next(n for n, teks in enumerate(baris, 1) if teks.startswith(_LABEL) and label in teks)
        yield nomor, "", label, []


def _label(tabel: Mapping[str, Any]) -> Iterator[str]:
    for nama, isi in tabel.items():
        if isinstance(isi, dict):
            yield from _label(isi)
        elif nama == _LABEL:
            yield isi
