"""The calendar as results: cut-off, cycle of a file, stages of a period."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kalkulator.bantu_kasus import galat, hitung
from workflow_app import peraturan
from workflow_app.kalender import Khusus, NomorPutaran, hari_kerja
from workflow_app.kalkulator.jadwal import jadwal, penerimaan, putaran_sidang
from workflow_app.peraturan.aturan import Ketentuan, Tanda
from workflow_app.tahap import Tahap
from workflow_app.tanggal import tambah_bulan

D = dt.date
KALENDER = peraturan.kunci("kalender")


def ubah(jalur, nilai):
    return KALENDER.dengan([Ketentuan(jalur, nilai, "uji", Tanda.PROPOSED)])


@pytest.mark.parametrize(
    ("sidang", "batas"),
    [
        (D(2015, 1, 7), D(2014, 11, 7)),
        (D(2015, 1, 14), D(2014, 11, 14)),
        (D(2015, 7, 8), D(2015, 5, 8)),
        (D(2015, 4, 30), D(2015, 2, 28)),
        (D(2016, 4, 30), D(2016, 2, 29)),
    ],
)
def test_the_cut_off_is_two_months_before_the_plenary(sidang, batas):
    assert penerimaan(KALENDER, sidang).batas == batas
    assert hitung("batas_terima", {"sidang": str(sidang)}).nilai["batas_terima"] == batas


@pytest.mark.parametrize(
    ("diterima", "putusan", "periode", "tahun"),
    [
        ("2014-05-07", "periode_sebelumnya", 2, 2014),
        ("2014-05-08", "tepat_waktu", 1, 2015),
        ("2014-11-07", "tepat_waktu", 1, 2015),
        ("2014-11-08", "periode_berikutnya", 2, 2015),
        ("2015-05-07", "periode_berikutnya", 2, 2015),
        ("2015-05-08", "periode_berikutnya", 1, 2016),
    ],
)
def test_a_file_goes_to_the_first_period_whose_cut_off_it_meets(diterima, putusan, periode, tahun):
    hasil = hitung("batas_terima", {"sidang": "2015-01-07", "diterima": diterima})
    assert (hasil.putusan, hasil.nilai["periode"], hasil.nilai["tahun"]) == (putusan, periode, tahun)
    assert hasil.nilai["putaran"] == f"{tahun}-{'01' if periode == 1 else '07'}"
    assert hasil.nilai["kp_berlaku"] == D(tahun, 4 if periode == 1 else 10, 1)
    assert hasil.nilai["pak_paling_lambat"] == (D(tahun, 1, 31) if periode == 1 else D(tahun, 7, 31))
    assert hasil.nilai["batas_terima"] == D(2014, 11, 7)


def test_the_sentences_on_a_file_name_days_and_period():
    def alasan(diterima):
        return str(penerimaan(KALENDER, D(2015, 1, 7), diterima).alasan)

    assert str(penerimaan(KALENDER, D(2015, 1, 7)).alasan) == "Sidang 7 Januari 2015 - 2 bulan = 7 November 2014"
    assert alasan(D(2014, 11, 7)) == (
        "Berkas 7 November 2014 diterima sampai 7 November 2014: masuk periode 1 sidang 2015."
    )
    assert alasan(D(2014, 11, 8)) == (
        "Berkas 8 November 2014 sesudah 7 November 2014: tidak ditolak, masuk periode 2 sidang 2015."
    )
    assert alasan(D(2014, 5, 7)) == "Berkas 7 Mei 2014 masuk periode yang lebih awal: periode 2 sidang 2014."
    langkah = penerimaan(KALENDER, D(2015, 1, 7), D(2014, 11, 8)).langkah
    assert len(langkah) == 2
    assert all("slide 61" in satu.sumber for satu in langkah)


def test_the_dates_of_the_period_come_from_the_calendar():
    nilai = hitung("batas_terima", {"sidang": "2015-01-14", "diterima": "2014-11-12"}).nilai
    assert (nilai["berkas_mulai"], nilai["berkas_selesai"]) == (D(2014, 9, 1), D(2014, 11, 14))
    assert (nilai["sidang_mulai"], nilai["sidang_selesai"]) == (D(2015, 1, 7), D(2015, 1, 14))
    lain = hitung("batas_terima", {"sidang": "2015-01-14", "diterima": "2014-11-15"}).nilai
    assert (lain["berkas_mulai"], lain["berkas_selesai"]) == (D(2015, 3, 2), D(2015, 5, 7))


def test_another_number_of_months_is_a_setting():
    setelan = {"kalender:batas_terima.bulan_sebelum_sidang": 3}
    assert hitung("batas_terima", {"sidang": "2015-01-07"}, setelan=setelan).nilai["batas_terima"] == D(2014, 10, 7)
    assert hitung("batas_terima", {"sidang": "2015-01-07"}).nilai["batas_terima"] == D(2014, 11, 7)


@pytest.mark.parametrize(
    ("sidang", "putaran"),
    [
        (D(2015, 1, 1), (2015, 1)),
        (D(2015, 6, 30), (2015, 1)),
        (D(2015, 7, 1), (2015, 2)),
        (D(2015, 12, 31), (2015, 2)),
    ],
)
def test_a_plenary_belongs_to_the_period_whose_month_began_last(sidang, putaran):
    assert putaran_sidang(KALENDER, sidang) == NomorPutaran(*putaran)


def test_with_another_month_of_plenary_the_year_before_may_hold_the_period():
    aturan = ubah("jadwal.periode_1.sidang", (2, 1, 2, 2))
    assert putaran_sidang(aturan, D(2015, 1, 31)) == NomorPutaran(2014, 2)
    assert putaran_sidang(aturan, D(2015, 2, 1)) == NomorPutaran(2015, 1)


@given(st.dates(D(2005, 1, 1), D(2030, 12, 31)), st.dates(D(2005, 1, 1), D(2030, 12, 31)))
def test_every_file_finds_a_period_and_only_the_cut_off_decides(sidang, diterima):
    hasil = penerimaan(KALENDER, sidang, diterima)
    assert hasil.putaran is not None
    assert hasil.batas == tambah_bulan(sidang, -2)
    assert (hasil.putaran <= hasil.putaran_sidang) >= (diterima <= hasil.batas)


def test_the_first_period_of_2015():
    nilai = hitung("jadwal", {"tahun": 2015, "periode": 1}).nilai
    assert nilai == {
        "berkas_diterima_mulai": D(2014, 9, 1),
        "berkas_diterima_selesai": D(2014, 11, 7),
        "pemeriksaan_mulai": D(2014, 11, 10),
        "pemeriksaan_selesai": D(2014, 11, 28),
        "penilaian_mulai": D(2014, 12, 1),
        "penilaian_selesai": D(2014, 12, 31),
        "sidang_mulai": D(2015, 1, 7),
        "sidang_selesai": D(2015, 1, 14),
        "pembuatan_pak_mulai": D(2015, 1, 8),
        "pembuatan_pak_selesai": D(2015, 1, 30),
        "pengiriman_pak_mulai": D(2015, 2, 2),
        "pengiriman_pak_selesai": D(2015, 2, 13),
        "batas_terima": D(2014, 11, 7),
        "pak_paling_lambat": D(2015, 1, 31),
        "kp_berlaku": D(2015, 4, 1),
    }


@pytest.mark.parametrize("periode", [1, 2])
@pytest.mark.parametrize("tahun", range(2004, 2031))
def test_every_default_schedule_keeps_the_invariants(tahun, periode):
    hasil = jadwal(KALENDER, NomorPutaran(tahun, periode))
    tahap = [hasil.tahap[t] for t in Tahap]
    assert hasil.salah == ()
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in pairwise(tahap))
    assert hasil.tahap[Tahap.BERKAS_DITERIMA][1] <= tambah_bulan(hasil.tahap[Tahap.SIDANG][0], -2)
    assert hasil.tahap[Tahap.PEMBUATAN_PAK][1] <= D(tahun, 1 if periode == 1 else 7, 31)
    assert all(hari_kerja(hari) for rentang in tahap for hari in rentang)
    assert hasil.batas_terima == hasil.tahap[Tahap.BERKAS_DITERIMA][1]


def test_the_steps_of_a_schedule_carry_dates_and_sources():
    langkah = jadwal(KALENDER, NomorPutaran(2015, 1)).langkah
    assert [str(satu.teks) for satu in langkah][::3] == [
        "Berkas diterima: 1 September 2014 sampai 7 November 2014",
        "Sidang penilaian: 7 Januari 2015 sampai 14 Januari 2015",
        "Berkas diterima paling lambat 7 November 2014",
    ]
    assert [str(satu.teks) for satu in langkah][-2:] == [
        "PAK dibuat paling lambat 31 Januari 2015",
        "Kenaikan pangkat berlaku 1 April 2015",
    ]
    assert all("slide 61" in satu.sumber for satu in langkah[:7])
    assert all("Tata cara" in satu.sumber for satu in langkah[7:])


@pytest.mark.parametrize(
    ("tahap", "kata"),
    [
        ({"sidang": {"mulai": "2015-01-14", "selesai": "2015-01-07"}}, "selesai sebelum mulai"),
        ({"berkas_diterima": {"mulai": "2014-09-01", "selesai": "2014-11-10"}}, "2 bulan sebelum sidang"),
        ({"pembuatan_pak": {"mulai": "2015-01-08", "selesai": "2015-02-02"}}, "paling lambat 31 Januari 2015"),
        ({"penilaian": {"mulai": "2014-11-03", "selesai": "2014-12-31"}}, "tidak boleh mulai atau selesai sebelum"),
    ],
)
def test_a_schedule_that_breaks_a_rule_is_told(tahap, kata):
    hasil = hitung("jadwal", {"tahun": 2015, "periode": 1, "tahap": tahap})
    assert hasil.putusan == "melanggar"
    assert any(kata in str(alasan) for alasan in hasil.alasan)


def test_days_of_the_institution_count():
    masukan = {"tahun": 2015, "periode": 1, "libur": ["2014-11-07"], "masuk": ["2014-11-08"]}
    nilai = hitung("jadwal", masukan).nilai
    assert (nilai["berkas_diterima_selesai"], nilai["pemeriksaan_mulai"]) == (D(2014, 11, 6), D(2014, 11, 8))
    khusus = Khusus(frozenset({D(2014, 11, 7)}))
    assert jadwal(KALENDER, NomorPutaran(2015, 1), khusus=khusus).batas_terima == D(2014, 11, 6)


@pytest.mark.parametrize(("libur", "salah"), [(frozenset(), 0), (frozenset({D(2015, 2, 3)}), 1)])
def test_a_stage_on_a_day_off_of_the_institution_is_told(libur, salah):
    sehari = {Tahap.PENGIRIMAN_PAK: (D(2015, 2, 3), D(2015, 2, 3))}
    hasil = jadwal(KALENDER, NomorPutaran(2015, 1), khusus=Khusus(libur), ubah=sehari)
    assert len(hasil.salah) == salah


def test_files_are_received_on_a_saturday_that_is_worked():
    ubah_tahap = {
        Tahap.BERKAS_DITERIMA: (D(2014, 9, 1), D(2014, 11, 8)),
        Tahap.SIDANG: (D(2015, 1, 8), D(2015, 1, 14)),
    }
    khusus = Khusus(masuk=frozenset({D(2014, 11, 8)}))
    hasil = jadwal(KALENDER, NomorPutaran(2015, 1), khusus=khusus, ubah=ubah_tahap)
    assert (hasil.salah, hasil.batas_terima) == ((), D(2014, 11, 8))


def test_a_broken_schedule_keeps_the_cut_off_of_its_plenary():
    # A weekend as the stage of receipt: told as wrong, and no reason to refuse an answer.
    akhir_pekan = {Tahap.BERKAS_DITERIMA: (D(2014, 10, 4), D(2014, 10, 5))}
    hasil = jadwal(KALENDER, NomorPutaran(2015, 1), ubah=akhir_pekan)
    assert hasil.salah
    assert hasil.batas_terima == tambah_bulan(hasil.tahap[Tahap.SIDANG][0], -2) == D(2014, 11, 7)


@pytest.mark.parametrize(("libur", "periode"), [(frozenset(), (2015, 2)), (frozenset({D(2015, 5, 7)}), (2016, 1))])
def test_the_cut_off_of_another_period_goes_by_the_days_of_the_institution(libur, periode):
    hasil = penerimaan(KALENDER, D(2015, 1, 7), D(2015, 5, 7), khusus=Khusus(libur))
    assert hasil.putaran == NomorPutaran(*periode)


def test_holidays_may_be_left_out_by_a_setting():
    setelan = {"kalender:libur.kategori": ["public"]}
    biasa = hitung("jadwal", {"tahun": 2022, "periode": 2}).nilai["berkas_diterima_selesai"]
    tanpa_cuti = hitung("jadwal", {"tahun": 2022, "periode": 2}, setelan=setelan).nilai["berkas_diterima_selesai"]
    assert (biasa, tanpa_cuti) == (D(2022, 4, 28), D(2022, 5, 6))


@pytest.mark.parametrize(
    ("jenis", "masukan", "bidang"),
    [
        ("jadwal", {"tahun": 2015, "periode": 3}, "masukan.periode"),
        ("jadwal", {"tahun": 2015, "periode": 0}, "masukan.periode"),
        ("jadwal", {"tahun": 1800, "periode": 1}, "masukan.tahun"),
        ("jadwal", {"tahun": 1950, "periode": 1}, "masukan"),
        ("jadwal", {"tahun": "2015", "periode": 1}, "masukan.tahun"),
        ("batas_terima", {"sidang": "1950-01-01", "diterima": "1950-01-01"}, "masukan"),
        ("batas_terima", {"sidang": "2015-02-30"}, "masukan.sidang"),
    ],
)
def test_bad_input_names_its_field(jenis, masukan, bidang):
    assert list(galat(jenis, masukan)) == [bidang]


def test_a_stage_without_a_working_day_is_told():
    minggu = [str(D(2015, 1, 7) + dt.timedelta(days=n)) for n in range(8)]
    assert "Tidak ada hari kerja" in galat("jadwal", {"tahun": 2015, "periode": 1, "libur": minggu})["masukan.libur"]
    assert "masukan.libur" in galat("batas_terima", {"sidang": "2015-01-07", "diterima": "2014-11-07", "libur": minggu})
