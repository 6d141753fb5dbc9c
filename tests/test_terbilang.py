"""Numbers in words, and the filters that templates print values by."""

from decimal import Decimal

import pytest

from workflow_app.documents import filters
from workflow_app.terbilang import terbilang, terbilang_angka


@pytest.mark.parametrize(
    ("bilangan", "kata"),
    [
        (0, "nol"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (200, "dua ratus"),
        (1000, "seribu"),
        (1001, "seribu satu"),
        (2022, "dua ribu dua puluh dua"),
        (11_000, "sebelas ribu"),
        (1_000_000, "satu juta"),
    ],
)
def test_terbilang(bilangan: int, kata: str) -> None:
    assert terbilang(bilangan) == kata


@pytest.mark.parametrize(
    ("nilai", "kata"),
    [
        ("12.500", "dua belas koma lima"),
        ("50.000", "lima puluh"),
        ("0.000", "nol"),
        ("0.007", "nol koma nol nol tujuh"),
        ("134.446", "seratus tiga puluh empat koma empat empat enam"),
        ("1000", "seribu"),
        ("1E+3", "seribu"),
        ("-0.5", "minus nol koma lima"),
    ],
)
def test_terbilang_angka(nilai: str, kata: str) -> None:
    assert terbilang_angka(Decimal(nilai)) == kata


@pytest.mark.parametrize(
    ("hasil", "seharusnya"),
    [
        (filters.ak("12.5"), "12,500"),
        (filters.ak("1234.5"), "1.234,500"),
        (filters.ak("0"), "0,000"),
        (filters.ak(""), ""),
        (filters.angka("2"), "2"),
        (filters.angka("20"), "20"),
        (filters.angka("0.80"), "0,8"),
        (filters.angka("2.000"), "2"),
        (filters.angka("12345.6"), "12.345,6"),
        (filters.tanggal("2022-01-10"), "10 Januari 2022"),
        (filters.tanggal(""), ""),
        (filters.tanggal_pendek("2022-01-05"), "05-01-2022"),
        (filters.rentang("2021-01-04", "2021-06-30"), "04-01-2021\ns.d. 30-06-2021"),
        (filters.rentang("2021-03-15", "2021-03-15"), "15-03-2021"),
        (filters.hari("2022-01-10"), "Senin"),
        (filters.tanggal_terbilang("2022-01-10"), "sepuluh bulan Januari tahun dua ribu dua puluh dua"),
        (filters.terbilang_ak("12.500"), "dua belas koma lima"),
        (filters.masa_kerja(41), "3 tahun 5 bulan"),
        (filters.masa_kerja(0), "0 tahun 0 bulan"),
        (filters.masa_kerja(None), "-"),
        (filters.nip("899203142017012003"), "89920314 201701 2 003"),
        (filters.nip("tidak ada"), "tidak ada"),
        (filters.setrip(""), "-"),
        (filters.besar("Ahli"), "AHLI"),
    ],
)
def test_saringan(hasil: str, seharusnya: str) -> None:
    assert hasil == seharusnya
