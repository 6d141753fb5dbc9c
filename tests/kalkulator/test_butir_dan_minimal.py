"""One activity by figures or by code, supporting work, the age of work, the yearly duty, and the minimum of a rank."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kalkulator.bantu import galat, hitung
from workflow_app import peraturan
from workflow_app.kalkulator.hangus import umur_kegiatan

D = Decimal

# --- one activity ----------------------------------------------------------------------------------------------------


def test_a_code_brings_value_level_and_element():
    hasil = hitung("kredit_butir", "R2020", jenjang="mahir", kode="kt-i.b.1", volume=4)
    assert hasil["putusan"] == "dinilai"
    nilai = hasil["nilai"]
    assert (nilai["angka_kredit"], nilai["angka_satuan"], nilai["kode"], nilai["unsur"]) == (
        "2.200",
        "0.55",
        "KT-I.B.1",
        "tata_kelola",
    )
    assert "4 per tahun" in hasil["peringatan"][0]


def test_an_uncertain_value_is_credited_and_told():
    hasil = hitung("kredit_butir", "R2003", jenjang="mahir", kode="KT-V.A", volume=10)
    assert (hasil["putusan"], hasil["nilai"]["angka_kredit"]) == ("belum_pasti", "0.300")
    assert "belum pasti" in hasil["alasan"][1]


@pytest.mark.parametrize(
    ("kode", "kata"),
    [("KT-V.A", "kategori lain"), ("KA-I.B.8.c", "tidak diketahui"), ("KA-IV.A.11", "dua jenjang")],
)
def test_a_code_that_earns_this_officer_nothing(kode, kata):
    hasil = hitung("kredit_butir", "R2003", jenjang="ahli_pertama", kode=kode, volume=1)
    assert (hasil["putusan"], hasil["nilai"]["angka_kredit"], hasil["nilai"]["angka_satuan"]) == (
        "ditolak",
        "0.000",
        None,
    )
    assert kata in hasil["alasan"][0]


@pytest.mark.parametrize(
    ("isi", "angka_kredit"),
    [
        ({"jenjang": "ahli_muda", "kode": "PP-IV.A", "golongan": "III/c"}, "25.000"),
        ({"jenjang": "ahli_pertama", "kode": "PN-V.C.2.a", "golongan": "III/a"}, "17.500"),
        ({"jenjang": "ahli_madya", "jenjang_butir": "semua", "persen": 25, "golongan": "IV/c"}, "37.500"),
        (
            {
                "jenjang": "ahli_pertama",
                "jenjang_butir": "semua",
                "persen": 10,
                "golongan": "III/b",
                "pendidikan": "s2",
            },
            "5.000",
        ),
    ],
)
def test_items_in_percent_of_the_step_to_the_next_rank(isi, angka_kredit):
    assert hitung("kredit_butir", "R2020", volume=1, **isi)["nilai"]["angka_kredit"] == angka_kredit


@pytest.mark.parametrize(
    ("bagian", "angka_kredit", "langkah"),
    [
        ("0.6", "7.500", "1 x 12,5 x 1 x bagian 0,6 = 7,500"),
        ("0.333333", "4.167", "1 x 12,5 x 1 x bagian 0,333333 = 4,167"),
        ("1", "12.500", "1 x 12,5 x 1 = 12,500"),
    ],
)
def test_a_joint_work_earns_the_share(bagian, angka_kredit, langkah):
    isi = {"jenjang": "ahli_muda", "jenjang_butir": "ahli_muda", "angka_kredit": "12.5"}
    hasil = hitung("kredit_butir", "R2020", volume=1, bagian=bagian, **isi)
    assert hasil["nilai"]["angka_kredit"] == angka_kredit
    assert hasil["langkah"][-1]["teks"] == langkah
    satu = hitung("kredit_butir", "R2020", volume=1, jenjang="mahir", kode="KT-I.B.1")["nilai"]["angka_kredit"]
    assert D(
        hitung("kredit_butir", "R2020", volume=2, jenjang="mahir", kode="KT-I.B.1", bagian="0.5")["nilai"][
            "angka_kredit"
        ]
    ) == D(satu)


@pytest.mark.parametrize("bagian", ["0", "-0.1", "1.000001"])
def test_a_share_is_a_part_of_one(bagian):
    isi = {"jenjang": "ahli_muda", "jenjang_butir": "ahli_muda", "angka_kredit": "1", "volume": 1}
    assert galat("kredit_butir", "R2020", bagian=bagian, **isi) == "masukan.bagian"


def test_an_item_in_percent_earns_nothing_at_the_top():
    hasil = hitung("kredit_butir", "R2020", volume=1, jenjang="ahli_utama", kode="PP-IV.A", golongan="IV/e")
    assert (hasil["putusan"], hasil["nilai"]["angka_kredit"]) == ("ditolak", "0.000")


@pytest.mark.parametrize(
    ("isi", "bidang"),
    [
        ({}, "jenjang_butir"),
        ({"jenjang_butir": "semua"}, "angka_kredit"),
        ({"jenjang_butir": "semua", "angka_kredit": 1, "persen": 5}, "angka_kredit"),
        ({"jenjang_butir": "semua", "persen": 5}, "golongan"),
        ({"jenjang_butir": "semua", "persen": 5, "golongan": "IV/a"}, "golongan"),
        ({"kode": "PP-IV.A"}, "golongan"),
        ({"kode": "XX"}, "kode"),
        ({"kode": "PP-IV.D", "angka_kredit": 3}, "angka_kredit"),
        ({"kode": "PP-IV.D", "jenjang_butir": "semua"}, "jenjang_butir"),
        ({"kode": "PP-IV.D", "persen": 1}, "persen"),
    ],
)
def test_faults_of_an_activity(isi, bidang):
    assert galat("kredit_butir", "R2020", jenjang="ahli_muda", volume=1, **isi) == f"masukan.{bidang}"


@pytest.mark.parametrize(
    ("regime", "jenjang", "kegiatan", "volume", "angka_kredit"),
    [
        ("R2003", "ahli_muda", "mengajar", 20, "0.600"),
        ("R2003", "ahli_muda", "seminar_pemrasaran", 1, "3.000"),
        ("R2003", "ahli_muda", "seminar_moderator", 1, "2.000"),
        ("R2003", "ahli_muda", "seminar_peserta", 2, "2.000"),
        ("R2003", "ahli_muda", "tim_penilai", 2, "1.000"),
        ("R2003", "ahli_muda", "organisasi_pengurus", 1, "1.000"),
        ("R2003", "ahli_muda", "organisasi_anggota", 1, "0.500"),
        ("R2003", "ahli_muda", "satya_30", 1, "3.000"),
        ("R2003", "mahir", "satya_20", 1, "2.000"),
        ("R2003", "mahir", "satya_10", 1, "1.000"),
        ("R2020", "mahir", "mengajar", 2, "0.800"),
        ("R2020", "ahli_muda", "tim_penilai", 5, "0.200"),
        ("R2020", "ahli_muda", "diskusi_ti", 1, "0.040"),
        ("R2020", "ahli_muda", "satya_30", 1, "3.000"),
    ],
)
def test_supporting_work_by_its_everyday_name(regime, jenjang, kegiatan, volume, angka_kredit):
    hasil = hitung("penunjang", regime, jenjang=jenjang, kegiatan=kegiatan, volume=volume)
    assert (hasil["nilai"]["angka_kredit"], hasil["nilai"]["unsur"]) == (angka_kredit, "penunjang")


def test_awards_in_percent_and_codes():
    isi = {"jenjang": "ahli_muda", "golongan": "III/d"}
    assert hitung("penunjang", "R2020", kegiatan="penghargaan_nasional", **isi)["nilai"]["angka_kredit"] == "25.000"
    assert hitung("penunjang", "R2020", kode="PN-V.D.c", **isi)["nilai"]["angka_kredit"] == "10.000"


@pytest.mark.parametrize(
    ("isi", "bidang"),
    [
        ({}, "kegiatan"),
        ({"kegiatan": "melukis"}, "kegiatan"),
        ({"kegiatan": "mengajar", "kode": "PN-V.A"}, "kegiatan"),
        ({"kode": "PP-IV.D"}, "kode"),
        ({"kegiatan": "penghargaan_nasional"}, "golongan"),
    ],
)
def test_faults_of_supporting_work(isi, bidang):
    assert galat("penunjang", "R2020", jenjang="ahli_muda", **isi) == f"masukan.{bidang}"


def test_teaching_counts_lesson_hours_or_reports():
    r2003 = hitung("mengajar", "R2003", jenjang="ahli_muda", pertemuan=3, jam_pelajaran="1.5")
    assert (r2003["nilai"]["volume"], r2003["nilai"]["angka_kredit"]) == ("4.5", "0.135")
    assert r2003["langkah"][0]["teks"] == "3 pertemuan x 1,5 jam pelajaran = 4,5"
    r2020 = hitung("mengajar", "R2020", jenjang="ahli_muda", laporan=2)
    assert (r2020["nilai"]["volume"], r2020["nilai"]["angka_kredit"]) == ("2", "0.800")


@pytest.mark.parametrize(
    ("regime", "isi", "bidang"),
    [
        ("R2003", {"pertemuan": 3}, "jam_pelajaran"),
        ("R2003", {"jam_pelajaran": 3}, "pertemuan"),
        ("R2003", {"pertemuan": 3, "jam_pelajaran": 2, "laporan": 1}, "laporan"),
        ("R2020", {}, "laporan"),
        ("R2020", {"laporan": 1, "pertemuan": 3}, "pertemuan"),
        ("R2020", {"laporan": 1, "jam_pelajaran": 3}, "jam_pelajaran"),
    ],
)
def test_faults_of_teaching(regime, isi, bidang):
    assert galat("mengajar", regime, jenjang="ahli_muda", **isi) == f"masukan.{bidang}"


# --- age of work and the yearly duty ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("selesai", "terima", "putusan", "terakhir"),
    [
        ("2013-11-09", "2014-11-10", "hangus", "2014-11-09"),
        ("2013-11-10", "2014-11-10", "berlaku", "2014-11-10"),
        ("2019-02-28", "2020-02-29", "berlaku", "2020-02-29"),
        ("2019-02-28", "2020-03-01", "hangus", "2020-02-29"),
        ("2016-02-29", "2017-02-28", "berlaku", "2017-02-28"),
        ("2016-02-29", "2017-03-01", "hangus", "2017-02-28"),
        ("2014-06-30", "2014-06-30", "berlaku", "2015-06-30"),
    ],
)
def test_age_of_work(selesai, terima, putusan, terakhir):
    hasil = hitung("hangus", None, tanggal_selesai=selesai, tanggal_terima=terima)
    assert (hasil["putusan"], hasil["nilai"]["acuan_terakhir"], hasil["nilai"]["acuan"]) == (putusan, terakhir, terima)
    assert "slide 40" in hasil["langkah"][1]["sumber"]


@pytest.mark.parametrize("acuan", ["tanggal_batas", "tanggal_sidang"])
def test_age_from_another_day_by_a_setting(acuan):
    isi = {"tanggal_selesai": "2013-11-20", "tanggal_terima": "2014-11-10", acuan: "2015-01-07"}
    assert hitung("hangus", "R2003", **isi)["putusan"] == "berlaku"
    hasil = hitung("hangus", "R2003", setelan={"hangus.acuan": acuan}, **isi)
    assert (hasil["putusan"], hasil["nilai"]["batas"]) == ("hangus", "2014-01-07")


def test_the_months_are_a_setting():
    isi = {"tanggal_selesai": "2013-11-05", "tanggal_terima": "2014-11-10"}
    assert hitung("hangus", "R2003", setelan={"hangus.bulan": 24}, **isi)["nilai"]["batas"] == "2012-11-10"


@pytest.mark.parametrize(
    ("regime", "isi", "bidang"),
    [
        ("R2003", {"tanggal_selesai": "2014-11-11", "tanggal_terima": "2014-11-10"}, "masukan.tanggal_selesai"),
        ("R2003", {"tanggal_selesai": "2014-11-11"}, "masukan.tanggal_terima"),
        ("R2023", {"tanggal_selesai": "2014-11-11", "tanggal_terima": "2014-11-10"}, "regime"),
        (None, {"tanggal_selesai": "2023-01-01", "tanggal_terima": "2023-02-10"}, "masukan.tanggal_selesai"),
    ],
)
def test_faults_of_an_age(regime, isi, bidang):
    assert galat("hangus", regime, **isi) == bidang


@given(st.dates(dt.date(2004, 8, 1), dt.date(2021, 12, 31)))
def test_the_last_day_is_the_last_day(selesai):
    aturan = peraturan.kunci("R2003")
    terakhir = umur_kegiatan(aturan, selesai, selesai).acuan_terakhir
    assert not umur_kegiatan(aturan, selesai, terakhir).hangus
    assert umur_kegiatan(aturan, selesai, terakhir + dt.timedelta(days=1)).hangus


@pytest.mark.parametrize(
    ("hari_ini", "putusan", "sisa", "lambat"),
    [
        ("2021-01-15", "terpenuhi", "365", "0"),
        ("2022-01-15", "terpenuhi", "0", "0"),
        ("2022-01-16", "terlambat", "0", "1"),
    ],
)
def test_a_claim_is_due_a_year_after_the_last(hari_ini, putusan, sisa, lambat):
    hasil = hitung("kewajiban_dupak", "R2020", dupak_terakhir="2021-01-15", hari_ini=hari_ini)
    nilai = hasil["nilai"]
    assert (hasil["putusan"], nilai["jatuh_tempo"]) == (putusan, "2022-01-15")
    assert (nilai["hari_tersisa"], nilai["hari_terlambat"]) == (sisa, lambat)


def test_before_any_claim_the_start_in_the_position_counts():
    hasil = hitung("kewajiban_dupak", "R2003", mulai_jabatan="2012-02-29", hari_ini="2013-03-01")
    assert (hasil["nilai"]["jatuh_tempo"], hasil["putusan"]) == ("2013-02-28", "terlambat")
    assert galat("kewajiban_dupak", "R2003", hari_ini="2013-03-01") == "masukan.dupak_terakhir"
    assert galat("kewajiban_dupak", "R2003", dupak_terakhir="2013-03-02", hari_ini="2013-03-01") == "masukan.hari_ini"


# --- the minimum of a rank -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kategori", "tabel"),
    [
        ("keterampilan", {"II/a": (25, 15), "II/b": (40, 20), "II/c": (60, 20), "II/d": (80, 20), "III/a": (100, 50),
                          "III/b": (150, 50), "III/c": (200, 100), "III/d": (300, None)}),
        ("keahlian", {"III/a": (100, 50), "III/b": (150, 50), "III/c": (200, 100), "III/d": (300, 100),
                      "IV/a": (400, 150), "IV/b": (550, 150), "IV/c": (700, 150), "IV/d": (850, 200),
                      "IV/e": (1050, None)}),
    ],
)  # fmt: skip
def test_r2003_every_rank(kategori, tabel):
    for golongan, (total, langkah) in tabel.items():
        hasil = hitung("minimal", "R2003", kategori=kategori, golongan=golongan)
        nilai = hasil["nilai"]
        assert D(nilai["total"]) == total
        assert D(nilai["utama_minimal"]) == D(total) * 4 / 5
        assert D(nilai["penunjang_maksimal"]) == D(total) / 5
        assert nilai["langkah"] == (None if langkah is None else str(langkah))
        assert hasil["putusan"] == ("puncak" if langkah is None else "ada")


@pytest.mark.parametrize(
    ("isi", "langkah", "kp", "kj"),
    [
        ({"kategori": "keterampilan", "golongan": "II/d"}, "20", "40", "40"),
        ({"kategori": "keahlian", "golongan": "IV/c"}, "150", "450", "450"),
        ({"kategori": "keahlian", "golongan": "III/b", "pendidikan": "s2"}, "50", "50", "50"),
        ({"kategori": "keahlian", "golongan": "III/d", "pendidikan": "s3"}, "100", "200", "200"),
        ({"jenjang": "ahli_madya", "golongan": "IV/c", "golongan_awal": "IV/b"}, "150", "300", "300"),
        ({"jenjang": "ahli_utama", "golongan": "IV/d"}, "200", "200", None),
        ({"jenjang": "ahli_utama", "golongan": "IV/e"}, None, None, None),
    ],
)
def test_r2020_steps_and_levels(isi, langkah, kp, kj):
    nilai = hitung("minimal", "R2020", **isi)["nilai"]
    assert (nilai["langkah"], nilai["kp_kebutuhan"], nilai["kj_kebutuhan"]) == (langkah, kp, kj)
    assert nilai["total"] == langkah
    if langkah is not None:
        assert D(nilai["penunjang_maksimal"]) == D(langkah) / 5


@pytest.mark.parametrize(
    ("regime", "isi", "bidang"),
    [
        ("R2003", {"golongan": "III/a"}, "jenjang"),
        ("R2003", {"golongan": "II/a", "kategori": "keahlian"}, "golongan"),
        ("R2003", {"golongan": "III/a", "kategori": "keahlian", "jenjang": "mahir"}, "kategori"),
        ("R2020", {"golongan": "II/b", "kategori": "keterampilan"}, "golongan"),
        ("R2020", {"golongan": "II/b", "jenjang": "terampil"}, "golongan"),
    ],
)
def test_faults_of_a_minimum(regime, isi, bidang):
    assert galat("minimal", regime, **isi) == f"masukan.{bidang}"
