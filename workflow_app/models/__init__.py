"""All tables, imported once so that the metadata is complete."""

from workflow_app.models.akun import Akun, SesiMasuk
from workflow_app.models.base import Base, Stateful, Status
from workflow_app.models.butir import ButirKegiatan, PerubahanKatalog, TindakanKatalog, VersiButir
from workflow_app.models.catatan_butir import CatatanButir
from workflow_app.models.dupak import BarisKelengkapan, BuktiFile, Dupak, DupakState, ItemDupak, Spmk
from workflow_app.models.hitung_ulang import BatasHitungUlang, FaktorHitungUlang, HasilHitungUlang, HitungUlang
from workflow_app.models.impor_kegiatan import (
    LABEL_TAHAP_IMPOR,
    BarisImporKegiatan,
    ImporKegiatan,
    TahapImpor,
    UnduhanData,
)
from workflow_app.models.kalender import BulanSidang, HariLibur, Putaran, TahapPutaran
from workflow_app.models.karya import Karya, PesertaKarya
from workflow_app.models.keberatan import ButirKeberatan, Keberatan, KeberatanState
from workflow_app.models.kegiatan import BerkasKegiatan, Kegiatan, PeringatanWajib, RingkasanKegiatan
from workflow_app.models.kepegawaian import BarisKepegawaian, LembarKepegawaian
from workflow_app.models.kinerja import (
    LABEL_ASAL,
    AsalEvaluasi,
    AsalJabatan,
    EvaluasiKinerja,
    IjazahPegawai,
    JenisAsal,
)
from workflow_app.models.konversi import Konversi, KonversiState
from workflow_app.models.konversi_tahunan import LABEL_HASIL_MASA, HasilKonversiTahunan, HasilMasa, KonversiTahunan
from workflow_app.models.kredit import JENIS_PEMBUKA, LABEL_JENIS_ENTRI, EntriKredit, JenisEntri, RantaiKredit
from workflow_app.models.organisasi import Instansi, JenisInstansi, Unit
from workflow_app.models.pak import Pak, PakState
from workflow_app.models.pak_integrasi import PakIntegrasi, PakIntegrasiState
from workflow_app.models.pegawai import (
    JenisKelamin,
    JenisPelimpahan,
    Ketidakhadiran,
    Pegawai,
    Pelimpahan,
    PenugasanPeran,
    RiwayatJabatan,
    RiwayatPangkat,
)
from workflow_app.models.penetapan_ak import (
    LABEL_SEBAB_PENETAPAN,
    PenetapanAk,
    PenetapanAkState,
    SebabPenetapan,
)
from workflow_app.models.penilaian import NilaiButir, Penilaian, PenilaianState
from workflow_app.models.peran import LABEL_PERAN, Peran
from workflow_app.models.peraturan import (
    AsalVersi,
    PerubahanPeraturan,
    RancanganPeraturan,
    StatusRancangan,
    VersiPeraturan,
)
from workflow_app.models.records import (
    AuditEntry,
    CatatanAdmin,
    DaftarPerkara,
    Dokumen,
    KepalaRantai,
    NomorRegister,
    OutboxMessage,
    StatusSurat,
    Surat,
)
from workflow_app.models.sidang import (
    AgendaSidang,
    CaraPutus,
    HasilAgenda,
    Kehadiran,
    KeluarAgenda,
    Sidang,
    SidangState,
)
from workflow_app.models.syarat_berkas import SyaratBerkas
from workflow_app.models.tim import AnggotaTim, JenisTim, Kedudukan, KonflikKepentingan, TimPenilai

__all__ = [
    "JENIS_PEMBUKA",
    "LABEL_ASAL",
    "LABEL_HASIL_MASA",
    "LABEL_JENIS_ENTRI",
    "LABEL_PERAN",
    "LABEL_SEBAB_PENETAPAN",
    "LABEL_TAHAP_IMPOR",
    "AgendaSidang",
    "Akun",
    "AnggotaTim",
    "AsalEvaluasi",
    "AsalJabatan",
    "AsalVersi",
    "AuditEntry",
    "BarisImporKegiatan",
    "BarisKelengkapan",
    "BarisKepegawaian",
    "Base",
    "BatasHitungUlang",
    "BerkasKegiatan",
    "BuktiFile",
    "BulanSidang",
    "ButirKeberatan",
    "ButirKegiatan",
    "CaraPutus",
    "CatatanAdmin",
    "CatatanButir",
    "DaftarPerkara",
    "Dokumen",
    "Dupak",
    "DupakState",
    "EntriKredit",
    "EvaluasiKinerja",
    "FaktorHitungUlang",
    "HariLibur",
    "HasilAgenda",
    "HasilHitungUlang",
    "HasilKonversiTahunan",
    "HasilMasa",
    "HitungUlang",
    "IjazahPegawai",
    "ImporKegiatan",
    "Instansi",
    "ItemDupak",
    "JenisAsal",
    "JenisEntri",
    "JenisInstansi",
    "JenisKelamin",
    "JenisPelimpahan",
    "JenisTim",
    "Karya",
    "Keberatan",
    "KeberatanState",
    "Kedudukan",
    "Kegiatan",
    "Kehadiran",
    "KeluarAgenda",
    "KepalaRantai",
    "Ketidakhadiran",
    "KonflikKepentingan",
    "Konversi",
    "KonversiState",
    "KonversiTahunan",
    "LembarKepegawaian",
    "NilaiButir",
    "NomorRegister",
    "OutboxMessage",
    "Pak",
    "PakIntegrasi",
    "PakIntegrasiState",
    "PakState",
    "Pegawai",
    "Pelimpahan",
    "PenetapanAk",
    "PenetapanAkState",
    "Penilaian",
    "PenilaianState",
    "PenugasanPeran",
    "Peran",
    "PeringatanWajib",
    "PerubahanKatalog",
    "PerubahanPeraturan",
    "PesertaKarya",
    "Putaran",
    "RancanganPeraturan",
    "RantaiKredit",
    "RingkasanKegiatan",
    "RiwayatJabatan",
    "RiwayatPangkat",
    "SebabPenetapan",
    "SesiMasuk",
    "Sidang",
    "SidangState",
    "Spmk",
    "Stateful",
    "Status",
    "StatusRancangan",
    "StatusSurat",
    "Surat",
    "SyaratBerkas",
    "TahapImpor",
    "TahapPutaran",
    "TimPenilai",
    "TindakanKatalog",
    "UnduhanData",
    "Unit",
    "VersiButir",
    "VersiPeraturan",
]
