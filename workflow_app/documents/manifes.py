"""Which templates there are: document_templates/MANIFEST.toml read into `Templat` records."""

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workflow_app.documents.galat import TemplatTidakAda
from workflow_app.pesan import P_

MAP_TEMPLAT = Path(__file__).resolve().parents[2] / "document_templates"
MANIFES = "MANIFEST.toml"


@dataclass(frozen=True)
class Templat:
    """A template as the manifest lists it."""

    jenis: str
    judul: str
    """Title for lists and file names."""
    versi: int
    """Raised by hand with every change of the file."""
    sidik: str
    """SHA-256 the manifest states for this version."""
    tidak_dicetak: tuple[str, ...]
    """Fields of the contract that this form leaves out on purpose, by path."""
    jalur: Path

    @property
    def sha256(self) -> str:
        """SHA-256 of the file as it is now."""
        return hashlib.sha256(self.jalur.read_bytes()).hexdigest()


def baca_manifes(map_templat: Path = MAP_TEMPLAT) -> dict[str, Any]:
    """The manifest as it stands in the file."""
    with (map_templat / MANIFES).open("rb") as berkas:
        return tomllib.load(berkas)


def daftar_templat(map_templat: Path = MAP_TEMPLAT) -> list[Templat]:
    """Every template of the manifest, in its order."""
    return [
        Templat(
            jenis=jenis,
            judul=entri["judul"],
            versi=entri["versi"],
            sidik=entri["sidik"],
            tidak_dicetak=tuple(entri.get("tidak_dicetak", ())),
            jalur=map_templat / f"{jenis}.docx",
        )
        for jenis, entri in baca_manifes(map_templat).items()
    ]


def templat(jenis: str, map_templat: Path = MAP_TEMPLAT) -> Templat:
    """The template of one kind of document. Raises TemplatTidakAda."""
    for satu in daftar_templat(map_templat):
        if satu.jenis == jenis and satu.jalur.is_file():
            return satu
    raise TemplatTidakAda(jenis, P_("Templat dokumen %(jenis)s tidak ada.", jenis=jenis))
