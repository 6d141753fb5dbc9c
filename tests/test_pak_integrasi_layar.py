"""The pages of an integration: who is still to be turned over, both accounts, initials, signature, sending."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import pabrik
from tests.kantor_kinerja import KantorKinerja
from tests.klien import Klien, teks_halaman
from tests.meja_tim import hitung_perintah
from workflow_app.config import Settings
from workflow_app.models import PakIntegrasi, PakIntegrasiState, Pegawai
from workflow_app.services import pak_integrasi as layanan

HARI = dt.date(2025, 1, 10)
Masuk = Callable[[Pegawai], Klien]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, TANGGAL_APLIKASI=HARI)


@pytest.fixture
def kantor(session: Session) -> KantorKinerja:
    return KantorKinerja(session)


def berkredit(kantor: KantorKinerja) -> Pegawai:
    """An Ahli Muda with 287.5 of the oldest rules, 12 of them pengembangan profesi."""
    orang = kantor.orang(jabatan=[("ahli_muda", dt.date(2019, 4, 1))], pangkat=[("III/c", dt.date(2019, 4, 1))])
    kantor.saldo_lama(orang, "R2003", "tata_kelola", "275.5")
    kantor.saldo_lama(orang, "R2003", "pengembangan_profesi", "12")
    return orang


def satu(session: Session) -> PakIntegrasi:
    return session.scalars(select(PakIntegrasi)).one()


def langkah(obj: PakIntegrasi, trigger: str) -> str:
    return f"/pak_integrasi/{obj.id}/langkah/{trigger}"


def test_the_office_finds_who_is_still_to_be_turned_over(klien: Masuk, kantor: KantorKinerja, session: Session):
    orang, selesai, kosong = berkredit(kantor), berkredit(kantor), kantor.orang()
    layanan.susun(session, selesai, oleh=kantor.oleh(kantor.kepegawaian, HARI))
    asing = pabrik.pegawai(session, "Asing Sekali", instansi=pabrik.instansi(session))
    kantor.saldo_lama(asing, "R2020", "tata_kelola", "20")
    halaman = klien(kantor.kepegawaian).get("/pak-integrasi").text
    assert f'href="/pak-integrasi/susun/{orang.id}"' in halaman
    assert "287,500" in halaman
    for lain in (selesai, kosong, asing):
        assert f'href="/pak-integrasi/susun/{lain.id}"' not in halaman
    perkara = teks_halaman(klien(kantor.kepegawaian).get("/pak-integrasi?daftar=perkara").text)
    assert selesai.nama in perkara
    assert orang.nama not in perkara


def test_what_would_come_out_is_shown_before_it_is_drawn_up(klien: Masuk, kantor: KantorKinerja, session: Session):
    orang = berkredit(kantor)
    petugas = klien(kantor.kepegawaian)
    isi = teks_halaman(petugas.get(f"/pak-integrasi/susun/{orang.id}").text)
    for kata in ("Jumlah konvensional 287,500", "Dikurangi nilai dasar −200,000", "Angka kredit integrasi 87,500"):
        assert kata in isi
    terlalu = petugas.kirim(f"/pak-integrasi/susun/{orang.id}", {"potong_profesi": "12,5"}, 422)
    assert "tidak melebihi yang dimiliki, yaitu 12" in teks_halaman(terlalu.text)
    assert 'value="12,5"' in terlalu.text
    petugas.kirim(f"/pak-integrasi/susun/{orang.id}", {"potong_profesi": "12"})
    obj = satu(session)
    assert (obj.konvensional, obj.potong_profesi, obj.jumlah) == (Decimal("287.5"), Decimal(12), Decimal("75.5"))
    isi = teks_halaman(petugas.get(f"/pak-integrasi/{obj.id}").text)
    for kata in ("Dikurangi pengembangan profesi yang sudah dipakai −12,000", "75,500", "hitung ulang cocok"):
        assert kata in isi


def test_whoever_has_nothing_is_told_why(klien: Masuk, kantor: KantorKinerja, session: Session):
    petugas, orang = klien(kantor.kepegawaian), kantor.orang()
    jawaban = petugas.kirim(f"/pak-integrasi/susun/{orang.id}", {"potong_profesi": ""}, 422)
    assert "tidak memiliki angka kredit konvensional" in teks_halaman(jawaban.text)
    kedua = berkredit(kantor)
    petugas.kirim(f"/pak-integrasi/susun/{kedua.id}", {"potong_profesi": ""})
    ulang = petugas.kirim(f"/pak-integrasi/susun/{kedua.id}", {"potong_profesi": ""}, 422)
    assert "sudah ada" in teks_halaman(ulang.text)


def test_only_the_office_draws_up_and_only_for_its_own(klien: Masuk, kantor: KantorKinerja, session: Session):
    orang = berkredit(kantor)
    klien(orang).kirim(f"/pak-integrasi/susun/{orang.id}", {"potong_profesi": ""}, 403)
    for lain in (kantor.penilai, kantor.penetap, kantor.orang()):
        klien(lain).buka(f"/pak-integrasi/susun/{orang.id}", 404)
    asing = pabrik.pegawai(session, instansi=pabrik.instansi(session))
    klien(kantor.kepegawaian).buka(f"/pak-integrasi/susun/{asing.id}", 404)


def test_from_initials_over_the_signature_to_the_copies(klien: Masuk, kantor: KantorKinerja, session: Session):
    orang = berkredit(kantor)
    obj = layanan.susun(session, orang, oleh=kantor.oleh(kantor.kepegawaian, HARI))
    petugas, penetap = klien(kantor.kepegawaian), klien(kantor.penetap)
    penetap.buka(f"/pak-integrasi/{obj.id}", 404)
    petugas.kirim(langkah(obj, "paraf"), {"version": obj.version})
    session.refresh(obj)
    assert (obj.state, obj.penetap_id) == (PakIntegrasiState.DIPARAF, kantor.penetap.id)
    assert orang.nama in penetap.get("/tugas").text
    isi = teks_halaman(penetap.get(f"/pak-integrasi/{obj.id}/tetapkan").text)
    for kata in ("87,500", "dari 287,500 angka kredit konvensional", "1/PAK-INT/I/2025", orang.nama):
        assert kata in isi
    penetap.kirim(langkah(obj, "tetapkan"), {"version": obj.version})
    session.refresh(obj)
    assert (obj.state, obj.nomor) == (PakIntegrasiState.DITETAPKAN, "1/PAK-INT/I/2025")
    penerima = layanan.daftar_penerima(obj)
    kurang = petugas.kirim(langkah(obj, "kirim"), {"version": obj.version, "tembusan": penerima[:1]}, 422)
    assert "belum ditandai" in teks_halaman(kurang.text)
    petugas.kirim(langkah(obj, "kirim"), {"version": obj.version, "tembusan": penerima})
    session.refresh(obj)
    assert obj.state is PakIntegrasiState.DIKIRIM
    assert "Dibekukan bersama surat ini" in teks_halaman(klien(orang).get(f"/pak-integrasi/{obj.id}").text)


def test_a_ledger_that_moved_is_shown_and_not_signed(klien: Masuk, kantor: KantorKinerja, session: Session):
    orang = berkredit(kantor)
    oleh = kantor.oleh(kantor.kepegawaian, HARI)
    obj = layanan.susun(session, orang, oleh=oleh)
    layanan.paraf(session, obj, oleh=oleh)
    kantor.saldo_lama(orang, "R2003", "infrastruktur", "1.5")
    penetap = klien(kantor.penetap)
    assert "Hitung ulang berbeda." in teks_halaman(penetap.get(f"/pak-integrasi/{obj.id}").text)
    konfirmasi = penetap.get(f"/pak-integrasi/{obj.id}/tetapkan").text
    assert "Belum dapat ditetapkan" in konfirmasi
    assert "/langkah/tetapkan" not in konfirmasi
    klien(kantor.kepegawaian).kirim(langkah(obj, "susun-ulang"), {"version": obj.version})
    session.refresh(obj)
    assert (obj.state, obj.konvensional) == (PakIntegrasiState.DRAF, Decimal(289))


def test_the_deduction_of_a_draft_is_corrected(klien: Masuk, kantor: KantorKinerja, session: Session):
    obj = layanan.susun(session, berkredit(kantor), oleh=kantor.oleh(kantor.kepegawaian, HARI))
    petugas, alamat = klien(kantor.kepegawaian), f"/pak-integrasi/{obj.id}/perbarui"
    petugas.kirim(alamat, {"version": obj.version, "potong_profesi": "12"})
    session.refresh(obj)
    assert obj.jumlah == Decimal("75.5")
    basi = petugas.kirim(alamat, {"version": obj.version - 1, "potong_profesi": "3,25"}, 409)
    assert "3,25" in teks_halaman(basi.text)
    petugas.kirim(alamat, {"version": obj.version, "potong_profesi": "abc"}, 422)
    klien(obj.subjek).kirim(alamat, {"version": obj.version, "potong_profesi": "0"}, 403)


def test_a_replacement_names_the_error_and_both_carry_the_link(klien: Masuk, kantor: KantorKinerja, session: Session):
    orang = berkredit(kantor)
    oleh = kantor.oleh(kantor.kepegawaian, HARI)
    lama = layanan.susun(session, orang, oleh=oleh)
    layanan.paraf(session, lama, oleh=oleh)
    layanan.tetapkan(session, lama, oleh=kantor.oleh(kantor.penetap, HARI))
    petugas = klien(kantor.kepegawaian)
    alamat, isi = f"/pak-integrasi/{lama.id}/pengganti", {"version": lama.version, "catatan": "Potongan terlupa."}
    pertama, kedua = petugas.kirim(alamat, isi), petugas.kirim(alamat, isi)
    assert pertama.location == kedua.location
    assert "Potongan terlupa." in teks_halaman(petugas.get(pertama.location).text)
    assert f'href="{pertama.location}"' in petugas.get(f"/pak-integrasi/{lama.id}").text


def test_a_foreign_integration_does_not_exist(klien: Masuk, kantor: KantorKinerja, session: Session):
    obj = layanan.susun(session, berkredit(kantor), oleh=kantor.oleh(kantor.kepegawaian, HARI))
    for orang in (kantor.orang(), kantor.penilai, pabrik.pegawai(session, instansi=pabrik.instansi(session))):
        for sisa in ("", "/perbarui", "/tetapkan", "/pengganti"):
            klien(orang).buka(f"/pak-integrasi/{obj.id}{sisa}", 404)


def test_both_lists_ask_the_database_as_often_for_25_lines_as_for_5(
    app: Flask, klien: Masuk, kantor: KantorKinerja, session: Session
):
    jumlah: dict[int, tuple[int, int]] = {}
    for banyak in (5, 20):
        for _ in range(banyak):
            berkredit(kantor)
            layanan.susun(session, berkredit(kantor), oleh=kantor.oleh(kantor.kepegawaian, HARI))
        petugas = klien(kantor.kepegawaian)
        with hitung_perintah(app) as calon:
            halaman = petugas.get("/pak-integrasi")
        with hitung_perintah(app) as perkara:
            daftar = petugas.get("/pak-integrasi?daftar=perkara")
        harap = 5 if banyak == 5 else 25
        assert halaman.text.count("/pak-integrasi/susun/") == harap
        assert daftar.text.count('class="sel-utama"') == harap
        jumlah[banyak] = (len(calon), len(perkara))
    assert jumlah[5] == jumlah[20]
