"""The rule of the first year (R2003) on the page of progress: when it applies, and what is still to be collected."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests import pabrik
from tests.klien import Klien, teks_halaman
from tests.meja_tim import hitung_perintah
from workflow_app import peraturan
from workflow_app.kalkulator.kelayakan import KreditDinilai
from workflow_app.kalkulator.kemajuan import Capaian, Tambahan, Tujuan, kemajuan
from workflow_app.kalkulator.syarat_kenaikan import Karier, Keadaan, Syarat
from workflow_app.models import Pegawai
from workflow_app.peraturan import berlaku
from workflow_app.services.buku_kredit import saldo_awal
from workflow_app.services.kemajuan_kredit import hitung_kemajuan
from workflow_app.services.rekening import rekening

D = Decimal
Masuk = Callable[[Pegawai], Klien]
TMT = dt.date(2021, 4, 1)
"""The rank III/b; its first year ends on 31 March 2022."""
AKHIR = dt.date(2022, 3, 31)
HARI = dt.timedelta(days=1)
KINI = pabrik.HARI_INI


def prakom(session: Session) -> Pegawai:
    """An Ahli Pertama since 2019, III/b since April 2021."""
    orang = pabrik.pegawai(session, "Sari Rekaan", golongan="III/a", atasan=pabrik.pegawai(session, jenjang=None))
    pabrik.pangkat(session, orang, golongan="III/b", tmt=TMT)
    return orang


def entri(session: Session, orang: Pegawai, tanggal: dt.date, jumlah: str, unsur: str = "implementasi_si") -> None:
    dasar = f"PAK {tanggal} {unsur}"
    saldo_awal(session, orang, aturan="R2003", unsur=unsur, jumlah=D(jumlah), tanggal=tanggal, dasar=dasar)


def kp(session: Session, orang: Pegawai, hari: dt.date = KINI) -> Tujuan:
    buku = rekening(session, orang, hari)
    assert buku is not None
    return buku.kemajuan["R2003"].kp


def pertama(t: Tujuan) -> Syarat | None:
    return next((s for s in (*t.syarat, *t.peringatan) if s.kode == "tahun_pertama"), None)


@contextmanager
def menolak() -> Iterator[None]:
    semula = peraturan.kunci("kenaikan_R2003")
    tolak = semula.dengan([replace(semula.ketentuan("tahun_pertama.sikap"), nilai="tolak")])
    with berlaku.memakai(berlaku.kini().dengan(tolak)):
        yield


# From the ledger


@pytest.mark.parametrize(
    "entri_entri",
    [
        [(dt.date(2021, 10, 15), "200")],  # T25: reached in the first year of the rank
        [(dt.date(2020, 1, 7), "203")],  # reached before and carried over
        [(dt.date(2020, 1, 7), "150"), (AKHIR, "50")],  # on the last day of the year
    ],
)
def test_credit_that_came_within_the_first_year_asks_for_a_fifth_anew(
    session: Session, entri_entri: list[tuple[dt.date, str]]
):
    orang = prakom(session)
    for tanggal, jumlah in entri_entri:
        entri(session, orang, tanggal, jumlah)
    t = kp(session, orang, AKHIR + HARI)
    (satu,) = t.peringatan
    assert (satu.kode, satu.keadaan) == ("tahun_pertama", Keadaan.BELUM)
    assert "masih wajib 10 dari unsur utama (0 dari 10) sebelum kenaikan pangkat" in str(satu.isi).replace(",000", "")
    assert [str(x.teks) for x in satu.langkah[:1]] == ["Tahun pertama sejak 1 April 2021 berakhir 31 Maret 2022"]
    assert all(x.sumber for x in satu.langkah)
    # It only warns: nothing is held back by it.
    assert t.paling_awal is not None


def test_credit_that_came_later_asks_for_nothing(session: Session):
    orang = prakom(session)
    entri(session, orang, dt.date(2020, 1, 7), "150")
    entri(session, orang, AKHIR + HARI, "50")
    assert pertama(kp(session, orang, AKHIR + 2 * HARI)) is None


def test_credit_that_does_not_suffice_asks_for_nothing(session: Session):
    orang = prakom(session)
    entri(session, orang, dt.date(2021, 10, 15), "199.999")
    assert pertama(kp(session, orang)) is None


def test_only_main_credit_from_after_that_day_counts(session: Session):
    orang = prakom(session)
    entri(session, orang, dt.date(2021, 10, 15), "200")
    entri(session, orang, dt.date(2021, 12, 1), "6")
    entri(session, orang, dt.date(2021, 12, 1), "20", "penunjang")
    satu = pertama(kp(session, orang))
    assert satu is not None
    assert (satu.keadaan, satu.langkah[-1].nilai) == (Keadaan.BELUM, D(6))
    entri(session, orang, dt.date(2021, 12, 2), "4")
    satu = pertama(kp(session, orang))
    assert satu is not None
    assert satu.keadaan is Keadaan.TERPENUHI


def test_credit_that_was_lost_in_between_counts_from_the_day_it_was_there_again(session: Session):
    orang = prakom(session)
    entri(session, orang, dt.date(2021, 5, 3), "205")
    entri(session, orang, dt.date(2021, 6, 1), "-10")
    entri(session, orang, dt.date(2021, 7, 1), "8")
    satu = pertama(kp(session, orang))
    assert satu is not None
    assert "tercapai 1 Juli 2021" in str(satu.isi)
    assert satu.langkah[-1].nilai == 0


def test_a_setting_lets_the_raise_wait(session: Session):
    orang = prakom(session)
    entri(session, orang, dt.date(2020, 1, 7), "203")
    with menolak():
        t = kp(session, orang, dt.date(2023, 6, 1))
        assert t.peringatan == ()
        assert [s.keadaan for s in t.syarat if s.kode == "tahun_pertama"] == [Keadaan.BELUM]
        assert (t.keadaan, t.paling_awal) == (Keadaan.BELUM, None)
        entri(session, orang, dt.date(2021, 12, 1), "10")
        t = kp(session, orang, dt.date(2023, 6, 1))
        assert [s.keadaan for s in t.syarat if s.kode == "tahun_pertama"] == [Keadaan.TERPENUHI]
        assert t.paling_awal is not None


def test_other_rule_sets_know_no_such_rule(session: Session):
    orang = pabrik.pegawai(session, golongan="III/b")
    dasar = "PAK 2021"
    saldo_awal(
        session,
        orang,
        aturan="R2020",
        unsur="sistem_informasi",
        jumlah=D(150),
        tanggal=dt.date(2021, 1, 4),
        dasar=dasar,
    )
    for hari in (KINI, dt.date(2024, 6, 3)):
        buku = rekening(session, orang, hari)
        assert buku is not None
        assert all(pertama(m.kp) is None for m in buku.kemajuan.values())


# Suppositions


def test_supposed_credit_counts_as_collected(session: Session):
    orang = prakom(session)
    entri(session, orang, dt.date(2021, 10, 15), "200")
    buku = rekening(session, orang, KINI)
    assert buku is not None
    for utama, keadaan in (("9.999", Keadaan.BELUM), ("10", Keadaan.TERPENUHI)):
        tambahan = [Tambahan(KINI, KreditDinilai(D(utama), D(5)))]
        hasil = hitung_kemajuan(buku.saldo["R2003"], buku.karier, KINI, tambahan=tambahan)
        satu = pertama(hasil.kp)
        assert satu is not None
        assert satu.keadaan is keadaan


def test_credit_still_to_come_is_measured_on_its_own_day():
    """Enough on 1 March 2022, within the year; four main credits more come on 1 May."""
    aturan, syarat = peraturan.kunci("R2003"), peraturan.kunci("kenaikan_R2003")
    karier = Karier("ahli_pertama", "III/b", TMT, dt.date(2019, 4, 1), dt.date(2019, 4, 1))
    tambahan = [
        Tambahan(dt.date(2022, 3, 1), KreditDinilai(D(60), D(0))),
        Tambahan(dt.date(2022, 5, 1), KreditDinilai(D(4), D(3))),
    ]

    def hitung(tambahan: list[Tambahan], utama: str = "140", capaian: Capaian | None = None) -> Syarat | None:
        kredit = KreditDinilai(D(utama), D(0))
        hasil = kemajuan(
            aturan, syarat, peraturan.periode_kp, karier, kredit, hari_ini=KINI, tambahan=tambahan, capaian=capaian
        )
        return pertama(hasil.kp)

    satu = hitung(tambahan)
    assert satu is not None
    assert "tercapai 1 Maret 2022" in str(satu.isi)
    assert satu.langkah[-1].nilai == 4
    # Credit that suffices today was reached when the ledger says, else today.
    satu = hitung(tambahan[1:], "205", Capaian(dt.date(2021, 6, 1), D(202)))
    assert satu is not None
    assert ("tercapai 1 Juni 2021" in str(satu.isi), satu.langkah[-1].nilai) == (True, D(7))
    satu = hitung([], "205")
    assert satu is not None
    assert ("tercapai 10 Januari 2022" in str(satu.isi), satu.langkah[-1].nilai) == (True, D(0))
    assert hitung([]) is None


# The page


def test_the_page_explains_it(session: Session, klien: Masuk):
    orang = prakom(session)
    entri(session, orang, dt.date(2021, 10, 15), "200")
    session.commit()
    isi = teks_halaman(klien(orang).get("/angka-kredit/kemajuan").text)
    assert "peringatan Aturan tahun pertama Angka kredit tercapai 15 Oktober 2021 dalam tahun pertama;" in isi
    for langkah in ("Langkah ke pangkat berikut: 50", "Wajib dari unsur utama: 0,2 x 50 = 10"):
        assert langkah in isi.replace("0,20", "0,2").replace("10,000", "10")
    entri(session, orang, dt.date(2021, 12, 1), "10")
    session.commit()
    isi = teks_halaman(klien(orang).get("/angka-kredit/kemajuan").text)
    assert "terpenuhi Aturan tahun pertama" in isi


def test_the_page_asks_no_more_for_a_longer_account(app: Flask, session: Session, klien: Masuk):
    orang = prakom(session)
    entri(session, orang, dt.date(2021, 10, 15), "200")
    session.commit()
    peramban = klien(orang)
    peramban.get("/angka-kredit/kemajuan")
    with hitung_perintah(app) as sedikit:
        peramban.get("/angka-kredit/kemajuan")
    for hari in range(20):
        entri(session, orang, dt.date(2021, 11, 1) + hari * HARI, "0.1")
    session.commit()
    with hitung_perintah(app) as banyak:
        peramban.get("/angka-kredit/kemajuan")
    assert len(banyak) == len(sedikit)
