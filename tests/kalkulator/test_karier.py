"""Dates of a career: periods, waiting times, the chain of raises, the regime of a date."""

import datetime as dt
import json
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow_app import peraturan
from workflow_app.kalkulator import rangkaian as modul_rangkaian
from workflow_app.kalkulator.jenis import baca_kasus, jalankan_kasus
from workflow_app.kalkulator.rangkaian import Keadaan
from workflow_app.kalkulator.regime import bagian_regime
from workflow_app.kalkulator.waktu_kenaikan import (
    awal_bulan,
    periode_kp,
    tambah_tahun,
    tmt_kj,
    waktu_kj,
    waktu_kp,
)
from workflow_app.peraturan import KetentuanTidakAda, PeraturanTidakAda
from workflow_app.peraturan.aturan import Ketentuan, Tanda

D = Decimal
S2003, S2020, S2023 = (peraturan.kunci(f"kenaikan_{r}") for r in ("R2003", "R2020", "R2023"))
TANGGAL = st.dates(dt.date(2004, 1, 1), dt.date(2040, 12, 31))
KREDIT = st.decimals(min_value=0, max_value=1200, places=3)

# Loosely typed, so that whole numbers may stand for figures in what a test expects.
rangkaian: Any = modul_rangkaian.rangkaian


def t(teks: str) -> dt.date:
    return dt.date.fromisoformat(teks)


def hitung(jenis, regime=None, setelan=None, **masukan):
    kasus = {"id": "x", "jenis": jenis, "regime": regime, "masukan": masukan, "setelan": setelan or {}}
    (hasil,) = jalankan_kasus(baca_kasus(json.dumps({"kasus": [kasus]}).encode()))
    return hasil.data()


def galat(jenis, regime=None, **masukan):
    return {g["bidang"]: g["pesan"] for g in hitung(jenis, regime, **masukan).get("galat", [])}


# --- periods and waiting times ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sejak", "tanggal"),
    [
        ("2023-04-01", "2023-04-01"),
        ("2023-04-02", "2023-10-01"),
        ("2023-10-01", "2023-10-01"),
        ("2023-10-02", "2024-02-01"),
        ("2024-02-01", "2024-02-01"),
        ("2024-02-02", "2024-04-01"),
        ("2024-12-02", "2025-02-01"),
        ("2025-08-02", "2025-10-01"),
        ("2025-09-30", "2025-10-01"),
        ("2025-10-01", "2025-10-01"),
        ("2025-12-02", "2026-01-01"),
        ("2015-01-01", "2015-04-01"),
        ("2015-12-31", "2016-04-01"),
    ],
)
def test_the_period_on_or_after_a_day(sejak, tanggal):
    hasil = periode_kp(peraturan.periode_kp, t(sejak))
    assert (hasil.masa, hasil.tanggal) == (t(sejak), t(tanggal))
    assert hasil.langkah[0].sumber


@given(TANGGAL)
def test_a_period_is_the_first_of_a_month_and_never_before(hari):
    hasil = periode_kp(peraturan.periode_kp, hari).tanggal
    assert hari <= hasil
    assert hasil.day == 1
    assert periode_kp(peraturan.periode_kp, hasil).tanggal == hasil
    assert hasil <= periode_kp(peraturan.periode_kp, hari + dt.timedelta(days=1)).tanggal


def test_the_period_names_its_rule_set():
    assert hitung("periode_kp", tanggal="2024-06-02")["nilai"] == {"tanggal": "2024-08-01", "aturan": "periode_kp_2024"}
    assert hitung("periode_kp", tanggal="2023-10-02")["nilai"]["aturan"] == "periode_kp_2024"
    assert hitung("periode_kp", tanggal="2025-10-02")["langkah"][0]["sumber"] == "PerBKN 4/2025"
    setelan = {"periode_kp_lama:kp.bulan": [7]}
    assert hitung("periode_kp", setelan=setelan, tanggal="2015-01-01")["nilai"]["tanggal"] == "2015-07-01"


def test_a_calendar_without_months_is_told():
    kosong = peraturan.kunci("periode_kp_2025").dengan([Ketentuan("kp.bulan", (), "uji", Tanda.PROPOSED)])
    with pytest.raises(KetentuanTidakAda) as salah:
        periode_kp(lambda _hari: kosong, t("2030-01-01"))
    assert (salah.value.kunci, salah.value.jalur) == ("periode_kp_2025", "kp.bulan")
    with pytest.raises(PeraturanTidakAda):
        periode_kp(peraturan.periode_kp, t("1979-01-01"))


def test_first_of_the_month_and_anniversaries():
    assert [awal_bulan(t(h)) for h in ("2020-01-01", "2020-01-02", "2020-12-31")] == [
        t("2020-01-01"),
        t("2020-02-01"),
        t("2021-01-01"),
    ]
    assert tambah_tahun(t("2020-02-29"), 1) == t("2021-02-28")
    assert tambah_tahun(t("2020-02-29"), 4) == t("2024-02-29")


@pytest.mark.parametrize(
    ("tmt", "masa", "tanggal"),
    [
        ("2014-04-01", "2015-04-01", "2015-04-01"),
        ("2014-04-02", "2015-04-02", "2015-05-01"),
        ("2014-03-31", "2015-03-31", "2015-04-01"),
    ],
)
def test_a_level_takes_a_year(tmt, masa, tanggal):
    hasil = waktu_kj(S2003, t(tmt))
    assert (hasil.masa, hasil.tanggal) == (t(masa), t(tanggal))
    assert "1 tahun dalam jenjang" in str(hasil.alasan)
    assert hasil.langkah[0].sumber.endswith("slide 41")


@pytest.mark.parametrize(
    ("pangkat", "jabatan", "belajar", "masa", "tanggal"),
    [
        ("2013-10-01", "2015-01-01", False, "2016-01-01", "2016-04-01"),
        ("2013-04-01", "2013-04-01", False, "2015-04-01", "2015-04-01"),
        ("2013-04-02", "2013-04-01", False, "2015-04-02", "2015-10-01"),
        ("2013-04-01", "2014-04-02", False, "2015-04-02", "2015-10-01"),
        ("2013-04-01", "2014-04-01", False, "2015-04-01", "2015-04-01"),
        ("2013-04-01", "2013-04-01", True, "2017-04-01", "2017-04-01"),
    ],
)
def test_a_rank_takes_two_years_in_rank_and_one_in_the_position(pangkat, jabatan, belajar, masa, tanggal):
    hasil = waktu_kp(S2003, peraturan.periode_kp, tmt_pangkat=t(pangkat), tmt_jabatan=t(jabatan), tugas_belajar=belajar)
    assert (hasil.masa, hasil.tanggal) == (t(masa), t(tanggal))
    assert [str(satu.teks)[:7] for satu in hasil.langkah] == ["4 tahun" if belajar else "2 tahun", "1 tahun", "Periode"]


def test_a_rank_waits_for_the_day_from_which_it_may_be_given():
    hasil = waktu_kp(
        S2003,
        peraturan.periode_kp,
        tmt_pangkat=t("2010-04-01"),
        tmt_jabatan=t("2010-04-01"),
        sejak=t("2015-04-02"),
    )
    assert (hasil.masa, hasil.tanggal) == (t("2012-04-01"), t("2015-10-01"))


@pytest.mark.parametrize(
    ("pak", "tmt", "tanggal"),
    [
        ("2015-01-07", None, "2015-02-01"),
        ("2015-01-01", None, "2015-02-01"),
        ("2015-01-31", None, "2015-02-01"),
        ("2015-12-31", None, "2016-01-01"),
        ("2015-01-07", "2014-02-01", "2015-02-01"),
        ("2015-01-07", "2014-02-02", "2015-03-01"),
        ("2015-01-07", "2014-08-01", "2015-08-01"),
    ],
)
def test_a_level_begins_the_month_after_the_decision(pak, tmt, tanggal):
    assert tmt_kj(S2003, t(pak), None if tmt is None else t(tmt)).tanggal == t(tanggal)


def test_kind_tmt_kj():
    hasil = hitung("tmt_kj", "R2020", tanggal_pak="2022-01-07", tmt_jenjang="2021-06-01")
    assert hasil["nilai"] == {"tanggal": "2022-06-01", "paling_awal": "2022-06-01"}
    assert hitung("tmt_kj", "R2020", tanggal_pak="2022-01-07")["nilai"]["paling_awal"] is None
    assert list(galat("tmt_kj", "R2020", tanggal_pak="2022-01-07", tmt_jenjang="2022-01-08")) == ["masukan.tanggal_pak"]
    assert galat("tmt_kj", "R2020", tanggal_pak="2022-01-07", tmt_jenjang="2022-01-07") == {}


@pytest.mark.parametrize(
    ("isi", "putusan", "kata"),
    [
        ({"diminta": "2015-03-31"}, "ditolak", "paling awal 1 April 2015"),
        ({"diminta": "2015-04-01"}, "boleh", "boleh"),
        ({"diminta": "2015-05-15"}, "ditolak", "tanggal 1"),
        ({}, "dihitung", "paling awal 1 April 2015"),
    ],
)
def test_waiting_for_a_level(isi, putusan, kata):
    hasil = hitung("waktu_minimal", "R2003", kenaikan="KJ", tmt_jabatan="2014-04-01", **isi)
    assert hasil["putusan"] == putusan
    assert kata in hasil["alasan"][0]


@pytest.mark.parametrize(
    ("diminta", "putusan", "kata"),
    [
        ("2015-10-01", "ditolak", "paling awal 1 April 2016"),
        ("2016-04-01", "boleh", "boleh"),
        ("2016-05-01", "ditolak", "berikutnya 1 Oktober 2016"),
        ("2016-10-01", "boleh", "boleh"),
    ],
)
def test_waiting_for_a_rank(diminta, putusan, kata):
    masukan = {"kenaikan": "KP", "tmt_pangkat": "2013-10-01", "tmt_jabatan": "2015-01-01", "diminta": diminta}
    hasil = hitung("waktu_minimal", "R2003", **masukan)
    assert hasil["putusan"] == putusan
    assert kata in hasil["alasan"][0]


@pytest.mark.parametrize(
    ("isi", "bidang"),
    [
        ({"kenaikan": "KJ"}, "tmt_jenjang"),
        ({"kenaikan": "KP", "tmt_pangkat": "2013-10-01"}, "tmt_jabatan"),
        ({"kenaikan": "KP", "tmt_jabatan": "2013-10-01"}, "tmt_pangkat"),
        ({"kenaikan": "KJ", "tmt_jabatan": "2014-01-01", "tmt_jenjang": "2013-01-01"}, "tmt_jenjang"),
    ],
)
def test_waiting_needs_its_dates(isi, bidang):
    assert list(galat("waktu_minimal", "R2003", **isi)) == [f"masukan.{bidang}"]


def test_the_times_are_settings():
    masukan = {"kenaikan": "KP", "tmt_pangkat": "2013-04-01", "tmt_jabatan": "2013-04-01"}
    setelan = {"kenaikan_R2003:kp.tahun_pangkat": 3}
    assert hitung("waktu_minimal", "R2003", setelan, **masukan)["nilai"]["paling_awal"] == "2016-04-01"
    setelan = {"kenaikan_R2003:kp.tahun_jabatan": 4}
    assert hitung("waktu_minimal", "R2003", setelan, **masukan)["nilai"]["paling_awal"] == "2017-04-01"


# --- the chain of raises ---------------------------------------------------------------------------------------------

PERTAMA: dict[str, Any] = {
    "golongan": "III/a",
    "tmt_golongan": "2013-04-01",
    "jenjang": "Pertama",
    "tmt_jenjang": "2013-04-01",
    "angka_kredit": "203",
    "tanggal_pak": "2015-01-07",
    "prestasi_baik_tahun": 2,
}
MUDA: dict[str, Any] = {
    "golongan": "III/d",
    "tmt_golongan": "2022-04-01",
    "jenjang": "ahli_muda",
    "tmt_jenjang": "2020-02-01",
    "tmt_jabatan": "2014-04-01",
    "angka_kredit": "200",
    "tanggal_pak": "2024-01-10",
    "prestasi_baik_tahun": 2,
    "uji_kompetensi": True,
    "lowongan": True,
}


def rantai(regime, dasar, setelan=None, **ubah):
    hasil = hitung("kenaikan", regime, setelan, **{**dasar, **ubah})
    assert hasil.get("galat") is None, hasil
    return hasil


@pytest.mark.parametrize(
    ("ubah", "urutan"),
    [
        ({"angka_kredit": "149.999"}, None),
        ({"angka_kredit": "150"}, "KP III/b 2015-04-01"),
        ({"angka_kredit": "199.999"}, "KP III/b 2015-04-01"),
        ({"angka_kredit": "200"}, "KJ ahli_muda 2015-02-01; KP III/b 2015-04-01; KP III/c 2017-04-01"),
        ({"tanggal_pak": "2015-04-02"}, "KJ ahli_muda 2015-05-01; KP III/b 2015-10-01; KP III/c 2017-10-01"),
        (
            {"tmt_jenjang": "2014-09-01"},
            "KJ ahli_muda 2015-09-01; KP III/b 2015-10-01; KP III/c 2017-10-01",
        ),
        (
            {"tmt_jenjang": "2014-09-01", "tmt_jabatan": "2013-04-01"},
            "KP III/b 2015-04-01; KJ ahli_muda 2015-09-01; KP III/c 2017-04-01",
        ),
        ({"prestasi_baik_tahun": None}, "KP III/b 2015-04-01"),
        (
            {"angka_kredit": "300"},
            "KJ ahli_muda 2015-02-01; KP III/b 2015-04-01; KP III/c 2017-04-01; KP III/d 2019-04-01",
        ),
    ],
)
def test_r2003_chain(ubah, urutan):
    assert rantai("R2003", PERTAMA, **ubah)["nilai"]["rangkaian"] == urutan


def test_r2003_two_levels_at_once_wait_a_year_each():
    nilai = rantai("R2003", PERTAMA, angka_kredit="400")["nilai"]
    assert nilai["rangkaian"].startswith(
        "KJ ahli_muda 2015-02-01; KP III/b 2015-04-01; KJ ahli_madya 2016-02-01; KP III/c 2017-04-01"
    )
    assert (nilai["jenjang_akhir"], nilai["golongan_akhir"], nilai["banyak"]) == ("ahli_madya", "IV/a", "6")
    assert (nilai["kurang_kp"], nilai["kurang_kj"]) == ("150", "450")


def test_the_result_of_the_example_of_the_slides():
    hasil = rantai("R2003", PERTAMA)
    assert hasil["nilai"] == {
        "rangkaian": "KJ ahli_muda 2015-02-01; KP III/b 2015-04-01; KP III/c 2017-04-01",
        "banyak": "3",
        "kj_tujuan": "ahli_muda",
        "kj_tanggal": "2015-02-01",
        "kp_tujuan": "III/b",
        "kp_tanggal": "2015-04-01",
        "kp_kedua_tujuan": "III/c",
        "kp_kedua_tanggal": "2017-04-01",
        "golongan_akhir": "III/c",
        "jenjang_akhir": "ahli_muda",
        "wajib_tahun_pertama": "10.000",
        "kurang_kp": "97",
        "kurang_kj": "197",
    }
    assert len(hasil["peringatan"]) == 1
    assert "10,000" in hasil["peringatan"][0]
    assert [a for a in hasil["alasan"] if "mulai" in a] == [
        "Kenaikan jabatan ke Pranata Komputer Muda mulai 1 Februari 2015.",
        "Kenaikan pangkat ke Penata Muda Tingkat I (III/b) mulai 1 April 2015.",
        "Kenaikan pangkat ke Penata (III/c) mulai 1 April 2017.",
    ]
    assert [a for a in hasil["alasan"] if "kurang" in a] == [
        "Angka kredit 203 dari 400 untuk Pranata Komputer Madya, kurang 197.",
        "Angka kredit 203 dari 300 untuk Penata Tingkat I (III/d), kurang 97.",
    ]


def test_the_first_year_rule_can_block_until_its_credit_is_there():
    setelan = {"kenaikan_R2003:tahun_pertama.sikap": "tolak"}
    tertahan = rantai("R2003", PERTAMA, setelan)
    assert tertahan["nilai"]["rangkaian"] == "KJ ahli_muda 2015-02-01; KP III/b 2015-04-01"
    assert tertahan["nilai"]["wajib_tahun_pertama"] == "10.000"
    assert any("masih wajib" in a for a in tertahan["alasan"])
    assert rantai("R2003", PERTAMA, setelan, utama_baru="9.999")["nilai"]["wajib_tahun_pertama"] == "0.001"
    lengkap = rantai("R2003", PERTAMA, setelan, utama_baru="10")["nilai"]
    assert (lengkap["banyak"], lengkap["wajib_tahun_pertama"]) == ("3", None)


@pytest.mark.parametrize(("pak", "kali"), [("2014-03-31", 2), ("2014-04-01", 1)])
def test_the_first_year_ends_on_the_anniversary(pak, kali):
    hasil = rantai("R2003", PERTAMA, tanggal_pak=pak, angka_kredit="200")
    assert sum("tahun pertama" in p for p in hasil["peringatan"]) == kali


def test_a_late_decision_is_warned_about():
    def lambat(pak):
        hasil = rantai("R2003", PERTAMA, tanggal_pak=pak, angka_kredit="150")
        return [p for p in hasil.get("peringatan", []) if "lazimnya ditetapkan" in p]

    assert lambat("2015-01-31") == []
    assert "31 Januari 2015" in lambat("2015-02-01")[0]


def test_poor_appraisal_in_r2003():
    hasil = rantai("R2003", PERTAMA, prestasi_baik_tahun=0)
    assert hasil["putusan"] == "kp"
    assert "Prestasi kerja belum baik 1 tahun terakhir." in hasil["alasan"]
    assert any("menunggu kenaikan jabatan" in a for a in hasil["alasan"])
    madya = {**PERTAMA, "jenjang": "Madya", "golongan": "IV/a", "angka_kredit": "600", "pengembangan_profesi": 12}
    assert rantai("R2003", madya, prestasi_baik_tahun=0)["putusan"] == "tidak_ada"
    assert rantai("R2003", madya, prestasi_baik_tahun=1)["nilai"]["kp_tujuan"] == "IV/b"
    setelan = {"kenaikan_R2003:kp.prestasi_sikap": "tolak"}
    assert rantai("R2003", PERTAMA, setelan, prestasi_baik_tahun=1)["putusan"] == "kj"


@pytest.mark.parametrize(
    ("profesi", "urutan"),
    [
        (None, None),
        ("11.999", None),
        ("12", "KP IV/b 2015-04-01"),
        ("24", "KP IV/b 2015-04-01; KP IV/c 2017-04-01"),
    ],
)
def test_r2003_pengembangan_profesi_is_asked_for_each_rank(profesi, urutan):
    madya = {**PERTAMA, "jenjang": "Madya", "golongan": "IV/a", "angka_kredit": "700"}
    hasil = rantai("R2003", madya, pengembangan_profesi=profesi)
    assert hasil["nilai"]["rangkaian"] == urutan
    assert any("rofesi" in a for a in hasil["alasan"])


@pytest.mark.parametrize(
    ("regime", "golongan", "jenjang"), [("R2003", "III/d", "penyelia"), ("R2020", "IV/e", "ahli_utama")]
)
def test_the_top_is_the_end(regime, golongan, jenjang):
    hasil = rantai(regime, PERTAMA, golongan=golongan, jenjang=jenjang, angka_kredit="1100")
    assert (hasil["putusan"], hasil["nilai"]["kurang_kp"], hasil["nilai"]["kurang_kj"]) == ("tidak_ada", None, None)
    assert any("pangkat puncak" in a for a in hasil["alasan"])
    assert any("Tidak ada jenjang di atas" in a for a in hasil["alasan"])


@pytest.mark.parametrize("regime", ["R2020", "R2023"])
def test_inside_a_level_the_level_comes_first_and_the_rank_uses_the_same_credit(regime):
    profesi = {"pengembangan_profesi": 6}
    hasil = rantai(regime, MUDA, **profesi)
    assert hasil["nilai"]["rangkaian"] == "KJ ahli_madya 2024-02-01; KP IV/a 2024-04-01"
    assert hasil["putusan"] == "kj_dan_kp"
    assert (hasil["nilai"]["kurang_kp"], hasil["nilai"]["kurang_kj"]) == ("150", "450")
    lebih = rantai(regime, MUDA, angka_kredit="260", **profesi)["nilai"]
    assert (lebih["kurang_kp"], lebih["kurang_kj"]) == ("150", "450")


@pytest.mark.parametrize(
    ("regime", "ubah", "urutan", "kata"),
    [
        ("R2020", {"pengembangan_profesi": "5.9"}, None, "Pengembangan profesi 5,9 dari 6"),
        ("R2020", {}, None, "Pengembangan profesi belum diketahui"),
        ("R2020", {"pengembangan_profesi": 6, "lowongan": False}, None, "Tidak ada lowongan"),
        ("R2023", {"lowongan": False}, "KP IV/a 2024-04-01", "dalam jenjang yang sama"),
        ("R2023", {"lowongan": None}, None, "Lowongan pada jenjang Pranata Komputer Ahli Madya belum diketahui"),
        ("R2023", {"uji_kompetensi": False}, None, "belum lulus"),
        ("R2023", {"uji_kompetensi": None}, None, "Kelulusan uji kompetensi"),
        ("R2023", {"prestasi_baik_tahun": 0}, None, "Prestasi kerja belum baik 1 tahun"),
        ("R2023", {"golongan": "III/c"}, "KP III/d 2024-04-01; KJ ahli_madya 2024-04-01; KP IV/a 2026-04-01", "mulai"),
        ("R2023", {"golongan": "III/c", "angka_kredit": "99.999"}, None, "menunggu pangkat III/d; sekarang III/c"),
        (
            "R2023",
            {"golongan_awal": "III/d", "angka_kredit": "100"},
            "KJ ahli_madya 2024-02-01; KP IV/a 2024-04-01",
            "m",
        ),
        ("R2023", {"golongan_awal": "III/d", "angka_kredit": "100", "dengan_ak_dasar": True}, None, "kurang 100"),
        ("R2023", {"golongan": "IV/a"}, "KJ ahli_madya 2024-02-01", "mulai"),
        ("R2023", {"tugas_belajar": True}, "KJ ahli_madya 2024-02-01; KP IV/a 2026-04-01", "4 tahun"),
    ],
)
def test_inside_a_level_every_condition_has_its_reason(regime, ubah, urutan, kata):
    hasil = rantai(regime, MUDA, **ubah)
    assert hasil["nilai"]["rangkaian"] == urutan
    assert any(kata in a for a in (*hasil["alasan"], *(satu["teks"] for satu in hasil["langkah"])))


def test_one_rank_above_the_level_is_all_without_a_vacancy():
    hasil = rantai("R2023", MUDA, lowongan=False, angka_kredit="500")
    assert hasil["nilai"]["rangkaian"] == "KP IV/a 2024-04-01"
    assert any("menunggu kenaikan jabatan" in a for a in hasil["alasan"])
    assert hasil["nilai"]["jenjang_akhir"] == "ahli_muda"


def test_r2020_uses_the_table_of_the_diploma():
    dasar = {**PERTAMA, "golongan": "III/b", "angka_kredit": "50", "uji_kompetensi": True, "lowongan": True}
    isi = {"tanggal_pak": "2021-01-07", "tmt_golongan": "2019-04-01"}
    assert rantai("R2020", dasar, pendidikan="s2", **isi)["nilai"]["kj_tanggal"] == "2021-02-01"
    assert rantai("R2020", dasar, pendidikan="s1", **isi)["nilai"]["kj_tanggal"] is None


@pytest.mark.parametrize(
    ("regime", "ubah", "bidang"),
    [
        ("R2003", {"golongan": "IV/a"}, "golongan"),
        ("R2003", {"golongan": "II/d"}, "golongan"),
        ("R2020", {"golongan": "III/d"}, "golongan"),
        ("R2023", {"golongan": "II/d"}, "golongan"),
        ("R2020", {"jenjang": "pemula", "golongan": "II/a"}, "jenjang"),
        ("R2003", {"tmt_jenjang": "2012-01-01", "tmt_jabatan": "2013-01-01"}, "tmt_jenjang"),
        ("R2003", {"tanggal_pak": "2013-03-31"}, "tanggal_pak"),
        ("R2023", {"golongan_awal": "III/b"}, "golongan_awal"),
        ("R2023", {"golongan_awal": "III/c"}, "golongan_awal"),
        ("R2003", {"prestasi_baik_tahun": "dua"}, "prestasi_baik_tahun"),
    ],
)
def test_states_that_cannot_be(regime, ubah, bidang):
    assert list(galat("kenaikan", regime, **{**PERTAMA, **ubah})) == [f"masukan.{bidang}"]


@pytest.mark.parametrize("golongan", ["III/a", "III/b"])
def test_in_r2003_the_level_may_run_ahead_of_the_rank(golongan):
    assert galat("kenaikan", "R2003", **{**PERTAMA, "jenjang": "Muda", "golongan": golongan}) == {}


def _keadaan(ak, golongan="III/a", jenjang="ahli_pertama"):
    return Keadaan(
        golongan, t("2013-04-01"), jenjang, t("2013-04-01"), t("2013-04-01"), ak, t("2015-01-07"), 2, True, True
    )


@given(KREDIT, KREDIT, st.sampled_from(["R2003", "R2020", "R2023"]))
def test_more_credit_never_opens_less(satu, dua, regime):
    sedikit, banyak = sorted((satu, dua))
    aturan, syarat = peraturan.kunci(regime), peraturan.kunci(f"kenaikan_{regime}")
    a, b = (rangkaian(aturan, syarat, peraturan.periode_kp, _keadaan(ak)) for ak in (sedikit, banyak))
    assert len(a.kenaikan) <= len(b.kenaikan)


@given(KREDIT, st.sampled_from(["R2003", "R2020", "R2023"]))
def test_a_chain_runs_forward_and_ends_with_reasons(ak, regime):
    aturan, syarat = peraturan.kunci(regime), peraturan.kunci(f"kenaikan_{regime}")
    hasil = rangkaian(aturan, syarat, peraturan.periode_kp, _keadaan(ak))
    tanggal = [p.tanggal for p in hasil.kenaikan]
    assert tanggal == sorted(tanggal)
    assert all(p.tanggal > t("2015-01-07") and p.tanggal.day == 1 for p in hasil.kenaikan)
    assert all(p.tanggal is None and p.alasan for p in hasil.tertutup)
    pangkat = [p.tanggal for p in hasil.kenaikan if p.jenis == "KP"]
    assert all(tambah_tahun(a, 2) <= b for a, b in pairwise(pangkat))


# --- the regime of a date --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tanggal", "regime", "dupak"),
    [
        ("2003-07-01", "R2003", "ya"),
        ("2019-12-31", "R2003", "ya"),
        ("2020-01-01", "R2020", "ya"),
        ("2022-12-31", "R2020", "ya"),
        ("2023-01-01", "R2023", "tidak"),
    ],
)
def test_the_regime_of_a_day(tanggal, regime, dupak):
    hasil = hitung("regime", tanggal=tanggal)
    assert hasil["putusan"] == "satu"
    assert hasil["nilai"] == {
        "regime": regime,
        "regime_akhir": regime,
        "banyak": "1",
        "bagian": f"{regime} {tanggal}..{tanggal}",
        "dupak": dupak,
    }


def test_a_period_is_divided_where_the_rules_change():
    hasil = hitung("regime", tanggal="2019-12-31", sampai="2023-01-01")
    assert hasil["putusan"] == "terbagi"
    assert hasil["nilai"]["bagian"] == (
        "R2003 2019-12-31..2019-12-31; R2020 2020-01-01..2022-12-31; R2023 2023-01-01..2023-01-01"
    )
    assert (hasil["nilai"]["regime"], hasil["nilai"]["regime_akhir"]) == ("R2003", "R2023")
    assert list(galat("regime", tanggal="2020-01-02", sampai="2020-01-01")) == ["masukan.sampai"]
    assert list(galat("regime", tanggal="2003-06-30")) == ["masukan"]


@given(TANGGAL, TANGGAL)
def test_parts_of_a_period_join_without_gap(satu, dua):
    mulai, selesai = sorted((satu, dua))
    bagian = bagian_regime(peraturan.untuk, mulai, selesai)
    assert (bagian[0].mulai, bagian[-1].selesai) == (mulai, selesai)
    assert sum((b.selesai - b.mulai).days + 1 for b in bagian) == (selesai - mulai).days + 1
    assert all(b.aturan.berlaku_pada(b.mulai) and b.aturan.berlaku_pada(b.selesai) for b in bagian)
    if mulai < selesai:
        with pytest.raises(ValueError, match="mendahului"):
            bagian_regime(peraturan.untuk, selesai, mulai)


def test_every_regime_has_its_rules_on_raises():
    for regime, syarat in (("R2003", S2003), ("R2020", S2020), ("R2023", S2023)):
        kredit = peraturan.kunci(regime)
        assert (syarat.berlaku_mulai, syarat.berlaku_sampai) == (kredit.berlaku_mulai, kredit.berlaku_sampai)
        assert peraturan.kenaikan(kredit.berlaku_mulai) == syarat
