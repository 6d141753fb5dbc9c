"""DUPAK: the claim from the officer's draft to the decided sum. The guards lie beside this table, by phase."""

import datetime as dt
from collections.abc import Iterable, Iterator

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased

from workflow_app import peraturan
from workflow_app.kalender import tambah_hari_kerja
from workflow_app.models import (
    AgendaSidang,
    AnggotaTim,
    Dupak,
    DupakState,
    HasilAgenda,
    ItemDupak,
    Keberatan,
    KeberatanState,
    Pak,
    PakState,
    Pegawai,
    PenilaianState,
    Peran,
    Sidang,
    SidangState,
)
from workflow_app.models.dupak import DUPAK_LEPAS
from workflow_app.peraturan.jenjang import urutan_golongan
from workflow_app.permissions import berkonflik
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.selisih import butir_untuk_sidang, penilaian_berjalan
from workflow_app.states.dupak.kirim import (
    ada_butir,
    butir_dalam_masa,
    butir_jenjang_lain_ditugaskan,
    butir_tidak_dipegang_lain,
    regime_menerima_dupak,
    setiap_butir_berbukti,
    tidak_diminta_kelengkapan,
)
from workflow_app.states.dupak.periksa import (
    ada_penilai_mundur,
    boleh_ditutup,
    daftar_periksa_lengkap,
    jumlah_penilai_cukup,
    kelengkapan_belum_lewat,
    kelengkapan_terjawab,
    penilai_layak,
    permintaan_menyebut_baris,
    semua_penilaian_terkirim,
    tim_terarah,
)
from workflow_app.states.dupak.putus import (
    boleh_selesai,
    butir_berbeda_dinilai_sidang,
    butir_ulang_disebut,
    keberatan_masih_mungkin,
    sidang_boleh_dibuka_ulang,
    sidang_ditutup,
)
from workflow_app.states.dupak.usul import ada_surat_pengantar, atasan_bukan_pengusul_sendiri, spmk_ditandatangani
from workflow_app.states.engine import BuatDokumen, KirimSurat, Konteks, Step, Workflow, langkah, syarat
from workflow_app.tahap import Tahap
from workflow_app.tenggat import hari_khusus

S = DupakState
P = Peran
KETUA_SEKRETARIS = (P.KETUA_TIM, P.SEKRETARIS_TIM)
#: Results of a plenary take effect when it closes; the system carries them where its chair is barred from this claim.
PADA_PENUTUPAN = (P.KETUA_TIM, P.SISTEM)
SEBELUM_KIRIM = (
    ada_butir,
    setiap_butir_berbukti,
    butir_jenjang_lain_ditugaskan,
    butir_dalam_masa,
    butir_tidak_dipegang_lain,
    regime_menerima_dupak,
)

STEPS: tuple[Step[Dupak], ...] = (
    *langkah("buat", None, S.DRAF, P.PRAKOM),
    *langkah(
        "ajukan",
        (S.DRAF, S.DIKEMBALIKAN),
        S.DIAJUKAN,
        P.PRAKOM,
        guards=(*SEBELUM_KIRIM, tidak_diminta_kelengkapan),
        writes=("diajukan_pada", "dikembalikan_oleh", "kelengkapan_sampai"),
        effects=(BuatDokumen("dupak"), BuatDokumen("spmk"), KirimSurat("dupak_diajukan", (P.ATASAN,))),
    ),
    *langkah(
        "tarik",
        (S.DRAF, S.DIKEMBALIKAN, S.DIAJUKAN, S.DISETUJUI_ATASAN),
        S.DITARIK,
        P.PRAKOM,
        effects=(KirimSurat("dupak_ditarik", (P.ATASAN,)),),
    ),
    *langkah(
        "kembalikan_atasan",
        S.DIAJUKAN,
        S.DIKEMBALIKAN,
        P.ATASAN,
        note_required=True,
        writes=("dikembalikan_oleh",),
        effects=(KirimSurat("dupak_dikembalikan", (P.PRAKOM,)),),
    ),
    *langkah(
        "setujui",
        S.DIAJUKAN,
        S.DISETUJUI_ATASAN,
        P.ATASAN,
        guards=(spmk_ditandatangani, atasan_bukan_pengusul_sendiri),
        effects=(BuatDokumen("spmk", terbit=True), KirimSurat("dupak_disetujui", (P.PENGUSUL,))),
    ),
    *langkah(
        "usulkan",
        S.DISETUJUI_ATASAN,
        S.DIUSULKAN,
        P.PENGUSUL,
        guards=(ada_surat_pengantar,),
        writes=("surat_pengantar_nomor", "surat_pengantar_tanggal", "pengusul_id"),
        effects=(BuatDokumen("surat_pengantar", terbit=True), KirimSurat("dupak_diusulkan", (P.SEKRETARIAT,))),
    ),
    *langkah(
        "kembalikan_pengusul",
        S.DISETUJUI_ATASAN,
        S.DIKEMBALIKAN,
        P.PENGUSUL,
        note_required=True,
        writes=("dikembalikan_oleh",),
        effects=(KirimSurat("dupak_dikembalikan", (P.PRAKOM, P.ATASAN)),),
    ),
    *langkah(
        "terima",
        S.DIUSULKAN,
        S.BERKAS_DITERIMA,
        P.SEKRETARIAT,
        guards=(tim_terarah,),
        writes=("diterima_pada", "putaran_id", "tim_id", "dasar_rute"),
        effects=(BuatDokumen("tanda_terima", terbit=True), KirimSurat("dupak_diterima", (P.PRAKOM, P.PENGUSUL))),
    ),
    *langkah("periksa", S.BERKAS_DITERIMA, S.PEMERIKSAAN, P.SEKRETARIAT),
    *langkah(
        "minta_kelengkapan",
        S.PEMERIKSAAN,
        S.DIKEMBALIKAN,
        P.SEKRETARIAT,
        note_required=True,
        guards=(permintaan_menyebut_baris,),
        writes=("dikembalikan_oleh", "kelengkapan_sampai"),
        effects=(KirimSurat("dupak_diminta_lengkap", (P.PRAKOM,)),),
    ),
    *langkah(
        "kirim_kelengkapan",
        S.DIKEMBALIKAN,
        S.PEMERIKSAAN,
        P.PRAKOM,
        guards=(kelengkapan_belum_lewat, kelengkapan_terjawab),
        writes=("dikembalikan_oleh", "kelengkapan_sampai"),
        effects=(KirimSurat("dupak_dilengkapi", (P.SEKRETARIAT,)),),
    ),
    *langkah(
        "tugaskan_penilai",
        S.PEMERIKSAAN,
        S.PENILAIAN,
        KETUA_SEKRETARIS,
        guards=(daftar_periksa_lengkap, jumlah_penilai_cukup, penilai_layak),
    ),
    *langkah(
        "ganti_penilai",
        S.PENILAIAN,
        S.PENILAIAN,
        KETUA_SEKRETARIS,
        note_required=True,
        guards=(ada_penilai_mundur, jumlah_penilai_cukup, penilai_layak),
    ),
    *langkah(
        "bawa_ke_sidang",
        S.PENILAIAN,
        S.SIDANG,
        P.SISTEM,
        guards=(semua_penilaian_terkirim,),
        effects=(KirimSurat("dupak_siap_sidang", (P.KETUA_TIM,)),),
    ),
    *langkah(
        "putuskan",
        S.SIDANG,
        S.DIPUTUSKAN,
        PADA_PENUTUPAN,
        guards=(sidang_ditutup, butir_berbeda_dinilai_sidang),
        writes=("hasil", "diputuskan_pada", "keberatan_sampai", "keberatan_dilepas"),
        effects=(BuatDokumen("hapak", terbit=True), KirimSurat("dupak_diputuskan", (P.PRAKOM,))),
    ),
    *langkah(
        "kembalikan_sidang",
        S.SIDANG,
        S.PENILAIAN,
        PADA_PENUTUPAN,
        note_required=True,
        guards=(butir_ulang_disebut,),
    ),
    *langkah(
        "tolak",
        (S.PEMERIKSAAN, S.SIDANG),
        S.DITOLAK,
        PADA_PENUTUPAN,
        note_required=True,
        effects=(KirimSurat("dupak_ditolak", (P.PRAKOM, P.PENGUSUL)),),
    ),
    *langkah(
        "buka_sidang_ulang",
        S.DIPUTUSKAN,
        S.SIDANG,
        P.KETUA_TIM,
        note_required=True,
        guards=(sidang_boleh_dibuka_ulang, butir_ulang_disebut),
        writes=("hasil_lalu",),
        effects=(KirimSurat("dupak_dibuka_ulang", (P.PRAKOM,)),),
    ),
    *langkah(
        "lepas_keberatan",
        S.DIPUTUSKAN,
        S.DIPUTUSKAN,
        P.PRAKOM,
        guards=(keberatan_masih_mungkin,),
        writes=("keberatan_dilepas",),
    ),
    *langkah(
        "selesaikan",
        S.DIPUTUSKAN,
        S.SELESAI,
        P.SISTEM,
        guards=(boleh_selesai,),
        writes=("selesai_karena",),
        effects=(KirimSurat("dupak_selesai", (P.PRAKOM,)),),
    ),
    *langkah(
        "tutup_berkas",
        (
            S.DRAF,
            S.DIAJUKAN,
            S.DISETUJUI_ATASAN,
            S.DIUSULKAN,
            S.BERKAS_DITERIMA,
            S.PEMERIKSAAN,
            S.DIKEMBALIKAN,
        ),
        S.DITUTUP,
        P.SEKRETARIAT,
        note_required=True,
        guards=(boleh_ditutup,),
        effects=(KirimSurat("dupak_ditutup", (P.PRAKOM, P.ATASAN, P.PENGUSUL)),),
    ),
)

WORKFLOW = Workflow(
    name="dupak",
    judul=N_("Usul penetapan angka kredit (DUPAK)"),
    model=Dupak,
    states=S,
    initial=S.DRAF,
    final=frozenset({S.SELESAI, S.DITARIK, S.DITOLAK, S.DITUTUP}),
    steps=STEPS,
    pemegang={
        S.DRAF: P.PRAKOM,
        S.DIAJUKAN: P.ATASAN,
        S.DISETUJUI_ATASAN: P.PENGUSUL,
        S.DIUSULKAN: P.SEKRETARIAT,
        S.BERKAS_DITERIMA: P.SEKRETARIAT,
        S.PEMERIKSAAN: P.SEKRETARIAT,
        S.SIDANG: P.KETUA_TIM,
        S.DIKEMBALIKAN: P.PRAKOM,
    },
    due={
        S.DIAJUKAN: "hari_kerja.diajukan",
        S.DISETUJUI_ATASAN: "hari_kerja.disetujui_atasan",
        S.DIUSULKAN: "hari_kerja.diusulkan",
        S.BERKAS_DITERIMA: Tahap.BERKAS_DITERIMA,
        S.PEMERIKSAAN: Tahap.PEMERIKSAAN,
        S.PENILAIAN: Tahap.PENILAIAN,
        S.SIDANG: Tahap.SIDANG,
        S.DIPUTUSKAN: Tahap.PEMBUATAN_PAK,
        S.DIKEMBALIKAN: "kelengkapan.hari_kerja_jawab",
    },
    label={
        S.DRAF: N_("Draf"),
        S.DIAJUKAN: N_("Diajukan kepada atasan"),
        S.DISETUJUI_ATASAN: N_("Disetujui atasan"),
        S.DIUSULKAN: N_("Diusulkan"),
        S.BERKAS_DITERIMA: N_("Berkas diterima"),
        S.PEMERIKSAAN: N_("Pemeriksaan"),
        S.PENILAIAN: N_("Penilaian"),
        S.SIDANG: N_("Sidang"),
        S.DIPUTUSKAN: N_("Diputuskan"),
        S.SELESAI: N_("Selesai"),
        S.DIKEMBALIKAN: N_("Dikembalikan"),
        S.DITARIK: N_("Ditarik"),
        S.DITOLAK: N_("Ditolak"),
        S.DITUTUP: N_("Ditutup"),
    },
    label_langkah={
        "buat": N_("Buat DUPAK"),
        "ajukan": N_("Ajukan kepada atasan"),
        "tarik": N_("Tarik usulan"),
        "kembalikan_atasan": N_("Kembalikan untuk diperbaiki"),
        "setujui": N_("Setujui"),
        "usulkan": N_("Usulkan kepada tim penilai"),
        "kembalikan_pengusul": N_("Kembalikan untuk diperbaiki"),
        "terima": N_("Terima berkas"),
        "periksa": N_("Mulai pemeriksaan"),
        "minta_kelengkapan": N_("Minta kelengkapan"),
        "kirim_kelengkapan": N_("Kirim kelengkapan"),
        "tugaskan_penilai": N_("Tugaskan penilai"),
        "ganti_penilai": N_("Ganti penilai"),
        "bawa_ke_sidang": N_("Bawa ke sidang"),
        "putuskan": N_("Putuskan"),
        "kembalikan_sidang": N_("Kembalikan ke penilaian"),
        "tolak": N_("Tolak usulan"),
        "buka_sidang_ulang": N_("Buka sidang ulang"),
        "lepas_keberatan": N_("Terima hasil, tanpa keberatan"),
        "selesaikan": N_("Selesaikan"),
        "tutup_berkas": N_("Tutup berkas"),
    },
)
