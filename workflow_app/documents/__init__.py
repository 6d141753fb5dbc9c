"""Word documents: a stored snapshot in, the bytes of a .docx out.

Documents know snapshots (`workflow_app.formulir.isian`) and templates (document_templates/), never models. The same
snapshot and the same template give the same bytes.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workflow_app.documents.galat import GalatDokumen, IsianSalah, ManifesSalah, TemplatSalah, TemplatTidakAda
from workflow_app.documents.manifes import MAP_TEMPLAT, Templat, daftar_templat, templat
from workflow_app.documents.perender import isi_templat
from workflow_app.formulir.kontrak import KONTRAK, periksa

__all__ = [
    "GalatDokumen",
    "IsianSalah",
    "ManifesSalah",
    "Templat",
    "TemplatSalah",
    "TemplatTidakAda",
    "daftar_templat",
    "render",
    "templat",
]


def render(jenis: str, isian: Mapping[str, Any], *, map_templat: Path = MAP_TEMPLAT) -> bytes:
    """The document of one snapshot (`sebagai_data()` of its contract, also as read back from JSON).

    Raises TemplatTidakAda, IsianSalah (naming every wrong field) or TemplatSalah (naming field or expression).
    """
    asal = templat(jenis, map_templat)
    if jenis not in KONTRAK:
        raise IsianSalah(jenis, [f"jenis: {jenis} tidak mempunyai kontrak isian"])
    masalah = periksa(jenis, isian)
    if masalah:
        raise IsianSalah(jenis, masalah)
    return isi_templat(jenis, asal.jalur.read_bytes(), isian)
