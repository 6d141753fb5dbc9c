"""Determination of cumulative credit (Penetapan AK): list, opening, the case, what is known of it, its replacement."""

from workflow_app.blueprints.penetapan_ak import daftar, isian, lihat
from workflow_app.blueprints.penetapan_ak.dasar import bp

__all__ = ["bp", "daftar", "isian", "lihat"]
