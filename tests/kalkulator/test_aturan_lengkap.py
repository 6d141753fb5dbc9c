"""Every figure of the regulations' tables, written down here once more, beside what the rule sets hold."""

import datetime as dt
from decimal import Decimal
from itertools import pairwise

import pytest

from workflow_app import peraturan
from workflow_app.kalkulator.berkas import penerima
from workflow_app.kalkulator.butir import faktor_jenjang
from workflow_app.kalkulator.kelayakan import kebutuhan_kj
from workflow_app.peraturan.aturan import Peraturan, Tanda
from workflow_app.peraturan.rute import penetap, pengusul, tim_penilai

D = Decimal
R2003, R2020, R2023 = (peraturan.kunci(k) for k in ("R2003", "R2020", "R2023"))
UMUM, TIM = peraturan.kunci("umum"), peraturan.kunci("tim")
KETERAMPILAN = ("pemula", "terampil", "mahir", "penyelia")
KEAHLIAN = ("ahli_pertama", "ahli_muda", "ahli_madya", "ahli_utama")
SEMUA = KETERAMPILAN + KEAHLIAN
BUKAN_UTAMA = SEMUA[:-1]
INSTANSI = ("bps", "bps_provinsi", "lpnk", "kementerian", "provinsi", "kabupaten_kota")


def tabel(aturan: Peraturan, jalur: str) -> dict[str, Decimal]:
    """The numbers directly below a path."""
    return {
        kunci: aturan.desimal(f"{jalur}.{kunci}") for kunci in aturan.anak(jalur) if aturan.memuat(f"{jalur}.{kunci}")
    }


def angka(**isi: str | int) -> dict[str, Decimal]:
    return {kunci: D(nilai) for kunci, nilai in isi.items()}


# --- names, levels and ranks -----------------------------------------------------------------------------------------


def test_levels_stand_in_two_categories_from_below():
    assert UMUM.daftar("kategori.keterampilan") == KETERAMPILAN
    assert UMUM.daftar("kategori.keahlian") == KEAHLIAN


@pytest.mark.parametrize(
    ("jenjang", "lama", "baru"),
    [
        ("pemula", "Pelaksana Pemula", "Pemula"),
        ("terampil", "Pelaksana", "Terampil"),
        ("mahir", "Pelaksana Lanjutan", "Mahir"),
        ("penyelia", "Penyelia", "Penyelia"),
        ("ahli_pertama", "Pertama", "Ahli Pertama"),
        ("ahli_muda", "Muda", "Ahli Muda"),
        ("ahli_madya", "Madya", "Ahli Madya"),
        ("ahli_utama", "Utama", "Ahli Utama"),
    ],
)
def test_old_and_new_names_of_levels(jenjang, lama, baru):
    assert R2003.teks(f"jenjang.{jenjang}.nama") == f"Pranata Komputer {lama}"
    assert R2020.teks(f"jenjang.{jenjang}.nama") == f"Pranata Komputer {baru}"
    assert R2023.teks(f"jenjang.{jenjang}.nama") == f"Pranata Komputer {baru}"


SAMA = {
    "mahir": ("III/a", "III/b"),
    "penyelia": ("III/c", "III/d"),
    "ahli_pertama": ("III/a", "III/b"),
    "ahli_muda": ("III/c", "III/d"),
    "ahli_madya": ("IV/a", "IV/b", "IV/c"),
    "ahli_utama": ("IV/d", "IV/e"),
}


@pytest.mark.parametrize(
    ("aturan", "pemula", "terampil"),
    [
        (R2003, ("II/a",), ("II/b", "II/c", "II/d")),
        (R2020, (), ("II/c", "II/d")),
        (R2023, ("II/a",), ("II/b", "II/c", "II/d")),
    ],
    ids=["R2003", "R2020", "R2023"],
)
def test_ranks_of_the_levels(aturan, pemula, terampil):
    isi = {jenjang: aturan.daftar(f"jenjang.{jenjang}.golongan") for jenjang in SEMUA}
    assert isi == {"pemula": pemula, "terampil": terampil, **SAMA}


def test_names_of_ranks():
    assert [UMUM.teks(f"pangkat.{g}") for g in UMUM.anak("pangkat")] == [
        "Pengatur Muda", "Pengatur Muda Tingkat I", "Pengatur", "Pengatur Tingkat I",
        "Penata Muda", "Penata Muda Tingkat I", "Penata", "Penata Tingkat I",
        "Pembina", "Pembina Tingkat I", "Pembina Utama Muda", "Pembina Utama Madya", "Pembina Utama",
    ]  # fmt: skip
    assert UMUM.anak("pangkat") == (
        "II/a", "II/b", "II/c", "II/d", "III/a", "III/b", "III/c", "III/d", "IV/a", "IV/b", "IV/c", "IV/d", "IV/e",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kunci", "mulai", "sampai"),
    [
        ("R2003", None, dt.date(2019, 12, 31)),
        ("R2020", dt.date(2020, 1, 1), dt.date(2022, 12, 31)),
        ("R2023", dt.date(2023, 1, 1), dt.date.max),
    ],
)
def test_regimes_follow_one_another(kunci, mulai, sampai):
    aturan = peraturan.kunci(kunci)
    assert mulai is None or aturan.berlaku_mulai == mulai
    assert aturan.berlaku_sampai == sampai


def test_claims_of_the_old_regimes_end_in_2023():
    for aturan in (R2003, R2020):
        assert aturan.tanggal("dupak.diterima_sampai") == dt.date(2023, 6, 30)
        assert aturan.tanggal("dupak.ditetapkan_sampai") == dt.date(2023, 12, 31)


def test_credit_accumulates_across_levels_only_in_the_conventional_regime():
    cara = [a.teks("akumulasi.cara") for a in (R2003, R2020, R2023)]
    assert cara == ["lintas_jenjang", "dalam_jenjang", "dalam_jenjang"]


# --- R2003 -----------------------------------------------------------------------------------------------------------

#: golongan: total, utama at least, penunjang at most
MINIMAL_TERAMPIL = {
    "II/a": (25, 20, 5),
    "II/b": (40, 32, 8),
    "II/c": (60, 48, 12),
    "II/d": (80, 64, 16),
    "III/a": (100, 80, 20),
    "III/b": (150, 120, 30),
    "III/c": (200, 160, 40),
    "III/d": (300, 240, 60),
}
MINIMAL_AHLI = {
    "III/a": (100, 80, 20),
    "III/b": (150, 120, 30),
    "III/c": (200, 160, 40),
    "III/d": (300, 240, 60),
    "IV/a": (400, 320, 80),
    "IV/b": (550, 440, 110),
    "IV/c": (700, 560, 140),
    "IV/d": (850, 680, 170),
    "IV/e": (1050, 840, 210),
}


@pytest.mark.parametrize(("kategori", "isi"), [("keterampilan", MINIMAL_TERAMPIL), ("keahlian", MINIMAL_AHLI)])
def test_cumulative_minimums_and_shares(kategori, isi):
    minimal = tabel(R2003, f"minimal.{kategori}")
    assert minimal == {golongan: total for golongan, (total, _, _) in isi.items()}
    for golongan, (_, utama, penunjang) in isi.items():
        assert minimal[golongan] * R2003.desimal("bagian.utama_minimal") == utama
        assert minimal[golongan] * R2003.desimal("bagian.penunjang_maksimal") == penunjang


def test_steps_between_ranks():
    terampil, ahli = (list(tabel(R2003, f"minimal.{k}").values()) for k in ("keterampilan", "keahlian"))
    assert [b - a for a, b in pairwise(terampil)] == [15, 20, 20, 20, 50, 50, 100]
    assert [b - a for a, b in pairwise(ahli)] == [50, 50, 100, 100, 150, 150, 150, 200]


def test_diplomas_in_r2003():
    assert tabel(R2003, "ijazah.keterampilan") == angka(slta=25, d1=25, d2=40, d3=60)
    assert {k: tabel(R2003, "gelar_lain.keahlian")[k] for k in ("s1", "s2", "s3")} == angka(s1=5, s2=10, s3=15)


def test_diplomas_of_experts_follow_the_catalogue_and_name_the_other_print():
    """One dump prints 75, 100 and 150; the catalogue, the slides and the minimums of III/a to III/c say otherwise."""
    assert tabel(R2003, "ijazah.keahlian") == angka(d4=100, s1=100, s2=150, s3=200)
    for ijazah in ("s1", "s2", "s3"):
        assert "75, 100, dan 150" in R2003.ketentuan(f"ijazah.keahlian.{ijazah}").catatan


def test_terms_of_raises_in_r2003():
    aturan = peraturan.kunci("kenaikan_R2003")
    assert (aturan.bulat("kj.tahun_jenjang"), aturan.bulat("kp.tahun_jabatan"), aturan.bulat("kp.tahun_pangkat")) == (
        1, 1, 2,
    )  # fmt: skip
    assert aturan.bulat("kj.prestasi_tahun") == 1
    assert aturan.daftar("kp.jenjang_perlu_prestasi") == ("ahli_madya", "ahli_utama")
    assert aturan.desimal("tahun_pertama.bagian") == D("0.20")
    assert aturan.bulat("tahun_pertama.bulan") == 12
    assert aturan.bulat("kp.tahun_pangkat_tugas_belajar") == 4


def test_yearly_minimum_at_the_top_rank_and_professional_development():
    assert tabel(R2003, "tahunan.puncak") == angka(penyelia=10, ahli_utama=25)
    assert R2003.ya("tahunan.puncak_dari_utama")
    assert tabel(R2003, "pengembangan_profesi.kp") == dict.fromkeys(("IV/a", "IV/b", "IV/c", "IV/d"), 12)
    assert not R2003.memuat("pengembangan_profesi.kj.ahli_muda")


def test_claims_once_a_year_and_work_of_more_than_a_year_is_void():
    for aturan in (R2003, R2020):
        assert aturan.bulat("dupak.paling_jarang_bulan") == 12
        assert aturan.bulat("hangus.bulan") == 12
        assert aturan.teks("hangus.acuan") == "tanggal_terima"


FAKTOR_TERAMPIL = {
    "pemula": ("1", "0.8", None, None),
    "terampil": ("1", "1", "0.8", None),
    "mahir": (None, "1", "1", "0.8"),
    "penyelia": (None, None, "1", "1"),
}
FAKTOR_AHLI = {
    "ahli_pertama": ("1", "0.8", None, None),
    "ahli_muda": ("1", "1", "0.8", None),
    "ahli_madya": (None, "1", "1", "0.8"),
    "ahli_utama": (None, None, "1", "1"),
}


@pytest.mark.parametrize("aturan", [R2003, R2020], ids=["R2003", "R2020"])
@pytest.mark.parametrize(("jenjang", "isi"), [(KETERAMPILAN, FAKTOR_TERAMPIL), (KEAHLIAN, FAKTOR_AHLI)])
def test_factors_for_work_of_another_level(aturan, jenjang, isi):
    for pegawai, faktor in isi.items():
        for butir, nilai in zip(jenjang, faktor, strict=True):
            assert faktor_jenjang(aturan, pegawai, butir).nilai == (None if nilai is None else D(nilai))
        for lain in set(SEMUA) - set(jenjang):
            assert faktor_jenjang(aturan, pegawai, lain).nilai is None
        assert faktor_jenjang(aturan, pegawai, "semua").nilai == 1
    assert aturan.ya("faktor.surat_tugas_bila_berbeda")


@pytest.mark.parametrize("aturan", [R2003, R2020], ids=["R2003", "R2020"])
def test_shares_of_written_works(aturan):
    assert tabel(aturan, "karya_tulis.utama") == {"1": 1, "2": D("0.60"), "3": D("0.50"), "4": D("0.40")}
    assert tabel(aturan, "karya_tulis.pembantu") == {"2": D("0.40"), "3": D("0.25"), "4": D("0.20")}
    assert aturan.bulat("karya_tulis.pembantu_terbanyak") == 3
    for banyak, pembantu in tabel(aturan, "karya_tulis.pembantu").items():
        assert aturan.desimal(f"karya_tulis.utama.{banyak}") + (int(banyak) - 1) * pembantu == 1


@pytest.mark.parametrize(
    ("kategori", "unsur"),
    [
        ("keterampilan", ["operasi_ti", "implementasi_ti"]),
        ("keahlian", ["implementasi_si", "analisis_perancangan_si", "kebijakan_si"]),
    ],
)
def test_elements_of_r2003(kategori, unsur):
    semua = [u for u in R2003.anak("unsur") if kategori in R2003.daftar(f"unsur.{u}.kategori")]
    assert semua == ["pendidikan_sekolah", "diklat", *unsur, "pengembangan_profesi", "penunjang"]
    assert [u for u in semua if R2003.teks(f"unsur.{u}.kelompok") == "penunjang"] == ["penunjang"]


# --- R2020 -----------------------------------------------------------------------------------------------------------

TANGGA = ("III/a", "III/b", "III/c", "III/d", "IV/a", "IV/b", "IV/c", "IV/d")
LANGKAH = dict(zip(TANGGA, (50, 50, 100, 100, 150, 150, 150, 200), strict=True))


@pytest.mark.parametrize(
    ("jalur", "isi"),
    [
        ("keterampilan.d3", {"II/c": 20, "II/d": 20, "III/a": 50, "III/b": 50, "III/c": 100}),
        ("keahlian.s1", LANGKAH),
        ("keahlian.s2", {g: LANGKAH[g] for g in TANGGA[1:]}),
        ("keahlian.s3", {g: LANGKAH[g] for g in TANGGA[2:]}),
    ],
)
def test_steps_by_education(jalur, isi):
    assert tabel(R2020, f"langkah.{jalur}") == isi


@pytest.mark.parametrize(
    ("jenjang", "golongan", "pendidikan", "kj"),
    [
        ("terampil", "II/c", "d3", 40),
        ("mahir", "III/a", "d3", 100),
        ("ahli_pertama", "III/a", "s1", 100),
        ("ahli_muda", "III/c", "s1", 200),
        ("ahli_madya", "IV/a", "s1", 450),
        ("ahli_pertama", "III/b", "s2", 50),
        ("ahli_muda", "III/c", "s3", 200),
    ],
)
def test_totals_to_the_next_level(jenjang, golongan, pendidikan, kj):
    perlu = kebutuhan_kj(R2020, golongan=golongan, jenjang=jenjang, pendidikan=pendidikan)
    assert perlu is not None
    assert perlu.nilai == kj


#: target, maintenance, top rank, cap
TAHUNAN = {
    "terampil": ("5", "4", None, "7.5"),
    "mahir": ("12.5", "10", None, "18.75"),
    "penyelia": ("25", None, "10", "37.5"),
    "ahli_pertama": ("12.5", "10", None, "18.75"),
    "ahli_muda": ("25", "20", None, "37.5"),
    "ahli_madya": ("37.5", "30", None, "56.25"),
    "ahli_utama": ("50", None, "25", "75"),
}


def test_yearly_figures_of_r2020():
    for kolom, nama in enumerate(("target", "pemeliharaan", "puncak")):
        isi = {j: D(baris[kolom] or 0) for j, baris in TAHUNAN.items() if baris[kolom] is not None}
        assert tabel(R2020, f"tahunan.{nama}") == isi
    for jenjang, (target, _, _, batas) in TAHUNAN.items():
        assert D(target) * R2020.desimal("tahunan.batas.bagian_target") == D(batas)
        assert R2020.desimal(f"tahunan.target.{jenjang}") == D(target)


def test_maintenance_is_four_fifths_of_the_target():
    for jenjang, nilai in tabel(R2020, "tahunan.pemeliharaan").items():
        assert nilai == R2020.desimal(f"tahunan.target.{jenjang}") * D("0.8")


def test_other_figures_of_r2020():
    assert tabel(R2020, "pengembangan_profesi.kj") == angka(mahir=4, ahli_muda=6, ahli_madya=12)
    assert not R2020.anak("pengembangan_profesi.kp")
    assert R2020.desimal("bagian.penunjang_maksimal") == D("0.20")
    assert R2020.desimal("ijazah.persen") == 25
    gelar = tabel(R2020, "gelar_lain.keahlian")
    assert {k: gelar[k] for k in ("d3", "s1", "s2", "s3")} == angka(d3=4, s1=5, s2=10, s3=15)
    aturan = peraturan.kunci("kenaikan_R2020")
    assert (aturan.bulat("kp.tahun_pangkat"), aturan.ya("kj.uji_kompetensi"), aturan.ya("kj.lowongan")) == (
        2, True, True,
    )  # fmt: skip
    assert R2020.anak("unsur") == (
        "tata_kelola", "infrastruktur", "sistem_informasi", "pengembangan_profesi", "penunjang",
    )  # fmt: skip


# --- R2023 -----------------------------------------------------------------------------------------------------------

#: coefficient, per rank, per level
KONVERSI = {
    "pemula": ("3.75", 15, 15),
    "terampil": ("5", 20, 60),
    "mahir": ("12.5", 50, 100),
    "penyelia": ("25", 100, None),
    "ahli_pertama": ("12.5", 50, 100),
    "ahli_muda": ("25", 100, 200),
    "ahli_madya": ("37.5", 150, 450),
    "ahli_utama": ("50", 200, None),
}


def test_coefficients_and_minimums():
    assert tabel(R2023, "koefisien") == {j: D(k) for j, (k, _, _) in KONVERSI.items()}
    assert tabel(R2023, "minimal.kp") == {j: kp for j, (_, kp, _) in KONVERSI.items()}
    assert tabel(R2023, "minimal.kj") == {j: kj for j, (_, _, kj) in KONVERSI.items() if kj is not None}
    assert R2023.ya("minimal.proporsional.berlaku")
    assert not R2023.ya("minimal.proporsional.dengan_ak_dasar")


@pytest.mark.parametrize(
    ("predikat", "persen", "nama_lain"),
    [
        ("sangat_baik", 150, ()),
        ("baik", 100, ()),
        ("butuh_perbaikan", 75, ("Cukup",)),
        ("kurang", 50, ("Misconduct",)),
        ("sangat_kurang", 25, ()),
    ],
)
def test_predicates(predikat, persen, nama_lain):
    assert R2023.desimal(f"predikat.{predikat}.persen") == persen
    assert R2023.daftar(f"predikat.{predikat}.nama_lain") == nama_lain
    assert len(R2023.anak("predikat")) == 5


def test_initial_credit():
    isi = {
        "pemula": {"II/a": 0},
        "terampil": {"II/b": 0, "II/c": 20, "II/d": 40},
        "mahir": {"III/a": 0, "III/b": 50},
        "penyelia": {"III/c": 0, "III/d": 100},
        "ahli_pertama": {"III/a": 0, "III/b": 50},
        "ahli_muda": {"III/c": 0, "III/d": 100},
        "ahli_madya": {"IV/a": 0, "IV/b": 150, "IV/c": 300},
        "ahli_utama": {"IV/d": 0, "IV/e": 200},
    }
    assert {j: tabel(R2023, f"ak_dasar.{j}") for j in R2023.anak("ak_dasar")} == isi


def test_other_figures_of_r2023():
    assert R2023.desimal("pendidikan.bagian_kp") == D("0.25")
    assert R2023.teks("pendidikan.predikat_minimal") == "baik"
    assert R2023.ya("pendidikan.tercatat_bkn")
    assert R2023.bulat("perpindahan.tahun_maksimal_puncak") == 3
    assert R2023.desimal("pelaksana_melebihi.masuk.ahli_pertama") == 100
    assert R2023.desimal("pelaksana_melebihi.lanjut.ahli_pertama") == 75
    assert R2023.bulat("pelaksana_melebihi.syarat_lanjut.tahun") == 1
    assert R2023.bulat("pengangkatan_kembali.tahun_maksimal") == 4
    assert [a.bulat("pembulatan.desimal") for a in (R2003, R2020, R2023)] == [3, 3, 3]
    aturan = peraturan.kunci("kenaikan_R2023")
    assert (aturan.bulat("kj.prestasi_tahun"), aturan.teks("kj.prestasi_minimal")) == (1, "baik")
    assert (aturan.ya("kj.uji_kompetensi"), aturan.ya("kj.lowongan"), aturan.ya("kp.tanpa_lowongan")) == (
        True, True, True,
    )  # fmt: skip
    assert aturan.bulat("kp.tahun_pangkat") == 2
    assert not R2023.anak("pengembangan_profesi")
    assert not R2023.anak("faktor")


@pytest.mark.parametrize(
    ("tanggal", "bulan"),
    [
        (dt.date(2023, 12, 31), (4, 10)),
        (dt.date(2024, 1, 1), (2, 4, 6, 8, 10, 12)),
        (dt.date(2025, 9, 30), (2, 4, 6, 8, 10, 12)),
        (dt.date(2025, 10, 1), tuple(range(1, 13))),
    ],
)
def test_periods_of_raises_in_rank(tanggal, bulan):
    (aturan,) = (
        a for a in peraturan.semua() if a.kunci.startswith("periode_kp") and a.berlaku_pada(tanggal)
    )  # one at a time
    assert aturan.daftar_bulat("kp.bulan") == bulan


# --- routes of appointment -------------------------------------------------------------------------------------------

USIA_53 = angka(
    terampil=53, mahir=53, penyelia=53, ahli_pertama=53, ahli_muda=53, ahli_madya=55, ahli_utama=60
)  # fmt: skip
USIA_56 = angka(terampil=56, mahir=56, penyelia=56, ahli_pertama=56, ahli_muda=56, ahli_madya=58)


@pytest.mark.parametrize(
    ("kunci", "rute", "usia"),
    [
        ("pengangkatan_2019", "perpindahan", USIA_53),
        ("pengangkatan_2019", "penyesuaian", USIA_56),
        ("pengangkatan_R2020", "perpindahan", USIA_53),
        ("pengangkatan_R2020", "utama_dari_jf_lain", angka(ahli_utama=63)),
        ("pengangkatan_R2023", "perpindahan", {**USIA_53, "pemula": D(53), "ahli_utama": D(63)}),
    ],
)
def test_age_limits(kunci, rute, usia):
    jalur = f"rute.{rute}.syarat.usia"
    aturan = peraturan.kunci(kunci)
    isi = {j: aturan.desimal(f"{jalur}.{j}") for j in aturan.anak(jalur) if j in SEMUA}
    assert isi == usia
    assert aturan.teks("usia.cara") == "ulang_tahun"


@pytest.mark.parametrize(
    ("kunci", "rute", "tahun_pengalaman", "tahun_prestasi"),
    [
        ("pengangkatan_2019", "pertama", None, 1),
        ("pengangkatan_2019", "perpindahan", 2, 2),
        ("pengangkatan_2019", "penyesuaian", 2, 2),
        ("pengangkatan_R2020", "pertama", None, 1),
        ("pengangkatan_R2020", "perpindahan", 2, 2),
        ("pengangkatan_R2020", "utama_dari_jf_lain", 2, 2),
        ("pengangkatan_R2020", "promosi", None, 2),
        ("pengangkatan_R2003", "pertama", None, 1),
        ("pengangkatan_R2003", "perpindahan", None, 1),
    ],
)
def test_years_of_experience_and_appraisal(kunci, rute, tahun_pengalaman, tahun_prestasi):
    aturan, jalur = peraturan.kunci(kunci), f"rute.{rute}.syarat"
    pengalaman = f"{jalur}.pengalaman.tahun"
    assert (aturan.bulat(pengalaman) if aturan.memuat(pengalaman) else None) == tahun_pengalaman
    assert aturan.bulat(f"{jalur}.prestasi.tahun") == tahun_prestasi


@pytest.mark.parametrize(
    ("kunci", "keterampilan"),
    [
        ("pengangkatan_R2003", "slta"),
        ("pengangkatan_2019", "slta"),
        ("pengangkatan_R2020", "d3"),
        ("pengangkatan_R2023", "slta"),
    ],
)
def test_education_of_a_first_appointment(kunci, keterampilan):
    jalur = "rute.pertama.syarat.pendidikan"
    aturan = peraturan.kunci(kunci)
    assert (aturan.teks(f"{jalur}.keterampilan"), aturan.teks(f"{jalur}.keahlian")) == (keterampilan, "s1")


def test_first_appointment_in_r2003_and_after():
    lama, baru = peraturan.kunci("pengangkatan_R2003"), peraturan.kunci("pengangkatan_R2020")
    golongan = [lama.teks(f"rute.pertama.syarat.golongan.{k}") for k in ("keterampilan", "keahlian")]
    assert golongan == ["II/a", "III/a"]
    assert lama.bulat("rute.perpindahan.syarat.usia.tahun_sebelum") == 5
    assert baru.bulat("rute.pertama.syarat.sejak_pns.tahun") == 1
    assert baru.bulat("rute.pertama.syarat.diklat_menyusul.tahun") == 3
    assert peraturan.kunci("pengangkatan_2019").bulat("rute.pertama.syarat.diklat_menyusul.tahun") == 3
    assert not baru.ya("rute.penyesuaian.dibuka")
    assert peraturan.kunci("karier").desimal("bidang_ti.bagian_minimal") == D("0.60")


# --- termination -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("alasan", "huruf", "kembali"),
    [
        ("mengundurkan_diri", "a", False),
        ("diberhentikan_sementara", "b", True),
        ("cltn", "c", True),
        ("tugas_belajar", "d", True),
        ("penugasan_penuh", "e", True),
        ("tidak_memenuhi_syarat", "f", False),
    ],
)
def test_six_grounds_and_who_may_return(alasan, huruf, kembali):
    for kunci in ("pemberhentian_R2020", "pemberhentian_R2023"):
        aturan, jalur = peraturan.kunci(kunci), f"alasan.{alasan}"
        assert aturan.teks(f"{jalur}.huruf") == huruf
        assert aturan.ya(f"{jalur}.dapat_kembali") is kembali
        assert aturan.ya(f"{jalur}.perlu_lowongan") is kembali
        assert len(aturan.anak("alasan")) == 6


def test_release_in_r2003_and_the_allowance():
    aturan, karier = peraturan.kunci("pemberhentian_R2003"), peraturan.kunci("karier")
    jalur = "alasan.angka_kredit_kurang"
    assert (aturan.bulat(f"{jalur}.tahun_dalam_pangkat"), aturan.bulat(f"{jalur}.tahun_pangkat_puncak")) == (5, 1)
    assert aturan.bulat(f"{jalur}.bulan_peringatan") == 6
    assert karier.bulat("tunjangan.bulan_berhenti") == 7
    assert karier.bulat("tunjangan.tugas_belajar_lebih_dari_bulan") == 6
    baru = peraturan.kunci("pemberhentian_R2020")
    assert baru.bulat("alasan.penugasan_penuh.tahun_penyesuaian") == 1
    assert baru.daftar("alasan.diberhentikan_sementara.putusan") == ("bebas", "percobaan")


# --- documents and posts ---------------------------------------------------------------------------------------------


def wajib(daftar: str) -> set[str]:
    prosedur, jalur = peraturan.kunci("prosedur"), f"daftar_periksa.{daftar}"
    return {kode for kode in prosedur.anak(jalur) if prosedur.ya(f"{jalur}.{kode}.wajib")}


def test_checklists_of_raises():
    umum = {"surat_usulan", "sk_pangkat", "pak", "prestasi_kerja"}
    assert wajib("kp") == umum
    assert wajib("kj") == umum | {"sk_jabatan", "uji_kompetensi"}
    prosedur = peraturan.kunci("prosedur")
    masuk = prosedur.daftar("daftar_periksa.kp.sk_jabatan.wajib_bila_golongan")
    assert masuk == ("II/b", "III/a", "III/c", "IV/a", "IV/d")
    bawah = {R2003.daftar(f"jenjang.{j}.golongan")[0] for j in SEMUA}
    assert set(masuk) == bawah - {"II/a"}


PENETAP_2003 = {
    "lpnk": ("kepala_pusat", "eselon_ii_ti"),
    "kementerian": ("kepala_pusat", "eselon_ii_ti"),
    "provinsi": ("gubernur", "eselon_ii_ti"),
    "kabupaten_kota": ("bupati_walikota", "eselon_ii_ti"),
}


@pytest.mark.parametrize("instansi", list(PENETAP_2003))
def test_who_determines_in_r2003(instansi):
    for jenjang in BUKAN_UTAMA:
        assert penetap(R2003, jenjang, instansi) == PENETAP_2003[instansi]
    assert penetap(R2003, "ahli_utama", instansi) == ("kepala_bps",)
    assert pengusul(R2003, "ahli_muda", instansi) == ("biro_kepegawaian", "eselon_ii_atasan")


def test_inside_bps_the_determining_post_of_r2003_is_our_proposal():
    assert R2003.ketentuan("penetap.bps.pejabat").tanda is Tanda.PROPOSED


@pytest.mark.parametrize("instansi", INSTANSI)
def test_who_determines_and_proposes_in_r2020(instansi):
    lpnk = instansi in ("bps", "bps_provinsi", "lpnk")
    assert penetap(R2020, "ahli_utama", instansi) == ("ppt_utama",)
    assert pengusul(R2020, "ahli_utama", instansi) == ("ppt_madya_kesekretariatan", "ppt_madya_ti")
    for jenjang in ("ahli_madya", "penyelia"):
        assert penetap(R2020, jenjang, instansi) == ("ppt_madya_kesekretariatan",)
        assert pengusul(R2020, jenjang, instansi) == ("ppt_pratama_kepegawaian", "ppt_pratama_ti")
    for jenjang in ("ahli_muda", "ahli_pertama", "mahir", "terampil"):
        pejabat = ("ppt_pratama_kepegawaian",) if lpnk else ("ppt_pratama_kepegawaian", "ppt_pratama_ti")
        assert penetap(R2020, jenjang, instansi) == pejabat
        assert pengusul(R2020, jenjang, instansi) == ("ppt_pratama_atasan",)


@pytest.mark.parametrize("instansi", INSTANSI)
def test_who_determines_in_r2023(instansi):
    for jenjang in SEMUA:
        assert penetap(R2023, jenjang, instansi) == ("pejabat_penilai_kinerja",)


@pytest.mark.parametrize("aturan", [R2003, R2020, R2023], ids=["R2003", "R2020", "R2023"])
def test_every_post_and_team_has_a_name(aturan):
    for nama in ("penetap", "pengusul"):
        for baris in aturan.anak(nama):
            for kode in aturan.daftar(f"{nama}.{baris}.pejabat"):
                assert UMUM.teks(f"pejabat.{kode}.label")
    for baris in TIM.anak("rute"):
        assert UMUM.teks(f"tim.{TIM.teks(f'rute.{baris}.tim')}.label")


@pytest.mark.parametrize("instansi", ["lpnk", "kementerian", "provinsi", "kabupaten_kota"])
@pytest.mark.parametrize("punya_tim", [True, False])
def test_who_assesses_outside_bps(instansi, punya_tim):
    for jenjang in BUKAN_UTAMA:
        assert tim_penilai(TIM, jenjang, instansi, punya_tim=punya_tim) == ("instansi" if punya_tim else "bps_pusat")
    assert tim_penilai(TIM, "ahli_utama", instansi, punya_tim=punya_tim) == "bps"


def test_who_assesses_inside_bps():
    for jenjang in BUKAN_UTAMA:
        assert tim_penilai(TIM, jenjang, "bps", punya_tim=False) == "bps_pusat"
        assert tim_penilai(TIM, jenjang, "bps_provinsi", punya_tim=False) == "bps_provinsi"
    assert {tim_penilai(TIM, "ahli_utama", i, punya_tim=False) for i in ("bps", "bps_provinsi")} == {"bps"}


@pytest.mark.parametrize(
    ("aturan", "asli", "tembusan"), [(R2003, 1, 6), (R2020, 1, 6), (R2023, 1, 4)], ids=["R2003", "R2020", "R2023"]
)
def test_originals_and_copies(aturan, asli, tembusan):
    assert (len(penerima(aturan, "asli")), len(penerima(aturan, "tembusan"))) == (asli, tembusan)


# --- team, plenary, calendar -----------------------------------------------------------------------------------------


def test_the_team():
    assert TIM.daftar("komposisi.pimpinan") == ("ketua", "wakil_ketua", "sekretaris")
    assert TIM.bulat("komposisi.anggota_minimal") == 4
    assert TIM.bulat("komposisi.masa_jabatan_tahun") == 3
    assert (TIM.teks("ganjil.R2003"), TIM.teks("ganjil.R2020")) == ("peringatan", "tolak")
    assert TIM.bulat("keanggotaan.masa_berturut_maksimal") == 2
    assert TIM.bulat("keanggotaan.jeda_masa") == 1
    assert TIM.bulat("keanggotaan.bulan_berhalangan_diganti") == 6
    assert TIM.ya("anggota.pangkat_minimal_setara_yang_dinilai")
    assert (TIM.teks("asal.ketua"), TIM.teks("asal.sekretaris")) == ("teknis", "kepegawaian")
    assert TIM.bulat("asal.pejabat_fungsional_minimal") == 2
    assert len(UMUM.anak("tim")) == 4  # a ministry's and a region's team are both `instansi`


def test_the_plenary_is_a_setting():
    prosedur = peraturan.kunci("prosedur")
    assert prosedur.desimal("kuorum.lebih_dari_bagian") == D("0.5")
    assert prosedur.daftar("kuorum.pimpinan_hadir") == ("ketua", "wakil_ketua")
    assert prosedur.bulat("penilaian.jumlah_penilai") == 2
    assert prosedur.daftar("putusan_sidang.cara") == ("mufakat", "suara_terbanyak")
    assert prosedur.ya("putusan_sidang.suara_ketua_menentukan")
    for jalur in ("kuorum.lebih_dari_bagian", "penilaian.toleransi_selisih", "putusan_sidang.suara_ketua_menentukan"):
        assert prosedur.ketentuan(jalur).tanda is Tanda.PROPOSED


def test_the_calendar():
    kalender = peraturan.kunci("kalender")
    assert kalender.bulat("batas_terima.bulan_sebelum_sidang") == 2
    assert tabel(kalender, "kp.bulan_tmt") == angka(periode_1=4, periode_2=10)
    assert tabel(kalender, "pak.bulan_terakhir") == angka(periode_1=1, periode_2=7)
    assert kalender.daftar_bulat("minggu.hari_pertama") == (1, 8, 15, 22)
    baris = ("berkas_diterima", "pemeriksaan", "penilaian", "sidang", "pembuatan_pak", "pengiriman_pak")
    isi = {
        1: ((9, 1, 11, 1), (11, 2, 11, 4), (12, 1, 12, 4), (1, 1, 1, 2), (1, 2, 1, 4), (2, 1, 2, 2)),
        2: ((3, 1, 5, 1), (5, 2, 5, 4), (6, 1, 6, 4), (7, 1, 7, 2), (7, 2, 7, 4), (8, 1, 8, 2)),
    }
    for periode, tahap in isi.items():
        assert kalender.anak(f"jadwal.periode_{periode}") == baris
        for nama, minggu in zip(baris, tahap, strict=True):
            assert kalender.daftar_bulat(f"jadwal.periode_{periode}.{nama}") == minggu


# --- contract people and competences ---------------------------------------------------------------------------------


def test_contract_people():
    kontrak = peraturan.kunci("kontrak")
    assert kontrak.anak("kesepakatan.butir") == (
        "keamanan_informasi", "kendali_akses", "penggunaan_fasilitas", "kerahasiaan",
    )  # fmt: skip
    assert kontrak.anak("pemantauan.cakupan") == ("surat_elektronik", "komunikasi_suara", "program", "berkas_data")
    assert {k: kontrak.bulat(f"berkala.{k}_bulan") for k in ("kebijakan", "kesepakatan", "hak_akses")} == {
        "kebijakan": 12, "kesepakatan": 3, "hak_akses": 3,
    }  # fmt: skip
    assert kontrak.ketentuan("berkala.kesepakatan_bulan").tanda is Tanda.PROPOSED
    assert kontrak.ketentuan("kesepakatan.butir.kerahasiaan.label").tanda is Tanda.SEED


def test_competences():
    kompetensi = peraturan.kunci("kompetensi")
    assert tabel(kompetensi, "pendidikan") == angka(d3=5, s1=6, s2=8, s3=9)
    assert "".join(kompetensi.anak("area")) == "ABCDEFGHIJKLMNOP"
    assert {d: "".join(kompetensi.daftar(f"domain_spbe.{d}")) for d in kompetensi.anak("domain_spbe")} == {
        "proses_bisnis": "GH",
        "arsitektur": "DI",
        "data_informasi": "AGKLO",
        "keamanan": "J",
        "aplikasi": "BEFM",
        "infrastruktur": "CNP",
    }
