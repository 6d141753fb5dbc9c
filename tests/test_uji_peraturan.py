"""What the trial of corrected rules says about a figure: no case uses it, or cases use it and nothing changes."""

from dataclasses import replace
from decimal import Decimal

import pytest

from workflow_app.peraturan import berlaku
from workflow_app.peraturan.aturan import Ketentuan, Nilai, Tanda
from workflow_app.peraturan.berlaku import Potret
from workflow_app.peraturan.terbaca import mencatat
from workflow_app.services.uji_peraturan import HasilUji, jalankan


def dengan(kunci: str, **isi: Nilai) -> Potret:
    """The rules in force with other figures: `dengan("R2020", faktor__setara=Decimal(2))`."""
    aturan = berlaku.kini().per_kunci[kunci]
    baru = [Ketentuan(jalur.replace("__", "."), nilai, "uji", Tanda.PROPOSED) for jalur, nilai in isi.items()]
    return berlaku.kini().dengan(aturan.dengan(baru, tambah=True))


def test_a_figure_that_a_case_uses_and_that_changes_it():
    hasil = jalankan(dengan("R2003", faktor__satu_di_atas=Decimal("0.9")))
    assert "T07" in {satu.kasus for satu in hasil.baris}
    assert (hasil.terpakai, hasil.tak_terpakai) == (("faktor.satu_di_atas",), ())


def test_a_figure_that_a_case_uses_without_a_change():
    hasil = jalankan(dengan("R2020", karya_tulis__pembantu_terbanyak=4))
    assert (hasil.baris, hasil.terpakai, hasil.tak_terpakai) == ((), ("karya_tulis.pembantu_terbanyak",), ())


def test_a_figure_that_no_case_uses():
    hasil = jalankan(dengan("R2020", faktor__satu_di_atas=Decimal("0.9")))
    assert (hasil.baris, hasil.terpakai, hasil.tak_terpakai) == ((), (), ("faktor.satu_di_atas",))


def test_an_added_figure_counts_as_used_where_the_keys_of_its_table_are():
    assert jalankan(dengan("R2020", faktor__dua_di_atas=Decimal("0.5"))).tak_terpakai == ("faktor.dua_di_atas",)
    assert jalankan(dengan("R2020", karya_tulis__utama__9=50)).terpakai == ("karya_tulis.utama.9",)
    assert jalankan(dengan("R2020", penetap__baru__punya_tim=True)).terpakai == ("penetap.baru.punya_tim",)


def test_a_citation_is_no_figure():
    aturan = berlaku.kini().per_kunci["R2020"]
    hasil = jalankan(
        berlaku.kini().dengan(aturan.dengan([replace(aturan.ketentuan("faktor.satu_di_atas"), sumber="SE 1/2022")]))
    )
    assert (hasil.terpakai, hasil.tak_terpakai) == ((), ())


@pytest.mark.parametrize("kunci", ["R2003", "R2020"])
def test_a_second_run_says_the_same_whatever_the_first_left_in_memory(kunci: str):
    rancangan = dengan(kunci, faktor__satu_di_atas=Decimal("0.9"))
    assert jalankan(rancangan) == jalankan(rancangan)


def test_a_run_of_an_earlier_edition_is_still_read():
    assert HasilUji.dari({"jumlah": 3, "baris": [], "rusak": ["T01"]}) == HasilUji(3, (), ("T01",))


def test_a_noting_rule_set_answers_as_the_one_behind_it():
    potret = berlaku.kini()
    tercatat, terbaca = mencatat(potret)
    asal, salinan = potret.per_kunci["R2020"], tercatat.per_kunci["R2020"]
    terbaca.clear()
    assert salinan.isi == asal.isi
    assert salinan.isi.get("tidak.ada", "x") == "x"
    assert salinan.desimal("faktor.setara") == asal.desimal("faktor.setara")
    lain = salinan.dengan([replace(asal.ketentuan("faktor.setara"), nilai=Decimal(2))])
    assert lain.memuat("faktor.satu_di_bawah")
    assert {("R2020", j) for j in ("tidak.ada", "faktor.setara", "faktor.satu_di_bawah")} <= terbaca
