"""The officer's log as sheets: brought in, and taken along."""

from workflow_app.blueprints.kegiatan_lembar import ekspor, impor
from workflow_app.blueprints.kegiatan_lembar.dasar import bp

__all__ = ["bp", "ekspor", "impor"]
