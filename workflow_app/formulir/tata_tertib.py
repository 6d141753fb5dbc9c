"""The rules of procedure of a plenary as sentences of the minutes, built from the settings in force."""

import datetime as dt

from workflow_app import peraturan
from workflow_app.formulir.kolom import satuan
from workflow_app.formulir.kursi import NAMA_KEDUDUKAN
from workflow_app.models import Kedudukan

_PERSEN = 100
_CARA = {"mufakat": "musyawarah untuk mufakat", "suara_terbanyak": "suara terbanyak"}


def kuorum(tanggal: dt.date) -> str:
    """When the plenary may decide."""
    aturan = peraturan.prosedur(tanggal)
    bagian = satuan(aturan.desimal("kuorum.lebih_dari_bagian") * _PERSEN).replace(".", ",")
    pimpinan = " atau ".join(NAMA_KEDUDUKAN[Kedudukan(k)].lower() for k in aturan.daftar("kuorum.pimpinan_hadir"))
    kalimat = f"Sidang sah apabila dihadiri lebih dari {bagian}% jumlah anggota"
    return f"{kalimat}, termasuk {pimpinan}." if pimpinan else f"{kalimat}."


def cara_keputusan(tanggal: dt.date) -> str:
    """How the plenary decides, one way after the other."""
    aturan = peraturan.prosedur(tanggal)
    cara = "; apabila tidak tercapai, dengan ".join(_CARA[c] for c in aturan.daftar("putusan_sidang.cara"))
    kalimat = f"Keputusan diambil dengan {cara}"
    if aturan.ya("putusan_sidang.suara_ketua_menentukan"):
        kalimat += ", dan suara ketua menentukan apabila jumlah suara sama"
    return f"{kalimat}."
