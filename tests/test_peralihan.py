"""The turn-over on the account page: both accounts, and officers who still hold old credit are told what to do."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from tests import pabrik
from tests.kantor_kinerja import KantorKinerja
from tests.klien import Klien, teks_halaman
from tests.lintas_regime import HARI_INI, integrasikan, lintas
from workflow_app.config import Settings
from workflow_app.models import Pegawai
from workflow_app.saldo import saldo_per_jenjang
from workflow_app.services import pak_integrasi
from workflow_app.services.peralihan import Peralihan, peralihan

D = Decimal
Masuk = Callable[[Pegawai], Klien]
BELUM = "Angka kredit lama belum dialihkan"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Today is in the conversion regime."""
    return replace(settings, TANGGAL_APLIKASI=HARI_INI)


@pytest.fixture
def kantor(session: Session) -> KantorKinerja:
    return KantorKinerja(session)


def keadaan(session: Session, orang: Pegawai, hari: dt.date = HARI_INI) -> Peralihan | None:
    return peralihan(session, orang, saldo_per_jenjang(session, orang.id), hari)


def lama(kantor: KantorKinerja) -> Pegawai:
    """An Ahli Muda since 2021 with credit of both old rule sets, some of it of the level below."""
    orang = kantor.orang(
        jabatan=[("ahli_pertama", dt.date(2015, 4, 1)), ("ahli_muda", dt.date(2021, 4, 1))],
        pangkat=[("III/b", dt.date(2015, 4, 1)), ("III/c", dt.date(2021, 4, 1))],
    )
    kantor.saldo_lama(orang, "R2003", "implementasi_si", "230")
    kantor.saldo_lama(orang, "R2020", "sistem_informasi", "20")
    return orang


def panel(klien: Klien, orang: Pegawai) -> str:
    """The words of the section; empty where there is none."""
    isi = klien.get(f"/angka-kredit/{orang.id}").text
    if 'aria-labelledby="judul-peralihan"' not in isi:
        return ""
    awal = isi.index('aria-labelledby="judul-peralihan"')
    return isi[awal : isi.index("</section>", awal)]


def test_before_the_regime_and_without_old_credit_there_is_nothing_to_turn_over(
    kantor: KantorKinerja, session: Session, klien: Masuk
):
    assert keadaan(session, lama(kantor), dt.date(2022, 12, 31)) is None
    baru = kantor.orang(jabatan=[("ahli_pertama", dt.date(2024, 4, 1))], pangkat=[("III/a", dt.date(2024, 4, 1))])
    assert keadaan(session, baru) is None
    assert panel(klien(baru), baru) == ""


def test_old_credit_is_that_which_an_integration_would_take(kantor: KantorKinerja, session: Session):
    orang = lama(kantor)
    kantor.saldo_lama(orang, "R2020", "penunjang", "3")
    satu = keadaan(session, orang)
    assert satu is not None
    oleh = kantor.oleh(kantor.kepegawaian, HARI_INI)
    rincian = pak_integrasi.susun(session, orang, oleh=oleh).rincian
    assert satu.sisa == {k: D(n) for k, n in rincian["per_aturan"].items()} == {"R2003": D(230), "R2020": D(23)}
    assert satu.dapat_disusun


def test_credit_of_another_level_is_not_turned_over(kantor: KantorKinerja, session: Session):
    orang = kantor.orang()
    kantor.saldo_lama(orang, "R2020", "sistem_informasi", "20")
    assert keadaan(session, orang) is not None
    pabrik.jabatan(session, orang, jenjang="ahli_muda", tmt=dt.date(2022, 12, 31))
    assert keadaan(session, orang) is None


def test_who_still_holds_old_credit_is_told_and_his_office_is_led_on(klien: Masuk, kantor: KantorKinerja):
    orang = lama(kantor)
    sendiri = panel(klien(orang), orang)
    assert BELUM in sendiri
    assert "230,000 (R2003), 20,000 (R2020)" in teks_halaman(sendiri)
    assert "Minta biro kepegawaian menyusun PAK integrasi." in sendiri
    kantor.konversi(orang, 2023, "baik")  # a case of his that the office may read
    biro = panel(klien(kantor.kepegawaian), orang)
    assert f'href="/pak-integrasi/susun/{orang.id}"' in biro
    assert "Minta biro kepegawaian" not in biro


def test_without_a_position_on_the_last_day_the_history_comes_first(klien: Masuk, kantor: KantorKinerja):
    orang = kantor.orang(jabatan=[("ahli_muda", dt.date(2024, 4, 1))], pangkat=[("III/c", dt.date(2018, 4, 1))])
    kantor.saldo_lama(orang, "R2003", "implementasi_si", "230")
    isi = teks_halaman(panel(klien(orang), orang))
    assert "pada 31 Desember 2022 belum tercatat" in isi
    assert "Minta administrator melengkapi riwayatnya" in isi


def test_a_draft_keeps_the_credit_where_it_is(klien: Masuk, kantor: KantorKinerja, session: Session):
    orang = lama(kantor)
    obj = pak_integrasi.susun(session, orang, oleh=kantor.oleh(kantor.kepegawaian, HARI_INI))
    satu = keadaan(session, orang)
    assert satu is not None
    assert (satu.perkara, satu.ditetapkan, satu.sisa["R2003"]) == (obj, False, D(230))
    isi = panel(klien(orang), orang)
    assert "PAK integrasi sedang disusun" in isi
    assert BELUM not in isi


def test_both_accounts_are_shown_with_base_and_arrival(klien: Masuk, session: Session):
    satu = lintas(session)
    mentah = panel(klien(satu.orang), satu.orang)
    isi = teks_halaman(mentah)
    for kata in ("287,500", "−200,000", "87,500", "tidak dipotong", "307,500", "Masuk ke akun konversi: 107,500."):
        assert kata in isi
    assert str(satu.integrasi.nomor) in isi
    assert f'href="/pak-integrasi/{satu.integrasi.id}"' in mentah
    assert BELUM not in isi


def test_credit_that_came_after_the_integration_asks_for_a_replacement(
    klien: Masuk, kantor: KantorKinerja, session: Session
):
    orang = lama(kantor)
    obj = integrasikan(kantor, orang)
    assert keadaan(session, orang) == Peralihan(obj, {}, dt.date(2022, 12, 31), dapat_disusun=True)
    kantor.saldo_lama(orang, "R2003", "penunjang", "4.5")
    isi = teks_halaman(panel(klien(orang), orang))
    assert "Sesudah integrasi masih ada angka kredit lama: 4,500 (R2003)." in isi
