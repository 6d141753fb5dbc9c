"""The claim (DUPAK) on screen: list, case page, activities and proof, statements, intake, completing the file."""

from workflow_app.blueprints.dupak import (
    bukti,
    butir,
    catatan,
    catatan_butir,
    daftar,
    impor,
    kelengkapan,
    lihat,
    map_atasan,
    pemeriksaan,
    spmk,
)
from workflow_app.blueprints.dupak.dasar import bp

__all__ = [
    "bp",
    "bukti",
    "butir",
    "catatan",
    "catatan_butir",
    "daftar",
    "impor",
    "kelengkapan",
    "lihat",
    "map_atasan",
    "pemeriksaan",
    "spmk",
]
