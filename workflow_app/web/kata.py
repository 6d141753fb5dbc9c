"""Words for values that pages of several parts show."""

from workflow_app import peraturan
from workflow_app.peraturan.jenjang import nama_jenjang
from workflow_app.pesan import P_, Pesan


def label_jenjang(jenjang: str) -> Pesan:
    """A level in words, by the newest rule set that knows it."""
    for aturan in reversed(peraturan.semua()):
        if aturan.memuat(f"jenjang.{jenjang}.nama"):
            return Pesan(nama_jenjang(aturan, jenjang))
    return P_("jenjang tidak dikenal")
