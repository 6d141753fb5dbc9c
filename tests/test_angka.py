from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from workflow_app.angka import AngkaTidakSah, baca_desimal, tulis_desimal

ANGKA = st.decimals(min_value=0, max_value=999_999_999, places=3)


@pytest.mark.parametrize(
    ("teks", "nilai"),
    [
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("12,375", "12.375"),
        ("0.384", "0.384"),
        ("0,5", "0.5"),
        ("1250", "1250"),
        ("1.250,5", "1250.5"),
        ("1,250.5", "1250.5"),
        ("1.250.000", "1250000"),
        ("1,250,000", "1250000"),
        ("12345.678", "12345.678"),
        ("007", "7"),
        (" 12,5\u00a0", "12.5"),
    ],
)
def test_numbers_that_mean_one_thing_are_read(teks, nilai):
    assert baca_desimal(teks) == Decimal(nilai)


@pytest.mark.parametrize(
    ("teks", "kata"),
    [
        ("1.250", "Tulis 1250 untuk ribuan, atau 1,250 untuk pecahan"),
        ("12.375", "dua cara"),
        ("", "misalnya 12,5"),
        ("   ", "misalnya 12,5"),
        ("-", "misalnya 12,5"),
        ("-3", "negatif"),
        ("+3", "tidak pada tempatnya"),
        ("--3", "bukan angka"),
        ("1e5", "bukan angka"),
        ("NaN", "bukan angka"),
        ("Infinity", "bukan angka"),
        ("٣", "bukan angka"),
        ("²", "bukan angka"),
        ("1_000", "bukan angka"),
        ("12 5", "bukan angka"),
        ("12.5.3", "tidak pada tempatnya"),
        ("1,2,3", "tidak pada tempatnya"),
        (",5", "tidak pada tempatnya"),
        ("5,", "tidak pada tempatnya"),
        ("1.25,5", "tidak pada tempatnya"),
        ("12,3456", "lebih dari 3 angka"),
        ("1234567890", "terlalu besar"),
        ("9" * 5000, "terlalu besar"),
        ("x" * 5000, "bukan angka"),
    ],
)
def test_everything_else_is_refused_with_a_way_out(teks, kata):
    with pytest.raises(AngkaTidakSah) as galat:
        baca_desimal(teks)
    assert kata in str(galat.value.pesan)
    assert len(str(galat.value.pesan)) < 200


def test_whole_numbers_say_so():
    assert baca_desimal("12", maks_desimal=0) == 12
    with pytest.raises(AngkaTidakSah, match="bilangan bulat"):
        baca_desimal("12,5", maks_desimal=0)


def test_negative_numbers_only_where_they_are_asked_for():
    assert baca_desimal("-12,5", boleh_negatif=True) == Decimal("-12.5")
    assert str(baca_desimal("-0", boleh_negatif=True)) == "0"


def test_writing_leaves_out_what_says_nothing():
    assert [tulis_desimal(Decimal(n)) for n in ("12.500", "1250", "0.000", "-0.0", "1E+3", "0.001")] == [
        "12,5",
        "1250",
        "0",
        "0",
        "1000",
        "0,001",
    ]


@given(ANGKA)
def test_what_is_written_is_read_back(nilai):
    assert baca_desimal(tulis_desimal(nilai)) == nilai


@given(st.decimals(min_value=-999_999, max_value=999_999, places=6))
def test_what_is_written_is_read_back_with_sign_and_more_digits(nilai):
    assert baca_desimal(tulis_desimal(nilai), maks_desimal=6, boleh_negatif=True) == nilai


@given(ANGKA)
def test_indonesian_grouping_never_changes_the_value(nilai):
    teks = f"{nilai:,.3f}".translate(str.maketrans(",.", ".,"))
    assert baca_desimal(teks) == nilai


@given(st.text(alphabet="0123456789.,-", max_size=14))
def test_a_point_and_a_comma_never_stand_for_each_other_unnoticed(teks):
    try:
        nilai = baca_desimal(teks, boleh_negatif=True)
    except AngkaTidakSah:
        return
    assume("." in teks and "," not in teks and teks.count(".") == 1)
    assert nilai == Decimal(teks)
