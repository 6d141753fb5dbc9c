"""Whether work is void by age: the date it is measured from, and the last day on which it may still be handed in."""

import datetime as dt
from dataclasses import dataclass

from workflow_app.kalkulator.butir import batas_hangus
from workflow_app.kalkulator.dasar import Langkah
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.tanggal import tambah_bulan

ACUAN = {
    "tanggal_terima": N_("tanggal diterima"),
    "tanggal_batas": N_("batas penerimaan berkas"),
    "tanggal_sidang": N_("tanggal sidang"),
}
"""Dates from which the age may be counted (`hangus.acuan`), with their names."""
_SEHARI = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class UmurKegiatan:
    """The verdict on the age of one activity."""

    hangus: bool
    batas: dt.date
    """The first day whose work still counts."""
    acuan_terakhir: dt.date
    """The last reference date at which this work still counts."""
    alasan: Pesan
    langkah: tuple[Langkah, ...]


def acuan_hangus(aturan: Peraturan) -> str:
    """Which date the rule set counts the age from: a key of `ACUAN`."""
    return aturan.teks("hangus.acuan")


def umur_kegiatan(aturan: Peraturan, selesai: dt.date, acuan: dt.date) -> UmurKegiatan:
    """Judges work that ended on `selesai` at the reference date. Exactly the allowed time ago still counts."""
    batas, bulan = batas_hangus(aturan, acuan), aturan.bulat("hangus.bulan")
    terakhir = tambah_bulan(selesai, bulan)
    # The end of a short month gives the same limit for several days: 28 and 29 February, 30 and 31 March.
    while batas_hangus(aturan, terakhir + _SEHARI) <= selesai:
        terakhir += _SEHARI
    nama = Pesan(ACUAN[acuan_hangus(aturan)])
    sumber = aturan.sumber("hangus.bulan")
    langkah = (
        Langkah(P_("Acuan: %(nama)s %(acuan)s", nama=nama, acuan=acuan), sumber=aturan.sumber("hangus.acuan")),
        Langkah(
            P_(
                "%(bulan)s bulan sebelum %(acuan)s: kegiatan sejak %(batas)s masih dinilai",
                bulan=bulan,
                acuan=acuan,
                batas=batas,
            ),
            sumber=sumber,
        ),
    )
    if selesai < batas:
        alasan = P_("Kegiatan selesai %(selesai)s, sebelum %(batas)s, sehingga hangus.", selesai=selesai, batas=batas)
    else:
        alasan = P_(
            "Kegiatan selesai %(selesai)s masih dinilai; paling lambat diajukan %(terakhir)s.",
            selesai=selesai,
            terakhir=terakhir,
        )
    return UmurKegiatan(selesai < batas, batas, terakhir, alasan, (*langkah, Langkah(alasan, sumber=sumber)))
