"""Uploads: what is taken, what is not and why, and that nothing is stored of what is not."""

import io
import re
from pathlib import Path

import pytest

from tests import contoh_berkas
from workflow_app import pemeriksa
from workflow_app.cli.docs import DOKUMEN
from workflow_app.cli.docs_unggahan import halaman_unggahan
from workflow_app.errors import MasukanSalah
from workflow_app.penyimpanan import Penyimpanan
from workflow_app.services import unggahan
from workflow_app.services.unggahan import BerkasDitolak
from workflow_app.services.unggahan.sebab import KALIMAT


@pytest.fixture
def penyimpanan(tmp_path: Path) -> Penyimpanan:
    return Penyimpanan(f"file://{tmp_path / 'berkas'}")


def sebab(nama: str, isi: bytes) -> str:
    with pytest.raises(BerkasDitolak) as galat:
        unggahan.periksa(nama, io.BytesIO(isi))
    return str(galat.value.pesan)


@pytest.mark.parametrize(
    ("nama", "isi", "tipe"),
    [
        ("SK.pdf", contoh_berkas.PDF, "application/pdf"),
        ("SK.PDF", b"\xef\xbb\xbf junk of a scanner\n" + contoh_berkas.PDF + b"\r\n\x00", "application/pdf"),
        ("foto.jpg", contoh_berkas.jpg(), "image/jpeg"),
        ("foto.JPEG", contoh_berkas.jpg(4000, 3000), "image/jpeg"),
        ("layar.png", contoh_berkas.png(), "image/png"),
    ],
)
def test_kinds_that_are_taken(penyimpanan: Penyimpanan, nama: str, isi: bytes, tipe: str):
    berkas = unggahan.simpan(penyimpanan, nama, io.BytesIO(isi))
    assert (berkas.nama_asli, berkas.tipe, berkas.ukuran) == (nama, tipe, len(isi))
    assert penyimpanan.baca(berkas.sha256) == isi


@pytest.mark.parametrize(
    ("nama", "isi", "kalimat"),
    [
        ("laporan.odt", b"PK\x03\x04", "bukan jenis yang diterima. Yang diterima: PDF, JPG, PNG, DOCX, XLSX"),
        ("laporan.docx", b"PK\x03\x04", "Berkas ini rusak, sehingga tidak dapat dibuka"),
        ("laporan.pdf.exe", contoh_berkas.PDF, "bukan jenis yang diterima"),
        ("tanpa-akhiran", contoh_berkas.PDF, "bukan jenis yang diterima"),
        ("kosong.pdf", b"", "kosong"),
        ("palsu.pdf", b"<html><script>alert(1)</script></html>" * 30, "Isinya bukan PDF"),
        ("potong.pdf", contoh_berkas.PDF[:120], "terpotong"),
        ("rahasia.pdf", contoh_berkas.PDF_BERSANDI, "terkunci dengan kata sandi"),
        ("foto.jpg", contoh_berkas.png(), "Isinya bukan gambar JPG. Tampaknya berkas .png"),
        ("foto.png", contoh_berkas.jpg(), "Isinya bukan gambar PNG. Tampaknya berkas .jpg"),
        ("foto.pdf", b"PK\x03\x04" + b"\x00" * 40, "Isinya bukan PDF. Tampaknya berkas .zip"),
        ("potong.png", contoh_berkas.png()[:40], "rusak atau terpotong"),
        ("potong.jpg", contoh_berkas.jpg()[:30], "rusak atau terpotong"),
        ("raksasa.png", contoh_berkas.png(20_000, 20_000), "20000 x 20000 titik terlalu besar"),
        ("raksasa.jpg", contoh_berkas.jpg(60_000, 60_000), "titik terlalu besar"),
        ("nol.jpg", contoh_berkas.jpg(0, 5), "rusak atau terpotong"),
    ],
)
def test_kinds_that_are_refused_with_a_sentence(nama: str, isi: bytes, kalimat: str):
    pesan = sebab(nama, isi)
    assert f"“{nama}”" in pesan
    assert kalimat in pesan


def test_a_file_too_large_says_the_limit_and_is_told_apart(
    penyimpanan: Penyimpanan, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    isi = contoh_berkas.PDF + b" " * unggahan.PDF.maks_byte
    with pytest.raises(BerkasDitolak) as galat:
        unggahan.simpan(penyimpanan, "besar.pdf", io.BytesIO(isi))
    assert galat.value.terlalu_besar
    assert "Paling besar 10 MB untuk PDF" in str(galat.value.pesan)
    assert not list((tmp_path / "berkas").rglob("*.*"))


def test_one_bad_file_and_none_is_stored(penyimpanan: Penyimpanan, tmp_path: Path):
    with pytest.raises(BerkasDitolak):
        unggahan.simpan_semua(
            penyimpanan,
            [("baik.pdf", io.BytesIO(contoh_berkas.PDF)), ("buruk.pdf", io.BytesIO(b"bukan"))],
        )
    assert not [p for p in (tmp_path / "berkas").rglob("*") if p.is_file()]


def test_how_many_files_at_once(penyimpanan: Penyimpanan):
    with pytest.raises(MasukanSalah, match="Pilih berkas"):
        unggahan.simpan_semua(penyimpanan, [])
    banyak = [(f"{i}.pdf", io.BytesIO(contoh_berkas.PDF)) for i in range(unggahan.MAKS_BERKAS_SEKALI + 1)]
    with pytest.raises(MasukanSalah, match="Paling banyak 5 berkas"):
        unggahan.simpan_semua(penyimpanan, banyak)
    assert len(unggahan.simpan_semua(penyimpanan, banyak[1:])) == unggahan.MAKS_BERKAS_SEKALI


@pytest.mark.parametrize(
    ("nama", "bersih"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Dokumen\\SK Pangkat.pdf", "SK Pangkat.pdf"),
        ("laporan\u202efdp.exe.pdf", "laporanfdp.exe.pdf"),
        ("baris\r\nbaru\x00.pdf", "barisbaru.pdf"),
        ('a"b<c>:d|e?.pdf', "a b c d e.pdf"),
        (".pdf", "berkas.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("SK\u0301.pdf", "S\u1e30".replace("\u1e30", "Ḱ") + ".pdf"),
    ],
)
def test_names_become_labels_without_tricks(nama: str, bersih: str):
    assert unggahan.nama_bersih(nama) == bersih


def test_page_and_checks_share_one_table():
    assert unggahan.akhiran(unggahan.JENIS_BUKTI) == ("pdf", "jpg", "jpeg", "png", "docx", "xlsx")
    assert unggahan.maks_byte(unggahan.JENIS_BUKTI) == 10 * unggahan.MB
    assert unggahan.akhiran(unggahan.JENIS_LEMBAR) == ("csv", "xlsx")


def test_the_page_in_the_docs_says_what_the_table_says():
    halaman = (DOKUMEN / "uploads.md").read_text(encoding="utf-8")
    assert halaman == halaman_unggahan()
    for jenis in unggahan.JENIS_BUKTI:
        assert f"| {jenis.nama} |" in halaman
        assert f"`{jenis.tipe}`" in halaman


def test_every_finding_has_a_sentence():
    kode = {
        cocok
        for berkas in Path(pemeriksa.__file__).parent.glob("*.py")
        for cocok in re.findall(
            r'"((?:bukan|ekor|gambar|ganda|kantor|pdf)_[a-z_]+|ekor|lama|berat|macet|ramai)"', berkas.read_text()
        )
    }
    kode |= {f"bukan_{akhir}" for akhir in ("docx", "xlsx")}
    assert kode == set(KALIMAT)
