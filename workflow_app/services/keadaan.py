"""What the states of a case mean to people: the calm public name, what comes next, and why it lies on somebody's desk.

The tables of `states/` name a state exactly, for those who work on it. An officer who waits reads the names given
here, which say where his case is without the words of the workshop.
"""

from dataclasses import dataclass
from typing import Any

from workflow_app.models import Peran, Status
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.states import BY_NAME
from workflow_app.states.engine import Step

P = Peran


@dataclass(frozen=True)
class Keadaan:
    """`umum` is the name for the officer ('' = the exact name serves), `berikutnya` what happens next ('' at the end).

    `penunggu` says who is waited for where no single role holds the case.
    """

    umum: str = ""
    berikutnya: str = ""
    penunggu: str = ""


KEADAAN: dict[tuple[str, str], Keadaan] = {
    ("dupak", "draf"): Keadaan(
        "", N_("Pegawai melengkapi butir dan bukti, lalu mengajukannya kepada atasan langsung.")
    ),
    ("dupak", "diajukan"): Keadaan(
        N_("Di atasan langsung"),
        N_("Atasan langsung membaca dan menandatangani SPMK, lalu menyetujui atau mengembalikan."),
    ),
    ("dupak", "disetujui_atasan"): Keadaan(
        N_("Di pejabat pengusul"), N_("Pejabat pengusul mengusulkan dengan surat pengantar, atau mengembalikan.")
    ),
    ("dupak", "diusulkan"): Keadaan(
        N_("Dikirim ke sekretariat"),
        N_("Sekretariat menerima berkas; tanggal terima menentukan putaran penilaian."),
    ),
    ("dupak", "berkas_diterima"): Keadaan(
        N_("Berkas diterima sekretariat"), N_("Sekretariat memeriksa kelengkapan berkas.")
    ),
    ("dupak", "pemeriksaan"): Keadaan(
        N_("Berkas diperiksa"),
        N_("Sekretariat mengisi daftar periksa; sesudah lengkap, tim menugaskan penilai."),
    ),
    ("dupak", "penilaian"): Keadaan(
        N_("Sedang dinilai"),
        N_("Para penilai menilai sendiri-sendiri; sesudah semuanya mengirim, usulan dibawa ke sidang."),
        N_("Para penilai"),
    ),
    ("dupak", "sidang"): Keadaan(N_("Menunggu sidang"), N_("Sidang tim penilai memutuskan hasilnya.")),
    ("dupak", "diputuskan"): Keadaan(
        N_("Hasil sudah diputuskan"),
        N_("PAK ditetapkan, atau hasil disimpan sebagai tabungan sesudah hari keberatan lewat."),
        N_("Proses PAK dan hari keberatan"),
    ),
    ("dupak", "selesai"): Keadaan(),
    ("dupak", "dikembalikan"): Keadaan(
        N_("Dikembalikan untuk diperbaiki"),
        N_("Pegawai memperbaiki yang diminta, lalu mengirimkannya kembali."),
    ),
    ("dupak", "ditarik"): Keadaan(),
    ("dupak", "ditolak"): Keadaan(),
    ("dupak", "ditutup"): Keadaan(),
    ("keberatan", "diajukan"): Keadaan(N_("Keberatan diterima"), N_("Sekretaris tim menunjuk penelaah.")),
    ("keberatan", "ditelaah"): Keadaan(
        N_("Sedang ditelaah"), N_("Penelaah menyiapkan jawaban per butir, lalu ketua tim memutuskan.")
    ),
    ("keberatan", "dikabulkan"): Keadaan(),
    ("keberatan", "ditolak"): Keadaan(),
    ("keberatan", "dicabut"): Keadaan(),
    ("penilaian", "ditugaskan"): Keadaan("", N_("Penilai menyatakan bebas konflik kepentingan, lalu mulai menilai.")),
    ("penilaian", "dinilai"): Keadaan("", N_("Penilai memberi nilai setiap butir, lalu mengirimkannya.")),
    ("penilaian", "terkirim"): Keadaan(),
    ("penilaian", "mundur"): Keadaan(),
    ("sidang", "dijadwalkan"): Keadaan(
        "", N_("Sekretaris tim menyusun agenda dan mengirim undangan; ketua membuka sidang pada harinya.")
    ),
    ("sidang", "berlangsung"): Keadaan(
        "", N_("Hasil setiap agenda dicatat, lalu ketua menutup sidang dengan nomor Berita Acara.")
    ),
    ("sidang", "diskors"): Keadaan("", N_("Ketua melanjutkan sidang pada tanggal yang ditentukan.")),
    ("sidang", "ditutup"): Keadaan(),
    ("sidang", "dibatalkan"): Keadaan(),
    ("pak", "draf"): Keadaan(N_("Sedang disusun"), N_("Sekretaris tim memeriksa angkanya, lalu memaraf.")),
    ("pak", "diparaf"): Keadaan(N_("Sedang disusun"), N_("Ketua tim mengajukannya kepada pejabat penetap.")),
    ("pak", "menunggu_tanda_tangan"): Keadaan(
        N_("Menunggu tanda tangan pejabat"),
        N_("Pejabat penetap menetapkan dan menandatangani, atau mengembalikan."),
    ),
    ("pak", "ditetapkan"): Keadaan("", N_("Sekretariat mengirimkan salinan kepada para penerima.")),
    ("pak", "dikirim"): Keadaan(),
    ("pak", "dikembalikan"): Keadaan(
        N_("Sedang diperbaiki"), N_("Sekretaris tim memeriksa angkanya kembali, lalu memaraf ulang.")
    ),
    ("pak", "dibatalkan"): Keadaan(),
    ("pak", "diganti"): Keadaan(),
    ("konversi", "draf"): Keadaan(
        "", N_("Pegawai atau biro kepegawaian mengajukannya kepada Pejabat Penilai Kinerja.")
    ),
    ("konversi", "diajukan"): Keadaan(
        N_("Di Pejabat Penilai Kinerja"),
        N_("Pejabat Penilai Kinerja menetapkan dan menandatangani, atau mengembalikan."),
    ),
    ("konversi", "ditetapkan"): Keadaan(),
    ("konversi", "dikembalikan"): Keadaan(
        N_("Dikembalikan untuk diperbaiki"), N_("Predikat, masa, atau bukti diperbaiki, lalu diajukan kembali.")
    ),
    ("konversi", "diganti"): Keadaan(),
    ("penetapan_ak", "draf"): Keadaan(
        N_("Di Pejabat Penilai Kinerja"), N_("Pejabat Penilai Kinerja memeriksa angkanya, lalu menetapkan.")
    ),
    ("penetapan_ak", "ditetapkan"): Keadaan("", N_("Biro kepegawaian mengirimkannya kepada para penerima.")),
    ("penetapan_ak", "dikirim"): Keadaan(),
    ("penetapan_ak", "diganti"): Keadaan(),
    ("pak_integrasi", "draf"): Keadaan(
        N_("Sedang disusun"), N_("Biro kepegawaian memeriksa angkanya, lalu memaraf dan mengajukannya.")
    ),
    ("pak_integrasi", "diparaf"): Keadaan(
        N_("Menunggu tanda tangan pejabat"), N_("Pejabat penetap menetapkan dan menandatangani.")
    ),
    ("pak_integrasi", "ditetapkan"): Keadaan("", N_("Biro kepegawaian mengirimkannya kepada para penerima.")),
    ("pak_integrasi", "dikirim"): Keadaan(),
    ("pak_integrasi", "diganti"): Keadaan(),
}

TUGAS: dict[tuple[str, str, Peran], str] = {
    ("dupak", "draf", P.PRAKOM): N_("Draf Anda belum diajukan."),
    ("dupak", "dikembalikan", P.PRAKOM): N_("Dikembalikan kepada Anda untuk diperbaiki atau dilengkapi."),
    ("dupak", "diajukan", P.ATASAN): N_("Anda atasan langsung: baca dan tanda tangani SPMK, lalu setujui."),
    ("dupak", "disetujui_atasan", P.PENGUSUL): N_("Menunggu surat pengantar Anda sebagai pejabat pengusul."),
    ("dupak", "diusulkan", P.SEKRETARIAT): N_("Berkas menunggu diterima sekretariat."),
    ("dupak", "berkas_diterima", P.SEKRETARIAT): N_("Berkas diterima dan menunggu diperiksa."),
    ("dupak", "pemeriksaan", P.SEKRETARIAT): N_("Daftar periksa berkas belum lengkap."),
    ("dupak", "pemeriksaan", P.SEKRETARIS_TIM): N_("Berkas lengkap: tugaskan penilai."),
    ("dupak", "penilaian", P.KETUA_TIM): N_("Seorang penilai mundur: tugaskan penggantinya."),
    ("dupak", "sidang", P.KETUA_TIM): N_("Menunggu putusan sidang tim Anda."),
    ("keberatan", "diajukan", P.SEKRETARIS_TIM): N_("Keberatan menunggu penelaah."),
    ("keberatan", "ditelaah", P.KETUA_TIM): N_("Keberatan menunggu putusan ketua tim."),
    ("penilaian", "ditugaskan", P.ANGGOTA_TIM): N_("Anda ditugaskan menilai: nyatakan bebas konflik, lalu mulai."),
    ("penilaian", "dinilai", P.ANGGOTA_TIM): N_("Penilaian Anda belum dikirim."),
    ("sidang", "dijadwalkan", P.SEKRETARIS_TIM): N_("Siapkan agenda dan undangan sidang."),
    ("sidang", "dijadwalkan", P.KETUA_TIM): N_("Sidang sudah diundang: buka pada harinya."),
    ("sidang", "berlangsung", P.KETUA_TIM): N_("Sidang berlangsung: catat hasil, lalu tutup."),
    ("sidang", "diskors", P.KETUA_TIM): N_("Sidang diskors: lanjutkan pada tanggalnya."),
    ("pak", "draf", P.SEKRETARIS_TIM): N_("PAK menunggu paraf sekretaris tim."),
    ("pak", "dikembalikan", P.SEKRETARIS_TIM): N_("PAK dikembalikan pejabat penetap: periksa dan paraf ulang."),
    ("pak", "diparaf", P.KETUA_TIM): N_("PAK menunggu diajukan kepada pejabat penetap."),
    ("pak", "menunggu_tanda_tangan", P.PENETAP): N_("Menunggu tanda tangan Anda sebagai pejabat penetap."),
    ("pak", "ditetapkan", P.SEKRETARIAT): N_("PAK sudah ditetapkan: kirim kepada para penerima."),
    ("konversi", "draf", P.PRAKOM): N_("Konversi Anda belum diajukan."),
    ("konversi", "dikembalikan", P.PRAKOM): N_("Konversi dikembalikan untuk diperbaiki."),
    ("konversi", "diajukan", P.PENILAI_KINERJA): N_(
        "Konversi menunggu penetapan Anda sebagai Pejabat Penilai Kinerja."
    ),
    ("penetapan_ak", "draf", P.PENILAI_KINERJA): N_("Penetapan angka kredit menunggu tanda tangan Anda."),
    ("penetapan_ak", "ditetapkan", P.KEPEGAWAIAN): N_("Penetapan sudah ditandatangani: kirim kepada para penerima."),
    ("pak_integrasi", "draf", P.KEPEGAWAIAN): N_("PAK integrasi menunggu paraf."),
    ("pak_integrasi", "diparaf", P.PENETAP): N_("PAK integrasi menunggu tanda tangan Anda sebagai pejabat penetap."),
    ("pak_integrasi", "ditetapkan", P.KEPEGAWAIAN): N_("PAK integrasi sudah ditetapkan: kirim kepada para penerima."),
}
"""Why a case lies on the desk of the role that holds it, said to that person."""

JUDUL_PENDEK = {
    "dupak": N_("DUPAK"),
    "keberatan": N_("Keberatan"),
    "penilaian": N_("Penilaian"),
    "sidang": N_("Sidang"),
    "pak": N_("PAK"),
    "konversi": N_("Konversi"),
    "penetapan_ak": N_("Penetapan AK"),
    "pak_integrasi": N_("PAK Integrasi"),
}
"""Names of the workflows for lists, where the full title would be too long."""


def judul(workflow: str) -> Pesan:
    """The short name of a workflow."""
    return Pesan(JUDUL_PENDEK[workflow])


def label(workflow: str, state: Status, *, umum: bool = False) -> Pesan:
    """The name of a state: the exact one, or the public one for the officer whom the case is about."""
    nama_umum = KEADAAN[workflow, state.value].umum
    return Pesan(nama_umum if umum and nama_umum else BY_NAME[workflow].label[state])


def label_langkah(workflow: str, trigger: str, asal: str | None = None) -> Pesan:
    """The name of a step, from the state `asal` where that matters; an unknown one as it is stored."""
    return Pesan(BY_NAME[workflow].nama_langkah(trigger, asal))


def label_baris(workflow: str, step: Step[Any]) -> Pesan:
    """The name of a row."""
    return label_langkah(workflow, step.trigger, step.source.value if step.source else None)


def berikutnya(workflow: str, state: Status) -> Pesan | None:
    """What happens next, in a sentence; None at the end of the road."""
    kalimat = KEADAAN[workflow, state.value].berikutnya
    return Pesan(kalimat) if kalimat else None


def penunggu(workflow: str, state: Status) -> Pesan | None:
    """Who or what is waited for in a state that no single role holds; None where one does, or at the end."""
    kalimat = KEADAAN[workflow, state.value].penunggu
    return Pesan(kalimat) if kalimat else None


def tugas(workflow: str, state: Status, peran: Peran) -> Pesan:
    """Why the case waits for whoever holds `peran` towards it."""
    kalimat = TUGAS.get((workflow, state.value, peran))
    return Pesan(kalimat) if kalimat else P_("Perkara ini menunggu tindakan Anda.")
