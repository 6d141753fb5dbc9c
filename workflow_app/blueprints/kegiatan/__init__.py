"""The officer's log on screen: month and calendar, quick entry, drafts, proofs; and the sums that others may see."""

from workflow_app.blueprints.kegiatan import berkas, catat, daftar, draf, unit, wajib
from workflow_app.blueprints.kegiatan.dasar import bp

__all__ = ["berkas", "bp", "catat", "daftar", "draf", "unit", "wajib"]
