"""Browsers by name, so that a person recognises his own in the list of sessions."""

from workflow_app.pesan import P_, Pesan

# The more particular name first: Edge and Opera call themselves Chrome as well, and Chrome calls itself Safari.
_PERAMBAN = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("HeadlessChrome/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)
_SISTEM = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def nama_peramban(tanda: str) -> Pesan:
    """`Firefox di Linux` from the browser's own signature."""
    peramban = next((nama for kunci, nama in _PERAMBAN if kunci in tanda), None)
    sistem = next((nama for kunci, nama in _SISTEM if kunci in tanda), None)
    if peramban and sistem:
        return P_("%(peramban)s di %(sistem)s", peramban=peramban, sistem=sistem)
    return Pesan(peramban) if peramban else P_("Peramban tidak dikenal")
