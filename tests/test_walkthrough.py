"""The whole main job on a real claims sheet, as the command runs it, and on sheets that cannot be run."""

import json
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from workflow_app.cli.walkthrough import walkthrough

CONTOH = Path(__file__).resolve().parent.parent / "examples" / "skp_ahli_pertama_2021.csv"


@pytest.fixture(autouse=True)
def _pengaturan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSTANCE_DIR", str(tmp_path / "instance"))


def jalankan(klaim: Path, keluar: Path, *pilihan: str) -> Result:
    return CliRunner().invoke(walkthrough, [str(klaim), "--out", str(keluar), *pilihan])


def teks_word(berkas: Path) -> str:
    dokumen = docx.Document(str(berkas))
    sel = [s.text for t in dokumen.tables for b in t.rows for s in b.cells]
    return "\n".join([*(p.text for p in dokumen.paragraphs), *sel])


def test_the_sample_ends_with_a_sent_decision_of_50(tmp_path: Path) -> None:
    hasil = jalankan(CONTOH, tmp_path / "hasil")
    assert hasil.exit_code == 0, hasil.output
    ringkasan = json.loads((tmp_path / "hasil" / "summary.json").read_text())
    assert ringkasan["angka_kredit"] == {"lama": "37.500", "usulan": "12.500", "baru": "12.500", "jumlah": "50.000"}
    assert ringkasan["akhir"] == {"dupak": "selesai", "pak": "dikirim", "selesai_karena": "pak"}
    assert ringkasan["butir"] == 16
    assert any("fisik: arsip unit kerja" in a for a in ringkasan["asumsi"])
    assert [b["langkah"] for b in ringkasan["langkah"]][-1] == "kirim"
    (pak,) = (tmp_path / "hasil").glob("*-pak_2020.docx")
    isi = teks_word(pak)
    for kata in (ringkasan["nomor_pak"], "37,500", "12,500", "50,000", "Penata Muda Tingkat I"):
        assert kata in isi
    assert "DRAF" not in isi


def test_every_step_is_a_line_with_actor_state_and_deadline(tmp_path: Path) -> None:
    baris = jalankan(CONTOH, tmp_path / "hasil").output.splitlines()
    usulkan = next(b for b in baris if " usulkan " in b)
    assert "(pengusul)" in usulkan
    assert "-> diusulkan" in usulkan
    assert "tenggat 2021-07-" in usulkan


def test_the_dates_are_those_of_the_calendar(tmp_path: Path) -> None:
    jalankan(CONTOH, tmp_path / "hasil")
    langkah = json.loads((tmp_path / "hasil" / "summary.json").read_text())["langkah"]
    pada = {b["langkah"]: b["tanggal"] for b in langkah if b["perkara"].startswith(("dupak", "sidang"))}
    assert pada["ajukan"].startswith("2021-07")
    assert pada["terima"] < "2021-11-05"
    assert pada["tutup"].startswith("2022-01")


def test_without_old_credit_the_sum_is_kept_for_later_and_the_run_says_so(tmp_path: Path) -> None:
    hasil = jalankan(CONTOH, tmp_path / "hasil", "--lama", "0")
    assert hasil.exit_code == 0, hasil.output
    assert "tabungan" in hasil.output
    ringkasan = json.loads((tmp_path / "hasil" / "summary.json").read_text())
    assert ringkasan["akhir"] == {"dupak": "selesai", "pak": None, "selesai_karena": "tabungan"}
    assert ringkasan["angka_kredit"]["jumlah"] == "12.500"
    assert not list((tmp_path / "hasil").glob("*-pak_*"))
    (hapak,) = (tmp_path / "hasil").glob("*-hapak.docx")
    assert "37,500" in teks_word(hapak)


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ("kode_butir,tanggal_selesai,volume\nXX-1,2021-06-30,2\n", "baris 2, kolom kode_butir"),
        ("kode_butir,tanggal_selesai,volume\nKA-I.B.7,2021-06-30,-2\n", "baris 2, kolom volume"),
        ("kode_butir,tanggal_selesai,volume\nKA-I.B.7,2021-06-30,9999999999\n", "baris 2, kolom volume"),
        ("kode_butir,tanggal_selesai,volume\nKA-I.B.7,31-31-2021,2\n", "baris 2, kolom tanggal_selesai"),
        ("kode_butir,tanggal_selesai,volume\nKA-I.B.7,2024-06-30,2\n", "tidak lagi dinilai dengan DUPAK"),
        ("kode_butir,tanggal_selesai,volume,angka_kredit\nKA-I.B.7,2021-06-30,2,99\n", "kolom angka_kredit"),
        ("nama,umur\nA,1\n", "kolom"),
        ("", "belum dapat dijalankan"),
    ],
)
def test_a_bad_sheet_names_row_and_column_and_writes_nothing(tmp_path: Path, isi: str, kata: str) -> None:
    klaim = tmp_path / "klaim.csv"
    klaim.write_text(isi)
    hasil = jalankan(klaim, tmp_path / "hasil")
    assert hasil.exit_code == 1
    assert kata in hasil.output
    assert not (tmp_path / "hasil").exists()


def test_a_missing_sheet_is_one_sentence(tmp_path: Path) -> None:
    hasil = jalankan(tmp_path / "tiada.xlsx", tmp_path / "hasil")
    assert hasil.exit_code == 1
    assert "tidak ditemukan" in hasil.output


def test_decimal_comma_and_point_mean_the_same(tmp_path: Path) -> None:
    for nama, angka in (("koma", '"0,18"'), ("titik", "0.18")):
        klaim = tmp_path / f"{nama}.csv"
        klaim.write_text(f"kode_butir,tanggal_selesai,volume,angka_kredit\nKA-I.B.7,2021-06-30,2,{angka}\n")
        assert jalankan(klaim, tmp_path / nama).exit_code == 0
