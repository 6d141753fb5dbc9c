"""The pages of the conversion regime, as each who works on them sees them: axe, and the smallest telephone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.journeys import axe
from tests.journeys.layar import PONSEL, SEMPIT, Layar, Peladen, lebar_berlebih
from tests.journeys.test_aksesibilitas import setiap_jenis_halaman
from workflow_app.demo.konversi import PALING_AWAL
from workflow_app.koneksi import buat_engine
from workflow_app.models import Akun, Konversi, KonversiState, PakIntegrasi, PakIntegrasiState

LAIN = re.compile(r"^/(?!$|tugas|konversi|penetapan|pak-integrasi|pak_integrasi)")
"""Pages that other tests look at."""


def akun_dari(url: str, model: type[Konversi] | type[PakIntegrasi], state: KonversiState | PakIntegrasiState) -> str:
    """Account of the officer of the demo's case in a state."""
    engine = buat_engine(url)
    with Session(engine) as session:
        query = select(Akun.nama_pengguna).join(model, model.subjek_id == Akun.pegawai_id).where(model.state == state)
        nama = session.scalars(query.order_by(model.id).limit(1)).one()
    engine.dispose()
    return nama


def periksa(page: Page) -> list[str]:
    """What is wrong with the page as it stands, at its width and on the smallest telephone."""
    cacat = axe.pelanggaran(page)
    semula = page.viewport_size
    assert semula is not None
    page.set_viewport_size({"width": SEMPIT[0], "height": SEMPIT[1]})
    cacat += [f"keluar dari layar sempit: {unsur}" for unsur in lebar_berlebih(page)]
    page.set_viewport_size(semula)
    return [f"{page.url}: {satu}" for satu in cacat]


@pytest.mark.timeout(240)
@pytest.mark.parametrize("siapa", ["penilai_kinerja", "kepegawaian", "draf", "dikembalikan", "dialihkan"])
def test_pages_of_a_person(siapa: str, demo_hidup: Peladen, url_demo: str, buka: Callable[..., Layar]):
    akun = {
        "draf": lambda: akun_dari(url_demo, Konversi, KonversiState.DRAF),
        "dikembalikan": lambda: akun_dari(url_demo, Konversi, KonversiState.DIKEMBALIKAN),
        "dialihkan": lambda: akun_dari(url_demo, PakIntegrasi, PakIntegrasiState.DIKIRIM),
    }.get(siapa, lambda: siapa)()
    demo_hidup.pada(PALING_AWAL)
    layar = buka(demo_hidup)
    page = layar.masuk(akun)
    cacat: list[str] = []
    for _ in setiap_jenis_halaman(page, demo_hidup.alamat, LAIN):
        cacat += periksa(page)
    assert cacat == []
    layar.bersih()


def test_signing_the_folder_on_a_telephone(demo_hidup: Peladen, buka: Callable[..., Layar]):
    demo_hidup.pada(PALING_AWAL)
    layar = buka(demo_hidup, ukuran=PONSEL)
    page = layar.masuk("penilai_kinerja")
    page.goto(f"{demo_hidup.alamat}/konversi/folder")
    page.get_by_label("Pilih semua").check()
    tertanda = page.locator("input[name=pilih]:checked").count()
    assert tertanda >= 2
    page.get_by_role("button", name="Tanda tangani").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tanda tangani sekaligus")
    cacat = periksa(page)
    page.get_by_role("button", name="Tetapkan dan tanda tangani").click()
    expect(page.get_by_role("status")).to_contain_text(f"{tertanda} dari {tertanda} ditetapkan.")
    cacat += periksa(page)
    assert cacat == []
    layar.bersih()


def test_the_folder_works_without_scripts(demo_hidup: Peladen, buka: Callable[..., Layar]):
    demo_hidup.pada(PALING_AWAL)
    layar = buka(demo_hidup, js=False)
    page = layar.masuk("penilai_kinerja")
    page.goto(f"{demo_hidup.alamat}/konversi/folder")
    page.get_by_role("link", name="Tandai semua yang dapat ditandatangani").click()
    page.get_by_role("button", name="Kembalikan konversi").click()
    page.get_by_label("Alasan").fill("Buktinya belum lengkap.")
    page.get_by_role("button", name="Kembalikan", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("dikembalikan.")
    layar.bersih()
