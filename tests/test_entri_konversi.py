"""One entry of the conversion regime: the steps that its case froze, and the way to the case."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.kantor_kinerja import KantorKinerja
from tests.klien import Klien, teks_halaman
from tests.lintas_regime import HARI_INI, Lintas, ganti_konversi, lintas
from workflow_app.config import Settings
from workflow_app.models import EntriKredit, JenisAsal, JenisEntri, Konversi, Pegawai
from workflow_app.services import fakta_pegawai, penetapan_ak

Masuk = Callable[[Pegawai], Klien]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Today is in the conversion regime."""
    return replace(settings, TANGGAL_APLIKASI=HARI_INI)


@pytest.fixture
def satu(session: Session) -> Lintas:
    return lintas(session)


def halaman(session: Session, klien: Klien, orang: Pegawai, jenis: JenisEntri, unsur: str | None = None) -> str:
    """The page of the newest entry of a kind."""
    query = select(EntriKredit.id).where(EntriKredit.pegawai_id == orang.id, EntriKredit.jenis == jenis)
    if unsur is not None:
        query = query.where(EntriKredit.unsur == unsur)
    id_ = session.scalar(query.order_by(EntriKredit.id.desc()).limit(1))
    jawaban = klien.get(f"/angka-kredit/{orang.id}/entri/{id_}")
    assert jawaban.status_code == 200
    return jawaban.text


def test_a_conversion_shows_predicate_coefficient_and_months(klien: Masuk, session: Session, satu: Lintas):
    isi = halaman(session, klien(satu.orang), satu.orang, JenisEntri.KONVERSI)
    kata = teks_halaman(isi)
    for teks in ("Langkah hitungan", "Tahun 2025, predikat Baik (100%)", "12/12 x 100% x 25 = 25", "Sumber"):
        assert teks in kata
    konversi = session.scalars(select(Konversi).order_by(Konversi.id.desc())).first()
    assert konversi is not None
    assert f'href="/konversi/{konversi.id}"' in isi


def test_a_degree_shows_its_share_and_leads_to_the_determination(klien: Masuk, session: Session, satu: Lintas):
    isi = halaman(session, klien(satu.orang), satu.orang, JenisEntri.PENDIDIKAN)
    assert "25% x angka kredit kumulatif kenaikan pangkat 100 = 25" in teks_halaman(isi)
    assert "PermenPANRB 1/2023" in teks_halaman(isi)
    assert f'href="/penetapan-ak/{satu.penetapan.id}"' in isi


@pytest.mark.parametrize("jenis", [JenisEntri.INTEGRASI_MASUK, JenisEntri.INTEGRASI_KELUAR])
def test_an_integration_shows_base_and_remainder(klien: Masuk, session: Session, satu: Lintas, jenis: JenisEntri):
    isi = halaman(session, klien(satu.orang), satu.orang, jenis)
    for teks in ("Nilai dasar", "287,5 - 200 = 87,5", "Angka kredit integrasi 107,5"):
        assert teks in teks_halaman(isi)
    assert f'href="/pak-integrasi/{satu.integrasi.id}"' in isi


def test_a_case_that_is_not_the_reader_s_is_not_linked(klien: Masuk, session: Session, satu: Lintas):
    isi = halaman(session, klien(satu.kantor.penilai), satu.orang, JenisEntri.INTEGRASI_MASUK)
    assert "/pak-integrasi/" not in isi
    assert "Nilai dasar" in teks_halaman(isi)


def test_a_correction_says_what_the_replaced_conversion_gave(klien: Masuk, session: Session, satu: Lintas):
    lama = session.scalars(select(Konversi).where(Konversi.tahun == 2023)).one()
    ganti_konversi(satu.kantor, lama, "sangat_baik", dt.date(2026, 1, 14))
    kata = teks_halaman(halaman(session, klien(satu.orang), satu.orang, JenisEntri.KOREKSI))
    assert f"Konversi {lama.nomor} semula 25, kini 37,5." in kata
    assert "12/12 x 150% x 25 = 37,5" in kata


def test_a_degree_that_is_taken_back_shows_its_reason_alone(klien: Masuk, session: Session, satu: Lintas):
    kantor = satu.kantor
    oleh = kantor.oleh(kantor.kepegawaian, HARI_INI)
    baru = penetapan_ak.buka_pengganti(session, satu.penetapan, oleh=oleh, catatan="Ijazah keliru.")
    s2 = next(i for i in fakta_pegawai.ijazah_berlaku(session, satu.orang.id) if i.ijazah == "s2")
    s2.dibatalkan_pada, s2.dibatalkan_oleh_id, s2.alasan_batal = HARI_INI, kantor.kepegawaian.id, "Bukan ijazahnya."
    penetapan_ak.perbarui(
        session,
        baru,
        oleh=oleh,
        penilai_id=baru.penilai_id,
        uji_kompetensi=None,
        uji_kompetensi_bukti="",
        lowongan=None,
        lowongan_bukti="",
    )
    kantor.tetapkan(baru, HARI_INI)
    kata = teks_halaman(halaman(session, klien(satu.orang), satu.orang, JenisEntri.KOREKSI))
    assert "Tidak lagi diberikan: Ijazah keliru." in kata
    assert "Langkah hitungan" not in kata


def test_credit_of_a_post_shows_base_and_years(klien: Masuk, session: Session):
    kantor = KantorKinerja(session)
    orang = kantor.orang(jabatan=[("ahli_muda", dt.date(2024, 1, 1))], pangkat=[("III/d", dt.date(2022, 1, 1))])
    kantor.asal(orang, JenisAsal.PENGAWAS, predikat="baik")
    kantor.tetapkan(kantor.penetapan(orang, HARI_INI), HARI_INI)
    saya = klien(orang)
    assert "24 bulan dalam pangkat dihitung" in teks_halaman(halaman(session, saya, orang, JenisEntri.KONVERSI))
    dasar = teks_halaman(halaman(session, saya, orang, JenisEntri.AK_DASAR))
    assert "Langkah hitungan" in dasar
    assert "100" in dasar


def test_what_closed_a_level_has_a_reason_and_no_steps_of_the_case(klien: Masuk, session: Session):
    kantor = KantorKinerja(session)
    orang = kantor.orang(
        jabatan=[("ahli_pertama", dt.date(2019, 4, 1)), ("ahli_muda", dt.date(2025, 4, 1))],
        pangkat=[("III/b", dt.date(2019, 4, 1)), ("III/c", dt.date(2025, 4, 1))],
    )
    kantor.konversi(orang, 2024, "baik")
    kantor.konversi(orang, 2025, "baik", mulai=4)
    kata = teks_halaman(halaman(session, klien(orang), orang, JenisEntri.MULAI_JENJANG))
    assert "Jenjang baru mulai dari 0" in kata
    assert "Langkah hitungan" not in kata
