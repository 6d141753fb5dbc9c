"""Figures of the conversion regime that somebody changes behind the application are named."""

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.kantor_kinerja import KantorKinerja
from workflow_app.services import pak_integrasi, verifikasi

HARI = dt.date(2024, 12, 31)


@pytest.fixture
def kantor(session: Session) -> KantorKinerja:
    """One case of each kind, determined."""
    hasil = KantorKinerja(session)
    orang = hasil.orang()
    hasil.saldo_lama(orang, "R2003", "implementasi_si", "120.000")
    maret = dt.date(2023, 3, 1)
    integrasi = pak_integrasi.susun(
        session, orang, oleh=hasil.oleh(hasil.kepegawaian, maret), potong_profesi=Decimal(0)
    )
    pak_integrasi.paraf(session, integrasi, oleh=hasil.oleh(hasil.kepegawaian, maret))
    pak_integrasi.tetapkan(session, integrasi, oleh=hasil.oleh(hasil.penetap, maret))
    hasil.konversi(orang, 2024, "baik")
    hasil.tetapkan(hasil.penetapan(orang, HARI), HARI)
    session.commit()
    return hasil


def test_what_the_services_wrote_holds(kantor: KantorKinerja, session: Session):
    assert list(verifikasi.periksa(session)) == []


@pytest.mark.parametrize(
    ("tabel", "kolom", "nilai"),
    [
        ("konversi", "jumlah", "jumlah + 1"),
        ("konversi", "predikat", "'sangat_baik'"),
        ("konversi", "bulan_selesai", "11"),
        ("konversi", "penilai_id", "NULL"),
        ("penetapan_ak", "jumlah_baru", "jumlah_baru"),
        ("pak_integrasi", "konvensional", "konvensional + 1"),
    ],
)
def test_a_changed_column_is_named(kantor: KantorKinerja, session: Session, tabel: str, kolom: str, nilai: str):
    if tabel == "penetapan_ak":
        session.execute(text("UPDATE penetapan_ak SET jumlah_baru = jumlah_baru + 1, jumlah = jumlah + 1"))
    else:
        session.execute(text(f"UPDATE {tabel} SET {kolom} = {nilai}"))
    session.commit()
    cacat = list(verifikasi.periksa(session))
    assert (tabel, kolom) in {(c.workflow, c.kolom) for c in cacat}


@pytest.mark.parametrize("tabel", ["konversi", "penetapan_ak", "pak_integrasi"])
def test_changed_frozen_figures_are_named(kantor: KantorKinerja, session: Session, tabel: str):
    kolom = "CAST(rincian AS TEXT)"
    ubah = f"REPLACE({kolom}, 'Kota Rekaan', 'Kota Lain')"
    if session.get_bind().dialect.name == "postgresql":
        ubah = f"CAST({ubah} AS JSON)"
    session.execute(text(f"UPDATE {tabel} SET rincian = {ubah}"))
    session.commit()
    cacat = list(verifikasi.periksa(session))
    assert (tabel, "rincian") in {(c.workflow, c.kolom) for c in cacat}
