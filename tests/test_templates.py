"""The check of templates: the committed ones pass, and each kind of mistake is found and named."""

import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from workflow_app.cli.templates import grup
from workflow_app.documents import ManifesSalah, daftar_templat, templat
from workflow_app.documents.ekspresi import jalur_isian, periksa_pemakaian
from workflow_app.documents.manifes import MAP_TEMPLAT
from workflow_app.documents.pemeriksaan import periksa_berkas, periksa_semua
from workflow_app.formulir.contoh import CONTOH, contoh
from workflow_app.formulir.isian import sebagai_data
from workflow_app.formulir.kontrak import KONTRAK, periksa


def diubah(jenis: str, ubah: Callable[[Any], object]) -> list[str]:
    """What the check says of a committed template after a change to it."""
    asal = templat(jenis)
    dokumen = Document(str(asal.jalur))
    ubah(dokumen)
    keluar = io.BytesIO()
    dokumen.save(keluar)
    return list(periksa_berkas(jenis, keluar.getvalue(), asal.tidak_dicetak))


@pytest.fixture
def map_salinan(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MAP_TEMPLAT, tmp_path / "templat"))


def test_semua_templat_baik() -> None:
    hasil = periksa_semua()
    assert {satu.jenis for satu in hasil} == set(KONTRAK)
    assert {satu.jenis: satu.masalah for satu in hasil if satu.masalah} == {}


def test_perintah_menyebut_satu_baris_per_templat() -> None:
    hasil = CliRunner().invoke(grup, ["check"])
    assert hasil.exit_code == 0
    assert sorted(hasil.output.splitlines()) == sorted(
        f"baik   {satu.jenis}, versi {satu.versi}" for satu in daftar_templat()
    )


def test_perintah_gagal_bila_ada_masalah(map_salinan: Path) -> None:
    (map_salinan / "spmk.docx").write_bytes(b"bukan zip")
    hasil = CliRunner().invoke(grup, ["check", "--map", str(map_salinan)])
    assert hasil.exit_code == 1
    assert "SALAH  spmk\n" in hasil.output
    assert "bukan berkas Word yang utuh" in hasil.output
    assert "baik   dupak" in hasil.output


def test_manifes_lengkap(map_salinan: Path) -> None:
    shutil.copy(map_salinan / "spmk.docx", map_salinan / "piagam.docx")
    (map_salinan / "hapak.docx").unlink()
    manifes = map_salinan / "MANIFEST.toml"
    manifes.write_text(re.sub(r"\[dupak\]\n(?:.+\n)+", "", manifes.read_text()))
    masalah = {satu.jenis: satu.masalah for satu in periksa_semua(map_salinan) if satu.masalah}
    assert masalah == {
        "dupak": ["tidak tercatat dalam MANIFEST.toml"],
        "hapak": ["berkas hapak.docx tidak ada"],
        "piagam": ["tidak tercatat dalam MANIFEST.toml"],
    }


@pytest.mark.parametrize(
    ("isi", "sebab"),
    [
        ("[spmk", "MANIFEST.toml"),
        ('[spmk]\njudul = "SPMK"\nsidik = ""\n', r"\[spmk\] versi tidak ada atau bukan angka"),
        ('[spmk]\njudul = 1\nversi = 1\nsidik = ""\n', r"\[spmk\] judul tidak ada atau bukan teks"),
        ("['../spmk']\n", "bukan bagian sebuah templat"),
    ],
)
def test_manifes_yang_rusak_disebut(map_salinan: Path, isi: str, sebab: str) -> None:
    (map_salinan / "MANIFEST.toml").write_text(isi)
    with pytest.raises(ManifesSalah, match=sebab):
        templat("spmk", map_salinan)


def test_berkas_yang_berubah_minta_versi_baru(map_salinan: Path) -> None:
    dokumen = Document(str(map_salinan / "spmk.docx"))
    dokumen.add_paragraph("Ditambahkan di Word.", style="Surat")
    dokumen.save(str(map_salinan / "spmk.docx"))
    baru, versi = templat("spmk", map_salinan).sha256, templat("spmk", map_salinan).versi
    masalah = {satu.jenis: satu.masalah for satu in periksa_semua(map_salinan) if satu.masalah}
    assert masalah == {"spmk": [f'berkas berubah sejak versi {versi}: naikkan versi dan tulis sidik = "{baru}"']}


@pytest.mark.parametrize(
    ("tulisan", "masalah"),
    [
        ("{{ atasan.nmaa }}", "isian atasan.nmaa tidak ada (mungkin maksudnya nama)"),
        ("{{ tanggal_lahir }}", "isian tanggal_lahir tidak ada"),
        ("{{ jumlah }}", "jumlah dicetak tanpa saringan (ak, angka, terbilang_ak)"),
        ("{{ ttd.tanggal | titik }}", "ttd.tanggal dicetak tanpa saringan"),
        ("{{ atasan }}", "atasan adalah kelompok atau daftar, tidak dapat dicetak"),
        ("{{ baris }}", "baris adalah kelompok atau daftar, tidak dapat dicetak"),
        ("{{ baris[0].uraian }}", "ungkapan Getitem tidak diizinkan"),
        ("{{ ''.__class__ }}", "ungkapan Const tidak diizinkan di sini"),
        ("{{ atasan.__class__ }}", "isian atasan.__class__ tidak ada"),
        ("{{ atasan.nama.upper() }}", "ungkapan Call tidak diizinkan"),
        ("{{ atasan.nama | besra }}", "saringan 'besra' tidak dikenal (mungkin maksudnya besar)"),
        ("{% set x = 1 %}", "perintah Assign tidak diizinkan"),
        ("{{ 2 * 3 }}", "ungkapan Mul tidak diizinkan"),
        ("{% for x in atasan %}{% endfor %}", "atasan bukan daftar"),
        ("{% if draf %}", "penulisan salah"),
        ("{{r atasan.nama }}", "tanda {{r ...}} tidak diizinkan"),
    ],
)
def test_kekeliruan_dalam_ungkapan_disebut(tulisan: str, masalah: str) -> None:
    hasil = diubah("spmk", lambda dokumen: dokumen.add_paragraph(tulisan, style="Surat"))
    assert any(masalah in satu for satu in hasil), hasil


def test_kekeliruan_menyebut_teks_di_dekatnya() -> None:
    hasil = diubah("spmk", lambda dokumen: dokumen.add_paragraph("Nama lengkap: {{ atasan.nmaa }}", style="Surat"))
    assert (
        "isi: isian atasan.nmaa tidak ada (mungkin maksudnya nama), dekat teks: 'Nama lengkap: {{ atasan.nmaa }}'"
        in (hasil)
    )


def test_isian_yang_tidak_dicetak_disebut() -> None:
    def buang_penutup(dokumen: Any) -> None:
        dokumen.tables[-1]._tbl.getparent().remove(dokumen.tables[-1]._tbl)

    hasil = diubah("spmk", buang_penutup)
    assert hasil == [f"isian ttd.{nama} tidak dicetak" for nama in ("jabatan", "nama", "nip", "tanggal", "tempat")]


def test_pengecualian_yang_tidak_perlu_disebut() -> None:
    berkas = templat("spmk").jalur.read_bytes()
    assert list(periksa_berkas("spmk", berkas, ["unsur", "tidak.ada"])) == [
        "MANIFEST.toml menyebut tidak.ada tidak dicetak, padahal dicetak atau tidak ada",
        "MANIFEST.toml menyebut unsur tidak dicetak, padahal dicetak atau tidak ada",
    ]


def test_huruf_di_luar_daftar_disebut() -> None:
    def pakai_bookman(dokumen: Any) -> None:
        dokumen.paragraphs[0].runs[0].font.name = "Bookman Old Style"
        dokumen.styles["Isi"].font.name = "Calibri"

    assert diubah("spmk", pakai_bookman) == [
        "word/document.xml: huruf Bookman Old Style tidak diizinkan, gunakan Arial atau Times New Roman",
        "word/styles.xml: huruf Calibri tidak diizinkan, gunakan Arial atau Times New Roman",
    ]


def test_bidang_word_yang_membaca_jam_ditolak() -> None:
    def tanggal_hari_ini(dokumen: Any) -> None:
        dokumen.paragraphs[0]._p.append(
            parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" DATE "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
        )

    assert diubah("spmk", tanggal_hari_ini) == ["word/document.xml: bidang Word DATE tidak diizinkan"]


def test_tautan_ke_luar_ditolak() -> None:
    hasil = diubah("spmk", lambda d: d.part.relate_to("https://contoh.invalid/x.dotm", "urn:contoh", is_external=True))
    assert hasil == ["word/_rels/document.xml.rels: tautan ke luar berkas tidak diizinkan"]


def test_bagian_ganda_disebut() -> None:
    def hubungan_kedua(dokumen: Any) -> None:
        inti = dokumen.part.package.part_related_by(
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
        )
        dokumen.part.package.rels.get_or_add(
            "http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata/core-properties", inti
        )

    assert diubah("spmk", hubungan_kedua) == ["docProps/core.xml ada lebih dari sekali dalam berkas"]


# --- Contracts --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("jenis", sorted(KONTRAK))
def test_contoh_memenuhi_kontrak(jenis: str) -> None:
    assert periksa(jenis, sebagai_data(contoh(jenis))) == []


def test_setiap_kontrak_mempunyai_contoh() -> None:
    assert CONTOH.keys() == KONTRAK.keys()


@pytest.mark.parametrize("jenis", sorted(KONTRAK))
def test_nama_isian_dapat_ditulis_dengan_titik(jenis: str) -> None:
    """In a template `x.items` would be the method of a mapping, not a field of that name."""
    for jalur in jalur_isian(KONTRAK[jenis]):
        for nama in jalur.replace("[]", "").split("."):
            assert not hasattr(dict, nama), jalur


def test_pemakaian_melalui_pengulangan_bersarang() -> None:
    sumber = "{% for u in utama.unsur %}{% for s in u.sub_unsur %}{{ s.nama }}{{ loop.index }}{% endfor %}{% endfor %}"
    hasil = periksa_pemakaian(KONTRAK["dupak"], {"isi": sumber})
    assert hasil.masalah == []
    assert hasil.terpakai >= {"utama.unsur[].sub_unsur[].nama"}
