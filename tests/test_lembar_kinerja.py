"""The sheet of appraisals: what a cell may look like, what is refused with which words, and a sheet that we write."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow_app.lembar_klaim.kinerja import BarisKinerja, LembarKinerja, baca, bulan, nip
from workflow_app.lembar_klaim.lembar import baca_lembar
from workflow_app.lembar_klaim.pembaca import SelSalah
from workflow_app.lembar_klaim.tulis_xlsx import tulis

NIP = "912345678901234567"
KEPALA = ("nip", "tahun", "bulan_mulai", "bulan_selesai", "predikat", "nip_penilai", "nama_penilai", "bukti")


def xlsx(*baris: tuple[Any, ...], kepala: tuple[str, ...] = KEPALA) -> LembarKinerja:
    return baca(tulis("Kinerja", [kepala, *baris]))


def satu(**ubah: Any) -> tuple[Any, ...]:
    baku = dict(zip(KEPALA, (NIP, 2024, 1, 12, "Baik", "", "Kepala Dinas", "Dokumen"), strict=True))
    return tuple({**baku, **ubah}[k] for k in KEPALA)


def test_a_row_is_read_from_both_kinds_of_file():
    harapan = BarisKinerja(2, NIP, 2024, 1, 12, "Baik", "", "Kepala Dinas", "Dokumen")
    assert xlsx(satu()).baris == (harapan,)
    csv = f"NIP,Tahun,Bulan Mulai,Bulan Selesai,Predikat,Penilai,Dokumen\n{NIP},2024,1,12,Baik,Kepala Dinas,Dokumen\n"
    hasil = baca(csv.encode())
    assert (hasil.baris, hasil.galat, hasil.asumsi) == ((harapan,), (), ())


def test_months_left_out_are_the_whole_year_and_said():
    hasil = xlsx((NIP, 2024, "Baik", "Dokumen", "catatan"), kepala=("nip", "tahun", "predikat", "bukti", "keterangan"))
    assert (hasil.baris[0].bulan_mulai, hasil.baris[0].bulan_selesai) == (1, 12)
    assert "dibaca Januari untuk awal dan Desember" in str(hasil.asumsi[0])
    assert hasil.kolom_diabaikan == ("keterangan",)


@pytest.mark.parametrize(
    ("ubah", "kolom", "kata"),
    [
        ({"nip": ""}, "nip", "belum diisi"),
        ({"nip": "19850101"}, "nip", "18 angka"),
        ({"nip": "1985010120100110X1"}, "nip", "18 angka"),
        ({"nip": "1.98501E+17"}, "nip", "tersimpan sebagai angka"),
        ({"nip": 985010120100110}, "nip", "tersimpan sebagai angka"),
        ({"nip_penilai": "12"}, "nip_penilai", "18 angka"),
        ({"tahun": ""}, "tahun", "belum diisi"),
        ({"tahun": "dua ribu"}, "tahun", "bukan angka"),
        ({"tahun": "20245"}, "tahun", "empat angka"),
        ({"tahun": 0}, "tahun", "empat angka"),
        ({"bulan_mulai": "13"}, "bulan_mulai", "1 sampai 12"),
        ({"bulan_mulai": 0}, "bulan_mulai", "1 sampai 12"),
        ({"bulan_selesai": "1,5"}, "bulan_selesai", "bilangan bulat"),
        ({"bulan_selesai": "Brumaire"}, "bulan_selesai", "bukan bulan"),
        ({"predikat": ""}, "predikat", "belum diisi"),
        ({"predikat": "x" * 41}, "predikat", "40 huruf"),
        ({"bukti": " "}, "bukti", "belum diisi"),
        ({"bukti": "x" * 256}, "bukti", "255 huruf"),
    ],
)
def test_a_cell_that_cannot_be_meant_is_named_with_what_to_do(ubah: dict[str, Any], kolom: str, kata: str):
    hasil = xlsx(satu(), satu(**ubah))
    assert len(hasil.baris) == 1
    assert [(g.baris, g.kolom) for g in hasil.galat] == [(3, kolom)]
    assert kata in str(hasil.galat[0].pesan)


def test_every_fault_of_a_row_is_named():
    hasil = xlsx(satu(nip="1", tahun="x", predikat="", bukti=""))
    assert [g.kolom for g in hasil.galat] == ["nip", "tahun", "predikat", "bukti"]


@pytest.mark.parametrize("tulisan", [NIP, f"'{NIP}", "91234567 890123 4 567", "91234567.890123.4.567"])
def test_a_nip_is_read_as_people_write_it(tulisan: str):
    assert nip(tulisan) == NIP


@pytest.mark.parametrize(
    ("sel", "nomor"),
    [("7", 7), (Decimal(7), 7), ("Juli", 7), ("jul", 7), ("DESEMBER", 12), ("Des.", 12), (" mei", 5), ("Agu", 8)],
)
def test_a_month_is_a_number_or_a_name(sel: str | Decimal, nomor: int):
    assert bulan(sel.strip() if isinstance(sel, str) else sel) == nomor


def test_missing_columns_and_empty_sheets_are_named():
    hasil = xlsx((NIP, 2024), kepala=("nip", "tahun"))
    assert [g.kolom for g in hasil.galat] == ["predikat", "bukti"]
    assert "Kolom yang harus ada: nip, tahun, predikat, bukti" in str(hasil.galat[0].pesan)
    assert "tanpa evaluasi kinerja" in str(xlsx().galat[0].pesan)
    assert "Berkas kosong" in str(baca(b"").galat[0].pesan)
    assert "tidak dapat dibuka" in str(baca(Path("tidak-ada.csv")).galat[0].pesan)


@given(st.text(max_size=40))
def test_whatever_stands_in_a_nip_cell_is_a_nip_or_refused(teks: str):
    try:
        hasil = nip(teks)
    except SelSalah:
        return
    assert len(hasil) == 18
    assert hasil.isascii()
    assert hasil.isdigit()


@given(
    st.lists(st.lists(st.text(max_size=20) | st.integers(0, 10**9), min_size=1, max_size=30), min_size=1, max_size=5)
)
def test_a_sheet_that_we_write_is_read_back(baris: list[list[str | int]]):
    def polos(sel: str | int) -> str | Decimal | None:
        if isinstance(sel, int):
            return Decimal(sel)
        return "".join(h for h in sel if h in "\n\t" or (h >= " " and h not in "\ufffe\uffff")).strip() or None

    def tanpa_ekor(semua: list[Any]) -> list[Any]:
        while semua and semua[-1] is None:
            semua = semua[:-1]
        return semua

    terbaca = [tanpa_ekor(list(b.sel)) for b in baca_lembar(tulis("Lembar", baris), ())]
    assert terbaca == [isi for b in baris if (isi := tanpa_ekor([polos(s) for s in b]))]
