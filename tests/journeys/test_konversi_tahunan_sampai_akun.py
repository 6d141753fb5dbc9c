"""The year of an office: plan, run, the evaluator's folder, and the officer's account, on both screens and languages.

The office sees what a run would do before it does it, the evaluator signs everything in one act, and the officer finds
the new credit in his account, asks what another predicate would bring, and takes his papers. Every page on the way
passes axe and fits its screen. `SIMPAN_LAYAR` names a folder that keeps a picture of each.
"""

import datetime as dt
import os
import re
from collections.abc import Callable
from gettext import NullTranslations
from pathlib import Path

import pytest
from babel.support import Translations
from playwright.sync_api import Locator, Page, expect
from sqlalchemy.orm import Session

from tests import pabrik
from tests.journeys import axe
from tests.journeys.layar import DESKTOP, PONSEL, Layar, Peladen, lebar_berlebih
from tests.journeys.test_dupak_sampai_pak import isi, unduh
from tests.panggung import baca_agensi
from workflow_app.koneksi import buat_engine
from workflow_app.models import Pegawai
from workflow_app.notifications import MAP_TERJEMAHAN
from workflow_app.services import kinerja, konversi
from workflow_app.services.kinerja import IsiEvaluasi

AKHIR_2023, JANUARI = dt.date(2023, 12, 29), dt.date(2025, 1, 20)
PREDIKAT = {"prakom": "sangat_baik", "muda": "baik", "madya": "baik"}
"""Officers whose appraisal of 2024 is recorded; one more has that of half a year alone, with the same evaluator."""
SETENGAH = "terampil"
PERCOBAAN, JEDA_MS = 40, 250
TINGGI_GAMBAR = 2600


@pytest.fixture(autouse=True)
def _catatan_kinerja(url_agensi: str) -> None:
    """Appraisals of the past year in the record, and a determined conversion of the year before for one officer."""
    engine = buat_engine(url_agensi)
    with Session(engine) as session:
        orang = baca_agensi(session).orang

        def oleh(akun: str, hari: dt.date = JANUARI):
            return pabrik.pelaku(session, orang[akun], hari)

        def evaluasi(pegawai: Pegawai, tahun: int, predikat: str, hari: dt.date, selesai: int = 12) -> None:
            bukti = f"Dokumen evaluasi kinerja Nomor 800/17/{tahun}"
            satu = IsiEvaluasi(tahun, 1, selesai, predikat, bukti, orang["atasan"].id, "")
            kinerja.catat(session, pegawai, satu, oleh=oleh("kepegawaian", hari))

        evaluasi(orang["prakom"], 2023, "baik", AKHIR_2023)
        obj = konversi.buat(
            session,
            orang["prakom"],
            tahun=2023,
            bulan_mulai=1,
            bulan_selesai=12,
            predikat="baik",
            bukti="Dokumen evaluasi kinerja Nomor 800/17/2023",
            penilai_id=orang["atasan"].id,
            oleh=oleh("kepegawaian", AKHIR_2023),
        )
        konversi.ajukan(session, obj, oleh=oleh("kepegawaian", AKHIR_2023))
        konversi.tetapkan(session, obj, oleh=oleh("atasan", AKHIR_2023))
        for akun, predikat in PREDIKAT.items():
            evaluasi(orang[akun], 2024, predikat, JANUARI)
        evaluasi(orang[SETENGAH], 2024, "baik", JANUARI, selesai=6)
        session.commit()
    engine.dispose()


class Kata:
    """The product's texts in the language of the journey."""

    def __init__(self, bahasa: str) -> None:
        self.bahasa = bahasa
        self._kamus: NullTranslations = (
            NullTranslations() if bahasa == "id" else Translations.load(str(MAP_TERJEMAHAN), [bahasa])
        )

    def __call__(self, msgid: str, **nilai: object) -> str:
        hasil = self._kamus.gettext(msgid)
        assert self.bahasa == "id" or hasil != msgid, f"tidak diterjemahkan: {msgid}"
        return hasil % nilai if nilai else hasil

    def banyak(self, msgid: str, n: int) -> str:
        """A text with a number whose forms have one message id."""
        return self._kamus.ngettext(msgid, msgid, n) % {"num": n}

    def ak(self, angka: str) -> str:
        """Credit as the pages write it."""
        return angka.replace(".", ",") if self.bahasa == "id" else angka


class Meja:
    """One person before a screen of this size, in this language."""

    def __init__(self, layar: Layar, kata: Kata, nama: str) -> None:
        self.layar, self.kata, self.nama = layar, kata, nama
        self.page: Page = layar.masuk(nama)
        if kata.bahasa != "id":
            self.page.get_by_role("button", name="English").click()
            expect(self.page.locator("html")).to_have_attribute("lang", kata.bahasa)

    def menu(self, msgid: str) -> None:
        """An entry of the main menu, unfolded first on a telephone."""
        lipat = self.page.locator(".menu-ponsel > summary")
        if lipat.is_visible():
            lipat.click()
        nama = re.compile(rf"^{re.escape(self.kata(msgid))}(\s*\d+)?$")
        self.page.get_by_role("navigation", name=self.kata("Menu utama")).get_by_role("link", name=nama).click()
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()

    def tombol(self, msgid: str) -> Locator:
        return isi(self.page).get_by_role("button", name=self.kata(msgid), exact=True)

    def tautan(self, msgid: str) -> Locator:
        return isi(self.page).get_by_role("link", name=self.kata(msgid), exact=True)

    def muat(self, *teks: str) -> None:
        """All of this stands on the page."""
        for satu in teks:
            expect(isi(self.page)).to_contain_text(satu)

    def periksa(self, nama: str) -> None:
        """The page fits its screen and passes axe; a picture of it is kept where one is asked for."""
        if folder := os.environ.get("SIMPAN_LAYAR"):
            lebar = self.page.viewport_size["width"] if self.page.viewport_size else 0
            berkas = Path(folder) / f"{nama}-{lebar}-{self.kata.bahasa}.png"
            self.page.screenshot(
                path=berkas, full_page=True, clip={"x": 0, "y": 0, "width": lebar, "height": TINGGI_GAMBAR}
            )
        assert lebar_berlebih(self.page) == []
        assert axe.pelanggaran(self.page) == []


def jalankan_tahunan(meja: Meja) -> None:
    """The personnel office: the plan, its exceptions, the run, its result, and where the year stands."""
    kata, page = meja.kata, meja.page
    meja.menu("Konversi tahunan")
    meja.muat(
        "Ayu Lestari",
        kata.ak("18.750"),
        kata("Belum ada catatan kinerja untuk masa ini. Catat evaluasinya lebih dahulu."),
    )
    meja.periksa("1-rencana")
    jumlah = len(PREDIKAT) + 1
    isi(page).get_by_text(kata.banyak("Buat dan ajukan %(num)s konversi", jumlah)).click()
    meja.periksa("2-persetujuan")
    meja.tombol("Jalankan sekarang").click()
    for _ in range(PERCOBAAN):
        if meja.tautan("Unduh hasil").count():
            break
        page.wait_for_timeout(JEDA_MS)
        page.reload()
    expect(meja.tautan("Unduh hasil")).to_be_visible()
    meja.periksa("3-hasil")
    isi(page).get_by_role("link", name=re.compile(rf"\({jumlah}\)$")).first.click()
    meja.muat("Ayu Lestari", kata.ak("18.750"), "Banyu Samudra")
    meja.periksa("3-diajukan")
    isi(page).get_by_role("link", name=kata("Keadaan tahun %(tahun)s", tahun=2024)).click()
    meja.muat("Bagas Wirayudha", f"{kata('Diajukan')} {kata('sejak %(tanggal)s', tanggal='20 Jan 2025')}")
    meja.periksa("4-keadaan")


def tanda_tangani(meja: Meja) -> None:
    """The evaluator: everything in his folder in one act."""
    kata, page = meja.kata, meja.page
    meja.menu("Map penilai kinerja")
    meja.muat("Ayu Lestari", kata.ak("18.750"))
    meja.periksa("5-map")
    pilihan = isi(page).locator("input[name=pilih]")
    jumlah = pilihan.count()
    assert jumlah == len(PREDIKAT) + 1
    for kotak in pilihan.all():
        kotak.check()
    meja.tombol("Tanda tangani").click()
    meja.muat("Ayu Lestari", kata.ak("18.750"))
    meja.periksa("6-periksa")
    meja.tombol("Tetapkan dan tanda tangani").click()
    meja.muat(kata("%(jadi)s dari %(semua)s ditetapkan.", jadi=jumlah, semua=jumlah))
    meja.periksa("7-ditetapkan")


def lihat_akun(meja: Meja, folder: Path) -> None:
    """The officer: his account as a line, what another year would bring, and his papers."""
    kata, page = meja.kata, meja.page
    meja.menu("Angka kredit saya")
    expect(isi(page).get_by_role("img", name=kata("Angka kredit dari waktu ke waktu"))).to_have_count(1)
    meja.muat(kata.ak("31.250"), kata.ak("+18.750"))
    meja.periksa("8-akun")
    meja.tautan("Coba pengandaian").click()
    page.get_by_label(kata("Predikat tahun berikutnya")).select_option(label=kata("Sangat Baik"))
    meja.tombol("Hitung").click()
    baris = isi(page).get_by_role("row").filter(has_text=re.compile(rf"^\s*{kata('Sangat Baik')}"))
    expect(baris).to_contain_text(kata.ak("+18.750"))
    expect(baris).to_contain_text(kata.ak("68.750"))
    meja.periksa("9-banding")
    baris.get_by_role("link", name=kata("Rinci")).click()
    meja.muat(kata.ak("68.750"))
    meja.periksa("10-andai")
    meja.menu("Konversi")
    isi(page).get_by_role("table").get_by_role("link").first.click()
    meja.muat(kata.ak("18.750"))
    meja.periksa("11-konversi")
    surat = unduh_surat(meja, "Konversi predikat kinerja ke angka kredit", folder)
    assert "150% x 12,5 = 18,750" in surat
    surat = unduh_surat(meja, "Akumulasi angka kredit", folder)
    for harus in ("Sangat Baik", "12,500", "18,750", "31,250", "Terbilang: tiga puluh satu koma dua lima"):
        assert harus in surat, (harus, surat)


def unduh_surat(meja: Meja, judul: str, folder: Path) -> str:
    return unduh(meja.page, meja.kata(judul), folder, bagian=meja.kata("Dokumen"))


@pytest.mark.timeout(300)
@pytest.mark.parametrize("bahasa", ["id", "en"])
@pytest.mark.parametrize("ukuran", [PONSEL, DESKTOP], ids=["ponsel", "desktop"])
def test_from_the_plan_of_the_year_to_the_officers_account(
    agensi_hidup: Peladen, buka: Callable[..., Layar], tmp_path: Path, bahasa: str, ukuran: tuple[int, int]
):
    agensi_hidup.pada(JANUARI)
    kata = Kata(bahasa)
    kantor, penilai, pegawai = (
        Meja(buka(agensi_hidup, ukuran=ukuran), kata, akun) for akun in ("kepegawaian", "atasan", "prakom")
    )
    jalankan_tahunan(kantor)
    tanda_tangani(penilai)
    lihat_akun(pegawai, tmp_path)
    for meja in (kantor, penilai, pegawai):
        meja.layar.bersih()
