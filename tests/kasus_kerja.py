"""The worked cases of the rules, and what `alurpak hitung` answers to one of them."""

import json
from collections.abc import Mapping
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from workflow_app.cli.hitung import hitung

D = Decimal
BERKAS = resources.files("workflow_app.kalkulator.kasus") / "kasus_kerja.json"
KASUS: dict[str, dict[str, Any]] = {k["id"]: k for k in json.loads(BERKAS.read_text("utf-8"))["kasus"]}


class Hitungan:
    """A worked case and what `alurpak hitung` answers to its input."""

    def __init__(self, kasus: Mapping[str, Any], folder: Path) -> None:
        self.masukan: Mapping[str, Any] = kasus["masukan"]
        self.setelan: Mapping[str, Any] = kasus.get("setelan", {})
        self.harapan: Mapping[str, str] = kasus["harapan"]["nilai"]
        berkas = folder / "kasus.json"
        berkas.write_text(json.dumps({"kasus": [kasus]}))
        keluar = CliRunner().invoke(hitung, [str(berkas)], catch_exceptions=False)
        assert keluar.exit_code == 0, keluar.output
        (hasil,) = json.loads(keluar.stdout)["hasil"]
        self.nilai: Mapping[str, str] = hasil["nilai"]
        assert hasil["putusan"] == kasus["harapan"]["putusan"]

    @property
    def jenjang(self) -> str:
        """Code of the level."""
        return str(self.masukan["jenjang"]).lower().replace(" ", "_")

    @property
    def predikat(self) -> str:
        """Code of the predicate."""
        return str(self.masukan["predikat"]).lower().replace(" ", "_")

    def cocok(self, nama: str, **dibaca: Decimal) -> None:
        """What was read in each place, what the command computed, and what the case expects are one figure."""
        assert D(self.nilai[nama]) == D(self.harapan[nama])
        assert dibaca == dict.fromkeys(dibaca, D(self.harapan[nama]))
        assert len(dibaca) > 0
