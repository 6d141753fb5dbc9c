"""The duty to hand in a claim at least once a year."""

import datetime as dt
from dataclasses import dataclass

from workflow_app.kalkulator.dasar import Langkah
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.pesan import P_, Pesan
from workflow_app.tanggal import tambah_bulan


@dataclass(frozen=True, slots=True)
class KewajibanDupak:
    """When the next claim is due, seen from a day."""

    jatuh_tempo: dt.date
    """The last day on which the next claim is in time."""
    hari_tersisa: int
    """Days until then; negative when it is late."""
    langkah: tuple[Langkah, ...]

    @property
    def terpenuhi(self) -> bool:
        """Whether the duty is met so far."""
        return self.hari_tersisa >= 0

    @property
    def alasan(self) -> Pesan:
        """The verdict in a sentence."""
        return self.langkah[-1].teks


def kewajiban_dupak(aturan: Peraturan, terakhir: dt.date, hari_ini: dt.date) -> KewajibanDupak:
    """Judges the duty on `hari_ini`; `terakhir` is the last claim, or the start in the position before any claim."""
    bulan = aturan.bulat("dupak.paling_jarang_bulan")
    jatuh_tempo = tambah_bulan(terakhir, bulan)
    sisa = (jatuh_tempo - hari_ini).days
    sumber = aturan.sumber("dupak.paling_jarang_bulan")
    rumus = P_(
        "%(bulan)s bulan sejak %(terakhir)s: paling lambat %(tempo)s", bulan=bulan, terakhir=terakhir, tempo=jatuh_tempo
    )
    if sisa >= 0:
        teks = P_(
            "Kewajiban DUPAK terpenuhi; berikutnya paling lambat %(tempo)s, %(sisa)s hari lagi.",
            tempo=jatuh_tempo,
            sisa=sisa,
        )
    else:
        teks = P_("DUPAK terlambat %(hari)s hari; paling lambat %(tempo)s.", hari=-sisa, tempo=jatuh_tempo)
    return KewajibanDupak(jatuh_tempo, sisa, (Langkah(rumus, sumber=sumber), Langkah(teks, sumber=sumber)))
