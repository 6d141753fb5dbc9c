"""Appointments, ages, fields of study, release and return."""

import datetime as dt
import itertools
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow_app import peraturan
from workflow_app.kalkulator.bidang_ti import bidang_ti
from workflow_app.kalkulator.jenis import baca_kasus, jalankan_kasus
from workflow_app.kalkulator.pemberhentian import alasan_dari, daftar_bukti, nama_alasan, tunjangan
from workflow_app.kalkulator.pengangkatan import _UKURAN, daftar_rute, nama_rute, rute_tertutup
from workflow_app.kalkulator.usia import batas_usia, periksa_usia, usia_penuh
from workflow_app.kalkulator.waktu_kenaikan import tambah_tahun

KARIER = peraturan.karier()
PENGANGKATAN = tuple(a for a in peraturan.semua() if a.kelompok == "pengangkatan")
PEMBERHENTIAN = tuple(a for a in peraturan.semua() if a.kelompok == "pemberhentian")
P2020 = peraturan.kunci("pengangkatan_R2020")
LENGKAP = {
    "pns": True,
    "integritas": True,
    "sehat": True,
    "ijazah": "s1",
    "golongan": "III/c",
    "bidang_ti": True,
    "diklat_fungsional": True,
    "uji_kompetensi": True,
    "lowongan": True,
    "syarat_pembina": True,
    "angka_kredit_cukup": True,
    "pernah_jpt": True,
    "rekam_jejak": True,
    "bebas_pelanggaran_etik": True,
    "bebas_hukuman_disiplin": True,
    "kelompok_suksesi": True,
    "inovasi": True,
    "standar_kompetensi": True,
    "prestasi_baik_tahun": 2,
    "pengalaman_tahun": 2,
    "tanggal_lahir": "1985-05-20",
    "usia_pensiun": 58,
    "tmt_pns": "2021-06-01",
    "jenjang_asal": "mahir",
}


def t(teks: str) -> dt.date:
    return dt.date.fromisoformat(teks)


def hitung(jenis, regime=None, setelan=None, **masukan):
    kasus = {"id": "x", "jenis": jenis, "regime": regime, "masukan": masukan, "setelan": setelan or {}}
    (hasil,) = jalankan_kasus(baca_kasus(json.dumps({"kasus": [kasus]}).encode()))
    return hasil.data()


def galat(jenis, regime=None, **masukan):
    return {g["bidang"]: g["pesan"] for g in hitung(jenis, regime, **masukan).get("galat", [])}


def syarat(rute, jenjang="ahli_muda", tanggal="2022-03-01", regime=None, setelan=None, **fakta):
    isi = {nama: nilai for nama, nilai in {**LENGKAP, **fakta}.items() if nilai is not None}
    hasil = hitung("syarat_pengangkatan", regime, setelan, rute=rute, jenjang=jenjang, tanggal=tanggal, fakta=isi)
    assert "galat" not in hasil, hasil
    return hasil


# --- the rule files --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("aturan", PENGANGKATAN, ids=lambda a: a.kunci)
def test_every_requirement_can_be_measured_and_every_fact_has_a_name(aturan):
    for rute in daftar_rute(aturan):
        assert str(nama_rute(aturan, rute))
        for kode in aturan.anak(f"rute.{rute}.syarat"):
            ukuran = aturan.teks(f"rute.{rute}.syarat.{kode}.ukuran")
            assert ukuran in _UKURAN
            assert ukuran != "fakta" or KARIER.memuat(f"fakta.{kode}.label")


def test_rules_of_appointment_and_release_follow_one_another_without_gap():
    for kelompok in (PENGANGKATAN, PEMBERHENTIAN):
        for satu, dua in itertools.pairwise(kelompok):
            assert satu.berlaku_sampai + dt.timedelta(days=1) == dua.berlaku_mulai
        assert kelompok[-1].berlaku_sampai == dt.date.max


@pytest.mark.parametrize(
    ("tanggal", "kunci"),
    [
        ("2019-07-31", "pengangkatan_R2003"),
        ("2019-08-01", "pengangkatan_2019"),
        ("2020-05-26", "pengangkatan_2019"),
        ("2020-05-27", "pengangkatan_R2020"),
        ("2023-06-30", "pengangkatan_R2020"),
        ("2023-07-01", "pengangkatan_R2023"),
    ],
)
def test_the_day_chooses_the_rules(tanggal, kunci):
    assert peraturan.pengangkatan(t(tanggal)).kunci == kunci
    assert syarat("pertama", tanggal=tanggal, tmt_pns="2019-05-01", golongan="III/d")["nilai"]["aturan"] == kunci


# --- age -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cara", "tanggal", "boleh", "terakhir"),
    [
        ("ulang_tahun", "2023-03-14", True, "2023-03-15"),
        ("ulang_tahun", "2023-03-15", True, "2023-03-15"),
        ("ulang_tahun", "2023-03-16", False, "2023-03-15"),
        ("tahun_penuh", "2023-03-16", True, "2024-03-14"),
        ("tahun_penuh", "2024-03-14", True, "2024-03-14"),
        ("tahun_penuh", "2024-03-15", False, "2024-03-14"),
    ],
)
def test_the_age_limit_on_its_days(cara, tanggal, boleh, terakhir):
    setelan = {"pengangkatan_R2020:usia.cara": cara}
    hasil = hitung("usia", "R2020", setelan, jenjang="ahli_muda", tanggal_lahir="1970-03-15", tanggal=tanggal)
    assert hasil["putusan"] == ("boleh" if boleh else "ditolak")
    assert (hasil["nilai"]["batas"], hasil["nilai"]["terakhir"]) == ("53", terakhir)
    assert hasil["langkah"][0]["teks"] == "Ulang tahun ke-53: 15 Maret 2023"
    assert hasil["langkah"][0]["sumber"].endswith("slide 80")


@pytest.mark.parametrize(("usia", "putusan"), [(52, "boleh"), (53, "boleh"), (54, "ditolak")])
@pytest.mark.parametrize("cara", ["ulang_tahun", "tahun_penuh"])
def test_an_age_in_years_is_that_birthday(usia, putusan, cara):
    setelan = {"pengangkatan_R2020:usia.cara": cara}
    hasil = hitung("usia", "R2020", setelan, jenjang="ahli_muda", usia=usia)
    assert hasil["putusan"] == putusan
    assert hasil["nilai"] == {"batas": "53", "usia": str(usia), "terakhir": None}


@pytest.mark.parametrize(
    ("kunci", "rute", "jenjang", "batas"),
    [
        ("pengangkatan_R2020", "perpindahan", "terampil", 53),
        ("pengangkatan_R2020", "perpindahan", "ahli_madya", 55),
        ("pengangkatan_R2020", "perpindahan", "ahli_utama", 60),
        ("pengangkatan_R2020", "utama_dari_jf_lain", "ahli_utama", 63),
        ("pengangkatan_2019", "penyesuaian", "ahli_muda", 56),
        ("pengangkatan_2019", "penyesuaian", "ahli_madya", 58),
        ("pengangkatan_2019", "penyesuaian", "ahli_utama", None),
        ("pengangkatan_R2023", "perpindahan", "ahli_utama", 63),
        ("pengangkatan_R2020", "pertama", "ahli_muda", None),
    ],
)
def test_limits_by_route_and_level(kunci, rute, jenjang, batas):
    assert batas_usia(peraturan.kunci(kunci), rute, jenjang) == batas


def test_a_limit_that_is_not_printed_is_said_so():
    hasil = hitung("usia", jenjang="ahli_utama", rute="penyesuaian", usia=59, tanggal="2020-01-15")
    assert hasil["putusan"] == "tidak_ditentukan"
    assert hasil["nilai"] == {"batas": None, "usia": None, "terakhir": None}


@pytest.mark.parametrize(
    ("isi", "bidang"),
    [
        ({"usia": 52}, "tanggal"),
        ({"usia": 52, "tanggal_lahir": "1970-01-01", "tanggal": "2022-01-01"}, "usia"),
        ({"tanggal": "2022-01-01"}, "usia"),
        ({"tanggal_lahir": "2022-01-01", "tanggal": "2022-01-01"}, "tanggal_lahir"),
        ({"usia": 14, "tanggal": "2022-01-01"}, "usia"),
        ({"usia": 101, "tanggal": "2022-01-01"}, "usia"),
        ({"usia": 52, "tanggal": "2022-01-01", "rute": "lamaran"}, "rute"),
    ],
)
def test_ages_that_cannot_be(isi, bidang):
    assert list(galat("usia", jenjang="ahli_muda", **isi)) == [f"masukan.{bidang}"]


def test_a_birthday_needs_the_day_of_the_appointment():
    assert list(galat("usia", "R2020", jenjang="ahli_muda", tanggal_lahir="1970-01-01")) == ["masukan.tanggal"]


@given(st.dates(dt.date(1940, 1, 1), dt.date(2005, 12, 31)), st.dates(dt.date(2006, 1, 1), dt.date(2060, 1, 1)))
def test_full_years_agree_with_birthdays(lahir, tanggal):
    usia = usia_penuh(lahir, tanggal)
    assert tambah_tahun(lahir, usia) <= tanggal < tambah_tahun(lahir, usia + 1)
    assert not periksa_usia(P2020, usia - 1, lahir, tanggal, "x").boleh
    assert periksa_usia(P2020, usia + 1, lahir, tanggal, "x").boleh


# --- field of study --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ti", "semua", "putusan", "persen"),
    [
        (84, 140, "bidang_ti", "60.0"),
        (83, 140, "bukan_bidang_ti", "59.3"),
        ("83.999", 140, "bukan_bidang_ti", "60.0"),
        (0, 140, "bukan_bidang_ti", "0.0"),
        (140, 140, "bidang_ti", "100.0"),
    ],
)
def test_the_share_is_judged_exactly_and_rounded_for_showing(ti, semua, putusan, persen):
    hasil = hitung("bidang_ti", sks_ti=ti, sks_total=semua)
    assert (hasil["putusan"], hasil["nilai"]["persen"]) == (putusan, persen)
    assert "60,0%" in hasil["alasan"][0]


def test_a_programme_of_the_field_decides_alone():
    hasil = hitung("bidang_ti", program_studi_ti=True, sks_ti=1, sks_total=140)
    assert (hasil["putusan"], hasil["nilai"]) == ("bidang_ti", {"persen": None})
    setelan = {"karier:bidang_ti.bagian_minimal": "0.5"}
    assert "galat" in hitung("bidang_ti", setelan=setelan, sks_ti=70, sks_total=140)
    assert hitung("bidang_ti", setelan={"karier:bidang_ti.bagian_minimal": 0.5}, sks_ti=70, sks_total=140)[
        "putusan"
    ] == ("bidang_ti")


@pytest.mark.parametrize(
    ("isi", "bidang"),
    [
        ({}, "sks_ti"),
        ({"sks_ti": 1}, "sks_total"),
        ({"sks_ti": 0, "sks_total": 0}, "sks_total"),
        ({"sks_ti": 141, "sks_total": 140}, "sks_ti"),
    ],
)
def test_credits_that_cannot_be(isi, bidang):
    assert list(galat("bidang_ti", **isi)) == [f"masukan.{bidang}"]
    with pytest.raises(ValueError, match="sks"):
        bidang_ti(
            KARIER,
            program_studi_ti=False,
            sks_ti=None if "sks_ti" not in isi else Decimal(isi["sks_ti"]),
            sks=None if "sks_total" not in isi else Decimal(isi["sks_total"]),
        )


# --- requirements ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rute", "jenjang", "tanggal", "banyak"),
    [
        ("pertama", "ahli_pertama", "2010-03-01", "5"),
        ("perpindahan", "ahli_pertama", "2010-03-01", "6"),
        ("alih_kategori", "ahli_pertama", "2010-03-01", "4"),
        ("pertama", "ahli_pertama", "2020-01-15", "7"),
        ("perpindahan", "ahli_muda", "2020-01-15", "9"),
        ("pertama", "ahli_pertama", "2022-03-01", "9"),
        ("perpindahan", "ahli_muda", "2022-03-01", "8"),
        ("perpindahan", "ahli_utama", "2022-03-01", "9"),
        ("alih_kategori", "ahli_pertama", "2022-03-01", "6"),
        ("utama_dari_jf_lain", "ahli_utama", "2022-03-01", "6"),
        ("promosi", "ahli_muda", "2022-03-01", "9"),
        ("perpindahan", "ahli_muda", "2024-03-01", "9"),
        ("promosi", "ahli_madya", "2024-03-01", "9"),
    ],
)
def test_who_has_everything_may_be_appointed_and_who_tells_nothing_is_asked(rute, jenjang, tanggal, banyak):
    tmt_pns = "2010-01-01" if tanggal < "2021" else "2021-06-01"
    hasil = syarat(rute, jenjang, tanggal, tmt_pns=tmt_pns)
    assert hasil["putusan"] == "memenuhi", hasil
    assert (hasil["nilai"]["banyak"], hasil["nilai"]["terpenuhi"]) == (banyak, banyak)
    assert hasil["alasan"] == ["Semua syarat terpenuhi."]
    kosong = syarat(rute, jenjang, tanggal, **dict.fromkeys(LENGKAP))
    assert kosong["putusan"] == "belum_lengkap"
    assert kosong["nilai"]["tidak_terpenuhi"] is None
    menyusul = 0 if kosong["nilai"]["menyusul"] is None else 1
    assert len(kosong["nilai"]["belum_diketahui"].split(", ")) + menyusul == int(banyak)
    assert all("belum diketahui" in a for a in kosong["alasan"])


@pytest.mark.parametrize(
    ("ubah", "kode", "kata"),
    [
        ({"pns": False}, "pns", "Berstatus PNS: belum terpenuhi"),
        ({"ijazah": "d3"}, "pendidikan", "Ijazah D3 di bawah S1"),
        ({"bidang_ti": False}, "bidang_ti", "bidang teknologi informasi: belum"),
        ({"uji_kompetensi": False}, "uji_kompetensi", "uji kompetensi: belum"),
        ({"pengalaman_tahun": "1.99"}, "pengalaman", "baru 1,99 tahun, perlu 2"),
        ({"prestasi_baik_tahun": 1}, "prestasi", "baru 1 tahun terakhir, perlu 2"),
        ({"lowongan": False}, "lowongan", "Lowongan kebutuhan jabatan: belum"),
        ({"tanggal_lahir": "1969-02-28"}, "usia", "melampaui 53 tahun"),
    ],
)
def test_every_requirement_of_a_transfer_fails_for_itself(ubah, kode, kata):
    hasil = syarat("perpindahan", **ubah)
    assert (hasil["putusan"], hasil["nilai"]["tidak_terpenuhi"]) == ("tidak_memenuhi", kode)
    assert len(hasil["alasan"]) == 1
    assert kata in hasil["alasan"][0]
    belum = syarat("perpindahan", **dict.fromkeys(ubah))
    assert (belum["putusan"], belum["nilai"]["belum_diketahui"]) == ("belum_lengkap", kode)


def test_everything_that_is_missing_is_told_at_once():
    hasil = syarat("perpindahan", pns=False, ijazah="d3", pengalaman_tahun=None)
    assert hasil["putusan"] == "tidak_memenuhi"
    assert hasil["nilai"]["tidak_terpenuhi"] == "pns, pendidikan"
    assert hasil["nilai"]["belum_diketahui"] == "pengalaman"
    assert len(hasil["alasan"]) == 3
    assert len(hasil["langkah"]) == int(hasil["nilai"]["banyak"])


@pytest.mark.parametrize(
    ("kunci", "jenjang", "ijazah", "boleh"),
    [
        ("R2003", "terampil", "slta", True),
        ("R2003", "ahli_pertama", "d3", False),
        ("R2003", "ahli_pertama", "d4", True),
        ("R2020", "terampil", "slta", False),
        ("R2020", "terampil", "d3", True),
        ("R2023", "terampil", "slta", True),
        ("R2023", "ahli_muda", "s1", True),
    ],
)
def test_the_lowest_diploma_by_regime(kunci, jenjang, ijazah, boleh):
    hasil = syarat("perpindahan", jenjang, regime=kunci, ijazah=ijazah)
    assert ("pendidikan" in (hasil["nilai"]["tidak_terpenuhi"] or "")) is not boleh


@pytest.mark.parametrize(
    ("ti", "diklat", "putusan"),
    [
        (True, False, "memenuhi"),
        (True, None, "memenuhi"),
        (False, True, "memenuhi"),
        (False, False, "tidak_memenuhi"),
        (False, None, "belum_lengkap"),
        (None, False, "belum_lengkap"),
        (None, True, "memenuhi"),
    ],
)
def test_a_diploma_of_the_field_saves_the_training(ti, diklat, putusan):
    hasil = syarat(
        "pertama", "ahli_pertama", "2010-03-01", bidang_ti=ti, diklat_fungsional=diklat, tmt_pns="2009-01-01"
    )
    assert hasil["putusan"] == putusan


@pytest.mark.parametrize(("golongan", "boleh"), [("II/d", False), ("III/a", True), ("III/b", True)])
def test_the_lowest_rank_of_r2003(golongan, boleh):
    hasil = syarat("pertama", "ahli_pertama", "2010-03-01", golongan=golongan, tmt_pns="2009-01-01")
    assert (hasil["nilai"]["tidak_terpenuhi"] is None) is boleh


@pytest.mark.parametrize(("tanggal", "boleh"), [("2022-06-01", True), ("2022-06-02", False)])
def test_the_first_appointment_comes_within_a_year_of_becoming_a_civil_servant(tanggal, boleh):
    hasil = syarat("pertama", "ahli_pertama", tanggal)
    assert (hasil["nilai"]["tidak_terpenuhi"] == "sejak_pns") is not boleh


def test_training_may_follow_the_first_appointment():
    hasil = syarat("pertama", "ahli_pertama", "2022-03-01", diklat_fungsional=False)
    assert (hasil["putusan"], hasil["nilai"]["menyusul"]) == ("memenuhi", "diklat_menyusul")
    assert hasil["peringatan"] == ["Diklat fungsional harus lulus paling lambat 1 Maret 2025."]
    assert "peringatan" not in syarat("pertama", "ahli_pertama", "2022-03-01")


@pytest.mark.parametrize(("lahir", "boleh"), [("1957-03-01", True), ("1957-02-28", False)])
def test_a_transfer_of_r2003_comes_five_years_before_retirement(lahir, boleh):
    hasil = syarat("perpindahan", "ahli_pertama", "2010-03-01", tanggal_lahir=lahir, tmt_pns="2009-01-01")
    assert (hasil["nilai"]["tidak_terpenuhi"] == "usia") is not boleh


@pytest.mark.parametrize(("golongan", "boleh"), [("III/b", False), ("III/c", True), ("IV/a", True)])
def test_the_move_between_categories_needs_the_rank_of_the_level(golongan, boleh):
    hasil = syarat("alih_kategori", "ahli_muda", golongan=golongan)
    assert (hasil["nilai"]["tidak_terpenuhi"] == "golongan") is not boleh


@pytest.mark.parametrize(("asal", "boleh"), [("terampil", False), ("mahir", True), ("penyelia", True)])
def test_the_move_of_r2003_starts_at_mahir(asal, boleh):
    hasil = syarat("alih_kategori", "ahli_pertama", "2010-03-01", jenjang_asal=asal, tmt_pns="2000-01-01")
    assert (hasil["nilai"]["tidak_terpenuhi"] == "jenjang_asal") is not boleh


def test_inpassing_is_closed_until_it_is_opened_for_its_window():
    tertutup = syarat("penyesuaian", tanggal="2020-01-15", tmt_pns="2010-01-01", uji_kompetensi=False)
    assert (tertutup["putusan"], tertutup["nilai"]["rute_dibuka"]) == ("ditutup", "tidak")
    assert tertutup["alasan"][0] == "Rute Penyesuaian (inpassing) tidak dibuka."
    assert len(tertutup["alasan"]) == 2
    buka = {"pengangkatan_2019:rute.penyesuaian.dibuka": True}
    assert syarat("penyesuaian", tanggal="2020-01-15", setelan=buka, tmt_pns="2010-01-01")["putusan"] == "memenuhi"
    sempit = {**buka, "pengangkatan_2019:rute.penyesuaian.masa.sampai": "2020-01-14"}
    hasil = syarat("penyesuaian", tanggal="2020-01-15", setelan=sempit, tmt_pns="2010-01-01")
    assert hasil["putusan"] == "ditutup"
    assert "hanya dibuka 1 Agustus 2019 sampai 14 Januari 2020" in hasil["alasan"][0]


def test_the_window_contains_its_first_and_last_day():
    dibuka = peraturan.kunci("pengangkatan_2019").dengan(
        [
            peraturan.Ketentuan("rute.penyesuaian.dibuka", True, "uji", peraturan.Tanda.PROPOSED),
            peraturan.Ketentuan("rute.penyesuaian.masa.mulai", t("2020-01-10"), "uji", peraturan.Tanda.PROPOSED),
            peraturan.Ketentuan("rute.penyesuaian.masa.sampai", t("2020-01-12"), "uji", peraturan.Tanda.PROPOSED),
        ]
    )
    hari = [dt.date(2020, 1, n) for n in range(9, 14)]
    assert [rute_tertutup(dibuka, "penyesuaian", h) is None for h in hari] == [False, True, True, True, False]
    assert rute_tertutup(dibuka, "perpindahan", t("2020-01-09")) is None


def test_an_age_that_the_rules_do_not_print_is_not_known():
    buka = {"pengangkatan_2019:rute.penyesuaian.dibuka": True}
    hasil = syarat("penyesuaian", "ahli_utama", "2020-01-15", setelan=buka, tmt_pns="2010-01-01")
    assert (hasil["putusan"], hasil["nilai"]["belum_diketahui"]) == ("belum_lengkap", "usia")


@pytest.mark.parametrize(
    ("ubah", "bidang"),
    [
        ({"rute": "lamaran"}, "rute"),
        ({"rute": "alih_kategori", "jenjang": "mahir"}, "jenjang"),
        ({"rute": "utama_dari_jf_lain"}, "jenjang"),
        ({"fakta": {"tanggal_lahir": "2022-03-02"}}, "fakta.tanggal_lahir"),
        ({"fakta": {"tmt_pns": "2022-03-02"}}, "fakta.tmt_pns"),
        ({"fakta": {"usia_pensiun": 14}}, "fakta.usia_pensiun"),
        ({"fakta": {"tinggi_badan": 170}}, "fakta.tinggi_badan"),
    ],
)
def test_applications_that_cannot_be(ubah, bidang):
    masukan = {"rute": "perpindahan", "jenjang": "ahli_muda", "tanggal": "2022-03-01", "fakta": {}, **ubah}
    assert list(galat("syarat_pengangkatan", **masukan)) == [f"masukan.{bidang}"]


# --- first credit and the move between categories --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kategori", "ijazah", "nilai"),
    [
        ("keterampilan", "slta", "25"),
        ("keterampilan", "d1", "25"),
        ("keterampilan", "d2", "40"),
        ("keterampilan", "d3", "60"),
        ("keterampilan", "s1", None),
        ("keahlian", "d3", None),
    ],
)
def test_first_credit_is_the_diploma(kategori, ijazah, nilai):
    hasil = hitung("angka_kredit_awal", "R2003", kategori=kategori, ijazah=ijazah)
    assert hasil["nilai"] == {"angka_kredit": nilai}
    assert hasil["putusan"] == ("ada" if nilai else "tidak_ada")


def test_first_credit_of_the_expert_category_is_the_figure_of_the_rule_set():
    for ijazah in ("s1", "d4", "s2", "s3"):
        hasil = hitung("angka_kredit_awal", "R2003", kategori="keahlian", ijazah=ijazah)
        assert hasil["nilai"]["angka_kredit"] == f"{peraturan.kunci('R2003').desimal(f'ijazah.keahlian.{ijazah}')}"


def test_the_move_keeps_a_share_of_the_main_elements_and_no_support():
    dasar = {"jenjang_asal": "mahir", "golongan": "III/a", "ijazah": "s1", "bidang_ti": True}
    hasil = hitung("alih_kategori", "R2003", **dasar, angka_kredit_utama="60", angka_kredit_penunjang="20")
    ijazah = peraturan.kunci("R2003").desimal("ijazah.keahlian.s1")
    assert hasil["putusan"] == "memenuhi"
    assert Decimal(hasil["nilai"]["angka_kredit"]) == 39 + ijazah
    assert (hasil["nilai"]["dari_utama"], Decimal(hasil["nilai"]["ijazah"])) == ("39.000", ijazah)
    setelan = {
        "pengangkatan_R2003:alih_kategori.bagian_utama": 1,
        "pengangkatan_R2003:alih_kategori.bagian_penunjang": 0.5,
    }
    ubah = hitung("alih_kategori", "R2003", setelan, **dasar, angka_kredit_utama="60", angka_kredit_penunjang="20")
    assert Decimal(ubah["nilai"]["angka_kredit"]) == 70 + ijazah
    assert any("Dari penunjang 20: 10,000" in satu["teks"] for satu in ubah["langkah"])


@pytest.mark.parametrize(
    ("regime", "ubah", "putusan", "tidak", "belum"),
    [
        ("R2003", {"jenjang_asal": "terampil"}, "tidak_memenuhi", "jenjang_asal", None),
        ("R2003", {"golongan": "II/d"}, "tidak_memenuhi", "golongan", None),
        ("R2003", {"ijazah": "d3"}, "tidak_memenuhi", "pendidikan", None),
        ("R2003", {"bidang_ti": False}, "belum_lengkap", None, "diklat_fungsional"),
        ("R2003", {"bidang_ti": False, "diklat_fungsional": True}, "memenuhi", None, None),
        ("R2020", {}, "belum_lengkap", None, "uji_kompetensi, lowongan, angka_kredit_cukup"),
        ("R2020", {"uji_kompetensi": True, "lowongan": True, "angka_kredit_cukup": True}, "memenuhi", None, None),
        ("R2023", {"uji_kompetensi": True, "lowongan": False}, "tidak_memenuhi", "lowongan", None),
    ],
)
def test_requirements_of_the_move(regime, ubah, putusan, tidak, belum):
    masukan = {"jenjang_asal": "mahir", "golongan": "III/a", "ijazah": "s1", "bidang_ti": True, **ubah}
    hasil = hitung("alih_kategori", regime, **masukan)
    assert hasil["putusan"] == putusan
    assert (hasil["nilai"]["tidak_terpenuhi"], hasil["nilai"]["belum_diketahui"]) == (tidak, belum)
    if regime != "R2003":
        assert hasil["nilai"]["angka_kredit"] is None
        assert "perpindahan" in hasil["peringatan"][0]


def test_the_move_goes_from_one_category_to_the_other():
    dasar = {"golongan": "III/a", "ijazah": "s1"}
    assert list(galat("alih_kategori", "R2003", jenjang_asal="ahli_muda", **dasar)) == ["masukan.jenjang_asal"]
    isi = {**dasar, "jenjang_asal": "mahir"}
    assert list(galat("alih_kategori", "R2003", **isi, jenjang="penyelia")) == ["masukan.jenjang"]
    assert list(galat("alih_kategori", "R2003", **isi, jenjang="ahli_utama")) == ["masukan.jenjang"]


# --- release, allowance, return --------------------------------------------------------------------------------------

KEMBALI = {"tanggal": "2022-03-01", "jenjang_terakhir": "ahli_muda", "berakhir": True, "lowongan": True}


@pytest.mark.parametrize(
    ("regime", "alasan", "isi", "putusan"),
    [
        ("R2020", "a", {}, "tidak_dapat"),
        ("R2020", "b", {"putusan": "bebas"}, "dapat"),
        ("R2020", "b", {"putusan": "percobaan"}, "dapat"),
        ("R2020", "b", {"putusan": "bersalah"}, "tidak_dapat"),
        ("R2020", "b", {}, "belum_lengkap"),
        ("R2020", "c", {}, "dapat"),
        ("R2020", "d", {}, "dapat"),
        ("R2020", "e", {}, "dapat"),
        ("R2020", "f", {}, "tidak_dapat"),
        ("R2020", "c", {"lowongan": False}, "tidak_dapat"),
        ("R2020", "c", {"lowongan": None}, "belum_lengkap"),
        ("R2020", "c", {"berakhir": False}, "tidak_dapat"),
        ("R2020", "c", {"berakhir": None}, "belum_lengkap"),
        ("R2003", "hukuman_disiplin", {"lowongan": None}, "dapat"),
        ("R2003", "angka kredit kurang", {"berakhir": False}, "tidak_dapat"),
        ("R2023", "cltn", {}, "dapat"),
        ("R2023", "tidak_memenuhi_syarat", {}, "tidak_dapat"),
    ],
)
def test_who_may_come_back(regime, alasan, isi, putusan):
    hasil = hitung("pengangkatan_kembali", regime, **{**KEMBALI, **isi}, alasan=alasan)
    assert hasil["putusan"] == putusan
    assert hasil["nilai"]["jenjang"] == ("ahli_muda" if putusan == "dapat" else None)
    assert hasil["alasan"]


def test_everything_against_a_return_is_told_at_once():
    hasil = hitung("pengangkatan_kembali", "R2020", **{**KEMBALI, "lowongan": False, "berakhir": False}, alasan="b")
    assert hasil["putusan"] == "tidak_dapat"
    assert len(hasil["alasan"]) == 3


def test_credit_on_coming_back_and_adjusting_the_level():
    hasil = hitung("pengangkatan_kembali", "R2020", **KEMBALI, alasan="e", angka_kredit="120", angka_kredit_baru="2.5")
    assert hasil["nilai"] == {
        "jenjang": "ahli_muda",
        "angka_kredit": "122.5",
        "penyesuaian_paling_awal": "2023-03-01",
        "alasan": "penugasan_penuh",
    }
    konversi = hitung("pengangkatan_kembali", "R2023", **KEMBALI, alasan="e", angka_kredit="120")
    assert konversi["nilai"]["angka_kredit"] is None
    assert hitung("pengangkatan_kembali", "R2020", **KEMBALI, alasan="c")["nilai"]["penyesuaian_paling_awal"] is None


def test_returns_that_cannot_be():
    assert list(galat("pengangkatan_kembali", **KEMBALI, alasan="bosan")) == ["masukan.alasan"]
    assert list(galat("pengangkatan_kembali", **KEMBALI, alasan="hukuman_disiplin")) == ["masukan.alasan"]
    assert list(galat("pengangkatan_kembali", **KEMBALI, alasan="c", putusan="bebas")) == ["masukan.putusan"]


@pytest.mark.parametrize("aturan", PEMBERHENTIAN, ids=lambda a: a.kunci)
def test_every_ground_has_a_name_and_evidence(aturan):
    for alasan in aturan.anak("alasan"):
        assert str(nama_alasan(aturan, alasan))
        assert daftar_bukti(aturan, alasan, ())
        assert alasan_dari(aturan, alasan.upper()) == alasan
    assert alasan_dari(aturan, "") is None
    assert alasan_dari(aturan, "C") == "cltn"


def test_release_lists_its_evidence():
    hasil = hitung("pemberhentian", "R2020", alasan="a", tanggal="2022-03-01", bukti=["permohonan", "pemeriksaan"])
    assert hasil["putusan"] == "belum_lengkap"
    assert hasil["nilai"] == {
        "alasan": "mengundurkan_diri",
        "sifat": "berhenti",
        "banyak": "4",
        "ada": "2",
        "kurang": "tidak_mampu, persetujuan_pembina",
        "dapat_kembali": "tidak",
    }
    assert hasil["alasan"] == [
        "Belum ada: Pernyataan tidak dapat lagi melaksanakan tugas jabatan.",
        "Belum ada: Persetujuan instansi pembina.",
    ]
    lengkap = hitung(
        "pemberhentian", "R2003", alasan="hukuman_disiplin", tanggal="2015-01-01", bukti=["keputusan_hukuman"]
    )
    assert (lengkap["putusan"], lengkap["nilai"]["sifat"], lengkap["nilai"]["kurang"]) == ("lengkap", "sementara", None)
    assert list(galat("pemberhentian", "R2020", alasan="a", tanggal="2022-03-01", bukti=["surat"])) == [
        "masukan.bukti.0"
    ]
    assert list(galat("pemberhentian", "R2020", alasan="z", tanggal="2022-03-01")) == ["masukan.alasan"]


@pytest.mark.parametrize(
    ("tanggal", "regime"), [("2019-07-31", "sementara"), ("2019-08-01", "berhenti"), ("2024-01-01", "berhenti")]
)
def test_the_day_chooses_the_rules_of_release(tanggal, regime):
    assert hitung("pemberhentian", alasan="cltn", tanggal=tanggal)["nilai"]["sifat"] == regime


@pytest.mark.parametrize(
    ("pembebasan", "berhenti", "terakhir"),
    [
        ("2021-03-01", "2021-09-01", "2021-08-01"),
        ("2021-03-31", "2021-09-01", "2021-08-01"),
        ("2021-04-01", "2021-10-01", "2021-09-01"),
        ("2021-08-15", "2022-02-01", "2022-01-01"),
    ],
)
def test_the_allowance_stops_in_the_seventh_month(pembebasan, berhenti, terakhir):
    hasil = hitung("tunjangan", tanggal_pembebasan=pembebasan)
    assert hasil["nilai"] == {"berhenti": berhenti, "bulan_terakhir": terakhir}
    assert hasil["langkah"][0]["teks"] == "Bulan pembebasan dihitung sebagai bulan ke-1."
    setelan = {"karier:tunjangan.bulan_pembebasan_dihitung": False}
    lain = hitung("tunjangan", setelan=setelan, tanggal_pembebasan=pembebasan)
    assert lain["nilai"]["bulan_terakhir"] == berhenti
    assert "Bulan sesudah" in lain["langkah"][0]["teks"]
    assert tunjangan(KARIER, t(pembebasan)).berhenti == t(berhenti)


@pytest.mark.parametrize(("lama", "putusan"), [(6, "tetap"), (7, "dihentikan")])
def test_short_studies_release_nobody(lama, putusan):
    hasil = hitung("tunjangan", tanggal_pembebasan="2021-03-01", lama_bulan=lama)
    assert hasil["putusan"] == putusan
    assert (hasil["nilai"]["berhenti"] is None) is (putusan == "tetap")
