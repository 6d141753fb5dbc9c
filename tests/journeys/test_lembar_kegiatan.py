"""An officer brings his sheet in and asks for a copy of his data, on the telephone and at his desk."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys import axe
from tests.journeys.layar import DESKTOP, PONSEL, Layar, Peladen, lebar_berlebih

LEMBAR = "tanggal;uraian;volume;warna\n01-10-2021;Memasang jaringan;2,5;biru\n02-10-2021;Menguji jaringan;1;\n"
SALAH = LEMBAR + "31-02-2021;Rapat;0;\n"


@pytest.mark.timeout(120)
@pytest.mark.parametrize("ukuran", [PONSEL, DESKTOP], ids=["ponsel", "meja"])
def test_a_sheet_and_a_copy(agensi_hidup: Peladen, buka: Callable[..., Layar], ukuran: tuple[int, int]):
    layar = buka(agensi_hidup, ukuran=ukuran)
    page = layar.masuk("prakom")
    for isi in (SALAH, LEMBAR):
        page.goto(f"{agensi_hidup.alamat}/kegiatan/lembar")
        assert (axe.pelanggaran(page), lebar_berlebih(page)) == ([], [])
        page.locator("#berkas").set_input_files({"name": "catatan.csv", "mimeType": "text/csv", "buffer": isi.encode()})
        page.get_by_role("button", name="Periksa lembar").click()
        expect(page.get_by_role("heading", name="Lembar catatan.csv")).to_be_visible()
        assert (axe.pelanggaran(page), lebar_berlebih(page)) == ([], [])
    page.get_by_role("button", name="Catat 2 kegiatan baru").click()
    expect(page.get_by_text("2 kegiatan dicatat.")).to_be_visible()
    page.goto(f"{agensi_hidup.alamat}/akun/salinan-data")
    page.get_by_role("button", name="Buat salinan data").click()
    expect(page.get_by_role("heading", name="Salinan yang tersimpan")).to_be_visible()
    assert (axe.pelanggaran(page), lebar_berlebih(page)) == ([], [])
    layar.bersih()
