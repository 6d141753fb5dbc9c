"""The worked cases on credit under R2003 and R2020."""

import pytest

from tests.kalkulator.bantu import kasus_kerja
from workflow_app.kalkulator.jenis import beda_harapan, jalankan_kasus

KASUS = kasus_kerja("kredit.json")


@pytest.mark.parametrize("kasus", KASUS, ids=[k["id"] for k in KASUS])
def test_a_worked_case_comes_out_as_worked(kasus):
    (hasil,) = jalankan_kasus([kasus])
    assert hasil.galat == ()
    assert beda_harapan(hasil, kasus["harapan"]) == []
    assert all(satu["teks"] for satu in hasil.data()["langkah"])
    assert any(satu["sumber"] for satu in hasil.data()["langkah"])
