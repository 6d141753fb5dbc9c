"""What a case of the conversion regime has frozen, as pages show it: stored data turned back into words and figures."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from workflow_app import peraturan
from workflow_app.kalkulator.dasar import Langkah
from workflow_app.kalkulator.konversi import BULAN_SETAHUN, nama_predikat
from workflow_app.models import Konversi
from workflow_app.peraturan import KetentuanTidakAda
from workflow_app.peraturan.jenjang import nama_jenjang, nama_pangkat
from workflow_app.pesan import P_, Pesan, dari_data
from workflow_app.web.bahasa import tanggal

BULAN, BULAN_TAHUN = "LLLL", "LLLL y"
KP, KJ = "kp", "kj"


def langkah(daftar: Sequence[Mapping[str, Any]]) -> list[Langkah]:
    """Stored steps of a computation."""
    return [
        Langkah(dari_data(s["teks"]), None if s["nilai"] is None else Decimal(s["nilai"]), s["sumber"]) for s in daftar
    ]


def alasan(daftar: Sequence[Mapping[str, Any]]) -> list[Pesan]:
    """Stored sentences."""
    return [dari_data(satu) for satu in daftar]


def nama_bulan(bulan: int) -> str:
    """A month in the reader's language."""
    return tanggal(dt.date(2000, bulan, 1), BULAN)


def masa_konversi(obj: Konversi) -> Pesan:
    """The assessed period in words: a whole year by its number, else its months."""
    return masa_bulan(obj.tahun, obj.bulan_mulai, obj.bulan_selesai)


def masa_bulan(tahun: int, mulai: int, selesai: int) -> Pesan:
    """Whole months of a year in words."""
    if (mulai, selesai) == (1, BULAN_SETAHUN):
        return P_("Tahun %(tahun)s", tahun=str(tahun))
    akhir = tanggal(dt.date(tahun, selesai, 1), BULAN_TAHUN)
    if mulai == selesai:
        return P_("%(bulan)s", bulan=akhir)
    return P_("%(mulai)s – %(selesai)s", mulai=tanggal(dt.date(tahun, mulai, 1), BULAN), selesai=akhir)


def predikat_persen(aturan: str, predikat: str) -> Pesan:
    """A predicate with the share that it gives; its code where the rule set does not know it."""
    try:
        r = peraturan.kunci(aturan)
        return P_(
            "%(predikat)s (%(persen)s%%)",
            predikat=nama_predikat(r, predikat),
            persen=r.desimal(f"predikat.{predikat}.persen"),
        )
    except (KetentuanTidakAda, peraturan.PeraturanTidakAda):
        return Pesan("%(kode)s", {"kode": predikat})


@dataclass(frozen=True)
class KenaikanBeku:
    """The verdict on a raise as a determination froze it; `jenis` is `kp` (rank) or `kj` (level)."""

    jenis: str
    tujuan: Pesan | None
    """The rank or level that it leads to; None at the top."""
    kebutuhan: Decimal | None
    jumlah: Decimal
    kekurangan: Decimal | None
    kelebihan: Decimal | None
    cukup: bool
    boleh: bool | None
    """None while something is not known that decides."""
    alasan: list[Pesan]
    langkah: list[Langkah]

    @property
    def judul(self) -> Pesan:
        """The raise as a heading."""
        if self.tujuan is None:
            return P_("Kenaikan pangkat") if self.jenis == KP else P_("Kenaikan jabatan")
        if self.jenis == KP:
            return P_("Kenaikan pangkat ke %(tujuan)s", tujuan=self.tujuan)
        return P_("Kenaikan jabatan ke %(tujuan)s", tujuan=self.tujuan)


def kenaikan(rincian: Mapping[str, Any]) -> list[KenaikanBeku]:
    """The verdicts of a determination, the level first: met together, it is taken first."""
    hasil = []
    for jenis in (KJ, KP):
        satu = rincian["kelayakan"][jenis]
        if satu is not None:
            angka = {n: None if satu[n] is None else Decimal(satu[n]) for n in ("kebutuhan", "kekurangan", "kelebihan")}
            hasil.append(
                KenaikanBeku(
                    jenis=jenis,
                    tujuan=_tujuan(rincian["aturan"], jenis, satu["tujuan"]),
                    jumlah=Decimal(satu["jumlah"]),
                    cukup=satu["cukup"],
                    boleh=satu["boleh"],
                    alasan=alasan(satu["alasan"]),
                    langkah=langkah(satu["langkah"]),
                    **angka,
                )
            )
    return hasil


def _tujuan(aturan: str, jenis: str, kode: str | None) -> Pesan | None:
    if kode is None:
        return None
    return P_("%(nama)s", nama=pangkat(kode) if jenis == KP else jenjang(aturan, kode))


def cukup_untuk(rincian: Mapping[str, Any]) -> list[Pesan]:
    """What the sum of a determination suffices for."""
    return [k.judul for k in kenaikan(rincian) if k.cukup]


def jenjang(aturan: str, kode: str) -> str:
    """A level as letters print it."""
    return nama_jenjang(peraturan.kunci(aturan), kode)


def pangkat(golongan: str) -> str:
    """A rank as letters print it: `Penata Muda (III/a)`."""
    return f"{nama_pangkat(golongan)} ({golongan})"
