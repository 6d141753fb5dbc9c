"""The secretariat's own desk: the institution's checklist, and the personnel sheet that claims are compared with."""

from workflow_app.blueprints.sekretariat import daftar_berkas, kepegawaian
from workflow_app.blueprints.sekretariat.dasar import bp

__all__ = ["bp", "daftar_berkas", "kepegawaian"]
