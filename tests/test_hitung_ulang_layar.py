"""The pages of the runs that compute claims anew: who starts, who reads, and what the result shows."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import pabrik
from tests.klien import Klien, teks_halaman
from tests.meja_tim import halaman_pendek, hitung_perintah
from workflow_app.models import CatatanAdmin, Dupak, HitungUlang, OutboxMessage, Pegawai, Peran
from workflow_app.services import dupak as layanan_dupak
from workflow_app.services.hitung_ulang import PEKERJAAN, lanjutkan, mulai

Masuk = Callable[[Pegawai], Klien]
DAFTAR = "/admin/hitung-ulang"
BUKAN_PEMBACA = [p for p in Peran if p not in {Peran.ADMIN, Peran.AUDITOR, Peran.SISTEM}]


@pytest.fixture
def admin(session: Session, klien: Masuk) -> Klien:
    """An administrator's browser."""
    return klien(pabrik.pegawai(session, peran=[Peran.ADMIN]))


@pytest.fixture
def auditor(session: Session, klien: Masuk) -> Klien:
    """An auditor's browser."""
    return klien(pabrik.pegawai(session, peran=[Peran.AUDITOR]))


def terkirim(session: Session, salah: bool = False) -> Dupak:
    """A claim that has been sent, with a wrong figure where asked."""
    dupak = pabrik.dupak(session, butir=2)
    layanan_dupak.ajukan(session, dupak, oleh=pabrik.pelaku(session, dupak.subjek))
    if salah:
        dupak.butir[0].jumlah = Decimal("9.999")
    session.flush()
    return dupak


def dijalankan(session: Session, banyak: int = 100) -> HitungUlang:
    jalan = mulai(session, alasan="uji")
    lanjutkan(session, jalan.id, banyak)
    session.commit()
    return jalan


def isi(klien: Klien, alamat: str, status: int = 200) -> str:
    jawaban = klien.get(alamat)
    assert jawaban.status_code == status, teks_halaman(jawaban.text)[:500]
    return teks_halaman(jawaban.text)


@pytest.mark.parametrize("peran", BUKAN_PEMBACA)
def test_the_pages_belong_to_administrators_and_auditors(peran: Peran, session: Session, klien: Masuk):
    orang = klien(pabrik.pegawai(session, peran=[peran]))
    jalan = dijalankan(session)
    for alamat in (DAFTAR, f"{DAFTAR}/{jalan.id}", f"{DAFTAR}/{jalan.id}/kemajuan"):
        isi(orang, alamat, 403)
    orang.kirim(DAFTAR, {"alasan": "uji"}, 403)


def test_an_administrator_starts_a_run_with_a_reason(session: Session, admin: Klien):
    terkirim(session)
    halaman = teks_halaman(admin.kirim(DAFTAR, {"alasan": "  "}, 422).text)
    assert "wajib diisi" in halaman
    assert session.scalars(select(HitungUlang)).all() == []
    tujuan = admin.kirim(DAFTAR, {"alasan": "Peraturan dikoreksi."}).location
    jalan = session.scalars(select(HitungUlang)).one()
    assert tujuan == f"{DAFTAR}/{jalan.id}"
    assert (jalan.alasan, jalan.jumlah, jalan.instansi_id) == ("Peraturan dikoreksi.", 1, None)
    assert jalan.oleh_id is not None
    assert session.scalars(select(OutboxMessage.kind).where(OutboxMessage.kind == PEKERJAAN)).all() == [PEKERJAAN]
    assert session.scalars(select(CatatanAdmin.baris_id).where(CatatanAdmin.tabel == "hitung_ulang")).all() == [
        jalan.id
    ]


def test_a_second_run_of_the_same_scope_says_which_one_is_under_way(session: Session, admin: Klien):
    jalan = mulai(session, alasan="uji")
    halaman = teks_halaman(admin.kirim(DAFTAR, {"alasan": "lagi"}, 422).text)
    assert f"nomor {jalan.id} masih berjalan" in halaman
    assert "lagi" in halaman


def test_the_auditor_reads_and_starts_nothing(session: Session, auditor: Klien):
    jalan = dijalankan(session)
    halaman = isi(auditor, DAFTAR)
    assert f"Nomor {jalan.id}" in halaman
    assert "Mulai hitung ulang" not in halaman
    auditor.kirim(DAFTAR, {"alasan": "uji"}, 403)


def test_progress_is_asked_for_while_the_run_goes_on_and_ends_with_a_fresh_page(session: Session, admin: Klien):
    for _ in range(3):
        terkirim(session)
    jalan = dijalankan(session, 1)
    alamat = f"{DAFTAR}/{jalan.id}"
    badan = admin.get(alamat).text
    assert 'hx-trigger="every 2s"' in badan
    assert f'href="{alamat}"' in badan  # the way without script
    assert "1 dari 3 DUPAK dihitung" in teks_halaman(badan)
    assert admin.get(f"{alamat}/kemajuan").status_code == 303
    potongan = admin.get(f"{alamat}/kemajuan", headers={"HX-Request": "true"})
    assert "HX-Refresh" not in potongan.headers
    assert 'value="1"' in potongan.text
    lanjutkan(session, jalan.id, 100)
    potongan = admin.get(f"{alamat}/kemajuan", headers={"HX-Request": "true"})
    assert potongan.headers["HX-Refresh"] == "true"
    assert "hx-get" not in potongan.text
    assert "hx-get" not in admin.get(alamat).text


def test_a_stopped_run_says_why(session: Session, admin: Klien):
    terkirim(session)
    jalan = mulai(session, alasan="uji")
    jalan.sidik = {**jalan.sidik, "R2020": "lain"}
    session.flush()
    lanjutkan(session, jalan.id, 1)
    session.commit()
    assert "Peraturan berubah sejak hitung ulang dimulai" in isi(admin, f"{DAFTAR}/{jalan.id}")
    assert "berhenti" in isi(admin, DAFTAR)


def test_claims_that_differ_stand_with_both_figures(session: Session, admin: Klien, auditor: Klien):
    benar, salah = terkirim(session), terkirim(session, salah=True)
    jalan = dijalankan(session)
    halaman = isi(auditor, f"{DAFTAR}/{jalan.id}")
    assert "10,499" in halaman
    assert "1,000" in halaman
    assert "-9,499" in halaman
    assert salah.subjek.nama in halaman
    badan = auditor.get(f"{DAFTAR}/{jalan.id}").text
    assert f"/dupak/{salah.id}" in badan
    assert f"/dupak/{benar.id}" not in badan
    assert auditor.get(f"/dupak/{salah.id}").status_code == 200
    # An administrator has a part in no case: the figures, without the name and the way to the case.
    milik_admin = admin.get(f"{DAFTAR}/{jalan.id}").text
    assert f"DUPAK nomor {salah.id}" in milik_admin
    assert f"/dupak/{salah.id}" not in milik_admin
    assert salah.subjek.nama not in milik_admin


def test_the_auditor_of_another_institution_sees_no_claim_of_this_one(session: Session, klien: Masuk):
    salah = terkirim(session, salah=True)
    lain = pabrik.instansi(session, nama="Instansi Lain")
    unit = pabrik.unit(session, instansi_id=lain.id, nama="Unit Lain")
    orang = pabrik.pegawai(session, instansi_id=lain.id, unit_id=unit.id)
    pabrik.penugasan(session, orang, Peran.AUDITOR, instansi_id=lain.id)
    jalan = dijalankan(session)
    assert f"/dupak/{salah.id}" not in klien(orang).get(f"{DAFTAR}/{jalan.id}").text


def test_the_list_of_differences_is_paged_and_asks_the_database_no_more_for_many(
    app: Flask, session: Session, auditor: Klien, monkeypatch: pytest.MonkeyPatch
):
    halaman_pendek(monkeypatch, 3)
    for _ in range(7):
        terkirim(session, salah=True)
    jalan = dijalankan(session)
    auditor.get(f"{DAFTAR}/{jalan.id}")
    with hitung_perintah(app) as perintah:
        badan = auditor.get(f"{DAFTAR}/{jalan.id}").text
    pilih = [p for p in perintah if p.lstrip().upper().startswith("SELECT")]
    assert badan.count('href="/dupak/') == 3
    assert len(pilih) <= 7, pilih
    assert "sebelum=" in badan


def test_what_does_not_exist_is_not_found(app: Flask, admin: Klien):
    isi(admin, f"{DAFTAR}/99", 404)
    isi(admin, f"{DAFTAR}/99/kemajuan", 404)
