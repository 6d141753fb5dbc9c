"""The six stages of an assessment cycle (regulasi 9.2), in their order. Models and the calendar share this list."""

import enum


class Tahap(enum.Enum):
    """A stage; members are declared in the order in which a file passes through them."""

    BERKAS_DITERIMA = "berkas_diterima"
    PEMERIKSAAN = "pemeriksaan"
    PENILAIAN = "penilaian"
    SIDANG = "sidang"
    PEMBUATAN_PAK = "pembuatan_pak"
    PENGIRIMAN_PAK = "pengiriman_pak"

    @property
    def urutan(self) -> int:
        """Position in the cycle, from 1."""
        return list(Tahap).index(self) + 1
