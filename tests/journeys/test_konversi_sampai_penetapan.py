"""The regime of today from predicate to determination: officer, evaluator and personnel office in their browsers."""

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.layar import Layar, Peladen
from tests.journeys.test_dupak_sampai_pak import Kantor, isi, langkah, menu, tautan, tercatat, tombol, unduh

PRAKOM = "Ayu Lestari"
DESEMBER, JANUARI = dt.date(2024, 12, 20), dt.date(2025, 1, 10)
BUKTI = "Dokumen evaluasi kinerja Nomor 800/17/2024"


def buat_konversi(page: Page) -> None:
    """A whole year with the predicate Baik; the evaluator is there already."""
    menu(page, "Konversi")
    tautan(page, "Buat konversi").first.click()
    page.get_by_label("Tahun kinerja").select_option("2024")
    page.get_by_label("Predikat kinerja").select_option(label="Baik (100%)")
    page.get_by_label("Bukti evaluasi kinerja").fill(BUKTI)
    expect(page.get_by_label("Pejabat Penilai Kinerja")).not_to_have_value("")
    tombol(page, "Simpan draf").click()
    expect(isi(page)).to_contain_text("12,500")


def tanda_tangani_map(page: Page, jumlah: int) -> None:
    """Everything that waits, in one act, with a result for each."""
    menu(page, "Map penilai kinerja")
    for kotak in isi(page).locator("input[name=pilih]").all():
        kotak.check()
    tombol(page, "Tanda tangani").click()
    tombol(page, "Tetapkan dan tanda tangani").click()
    expect(isi(page).get_by_role("status")).to_contain_text(f"{jumlah} dari {jumlah} ditetapkan")


@pytest.mark.timeout(300)
@pytest.mark.parametrize("js", [True, False], ids=["js", "tanpa-js"])
def test_from_the_predicate_to_the_determination(
    agensi_hidup: Peladen, buka: Callable[..., Layar], tmp_path: Path, js: bool
):
    kantor = Kantor(agensi_hidup, buka, js=js)
    agensi_hidup.pada(DESEMBER)
    page = kantor.duduk("prakom")
    buat_konversi(page)
    langkah(page, "Ajukan kepada Pejabat Penilai Kinerja")

    tanda_tangani_map(kantor.duduk("atasan"), 1)

    agensi_hidup.pada(JANUARI)
    page = kantor.duduk("kepegawaian")
    menu(page, "Penetapan AK")
    tautan(page, "Minta penetapan").first.click()
    page.get_by_label("NIP atau nama pegawai").fill(PRAKOM)
    tombol(page, "Cari").click()
    tautan(page, PRAKOM).click()
    tombol(page, "Minta penetapan").click()
    expect(isi(page)).to_contain_text("12,500")

    tanda_tangani_map(kantor.duduk("atasan"), 1)

    page = kantor.buka_perkara("kepegawaian", "Penetapan")
    tautan(page, "Kirim kepada penerima").click()
    for salinan in isi(page).get_by_role("checkbox").all():
        salinan.check()
    tombol(page, "Kirim kepada penerima").click()
    tercatat(page, "Kirim kepada penerima")

    page = kantor.duduk("prakom")
    menu(page, "Penetapan AK")
    isi(page).get_by_role("table").get_by_role("link").first.click()
    teks = unduh(page, re.compile("^Penetapan"), tmp_path)
    for harus in (PRAKOM, "12,500"):
        assert harus in teks, (harus, teks)
    menu(page, "Angka kredit saya")
    expect(isi(page)).to_contain_text("Konversi 2024")
    kantor.bersih()


def test_the_evaluator_returns_with_a_reason_that_the_officer_reads(agensi_hidup: Peladen, buka: Callable[..., Layar]):
    kantor = Kantor(agensi_hidup, buka, js=True)
    agensi_hidup.pada(DESEMBER)
    page = kantor.duduk("prakom")
    buat_konversi(page)
    langkah(page, "Ajukan kepada Pejabat Penilai Kinerja")
    page = kantor.duduk("atasan")
    menu(page, "Map penilai kinerja")
    isi(page).locator("input[name=pilih]").check()
    tombol(page, "Kembalikan konversi").click()
    page.get_by_role("textbox").fill("Predikat pada dokumennya Sangat Baik.")
    tombol(page, "Kembalikan").click()
    expect(isi(page).get_by_role("status")).to_contain_text("1 dari 1 dikembalikan")
    page = kantor.buka_perkara("prakom", "Konversi")
    expect(isi(page)).to_contain_text("Predikat pada dokumennya Sangat Baik.")
    kantor.bersih()
