import csv
from decimal import Decimal
from pathlib import Path

import pytest

from workflow_app import peraturan
from workflow_app.kalkulator.butir import kredit_butir
from workflow_app.kalkulator.jumlah import jumlah_per_unsur
from workflow_app.peraturan import KetentuanTidakAda, PeraturanTidakAda
from workflow_app.peraturan.katalog import Katalog, KatalogSalah, baca_katalog, katalog

R2003, R2020 = katalog("R2003"), katalog("R2020")
KEPALA = "code,category,jenjang,unsur,sub_unsur,uraian,satuan_hasil,angka_kredit,kind,bukti_fisik,sumber_ak,catatan\n"
BARIS = "KA-I.1,keahlian,ahli_muda,Infrastruktur Teknologi Informasi,Jaringan,Judul,Laporan,0.5,tugas_jabatan,,a+b,\n"


def baca_teks(tmp_path: Path, isi: str) -> Katalog:
    berkas = tmp_path / "katalog.csv"
    berkas.write_text(isi, "utf-8")
    return baca_katalog(berkas, peraturan.kunci("R2020"))


def test_both_catalogues_are_complete():
    assert (len(R2020), len(R2003)) == (338, 224)
    assert {b.kategori for b in R2020} == {"keterampilan", "keahlian", "semua"}


def test_r2020_leaves_four_items_to_percent_and_knows_the_rest():
    persen = {b.kode: b.persen for b in R2020 if b.angka_kredit is None}
    assert persen == {"PP-IV.A": 25, "PN-V.C.2.a": 35, "PN-V.C.2.b": 25, "PN-V.C.2.c": 15}


def test_values_on_one_transcription_are_uncertain():
    assert {b.kode for b in R2020 if not b.pasti} == {
        "KT-III.B.2",
        "KT-III.B.3",
        "KA-III.B.1",
        "PP-IV.E.2.b",
        "PN-V.E.b",
        *(f"PP-IV.F.{huruf}" for huruf in "bcdefgh"),
    }


def test_inferred_levels_are_uncertain():
    butir = R2003.butir("KT-III.B.1")
    assert butir is not None
    assert (butir.jenjang, butir.pasti) == ("mahir", False)
    assert [b.kode for b in R2003 if b.jenjang is None and b.pasti] == []


def test_old_names_of_levels_become_the_codes_in_use():
    assert {b.jenjang for b in R2003} == {
        *("pemula", "terampil", "mahir", "penyelia"),
        *("ahli_pertama", "ahli_muda", "ahli_madya", "ahli_utama"),
        "semua",
        None,
    }


def test_education_of_r2003_is_split_as_the_form_prints_it():
    assert {b.unsur for b in R2003 if b.kind == "pendidikan"} == {"pendidikan_sekolah", "diklat"}


@pytest.mark.parametrize("daftar", [R2003, R2020], ids=["R2003", "R2020"])
def test_every_item_has_an_element_of_its_category(daftar):
    aturan = peraturan.kunci(daftar.regime)
    for butir in daftar:
        kategori = aturan.daftar(f"unsur.{butir.unsur}.kategori")
        assert butir.kategori in (*kategori, "semua")


def test_lookup_ignores_case_and_space():
    butir = R2020.butir(" pp-iv.e.2.C ")
    assert butir is not None
    assert (butir.kode, butir.angka_kredit) == ("PP-IV.E.2.c", Decimal(1))
    assert R2020.butir("KA-IX.1") is None


def test_tiny_units_keep_all_their_digits():
    butir = R2020.butir("KT-III.B.2")
    assert butir is not None
    assert str(butir.angka_kredit) == "0.000467"


def test_conversion_regime_has_no_catalogue():
    with pytest.raises(KetentuanTidakAda):
        katalog("R2023")
    with pytest.raises(PeraturanTidakAda):
        katalog("R1999")


def test_a_half_year_of_real_work_earns_what_its_owner_planned():
    kredit = []
    with Path("examples/skp_ahli_pertama_2021.csv").open(encoding="utf-8", newline="") as berkas:
        for baris in csv.DictReader(berkas):
            butir = R2020.butir(baris["code_2020"])
            assert butir is not None
            hasil = kredit_butir(peraturan.kunci("R2020"), butir, Decimal(baris["target_kuantitas"]), "ahli_pertama")
            assert hasil.nilai == Decimal(baris["angka_kredit_total"])
            kredit.append((butir.unsur, hasil.nilai))
    jumlah = jumlah_per_unsur(peraturan.kunci("R2020"), "keahlian", kredit)
    assert len(kredit) == 16
    assert (jumlah.total, jumlah.penunjang) == (Decimal("12.5"), Decimal(0))
    assert jumlah.per_unsur["pengembangan_profesi"] == 2


def test_reader_takes_a_sound_file(tmp_path):
    daftar = baca_teks(tmp_path, KEPALA + BARIS)
    assert [(b.unsur, b.jenjang, b.pasti) for b in daftar] == [("infrastruktur", "ahli_muda", True)]


@pytest.mark.parametrize(
    ("isi", "galat"),
    [
        (KEPALA + BARIS + BARIS, "dua kali"),
        (KEPALA + BARIS.replace("keahlian", "ahli"), "baris 2: 'ahli' bukan"),
        (KEPALA + BARIS.replace("ahli_muda", "ahli_tua"), "jenjang 'ahli_tua'"),
        (KEPALA + BARIS.replace("Infrastruktur", "Suprastruktur"), "unsur 'Suprastruktur"),
        (KEPALA + BARIS.replace("0.5", '"0,5"'), "angka '0,5'"),
        (KEPALA + BARIS.replace("0.5", "5e-1"), "angka '5e-1'"),
        (KEPALA + BARIS.replace("Judul", ""), "uraian kosong"),
        (KEPALA + BARIS.replace("Laporan,", ""), "jumlah kolom"),
        (KEPALA + BARIS.replace("Laporan,", "Laporan,lagi,"), "jumlah kolom"),
        (KEPALA.replace("kind", "jenis") + BARIS, "kind"),
    ],
)
def test_reader_refuses_anything_that_is_not_as_declared(tmp_path, isi, galat):
    with pytest.raises(KatalogSalah, match=galat):
        baca_teks(tmp_path, isi)


def test_hash_follows_the_file(tmp_path):
    semula = baca_teks(tmp_path, KEPALA + BARIS).sidik
    assert baca_teks(tmp_path, KEPALA + BARIS.replace("0.5", "0.6")).sidik != semula
