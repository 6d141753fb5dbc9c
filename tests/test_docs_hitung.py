"""docs/hitung.md and the published schemas are as the kinds and rules say. After a change: `python3 run.py docs`."""

import json
import re

import jsonschema
import pytest
from click.testing import CliRunner

from workflow_app.cli.docs import DOKUMEN, docs, semua_berkas
from workflow_app.cli.docs_hitung import BACAAN, halaman_hitung, skema
from workflow_app.cli.hitung import hitung
from workflow_app.kalkulator.jenis import JENIS


@pytest.fixture(scope="module")
def halaman() -> str:
    return halaman_hitung()


def test_the_page_is_as_the_kinds_say(halaman):
    assert (DOKUMEN / "hitung.md").read_text(encoding="utf-8") == halaman


@pytest.mark.parametrize("nama", list(skema()))
def test_the_published_schemas_are_those_of_the_command(nama):
    teks = (DOKUMEN / "skema" / nama).read_text(encoding="utf-8")
    assert teks == skema()[nama]
    jsonschema.Draft202012Validator.check_schema(json.loads(teks))


def test_every_kind_has_its_section_and_every_link_leads_to_one(halaman):
    bagian = re.findall(r"^### (\w+)$", halaman, re.MULTILINE)
    assert sorted(bagian) == sorted(JENIS)
    judul = re.findall(r"^## (.+)$", halaman, re.MULTILINE)
    tempat = {satu.lower().replace(" ", "-") for satu in judul}
    assert set(re.findall(r"\]\(#([\w-]+)\)", halaman)) == {*bagian, *tempat} - {"contents"}


def test_the_contents_name_every_section_and_every_kind_before_anything_else(halaman):
    judul = re.findall(r"^## (.+)$", halaman, re.MULTILINE)
    assert judul[:2] == ["Contents", "A first example"]
    isi = halaman.split("\n## ")[1]
    assert re.findall(r"^- \[(.+?)\]", isi, re.MULTILINE) == judul[1:]
    assert sorted(re.findall(r"\[`(\w+)`\]", isi)) == sorted(JENIS)
    assert not re.search(r"[Kk]inds? (about|`)", isi)


def test_the_first_example_is_a_file_a_command_and_what_it_prints(halaman, tmp_path):
    contoh = halaman.split("\n## A first example\n")[1].split("\n## ")[0]
    berkas = tmp_path / "kasus.json"
    berkas.write_text(contoh.split("```json\n")[1].split("```")[0], encoding="utf-8")
    for pilihan in ("", " --explain"):
        perintah = f"$ python3 run.py alurpak hitung kasus.json{pilihan}\n"
        keluar = CliRunner().invoke(hitung, [str(berkas), *pilihan.split()])
        assert keluar.exit_code == 0
        assert keluar.output == contoh.split(perintah)[1].split("```")[0]


@pytest.mark.parametrize("kode", list(JENIS))
def test_a_section_names_every_field_figure_and_verdict(kode, halaman):
    isi = halaman.split(f"\n### {kode}\n")[1].split("\n### ")[0]
    jenis = JENIS[kode]
    for nama in (*jenis.masukan.model_fields, *jenis.nilai, *jenis.putusan):
        assert f"| `{nama}` |" in isi
    assert '"putusan": "galat"' not in isi


def test_every_row_of_worked_cases_stands_in_the_mapping(halaman):
    baris = {satu[1] for satu in re.finditer(r"^\| (T\d{2}) \|", halaman, re.MULTILINE)}
    assert baris == {f"T{n:02d}" for n in range(1, 67)}


def test_every_reading_that_the_rules_name_is_explained(halaman):
    for nomor, hal in BACAAN.items():
        assert f"| {hal} |" in halaman if nomor is None else f"| {nomor}. {hal} |" in halaman


def test_the_command_writes_every_generated_file(tmp_path):
    hasil = CliRunner().invoke(docs, ["--out", str(tmp_path)])
    assert hasil.exit_code == 0
    ditulis = {str(berkas.relative_to(tmp_path)): berkas.read_text("utf-8") for berkas in tmp_path.rglob("*.*")}
    assert ditulis == semua_berkas()
