"""The ledger on the screen: who may read it, what each entry opens, filters, and how often the database is asked."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import pabrik
from tests.klien import Klien, teks_halaman
from tests.meja_tim import Meja, hitung_perintah, meja_tim
from workflow_app.models import EntriKredit, JenisEntri, Pak, Pegawai

Masuk = Callable[[Pegawai], Klien]


@pytest.fixture
def meja(session: Session) -> Meja:
    return meja_tim(session)


@pytest.fixture
def pak(meja: Meja) -> Pak:
    """A signed decision on five items, over old credit of 47.5."""
    (satu,) = meja.ditetapkan("Rani Buku")
    return satu


def test_the_officer_reads_every_entry_with_the_balance_after_it(klien: Masuk, session: Session, pak: Pak):
    isi = teks_halaman(klien(pak.subjek).get("/angka-kredit").text)
    assert "Angka kredit saya" in isi
    saldo = "47,500"
    assert saldo in isi
    assert f"{pak.jumlah:.3f}".replace(".", ",") in isi
    _waktu, _judul, buku = isi.partition("Buku angka kredit")
    assert buku.count(f"PAK Nomor {pak.nomor}") == 5
    assert "ditetapkan" in isi


def test_an_entry_opens_reason_case_and_steps(klien: Masuk, session: Session, pak: Pak):
    entri = session.scalars(select(EntriKredit).where(EntriKredit.pak_id == pak.id).order_by(EntriKredit.id)).first()
    assert entri is not None
    halaman = klien(pak.subjek).get(f"/angka-kredit/{pak.subjek_id}/entri/{entri.id}").text
    isi = teks_halaman(halaman)
    assert "Langkah hitungan" in isi
    assert "Kedua penilai sepakat" in isi
    assert entri.aturan_sidik in isi
    assert f'href="/dupak/{pak.dupak_id}#butir-{entri.item_id}"' in halaman
    assert f'href="/pak/{pak.id}"' in halaman


def test_an_entry_of_somebody_else_is_not_there(klien: Masuk, session: Session, meja: Meja, pak: Pak):
    lain = meja.klaim("Orang Lain")
    entri = session.scalars(select(EntriKredit.id).where(EntriKredit.pegawai_id == lain.subjek_id)).first()
    assert klien(pak.subjek).get(f"/angka-kredit/{pak.subjek_id}/entri/{entri}").status_code == 404


def test_who_may_read_the_ledger(klien: Masuk, session: Session, meja: Meja, pak: Pak):
    alamat = f"/angka-kredit/{pak.subjek_id}"
    for orang in (pak.subjek, meja.atasan, meja.sekretariat, meja.a, meja.ketua, meja.penetap):
        assert klien(orang).get(alamat).status_code == 200
    asing = pabrik.pegawai(session, "Orang Asing")
    session.commit()
    assert klien(asing).get(alamat).status_code == 404
    assert klien(asing).get("/angka-kredit/987654").status_code == 404


def test_filters_narrow_the_list_and_an_unknown_one_is_ignored(klien: Masuk, session: Session, pak: Pak):
    orang = klien(pak.subjek)
    for alamat, baris in (
        ("/angka-kredit", 6),
        ("/angka-kredit?jenis=butir", 5),
        ("/angka-kredit?jenis=saldo_awal", 1),
    ):
        assert orang.get(alamat).text.partition('id="judul-buku"')[2].count("/entri/") == baris
    assert "Tidak ada entri dengan saringan ini." in orang.get("/angka-kredit?aturan=R1999").text
    assert orang.get("/angka-kredit?jenis=' OR 1=1").status_code == 200


def test_the_page_asks_the_database_as_often_for_many_entries(app: Flask, klien: Masuk, session: Session, pak: Pak):
    orang = klien(pak.subjek)
    orang.get("/angka-kredit")
    with hitung_perintah(app) as sedikit:
        orang.get("/angka-kredit")
    for nomor in range(60):
        session.add(
            EntriKredit(
                pegawai_id=pak.subjek_id,
                tanggal=pak.ditetapkan_pada,
                jenis=JenisEntri.SALDO_AWAL,
                aturan="R2020",
                jenjang="ahli_pertama",
                golongan="III/a",
                unsur="penunjang",
                jumlah=Decimal(1),
                sebab=f"uji:{nomor}",
                alasan={"msgid": "Uji.", "nilai": {}},
                dasar="Surat uji",
            )
        )
    session.commit()
    with hitung_perintah(app) as banyak:
        isi = orang.get("/angka-kredit").text
    assert len(banyak) == len(sedikit)
    assert "Lebih lama" in isi
