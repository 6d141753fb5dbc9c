"""Occupations: codes, the list, and the gap."""

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kalkulator.bantu_kasus import galat, hitung
from workflow_app import peraturan
from workflow_app.kalkulator.okupasi import KodeOkupasiSalah, daftar_okupasi, kesenjangan, kode_okupasi

KOMPETENSI = peraturan.kunci("kompetensi")
#: Occupations per area on the levels 1 to 9, as the decree's list prints them.
PER_AREA = {
    "A": (1, 1, 1, 1, 5, 5, 5, 1, 1),
    "B": (1, 5, 5, 7, 6, 13, 19, 1, 2),
    "C": (1, 2, 2, 5, 4, 4, 6, 1, 1),
    "D": (2, 3, 2, 4, 7, 6, 16, 1, 2),
    "E": (5, 5, 12, 8, 4, 3, 13, 1, 1),
    "F": (1, 1, 1, 3, 5, 7, 6, 1, 2),
    "G": (1, 1, 1, 4, 3, 6, 6, 3, 3),
    "H": (1, 1, 1, 1, 1, 3, 13, 2, 1),
    "I": (1, 1, 1, 1, 3, 3, 3, 1, 0),
    "J": (1, 1, 1, 4, 7, 3, 18, 4, 3),
    "K": (1, 1, 2, 9, 9, 2, 15, 4, 1),
    "L": (1, 1, 3, 3, 4, 2, 8, 2, 1),
    "M": (1, 2, 3, 4, 5, 4, 3, 4, 1),
    "N": (1, 1, 1, 2, 3, 7, 8, 1, 1),
    "O": (1, 1, 1, 1, 6, 9, 2, 1, 1),
    "P": (1, 1, 1, 1, 2, 2, 2, 2, 1),
}


def test_the_list_is_complete():
    jumlah = Counter((o.area, o.level) for o in daftar_okupasi().values())
    assert {a: tuple(jumlah[a, n] for n in range(1, 10)) for a in PER_AREA} == PER_AREA
    assert len(daftar_okupasi()) == 493


def test_every_code_of_the_list_is_understood():
    for kode, okupasi in daftar_okupasi().items():
        for tulisan in {kode, kode.lstrip("0")}:
            hasil = kode_okupasi(KOMPETENSI, tulisan)
            assert hasil.okupasi is okupasi
            assert (hasil.kode, hasil.huruf, hasil.level) == (kode, okupasi.area, okupasi.level)
        assert okupasi.nama


@pytest.mark.parametrize("tulisan", ["10602", "010602", 10602])
def test_a_printed_code_is_padded_and_taken_apart(tulisan):
    hasil = hitung("kode_okupasi", {"kode": tulisan})
    assert dict(hasil.nilai) == {
        "kode": "010602",
        "area": "01",
        "huruf": "A",
        "nama_area": "Data Management System",
        "kkni": 6,
        "urutan": "02",
        "nama": "SENIOR SYSTEMS ANALYST",
        "nama_id": None,
        "nama_en": "SENIOR SYSTEMS ANALYST",
    }
    assert hasil.putusan == "terdaftar"
    assert str(hasil.alasan[0]) == "010602: SENIOR SYSTEMS ANALYST"
    assert str(hasil.langkah[0].teks) == f"Kode {tulisan} ditulis 010602"
    assert str(hasil.langkah[1].teks) == "Area 01 = A, Data Management System; level KKNI 6; nomor urut 02"
    assert hasil.langkah[1].nilai == 6
    assert hasil.langkah[0].sumber
    assert hasil.langkah[1].sumber


@pytest.mark.parametrize("kode", ["030706", "040902", "040708", "050405", "100716", "100603"])
def test_a_sequence_that_the_list_skips_is_not_registered(kode):
    hasil = hitung("kode_okupasi", {"kode": kode})
    assert (hasil.putusan, hasil.nilai["nama"], hasil.nilai["nama_en"]) == ("tidak_terdaftar", None, None)
    assert hasil.nilai["area"] == kode[:2]
    assert str(hasil.alasan[0]) == f"Daftar okupasi tidak memuat kode {kode}."


@pytest.mark.parametrize(
    ("satu", "dua"), [("010602", "060602"), ("020603", "020504"), ("060901", "070902"), ("060402", "120403")]
)
def test_four_names_stand_under_two_codes(satu, dua):
    assert daftar_okupasi()[satu].nama == daftar_okupasi()[dua].nama


@pytest.mark.parametrize(
    ("kode", "kata"),
    [
        ("1060", "6 angka"),
        ("1010602", "6 angka"),
        ("1060a", "6 angka"),
        ("١٠٦٠٢٣", "6 angka"),
        ("170101", "area 17"),
        ("000101", "area 00"),
        ("010001", "level KKNI 0"),
        ("011001", "level KKNI 10"),
    ],
)
def test_a_code_that_cannot_be_is_told(kode, kata):
    assert kata in galat("kode_okupasi", {"kode": kode})["masukan.kode"]
    with pytest.raises(KodeOkupasiSalah, match=kata):
        kode_okupasi(KOMPETENSI, kode)


@pytest.mark.parametrize("kode", [True, 3.5, None, ""])
def test_a_code_of_another_kind_is_told(kode):
    assert list(galat("kode_okupasi", {"kode": kode})) == ["masukan.kode"]


def test_every_area_serves_a_domain():
    domain = [KOMPETENSI.daftar(f"domain_spbe.{d}") for d in KOMPETENSI.anak("domain_spbe")]
    terpakai = Counter(a for satu in domain for a in satu)
    assert len(domain) == 6
    assert set(terpakai) == set(PER_AREA) == set(KOMPETENSI.anak("area"))
    assert {a for a, n in terpakai.items() if n > 1} == {"G"}


@pytest.mark.parametrize(
    ("butuh", "ada", "memenuhi", "kurang", "cakupan", "putusan"),
    [
        (3, 2, 1, 2, "33.3", "kurang"),
        (3, 3, 2, 1, "66.7", "kurang"),
        (3, 3, 3, 0, "100.0", "terpenuhi"),
        (3, 5, 4, 0, "133.3", "terpenuhi"),
        (3, 0, 0, 3, "0.0", "kurang"),
        (8, 8, 7, 1, "87.5", "kurang"),
        (0, 2, 1, 0, None, "tidak_berlaku"),
        (2000, 1, 1, 1999, "0.1", "kurang"),
    ],
)
def test_the_gap_and_how_much_of_the_need_is_covered(butuh, ada, memenuhi, kurang, cakupan, putusan):
    hasil = hitung("kesenjangan", {"dibutuhkan": butuh, "tersedia": ada, "memenuhi": memenuhi})
    assert hasil.nilai["kesenjangan"] == kurang
    assert (None if hasil.nilai["cakupan"] is None else str(hasil.nilai["cakupan"])) == cakupan
    assert hasil.putusan == putusan
    assert bool(hasil.peringatan) is (butuh > 0 and ada == 0)


def test_the_steps_of_a_gap():
    hasil = kesenjangan(KOMPETENSI, dibutuhkan=3, tersedia=2, memenuhi=1)
    assert [(str(s.teks), s.nilai) for s in hasil.langkah] == [
        ("Kesenjangan: 3 - 1 = 2", 2),
        ("Cakupan: 1 / 3 = 33,3%", Decimal("33.3")),
        ("Dibutuhkan 3 orang, yang memenuhi 1; kurang 2.", None),
    ]
    assert all(s.sumber for s in hasil.langkah)
    assert hasil.terpenuhi is False
    cukup = kesenjangan(KOMPETENSI, dibutuhkan=1, tersedia=1, memenuhi=1)
    assert (cukup.terpenuhi, str(cukup.alasan)) == (True, "Dibutuhkan 1 orang, yang memenuhi 1; terpenuhi.")
    nihil = kesenjangan(KOMPETENSI, dibutuhkan=0, tersedia=0, memenuhi=0)
    assert (nihil.terpenuhi, nihil.tanpa_orang) == (None, False)
    assert str(nihil.alasan) == "Tidak ada kebutuhan, sehingga cakupan tidak dihitung."
    assert [s.sumber for s in nihil.langkah] == [KOMPETENSI.sumber("kesenjangan.desimal_persen")]


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_more_qualified_people_never_widen_the_gap(butuh, ada, memenuhi):
    memenuhi = min(memenuhi, ada)
    semula = kesenjangan(KOMPETENSI, dibutuhkan=butuh, tersedia=ada, memenuhi=memenuhi)
    lebih = kesenjangan(KOMPETENSI, dibutuhkan=butuh, tersedia=ada + 1, memenuhi=memenuhi + 1)
    assert lebih.kesenjangan <= semula.kesenjangan
    assert semula.kesenjangan + min(memenuhi, butuh) == butuh


def test_more_qualified_than_present_is_a_mistake():
    assert list(galat("kesenjangan", {"dibutuhkan": 3, "tersedia": 1, "memenuhi": 2})) == ["masukan.memenuhi"]
    with pytest.raises(ValueError, match="tersedia"):
        kesenjangan(KOMPETENSI, dibutuhkan=3, tersedia=1, memenuhi=2)


@pytest.mark.parametrize(("rotasi", "jumlah"), [("2025-01-31", 1), ("2025-02-01", 0), ("2024-01-31", 1)])
def test_people_moved_soon_after_their_training_are_warned_of(rotasi, jumlah):
    masukan = {"dibutuhkan": 1, "tersedia": 1, "memenuhi": 1, "rotasi": [{"pelatihan": "2024-01-31", "rotasi": rotasi}]}
    assert len(hitung("kesenjangan", masukan).peringatan) == jumlah


def test_a_move_before_the_training_is_a_mistake():
    masukan = {"dibutuhkan": 1, "tersedia": 1, "memenuhi": 1}
    rotasi = [{"pelatihan": "2024-01-31", "rotasi": "2024-01-30"}]
    assert list(galat("kesenjangan", {**masukan, "rotasi": rotasi})) == ["masukan.rotasi.0.rotasi"]
