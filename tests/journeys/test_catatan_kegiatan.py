"""An officer with his telephone: activities with photos, drafts kept as typed, a second tab, and a DUPAK of them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import contoh_berkas
from tests.journeys import axe
from tests.journeys.layar import PONSEL, Layar, Peladen, lebar_berlebih

KEGIATAN = (
    ("Memasang jaringan lokal di ruang rapat", "2021-10-05", "2"),
    ("Melakukan backup data kepegawaian", "2021-10-12", "1"),
    ("Memperbaiki gangguan jaringan lantai dua", "2021-11-02", "3"),
)


def _catat(page: Page, uraian: str, tanggal: str, banyak: str, foto: Path, *, js: bool) -> None:
    page.get_by_label("Apa yang Anda kerjakan?").fill(uraian)
    page.get_by_label("Tanggal", exact=False).first.fill(tanggal)
    page.get_by_label("Banyaknya").fill(banyak)
    if not js:
        page.get_by_role("button", name="Sarankan").click()
    pilihan = page.locator("#saran input[type=radio]:not([value=''])").first
    expect(pilihan).to_be_visible()
    pilihan.check()
    page.locator("#foto").set_input_files(foto)
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_text("Kegiatan tersimpan.")).to_be_visible()


@pytest.mark.timeout(180)
@pytest.mark.parametrize("js", [True, False], ids=["js", "tanpa-js"])
def test_from_the_telephone_into_a_claim(js: bool, agensi_hidup: Peladen, buka: Callable[..., Layar], tmp_path: Path):
    foto = tmp_path / "foto.jpg"
    foto.write_bytes(contoh_berkas.jpg())
    layar = buka(agensi_hidup, ukuran=PONSEL, js=js)
    page = layar.masuk("prakom")
    for satu in KEGIATAN:
        page.goto(f"{agensi_hidup.alamat}/kegiatan/baru")
        assert axe.pelanggaran(page) == [] if js else True
        assert lebar_berlebih(page) == [] if js else True
        _catat(page, *satu, foto, js=js)
    page.goto(f"{agensi_hidup.alamat}/kegiatan?bulan=2021-10")
    expect(page.get_by_role("link", name=KEGIATAN[0][0])).to_be_visible()
    page.goto(f"{agensi_hidup.alamat}/dupak/baru")
    page.get_by_label("Masa penilaian mulai").fill("2021-07-01")
    page.get_by_label("Masa penilaian selesai").fill("2021-12-31")
    page.get_by_role("main").locator("button[type=submit]").click()
    page.get_by_role("link", name="Ambil dari catatan kegiatan").click()
    kotak = page.locator("input[name=kegiatan]")
    expect(kotak).to_have_count(3)
    assert all(k.is_checked() for k in kotak.all())
    page.get_by_role("button", name="Ambil yang dipilih").click()
    expect(page.get_by_text(re.compile("3 kegiatan diambil menjadi"))).to_be_visible()
    expect(page.get_by_role("link", name="foto.jpg").first).to_be_visible()
    layar.bersih()


def test_what_is_typed_survives_a_closed_page_and_a_second_tab(agensi_hidup: Peladen, buka: Callable[..., Layar]):
    layar = buka(agensi_hidup, ukuran=PONSEL)
    page = layar.masuk("prakom")
    page.goto(f"{agensi_hidup.alamat}/kegiatan/baru")
    page.get_by_label("Apa yang Anda kerjakan?").fill("Mendampingi tim absensi")
    page.get_by_label("Banyaknya").fill("2,")
    expect(page.locator("#draf")).to_contain_text("Draf tersimpan")
    page.get_by_label("Banyaknya").fill("2,5")
    expect(page.locator("#version")).to_have_value("2")
    page.goto(f"{agensi_hidup.alamat}/kegiatan")
    page.get_by_role("link", name="Mendampingi tim absensi").click()
    expect(page.get_by_label("Banyaknya")).to_have_value("2,5")
    kedua = layar.konteks.new_page()
    kedua.goto(page.url)
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_text("Kegiatan tersimpan.")).to_be_visible()
    kedua.get_by_label("Apa yang Anda kerjakan?").fill("Dari tab kedua")
    expect(kedua.locator("#draf")).to_contain_text("tab atau perangkat lain")
    kedua.get_by_role("button", name="Simpan", exact=True).click()
    expect(kedua.get_by_role("alert").first).to_contain_text("berubah sejak halaman dibuka")
    expect(kedua.get_by_label("Apa yang Anda kerjakan?")).to_have_value("Dari tab kedua")
    expect(kedua.get_by_role("cell", name="Mendampingi tim absensi")).to_be_visible()
    kedua.get_by_role("button", name="Simpan", exact=True).click()
    expect(kedua.get_by_text("Kegiatan tersimpan.")).to_be_visible()
    layar.bersih()
