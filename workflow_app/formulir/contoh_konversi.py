"""Samples of the conversion regime: the officer of the other samples, Ahli Pertama III/b in October 2025.

Two full years and nine months of the third make 46.875; integration brought 40.625 and a degree 12.5: 100 in all, so
that rank and level are both reached.
"""

from dataclasses import replace

from workflow_app.formulir.contoh_dasar import ASAL, ATASAN, INSTANSI, KOP, PEGAWAI, PENETAP, TEMBUSAN_PAK
from workflow_app.formulir.isian import MasaPenilaian, Penanda
from workflow_app.formulir.isian_konversi import (
    BarisAkumulasi,
    BarisIntegrasi,
    BarisPenetapan,
    HasilKinerja,
    IsianAkumulasi,
    IsianKonversi,
    IsianPakIntegrasi,
    IsianPenetapanAk,
    KebutuhanIntegrasi,
    KebutuhanKenaikan,
    NilaiBertanda,
    PejabatDinilai,
    PutusanKenaikan,
)

_ASAL = replace(ASAL, objek="konversi", regime="R2023")
_PEGAWAI = PejabatDinilai(
    nama=PEGAWAI.nama,
    nip=PEGAWAI.nip,
    karpeg=PEGAWAI.karpeg,
    tempat_lahir=PEGAWAI.tempat_lahir,
    tanggal_lahir=PEGAWAI.tanggal_lahir,
    jenis_kelamin=PEGAWAI.jenis_kelamin,
    pangkat="Penata Muda Tingkat I",
    golongan="III/b",
    tmt_pangkat="2022-04-01",
    jabatan=PEGAWAI.jabatan,
    tmt_jabatan=PEGAWAI.tmt_jabatan,
    unit_kerja=PEGAWAI.unit_kerja,
    instansi=INSTANSI,
)
_PENILAI = Penanda(tempat="Sagara", tanggal="2025-10-06", jabatan=ATASAN.jabatan, nama=ATASAN.nama, nip=ATASAN.nip)
_TEMBUSAN_KONVERSI = (
    "Pranata Komputer yang bersangkutan",
    "Kepala Dinas Komunikasi dan Informatika",
    "Kepala Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
)
_TEMBUSAN_PENETAPAN = (
    "Pimpinan instansi pengusul",
    "Pejabat Penilai Kinerja",
    "Sekretaris Tim Penilai",
    "Kepala Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
)
_SETAHUN = HasilKinerja(
    predikat="Sangat Baik", bulan=12, setahun=True, persen="150", koefisien="12.5", angka_kredit="18.750"
)
_SEBAGIAN = HasilKinerja(predikat="Baik", bulan=9, setahun=False, persen="100", koefisien="12.5", angka_kredit="9.375")
_MASA = MasaPenilaian(mulai="2023-01-01", selesai="2025-09-30")


def konversi() -> IsianKonversi:
    """Nine months."""
    return IsianKonversi(
        kop=KOP,
        asal=_ASAL,
        draf=False,
        nomor="12/KONV/X/2025",
        kode_verifikasi="",
        pegawai=_PEGAWAI,
        mengganti_nomor="",
        mengganti_tanggal="",
        ttd=_PENILAI,
        tembusan=_TEMBUSAN_KONVERSI,
        periode="Januari s.d. September 2025",
        hasil=_SEBAGIAN,
        bukti="Dokumen Evaluasi Kinerja Pegawai periode Januari s.d. September 2025",
    )


def akumulasi() -> IsianAkumulasi:
    """Two full years and nine months of the third."""
    baris = (
        (2023, "Januari s.d. Desember", _SETAHUN),
        (2024, "Januari s.d. Desember", _SETAHUN),
        (2025, "Januari s.d. September", _SEBAGIAN),
    )
    return IsianAkumulasi(
        kop=KOP,
        asal=_ASAL,
        draf=False,
        nomor="12/AKUM/X/2025",
        kode_verifikasi="",
        pegawai=_PEGAWAI,
        mengganti_nomor="",
        mengganti_tanggal="",
        ttd=_PENILAI,
        tembusan=_TEMBUSAN_KONVERSI,
        masa_penilaian=_MASA,
        baris=tuple(BarisAkumulasi(tahun=tahun, periode=periode, hasil=hasil) for tahun, periode, hasil in baris),
        jumlah="46.875",
    )


def _nilai(lama: str, baru: str, jumlah: str) -> NilaiBertanda:
    return NilaiBertanda(lama=lama, baru=baru, jumlah=jumlah)


def penetapan_ak() -> IsianPenetapanAk:
    """Rank and level reached on the same credit; the examination has not been shown yet."""
    nol = _nilai("0.000", "0.000", "0.000")
    baris = (
        ("Angka Kredit Dasar yang diberikan", nol, ""),
        (
            "Angka Kredit Jabatan Fungsional lama",
            _nilai("40.625", "0.000", "40.625"),
            "PAK Integrasi Nomor 3/PAK-INT/VII/2023",
        ),
        ("Angka Kredit Penyesuaian/Penyetaraan", nol, ""),
        (
            "Angka Kredit Konversi",
            _nilai("37.500", "9.375", "46.875"),
            "Akumulasi Angka Kredit Nomor 12/AKUM/X/2025",
        ),
        (
            "Angka Kredit yang diperoleh dari peningkatan pendidikan",
            _nilai("0.000", "12.500", "12.500"),
            "25% x angka kredit kumulatif kenaikan pangkat 50 = 12,5 (Ijazah S2 Nomor 0417/2025)",
        ),
        ("Angka Kredit lain yang diperbolehkan peraturan", nol, ""),
    )
    return IsianPenetapanAk(
        kop=KOP,
        asal=replace(_ASAL, objek="penetapan_ak"),
        draf=False,
        nomor="4/PAK-K/X/2025",
        kode_verifikasi="",
        pegawai=_PEGAWAI,
        mengganti_nomor="",
        mengganti_tanggal="",
        ttd=_PENILAI,
        tembusan=_TEMBUSAN_PENETAPAN,
        masa_penilaian=_MASA,
        baris=tuple(
            BarisPenetapan(nomor=urut, uraian=uraian, nilai=nilai, keterangan=keterangan)
            for urut, (uraian, nilai, keterangan) in enumerate(baris, start=1)
        ),
        jumlah=_nilai("78.125", "21.875", "100.000"),
        pangkat=KebutuhanKenaikan(minimal="100.000", lebih=True, selisih="0.000"),
        jenjang=KebutuhanKenaikan(minimal="100.000", lebih=True, selisih="0.000"),
        putusan=(
            PutusanKenaikan(
                kenaikan="jenjang jabatan",
                tujuan="Pranata Komputer Ahli Muda",
                dapat=True,
                kurang=False,
                tetap_jenjang=False,
                sesudah_jenjang=False,
                alasan=("Kelulusan uji kompetensi belum diketahui.",),
            ),
            PutusanKenaikan(
                kenaikan="pangkat",
                tujuan="Penata, golongan ruang III/c",
                dapat=True,
                kurang=False,
                tetap_jenjang=False,
                sesudah_jenjang=True,
                alasan=("Kenaikan pangkat ke Penata (III/c) menunggu kepastian kenaikan jabatan.",),
            ),
        ),
        catatan=("Kenaikan pangkat lazimnya juga memerlukan prestasi baik 2 tahun terakhir.",),
        asli=("Pranata Komputer yang bersangkutan",),
    )


def pak_integrasi() -> IsianPakIntegrasi:
    """Credit of both older rule sets, with a deduction."""
    return IsianPakIntegrasi(
        kop=replace(KOP, unit="Badan Kepegawaian dan Pengembangan Sumber Daya Manusia"),
        asal=replace(_ASAL, objek="pak_integrasi", regime="R2020, R2023"),
        draf=False,
        nomor="3/PAK-INT/VII/2023",
        kode_verifikasi="",
        pegawai=_PEGAWAI,
        mengganti_nomor="",
        mengganti_tanggal="",
        ttd=replace(PENETAP, tanggal="2023-07-10"),
        tembusan=TEMBUSAN_PAK,
        per_tanggal="2022-12-31",
        baris=(
            BarisIntegrasi(
                nomor=1,
                uraian="Konvensional, kegiatan s.d. 31 Desember 2019",
                konvensional="112.750",
                nilai_dasar="100.000",
                integrasi="12.750",
            ),
            BarisIntegrasi(
                nomor=2,
                uraian="Integrasi, kegiatan s.d. 31 Desember 2022",
                konvensional="31.875",
                nilai_dasar="",
                integrasi="31.875",
            ),
        ),
        konvensional="144.625",
        nilai_dasar="100.000",
        sebelum_potongan="44.625",
        potong_profesi="4.000",
        dipotong=True,
        angka_kredit="40.625",
        kekurangan_dasar="0.000",
        di_bawah_dasar=False,
        pangkat=KebutuhanIntegrasi(tujuan="Penata, golongan ruang III/c", minimal="100.000", kekurangan="59.375"),
        jenjang=KebutuhanIntegrasi(tujuan="Pranata Komputer Ahli Muda", minimal="100.000", kekurangan="59.375"),
        asli="Kepala Kantor Regional Badan Kepegawaian Negara",
    )
