"""Work claimed twice: every kind is found, honest work is not, and nobody is refused for a likeness."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests import pabrik
from tests.klien import Klien, teks_halaman
from tests.meja_tim import Meja, hitung_perintah, meja_tim
from workflow_app.errors import MasukanSalah
from workflow_app.keluaran import kunci_keluaran
from workflow_app.models import BuktiFile, Dupak, ItemDupak, Kegiatan, Pegawai
from workflow_app.services import butir as layanan_butir
from workflow_app.services import dupak as layanan_dupak
from workflow_app.services import kembar as layanan
from workflow_app.services.butir import BerkasMasuk
from workflow_app.services.kembar import JenisKembar, kembar

Masuk = Callable[[Pegawai], Klien]
AWAL, AKHIR = dt.date(2021, 8, 2), dt.date(2021, 8, 6)
SEHARI: dict[str, Any] = {"tanggal_mulai": AWAL, "tanggal_selesai": AWAL}
LAIN_WAKTU: dict[str, Any] = {"tanggal_mulai": dt.date(2021, 10, 4), "tanggal_selesai": dt.date(2021, 10, 8)}


def berkas(session: Session, item: ItemDupak, isi: str = "a", nama: str = "bukti.pdf") -> BuktiFile:
    masuk = BerkasMasuk(nama, "application/pdf", 10, isi * 64)
    bukti = layanan_butir.pasang_bukti(session, item, masuk, oleh=pabrik.pelaku(session, item.dupak.subjek))
    session.flush()
    return bukti


def jenis(session: Session, dupak: Dupak, oleh: Pegawai | None = None) -> list[tuple[JenisKembar, int, int]]:
    session.flush()
    hasil = kembar(session, dupak, pabrik.pelaku(session, oleh or dupak.subjek))
    return [(k.jenis, k.item_id, k.lain_id) for k in hasil.semua]


@pytest.fixture
def klaim(session: Session) -> Dupak:
    return pabrik.dupak(session)


@pytest.fixture
def terkirim(session: Session) -> Dupak:
    """A claim of another officer that was sent."""
    lain = pabrik.dupak(session)
    pabrik.item(session, lain)
    layanan_dupak.ajukan(session, lain, oleh=pabrik.pelaku(session, lain.subjek))
    session.flush()
    return lain


# What titles are the same


@pytest.mark.parametrize(
    ("judul", "lain", "sama"),
    [
        ("Aplikasi Persuratan v2", "aplikasi  persuratan, V2", True),
        ("Laporan “Jaringan” 2021", "laporan jaringan 2021.", True),
        ("Laporan jaringan 2021", "Laporan jaringan 2020", False),
        ("Aplikasi Persuratan v2", "Aplikasi Persuratan v3", False),
        ("Café", "Café", True),
    ],
)
def test_titles_are_the_same_by_their_letters_and_digits(judul: str, lain: str, sama: bool):
    assert (kunci_keluaran(judul) == kunci_keluaran(lain)) is sama


@pytest.mark.parametrize("judul", ["", "  ", "—!?", "\u200b"])
def test_a_title_without_letters_is_none(judul: str):
    assert kunci_keluaran(judul) == ""


@given(st.text(max_size=400))
def test_the_key_of_a_title_is_its_own_key_and_fits_the_column(judul: str):
    kunci = kunci_keluaran(judul)
    assert len(kunci) <= 200
    assert kunci_keluaran(kunci)[:180] == kunci[:180]


# The kinds


def test_the_same_file_is_found_in_the_claim_and_in_those_of_others(session: Session, klaim: Dupak, terkirim: Dupak):
    pertama, kedua = pabrik.item(session, klaim), pabrik.item(session, klaim, **LAIN_WAKTU)
    for satu in (pertama, kedua, terkirim.butir[0]):
        session.add(_bukti(satu, terkirim.subjek))
    sana = terkirim.butir[0].id
    assert sorted((sini, lain) for _, sini, lain in jenis(session, klaim)) == sorted(
        [(pertama.id, kedua.id), (pertama.id, sana), (kedua.id, pertama.id), (kedua.id, sana)]
    )


def _bukti(item: ItemDupak, oleh: Pegawai) -> BuktiFile:
    return BuktiFile(
        item_id=item.id,
        nama_asli="laporan.pdf",
        tipe="application/pdf",
        ukuran=10,
        sha256="a" * 64,
        diunggah_oleh_id=oleh.id,
    )


def test_a_replaced_file_counts_for_nothing(session: Session, klaim: Dupak, terkirim: Dupak):
    session.add(_bukti(terkirim.butir[0], terkirim.subjek))
    sini = pabrik.item(session, klaim)
    lama = berkas(session, sini)
    assert jenis(session, klaim)
    layanan_butir.pasang_bukti(
        session,
        sini,
        BerkasMasuk("lain.pdf", "application/pdf", 9, "b" * 64),
        oleh=pabrik.pelaku(session, klaim.subjek),
        menggantikan_id=lama.id,
    )
    assert jenis(session, klaim) == []


def test_the_same_title_is_found_whoever_wrote_it(session: Session, klaim: Dupak):
    lain = pabrik.dupak(session)
    sana = pabrik.item(session, lain, keluaran="Aplikasi Persuratan")
    layanan_dupak.ajukan(session, lain, oleh=pabrik.pelaku(session, lain.subjek))
    sini = pabrik.item(session, klaim, keluaran="aplikasi persuratan.", **LAIN_WAKTU)
    pabrik.item(session, klaim, keluaran="Aplikasi Kepegawaian")
    assert jenis(session, klaim) == [(JenisKembar.KELUARAN, sini.id, sana.id)]


def test_the_same_activity_on_overlapping_days_is_found_for_one_officer(session: Session, klaim: Dupak):
    butir = pabrik.butir_kegiatan(session)
    a = pabrik.item(session, klaim, butir, tanggal_mulai=AWAL, tanggal_selesai=AKHIR)
    b = pabrik.item(session, klaim, butir, tanggal_mulai=AKHIR, tanggal_selesai=AKHIR + dt.timedelta(3))
    pabrik.item(session, klaim, butir, **LAIN_WAKTU)
    pabrik.item(session, klaim, pabrik.butir_kegiatan(session), tanggal_mulai=AWAL, tanggal_selesai=AKHIR)
    orang_lain = pabrik.dupak(session)
    pabrik.item(session, orang_lain, butir, tanggal_mulai=AWAL, tanggal_selesai=AKHIR)
    layanan_dupak.ajukan(session, orang_lain, oleh=pabrik.pelaku(session, orang_lain.subjek))
    assert jenis(session, klaim) == [(JenisKembar.TANGGAL, a.id, b.id), (JenisKembar.TANGGAL, b.id, a.id)]


def test_overlapping_hours_of_a_day_are_found_and_touching_ones_are_not(session: Session, klaim: Dupak):
    def pada(mulai: int, selesai: int, **hari: Any) -> ItemDupak:
        jam = {"jam_mulai": dt.time(mulai), "jam_selesai": dt.time(selesai)}
        return pabrik.item(session, klaim, **{**SEHARI, **hari, **jam})

    a, b = pada(8, 10), pada(9, 11)
    pada(11, 12)
    pada(8, 10, tanggal_mulai=AKHIR, tanggal_selesai=AKHIR)
    pabrik.item(session, klaim, **SEHARI)
    assert jenis(session, klaim) == [(JenisKembar.JAM, a.id, b.id), (JenisKembar.JAM, b.id, a.id)]
    (satu, _) = kembar(session, klaim, pabrik.pelaku(session, klaim.subjek)).semua
    assert satu.rinci == "08.00–10.00"


@pytest.mark.parametrize("sisi", ["log", "butir"])
def test_activities_that_stand_together_in_an_item_count_one_by_one(session: Session, klaim: Dupak, sisi: str):
    """Several activities of the log are one item; each keeps its title and its hours."""
    gabungan = pabrik.item(session, klaim)
    for nomor, judul in enumerate(("Cadangan server A", "Cadangan server B")):
        session.add(
            Kegiatan(
                pegawai_id=klaim.subjek_id,
                item_id=gabungan.id,
                uraian="Mencadangkan",
                keluaran=judul,
                volume=Decimal(1),
                jam_mulai=dt.time(8 + 2 * nomor),
                jam_selesai=dt.time(9 + 2 * nomor),
                **SEHARI,
            )
        )
    jam: dict[str, Any] = {"jam_mulai": dt.time(10, 30), "jam_selesai": dt.time(12)}
    if sisi == "butir":
        lain = pabrik.item(session, klaim, keluaran="Cadangan server B", **SEHARI, **jam)
    else:
        lain = pabrik.item(session, klaim, **LAIN_WAKTU)
        session.add(
            Kegiatan(
                pegawai_id=klaim.subjek_id,
                item_id=lain.id,
                uraian="Mencadangkan lagi",
                keluaran="cadangan server b",
                volume=Decimal(1),
                **SEHARI,
                **jam,
            )
        )
    assert jenis(session, klaim) == [
        (JenisKembar.JAM, gabungan.id, lain.id),
        (JenisKembar.KELUARAN, gabungan.id, lain.id),
        (JenisKembar.JAM, lain.id, gabungan.id),
        (JenisKembar.KELUARAN, lain.id, gabungan.id),
    ]


# What does not count


def test_drafts_of_others_and_withdrawn_claims_count_for_nothing(session: Session, klaim: Dupak):
    sini = pabrik.item(session, klaim, keluaran="Aplikasi Persuratan")
    draf = pabrik.dupak(session)
    pabrik.item(session, draf, keluaran="Aplikasi Persuratan")
    assert jenis(session, klaim) == []
    oleh = pabrik.pelaku(session, draf.subjek)
    layanan_dupak.ajukan(session, draf, oleh=oleh)
    assert [k[1] for k in jenis(session, klaim)] == [sini.id]
    layanan_dupak.tarik(session, draf, oleh=oleh, catatan="Salah masa.")
    assert jenis(session, klaim) == []


def test_the_officers_own_other_draft_counts(session: Session, klaim: Dupak):
    sini = pabrik.item(session, klaim, keluaran="Aplikasi Persuratan")
    lama = pabrik.dupak(session, klaim.subjek, masa_mulai=dt.date(2021, 1, 1), masa_selesai=dt.date(2021, 6, 30))
    sana = pabrik.item(
        session,
        lama,
        keluaran="Aplikasi Persuratan",
        tanggal_mulai=dt.date(2021, 3, 1),
        tanggal_selesai=dt.date(2021, 3, 1),
    )
    assert jenis(session, klaim) == [(JenisKembar.KELUARAN, sini.id, sana.id)]


def test_honest_work_is_left_in_peace(session: Session, klaim: Dupak):
    butir = pabrik.butir_kegiatan(session)
    for hari in range(1, 21):
        tanggal = dt.date(2021, 9, hari)
        item = pabrik.item(
            session,
            klaim,
            butir,
            tanggal_mulai=tanggal,
            tanggal_selesai=tanggal,
            jam_mulai=dt.time(8),
            jam_selesai=dt.time(12),
            keluaran=f"Laporan pemantauan hari ke-{hari}",
        )
        masuk = BerkasMasuk("laporan.pdf", "application/pdf", 10, f"{hari:064x}")
        layanan_butir.pasang_bukti(session, item, masuk, oleh=pabrik.pelaku(session, klaim.subjek))
    assert jenis(session, klaim) == []


def test_a_likeness_never_keeps_a_claim_from_being_sent(session: Session, klaim: Dupak):
    butir = pabrik.butir_kegiatan(session)
    for _ in range(2):
        pabrik.item(session, klaim, butir, keluaran="Satu keluaran")
    assert len(jenis(session, klaim)) == 4
    layanan_dupak.ajukan(session, klaim, oleh=pabrik.pelaku(session, klaim.subjek))


# Hours


@pytest.mark.parametrize(
    ("isi", "kolom"),
    [
        ({"jam_mulai": dt.time(8)}, "jam_selesai"),
        ({"jam_selesai": dt.time(8)}, "jam_mulai"),
        ({"jam_mulai": dt.time(9), "jam_selesai": dt.time(9)}, "jam_selesai"),
        ({"jam_mulai": dt.time(8), "jam_selesai": dt.time(9), "tanggal_selesai": AKHIR}, "jam_mulai"),
    ],
)
def test_hours_that_cannot_be_are_refused_at_their_field(
    session: Session, klaim: Dupak, isi: dict[str, Any], kolom: str
):
    with pytest.raises(MasukanSalah) as galat:
        pabrik.item(session, klaim, **{**SEHARI, **isi})
    assert list(galat.value.galat) == [kolom]


# Pages


@pytest.fixture
def meja(session: Session) -> Meja:
    return meja_tim(session)


@pytest.fixture
def kembaran(session: Session, meja: Meja) -> tuple[Dupak, Dupak]:
    """Two claims at the assessors' desks; the first items of both came to the same output."""
    satu, dua = meja.klaim("Dewi Pranata"), meja.klaim("Eka Pranata")
    for d in (satu, dua):
        d.butir[0].keluaran = "Aplikasi Persuratan Terpadu"
    session.commit()
    return satu, dua


def test_the_assessor_reads_both_cases_beside_the_item(
    session: Session, meja: Meja, kembaran: tuple[Dupak, Dupak], klien: Masuk
):
    satu, dua = kembaran
    p = meja.mulai(satu, meja.a)
    session.commit()
    teks = teks_halaman(klien(meja.a).get(f"/penilaian/{p.id}").text)
    assert "Keluaran “Aplikasi Persuratan Terpadu” juga diusulkan pada butir" in teks
    assert f"Eka Pranata, DUPAK nomor {dua.id}." in teks


def test_the_officer_is_told_without_the_name_of_the_other(
    session: Session, meja: Meja, kembaran: tuple[Dupak, Dupak], klien: Masuk
):
    satu, _ = kembaran
    teks = teks_halaman(klien(satu.subjek).get(f"/dupak/{satu.id}").text)
    assert "juga diusulkan pada kegiatan lain" in teks
    assert "DUPAK pegawai lain." in teks
    assert "Eka Pranata" not in teks


def test_before_sending_the_page_says_how_many_likenesses_there_are(session: Session, klien: Masuk):
    d = pabrik.dupak(session)
    for waktu in (SEHARI, LAIN_WAKTU):
        pabrik.item(session, d, keluaran="Panduan pengguna", **waktu)
    session.commit()
    teks = teks_halaman(klien(d.subjek).get(f"/dupak/{d.id}").text)
    assert "Mungkin tercatat dua kali" in teks
    assert "2 kesamaan dengan butir lain" in teks
    assert "DUPAK yang sama." in teks


def test_more_items_do_not_cost_more_questions(app: Flask, session: Session, klien: Masuk):
    biaya = []
    for banyak in (5, 25):
        d = pabrik.dupak(session)
        for _ in range(banyak):
            pabrik.item(session, d, keluaran="Panduan pengguna")
        session.commit()
        peramban = klien(d.subjek)
        peramban.get(f"/dupak/{d.id}")
        with hitung_perintah(app) as perintah:
            peramban.get(f"/dupak/{d.id}")
        biaya.append(len(perintah))
    assert biaya[0] == biaya[1]


def test_a_claim_with_very_many_likenesses_says_that_there_are_more(
    session: Session, klaim: Dupak, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(layanan, "TERBANYAK", 3)
    for _ in range(4):
        pabrik.item(session, klaim, keluaran="Panduan pengguna")
    session.flush()
    hasil = kembar(session, klaim, pabrik.pelaku(session, klaim.subjek))
    assert hasil.terpotong
    assert len(hasil.semua) == 3


def test_who_examines_a_claim_reads_whose_the_other_item_is(
    session: Session, meja: Meja, kembaran: tuple[Dupak, Dupak]
):
    satu, dua = kembaran
    dibaca = {o.nama: kembar(session, satu, meja.oleh(o)).semua[0] for o in (meja.sekretariat, meja.ketua, satu.subjek)}
    assert {n: (k.nama, k.boleh_dibuka) for n, k in dibaca.items()} == {
        "Rina Sekretariat": ("Eka Pranata", True),
        "Karta Ketua": ("Eka Pranata", True),
        "Dewi Pranata": (None, False),
    }
    assert {k.dupak_id for k in dibaca.values()} == {dua.id}
