"""A claim with work on both sides of a change of law: each item by its own rules, two subtotals, no sum of both."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import pabrik
from tests.klien import Klien, teks_halaman
from tests.panggung import Panggung
from workflow_app import peraturan
from workflow_app.demo.lakon import Butir, Jadwal
from workflow_app.errors import MasukanSalah
from workflow_app.models import ButirKegiatan, Dokumen, Dupak, EntriKredit, Pegawai
from workflow_app.peraturan.regime import aturan_dipakai, blok, urai_spmk
from workflow_app.services import buku_kredit
from workflow_app.services import dupak as layanan_dupak
from workflow_app.services.butir import IsiButir, katalog_klaim, tambah_butir
from workflow_app.services.cari_katalog import cari_untuk
from workflow_app.services.impor_klaim import pratinjau
from workflow_app.services.katalog import muat_katalog

MASA = (dt.date(2019, 10, 1), dt.date(2020, 6, 30))
LAMA = (dt.date(2019, 10, 1), dt.date(2019, 12, 31))
BARU = (dt.date(2020, 1, 1), dt.date(2020, 6, 30))
BUTIR = (
    Butir("KA-II.A.7", Decimal(2), *LAMA),
    Butir("KA-VI.A", Decimal(10), *LAMA),
    Butir("KA-I.B.7", Decimal(2), *BARU),
    Butir("KA-I.B.21", Decimal(6), *BARU),
)
Masuk = Callable[[Pegawai], Klien]


def pegawai(panggung: Panggung) -> Pegawai:
    orang = panggung.prakom(Decimal(50))
    buku_kredit.saldo_awal(
        panggung.session,
        orang,
        aturan="R2003",
        unsur="implementasi_si",
        jumlah=Decimal("120.5"),
        tanggal=dt.date(2019, 9, 30),
        dasar="PAK Nomor 3/PAK/IX/2019",
    )
    return orang


def klaim(panggung: Panggung) -> tuple[Dupak, Jadwal]:
    dupak = panggung.lakon.buat(pegawai(panggung), MASA, BUTIR, dt.date(2020, 7, 6))
    panggung.session.commit()
    return dupak, panggung.jadwal(dupak)


def diputus(panggung: Panggung) -> tuple[Dupak, Jadwal]:
    dupak, jadwal = klaim(panggung)
    lakon = panggung.lakon
    lakon.ajukan(dupak, jadwal.kirim)
    lakon.setujui(dupak, jadwal.setujui)
    lakon.usulkan(dupak, jadwal.usulkan)
    lakon.terima(dupak, jadwal.terima)
    assert not any(b.hangus for b in dupak.butir)
    lakon.periksa(dupak, jadwal.periksa)
    panggung.tugaskan(dupak, jadwal)
    lakon.nilai_semua(dupak, jadwal.nilai)
    panggung.sidangkan(dupak, jadwal.sidang)
    return dupak, jadwal


# The draft


def test_the_claim_goes_by_the_rules_at_its_end_and_each_item_by_its_own(panggung: Panggung):
    dupak, _ = klaim(panggung)
    assert dupak.aturan == "R2020"
    assert [b.aturan for b in dupak.butir] == ["R2003", "R2003", "R2020", "R2020"]
    assert dupak.butir[0].jumlah == Decimal("0.610")
    assert katalog_klaim(dupak) == ["R2003", "R2020"]


def test_work_over_the_boundary_is_told_apart_by_the_officer(panggung: Panggung):
    dupak, _ = klaim(panggung)
    oleh = panggung.pelaku(dupak.subjek, dt.date(2020, 7, 6))
    isi = IsiButir(dupak.butir[2].butir_id, Decimal(1), dt.date(2019, 12, 20), dt.date(2020, 1, 10))
    with pytest.raises(MasukanSalah) as galat:
        tambah_butir(panggung.session, dupak, isi, oleh=oleh)
    pesan = str(galat.value.galat["tanggal_mulai"])
    assert "dua butir, sampai 31 Desember 2019 dan sejak 1 Januari 2020" in pesan


def test_an_item_of_the_other_catalogue_is_refused_with_the_right_one_named(panggung: Panggung):
    dupak, _ = klaim(panggung)
    oleh = panggung.pelaku(dupak.subjek, dt.date(2020, 7, 6))
    for item, hari, seharusnya in ((0, dt.date(2020, 2, 1), "R2020"), (2, dt.date(2019, 11, 1), "R2003")):
        isi = IsiButir(dupak.butir[item].butir_id, Decimal(1), hari, hari)
        with pytest.raises(MasukanSalah) as galat:
            tambah_butir(panggung.session, dupak, isi, oleh=oleh)
        assert f"dinilai dengan katalog {seharusnya}" in str(galat.value.galat["tanggal_selesai"])


def test_the_search_offers_the_catalogue_of_the_day(panggung: Panggung):
    dupak, _ = klaim(panggung)
    for aturan in (None, "R2003"):
        hasil = cari_untuk(panggung.session, dupak, "sistem", aturan=aturan)
        assert {k.butir.aturan for k in hasil.daftar} == {aturan or "R2020"}


def test_a_sheet_is_read_row_by_row_with_the_catalogue_of_its_day(panggung: Panggung):
    dupak, _ = klaim(panggung)
    lembar = (
        "kode_butir,tanggal_mulai,tanggal_selesai,volume\n"
        "KA-II.A.2,2019-11-01,2019-11-02,1\n"
        "KA-I.B.7,2020-02-01,2020-02-02,1\n"
        "KA-I.B.7,2019-12-01,2020-02-02,1\n"
    )
    hasil = pratinjau(panggung.session, dupak, lembar.encode())
    assert [b.butir.aturan for b in hasil.baris if b.butir] == ["R2003", "R2020", "R2020"]
    assert [(g.baris, "pergantian peraturan" in str(g.pesan)) for g in hasil.galat] == [(4, True)]


# A period that runs into the time of conversion


def test_of_a_period_into_2023_the_part_before_stays(panggung: Panggung):
    orang = panggung.prakom()
    dupak = layanan_dupak.buat(
        panggung.session,
        orang,
        oleh=panggung.pelaku(orang, dt.date(2023, 3, 1)),
        masa_mulai=dt.date(2022, 7, 1),
        masa_selesai=dt.date(2023, 2, 28),
    )
    assert (dupak.masa_selesai, dupak.aturan) == (dt.date(2022, 12, 31), "R2020")


def test_a_period_wholly_after_2022_is_refused(panggung: Panggung):
    orang = panggung.prakom()
    with pytest.raises(MasukanSalah, match="tidak lagi dinilai dengan DUPAK"):
        layanan_dupak.buat(
            panggung.session,
            orang,
            oleh=panggung.pelaku(orang, dt.date(2023, 3, 1)),
            masa_mulai=dt.date(2023, 1, 1),
            masa_selesai=dt.date(2023, 2, 28),
        )


# The decision


def test_two_blocks_each_with_old_new_sum_and_verdict(panggung: Panggung):
    dupak, _ = diputus(panggung)
    lama, baru = blok(dupak.hasil or {})
    assert (lama["aturan"], baru["aturan"]) == ("R2003", "R2020")
    assert lama["jumlah"] == {"lama": "120.500", "usulan": "0.910", "baru": "0.910", "jumlah": "121.410"}
    assert baru["jumlah"]["lama"] == "50.000"
    assert Decimal(baru["jumlah"]["baru"]) == dupak.butir[2].jumlah + dupak.butir[3].jumlah
    assert [s["diperlukan"] for s in lama["kelayakan"]["syarat"]] == ["150.000", "200.000"]
    assert [s["diperlukan"] for s in baru["kelayakan"]["syarat"]] == ["50.000", "100.000"]


def test_one_statement_per_element_and_rule_set(panggung: Panggung):
    dupak, jadwal = klaim(panggung)
    panggung.lakon.ajukan(dupak, jadwal.kirim)
    kode = [urai_spmk(dupak.aturan, s.unsur) for s in dupak.spmk]
    assert {(a.kunci, k) for a, k in kode} == {
        ("R2003", "implementasi_si"),
        ("R2003", "penunjang"),
        ("R2020", "tata_kelola"),
    }


def test_the_decision_is_booked_and_rebuilt_under_both_rule_sets(panggung: Panggung):
    dupak, jadwal = diputus(panggung)
    pak = panggung.lakon.pak_dari(dupak)
    panggung.majukan(pak, "ditetapkan", jadwal)
    assert aturan_dipakai(pak.rincian) == [(k, peraturan.kunci(k).sidik) for k in ("R2003", "R2020")]
    entri = panggung.session.scalars(select(EntriKredit).where(EntriKredit.pak_id == pak.id)).all()
    assert [(e.aturan, e.jumlah) for e in entri] == [(b.aturan, b.nilai_akhir) for b in dupak.butir]
    assert buku_kredit.bangun_ulang(panggung.session, pak) == buku_kredit.angka_tercetak(pak)
    assert buku_kredit.beda_buku(panggung.session, pak) is None


def test_the_papers_print_two_subtotals(panggung: Panggung):
    dupak, jadwal = diputus(panggung)
    pak = panggung.lakon.pak_dari(dupak)
    panggung.majukan(pak, "ditetapkan", jadwal)
    dokumen = panggung.session.scalars(select(Dokumen).order_by(Dokumen.id)).all()
    per_jenis = {d.jenis: d for d in dokumen}
    for jenis in ("dupak", "hapak", "pak_2020"):
        isian = per_jenis[jenis].isian
        (lama,) = isian["blok_lain"]
        assert lama["judul"] == "Peraturan R2003: kegiatan yang selesai sampai 31 Desember 2019"
        assert isian["peraturan"] == "Peraturan R2020: kegiatan yang selesai sejak 1 Januari 2020"
        assert isian["asal"]["regime"] == "R2003, R2020"
    assert per_jenis["hapak"].isian["blok_lain"][0]["jumlah"]["jumlah"] == "121.410"
    assert per_jenis["pak_2020"].isian["blok_lain"][0]["syarat"][0]["kekurangan"] == "28.590"
    berita = per_jenis["berita_acara_sidang"].isian["hasil"]
    assert [(b["nomor"], b["lama"], b["catatan"]) for b in berita] == [
        (1, "120.500", "Peraturan R2003"),
        (1, "50.000", "Peraturan R2020"),
    ]
    assert {d.bagian for d in dokumen if d.jenis == "spmk"} == {
        "R2003-implementasi_si",
        "R2003-penunjang",
        "tata_kelola",
    }


# The pages


@pytest.fixture
def dupak_terpisah(session: Session) -> Dupak:
    muat_katalog(session)
    orang = pabrik.pegawai(session, "Rani Terpisah", atasan=pabrik.pegawai(session, "Atasan Terpisah"))
    dupak = layanan_dupak.buat(
        session, orang, oleh=pabrik.pelaku(session, orang), masa_mulai=MASA[0], masa_selesai=MASA[1]
    )
    for aturan, hari in (("R2003", LAMA[0]), ("R2020", BARU[0])):
        butir = session.scalars(
            select(ButirKegiatan).where(ButirKegiatan.aturan == aturan, ButirKegiatan.jenjang == "ahli_pertama")
        ).first()
        assert butir is not None
        isi = IsiButir(butir.id, Decimal(2), hari, hari, tempat_bukti="arsip")
        tambah_butir(session, dupak, isi, oleh=pabrik.pelaku(session, orang))
    session.commit()
    return dupak


def test_the_case_page_shows_both_blocks(klien: Masuk, dupak_terpisah: Dupak):
    isi = teks_halaman(klien(dupak_terpisah.subjek).get(f"/dupak/{dupak_terpisah.id}").text)
    assert isi.count("Peraturan R2003: kegiatan yang selesai sampai 31 Desember 2019") == 2
    assert isi.count("Peraturan R2020: kegiatan yang selesai sejak 1 Januari 2020") == 2


def test_the_search_page_asks_when_the_work_ended(klien: Masuk, dupak_terpisah: Dupak):
    alamat = f"/dupak/{dupak_terpisah.id}/butir/cari"
    orang = klien(dupak_terpisah.subjek)
    assert "Kapan kegiatan ini selesai?" in orang.get(alamat).text
    lama = orang.get(f"{alamat}?cari=sistem&katalog=R2003").text
    assert "KA-II." in lama
    assert "/butir/baru?butir=" in lama
