"""Joint papers and diplomas."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kalkulator.bantu import galat, hitung
from workflow_app import peraturan
from workflow_app.kalkulator.karya_tulis import karya_tulis, pembagian_penulis
from workflow_app.peraturan.katalog import katalog

D = Decimal
ATURAN = [peraturan.kunci(k) for k in ("R2003", "R2020")]


@pytest.mark.parametrize(
    ("penulis", "per_penulis", "tidak"),
    [
        (1, "8.000", 0),
        (2, "4.800, 3.200", 0),
        (3, "4.000, 2.000, 2.000", 0),
        (4, "3.200, 1.600, 1.600, 1.600", 0),
        (5, "3.200, 1.600, 1.600, 1.600", 1),
        (9, "3.200, 1.600, 1.600, 1.600", 5),
    ],
)
def test_shares_by_number_of_authors(penulis, per_penulis, tidak):
    hasil = hitung("karya_tulis", "R2020", angka_kredit=8, penulis=penulis)
    nilai = hasil["nilai"]
    assert (nilai["per_penulis"], nilai["penulis_tidak_dinilai"]) == (per_penulis, str(tidak))
    assert nilai["penulis_dinilai"] == str(penulis - tidak)
    assert (nilai["jumlah_pasti"], nilai["jumlah"], nilai["selisih_pembulatan"]) == ("8", "8.000", "0.000")
    assert hasil["putusan"] == ("dibagi_sebagian" if tidak else "dibagi")
    assert nilai["setara"] is None
    assert (nilai["pembantu"] is None) is (penulis == 1)


def test_helpers_beyond_the_third_are_told_with_the_rule():
    hasil = hitung("karya_tulis", "R2003", angka_kredit=8, penulis=6)
    assert "paling banyak 3 pembantu" in hasil["alasan"][0]
    assert "2 pembantu lain tidak dinilai" in hasil["alasan"][0]
    assert "33/2014" in hasil["langkah"][0]["sumber"]


@pytest.mark.parametrize(
    ("penulis", "setara", "jumlah", "selisih"),
    [
        (1, None, "8.000", "0.000"),
        (2, "4.000", "8.000", "0.000"),
        (3, "2.667", "8.001", "0.001"),
        (4, "2.000", "8.000", "0.000"),
    ],
)
def test_equal_shares_where_the_main_author_is_unknown(penulis, setara, jumlah, selisih):
    hasil = hitung("karya_tulis", "R2003", angka_kredit=8, penulis=penulis, penulis_utama_diketahui=False)
    nilai = hasil["nilai"]
    assert (nilai["setara"], nilai["jumlah"], nilai["selisih_pembulatan"]) == (setara, jumlah, selisih)
    assert (nilai["utama"] is None) is (penulis > 1)
    if penulis == 3:
        assert "8 x 1/3 = 2,667" in hasil["langkah"][1]["teks"]
        assert hasil["alasan"][1] == "Jumlah bagian sesudah pembulatan 8,001; jumlah pastinya 8."


def test_steps_carry_share_and_source():
    langkah = hitung("karya_tulis", "R2020", angka_kredit=8, penulis=3)["langkah"]
    assert langkah[0]["teks"] == "3 penulis: utama 50%, tiap pembantu 25%."
    assert [satu["nilai"] for satu in langkah] == ["3", "4.000", "2.000", "8"]
    assert langkah[1]["teks"] == "Penulis utama: 8 x 0,5 = 4,000"
    assert langkah[2]["teks"] == "Tiap pembantu: 8 x 0,25 = 2,000"
    assert langkah[1]["sumber"].endswith("slide 89")


def test_code_of_the_catalogue_gives_the_credit():
    assert hitung("karya_tulis", "R2020", kode="PP-IV.B.1.b", penulis=2)["nilai"]["utama"] == "7.500"


@pytest.mark.parametrize(
    ("isi", "bidang"),
    [
        ({"penulis": 0, "angka_kredit": 8}, "penulis"),
        ({"penulis": 2}, "angka_kredit"),
        ({"penulis": 2, "angka_kredit": 8, "kode": "PP-IV.D"}, "angka_kredit"),
        ({"penulis": 2, "kode": "PN-V.A"}, "kode"),
        ({"penulis": 2, "kode": "PP-IV.A"}, "kode"),
        ({"penulis": 2, "kode": "x"}, "kode"),
        ({"penulis": 5, "angka_kredit": 8, "penulis_utama_diketahui": False}, "penulis_utama_diketahui"),
    ],
)
def test_faults_of_a_paper(isi, bidang):
    assert galat("karya_tulis", "R2020", **isi) == f"masukan.{bidang}"


def test_no_author_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="penulis: 0"):
        pembagian_penulis(ATURAN[0], 0, utama_diketahui=True)


@given(st.sampled_from(ATURAN), st.decimals(0, 100, places=3), st.integers(1, 4), st.booleans())
def test_shares_sum_to_the_whole(aturan, angka_kredit, penulis, utama_diketahui):
    hasil = karya_tulis(aturan, angka_kredit, penulis, utama_diketahui=utama_diketahui)
    assert sum(hasil.pembagian.per_penulis) == Fraction(1)
    assert hasil.jumlah_pasti == angka_kredit
    assert abs(hasil.selisih) <= D("0.0005") * penulis
    assert len(hasil.per_penulis) == penulis


@given(st.sampled_from(ATURAN), st.integers(5, 60))
def test_more_authors_never_bring_more_than_the_whole(aturan, penulis):
    hasil = karya_tulis(aturan, D(8), penulis)
    assert hasil.jumlah_pasti == D(8)
    assert hasil.pembagian.tidak_dinilai == penulis - 4


# --- diplomas --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("jenjang", "lama", "baru", "angka_kredit"),
    [
        ("pemula", "slta", "d2", "15.000"),
        ("terampil", "SMA", "D-III", "35.000"),
        ("terampil", "d2", "d3", "20.000"),
        ("ahli_pertama", "s1", "s2", "50.000"),
        ("ahli_muda", "s2", "s3", "50.000"),
        ("ahli_muda", "D-IV", "s3", "100.000"),
    ],
)
def test_r2003_gives_the_difference_of_the_diplomas(jenjang, lama, baru, angka_kredit):
    hasil = hitung("ijazah", "R2003", jenjang=jenjang, ijazah_lama=lama, ijazah_baru=baru)
    assert (hasil["nilai"]["angka_kredit"], hasil["putusan"]) == (angka_kredit, "dinilai")
    assert hasil["nilai"]["unsur"] == "pendidikan_sekolah"


def test_r2003_steps_of_a_diploma():
    langkah = hitung("ijazah", "R2003", jenjang="terampil", ijazah_lama="slta", ijazah_baru="d3")["langkah"]
    assert [satu["nilai"] for satu in langkah] == ["25", "60", "35.000"]
    assert langkah[2]["teks"] == "Selisih ijazah: 60 - 25 = 35,000"
    assert "286/2004" in langkah[2]["sumber"]


def test_r2003_diplomas_of_equal_credit_earn_nothing():
    hasil = hitung("ijazah", "R2003", jenjang="pemula", ijazah_lama="slta", ijazah_baru="d1")
    assert (hasil["putusan"], hasil["nilai"]["angka_kredit"], hasil["nilai"]["unsur"]) == (
        "tidak_dinilai",
        "0.000",
        None,
    )


def test_r2003_a_first_degree_leads_out_of_the_skilled_category():
    hasil = hitung("ijazah", "R2003", jenjang="mahir", ijazah_lama="d3", ijazah_baru="s1")
    assert (hasil["putusan"], hasil["nilai"]["angka_kredit"]) == ("alih_kategori", "0.000")
    assert "alih jabatan" in hasil["alasan"][0]


@pytest.mark.parametrize(
    ("regime", "jenjang", "baru", "angka_kredit"),
    [
        ("R2003", "ahli_muda", "s1", "5.000"),
        ("R2003", "ahli_muda", "s2", "10.000"),
        ("R2003", "ahli_muda", "s3", "15.000"),
        ("R2003", "mahir", "s1", "5.000"),
        ("R2003", "mahir", "d3", "3.000"),
        ("R2020", "mahir", "d3", "4.000"),
        ("R2020", "mahir", "s1", "5.000"),
        ("R2020", "ahli_muda", "s2", "10.000"),
        ("R2020", "ahli_muda", "s3", "15.000"),
    ],
)
def test_a_degree_outside_the_field_counts_as_supporting(regime, jenjang, baru, angka_kredit):
    lama = "s1" if jenjang.startswith("ahli") else "d3"
    hasil = hitung("ijazah", regime, jenjang=jenjang, ijazah_lama=lama, ijazah_baru=baru, bidang_sesuai=False)
    assert (hasil["nilai"]["angka_kredit"], hasil["nilai"]["unsur"]) == (angka_kredit, "penunjang")
    assert hasil["putusan"] == "gelar_lain"


def test_a_school_diploma_outside_the_field_earns_nothing():
    hasil = hitung("ijazah", "R2003", jenjang="pemula", ijazah_lama="slta", ijazah_baru="d1", bidang_sesuai=False)
    assert (hasil["putusan"], hasil["nilai"]["unsur"]) == ("tidak_dinilai", None)


@pytest.mark.parametrize(
    ("jenjang", "golongan", "angka_kredit"),
    [
        ("terampil", "II/c", "5.000"),
        ("ahli_pertama", "III/b", "12.500"),
        ("ahli_muda", "III/d", "25.000"),
        ("ahli_utama", "IV/d", "50.000"),
    ],
)
def test_r2020_gives_a_quarter_of_the_step_to_the_next_rank(jenjang, golongan, angka_kredit):
    lama, baru = ("s1", "s2") if jenjang.startswith("ahli") else ("d3", "s1")
    hasil = hitung("ijazah", "R2020", jenjang=jenjang, golongan=golongan, ijazah_lama=lama, ijazah_baru=baru)
    assert (hasil["nilai"]["angka_kredit"], hasil["nilai"]["unsur"]) == (angka_kredit, "pengembangan_profesi")
    assert "25% x" in hasil["langkah"][1]["teks"]


def test_r2020_the_top_rank_has_no_step():
    hasil = hitung("ijazah", "R2020", jenjang="ahli_utama", golongan="IV/e", ijazah_lama="s2", ijazah_baru="s3")
    assert (hasil["putusan"], hasil["nilai"]["angka_kredit"]) == ("tidak_dinilai", "0.000")


@pytest.mark.parametrize(
    ("regime", "isi", "bidang"),
    [
        ("R2003", {"ijazah_lama": "s1", "ijazah_baru": "d3"}, "ijazah_baru"),
        ("R2003", {"ijazah_lama": "s1", "ijazah_baru": "d4"}, "ijazah_baru"),
        ("R2003", {"ijazah_lama": "d3", "ijazah_baru": "s1"}, "ijazah_lama"),
        ("R2003", {"ijazah_lama": "s2", "ijazah_baru": "s1", "bidang_sesuai": False}, "ijazah_baru"),
        ("R2020", {"ijazah_lama": "s1", "ijazah_baru": "s2"}, "golongan"),
        ("R2020", {"ijazah_lama": "s1", "ijazah_baru": "s2", "golongan": "III/a"}, "golongan"),
        ("R2020", {"ijazah_lama": "sd", "ijazah_baru": "s2"}, "ijazah_lama"),
    ],
)
def test_faults_of_a_diploma(regime, isi, bidang):
    assert galat("ijazah", regime, jenjang="ahli_muda", **isi) == f"masukan.{bidang}"


@pytest.mark.parametrize("regime", ["R2003", "R2020"])
def test_figures_of_diplomas_and_degrees_are_those_of_the_catalogue(regime):
    aturan, daftar = peraturan.kunci(regime), katalog(regime)
    nilai = {b.kode: b.angka_kredit for b in daftar}
    if regime == "R2003":
        kode = {"KT-I.A.1": "keterampilan.d3", "KT-I.A.2": "keterampilan.d2", "KT-I.A.3": "keterampilan.slta",
                "KA-I.A.1": "keahlian.s3", "KA-I.A.2": "keahlian.s2", "KA-I.A.3": "keahlian.s1"}  # fmt: skip
        for satu, jalur in kode.items():
            assert nilai[satu] == aturan.desimal(f"ijazah.{jalur}")
        lain = {"KA-VI.F.1": "keahlian.s3", "KA-VI.F.3": "keahlian.s1", "KT-V.F.2": "keterampilan.d3"}
    else:
        persen = daftar.butir("PP-IV.A")
        assert persen is not None
        assert persen.persen == aturan.desimal("ijazah.persen")
        lain = {"PN-V.D.a": "keterampilan.d3", "PN-V.D.b": "keahlian.s1", "PN-V.D.d": "keahlian.s3"}
    for satu, jalur in lain.items():
        assert nilai[satu] == aturan.desimal(f"gelar_lain.{jalur}")
    for kategori in ("keterampilan", "keahlian"):
        for nama in aturan.anak(f"penunjang.{kategori}"):
            butir = daftar.butir(aturan.teks(f"penunjang.{kategori}.{nama}"))
            assert butir is not None
            assert butir.kind == "penunjang"
