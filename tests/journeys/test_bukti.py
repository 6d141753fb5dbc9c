"""The proofs of an item in a browser: sent with progress, shown beside it on a wide screen and below it on a telephone,
sent again after the line broke off, and all of it without a script too.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import FloatRect, Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.berkas_jahat import foto, pdf_qpdf
from tests.journeys import axe
from tests.journeys.layar import DESKTOP, PONSEL, Layar, Peladen, lebar_berlebih
from tests.panggung import Panggung, baca_agensi
from workflow_app.koneksi import buat_engine
from workflow_app.models import BuktiFile

PENAMPIL_PDF = "alamat di luar aplikasi: chrome"
"""The browser shows a PDF by a program of its own."""


@pytest.fixture
def alamat(agensi_hidup: Peladen, url_agensi: str) -> str:
    """The page of the proofs of the first item of a draft that `prakom` has."""
    engine = buat_engine(url_agensi)
    with Session(engine) as session:
        panggung = Panggung(session)
        dupak = panggung.draf(baca_agensi(session).orang["prakom"])
        dupak.butir[0].tempat_bukti = ""
        session.commit()
        jalan = f"/dupak/{dupak.id}/butir/{dupak.butir[0].id}/bukti"
    engine.dispose()
    return agensi_hidup.alamat + jalan


def berkas(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "laporan.pdf").write_bytes(pdf_qpdf())
    (tmp_path / "IMG_2021.jpg").write_bytes(foto(lokasi=True))
    return str(tmp_path / "laporan.pdf"), str(tmp_path / "IMG_2021.jpg")


def kirim(page: Page, slot: str, jalan: str) -> None:
    bagian = page.locator(f"#slot-{slot}")
    bagian.locator("input[type=file]").set_input_files(jalan)
    bagian.get_by_role("button", name="Unggah").click()


def kotak(page: Page, pilih: str) -> FloatRect:
    hasil = page.locator(pilih).bounding_box()
    assert hasil is not None
    return hasil


@pytest.mark.parametrize(("ukuran", "js"), [(DESKTOP, True), (PONSEL, True), (PONSEL, False)])
def test_proofs_are_sent_and_looked_at_beside_the_item(
    agensi_hidup: Peladen,
    alamat: str,
    buka: Callable[..., Layar],
    tmp_path: Path,
    ukuran: tuple[int, int],
    js: bool,
):
    laporan, gambar = berkas(tmp_path)
    layar = buka(agensi_hidup, ukuran=ukuran, js=js)
    page = layar.masuk("prakom")
    page.goto(alamat)
    expect(page.get_by_text("Masih kurang:")).to_be_visible()
    kirim(page, "hasil", laporan)
    expect(page.get_by_text("1 berkas tersimpan.")).to_be_visible()
    expect(page.get_by_text("Masih kurang:")).to_have_count(0)
    expect(page.locator("iframe.bukti-bingkai")).to_be_visible()
    kirim(page, "foto", gambar)
    expect(page.locator("#slot-foto").get_by_role("link", name="IMG_2021.jpg", exact=True)).to_be_visible()
    page.locator("#slot-foto").get_by_role("link", name="IMG_2021.jpg", exact=True).click()
    expect(page.locator("img.bukti-gambar")).to_be_visible()
    assert page.locator("img.bukti-gambar").evaluate("g => g.complete && g.naturalWidth > 0")
    slot, pratinjau = kotak(page, "#slot-hasil"), kotak(page, "#pratinjau")
    if ukuran == DESKTOP:
        assert pratinjau["x"] >= slot["x"] + slot["width"]
    else:
        assert pratinjau["x"] == slot["x"]
        assert pratinjau["y"] > slot["y"]
    if js:
        assert axe.pelanggaran(page) == []
    assert lebar_berlebih(page) == []
    assert [c for c in layar.cacat if PENAMPIL_PDF not in c] == []


def test_an_upload_that_broke_off_is_sent_again_as_it_stands(
    agensi_hidup: Peladen, url_agensi: str, alamat: str, buka: Callable[..., Layar], tmp_path: Path
):
    laporan, _gambar = berkas(tmp_path)
    layar = buka(agensi_hidup, ukuran=PONSEL)
    page = layar.masuk("prakom")
    page.goto(alamat)
    page.route(alamat, lambda jalur: jalur.abort("connectionreset"))
    kirim(page, "hasil", laporan)
    expect(page.get_by_text("Unggahan terputus")).to_be_visible()
    page.unroute(alamat)
    page.locator("#slot-hasil").get_by_role("button", name="Unggah").click()
    expect(page.get_by_text("1 berkas tersimpan.")).to_be_visible()
    kirim(page, "hasil", laporan)
    expect(page.get_by_text("Berkas yang sama sudah ada pada butir ini: laporan.pdf.")).to_be_visible()
    engine = buat_engine(url_agensi)
    with Session(engine) as session:
        assert [b.nama_asli for b in session.scalars(select(BuktiFile))] == ["laporan.pdf"]
    engine.dispose()
