"""Runs one case through everything a case file goes through."""

import json
from typing import Any

from workflow_app.kalkulator.jenis import Hasil, baca_kasus, jalankan_kasus


def _jalankan(jenis: str, masukan: dict[str, Any], regime: str | None, setelan: dict[str, Any] | None):
    kasus = {"id": "uji", "jenis": jenis, "regime": regime, "masukan": masukan, "setelan": setelan or {}}
    (hasil,) = jalankan_kasus(baca_kasus(json.dumps({"kasus": [kasus]}).encode()))
    return hasil


def hitung(
    jenis: str, masukan: dict[str, Any], regime: str | None = None, setelan: dict[str, Any] | None = None
) -> Hasil:
    """The result of a case that can be computed."""
    hasil = _jalankan(jenis, masukan, regime, setelan)
    assert hasil.galat == ()
    assert hasil.hasil is not None
    return hasil.hasil


def galat(
    jenis: str, masukan: dict[str, Any], regime: str | None = None, setelan: dict[str, Any] | None = None
) -> dict[str, str]:
    """The faults of a case, field to sentence."""
    return {g.bidang: str(g.pesan) for g in _jalankan(jenis, masukan, regime, setelan).galat}
