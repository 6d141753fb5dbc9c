"""What can go wrong with a document: the data is not what the contract says, or the template is not usable."""

from collections.abc import Sequence

from workflow_app.errors import Galat
from workflow_app.pesan import P_, Pesan


class GalatDokumen(Galat):
    """Base; carries the sentence for the reader and the kind of document."""

    def __init__(self, jenis: str, pesan: Pesan) -> None:
        super().__init__(str(pesan))
        self.jenis = jenis
        self.pesan = pesan


class TemplatTidakAda(GalatDokumen):
    """No template of this kind is listed in MANIFEST.toml, or its file is missing."""


class ManifesSalah(GalatDokumen):
    """MANIFEST.toml is missing or cannot be read."""

    def __init__(self, sebab: str) -> None:
        super().__init__("", P_("MANIFEST.toml templat tidak dapat dipakai: %(sebab)s", sebab=sebab))


class IsianSalah(GalatDokumen):
    """The snapshot breaks its contract; `masalah` names every field by its path."""

    def __init__(self, jenis: str, masalah: Sequence[str]) -> None:
        daftar = "; ".join(masalah)
        super().__init__(jenis, P_("Isian dokumen %(jenis)s salah: %(daftar)s", jenis=jenis, daftar=daftar))
        self.masalah = tuple(masalah)


class TemplatSalah(GalatDokumen):
    """The template uses a field that does not exist, an expression that is not allowed, or gives a broken file."""

    def __init__(self, jenis: str, sebab: str, dekat: str = "") -> None:
        if dekat:
            pesan = P_("Templat %(jenis)s: %(sebab)s (dekat teks: %(dekat)s)", jenis=jenis, sebab=sebab, dekat=dekat)
        else:
            pesan = P_("Templat %(jenis)s: %(sebab)s", jenis=jenis, sebab=sebab)
        super().__init__(jenis, pesan)
        self.sebab = sebab
