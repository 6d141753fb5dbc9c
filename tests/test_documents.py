"""Rendering: what is in the snapshot is in the document, whatever characters it holds and however many lines."""

import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import is_dataclass, replace
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
from docx import Document
from lxml import etree

from workflow_app import documents
from workflow_app.documents.ekspresi import isian_kelompok
from workflow_app.documents.kemasan import TANGGAL_TETAP, bagian, rapikan
from workflow_app.documents.pemeriksaan import METADATA, W, dengan_baris, ukur
from workflow_app.documents.perender import isi_templat
from workflow_app.formulir.contoh import contoh
from workflow_app.formulir.isian import sebagai_data
from workflow_app.formulir.kontrak import KONTRAK

JENIS = sorted(KONTRAK)
SULIT = "A&B <C> \"d\" 'e' {{ f }} {% g %} \x00\x07\x0b\x0c\x1b\u202e\ud800ujung"
SULIT_TERCETAK = "A&B <C> \"d\" 'e' {{ f }} {% g %} ujung"

needs_soffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")


def data_contoh(jenis: str, baris: int | None = None) -> dict[str, Any]:
    data = sebagai_data(contoh(jenis))
    return data if baris is None else dengan_baris(KONTRAK[jenis], data, baris)


def buka(berkas: bytes) -> Any:
    return Document(io.BytesIO(berkas))


def teks(akar: Any) -> str:
    """Text as read: paragraphs by lines, tabs as tabs."""
    baris = []
    for paragraf in akar.iter(f"{W}p"):
        isi = {f"{W}t": lambda t: t.text or "", f"{W}tab": lambda _: "\t", f"{W}br": lambda _: "\n"}
        baris.append("".join(isi[t.tag](t) for t in paragraf.iter(*isi) if t.getparent().tag == f"{W}r"))
    return "\n".join(baris)


def teks_seluruhnya(berkas: bytes) -> str:
    isi = bagian(berkas)
    nama = [n for n in isi if n.startswith(("word/document", "word/header", "word/footer"))]
    return "\n".join(teks(etree.fromstring(isi[n])) for n in nama)


def tabel_berjudul(dokumen: Any, judul: str) -> Any:
    """The table one of whose first rows holds a cell with exactly this text."""
    cocok = [
        tabel for tabel in dokumen.tables if any(sel.text == judul for baris in tabel.rows[:4] for sel in baris.cells)
    ]
    assert len(cocok) == 1, f"{judul}: {len(cocok)} tabel"
    return cocok[0]


def dari_teks(tulisan: str) -> bytes:
    """A template with one paragraph."""
    dokumen = Document()
    dokumen.add_paragraph(tulisan)
    keluar = io.BytesIO()
    dokumen.save(keluar)
    return keluar.getvalue()


# jenis, a heading cell of the table, rows that are always there, further rows when there are lines, rows per line
BARIS_TABEL = [
    ("dupak", "UNSUR, SUB UNSUR, DAN BUTIR KEGIATAN", 10, 4, 2),  # two parts, each with one unsur and one sub unsur
    ("dupak", "LAMPIRAN PENDUKUNG DUPAK", 11, 0, 1),
    ("spmk", "URAIAN KEGIATAN", 3, 0, 1),
    ("surat_pengantar", "MASA PENILAIAN", 1, 0, 1),
    ("tanda_terima", "KELENGKAPAN BERKAS", 1, 0, 1),
    ("hapak", "HASIL PENILAIAN ANGKA KREDIT", 7, 0, 2),
    ("hapak", "KESIMPULAN", 3, 0, 1),
    ("hapak", "JUSTIFIKASI", 2, 0, 1),
    ("undangan_sidang", "BUTIR BERBEDA", 1, 0, 1),
    ("berita_acara_sidang", "HADIR", 1, 0, 1),
    ("berita_acara_sidang", "PENGGANTI", 2, -1, 1),  # "Tidak ada." stands where nobody was excluded
    ("berita_acara_sidang", "TANDA TANGAN", 1, 0, 1),
    ("berita_acara_sidang", "AK DISETUJUI", 3, 0, 1),
    ("pak_2020", "PENETAPAN ANGKA KREDIT", 10, 0, 2),
    ("pak_2003", "PENETAPAN ANGKA KREDIT", 13, 0, 2),
    ("konversi", "KOEFISIEN PER TAHUN", 7, 0, 0),  # one appraisal, whatever the length of the lists
    ("akumulasi", "KOEFISIEN PER TAHUN", 6, 0, 1),
    ("penetapan_ak", "HASIL PENILAIAN ANGKA KREDIT", 3, 0, 1),
    ("pak_integrasi", "NILAI DASAR", 5, 0, 1),
    ("bukti_kegiatan", "BERKAS YANG SUDAH DIUNGGAH", 1, 0, 1),
]


def test_setiap_templat_mempunyai_daftar_baris() -> None:
    assert {jenis for jenis, *_ in BARIS_TABEL} == set(JENIS)


@pytest.mark.parametrize("jumlah", [0, 1, 200])
@pytest.mark.parametrize(("jenis", "judul", "tetap", "bila_ada", "per_baris"), BARIS_TABEL)
def test_tabel_sepanjang_isinya(jenis: str, judul: str, tetap: int, bila_ada: int, per_baris: int, jumlah: int) -> None:
    data = data_contoh(jenis, jumlah)
    dokumen = buka(documents.render(jenis, data | ({"blok_lain": []} if "blok_lain" in data else {})))
    seharusnya = tetap + (bila_ada + per_baris * jumlah if jumlah else 0)
    assert len(tabel_berjudul(dokumen, judul).rows) == seharusnya


@pytest.mark.parametrize("jenis", JENIS)
def test_kepala_tabel_berulang_dan_baris_tidak_terpotong(jenis: str) -> None:
    dokumen = buka(documents.render(jenis, data_contoh(jenis)))
    berkepala = [tabel for tabel in dokumen.tables if tabel._tbl.findall(f".//{W}tblHeader")]
    assert berkepala
    for tabel in berkepala:
        baris_kepala = [b._tr.find(f"{W}trPr/{W}tblHeader") is not None for b in tabel.rows]
        assert baris_kepala == sorted(baris_kepala, reverse=True)


def _teks_bebas(tipe: Any, nilai: Any, jalur: str) -> Iterator[tuple[str, Any]]:
    """Every field that may hold any text, with its path; other fields are left as they are."""
    if get_origin(tipe) is tuple:
        for isi in nilai:
            yield from _teks_bebas(get_args(tipe)[0], isi, f"{jalur}[]")
    elif isinstance(tipe, type) and is_dataclass(tipe):
        for nama, tipe_isian in isian_kelompok(tipe).items():
            yield from _teks_bebas(tipe_isian, nilai[nama], f"{jalur}.{nama}".lstrip("."))
    elif tipe is str:
        yield jalur, nilai


def _ganti_teks(tipe: Any, nilai: Any, jalur: str, teks_baru: str) -> Any:
    if get_origin(tipe) is tuple:
        return [_ganti_teks(get_args(tipe)[0], isi, f"{jalur}[]", teks_baru) for isi in nilai]
    if isinstance(tipe, type) and is_dataclass(tipe):
        return {
            nama: _ganti_teks(tipe_isian, nilai[nama], f"{jalur}.{nama}".lstrip("."), teks_baru)
            for nama, tipe_isian in isian_kelompok(tipe).items()
        }
    return f"[{jalur}] {teks_baru}" if tipe is str else nilai


@pytest.mark.parametrize("jenis", JENIS)
def test_tulisan_sulit_di_setiap_isian(jenis: str) -> None:
    biasa = data_contoh(jenis, 1)
    kepala = {nama: biasa[nama] for nama in ("jenis", "versi_isian")}

    def berisi(teks_baru: str) -> bytes:
        return documents.render(jenis, kepala | _ganti_teks(KONTRAK[jenis], biasa, "", teks_baru))

    sulit, polos = berisi(SULIT), berisi("tulisan biasa")
    assert ukur(sulit) == ukur(polos)
    tercetak = teks_seluruhnya(sulit).casefold()
    tidak_dicetak = METADATA | set(documents.templat(jenis).tidak_dicetak)
    for jalur, _ in _teks_bebas(KONTRAK[jenis], biasa, ""):
        if jalur not in tidak_dicetak:
            assert f"[{jalur}] {SULIT_TERCETAK}".casefold() in tercetak


def test_ganti_baris_dan_tab_dipertahankan() -> None:
    data = data_contoh("tanda_terima", 1)
    data["berkas"][0]["keterangan"] = "satu\r\ndua\ttiga\x85empat\u2028lima\renam"
    dokumen = documents.render("tanda_terima", data)
    assert "satu\ndua\ttiga\nempat\nlima\nenam" in teks_seluruhnya(dokumen)
    assert ukur(dokumen) == ukur(documents.render("tanda_terima", data_contoh("tanda_terima", 1)))


@pytest.mark.parametrize("jenis", JENIS)
def test_isian_yang_sama_memberi_byte_yang_sama(jenis: str) -> None:
    data = data_contoh(jenis)
    dari_penyimpanan = json.loads(json.dumps(dict(reversed(data.items()))))
    assert documents.render(jenis, data) == documents.render(jenis, dari_penyimpanan)


@pytest.mark.parametrize("jenis", JENIS)
def test_kemasan_rapi(jenis: str) -> None:
    with zipfile.ZipFile(io.BytesIO(documents.render(jenis, data_contoh(jenis)))) as kemasan:
        nama = kemasan.namelist()
        assert nama == sorted(set(nama))
        assert {info.date_time for info in kemasan.infolist()} == {TANGGAL_TETAP}
        assert nama.count("docProps/core.xml") == 1
        assert not [n for n in nama if "thumbnail" in n]
        inti = kemasan.read("docProps/core.xml").decode()
    assert "python-docx" not in inti


@pytest.mark.parametrize("jenis", JENIS)
def test_tanda_draf_dan_kode_verifikasi(jenis: str) -> None:
    terbit = replace(contoh(jenis), draf=False, kode_verifikasi="")
    draf = replace(terbit, draf=True, kode_verifikasi="7Q4M-X2KD")
    isi_terbit, isi_draf = (documents.render(jenis, sebagai_data(satu)) for satu in (terbit, draf))
    assert "DRAF" not in teks_seluruhnya(isi_terbit)
    assert "Kode verifikasi" not in teks_seluruhnya(isi_terbit)
    assert "DRAF - BELUM BERLAKU" in teks_seluruhnya(isi_draf)
    assert "Kode verifikasi: 7Q4M-X2KD" in teks_seluruhnya(isi_draf)
    kepala = [xml for nama, xml in bagian(isi_draf).items() if nama.startswith("word/header")]
    assert kepala
    assert all(b'string="DRAF"' in xml for xml in kepala)
    assert not [n for n, xml in bagian(isi_terbit).items() if n.startswith("word/header") and b"DRAF" in xml]


def test_pak_menyebut_angka_dan_terbilang() -> None:
    tercetak = teks_seluruhnya(documents.render("pak_2020", data_contoh("pak_2020")))
    assert "JUMLAH UNSUR UTAMA DAN PENUNJANG\n37,500\n12,500\n50,000" in tercetak
    assert "Terbilang: lima puluh" in tercetak
    assert "golongan ruang III/b, terhitung mulai tanggal 1 April 2022." in tercetak
    assert "0 (nol)" not in tercetak


def test_pak_untuk_kenaikan_jabatan() -> None:
    data = data_contoh("pak_2020")
    data["rekomendasi"] |= {
        "jabatan": "Pranata Komputer Ahli Muda",
        "tmt_jabatan": "2022-02-01",
        "pangkat": "",
        "ukom": True,
        "mulai_nol": True,
    }
    tercetak = teks_seluruhnya(documents.render("pak_2020", data))
    assert (
        "dalam jabatan Pranata Komputer Ahli Muda terhitung mulai tanggal 1 Februari 2022, dengan melampirkan "
        "sertifikat lulus uji kompetensi." in tercetak
    )
    assert "dimulai dari 0 (nol)." in tercetak
    assert "kenaikan pangkat menjadi" not in tercetak


def test_hapak_yang_belum_memenuhi_disebut_tabungan() -> None:
    tercetak = teks_seluruhnya(documents.render("hapak", data_contoh("hapak") | {"memenuhi": False}))
    assert "BELUM MEMENUHI syarat dan disimpan sebagai tabungan" in tercetak


def test_tanda_terima_menyebut_putaran_berikutnya() -> None:
    data = data_contoh("tanda_terima")
    lewat = teks_seluruhnya(documents.render("tanda_terima", data))
    assert (
        "batas penerimaan putaran Juli 2021, yaitu tanggal 7 Mei 2021, sehingga dinilai pada putaran Januari" in lewat
    )
    tepat = teks_seluruhnya(documents.render("tanda_terima", data | {"setelah_batas": False}))
    assert "Berkas dinilai pada putaran Januari 2022." in tepat
    assert "sehingga" not in tepat


def test_isian_kosong_menjadi_garis_titik_dan_setrip() -> None:
    data = data_contoh("dupak")
    data["nomor"] = data["pegawai"]["karpeg"] = ""
    data["pegawai"]["masa_kerja_lama"] = None
    tercetak = teks_seluruhnya(documents.render("dupak", data))
    assert "NOMOR: ...." in tercetak
    assert "Nomor seri Karpeg\n-" in tercetak
    assert "Lama\n-" in tercetak


# --- What is refused --------------------------------------------------------------------------------------------------


def test_isian_salah_menyebut_setiap_isian() -> None:
    data = data_contoh("spmk")
    del data["atasan"]["nama"]
    data["baris"][1]["jumlah"] = "12,5"
    data["baris"][0]["tanggal_mulai"] = "2021-02-31"
    data["jumlah"] = 1
    data["tambahan"] = "x"
    with pytest.raises(documents.IsianSalah) as galat:
        documents.render("spmk", data)
    assert galat.value.masalah == (
        "atasan.nama: tidak ada",
        "baris[0].tanggal_mulai: seharusnya tanggal ISO (2022-01-10)",
        "baris[1].jumlah: seharusnya angka desimal dengan titik",
        "jumlah: seharusnya teks, tertulis int",
        "tambahan: tidak dikenal",
    )
    assert "atasan.nama: tidak ada" in str(galat.value)


def test_isian_dokumen_lain_ditolak() -> None:
    with pytest.raises(documents.IsianSalah, match="jenis: seharusnya 'spmk', tertulis 'dupak'"):
        documents.render("spmk", data_contoh("dupak"))


def test_templat_yang_tidak_ada() -> None:
    with pytest.raises(documents.TemplatTidakAda, match="piagam"):
        documents.render("piagam", {})


def test_isian_yang_tidak_ada_tidak_menjadi_kosong() -> None:
    with pytest.raises(documents.TemplatSalah, match="pangkta"):
        isi_templat("spmk", dari_teks("{{ atasan.pangkta }}"), data_contoh("spmk"))


@pytest.mark.parametrize(
    "ungkapan",
    [
        "{{ ''.__class__ }}",
        "{{ atasan.nama.__class__.__mro__ }}",
        "{{ atasan.keys.__self__ }}",
        "{{ range(3) }}",
        "{{ cycler }}",
        "{{ 'a' * 1000000000 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ atasan.nama | attr('__class__') }}",
        "{% include 'x' %}",
        "{{ jumlah - 1 }}",
        "{{ atasan.nama ",
    ],
)
def test_ungkapan_berbahaya_ditolak(ungkapan: str) -> None:
    with pytest.raises(documents.TemplatSalah, match="Templat spmk: "):
        isi_templat("spmk", dari_teks(ungkapan), data_contoh("spmk"))


def test_bukan_berkas_word() -> None:
    with pytest.raises(documents.TemplatSalah, match="bukan berkas Word"):
        isi_templat("spmk", b"bukan zip", {})


def test_saringan_menyebut_nilai_yang_tidak_terbaca() -> None:
    with pytest.raises(documents.TemplatSalah, match="'Pembina' bukan tanggal"):
        isi_templat("spmk", dari_teks("{{ atasan.pangkat | tanggal }}"), data_contoh("spmk"))


def test_susunan_rusak_tidak_diperbaiki_diam_diam() -> None:
    """A condition that begins before a table and ends inside it; docxtpl would leave out what no longer fits."""
    dokumen = Document()
    dokumen.add_paragraph("{% if draf %}")
    dokumen.add_table(rows=1, cols=2).cell(0, 1).text = "{% endif %}"
    keluar = io.BytesIO()
    dokumen.save(keluar)
    with pytest.raises(documents.TemplatSalah, match="dokumen rusak"):
        isi_templat("spmk", keluar.getvalue(), data_contoh("spmk"))


# --- LibreOffice ------------------------------------------------------------------------------------------------------


def soffice(tujuan: str, berkas: list[Path], map_hasil: Path) -> None:
    """Convert in one call with a profile of its own; parallel calls with a shared one do nothing."""
    profil = (map_hasil / "profil").resolve().as_uri()
    perintah = ["soffice", f"-env:UserInstallation={profil}", "--headless", "--norestore", "--convert-to", tujuan]
    subprocess.run(
        [*perintah, "--outdir", str(map_hasil), *map(str, berkas)],
        check=True,
        capture_output=True,
        timeout=100,
    )


@needs_soffice
def test_setiap_dokumen_terbuka_di_libreoffice(tmp_path: Path) -> None:
    masuk = []
    for jenis in JENIS:
        berkas = tmp_path / f"{jenis}.docx"
        berkas.write_bytes(documents.render(jenis, data_contoh(jenis)))
        masuk.append(berkas)
    soffice("pdf", masuk, tmp_path)
    for jenis in JENIS:
        pdf = tmp_path / f"{jenis}.pdf"
        info = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True).stdout
        assert int(info.split("Pages:")[1].split()[0]) >= 1
        fonts = subprocess.run(["pdffonts", str(pdf)], check=True, capture_output=True, text=True).stdout
        nama = [baris.split()[0].rsplit("+", 1)[-1] for baris in fonts.splitlines()[2:]]
        assert nama
        assert all(satu.startswith(("Liberation", "Arial")) for satu in nama), nama


@needs_soffice
def test_templat_yang_disimpan_libreoffice_tetap_baik(tmp_path: Path) -> None:
    """LibreOffice names the core properties otherwise; the document must not get them twice."""
    asal = documents.templat("pak_2020").jalur
    soffice("docx:MS Word 2007 XML", [asal], tmp_path)
    templat = (tmp_path / "pak_2020.docx").read_bytes()
    hasil = isi_templat("pak_2020", templat, data_contoh("pak_2020"))
    assert hasil == isi_templat("pak_2020", templat, data_contoh("pak_2020"))
    with zipfile.ZipFile(io.BytesIO(hasil)) as kemasan:
        assert kemasan.namelist().count("docProps/core.xml") == 1
    assert "Terbilang: lima puluh" in teks_seluruhnya(hasil)


def test_rapikan_membuang_bagian_ganda_dan_gambar_mini() -> None:
    keluar = io.BytesIO(dari_teks("isi"))
    with zipfile.ZipFile(keluar, "a") as kemasan, pytest.warns(UserWarning, match="Duplicate name"):
        kemasan.writestr("docProps/core.xml", kemasan.read("docProps/core.xml"))
    rapi = rapikan(keluar.getvalue())
    with zipfile.ZipFile(io.BytesIO(rapi)) as kemasan:
        nama = kemasan.namelist()
    assert len(nama) == len(set(nama))
    assert "docProps/thumbnail.jpeg" not in nama
    assert rapikan(rapi) == rapi
    assert teks(buka(rapi).element) == "isi"
