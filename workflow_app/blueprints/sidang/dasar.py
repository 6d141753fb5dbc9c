"""The blueprint of the plenary, and the words that its pages share."""

from flask import Blueprint

from workflow_app.models import CaraPutus, HasilAgenda, Kedudukan, Peran
from workflow_app.models.peran import PERAN_TIM
from workflow_app.pesan import N_
from workflow_app.web.menu import Entri, daftarkan

bp = Blueprint("sidang", __name__, url_prefix="/sidang")
daftarkan(
    bp, Entri("sidang.daftar", N_("Sidang"), "people", 50, lambda orang: orang.punya(*PERAN_TIM, Peran.SEKRETARIAT))
)

LABEL_KURSI = {
    Kedudukan.KETUA: N_("Ketua"),
    Kedudukan.WAKIL_KETUA: N_("Wakil ketua"),
    Kedudukan.SEKRETARIS: N_("Sekretaris"),
    Kedudukan.ANGGOTA: N_("Anggota"),
}
LABEL_HASIL = {
    HasilAgenda.DISETUJUI: N_("Disetujui"),
    HasilAgenda.KEMBALI_KE_PENILAIAN: N_("Kembali ke penilaian"),
    HasilAgenda.DITOLAK: N_("Ditolak"),
}
LABEL_CARA = {
    CaraPutus.MUFAKAT: N_("Mufakat"),
    CaraPutus.SUARA_TERBANYAK: N_("Suara terbanyak"),
    CaraPutus.SUARA_KETUA: N_("Suara ketua menentukan"),
}
