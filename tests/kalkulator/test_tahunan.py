"""A year of work: target, upkeep, top rank, and the limit with its cuts."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kalkulator.bantu import galat, hitung
from workflow_app import peraturan
from workflow_app.kalkulator.batas_tahunan import (
    KreditKerja,
    MasaJenjang,
    batas_tahun,
    nilai_tahun,
    terapkan_batas_tahunan,
)
from workflow_app.peraturan import Ketentuan, KetentuanTidakAda, Tanda

D = Decimal
R2020 = peraturan.kunci("R2020")
MUDA = [MasaJenjang(dt.date(2020, 1, 1), "ahli_muda")]


@pytest.mark.parametrize(
    ("jenjang", "target", "pemeliharaan", "puncak", "batas"),
    [
        ("terampil", "5", "4", None, "7.500"),
        ("mahir", "12.5", "10", None, "18.750"),
        ("penyelia", "25", None, "10", "37.500"),
        ("ahli_pertama", "12.5", "10", None, "18.750"),
        ("ahli_muda", "25", "20", None, "37.500"),
        ("ahli_madya", "37.5", "30", None, "56.250"),
        ("ahli_utama", "50", None, "25", "75.000"),
    ],
)
def test_figures_of_a_year(jenjang, target, pemeliharaan, puncak, batas):
    nilai = hitung("target_tahunan", "R2020", jenjang=jenjang)["nilai"]
    assert (nilai["wajib"], nilai["pemeliharaan"], nilai["puncak"], nilai["batas"]) == (
        target,
        pemeliharaan,
        puncak,
        batas,
    )
    if pemeliharaan is not None:
        assert D(pemeliharaan) == D("0.8") * D(target)


@pytest.mark.parametrize(
    ("angka", "kurang", "lebih", "putusan"),
    [("24.999", "0.001", "0", "kurang"), (25, "0", "0", "terpenuhi"), (30, "0", "5", "terpenuhi")],
)
def test_target_against_the_yearly_minimum(angka, kurang, lebih, putusan):
    hasil = hitung("target_tahunan", "R2020", jenjang="ahli_muda", angka_kredit=angka)
    assert (D(hasil["nilai"]["kekurangan"]), D(hasil["nilai"]["kelebihan"]), hasil["putusan"]) == (
        D(kurang),
        D(lebih),
        putusan,
    )
    assert "slide 64-66" in hasil["langkah"][0]["sumber"]


@pytest.mark.parametrize(
    ("angka", "kurang", "putusan"), [("19.999", "0.001", "kurang"), (20, "0", "terpenuhi"), (21, "0", "terpenuhi")]
)
def test_upkeep_without_a_vacancy(angka, kurang, putusan):
    hasil = hitung("pemeliharaan", "R2020", jenjang="ahli_muda", angka_kredit=angka)
    assert (D(hasil["nilai"]["kekurangan"]), hasil["putusan"]) == (D(kurang), putusan)


@pytest.mark.parametrize(("jenjang", "lowongan"), [("penyelia", False), ("ahli_utama", False), ("ahli_muda", True)])
def test_no_upkeep_at_the_top_or_with_a_vacancy(jenjang, lowongan):
    hasil = hitung("pemeliharaan", "R2020", jenjang=jenjang, angka_kredit=1, lowongan=lowongan)
    assert (hasil["putusan"], hasil["nilai"]["wajib"], hasil["nilai"]["kekurangan"]) == ("tidak_berlaku", None, "0")


@pytest.mark.parametrize("regime", ["R2003", "R2020"])
@pytest.mark.parametrize(
    ("jenjang", "golongan", "utama", "penunjang", "kurang"),
    [
        ("penyelia", "III/d", "9.999", 50, "0.001"),
        ("penyelia", "III/d", 10, 0, "0"),
        ("ahli_utama", "IV/e", 24, 5, "1"),
        ("ahli_utama", "IV/e", 26, 0, "0"),
    ],
)
def test_the_top_rank_counts_main_elements_alone(regime, jenjang, golongan, utama, penunjang, kurang):
    hasil = hitung("puncak", regime, jenjang=jenjang, golongan=golongan, utama=utama, penunjang=penunjang)
    assert D(hasil["nilai"]["kekurangan"]) == D(kurang)
    assert hasil["putusan"] == ("terpenuhi" if kurang == "0" else "kurang")
    assert "penunjang" in hasil["langkah"][0]["teks"]


@pytest.mark.parametrize(
    ("jenjang", "golongan"), [("penyelia", "III/c"), ("ahli_utama", "IV/d"), ("ahli_muda", "III/d")]
)
def test_other_ranks_have_no_such_duty(jenjang, golongan):
    hasil = hitung("puncak", "R2003", jenjang=jenjang, golongan=golongan, utama=0)
    assert (hasil["putusan"], hasil["nilai"]["wajib"]) == ("tidak_berlaku", None)
    assert galat("puncak", "R2003", jenjang="penyelia", golongan="IV/a", utama=0) == "masukan.golongan"


def test_supporting_work_counts_at_the_top_by_a_setting():
    setelan = {"tahunan.puncak_dari_utama": False}
    hasil = hitung("puncak", "R2003", setelan=setelan, jenjang="penyelia", golongan="III/d", utama="9.5", penunjang=3)
    assert (hasil["putusan"], hasil["nilai"]["dihitung"]) == ("terpenuhi", "12.500")


# --- limit -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("angka", "diakui", "gugur"),
    [("37.499", "37.499", "0"), ("37.5", "37.5", "0"), ("37.501", "37.5", "0.001"), (100, "37.5", "62.5")],
)
def test_limit_of_a_year(angka, diakui, gugur):
    hasil = hitung("batas_tahunan", "R2020", jenjang="ahli_muda", angka_kredit=angka)
    assert (D(hasil["nilai"]["diakui"]), D(hasil["nilai"]["gugur"])) == (D(diakui), D(gugur))
    assert hasil["putusan"] == ("dipotong" if D(gugur) else "utuh")
    assert hasil["langkah"][1]["teks"] == "Batas setahun: 1,5 x 25,000 = 37,500"
    assert "30-31" in hasil["langkah"][1]["sumber"]


@pytest.mark.parametrize(
    ("tmt", "target", "batas"),
    [
        ("2021-01-01", "25.000", "37.500"),
        ("2021-02-01", "23.958", "35.938"),
        ("2021-07-01", "18.750", "28.125"),
        ("2021-07-02", "17.708", "26.563"),
        ("2021-12-01", "13.542", "20.313"),
        ("2021-12-31", "12.500", "18.750"),
    ],
)
def test_a_year_in_two_levels_has_both_by_months(tmt, target, batas):
    isi = {"jenjang": "ahli_pertama", "jenjang_baru": "ahli_muda", "tmt_kj": tmt, "angka_kredit": 60}
    hasil = hitung("batas_tahunan", "R2020", **isi)
    assert (hasil["nilai"]["target"], hasil["nilai"]["batas"]) == (target, batas)


def test_a_higher_target_of_the_skp_does_not_raise_the_limit():
    hasil = hitung("batas_tahunan", "R2020", jenjang="ahli_muda", angka_kredit=42, target_skp=40)
    assert hasil["nilai"]["batas"] == "37.500"
    assert "Target SKP 40" in hasil["peringatan"][0]
    assert "peringatan" not in hitung("batas_tahunan", "R2020", jenjang="ahli_muda", angka_kredit=42, target_skp=25)


def test_what_was_recognised_before_uses_up_the_limit():
    hasil = hitung("batas_tahunan", "R2020", jenjang="ahli_muda", angka_kredit=20, sudah_diakui=30)
    assert (hasil["nilai"]["diakui"], hasil["nilai"]["gugur"]) == ("7.500", "12.500")
    assert "setelah 30" in hasil["alasan"][0]
    habis = hitung("batas_tahunan", "R2020", jenjang="ahli_muda", angka_kredit=20, sudah_diakui=40)
    assert habis["nilai"]["diakui"] == "0.000"


@pytest.mark.parametrize(
    ("ubah", "bidang"),
    [
        ({"jenjang_baru": "ahli_muda"}, "tmt_kj"),
        ({"tmt_kj": "2021-07-01"}, "jenjang_baru"),
        ({"jenjang_baru": "ahli_pertama", "tmt_kj": "2021-07-01"}, "jenjang_baru"),
        ({"jenjang_baru": "penyelia", "tmt_kj": "2021-07-01"}, "jenjang_baru"),
        ({"jenjang": "pemula"}, "jenjang"),
    ],
)
def test_faults_of_a_limit(ubah, bidang):
    assert (
        galat("batas_tahunan", "R2020", **{"jenjang": "ahli_pertama", "angka_kredit": 1, **ubah}) == f"masukan.{bidang}"
    )


# --- the limit over a claim ------------------------------------------------------------------------------------------


def kerja(tahun, unsur, nilai, bulan=6):
    return KreditKerja(dt.date(tahun, bulan, 1), unsur, D(nilai))


def test_each_calendar_year_is_cut_for_itself():
    kredit = [kerja(2021, "tata_kelola", 30), kerja(2021, "penunjang", 10), kerja(2022, "tata_kelola", 37)]
    hasil = terapkan_batas_tahunan(R2020, kredit, MUDA)
    assert [(t.tahun, t.diajukan, t.diakui, t.gugur) for t in hasil.tahun] == [
        (2021, D(40), D("37.5"), D("2.5")),
        (2022, D(37), D(37), D(0)),
    ]
    assert hasil.diakui == {"tata_kelola": D(67), "penunjang": D("7.5")}
    assert hasil.gugur == {"tata_kelola": D(0), "penunjang": D("2.5")}


def test_supporting_work_is_cut_first_and_pengembangan_profesi_last():
    kredit = [
        kerja(2021, "tata_kelola", 20),
        kerja(2021, "sistem_informasi", 20),
        kerja(2021, "pengembangan_profesi", 6),
        kerja(2021, "penunjang", 4),
    ]
    hasil = terapkan_batas_tahunan(R2020, kredit, MUDA)
    assert hasil.gugur == {"tata_kelola": 0, "sistem_informasi": D("8.5"), "pengembangan_profesi": 0, "penunjang": 4}
    ubah = Ketentuan(
        "tahunan.batas.urutan_potong", ("pengembangan_profesi", "tugas_jabatan", "penunjang"), "x", Tanda.PROPOSED
    )
    lain = terapkan_batas_tahunan(R2020.dengan([ubah]), kredit, MUDA)
    assert lain.gugur["pengembangan_profesi"] == 6
    assert lain.gugur["penunjang"] == 0


def test_a_second_claim_of_the_year_has_what_the_first_left():
    pertama = terapkan_batas_tahunan(R2020, [kerja(2021, "tata_kelola", 30)], MUDA)
    kedua = terapkan_batas_tahunan(R2020, [kerja(2021, "tata_kelola", 12)], MUDA, {2021: pertama.tahun[0].diakui})
    assert kedua.diakui == {"tata_kelola": D("7.5")}


def test_a_level_held_since_the_middle_of_the_year():
    riwayat = [MasaJenjang(dt.date(2018, 4, 1), "ahli_pertama"), MasaJenjang(dt.date(2021, 7, 1), "ahli_muda")]
    assert [batas_tahun(R2020, tahun, riwayat).batas for tahun in (2020, 2021, 2022)] == [
        D("18.75"),
        D("28.125"),
        D("37.5"),
    ]
    assert batas_tahun(R2020, 2017, riwayat).batas == D("18.75")
    teks = [str(langkah.teks) for langkah in batas_tahun(R2020, 2021, riwayat).langkah]
    assert teks[0] == "Pranata Komputer Ahli Pertama: 12,5 setahun, 6 dari 12 bulan"


def test_history_and_elements_must_be_known():
    with pytest.raises(ValueError, match="riwayat"):
        batas_tahun(R2020, 2021, [])
    with pytest.raises(ValueError, match="riwayat"):
        batas_tahun(R2020, 2021, [*MUDA, *MUDA])
    with pytest.raises(KetentuanTidakAda):
        batas_tahun(R2020, 2021, [MasaJenjang(dt.date(2020, 1, 1), "pemula")])
    with pytest.raises(KetentuanTidakAda):
        terapkan_batas_tahunan(R2020, [kerja(2021, "operasi_ti", 1)], MUDA)
    assert terapkan_batas_tahunan(R2020, [], MUDA).tahun == ()


KERJA = st.builds(
    KreditKerja,
    selesai=st.dates(dt.date(2020, 1, 1), dt.date(2022, 12, 31)),
    unsur=st.sampled_from(R2020.anak("unsur")),
    nilai=st.decimals(0, 30, places=3),
)


@settings(max_examples=60)
@given(st.lists(KERJA, max_size=15), st.randoms())
def test_cuts_add_up_and_do_not_depend_on_the_order(kredit, acak):
    hasil = terapkan_batas_tahunan(R2020, kredit, MUDA)
    assert sum(hasil.diakui.values()) + sum(hasil.gugur.values()) == sum((k.nilai for k in kredit), D(0))
    assert sum(hasil.diakui.values()) == sum((t.diakui for t in hasil.tahun), D(0))
    assert all(t.diakui <= t.batas.batas for t in hasil.tahun)
    assert all(n >= 0 for n in (*hasil.diakui.values(), *hasil.gugur.values()))
    acak.shuffle(kredit)
    lagi = terapkan_batas_tahunan(R2020, kredit, MUDA)
    assert (dict(lagi.diakui), lagi.tahun) == (dict(hasil.diakui), hasil.tahun)


@settings(max_examples=60)
@given(st.lists(KERJA, max_size=10), st.integers(0, 10))
def test_two_claims_never_bring_more_than_one(kredit, potong):
    satu = terapkan_batas_tahunan(R2020, kredit, MUDA)
    pertama = terapkan_batas_tahunan(R2020, kredit[:potong], MUDA)
    sudah = {t.tahun: t.diakui for t in pertama.tahun}
    kedua = terapkan_batas_tahunan(R2020, kredit[potong:], MUDA, sudah)
    dua = sum(pertama.diakui.values()) + sum(kedua.diakui.values())
    assert dua == sum(satu.diakui.values())


@given(st.decimals(0, 100, places=3), st.decimals(0, 100, places=3))
def test_more_credit_is_never_less(a, b):
    batas = batas_tahun(R2020, 2021, MUDA)
    kecil, besar = sorted((a, b))
    assert nilai_tahun(R2020, batas, kecil).diakui <= nilai_tahun(R2020, batas, besar).diakui <= batas.batas
