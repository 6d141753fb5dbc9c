import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow_app import peraturan
from workflow_app.kalkulator.butir import angka_kredit_persen, faktor_jenjang, hangus, kredit_butir
from workflow_app.kalkulator.dasar import bulatkan
from workflow_app.kalkulator.jumlah import jumlah_per_unsur
from workflow_app.kalkulator.kelayakan import kebutuhan_kj, kebutuhan_kp, kelayakan, langkah_kp
from workflow_app.peraturan.katalog import katalog

D = Decimal
R2003, R2020 = peraturan.kunci("R2003"), peraturan.kunci("R2020")
KREDIT = st.decimals(min_value=0, max_value=500, places=3)


@dataclass(frozen=True)
class Butir:
    jenjang: str | None
    angka_kredit: Decimal | None
    persen: Decimal | None = None


# --- one item --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("aturan", [R2003, R2020], ids=["R2003", "R2020"])
@pytest.mark.parametrize(
    ("pegawai", "butir", "volume", "satuan", "kredit"),
    [
        ("ahli_pertama", "ahli_muda", "10", "0.5", "4.0"),
        ("ahli_muda", "ahli_pertama", "20", "0.3", "6.0"),
        ("penyelia", "mahir", "15", "0.2", "3.0"),
        ("pemula", "terampil", "40", "0.05", "1.6"),
        ("ahli_utama", "ahli_utama", "2", "13.003", "26.006"),
        ("mahir", "semua", "2", "1", "2"),
    ],
)
def test_credit_is_volume_times_unit_times_factor(aturan, pegawai, butir, volume, satuan, kredit):
    hasil = kredit_butir(aturan, Butir(butir, D(satuan)), D(volume), pegawai)
    assert (hasil.nilai, hasil.dapat_dinilai) == (D(kredit), True)
    assert hasil.langkah[-1].nilai == hasil.nilai
    assert hasil.langkah[0].sumber


@pytest.mark.parametrize(
    ("pegawai", "butir", "alasan"),
    [
        ("ahli_pertama", "ahli_madya", "dua jenjang"),
        ("ahli_utama", "ahli_muda", "dua jenjang"),
        ("penyelia", "ahli_pertama", "kategori lain"),
        ("ahli_pertama", "penyelia", "kategori lain"),
        ("ahli_pertama", None, "belum dipastikan"),
    ],
)
def test_work_too_far_away_earns_nothing_and_says_why(pegawai, butir, alasan):
    hasil = kredit_butir(R2020, Butir(butir, D(1)), D(5), pegawai)
    assert (hasil.nilai, hasil.dapat_dinilai) == (D(0), False)
    assert alasan in str(hasil.alasan)
    assert faktor_jenjang(R2020, pegawai, butir).nilai is None


@pytest.mark.parametrize(("butir", "perlu"), [("ahli_madya", True), ("ahli_pertama", True), ("ahli_muda", False)])
def test_work_of_another_level_needs_an_assignment_letter(butir, perlu):
    assert kredit_butir(R2020, Butir(butir, D(1)), D(1), "ahli_muda").perlu_surat_tugas is perlu


def test_tiny_units_are_rounded_only_as_a_product():
    butir = katalog("R2020").butir("KT-III.B.2")
    assert butir is not None
    assert kredit_butir(R2020, butir, D(1), "terampil").nilai == D("0.000")
    assert kredit_butir(R2020, butir, D(10_000), "terampil").nilai == D("4.670")
    assert kredit_butir(R2020, butir, D(1500), "terampil").nilai == D("0.701")


def test_rounding_is_half_up_to_the_thousandth():
    assert [bulatkan(R2020, D(n)) for n in ("0.0005", "0.0004999", "2.6665", "1")] == [
        D("0.001"),
        D("0.000"),
        D("2.667"),
        D("1.000"),
    ]


def test_item_in_percent_takes_its_share_of_what_the_next_rank_needs():
    butir = katalog("R2020").butir("PP-IV.A")
    assert butir is not None
    perlu = langkah_kp(R2020, golongan="III/c", jenjang="ahli_muda")
    assert kredit_butir(R2020, butir, D(1), "ahli_muda", kebutuhan_kp=perlu).nilai == 25
    assert angka_kredit_persen(D(35), D(50)) == D("17.5")


def test_item_in_percent_earns_nothing_at_the_top_rank():
    butir = katalog("R2020").butir("PP-IV.A")
    assert butir is not None
    perlu = langkah_kp(R2020, golongan="IV/e", jenjang="ahli_utama")
    hasil = kredit_butir(R2020, butir, D(1), "ahli_utama", kebutuhan_kp=perlu)
    assert perlu is None
    assert not hasil.dapat_dinilai
    assert "tidak ada pangkat berikutnya" in str(hasil.alasan)


def test_item_of_unknown_credit_earns_nothing():
    hasil = kredit_butir(R2003, Butir("semua", None), D(1), "mahir")
    assert not hasil.dapat_dinilai
    assert "tidak diketahui" in str(hasil.alasan)


def test_negative_volume_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="negatif"):
        kredit_butir(R2020, Butir("semua", D(1)), D(-1), "mahir")


# --- sums ------------------------------------------------------------------------------------------------------------


def test_sums_have_a_row_for_every_element():
    jumlah = jumlah_per_unsur(R2020, "keahlian", [("tata_kelola", D("1.5")), ("penunjang", D("0.5"))])
    assert list(jumlah.per_unsur) == list(R2020.anak("unsur"))
    assert (jumlah.utama, jumlah.penunjang, jumlah.total) == (D("1.5"), D("0.5"), D(2))


def test_sums_refuse_an_element_of_the_other_category():
    with pytest.raises(KeyError, match="operasi_ti"):
        jumlah_per_unsur(R2003, "keahlian", [("operasi_ti", D(1))])


@given(st.lists(st.tuples(st.sampled_from(R2020.anak("unsur")), KREDIT), max_size=30), st.randoms())
def test_order_of_items_does_not_matter(butir, acak):
    semula = jumlah_per_unsur(R2020, "keahlian", butir)
    acak.shuffle(butir)
    assert jumlah_per_unsur(R2020, "keahlian", butir) == semula
    assert semula.total == sum(nilai for _, nilai in butir)


# --- age of work -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("selesai", "diterima", "gugur"),
    [
        (dt.date(2013, 11, 5), dt.date(2014, 11, 10), True),
        (dt.date(2013, 11, 10), dt.date(2014, 11, 10), False),
        (dt.date(2013, 11, 12), dt.date(2014, 11, 10), False),
        (dt.date(2019, 2, 28), dt.date(2020, 2, 29), False),
        (dt.date(2019, 2, 27), dt.date(2020, 2, 29), True),
    ],
)
def test_work_older_than_a_year_at_receipt_is_void(selesai, diterima, gugur):
    assert hangus(R2003, selesai, diterima) is gugur


# --- enough for a raise: inside the level ----------------------------------------------------------------------------


def r2020(lama: str, baru: str, golongan: str = "III/a", jenjang: str = "ahli_pertama", **lain):
    return kelayakan(
        R2020, {"tata_kelola": D(lama)}, {"sistem_informasi": D(baru)}, golongan=golongan, jenjang=jenjang, **lain
    )


def test_exactly_enough_for_the_next_rank():
    hasil = r2020("37.5", "12.5")
    assert hasil.kp is not None
    assert (hasil.jumlah, hasil.kebutuhan, hasil.kekurangan) == (50, 50, 0)
    assert (hasil.kp_terpenuhi, hasil.kj_terpenuhi, hasil.cukup) == (True, False, True)
    assert (hasil.kp.tujuan, hasil.kp.kelebihan) == ("III/b", 0)
    assert "Penata Muda Tingkat I (III/b)" in str(hasil.alasan[0])


def test_not_enough_says_how_much_is_missing():
    hasil = r2020("0", "12.5")
    assert (hasil.cukup, hasil.kekurangan) == (False, D("37.5"))
    assert "kurang 37,5" in str(hasil.alasan[0])


def test_a_thousandth_short_is_not_enough():
    assert not r2020("37.5", "12.499").kp_terpenuhi


def test_surplus_over_a_rank_counts_on_inside_the_level():
    hasil = r2020("118", "0", "III/d", "ahli_muda")
    assert hasil.kj is not None
    assert (hasil.kj.kebutuhan, hasil.kj.kekurangan) == (200, 82)
    assert (hasil.kebutuhan, hasil.kekurangan) == (200, 82)
    di_bawah = r2020("118", "0", "III/c", "ahli_muda").kp
    assert di_bawah is not None
    assert di_bawah.kelebihan == 18


@pytest.mark.parametrize(
    ("jenjang", "golongan", "pendidikan", "kj"),
    [
        ("terampil", "II/c", None, 40),
        ("mahir", "III/a", "d3", 100),
        ("ahli_pertama", "III/a", "s1", 100),
        ("ahli_pertama", "III/b", "s2", 50),
        ("ahli_pertama", "III/a", "s2", 100),
        ("ahli_muda", "III/c", "s3", 200),
        ("ahli_madya", "IV/b", None, 450),
    ],
)
def test_next_level_needs_the_steps_from_the_rank_of_entry(jenjang, golongan, pendidikan, kj):
    perlu = kebutuhan_kj(R2020, golongan=golongan, jenjang=jenjang, pendidikan=pendidikan)
    assert perlu is not None
    assert perlu.nilai == kj


def test_entry_above_the_lowest_rank_shortens_the_way():
    perlu = kebutuhan_kj(R2020, golongan="III/d", jenjang="ahli_muda", golongan_awal="III/d")
    assert perlu is not None
    assert perlu.nilai == 100


@pytest.mark.parametrize(
    ("jenjang", "golongan"), [("penyelia", "III/d"), ("ahli_utama", "IV/e"), ("ahli_pertama", "III/c")]
)
def test_no_next_rank_at_the_top_or_outside_the_level(jenjang, golongan):
    assert kebutuhan_kp(R2020, golongan=golongan, jenjang=jenjang) is None


def test_top_of_everything_has_no_aim():
    hasil = r2020("300", "0", "IV/e", "ahli_utama")
    assert (hasil.sasaran, hasil.cukup, hasil.kebutuhan, hasil.kekurangan) == ((), False, 0, 0)
    assert [str(a) for a in hasil.alasan] == [
        "Pembina Utama (IV/e) adalah pangkat puncak jenjang ini.",
        "Tidak ada jenjang di atas Pranata Komputer Ahli Utama.",
    ]


def test_supporting_credit_counts_up_to_its_share():
    hasil = kelayakan(R2020, {"tata_kelola": D(120)}, {"penunjang": D(34)}, golongan="IV/a", jenjang="ahli_madya")
    assert hasil.kp is not None
    assert (hasil.kp.penunjang_diakui, hasil.kp.penunjang_gugur) == (D(30), D(4))
    assert hasil.kp_terpenuhi


def test_next_level_waits_for_the_missing_professional_development():
    per_unsur = {"tata_kelola": D(195), "pengembangan_profesi": D(5)}
    hasil = kelayakan(R2020, per_unsur, {}, golongan="III/d", jenjang="ahli_muda")
    assert hasil.kj is not None
    assert hasil.kj.jumlah_terpenuhi
    assert (hasil.kj_terpenuhi, hasil.kp_terpenuhi, hasil.cukup) == (False, False, False)
    assert any("pengembangan profesi" in str(c) and "kurang 1" in str(c) for c in hasil.catatan)
    assert any("menunggu kenaikan jabatan" in str(c) for c in hasil.catatan)


def test_enough_professional_development_leaves_no_note():
    per_unsur = {"tata_kelola": D(50), "pengembangan_profesi": D(6)}
    assert kelayakan(R2020, per_unsur, {}, golongan="III/c", jenjang="ahli_muda").catatan == ()


# --- enough for a raise: cumulative ----------------------------------------------------------------------------------


def r2003(utama: str, penunjang: str = "0", golongan: str = "III/a", jenjang: str = "ahli_pertama"):
    return kelayakan(
        R2003, {"implementasi_si": D(utama)}, {"penunjang": D(penunjang)}, golongan=golongan, jenjang=jenjang
    )


def test_r2003_sum_193_reaches_the_rank_and_not_yet_the_level():
    hasil = r2003("193")
    assert hasil.kp is not None
    assert hasil.kj is not None
    assert (hasil.kp.kebutuhan, hasil.kp.kelebihan) == (D(150), D(43))
    assert (hasil.kj.kebutuhan, hasil.kj.kekurangan) == (200, 7)
    assert (hasil.kp_terpenuhi, hasil.kj_terpenuhi) == (True, False)


@pytest.mark.parametrize(
    ("utama", "penunjang", "diakui", "gugur", "kurang"),
    [("115", "40", "30", "10", "5"), ("125", "40", "30", "10", "0"), ("125", "20", "20", "0", "5")],
)
def test_r2003_shares_of_main_and_supporting_elements(utama, penunjang, diakui, gugur, kurang):
    kp = r2003(utama, penunjang).kp
    assert kp is not None
    assert (kp.penunjang_diakui, kp.penunjang_gugur, kp.kekurangan) == (D(diakui), D(gugur), D(kurang))


def test_r2003_position_may_run_ahead_of_the_rank():
    hasil = r2003("203", golongan="III/b", jenjang="ahli_muda")
    assert hasil.kp is not None
    assert (hasil.kp.tujuan, hasil.kp.kelebihan) == ("III/c", 3)


def test_r2003_high_ranks_wait_for_the_missing_professional_development():
    per_unsur = {"kebijakan_si": D(546), "pengembangan_profesi": D(10)}
    hasil = kelayakan(R2003, per_unsur, {}, golongan="IV/a", jenjang="ahli_madya")
    assert (hasil.kp_terpenuhi, hasil.cukup) == (False, False)
    assert any("kurang 2" in str(c) for c in hasil.catatan)


def test_r2003_percent_items_rest_on_the_step_between_two_ranks():
    assert langkah_kp(R2003, golongan="III/a", jenjang="ahli_pertama") == 50
    assert langkah_kp(R2003, golongan="IV/e", jenjang="ahli_utama") is None


# --- properties ------------------------------------------------------------------------------------------------------


@given(utama=KREDIT, penunjang=KREDIT, tambahan=KREDIT, unsur=st.sampled_from(["implementasi_si", "penunjang"]))
def test_more_credit_never_takes_away_a_raise(utama, penunjang, tambahan, unsur):
    lama = {"implementasi_si": utama, "penunjang": penunjang}
    semula = kelayakan(R2003, lama, {}, golongan="III/a", jenjang="ahli_pertama")
    lebih = kelayakan(R2003, lama, {unsur: tambahan}, golongan="III/a", jenjang="ahli_pertama")
    assert lebih.kp_terpenuhi >= semula.kp_terpenuhi
    assert lebih.kj_terpenuhi >= semula.kj_terpenuhi
    assert lebih.kekurangan <= semula.kekurangan


@given(lama=KREDIT, baru=KREDIT, penunjang=KREDIT)
def test_every_thousandth_is_accounted_for(lama, baru, penunjang):
    hasil = kelayakan(
        R2020, {"tata_kelola": lama}, {"infrastruktur": baru, "penunjang": penunjang}, golongan="III/a",
        jenjang="ahli_pertama",
    )  # fmt: skip
    for sasaran in hasil.sasaran:
        assert sasaran.diakui + sasaran.penunjang_gugur == hasil.jumlah
        assert sasaran.diakui - sasaran.kebutuhan == sasaran.kelebihan - sasaran.kekurangan
        assert sasaran.terpenuhi is (sasaran.kekurangan == 0)
