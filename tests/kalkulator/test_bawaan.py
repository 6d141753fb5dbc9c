"""What is carried after a raise, what the change of regime leaves, and the first year."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kalkulator.bantu import galat, hitung
from workflow_app import peraturan
from workflow_app.kalkulator.bawaan import bawaan
from workflow_app.kalkulator.kebutuhan import Kedudukan

D = Decimal
R2003, R2020 = peraturan.kunci("R2003"), peraturan.kunci("R2020")
MUDA = {"jenjang": "ahli_muda", "golongan": "III/c"}


def bawa(regime, **isi):
    hasil = hitung("bawaan", regime, **isi)
    return hasil["putusan"], hasil["nilai"], hasil


@pytest.mark.parametrize(
    ("jumlah", "putusan", "bawaan_", "kurang", "kj_kurang"),
    [
        ("99.999", "belum_cukup", "0", "0.001", "100.001"),
        (100, "tanpa_kelebihan", "0", "0", "100"),
        ("100.001", "dibawa", "0.001", "0", "99.999"),
        (250, "dibawa", "150", "0", "0"),
    ],
)
def test_r2020_a_raise_in_rank_carries_inside_the_level(jumlah, putusan, bawaan_, kurang, kj_kurang):
    nyata, nilai, _ = bawa("R2020", kenaikan="KP", jumlah=jumlah, **MUDA)
    assert nyata == putusan
    assert (D(nilai["bawaan"]), D(nilai["kekurangan"]), D(nilai["kj_kekurangan"])) == (
        D(bawaan_),
        D(kurang),
        D(kj_kurang),
    )
    assert (D(nilai["saldo_awal"]), nilai["gugur"]) == (D(jumlah), "0")


@pytest.mark.parametrize(
    ("jumlah", "putusan", "gugur", "saldo"),
    [("99.999", "belum_cukup", "0", "99.999"), (100, "tanpa_kelebihan", "0", "0"), (112, "gugur", "12", "0")],
)
def test_r2020_a_raise_in_level_restarts_at_zero(jumlah, putusan, gugur, saldo):
    nyata, nilai, hasil = bawa("R2020", kenaikan="KJ", jenjang="ahli_pertama", golongan="III/b", jumlah=jumlah)
    assert (nyata, D(nilai["gugur"]), D(nilai["saldo_awal"]), D(nilai["bawaan"])) == (putusan, D(gugur), D(saldo), D(0))
    if putusan == "gugur":
        assert (nilai["kp_kebutuhan"], nilai["kj_kebutuhan"], nilai["kj_kekurangan"]) == ("100", "200", "200.000")
        assert "Kelebihan 12,000 gugur" in hasil["alasan"][0]
        assert hasil["langkah"][0]["teks"] == "112,000 dibandingkan dengan kebutuhan 100"
        assert "slide 71" in hasil["langkah"][0]["sumber"]


@pytest.mark.parametrize(
    ("kenaikan", "jenjang", "golongan", "jumlah", "kelebihan", "kp", "kj"),
    [
        ("KP", "Pertama", "III/a", 193, "43", "7", "7"),
        ("KJ", "Pertama", "III/a", 203, "3", "0", "197"),
        ("KP", "Muda", "III/b", 203, "3", "97", "197"),
    ],
)
def test_r2003_everything_is_carried(kenaikan, jenjang, golongan, jumlah, kelebihan, kp, kj):
    isi = {"kenaikan": kenaikan, "jenjang": jenjang, "golongan": golongan, "jumlah": jumlah}
    putusan, nilai, _ = bawa("R2003", prestasi_baik=True, **isi)
    assert (putusan, D(nilai["bawaan"]), D(nilai["saldo_awal"])) == ("dibawa", D(kelebihan), D(jumlah))
    assert (D(nilai["kp_kekurangan"]), D(nilai["kj_kekurangan"])) == (D(kp), D(kj))
    putusan, nilai, hasil = bawa("R2003", prestasi_baik=False, **isi)
    assert putusan == "tertahan"
    assert "prestasi kerja" in hasil["alasan"][1]


def test_r2020_appraisal_does_not_hold_excess():
    assert bawa("R2020", kenaikan="KP", jumlah=118, prestasi_baik=False, **MUDA)[0] == "dibawa"


@pytest.mark.parametrize(
    ("regime", "isi"),
    [
        ("R2020", {"kenaikan": "KP", "jenjang": "ahli_muda", "golongan": "III/d"}),
        ("R2020", {"kenaikan": "KJ", "jenjang": "penyelia", "golongan": "III/d"}),
        ("R2020", {"kenaikan": "KP", "jenjang": "penyelia", "golongan": "III/d"}),
        ("R2003", {"kenaikan": "KP", "jenjang": "Utama", "golongan": "IV/e"}),
        ("R2003", {"kenaikan": "naik", "jenjang": "Utama", "golongan": "IV/e"}),
    ],
)
def test_raises_that_do_not_exist(regime, isi):
    assert galat("bawaan", regime, jumlah=500, **isi) == "masukan.kenaikan"


@given(st.decimals(0, 1200, places=3), st.sampled_from(["KP", "KJ"]), st.sampled_from([R2003, R2020]))
def test_nothing_appears_and_nothing_vanishes_untold(jumlah, jenis, aturan):
    hasil = bawaan(aturan, jumlah, Kedudukan("III/c", "ahli_muda"), jenis)
    assert hasil is not None
    assert hasil.bawaan + hasil.gugur == hasil.kelebihan
    assert hasil.saldo_awal <= jumlah
    assert hasil.cukup is (hasil.kekurangan == 0)
    if aturan is R2003:
        assert (hasil.gugur, hasil.saldo_awal) == (D(0), jumlah)


# --- change of regime ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("jenjang", "dasar"),
    [("terampil", "60"), ("mahir", "100"), ("penyelia", "200"), ("ahli_pertama", "100"), ("ahli_muda", "200"),
     ("ahli_madya", "400"), ("ahli_utama", "850")],
)  # fmt: skip
def test_the_base_is_the_total_at_which_the_level_starts(jenjang, dasar):
    hasil = hitung("integrasi", "R2020", jenjang=jenjang, angka_kredit=dasar)
    assert (hasil["nilai"]["nilai_dasar"], hasil["nilai"]["angka_kredit"]) == (dasar, "0.000")
    assert hasil["putusan"] == "disesuaikan"
    kurang = hitung("integrasi", "R2020", jenjang=jenjang, angka_kredit=D(dasar) - D("0.001"))
    assert (kurang["putusan"], kurang["nilai"]["angka_kredit"]) == ("di_bawah_dasar", "0.000")


def test_integration_against_rank_and_level():
    hasil = hitung("integrasi", "R2020", jenjang="Ahli Muda", angka_kredit="287.5", golongan="III/c")
    assert (hasil["nilai"]["kp_kekurangan"], hasil["nilai"]["kj_kekurangan"]) == ("12.500", "112.500")
    assert [langkah["nilai"] for langkah in hasil["langkah"]] == ["200", "87.500", "87.500"]
    tanpa = hitung("integrasi", "R2020", jenjang="Ahli Muda", angka_kredit="287.5")
    assert (tanpa["nilai"]["kp_kekurangan"], tanpa["nilai"]["kj_kekurangan"]) == (None, None)


def test_entry_above_the_lowest_rank_raises_the_base():
    nilai = hitung("integrasi", "R2020", jenjang="ahli_muda", angka_kredit=350, golongan_awal="III/d")["nilai"]
    assert (nilai["nilai_dasar"], nilai["angka_kredit"]) == ("300", "50.000")
    bawah = hitung("integrasi", "R2020", jenjang="terampil", angka_kredit=70, golongan_awal="II/b")["nilai"]
    assert (bawah["nilai_dasar"], bawah["angka_kredit"]) == ("40", "30.000")


def test_a_deduction_never_goes_below_zero():
    hasil = hitung("integrasi", "R2020", jenjang="ahli_madya", angka_kredit=405, pengembangan_profesi=12)
    assert (hasil["nilai"]["sebelum_potongan"], hasil["nilai"]["angka_kredit"]) == ("5.000", "0.000")


@pytest.mark.parametrize(
    ("ubah", "bidang"),
    [
        ({"jenjang": "pemula"}, "jenjang"),
        ({"golongan_awal": "IV/a"}, "golongan_awal"),
        ({"pengembangan_profesi": 301}, "pengembangan_profesi"),
        ({"golongan": "IV/a"}, "golongan"),
    ],
)
def test_faults_of_an_integration(ubah, bidang):
    assert galat("integrasi", "R2020", **{"jenjang": "ahli_muda", "angka_kredit": 300, **ubah}) == f"masukan.{bidang}"


# --- first year ------------------------------------------------------------------------------------------------------

TAHUN_PERTAMA = {"jenjang": "Pertama", "golongan": "III/b", "tmt_pangkat": "2014-04-01"}


@pytest.mark.parametrize(
    ("tercapai", "jabatan", "berlaku"),
    [
        ("2015-03-31", None, "ya"),
        ("2015-04-01", None, "tidak"),
        ("2013-12-01", None, "ya"),
        ("2015-04-01", "2014-06-01", "ya"),
        ("2015-05-31", "2014-06-01", "ya"),
        ("2015-06-01", "2014-06-01", "tidak"),
        ("2015-04-01", "2013-06-01", "tidak"),
    ],
)
def test_the_first_year_ends_twelve_months_after_the_later_date(tercapai, jabatan, berlaku):
    hasil = hitung("tahun_pertama", "R2003", tanggal_tercapai=tercapai, tmt_jabatan=jabatan, **TAHUN_PERTAMA)
    assert hasil["nilai"]["berlaku"] == berlaku
    assert hasil["putusan"] == ("peringatan" if berlaku == "ya" else "tidak_berlaku")
    assert hasil["nilai"]["wajib_utama"] == ("10.000" if berlaku == "ya" else "0.000")


@pytest.mark.parametrize(
    ("terkumpul", "kurang", "putusan"),
    [("9.999", "0.001", "peringatan"), (10, "0.000", "terpenuhi"), (11, "0.000", "terpenuhi")],
)
def test_a_fifth_of_the_step_from_the_main_elements(terkumpul, kurang, putusan):
    isi = {"tanggal_tercapai": "2014-10-15", "utama_terkumpul": terkumpul, **TAHUN_PERTAMA}
    hasil = hitung("tahun_pertama", "R2003", **isi)
    assert (D(hasil["nilai"]["kekurangan"]), hasil["putusan"]) == (D(kurang), putusan)
    assert ("peringatan" in hasil) is (putusan == "peringatan")
    assert hasil["langkah"][2]["teks"] == "Wajib dari unsur utama: 0,20 x 50 = 10,000"
    assert hasil["nilai"]["memblokir"] == "tidak"


def test_a_setting_makes_the_raise_wait():
    isi = {"tanggal_tercapai": "2014-10-15", **TAHUN_PERTAMA}
    hasil = hitung("tahun_pertama", "R2003", setelan={"kenaikan_R2003:tahun_pertama.sikap": "tolak"}, **isi)
    assert (hasil["putusan"], hasil["nilai"]["memblokir"]) == ("menunggu", "ya")


@pytest.mark.parametrize(("jenjang", "golongan", "wajib"), [("terampil", "II/c", "4.000"), ("Madya", "IV/a", "30.000")])
def test_the_step_decides_how_much(jenjang, golongan, wajib):
    isi = {"jenjang": jenjang, "golongan": golongan, "tmt_pangkat": "2014-04-01", "tanggal_tercapai": "2014-10-15"}
    assert hitung("tahun_pertama", "R2003", **isi)["nilai"]["wajib_utama"] == wajib


def test_the_top_rank_has_no_next():
    isi = {"jenjang": "Utama", "golongan": "IV/e", "tmt_pangkat": "2014-04-01", "tanggal_tercapai": "2014-10-15"}
    assert galat("tahun_pertama", "R2003", **isi) == "masukan.golongan"
