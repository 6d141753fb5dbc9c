"""The invented agency and officer of the samples, see `contoh`."""

from workflow_app.formulir.isian import Asal, KeteranganPerorangan, Kop, Orang, Penanda

INSTANSI = "Pemerintah Kabupaten Sagara"
KOP = Kop(
    instansi=INSTANSI,
    unit="Dinas Komunikasi dan Informatika",
    alamat="Jalan Melati Nomor 12, Sagara 41999, Telepon (0299) 555012",
)
ASAL = Asal(objek="dupak", id_objek=1, versi_objek=1, regime="R2020", sidik_aturan="")
JABATAN = "Pranata Komputer Ahli Pertama"

PEGAWAI = KeteranganPerorangan(
    nama="Rani Wulandari, S.Kom.",
    nip="899203142017012003",
    karpeg="X 012345",
    tempat_lahir="Sagara",
    tanggal_lahir="1992-03-14",
    jenis_kelamin="Perempuan",
    pendidikan="S-1 Teknik Informatika",
    pendidikan_diusulkan="",
    pangkat="Penata Muda",
    golongan="III/a",
    tmt_pangkat="2018-04-01",
    jabatan=JABATAN,
    tmt_jabatan="2018-10-01",
    masa_kerja_lama=41,
    masa_kerja_baru=53,
    unit_kerja="Bidang Aplikasi Informatika",
)
ATASAN = Orang(
    nama="Dra. Hesti Pramudya, M.M.",
    nip="897105201996032002",
    pangkat="Pembina",
    golongan="IV/a",
    tmt_pangkat="2016-10-01",
    jabatan="Kepala Bidang Aplikasi Informatika",
    tmt_jabatan="2019-02-01",
    unit_kerja="Dinas Komunikasi dan Informatika",
)
PENETAP = Penanda(
    tempat="Sagara",
    tanggal="2022-01-24",
    jabatan="Kepala Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
    nama="Drs. Suryo Hadikusumo, M.Si.",
    nip="896604121990031006",
)
TEMBUSAN_PAK = (
    "Pranata Komputer yang bersangkutan;",
    "Sekretaris Tim Penilai Jabatan Fungsional Pranata Komputer Kabupaten Sagara;",
    "Kepala Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Kabupaten Sagara;",
    "Kepala Bagian Keuangan Sekretariat Daerah Kabupaten Sagara;",
    "Kepala Dinas Komunikasi dan Informatika Kabupaten Sagara;",
    "Arsip.",
)
