"""`alurpak hitung`: cases in, results out; every fault names the case and the field, and the others still run."""

import json
from decimal import Decimal
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from workflow_app.cli.hitung import hitung
from workflow_app.kalkulator.jenis import JENIS, baca_kasus, jalankan_kasus
from workflow_app.kalkulator.jenis.skema import skema_hasil, skema_kasus

BENAR: dict[str, Any] = {
    "id": "benar",
    "jenis": "kredit_butir",
    "regime": "R2003",
    "masukan": {"jenjang": "Pertama", "jenjang_butir": "muda", "angka_kredit": 0.5, "volume": "10"},
}


def jalankan(tmp_path, data, *pilihan):
    berkas = tmp_path / "kasus.json"
    berkas.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
    return CliRunner().invoke(hitung, [str(berkas), *pilihan])


def satu(**ubah):
    """The faults of one case, field to sentence."""
    kasus = {**BENAR, **ubah}
    (hasil,) = jalankan_kasus(baca_kasus(json.dumps({"kasus": [kasus]}).encode()))
    return {g.bidang: str(g.pesan) for g in hasil.galat}


def isi(**ubah):
    return satu(masukan={**BENAR["masukan"], **ubah})


def test_a_case_gives_figures_as_strings_with_verdict_reasons_and_steps(tmp_path):
    keluar = jalankan(tmp_path, {"kasus": [BENAR]})
    assert keluar.exit_code == 0
    (hasil,) = json.loads(keluar.stdout)["hasil"]
    assert hasil["nilai"]["angka_kredit"] == "4.000"
    assert (hasil["id"], hasil["putusan"]) == ("benar", "dinilai")
    assert hasil["alasan"]
    assert all(langkah["teks"] for langkah in hasil["langkah"])
    assert any(langkah["sumber"] for langkah in hasil["langkah"])


def test_one_bad_case_does_not_stop_the_others(tmp_path):
    salah = {**BENAR, "id": "salah", "masukan": {**BENAR["masukan"], "volume": "1,5"}}
    keluar = jalankan(tmp_path, {"kasus": [salah, BENAR]})
    hasil = json.loads(keluar.stdout)["hasil"]
    assert keluar.exit_code == 1
    assert [h["putusan"] for h in hasil] == ["galat", "dinilai"]
    assert hasil[0]["galat"][0]["bidang"] == "masukan.volume"
    assert "salah: masukan.volume" in keluar.stderr


def test_explain_prints_the_steps_with_their_sources(tmp_path):
    keluar = jalankan(tmp_path, {"kasus": [BENAR]}, "--explain")
    assert "10 x 0,5 x 0,8 = 4,000" in keluar.stdout
    assert "slide 42-44" in keluar.stdout


@pytest.mark.parametrize(
    ("ubah", "bidang", "kata"),
    [
        ({"jenis": "tidak_ada"}, "jenis", "tidak dikenal"),
        ({"regime": None}, "regime", "wajib"),
        ({"regime": "R1999"}, "regime", "tidak dikenal"),
        ({"regime": "R2023"}, "regime", "hanya ada dalam"),
        ({"masukan": []}, "masukan", "objek"),
        ({"apa": 1}, "apa", "tidak dikenal"),
        ({"setelan": {"pembulatan.tidak_ada": 2}}, "setelan.pembulatan.tidak_ada", "Tidak ada ketentuan"),
        ({"setelan": {"pembulatan.desimal": "dua"}}, "setelan.pembulatan.desimal", "berbeda jenis"),
        ({"setelan": {"R9:pembulatan.desimal": 2}}, "setelan.R9:pembulatan.desimal", "Tidak ada ketentuan"),
    ],
)
def test_a_fault_of_the_case_names_its_field(ubah, bidang, kata):
    galat = satu(**ubah)
    assert list(galat) == [bidang]
    assert kata in galat[bidang]


@pytest.mark.parametrize(
    ("ubah", "bidang", "kata"),
    [
        ({"volume": -1}, "masukan.volume", "negatif"),
        ({"volume": True}, "masukan.volume", "angka"),
        ({"volume": "12,5"}, "masukan.volume", "12.5"),
        ({"volume": "1e3"}, "masukan.volume", "bukan angka"),
        ({"volume": "9" * 16}, "masukan.volume", "bukan angka"),
        ({"volume": 10_000_000}, "masukan.volume", "paling besar"),
        ({"volume": "0.0000001"}, "masukan.volume", "di belakang koma"),
        ({"volume": None}, "masukan.volume", "angka"),
        ({"jenjang": "Ahli Kepala"}, "masukan.jenjang", "Pilih salah satu"),
        ({"jenjang": 3}, "masukan.jenjang", "Pilih salah satu"),
        ({"volum": 3}, "masukan.volum", "tidak dikenal"),
    ],
)
def test_a_fault_of_the_input_names_its_field(ubah, bidang, kata):
    galat = isi(**ubah)
    assert kata in galat[bidang]


def test_a_missing_field_is_named():
    masukan = {k: v for k, v in BENAR["masukan"].items() if k != "volume"}
    assert "wajib" in satu(masukan=masukan)["masukan.volume"]


@pytest.mark.parametrize(
    "nama", ["Pertama", "pertama", "Ahli Pertama", "ahli_pertama", "Pranata Komputer Ahli Pertama"]
)
def test_levels_are_known_by_their_old_and_new_names(nama):
    assert isi(jenjang=nama) == {}


@pytest.mark.parametrize(
    ("data", "kata"),
    [
        (b"\xff\xfe", "UTF-8"),
        (b"{", "baris 1"),
        (b"[]", "kasus"),
        (b'{"kasus": 3}', "kasus"),
        (b'{"kasus": [NaN]}', "JSON"),
        (b"[" * 100_000, "JSON"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_one_sentence(tmp_path, data, kata):
    keluar = jalankan(tmp_path, data)
    assert keluar.exit_code == 1
    assert kata in str(keluar.exception) or kata in keluar.output
    assert "Traceback" not in keluar.output


def test_two_cases_of_one_name_are_told_apart(tmp_path):
    keluar = jalankan(tmp_path, {"kasus": [BENAR, BENAR]})
    assert [h["putusan"] for h in json.loads(keluar.stdout)["hasil"]] == ["dinilai", "galat"]


def test_a_setting_changes_this_case_alone(tmp_path):
    dua = {**BENAR, "id": "dua", "setelan": {"pembulatan.desimal": 2}}
    keluar = jalankan(tmp_path, {"kasus": [dua, BENAR]})
    assert [h["nilai"]["angka_kredit"] for h in json.loads(keluar.stdout)["hasil"]] == ["4.00", "4.000"]


def test_a_setting_may_move_the_boundary_between_two_regimes():
    kasus = {"id": "a", "jenis": "regime", "masukan": {"tanggal": "2020-03-01"}}
    geser = {"R2003:berlaku.sampai": "2020-05-26", "R2020:berlaku.mulai": "2020-05-27"}
    hasil = jalankan_kasus([kasus, {**kasus, "id": "b", "setelan": geser}, {**kasus, "id": "c"}])
    assert [h.data()["nilai"].get("regime") for h in hasil] == ["R2020", "R2003", "R2020"]


def test_settings_that_put_two_regimes_on_one_day_are_refused():
    galat = satu(setelan={"R2003:berlaku.sampai": "2020-01-01"})
    assert list(galat) == ["setelan"]
    assert "R2003, R2020" in galat["setelan"]


@pytest.mark.parametrize("angka", ["1e999999999", "-1e999999999", "1e-999999999", "1e99999999999999999999"])
@pytest.mark.parametrize("jenis", ["kredit_butir", "konversi", "setelan"])
def test_a_number_that_would_fill_the_memory_is_a_fault_of_its_case(tmp_path, jenis, angka):
    kasus = {**BENAR, "id": "besar", "jenis": jenis, "masukan": dict(BENAR["masukan"])}
    if jenis == "setelan":
        kasus |= {"jenis": "kredit_butir", "setelan": {"faktor.setara": "@"}}
    elif jenis == "konversi":
        kasus |= {"regime": "R2023", "masukan": {"jenjang": "ahli_muda", "predikat": "baik", "bulan": "@"}}
    else:
        kasus["masukan"]["volume"] = "@"
    keluar = jalankan(tmp_path, json.dumps({"kasus": [kasus, BENAR]}).replace('"@"', angka).encode())
    assert [h["putusan"] for h in json.loads(keluar.stdout)["hasil"]] == ["galat", "dinilai"]


@pytest.mark.parametrize(
    ("jalur", "nilai"),
    [("pembulatan.desimal", 1.5), ("pembulatan.desimal", 1000), ("pembulatan.cara", "entah")],
)
def test_a_setting_that_no_computation_stands_is_a_fault_of_its_case(jalur, nilai):
    assert list(satu(setelan={jalur: nilai})) == ["setelan"]


def test_half_a_character_in_a_name_stops_no_other_case(tmp_path):
    rusak = b'{"id": "\\ud800", "jenis": "\\udfff", "masukan": {}}'
    keluar = jalankan(tmp_path, b'{"kasus": [' + rusak + b", " + json.dumps(BENAR).encode() + b"]}")
    assert [h["putusan"] for h in json.loads(keluar.stdout)["hasil"]] == ["galat", "dinilai"]


def test_numbers_stay_exact():
    kasus = baca_kasus(b'{"kasus": [{"x": 0.1}]}')
    assert kasus[0]["x"] == Decimal("0.1")


@pytest.mark.parametrize("kode", list(JENIS))
def test_every_kind_runs_its_example_and_returns_what_it_declares(kode):
    jenis = JENIS[kode]
    (hasil,) = jalankan_kasus([{"id": "contoh", "jenis": kode, **jenis.contoh}])
    assert hasil.galat == ()
    assert hasil.hasil is not None
    assert set(hasil.hasil.nilai) == set(jenis.nilai)
    assert hasil.hasil.putusan in jenis.putusan
    assert hasil.hasil.langkah


@pytest.mark.parametrize("kode", list(JENIS))
def test_every_field_of_a_kind_is_described(kode):
    skema = JENIS[kode].masukan.model_json_schema()
    for model in (skema, *skema.get("$defs", {}).values()):
        for nama, bidang in model.get("properties", {}).items():
            assert bidang.get("description"), f"{kode}: {nama} tanpa keterangan"


def test_the_schemas_are_schemas_and_the_examples_obey_them():
    kasus = {"kasus": [{"id": j.kode, "jenis": j.kode, **j.contoh} for j in JENIS.values()]}
    jsonschema.Draft202012Validator.check_schema(skema_kasus())
    jsonschema.validate(kasus, skema_kasus())
    jsonschema.validate({"hasil": [h.data() for h in jalankan_kasus(kasus["kasus"])]}, skema_hasil())


def test_a_file_that_is_not_there_is_told_in_one_sentence(tmp_path):
    keluar = CliRunner().invoke(hitung, [str(tmp_path / "tidak-ada.json")])
    assert keluar.exit_code == 1
    assert "tidak dapat dibaca" in keluar.output + str(keluar.exception)
    assert "Traceback" not in keluar.output
