"""The evaluator's folder: read, tick, sign or return many in one act; each case stands for itself."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import pabrik
from tests.kantor_kinerja import KantorKinerja
from tests.klien import Klien, teks_halaman
from tests.meja_tim import hitung_perintah
from workflow_app.config import Settings
from workflow_app.models import (
    AuditEntry,
    Konversi,
    KonversiState,
    NomorRegister,
    Pegawai,
    PenetapanAk,
    PenetapanAkState,
    Peran,
)
from workflow_app.services import map_penilai
from workflow_app.services import penetapan_ak as layanan_penetapan
from workflow_app.web.banyak import Pilihan, pilihan_dari

HARI = dt.date(2025, 1, 10)
TETAPKAN, KEMBALIKAN = "/konversi/folder/tetapkan", "/konversi/folder/kembalikan"
Masuk = Callable[[Pegawai], Klien]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, TANGGAL_APLIKASI=HARI)


@pytest.fixture
def kantor(session: Session) -> KantorKinerja:
    return KantorKinerja(session)


def diajukan(kantor: KantorKinerja, banyak: int = 1, tahun: int = 2024) -> list[Konversi]:
    return [kantor.ajukan(kantor.draf(kantor.orang(), tahun, "baik")) for _ in range(banyak)]


def tanda(obj: Konversi | PenetapanAk, version: int | None = None) -> str:
    alur = "konversi" if isinstance(obj, Konversi) else "penetapan_ak"
    return f"{alur}.{obj.id}.{obj.version if version is None else version}"


def jumlah_jejak(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(AuditEntry)) or 0


# What lies in it


def test_it_holds_what_waits_for_this_evaluator_and_counts_it(klien: Masuk, kantor: KantorKinerja, session: Session):
    (milik,) = diajukan(kantor)
    draf = kantor.draf(kantor.orang(), 2024, "baik")
    penetapan = kantor.penetapan(kantor.orang(), HARI)
    lain = kantor.draf(kantor.orang(), 2024, "baik")
    lain.penilai_id = pabrik.pegawai(session, instansi=kantor.instansi, unit=kantor.unit).id
    session.flush()
    kantor.ajukan(lain)
    halaman = klien(kantor.penilai).get("/konversi/folder")
    isi = teks_halaman(halaman.text)
    assert milik.subjek.nama in isi
    assert penetapan.subjek.nama in isi
    assert "Baik (100%)" in isi
    assert "Dokumen evaluasi kinerja" in isi
    assert draf.subjek.nama not in isi
    assert lain.subjek.nama not in isi
    assert "Map penilai kinerja2" in halaman.text.replace('</span><span class="menu-jumlah">', "")
    assert f'href="/konversi/{milik.id}"' in halaman.text
    assert f'href="/penetapan-ak/{penetapan.id}"' in halaman.text
    assert "Map penilai kinerja" not in klien(milik.subjek).get("/tugas").text


def test_it_is_empty_for_somebody_for_whom_nothing_waits(klien: Masuk, kantor: KantorKinerja):
    assert "Tidak ada yang menunggu tanda tangan Anda." in klien(kantor.orang()).get("/konversi/folder").text


def test_figures_that_moved_and_determinations_before_their_conversion_cannot_be_ticked(
    klien: Masuk, kantor: KantorKinerja, session: Session
):
    (obj,) = diajukan(kantor)
    obj.subjek.riwayat_jabatan[0].jenjang = "ahli_muda"
    (dua,) = diajukan(kantor)
    penetapan = kantor.penetapan(dua.subjek, HARI)
    halaman = klien(kantor.penilai).get("/konversi/folder?semua=1").text
    for satu, tertutup in ((obj, True), (dua, False), (penetapan, True)):
        kotak = halaman.split(f'value="{tanda(satu)}"')[1].split(">")[0]
        assert ("disabled" in kotak, "checked" in kotak) == (tertutup, not tertutup), satu
    assert "Hitung ulang berbeda" in halaman
    assert "Masih ada konversi pegawai ini yang belum ditetapkan." in halaman


def test_a_stand_in_finds_the_folder_of_his_lender(klien: Masuk, kantor: KantorKinerja, session: Session):
    (obj,) = diajukan(kantor)
    tugas = pabrik.penugasan(session, kantor.penilai, Peran.PENILAI_KINERJA)
    wakil = pabrik.pegawai(session, instansi=kantor.instansi, unit=kantor.unit, jenjang=None)
    pabrik.pelimpahan(session, tugas, wakil, mulai=HARI, selesai=HARI)
    peramban = klien(wakil)
    assert obj.subjek.nama in peramban.get("/konversi/folder").text
    peramban.kirim(TETAPKAN, {"pilih": tanda(obj)}, 200)
    session.refresh(obj)
    assert obj.state is KonversiState.DITETAPKAN
    assert obj.ditetapkan_sebagai == "Plh. Kepala Bidang Aplikasi"


# Signing many


def test_what_was_ticked_is_repeated_before_it_is_signed(klien: Masuk, kantor: KantorKinerja, session: Session):
    satu, dua, tidak = diajukan(kantor, 3)
    penilai = klien(kantor.penilai)
    halaman = penilai.get(f"{TETAPKAN}?pilih={tanda(satu)}&pilih={tanda(dua)}&pilih=konversi.99999.1&pilih=x.y&pilih=")
    isi = teks_halaman(halaman.text)
    assert "2 perkara" in isi
    assert satu.subjek.nama in isi
    assert tidak.subjek.nama not in isi
    assert "1 perkara yang ditandai tidak lagi menunggu Anda" in isi
    assert f'name="pilih" value="{tanda(dua)}"' in halaman.text
    assert jumlah_jejak(session) == 6


def test_one_act_signs_many_each_with_its_numbers_and_its_trail(klien: Masuk, kantor: KantorKinerja, session: Session):
    daftar = diajukan(kantor, 3)
    jawaban = klien(kantor.penilai).kirim(TETAPKAN, {"pilih": [tanda(k) for k in daftar]}, 200)
    assert "3 dari 3 ditetapkan." in teks_halaman(jawaban.text)
    for obj in daftar:
        session.refresh(obj)
    assert {k.state for k in daftar} == {KonversiState.DITETAPKAN}
    assert {k.nomor for k in daftar} == {f"{n}/KONV/I/2025" for n in (1, 2, 3)}
    for obj in daftar:
        assert (obj.nomor or "?") in jawaban.text


def test_one_that_refuses_stops_no_other_and_says_every_reason(klien: Masuk, kantor: KantorKinerja, session: Session):
    baik, rusak, akhir = diajukan(kantor, 3)
    rusak.subjek.riwayat_jabatan[0].jenjang = "ahli_muda"
    session.flush()
    jawaban = klien(kantor.penilai).kirim(TETAPKAN, {"pilih": [tanda(k) for k in (baik, rusak, akhir)]}, 200)
    isi = teks_halaman(jawaban.text)
    assert "2 dari 3 ditetapkan." in isi
    assert isi.count("ditolak") == 1
    assert "Angka kredit atau data pegawai berbeda dari hitungan ulang" in isi
    for obj in (baik, rusak, akhir):
        session.refresh(obj)
    assert [k.state for k in (baik, rusak, akhir)] == [
        KonversiState.DITETAPKAN,
        KonversiState.DIAJUKAN,
        KonversiState.DITETAPKAN,
    ]
    assert session.scalars(select(NomorRegister.terakhir).where(NomorRegister.register == "konversi")).one() == 2


def test_what_changed_meanwhile_is_left_and_said(klien: Masuk, kantor: KantorKinerja, session: Session):
    (obj,) = diajukan(kantor)
    jawaban = klien(kantor.penilai).kirim(TETAPKAN, {"pilih": tanda(obj, obj.version - 1)}, 200)
    assert "berubah sementara itu" in teks_halaman(jawaban.text)
    session.refresh(obj)
    assert obj.state is KonversiState.DIAJUKAN


def test_sending_it_again_does_nothing_twice(klien: Masuk, kantor: KantorKinerja, session: Session):
    daftar = diajukan(kantor, 2)
    penilai, isi = klien(kantor.penilai), {"pilih": [tanda(k) for k in daftar]}
    penilai.kirim(TETAPKAN, isi, 200)
    sebelum = jumlah_jejak(session)
    ulang = teks_halaman(penilai.kirim(TETAPKAN, isi, 200).text)
    assert "2 dari 2 ditetapkan." in ulang
    assert ulang.count("sudah tercatat sebelumnya") == 2
    assert jumlah_jejak(session) == sebelum


def test_a_determination_in_the_same_act_is_read_anew_after_its_conversion(
    klien: Masuk, kantor: KantorKinerja, session: Session
):
    kantor.konversi(kantor.orang(), 2023, "baik")
    orang = kantor.orang()
    kantor.konversi(orang, 2023, "baik")
    obj = kantor.ajukan(kantor.draf(orang, 2024, "baik"))
    penetapan = kantor.penetapan(orang, HARI)
    lain = kantor.orang()
    kantor.konversi(lain, 2024, "baik")
    mandiri = kantor.penetapan(lain, HARI)
    isi = {"pilih": [tanda(penetapan), tanda(mandiri), tanda(obj)]}
    jawaban = teks_halaman(klien(kantor.penilai).kirim(TETAPKAN, isi, 200).text)
    assert "2 dari 3 ditetapkan." in jawaban
    assert "berubah sementara itu" in jawaban
    for satu in (obj, penetapan, mandiri):
        session.refresh(satu)
    assert (obj.state, mandiri.state) == (KonversiState.DITETAPKAN, PenetapanAkState.DITETAPKAN)
    assert (penetapan.state, penetapan.jumlah) == (PenetapanAkState.DRAF, Decimal(25))


def test_nobody_signs_through_the_folder_what_the_engine_denies_him(
    klien: Masuk, kantor: KantorKinerja, session: Session
):
    (obj,) = diajukan(kantor)
    for orang in (obj.subjek, kantor.kepegawaian, kantor.orang()):
        jawaban = klien(orang).kirim(TETAPKAN, {"pilih": tanda(obj)}, 200)
        assert "0 dari 1 ditetapkan." in teks_halaman(jawaban.text)
    asing = teks_halaman(klien(kantor.orang()).kirim(TETAPKAN, {"pilih": tanda(obj)}, 200).text)
    assert "Perkara ini tidak ada, atau tidak terbuka bagi Anda." in asing
    assert obj.subjek.nama not in asing
    session.refresh(obj)
    assert obj.state is KonversiState.DIAJUKAN


def test_nothing_ticked_and_too_much_ticked_are_sent_back(
    klien: Masuk, kantor: KantorKinerja, session: Session, monkeypatch: pytest.MonkeyPatch
):
    daftar = diajukan(kantor, 3)
    penilai = klien(kantor.penilai)
    for isi in ({}, {"pilih": ["konversi.x.1", "dupak.1.1"]}):
        assert penilai.kirim(TETAPKAN, isi).location == "/konversi/folder"
    monkeypatch.setattr(map_penilai, "BATAS_SEKALI", 2)
    banyak = {"pilih": [tanda(k) for k in daftar]}
    assert penilai.kirim(TETAPKAN, banyak).location == "/konversi/folder"
    halaman = teks_halaman(penilai.get("/konversi/folder").text)
    assert "Paling banyak 2 perkara sekaligus." in halaman
    assert "Sekali jalan paling banyak 2." in halaman
    assert halaman.count("Baca Pegawai") == 2
    assert jumlah_jejak(session) == 6


# Returning many


def test_conversions_go_back_with_one_reason_and_determinations_do_not(
    klien: Masuk, kantor: KantorKinerja, session: Session
):
    satu, dua = diajukan(kantor, 2)
    orang = kantor.orang()
    kantor.konversi(orang, 2024, "baik")
    penetapan = kantor.penetapan(orang, HARI)
    penilai = klien(kantor.penilai)
    isi = {"pilih": [tanda(satu), tanda(dua), tanda(penetapan)]}
    kosong = penilai.kirim(KEMBALIKAN, {**isi, "catatan": " "}, 422)
    assert "Alasan: Bagian ini wajib diisi." in teks_halaman(kosong.text)
    assert f'value="{tanda(satu)}"' in kosong.text
    assert f'value="{tanda(penetapan)}"' not in kosong.text
    jawaban = teks_halaman(penilai.kirim(KEMBALIKAN, {**isi, "catatan": "Buktinya belum lengkap."}, 200).text)
    assert "2 dari 2 dikembalikan." in jawaban
    for obj in (satu, dua, penetapan):
        session.refresh(obj)
    assert {satu.state, dua.state} == {KonversiState.DIKEMBALIKAN}
    assert penetapan.state is PenetapanAkState.DRAF
    assert "Buktinya belum lengkap." in klien(satu.subjek).get(f"/konversi/{satu.id}").text


# Reading what was ticked


def test_ticks_are_read_strictly_and_each_case_once():
    isi = ["konversi.3.1", "konversi.3.9", "penetapan_ak.4.2", "konversi.5.1", "konversi.6", "x.1.1", "konversi.-1.1"]
    assert pilihan_dari(isi, ("konversi", "penetapan_ak")) == [
        Pilihan("konversi", 3, 1),
        Pilihan("konversi", 5, 1),
        Pilihan("penetapan_ak", 4, 2),
    ]


# Effort


def test_folder_and_check_ask_the_database_as_often_for_25_cases_as_for_5(
    app: Flask, klien: Masuk, kantor: KantorKinerja, session: Session
):
    jumlah: dict[int, tuple[int, int]] = {}
    for banyak in (5, 20):
        diajukan(kantor, banyak)
        for _ in range(banyak):
            layanan_penetapan.buka(session, kantor.orang(), oleh=kantor.oleh(kantor.kepegawaian, HARI))
        semua = [*session.scalars(select(Konversi)), *session.scalars(select(PenetapanAk))]
        pilih = "&".join(f"pilih={tanda(k)}" for k in semua)
        penilai = klien(kantor.penilai)
        with hitung_perintah(app) as folder:
            halaman = penilai.get("/konversi/folder")
        with hitung_perintah(app) as periksa:
            penilai.buka(f"{TETAPKAN}?{pilih}")
        assert halaman.text.count('name="pilih"') == len(semua)
        jumlah[banyak] = (len(folder), len(periksa))
    assert jumlah[5] == jumlah[20]
