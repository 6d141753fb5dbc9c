"""Figures as people type them, and as they are shown."""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal

from workflow_app.angka import AngkaTidakSah, baca_desimal, tulis_desimal
from workflow_app.peraturan.aturan import Ketentuan, Nilai, jenis
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.tanggal import TanggalTidakSah, baca_tanggal

JENIS = {
    "desimal": N_("angka"),
    "bulat": N_("bilangan bulat"),
    "ya": N_("ya atau tidak"),
    "teks": N_("teks"),
    "tanggal": N_("tanggal"),
    "daftar": N_("daftar kata"),
    "daftar_bulat": N_("daftar bilangan"),
}
"""Kinds of figures with the words for them."""
YA, TIDAK = "ya", "tidak"
MAKS_TEKS = 300
MAKS_DAFTAR = 100
MAKS_DESIMAL = 6
ANGKA_TERBESAR = Decimal(1_000_000)
CACAH_TERBESAR = 1000
"""Largest figure that the code counts with: more months or years than this lead beyond every calendar."""
#: Figures that the code counts with (days, months, people, places): a fraction would stop it.
_BULAT = re.compile(
    r"(^|[._])(anggota|banyak|bulan|desimal|digit|hari|jumlah|level|masa|pengingat|saksi|tahun|tanggal|terbanyak|usia)([._]|$)"
    r"|^(asal|keanggotaan|pengingat)\."
)
#: Names of shipped files: no figures, and not to be pointed elsewhere.
TETAP = frozenset({"katalog.berkas"})
_BILANGAN = re.compile(r"\d{1,7}", re.ASCII)


class NilaiTidakSah(ValueError):
    """What was typed is no figure of this kind; `pesan` says what to do."""

    def __init__(self, pesan: Pesan) -> None:
        super().__init__(str(pesan))
        self.pesan = pesan


def jenis_isian(ketentuan: Ketentuan) -> str:
    """The kind in which a figure may be corrected: a whole number may become 37,5 unless the code counts with it."""
    macam = jenis(ketentuan.nilai)
    return "desimal" if macam == "bulat" and not harus_bulat(ketentuan.jalur) else macam


def harus_bulat(jalur: str) -> bool:
    """Whether a whole number at this path is counted with and so must stay whole."""
    return _BULAT.search(jalur) is not None


def baca_nilai(macam: str, teks: str) -> Nilai:
    """The figure of a kind that the text means. Raises NilaiTidakSah."""
    return _PEMBACA[macam](teks.strip())


def tulis_nilai(nilai: Nilai) -> str:
    """The text that `baca_nilai` reads as this figure."""
    match nilai:
        case bool():
            return YA if nilai else TIDAK
        case Decimal():
            return tulis_desimal(nilai)
        case dt.date():
            return nilai.isoformat()
        case tuple():
            return "\n".join(str(satu) for satu in nilai)
        case _:
            return str(nilai)


def _ya(teks: str) -> bool:
    if teks not in {YA, TIDAK}:
        raise NilaiTidakSah(P_("Pilih ya atau tidak."))
    return teks == YA


def _bulat(teks: str) -> int:
    if not _BILANGAN.fullmatch(teks) or int(teks) > ANGKA_TERBESAR:
        raise NilaiTidakSah(P_("Tulis bilangan bulat, misalnya 10."))
    return int(teks)


def _desimal(teks: str) -> Decimal | int:
    try:
        angka = baca_desimal(teks, maks_desimal=MAKS_DESIMAL)
    except AngkaTidakSah as galat:
        raise NilaiTidakSah(galat.pesan) from None
    if angka > ANGKA_TERBESAR:
        raise NilaiTidakSah(P_("Angka paling besar %(batas)s.", batas=ANGKA_TERBESAR))
    return int(angka) if angka == angka.to_integral_value() else angka


def _teks(teks: str) -> str:
    if not teks:
        raise NilaiTidakSah(P_("Bagian ini wajib diisi."))
    if len(teks) > MAKS_TEKS:
        raise NilaiTidakSah(P_("Paling banyak %(jumlah)s karakter.", jumlah=MAKS_TEKS))
    if "\n" in teks:
        raise NilaiTidakSah(P_("Tulis dalam satu baris."))
    return teks


def _tanggal(teks: str) -> dt.date:
    try:
        return baca_tanggal(teks)
    except TanggalTidakSah as galat:
        raise NilaiTidakSah(galat.pesan) from None


def _baris(teks: str) -> list[str]:
    baris = [satu.strip() for satu in teks.splitlines() if satu.strip()]
    if len(baris) > MAKS_DAFTAR:
        raise NilaiTidakSah(P_("Paling banyak %(jumlah)s baris.", jumlah=MAKS_DAFTAR))
    return baris


def _daftar(teks: str) -> tuple[str, ...]:
    baris = tuple(_teks(satu) for satu in _baris(teks))
    if len(set(baris)) != len(baris):
        raise NilaiTidakSah(P_("Ada baris yang sama. Tulis tiap isi satu kali."))
    return baris


def _daftar_bulat(teks: str) -> tuple[int, ...]:
    return tuple(_bulat(satu) for satu in _baris(teks))


_PEMBACA: dict[str, Callable[[str], Nilai]] = {
    "ya": _ya,
    "bulat": _bulat,
    "desimal": _desimal,
    "teks": _teks,
    "tanggal": _tanggal,
    "daftar": _daftar,
    "daftar_bulat": _daftar_bulat,
}
