"""All tables, imported once so that the metadata is complete."""

from workflow_app.models.akun import Akun, SesiMasuk
from workflow_app.models.base import Base, Stateful, Status
from workflow_app.models.butir import ButirKegiatan, PerubahanKatalog, TindakanKatalog, VersiButir
from workflow_app.models.dupak import BarisKelengkapan, BuktiFile, Dupak, DupakState, ItemDupak, Spmk
from workflow_app.models.hitung_ulang import BatasHitungUlang, FaktorHitungUlang, HasilHitungUlang, HitungUlang
from workflow_app.models.kalender import BulanSidang, HariLibur, Putaran, TahapPutaran
from workflow_app.models.keberatan import ButirKeberatan, Keberatan, KeberatanState
from workflow_app.models.kredit import JENIS_PEMBUKA, LABEL_JENIS_ENTRI, EntriKredit, JenisEntri
from workflow_app.models.organisasi import Instansi, JenisInstansi, Unit
from workflow_app.models.pak import Pak, PakState
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
from workflow_app.models.tim import AnggotaTim, JenisTim, Kedudukan, KonflikKepentingan, TimPenilai

__all__ = [
    "JENIS_PEMBUKA",
    "LABEL_JENIS_ENTRI",
    "LABEL_PERAN",
    "AgendaSidang",
    "Akun",
    "AnggotaTim",
    "AsalVersi",
    "AuditEntry",
    "BarisKelengkapan",
    "Base",
    "BatasHitungUlang",
    "BuktiFile",
    "BulanSidang",
    "ButirKeberatan",
    "ButirKegiatan",
    "CaraPutus",
    "CatatanAdmin",
    "DaftarPerkara",
    "Dokumen",
    "Dupak",
    "DupakState",
    "EntriKredit",
    "FaktorHitungUlang",
    "HariLibur",
    "HasilAgenda",
    "HasilHitungUlang",
    "HitungUlang",
    "Instansi",
    "ItemDupak",
    "JenisEntri",
    "JenisInstansi",
    "JenisKelamin",
    "JenisPelimpahan",
    "JenisTim",
    "Keberatan",
    "KeberatanState",
    "Kedudukan",
    "Kehadiran",
    "KeluarAgenda",
    "KepalaRantai",
    "Ketidakhadiran",
    "KonflikKepentingan",
    "NilaiButir",
    "NomorRegister",
    "OutboxMessage",
    "Pak",
    "PakState",
    "Pegawai",
    "Pelimpahan",
    "Penilaian",
    "PenilaianState",
    "PenugasanPeran",
    "Peran",
    "PerubahanKatalog",
    "PerubahanPeraturan",
    "Putaran",
    "RancanganPeraturan",
    "RiwayatJabatan",
    "RiwayatPangkat",
    "SesiMasuk",
    "Sidang",
    "SidangState",
    "Spmk",
    "Stateful",
    "Status",
    "StatusRancangan",
    "StatusSurat",
    "Surat",
    "TahapPutaran",
    "TimPenilai",
    "TindakanKatalog",
    "Unit",
    "VersiButir",
    "VersiPeraturan",
]
