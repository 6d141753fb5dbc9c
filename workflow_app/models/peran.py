"""The roles of the field: who a person can be towards a case."""

import enum

from workflow_app.pesan import N_


class Peran(enum.Enum):
    """One member per role of the field; SISTEM is time or another workflow, never a person."""

    PRAKOM = "prakom"
    ATASAN = "atasan"
    PENGUSUL = "pengusul"
    SEKRETARIAT = "sekretariat"
    KETUA_TIM = "ketua_tim"
    WAKIL_KETUA_TIM = "wakil_ketua_tim"
    SEKRETARIS_TIM = "sekretaris_tim"
    ANGGOTA_TIM = "anggota_tim"
    PENETAP = "penetap"
    PENILAI_KINERJA = "penilai_kinerja"
    KEPEGAWAIAN = "kepegawaian"
    PEMBINA_KEPEGAWAIAN = "pembina_kepegawaian"
    PEJABAT_BERWENANG = "pejabat_berwenang"
    PEMBENTUK_TIM = "pembentuk_tim"
    BENDAHARA = "bendahara"
    INSTANSI_PEMBINA = "instansi_pembina"
    PIMPINAN_UNIT = "pimpinan_unit"
    PERSONIL_KONTRAK = "personil_kontrak"
    PEMERIKSA_AKSES = "pemeriksa_akses"
    AUDITOR = "auditor"
    ADMIN = "admin"
    SISTEM = "sistem"

    def __str__(self) -> str:
        return str(self.value)


LABEL_PERAN = {
    Peran.PRAKOM: N_("Pranata Komputer"),
    Peran.ATASAN: N_("Atasan langsung"),
    Peran.PENGUSUL: N_("Pejabat pengusul"),
    Peran.SEKRETARIAT: N_("Sekretariat Jabatan Fungsional"),
    Peran.KETUA_TIM: N_("Ketua Tim Penilai"),
    Peran.WAKIL_KETUA_TIM: N_("Wakil Ketua Tim Penilai"),
    Peran.SEKRETARIS_TIM: N_("Sekretaris Tim Penilai"),
    Peran.ANGGOTA_TIM: N_("Anggota Tim Penilai"),
    Peran.PENETAP: N_("Pejabat penetap"),
    Peran.PENILAI_KINERJA: N_("Pejabat Penilai Kinerja"),
    Peran.KEPEGAWAIAN: N_("Biro Kepegawaian"),
    Peran.PEMBINA_KEPEGAWAIAN: N_("Pejabat Pembina Kepegawaian"),
    Peran.PEJABAT_BERWENANG: N_("Pejabat yang Berwenang"),
    Peran.PEMBENTUK_TIM: N_("Pejabat pembentuk Tim Penilai"),
    Peran.BENDAHARA: N_("Bendahara"),
    Peran.INSTANSI_PEMBINA: N_("Instansi Pembina"),
    Peran.PIMPINAN_UNIT: N_("Pimpinan unit kerja"),
    Peran.PERSONIL_KONTRAK: N_("Personil kontrak"),
    Peran.PEMERIKSA_AKSES: N_("Pemeriksa hak akses"),
    Peran.AUDITOR: N_("Auditor"),
    Peran.ADMIN: N_("Administrator"),
    Peran.SISTEM: N_("Sistem"),
}

#: A person acts in a case about himself in these roles only.
PERAN_DIRI_SENDIRI = frozenset({Peran.PRAKOM, Peran.PERSONIL_KONTRAK})
#: Roles that follow from a seat in a Tim Penilai, not from an assignment.
PERAN_TIM = frozenset({Peran.KETUA_TIM, Peran.WAKIL_KETUA_TIM, Peran.SEKRETARIS_TIM, Peran.ANGGOTA_TIM})
#: Roles that follow from the case itself: its officer, his direct superior, his evaluator.
PERAN_OBJEK = frozenset({Peran.PRAKOM, Peran.ATASAN, Peran.PENILAI_KINERJA})
