"""One case of `alurpak hitung`, computed without a file."""

import json
from typing import Any

from workflow_app.kalkulator.jenis import baca_kasus, jalankan_kasus


def hitung(jenis: str, regime: str | None = None, *, setelan: Any = None, **masukan: Any) -> Any:
    """The result of one case as JSON carries it."""
    kasus = {"id": "uji", "jenis": jenis, "regime": regime, "masukan": masukan, "setelan": setelan or {}}
    (hasil,) = jalankan_kasus(baca_kasus(json.dumps({"kasus": [kasus]}, default=str).encode()))
    return hasil.data()


def galat(jenis: str, regime: str | None = None, *, setelan: Any = None, **masukan: Any) -> str:
    """The one field at fault."""
    data = hitung(jenis, regime, setelan=setelan, **masukan)
    assert data["putusan"] == "galat", data
    (satu,) = data["galat"]
    assert satu["pesan"]
    return str(satu["bidang"])
