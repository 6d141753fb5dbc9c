"""The six stages of an assessment cycle, in their order. Models and the calendar share this list."""

import enum

from workflow_app.pesan import N_


class Tahap(enum.Enum):
    """A stage; members are declared in the order in which a file passes through them."""

    BERKAS_DITERIMA = "berkas_diterima"
    PEMERIKSAAN = "pemeriksaan"
    PENILAIAN = "penilaian"
    SIDANG = "sidang"
    PEMBUATAN_PAK = "pembuatan_pak"
    PENGIRIMAN_PAK = "pengiriman_pak"

    @property
    def label(self) -> str:
        """Name of the row in the printed schedule; a text for translation."""
        return _LABEL[self]


_LABEL = {
    Tahap.BERKAS_DITERIMA: N_("Berkas diterima"),
    Tahap.PEMERIKSAAN: N_("Pemeriksaan"),
    Tahap.PENILAIAN: N_("Penilaian"),
    Tahap.SIDANG: N_("Sidang penilaian"),
    Tahap.PEMBUATAN_PAK: N_("Pembuatan PAK"),
    Tahap.PENGIRIMAN_PAK: N_("Pengiriman PAK"),
}
