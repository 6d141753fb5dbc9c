"""Sample data for every contract: an invented officer of an invented agency, for previews and for checking templates.

The figures follow one story: Ahli Pertama III/a, 37.5 AK lama, 12.5 baru, 50 in all, enough for a raise in rank.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from workflow_app.formulir import contoh_konversi
from workflow_app.formulir.contoh_dasar import ASAL, ATASAN, INSTANSI, JABATAN, KOP, PEGAWAI, PENETAP, TEMBUSAN_PAK
from workflow_app.formulir.isian import (
    AnggotaTim,
    BagianDupak,
    BarisAgenda,
    BarisHasil,
    BarisJustifikasi,
    BarisNilai,
    BarisPeriksa,
    BarisSpmk,
    BarisUsulan,
    BlokDupak,
    BlokUnsur,
    ButirDupak,
    Isian,
    IsianBeritaAcaraSidang,
    IsianDupak,
    IsianHapak,
    IsianPak2003,
    IsianPak2020,
    IsianSpmk,
    IsianSuratPengantar,
    IsianTandaTerima,
    IsianUndanganSidang,
    Kehadiran,
    MasaPenilaian,
    Nilai,
    Orang,
    Penanda,
    Pengecualian,
    PenilaiDupak,
    Rekomendasi,
    Skors,
    SubUnsurDupak,
    Syarat,
    Tim,
    UnsurDupak,
)
from workflow_app.formulir.isian_bukti import IsianBuktiKegiatan

MASA = MasaPenilaian(mulai="2021-01-01", selesai="2021-06-30")

PRAKOM = Orang(
    nama=PEGAWAI.nama,
    nip=PEGAWAI.nip,
    pangkat=PEGAWAI.pangkat,
    golongan=PEGAWAI.golongan,
    tmt_pangkat=PEGAWAI.tmt_pangkat,
    jabatan=PEGAWAI.jabatan,
    tmt_jabatan=PEGAWAI.tmt_jabatan,
    unit_kerja=PEGAWAI.unit_kerja,
)
TIM = Tim(
    nama="Tim Penilai Jabatan Fungsional Pranata Komputer Kabupaten Sagara",
    sk_nomor="800/112/KEP/2020",
    sk_tanggal="2020-02-03",
)
ANGGOTA = (
    AnggotaTim(nama="Ir. Bagas Wiraatmaja, M.T.", nip="896911081994031004", jabatan_tim="Ketua merangkap anggota"),
    AnggotaTim(
        nama="Sulastri Handayani, M.Kom.", nip="897409172000122001", jabatan_tim="Wakil ketua merangkap anggota"
    ),
    AnggotaTim(nama="Yoga Prasetyo, S.H.", nip="898012252005011002", jabatan_tim="Sekretaris merangkap anggota"),
    AnggotaTim(nama="Nurul Azizah, M.T.I.", nip="897803302003122003", jabatan_tim="Anggota"),
    AnggotaTim(nama="Dimas Kurniawan, M.Kom.", nip="898107112006041001", jabatan_tim="Anggota"),
    AnggotaTim(nama="Maria Lestari, S.Kom., M.M.", nip="897702142002122005", jabatan_tim="Anggota"),
    AnggotaTim(nama="Ahmad Fauzan, S.T.", nip="898206052008011003", jabatan_tim="Anggota"),
)
KETUA, _, SEKRETARIS, _, DIMAS, _, FAUZAN = ANGGOTA
PENGUSUL = Penanda(
    tempat="Sagara",
    tanggal="2021-07-19",
    jabatan="Kepala Dinas Komunikasi dan Informatika",
    nama="Drs. Teguh Santosa, M.Si.",
    nip="896808171993031005",
)
KOSONG = Nilai(lama="", baru="", jumlah="")
NOL = Nilai(lama="0.000", baru="0.000", jumlah="0.000")
TUGAS_JABATAN = (
    BarisNilai(
        nomor="A",
        uraian="Tata Kelola dan Tata Laksana Teknologi Informasi",
        nilai=Nilai(lama="9.500", baru="1.080", jumlah="10.580"),
    ),
    BarisNilai(
        nomor="B",
        uraian="Infrastruktur Teknologi Informasi",
        nilai=Nilai(lama="6.250", baru="0.000", jumlah="6.250"),
    ),
    BarisNilai(
        nomor="C",
        uraian="Sistem Informasi dan Multimedia",
        nilai=Nilai(lama="19.250", baru="9.420", jumlah="28.670"),
    ),
)
PROFESI = Nilai(lama="2.000", baru="2.000", jumlah="4.000")
JUMLAH_UTAMA = Nilai(lama="37.000", baru="12.500", jumlah="49.500")
JUMLAH_PENUNJANG = Nilai(lama="0.500", baru="0.000", jumlah="0.500")
JUMLAH = Nilai(lama="37.500", baru="12.500", jumlah="50.000")
PENUNJANG = (BarisNilai(nomor="1", uraian="Kegiatan penunjang", nilai=JUMLAH_PENUNJANG),)
_BLOK_LAMA = BlokUnsur(
    judul="Peraturan R2003: kegiatan yang selesai sampai 31 Desember 2019",
    utama=(
        BarisNilai(
            nomor="A",
            uraian="Implementasi sistem informasi",
            nilai=Nilai(lama="96.000", baru="4.250", jumlah="100.250"),
        ),
    ),
    jumlah_utama=Nilai(lama="96.000", baru="4.250", jumlah="100.250"),
    penunjang=(
        BarisNilai(
            nomor="1",
            uraian="Pendukung kegiatan",
            nilai=Nilai(lama="12.000", baru="0.500", jumlah="12.500"),
        ),
    ),
    jumlah_penunjang=Nilai(lama="12.000", baru="0.500", jumlah="12.500"),
    jumlah=Nilai(lama="108.000", baru="4.750", jumlah="112.750"),
    syarat=(
        Syarat(
            tujuan="Kenaikan pangkat menjadi Penata Muda Tingkat I (III/b)",
            diperlukan="150.000",
            dimiliki="112.750",
            memenuhi=False,
            kekurangan="37.250",
        ),
    ),
)
REKOMENDASI = Rekomendasi(
    dapat=True,
    jabatan="",
    tmt_jabatan="",
    pangkat="Penata Muda Tingkat I",
    golongan="III/b",
    tmt_pangkat="2022-04-01",
    ukom=False,
    mulai_nol=False,
)


def _baru(nilai: str) -> Nilai:
    return Nilai(lama="", baru=nilai, jumlah=nilai)


def dupak() -> IsianDupak:
    """As sent: columns and signatures of the Tim Penilai are still empty."""
    tata_kelola = UnsurDupak(
        nomor="A",
        nama="Tata Kelola dan Tata Laksana Teknologi Informasi",
        sub_unsur=(
            SubUnsurDupak(
                nomor="1",
                nama="Manajemen Layanan Teknologi Informasi",
                butir=(
                    ButirDupak(
                        nomor="a",
                        kode="KA-I.B.7",
                        uraian="Mengelola katalog layanan teknologi informasi",
                        pengusul=_baru("0.180"),
                        tim=KOSONG,
                    ),
                    ButirDupak(
                        nomor="b",
                        kode="KA-I.B.21",
                        uraian="Mengelola permintaan dan layanan teknologi informasi",
                        pengusul=_baru("0.900"),
                        tim=KOSONG,
                    ),
                ),
            ),
        ),
        pengusul=TUGAS_JABATAN[0].nilai,
        tim=KOSONG,
    )
    multimedia = UnsurDupak(
        nomor="B",
        nama="Sistem Informasi dan Multimedia",
        sub_unsur=(
            SubUnsurDupak(
                nomor="1",
                nama="Sistem Informasi",
                butir=(
                    ButirDupak(
                        nomor="a",
                        kode="KA-III.A.14",
                        uraian="Membuat program aplikasi sistem informasi beserta pengujian dan dokumentasinya",
                        pengusul=_baru("8.980"),
                        tim=KOSONG,
                    ),
                ),
            ),
            SubUnsurDupak(
                nomor="2",
                nama="Pengolahan Data",
                butir=(
                    ButirDupak(
                        nomor="a",
                        kode="KA-I.C.17",
                        uraian="Melakukan implementasi data model",
                        pengusul=_baru("0.440"),
                        tim=KOSONG,
                    ),
                ),
            ),
        ),
        pengusul=Nilai(lama="25.500", baru="9.420", jumlah="34.920"),
        tim=KOSONG,
    )
    profesi = UnsurDupak(
        nomor="C",
        nama="Pengembangan Profesi",
        sub_unsur=(
            SubUnsurDupak(
                nomor="1",
                nama="Karya Tulis/Karya Ilmiah di Bidang Teknologi Informasi",
                butir=(
                    ButirDupak(
                        nomor="a",
                        kode="KA-PP.B.9",
                        uraian="Membuat artikel di bidang teknologi informasi yang dipublikasikan",
                        pengusul=_baru("2.000"),
                        tim=KOSONG,
                    ),
                ),
            ),
        ),
        pengusul=PROFESI,
        tim=KOSONG,
    )
    penunjang = UnsurDupak(
        nomor="A",
        nama="Penunjang Tugas Pranata Komputer",
        sub_unsur=(
            SubUnsurDupak(
                nomor="1",
                nama="Tugas lain yang mendukung pelaksanaan tugas",
                butir=(
                    ButirDupak(
                        nomor="a",
                        kode="KA-PN.E.1",
                        uraian="Melakukan tugas lain yang mendukung pelaksanaan tugas jabatan",
                        pengusul=_baru("0.000"),
                        tim=KOSONG,
                    ),
                ),
            ),
        ),
        pengusul=JUMLAH_PENUNJANG,
        tim=KOSONG,
    )
    belum = Penanda(tempat="", tanggal="", jabatan="Ketua Tim Penilai", nama="", nip="")
    return IsianDupak(
        kop=KOP,
        asal=ASAL,
        draf=False,
        nomor="800/045/DUPAK/2021",
        kode_verifikasi="",
        tingkat="Ahli",
        masa_penilaian=MASA,
        pegawai=PEGAWAI,
        utama=BagianDupak(unsur=(tata_kelola, multimedia, profesi), pengusul=JUMLAH_UTAMA, tim=KOSONG),
        penunjang=BagianDupak(unsur=(penunjang,), pengusul=JUMLAH_PENUNJANG, tim=KOSONG),
        jumlah_pengusul=JUMLAH,
        jumlah_tim=KOSONG,
        lampiran=(
            "Surat Pernyataan Melakukan Kegiatan Tata Kelola dan Tata Laksana Teknologi Informasi",
            "Surat Pernyataan Melakukan Kegiatan Sistem Informasi dan Multimedia",
            "Surat Pernyataan Melakukan Kegiatan Pengembangan Profesi",
            "Bukti fisik kegiatan sebagaimana tercantum dalam surat pernyataan",
        ),
        ttd_prakom=Penanda(
            tempat="Sagara",
            tanggal="2021-07-05",
            jabatan="Pranata Komputer yang bersangkutan",
            nama=PEGAWAI.nama,
            nip=PEGAWAI.nip,
        ),
        catatan_pengusul=("Usul penetapan angka kredit telah diperiksa dan disetujui.",),
        ttd_pengusul=PENGUSUL,
        catatan_penilai=(),
        penilai_1=PenilaiDupak(nama="", nip=""),
        penilai_2=PenilaiDupak(nama="", nip=""),
        catatan_ketua=(),
        ttd_ketua=belum,
    )


def spmk() -> IsianSpmk:
    """One item of the own jenjang, one of the jenjang above by letter of assignment."""
    return IsianSpmk(
        kop=KOP,
        asal=ASAL,
        draf=False,
        nomor="800/046/SPMK/2021",
        kode_verifikasi="",
        unsur="Tata Kelola dan Tata Laksana Teknologi Informasi",
        masa_penilaian=MASA,
        atasan=ATASAN,
        prakom=PRAKOM,
        baris=(
            BarisSpmk(
                nomor=1,
                kode="KA-I.B.7",
                uraian="Mengelola katalog layanan teknologi informasi",
                tanggal_mulai="2021-01-04",
                tanggal_selesai="2021-06-30",
                satuan_hasil="Laporan",
                volume="2",
                jenjang="Ahli Pertama",
                angka_kredit="0.090",
                faktor="1",
                jumlah="0.180",
                surat_tugas="",
                bukti="Laporan katalog layanan semester I; arsip unit kerja, lemari 2",
            ),
            BarisSpmk(
                nomor=2,
                kode="KA-I.B.21",
                uraian="Mengelola permintaan dan layanan teknologi informasi",
                tanggal_mulai="2021-03-15",
                tanggal_selesai="2021-03-15",
                satuan_hasil="Laporan",
                volume="6",
                jenjang="Ahli Muda",
                angka_kredit="0.1875",
                faktor="0.8",
                jumlah="0.900",
                surat_tugas="ST 094/021/2021, 1 Maret 2021",
                bukti="laporan-permintaan.pdf",
            ),
        ),
        jumlah="1.080",
        ttd=Penanda(tempat="Sagara", tanggal="2021-07-08", jabatan=ATASAN.jabatan, nama=ATASAN.nama, nip=ATASAN.nip),
    )


def surat_pengantar() -> IsianSuratPengantar:
    """One DUPAK forwarded."""
    return IsianSuratPengantar(
        kop=KOP,
        asal=ASAL,
        draf=False,
        nomor="800/512/DISKOMINFO/2021",
        kode_verifikasi="",
        sifat="Biasa",
        kepada="Kepala Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Kabupaten Sagara",
        kepada_di="Sagara",
        melalui="Sekretariat Tim Penilai Jabatan Fungsional Pranata Komputer",
        usulan=(
            BarisUsulan(
                nomor=1,
                nama=PEGAWAI.nama,
                nip=PEGAWAI.nip,
                pangkat=PEGAWAI.pangkat,
                golongan=PEGAWAI.golongan,
                jabatan=JABATAN,
                unit_kerja=PEGAWAI.unit_kerja,
                masa_penilaian=MASA,
                angka_kredit="12.500",
            ),
        ),
        lampiran=(
            "Daftar Usul Penetapan Angka Kredit (DUPAK)",
            "Surat Pernyataan Melakukan Kegiatan untuk setiap unsur",
            "Bukti fisik kegiatan",
            "Salinan PAK terakhir",
            "Salinan keputusan kenaikan pangkat terakhir",
        ),
        ttd=PENGUSUL,
        tembusan=("Pranata Komputer yang bersangkutan.",),
    )


def tanda_terima() -> IsianTandaTerima:
    """Received after the cut-off, so the next putaran is named."""
    berkas = (
        ("Surat pengantar pejabat pengusul", True, ""),
        ("Daftar Usul Penetapan Angka Kredit (DUPAK)", True, ""),
        ("Surat Pernyataan Melakukan Kegiatan untuk setiap unsur", True, "3 surat"),
        ("Salinan keputusan kenaikan pangkat terakhir", True, ""),
        ("Salinan PAK terakhir", False, "Menyusul"),
        ("Penilaian kinerja dua tahun terakhir", True, ""),
        ("Bukti fisik kegiatan", True, "Sebagian di arsip unit kerja"),
    )
    return IsianTandaTerima(
        kop=replace(KOP, unit="Sekretariat Tim Penilai Jabatan Fungsional Pranata Komputer"),
        asal=ASAL,
        draf=False,
        nomor="TT/017/2021",
        kode_verifikasi="",
        diterima_pada="2021-07-21",
        prakom=PRAKOM,
        masa_penilaian=MASA,
        nomor_dupak="800/045/DUPAK/2021",
        jumlah_butir=16,
        angka_kredit="12.500",
        surat_pengantar_nomor="800/512/DISKOMINFO/2021",
        surat_pengantar_tanggal="2021-07-19",
        diserahkan_oleh="Dinas Komunikasi dan Informatika",
        berkas=tuple(
            BarisPeriksa(nomor=urut, uraian=uraian, ada=ada, keterangan=keterangan)
            for urut, (uraian, ada, keterangan) in enumerate(berkas, start=1)
        ),
        putaran="Januari 2022",
        batas_penerimaan="2021-05-07",
        setelah_batas=True,
        putaran_semula="Juli 2021",
        hangus=(
            (
                "Membuat dokumentasi jaringan (KA-II.A.3), selesai 3 Juli 2020, "
                "lebih dari 12 bulan sebelum tanggal diterima 21 Juli 2021"
            ),
        ),
        ttd_petugas=Penanda(
            tempat="Sagara",
            tanggal="2021-07-21",
            jabatan="Petugas Sekretariat Tim Penilai",
            nama="Intan Permatasari, A.Md.",
            nip="899405092019022004",
        ),
    )


def hapak() -> IsianHapak:
    """Enough for a raise in rank, one item lowered."""
    return IsianHapak(
        kop=replace(KOP, unit=TIM.nama),
        asal=ASAL,
        draf=False,
        nomor="800/031/HAPAK/2022",
        kode_verifikasi="",
        masa_penilaian=MASA,
        pegawai=PEGAWAI,
        tim=TIM.nama,
        berita_acara_nomor="800/030/BA-SIDANG/2022",
        berita_acara_tanggal="2022-01-10",
        utama=(*TUGAS_JABATAN, BarisNilai(nomor="D", uraian="Pengembangan Profesi", nilai=PROFESI)),
        jumlah_utama=JUMLAH_UTAMA,
        penunjang=PENUNJANG,
        jumlah_penunjang=JUMLAH_PENUNJANG,
        jumlah=JUMLAH,
        syarat=(
            Syarat(
                tujuan="Kenaikan pangkat menjadi Penata Muda Tingkat I (III/b)",
                diperlukan="50.000",
                dimiliki="50.000",
                memenuhi=True,
                kekurangan="0.000",
            ),
            Syarat(
                tujuan="Kenaikan jabatan menjadi Pranata Komputer Ahli Muda",
                diperlukan="100.000",
                dimiliki="50.000",
                memenuhi=False,
                kekurangan="50.000",
            ),
        ),
        memenuhi=True,
        justifikasi=(
            BarisJustifikasi(
                nomor=1,
                kode="KA-I.B.7",
                uraian="Mengelola katalog layanan teknologi informasi",
                diusulkan="0.180",
                hasil="0.180",
                justifikasi="",
            ),
            BarisJustifikasi(
                nomor=2,
                kode="KA-I.B.21",
                uraian="Mengelola permintaan dan layanan teknologi informasi",
                diusulkan="1.050",
                hasil="0.900",
                justifikasi="Satu dari tujuh laporan tidak disertai bukti fisik.",
            ),
        ),
        ttd=Penanda(tempat="Sagara", tanggal="2022-01-12", jabatan="Ketua Tim Penilai", nama=KETUA.nama, nip=KETUA.nip),
    )


def undangan_sidang() -> IsianUndanganSidang:
    """A first invitation, three officers on the agenda."""
    agenda = (
        (PEGAWAI.nama, PEGAWAI.nip, JABATAN, "12.500", 2),
        ("Galih Saputra, S.T.", "898904272014031002", "Pranata Komputer Ahli Muda", "27.250", 0),
        (DIMAS.nama, DIMAS.nip, "Pranata Komputer Ahli Madya", "41.000", 5),
    )
    return IsianUndanganSidang(
        kop=replace(KOP, unit=TIM.nama),
        asal=replace(ASAL, objek="sidang"),
        draf=False,
        nomor="005/008/TP/2022",
        kode_verifikasi="",
        sifat="Penting",
        tim=TIM,
        putaran="Januari 2022",
        kepada=ANGGOTA,
        tanggal="2022-01-10",
        jam="09.00",
        zona="WIB",
        tempat="Ruang Rapat Anggrek, Dinas Komunikasi dan Informatika, Jalan Melati Nomor 12, Sagara",
        tanggal_semula="",
        agenda=tuple(
            BarisAgenda(
                nomor=urut,
                nama=nama,
                nip=nip,
                jabatan=jabatan,
                unit_kerja="Dinas Komunikasi dan Informatika",
                angka_kredit=kredit,
                butir_berbeda=berbeda,
            )
            for urut, (nama, nip, jabatan, kredit, berbeda) in enumerate(agenda, start=1)
        ),
        ttd=Penanda(
            tempat="Sagara",
            tanggal="2022-01-03",
            jabatan="Sekretaris Tim Penilai",
            nama=SEKRETARIS.nama,
            nip=SEKRETARIS.nip,
        ),
        tembusan=("Kepala Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Kabupaten Sagara.",),
    )


def berita_acara_sidang() -> IsianBeritaAcaraSidang:
    """One absent, one excluded from his own case, one suspension, three results."""
    rani = BarisHasil(
        nomor=1,
        nama=PEGAWAI.nama,
        nip=PEGAWAI.nip,
        pangkat=PEGAWAI.pangkat,
        golongan=PEGAWAI.golongan,
        jabatan=JABATAN,
        lama="37.500",
        usulan="12.650",
        utama="10.500",
        profesi="2.000",
        penunjang="0.000",
        jumlah="50.000",
        kesimpulan="KP",
        cara="Mufakat",
        catatan="Satu butir dikurangi.",
    )
    galih = replace(
        rani,
        nomor=2,
        nama="Galih Saputra, S.T.",
        nip="898904272014031002",
        pangkat="Penata",
        golongan="III/c",
        jabatan="Pranata Komputer Ahli Muda",
        lama="41.000",
        usulan="27.250",
        utama="20.000",
        profesi="4.000",
        penunjang="1.250",
        jumlah="66.250",
        kesimpulan="Tabungan",
        catatan="",
    )
    dimas = replace(
        galih,
        nomor=3,
        nama=DIMAS.nama,
        nip=DIMAS.nip,
        pangkat="Pembina",
        golongan="IV/a",
        jabatan="Pranata Komputer Ahli Madya",
        lama="112.500",
        usulan="41.000",
        utama="33.000",
        profesi="6.000",
        penunjang="0.000",
        jumlah="151.500",
        kesimpulan="KP",
        cara="Suara terbanyak (4 : 1)",
    )
    return IsianBeritaAcaraSidang(
        kop=replace(KOP, unit=TIM.nama),
        asal=replace(ASAL, objek="sidang"),
        draf=False,
        nomor="800/030/BA-SIDANG/2022",
        kode_verifikasi="",
        tim=TIM,
        putaran="Januari 2022",
        tanggal="2022-01-10",
        jam_mulai="09.00",
        jam_selesai="15.30",
        zona="WIB",
        tempat="Ruang Rapat Anggrek, Dinas Komunikasi dan Informatika, Sagara",
        pimpinan=f"{KETUA.nama} selaku Ketua Tim Penilai",
        kehadiran=tuple(
            Kehadiran(
                nomor=urut,
                nama=anggota.nama,
                nip=anggota.nip,
                jabatan_tim=anggota.jabatan_tim,
                hadir=anggota is not FAUZAN,
                keterangan="Dinas luar" if anggota is FAUZAN else "",
            )
            for urut, anggota in enumerate(ANGGOTA, start=1)
        ),
        jumlah_anggota=7,
        jumlah_hadir=6,
        kuorum="Sidang sah apabila dihadiri lebih dari setengah jumlah anggota, termasuk ketua atau wakil ketua.",
        skors=(
            Skors(
                tanggal="2022-01-10",
                alasan="menunggu bukti fisik tambahan dari arsip unit kerja",
                dilanjutkan="2022-01-11",
            ),
        ),
        hasil=(rani, galih, dimas),
        pengecualian=(
            Pengecualian(
                nomor=1,
                nama=DIMAS.nama,
                jabatan_tim="Anggota",
                perkara=DIMAS.nama,
                alasan="Usul angka kreditnya sendiri dinilai dalam sidang ini",
                pengganti="",
            ),
        ),
        cara_keputusan="Keputusan diambil dengan musyawarah untuk mufakat; apabila tidak tercapai, dengan suara "
        "terbanyak, dan suara ketua menentukan apabila suara sama banyak.",
        tempat_ttd="Sagara",
        tanggal_ttd="2022-01-11",
        penanda_tangan=ANGGOTA[:6],
    )


def pak_2020() -> IsianPak2020:
    """A raise in rank."""
    return IsianPak2020(
        kop=replace(KOP, unit="Badan Kepegawaian dan Pengembangan Sumber Daya Manusia"),
        asal=replace(ASAL, objek="pak"),
        draf=False,
        nomor="800/101/PAK/2022",
        kode_verifikasi="",
        instansi=INSTANSI,
        masa_penilaian=MASA,
        pegawai=PEGAWAI,
        tugas_jabatan=TUGAS_JABATAN,
        pengembangan_profesi=PROFESI,
        jumlah_utama=JUMLAH_UTAMA,
        penunjang=PENUNJANG,
        jumlah_penunjang=JUMLAH_PENUNJANG,
        jumlah=JUMLAH,
        rekomendasi=REKOMENDASI,
        mengganti_nomor="",
        mengganti_tanggal="",
        asli="Kepala Kantor Regional Badan Kepegawaian Negara",
        tembusan=TEMBUSAN_PAK,
        ttd=PENETAP,
    )


def pak_2003() -> IsianPak2003:
    """Not yet enough for anything; issued all the same, and replacing an earlier one."""
    tugas_pokok = (
        ("c", "Implementasi Sistem Informasi", Nilai(lama="12.250", baru="3.081", jumlah="15.331")),
        ("d", "Analisis dan Perancangan Sistem Informasi", Nilai(lama="8.000", baru="4.115", jumlah="12.115")),
        ("e", "Penyusunan Kebijakan Sistem Informasi", NOL),
    )
    return IsianPak2003(
        kop=replace(KOP, unit="Badan Kepegawaian dan Pengembangan Sumber Daya Manusia"),
        asal=replace(ASAL, objek="pak", regime="R2003"),
        draf=False,
        nomor="800/099/PAK/2019",
        kode_verifikasi="",
        tingkat="Ahli",
        instansi=INSTANSI,
        masa_penilaian=MasaPenilaian(mulai="2018-10-01", selesai="2019-06-30"),
        pegawai=PEGAWAI,
        pendidikan_sekolah=Nilai(lama="100.000", baru="0.000", jumlah="100.000"),
        diklat=Nilai(lama="2.000", baru="3.000", jumlah="5.000"),
        tugas_pokok=tuple(BarisNilai(nomor=n, uraian=u, nilai=nilai) for n, u, nilai in tugas_pokok),
        pengembangan_profesi=NOL,
        jumlah_utama=Nilai(lama="122.250", baru="10.196", jumlah="132.446"),
        penunjang=(
            BarisNilai(
                nomor="1",
                uraian="Kegiatan yang mendukung tugas Pranata Komputer",
                nilai=Nilai(lama="1.000", baru="1.000", jumlah="2.000"),
            ),
        ),
        jumlah_penunjang=Nilai(lama="1.000", baru="1.000", jumlah="2.000"),
        jumlah=Nilai(lama="123.250", baru="11.196", jumlah="134.446"),
        rekomendasi=replace(REKOMENDASI, dapat=False, pangkat="", golongan="", tmt_pangkat=""),
        mengganti_nomor="800/087/PAK/2019",
        mengganti_tanggal="2019-07-22",
        asli="Kepala Kantor Regional Badan Kepegawaian Negara",
        tembusan=TEMBUSAN_PAK,
        ttd=replace(PENETAP, tanggal="2019-07-30"),
    )


def bukti_kegiatan() -> IsianBuktiKegiatan:
    """One activity of a level above the officer's, so that its assignment is named."""
    return IsianBuktiKegiatan(
        kop=KOP,
        asal=ASAL,
        draf=False,
        nomor="",
        kode_verifikasi="",
        prakom=PRAKOM,
        kode="KA-I.B.7",
        uraian="Mengelola katalog layanan teknologi informasi",
        keluaran="Katalog Layanan TI Semester I 2021",
        satuan="laporan pengelolaan katalog layanan TI",
        volume="2",
        mulai="2021-01-04",
        selesai="2021-06-30",
        surat_tugas="ST-12/DISKOMINFO/2021, 4 Januari 2021",
        tempat_bukti="Arsip Bidang Infrastruktur, lemari 3",
        keterangan="Dikerjakan bersama Seksi Aplikasi",
        berkas=("laporan katalog.pdf", "tangkapan layar.png"),
        ttd_atasan=Penanda(tempat="", tanggal="", jabatan="Atasan langsung", nama=ATASAN.nama, nip=ATASAN.nip),
        ttd_prakom=Penanda(tempat="Sagara", tanggal="", jabatan="Pranata Komputer", nama=PEGAWAI.nama, nip=PEGAWAI.nip),
    )


CONTOH: dict[str, Callable[[], Isian]] = {
    "dupak": dupak,
    "spmk": spmk,
    "surat_pengantar": surat_pengantar,
    "tanda_terima": tanda_terima,
    "hapak": hapak,
    "undangan_sidang": undangan_sidang,
    "berita_acara_sidang": berita_acara_sidang,
    "pak_2020": pak_2020,
    "pak_2003": pak_2003,
    "konversi": contoh_konversi.konversi,
    "akumulasi": contoh_konversi.akumulasi,
    "penetapan_ak": contoh_konversi.penetapan_ak,
    "pak_integrasi": contoh_konversi.pak_integrasi,
    "bukti_kegiatan": bukti_kegiatan,
}


def contoh(jenis: str) -> Isian:
    """The sample of one kind of document. Raises KeyError for an unknown kind."""
    return CONTOH[jenis]()


def _blok_dupak_lama() -> BlokDupak:
    contoh_dupak = dupak()
    return BlokDupak(
        judul=_BLOK_LAMA.judul,
        utama=contoh_dupak.utama,
        penunjang=contoh_dupak.penunjang,
        jumlah_pengusul=_BLOK_LAMA.jumlah,
        jumlah_tim=KOSONG,
    )


def baris_contoh(tipe: type) -> Any:
    """A line of a list that the samples leave empty, because hardly any document has one; None for other types."""
    if tipe is BlokUnsur:
        return _BLOK_LAMA
    return _blok_dupak_lama() if tipe is BlokDupak else None
