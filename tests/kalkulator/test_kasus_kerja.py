"""The worked cases that are shipped: every one comes out as worked by hand, and none of them is missing."""

import json
import re
from pathlib import Path

import pytest

from workflow_app import kalkulator
from workflow_app.kalkulator.jenis import JENIS, baca_kasus, beda_harapan, jalankan_kasus
from workflow_app.peraturan.aturan import Tanda

KASUS = baca_kasus((Path(kalkulator.__file__).parent / "kasus" / "kasus_kerja.json").read_bytes())
NOMOR_TERAKHIR = 66
_ID = re.compile(r"(T\d{2})[a-z]{0,2}")


def nomor(kasus):
    cocok = _ID.fullmatch(kasus["id"])
    return cocok[1] if cocok else None


@pytest.mark.parametrize("kasus", KASUS, ids=[k["id"] for k in KASUS])
def test_a_worked_case_comes_out_as_worked(kasus):
    (hasil,) = jalankan_kasus([kasus])
    assert hasil.galat == ()
    assert beda_harapan(hasil, kasus["harapan"]) == []
    data = hasil.data()
    assert all(langkah["teks"] for langkah in data["langkah"])
    assert any(langkah["sumber"] for langkah in data["langkah"])
    assert all(data["alasan"])


@pytest.mark.parametrize("kasus", KASUS, ids=[k["id"] for k in KASUS])
def test_a_worked_case_says_where_its_result_comes_from(kasus):
    assert kasus["harapan"].get("nilai") or kasus["harapan"].get("putusan")
    assert kasus["tanda"] in {tanda.value for tanda in Tanda}
    assert kasus["sumber"]
    assert kasus["tanda"] != "DERIVED" or kasus["catatan"], "a derived result is worked out in words"
    for nama in kasus["harapan"].get("nilai", {}):
        assert nama in JENIS[kasus["jenis"]].nilai


def test_every_row_of_the_table_of_cases_is_there():
    ada = {nomor(kasus) for kasus in KASUS}
    assert [t for t in (f"T{n:02d}" for n in range(1, NOMOR_TERAKHIR + 1)) if t not in ada] == []


def test_no_two_cases_share_a_name():
    nama = [kasus["id"] for kasus in KASUS]
    assert sorted(nama) == sorted(set(nama))


def test_all_cases_run_as_one_file():
    hasil = jalankan_kasus(baca_kasus(json.dumps({"kasus": KASUS}, default=str).encode()))
    assert [h.galat for h in hasil] == [()] * len(KASUS)
