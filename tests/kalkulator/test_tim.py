"""Assessment teams: size, assessors, terms and routes."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kalkulator.bantu_kasus import galat, hitung
from tests.kalkulator.bantu_langkah import bersumber_jalur
from workflow_app import peraturan
from workflow_app.kalkulator.rute import arah_penetap, arah_pengusul, arah_tim
from workflow_app.kalkulator.tim import (
    catatan_asal,
    jenjang_cukup,
    kesetaraan,
    masa_anggota,
    pangkat_cukup,
    susunan_tim,
)
from workflow_app.peraturan.aturan import Ketentuan, Tanda
from workflow_app.peraturan.jenjang import semua_golongan

D = dt.date
TIM = peraturan.kunci("tim")
R2003, R2020, R2023 = (peraturan.kunci(k) for k in ("R2003", "R2020", "R2023"))
PENGURUS = {"ketua": 1, "wakil_ketua": 1, "sekretaris": 1}
INSTANSI = ("bps", "bps_provinsi", "lpnk", "kementerian", "provinsi", "kabupaten_kota")


def ubah(aturan, jalur, nilai):
    return aturan.dengan([Ketentuan(jalur, nilai, "uji", Tanda.PROPOSED)])


def teks(daftar):
    return [str(satu) for satu in daftar]


# --- how a team is made up -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("regime", "anggota", "sah", "jumlah", "kurang", "peringatan"),
    [
        ("R2003", 3, False, 6, 1, 1),
        ("R2003", 4, True, 7, 0, 0),
        ("R2003", 5, True, 8, 0, 1),
        ("R2003", 6, True, 9, 0, 0),
        ("R2020", 3, False, 6, 1, 0),
        ("R2020", 4, True, 7, 0, 0),
        ("R2020", 5, False, 8, 0, 0),
        ("R2020", 0, False, 3, 4, 0),
    ],
)
def test_a_team_has_three_officers_and_four_members_and_is_odd(regime, anggota, sah, jumlah, kurang, peringatan):
    tim = susunan_tim(TIM, regime, PENGURUS, anggota)
    assert (tim.sah, tim.jumlah, tim.anggota_kurang, len(tim.peringatan)) == (sah, jumlah, kurang, peringatan)
    assert tim.jumlah_minimal == 7
    assert tim.ganjil is (jumlah % 2 == 1)


def test_every_reason_against_a_team_is_told_at_once():
    tim = susunan_tim(TIM, "R2020", {"ketua": 2, "wakil_ketua": 0, "sekretaris": 0}, 2)
    assert teks(tim.alasan) == [
        "Wakil ketua belum ada.",
        "Sekretaris belum ada.",
        "Ketua hanya satu orang, bukan 2.",
        "Anggota 2 orang, paling sedikit 4.",
        "Jumlah tim 4 orang, paling sedikit 7.",
        "Jumlah tim 4 orang, genap; seharusnya ganjil.",
    ]


def test_the_steps_of_a_team_carry_figures_and_sources():
    tim = susunan_tim(TIM, "R2003", PENGURUS, 5)
    assert [(str(s.teks), s.nilai) for s in tim.langkah] == [
        ("Paling sedikit 3 pengurus + 4 anggota = 7 orang", 7),
        ("Tim ini: 3 pengurus + 5 anggota = 8 orang", 8),
        ("Jumlah tim 8 orang, genap; seharusnya ganjil.", None),
    ]
    assert "slide 35" in tim.langkah[0].sumber
    assert "sejenis" in tim.langkah[2].sumber
    assert teks(tim.peringatan) == ["Jumlah tim 8 orang, genap; seharusnya ganjil."]


def test_the_least_number_follows_the_rules():
    longgar = ubah(ubah(TIM, "komposisi.pimpinan", ("ketua", "sekretaris")), "komposisi.anggota_minimal", 3)
    tim = susunan_tim(longgar, "R2020", {"ketua": 1, "sekretaris": 1}, 3)
    assert (tim.sah, tim.jumlah_minimal) == (True, 5)


@given(st.sampled_from(["R2003", "R2020"]), st.integers(0, 40))
def test_two_more_members_never_harm_a_team(regime, anggota):
    assert susunan_tim(TIM, regime, PENGURUS, anggota + 2).sah >= susunan_tim(TIM, regime, PENGURUS, anggota).sah


def test_the_origin_of_members_is_only_noted():
    assert catatan_asal(TIM) == ()
    assert catatan_asal(TIM, ketua="teknis", sekretaris="kepegawaian", pejabat_fungsional=2) == ()
    assert teks(catatan_asal(TIM, ketua="kepegawaian", sekretaris="teknis", pejabat_fungsional=1)) == [
        "Ketua sebaiknya dari unsur teknis.",
        "Sekretaris sebaiknya dari unsur kepegawaian.",
        "Anggota dari Pranata Komputer 1 orang, sebaiknya paling sedikit 2.",
    ]
    hasil = hitung("susunan_tim", {"anggota": 4, "pejabat_fungsional": 1}, "R2020")
    assert (hasil.putusan, len(hasil.peringatan)) == ("sah", 1)


# --- who may assess whom ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("penilai", "cukup"), [("IV/a", False), ("IV/b", True), ("IV/c", True), ("III/d", False)])
def test_an_assessor_holds_at_least_the_rank_of_the_assessee(penilai, cukup):
    assert pangkat_cukup(TIM, penilai, "IV/b") is cukup
    hasil = hitung("penilai", {"golongan_penilai": penilai, "golongan_dinilai": "IV/b"})
    assert hasil.putusan == ("boleh" if cukup else "ditolak")


@given(st.sampled_from(semua_golongan()), st.sampled_from(semua_golongan()))
def test_of_two_officers_one_may_assess_the_other(satu, dua):
    assert pangkat_cukup(TIM, satu, dua) or pangkat_cukup(TIM, dua, satu)


@pytest.mark.parametrize(
    ("penilai", "dinilai", "cukup"),
    [
        ("ahli_muda", "ahli_madya", False),
        ("ahli_madya", "ahli_madya", True),
        ("ahli_utama", "ahli_madya", True),
        ("penyelia", "ahli_pertama", None),
        ("ahli_pertama", "penyelia", None),
        (None, "ahli_madya", None),
        ("ahli_madya", None, None),
    ],
)
def test_levels_are_compared_inside_one_category(penilai, dinilai, cukup):
    assert jenjang_cukup(TIM, penilai, dinilai) is cukup


def test_a_rank_high_enough_does_not_make_up_for_a_level_that_is_not():
    setara = kesetaraan(
        TIM, R2003, golongan_penilai="III/b", golongan_dinilai="III/a", jenjang_penilai="ahli_pertama",
        jenjang_dinilai="ahli_muda",
    )  # fmt: skip
    assert (setara.pangkat_cukup, setara.jenjang_cukup, setara.cukup) == (True, False, False)
    assert teks(setara.alasan) == [
        "Jenjang penilai, Pranata Komputer Pertama, di bawah yang dinilai, Pranata Komputer Muda."
    ]
    assert [str(s.teks) for s in setara.langkah] == [
        "Pangkat penilai III/b tidak di bawah yang dinilai, III/a.",
        "Jenjang penilai, Pranata Komputer Pertama, di bawah yang dinilai, Pranata Komputer Muda.",
    ]
    assert all("slide 36" in s.sumber for s in setara.langkah)


def test_both_conditions_may_be_switched_off():
    longgar = ubah(TIM, "anggota.pangkat_minimal_setara_yang_dinilai", False)
    longgar = ubah(longgar, "anggota.jenjang_minimal_setara_yang_dinilai", False)
    assert pangkat_cukup(longgar, "II/a", "IV/e")
    assert jenjang_cukup(longgar, "pemula", "penyelia") is True
    assert jenjang_cukup(longgar, None, "penyelia") is None


def test_equal_level_is_enough_and_says_so():
    hasil = hitung(
        "penilai",
        {
            "golongan_penilai": "III/c",
            "golongan_dinilai": "III/c",
            "jenjang_penilai": "ahli_muda",
            "jenjang_dinilai": "ahli_muda",
        },
    )
    assert hasil.putusan == "boleh"
    assert (hasil.nilai["pangkat_cukup"], hasil.nilai["jenjang_cukup"]) == (True, True)
    assert teks(hasil.alasan) == [
        "Pangkat penilai III/c tidak di bawah yang dinilai, III/c.",
        "Jenjang penilai, Pranata Komputer Ahli Muda, tidak di bawah yang dinilai, Pranata Komputer Ahli Muda.",
    ]


@pytest.mark.parametrize(
    ("fakta", "kata"),
    [
        ({"diri_sendiri": True}, "Penilai adalah pegawai yang dinilai."),
        ({"penanda_tangan_spmk": True}, "Penilai adalah atasan penanda tangan SPMK."),
        ({"konflik": True}, "Penilai menyatakan konflik kepentingan."),
        ({"aktif": False}, "Penilai tidak dapat aktif menilai."),
        ({"mampu": False}, "Penilai tidak mempunyai keahlian untuk menilai."),
    ],
)
def test_what_keeps_an_assessor_from_a_case(fakta, kata):
    hasil = hitung("penilai", {"golongan_penilai": "IV/e", "golongan_dinilai": "III/a", **fakta})
    assert (hasil.putusan, teks(hasil.alasan)) == ("ditolak", [kata])
    assert str(hasil.langkah[-1].teks) == kata


# --- terms -----------------------------------------------------------------------------------------------------------


def masa(*tahun):
    return [(D(a, 1, 1), D(b, 12, 31)) for a, b in tahun]


@pytest.mark.parametrize(
    ("lalu", "diminta", "boleh", "berturut", "boleh_mulai"),
    [
        ([], D(2021, 1, 1), True, 0, D(2021, 1, 1)),
        (masa((2018, 2020)), D(2021, 1, 1), True, 1, D(2021, 1, 1)),
        (masa((2015, 2017), (2018, 2020)), D(2021, 1, 1), False, 2, D(2024, 1, 1)),
        (masa((2015, 2017), (2018, 2020)), D(2023, 12, 31), False, 2, D(2024, 1, 1)),
        (masa((2015, 2017), (2018, 2020)), D(2024, 1, 1), True, 0, D(2024, 1, 1)),
        (masa((2012, 2014), (2015, 2017), (2018, 2020)), D(2021, 1, 1), False, 3, D(2024, 1, 1)),
        (masa((2012, 2014), (2018, 2020)), D(2021, 1, 1), True, 1, D(2021, 1, 1)),
        (masa((2013, 2015), (2018, 2020)), D(2021, 1, 1), False, 2, D(2024, 1, 1)),
        (masa((2012, 2014), (2015, 2017), (2021, 2023)), D(2024, 1, 1), True, 1, D(2024, 1, 1)),
    ],
)
def test_two_consecutive_terms_then_a_gap_of_one(lalu, diminta, boleh, berturut, boleh_mulai):
    hasil = masa_anggota(TIM, lalu, diminta)
    assert (hasil.boleh, hasil.berturut, hasil.boleh_mulai) == (boleh, berturut, boleh_mulai)
    assert hasil.maksimal == 2


def test_the_term_asked_for_lasts_three_years():
    assert masa_anggota(TIM, [], D(2021, 7, 1)).selesai == D(2024, 6, 30)


def test_a_short_break_may_be_set_to_interrupt_the_count():
    putus = ubah(TIM, "keanggotaan.jeda_pendek_memutus", True)
    lalu = masa((2013, 2015), (2018, 2020))
    assert masa_anggota(putus, lalu, D(2021, 1, 1)).berturut == 1
    assert masa_anggota(putus, masa((2015, 2017), (2018, 2020)), D(2021, 1, 1)).berturut == 2
    assert masa_anggota(putus, masa((2015, 2017), (2018, 2020)), D(2022, 1, 1)).boleh is False


@pytest.mark.parametrize(
    ("akhir", "berturut"), [(D(2017, 12, 31), 2), (D(2017, 12, 30), 1), (D(2017, 12, 1), 1), (D(2017, 11, 30), 1)]
)
def test_one_free_day_is_a_break_where_short_breaks_interrupt(akhir, berturut):
    lalu = [(D(2015, 1, 1), akhir), (D(2018, 1, 1), D(2020, 12, 31))]
    assert masa_anggota(ubah(TIM, "keanggotaan.jeda_pendek_memutus", True), lalu, D(2021, 1, 1)).berturut == berturut
    assert masa_anggota(TIM, lalu, D(2021, 1, 1)).berturut == 2


def test_a_term_may_last_a_day_but_not_begin_on_the_last_day_of_another():
    sehari = [(D(2020, 12, 31), D(2020, 12, 31))]
    assert masa_anggota(TIM, sehari, D(2021, 1, 1)).berturut == 1
    with pytest.raises(ValueError, match="bertumpang"):
        masa_anggota(TIM, [(D(2015, 1, 1), D(2018, 1, 1)), (D(2018, 1, 1), D(2020, 12, 31))], D(2021, 1, 1))


def test_the_steps_of_a_term_name_count_and_rule():
    hasil = masa_anggota(TIM, masa((2015, 2017), (2018, 2020)), D(2021, 1, 1))
    assert (str(hasil.langkah[0].teks), hasil.langkah[0].nilai) == (
        "Masa berturut-turut sebelum 1 Januari 2021: 2",
        Decimal(2),
    )
    assert str(hasil.alasan) == (
        "Sudah 2 masa berturut-turut, paling banyak 2; baru boleh lagi mulai 1 Januari 2024, sesudah jeda 1 masa."
    )
    assert "sejenis" in hasil.langkah[1].sumber
    assert [s.sumber for s in masa_anggota(bersumber_jalur(TIM), [], D(2021, 1, 1)).langkah] == [
        "keanggotaan.jeda_pendek_memutus",
        "keanggotaan.masa_berturut_maksimal",
    ]
    assert str(masa_anggota(TIM, [], D(2021, 1, 1)).alasan) == (
        "Masa berturut-turut 0, kurang dari 2; masa baru boleh mulai 1 Januari 2021."
    )


@pytest.mark.parametrize(
    "lalu",
    [
        masa((2015, 2018), (2018, 2020)),
        masa((2018, 2020), (2015, 2017)),
        [(D(2018, 1, 1), D(2017, 1, 1))],
        masa((2018, 2021)),
        [(D(2018, 1, 1), D(2021, 1, 1))],
    ],
)
def test_terms_that_overlap_or_go_on_are_a_mistake_of_the_caller(lalu):
    with pytest.raises(ValueError, match="masa"):
        masa_anggota(TIM, lalu, D(2021, 1, 1))


@given(st.integers(1, 4), st.integers(0, 1500))
def test_nobody_who_may_sit_has_two_terms_in_a_row(banyak, tunggu):
    lalu = masa(*((2003 + 3 * n, 2005 + 3 * n) for n in range(banyak)))
    hasil = masa_anggota(TIM, lalu, lalu[-1][1] + dt.timedelta(days=1 + tunggu))
    assert hasil.boleh is (hasil.berturut < 2)
    assert hasil.boleh_mulai >= hasil.mulai
    assert masa_anggota(TIM, lalu, hasil.boleh_mulai).boleh


@pytest.mark.parametrize(
    ("ubahan", "bidang"),
    [
        ({"masa": [{"mulai": 2018, "selesai": 2015}]}, "masukan.masa.0.selesai"),
        ({"masa": [{"mulai": 2018, "selesai": 2020}, {"mulai": 2015, "selesai": 2018}]}, "masukan.masa.0.mulai"),
        ({"masa": [{"mulai": 2018, "selesai": 2021}]}, "masukan.masa.0.selesai"),
        ({"masa": [{"mulai": True, "selesai": 2020}]}, "masukan.masa.0.mulai"),
        ({"diminta": 99999}, "masukan.diminta"),
        ({"diminta": "2021"}, "masukan.diminta"),
    ],
)
def test_terms_that_contradict_themselves_are_told(ubahan, bidang):
    assert list(galat("masa_anggota", {"masa": [], "diminta": 2021, **ubahan})) == [bidang]


def test_terms_may_be_given_in_any_order_as_years_or_dates():
    acak = [{"mulai": "2018-01-01", "selesai": "2020-12-31"}, {"mulai": 2015, "selesai": 2017}]
    hasil = hitung("masa_anggota", {"masa": acak, "diminta": "2021-01-01"})
    assert (hasil.putusan, hasil.nilai["masa_berturut"]) == ("ditolak", 2)


# --- routes ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("punya_tim", [True, False])
@pytest.mark.parametrize("instansi", INSTANSI)
@pytest.mark.parametrize("jenjang", R2003.anak("jenjang"))
def test_every_officer_has_a_team(jenjang, instansi, punya_tim):
    arah = arah_tim(TIM, R2003, jenjang, instansi, punya_tim=punya_tim)
    if jenjang == "ahli_utama":
        diharapkan = "bps"
    elif instansi == "bps_provinsi":
        diharapkan = "bps_provinsi"
    elif instansi == "bps" or not punya_tim:
        diharapkan = "bps_pusat"
    else:
        diharapkan = "instansi"
    assert arah.kode == (diharapkan,)
    assert hitung("rute_tim", {"jenjang": jenjang, "instansi": instansi, "punya_tim": punya_tim}).putusan == diharapkan
    assert arah.langkah[-1].sumber
    tentang_tim = instansi not in ("bps", "bps_provinsi") and jenjang != "ahli_utama"
    assert ("mempunyai tim" in str(arah.alasan)) is tentang_tim


def test_the_route_says_whether_the_institution_has_a_team():
    ada = arah_tim(TIM, R2020, "ahli_muda", "provinsi", punya_tim=True)
    assert str(ada.alasan) == (
        "Pranata Komputer Ahli Muda pada Pemerintah provinsi yang mempunyai tim dinilai Tim Penilai Instansi."
    )
    assert [str(n) for n in ada.nama] == ["Tim Penilai Instansi"]


def test_posts_are_named_in_order_with_their_source():
    arah = arah_penetap(R2020, "ahli_muda", "kementerian")
    assert arah.kode == ("ppt_pratama_kepegawaian", "ppt_pratama_ti")
    assert str(arah.alasan) == (
        "Angka kredit Pranata Komputer Ahli Muda pada Kementerian atau lembaga negara ditetapkan: "
        "Pejabat Pimpinan Tinggi Pratama yang membidangi kepegawaian, "
        "Pejabat Pimpinan Tinggi Pratama yang membidangi teknologi informasi."
    )
    assert "slide 76" in arah.langkah[0].sumber
    assert not arah.usulan
    usul = arah_pengusul(R2020, "ahli_muda", "kementerian")
    assert str(usul.alasan).startswith("Pranata Komputer Ahli Muda pada Kementerian atau lembaga negara diusulkan: ")


def test_a_level_without_a_row_is_told_and_not_an_error():
    arah = arah_penetap(R2020, "pemula", "lpnk")
    assert (arah.kode, arah.nama, arah.usulan) == ((), (), False)
    assert str(arah.alasan) == (
        "Peraturan R2020 tidak mengatur Pranata Komputer Pemula pada Lembaga pemerintah nonkementerian."
    )
    hasil = hitung("penetap", {"jenjang": "pemula", "instansi": "lpnk"}, "R2020")
    assert (hasil.putusan, set(hasil.nilai.values())) == ("tidak_diatur", {None})


def test_a_row_that_no_regulation_holds_is_marked():
    assert arah_penetap(R2003, "ahli_muda", "bps").usulan
    hasil = hitung("penetap", {"jenjang": "ahli_muda", "instansi": "bps"}, "R2003")
    assert len(hasil.peringatan) == 1
    assert hitung("penetap", {"jenjang": "ahli_muda", "instansi": "provinsi"}, "R2003").peringatan == ()


@pytest.mark.parametrize("instansi", INSTANSI)
@pytest.mark.parametrize("jenjang", R2023.anak("jenjang"))
def test_in_the_conversion_regime_the_appraiser_determines_and_the_unit_head_proposes(jenjang, instansi):
    assert arah_penetap(R2023, jenjang, instansi).kode == ("pejabat_penilai_kinerja",)
    assert arah_pengusul(R2023, jenjang, instansi).kode == ("ppt_pratama_atasan",)


def test_the_proposer_writes_to_the_one_who_determines():
    hasil = hitung("pengusul", {"jenjang": "ahli_madya", "instansi": "lpnk"}, "R2020")
    assert hasil.nilai["pejabat"] == "ppt_pratama_kepegawaian, ppt_pratama_ti"
    assert hasil.nilai["kepada"] == "ppt_madya_kesekretariatan"
    assert hasil.nilai["pertama"] == "ppt_pratama_kepegawaian"
    assert len(hasil.langkah) == 2
