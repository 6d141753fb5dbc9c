"""Which templates there are: document_templates/MANIFEST.toml read into `Templat` records."""

import hashlib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workflow_app.documents.galat import ManifesSalah, TemplatTidakAda
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


def daftar_templat(map_templat: Path = MAP_TEMPLAT) -> list[Templat]:
    """Every template of the manifest, in its order. Raises ManifesSalah."""
    try:
        manifes = tomllib.loads((map_templat / MANIFES).read_text("utf-8"))
    except (OSError, ValueError) as galat:
        raise ManifesSalah(str(galat)) from galat
    return [_templat(jenis, entri, map_templat) for jenis, entri in manifes.items()]


def _templat(jenis: str, entri: Any, map_templat: Path) -> Templat:
    if not re.fullmatch(r"[a-z0-9_]+", jenis) or not isinstance(entri, dict):
        raise ManifesSalah(f"[{jenis}] bukan bagian sebuah templat")
    for nama, tipe in (("judul", str), ("versi", int), ("sidik", str)):
        if not isinstance(entri.get(nama), tipe):
            raise ManifesSalah(f"[{jenis}] {nama} tidak ada atau bukan {'angka' if tipe is int else 'teks'}")
    return Templat(
        jenis=jenis,
        judul=entri["judul"],
        versi=entri["versi"],
        sidik=entri["sidik"],
        tidak_dicetak=tuple(entri.get("tidak_dicetak", ())),
        jalur=map_templat / f"{jenis}.docx",
    )


def templat(jenis: str, map_templat: Path = MAP_TEMPLAT) -> Templat:
    """The template of one kind of document. Raises TemplatTidakAda or ManifesSalah."""
    for satu in daftar_templat(map_templat):
        if satu.jenis == jenis and satu.jalur.is_file():
            return satu
    raise TemplatTidakAda(jenis, P_("Templat dokumen %(jenis)s tidak ada.", jenis=jenis))
