"""Yearly limits: read from words, shown from the start, cutting credit once somebody has confirmed them."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests import pabrik
from tests.klien import Klien, teks_halaman
from tests.meja_tim import meja_tim
from workflow_app.kalkulator.batas_butir import batas_per_tahun, hitung_batas
from workflow_app.models import ButirKegiatan, Dupak, ItemDupak, Pegawai, Peran
from workflow_app.peraturan.katalog import katalog
from workflow_app.permissions import Pelaku
from workflow_app.plafon import plafon_dupak
from workflow_app.services import butir as layanan
from workflow_app.services import dupak as layanan_dupak
from workflow_app.services import katalog as layanan_katalog
from workflow_app.services.butir import IsiButir
from workflow_app.services.impor_klaim import impor, pratinjau
from workflow_app.services.katalog import Dasar
from workflow_app.states.engine import perform

D = Decimal
VOLUME = st.decimals(min_value=0, max_value=1000, places=3)
SEMESTER_1 = {"tanggal_mulai": dt.date(2021, 8, 1), "tanggal_selesai": dt.date(2021, 8, 31)}


@pytest.mark.parametrize(
    ("teks", "batas"),
    [
        ("12 per tahun", 12),
        ("4 (empat) kali per tahun", 4),
        ("25 program per tahun", 25),
        ("25 kali pertahun", 25),
        ("1 Rancangan  Per Tahun", 1),
        ("1 kali perbulan", 12),
        ("1 kali perminggu", 52),
        ("1 dokumen per tahun per instansi", None),
        ("1 dokumen per 3 tahun per instansi", None),
        ("Setiap tahun masa keanggotaan", None),
        ("Pertahun masa keanggotaan / kepengurusan", None),
        ("", None),
        ("dua belas per tahun", None),
    ],
)
def test_a_limit_is_read_from_its_words(teks: str, batas: int | None):
    assert batas_per_tahun(teks) == (None if batas is None else D(batas))


def test_nearly_every_limit_of_the_catalogue_is_a_figure():
    for regime in ("R2003", "R2020"):
        bertulis = {b.batas_tahunan for b in katalog(regime) if b.batas_tahunan}
        tanpa_angka = {teks for teks in bertulis if batas_per_tahun(teks) is None}
        assert all("instansi" in teks or "keanggotaan" in teks for teks in tanpa_angka)


def test_only_a_confirmed_limit_cuts():
    ragu = hitung_batas(D(5), D(10), D(12), dikonfirmasi=False)
    assert (ragu.diakui, ragu.lebih, ragu.melewati) == (D(5), D(0), True)
    assert "belum memotong" in str(ragu.langkah.teks)
    pasti = hitung_batas(D(5), D(10), D(12), dikonfirmasi=True, sumber="12 per tahun")
    assert (pasti.diakui, pasti.lebih) == (D(2), D(3))
    assert str(pasti.langkah.teks) == ("Batas 12 per tahun, sudah terpakai 10: 2 dari 5 dinilai, 3 tidak bernilai.")
    assert (pasti.langkah.nilai, pasti.langkah.sumber) == (D(2), "12 per tahun")
    assert (ragu.langkah.nilai, ragu.langkah.sumber) == (D(5), "")


@pytest.mark.parametrize("dikonfirmasi", [True, False])
def test_a_volume_that_just_fills_the_limit_does_not_exceed_it(dikonfirmasi: bool):
    pas = hitung_batas(D(2), D(10), D(12), dikonfirmasi=dikonfirmasi)
    assert (pas.diakui, pas.lebih, pas.melewati) == (D(2), D(0), False)
    assert str(pas.langkah.teks) == "Batas 12 per tahun: sudah terpakai 10, ditambah 2."
    assert hitung_batas(D("2.001"), D(10), D(12), dikonfirmasi=dikonfirmasi).melewati


@given(VOLUME, VOLUME, VOLUME, st.booleans())
def test_what_counts_and_what_does_not_are_the_whole(volume: D, terpakai: D, batas: D, dikonfirmasi: bool):
    hasil = hitung_batas(volume, terpakai, batas, dikonfirmasi=dikonfirmasi)
    assert hasil.diakui + hasil.lebih == volume
    assert hasil.diakui >= 0
    assert hasil.lebih >= 0
    if dikonfirmasi:
        assert hasil.diakui == 0 or terpakai + hasil.diakui <= batas
        assert hasil.lebih == 0 or hasil.melewati
    else:
        assert hasil.lebih == 0


@pytest.mark.parametrize("negatif", range(3))
def test_a_negative_figure_is_refused(negatif: int):
    volume, terpakai, batas = (D("-0.001") if n == negatif else D(1) for n in range(3))
    with pytest.raises(ValueError, match="negatif"):
        hitung_batas(volume, terpakai, batas, dikonfirmasi=True)


# In claims


@pytest.fixture
def butir(session: Session) -> ButirKegiatan:
    """Half a credit a unit, by its words twelve a year."""
    return pabrik.butir_kegiatan(session, kode="KA-X.1", batas_tahunan="12 per tahun")


@pytest.fixture
def admin(session: Session) -> Pelaku:
    return pabrik.pelaku(session, pabrik.pegawai(session, "Ade Admin", peran=[Peran.ADMIN]))


def pasang(session: Session, butir: ButirKegiatan, admin: Pelaku, batas: str = "12") -> None:
    layanan_katalog.konfirmasi_batas(session, butir, D(batas), dasar=Dasar("Menurut juknis."), oleh=admin)


def angka(item: ItemDupak) -> tuple[Any, ...]:
    return item.volume, item.volume_lebih, item.jumlah


def test_an_unconfirmed_limit_only_warns(session: Session, butir: ButirKegiatan):
    d = pabrik.dupak(session)
    item = pabrik.item(session, d, butir, volume=D(20))
    assert angka(item) == (20, 0, 10)
    batas = layanan.periksa_batas(session, d, butir, D(20), item.tanggal_selesai, kecuali=item)
    assert batas is not None
    assert (batas.melewati, batas.terpakai, batas.lebih) == (True, D(0), D(0))
    assert plafon_dupak(session, d) == {}


def test_a_confirmed_limit_cuts_within_one_claim(session: Session, butir: ButirKegiatan, admin: Pelaku):
    pasang(session, butir, admin)
    d = pabrik.dupak(session)
    pertama = pabrik.item(session, d, butir, volume=D(10))
    kedua = pabrik.item(session, d, butir, volume=D(5))
    ketiga = pabrik.item(session, d, butir, volume=D(1))
    assert [angka(i) for i in (pertama, kedua, ketiga)] == [(10, 0, 5), (5, 3, 1), (1, 1, 0)]
    oleh = pabrik.pelaku(session, d.subjek)
    layanan.hapus_butir(session, pertama, oleh=oleh)
    assert [angka(i) for i in (kedua, ketiga)] == [(5, 0, D("2.5")), (1, 0, D("0.5"))]
    isi = IsiButir(butir.id, D(12), kedua.tanggal_mulai, kedua.tanggal_selesai, tempat_bukti="arsip")
    layanan.ubah_butir(session, kedua, isi, oleh=oleh)
    assert [angka(i) for i in (kedua, ketiga)] == [(12, 0, 6), (1, 1, 0)]
    assert plafon_dupak(session, d) == {}


def test_taking_the_confirmation_back_lets_the_next_edit_count_all(
    session: Session, butir: ButirKegiatan, admin: Pelaku
):
    pasang(session, butir, admin, "1")
    d = pabrik.dupak(session)
    item = pabrik.item(session, d, butir, volume=D(4))
    assert angka(item) == (4, 3, D("0.5"))
    layanan_katalog.konfirmasi_batas(session, butir, None, dasar=Dasar("Keliru."), oleh=admin)
    lain = pabrik.item(session, d, butir, volume=D(1))
    assert [angka(i) for i in (item, lain)] == [(4, 0, 2), (1, 0, D("0.5"))]


def test_another_year_has_its_own_limit(session: Session, butir: ButirKegiatan, admin: Pelaku):
    pasang(session, butir, admin, "2")
    d = pabrik.dupak(session, masa_mulai=dt.date(2020, 7, 1), masa_selesai=dt.date(2021, 6, 30))
    lama = {"tanggal_mulai": dt.date(2020, 12, 1), "tanggal_selesai": dt.date(2020, 12, 31)}
    baru = {"tanggal_mulai": dt.date(2020, 12, 1), "tanggal_selesai": dt.date(2021, 1, 5)}
    assert angka(pabrik.item(session, d, butir, volume=D(2), **lama))[1] == 0
    assert angka(pabrik.item(session, d, butir, volume=D(2), **baru))[1] == 0


def test_earlier_claims_of_the_year_count_first(session: Session, butir: ButirKegiatan, admin: Pelaku):
    pasang(session, butir, admin)
    atasan = pabrik.pegawai(session, golongan="IV/a", jenjang=None)
    orang = pabrik.pegawai(session, atasan=atasan)
    lalu = pabrik.dupak(session, orang, masa_mulai=dt.date(2021, 1, 1), masa_selesai=dt.date(2021, 6, 30))
    dulu = {"tanggal_mulai": dt.date(2021, 2, 1), "tanggal_selesai": dt.date(2021, 2, 28)}
    item_lalu = pabrik.item(session, lalu, butir, volume=D(8), **dulu)
    kini = pabrik.dupak(session, orang)
    item = pabrik.item(session, kini, butir, volume=D(6), **SEMESTER_1)
    assert angka(item)[1] == 0  # a draft uses nothing up
    pemilik = pabrik.pelaku(session, orang)
    layanan_dupak.ajukan(session, lalu, oleh=pemilik)
    session.flush()
    assert plafon_dupak(session, kini)[item.id].nilai == 2  # what was computed before is held back at the desk
    isi = IsiButir(butir.id, D(6), item.tanggal_mulai, item.tanggal_selesai, tempat_bukti="arsip")
    layanan.ubah_butir(session, item, isi, oleh=pemilik)
    assert angka(item) == (6, 2, 2)
    item_lalu.nilai_akhir = D(0)
    layanan.ubah_butir(session, item, isi, oleh=pemilik)
    assert angka(item)[1] == 0  # what the plenary refused uses nothing up
    item_lalu.nilai_akhir = None
    perform(session, lalu, "tarik", pelaku=pemilik)
    layanan.ubah_butir(session, item, isi, oleh=pemilik)
    assert angka(item)[1] == 0  # nor does a claim that was withdrawn
    assert plafon_dupak(session, lalu) == {}


def test_locked_items_keep_what_they_have(session: Session, butir: ButirKegiatan, admin: Pelaku):
    d = pabrik.dupak(session)
    terkunci = pabrik.item(session, d, butir, volume=D(9))
    pertama = pabrik.item(session, d, butir, volume=D(9))
    terkunci.terkunci = True
    terkunci.urutan = 99
    pasang(session, butir, admin)
    isi = IsiButir(butir.id, D(9), pertama.tanggal_mulai, pertama.tanggal_selesai, tempat_bukti="arsip")
    layanan.ubah_butir(session, pertama, isi, oleh=pabrik.pelaku(session, d.subjek))
    assert [angka(i) for i in (terkunci, pertama)] == [(9, 0, D("4.5")), (9, 6, D("1.5"))]


def test_a_sheet_shows_the_cut_before_it_is_added(session: Session, butir: ButirKegiatan, admin: Pelaku):
    pasang(session, butir, admin)
    d = pabrik.dupak(session)
    isi = b"kode_butir,volume,tanggal_selesai\nKA-X.1,10,31-08-2021\nKA-X.1,5,30-09-2021\n"
    hasil = pratinjau(session, d, isi)
    assert [b.nilai for b in hasil.baris] == [5, 1]
    impor(session, d, isi, oleh=pabrik.pelaku(session, d.subjek))
    assert [angka(i) for i in d.butir] == [(10, 0, 5), (5, 3, 1)]


def test_a_limit_confirmed_after_the_claim_holds_at_the_desk(session: Session, klien: Callable[[Pegawai], Klien]):
    meja = meja_tim(session)
    meja.kegiatan[1].batas_tahunan = "1 per tahun"
    d = meja.klaim()
    item = d.butir[1]
    assert item.volume == 2
    p = meja.mulai(d, meja.a)
    halaman = teks_halaman(klien(meja.a).get(f"/penilaian/{p.id}").text)
    assert "Batas ini belum dikonfirmasi, jadi belum memotong." in halaman
    ade = pabrik.pelaku(session, pabrik.pegawai(session, peran=[Peran.ADMIN]))
    pasang(session, meja.kegiatan[1], ade, "1")
    session.commit()
    assert plafon_dupak(session, d)[item.id].nilai == item.jumlah / 2
    halaman = teks_halaman(klien(meja.a).get(f"/penilaian/{p.id}").text)
    assert "1 dari 2 dinilai, 1 tidak bernilai" in halaman
    assert "Terbanyak yang boleh" in halaman


def test_the_officer_sees_the_limit_while_he_types(
    session: Session, butir: ButirKegiatan, admin: Pelaku, klien: Callable[[Pegawai], Klien]
):
    d: Dupak = pabrik.dupak(session)
    pabrik.item(session, d, butir, volume=D(10))
    pasang(session, butir, admin)
    session.commit()
    pemilik = klien(d.subjek)
    alamat = f"/dupak/{d.id}/butir/hitung?butir={butir.id}&volume=5"
    isi = teks_halaman(pemilik.get(alamat).text)
    assert "2 laporan × 0,5" in isi
    assert "1,000 angka kredit" in isi
    assert "sudah terpakai 10: 2 dari 5 dinilai, 3 tidak bernilai" in isi
    baru = {"volume": "5", "tanggal_mulai": "2021-09-01", "tanggal_selesai": "2021-09-30", "tempat_bukti": "arsip"}
    pemilik.kirim(
        f"/dupak/{d.id}/butir/baru?butir={butir.id}",
        {**baru, "surat_tugas": "", "keterangan": "", "version": d.version},
    )
    assert "3 dari 5 di atas batas tahunan, tidak bernilai." in teks_halaman(pemilik.get(f"/dupak/{d.id}").text)
