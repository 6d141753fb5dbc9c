"""A cycle as a picture: months divided into weeks I to IV across, one row per stage, today as a line.

Pure geometry for `templates/kalender/_gambar.html`; the same dates stand in the table beside the picture.
"""

import datetime as dt
from dataclasses import dataclass

from workflow_app import kalender
from workflow_app.models import Putaran
from workflow_app.tahap import Tahap

MINGGU = ("I", "II", "III", "IV")
LEBAR_MINGGU = 15
KEPALA = 40
"""Height of the two heading lines: months and weeks."""
BARIS = 40
BATANG = 12
BATANG_TURUN = 22
"""From the top of a row to its bar; the label stands above it."""
TEPI = 2


@dataclass(frozen=True)
class Bulan:
    """One month: its first day, and where its columns begin."""

    awal: dt.date
    x: int
    lebar: int


@dataclass(frozen=True)
class Batang:
    """One stage: a row with its bar. `keadaan` is lalu, kini or nanti."""

    tahap: Tahap
    mulai: dt.date
    selesai: dt.date
    keadaan: str
    y: int
    x: float
    lebar: float


@dataclass(frozen=True)
class Gambar:
    """Everything the template draws; lengths are units of the drawing."""

    lebar: int
    tinggi: int
    bulan: tuple[Bulan, ...]
    batang: tuple[Batang, ...]
    hari_ini: float | None
    """Where today's line stands; None when today lies outside the picture."""
    batas_terima: float


def gambar(putaran: Putaran, hari_ini: dt.date) -> Gambar:
    """The picture of one cycle with its stages loaded."""
    bulan = _bulan(min(t.mulai for t in putaran.tahap), max(t.selesai for t in putaran.tahap))
    awal = bulan[0].awal
    batang = []
    for nomor, tahap in enumerate(Tahap):
        jendela = putaran.jendela(tahap)
        x = _x(jendela.mulai, awal)
        batang.append(
            Batang(
                tahap=tahap,
                mulai=jendela.mulai,
                selesai=jendela.selesai,
                keadaan=keadaan(jendela.mulai, jendela.selesai, hari_ini),
                y=KEPALA + nomor * BARIS,
                x=x,
                lebar=round(_x(jendela.selesai, awal, akhir_hari=True) - x, 1),
            )
        )
    akhir = bulan[-1]
    termasuk = awal <= hari_ini and (hari_ini.year, hari_ini.month) <= (akhir.awal.year, akhir.awal.month)
    return Gambar(
        lebar=akhir.x + akhir.lebar + TEPI,
        tinggi=KEPALA + len(batang) * BARIS + TEPI,
        bulan=bulan,
        batang=tuple(batang),
        hari_ini=_x(hari_ini, awal) if termasuk else None,
        batas_terima=_x(putaran.batas_terima, awal, akhir_hari=True),
    )


def keadaan(mulai: dt.date, selesai: dt.date, hari_ini: dt.date) -> str:
    """Whether a stage is over (`lalu`), running (`kini`) or to come (`nanti`)."""
    if selesai < hari_ini:
        return "lalu"
    return "kini" if mulai <= hari_ini else "nanti"


def _bulan(mulai: dt.date, selesai: dt.date) -> tuple[Bulan, ...]:
    lebar = LEBAR_MINGGU * len(MINGGU)
    daftar: list[Bulan] = []
    awal = mulai.replace(day=1)
    while awal <= selesai:
        daftar.append(Bulan(awal, TEPI + len(daftar) * lebar, lebar))
        awal = (awal + dt.timedelta(days=31)).replace(day=1)
    return tuple(daftar)


def _x(tanggal: dt.date, awal: dt.date, *, akhir_hari: bool = False) -> float:
    """The place of a day's beginning (or end) on the axis: weeks are equally wide, days share their week."""
    bulan = (tanggal.year - awal.year) * 12 + tanggal.month - awal.month
    for ke in range(1, len(MINGGU) + 1):
        pertama, terakhir = kalender.minggu(tanggal.year, tanggal.month, ke)
        if pertama <= tanggal <= terakhir:
            hari = (tanggal - pertama).days + (1 if akhir_hari else 0)
            bagian = hari / ((terakhir - pertama).days + 1)
            return round(TEPI + LEBAR_MINGGU * (bulan * len(MINGGU) + ke - 1 + bagian), 1)
    raise ValueError(f"{tanggal} tidak ada pada minggu mana pun")
