"""PAK Integrasi on screen: officers who are still to be turned over, the case with both accounts, the signature."""

from workflow_app.blueprints.pak_integrasi import daftar, lihat, susun
from workflow_app.blueprints.pak_integrasi.dasar import bp

__all__ = ["bp", "daftar", "lihat", "susun"]
