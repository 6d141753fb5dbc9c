"""What each predicate would bring: figures of the calculator, dates of the chain of raises, and nothing written."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests import pabrik
from tests.kantor_kinerja import KantorKinerja
from tests.klien import Klien, teks_halaman
from tests.lintas_regime import HARI_INI, lintas
from tests.meja_tim import hitung_perintah
from tests.test_kemajuan_layar import kasus
from workflow_app.config import Settings
from workflow_app.models import JenisAsal, Pegawai
from workflow_app.services import banding_predikat as layanan
from workflow_app.services.banding_predikat import Andaian, Bahan, Banding, Masa, setahun
from workflow_app.services.kredit_konversi import AkunKonversi
from workflow_app.services.rekening import Rekening, rekening
from workflow_app.services.simulasi_kredit import simulasikan

D = Decimal
Masuk = Callable[[Pegawai], Klien]
COBA = "/angka-kredit/coba"
PREDIKAT = ["sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang"]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Today is in the conversion regime."""
    return replace(settings, TANGGAL_APLIKASI=HARI_INI)


@pytest.fixture
def kantor(session: Session) -> KantorKinerja:
    return KantorKinerja(session)


@pytest.fixture
def orang(kantor: KantorKinerja) -> Pegawai:
    """Ahli Pertama III/a since 2019 with 37.5 credits; every year until the last one is converted."""
    hasil = kantor.orang()
    for tahun in (2023, 2024, 2025):
        kantor.konversi(hasil, tahun, "baik")
    return hasil


def buka(session: Session, orang: Pegawai, hari: dt.date = HARI_INI) -> tuple[Rekening, AkunKonversi, Bahan]:
    buku = rekening(session, orang, hari)
    assert buku is not None
    assert buku.akun is not None
    return buku, buku.akun, layanan.bahan(session, buku, buku.akun)


def hitung(
    session: Session, orang: Pegawai, *, predikat_kedua: str | None = None, ijazah: str | None = None
) -> dict[str, Banding]:
    buku, akun, bahan = buka(session, orang)
    andaian = replace(bahan.baku, predikat_kedua=predikat_kedua, ijazah=ijazah)
    return {b.predikat: b for b in layanan.banding(buku, akun, andaian, bahan.tercatat)}


# Figures and dates


def test_every_predicate_brings_what_the_calculator_says(session: Session, orang: Pegawai):
    hasil = hitung(session, orang)
    assert list(hasil) == PREDIKAT
    for kode, satu in hasil.items():
        nilai = kasus("R2023", "konversi", jenjang="ahli_pertama", predikat=kode, bulan=12)["angka_kredit"]
        assert (satu.pertama.nilai, satu.kedua.nilai) == (nilai, nilai)
        assert satu.jumlah == D("37.5") + 2 * nilai


def test_rank_and_level_follow_one_another(session: Session, orang: Pegawai):
    """50 for III/b with the next year's rating; the level needs 100 and III/b first: five years of Baik."""
    hasil = hitung(session, orang)["baik"]
    assert (hasil.kp.tujuan, hasil.kp.tanggal) == ("III/b", dt.date(2027, 1, 1))
    assert (hasil.kj.tujuan, hasil.kj.tanggal) == ("ahli_muda", dt.date(2031, 1, 1))
    cepat = hitung(session, orang)["sangat_baik"]
    assert (cepat.kp.tanggal, cepat.kj.tanggal) == (dt.date(2027, 1, 1), dt.date(2030, 1, 1))


def test_a_predicate_below_good_keeps_the_level_closed(session: Session, orang: Pegawai):
    hasil = hitung(session, orang)["kurang"]
    assert hasil.kp.tanggal == dt.date(2028, 1, 1)
    assert hasil.kj.tanggal is None
    assert "Prestasi kerja belum baik" in " ".join(map(str, hasil.kj.alasan))
    membaik = hitung(session, orang, predikat_kedua="baik")["kurang"]
    assert membaik.kj.tanggal == dt.date(2032, 1, 1)


def test_a_better_predicate_is_never_later(session: Session, orang: Pegawai):
    urut = [hitung(session, orang, predikat_kedua="baik")[p] for p in PREDIKAT]
    for jenis in ("kp", "kj"):
        tanggal = [getattr(b, jenis).tanggal for b in urut]
        assert tanggal == sorted(tanggal)


def test_dates_are_those_of_the_list_of_suppositions(session: Session, orang: Pegawai):
    buku, akun, bahan = buka(session, orang)
    for satu in layanan.banding(buku, akun, bahan.baku, bahan.tercatat):
        kode = [f"predikat:{tahun}:1:12:{satu.predikat}" for tahun in (2026, 2027)]
        hasil = simulasikan(session, buku, buku.saldo["R2023"], kode, HARI_INI)
        assert hasil.nanti.kp.diakui == satu.jumlah
        if not hasil.nanti.kp.kurang:
            assert hasil.nanti.kp.paling_awal == satu.kp.tanggal


def test_credit_that_waits_for_a_determination_counts(kantor: KantorKinerja, session: Session, orang: Pegawai):
    kantor.ijazah(orang, "s1", dt.date(2010, 8, 2), bkn=dt.date(2018, 4, 1), dasar=True)
    kantor.ijazah(orang, "s2", dt.date(2024, 7, 15), bkn=dt.date(2024, 9, 2))
    hasil = hitung(session, orang)["sangat_kurang"]
    assert (hasil.jumlah, hasil.kp.tanggal) == (D("37.5") + D("12.5") + 2 * D("3.125"), dt.date(2026, 2, 1))


def test_what_is_known_to_be_missing_is_not_supposed(session: Session):
    satu = lintas(session)
    draf = satu.kantor.penetapan(satu.orang, HARI_INI)
    draf.uji_kompetensi, draf.lowongan = False, True
    hasil = hitung(session, satu.orang)["baik"]
    assert hasil.kj.tanggal is None
    assert "Uji kompetensi" in str(hasil.kj.alasan[0])


def test_without_a_vacancy_the_rank_is_given_inside_the_level(session: Session):
    satu = lintas(session)
    draf = satu.kantor.penetapan(satu.orang, HARI_INI)
    draf.lowongan = False
    hasil = hitung(session, satu.orang)["baik"]
    assert (hasil.kp.tujuan, hasil.kp.tanggal, hasil.kj.tanggal) == ("IV/a", dt.date(2026, 2, 1), None)


# What may be supposed


def test_months_that_are_converted_are_not_supposed_again(kantor: KantorKinerja, session: Session, orang: Pegawai):
    assert buka(session, orang)[2].baku == Andaian(setahun(2026), setahun(2027))
    baru = kantor.orang()
    assert list(buka(session, baru)[2].masa.values()) == [setahun(2025), setahun(2026), setahun(2027)]
    kantor.konversi(baru, 2025, "baik", selesai=6)
    assert buka(session, baru)[2].baku.pertama == Masa(2025, 7, 6)
    assert buka(session, baru)[2].baku.pertama.selesai == dt.date(2025, 12, 31)


def test_only_months_of_the_present_level_are_offered(kantor: KantorKinerja, session: Session):
    orang = kantor.orang(
        jabatan=[("ahli_pertama", dt.date(2019, 4, 1)), ("ahli_muda", dt.date(2025, 10, 1))],
        pangkat=[("III/b", dt.date(2019, 4, 1)), ("III/c", dt.date(2025, 10, 1))],
    )
    assert buka(session, orang)[2].baku.pertama == Masa(2025, 10, 3)


def test_a_degree_counts_at_once_where_the_last_predicate_lets_it(session: Session, orang: Pegawai):
    tanpa, dengan = hitung(session, orang), hitung(session, orang, ijazah="s2")
    for kode in PREDIKAT:
        assert dengan[kode].jumlah - tanpa[kode].jumlah == D("12.5")
        assert dengan[kode].kp.tanggal == dt.date(2026, 2, 1)


def test_a_degree_waits_for_a_good_predicate(kantor: KantorKinerja, session: Session):
    orang = kantor.orang()
    kantor.konversi(orang, 2024, "sangat_baik")
    kantor.konversi(orang, 2025, "kurang")
    tanpa, dengan = hitung(session, orang), hitung(session, orang, ijazah="s2")
    beda = {kode: dengan[kode].jumlah - tanpa[kode].jumlah for kode in PREDIKAT}
    assert beda == {
        "sangat_baik": D("12.5"),
        "baik": D("12.5"),
        "butuh_perbaikan": 0,
        "kurang": 0,
        "sangat_kurang": 0,
    }
    ijazah = dengan["kurang"].ijazah
    assert ijazah is not None
    assert "di bawah Baik" in str(ijazah.hasil.alasan[0])


def test_degrees_on_record_and_lower_ones_are_not_offered(kantor: KantorKinerja, session: Session, orang: Pegawai):
    kantor.ijazah(orang, "s1", dt.date(2010, 8, 2), bkn=dt.date(2018, 4, 1), dasar=True)
    assert list(buka(session, orang)[2].ijazah) == ["s2", "s3"]
    buku = buka(session, orang)[0]
    for kode in ("pendidikan:s1:baik", "pendidikan:d3:baik"):
        assert simulasikan(session, buku, buku.saldo["R2023"], [kode], HARI_INI).ditolak


def test_a_converted_month_is_refused_as_a_supposition(session: Session, orang: Pegawai):
    buku = buka(session, orang)[0]
    hasil = simulasikan(
        session, buku, buku.saldo["R2023"], ["predikat:2025:12:1:baik", "predikat:2026:1:1:baik"], HARI_INI
    )
    assert [len(hasil.andai), str(hasil.ditolak[0].pesan)] == [1, "Bulan ke-12 tahun 2025 sudah dikonversi."]


# The page


def baris(isi: str) -> list[str]:
    """The rows of the comparison in words."""
    awal = isi.index('id="banding"')
    badan = isi[isi.index("<tbody", awal) : isi.index("</tbody>", awal)]
    return [teks_halaman(f"<body>{b}</body>") for b in badan.split("</tr>") if b.strip()]


def test_officers_of_the_conversion_regime_begin_with_the_comparison(klien: Masuk, orang: Pegawai):
    isi = klien(orang).get(COBA).text
    assert len(baris(isi)) == 5
    assert "1 Jan 2027" in baris(isi)[1]
    assert "62,500" in baris(isi)[1]
    assert "Tidak dalam 20 tahun. Prestasi kerja belum baik" in baris(isi)[3]
    assert "Dengan pengandaian" not in isi
    assert f'href="/angka-kredit/{orang.id}/coba?aturan=R2023&amp;a=predikat:2026:1:12:baik' in isi


def test_suppositions_beside_the_comparison_stay(klien: Masuk, orang: Pegawai):
    saya = klien(orang)
    isi = saya.get(f"{COBA}?a=predikat:2026:1:12:baik").text
    assert "Dengan pengandaian" in isi
    assert re.search(r'id="banding".*name="a" value="predikat:2026:1:12:baik"', isi, re.DOTALL)


def test_months_the_next_predicate_and_a_degree_may_be_changed(klien: Masuk, orang: Pegawai):
    isi = (
        klien(orang)
        .get(
            f"{COBA}?banding-tahun=2026&banding-bulan=6&banding-bulan_kedua=3&banding-predikat_kedua=baik&banding-ijazah=s2"
        )
        .text
    )
    satu = baris(isi)[0]
    for kata in ("+9,375", "+3,125", "+12,500", "62,500", "1 Feb 2026"):
        assert kata in satu
    assert "pendidikan:s2:baik" in isi


def test_the_way_to_the_details_keeps_what_was_put_in(klien: Masuk, orang: Pegawai):
    isian = "banding-tahun=2026&banding-bulan=6&banding-bulan_kedua=12&banding-predikat_kedua=baik&banding-ijazah="
    saya = klien(orang)
    (rinci, *_) = re.findall(r'href="([^"]+)#andai">Rinci', saya.get(f"{COBA}?{isian}").text)
    halaman = saya.get(rinci.replace("&amp;", "&")).text
    assert '<option selected value="baik">' in halaman
    assert re.search(r'<input[^>]*name="banding-bulan"[^>]*value="6"', halaman)


@pytest.mark.parametrize(
    ("isian", "pesan"),
    [
        ("banding-tahun=2026&banding-bulan=13&banding-bulan_kedua=12", "Isi bilangan bulat dari 1 sampai 12."),
        ("banding-tahun=2026&banding-bulan=0&banding-bulan_kedua=12", "Isi bilangan bulat dari 1 sampai 12."),
        ("banding-tahun=2026&banding-bulan=12&banding-bulan_kedua=x", "Isi bilangan bulat dari 1 sampai 12."),
        ("banding-tahun=2025&banding-bulan=12&banding-bulan_kedua=12", "Pilih salah satu dari daftar."),
        ("banding-tahun=<b>&banding-bulan=12&banding-bulan_kedua=12", "Pilih salah satu dari daftar."),
        ("banding-tahun=2026&banding-bulan=²&banding-bulan_kedua=12", "Isi bilangan bulat"),
        ("banding-tahun=2026&banding-bulan=1&banding-bulan_kedua=1&banding-ijazah=s9", "Pilih salah satu"),
        ("banding-bulan=5", "wajib diisi"),
    ],
)
def test_a_wrong_entry_is_told_and_kept(isian: str, pesan: str, klien: Masuk, orang: Pegawai):
    jawaban = klien(orang).get(f"{COBA}?{isian}")
    assert jawaban.status_code == 422
    assert pesan in teks_halaman(jawaban.text)
    assert len(baris(jawaban.text)) == 5
    if "=13" in isian:
        assert 'value="13"' in jawaban.text


def test_the_comparison_writes_nothing_and_asks_little(app: Flask, klien: Masuk, orang: Pegawai):
    saya = klien(orang)
    saya.get(COBA)
    with hitung_perintah(app) as perintah:
        saya.get(f"{COBA}?banding-tahun=2026&banding-bulan=6&banding-bulan_kedua=3&banding-ijazah=s2")
    assert not [p for p in perintah if re.match(r"\s*(INSERT|UPDATE|DELETE)", p, re.IGNORECASE)]
    assert len(perintah) <= 24


def test_nobody_else_is_shown_a_comparison(klien: Masuk, kantor: KantorKinerja, session: Session, orang: Pegawai):
    assert 'id="banding"' not in klien(lintas(session).orang).get(f"{COBA}?aturan=R2020").text
    jauh = kantor.orang(jabatan=[("ahli_pertama", dt.date(2024, 1, 1))], pangkat=[("IV/a", dt.date(2020, 4, 1))])
    kantor.asal(jauh, JenisAsal.PELAKSANA, predikat="baik", ijazah="s2")
    assert 'id="banding"' not in klien(jauh).get(COBA).text
    assert klien(pabrik.pegawai(session)).get(f"/angka-kredit/{orang.id}/coba").status_code == 404


def test_at_the_top_there_is_nothing_to_compare_but_credit(kantor: KantorKinerja, session: Session, klien: Masuk):
    puncak = kantor.orang(jabatan=[("ahli_utama", dt.date(2019, 4, 1))], pangkat=[("IV/e", dt.date(2019, 4, 1))])
    hasil = hitung(session, puncak)["baik"]
    assert (hasil.kp.tujuan, hasil.kj.tujuan) == (None, None)
    assert "Tidak ada jenjang di atas" in baris(klien(puncak).get(COBA).text)[0]
