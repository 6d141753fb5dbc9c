"""The figure and the source of every step: what an assessor is shown must be what was computed, and from which rule."""

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from tests.kalkulator.bantu_langkah import terbaca
from workflow_app import peraturan
from workflow_app.kalkulator.akumulasi import Angka, Baris, Kenaikan, Periode, akumulasi
from workflow_app.kalkulator.batas_tahunan import MasaJenjang, batas_tahun, nilai_tahun
from workflow_app.kalkulator.bawaan import bawaan
from workflow_app.kalkulator.bidang_ti import bidang_ti
from workflow_app.kalkulator.butir import faktor_jenjang, kredit_butir
from workflow_app.kalkulator.dasar import Langkah
from workflow_app.kalkulator.hangus import ACUAN, umur_kegiatan
from workflow_app.kalkulator.ijazah import baca_ijazah, gelar_lain, kredit_ijazah
from workflow_app.kalkulator.integrasi import integrasi
from workflow_app.kalkulator.jumlah import jumlah_per_unsur
from workflow_app.kalkulator.karya_tulis import karya_tulis, pembagian_penulis
from workflow_app.kalkulator.kebutuhan import (
    Kebutuhan,
    Kedudukan,
    kebutuhan_golongan,
    kebutuhan_jenjang,
    kebutuhan_kj,
    kebutuhan_kp,
    langkah_kp,
)
from workflow_app.kalkulator.kelayakan import KJ, KP, KreditDinilai, kelayakan_kredit
from workflow_app.kalkulator.kelayakan_konversi import Fakta, kelayakan_konversi
from workflow_app.kalkulator.kewajiban_dupak import kewajiban_dupak
from workflow_app.kalkulator.klaim import ButirKlaim, nilai_klaim
from workflow_app.kalkulator.konversi import konversi, peningkatan_pendidikan, predikat_dari
from workflow_app.kalkulator.minimal_konversi import minimal_kj, minimal_kp
from workflow_app.kalkulator.perpindahan import pelaksana_melebihi, pengangkatan_kembali, perpindahan
from workflow_app.kalkulator.selisih import selisih_nilai
from workflow_app.kalkulator.sidang import kuorum, putusan
from workflow_app.kalkulator.tahun_pertama import tahun_pertama
from workflow_app.kalkulator.tahunan import kewajiban_puncak, pangkat_puncak, pemeliharaan, target_tahunan
from workflow_app.kalkulator.usia import periksa_usia
from workflow_app.kalkulator.waktu_kenaikan import tmt_kj, waktu_kj
from workflow_app.peraturan.aturan import Ketentuan, KetentuanTidakAda, Peraturan, Tanda
from workflow_app.peraturan.unsur import daftar_unsur

D = Decimal
R2003, R2020, R2023 = (peraturan.kunci(k) for k in ("R2003", "R2020", "R2023"))
S2003 = peraturan.kunci("kenaikan_R2003")
S2023 = peraturan.kunci("kenaikan_R2023")
KARIER = peraturan.kunci("karier")

FAKTA = Fakta(R2023.anak("predikat")[0], True, True, D(9), D(9), D(9))


class Butir:
    def __init__(self, jenjang: str | None, angka_kredit: str | None = None, persen: str | None = None) -> None:
        self.jenjang = jenjang
        self.angka_kredit = None if angka_kredit is None else D(angka_kredit)
        self.persen = None if persen is None else D(persen)


def sama(langkah: Iterable[Langkah], aturan: Peraturan, harapan: Sequence[tuple[Any, str]]) -> None:
    """Compares steps with (figure, path of the rule or the source itself)."""
    assert [(s.nilai, s.sumber) for s in langkah] == [
        (None if nilai is None else D(nilai), aturan.sumber(jalur) if jalur and aturan.memuat(jalur) else jalur)
        for nilai, jalur in harapan
    ]


# --- items -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("butir", "nilai", "surat_tugas", "jalur"),
    [
        ("semua", 1, False, "faktor.semua_jenjang"),
        ("ahli_muda", 1, False, "faktor.setara"),
        ("ahli_madya", "0.8", True, "faktor.satu_di_atas"),
        ("ahli_pertama", 1, True, "faktor.satu_di_bawah"),
        ("ahli_utama", None, False, "faktor.setara"),
        ("mahir", None, False, ""),
        (None, None, False, ""),
    ],
)
def test_the_factor_of_a_level(butir, nilai, surat_tugas, jalur):
    faktor = faktor_jenjang(R2020, "ahli_muda", butir)
    assert faktor.nilai == (None if nilai is None else D(nilai))
    assert faktor.perlu_surat_tugas is surat_tugas
    sama([faktor.langkah], R2020, [(nilai, jalur)])


def test_an_item_and_its_steps():
    hasil: Any = kredit_butir(R2020, Butir("ahli_madya", "0.55"), D(3), "ahli_muda")
    assert (hasil.nilai, hasil.satuan, hasil.faktor) == (D("1.320"), D("0.55"), D("0.8"))
    assert (hasil.dapat_dinilai, hasil.perlu_surat_tugas) == (True, True)
    sama(hasil.langkah, R2020, [("0.8", "faktor.satu_di_atas"), ("1.32", "pembulatan.desimal")])


def test_an_item_in_percent_and_its_steps():
    hasil: Any = kredit_butir(R2020, Butir("semua", persen="25"), D(2), "ahli_muda", kebutuhan_kp=D(50))
    assert (hasil.nilai, hasil.satuan, hasil.faktor) == (D(25), D("12.5"), D(1))
    assert hasil.perlu_surat_tugas is False
    sama(hasil.langkah, R2020, [(1, "faktor.semua_jenjang"), ("12.5", ""), (25, "pembulatan.desimal")])


@pytest.mark.parametrize("butir", [Butir("semua", "1", persen="25"), Butir("semua")])
def test_an_item_that_earns_nothing_keeps_its_steps(butir):
    hasil: Any = kredit_butir(R2020, butir, D(2), "ahli_muda")
    assert (hasil.nilai, str(hasil.nilai), hasil.satuan, hasil.faktor) == (0, "0.000", 0, 0)
    assert (hasil.dapat_dinilai, hasil.perlu_surat_tugas) == (False, False)
    sama(hasil.langkah, R2020, [(1, "faktor.semua_jenjang"), (None, "")])


def test_no_units_earn_nothing_and_a_negative_volume_is_refused():
    assert kredit_butir(R2020, Butir("semua", "1"), D(0), "ahli_muda").dapat_dinilai
    with pytest.raises(ValueError, match="negatif"):
        kredit_butir(R2020, Butir("semua", "1"), D("-0.001"), "ahli_muda")


@pytest.mark.parametrize("selesai", [dt.date(2020, 1, 1), dt.date(2021, 8, 2)])
def test_the_age_of_work_names_its_sources(selesai):
    hasil: Any = umur_kegiatan(R2020, selesai, dt.date(2021, 8, 1))
    sama(hasil.langkah, R2020, [(None, "hangus.acuan"), (None, "hangus.bulan"), (None, "hangus.bulan")])
    assert hasil.alasan == hasil.langkah[-1].teks
    teks = [terbaca(satu.teks) for satu in hasil.langkah]
    assert teks[0] == f"Acuan: {ACUAN[R2020.teks('hangus.acuan')]} 1 Agustus 2021"
    assert "sebelum 1 Agustus 2021" in teks[1]


def test_the_first_day_that_still_counts_is_told_so():
    batas: Any = umur_kegiatan(R2020, dt.date(2021, 8, 1), dt.date(2021, 8, 1)).batas
    pas, sebelum = (umur_kegiatan(R2020, batas - dt.timedelta(days=n), dt.date(2021, 8, 1)) for n in (0, 1))
    assert (pas.hangus, sebelum.hangus) == (False, True)
    assert "masih dinilai" in str(pas.alasan)
    assert "hangus" in str(sebelum.alasan)


def test_sums_per_row_of_the_form():
    baris = [u.kode for u in daftar_unsur(R2020, "keahlian")]
    utama = next(u.kode for u in daftar_unsur(R2020, "keahlian") if u.kelompok == "utama")
    penunjang = next(u.kode for u in daftar_unsur(R2020, "keahlian") if u.kelompok == "penunjang")
    hasil: Any = jumlah_per_unsur(R2020, "keahlian", [(utama, D("1.5")), (penunjang, D("0.25")), (utama, D("0.125"))])
    assert list(hasil.per_unsur) == baris
    assert {k: n for k, n in hasil.per_unsur.items() if n} == {utama: D("1.625"), penunjang: D("0.25")}
    assert (hasil.utama, hasil.penunjang, hasil.total) == (D("1.625"), D("0.25"), D("1.875"))
    with pytest.raises(KeyError):
        jumlah_per_unsur(R2020, "keahlian", [("lain", D(1))])


# --- papers and diplomas ---------------------------------------------------------------------------------------------


def test_a_sole_author():
    bagi: Any = pembagian_penulis(R2020, 1, utama_diketahui=False)
    assert (bagi.penulis, bagi.utama, bagi.pembantu, bagi.setara, bagi.pembantu_dinilai) == (1, 1, None, None, 0)
    sama([bagi.langkah], R2020, [(1, "karya_tulis.utama.1")])


@pytest.mark.parametrize(
    ("penulis", "diketahui", "jalur"),
    [
        (2, True, "karya_tulis.utama.2"),
        (4, True, "karya_tulis.utama.4"),
        (5, True, "karya_tulis.pembantu_terbanyak"),
        (3, False, "karya_tulis.utama.3"),
    ],
)
def test_shares_name_their_rule(penulis, diketahui, jalur):
    sama([pembagian_penulis(R2020, penulis, utama_diketahui=diketahui).langkah], R2020, [(penulis, jalur)])


def test_shares_are_told_in_percent():
    assert "utama 60%, tiap pembantu 40%" in str(pembagian_penulis(R2020, 2, utama_diketahui=True).langkah.teks)
    pecah = R2020.dengan([Ketentuan("karya_tulis.utama.2", D("0.625"), "uji", Tanda.PROPOSED)])
    assert "utama 62.5%, tiap" in str(pembagian_penulis(pecah, 2, utama_diketahui=True).langkah.teks).replace(
        ",5", ".5"
    )
    setara: Any = pembagian_penulis(R2020, 3, utama_diketahui=False)
    assert (setara.utama, setara.pembantu, setara.pembantu_dinilai, setara.tidak_dinilai) == (None, None, 0, 0)


def test_a_joint_paper_and_its_steps():
    asal = "karya_tulis.utama.3"
    sama(
        karya_tulis(R2020, D("12.5"), 3).langkah,
        R2020,
        [(3, asal), ("6.25", asal), ("3.125", asal), ("12.5", "pembulatan.desimal")],
    )
    setara: Any = karya_tulis(R2020, D(10), 3, utama_diketahui=False)
    sama(setara.langkah, R2020, [(3, asal), ("3.333", asal), (10, "pembulatan.desimal")])
    assert (setara.jumlah, setara.selisih) == (D("9.999"), D("-0.001"))


@pytest.mark.parametrize("baru", ["s1", "s2"])
def test_a_degree_outside_the_field(baru):
    hasil: Any = gelar_lain(R2020, KARIER, jenjang="ahli_muda", lama="s1", baru=baru)
    jalur = f"gelar_lain.keahlian.{baru}" if hasil.dinilai else "gelar_lain.unsur"
    sama(hasil.langkah, R2020, [(hasil.nilai, jalur)])
    assert hasil.alih_kategori is False
    assert (hasil.unsur is None) is not hasil.dinilai


def test_a_degree_outside_the_field_that_no_table_knows():
    hasil: Any = gelar_lain(R2020, KARIER, jenjang="ahli_muda", lama="slta", baru="d1")
    assert (hasil.nilai, hasil.dinilai, hasil.unsur, hasil.alih_kategori) == (0, False, None, False)
    sama(hasil.langkah, R2020, [(0, "gelar_lain.unsur")])


@pytest.mark.parametrize("aturan", [R2003, R2020])
def test_a_diploma_in_percent_or_by_difference(aturan):
    hasil: Any = kredit_ijazah(aturan, KARIER, jenjang="ahli_muda", golongan="III/c", lama="s1", baru="s2")
    assert (hasil.dinilai, hasil.unsur, hasil.alih_kategori) == (True, aturan.teks("ijazah.unsur"), False)
    if aturan.memuat("ijazah.persen"):
        assert hasil.langkah[0].sumber
        assert hasil.nilai == hasil.langkah[0].nilai * aturan.desimal("ijazah.persen") / 100
        sama(hasil.langkah[1:], aturan, [(hasil.nilai, "ijazah.persen")])
    else:
        lama, baru = (f"ijazah.keahlian.{i}" for i in ("s1", "s2"))
        nilai = aturan.desimal(baru) - aturan.desimal(lama)
        sama(hasil.langkah, aturan, [(aturan.desimal(lama), lama), (aturan.desimal(baru), baru), (nilai, baru)])


@pytest.mark.parametrize(
    ("teks", "kode"),
    [
        ("Magister Komputer", "s2"),
        ("S 2 Ilmu Komputer", "s2"),
        ("s-1", "s1"),
        ("D-IV Komputasi Statistik", "d4"),
        ("D III Manajemen Informatika", "d3"),
        ("SMK", "slta"),
        ("Ilmu Komputer S2", None),
        (" ", None),
    ],
)
def test_a_diploma_is_read_from_the_first_words(teks, kode):
    assert baca_ijazah(teks) == kode


def test_a_diploma_above_the_category_is_the_way_to_the_other():
    hasil = kredit_ijazah(R2003, KARIER, jenjang="mahir", golongan="III/a", lama="d3", baru="s2")
    assert (hasil.dinilai, hasil.unsur, hasil.alih_kategori) == (False, None, True)
    sama(hasil.langkah, R2003, [(0, "ijazah.unsur")])


def test_a_diploma_in_percent_at_the_top_earns_nothing():
    aturan = next(a for a in (R2003, R2020) if a.memuat("ijazah.persen"))
    hasil: Any = kredit_ijazah(aturan, KARIER, jenjang="ahli_utama", golongan="IV/e", lama="s1", baru="s2")
    assert (hasil.nilai, hasil.dinilai, hasil.unsur, hasil.alih_kategori) == (0, False, None, False)
    sama(hasil.langkah, aturan, [(0, "ijazah.persen")])


# --- a year ----------------------------------------------------------------------------------------------------------


def test_a_year_names_its_rules():
    sama(target_tahunan(R2020, "ahli_muda", D(20)).langkah, R2020, [(20, "tahunan.target.ahli_muda")])
    sama(pemeliharaan(R2020, "ahli_muda", D(20)).langkah, R2020, [(20, "tahunan.pemeliharaan.ahli_muda")])
    sama(pemeliharaan(R2020, "ahli_utama", D(20)).langkah, R2020, [(None, "tahunan.target.ahli_utama")])
    puncak: Any = kewajiban_puncak(R2020, "ahli_utama", utama=D(20), penunjang=D(9))
    sama(puncak.langkah, R2020, [(20, "tahunan.puncak_dari_utama"), (20, "tahunan.puncak.ahli_utama")])
    assert (puncak.wajib, puncak.dihitung, puncak.kekurangan, puncak.kelebihan) == (25, 20, 5, 0)
    tanpa: Any = kewajiban_puncak(R2020, "ahli_muda", utama=D(20), penunjang=D(9))
    sama(tanpa.langkah, R2020, [(None, "tahunan.puncak_dari_utama")])
    assert (tanpa.wajib, tanpa.dihitung, tanpa.kekurangan, tanpa.kelebihan, tanpa.terpenuhi) == (None, 29, 0, 0, True)


@pytest.mark.parametrize(("angka_kredit", "kata"), [("24.999", "belum memenuhi"), (25, "memenuhi"), (26, "memenuhi")])
def test_a_year_is_told_to_suffice_exactly_when_it_does(angka_kredit, kata):
    hasil: Any = target_tahunan(R2020, "ahli_muda", D(angka_kredit))
    assert hasil.terpenuhi is (kata == "memenuhi")
    assert ("belum memenuhi" in str(hasil.alasan)) is not hasil.terpenuhi


def test_the_top_rank_is_the_last_of_its_level():
    tiga = R2020.dengan([Ketentuan("jenjang.ahli_utama.golongan", ("IV/c", "IV/d", "IV/e"), "uji", Tanda.PROPOSED)])
    assert pangkat_puncak(tiga, "ahli_utama") == "IV/e"
    assert pangkat_puncak(R2020, "ahli_madya") is None


def test_the_limit_of_a_year_in_two_levels():
    riwayat = [MasaJenjang(dt.date(2020, 1, 1), "ahli_pertama"), MasaJenjang(dt.date(2021, 4, 1), "ahli_muda")]
    batas: Any = batas_tahun(R2020, 2021, riwayat)
    assert (batas.tahun, batas.target, batas.batas) == (2021, D("21.875"), D("32.813"))
    bagian = "tahunan.batas.bagian_target"
    langkah = [("12.5", "tahunan.target.ahli_pertama"), (25, "tahunan.target.ahli_muda"), ("32.813", bagian)]
    sama(batas.langkah, R2020, langkah)
    hasil: Any = nilai_tahun(R2020, batas, D(40), D(30))
    sama(hasil.langkah, R2020, [*langkah, ("2.813", bagian)])
    assert (hasil.sudah, hasil.diajukan, hasil.diakui, hasil.gugur) == (30, 40, D("2.813"), D("37.187"))


# --- raises ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("golongan", "jumlah", "jenis", "gugur", "saldo"),
    [
        ("III/c", 100, KP, 0, 100),
        ("III/c", 120, KP, 0, 120),
        ("III/d", 150, KJ, 0, 150),
        ("III/d", 230, KJ, 30, 0),
        ("III/d", 200, KJ, 0, 0),
    ],
)
def test_what_is_carried_inside_a_level(golongan, jumlah, jenis, gugur, saldo):
    hasil: Any = bawaan(R2020, D(jumlah), Kedudukan(golongan, "ahli_muda"), jenis)
    assert hasil is not None
    assert (hasil.gugur, hasil.saldo_awal) == (gugur, saldo)
    perlu = hasil.kebutuhan
    sama(hasil.langkah, R2020, [(jumlah - perlu.nilai, perlu.sumber), (saldo, "akumulasi.cara")])


@pytest.mark.parametrize(
    ("jumlah", "jenis", "kata"),
    [
        (99, KP, "belum mencapai"),
        (100, KP, "dibawa di dalam jenjang"),
        (199, KJ, "belum mencapai"),
        (200, KJ, "Tidak ada kelebihan"),
        (201, KJ, "gugur"),
    ],
)
def test_what_is_carried_is_told(jumlah, jenis, kata):
    hasil: Any = bawaan(R2020, D(jumlah), Kedudukan("III/c" if jenis == KP else "III/d", "ahli_muda"), jenis)
    assert hasil is not None
    assert kata in str(hasil.alasan)


@pytest.mark.parametrize(("jumlah", "golongan"), [(149, "IV/b"), (150, "IV/c"), (151, "IV/c")])
def test_the_need_after_a_raise_in_rank_keeps_diploma_and_rank_of_entry(jumlah, golongan):
    hasil: Any = bawaan(R2020, D(jumlah), Kedudukan("IV/b", "ahli_madya", "s2", "IV/b"), KP)
    sesudah = {"golongan": golongan, "jenjang": "ahli_madya", "pendidikan": "s2", "golongan_awal": "IV/b"}
    assert hasil is not None
    assert hasil.kebutuhan.nilai == 150
    assert hasil.berikut_kp == kebutuhan_kp(R2020, **sesudah)
    assert hasil.berikut_kj == kebutuhan_kj(R2020, **sesudah)
    assert hasil.berikut_kp is not None
    assert hasil.berikut_kp.nilai == (150 if golongan == "IV/b" else 300)


@pytest.mark.parametrize("jumlah", [200, 201])
def test_the_need_after_a_raise_in_level_keeps_the_diploma(jumlah):
    hasil: Any = bawaan(R2020, D(jumlah), Kedudukan("III/b", "ahli_pertama", "s2"), KJ)
    assert hasil is not None
    assert hasil.berikut_kp == kebutuhan_kp(R2020, golongan="III/c", jenjang="ahli_muda", pendidikan="s2")
    assert hasil.berikut_kj == kebutuhan_kj(R2020, golongan="III/c", jenjang="ahli_muda", pendidikan="s2")


@pytest.mark.parametrize(("selisih", "jenjang"), [(-1, "ahli_pertama"), (0, "ahli_muda"), (1, "ahli_muda")])
def test_the_need_after_a_raise_in_level_across_levels(selisih, jenjang):
    di = Kedudukan("III/b", "ahli_pertama")
    perlu = kebutuhan_kj(R2003, golongan=di.golongan, jenjang=di.jenjang)
    assert perlu is not None
    hasil: Any = bawaan(R2003, perlu.nilai + selisih, di, KJ)
    assert hasil is not None
    assert hasil.berikut_kj == kebutuhan_kj(R2003, golongan="III/b", jenjang=jenjang)
    assert hasil.saldo_awal == perlu.nilai + selisih
    assert ("belum mencapai" in str(hasil.alasan)) is (selisih < 0)


def test_an_aim_and_its_steps():
    hasil: Any = kelayakan_kredit(R2020, KreditDinilai(D(70), D(40), D(5)), Kedudukan("III/d", "ahli_muda"))
    for sasaran in hasil.sasaran:
        langkah = [(70, "bagian.utama_minimal"), (sasaran.penunjang_diakui, "bagian.penunjang_maksimal")]
        sama(sasaran.langkah[:2], R2020, langkah)
        assert (sasaran.langkah[-1].nilai, sasaran.langkah[-1].sumber) != (None, "")
        assert sasaran.langkah[-1].nilai == sasaran.diakui
        assert sasaran.penunjang_diakui == min(D(40), sasaran.penunjang_maksimal)
        assert sasaran.penunjang_gugur == 40 - sasaran.penunjang_diakui
    assert hasil.jumlah == 110


@pytest.mark.parametrize(
    ("aturan", "jenis", "di", "kata"),
    [
        (R2003, KP, Kedudukan("IV/b", "ahli_madya"), "kenaikan pangkat"),
        (R2020, KJ, Kedudukan("III/d", "ahli_muda", None, "III/c"), "kenaikan jabatan"),
    ],
)
def test_missing_pengembangan_profesi_names_the_raise(aturan, jenis, di, kata):
    perlu = kebutuhan_golongan(aturan, di, "IV/c") if jenis == KP else kebutuhan_jenjang(aturan, di)
    assert perlu is not None

    def nilai(utama: Decimal, penunjang: Decimal, profesi: int) -> Any:
        hasil = kelayakan_kredit(aturan, KreditDinilai(utama, penunjang, D(profesi)), di)
        assert hasil.jumlah == utama + penunjang
        return hasil.kp if jenis == KP else hasil.kj

    seperlima = perlu.nilai / 5
    for utama, penunjang in ((perlu.nilai, D(0)), (perlu.nilai - seperlima, seperlima)):
        kurang = nilai(utama, penunjang, 2)
        assert (kurang.jumlah_terpenuhi, kurang.terpenuhi) == (True, False)
        assert "pengembangan profesi kurang" in str(kurang.alasan)
        assert kata in str(kurang.alasan)
        (asal,) = [s for s in kurang.langkah if "Pengembangan profesi" in str(s.teks)]
        assert (asal.nilai, bool(asal.sumber)) == (2, True)
        cukup = nilai(utama, penunjang, 40)
        assert cukup.profesi_kurang == 0
        assert "belum" not in str(cukup.alasan)
    jauh = nilai(perlu.nilai - 20, D(0), 2)
    assert "pengembangan profesi" not in str(jauh.alasan)
    assert "kurang 20" in str(jauh.alasan)


def test_a_rank_of_entry_above_the_level_leaves_no_need():
    assert kebutuhan_kj(R2020, golongan="III/b", jenjang="ahli_pertama", golongan_awal="IV/e") is None


@pytest.mark.parametrize("masuk", [{"pendidikan": "s2"}, {"golongan_awal": "III/b"}])
def test_diploma_and_rank_of_entry_shorten_the_ladder(masuk):
    di = {"golongan": "III/b", "jenjang": "ahli_pertama"}
    for perlu in (kebutuhan_kp, kebutuhan_kj):
        penuh, pendek = perlu(R2020, **di), perlu(R2020, **di, **masuk)
        assert penuh is not None
        assert pendek is not None
        assert (penuh.nilai, pendek.nilai) == (D(100), D(50))


def test_the_step_of_a_rank_is_that_of_the_diploma():
    assert langkah_kp(R2020, golongan="III/b", jenjang="ahli_pertama", pendidikan="s2") == 50
    kolom = R2020.dengan([Ketentuan("langkah.keahlian.s2.III/b", D(75), "uji", Tanda.PROPOSED)])
    assert langkah_kp(kolom, golongan="III/b", jenjang="ahli_pertama", pendidikan="s2") == 75
    assert langkah_kp(kolom, golongan="III/b", jenjang="ahli_pertama") == 50


def test_the_first_year_and_its_steps():
    def nilai(tercapai: dt.date, terkumpul: int) -> Any:
        return tahun_pertama(
            R2003,
            S2003,
            Kebutuhan(D(100), "asal"),
            tmt_pangkat=dt.date(2021, 4, 1),
            tmt_jabatan=dt.date(2021, 1, 1),
            tercapai=tercapai,
            utama_terkumpul=D(terkumpul),
        )

    bulan, bagian = "tahun_pertama.bulan", "tahun_pertama.bagian"
    dalam = nilai(dt.date(2022, 3, 31), 4)
    assert (dalam.berlaku, dalam.akhir, dalam.wajib, dalam.terkumpul) == (True, dt.date(2022, 3, 31), 20, 4)
    sama(dalam.langkah, S2003, [(None, bulan), (100, "asal"), (20, bagian), (4, bagian)])
    sesudah = nilai(dt.date(2022, 4, 1), 4)
    assert (sesudah.berlaku, sesudah.wajib, sesudah.terkumpul, sesudah.terpenuhi) == (False, 0, 4, True)
    sama(sesudah.langkah, S2003, [(None, bulan), (0, bagian)])
    cukup = nilai(dt.date(2022, 3, 31), 20)
    assert cukup.terpenuhi
    assert "memenuhi" in str(cukup.alasan)


def test_the_last_day_of_a_claim_that_is_due_is_in_time():
    def pada(hari_ini: dt.date) -> Any:
        return kewajiban_dupak(R2020, dt.date(2021, 1, 15), hari_ini)

    tempo = pada(dt.date(2021, 1, 15)).jatuh_tempo
    terakhir, besok = pada(tempo), pada(tempo + dt.timedelta(days=1))
    assert (terakhir.hari_tersisa, terakhir.terpenuhi, besok.hari_tersisa, besok.terpenuhi) == (0, True, -1, False)
    assert "terpenuhi" in str(terakhir.alasan)
    assert "terlambat 1 hari" in str(besok.alasan)
    sehari = pada(tempo - dt.timedelta(days=1))
    assert "terpenuhi" in str(sehari.alasan)
    for satu in (terakhir, besok):
        sama(satu.langkah, R2020, [(None, "dupak.paling_jarang_bulan")] * 2)


# --- a claim ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("isi", "jalur"),
    [
        ({"selesai": dt.date(2010, 1, 1)}, "hangus.bulan"),
        ({"kategori": "keterampilan"}, "faktor.setara"),
        ({"jenjang": "ahli_utama"}, "faktor.setara"),
        ({"jenjang": "ahli_madya"}, "faktor.surat_tugas_bila_berbeda"),
    ],
)
def test_an_item_of_a_claim_that_earns_nothing_names_its_rule(isi, jalur):
    butir = {"jenjang": "ahli_muda", "selesai": dt.date(2021, 8, 2), **isi}
    satu = ButirKlaim("Butir", "utama", angka_kredit=D(1), persen=None, volume=D(1), **butir)
    tanggal = dict.fromkeys(("tanggal_terima", "tanggal_batas", "tanggal_sidang"), dt.date(2021, 10, 1))
    (baris,) = nilai_klaim([(R2020, satu)], jenjang="ahli_muda", golongan="III/c", tanggal=tanggal).baris
    assert (baris.kredit, baris.per_satuan) == (D(0), D(0))
    sama([baris.langkah], R2020, [(0, jalur)])


# --- conversion ------------------------------------------------------------------------------------------------------


def test_a_conversion_and_its_steps():
    predikat = R2023.anak("predikat")[0]
    persen, koefisien = f"predikat.{predikat}.persen", "koefisien.ahli_muda"
    hasil: Any = konversi(R2023, "ahli_muda", predikat, 6)
    assert (hasil.persen, hasil.koefisien) == (R2023.desimal(persen), R2023.desimal(koefisien))
    assert hasil.nilai == R2023.desimal(persen) * R2023.desimal(koefisien) / 200
    sama(
        hasil.langkah,
        R2023,
        [(hasil.persen, persen), (hasil.koefisien, koefisien), (hasil.nilai, "konversi.bulanan")],
    )
    assert konversi(R2023, "ahli_muda", predikat, 0).nilai == 0
    assert konversi(R2023, "ahli_muda", predikat) == konversi(R2023, "ahli_muda", predikat, 12)


def test_a_higher_degree_and_its_steps():
    predikat = R2023.anak("predikat")
    sama(
        peningkatan_pendidikan(R2023, "ahli_muda", "s2", predikat[0], tercatat_bkn=True).langkah,
        R2023,
        [(25, "pendidikan.bagian_kp")],
    )
    tidak: Any = peningkatan_pendidikan(
        R2023, "ahli_muda", "s2", predikat[-1], tercatat_bkn=False, sudah_diberikan=["s2"]
    )
    assert (tidak.nilai, str(tidak.nilai), tidak.diberikan, len(tidak.alasan)) == (0, "0.000", False, 3)
    sama(tidak.langkah, R2023, [(None, "pendidikan.bagian_kp")] * 3)


def test_minimums_and_their_steps():
    kp: Any = minimal_kp(R2023, "ahli_muda", "III/d")
    kj: Any = minimal_kj(R2023, "ahli_muda", golongan_awal="III/d")
    penuh: Any = minimal_kj(R2023, "ahli_muda", golongan_awal="III/d", dengan_ak_dasar=True)
    assert kp is not None
    assert kj is not None
    assert penuh is not None
    assert (kp.nilai, kj.nilai, penuh.nilai) == (200, 100, 200)
    asal = "minimal.kj.ahli_muda"
    sama(kp.langkah, R2023, [(200, "minimal.kp.ahli_muda")])
    sama(kj.langkah, R2023, [(200, asal), (100, "minimal.proporsional.berlaku")])
    sama(penuh.langkah, R2023, [(200, asal), (200, "minimal.proporsional.dengan_ak_dasar")])
    biasa = minimal_kj(R2023, "ahli_muda", golongan_awal="III/c")
    assert biasa is not None
    sama(biasa.langkah, R2023, [(200, asal)])


def test_those_who_come_from_elsewhere_and_their_steps():
    predikat = R2023.anak("predikat")[0]
    pindah: Any = perpindahan(R2023, "ahli_muda", "III/d", predikat, 60, puncak=True)
    tahun = "perpindahan.tahun_maksimal_puncak"
    assert pindah.bulan_dihitung == R2023.bulat(tahun) * 12
    sama(pindah.langkah[:1], R2023, [(pindah.bulan_dihitung, tahun)])
    assert pindah.langkah[1:4] == konversi(R2023, "ahli_muda", predikat, pindah.bulan_dihitung).langkah
    sama(pindah.langkah[4:], R2023, [(pindah.ak_dasar, "ak_dasar.ahli_muda.III/d"), (pindah.nilai, tahun)])
    kembali: Any = pengangkatan_kembali(R2023, "ahli_muda", predikat, 7, D(3))
    batas: Any = "pengangkatan_kembali.tahun_maksimal"
    assert kembali.bulan_dihitung == 7
    sama([kembali.langkah[0], kembali.langkah[-1]], R2023, [(7, batas), (kembali.nilai, batas)])
    assert kembali.nilai == kembali.konversi + 3
    jenjang = R2023.anak("pelaksana_melebihi.masuk")[0]
    masuk, lanjut = (f"pelaksana_melebihi.{satu}.{jenjang}" for satu in ("masuk", "lanjut"))
    flat: Any = pelaksana_melebihi(R2023, jenjang)
    sama(flat.langkah, R2023, [(R2023.desimal(masuk), masuk), (R2023.desimal(lanjut), lanjut)])
    assert (flat.nilai, flat.nilai_lanjut) == (R2023.desimal(masuk), R2023.desimal(lanjut))


def test_conventional_credit_as_credit_of_the_level():
    dasar = "minimal.keahlian.III/c"
    hasil: Any = integrasi(
        R2003, R2020, jenjang="ahli_muda", konvensional=D("250.5"), pengembangan_profesi=D(4), golongan_awal="III/c"
    )
    assert (hasil.nilai_dasar, hasil.sebelum_potongan, hasil.angka_kredit) == (200, D("50.5"), D("46.5"))
    awal, langkah = hasil.langkah[0], hasil.langkah[1:]
    assert (awal.nilai, awal.sumber) == (200, R2003.sumber(dasar))
    assert terbaca(awal.teks) == "Nilai dasar III/c: 200"
    sama(langkah, R2020, [("50.5", "akumulasi.cara"), ("46.5", "akumulasi.cara"), ("46.5", "akumulasi.cara")])
    kurang: Any = integrasi(R2003, R2020, jenjang="ahli_muda", konvensional=D(190))
    assert (kurang.angka_kredit, kurang.kekurangan_dasar) == (0, 10)


# --- decisions -------------------------------------------------------------------------------------------------------


def test_a_quorum_and_its_steps():
    prosedur = peraturan.kunci("prosedur")
    hasil: Any = kuorum(prosedur, semua=7, hadir=3, kedudukan_hadir=["anggota"])
    assert (hasil.perlu, hasil.pimpinan, len(hasil.alasan)) == (4, False, 2)
    sama(hasil.langkah, prosedur, [(4, "kuorum.lebih_dari_bagian"), (3, "")])


@pytest.mark.parametrize(
    ("isi", "langkah"),
    [
        ({"setuju": 3, "tidak": 0, "mufakat": True}, [(None, "putusan_sidang.cara")]),
        ({"setuju": 3, "tidak": 2}, [(1, ""), (None, "putusan_sidang.cara")]),
        ({"setuju": 2, "tidak": 3}, [(-1, ""), (None, "putusan_sidang.cara")]),
        ({"setuju": 2, "tidak": 2}, [(0, ""), (None, "putusan_sidang.suara_ketua_menentukan")]),
        (
            {"setuju": 2, "tidak": 2, "ketua_setuju": True},
            [(0, ""), (None, "putusan_sidang.suara_ketua_menentukan")],
        ),
        (
            {"setuju": 2, "tidak": 2, "ketua_setuju": False},
            [(0, ""), (None, "putusan_sidang.suara_ketua_menentukan")],
        ),
    ],
)
def test_a_vote_and_its_steps(isi, langkah):
    prosedur = peraturan.kunci("prosedur")
    sama(putusan(prosedur, **isi).langkah, prosedur, langkah)


# --- the verdict at its border, and what reaches it ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("masuk", "kj", "kp"),
    [
        ({}, 200, 200),
        ({"golongan_awal": "III/d"}, 100, 100),
        ({"golongan_awal": "III/d", "dengan_ak_dasar": True}, 200, 200),
    ],
)
def test_rank_of_entry_and_base_credit_reach_the_need_of_a_raise(masuk, kj, kp):
    hasil: Any = kelayakan_konversi(
        R2023, S2023, angka_kredit=D(150), jenjang="ahli_muda", golongan="III/d", fakta=FAKTA, **masuk
    )
    assert (hasil.kj.kebutuhan, hasil.kp.kebutuhan) == (kj, kp)
    assert (hasil.kj.boleh, hasil.kp.boleh) == (kj == 100, kp == 100)
    if kj == 100:
        assert hasil.kj.langkah[-1].nilai == 150
        assert hasil.kj.langkah[-1].sumber == R2023.sumber("minimal.proporsional.berlaku")
        assert "Sesudah kenaikan jabatan" in str(hasil.kp.alasan[0])


def test_a_rank_inside_the_level_is_told_without_the_level():
    hasil: Any = kelayakan_konversi(
        R2023, S2023, angka_kredit=D(100), jenjang="ahli_muda", golongan="III/c", fakta=Fakta(tahun_pangkat=D(9))
    )
    assert hasil.kp.boleh is True
    assert "dapat diberikan" in str(hasil.kp.alasan[0])
    assert "Penata Tk. I" in str(hasil.kp.alasan[0]) or "III/d" in str(hasil.kp.alasan[0])
    assert hasil.kp.langkah[-1].nilai == 100
    assert all(s.sumber for s in (*hasil.kp.langkah, *hasil.kj.langkah))
    assert all(s.sumber for s in kelayakan_konversi_kurang().kj.langkah)


def kelayakan_konversi_kurang() -> Any:
    fakta = Fakta(predikat=R2023.anak("predikat")[-1], uji_kompetensi=False, lowongan=False)
    return kelayakan_konversi(R2023, S2023, angka_kredit=D(1), jenjang="ahli_muda", golongan="III/c", fakta=fakta)


def test_a_need_of_its_own_holds_for_one_raise():
    satu: Any = akumulasi(R2023, "ahli_pertama", D(30), [Kenaikan(KP, D(25)), Angka(D(40)), Kenaikan(KJ, D(60))])
    assert [(k.kebutuhan, k.jumlah, k.terpenuhi) for k in satu.kejadian] == [(25, 30, True), (60, 70, True)]
    sesudah: Any = akumulasi(R2023, "ahli_pertama", D(110), [Kenaikan(KJ), Kenaikan(KP, D(70))])
    assert [(k.kebutuhan, k.jumlah) for k in sesudah.kejadian] == [(100, 110), (70, 110)]


def test_base_credit_of_a_level_is_not_that_of_the_next():
    baris: list[Baris] = [Kenaikan(KJ), Angka(D(90)), Kenaikan(KJ)]
    hasil: Any = akumulasi(R2023, "ahli_pertama", D(100), baris, golongan_awal="III/b", dengan_ak_dasar=True)
    assert [k.kebutuhan for k in hasil.kejadian] == [100, 200]


def test_a_year_of_conversion_names_the_rule_of_the_months():
    predikat = R2023.anak("predikat")[0]
    hasil: Any = akumulasi(R2023, "ahli_muda", D(0), [Periode(None, predikat, 2023, 12)])
    sama(hasil.langkah, R2023, [(0, "akumulasi.cara"), (hasil.saldo, "konversi.bulanan")])


def test_conventional_credit_at_the_base_is_not_below_it():
    pas: Any = integrasi(R2003, R2020, jenjang="ahli_muda", konvensional=D(200))
    assert "di bawah nilai dasar" not in str(pas.alasan)
    assert (pas.angka_kredit, pas.kekurangan_dasar) == (0, 0)


def test_the_share_of_a_programme_is_rounded_half_up():
    satuan = D(1).scaleb(-KARIER.bulat("bidang_ti.desimal_persen"))
    hasil: Any = bidang_ti(KARIER, program_studi_ti=False, sks_ti=D(1), sks=D(16))
    assert (hasil.persen, hasil.persen.as_tuple().exponent) == (
        D("6.25").quantize(satuan, ROUND_HALF_UP),
        satuan.as_tuple().exponent,
    )
    sama(hasil.langkah, KARIER, [(hasil.persen, "bidang_ti.bagian_minimal")])
    langsung: Any = bidang_ti(KARIER, program_studi_ti=True, sks_ti=None, sks=None)
    sama(langsung.langkah, KARIER, [(None, "bidang_ti.bagian_minimal")])


def test_work_that_no_claim_takes_names_its_rule():
    satu = ButirKlaim("Butir", "utama", "ahli_muda", D(1), None, D(1), dt.date(2023, 8, 2))
    tanggal = dict.fromkeys(("tanggal_terima", "tanggal_batas", "tanggal_sidang"), dt.date(2030, 10, 1))
    for aturan in (R2020, R2023):
        (baris,) = nilai_klaim([(aturan, satu)], jenjang="ahli_muda", golongan="III/c", tanggal=tanggal).baris
        sama([baris.langkah], aturan, [(0, "dupak.diterima")])


@pytest.mark.parametrize(("golongan", "boleh"), [("IV/b", False), ("IV/c", True), ("IV/d", True)])
def test_the_top_rank_of_a_level_of_three(golongan, boleh):
    syarat = S2023.dengan([Ketentuan("kj.pangkat_puncak_jenjang", True, "uji", Tanda.PROPOSED)])
    hasil: Any = kelayakan_konversi(
        R2023, syarat, angka_kredit=D(900), jenjang="ahli_madya", golongan=golongan, fakta=FAKTA
    )
    assert hasil.kj.boleh is boleh


def test_the_top_rank_of_all_is_the_end_wherever_the_level_was_entered():
    assert minimal_kp(R2023, "ahli_utama", "IV/e", golongan_awal="IV/e") is None
    assert minimal_kp(R2023, "ahli_utama", "IV/d", golongan_awal="IV/d") is not None


@pytest.mark.parametrize("tulisan", ["sangat_ baik", "Sangat-Baik", " sangat  baik", "SANGAT_BAIK"])
def test_a_predicate_in_any_spelling(tulisan):
    assert predikat_dari(R2023, tulisan) == "sangat_baik"


def test_the_date_of_a_level_keeps_the_steps_before_it():
    hasil = tmt_kj(S2023, dt.date(2024, 3, 5), dt.date(2020, 3, 5))
    masa = waktu_kj(S2023, dt.date(2020, 3, 5))
    assert hasil.langkah[1:-1] == masa.langkah
    bulan = "kj.bulan_sesudah_pak"
    sama((hasil.langkah[0], hasil.langkah[-1]), S2023, [(None, bulan), (None, bulan)])


def test_a_level_without_ranks_cannot_be_converted():
    kosong = R2020.dengan([Ketentuan("jenjang.ahli_muda.golongan", (), "uji", Tanda.PROPOSED)])
    with pytest.raises(KetentuanTidakAda):
        integrasi(R2003, kosong, jenjang="ahli_muda", konvensional=D(250))
    hasil = integrasi(R2003, kosong, jenjang="ahli_muda", konvensional=D(250), golongan_awal="III/c")
    assert hasil.angka_kredit == 50


def test_marks_and_ages_name_their_rules():
    prosedur, pengangkatan = peraturan.kunci("prosedur"), peraturan.kunci("pengangkatan_R2020")
    sama(selisih_nilai(prosedur, [D(2), D(2)]).langkah, prosedur, [(0, ""), (2, "penilaian.toleransi_selisih")])
    usia = periksa_usia(pengangkatan, 53, dt.date(1980, 1, 1), dt.date(2021, 1, 1), "asal")
    sama(usia.langkah, pengangkatan, [(None, "asal"), (None, "usia.cara")])
