"""A claim: every item has its fate, order and splitting change nothing."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kalkulator.bantu import galat, hitung
from workflow_app import peraturan
from workflow_app.kalkulator.klaim import ButirKlaim, NasibButir, nilai_klaim

D = Decimal
R2003, R2020, R2023 = (peraturan.kunci(k) for k in ("R2003", "R2020", "R2023"))
TERIMA = dt.date(2014, 11, 10)


def butir(**ubah):
    return {
        "unsur": "utama",
        "jenjang_butir": "ahli_pertama",
        "angka_kredit": "0.151",
        "volume": 3,
        "tanggal_selesai": "2014-06-30",
        **ubah,
    }


def klaim(*daftar, regime="R2003", **ubah):
    isi = {"jenjang": "ahli_pertama", "tanggal_terima": "2014-11-10", **ubah}
    return hitung("klaim", regime, butir=list(daftar), **isi)


def test_sums_per_group_with_pengembangan_profesi_inside_the_main_elements():
    hasil = klaim(
        butir(),
        butir(unsur="pengembangan_profesi", jenjang_butir="semua", angka_kredit=4, volume=1),
        butir(unsur="penunjang", jenjang_butir="semua", angka_kredit="0.03", volume=20),
        butir(unsur="implementasi_si", jenjang_butir="ahli_pertama", angka_kredit=1, volume=1),
    )
    nilai = hasil["nilai"]
    assert (nilai["utama"], nilai["pengembangan_profesi"], nilai["penunjang"]) == ("5.453", "4.000", "0.600")
    assert (nilai["jumlah"], nilai["jumlah_r2003"], nilai["jumlah_r2020"]) == ("6.053", "6.053", None)
    assert (nilai["butir"], nilai["dinilai"]) == ("4", "4")
    assert hasil["putusan"] == "dinilai"
    assert [langkah["nilai"] for langkah in hasil["langkah"]] == ["0.453", "4.000", "0.600", "1.000"]
    assert "3 x 0,151 x 1 = 0,453" in hasil["langkah"][0]["teks"]
    assert "slide 42-44" in hasil["langkah"][0]["sumber"]
    assert "peringatan" not in hasil


@pytest.mark.parametrize(
    ("ubah", "nasib", "kata"),
    [
        ({"tanggal_selesai": "2013-11-09"}, "hangus", "hangus"),
        ({"jenjang_butir": "ahli_muda"}, "tanpa_surat_tugas", "tanpa surat tugas"),
        ({"jenjang_butir": "ahli_madya"}, "ditolak", "dua jenjang"),
        ({"jenjang_butir": "penyelia"}, "ditolak", "kategori lain"),
    ],
)
def test_an_item_that_earns_nothing_is_named_with_its_reason(ubah, nasib, kata):
    hasil = klaim(butir(nama="Program A"), butir(nama="Program B", **ubah))
    assert (hasil["putusan"], hasil["nilai"][nasib], hasil["nilai"]["dinilai"]) == ("sebagian", "1", "1")
    assert hasil["nilai"]["jumlah"] == "0.453"
    assert hasil["alasan"][0] == "1 dari 2 butir dinilai, jumlah 0,453."
    assert hasil["alasan"][1].startswith("Program B: ")
    assert kata in hasil["alasan"][1]
    assert len(hasil["alasan"]) == 2
    assert hasil["langkah"][1]["nilai"] == "0"
    assert klaim(butir(**ubah))["putusan"] == "tidak_dinilai"


def test_the_day_a_year_before_still_counts():
    assert klaim(butir(tanggal_selesai="2013-11-10"))["nilai"]["hangus"] == "0"


def test_work_one_level_up_counts_with_a_letter():
    hasil = klaim(butir(jenjang_butir="ahli_muda", surat_tugas=True, angka_kredit="0.5", volume=10))
    assert hasil["nilai"]["utama"] == "4.000"


def test_without_a_regime_each_item_follows_its_date():
    hasil = klaim(
        butir(tanggal_selesai="2019-12-31", angka_kredit=1, volume=1),
        butir(tanggal_selesai="2020-01-01", angka_kredit=2, volume=1),
        butir(unsur="penunjang", jenjang_butir="semua", tanggal_selesai="2020-02-01", angka_kredit=3, volume=1),
        regime=None,
        tanggal_terima="2020-06-01",
    )
    nilai = hasil["nilai"]
    assert (nilai["jumlah_r2003"], nilai["utama_r2020"], nilai["penunjang_r2020"]) == ("1.000", "2.000", "3.000")
    assert (nilai["jumlah_r2020"], nilai["jumlah"]) == ("5.000", "6.000")
    assert any("R2003, R2020" in teks for teks in hasil["peringatan"])


def test_work_of_the_conversion_regime_earns_nothing_by_claim():
    hasil = klaim(
        butir(tanggal_selesai="2022-12-31"),
        butir(tanggal_selesai="2023-01-01"),
        butir(tanggal_selesai="2023-01-02", unsur=None, jenjang_butir=None, angka_kredit=None, kode="PN-V.A"),
        regime=None,
        tanggal_terima="2023-06-30",
    )
    assert (hasil["nilai"]["bukan_dupak"], hasil["nilai"]["dinilai"]) == ("2", "1")
    assert "tidak diusulkan dengan DUPAK" in hasil["alasan"][1]


def test_a_claim_after_the_last_day_of_receipt_earns_nothing():
    hasil = klaim(butir(tanggal_selesai="2022-12-31"), regime="R2020", tanggal_terima="2023-07-01")
    assert hasil["nilai"]["bukan_dupak"] == "1"
    assert "30 Juni 2023" in hasil["alasan"][1]


def test_catalogue_codes_bring_level_value_and_element():
    hasil = klaim(
        {"kode": "ka-vi.a", "volume": 20, "tanggal_selesai": "2014-06-30"},
        {"kode": "KT-V.A", "volume": 20, "tanggal_selesai": "2014-06-30"},
        {"kode": "KA-V.A.3.a", "volume": 1, "tanggal_selesai": "2014-06-30", "penulis": 2, "peran_penulis": "pembantu"},
    )
    nilai = hasil["nilai"]
    assert (nilai["penunjang"], nilai["pengembangan_profesi"], nilai["ditolak"]) == ("0.600", "3.200", "1")
    assert nilai["belum_pasti"] == "1"
    assert "3. KA-V.A.3.a" in hasil["peringatan"][0]
    assert hasil["alasan"][1] == "2. KT-V.A: butir kategori lain; tidak dapat dinilai"
    assert "bagian penulis 2/5" in hasil["langkah"][2]["teks"]


def test_items_in_percent_need_a_rank():
    satu = {"kode": "PP-IV.A", "volume": 1, "tanggal_selesai": "2021-06-30"}
    hasil = klaim(satu, regime="R2020", tanggal_terima="2021-12-01", golongan="III/a")
    assert hasil["nilai"]["pengembangan_profesi"] == "12.500"
    isi = {"jenjang": "ahli_pertama", "tanggal_terima": "2021-12-01", "butir": [satu]}
    assert galat("klaim", "R2020", **isi) == "masukan.golongan"


def test_shares_of_three_equal_authors_are_exact_until_the_last_step():
    satu = butir(
        unsur="pengembangan_profesi", jenjang_butir="semua", angka_kredit=8, volume=1, penulis=3,
        peran_penulis="setara",
    )  # fmt: skip
    assert klaim(satu)["nilai"]["jumlah"] == "2.667"
    assert klaim(satu, satu, satu)["nilai"]["jumlah"] == "8.000"


@pytest.mark.parametrize(
    ("ubah", "bidang"),
    [
        ({"tanggal_selesai": "2014-11-11"}, "tanggal_selesai"),
        ({"unsur": "operasi_ti"}, "unsur"),
        ({"unsur": None}, "unsur"),
        ({"jenjang_butir": None}, "jenjang_butir"),
        ({"angka_kredit": None}, "angka_kredit"),
        ({"persen": 5}, "angka_kredit"),
        ({"kode": "KA-VI.A"}, "unsur"),
        ({"penulis": 2}, "penulis"),
        ({"unsur": "pengembangan_profesi", "penulis": 0}, "penulis"),
        ({"unsur": "pengembangan_profesi", "penulis": 5, "peran_penulis": "setara"}, "penulis"),
        ({"unsur": "pengembangan_profesi", "penulis": 1, "peran_penulis": "pembantu"}, "peran_penulis"),
    ],
)
def test_a_fault_names_the_item_and_its_field(ubah, bidang):
    isi = {"jenjang": "ahli_pertama", "tanggal_terima": "2014-11-10", "butir": [butir(), butir(**ubah)]}
    assert galat("klaim", "R2003", **isi) == f"masukan.butir.1.{bidang}"


def test_other_faults():
    isi = {"jenjang": "ahli_pertama", "tanggal_terima": "2014-11-10", "butir": [butir()]}
    assert galat("klaim", "R2003", **{**isi, "butir": []}) == "masukan.butir"
    assert galat("klaim", "R2003", **{**isi, "butir": [butir()] * 501}) == "masukan.butir"
    assert galat("klaim", "R2023", **isi) == "regime"
    assert galat("klaim", "R2020", **{**isi, "jenjang": "pemula"}) == "masukan.jenjang"
    assert galat("klaim", "R2003", golongan="III/c", **isi) == "masukan.golongan"
    kode = {"kode": "KA-X", "volume": 1, "tanggal_selesai": "2014-06-30"}
    assert galat("klaim", "R2003", **{**isi, "butir": [kode]}) == "masukan.butir.0.kode"
    setelan = {"hangus.acuan": "tanggal_sidang"}
    assert galat("klaim", "R2003", setelan=setelan, **isi) == "masukan.tanggal_sidang"
    assert galat("klaim", "R2003", setelan={"hangus.acuan": "apa"}, **isi) == "setelan.hangus.acuan"


def test_500_items_are_valued():
    assert klaim(*[butir()] * 500)["nilai"]["utama"] == "226.500"


def test_the_age_may_be_counted_from_another_day():
    setelan = {"hangus.acuan": "tanggal_sidang"}
    isi = {"jenjang": "ahli_pertama", "tanggal_terima": "2014-11-10", "tanggal_sidang": "2015-01-07"}
    hasil = hitung("klaim", "R2003", setelan=setelan, butir=[butir(tanggal_selesai="2014-01-06")], **isi)
    assert hasil["nilai"]["hangus"] == "1"


# --- properties ------------------------------------------------------------------------------------------------------

SATUAN = st.sampled_from([D("0.001"), D("0.0005"), D("0.151"), D("0.000467"), D("1.3")])
BUTIR = st.builds(
    ButirKlaim,
    nama=st.just("x"),
    kelompok=st.sampled_from(["utama", "pengembangan_profesi", "penunjang"]),
    jenjang=st.sampled_from(["ahli_pertama", "ahli_muda", "ahli_madya", "semua", "mahir"]),
    angka_kredit=SATUAN,
    persen=st.none(),
    volume=st.decimals(0, 1000, places=2),
    selesai=st.dates(dt.date(2013, 10, 1), TERIMA),
    surat_tugas=st.booleans(),
)


def nilai(daftar):
    return nilai_klaim(
        [(R2003, b) for b in daftar], jenjang="ahli_pertama", golongan=None, tanggal={"tanggal_terima": TERIMA}
    )


@settings(max_examples=60)
@given(st.lists(BUTIR, min_size=1, max_size=12), st.randoms())
def test_order_does_not_matter_and_every_item_has_one_fate(daftar, acak):
    semula = nilai(daftar)
    acak.shuffle(daftar)
    lagi = nilai(daftar)
    assert lagi.subtotal == semula.subtotal
    assert sum(len(lagi.bernasib(n)) for n in NasibButir) == len(daftar)
    jumlah = lagi.jumlah
    assert jumlah.jumlah == jumlah.utama + jumlah.penunjang
    assert jumlah.profesi <= jumlah.utama


@settings(max_examples=80)
@given(st.lists(BUTIR, min_size=1, max_size=6), st.data())
def test_listing_work_in_pieces_changes_nothing(daftar, data):
    satu = data.draw(st.sampled_from(daftar))
    sebagian = data.draw(st.decimals(0, satu.volume, places=2))
    nomor = daftar.index(satu)
    ubah = {n: getattr(satu, n) for n in ("nama", "kelompok", "jenjang", "angka_kredit", "persen", "selesai")}
    dua = [ButirKlaim(volume=v, surat_tugas=satu.surat_tugas, **ubah) for v in (sebagian, satu.volume - sebagian)]
    assert nilai([*daftar[:nomor], *dua, *daftar[nomor + 1 :]]).subtotal == nilai(daftar).subtotal


@settings(max_examples=40)
@given(st.lists(BUTIR, min_size=1, max_size=6), BUTIR)
def test_one_more_item_never_takes_credit_away(daftar, tambahan):
    assert nilai([*daftar, tambahan]).jumlah.jumlah >= nilai(daftar).jumlah.jumlah
