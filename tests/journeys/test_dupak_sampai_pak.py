"""From an empty claim to the signed decision in Word: everybody at his own browser, by what he sees there.

After the sign-in nobody types an address. The clock of the application is turned between the acts, as the calendar of
a January plenary asks.
"""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

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
JUMLAH = ("45,000", "5,320", "50,320")
"""Old, new, together; 0.100 of the claim was not granted."""
PUTUSAN = "Lima laporan susulan diterima sidang."
PERCOBAAN_DOKUMEN, JEDA_DOKUMEN_MS = 40, 250
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

    def buka_sidang(self, akun: str) -> Page:
        """The team's plenary, from the list of plenaries."""
        page = self.duduk(akun)
        menu(page, "Sidang")
        isi(page).get_by_role("table").get_by_role("link").first.click()
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


def langkah_bertanya(page: Page, nama: str) -> None:
    """Take a step that asks once more before it happens."""
    tautan(page, nama).click()
    langkah(page, nama)


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


def jadwalkan_sidang(page: Page) -> None:
    """A date in the stage, the claim on the agenda, invitations."""
    menu(page, "Sidang")
    tautan(page, "Jadwalkan sidang").click()
    pilihan = page.get_by_label("Tim dan putaran")
    pilihan.select_option(label=pilihan.get_by_role("option", name=re.compile("Januari 2022|Jan 2022")).inner_text())
    page.get_by_label("Tanggal sidang").fill(SIDANG.isoformat())
    page.get_by_label("Tempat").fill("Ruang rapat lantai 3")
    tombol(page, "Jadwalkan sidang").click()
    page.get_by_label(PRAKOM).check()
    tombol(page, "Masukkan ke agenda").click()
    expect(isi(page).get_by_role("table", name="Agenda")).to_contain_text(PRAKOM)
    langkah(page, "Kirim undangan")


def catat_kehadiran(page: Page) -> None:
    """Everybody is there."""
    kehadiran = isi(page).get_by_role("region", name="Kehadiran")
    for kursi in kehadiran.get_by_role("checkbox").all():
        kursi.check()
    tombol(page, "Catat kehadiran").click()
    expect(page.locator("#pesan")).to_contain_text("Kehadiran tercatat")
    expect(kehadiran).to_contain_text("kuorum tercapai")


def putuskan(page: Page) -> None:
    """The plenary's mark for the item on which the assessors differ, and the result."""
    tautan(page, "Bahas agenda 1").click()
    butir = isi(page).get_by_role("article").filter(has_text="Melakukan backup atau pemulihan data")
    expect(butir).to_contain_text(ALASAN)
    butir.get_by_label("Nilai sidang").fill("0,7")
    butir.get_by_label("Alasan", exact=True).fill(PUTUSAN)
    page.get_by_role("combobox", name=re.compile("^Hasil")).select_option(label="Disetujui")
    page.get_by_role("combobox", name=re.compile("^Cara memutus")).select_option(label="Mufakat")
    tombol(page, "Simpan").click()
    expect(isi(page)).to_contain_text("semua sudah diputus")


def unduh(page: Page, judul: str | re.Pattern[str], folder: Path, *, bagian: str = "Dokumen") -> str:
    """Download a paper as soon as the worker has written it; the words in the Word file."""
    tempat = isi(page).get_by_role("region", name=bagian).get_by_role("link", name=judul)
    for _ in range(PERCOBAAN_DOKUMEN):
        if tempat.count():
            break
        page.wait_for_timeout(JEDA_DOKUMEN_MS)
        page.reload()
    with page.expect_download() as unduhan:
        tempat.first.click()
    berkas = folder / "unduhan.docx"
    unduhan.value.save_as(berkas)
    assert unduhan.value.suggested_filename.endswith(".docx")
    with ZipFile(berkas) as isi_docx:
        xml = [n for n in isi_docx.namelist() if re.fullmatch(r"word/(document|header\d|footer\d)\.xml", n)]
        return " ".join(" ".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", isi_docx.read(n).decode())) for n in xml)


@pytest.mark.timeout(300)
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

    kantor.server.pada(JADWAL)
    page = kantor.duduk("sekretaris")
    jadwalkan_sidang(page)
    kantor.server.pada(SIDANG)
    page = kantor.buka_sidang("sekretaris")
    catat_kehadiran(page)
    langkah(kantor.buka_sidang("ketua"), "Buka sidang")
    putuskan(kantor.buka_sidang("sekretaris"))
    page = kantor.buka_sidang("ketua")
    page.get_by_label("Nomor Berita Acara").fill("BA-1/2022")
    tombol(page, "Tutup sidang").click()
    tercatat(page, "Tutup sidang")

    page = kantor.duduk("prakom")
    menu(page, "DUPAK saya")
    isi(page).get_by_role("table").get_by_role("link").first.click()
    expect(isi(page)).to_contain_text("50,320")
    expect(isi(page)).to_contain_text(PUTUSAN)
    langkah_bertanya(page, "Terima hasil, tanpa keberatan")

    kantor.server.pada(PARAF)
    langkah(kantor.buka_perkara("sekretaris", "^PAK"), "Paraf")
    langkah(kantor.buka_perkara("ketua", "^PAK"), "Ajukan kepada pejabat penetap")
    kantor.server.pada(TETAPKAN)
    langkah_bertanya(kantor.buka_perkara("penetap", "^PAK"), "Tetapkan dan tanda tangani")
    kantor.server.pada(KIRIM)
    page = kantor.buka_perkara("sekretariat", "^PAK")
    tautan(page, "Kirim kepada penerima").click()
    for salinan in isi(page).get_by_role("checkbox").all():
        salinan.check()
    langkah(page, "Kirim kepada penerima")

    page = kantor.duduk("prakom")
    menu(page, "DUPAK saya")
    isi(page).get_by_role("table").get_by_role("link").first.click()
    isi(page).get_by_role("region", name="Perkara terkait").get_by_role("link", name=re.compile("^PAK")).click()
    nomor = re.search(r"Ditetapkan 26 Januari 2022, nomor (\S+)\.", isi(page).inner_text())
    assert nomor
    teks = unduh(page, "Penetapan Angka Kredit (PAK)", tmp_path)
    for harus in (nomor[1], PRAKOM, *JUMLAH):
        assert harus in teks, (harus, teks)
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


@pytest.mark.timeout(300)
def test_marking_without_javascript(demo_hidup: Peladen, buka: Callable[..., Layar]):
    kantor = Kantor(demo_hidup, buka, js=False)
    page = kantor.buka_perkara("penilai1", "Penilaian")
    mulai_menilai(page)
    turunkan_nilai(page)
    tombol(page, re.compile("^Sisanya sama dengan usulan")).click()
    kirim_penilaian(page)
    kantor.bersih()
