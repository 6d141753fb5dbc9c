import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow_app.kalender import (
    Khusus,
    NomorPutaran,
    TidakAdaHariKerja,
    batas_terima,
    hari_kerja,
    hari_kerja_mulai,
    hari_kerja_terakhir,
    jadwal_baku,
    libur_nasional,
    minggu,
    periksa_jadwal,
    putaran_untuk,
    tambah_hari_kerja,
)
from workflow_app.tahap import Tahap

D = dt.date
TANGGAL = st.dates(D(2005, 1, 1), D(2035, 12, 31))


@pytest.mark.parametrize(
    ("bulan", "ke", "mulai", "selesai"),
    [
        (11, 1, D(2021, 11, 1), D(2021, 11, 7)),
        (11, 2, D(2021, 11, 8), D(2021, 11, 14)),
        (11, 3, D(2021, 11, 15), D(2021, 11, 21)),
        (11, 4, D(2021, 11, 22), D(2021, 11, 30)),
        (12, 4, D(2021, 12, 22), D(2021, 12, 31)),
        (2, 4, D(2021, 2, 22), D(2021, 2, 28)),
    ],
)
def test_weeks_run_from_the_1st_8th_15th_and_22nd(bulan, ke, mulai, selesai):
    assert minggu(2021, bulan, ke) == (mulai, selesai)


@pytest.mark.parametrize("ke", [0, 5])
def test_a_month_has_four_weeks(ke):
    with pytest.raises(ValueError, match="tidak ada"):
        minggu(2021, 1, ke)


@pytest.mark.parametrize(
    ("tanggal", "kerja"),
    [
        (D(2022, 1, 10), True),
        (D(2022, 1, 8), False),
        (D(2022, 1, 9), False),
        (D(2021, 8, 17), False),
        (D(2022, 4, 29), False),  # joint leave before Lebaran
        (D(2022, 5, 2), False),
        (D(2022, 5, 6), False),
        (D(2022, 5, 9), True),
        (D(2024, 12, 26), False),  # joint leave after Christmas
        (D(2024, 12, 27), True),
    ],
)
def test_weekends_holidays_and_joint_leave_are_off(tanggal, kerja):
    assert hari_kerja(tanggal) is kerja


def test_holidays_have_indonesian_names():
    assert libur_nasional(2021)[D(2021, 8, 17)] == "Hari Kemerdekaan Republik Indonesia"


def test_an_institution_may_add_days_off_and_workdays():
    khusus = Khusus(libur=frozenset({D(2022, 1, 10)}), masuk=frozenset({D(2022, 1, 8)}))
    assert not hari_kerja(D(2022, 1, 10), khusus)
    assert hari_kerja(D(2022, 1, 8), khusus)
    assert hari_kerja_mulai(D(2022, 1, 9), khusus) == D(2022, 1, 11)


@pytest.mark.parametrize(
    ("dari", "jumlah", "sampai"),
    [
        (D(2022, 1, 7), 1, D(2022, 1, 10)),
        (D(2022, 1, 10), 5, D(2022, 1, 17)),
        (D(2022, 1, 10), 0, D(2022, 1, 10)),
        (D(2022, 4, 28), 1, D(2022, 5, 9)),  # over Lebaran
        (D(2022, 4, 27), 3, D(2022, 5, 10)),
        (D(2021, 12, 30), 3, D(2022, 1, 4)),  # over the turn of the year
        (D(2024, 12, 24), 1, D(2024, 12, 27)),  # over Christmas and its joint leave
        (D(2022, 1, 10), -1, D(2022, 1, 7)),
        (D(2022, 5, 9), -1, D(2022, 4, 28)),
    ],
)
def test_working_days_are_counted_over_days_off(dari, jumlah, sampai):
    assert tambah_hari_kerja(dari, jumlah) == sampai


@given(TANGGAL, st.integers(1, 30))
def test_counting_there_and_back_returns_to_a_working_day(dari, jumlah):
    mulai = hari_kerja_mulai(dari)
    assert tambah_hari_kerja(tambah_hari_kerja(mulai, jumlah), -jumlah) == mulai


@pytest.mark.parametrize(
    ("mulai", "selesai", "terakhir"),
    [
        (D(2021, 11, 1), D(2021, 11, 7), D(2021, 11, 5)),
        (D(2022, 5, 1), D(2022, 5, 7), None),
        (D(2024, 12, 20), D(2024, 12, 26), D(2024, 12, 24)),
        (D(2022, 1, 8), D(2022, 1, 9), None),
    ],
)
def test_a_stage_ends_on_its_last_working_day(mulai, selesai, terakhir):
    if terakhir is None:
        with pytest.raises(TidakAdaHariKerja, match="Tidak ada hari kerja"):
            hari_kerja_terakhir(mulai, selesai)
    else:
        assert hari_kerja_terakhir(mulai, selesai) == terakhir


def test_january_cycle_2022():
    assert jadwal_baku(2022, 1) == {
        Tahap.BERKAS_DITERIMA: (D(2021, 9, 1), D(2021, 11, 5)),
        Tahap.PEMERIKSAAN: (D(2021, 11, 8), D(2021, 11, 30)),
        Tahap.PENILAIAN: (D(2021, 12, 1), D(2021, 12, 31)),
        Tahap.SIDANG: (D(2022, 1, 5), D(2022, 1, 14)),
        Tahap.PEMBUATAN_PAK: (D(2022, 1, 10), D(2022, 1, 31)),
        Tahap.PENGIRIMAN_PAK: (D(2022, 2, 2), D(2022, 2, 14)),
    }


def test_july_cycle_2022_gives_way_to_lebaran():
    jadwal = jadwal_baku(2022, 2)
    assert jadwal[Tahap.BERKAS_DITERIMA] == (D(2022, 3, 1), D(2022, 4, 28))
    assert jadwal[Tahap.PEMERIKSAAN][0] == D(2022, 5, 9)
    assert jadwal[Tahap.SIDANG] == (D(2022, 7, 1), D(2022, 7, 14))


def test_july_cycle_2016_gives_way_to_lebaran_in_the_week_of_the_plenary():
    assert jadwal_baku(2016, 2)[Tahap.SIDANG] == (D(2016, 7, 11), D(2016, 7, 14))


@pytest.mark.parametrize("periode", [1, 2])
@pytest.mark.parametrize("tahun", range(2004, 2046))
def test_default_schedules_keep_every_rule(tahun, periode):
    jadwal = jadwal_baku(tahun, periode)
    assert periksa_jadwal(NomorPutaran(tahun, periode), jadwal) == []
    assert list(jadwal) == list(Tahap)
    assert all(hari_kerja(tanggal) for rentang in jadwal.values() for tanggal in rentang)


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [
        ({Tahap.SIDANG: (D(2022, 1, 14), D(2022, 1, 5))}, "selesai sebelum mulai"),
        ({Tahap.PENILAIAN: (D(2021, 11, 1), D(2021, 12, 31))}, "tidak boleh mulai atau selesai sebelum"),
        ({Tahap.BERKAS_DITERIMA: (D(2021, 9, 1), D(2021, 11, 8))}, "2 bulan sebelum sidang"),
        ({Tahap.PEMBUATAN_PAK: (D(2022, 1, 10), D(2022, 2, 1))}, "paling lambat 31 Januari 2022"),
        ({Tahap.SIDANG: (D(2022, 1, 8), D(2022, 1, 9))}, "Tidak ada hari kerja"),
    ],
)
def test_a_broken_schedule_is_told_rule_by_rule(ubah, kata):
    salah = periksa_jadwal(NomorPutaran(2022, 1), {**jadwal_baku(2022, 1), **ubah})
    assert any(kata in str(s) for s in salah)


def test_a_schedule_with_a_stage_missing_is_told():
    jadwal = jadwal_baku(2022, 1)
    del jadwal[Tahap.SIDANG]
    assert [str(s) for s in periksa_jadwal(NomorPutaran(2022, 1), jadwal)] == [
        "Tahap Sidang penilaian belum dijadwalkan."
    ]


@pytest.mark.parametrize(
    ("sidang", "batas"),
    [
        (None, D(2014, 11, 7)),
        (D(2015, 1, 7), D(2014, 11, 7)),
        (D(2015, 1, 14), D(2014, 11, 7)),
        (D(2015, 1, 5), D(2014, 11, 5)),
    ],
)
def test_cut_off_is_the_earlier_of_stage_end_and_two_months_before_the_plenary(sidang, batas):
    assert batas_terima(jadwal_baku(2015, 1), sidang) == batas


@pytest.mark.parametrize(
    ("diterima", "kode"),
    [
        (D(2014, 11, 7), "2015-01"),
        (D(2014, 11, 8), "2015-07"),
        (D(2021, 7, 20), "2022-01"),
        (D(2021, 11, 5), "2022-01"),
        (D(2021, 11, 6), "2022-07"),
        (D(2021, 12, 31), "2022-07"),
        (D(2022, 4, 28), "2022-07"),
        (D(2022, 4, 29), "2023-01"),
    ],
)
def test_a_late_file_goes_to_the_next_cycle(diterima, kode):
    assert putaran_untuk(diterima).kode == kode


def test_an_edited_cut_off_decides():
    batas = {NomorPutaran(2022, 1): D(2021, 11, 15)}
    assert putaran_untuk(D(2021, 11, 15), batas) == NomorPutaran(2022, 1)
    assert putaran_untuk(D(2021, 11, 16), batas) == NomorPutaran(2022, 2)


@given(TANGGAL, TANGGAL)
def test_a_later_file_never_comes_to_an_earlier_cycle(a, b):
    assert putaran_untuk(min(a, b)) <= putaran_untuk(max(a, b))


def test_cycles_follow_one_another_and_sort_by_time():
    assert NomorPutaran(2022, 1).berikutnya == NomorPutaran(2022, 2)
    assert NomorPutaran(2022, 2).berikutnya == NomorPutaran(2023, 1)
    assert [NomorPutaran(2022, p).kode for p in (1, 2)] == ["2022-01", "2022-07"]
    assert [NomorPutaran(2022, p).tmt_kenaikan_pangkat for p in (1, 2)] == [D(2022, 4, 1), D(2022, 10, 1)]
    assert [NomorPutaran(2022, p).batas_penetapan for p in (1, 2)] == [D(2022, 1, 31), D(2022, 7, 31)]
