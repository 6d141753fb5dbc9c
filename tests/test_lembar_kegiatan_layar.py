"""The sheets of the log on screen: upload, preview, decision, progress, template and export."""

import dataclasses
import io
import zipfile
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import pabrik
from tests.klien import Klien, teks_halaman
from tests.meja_kegiatan import HARI_INI, kegiatan, prakom
from tests.meja_tim import hitung_perintah
from workflow_app.extensions import db
from workflow_app.lembar_klaim.besar import buka_besar
from workflow_app.lembar_klaim.tulis_xlsx import tulis
from workflow_app.models import ImporKegiatan, Kegiatan, OutboxMessage, Pegawai, TahapImpor
from workflow_app.services import impor_kegiatan as layanan
from workflow_app.services.ekspor_kegiatan import KEPALA

LEMBAR = "tanggal;uraian;volume\n01-10-2021;Memasang jaringan;2,5\n02-10-2021;Menguji jaringan;1\n"
Masuk = Callable[..., Klien]


@pytest.fixture
def orang(session: Session) -> Pegawai:
    return prakom(session)


@pytest.fixture
def saya(klien: Masuk, orang: Pegawai) -> Klien:
    return klien(orang)


def unggah(peramban: Klien, isi: bytes | str, nama: str = "lembar.csv", status: int = 303) -> str:
    data = isi.encode() if isinstance(isi, str) else isi
    jawaban = peramban.kirim("/kegiatan/lembar", {"berkas": (io.BytesIO(data), nama)}, status=status)
    return jawaban.location or jawaban.text


def banyak(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Kegiatan)) or 0


def test_upload_preview_and_save(session: Session, saya: Klien):
    tempat = unggah(saya, LEMBAR)
    halaman = teks_halaman(saya.get(tempat).text)
    assert "Memasang jaringan" in halaman
    assert banyak(session) == 0
    saya.kirim(f"{tempat}/simpan")
    assert banyak(session) == 2
    assert "2 tercatat" in teks_halaman(saya.get(tempat).text)
    lagi = unggah(saya, LEMBAR)
    assert "sudah ada dalam catatan" in teks_halaman(saya.get(lagi).text)
    saya.kirim(f"{lagi}/simpan", status=409)
    assert banyak(session) == 2


def test_one_bad_row_and_nothing_is_saved(session: Session, saya: Klien):
    tempat = unggah(saya, LEMBAR + "31-02-2021;Rapat;1\n")
    halaman = teks_halaman(saya.get(tempat).text)
    assert "tidak ada dalam kalender" in halaman
    assert "tanggal_selesai" in halaman
    saya.kirim(f"{tempat}/simpan", status=409)
    assert banyak(session) == 0


def test_giving_up_leaves_nothing(session: Session, saya: Klien):
    tempat = unggah(saya, LEMBAR)
    saya.kirim(f"{tempat}/batal")
    assert "dibatalkan" in teks_halaman(saya.get(tempat).text)
    saya.kirim(f"{tempat}/simpan", status=409)
    assert banyak(session) == 0


def test_another_persons_sheet_is_not_there(session: Session, saya: Klien, klien: Masuk):
    tempat = unggah(saya, LEMBAR)
    lain = klien(prakom(session))
    for alamat in (tempat, f"{tempat}/kemajuan"):
        assert lain.get(alamat).status_code == 404
    for perbuatan in ("simpan", "batal"):
        lain.kirim(f"{tempat}/{perbuatan}", status=404)
    assert session.scalars(select(ImporKegiatan.tahap)).all() == [TahapImpor.DIPERIKSA]


@pytest.mark.parametrize(
    ("isi", "nama", "kata"),
    [
        (b"", "kosong.csv", "kosong"),
        (b"%PDF-1.7", "x.pdf", "bukan jenis yang diterima"),
        (b"x" * 3000, "x.csv", "terlalu besar"),
    ],
)
def test_a_file_that_is_no_sheet_is_refused_at_its_field(
    saya: Klien, isi: bytes, nama: str, kata: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(layanan, "JENIS", tuple(dataclasses.replace(j, maks_byte=2000) for j in layanan.JENIS))
    status = 413 if len(isi) > 2000 else 422
    assert kata in teks_halaman(unggah(saya, isi, nama, status))


def test_no_file_is_told(saya: Klien):
    assert "Pilih berkas" in teks_halaman(saya.kirim("/kegiatan/lembar", {}, status=422).text)


def test_a_long_sheet_waits_for_the_worker_and_shows_how_far_it_is(session: Session, saya: Klien):
    baris = "".join(f"01-10-2021;Memasang jaringan {i};1\n" for i in range(layanan.LANGSUNG + 1))
    tempat = unggah(saya, "tanggal;uraian;volume\n" + baris)
    assert session.scalars(select(OutboxMessage.kind)).all() == ["impor_kegiatan"]
    assert "Menunggu dibaca" in teks_halaman(saya.get(tempat).text)
    impor = session.scalars(select(ImporKegiatan)).one()
    impor.jumlah, impor.terbaca = 2002, 1000
    bagian = saya.get(f"{tempat}/kemajuan", headers={"HX-Request": "true"})
    assert "1.000 dari 2.002 baris diperiksa" in bagian.text
    assert "HX-Refresh" not in bagian.headers
    assert saya.get(f"{tempat}/kemajuan").status_code == 303
    saya.kirim(f"{tempat}/batal")
    assert saya.get(f"{tempat}/kemajuan", headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"


def test_long_previews_come_page_by_page_with_as_many_questions(session: Session, saya: Klien, app: Flask):
    def tempat(jumlah: int, nama: str) -> str:
        baris = "".join(f"01-10-2021;{nama} {i};1\n" for i in range(jumlah))
        return unggah(saya, "tanggal;uraian;volume\n" + baris)

    sedikit, penuh = tempat(5, "Memasang"), tempat(250, "Menguji")
    hitung = []
    for satu in (sedikit, penuh):
        with hitung_perintah(app) as perintah:
            saya.get(satu)
        hitung.append(len(perintah))
    assert hitung[0] == hitung[1]
    assert "Menguji 99" in saya.get(penuh).text
    assert "Menguji 100" not in saya.get(penuh).text
    assert "Menguji 100" in saya.get(f"{penuh}?sesudah=101").text


def test_two_sheets_may_wait_and_those_that_cannot_be_saved_make_room(session: Session, saya: Klien):
    def lembar(nama: str) -> str:
        return f"tanggal;uraian;volume\n01-10-2021;{nama};1\n"

    unggah(saya, LEMBAR + "31-02-2021;Rapat;1\n")
    pertama = unggah(saya, lembar("Satu"))
    unggah(saya, lembar("Dua"))
    ditolak = teks_halaman(unggah(saya, lembar("Tiga"), status=409))
    assert "Sudah ada 2 lembar yang belum Anda putuskan" in ditolak
    tahap = session.scalars(select(ImporKegiatan.tahap).order_by(ImporKegiatan.id)).all()
    assert tahap == [TahapImpor.BATAL, TahapImpor.DIPERIKSA, TahapImpor.DIPERIKSA]
    saya.kirim(f"{pertama}/batal")
    unggah(saya, lembar("Tiga"))


def test_no_transaction_is_open_while_a_sheet_is_read(saya: Klien, monkeypatch: pytest.MonkeyPatch):
    terbuka = []

    def buka(*isi: Any) -> Any:
        terbuka.append(db.session().in_transaction())
        return buka_besar(*isi)

    monkeypatch.setattr(layanan, "buka_besar", buka)
    unggah(saya, LEMBAR)
    assert terbuka == [False]


def test_a_small_workbook_that_unpacks_to_much_is_the_workers(
    session: Session, saya: Klien, monkeypatch: pytest.MonkeyPatch
):
    isi = tulis("Lembar1", [["Tanggal", "Uraian", "Volume"], ["01-10-2021", "Memasang", Decimal(1)]])
    besar = io.BytesIO(isi)
    with zipfile.ZipFile(besar, "a", zipfile.ZIP_DEFLATED) as arsip:
        arsip.writestr("xl/theme/theme1.xml", b"<a>" + b" " * 9_000_000 + b"</a>")
    assert len(besar.getvalue()) < 100_000

    def buka(*_: Any) -> Any:
        raise AssertionError("dibuka dalam permintaan")

    monkeypatch.setattr(layanan, "buka_besar", buka)
    tempat = unggah(saya, besar.getvalue(), "x.xlsx")
    assert session.scalars(select(OutboxMessage.kind)).all() == ["impor_kegiatan"]
    assert "Menunggu dibaca" in teks_halaman(saya.get(tempat).text)


# Template and export


def baca(isi: bytes) -> list[tuple[object, ...]]:
    with buka_besar(io.BytesIO(isi), ("uraian", "nip")) as lembar:
        return [b.sel for potongan in lembar.potongan() for b in potongan]


def test_the_template_is_read_by_the_import(session: Session, saya: Klien):
    jawaban = saya.get("/kegiatan/lembar/templat.xlsx")
    assert jawaban.headers["Content-Disposition"].endswith("filename=catatan-kegiatan.xlsx")
    tempat = unggah(saya, jawaban.data, "catatan-kegiatan.xlsx")
    assert "Memasang jaringan di ruang rapat" in saya.get(tempat).text
    saya.kirim(f"{tempat}/simpan")
    assert banyak(session) == 1


@pytest.mark.parametrize("bentuk", ["csv", "xlsx"])
def test_what_is_exported_comes_back_and_adds_nothing(session: Session, saya: Klien, orang: Pegawai, bentuk: str):
    kegiatan(
        session,
        orang,
        pabrik.butir_kegiatan(session),
        uraian='=HYPERLINK("x"); kata "kutip"',
        volume=Decimal("12.5"),
        keluaran="Laporan",
    )
    kegiatan(session, orang, uraian="-Rapat")
    kegiatan(session, prakom(session), uraian="Milik orang lain")
    jawaban = saya.get(f"/kegiatan/lembar/ekspor.{bentuk}")
    assert b"Milik orang lain" not in jawaban.data
    kepala, satu, _dua = baca(jawaban.data)
    assert kepala == KEPALA
    assert satu[0] == orang.nip
    if bentuk == "csv":
        assert "'-Rapat" in jawaban.text
        assert ";12,5;" in jawaban.text
    tempat = unggah(saya, jawaban.data, f"x.{bentuk}")
    impor = session.scalars(select(ImporKegiatan)).one()
    assert (impor.baru, impor.sudah_ada, layanan.galat(impor)) == (0, 2, []), saya.get(tempat).text


def test_export_follows_the_filter_of_the_page(session: Session, saya: Klien, orang: Pegawai):
    kegiatan(session, orang, uraian="Oktober")
    kegiatan(session, orang, uraian="November", selesai=HARI_INI.replace(year=2021, month=11))
    kegiatan(session, orang, uraian="Tanpa bukti", tempat_bukti="")

    def uraian(saring: str) -> set[object]:
        return {b[1] for b in baca(saya.get(f"/kegiatan/lembar/ekspor.csv?{saring}").data)[1:]}

    assert uraian("") == {"Oktober", "November", "Tanpa bukti"}
    assert uraian("bulan=2021-11") == {"November"}
    assert uraian("keadaan=tercatat") | uraian("keadaan=segera_hangus") >= {"Tanpa bukti"}
    assert uraian("keadaan=rencana") == set()
    for salah in ("keadaan=x", "bulan=2021-13", "bulan=0000-01", "bulan=9999-12"):
        assert saya.get(f"/kegiatan/lembar/ekspor.csv?{salah}").status_code == 404


def test_export_asks_as_much_for_25_as_for_5(session: Session, saya: Klien, orang: Pegawai, app: Flask):
    hitung = []
    for jumlah in (5, 20):
        for i in range(jumlah):
            kegiatan(session, orang, uraian=f"Kegiatan {jumlah} {i}")
        with hitung_perintah(app) as perintah:
            saya.get("/kegiatan/lembar/ekspor.csv")
        hitung.append(len(perintah))
    assert hitung[0] == hitung[1]


def test_log_pages_lead_to_the_sheets(session: Session, saya: Klien, orang: Pegawai):
    kegiatan(session, orang)
    halaman = saya.get("/kegiatan?bulan=2021-10").text
    assert 'href="/kegiatan/lembar"' in halaman
    assert "/kegiatan/lembar/ekspor.csv?bulan=2021-10" in halaman


def test_workbooks_of_others_are_read_too(session: Session, saya: Klien):
    isi = tulis("Lembar1", [["Tanggal", "Uraian", "Volume"], ["01-10-2021", "Memasang jaringan", Decimal("2.5")]])
    saya.kirim(f"{unggah(saya, isi, 'x.xlsx')}/simpan")
    assert session.scalars(select(Kegiatan.volume)).all() == [Decimal("2.5")]
