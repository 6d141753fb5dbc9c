import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow_app.tanggal import TanggalTidakSah, baca_tanggal, tambah_bulan

D = dt.date


@pytest.mark.parametrize(
    ("dari", "bulan", "sampai"),
    [
        (D(2015, 1, 7), -2, D(2014, 11, 7)),
        (D(2021, 11, 5), 2, D(2022, 1, 5)),
        (D(2021, 12, 31), 2, D(2022, 2, 28)),
        (D(2020, 2, 29), -12, D(2019, 2, 28)),
        (D(2021, 4, 30), -2, D(2021, 2, 28)),
        (D(2022, 1, 31), 0, D(2022, 1, 31)),
    ],
)
def test_months_are_counted_to_the_same_day_or_the_end_of_the_month(dari, bulan, sampai):
    assert tambah_bulan(dari, bulan) == sampai


@pytest.mark.parametrize("teks", ["2021-06-30", "30-06-2021", "30/06/2021", " 30-6-2021 "])
def test_dates_are_read_as_people_write_them(teks):
    assert baca_tanggal(teks) == D(2021, 6, 30)


@pytest.mark.parametrize(
    ("teks", "kata"),
    [
        ("06/30/2021", "tidak ada dalam kalender"),
        ("31-02-2021", "tidak ada dalam kalender"),
        ("30-06-21", "bukan tanggal"),
        ("30.06.2021", "bukan tanggal"),
        ("Juni 2021", "bukan tanggal"),
        ("44377", "bukan tanggal"),
        ("", "bukan tanggal"),
        ("٣٠-٠٦-٢٠٢١", "bukan tanggal"),
        ("0000-01-01", "tidak ada dalam kalender"),
        ("x" * 9000, "bukan tanggal"),
    ],
)
def test_anything_else_is_refused_with_an_example(teks, kata):
    with pytest.raises(TanggalTidakSah) as galat:
        baca_tanggal(teks)
    assert kata in str(galat.value.pesan)
    assert "misalnya 30-06-2021" in str(galat.value.pesan)
    assert len(str(galat.value.pesan)) < 200


@given(st.dates())
def test_every_date_is_read_back_in_each_form(tanggal):
    for bentuk in ("{0:04}-{1:02}-{2:02}", "{2:02}-{1:02}-{0:04}", "{2}/{1}/{0:04}"):
        assert baca_tanggal(bentuk.format(tanggal.year, tanggal.month, tanggal.day)) == tanggal
