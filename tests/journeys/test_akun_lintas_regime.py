"""An officer whose career crosses all three regimes looks at his account, and asks what a predicate would bring."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import axe
from tests.journeys.layar import DESKTOP, PONSEL, SEMPIT, Layar, Peladen, lebar_berlebih
from tests.journeys.test_dupak_sampai_pak import isi, menu, tautan, tombol
from workflow_app.demo.konversi import PALING_AWAL

LINTAS = "konversi01"
UKURAN = (SEMPIT, PONSEL, DESKTOP)


def periksa(page: Page) -> None:
    """Nothing wrong on any width; folded parts are opened first."""
    page.evaluate("document.querySelectorAll('main details').forEach(e => e.open = true)")
    for lebar, tinggi in UKURAN:
        page.set_viewport_size({"width": lebar, "height": tinggi})
        assert lebar_berlebih(page) == []
        assert axe.pelanggaran(page) == []


@pytest.mark.timeout(300)
@pytest.mark.parametrize("js", [True, False], ids=["js", "tanpa-js"])
def test_account_progress_and_suppositions(demo_hidup: Peladen, buka: Callable[..., Layar], js: bool):
    demo_hidup.pada(PALING_AWAL)
    layar = buka(demo_hidup, js=js)
    page = layar.masuk(LINTAS)
    menu(page, "Angka kredit saya")
    expect(isi(page).get_by_role("img", name="Angka kredit dari waktu ke waktu")).to_have_count(1)
    expect(isi(page)).to_contain_text("Masuk ke akun konversi: 107,500.")
    if js:
        periksa(page)
        page.set_viewport_size({"width": PONSEL[0], "height": PONSEL[1]})
        expect(page.locator(".gw-sempit")).to_be_visible()
        expect(page.locator(".gw-lebar")).to_be_hidden()
        page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})

    isi(page).get_by_role("link", name="2 entri Integrasi, keluar").click()
    expect(isi(page)).to_contain_text("Hanya entri dari satu peristiwa.")
    isi(page).get_by_role("link", name="Integrasi, keluar").first.click()
    expect(isi(page)).to_contain_text("Angka kredit integrasi 107,5.")
    tautan(page, "Buka PAK Integrasi").click()
    expect(page).to_have_url(f"{demo_hidup.alamat}/pak-integrasi/1")

    menu(page, "Angka kredit saya")
    tautan(page, "Syarat dan hitungannya").click()
    expect(isi(page)).to_contain_text("Menunggu penetapan")
    if js:
        periksa(page)
    tautan(page, "Coba pengandaian").click()
    page.get_by_label("Banyak bulan pada tahun pertama").fill("6")
    page.get_by_label("Predikat tahun berikutnya").select_option(label="Sangat Baik")
    tombol(page, "Hitung").click()
    baris = isi(page).get_by_role("row", name="Baik", exact=False)
    expect(baris.first).to_contain_text("+37,500")
    if js:
        periksa(page)
    isi(page).get_by_role("link", name="Rinci").first.click()
    expect(isi(page)).to_contain_text("6 bulan mulai bulan 1")
    layar.bersih()
