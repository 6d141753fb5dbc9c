"""The plenary on screen: the team's sessions, the room with agenda and attendance, and one line under discussion."""

from workflow_app.blueprints.sidang import baris, daftar, ruang
from workflow_app.blueprints.sidang.dasar import bp

__all__ = ["baris", "bp", "daftar", "ruang"]
