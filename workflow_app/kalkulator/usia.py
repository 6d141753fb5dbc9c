"""Age limits of an appointment: strictly not after the birthday, or in full years, as the rule set says."""

import datetime as dt
from dataclasses import dataclass

from workflow_app.kalkulator.dasar import Langkah
from workflow_app.kalkulator.waktu_kenaikan import tambah_tahun
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.pesan import P_, Pesan

TAHUN_PENUH = "tahun_penuh"
_SEHARI = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Usia:
    """Whether the age still allows an appointment on a day."""

    boleh: bool
    batas: int
    terakhir: dt.date
    """The last day on which it is allowed."""
    langkah: tuple[Langkah, ...]

    @property
    def alasan(self) -> Pesan:
        """The verdict in a sentence."""
        return self.langkah[-1].teks


def batas_usia(aturan: Peraturan, rute: str, jenjang: str) -> int | None:
    """The highest age for this route and level; None where the rules print none."""
    jalur = f"rute.{rute}.syarat.usia.{jenjang}"
    return aturan.bulat(jalur) if aturan.memuat(jalur) else None


def periksa_usia(aturan: Peraturan, batas: int, tanggal_lahir: dt.date, tanggal: dt.date, sumber: str) -> Usia:
    """Judges a day against the limit in years. "At most 53" allows the 53rd birthday itself, or, counted in full years
    (`usia.cara`), every day before the 54th.
    """
    ulang_tahun = tambah_tahun(tanggal_lahir, batas)
    if aturan.teks("usia.cara") == TAHUN_PENUH:
        terakhir = tambah_tahun(tanggal_lahir, batas + 1) - _SEHARI
    else:
        terakhir = ulang_tahun
    boleh = tanggal <= terakhir
    nilai = {"batas": batas, "tanggal": tanggal, "terakhir": terakhir}
    teks = (
        P_("Usia paling tinggi %(batas)s tahun: %(tanggal)s tidak sesudah %(terakhir)s.", **nilai)
        if boleh
        else P_("Usia melampaui %(batas)s tahun: %(tanggal)s sesudah %(terakhir)s.", **nilai)
    )
    langkah = (
        Langkah(P_("Ulang tahun ke-%(batas)s: %(tanggal)s", batas=batas, tanggal=ulang_tahun), None, sumber),
        Langkah(teks, None, aturan.sumber("usia.cara")),
    )
    return Usia(boleh, batas, terakhir, langkah)


def usia_penuh(tanggal_lahir: dt.date, tanggal: dt.date) -> int:
    """Full years on a day."""
    tahun = tanggal.year - tanggal_lahir.year
    return tahun if tambah_tahun(tanggal_lahir, tahun) <= tanggal else tahun - 1
