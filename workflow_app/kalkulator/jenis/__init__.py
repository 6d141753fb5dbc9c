"""Every kind of computation, as `alurpak hitung` offers it: a list of cases in, a list of results out."""

from workflow_app.kalkulator.jenis import (
    akumulasi,
    berkas,
    butir,
    integrasi,
    jadwal,
    karier,
    karya_tulis,
    kelayakan,
    kelayakan_konversi,
    klaim,
    kontrak,
    konversi,
    minimal,
    okupasi,
    pemberhentian,
    pengangkatan,
    perpindahan,
    rute,
    sidang,
    tahunan,
    tim,
)
from workflow_app.kalkulator.jenis.dasar import JENIS, Hasil, Jenis, KasusSalah, Konteks
from workflow_app.kalkulator.jenis.harapan import Beda, beda_harapan
from workflow_app.kalkulator.jenis.jalankan import (
    BerkasKasusSalah,
    HasilKasus,
    baca_kasus,
    jalankan_kasus,
)

__all__ = [
    "JENIS",
    "MODUL",
    "Beda",
    "BerkasKasusSalah",
    "Hasil",
    "HasilKasus",
    "Jenis",
    "KasusSalah",
    "Konteks",
    "baca_kasus",
    "beda_harapan",
    "jalankan_kasus",
]

#: The modules that register kinds, in the order in which they are documented.
MODUL = (
    minimal,
    butir,
    klaim,
    karya_tulis,
    kelayakan,
    tahunan,
    integrasi,
    konversi,
    akumulasi,
    perpindahan,
    kelayakan_konversi,
    karier,
    pengangkatan,
    pemberhentian,
    tim,
    rute,
    jadwal,
    berkas,
    sidang,
    kontrak,
    okupasi,
)
