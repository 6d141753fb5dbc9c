"""The optimistic check of edits that are not steps."""

from workflow_app.errors import Conflict
from workflow_app.models import Stateful
from workflow_app.pesan import P_


def pastikan_versi(obj: Stateful, seen_version: int | None) -> None:
    """Raise Conflict when the page was older than the data; None skips the check (command line, tests)."""
    if seen_version is not None and seen_version != obj.version:
        raise Conflict(P_("Perkara ini sudah berubah sejak halaman dibuka. Periksa data terbaru, lalu ulangi."))
