"""When a raise may take effect: the months of a raise in rank, the first of a month for a level, and the times before.

The months of a raise in rank have changed through the years, so functions that look ahead take a way to find the rule
set of a date (`Periode`), not one rule set.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from workflow_app.kalkulator.dasar import Langkah
from workflow_app.peraturan.aturan import KetentuanTidakAda, Peraturan
from workflow_app.pesan import P_, Pesan
from workflow_app.tanggal import tambah_bulan

BULAN_SETAHUN = 12
_BULAN_DICARI = 24
"""No calendar of raises leaves a longer gap."""

Periode = Callable[[dt.date], Peraturan]


@dataclass(frozen=True, slots=True)
class Waktu:
    """The earliest date of a raise: `masa` the day on which the times are over, `tanggal` the day it can be given."""

    masa: dt.date
    tanggal: dt.date
    langkah: tuple[Langkah, ...]

    @property
    def alasan(self) -> Pesan:
        """The date in a sentence."""
        return self.langkah[-1].teks


def awal_bulan(tanggal: dt.date) -> dt.date:
    """The first day of a month on or after the date."""
    return tanggal if tanggal.day == 1 else tambah_bulan(tanggal.replace(day=1), 1)


def tambah_tahun(tanggal: dt.date, tahun: int) -> dt.date:
    """The same day years later; 28 February where there is no 29th."""
    return tambah_bulan(tanggal, tahun * BULAN_SETAHUN)


def periode_kp(periode: Periode, sejak: dt.date) -> Waktu:
    """The first date on or after `sejak` on which a raise in rank takes effect. Raises PeraturanTidakAda."""
    calon = awal_bulan(sejak)
    for _ in range(_BULAN_DICARI):
        aturan = periode(calon)
        if calon.month in aturan.daftar_bulat("kp.bulan"):
            teks = P_("Periode kenaikan pangkat pada atau sesudah %(sejak)s: %(tanggal)s", sejak=sejak, tanggal=calon)
            return Waktu(sejak, calon, (Langkah(teks, None, aturan.sumber("kp.bulan")),))
        calon = tambah_bulan(calon, 1)
    raise KetentuanTidakAda(periode(calon).kunci, "kp.bulan")


def waktu_kj(syarat: Peraturan, tmt_jenjang: dt.date) -> Waktu:
    """The first of a month after the time in the level (`kj.tahun_jenjang`)."""
    tahun = syarat.bulat("kj.tahun_jenjang")
    masa = tambah_tahun(tmt_jenjang, tahun)
    teks = P_(
        "Kenaikan jabatan: %(tahun)s tahun dalam jenjang sejak %(tmt)s, paling awal %(tanggal)s",
        tahun=tahun,
        tmt=tmt_jenjang,
        tanggal=awal_bulan(masa),
    )
    return Waktu(masa, awal_bulan(masa), (Langkah(teks, None, syarat.sumber("kj.tahun_jenjang")),))


def waktu_kp(
    syarat: Peraturan,
    periode: Periode,
    *,
    tmt_pangkat: dt.date,
    tmt_jabatan: dt.date,
    sejak: dt.date | None = None,
    tugas_belajar: bool = False,
) -> Waktu:
    """The first period after the time in the position (from its entry, without a break) and the time in the rank.

    Who is released for study waits longer in his rank. `sejak` is a date before which it cannot be given anyway.
    """
    jalur = "kp.tahun_pangkat_tugas_belajar" if tugas_belajar else "kp.tahun_pangkat"
    tahun_pangkat, tahun_jabatan = syarat.bulat(jalur), syarat.bulat("kp.tahun_jabatan")
    pangkat, jabatan = tambah_tahun(tmt_pangkat, tahun_pangkat), tambah_tahun(tmt_jabatan, tahun_jabatan)
    masa = max(pangkat, jabatan)
    langkah = [
        Langkah(
            P_("%(tahun)s tahun dalam pangkat: %(tanggal)s", tahun=tahun_pangkat, tanggal=pangkat),
            None,
            syarat.sumber(jalur),
        ),
        Langkah(
            P_("%(tahun)s tahun dalam jabatan: %(tanggal)s", tahun=tahun_jabatan, tanggal=jabatan),
            None,
            syarat.sumber("kp.tahun_jabatan"),
        ),
    ]
    hasil = periode_kp(periode, masa if sejak is None else max(masa, sejak))
    return Waktu(masa, hasil.tanggal, (*langkah, *hasil.langkah))


def tmt_kj(syarat: Peraturan, tanggal_pak: dt.date, tmt_jenjang: dt.date | None = None) -> Waktu:
    """The first of the month after the PAK, but not before the time in the level is over."""
    bulan = syarat.bulat("kj.bulan_sesudah_pak")
    sesudah = tambah_bulan(tanggal_pak.replace(day=1), bulan)
    teks = P_("Tanggal 1 bulan sesudah PAK %(pak)s: %(tanggal)s", pak=tanggal_pak, tanggal=sesudah)
    langkah = [Langkah(teks, None, syarat.sumber("kj.bulan_sesudah_pak"))]
    if tmt_jenjang is None:
        return Waktu(sesudah, sesudah, tuple(langkah))
    masa = waktu_kj(syarat, tmt_jenjang)
    tanggal = max(sesudah, masa.tanggal)
    teks = P_("Yang lebih akhir: %(tanggal)s", tanggal=tanggal)
    langkah += [*masa.langkah, Langkah(teks, None, syarat.sumber("kj.bulan_sesudah_pak"))]
    return Waktu(masa.masa, tanggal, tuple(langkah))
