"""Raises by credit: every condition just short, just enough, with surplus."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kalkulator.bantu import galat, hitung
from workflow_app import peraturan
from workflow_app.kalkulator.kebutuhan import Kedudukan
from workflow_app.kalkulator.kelayakan import KreditDinilai, kelayakan, kelayakan_kredit

D = Decimal
R2003, R2020 = peraturan.kunci("R2003"), peraturan.kunci("R2020")
MUDA = {"jenjang": "ahli_muda", "golongan": "III/d", "prestasi_baik": True, "ukom_lulus": True, "lowongan": True}


def nilai(regime, **isi):
    return hitung("kelayakan", regime, **isi)["nilai"]


# --- the sum and its shares ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("regime", "jenjang", "golongan", "kp", "kj"),
    [
        ("R2003", "pemula", "II/a", "40", "40"),
        ("R2003", "terampil", "II/b", "60", "100"),
        ("R2003", "terampil", "II/d", "100", "100"),
        ("R2003", "mahir", "III/b", "200", "200"),
        ("R2003", "penyelia", "III/c", "300", None),
        ("R2003", "ahli_muda", "III/d", "400", "400"),
        ("R2003", "ahli_madya", "IV/c", "850", "850"),
        ("R2003", "ahli_utama", "IV/d", "1050", None),
        ("R2020", "terampil", "II/c", "20", "40"),
        ("R2020", "terampil", "II/d", "40", "40"),
        ("R2020", "mahir", "III/a", "50", "100"),
        ("R2020", "penyelia", "III/c", "100", None),
        ("R2020", "ahli_pertama", "III/b", "100", "100"),
        ("R2020", "ahli_muda", "III/c", "100", "200"),
        ("R2020", "ahli_madya", "IV/a", "150", "450"),
        ("R2020", "ahli_madya", "IV/c", "450", "450"),
        ("R2020", "ahli_utama", "IV/d", "200", None),
    ],
)
def test_what_rank_and_level_need(regime, jenjang, golongan, kp, kj):
    hasil = nilai(regime, jenjang=jenjang, golongan=golongan, jumlah=0)
    assert (hasil["kp_kebutuhan"], hasil["kj_kebutuhan"]) == (kp, kj)


@pytest.mark.parametrize(
    ("utama", "penunjang", "kurang", "lebih", "boleh"),
    [
        ("149.999", 0, "0.001", "0", "tidak"),
        (150, 0, "0", "0", "ya"),
        ("150.001", 0, "0", "0.001", "ya"),
        (120, 30, "0", "0", "ya"),
        ("119.999", 31, "0.001", "0", "tidak"),
        (120, "29.999", "0.001", "0", "tidak"),
    ],
)
def test_just_short_just_enough_and_more(utama, penunjang, kurang, lebih, boleh):
    hasil = nilai("R2003", jenjang="Pertama", golongan="III/a", utama=utama, penunjang=penunjang)
    assert (D(hasil["kp_kekurangan"]), D(hasil["kp_kelebihan"])) == (D(kurang), D(lebih))
    assert hasil["kp_terpenuhi"] == hasil["kp_ak_terpenuhi"] == boleh


def test_every_reason_is_named_at_once():
    hasil = hitung(
        "kelayakan", "R2020", jenjang="ahli_muda", golongan="III/c", utama=150, penunjang=60, pengembangan_profesi=2,
        prestasi_baik=False, ukom_lulus=False, lowongan=False,
    )  # fmt: skip
    kj = [a for a in hasil["alasan"] if "jabatan" in a or "Unsur utama" in a]
    assert len(kj) == 7
    for kata in (
        "kurang 10,000", "paling sedikit 160,000", "kurang 4,000", "prestasi kerja", "uji kompetensi", "lowongan",
        "III/d, puncak",
    ):  # fmt: skip
        assert any(kata in a for a in kj), kata
    assert hasil["putusan"] == "kp"
    nilai_ = hasil["nilai"]
    assert (nilai_["kp_penunjang_diakui"], nilai_["kp_penunjang_gugur"]) == ("20.000", "40.000")
    assert (nilai_["kj_penunjang_diakui"], nilai_["kj_penunjang_gugur"]) == ("40.000", "20.000")
    assert nilai_["kj_utama_kurang"] == "10.000"


def test_steps_carry_operands_and_sources():
    hasil = hitung("kelayakan", "R2003", jenjang="Madya", golongan="IV/a", utama=560, penunjang=0,
                   pengembangan_profesi=12)  # fmt: skip
    langkah = hasil["langkah"]
    assert langkah[0]["teks"] == "Unsur utama 560,000, paling sedikit 440,000"
    assert langkah[1]["teks"] == "Unsur penunjang 0,000, diakui paling banyak 110,000: 0,000"
    assert langkah[2]["teks"] == "Pengembangan profesi 12,000, paling sedikit 12"
    assert "slide 46" in langkah[2]["sumber"]
    assert langkah[3]["nilai"] == "560.000"
    assert "slide 25" in langkah[3]["sumber"]


@pytest.mark.parametrize(
    ("isi", "utama", "gugur"),
    [
        ({"jumlah": 155, "utama": 120}, "0.000", "5.000"),
        ({"jumlah": 155, "penunjang": 35}, "0.000", "5.000"),
        ({"utama": 120}, "0.000", "0.000"),
        ({"jumlah": 155}, None, None),
    ],
)
def test_the_split_follows_from_two_of_three_figures(isi, utama, gugur):
    hasil = nilai("R2003", jenjang="Pertama", golongan="III/a", **isi)
    assert hasil["penunjang_gugur"] == gugur
    assert (hasil["utama_kurang"] is None) is (utama is None)


def test_an_unknown_split_is_warned_of():
    hasil = hitung("kelayakan", "R2003", jenjang="Pertama", golongan="III/a", jumlah=150)
    assert hasil["putusan"] == "kp"
    assert any("tidak diketahui" in p for p in hasil["peringatan"])


# --- pengembangan profesi --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("golongan", "jumlah"), [("IV/a", 550), ("IV/b", 700), ("IV/c", 850), ("IV/d", 1050)])
def test_r2003_asks_for_12_at_every_high_rank(golongan, jumlah):
    jenjang = "Utama" if golongan == "IV/d" else "Madya"
    isi = {"jenjang": jenjang, "golongan": golongan, "jumlah": jumlah, "prestasi_baik": True}
    for profesi, kurang, boleh in (("11.999", "0.001", "tidak"), (12, "0", "ya"), (13, "0", "ya")):
        hasil = nilai("R2003", pengembangan_profesi=profesi, **isi)
        assert (D(hasil["pengembangan_profesi_kurang"]), hasil["kp_terpenuhi"]) == (D(kurang), boleh)
        assert hasil["kp_pengembangan_profesi_minimal"] == "12"
        assert hasil["kj_pengembangan_profesi_minimal"] == (None if jenjang == "Utama" else "0")


def test_r2003_two_steps_ask_for_12_each():
    hasil = nilai("R2003", jenjang="Madya", golongan="IV/a", golongan_tujuan="IV/c", jumlah=700,
                  pengembangan_profesi=23, prestasi_baik=True)  # fmt: skip
    assert (hasil["kp_pengembangan_profesi_minimal"], hasil["pengembangan_profesi_kurang"]) == ("24", "1.000")


@pytest.mark.parametrize(("golongan", "jumlah"), [("III/d", 400), ("III/c", 300)])
def test_r2003_asks_for_none_below(golongan, jumlah):
    hasil = nilai("R2003", jenjang="Muda", golongan=golongan, jumlah=jumlah, prestasi_baik=True)
    assert (hasil["kp_pengembangan_profesi_minimal"], hasil["kp_terpenuhi"]) == ("0", "ya")


@pytest.mark.parametrize(
    ("jenjang", "golongan", "jumlah", "minimal"),
    [("mahir", "III/b", 100, 4), ("ahli_muda", "III/d", 200, 6), ("ahli_madya", "IV/c", 450, 12)],
)
def test_r2020_asks_at_the_raise_in_level(jenjang, golongan, jumlah, minimal):
    isi = {**MUDA, "jenjang": jenjang, "golongan": golongan, "jumlah": jumlah}
    kurang = nilai("R2020", pengembangan_profesi=D(minimal) - D("0.001"), **isi)
    assert (kurang["pengembangan_profesi_kurang"], kurang["kj_terpenuhi"]) == ("0.001", "tidak")
    assert kurang["kp_pengembangan_profesi_minimal"] == "0"
    cukup = nilai("R2020", pengembangan_profesi=minimal, **isi)
    assert (cukup["kj_terpenuhi"], cukup["kp_terpenuhi"]) == ("ya", "ya")


@pytest.mark.parametrize(("jenjang", "golongan", "jumlah"), [("terampil", "II/d", 40), ("ahli_pertama", "III/b", 100)])
def test_r2020_lower_levels_ask_for_none(jenjang, golongan, jumlah):
    assert (
        nilai("R2020", **{**MUDA, "jenjang": jenjang, "golongan": golongan, "jumlah": jumlah})["kj_terpenuhi"] == "ya"
    )


# --- other conditions ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("syarat", "kata"),
    [("prestasi_baik", "prestasi kerja"), ("ukom_lulus", "uji kompetensi"), ("lowongan", "lowongan")],
)
def test_r2020_each_condition_alone_keeps_from_level_and_its_rank(syarat, kata):
    isi = {**MUDA, "jumlah": 200, "pengembangan_profesi": 6}
    assert hitung("kelayakan", "R2020", **isi)["putusan"] == "kp_dan_kj"
    tanpa = hitung("kelayakan", "R2020", **{**isi, syarat: False})
    assert tanpa["putusan"] == "belum"
    assert any(kata in a for a in tanpa["alasan"])
    assert any("menunggu kenaikan jabatan" in a for a in tanpa["alasan"])
    assert tanpa["nilai"]["kj_ak_terpenuhi"] == "ya"
    tak_dinyatakan = hitung("kelayakan", "R2020", **{**isi, syarat: None})
    assert tak_dinyatakan["putusan"] == "kp_dan_kj"
    assert any("Belum dinyatakan" in p and kata in p for p in tak_dinyatakan["peringatan"])


def test_r2020_level_waits_for_the_top_rank_of_the_level():
    hasil = hitung("kelayakan", "R2020", **{**MUDA, "golongan": "III/c", "jumlah": 200, "pengembangan_profesi": 6})
    assert (hasil["putusan"], hasil["nilai"]["kj_ak_terpenuhi"]) == ("kp", "ya")
    assert any("III/d" in a for a in hasil["alasan"])


def test_r2003_position_may_run_ahead_of_the_rank():
    hasil = hitung("kelayakan", "R2003", jenjang="Pertama", golongan="III/a", jumlah=203, prestasi_baik=True)
    assert hasil["putusan"] == "kp_dan_kj"
    di_depan = hitung("kelayakan", "R2003", jenjang="Muda", golongan="III/a", jumlah=203, prestasi_baik=True)
    assert (di_depan["putusan"], di_depan["nilai"]["golongan_tujuan"]) == ("kp", "III/b")


def test_r2003_appraisal_binds_high_levels_and_excess_alone():
    rendah = hitung("kelayakan", "R2003", jenjang="Pertama", golongan="III/a", jumlah=150, prestasi_baik=False)
    assert rendah["putusan"] == "kp"
    assert any("prestasi kerja" in p for p in rendah["peringatan"])
    tinggi = {"jenjang": "Madya", "golongan": "IV/a", "jumlah": 556, "pengembangan_profesi": 12}
    assert hitung("kelayakan", "R2003", prestasi_baik=False, **tinggi)["putusan"] == "belum"
    lebih = {"jenjang": "Muda", "golongan": "III/a", "golongan_tujuan": "III/c", "jumlah": 203}
    assert hitung("kelayakan", "R2003", prestasi_baik=True, **lebih)["putusan"] == "kp"
    assert hitung("kelayakan", "R2003", prestasi_baik=False, **lebih)["putusan"] == "belum"
    setelan = {"kenaikan_R2003:kp.prestasi_sikap": "tolak"}
    isi = {"jenjang": "Pertama", "golongan": "III/a", "jumlah": 150, "prestasi_baik": False}
    assert hitung("kelayakan", "R2003", setelan=setelan, **isi)["putusan"] == "belum"


@pytest.mark.parametrize(
    ("pendidikan", "golongan", "awal", "kj"),
    [
        ("s1", "III/a", None, "100"),
        ("s2", "III/b", None, "50"),
        ("s1", "III/b", None, "100"),
        ("s2", "III/a", None, "100"),
        (None, "III/b", "III/b", "50"),
        ("D-IV", "III/a", None, "100"),
    ],
)
def test_r2020_the_level_counts_from_the_rank_of_entry(pendidikan, golongan, awal, kj):
    hasil = hitung("kelayakan", "R2020", jenjang="ahli_pertama", golongan=golongan, jumlah=0, pendidikan=pendidikan,
                   golongan_awal=awal)  # fmt: skip
    assert hasil["nilai"]["kj_kebutuhan"] == kj
    assert any("dipakai tabel s1" in p for p in hasil["peringatan"]) is (pendidikan == "s2" and golongan == "III/a")


def test_r2020_further_rank_inside_the_level():
    isi = {"jenjang": "ahli_madya", "golongan": "IV/a", "jumlah": 300, "prestasi_baik": True}
    assert nilai("R2020", golongan_tujuan="IV/c", **isi)["kp_kebutuhan"] == "300"
    assert galat("kelayakan", "R2020", golongan_tujuan="IV/e", **isi) == "masukan.golongan_tujuan"


@pytest.mark.parametrize(
    ("regime", "golongan", "lebih"), [("R2003", "III/d", "100"), ("R2020", "III/d", "300"), ("R2020", "III/c", "400")]
)
def test_excess_over_what_the_present_rank_took(regime, golongan, lebih):
    assert D(nilai(regime, jenjang="ahli_muda", golongan=golongan, jumlah=400)["kelebihan_pangkat"]) == D(lebih)


@pytest.mark.parametrize(
    ("regime", "jenjang", "golongan"), [("R2003", "Utama", "IV/e"), ("R2020", "Penyelia", "III/d")]
)
def test_the_top_has_no_aim(regime, jenjang, golongan):
    hasil = hitung("kelayakan", regime, jenjang=jenjang, golongan=golongan, jumlah=2000)
    assert hasil["putusan"] == "tanpa_sasaran"
    assert hasil["nilai"]["kp_kebutuhan"] is None
    assert hasil["nilai"]["pengembangan_profesi_kurang"] == "0"
    assert hasil["langkah"]


@pytest.mark.parametrize(
    ("regime", "ubah", "bidang"),
    [
        ("R2003", {"golongan": "III/c"}, "golongan"),
        ("R2003", {"golongan": "II/d"}, "golongan"),
        ("R2020", {"golongan": "III/c"}, "golongan"),
        ("R2020", {"jenjang": "pemula", "golongan": "II/a"}, "jenjang"),
        ("R2020", {"golongan_awal": "III/b"}, "golongan_awal"),
        ("R2020", {"golongan_awal": "II/c"}, "golongan_awal"),
        ("R2020", {"pendidikan": "d3"}, "pendidikan"),
        ("R2020", {"jenjang": "mahir", "pendidikan": "s1"}, "pendidikan"),
        ("R2003", {"golongan_tujuan": "III/a"}, "golongan_tujuan"),
        ("R2003", {"jumlah": None}, "jumlah"),
        ("R2003", {"utama": 80, "penunjang": 30}, "jumlah"),
        ("R2003", {"utama": 101}, "jumlah"),
        ("R2003", {"penunjang": 101}, "jumlah"),
        ("R2003", {"pengembangan_profesi": 101}, "pengembangan_profesi"),
        ("R2003", {"utama": 60, "pengembangan_profesi": 61}, "pengembangan_profesi"),
    ],
)
def test_contradictions_name_their_field(regime, ubah, bidang):
    isi = {"jenjang": "ahli_pertama", "golongan": "III/a", "jumlah": 100, **ubah}
    assert galat("kelayakan", regime, **isi) == f"masukan.{bidang}"


# --- the function that the services use ------------------------------------------------------------------------------


def test_services_see_a_level_short_of_pengembangan_profesi_as_not_reached():
    kurang = kelayakan(
        R2020, {"tata_kelola": D(195)}, {"pengembangan_profesi": D(5)}, golongan="III/d", jenjang="ahli_muda"
    )
    assert (kurang.cukup, kurang.kj_terpenuhi, kurang.kp_terpenuhi) == (False, False, False)
    assert kurang.kj is not None
    assert (kurang.kj.profesi_kurang, kurang.kj.kekurangan) == (D(1), D(0))
    assert "belum terpenuhi" in str(kurang.kj.alasan)
    assert len(kurang.kj.halangan) == 1
    assert kurang.kj.masih_perlu == D(1)
    assert kurang.kp is not None
    assert (kurang.kp.masih_perlu, kurang.kp.menunggu_kj) == (D(0), True)
    cukup = kelayakan(
        R2020, {"tata_kelola": D(194)}, {"pengembangan_profesi": D(6)}, golongan="III/d", jenjang="ahli_muda"
    )
    assert (cukup.cukup, cukup.kj_terpenuhi, cukup.kp_terpenuhi) == (True, True, True)


def test_a_rank_inside_the_level_does_not_wait_for_the_next_level():
    hasil = kelayakan(R2020, {"tata_kelola": D(100)}, {}, golongan="III/c", jenjang="ahli_muda")
    assert hasil.kp is not None
    assert (hasil.kp_terpenuhi, hasil.kp.menunggu_kj) == (True, False)


def test_a_position_ahead_of_the_rank_does_not_wait():
    hasil = kelayakan(R2003, {"implementasi_si": D(203)}, {}, golongan="III/a", jenjang="ahli_muda")
    assert (hasil.kp_terpenuhi, hasil.catatan) == (True, ())


def test_old_and_new_credit_are_parted_into_main_and_supporting():
    hasil = kelayakan(
        R2020,
        {"tata_kelola": D(10), "penunjang": D(3)},
        {"tata_kelola": D("1.5"), "infrastruktur": D(2)},
        golongan="III/b",
        jenjang="ahli_pertama",
    )
    assert hasil.jumlah == D("16.5")
    for sasaran in hasil.sasaran:
        assert (sasaran.utama, sasaran.penunjang_diakui, sasaran.penunjang_gugur) == (D("13.5"), D(3), D(0))


@pytest.mark.parametrize(("pendidikan", "awal"), [("s2", None), (None, "III/b")])
def test_diploma_and_rank_of_entry_reach_the_need(pendidikan, awal):
    def perlu(**masuk):
        hasil = kelayakan(R2020, {"tata_kelola": D(10)}, {}, golongan="III/b", jenjang="ahli_pertama", **masuk)
        return [s.kebutuhan for s in hasil.sasaran]

    assert perlu() == [D(100), D(100)]
    assert perlu(pendidikan=pendidikan, golongan_awal=awal) == [D(50), D(50)]


KREDIT = st.decimals(0, 1200, places=3)
TEMPAT = st.sampled_from(
    [(R2003, "III/a", "ahli_pertama"), (R2003, "IV/b", "ahli_madya"), (R2020, "III/d", "ahli_muda"),
     (R2020, "IV/c", "ahli_madya"), (R2020, "III/b", "mahir")]
)  # fmt: skip


@given(TEMPAT, KREDIT, KREDIT, KREDIT, st.sampled_from(["utama", "penunjang", "profesi"]))
def test_more_credit_never_takes_away_a_raise(tempat, utama, penunjang, tambahan, jenis):
    aturan, golongan, jenjang = tempat
    di = Kedudukan(golongan, jenjang)
    lebih = {
        "utama": KreditDinilai(utama + tambahan, penunjang),
        "penunjang": KreditDinilai(utama, penunjang + tambahan),
        "profesi": KreditDinilai(utama + tambahan, penunjang, tambahan),
    }[jenis]
    semula, sesudah = (kelayakan_kredit(aturan, k, di) for k in (KreditDinilai(utama, penunjang), lebih))
    assert (sesudah.kp_terpenuhi, sesudah.kj_terpenuhi) >= (semula.kp_terpenuhi, semula.kj_terpenuhi)
    assert sesudah.kp_terpenuhi >= semula.kp_terpenuhi
    assert sesudah.kj_terpenuhi >= semula.kj_terpenuhi


@given(TEMPAT, KREDIT, KREDIT, KREDIT)
def test_a_raise_is_reached_exactly_when_nothing_stands_in_the_way(tempat, utama, penunjang, profesi):
    aturan, golongan, jenjang = tempat
    hasil = kelayakan_kredit(aturan, KreditDinilai(utama, penunjang, min(profesi, utama)), Kedudukan(golongan, jenjang))
    for s in hasil.sasaran:
        assert s.terpenuhi is (not s.halangan)
        assert s.diakui + s.penunjang_gugur == utama + penunjang
        # With supporting work capped at its share, the main elements' share follows from the sum.
        assert s.utama_kurang <= s.kekurangan
