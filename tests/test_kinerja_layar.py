"""The pages of the record of performance: list, an officer's facts, acts of the personnel office, import of a sheet."""

import dataclasses
import datetime as dt
import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from tests import pabrik
from tests.kantor_kinerja import KantorKinerja
from tests.klien import Klien, teks_halaman
from tests.meja_tim import hitung_perintah
from workflow_app.cli import alurpak
from workflow_app.config import Settings
from workflow_app.models import AsalEvaluasi, AsalJabatan, EvaluasiKinerja, IjazahPegawai, Pegawai, Peran
from workflow_app.services import impor_kinerja, kinerja, konversi, tahun_kinerja
from workflow_app.services.kinerja import IsiEvaluasi

Masuk = Callable[[Pegawai], Klien]
HARI = dt.date(2025, 1, 20)


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return dataclasses.replace(settings, TANGGAL_APLIKASI=HARI)


@pytest.fixture
def kantor(session: Session) -> KantorKinerja:
    return KantorKinerja(session)


def catat(kantor: KantorKinerja, orang: Pegawai, **ubah: Any) -> EvaluasiKinerja:
    isi: dict[str, Any] = {
        "tahun": 2024,
        "bulan_mulai": 1,
        "bulan_selesai": 12,
        "predikat": "baik",
        "bukti": "Dokumen evaluasi 2024",
        "penilai_id": kantor.penilai.id,
    }
    oleh = kantor.oleh(kantor.kepegawaian, HARI)
    return kinerja.catat(kantor.session, orang, IsiEvaluasi(**{**isi, **ubah}), oleh=oleh)


def isi(klien: Klien, alamat: str, status: int = 200) -> str:
    jawaban = klien.get(alamat)
    assert jawaban.status_code == status, teks_halaman(jawaban.text)[:500]
    return teks_halaman(jawaban.text)


def form(kantor: KantorKinerja, **ubah: Any) -> dict[str, Any]:
    baku = {
        "tahun": "2024",
        "bulan_mulai": "1",
        "bulan_selesai": "12",
        "predikat": "baik",
        "penilai": kantor.penilai.nip,
        "nama_penilai": "",
        "bukti": "Dokumen evaluasi 2024",
    }
    return {**baku, **ubah}


# The list


def test_the_office_sees_who_lacks_an_appraisal(kantor: KantorKinerja, klien: Masuk):
    lengkap, kurang = kantor.orang(), kantor.orang()
    catat(kantor, lengkap)
    catat(kantor, kurang, bulan_selesai=6, predikat="sangat_baik")
    halaman = isi(klien(kantor.kepegawaian), "/kinerja")
    assert "2 pegawai memegang jabatan fungsional pada tahun 2024." in halaman
    assert "1 belum lengkap catatannya." in halaman
    assert "Juli – Desember 2024" in halaman
    assert "Sangat Baik Januari – Juni 2024" in halaman
    celah = isi(klien(kantor.kepegawaian), "/kinerja?tahun=2024&keadaan=celah")
    assert kurang.nama in celah
    assert lengkap.nama not in celah


def test_the_list_follows_year_and_unit(kantor: KantorKinerja, session: Session, klien: Masuk):
    satu = kantor.orang()
    lain = pabrik.unit(session, instansi=kantor.instansi)
    dua = pabrik.pegawai(session, instansi=kantor.instansi, unit=lain)
    kantor_klien = klien(kantor.kepegawaian)
    assert satu.nama in isi(kantor_klien, f"/kinerja?unit={kantor.unit.id}")
    assert dua.nama not in isi(kantor_klien, f"/kinerja?unit={kantor.unit.id}")
    assert dua.nama in isi(kantor_klien, "/kinerja?unit=999999")  # a unit that nobody offers is left out
    assert "belum waktunya dicatat" in isi(kantor_klien, "/kinerja?tahun=2025")
    assert "pada tahun 2024" in isi(kantor_klien, "/kinerja?tahun=1999")


def test_an_evaluator_sees_his_people_and_an_officer_his_own_page(
    kantor: KantorKinerja, session: Session, klien: Masuk
):
    orang, asing = kantor.orang(), pabrik.pegawai(session, instansi=kantor.instansi, unit=kantor.unit)
    catat(kantor, orang)
    halaman = isi(klien(kantor.penilai), "/kinerja")
    assert orang.nama in halaman
    assert asing.nama not in halaman
    assert "Impor dari lembar" not in halaman
    assert klien(orang).get("/kinerja").location == "/kinerja/saya"
    milik = isi(klien(orang), "/kinerja/saya")
    assert "Dokumen evaluasi 2024" in milik
    assert "Batalkan" not in milik
    assert "Catat" not in milik.replace("Catatan", "")


def test_strangers_and_former_evaluators_see_no_more_than_their_part(
    kantor: KantorKinerja, session: Session, klien: Masuk
):
    orang = kantor.orang()
    lama = pabrik.pegawai(session, instansi=kantor.instansi, unit=kantor.unit, golongan="IV/a", jenjang=None)
    catat(kantor, orang, tahun=2023, penilai_id=lama.id, bukti="Dokumen evaluasi 2023")
    catat(kantor, orang)
    asing = pabrik.pegawai(session, instansi=pabrik.instansi(session), peran=[Peran.KEPEGAWAIAN, Peran.ADMIN])
    for alamat in (f"/kinerja/pegawai/{orang.id}", f"/kinerja/pegawai/{orang.id}/evaluasi"):
        isi(klien(asing), alamat, 404)
    halaman = isi(klien(lama), f"/kinerja/pegawai/{orang.id}")
    assert "Dokumen evaluasi 2023" in halaman
    assert "Dokumen evaluasi 2024" not in halaman
    assert "Ijazah" not in halaman
    assert "belum tercatat" not in halaman
    isi(klien(lama), f"/kinerja/pegawai/{orang.id}/evaluasi", 403)


def test_before_the_regime_the_page_says_so(app: Flask, kantor: KantorKinerja, klien: Masuk):
    app.extensions["alurpak"] = dataclasses.replace(
        app.extensions["alurpak"], jam=type(app.extensions["alurpak"].jam)(dt.date(2022, 1, 10))
    )
    orang = kantor.orang()
    assert "sejak angka kredit berasal dari konversi" in isi(klien(kantor.kepegawaian), "/kinerja")
    assert "sejak angka kredit berasal dari konversi" in isi(klien(kantor.kepegawaian), f"/kinerja/pegawai/{orang.id}")
    isi(klien(kantor.kepegawaian), f"/kinerja/pegawai/{orang.id}/evaluasi", 404)


@pytest.mark.parametrize("alamat", ["/kinerja?tahun=2024", "/kinerja?tahun=2024&keadaan=celah"])
def test_five_officers_cost_as_many_questions_as_twenty_five(
    app: Flask, kantor: KantorKinerja, session: Session, klien: Masuk, alamat: str
):
    petugas = klien(kantor.kepegawaian)

    def tambah(banyak: int) -> None:
        for _ in range(banyak):
            catat(kantor, kantor.orang(), bulan_selesai=6)

    tambah(5)
    petugas.get(alamat)
    with hitung_perintah(app) as sedikit:
        petugas.get(alamat)
    tambah(20)
    with hitung_perintah(app) as banyak:
        petugas.get(alamat)
    assert len(banyak) == len(sedikit)


@pytest.mark.parametrize("tmt", [dt.date(2023, 5, 1), dt.date(2024, 4, 1), dt.date(2024, 4, 2), dt.date(2024, 12, 1)])
@pytest.mark.parametrize("masa", [(), ((1, 12),), ((1, 9),), ((4, 12),), ((5, 12),), ((1, 3), (7, 9)), ((12, 12),)])
def test_the_filter_finds_the_gaps_that_the_page_names(
    kantor: KantorKinerja, session: Session, tmt: dt.date, masa: tuple[tuple[int, int], ...]
):
    orang = kantor.orang(jabatan=[("ahli_pertama", tmt)])
    for mulai, selesai in masa:
        if any(konversi.jenjang_per_bulan(orang, 2024, mulai, selesai)):
            catat(kantor, orang, bulan_mulai=mulai, bulan_selesai=selesai)
    celah = tahun_kinerja.tahun_banyak(session, [orang], 2024, HARI)[orang.id].celah
    ditemukan = session.scalar(select(Pegawai.id).where(Pegawai.id == orang.id, tahun_kinerja.bercelah(2024)))
    assert (ditemukan is not None) is bool(celah)


# By hand


def test_an_appraisal_is_recorded_from_a_gap(kantor: KantorKinerja, session: Session, klien: Masuk):
    orang = kantor.orang()
    catat(kantor, orang, bulan_selesai=6)
    petugas = klien(kantor.kepegawaian)
    pohon = petugas.buka(f"/kinerja/pegawai/{orang.id}")
    tautan = [a.get("href") for a in pohon.iter("a") if a.text == "Catat sekarang"]
    (celah,) = [t for t in tautan if "tahun=2024" in t]
    assert celah == f"/kinerja/pegawai/{orang.id}/evaluasi?tahun=2024&mulai=7&selesai=12"
    pohon = petugas.buka(celah)
    dipilih = {
        s.get("name"): next((o.get("value") for o in s.iter("option") if o.get("selected") is not None), "")
        for s in pohon.iter("select")
    }
    assert (dipilih["tahun"], dipilih["bulan_mulai"], dipilih["bulan_selesai"]) == ("2024", "7", "12")
    alamat = f"/kinerja/pegawai/{orang.id}/evaluasi"
    jawaban = petugas.kirim(alamat, form(kantor, bulan_mulai="7", predikat="Cukup"))
    assert jawaban.location == f"/kinerja/pegawai/{orang.id}"
    satu = session.scalars(select(EvaluasiKinerja).where(EvaluasiKinerja.bulan_mulai == 7)).one()
    assert (satu.predikat, satu.penilai_id, satu.asal) == ("butuh_perbaikan", kantor.penilai.id, AsalEvaluasi.ENTRI)


def test_a_refusal_keeps_what_was_typed_and_stands_at_its_field(kantor: KantorKinerja, session: Session, klien: Masuk):
    orang = kantor.orang()
    catat(kantor, orang)
    petugas = klien(kantor.kepegawaian)
    alamat = f"/kinerja/pegawai/{orang.id}/evaluasi"
    halaman = petugas.kirim(alamat, form(kantor, bukti="Dokumen yang lain"), 422).text
    assert "sudah tercatat berpredikat Baik, bukti Dokumen evaluasi 2024" in teks_halaman(halaman)
    assert 'value="Dokumen yang lain"' in halaman
    halaman = petugas.kirim(alamat, form(kantor, penilai="Tidak Dikenal"), 422).text
    assert "Tidak ada pegawai aktif" in teks_halaman(halaman)
    assert len(session.scalars(select(EvaluasiKinerja)).all()) == 1


def test_a_wrong_record_is_cancelled_with_a_reason_that_the_page_keeps(
    kantor: KantorKinerja, session: Session, klien: Masuk
):
    orang = kantor.orang()
    satu = catat(kantor, orang)
    petugas = klien(kantor.kepegawaian)
    alamat = f"/kinerja/evaluasi/{satu.id}/batalkan"
    pohon = petugas.buka(alamat)
    sidik = next(i.get("value") for i in pohon.iter("input") if i.get("name") == "sidik")
    assert "wajib diisi" in teks_halaman(petugas.kirim(alamat, {"alasan": " ", "sidik": sidik}, 422).text)
    petugas.kirim(alamat, {"alasan": "Predikat salah ketik", "sidik": sidik})
    halaman = isi(petugas, f"/kinerja/pegawai/{orang.id}")
    assert "1 catatan dibatalkan" in halaman
    assert "Predikat salah ketik" in halaman
    assert kantor.kepegawaian.nama in halaman
    assert "sudah dibatalkan" in isi(petugas, alamat)


def test_a_record_under_a_conversion_says_which_one_and_what_to_do(kantor: KantorKinerja, klien: Masuk):
    orang = kantor.orang()
    satu = catat(kantor, orang)
    perkara = kantor.konversi(orang, 2024, "baik")
    halaman = isi(klien(kantor.kepegawaian), f"/kinerja/evaluasi/{satu.id}/batalkan")
    assert "belum dapat dibatalkan" in halaman
    assert f"Konversi nomor perkara {perkara.id}" in halaman
    assert "Buat konversi penggantinya lebih dahulu" in halaman


def test_an_administrator_finds_the_page_only_where_he_keeps_the_record_too(
    kantor: KantorKinerja, session: Session, klien: Masuk
):
    orang = kantor.orang()
    admin, merangkap = (
        pabrik.pegawai(session, peran=peran, instansi=kantor.instansi, unit=kantor.unit)
        for peran in ([Peran.ADMIN], [Peran.ADMIN, Peran.KEPEGAWAIAN])
    )
    tautan = f'href="/kinerja/pegawai/{orang.id}"'
    assert tautan not in klien(admin).get(f"/admin/pegawai/{orang.id}").text
    isi(klien(admin), f"/kinerja/pegawai/{orang.id}", 404)
    assert tautan in klien(merangkap).get(f"/admin/pegawai/{orang.id}").text


# Degrees and origins


def test_a_degree_is_recorded_marked_and_cancelled(kantor: KantorKinerja, session: Session, klien: Masuk):
    orang = kantor.orang()
    petugas = klien(kantor.kepegawaian)
    petugas.kirim(
        f"/kinerja/pegawai/{orang.id}/ijazah",
        {"ijazah": "s2", "tanggal": "2024-06-01", "bukti": "Ijazah 77/2024", "tercatat_bkn_pada": ""},
    )
    satu = session.scalars(select(IjazahPegawai)).one()
    assert "belum Tandai" in isi(petugas, f"/kinerja/pegawai/{orang.id}")
    alamat = f"/kinerja/ijazah/{satu.id}/tercatat"
    sidik = next(i.get("value") for i in petugas.buka(alamat).iter("input") if i.get("name") == "sidik")
    petugas.kirim(alamat, {"tercatat_bkn_pada": "2024-07-01", "sidik": sidik})
    assert session.scalars(select(IjazahPegawai)).one().tercatat_bkn_pada == dt.date(2024, 7, 1)
    petugas.kirim(alamat, {"tercatat_bkn_pada": "2024-08-01", "sidik": sidik}, 409)  # somebody was faster
    alamat = f"/kinerja/ijazah/{satu.id}/batalkan"
    sidik = next(i.get("value") for i in petugas.buka(alamat).iter("input") if i.get("name") == "sidik")
    petugas.kirim(alamat, {"alasan": "Ijazah orang lain", "sidik": sidik})
    assert "dibatalkan Ijazah orang lain" in isi(petugas, f"/kinerja/pegawai/{orang.id}")


def test_an_origin_is_recorded_and_cancelled(kantor: KantorKinerja, session: Session, klien: Masuk):
    orang = kantor.orang(jabatan=[("ahli_muda", dt.date(2024, 1, 1))], pangkat=[("III/d", dt.date(2018, 1, 1))])
    petugas = klien(kantor.kepegawaian)
    alamat = f"/kinerja/jabatan/{orang.riwayat_jabatan[0].id}/asal"
    isian = {"jenis": "jf_lain", "bukti": "SK 7/2024", "predikat": "", "ijazah": "", "angka_kredit": "12,5"}
    halaman = petugas.kirim(alamat, {**isian, "angka_kredit": ""}, 422).text
    assert "Isi angka kredit" in teks_halaman(halaman)
    petugas.kirim(alamat, isian)
    satu = session.scalars(select(AsalJabatan)).one()
    assert (satu.angka_kredit, satu.bukti) == (Decimal("12.5"), "SK 7/2024")
    assert "Jabatan fungsional lain 12,500, SK 7/2024" in isi(petugas, f"/kinerja/pegawai/{orang.id}")
    alamat = f"/kinerja/asal/{satu.id}/batalkan"
    sidik = next(i.get("value") for i in petugas.buka(alamat).iter("input") if i.get("name") == "sidik")
    petugas.kirim(alamat, {"alasan": "Angka keliru", "sidik": sidik})
    assert session.scalars(select(AsalJabatan)).one().alasan_batal == "Angka keliru"


def test_a_post_of_the_old_regimes_has_no_origin_to_record(kantor: KantorKinerja, klien: Masuk):
    orang = kantor.orang()
    assert "Catat asal" not in isi(klien(kantor.kepegawaian), f"/kinerja/pegawai/{orang.id}")


# The sheet

KEPALA = "nip;tahun;bulan_mulai;bulan_selesai;predikat;nip_penilai;nama_penilai;bukti"


def lembar(*baris: str) -> bytes:
    return "\n".join([KEPALA, *baris]).encode()


def unggah(petugas: Klien, isi_lembar: bytes) -> str:
    berkas = (io.BytesIO(isi_lembar), "kinerja.csv")
    jawaban = petugas.kirim("/kinerja/impor", {"berkas": berkas}, content_type="multipart/form-data")
    return str(jawaban.location)


def sidik_di(petugas: Klien, alamat: str) -> str:
    return next(i.get("value") for i in petugas.buka(alamat).iter("input") if i.get("name") == "sidik")


def test_a_sheet_is_shown_first_and_recorded_when_confirmed(kantor: KantorKinerja, session: Session, klien: Masuk):
    satu, dua = kantor.orang(), kantor.orang()
    catat(kantor, dua)
    petugas = klien(kantor.kepegawaian)
    alamat = unggah(
        petugas,
        lembar(
            f"{satu.nip};2024;1;6;Sangat Baik;{kantor.penilai.nip};;Dokumen A",
            f"{satu.nip};2024;Juli;Des;cukup;;Kepala Dinas Lama;Dokumen B",
            f"{dua.nip};2024;;;Baik;{kantor.penilai.nip};;Dokumen evaluasi 2024",
            f"{dua.nip};2023;;;hebat;{kantor.penilai.nip};;Dokumen C",
        ),
    )
    halaman = isi(petugas, alamat)
    assert "2 baru, akan dicatat 1 sudah ada, tidak diubah 1 perlu dibetulkan" in halaman
    assert "Predikat tidak dikenal" in halaman
    assert len(session.scalars(select(EvaluasiKinerja)).all()) == 1
    petugas.kirim(alamat, {"sidik": sidik_di(petugas, alamat), "cakupan": "semua"})
    baru = session.scalars(select(EvaluasiKinerja).where(EvaluasiKinerja.pegawai_id == satu.id)).all()
    assert [(e.bulan_mulai, e.bulan_selesai, e.predikat, e.nama_penilai, e.asal) for e in baru] == [
        (1, 6, "sangat_baik", "", AsalEvaluasi.IMPOR),
        (7, 12, "butuh_perbaikan", "Kepala Dinas Lama", AsalEvaluasi.IMPOR),
    ]
    # Once more: nothing changes.
    halaman = isi(petugas, alamat)
    assert "0 baru, akan dicatat 3 sudah ada" in halaman
    petugas.kirim(alamat, {"sidik": sidik_di(petugas, alamat), "cakupan": "semua"})
    assert len(session.scalars(select(EvaluasiKinerja)).all()) == 3


def test_chosen_rows_alone_are_recorded(kantor: KantorKinerja, session: Session, klien: Masuk):
    orang = [kantor.orang() for _ in range(3)]
    petugas = klien(kantor.kepegawaian)
    alamat = unggah(petugas, lembar(*(f"{o.nip};2024;;;Baik;{kantor.penilai.nip};;Dokumen" for o in orang)))
    sidik = sidik_di(petugas, alamat)
    halaman = petugas.kirim(alamat, {"sidik": sidik, "cakupan": "dipilih"}, 422).text
    assert "Tandai sedikitnya satu baris" in teks_halaman(halaman)
    halaman = petugas.kirim(alamat, {"sidik": sidik, "cakupan": "dipilih", "baris": ["3", "9"]}, 422).text
    assert "Baris 9 tidak dapat dicatat" in teks_halaman(halaman)
    assert session.scalars(select(EvaluasiKinerja)).all() == []
    petugas.kirim(alamat, {"sidik": sidik, "cakupan": "dipilih", "baris": ["3"]})
    assert [e.pegawai_id for e in session.scalars(select(EvaluasiKinerja))] == [orang[1].id]


def test_what_changed_since_the_preview_is_shown_once_more(kantor: KantorKinerja, session: Session, klien: Masuk):
    orang = kantor.orang()
    petugas = klien(kantor.kepegawaian)
    alamat = unggah(petugas, lembar(f"{orang.nip};2024;;;Baik;{kantor.penilai.nip};;Dokumen"))
    sidik = sidik_di(petugas, alamat)
    catat(kantor, orang, predikat="kurang")
    halaman = petugas.kirim(alamat, {"sidik": sidik, "cakupan": "semua"}, 409).text
    assert "berubah sejak pratinjau dibuka" in teks_halaman(halaman)
    assert "sudah tercatat berpredikat Kurang" in teks_halaman(halaman)
    assert len(session.scalars(select(EvaluasiKinerja)).all()) == 1


def test_the_sheet_belongs_to_the_personnel_office(kantor: KantorKinerja, session: Session, klien: Masuk):
    petugas = klien(kantor.kepegawaian)
    alamat = unggah(petugas, lembar(f"{kantor.orang().nip};2024;;;Baik;{kantor.penilai.nip};;Dokumen"))
    rekan = pabrik.pegawai(session, instansi=kantor.instansi, unit=kantor.unit, peran=Peran.KEPEGAWAIAN)
    isi(klien(rekan), alamat, 404)  # somebody else's sheet
    auditor = pabrik.pegawai(session, instansi=kantor.instansi, unit=kantor.unit, peran=Peran.AUDITOR)
    for siapa in (kantor.orang(), kantor.penilai, auditor):
        for tujuan in ("/kinerja/impor", "/kinerja/impor/templat.xlsx?tahun=2024", alamat):
            isi(klien(siapa), tujuan, 403)


def test_the_template_lists_what_is_missing_and_comes_back_as_it_is(
    kantor: KantorKinerja, session: Session, klien: Masuk
):
    lengkap, kurang = kantor.orang(), kantor.orang()
    catat(kantor, lengkap)
    catat(kantor, kurang, bulan_mulai=3, bulan_selesai=5)
    kurang.nama = "=cmd()"
    petugas = klien(kantor.kepegawaian)
    jawaban = petugas.get("/kinerja/impor/templat.xlsx?tahun=2024")
    assert str(jawaban.mimetype).endswith("spreadsheetml.sheet")
    buku = openpyxl.load_workbook(io.BytesIO(jawaban.data))
    baris = [[sel.value for sel in b] for b in buku.active.rows]
    assert baris[0] == [
        "nip",
        "nama",
        "tahun",
        "bulan_mulai",
        "bulan_selesai",
        "predikat",
        "nip_penilai",
        "nama_penilai",
        "bukti",
    ]
    assert [b[:7] for b in baris[1:]] == [
        [kurang.nip, "=cmd()", 2024, 1, 2, None, kantor.penilai.nip],
        [kurang.nip, "=cmd()", 2024, 6, 12, None, kantor.penilai.nip],
    ]
    assert buku.active["B2"].data_type == "s"  # text, not a formula
    for nomor in (2, 3):
        buku.active[f"F{nomor}"], buku.active[f"I{nomor}"] = "Baik", f"Dokumen {nomor}"
    keluar = io.BytesIO()
    buku.save(keluar)
    alamat = unggah(petugas, keluar.getvalue())
    assert "2 baru, akan dicatat" in isi(petugas, alamat)
    petugas.kirim(alamat, {"sidik": sidik_di(petugas, alamat), "cakupan": "semua"})
    assert tahun_kinerja.tahun_banyak(session, [kurang], 2024, HARI)[kurang.id].celah == []
    assert petugas.get("/kinerja/impor/templat.xlsx?tahun=2022").status_code == 404


def test_a_file_that_is_no_sheet_says_what_it_is(kantor: KantorKinerja, klien: Masuk):
    petugas = klien(kantor.kepegawaian)
    halaman = isi(petugas, unggah(petugas, b"%PDF-1.4\n%%EOF"))
    assert "Berkas ini PDF. Kirim lembar .xlsx atau .csv." in halaman
    assert "seluruh lembar" in halaman
    berkas = (io.BytesIO(b"x"), "kinerja.exe")
    halaman = petugas.kirim("/kinerja/impor", {"berkas": berkas}, 422, content_type="multipart/form-data").text
    assert "bidang-galat" in halaman


# From the command line


def perintah(app: Flask, *args: str) -> Any:
    return app.test_cli_runner().invoke(alurpak, ["kinerja", "impor", *args])


def test_the_command_looks_first_and_records_in_one_go(
    app: Flask, kantor: KantorKinerja, session: Session, tmp_path: Path
):
    satu, dua = kantor.orang(), kantor.orang()
    akun = pabrik.akun(session, kantor.kepegawaian).nama_pengguna
    session.commit()
    berkas = tmp_path / "kinerja.csv"
    baik = f"{satu.nip};2024;;;Baik;{kantor.penilai.nip};;Dokumen"
    berkas.write_bytes(lembar(baik, f"{dua.nip};2024;;;hebat;{kantor.penilai.nip};;Dokumen"))

    def tercatat() -> int:
        banyak = len(session.scalars(select(EvaluasiKinerja)).all())
        session.rollback()  # the command writes in a session of its own
        return banyak

    hasil = perintah(app, str(berkas), "--oleh", akun, "--dry-run")
    assert hasil.exit_code == 1
    assert "baris 3, kolom predikat: Predikat tidak dikenal" in hasil.stderr
    assert "1 baru, 0 sudah ada, 1 perlu dibetulkan." in hasil.output
    assert perintah(app, str(berkas), "--oleh", akun).exit_code == 1
    assert tercatat() == 0
    assert "1 evaluasi dicatat." in perintah(app, str(berkas), "--oleh", akun, "--yang-baik").output
    assert tercatat() == 1
    berkas.write_bytes(lembar(baik))
    hasil = perintah(app, str(berkas), "--oleh", akun)
    assert hasil.exit_code == 0
    assert "0 baru, 1 sudah ada, 0 perlu dibetulkan." in hasil.output
    assert tercatat() == 1


def test_the_command_refuses_who_keeps_nobodys_facts(
    app: Flask, kantor: KantorKinerja, session: Session, tmp_path: Path
):
    orang = kantor.orang()
    akun = pabrik.akun(session, kantor.penilai).nama_pengguna
    session.commit()
    berkas = tmp_path / "kinerja.csv"
    berkas.write_bytes(lembar(f"{orang.nip};2024;;;Baik;;Kepala;Dokumen"))
    hasil = perintah(app, str(berkas), "--oleh", akun)
    assert hasil.exit_code == 1
    assert "dalam lingkup Anda" in hasil.stderr
    assert perintah(app, str(berkas), "--oleh", "tidak-ada").exit_code == 1
    assert perintah(app, str(tmp_path / "tidak-ada.csv"), "--oleh", akun).exit_code == 1


def test_an_import_costs_as_many_questions_for_five_rows_as_for_twenty_five(
    app: Flask, kantor: KantorKinerja, session: Session
):
    def sekali(banyak: int) -> int:
        orang = [kantor.orang() for _ in range(banyak)]
        isi_lembar = lembar(*(f"{o.nip};2024;;;Baik;{kantor.penilai.nip};;Dokumen" for o in orang))
        session.commit()
        oleh = kantor.oleh(kantor.kepegawaian, HARI)
        session.expire_all()
        perintah_sql: list[str] = []

        def catat_perintah(*isi: Any) -> None:
            if not isi[2].startswith("INSERT"):  # one for each row where the database gives no keys back in order
                perintah_sql.append(isi[2])

        event.listen(session.get_bind(), "before_cursor_execute", catat_perintah)
        try:
            assert impor_kinerja.impor(session, isi_lembar, oleh=oleh) == banyak
            session.commit()
        finally:
            event.remove(session.get_bind(), "before_cursor_execute", catat_perintah)
        return len(perintah_sql)

    sekali(1)  # makes the head of the chain
    assert sekali(5) == sekali(25)
