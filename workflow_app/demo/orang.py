"""The invented agency: its people, roles, team and calendar. No name, number or address belongs to anybody."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy.orm import Session

from workflow_app.models import (
    AnggotaTim,
    Instansi,
    JenisInstansi,
    JenisKelamin,
    JenisTim,
    Kedudukan,
    Pegawai,
    PenugasanPeran,
    Peran,
    RiwayatJabatan,
    RiwayatPangkat,
    TimPenilai,
    Unit,
)
from workflow_app.services import buku_kredit, kalender, katalog

MULAI_PERAN = dt.date(2020, 1, 2)
MASA_TIM = (dt.date(2020, 1, 2), dt.date(2022, 12, 30))
TMT_PANGKAT = dt.date(2018, 4, 1)
PENETAP = {
    "penetap": ("Kepala Badan Kepegawaian", "ppt_pratama_kepegawaian"),
    "penetap_ti": ("Kepala Dinas Komunikasi dan Informatika", "ppt_pratama_ti"),
    "penetap_madya": ("Sekretaris Daerah", "ppt_madya_kesekretariatan"),
}
#: Account name, name, sex, golongan, post. The order is the order of the table that the first start prints.
PEJABAT = (
    ("atasan", "Bagas Wirayudha", "L", "IV/a", "Kepala Bidang Aplikasi Informatika"),
    ("pengusul", "Citra Maheswari", "P", "IV/b", "Sekretaris Dinas Komunikasi dan Informatika"),
    ("sekretariat", "Dimas Anggoro", "L", "III/c", "Sekretariat Jabatan Fungsional"),
    ("ketua", "Endah Paramitha", "P", "IV/c", "Kepala Bidang Infrastruktur"),
    ("wakil", "Fajar Nugraha", "L", "IV/b", "Kepala Bidang Statistik"),
    ("sekretaris", "Gita Larasati", "P", "IV/a", "Kepala Bidang Mutasi"),
    ("penilai1", "Hendra Kusnadi", "L", "IV/a", "Kepala Seksi Sistem Informasi"),
    ("penilai2", "Indah Permatasari", "P", "IV/a", "Kepala Seksi Jaringan"),
    ("penilai3", "Joko Santosa", "L", "IV/b", "Kepala Seksi Data"),
    ("penilai4", "Kartika Dewanti", "P", "IV/a", "Kepala Seksi Keamanan Informasi"),
    ("penetap", "Lukman Adiwinata", "L", "IV/c", PENETAP["penetap"][0]),
    ("penetap_ti", "Maya Anindita", "P", "IV/c", PENETAP["penetap_ti"][0]),
    ("penetap_madya", "Nanda Prakosa", "L", "IV/d", PENETAP["penetap_madya"][0]),
    ("kepegawaian", "Olivia Hartanti", "P", "III/d", "Analis Kepegawaian"),
    ("pembina", "Panji Wicaksono", "L", "IV/d", "Pejabat Pembina Kepegawaian"),
    ("berwenang", "Qonita Rahmadani", "P", "IV/c", "Pejabat yang Berwenang"),
    ("pembentuk", "Rangga Saputro", "L", "IV/c", "Pejabat pembentuk tim penilai"),
    ("bendahara", "Sekar Ayuningtyas", "P", "III/b", "Bendahara"),
    ("pembina_bps", "Teguh Wardoyo", "L", "IV/b", "Instansi Pembina"),
    ("pimpinan", "Utari Kencana", "P", "IV/b", "Kepala Unit Layanan TIK"),
    ("pemeriksa", "Vino Pradipta", "L", "III/c", "Pemeriksa Akses"),
    ("penilai_kinerja", "Wulan Safitri", "P", "IV/a", "Pejabat Penilai Kinerja"),
    ("kontrak", "Yoga Pamungkas", "L", "", "Tenaga kontrak TIK"),
    ("auditor", "Zahra Kirana", "P", "III/d", "Inspektorat"),
    ("admin", "Arga Mahendra", "L", "III/b", "Administrator sistem"),
)
#: Account name, name, sex, golongan, jenjang: an officer of every level, and the officers of the example cases.
PRAKOM = (
    ("prakom", "Ayu Lestari", "P", "III/a", "ahli_pertama"),
    ("terampil", "Banyu Samudra", "L", "II/c", "terampil"),
    ("mahir", "Cakra Wibawa", "L", "III/a", "mahir"),
    ("penyelia", "Dara Puspita", "P", "III/c", "penyelia"),
    ("muda", "Elang Perkasa", "L", "III/c", "ahli_muda"),
    ("madya", "Fitri Amalia", "P", "IV/a", "ahli_madya"),
    ("utama", "Galih Prasetya", "L", "IV/d", "ahli_utama"),
)
NAMA_LAIN = (
    "Hana Saraswati",
    "Ilham Ramadhan",
    "Jelita Wardani",
    "Kevin Ardiansyah",
    "Laras Setyowati",
    "Mahesa Putra",
    "Nabila Azzahra",
    "Oka Dharmawan",
    "Puspa Melati",
    "Raka Bramantyo",
    "Salsa Nirmala",
    "Tirta Gunawan",
    "Umi Handayani",
    "Vira Anggraini",
    "Wahyu Nugroho",
    "Yusuf Hidayat",
    "Zaki Firmansyah",
    "Adinda Rengganis",
    "Bima Arkananta",
    "Cempaka Widuri",
    "Damar Jatmiko",
    "Estu Kinasih",
    "Farel Maulana",
    "Gendis Pratiwi",
    "Haris Budiman",
    "Intan Cahyani",
    "Jaya Kurnia",
    "Kirana Putri",
    "Langit Ramdani",
    "Mega Utami",
)
#: Officers whose credit comes from appraisals; the first one crosses all three regimes.
NAMA_KONVERSI = (
    "Niken Wulandari",
    "Bayu Segara",
    "Citra Anjani",
    "Dewa Suryana",
    "Elok Pramesti",
    "Gading Perwira",
    "Hesti Andini",
    "Iwan Prayoga",
)
PERAN = {
    "pengusul": Peran.PENGUSUL,
    "sekretariat": Peran.SEKRETARIAT,
    "penetap": Peran.PENETAP,
    "penetap_ti": Peran.PENETAP,
    "penetap_madya": Peran.PENETAP,
    "kepegawaian": Peran.KEPEGAWAIAN,
    "pembina": Peran.PEMBINA_KEPEGAWAIAN,
    "berwenang": Peran.PEJABAT_BERWENANG,
    "pembentuk": Peran.PEMBENTUK_TIM,
    "bendahara": Peran.BENDAHARA,
    "pembina_bps": Peran.INSTANSI_PEMBINA,
    "pimpinan": Peran.PIMPINAN_UNIT,
    "pemeriksa": Peran.PEMERIKSA_AKSES,
    "penilai_kinerja": Peran.PENILAI_KINERJA,
    "kontrak": Peran.PERSONIL_KONTRAK,
    "auditor": Peran.AUDITOR,
    "admin": Peran.ADMIN,
}
KURSI = {
    "ketua": Kedudukan.KETUA,
    "wakil": Kedudukan.WAKIL_KETUA,
    "sekretaris": Kedudukan.SEKRETARIS,
    "penilai1": Kedudukan.ANGGOTA,
    "penilai2": Kedudukan.ANGGOTA,
    "penilai3": Kedudukan.ANGGOTA,
    "penilai4": Kedudukan.ANGGOTA,
}
PENDIDIKAN = {"keterampilan": "D-III Manajemen Informatika", "keahlian": "S-1 Teknik Informatika"}


@dataclass
class Agensi:
    """The agency with its people by account name."""

    instansi: Instansi
    unit: Unit
    tim: TimPenilai
    orang: dict[str, Pegawai] = field(default_factory=dict)
    lain: list[Pegawai] = field(default_factory=list)
    konversi: list[Pegawai] = field(default_factory=list)
    """Officers of the conversion regime."""


class PencatatOrang:
    """Adds people with running invented numbers, the first one after `nomor`."""

    def __init__(self, session: Session, instansi: Instansi, unit: Unit, nomor: int = 0) -> None:
        self.session, self.instansi, self.unit = session, instansi, unit
        self.nomor = nomor

    def tambah(
        self,
        nama: str,
        kelamin: str,
        golongan: str,
        *,
        jenjang: str = "",
        jabatan: str = "",
        atasan: Pegawai | None = None,
        nip: str = "",
    ) -> Pegawai:
        """A person whose rank and position, where he has them, hold from `TMT_PANGKAT` on."""
        self.nomor += 1
        pegawai = Pegawai(
            nip=nip or f"9{self.nomor:017d}",
            nama=nama,
            email=f"{nama.lower().replace(' ', '.')}@contoh.example",
            tempat_lahir="Kota Contoh",
            tanggal_lahir=dt.date(1985, 1 + self.nomor % 12, 1 + self.nomor % 27),
            jenis_kelamin=JenisKelamin.LAKI_LAKI if kelamin == "L" else JenisKelamin.PEREMPUAN,
            nomor_karpeg=f"X {self.nomor:06d}" if golongan else "",
            pendidikan=PENDIDIKAN["keterampilan" if jenjang in {"terampil", "mahir", "penyelia"} else "keahlian"],
            jabatan_struktural=jabatan,
            instansi_id=self.instansi.id,
            unit_id=self.unit.id,
            atasan_id=atasan.id if atasan else None,
        )
        if golongan:
            pegawai.riwayat_pangkat.append(
                RiwayatPangkat(
                    golongan=golongan, tmt=TMT_PANGKAT, nomor_sk=f"823/{self.nomor}/2018", masa_kerja_tahun=6
                )
            )
        if jenjang:
            pegawai.riwayat_jabatan.append(
                RiwayatJabatan(jenjang=jenjang, tmt=TMT_PANGKAT, nomor_sk=f"821/{self.nomor}/2018")
            )
        self.session.add(pegawai)
        self.session.flush()
        return pegawai


def bangun(session: Session, *, jumlah_lain: int = len(NAMA_LAIN)) -> Agensi:
    """Create the agency with catalogue and calendar in an empty database; no case yet."""
    katalog.muat_katalog(session, MASA_TIM[0])
    instansi = Instansi(
        nama="Pemerintah Kabupaten Contoh",
        jenis=JenisInstansi.KABUPATEN_KOTA,
        alamat="Jalan Merdeka Nomor 1, Kota Contoh",
        kota="Kota Contoh",
        kantor_bkn="Kepala Kantor Regional Badan Kepegawaian Negara",
    )
    session.add(instansi)
    session.flush()
    unit = Unit(instansi_id=instansi.id, nama="Dinas Komunikasi dan Informatika")
    session.add(unit)
    session.flush()
    tim = TimPenilai(
        instansi_id=instansi.id,
        jenis=JenisTim.INSTANSI,
        nama="Tim Penilai Angka Kredit Kabupaten Contoh",
        nomor_sk="188/01/2020",
        tanggal_sk=MASA_TIM[0],
        mulai=MASA_TIM[0],
        selesai=MASA_TIM[1],
    )
    session.add(tim)
    agensi = Agensi(instansi, unit, tim)
    pencatat = PencatatOrang(session, instansi, unit)
    for akun, nama, kelamin, golongan, jabatan in PEJABAT:
        agensi.orang[akun] = pencatat.tambah(nama, kelamin, golongan, jabatan=jabatan)
    _tugasi(session, agensi)
    atasan = agensi.orang["atasan"]
    for akun, nama, kelamin, golongan, jenjang in PRAKOM:
        agensi.orang[akun] = pencatat.tambah(nama, kelamin, golongan, jenjang=jenjang, atasan=atasan)
    for urutan, nama in enumerate(NAMA_LAIN[:jumlah_lain]):
        agensi.lain.append(pencatat.tambah(nama, "LP"[urutan % 2], "III/a", jenjang="ahli_pertama", atasan=atasan))
    if jumlah_lain:
        penilai = agensi.orang["penilai_kinerja"]
        for urutan, nama in enumerate(NAMA_KONVERSI):
            kelamin = "PL"[urutan % 2]
            agensi.konversi.append(pencatat.tambah(nama, kelamin, "III/a", jenjang="ahli_pertama", atasan=penilai))
    for tahun in (2021, 2022, 2023):
        kalender.buat_tahun(session, instansi, tahun)
    return agensi


def _tugasi(session: Session, agensi: Agensi) -> None:
    for nomor, (akun, peran) in enumerate(PERAN.items(), 1):
        session.add(
            PenugasanPeran(
                pegawai_id=agensi.orang[akun].id,
                peran=peran,
                instansi_id=agensi.instansi.id,
                jabatan_penetap=PENETAP[akun][1] if akun in PENETAP else None,
                mulai=MULAI_PERAN,
                nomor_sk=f"800/{nomor}/2020",
            )
        )
    for akun, kedudukan in KURSI.items():
        agensi.tim.anggota.append(
            AnggotaTim(pegawai_id=agensi.orang[akun].id, kedudukan=kedudukan, mulai=MASA_TIM[0], selesai=MASA_TIM[1])
        )
    session.flush()


def saldo_awal(
    session: Session,
    pegawai: Pegawai,
    jumlah: Decimal,
    *,
    baris: str = "sistem_informasi",
    aturan: str = "R2020",
    dasar: str = "PAK sebelumnya Nomor 7/PAK/VII/2020",
    tanggal: dt.date | None = None,
) -> None:
    """Book credit of an earlier decision, kept under one row of the form."""
    if jumlah:
        buku_kredit.saldo_awal(
            session,
            pegawai,
            aturan=aturan,
            unsur=baris,
            jumlah=jumlah,
            tanggal=tanggal or (dt.date(2020, 7, 31) if aturan == "R2020" else dt.date(2019, 9, 30)),
            dasar=dasar,
        )
