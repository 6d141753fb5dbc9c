"""The pages of a determination: list, opening, figures with their parts, what is known, signature, sending."""

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
from workflow_app.models import JenisAsal, Pegawai, PenetapanAk, PenetapanAkState, SebabPenetapan
from workflow_app.services import penetapan_ak as layanan
from workflow_app.services.penetapan_ak import daftar_penerima
from workflow_app.services.uraian_penetapan import UraianBaris, uraian

HARI = dt.date(2025, 1, 10)
Masuk = Callable[[Pegawai], Klien]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, TANGGAL_APLIKASI=HARI)


@pytest.fixture
def kantor(session: Session) -> KantorKinerja:
    return KantorKinerja(session)


def pastikan_uraian_cocok(session: Session, obj: PenetapanAk) -> None:
    """Every figure of the form equals the sum of its parts."""
    bagian = uraian(session, obj)
    for kode, isi in obj.rincian["baris"].items():
        angka = {k: Decimal(n) for k, n in isi.items()}
        assert bagian.get(kode, UraianBaris()).jumlah() == angka, kode


# From where each figure comes


def test_every_figure_is_the_sum_of_its_parts_through_drafts_determinations_and_replacements(
    kantor: KantorKinerja, session: Session
):
    orang = kantor.orang()
    kantor.saldo_lama(orang, "R2023", "jf_lama", "12.5")
    kantor.ijazah(orang, "s1", dt.date(2018, 7, 1), bkn=dt.date(2018, 8, 1), dasar=True)
    kantor.ijazah(orang, "s2", dt.date(2023, 7, 1), bkn=dt.date(2023, 8, 1))
    kantor.konversi(orang, 2023, "sangat_baik")
    pertama = kantor.penetapan(orang, HARI)
    pastikan_uraian_cocok(session, pertama)
    assert pertama.rincian["tambahan"]
    kantor.tetapkan(pertama, HARI)
    kantor.konversi(orang, 2024, "baik")
    kedua = kantor.penetapan(orang, HARI)
    pastikan_uraian_cocok(session, kedua)
    kantor.tetapkan(kedua, HARI)
    pengganti = layanan.buka_pengganti(
        session, pertama, oleh=kantor.oleh(kantor.kepegawaian, HARI), catatan="Salah tulis."
    )
    pastikan_uraian_cocok(session, pengganti)
    kantor.tetapkan(pengganti, HARI)
    for obj in (pertama, kedua, pengganti):
        pastikan_uraian_cocok(session, obj)


def test_the_page_opens_each_figure_into_its_entries(klien: Masuk, kantor: KantorKinerja, session: Session):
    orang = kantor.orang()
    kantor.saldo_lama(orang, "R2023", "jf_lama", "12.5")
    konversi = kantor.konversi(orang, 2024, "baik")
    obj = kantor.penetapan(orang, HARI)
    halaman = klien(orang).get(f"/penetapan-ak/{obj.id}")
    isi = teks_halaman(halaman.text)
    assert "Angka Kredit Jabatan Fungsional lama 12,500 0,000 12,500" in isi
    assert "Angka Kredit Konversi 0,000 12,500 12,500" in isi
    assert "Jumlah angka kredit kumulatif 12,500 12,500 25,000" in isi
    assert "hitung ulang cocok" in isi
    assert f"Konversi Nomor {konversi.nomor}" in isi
    assert f'href="/angka-kredit/{orang.id}/entri/{konversi.entri_terakhir}"' in halaman.text


def test_pending_and_withheld_credit_stand_with_their_reasons(klien: Masuk, kantor: KantorKinerja, session: Session):
    orang = kantor.orang()
    kantor.ijazah(orang, "s1", dt.date(2018, 7, 1), bkn=dt.date(2018, 8, 1), dasar=True)
    kantor.ijazah(orang, "s2", dt.date(2023, 7, 1), bkn=dt.date(2023, 8, 1))
    kantor.ijazah(orang, "s3", dt.date(2024, 7, 1), bkn=None)
    kantor.konversi(orang, 2024, "baik")
    obj = kantor.penetapan(orang, HARI)
    isi = teks_halaman(klien(kantor.penilai).get(f"/penetapan-ak/{obj.id}").text)
    assert "25% x angka kredit kumulatif kenaikan pangkat 50 = 12,5" in isi
    assert "Sudah termasuk dalam angka di atas, dan dibukukan ketika ditetapkan." in isi
    assert "Belum diberikan Ijazah belum tercatat di BKN" in isi
    kantor.tetapkan(obj, HARI)
    isi = teks_halaman(klien(kantor.penilai).get(f"/penetapan-ak/{obj.id}").text)
    assert "Dibukukan bersama penetapan ini." in isi
    assert "Dibekukan bersama surat ini" in isi


def test_the_verdict_names_need_surplus_and_every_reason(klien: Masuk, kantor: KantorKinerja, session: Session):
    orang = kantor.orang()
    kantor.saldo_lama(orang, "R2023", "jf_lama", "43.75")
    kantor.konversi(orang, 2024, "baik")
    obj = layanan.draf(session, orang.id)
    assert obj is not None
    assert obj.sebab is SebabPenetapan.MINIMAL
    isi = teks_halaman(klien(orang).get(f"/penetapan-ak/{obj.id}").text)
    assert "Kenaikan pangkat ke Penata Muda Tingkat I (III/b)" in isi
    assert "Diperlukan 50,000, dimiliki 56,250. Kelebihan 6,250." in isi
    assert "Kenaikan jabatan ke Pranata Komputer Ahli Muda" in isi
    assert "Kurang 43,750." in isi
    assert "Dibuka Angka kredit mencapai minimal kenaikan" in isi


# Opening


def test_an_officer_asks_for_a_determination_and_the_office_for_an_officer(
    klien: Masuk, kantor: KantorKinerja, session: Session
):
    satu, dua = kantor.orang(), kantor.orang()
    klien(satu).kirim("/penetapan-ak/baru", {"catatan": "Pindah instansi."})
    obj = session.scalars(select(PenetapanAk)).one()
    assert (obj.subjek_id, obj.sebab, obj.penilai_id) == (satu.id, SebabPenetapan.PERMINTAAN, kantor.penilai.id)
    petugas = klien(kantor.kepegawaian)
    cari = petugas.kirim("/penetapan-ak/baru/cari", {"teks": dua.nip}).location
    assert cari == f"/penetapan-ak/baru?pegawai={dua.id}"
    petugas.kirim(cari, {"catatan": ""})
    assert layanan.draf(session, dua.id) is not None
    petugas.kirim(
        f"/penetapan-ak/baru?pegawai={pabrik.pegawai(session, instansi=pabrik.instansi(session)).id}", {}, 404
    )


def test_there_is_one_draft_and_the_page_leads_to_it(klien: Masuk, kantor: KantorKinerja, session: Session):
    orang = kantor.orang()
    obj = kantor.penetapan(orang, HARI)
    saya = klien(orang)
    assert f'href="/penetapan-ak/{obj.id}"' in saya.get("/penetapan-ak/baru").text
    jawaban = saya.kirim("/penetapan-ak/baru", {"catatan": "Sekali lagi."}, 422)
    assert "Sudah ada draf penetapan bagi pegawai ini." in teks_halaman(jawaban.text)
    assert f'href="/penetapan-ak/{obj.id}"' in jawaban.text


def test_whoever_has_no_rank_is_told_so(klien: Masuk, kantor: KantorKinerja, session: Session):
    orang = pabrik.pegawai(session, instansi=kantor.instansi, unit=kantor.unit, golongan=None)
    jawaban = klien(orang).kirim("/penetapan-ak/baru", {}, 422)
    assert "Pangkat atau jabatan fungsional belum tercatat" in teks_halaman(jawaban.text)


# What is known of it


def test_examination_and_vacancy_are_noted_with_proof_and_the_draft_is_computed_anew(
    klien: Masuk, kantor: KantorKinerja, session: Session
):
    orang = kantor.orang()
    obj = kantor.penetapan(orang, HARI)
    kantor.saldo_lama(orang, "R2023", "jf_lama", "100")
    penilai = klien(kantor.penilai)
    assert "Hitung ulang berbeda." in teks_halaman(penilai.get(f"/penetapan-ak/{obj.id}").text)
    alamat = f"/penetapan-ak/{obj.id}/perbarui"
    isi = {
        "version": obj.version,
        "penilai": kantor.penilai.nip,
        "uji_kompetensi": "ya",
        "uji_kompetensi_bukti": "",
        "lowongan": "tidak",
        "lowongan_bukti": "Penetapan kebutuhan 2025",
    }
    jawaban = penilai.kirim(alamat, isi, 422)
    assert "Sebutkan surat atau sertifikat uji kompetensinya." in teks_halaman(jawaban.text)
    assert '<option selected value="ya">' in jawaban.text
    assert 'value="Penetapan kebutuhan 2025"' in jawaban.text
    penilai.kirim(alamat, {**isi, "uji_kompetensi_bukti": "Sertifikat 7/2024"})
    session.refresh(obj)
    assert (obj.uji_kompetensi, obj.lowongan, obj.jumlah) == (True, False, Decimal(100))
    basi = penilai.kirim(alamat, {**isi, "lowongan_bukti": "Ketikan lama"}, 409)
    assert "Ketikan lama" in teks_halaman(basi.text)
    isi_ulang = penilai.get(alamat).text
    assert '<option selected value="tidak">' in isi_ulang
    penilai.kirim(alamat, {"version": obj.version, "penilai": kantor.penilai.nip, "uji_kompetensi": "", "lowongan": ""})
    session.refresh(obj)
    assert (obj.uji_kompetensi, obj.lowongan) == (None, None)


def test_the_officer_does_not_note_it_himself(klien: Masuk, kantor: KantorKinerja, session: Session):
    obj = kantor.penetapan(kantor.orang(), HARI)
    saya = klien(obj.subjek)
    assert "/perbarui" not in saya.get(f"/penetapan-ak/{obj.id}").text
    saya.buka(f"/penetapan-ak/{obj.id}/perbarui", 403)
    saya.kirim(f"/penetapan-ak/{obj.id}/perbarui", {"version": obj.version, "penilai": ""}, 403)


# Signature, sending, replacement


def test_the_signature_repeats_the_sums_and_takes_one_number(klien: Masuk, kantor: KantorKinerja, session: Session):
    orang = kantor.orang()
    kantor.konversi(orang, 2024, "baik")
    obj = kantor.penetapan(orang, HARI)
    penilai = klien(kantor.penilai)
    isi = teks_halaman(penilai.get(f"/penetapan-ak/{obj.id}/tetapkan").text)
    for kata in ("12,500", "lama 0,000, baru 12,500", "1/PAK-K/I/2025", "Kepala Bidang Aplikasi"):
        assert kata in isi
    penilai.kirim(f"/penetapan_ak/{obj.id}/langkah/tetapkan", {"version": obj.version})
    session.refresh(obj)
    assert (obj.state, obj.nomor) == (PenetapanAkState.DITETAPKAN, "1/PAK-K/I/2025")
    klien(orang).buka(f"/penetapan-ak/{obj.id}/tetapkan", 409)


def test_credit_of_a_letter_is_the_same_figure_before_and_after_it_was_stored(
    klien: Masuk, kantor: KantorKinerja, session: Session
):
    orang = kantor.orang(jabatan=[("ahli_pertama", dt.date(2024, 1, 1))])
    kantor.asal(orang, JenisAsal.JF_LAIN, angka_kredit=Decimal(60))
    obj = kantor.penetapan(orang, HARI)
    klien(kantor.penilai).kirim(f"/penetapan_ak/{obj.id}/langkah/tetapkan", {"version": obj.version})
    session.refresh(obj)
    assert (obj.state, obj.jumlah) == (PenetapanAkState.DITETAPKAN, Decimal(60))


def test_a_draft_without_credit_says_so_instead_of_a_button(klien: Masuk, kantor: KantorKinerja, session: Session):
    obj = kantor.penetapan(kantor.orang(), HARI)
    halaman = klien(kantor.penilai).get(f"/penetapan-ak/{obj.id}/tetapkan").text
    assert "Belum ada angka kredit dalam jenjang ini." in teks_halaman(halaman)
    assert "/langkah/tetapkan" not in halaman


def test_it_is_sent_with_every_recipient_ticked(klien: Masuk, kantor: KantorKinerja, session: Session):
    orang = kantor.orang()
    kantor.konversi(orang, 2024, "baik")
    obj = kantor.tetapkan(kantor.penetapan(orang, HARI), HARI)
    petugas = klien(kantor.kepegawaian)
    alamat = f"/penetapan_ak/{obj.id}/langkah/kirim"
    penerima = daftar_penerima(obj)
    jawaban = petugas.kirim(alamat, {"version": obj.version, "tembusan": penerima[:1]}, 422)
    assert "belum ditandai" in teks_halaman(jawaban.text)
    petugas.kirim(alamat, {"version": obj.version, "tembusan": penerima})
    session.refresh(obj)
    assert (obj.state, obj.dikirim_pada) == (PenetapanAkState.DIKIRIM, HARI)


def test_a_replacement_names_the_error_and_both_carry_the_link(klien: Masuk, kantor: KantorKinerja, session: Session):
    orang = kantor.orang()
    kantor.konversi(orang, 2024, "baik")
    lama = kantor.tetapkan(kantor.penetapan(orang, HARI), HARI)
    petugas = klien(kantor.kepegawaian)
    alamat, isi = f"/penetapan-ak/{lama.id}/pengganti", {"version": lama.version, "catatan": "Pangkat salah."}
    assert layanan.draf(session, orang.id) is None
    satu, dua = petugas.kirim(alamat, isi), petugas.kirim(alamat, isi)
    assert satu.location == dua.location
    assert "Pangkat salah." in teks_halaman(petugas.get(satu.location).text)
    assert f'href="{satu.location}"' in petugas.get(f"/penetapan-ak/{lama.id}").text
    klien(orang).kirim(alamat, {"version": lama.version, "catatan": "Ingin lebih."}, 403)


def test_a_foreign_determination_does_not_exist(klien: Masuk, kantor: KantorKinerja, session: Session):
    obj = kantor.penetapan(kantor.orang(), HARI)
    for orang in (kantor.orang(), kantor.penetap, pabrik.pegawai(session, instansi=pabrik.instansi(session))):
        for sisa in ("", "/perbarui", "/tetapkan", "/pengganti"):
            klien(orang).buka(f"/penetapan-ak/{obj.id}{sisa}", 404)


# The list


def test_the_list_shows_each_reader_his_own(klien: Masuk, kantor: KantorKinerja, session: Session):
    satu, dua = kantor.orang(), kantor.orang()
    kantor.asal(dua, JenisAsal.PENYESUAIAN, angka_kredit=Decimal(60))
    for orang in (satu, dua):
        kantor.penetapan(orang, HARI)
    milik = teks_halaman(klien(satu).get("/penetapan-ak").text)
    assert "Penetapan AK saya" in milik
    assert dua.nama not in milik
    for orang in (kantor.kepegawaian, kantor.penilai):
        isi = teks_halaman(klien(orang).get("/penetapan-ak").text)
        assert satu.nama in isi
        assert dua.nama in isi
    assert (
        "Tidak ada penetapan dengan saringan ini."
        in klien(kantor.kepegawaian).get("/penetapan-ak?keadaan=dikirim").text
    )


def test_the_list_asks_the_database_as_often_for_25_lines_as_for_5(app: Flask, klien: Masuk, kantor: KantorKinerja):
    jumlah = {}
    for banyak in (5, 20):
        for _ in range(banyak):
            kantor.penetapan(kantor.orang(), HARI)
        petugas = klien(kantor.kepegawaian)
        with hitung_perintah(app) as perintah:
            halaman = petugas.get("/penetapan-ak")
        jumlah[banyak] = len(perintah)
        assert halaman.text.count('class="sel-utama"') == (5 if banyak == 5 else 25)
    assert jumlah[5] == jumlah[20]
