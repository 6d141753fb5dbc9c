"""Credit by conversion: figures, needs, raises and their reasons."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kalkulator.bantu_langkah import terbaca
from workflow_app import peraturan
from workflow_app.kalkulator import akumulasi as modul_akumulasi
from workflow_app.kalkulator import kelayakan_konversi as modul_kelayakan
from workflow_app.kalkulator import konversi as modul_konversi
from workflow_app.kalkulator import minimal_konversi as modul_minimal
from workflow_app.kalkulator import perpindahan as modul_perpindahan
from workflow_app.kalkulator.akumulasi import Angka, Ijazah, Kenaikan, Periode
from workflow_app.kalkulator.jenis import baca_kasus, jalankan_kasus
from workflow_app.kalkulator.kelayakan_konversi import Fakta
from workflow_app.kalkulator.konversi import (
    ak_dasar,
    daftar_predikat,
    nama_predikat,
    paling_sedikit,
    predikat_dari,
    urutan_ijazah,
)
from workflow_app.kalkulator.minimal_konversi import di_atas_jenjang
from workflow_app.kalkulator.perpindahan import pangkat_puncak
from workflow_app.peraturan import KetentuanTidakAda
from workflow_app.peraturan.jenjang import golongan_jenjang, jenjang_berikut

# Loosely typed, so that whole numbers may stand for figures in what a test expects.
akumulasi: Any = modul_akumulasi.akumulasi
kelayakan_konversi: Any = modul_kelayakan.kelayakan_konversi
konversi: Any = modul_konversi.konversi
minimal_kj: Any = modul_minimal.minimal_kj
minimal_kp: Any = modul_minimal.minimal_kp
pelaksana_melebihi: Any = modul_perpindahan.pelaksana_melebihi
pengangkatan_kembali: Any = modul_perpindahan.pengangkatan_kembali
peningkatan_pendidikan: Any = modul_konversi.peningkatan_pendidikan
perpindahan: Any = modul_perpindahan.perpindahan

D = Decimal
R = peraturan.kunci("R2023")
SYARAT = peraturan.kunci("kenaikan_R2023")
JENJANG = R.anak("jenjang")
PREDIKAT = st.sampled_from(daftar_predikat(R))
KREDIT = st.decimals(min_value=0, max_value=500, places=3)


def hitung(jenis, setelan=None, regime="R2023", **masukan):
    kasus = {"id": "x", "jenis": jenis, "regime": regime, "masukan": masukan, "setelan": setelan or {}}
    (hasil,) = jalankan_kasus(baca_kasus(json.dumps({"kasus": [kasus]}).encode()))
    return hasil


def nilai(jenis, setelan=None, **masukan):
    hasil = hitung(jenis, setelan, **masukan)
    assert hasil.galat == ()
    return hasil.data()["nilai"]


def galat(jenis, **masukan):
    return {g.bidang: str(g.pesan) for g in hitung(jenis, **masukan).galat}


# --- predicates ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tulisan", "kode"),
    [
        ("Sangat Baik", "sangat_baik"),
        ("sangat-baik", "sangat_baik"),
        ("  BAIK ", "baik"),
        ("Cukup", "butuh_perbaikan"),
        ("butuh perbaikan", "butuh_perbaikan"),
        ("misconduct", "kurang"),
        ("Kurang", "kurang"),
        ("sangat_kurang", "sangat_kurang"),
        ("Sedang", None),
        ("", None),
    ],
)
def test_predicates_are_known_by_all_their_names(tulisan, kode):
    assert predikat_dari(R, tulisan) == kode


def test_predicates_are_ordered_from_the_best():
    assert daftar_predikat(R) == ("sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang")
    assert [paling_sedikit(R, p, "baik") for p in daftar_predikat(R)] == [True, True, False, False, False]
    assert str(nama_predikat(R, "butuh_perbaikan")) == "Butuh Perbaikan"


def test_conversion_tells_its_three_steps_with_their_sources():
    hasil = konversi(R, "ahli_muda", "sangat_baik", 7)
    assert (hasil.nilai, hasil.persen, hasil.koefisien) == (D("21.875"), D(150), D(25))
    assert [str(satu.teks) for satu in hasil.langkah] == [
        "Predikat Sangat Baik: 150%",
        "Koefisien setahun Pranata Komputer Ahli Muda: 25",
        "7/12 x 150% x 25 = 21,875",
    ]
    assert [satu.nilai for satu in hasil.langkah] == [D(150), D(25), D("21.875")]
    assert [satu.sumber for satu in hasil.langkah] == [
        "PermenPANRB 1/2023 37(1)",
        "Paparan BKN tentang PerBKN 3/2023",
        "PerBKN 3/2023 13(3)",
    ]


def test_a_negative_number_of_months_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="negatif"):
        konversi(R, "mahir", "baik", -1)
    assert konversi(R, "mahir", "baik", 0).nilai == 0


@pytest.mark.parametrize(
    ("jenjang", "koefisien"),
    [
        ("pemula", "3.75"),
        ("terampil", "5"),
        ("mahir", "12.5"),
        ("penyelia", "25"),
        ("ahli_pertama", "12.5"),
        ("ahli_muda", "25"),
        ("ahli_madya", "37.5"),
        ("ahli_utama", "50"),
    ],
)
def test_a_full_good_year_earns_the_coefficient(jenjang, koefisien):
    assert konversi(R, jenjang, "baik").nilai == D(koefisien)


@given(st.sampled_from(JENJANG), PREDIKAT, st.integers(0, 11))
def test_more_months_never_earn_less_and_nobody_earns_more_than_half_again(jenjang, predikat, bulan):
    satu, dua = konversi(R, jenjang, predikat, bulan).nilai, konversi(R, jenjang, predikat, bulan + 1).nilai
    assert satu < dua <= R.desimal(f"koefisien.{jenjang}") * D("1.5")


@given(st.sampled_from(JENJANG), PREDIKAT, st.integers(1, 11))
def test_splitting_a_year_gains_no_more_than_rounding(jenjang, predikat, bulan):
    setahun = konversi(R, jenjang, predikat).nilai
    dua = konversi(R, jenjang, predikat, bulan).nilai + konversi(R, jenjang, predikat, 12 - bulan).nilai
    assert abs(setahun - dua) <= D("0.001")


@pytest.mark.parametrize("bulan", [0, 13])
def test_a_year_has_one_to_twelve_months(bulan):
    assert "antara 1 dan 12" in galat("konversi", jenjang="mahir", predikat="baik", bulan=bulan)["masukan.bulan"]


@pytest.mark.parametrize("bulan", [1, 12])
def test_the_first_and_the_last_month_count(bulan):
    assert galat("konversi", jenjang="mahir", predikat="baik", bulan=bulan) == {}


def test_an_unknown_predicate_is_told_the_known_ones():
    assert (
        "Sangat Baik, Baik, Butuh Perbaikan" in galat("konversi", jenjang="mahir", predikat="Bagus")["masukan.predikat"]
    )


def test_months_default_to_a_year():
    assert nilai("konversi", jenjang="Ahli Madya", predikat="cukup") == {
        "angka_kredit": "28.125",
        "persen": "75",
        "koefisien": "37.5",
        "predikat": "butuh_perbaikan",
    }


# --- a higher degree -------------------------------------------------------------------------------------------------


def test_a_degree_gives_a_quarter_of_one_raise_in_rank():
    hasil = peningkatan_pendidikan(R, "ahli_madya", "s3", "baik", tercatat_bkn=True)
    assert (hasil.nilai, hasil.diberikan) == (D("37.5"), True)
    assert [str(a) for a in hasil.alasan] == ["25,00% x angka kredit kumulatif kenaikan pangkat 150 = 37,500"]
    assert hasil.langkah[0].nilai == D("37.5")
    assert hasil.langkah[0].sumber.startswith("PermenPANRB 1/2023 37(2)-(3)")


def test_every_reason_against_a_degree_is_told_at_once():
    hasil = peningkatan_pendidikan(R, "mahir", "s1", "kurang", tercatat_bkn=False, sudah_diberikan=("d4",))
    assert (hasil.nilai, hasil.diberikan) == (0, False)
    assert [str(a)[:24] for a in hasil.alasan] == [
        "Predikat Kurang di bawah",
        "Ijazah belum tercatat di",
        "Ijazah ini sudah pernah ",
    ]
    assert [satu.teks for satu in hasil.langkah] == list(hasil.alasan)


@pytest.mark.parametrize(
    ("predikat", "tercatat", "sudah", "diberikan"),
    [
        ("baik", True, (), True),
        ("sangat_baik", True, ("s1",), True),
        ("butuh_perbaikan", True, (), False),
        ("baik", False, (), False),
        ("baik", True, ("s2",), False),
    ],
)
def test_a_degree_counts_once_with_a_good_predicate_and_a_record(predikat, tercatat, sudah, diberikan):
    hasil = peningkatan_pendidikan(R, "ahli_muda", "s2", predikat, tercatat_bkn=tercatat, sudah_diberikan=sudah)
    assert hasil.diberikan is diberikan
    assert hasil.nilai == (25 if diberikan else 0)


def test_diplomas_have_an_order_in_which_d4_is_a_first_degree():
    assert urutan_ijazah("d4") == urutan_ijazah("s1") < urutan_ijazah("s2") < urutan_ijazah("s3")
    assert urutan_ijazah("slta") < urutan_ijazah("d1") < urutan_ijazah("d2") < urutan_ijazah("d3")


@pytest.mark.parametrize(("lama", "baru", "salah"), [("s1", "s2", False), ("s2", "s2", True), ("s1", "d3", True)])
def test_the_new_diploma_must_be_higher(lama, baru, salah):
    masukan = {"jenjang": "ahli_muda", "ijazah": baru, "ijazah_lama": lama, "predikat": "baik"}
    assert ("masukan.ijazah" in galat("peningkatan_pendidikan", **masukan)) is salah


def test_degree_is_added_to_the_credit_held():
    isi = nilai("peningkatan_pendidikan", jenjang="ahli_muda", ijazah="s2", predikat="baik", angka_kredit="80")
    assert isi == {"tambahan": "25.000", "jumlah": "105.000", "kebutuhan_kp": "100", "kekurangan_kp": "0"}
    isi = nilai("peningkatan_pendidikan", jenjang="ahli_muda", ijazah="s2", predikat="baik")
    assert (isi["jumlah"], isi["kekurangan_kp"]) == ("25.000", "75.000")


# --- base credit and minimums ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("jenjang", JENJANG)
def test_base_credit_is_what_the_ranks_below_would_have_needed(jenjang):
    satu = R.desimal(f"minimal.kp.{jenjang}")
    for urutan, golongan in enumerate(golongan_jenjang(R, jenjang)):
        assert ak_dasar(R, jenjang, golongan) == urutan * satu


@pytest.mark.parametrize("jenjang", [j for j in JENJANG if jenjang_berikut(R, j)])
def test_a_level_needs_as_much_as_all_its_ranks(jenjang):
    penuh = minimal_kj(R, jenjang)
    assert penuh is not None
    assert penuh.nilai == R.desimal(f"minimal.kp.{jenjang}") * len(golongan_jenjang(R, jenjang))
    for golongan in golongan_jenjang(R, jenjang):
        bagian = minimal_kj(R, jenjang, golongan_awal=golongan)
        assert bagian is not None
        assert bagian.nilai + ak_dasar(R, jenjang, golongan) == penuh.nilai
        assert minimal_kj(R, jenjang, golongan_awal=golongan, dengan_ak_dasar=True).nilai == penuh.nilai


def test_the_top_levels_need_nothing_more():
    assert minimal_kj(R, "penyelia") is None
    assert minimal_kj(R, "ahli_utama") is None
    assert minimal_kp(R, "penyelia", "III/d") is None
    assert minimal_kp(R, "ahli_utama", "IV/e") is None


@pytest.mark.parametrize(
    ("jenjang", "golongan", "awal", "dasar", "perlu"),
    [
        ("ahli_pertama", "III/a", None, False, 50),
        ("ahli_pertama", "III/b", None, False, 100),
        ("ahli_pertama", "III/b", "III/b", False, 50),
        ("ahli_pertama", "III/b", "III/b", True, 100),
        ("ahli_madya", "IV/c", "IV/b", False, 300),
        ("ahli_madya", "IV/c", None, False, 450),
        ("penyelia", "III/c", None, False, 100),
        ("ahli_utama", "IV/d", None, False, 200),
        ("pemula", "II/a", None, False, 15),
        ("terampil", "II/d", "II/c", False, 40),
    ],
)
def test_a_rank_needs_a_step_per_rank_since_the_entry(jenjang, golongan, awal, dasar, perlu):
    hasil = minimal_kp(R, jenjang, golongan, golongan_awal=awal, dengan_ak_dasar=dasar)
    assert hasil is not None
    assert hasil.nilai == perlu
    assert hasil.langkah[0].nilai == perlu
    assert hasil.langkah[0].sumber == "Paparan BKN tentang PerBKN 3/2023"


def test_proportional_minimum_explains_itself():
    hasil = minimal_kj(R, "ahli_madya", golongan_awal="IV/c")
    assert hasil is not None
    assert hasil.nilai == 150
    assert [str(satu.teks) for satu in hasil.langkah] == [
        "Kenaikan jenjang dari Pranata Komputer Ahli Madya: 450",
        "Masuk jenjang pada IV/c, jadi proporsional: 450 - 2 x 150 = 150",
    ]
    penuh = minimal_kj(R, "ahli_madya", golongan_awal="IV/c", dengan_ak_dasar=True)
    assert penuh is not None
    assert "minimal penuh" in str(penuh.langkah[-1].teks)
    assert len(minimal_kj(R, "ahli_madya", golongan_awal="IV/a").langkah) == 1


def test_ranks_that_are_not_of_the_level_are_refused():
    with pytest.raises(ValueError, match="IV/a bukan golongan ahli_muda"):
        minimal_kj(R, "ahli_muda", golongan_awal="IV/a")
    with pytest.raises(ValueError, match="III/a bukan golongan ahli_muda sejak III/c"):
        minimal_kp(R, "ahli_muda", "III/a")
    with pytest.raises(ValueError, match="III/c bukan golongan ahli_muda sejak III/d"):
        minimal_kp(R, "ahli_muda", "III/c", golongan_awal="III/d")
    assert di_atas_jenjang(R, "ahli_muda", "IV/a")
    assert not di_atas_jenjang(R, "ahli_muda", "III/d")


def test_the_readings_of_the_minimum_are_settings():
    masukan = {"jenjang": "ahli_muda", "golongan_awal": "III/d"}
    assert nilai("minimal_kj", **masukan)["minimal"] == "100"
    assert nilai("minimal_kj", {"minimal.proporsional.berlaku": False}, **masukan)["minimal"] == "200"
    assert nilai("minimal_kj", **masukan, dengan_ak_dasar=True)["minimal"] == "200"
    setelan = {"minimal.proporsional.dengan_ak_dasar": True}
    assert nilai("minimal_kj", setelan, **masukan, dengan_ak_dasar=True)["minimal"] == "100"


def test_minimal_kj_tells_the_shortage():
    hasil = nilai("minimal_kj", jenjang="ahli_muda", golongan_awal="III/d", angka_kredit="99.9994")
    assert hasil == {"minimal": "100", "penuh": "200", "kekurangan": "0.001"}
    assert nilai("minimal_kj", jenjang="ahli_muda", angka_kredit="200")["kekurangan"] == "0.000"
    puncak = hitung("minimal_kj", jenjang="penyelia")
    assert puncak.data()["putusan"] == "puncak"
    assert puncak.data()["nilai"] == {"minimal": None, "penuh": None, "kekurangan": None}
    assert "masukan.golongan_awal" in galat("minimal_kj", jenjang="ahli_muda", golongan_awal="IV/a")


def test_minimal_konversi_gives_the_row_of_the_table():
    assert nilai("minimal_konversi", jenjang="terampil") == {
        "koefisien": "5",
        "kp": "20",
        "kj": "60",
        "golongan_terendah": "II/b",
        "golongan_tertinggi": "II/d",
    }
    assert nilai("minimal_konversi", jenjang="ahli_utama")["kj"] is None


def test_ak_dasar_is_of_a_rank_of_the_level():
    assert nilai("ak_dasar", jenjang="ahli_muda", golongan="III/d") == {"ak_dasar": "100"}
    assert "III/c, III/d" in galat("ak_dasar", jenjang="ahli_muda", golongan="III/b")["masukan.golongan"]


# --- coming from elsewhere -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bulan", "puncak", "dihitung", "ak"),
    [
        (35, True, 35, "172.917"),
        (36, True, 36, "175"),
        (37, True, 36, "175"),
        (37, False, 37, "177.083"),
        (0, False, 0, "100"),
    ],
)
def test_only_three_years_count_at_the_top_of_the_old_post(bulan, puncak, dihitung, ak):
    hasil = perpindahan(R, "ahli_muda", "III/d", "baik", bulan, puncak=puncak)
    assert (hasil.bulan_dihitung, hasil.nilai, hasil.ak_dasar) == (dihitung, D(ak), 100)
    assert hasil.konversi + hasil.ak_dasar == hasil.nilai
    assert hasil.langkah[-1].nilai == hasil.nilai
    assert len(hasil.langkah) == (6 if puncak else 5)


def test_the_cap_names_its_operands():
    langkah = perpindahan(R, "ahli_muda", "III/d", "baik", 72, puncak=True).langkah[0]
    assert str(langkah.teks) == "Masa 72 bulan, dihitung paling banyak 3 tahun: 36 bulan"
    assert (langkah.nilai, langkah.sumber) == (36, "PerBKN 3/2023 7")


@pytest.mark.parametrize(
    ("jabatan", "golongan", "ijazah", "puncak"),
    [
        ("administrator", "IV/b", None, True),
        ("administrator", "IV/a", None, False),
        ("pengawas", "III/d", None, True),
        ("pengawas", "III/c", None, False),
        ("pelaksana", "III/d", "s1", True),
        ("pelaksana", "III/c", "s1", False),
        ("pelaksana", "III/b", "slta", True),
        ("pelaksana", "III/d", None, None),
    ],
)
def test_the_top_rank_of_the_old_post(jabatan, golongan, ijazah, puncak):
    assert pangkat_puncak(R, jabatan, golongan, ijazah) is puncak


def test_what_is_not_known_of_the_old_post_is_said():
    masukan = {"jenjang": "ahli_muda", "golongan": "III/d", "predikat": "baik", "masa_tahun": 5}
    tanpa = hitung("perpindahan", **masukan).data()
    assert (tanpa["nilai"]["angka_kredit"], len(tanpa["peringatan"])) == ("225.000", 1)
    assert "Jabatan asal" in tanpa["peringatan"][0]
    assert "ijazah" in hitung("perpindahan", **masukan, jabatan_asal="pelaksana").data()["peringatan"][0]
    tegas = hitung("perpindahan", **masukan, pangkat_puncak=True).data()
    assert (tegas["nilai"]["angka_kredit"], tegas.get("peringatan")) == ("175.000", None)
    beda = hitung("perpindahan", **masukan, jabatan_asal="pengawas", pangkat_puncak=False).data()
    assert (beda["nilai"]["angka_kredit"], beda["nilai"]["pangkat_puncak"]) == ("225.000", "tidak")
    assert "berbeda" in beda["peringatan"][0]


@pytest.mark.parametrize(
    ("ubah", "bidang"),
    [
        ({"golongan": "IV/a"}, "golongan"),
        ({"golongan": "III/a"}, "golongan"),
        ({"masa_bulan": 12}, "masa_bulan"),
        ({"masa_tahun": 61}, "masa_tahun"),
        ({"predikat": "hebat"}, "predikat"),
    ],
)
def test_transfers_that_cannot_be(ubah, bidang):
    masukan = {"jenjang": "ahli_muda", "golongan": "III/d", "predikat": "baik", "masa_tahun": 5, **ubah}
    assert list(galat("perpindahan", **masukan)) == [f"masukan.{bidang}"]


def test_a_clerk_above_the_level_gets_the_flat_figures():
    hasil = pelaksana_melebihi(R, "ahli_pertama")
    assert (hasil.nilai, hasil.nilai_lanjut, len(hasil.belum)) == (100, 75, 4)
    assert terbaca(hasil.belum[0]) == "Kenaikan berikutnya menunggu 1 tahun dalam jenjang."
    assert [satu.nilai for satu in hasil.langkah] == [100, 75]
    penuh = {"tahun": D(1), "predikat": "baik", "uji_kompetensi": True, "lowongan": True}
    assert pelaksana_melebihi(R, "ahli_pertama", **penuh).belum == ()
    for ubah in ({"tahun": D("0.99")}, {"predikat": "kurang"}, {"uji_kompetensi": False}, {"lowongan": None}):
        assert len(pelaksana_melebihi(R, "ahli_pertama", **{**penuh, **ubah}).belum) == 1
    with pytest.raises(KetentuanTidakAda):
        pelaksana_melebihi(R, "ahli_muda")


def test_flat_figures_are_for_who_is_above_the_level():
    assert "perpindahan" in galat("pelaksana_melebihi", jenjang="ahli_pertama", golongan="III/b")["masukan.golongan"]
    assert "Ahli Pertama" in galat("pelaksana_melebihi", jenjang="ahli_muda", golongan="IV/a")["masukan.jenjang"]
    belum = hitung("pelaksana_melebihi", jenjang="ahli_pertama", golongan="IV/a", predikat="baik").data()
    assert len(belum["alasan"]) == 4


@pytest.mark.parametrize(("bulan", "dihitung", "ak"), [(47, 47, "127.917"), (48, 48, "130"), (60, 48, "130")])
def test_at_most_four_years_away_count(bulan, dihitung, ak):
    hasil = pengangkatan_kembali(R, "ahli_muda", "baik", bulan, D(30))
    assert (hasil.bulan_dihitung, hasil.nilai) == (dihitung, D(ak))
    assert hasil.konversi + 30 == hasil.nilai
    assert (hasil.langkah[0].nilai, hasil.langkah[-1].nilai) == (dihitung, D(ak))


def test_coming_back_by_conversion():
    masukan = {"jenjang": "ahli_muda", "predikat": "baik", "masa_tahun": 1, "masa_bulan": 6, "angka_kredit": "10.5"}
    hasil = nilai("pengangkatan_kembali_konversi", **masukan)
    assert hasil == {"angka_kredit": "48.000", "konversi": "37.500", "bulan_dihitung": "18"}


def test_between_functional_positions_credit_is_carried():
    hasil = nilai("perpindahan_jf", jenjang="ahli_muda", golongan="III/d", angka_kredit="150")
    assert hasil == {"angka_kredit": "150.000", "kekurangan_kp": "50.000", "kekurangan_kj": "50.000"}
    hasil = nilai("perpindahan_jf", jenjang="penyelia", golongan="III/d", angka_kredit="12")
    assert hasil == {"angka_kredit": "12.000", "kekurangan_kp": None, "kekurangan_kj": None}
    masukan = {"jenjang": "ahli_muda", "golongan": "III/c", "golongan_awal": "III/d", "angka_kredit": 1}
    assert list(galat("perpindahan_jf", **masukan)) == ["masukan.golongan_awal"]


# --- accumulation ----------------------------------------------------------------------------------------------------


def test_a_year_divided_between_two_levels():
    baris = [Periode(None, "baik", 2024, 5), Kenaikan("KJ", D(5)), Periode(None, "baik", 2024, 7)]
    hasil = akumulasi(R, "ahli_pertama", D(100), baris)
    assert hasil.jenjang == "ahli_muda"
    assert hasil.kejadian[0].jumlah == D("105.208")
    assert (hasil.saldo, hasil.kumulatif, hasil.diperoleh) == (D("14.583"), D("14.583"), D("119.791"))
    assert hasil.peringatan == ()


def test_a_raise_in_rank_keeps_the_excess_and_a_raise_in_level_loses_it():
    hasil = akumulasi(R, "ahli_muda", D(0), [Angka(D(130)), Kenaikan("KP"), Angka(D(90)), Kenaikan("KJ")])
    kp, kj = hasil.kejadian
    assert (kp.jumlah, kp.kebutuhan, kp.sisa, kp.kelebihan, kp.kekurangan, kp.terpenuhi) == (130, 100, 30, 30, 0, True)
    assert (kj.jumlah, kj.kebutuhan, kj.sisa, kj.kelebihan) == (220, 200, 0, 20)
    teks = [terbaca(satu.teks) for satu in hasil.langkah]
    assert [satu for satu in teks if satu.startswith("Angka kredit ")] == [
        "Angka kredit 130,000; saldo 130,000",
        "Angka kredit 90,000; saldo 120,000",
    ]
    assert (hasil.saldo, hasil.kumulatif, hasil.jenjang) == (0, 0, "ahli_madya")


def test_the_rank_after_the_level_stands_on_the_same_credit():
    baris = [Angka(D(200)), Kenaikan("KP"), Kenaikan("KJ"), Kenaikan("KP")]
    hasil = akumulasi(R, "ahli_muda", D(0), baris)
    assert [(k.jenis, k.jumlah, k.kebutuhan, k.terpenuhi) for k in hasil.kejadian] == [
        ("KP", 200, 100, True),
        ("KJ", 200, 200, True),
        ("KP", 100, 100, True),
    ]
    assert hasil.saldo == 0
    kemudian = akumulasi(R, "ahli_muda", D(0), [*baris[:3], Angka(D(1)), Kenaikan("KP")])
    assert (kemudian.kejadian[-1].jumlah, kemudian.kejadian[-1].kebutuhan) == (1, 150)
    assert akumulasi(R, "ahli_muda", D(0), [*baris, Kenaikan("KP")]).kejadian[-1].jumlah == 0


@pytest.mark.parametrize(
    ("angka", "cukup", "sisa"), [("49.999", False, "49.999"), ("50", True, "0"), ("50.001", True, "0.001")]
)
def test_a_raise_without_its_credit_changes_nothing(angka, cukup, sisa):
    hasil = akumulasi(R, "mahir", D(0), [Angka(D(angka)), Kenaikan("KP")])
    assert (hasil.kejadian[0].terpenuhi, hasil.saldo, hasil.kejadian[0].sisa) == (cukup, D(sisa), D(sisa))
    tetap = akumulasi(R, "mahir", D(0), [Angka(D(angka)), Kenaikan("KJ")])
    assert (tetap.jenjang, tetap.saldo, tetap.kejadian[0].kekurangan) == ("mahir", D(angka), 100 - D(angka))


def test_entry_rank_and_base_credit_shape_the_need_of_a_level():
    def perlu(**isi):
        return akumulasi(R, "ahli_madya", D(0), [Kenaikan("KJ")], **isi).kejadian[0].kebutuhan

    assert (perlu(), perlu(golongan_awal="IV/b"), perlu(golongan_awal="IV/b", dengan_ak_dasar=True)) == (450, 300, 450)


def test_a_level_that_was_not_raised_is_warned_about():
    hasil = akumulasi(R, "ahli_pertama", D(0), [Periode("ahli_muda", "baik", 2024, 12)])
    assert (hasil.saldo, len(hasil.peringatan)) == (25, 1)
    assert "2024" in str(hasil.peringatan[0])


def test_a_degree_counts_once_in_the_sum():
    dua = [Ijazah("s1", "baik", True), Ijazah("d4", "baik", True)]
    hasil = akumulasi(R, "mahir", D(0), dua)
    assert (hasil.saldo, len(hasil.peringatan)) == (D("12.5"), 1)
    gagal_dulu = akumulasi(R, "mahir", D(0), [Ijazah("s1", "kurang", True), Ijazah("s1", "baik", True)])
    assert gagal_dulu.saldo == D("12.5")


def test_there_is_no_level_above_the_top():
    with pytest.raises(ValueError, match="penyelia"):
        akumulasi(R, "penyelia", D(500), [Kenaikan("KJ")])
    masukan = {"jenjang": "ahli_madya", "baris": [{"jenis": "KJ"}, {"jenis": "KJ"}]}
    assert list(galat("akumulasi", **masukan)) == ["masukan.baris.1.jenis"]


@given(st.lists(KREDIT, max_size=12), st.randoms())
def test_order_of_figures_does_not_matter(angka, acak):
    semula = akumulasi(R, "ahli_muda", D(0), [Angka(a) for a in angka])
    acak.shuffle(angka)
    sesudah = akumulasi(R, "ahli_muda", D(0), [Angka(a) for a in angka])
    assert semula.saldo == sesudah.saldo == semula.diperoleh == sum(angka)


@given(st.lists(st.one_of(KREDIT.map(Angka), st.just(Kenaikan("KP"))), max_size=15))
def test_what_is_earned_is_held_or_was_used(baris):
    hasil = akumulasi(R, "ahli_pertama", D(0), baris)
    dipakai = sum((k.kebutuhan for k in hasil.kejadian if k.terpenuhi), D(0))
    assert hasil.saldo + dipakai == hasil.diperoleh == hasil.kumulatif


def test_accumulation_tells_every_step():
    masukan = {
        "jenjang": "ahli_pertama",
        "saldo_awal": "40",
        "baris": [
            {"jenis": "konversi", "tahun": 2023, "predikat": "baik"},
            {"jenis": "KP"},
            {"jenis": "KJ"},
        ],
    }
    hasil = hitung("akumulasi", **masukan).data()
    assert [satu["teks"] for satu in hasil["langkah"]] == [
        "Saldo awal 40,000",
        "2023, 12 bulan, Baik: 12,500; saldo 52,500",
        "Kenaikan pangkat: 52,500 memenuhi 50, sisa 2,500",
        "Kenaikan jenjang: 52,500 dari 100, kurang 47,500",
    ]
    assert hasil["putusan"] == "kenaikan_ditolak"
    assert hasil["nilai"] == {
        "diperoleh": "52.500",
        "jumlah": "52.500",
        "kebutuhan_kenaikan": "100",
        "sisa": "52.500",
        "kekurangan_kenaikan": "47.500",
        "saldo": "2.500",
        "kumulatif": "52.500",
        "jenjang": "ahli_pertama",
        "kebutuhan": "50",
        "kekurangan": "47.500",
        "kelebihan": "0",
        "kejadian": "KP 52.500/50 sisa 2.500; KJ 52.500/100 kurang 47.500",
    }
    assert len(hasil["alasan"]) == 2


@pytest.mark.parametrize(("awal", "putusan"), [("49.999", "belum_cukup"), ("50", "cukup")])
def test_accumulation_without_a_raise(awal, putusan):
    hasil = hitung("akumulasi", jenjang="mahir", saldo_awal=awal, baris=[]).data()
    assert hasil["putusan"] == putusan
    kosong = ("jumlah", "kebutuhan_kenaikan", "sisa", "kekurangan_kenaikan", "kejadian")
    assert {hasil["nilai"][nama] for nama in kosong} == {None}


def _tahun(**isi):
    return {"jenis": "konversi", "tahun": 2024, "predikat": "baik", **isi}


@pytest.mark.parametrize(
    ("baris", "bidang", "kata"),
    [
        ([_tahun(), _tahun(bulan=1)], "baris.1.bulan", "Baris 0 dan baris 1"),
        ([_tahun(bulan=6), _tahun(tahun=2023), _tahun(bulan=7)], "baris.2.bulan", "Baris 0 dan baris 2"),
        (
            [_tahun(bulan_mulai=1, bulan=6), _tahun(bulan_mulai=6, bulan=2)],
            "baris.1.bulan_mulai",
            "Baris 0 dan baris 1",
        ),
        ([_tahun(bulan=13)], "baris.0.bulan", "antara 1 dan 12"),
        ([_tahun(bulan=0)], "baris.0.bulan", "antara 1 dan 12"),
        ([_tahun(bulan_mulai=13)], "baris.0.bulan", "antara 1 dan 12"),
        ([_tahun(bulan_mulai=13, bulan=1)], "baris.0.bulan_mulai", "antara 1 dan 12"),
        ([_tahun(bulan_mulai=8, bulan=6)], "baris.0.bulan", "akhir tahun"),
        ([_tahun(tahun=1899)], "baris.0.tahun", "antara 1900 dan 2200"),
        ([_tahun(predikat="hebat")], "baris.0.predikat", "Pilih salah satu"),
        ([{"jenis": "pendidikan", "ijazah": "s2", "predikat": "x"}], "baris.0.predikat", "Pilih salah satu"),
    ],
)
def test_periods_that_cannot_be(baris, bidang, kata):
    (letak,) = (isi := galat("akumulasi", jenjang="mahir", baris=baris))
    assert letak == f"masukan.{bidang}"
    assert kata in isi[letak]


def test_months_that_touch_do_not_overlap():
    baris = [_tahun(bulan_mulai=1, bulan=6), _tahun(bulan_mulai=7)]
    assert nilai("akumulasi", jenjang="mahir", baris=baris)["saldo"] == "12.500"
    assert nilai("akumulasi", jenjang="mahir", baris=baris[::-1])["saldo"] == "12.500"
    assert nilai("akumulasi", jenjang="mahir", baris=[_tahun(bulan=5), _tahun(bulan=7)])["saldo"] == "12.500"


def test_the_opening_balance_is_part_of_what_was_earned_in_the_level():
    masukan = {"jenjang": "ahli_muda", "saldo_awal": 30, "baris": []}
    assert nilai("akumulasi", **masukan, kumulatif_awal=130)["kumulatif"] == "130.000"
    assert nilai("akumulasi", **masukan, kumulatif_awal=30)["kumulatif"] == "30.000"
    assert list(galat("akumulasi", **masukan, kumulatif_awal=29)) == ["masukan.kumulatif_awal"]


# --- raises ----------------------------------------------------------------------------------------------------------

SEMUA = Fakta("baik", True, True, D(2), D(1), D(1))


def layak(ak, golongan="III/d", jenjang="ahli_muda", fakta=SEMUA, **isi):
    return kelayakan_konversi(R, SYARAT, angka_kredit=D(ak), jenjang=jenjang, golongan=golongan, fakta=fakta, **isi)


@pytest.mark.parametrize(("ak", "boleh"), [("199.999", False), ("200", True), ("200.001", True)])
def test_credit_just_short_enough_and_beyond(ak, boleh):
    hasil = layak(ak)
    assert (hasil.kj.boleh, hasil.kp.boleh) == (boleh, boleh)
    assert (hasil.kj.kebutuhan, hasil.kp.kebutuhan) == (200, 200)
    assert hasil.kj.kekurangan == max(200 - D(ak), 0)
    assert hasil.kj.kelebihan == max(D(ak) - 200, 0)
    assert all("Pranata Komputer Ahli Madya" in terbaca(satu) for satu in hasil.kj.alasan)
    assert hasil.peringatan == ()


def test_a_rank_inside_the_level_asks_nothing_of_the_next_level():
    hasil = layak("100", "III/c", fakta=Fakta("kurang", False, False, D(2)))
    assert (hasil.kp.boleh, hasil.kp.tujuan, hasil.kj.boleh, hasil.tetap_jenjang) == (True, "III/d", False, False)
    assert len(hasil.kj.alasan) == 5
    assert all(terbaca(satu) for satu in (*hasil.kj.alasan, *hasil.kp.alasan))
    assert len(hasil.peringatan) == 1
    assert "2 tahun terakhir" in str(hasil.peringatan[0])


@pytest.mark.parametrize(
    ("ubah", "kj", "kp", "kata"),
    [
        ({"predikat": "butuh_perbaikan"}, False, False, "di bawah Baik"),
        ({"predikat": None}, None, None, "Predikat tahun terakhir belum diketahui"),
        ({"uji_kompetensi": False}, False, False, "belum lulus"),
        ({"uji_kompetensi": None}, None, None, "uji kompetensi belum diketahui"),
        ({"lowongan": False}, False, True, "Tidak ada lowongan"),
        ({"lowongan": None}, None, None, "Lowongan pada jenjang"),
        ({"tahun_pangkat": D("1.99")}, True, False, "1,99 tahun dalam pangkat"),
        ({"tahun_pangkat": None}, True, None, "Masa dalam pangkat belum diketahui"),
        ({"tahun_jenjang": D("0.9")}, False, False, "0,9 tahun dalam jenjang"),
        ({"tahun_jabatan": D("0.9")}, True, False, "0,9 tahun dalam jabatan"),
        ({"tahun_jenjang": None, "tahun_jabatan": None}, True, True, "dapat diberikan"),
    ],
)
def test_every_other_condition_has_its_reason(ubah, kj, kp, kata):
    isi = {nama: getattr(SEMUA, nama) for nama in Fakta.__dataclass_fields__}
    hasil = layak("200", fakta=Fakta(**{**isi, **ubah}))
    assert (hasil.kj.boleh, hasil.kp.boleh) == (kj, kp)
    assert any(kata in str(a) for a in (*hasil.kj.alasan, *hasil.kp.alasan))


def test_level_waits_for_the_top_rank_of_the_level():
    hasil = layak("200", "III/c")
    assert (hasil.kj.boleh, hasil.kp.boleh) == (False, True)
    assert "menunggu pangkat III/d" in str(hasil.kj.alasan[0])


def test_one_rank_above_the_level_is_the_end_until_the_level_is_raised():
    hasil = layak("250", "IV/a")
    assert (hasil.kj.boleh, hasil.kp.boleh, hasil.kp.tujuan, hasil.kp.kekurangan) == (True, False, None, None)
    assert "Pangkat sudah di atas jenjang" in str(hasil.kp.alasan[0])
    with pytest.raises(ValueError, match="terlalu tinggi"):
        layak("250", "IV/b")


def test_a_rank_below_the_level_is_looked_at_apart():
    """After the level was raised before the rank: the next level is judged, the rank rests on the level before."""
    hasil = layak("20", "III/b")
    assert (hasil.kp.tujuan, hasil.kp.boleh, hasil.tetap_jenjang) == (None, False, False)
    assert "III/b di luar jenjang Pranata Komputer Ahli Muda" in str(hasil.kp.alasan[0])
    assert (hasil.kj.tujuan, hasil.kj.kekurangan) == ("ahli_madya", 180)


def test_the_top_has_no_aims():
    hasil = layak("900", "IV/e", "ahli_utama")
    assert (hasil.kj.boleh, hasil.kp.boleh, hasil.kj.kebutuhan, hasil.kp.kelebihan) == (False, False, None, None)
    assert "pangkat puncak" in str(hasil.kp.alasan[0])
    assert "Tidak ada jenjang" in str(hasil.kj.alasan[0])


def test_without_a_vacancy_the_rank_is_a_setting():
    masukan = {
        "jenjang": "ahli_muda",
        "golongan": "III/d",
        "angka_kredit": 200,
        "lowongan": False,
        "masa_pangkat_tahun": 2,
    }
    boleh = hitung("kelayakan_konversi", **masukan).data()
    assert (boleh["putusan"], boleh["nilai"]["tetap_jenjang"]) == ("kp_tetap_jenjang", "ya")
    setelan = {"kenaikan_R2023:kp.tanpa_lowongan": False}
    tidak = hitung("kelayakan_konversi", setelan, **masukan).data()
    assert (tidak["putusan"], tidak["nilai"]["kp_boleh"]) == ("tidak", "tidak")
    kurang = hitung("kelayakan_konversi", **{**masukan, "angka_kredit": "199.9"}).data()
    assert (kurang["putusan"], kurang["nilai"]["tetap_jenjang"]) == ("tidak", "tidak")


@pytest.mark.parametrize(
    ("ubah", "putusan", "urutan"),
    [
        ({}, "kj_lalu_kp", "KJ ahli_madya, KP IV/a"),
        ({"masa_pangkat_tahun": 1}, "kj", "KJ ahli_madya"),
        ({"golongan": "III/c", "angka_kredit": 100}, "kp", "KP III/d"),
        ({"lowongan": None}, "belum_lengkap", None),
        ({"angka_kredit": 10}, "tidak", None),
    ],
)
def test_verdicts(ubah, putusan, urutan):
    masukan = {
        "jenjang": "ahli_muda",
        "golongan": "III/d",
        "angka_kredit": 200,
        "predikat": "baik",
        "uji_kompetensi": True,
        "lowongan": True,
        "masa_pangkat_tahun": 2,
        **ubah,
    }
    hasil = hitung("kelayakan_konversi", **masukan).data()
    assert (hasil["putusan"], hasil["nilai"]["urutan"]) == (putusan, urutan)


@pytest.mark.parametrize(
    ("ubah", "bidang"),
    [
        ({"golongan": "III/b"}, "golongan"),
        ({"golongan": "IV/b"}, "golongan"),
        ({"golongan_awal": "IV/a"}, "golongan_awal"),
        ({"golongan": "III/c", "golongan_awal": "III/d"}, "golongan_awal"),
        ({"masa_jenjang_tahun": 3, "masa_jabatan_tahun": 2}, "masa_jenjang_tahun"),
        ({"predikat": "hebat"}, "predikat"),
    ],
)
def test_raises_that_cannot_be(ubah, bidang):
    masukan = {"jenjang": "ahli_muda", "golongan": "III/d", "angka_kredit": 200, **ubah}
    assert list(galat("kelayakan_konversi", **masukan)) == [f"masukan.{bidang}"]


@given(KREDIT, KREDIT)
def test_more_credit_never_closes_a_raise(satu, dua):
    sedikit, banyak = sorted((satu, dua))
    for golongan in ("III/c", "III/d"):
        a, b = layak(str(sedikit), golongan), layak(str(banyak), golongan)
        assert not (a.kp.boleh and not b.kp.boleh)
        assert not (a.kj.boleh and not b.kj.boleh)
        assert a.kp.kekurangan >= b.kp.kekurangan
