"""Every kind of page of the demo, as each role: axe's rules up to WCAG 2.2 AA, no scrolling sideways on the smallest
telephone, and what no engine can see: the order and the visibility of the focus, and work without a mouse.
"""

import re
from collections import deque
from collections.abc import Callable, Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.journeys import axe
from tests.journeys.layar import SEMPIT, Layar, Peladen, lebar_berlebih
from workflow_app.koneksi import buat_engine
from workflow_app.models import Akun, Penilaian, PenilaianState

AKUN = (
    "prakom",
    "atasan",
    "pengusul",
    "sekretariat",
    "ketua",
    "sekretaris",
    "penilai1",
    "penetap",
    "auditor",
    "admin",
)
BERKAS = re.compile(r"^/(static/|dokumen/\d+/|bukti/)|/unduh$|\.(csv|ics|xlsx|zip)$")
"""Addresses that answer with a file."""
BAGI_SEMUA = re.compile(r"^/(akun|kalender|dupak(/baru)?$)")
"""Pages that look the same to everybody: looked at once, as the first of AKUN."""
HALAMAN_TERBANYAK = 40
PENANDA_FOKUS = """() => {
  const e = document.activeElement, gaya = getComputedStyle(e), kotak = e.getBoundingClientRect();
  const tampak = gaya.outlineStyle !== 'none' && parseFloat(gaya.outlineWidth) >= 2 || gaya.boxShadow !== 'none';
  const tengah = [kotak.x + kotak.width / 2, kotak.y + kotak.height / 2];
  const atas = document.elementFromPoint(...tengah);
  return {
    nama: (e.getAttribute('aria-label') || e.labels?.[0]?.innerText || e.innerText || e.name || e.tagName).trim(),
    tag: e.tagName, tampak, tertutup: !!atas && !e.contains(atas) && !atas.contains(e),
    di: e.closest('main') ? 'isi' : 'bingkai',
  };
}"""


def test_the_engine_is_the_published_one():
    assert axe.berkas_berubah() == []


def jenis(alamat: str) -> str:
    """The address without its numbers and its query: pages of one kind."""
    return re.sub(r"\d+", "n", urlsplit(alamat).path)


def setiap_jenis_halaman(page: Page, asal: str, kecuali: re.Pattern[str] | None = None) -> Iterator[str]:
    """Go from link to link, opening one page of each kind."""
    antre, sudah = deque([page.url]), set[str]()
    while antre and len(sudah) < HALAMAN_TERBANYAK:
        alamat = antre.popleft()
        jalan = urlsplit(alamat).path
        if jenis(alamat) in sudah or BERKAS.search(jalan) or (kecuali and kecuali.search(jalan)):
            continue
        sudah.add(jenis(alamat))
        page.goto(alamat)
        tautan: list[str] = page.eval_on_selector_all("a[href]", "daftar => daftar.map(a => a.getAttribute('href'))")
        antre.extend(a for a in (urljoin(page.url, t).split("#")[0] for t in tautan) if a.startswith(asal))
        yield alamat


@pytest.mark.timeout(240)
@pytest.mark.parametrize("akun", AKUN)
def test_pages_of_a_role(akun: str, demo_hidup: Peladen, buka: Callable[..., Layar]):
    layar = buka(demo_hidup)
    page = layar.masuk(akun)
    cacat: list[str] = []
    for alamat in setiap_jenis_halaman(page, demo_hidup.alamat, BAGI_SEMUA if akun != AKUN[0] else None):
        jalan = urlsplit(alamat).path
        cacat += [f"{jalan}: {satu}" for satu in axe.pelanggaran(page)]
        semula = page.viewport_size
        assert semula is not None
        page.set_viewport_size({"width": SEMPIT[0], "height": SEMPIT[1]})
        cacat += [f"{jalan}: keluar dari layar sempit: {unsur}" for unsur in lebar_berlebih(page)]
        page.set_viewport_size(semula)
    assert cacat == []
    layar.bersih()


def test_a_fault_is_found(agensi_hidup: Peladen, buka: Callable[..., Layar]):
    page = buka(agensi_hidup, ukuran=SEMPIT).page
    page.goto(agensi_hidup.alamat)
    page.evaluate(
        """() => {
          document.querySelector('label').remove();
          const gambar = document.querySelector('main').appendChild(document.createElement('canvas'));
          gambar.width = 900;
          gambar.setAttribute('role', 'bukan-peran');
        }"""
    )
    temuan = " ".join(axe.pelanggaran(page))
    assert "label (" in temuan
    assert "aria-roles (" in temuan
    assert lebar_berlebih(page) != []


def test_sign_in_page(agensi_hidup: Peladen, buka: Callable[..., Layar]):
    layar = buka(agensi_hidup, ukuran=SEMPIT)
    layar.page.goto(agensi_hidup.alamat)
    expect(layar.page.get_by_role("heading", level=1)).to_be_visible()
    assert axe.pelanggaran(layar.page) == []
    assert lebar_berlebih(layar.page) == []
    layar.bersih()


def fokus(page: Page, tombol: str = "Tab") -> dict[str, object]:
    """Press a key; where the focus is now."""
    page.keyboard.press(tombol)
    isi: dict[str, object] = page.evaluate(PENANDA_FOKUS)
    return isi


@pytest.mark.parametrize("akun", ["prakom", "sekretariat"])
def test_focus_is_visible_goes_on_and_is_never_covered(akun: str, demo_hidup: Peladen, buka: Callable[..., Layar]):
    layar = buka(demo_hidup)
    page = layar.masuk(akun)
    page.get_by_role("main").get_by_role("link").first.click()
    page.evaluate("() => document.activeElement.blur()")
    pertama = fokus(page)
    assert pertama["nama"] == "Langsung ke isi"
    jalan = [fokus(page) for _ in range(40)]
    assert [f for f in jalan if f["tag"] not in {"BODY", "MAIN"} and not f["tampak"]] == []
    assert [f for f in jalan if f["tertutup"]] == []
    letak = [f["di"] for f in jalan]
    assert "isi" in letak, "the focus never reaches the page"
    layar.bersih()


def test_marking_without_a_mouse(demo_hidup: Peladen, url_demo: str, buka: Callable[..., Layar]):
    engine = buat_engine(url_demo)
    with Session(engine) as session:
        satu = session.scalars(select(Penilaian).where(Penilaian.state == PenilaianState.DINILAI)).first()
        assert satu is not None
        akun = session.scalars(select(Akun.nama_pengguna).where(Akun.pegawai_id == satu.penilai_id)).one()
        nama = satu.dupak.subjek.nama
    engine.dispose()
    layar = buka(demo_hidup)
    page = layar.masuk(akun)
    page.get_by_role("main").get_by_role("link", name=re.compile(nama)).first.focus()
    page.keyboard.press("Enter")
    kotak = page.get_by_label("Nilai butir 1")
    expect(kotak).to_be_visible()
    for _ in range(80):
        if str(fokus(page)["nama"]).startswith("Nilai butir 1"):
            break
    expect(kotak).to_be_focused()
    jalan = [fokus(page) for _ in range(60)]
    assert [f for f in jalan if f["tertutup"]] == [], "the bar at the bottom covers what has the focus"
    kotak.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("0,1")
    for _ in range(20):
        if str(fokus(page)["nama"]).startswith("Alasan"):
            break
    page.keyboard.type("Bukti hanya memuat satu laporan.")
    page.keyboard.press("Tab")
    kotak.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("article").first).to_contain_text("dinilai 0,100")
    layar.bersih()
