"""The signing folder and the signature: what is signed stands there once more; figures that moved are not signed."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import pabrik
from tests.klien import Klien, teks_halaman
from tests.meja_tim import Meja, hitung_perintah, meja_tim
from workflow_app.models import Pak, PakState, Pegawai, PenugasanPeran, Peran
from workflow_app.saldo import lama_banyak, lama_dupak
from workflow_app.services import buku_kredit
from workflow_app.services import pak as layanan

Masuk = Callable[[Pegawai], Klien]


@pytest.fixture
def meja(session: Session) -> Meja:
    return meja_tim(session)


def geser(session: Session, pak: Pak) -> None:
    """Old credit comes to light after the decision was drawn up."""
    buku_kredit.saldo_awal(
        session,
        pak.subjek,
        aturan=pak.aturan,
        unsur="infrastruktur",
        jumlah=Decimal("1.5"),
        tanggal=dt.date(2021, 1, 5),
        dasar="PAK 2019",
    )


def penugasan(session: Session, orang: Pegawai) -> PenugasanPeran:
    milik = select(PenugasanPeran).where(PenugasanPeran.pegawai_id == orang.id, PenugasanPeran.peran == Peran.PENETAP)
    return session.scalars(milik).one()


# The folder


def test_one_line_per_decision_with_sum_and_recomputation(klien: Masuk, session: Session, meja: Meja):
    benar, salah = meja.diajukan("Satu Pranata", "Dua Pranata")
    geser(session, salah)

    halaman = klien(meja.penetap).get("/pak")

    isi = teks_halaman(halaman.text)
    assert "Satu Pranata" in isi
    assert "51,688" in isi
    assert "Penata Muda Tingkat I (III/b)" in isi
    assert (isi.count(" cocok "), isi.count(" berbeda ")) == (1, 1)
    assert f'href="/pak/{benar.id}/tetapkan"' in halaman.text
    assert f'href="/pak/{salah.id}/tetapkan"' not in halaman.text


def test_who_waits_longest_stands_first(klien: Masuk, session: Session, meja: Meja):
    lama, baru = meja.diajukan("Lina Pranata", "Bayu Pranata")
    lama.state_since -= dt.timedelta(days=4)

    isi = teks_halaman(klien(meja.penetap).get("/pak").text)

    assert isi.index("Lina Pranata") < isi.index("Bayu Pranata")
    assert "sejak 4 hari" in isi
    assert baru.state_since == pabrik.HARI_INI


def test_an_absent_officials_papers_lie_in_the_next_ones_folder(klien: Masuk, session: Session, meja: Meja):
    (pak,) = meja.diajukan()
    kedua = pabrik.pegawai(session, "Rekan Penetap", golongan="IV/c", jenjang=None)
    pabrik.penugasan(session, kedua, Peran.PENETAP, mulai=dt.date(2020, 1, 1))
    assert "Dewi Pranata" not in klien(kedua).get("/pak").text
    pabrik.ketidakhadiran(session, meja.penetap)

    assert "Dewi Pranata" in klien(kedua).get("/pak").text
    isi = teks_halaman(klien(kedua).get(f"/pak/{pak.id}").text)
    assert "Tercatat tidak hadir hari ini" in isi
    assert "Rekan Penetap menandatangani hari ini" in isi


def test_a_stand_in_signs_by_his_letter(klien: Masuk, session: Session, meja: Meja):
    (pak,) = meja.diajukan()
    wakil = pabrik.pegawai(session, "Harun Pengganti", golongan="IV/b", jenjang=None)
    surat = pabrik.pelimpahan(session, penugasan(session, meja.penetap), wakil)
    harun = klien(wakil)

    assert "Dewi Pranata" in harun.get("/pak").text
    isi = teks_halaman(harun.get(f"/pak/{pak.id}").text)
    assert f"Plh. menggantikan Pramana Penetap dengan surat {surat.nomor_surat}." in isi
    assert "Plh. Kepala Biro Kepegawaian" in teks_halaman(harun.get(f"/pak/{pak.id}/tetapkan").text)
    harun.kirim(f"/pak/{pak.id}/langkah/tetapkan", {"version": str(pak.version)})

    session.refresh(pak)
    assert (pak.ditetapkan_oleh_id, pak.ditetapkan_sebagai) == (wakil.id, "Plh. Kepala Biro Kepegawaian")


def test_a_lender_is_told_who_signs_today(klien: Masuk, session: Session, meja: Meja):
    meja.diajukan()
    wakil = pabrik.pegawai(session, "Harun Pengganti", golongan="IV/b", jenjang=None)
    pabrik.pelimpahan(session, penugasan(session, meja.penetap), wakil)

    isi = teks_halaman(klien(meja.penetap).get("/pak").text)

    assert "hari ini ditandatangani Harun Pengganti" in isi
    assert "Tanda tangani" not in isi.replace("ditandatangani", "")


def test_an_expired_decree_is_not_named(klien: Masuk, session: Session, meja: Meja):
    lama = penugasan(session, meja.penetap)
    lama.mulai, lama.selesai, lama.nomor_sk = dt.date(2019, 1, 1), dt.date(2021, 12, 31), "SK-LAMA"
    pabrik.penugasan(session, meja.penetap, Peran.PENETAP, mulai=dt.date(2022, 1, 1), nomor_sk="SK-BARU")
    (pak,) = meja.diajukan()

    isi = teks_halaman(klien(meja.penetap).get(f"/pak/{pak.id}").text)

    assert "Berwenang dengan SK SK-BARU" in isi
    assert "SK-LAMA" not in isi


# The signature


def test_the_page_before_the_signature_repeats_number_and_sum(klien: Masuk, session: Session, meja: Meja):
    satu, dua = meja.diajukan("Satu Pranata", "Dua Pranata")
    penetap = klien(meja.penetap)
    assert f'href="/pak/{satu.id}/tetapkan"' in penetap.get(f"/pak/{satu.id}").text

    isi = teks_halaman(penetap.get(f"/pak/{satu.id}/tetapkan").text)
    for kata in ("51,688", "lama 47,500, baru 4,188", "1/PAK/I/2022", "Kepala Biro Kepegawaian", "Satu Pranata"):
        assert kata in isi
    penetap.kirim(f"/pak/{satu.id}/langkah/tetapkan", {"version": str(satu.version)})

    session.refresh(satu)
    assert satu.nomor == "1/PAK/I/2022"
    assert "2/PAK/I/2022" in teks_halaman(penetap.get(f"/pak/{dua.id}/tetapkan").text)
    penetap.buka(f"/pak/{satu.id}/tetapkan", 409)


def test_figures_that_moved_are_shown_and_not_signed(klien: Masuk, session: Session, meja: Meja):
    (pak,) = meja.diajukan()
    geser(session, pak)
    penetap = klien(meja.penetap)

    isi = teks_halaman(penetap.get(f"/pak/{pak.id}").text)
    assert "Hitung ulang berbeda." in isi
    assert "Infrastruktur Teknologi Informasi: pada PAK 0,198, hari ini 1,698" in isi
    konfirmasi = penetap.get(f"/pak/{pak.id}/tetapkan").text
    assert "belum dapat ditetapkan" in konfirmasi
    assert f'action="/pak/{pak.id}/langkah/tetapkan"' not in konfirmasi
    penetap.kirim(f"/pak/{pak.id}/langkah/tetapkan", {"version": str(pak.version)}, 422)

    session.refresh(pak)
    assert (pak.state, pak.nomor) == (PakState.MENUNGGU_TANDA_TANGAN, None)


def test_a_double_click_takes_one_number(klien: Masuk, session: Session, meja: Meja):
    (pak,) = meja.diajukan()
    penetap, isi = klien(meja.penetap), {"version": str(pak.version)}

    penetap.kirim(f"/pak/{pak.id}/langkah/tetapkan", isi)
    penetap.kirim(f"/pak/{pak.id}/langkah/tetapkan", isi, 409)

    session.refresh(pak)
    assert pak.nomor == "1/PAK/I/2022"


def test_nobody_else_comes_to_the_page_before_the_signature(klien: Masuk, session: Session, meja: Meja):
    (pak,) = meja.diajukan()

    for orang in (meja.ketua, meja.sekretariat, pak.subjek):
        klien(orang).buka(f"/pak/{pak.id}/tetapkan", 403)
    for orang in (pabrik.pegawai(session), meja.atasan):
        klien(orang).buka(f"/pak/{pak.id}/tetapkan", 404)
        klien(orang).buka(f"/pak/{pak.id}", 404)
    klien(meja.penetap).buka("/pak/999999", 404)
    klien(meja.penetap).buka("/pak/999999/tetapkan", 404)


# Replacement


def test_a_replacement_sent_twice_is_drawn_up_once_and_both_papers_carry_the_link(
    klien: Masuk, session: Session, meja: Meja
):
    (lama,) = meja.ditetapkan()
    sekar, isi = klien(meja.sekretaris), {"version": str(lama.version), "catatan": "Golongan ruang salah tulis."}

    pertama = sekar.kirim(f"/pak/{lama.id}/pengganti", isi)
    kedua = sekar.kirim(f"/pak/{lama.id}/pengganti", isi)
    lain = sekar.kirim(f"/pak/{lama.id}/pengganti", isi | {"catatan": "Alasan lain"}, 409)

    assert pertama.location == kedua.location
    assert "Alasan lain" in teks_halaman(lain.text)
    baru = session.scalars(select(Pak).where(Pak.menggantikan_id == lama.id)).one()
    assert f'href="/pak/{baru.id}"' in sekar.get(f"/pak/{lama.id}").text
    assert f'href="/pak/{lama.id}"' in sekar.get(f"/pak/{baru.id}").text
    assert "Golongan ruang salah tulis." in teks_halaman(sekar.get(f"/pak/{baru.id}").text)


def test_only_a_signed_decision_is_replaced(klien: Masuk, session: Session, meja: Meja):
    (pak,) = meja.diajukan()

    isi = {"version": str(pak.version), "catatan": "Salah"}
    jawaban = klien(meja.sekretaris).kirim(f"/pak/{pak.id}/pengganti", isi, 422)

    assert "sudah ditetapkan atau dikirim" in teks_halaman(jawaban.text)
    assert "Salah" in jawaban.text
    assert session.scalar(select(func.count()).select_from(Pak)) == 1


# Figures of many decisions at once


def test_the_recomputation_of_many_agrees_with_that_of_one(session: Session, meja: Meja):
    benar, salah = meja.ditetapkan("Satu Pranata", "Dua Pranata")
    pengganti = layanan.susun_pengganti(session, benar, oleh=meja.oleh(meja.sekretaris), catatan="Salah tulis")
    geser(session, salah)
    session.flush()

    daftar = [benar, salah, pengganti]
    cocok = layanan.cocok_hitung_ulang(session, daftar)

    assert cocok == {p.id: layanan.sidik_hitung_ulang(session, p) == p.sidik_rincian for p in daftar}
    assert cocok == {benar.id: True, salah.id: False, pengganti.id: True}
    assert lama_banyak(session, [salah])[salah.id] == lama_dupak(session, salah.dupak)


def test_the_folder_asks_the_database_as_often_for_25_papers_as_for_5(app: Flask, klien: Masuk, meja: Meja):
    jumlah = {}
    for banyak in (5, 20):
        meja.diajukan(*(f"Pegawai {banyak}-{n}" for n in range(banyak)))
        penetap = klien(meja.penetap)
        with hitung_perintah(app) as perintah:
            halaman = penetap.get("/pak")
        jumlah[banyak] = len(perintah)
        assert halaman.text.count("/tetapkan") == (5 if banyak == 5 else 25)

    assert jumlah[5] == jumlah[20]
    assert jumlah[5] <= 25
