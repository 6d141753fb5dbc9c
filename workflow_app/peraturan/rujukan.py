"""Sources in words: what the keys beside the figures stand for."""

from functools import cache

from workflow_app.peraturan.muat import MAP, muat_rujukan

_PEMISAH = "; "


@cache
def _judul() -> dict[str, str]:
    return muat_rujukan(MAP / "sumber.toml")


@cache
def sumber_lengkap(sumber: str) -> str:
    """Keys like `S1:41; PP12-2002` as titles with their places; a key without a title stays as it is."""
    return _PEMISAH.join(_satu(bagian) for bagian in sumber.split(_PEMISAH)) if sumber else ""


def _satu(bagian: str) -> str:
    kunci, _, tempat = bagian.partition(":")
    judul = _judul().get(kunci)
    if judul is None:
        return bagian
    return f"{judul} {tempat}".strip() if tempat else judul
