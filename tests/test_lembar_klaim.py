import datetime as dt
import functools
import io
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow_app import peraturan
from workflow_app.lembar_klaim import BarisKlaim, GalatBaris, LembarKlaim, baca, periksa
from workflow_app.lembar_klaim.lembar import MAKS_BARIS, MAKS_BYTE, MAKS_KOLOM
from workflow_app.peraturan.katalog import katalog

CONTOH = Path("examples/skp_ahli_pertama_2021.csv")
R2020 = peraturan.kunci("R2020")
MASA = (dt.date(2021, 1, 1), dt.date(2021, 6, 30))
KEPALA = "kode_butir,uraian,tanggal_mulai,tanggal_selesai,volume,angka_kredit,bukti,surat_tugas"
BARIS = 'KA-I.B.7,Mengelola katalog,01-02-2021,30/06/2021,2,"0,18",arsip unit kerja,'


def csv_klaim(*baris: str, kepala: str = KEPALA) -> bytes:
    return "\n".join((kepala, *baris)).encode()


def xlsx(*baris: tuple[object, ...]) -> bytes:
    buku = openpyxl.Workbook()
    for isi in baris:
        buku.active.append(list(isi))
    keluar = io.BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def arsip(*, lembar: str, teks: str = "<sst/>") -> bytes:
    """A workbook whose only sheet and shared texts are the given XML."""
    keluar = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx(("kode_butir",)))) as asal, zipfile.ZipFile(keluar, "w") as tujuan:
        for entri in asal.infolist():
            if entri.filename not in ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"):
                tujuan.writestr(entri.filename, asal.read(entri))
        tujuan.writestr("xl/worksheets/sheet1.xml", lembar)
        tujuan.writestr("xl/sharedStrings.xml", teks)
    return keluar.getvalue()


def lembar_xml(isi: str) -> str:
    ruang = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{ruang}"><sheetData>{isi}</sheetData></worksheet>'


def galat_berkas(lembar: LembarKlaim) -> str:
    assert lembar.baris == ()
    (galat,) = lembar.galat
    assert galat.baris is None
    return str(galat.pesan)


def galat(lembar: LembarKlaim) -> list[tuple[int | None, str]]:
    return [(g.baris, g.kolom) for g in lembar.galat]


def nilai(isi: LembarKlaim, *, jenjang: str = "ahli_pertama", masa=MASA) -> list[GalatBaris]:
    assert isi.galat == ()
    return periksa(isi, R2020, katalog("R2020"), jenjang=jenjang, masa=masa)


# --- what is read ----------------------------------------------------------------------------------------------------


def test_the_example_is_read_and_sound():
    lembar = baca(CONTOH)
    assert (len(lembar.baris), lembar.galat, lembar.periode) == (16, (), MASA)
    assert sum(b.angka_kredit or 0 for b in lembar.baris) == Decimal("12.5")
    assert {b.tanggal_selesai for b in lembar.baris} == {MASA[1]}
    assert [str(a) for a in lembar.asumsi] == ["Tanggal kegiatan diambil dari hari terakhir periode."]
    assert nilai(lembar) == []


def test_every_column_of_the_plain_form_is_read():
    lembar = baca(csv_klaim(BARIS + "ST-1/2021"))
    assert lembar.galat == ()
    assert lembar.baris == (
        BarisKlaim(
            nomor=2,
            kode_butir="KA-I.B.7",
            uraian="Mengelola katalog",
            tanggal_mulai=dt.date(2021, 2, 1),
            tanggal_selesai=dt.date(2021, 6, 30),
            volume=Decimal(2),
            angka_kredit=Decimal("0.18"),
            bukti="arsip unit kerja",
            surat_tugas="ST-1/2021",
        ),
    )
    assert (lembar.asumsi, lembar.periode) == ((), None)


def test_spreadsheet_and_text_give_the_same():
    kepala = tuple(KEPALA.split(","))
    buku = xlsx(
        kepala,
        (
            "KA-I.B.7",
            "Mengelola katalog",
            dt.date(2021, 2, 1),
            dt.datetime.combine(MASA[1], dt.time(7)),
            2,
            0.18,
            "arsip",
            None,
        ),
        (None, None, None),
        ("KA-I.B.21", "Mengelola permintaan", "01-02-2021", "2021-06-30", "6", "0,9", "arsip", " ST-2 "),
    )
    teks = csv_klaim(
        "KA-I.B.7,Mengelola katalog,2021-02-01,2021-06-30,2,0.18,arsip,",
        ",,,,,,,",
        'KA-I.B.21,Mengelola permintaan,01/02/2021,30-06-2021,6,"0,9",arsip,ST-2',
    )
    assert baca(buku) == baca(teks)
    assert [b.nomor for b in baca(buku).baris] == [2, 4]


@pytest.mark.parametrize("pemisah", [",", ";", "\t"])
@pytest.mark.parametrize("sandi", ["utf-8", "utf-8-sig", "latin-1"])
@pytest.mark.parametrize("baris_baru", ["\n", "\r\n"])
def test_text_tables_come_in_many_forms(pemisah, sandi, baris_baru):
    kepala = pemisah.join(("Kode Butir", "Uraian", "TANGGAL_SELESAI", "volume"))
    baris = pemisah.join(("KA-I.B.7", "Katalog “café”" if sandi != "latin-1" else "Katalog café", "30-06-2021", "2"))
    lembar = baca(baris_baru.join((kepala, baris, "")).encode(sandi))
    assert lembar.galat == ()
    assert "café" in lembar.baris[0].uraian


def test_unknown_columns_are_left_out_and_named():
    lembar = baca(csv_klaim(BARIS + ",9", kepala=KEPALA + ",Nilai Mutu"))
    assert lembar.kolom_diabaikan == ("nilai_mutu",)
    assert len(lembar.baris) == 1


def test_spreadsheet_fractions_are_what_their_author_sees():
    lembar = baca(xlsx(("kode_butir", "tanggal_selesai", "volume"), ("KA-I.B.7", "30-06-2021", 0.1 + 0.2)))
    assert lembar.baris[0].volume == Decimal("0.3")


def test_credit_may_be_left_to_be_computed():
    lembar = baca(csv_klaim("KA-I.B.7,,,30-06-2021,2,,,"))
    assert lembar.baris[0].angka_kredit is None
    assert lembar.baris[0].tanggal_mulai == lembar.baris[0].tanggal_selesai
    assert nilai(lembar) == []


# --- faults of a cell ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("semula", "ganti", "kolom", "kata"),
    [
        ("KA-I.B.7", "", "kode_butir", "belum diisi"),
        ("01-02-2021", "02/30/2021", "tanggal_mulai", "tidak ada dalam kalender"),
        ("01-02-2021", "01-07-2021", "tanggal_mulai", "sesudah tanggal selesai"),
        ("30/06/2021", "", "tanggal_selesai", "belum diisi"),
        ("30/06/2021", "Juni", "tanggal_selesai", "bukan tanggal"),
        (",2,", ",,", "volume", "belum diisi"),
        (",2,", ",-2,", "volume", "negatif"),
        (",2,", ",0,", "volume", "lebih dari 0"),
        (",2,", ",1000001,", "volume", "paling banyak"),
        (",2,", ",2.000,", "volume", "Tulis 2000 untuk ribuan"),
        (",2,", ",dua,", "volume", "bukan angka"),
        (",2,", ",NaN,", "volume", "bukan angka"),
        (",2,", ",1e3,", "volume", "bukan angka"),
        ("0,18", "10000,5", "angka_kredit", "paling banyak"),
        ("0,18", "-0,18", "angka_kredit", "negatif"),
        ("Mengelola katalog", "x" * 501, "uraian", "500 huruf"),
    ],
)
def test_a_fault_names_row_column_and_remedy(semula, ganti, kolom, kata):
    lembar = baca(csv_klaim(BARIS, BARIS.replace(semula, ganti)))
    assert [b.nomor for b in lembar.baris] == [2]
    assert galat(lembar) == [(3, kolom)]
    assert kata in str(lembar.galat[0].pesan)


def test_every_fault_of_a_row_is_told_at_once():
    lembar = baca(csv_klaim("KA-I.B.7,x,bukan,30-06-2021,nol,banyak,,"))
    assert galat(lembar) == [(2, "tanggal_mulai"), (2, "volume"), (2, "angka_kredit")]


@pytest.mark.parametrize(
    ("sel", "kolom"),
    [
        (("KA-I.B.7", 44377, 2), "tanggal_selesai"),
        (("KA-I.B.7", "30-06-2021", dt.date(2021, 6, 30)), "volume"),
        (("KA-I.B.7", "30-06-2021", -2), "volume"),
        (("KA-I.B.7", "30-06-2021", 1.2345), "volume"),
        (("KA-I.B.7", "30-06-2021", 1e15), "volume"),
        (("KA-I.B.7", "30-06-2021", True), "volume"),
        ((12345678901234567890123456789012, "30-06-2021", 2), "kode_butir"),
    ],
)
def test_spreadsheet_cells_of_the_wrong_kind_are_told(sel, kolom):
    assert galat(baca(xlsx(("kode_butir", "tanggal_selesai", "volume"), sel))) == [(2, kolom)]


def test_more_cells_than_headers_are_told():
    assert galat(baca(csv_klaim(BARIS + ",lagi"))) == [(2, "")]


def test_missing_and_doubled_columns_are_told():
    lembar = baca(csv_klaim("KA-I.B.7,KA-I.B.7,2", kepala="kode_butir,kode,volume"))
    assert galat(lembar) == [(1, "kode_butir"), (1, "tanggal_selesai")]
    assert "kode_butir, tanggal_selesai, volume" in str(lembar.galat[1].pesan)


# --- faults against catalogue, rules and masa ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("semula", "ganti", "kolom", "kata"),
    [
        ("KA-I.B.7", "KA-I.B.700", "kode_butir", "tidak ada dalam katalog R2020"),
        ("KA-I.B.7", "KT-I.A.1", "kode_butir", "kategori lain"),
        ("KA-I.B.7", "PP-IV.A", "kode_butir", "persen"),
        ("0,18", "0,2", "angka_kredit", "yaitu 0,180"),
        ("30/06/2021", "01-07-2021", "tanggal_selesai", "30 Juni 2021"),
        ("01-02-2021", "31-12-2020", "tanggal_selesai", "1 Januari 2021"),
    ],
)
def test_a_row_is_checked_against_the_rules(semula, ganti, kolom, kata):
    (satu,) = nilai(baca(csv_klaim(BARIS.replace(semula, ganti))))
    assert (satu.baris, satu.kolom) == (2, kolom)
    assert kata in str(satu.pesan)


def test_work_of_the_level_above_is_claimed_with_its_factor():
    satu_di_atas = next(b for b in katalog("R2020") if b.jenjang == "ahli_muda" and b.angka_kredit == Decimal("0.55"))
    lembar = baca(csv_klaim(f'{satu_di_atas.kode},,,30-06-2021,1,"0,44",,ST-1'))
    assert nilai(lembar) == []
    assert [g.kolom for g in nilai(lembar, jenjang="ahli_muda")] == ["angka_kredit"]


def test_without_masa_dates_are_free():
    assert nilai(baca(csv_klaim(BARIS.replace("30/06/2021", "30/06/2022"))), masa=None) == []


# --- files that are not what they should be --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        (b"", "kosong"),
        (b" \r\n ", "kosong"),
        (b",,,\n,,\n", "kosong"),
        (KEPALA.encode(), "tanpa kegiatan"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls lama"),
        (b"\x7fELF\x02\x01\x01\x00", "bukan lembar"),
        (b"PK\x03\x04rusak", "rusak"),
        (b'kode_butir,volume\n"KA,2\n', "kutip"),
        (b"x" * (MAKS_BYTE + 1), "5 MB"),
        (csv_klaim(*[BARIS] * MAKS_BARIS), "baris"),
        (("kode_butir" + "," * MAKS_KOLOM).encode(), "kolom"),
    ],
)
def test_a_file_of_the_wrong_kind_or_size_is_told(isi, kata):
    assert kata in galat_berkas(baca(isi))


def test_a_path_that_is_not_there_is_told(tmp_path):
    assert "tidak_ada.csv" in galat_berkas(baca(tmp_path / "tidak_ada.csv"))


def test_a_word_document_is_not_a_workbook():
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w") as zip_:
        zip_.writestr("word/document.xml", "<w/>")
    assert "bukan buku kerja" in galat_berkas(baca(keluar.getvalue()))


@pytest.mark.parametrize(
    ("sheet1", "kata"),
    [
        ('<row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "baris"),
        ('<row r="1"><c r="XFD1"><v>1</v></c></row>', "kolom"),
        ('<row r="1">' + "<c/>" * 61 + "</row>", "kolom"),
        ("<row/>" * 2002, "baris"),
        ('<row r="1"><c r="A1"/><c r="AAAAAA1"/></row>', "rusak"),
        ('<row r="1"><c r="a99999"/></row>', "rusak"),
        ('<row r="1"><c r="A0"/></row>', "rusak"),
        ('<row r="1"><c r="1"/></row>', "rusak"),
        ('<row r="-1"><c r="A1"/></row>', "rusak"),
    ],
)
def test_a_sheet_that_would_need_all_memory_is_refused_unread(sheet1, kata):
    assert kata in galat_berkas(baca(arsip(lembar=lembar_xml(sheet1))))


def test_one_long_text_in_every_cell_is_refused():
    sel = "".join(
        f'<row r="{b}">' + "".join(f'<c r="{k}{b}" t="s"><v>0</v></c>' for k in "ABCDEFGHIJ") + "</row>"
        for b in range(1, 2001)
    )
    teks = f"<sst><si><t>{'x' * 32_000}</t></si></sst>"
    assert "terlalu panjang" in galat_berkas(baca(arsip(lembar=lembar_xml(sel), teks=teks)))


def test_an_archive_that_unpacks_to_too_much_is_refused():
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as zip_:
        zip_.writestr("xl/workbook.xml", "<a/>")
        zip_.writestr("xl/worksheets/sheet1.xml", b" " * 40_000_000)
    assert len(keluar.getvalue()) < 100_000
    assert "terlalu besar" in galat_berkas(baca(keluar.getvalue()))


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE a [<!ENTITY x "y">]><worksheet>&x;</worksheet>',
        "<worksheet><sheetData>",
        '<worksheet a="1" a="2"/>',
    ],
)
def test_xml_that_two_readers_could_read_differently_is_refused(xml):
    assert "rusak" in galat_berkas(baca(arsip(lembar=xml)))


def test_macros_and_archives_of_many_parts_are_refused():
    for nama in (["xl/vbaProject.bin"], [f"xl/{n}.xml" for n in range(201)]):
        keluar = io.BytesIO()
        with zipfile.ZipFile(keluar, "w") as zip_:
            for bagian in ("xl/workbook.xml", *nama):
                zip_.writestr(bagian, "<a/>")
        assert galat_berkas(baca(keluar.getvalue())).startswith("Buku kerja")


@functools.cache
def _buku_utuh() -> bytes:
    """One workbook for the whole run: its bytes hold the time at which it was made."""
    return xlsx(("kode_butir", "tanggal_selesai", "volume"), ("KA-I.B.7", "30-06-2021", 2))


@given(st.data())
def test_a_damaged_workbook_never_breaks_the_reader(data):
    isi = bytearray(_buku_utuh())
    for _ in range(data.draw(st.integers(1, 8))):
        isi[data.draw(st.integers(4, len(isi) - 1))] = data.draw(st.integers(0, 255))
    assert isinstance(baca(bytes(isi)), LembarKlaim)


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(teks):
    assert isinstance(baca(teks.encode("utf-8", "replace")), LembarKlaim)
