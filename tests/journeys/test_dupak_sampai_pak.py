"""From an empty claim to the signed decision in Word: everybody at his own browser, by what he sees there.

After the sign-in nobody types an address. The clock of the application is turned between the acts, as the calendar of
a January plenary asks.
"""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy.orm import Session

from tests.contoh_berkas import PDF
from tests.journeys.layar import Layar, Peladen
from tests.panggung import baca_agensi
from workflow_app.demo.orang import saldo_awal
from workflow_app.koneksi import buat_engine

PRAKOM, PENILAI = "Ayu Lestari", ("Hendra Kusnadi", "Indah Permatasari")
UNSUR = ("Tata Kelola dan Tata Laksana Teknologi Informasi", "Sistem Informasi dan Multimedia")
AJUKAN, TERIMA, PERIKSA = dt.date(2021, 7, 5), dt.date(2021, 10, 4), dt.date(2021, 11, 9)
TUGASKAN, NILAI, JADWAL, SIDANG = dt.date(2021, 12, 1), dt.date(2021, 12, 8), dt.date(2022, 1, 3), dt.date(2022, 1, 7)
PARAF, TETAPKAN, KIRIM = dt.date(2022, 1, 24), dt.date(2022, 1, 26), dt.date(2022, 2, 2)
LAMA, ALASAN = Decimal(45), "Sepuluh laporan backup belum dilampirkan."


class Kantor:
    """Everybody's browser, opened when its owner is first needed."""

    def __init__(self, server: Peladen, buka: Callable[..., Layar], *, js: bool) -> None:
        self.server, self._buka, self._js = server, buka, js
        self.layar: dict[str, Layar] = {}

    def duduk(self, akun: str) -> Page:
        """The person's inbox."""
        if akun not in self.layar:
            self.layar[akun] = self._buka(self.server, js=self._js)
            self.layar[akun].masuk(akun)
        page = self.layar[akun].page
        menu(page, "Tugas saya")
        expect(page.get_by_role("heading", name="Tugas saya", level=1)).to_be_visible()
        return page

    def buka_perkara(self, akun: str, nama: str = PRAKOM) -> Page:
        """The case of the officer, from the person's inbox."""
        page = self.duduk(akun)
        isi(page).get_by_role("link", name=re.compile(nama)).first.click()
        return page

    def cari_perkara(self, akun: str, nama: str = PRAKOM) -> Page:
        """The case of the officer, from the list of all cases that the person may see."""
        page = self.duduk(akun)
        menu(page, "Perkara")
        isi(page).get_by_role("link", name=re.compile(nama)).first.click()
        return page

    def bersih(self) -> None:
        for akun, layar in self.layar.items():
            assert layar.cacat == [], akun


def isi(page: Page) -> Locator:
    """The page without its frame."""
    return page.get_by_role("main")


def menu(page: Page, nama: str) -> None:
    page.get_by_role("navigation", name="Menu utama").get_by_role("link", name=nama).click()


def tombol(page: Page, nama: str | re.Pattern[str]) -> Locator:
    return isi(page).get_by_role("button", name=nama, exact=isinstance(nama, str))


def tautan(page: Page, nama: str | re.Pattern[str]) -> Locator:
    return isi(page).get_by_role("link", name=nama, exact=isinstance(nama, str))


def langkah(page: Page, nama: str) -> None:
    """Take a step that asks for nothing."""
    tombol(page, nama).click()
    tercatat(page, nama)


def tercatat(page: Page, nama: str) -> None:
    expect(page.locator("#pesan")).to_contain_text(f"“{nama}” tercatat")


@pytest.fixture
def kantor(agensi_hidup: Peladen, buka: Callable[..., Layar]) -> Kantor:
    return Kantor(agensi_hidup, buka, js=True)


@pytest.fixture(autouse=True)
def _angka_kredit_lama(url_agensi: str) -> None:
    """What an earlier decision gave the officer, so that this one suffices for a promotion."""
    engine = buat_engine(url_agensi)
    with Session(engine) as session:
        saldo_awal(session, baca_agensi(session).orang["prakom"], LAMA)
        session.commit()
    engine.dispose()


def buat_dupak(page: Page) -> None:
    menu(page, "DUPAK saya")
    tautan(page, "Buat DUPAK").click()
    page.get_by_label("Masa penilaian mulai").fill("2021-01-01")
    page.get_by_label("Masa penilaian selesai").fill("2021-06-30")
    tombol(page, "Buat draf").click()


def tambah_kegiatan(
    page: Page, cari: str, uraian: str, volume: str, angka_kredit: str, *, bukti: Path | None = None, js: bool = True
) -> None:
    """Search in everyday words, choose, say how much and when, prove it, save."""
    tautan(page, "Tambah kegiatan").click()
    kotak = page.get_by_label("Apa yang Anda kerjakan?")
    if js:
        kotak.press_sequentially(cari, delay=5)
    else:
        kotak.fill(cari)
        tombol(page, "Cari").click()
    tautan(page, uraian).click()
    page.get_by_label("Volume").fill(volume)
    if js:
        expect(page.locator("#hitungan")).to_contain_text(angka_kredit)
    page.get_by_label("Tanggal mulai").fill("2021-02-01")
    page.get_by_label("Tanggal selesai").fill("2021-05-31")
    if bukti:
        page.locator("input[type=file]").set_input_files(bukti)
    else:
        page.get_by_label("Tempat bukti").fill("Arsip Bidang Aplikasi Informatika, lemari 2")
    tombol(page, "Simpan").click()
    expect(isi(page)).to_contain_text(f"tersimpan: {angka_kredit} angka kredit")


def atasan_menyetujui(page: Page) -> None:
    """Read and sign every statement (one leads to the next), then approve."""
    tautan(page, UNSUR[0]).click()
    for unsur in UNSUR:
        expect(page.get_by_role("heading", level=1)).to_contain_text(unsur)
        tombol(page, "Saya sudah membaca pernyataan ini").click()
        tombol(page, "Tandatangani").click()
    langkah(page, "Setujui")


def isi_daftar_periksa(page: Page) -> None:
    """Every paper is there."""
    tautan(page, "Buka daftar periksa").click()
    for baris in isi(page).get_by_role("radio", name="Ada", exact=True).all():
        baris.check()
    tombol(page, "Simpan daftar periksa").click()
    expect(page.locator("#pesan")).to_contain_text("Berkas lengkap")


def mulai_menilai(page: Page) -> None:
    """Declare no conflict of interest and begin."""
    page.get_by_label("Saya tidak punya konflik kepentingan").check()
    tombol(page, "Mulai menilai").click()
    tercatat(page, "Mulai menilai")


def turunkan_nilai(page: Page) -> None:
    """One item below the claim, with a reason in one's own words."""
    butir = isi(page).get_by_role("article").filter(has_text="Melakukan backup atau pemulihan data")
    butir.get_by_label("Nilai butir").fill("0,6")
    butir.get_by_label("Alasan", exact=True).fill(ALASAN)
    tombol(page, "Simpan nilai").click()
    expect(butir).to_contain_text("dinilai 0,600")


def kirim_penilaian(page: Page) -> None:
    tombol(page, "Kirim penilaian").first.click()
    tercatat(page, "Kirim penilaian")


def test_from_the_claim_to_the_decision(kantor: Kantor, tmp_path: Path):
    berkas = tmp_path / "laporan-program.pdf"
    berkas.write_bytes(PDF)
    kantor.server.pada(AJUKAN)

    page = kantor.duduk("prakom")
    buat_dupak(page)
    tambah_kegiatan(page, "program aplikasi", "Membuat program aplikasi sistem informasi", "3", "3,630", bukti=berkas)
    tambah_kegiatan(page, "backup data", "Melakukan backup atau pemulihan data", "40", "0,800")
    tambah_kegiatan(page, "manipulasi", "Melakukan manipulasi data", "6", "0,990")
    expect(isi(page)).to_contain_text("50,420")
    langkah(page, "Ajukan kepada atasan")

    atasan_menyetujui(kantor.buka_perkara("atasan"))

    page = kantor.buka_perkara("pengusul")
    tautan(page, "Usulkan kepada tim penilai").click()
    page.get_by_label("Nomor surat pengantar").fill("800/17/SP/2021")
    tombol(page, "Usulkan kepada tim penilai").click()
    tercatat(page, "Usulkan kepada tim penilai")

    kantor.server.pada(TERIMA)
    langkah(kantor.buka_perkara("sekretariat"), "Terima berkas")
    kantor.server.pada(PERIKSA)
    page = kantor.buka_perkara("sekretariat")
    langkah(page, "Mulai pemeriksaan")
    isi_daftar_periksa(page)

    kantor.server.pada(TUGASKAN)
    page = kantor.cari_perkara("ketua")
    tautan(page, "Tugaskan penilai").click()
    for nama in PENILAI:
        page.get_by_label(nama).check()
    tombol(page, "Tugaskan penilai").click()
    tercatat(page, "Tugaskan penilai")

    kantor.server.pada(NILAI)
    page = kantor.buka_perkara("penilai1")
    mulai_menilai(page)
    tombol(page, "Sisanya sama dengan usulan (3)").click()
    kirim_penilaian(page)
    page = kantor.buka_perkara("penilai2")
    mulai_menilai(page)
    turunkan_nilai(page)
    tombol(page, "Sisanya sama dengan usulan (2)").click()
    kirim_penilaian(page)
    kantor.bersih()


def test_claim_without_javascript(agensi_hidup: Peladen, buka: Callable[..., Layar], tmp_path: Path):
    berkas = tmp_path / "laporan-program.pdf"
    berkas.write_bytes(PDF)
    agensi_hidup.pada(AJUKAN)
    kantor = Kantor(agensi_hidup, buka, js=False)
    page = kantor.duduk("prakom")
    buat_dupak(page)
    uraian = "Membuat program aplikasi sistem informasi"
    tambah_kegiatan(page, "program aplikasi", uraian, "3", "3,630", bukti=berkas, js=False)
    expect(tautan(page, berkas.name)).to_be_visible()
    langkah(page, "Ajukan kepada atasan")
    kantor.bersih()


def test_marking_without_javascript(demo_hidup: Peladen, buka: Callable[..., Layar]):
    kantor = Kantor(demo_hidup, buka, js=False)
    page = kantor.buka_perkara("penilai1", "Penilaian")
    mulai_menilai(page)
    turunkan_nilai(page)
    tombol(page, re.compile("^Sisanya sama dengan usulan")).click()
    kirim_penilaian(page)
    kantor.bersih()
