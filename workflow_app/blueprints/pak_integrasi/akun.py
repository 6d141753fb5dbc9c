"""Both accounts of an integration as the pages show them, from stored or computed figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from workflow_app import peraturan
from workflow_app.kalkulator.dasar import NOL, Langkah
from workflow_app.peraturan import KetentuanTidakAda
from workflow_app.peraturan.unsur import unsur
from workflow_app.pesan import P_, Pesan
from workflow_app.web.beku import langkah


@dataclass(frozen=True)
class BagianAkun:
    """One old rule set: its elements and their sum."""

    nama: Pesan
    unsur: Sequence[tuple[Pesan, Decimal]]
    jumlah: Decimal


@dataclass(frozen=True)
class Akun:
    """Both accounts: what the old rule sets held, what is taken off, what the new one begins with."""

    lama: Sequence[BagianAkun]
    konvensional: Decimal
    nilai_dasar: Decimal
    kekurangan_dasar: Decimal
    potong: Decimal
    jumlah: Decimal
    baru: str
    langkah: Sequence[Langkah]
    kebutuhan: Sequence[tuple[Pesan, Decimal, Decimal]]
    """Raise, what it needs, what is missing."""

    @classmethod
    def dari(cls, rincian: dict[str, Any]) -> "Akun":
        """From the stored or computed figures."""
        return cls(
            lama=[_bagian(rincian, kunci, Decimal(n)) for kunci, n in rincian["per_aturan"].items() if Decimal(n)],
            konvensional=Decimal(rincian["konvensional"]),
            nilai_dasar=Decimal(rincian["nilai_dasar"]),
            kekurangan_dasar=Decimal(rincian["kekurangan_dasar"]),
            potong=Decimal(rincian["potong_profesi"]),
            jumlah=Decimal(rincian["jumlah"]),
            baru=peraturan.kunci(rincian["baru"]).nama,
            langkah=langkah(rincian["langkah"]),
            kebutuhan=_kebutuhan(rincian["kebutuhan"]),
        )


def _bagian(rincian: dict[str, Any], aturan: str, jumlah: Decimal) -> BagianAkun:
    per_unsur: dict[str, Decimal] = {}
    for a in rincian["akun"]:
        if a["aturan"] == aturan:
            per_unsur[a["unsur"]] = per_unsur.get(a["unsur"], NOL) + Decimal(a["jumlah"])
    return BagianAkun(
        P_("%(kunci)s (%(nama)s)", kunci=aturan, nama=Pesan(peraturan.kunci(aturan).nama)),
        [(_label_unsur(aturan, kode), n) for kode, n in per_unsur.items()],
        jumlah,
    )


def _label_unsur(aturan: str, kode: str) -> Pesan:
    try:
        return Pesan(unsur(peraturan.kunci(aturan), kode).label)
    except KetentuanTidakAda:
        return Pesan("%(kode)s", {"kode": kode})


def _kebutuhan(isi: dict[str, Any]) -> list[tuple[Pesan, Decimal, Decimal]]:
    nama = {"kj": P_("Kenaikan jabatan"), "kp": P_("Kenaikan pangkat")}
    return [(nama[k], Decimal(isi[k]["kebutuhan"]), Decimal(isi[k]["kekurangan"])) for k in nama if isi[k] is not None]
