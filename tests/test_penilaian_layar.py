"""The assessor's desk: marks typed, refused, kept and sent; blind to the other assessor until both have sent."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import pabrik
from tests.klien import Klien, teks_halaman
from tests.meja_tim import Meja, hitung_perintah, isi_nilai, meja_tim
from workflow_app.models import (
    BuktiFile,
    Dupak,
    KonflikKepentingan,
    NilaiButir,
    Pegawai,
    Penilaian,
    PenilaianState,
)
from workflow_app.services import pemeriksaan
from workflow_app.services import penilaian as layanan

Masuk = Callable[[Pegawai], Klien]


@pytest.fixture
def meja(session: Session) -> Meja:
    return meja_tim(session)


def formulir(d: Dupak, p: Penilaian, **isi: str) -> dict[str, str]:
    """The whole page as the browser sends it: nothing typed but `n0='0,25', a0='sebab'` (number of the item)."""
    data = {"version": str(p.version)}
    for nomor, item in enumerate(d.butir):
        data[f"nilai-{item.id}"] = isi.get(f"n{nomor}", "")
        data[f"alasan-{item.id}"] = isi.get(f"a{nomor}", "")
    return data


def tersimpan(session: Session, p: Penilaian) -> dict[int, tuple[Decimal, str]]:
    baris = session.scalars(select(NilaiButir).where(NilaiButir.penilaian_id == p.id)).all()
    return {n.item_id: (n.nilai, n.alasan) for n in baris}


# The way through


def test_the_declaration_comes_first(klien: Masuk, meja: Meja):
    d = meja.klaim()
    p = meja.penilaian(d, meja.a)
    andini = klien(meja.a)

    halaman = andini.get(f"/penilaian/{p.id}").text
    assert "Sebelum mulai: pernyataan" in halaman
    assert 'id="meja"' not in halaman
    andini.kirim(f"/penilaian/{p.id}/langkah/mulai", {"version": str(p.version)}, 422)
    andini.kirim(f"/penilaian/{p.id}/langkah/mulai", {"version": str(p.version), "bebas_konflik": "y"})

    assert 'id="meja"' in andini.get(f"/penilaian/{p.id}").text


def test_items_stand_in_the_order_of_the_forms_with_evidence_and_computation(
    klien: Masuk, session: Session, meja: Meja
):
    d = meja.klaim()
    bukti = BuktiFile(
        item_id=d.butir[0].id,
        nama_asli="laporan kegiatan.pdf",
        tipe="application/pdf",
        ukuran=2048,
        sha256="0" * 64,
        diunggah_oleh_id=d.subjek_id,
    )
    session.add(bukti)
    p = meja.mulai(d, meja.a)

    halaman = klien(meja.a).get(f"/penilaian/{p.id}").text

    kode = [d.butir[i].kode for i in (3, 2, 0, 1, 4)]  # tata kelola, infrastruktur, sistem informasi, penunjang
    assert re.findall(r"</span> ([IV]+\.[A-Z]\.\d+)</h3>", halaman) == kode
    isi = teks_halaman(halaman)
    assert "2 × 0,12 = 0,240 Dokumen" in isi
    assert "arsip unit kerja, map 1" in isi
    assert f'href="/bukti/{bukti.id}/unduh"' in halaman
    assert "0 dari 5 butir dinilai" in isi


def test_a_whole_page_is_saved_at_once_and_sent(klien: Masuk, session: Session, meja: Meja):
    d = meja.klaim()
    p = meja.mulai(d, meja.a)
    andini = klien(meja.a)

    isi = formulir(d, p, n0="0,25", n1="0.24", n2="0,1", a2="Volume kurang", n3="1,5", n4="2")
    andini.kirim(f"/penilaian/{p.id}/nilai", isi)

    nilai = tersimpan(session, p)
    assert nilai[d.butir[2].id] == (Decimal("0.1"), "Volume kurang")
    assert sum(n for n, _ in nilai.values()) == Decimal("4.09")
    assert "Lanjut mengirim" in andini.get(f"/penilaian/{p.id}").text
    session.refresh(p)
    andini.kirim(f"/penilaian/{p.id}/langkah/kirim", {"version": str(p.version)})
    session.refresh(p)
    assert p.state is PenilaianState.TERKIRIM
    assert "Volume kurang" in teks_halaman(andini.get(f"/penilaian/{p.id}").text)


def test_one_item_after_another_on_a_page_of_its_own(klien: Masuk, session: Session, meja: Meja):
    d = meja.klaim()
    p = meja.mulai(d, meja.a)
    andini = klien(meja.a)
    pertama, kedua = d.butir[3], d.butir[2]

    halaman = andini.get(f"/penilaian/{p.id}/butir/{pertama.id}").text
    assert f'href="/penilaian/{p.id}/butir/{kedua.id}" data-kunci="alt+j"' in halaman
    jawaban = andini.kirim(
        f"/penilaian/{p.id}/butir/{pertama.id}",
        {"version": str(p.version), f"nilai-{pertama.id}": "1", f"alasan-{pertama.id}": "Naskah belum selesai"},
    )

    assert jawaban.location.endswith(f"/penilaian/{p.id}/butir/{kedua.id}")
    assert tersimpan(session, p) == {pertama.id: (Decimal(1), "Naskah belum selesai")}


def test_the_last_item_leads_back_to_all(klien: Masuk, session: Session, meja: Meja):
    d = meja.klaim(butir=1)
    p = meja.mulai(d, meja.a)

    jawaban = klien(meja.a).kirim(
        f"/penilaian/{p.id}/butir/{d.butir[0].id}",
        {"version": str(p.version), f"nilai-{d.butir[0].id}": "", f"alasan-{d.butir[0].id}": "", "sama": "1"},
    )

    assert jawaban.location.endswith(f"/penilaian/{p.id}")
    assert tersimpan(session, p) == {d.butir[0].id: (d.butir[0].jumlah, "")}


def test_the_rest_is_taken_as_claimed_and_what_was_typed_stays(klien: Masuk, session: Session, meja: Meja):
    d = meja.klaim()
    p = meja.mulai(d, meja.a)

    isi = formulir(d, p, n1="0,1", a1="Satu dokumen saja")
    klien(meja.a).kirim(f"/penilaian/{p.id}/nilai", {**isi, "sama-semua": "1"})

    harap = {b.id: (b.jumlah, "") for b in d.butir}
    assert tersimpan(session, p) == {**harap, d.butir[1].id: (Decimal("0.1"), "Satu dokumen saja")}


def test_fill_in_buttons_work_without_javascript_and_store_nothing(klien: Masuk, session: Session, meja: Meja):
    d = meja.klaim()
    p = meja.mulai(d, meja.a)
    andini, (satu, dua, *_) = klien(meja.a), d.butir

    isi = formulir(d, p, n1="0,1", a1="Catatan sendiri.")
    jawaban = andini.kirim(f"/penilaian/{p.id}/nilai", {**isi, "isi": f"sama-{satu.id}"}, 200)
    assert f'name="nilai-{satu.id}" type="text" value="0,25"' in jawaban.text
    assert f'name="nilai-{dua.id}" type="text" value="0,1"' in jawaban.text
    jawaban = andini.kirim(f"/penilaian/{p.id}/nilai", {**isi, "isi": f"alasan-{dua.id}-volume"}, 200)

    assert "Catatan sendiri. Volume pada bukti lebih kecil daripada usulan." in jawaban.text
    assert tersimpan(session, p) == {}


@pytest.mark.parametrize("apa", ["sama-999999", "alasan-1", "alasan--", "sama-²", "x" * 300, "alasan-1-entah"])
def test_a_fill_in_button_that_does_not_exist_changes_nothing(klien: Masuk, meja: Meja, apa: str):
    d = meja.klaim(butir=1)
    p = meja.mulai(d, meja.a)

    klien(meja.a).kirim(f"/penilaian/{p.id}/nilai", {**formulir(d, p), "isi": apa}, 200)


def test_a_void_item_is_shown_and_not_marked(klien: Masuk, session: Session, meja: Meja):
    d = meja.klaim()
    d.butir[0].hangus = True
    p = meja.mulai(d, meja.a)
    andini = klien(meja.a)

    halaman = andini.get(f"/penilaian/{p.id}").text
    assert "tidak dinilai" in halaman
    assert f'name="nilai-{d.butir[0].id}"' not in halaman
    assert "0 dari 4 butir dinilai" in teks_halaman(halaman)
    andini.kirim(f"/penilaian/{p.id}/nilai", {**formulir(d, p, n0="0,25", n1="0,24")})

    assert list(tersimpan(session, p)) == [d.butir[1].id]


def test_the_next_open_marking_is_offered_after_sending(klien: Masuk, meja: Meja):
    d, lain = meja.klaim("Satu Pranata"), meja.klaim("Dua Pranata")
    p = meja.nilai(d, meja.a)

    halaman = klien(meja.a).get(f"/penilaian/{p.id}").text

    assert f'href="/penilaian/{meja.penilaian(lain, meja.a).id}"' in halaman
    assert "Dua Pranata" in halaman


# Bad input


@pytest.mark.parametrize(
    ("ketikan", "kata"),
    [
        ("12.5x", "bukan angka"),
        ("1.250", "dapat dibaca dua cara"),
        ("0,2,5", "tidak pada tempatnya"),
        ("-1", "tidak boleh negatif"),
        ("0,1234", "lebih dari 3 angka"),
        ("1e-3", "bukan angka"),
        ("0,26", "melebihi usulan 0,25"),
        ("999999999999", "terlalu besar"),
    ],
)
def test_a_figure_that_is_none_never_becomes_a_mark(
    klien: Masuk, session: Session, meja: Meja, ketikan: str, kata: str
):
    d = meja.klaim()
    p = meja.mulai(d, meja.a)

    isi = formulir(d, p, n0=ketikan, a0="Alasan yang panjang", n1="0,24")
    jawaban = klien(meja.a).kirim(f"/penilaian/{p.id}/nilai", isi, 422)

    assert tersimpan(session, p) == {}, "setengah halaman pun tidak"
    galat = re.search(rf'id="nilai-{d.butir[0].id}-galat">.*?</div>', jawaban.text, re.DOTALL)
    assert galat
    assert kata in galat[0]
    assert f'name="nilai-{d.butir[0].id}" type="text" value="{ketikan}"' in jawaban.text
    assert "Alasan yang panjang" in jawaban.text
    assert f'name="nilai-{d.butir[1].id}" type="text" value="0,24"' in jawaban.text


def test_a_lower_mark_needs_its_reason_at_the_reason(klien: Masuk, session: Session, meja: Meja):
    d = meja.klaim()
    p = meja.mulai(d, meja.a)

    jawaban = klien(meja.a).kirim(f"/penilaian/{p.id}/nilai", formulir(d, p, n0="0,1", a0="   "), 422)

    assert f'id="alasan-{d.butir[0].id}-galat"' in jawaban.text
    assert f'id="nilai-{d.butir[0].id}-galat"' not in jawaban.text
    assert tersimpan(session, p) == {}


def test_a_reason_alone_and_a_wiped_mark_are_answered(klien: Masuk, session: Session, meja: Meja):
    d = meja.klaim()
    p = meja.mulai(d, meja.a)
    andini = klien(meja.a)
    andini.kirim(f"/penilaian/{p.id}/nilai", formulir(d, p, n0="0,25"))
    session.refresh(p)

    jawaban = andini.kirim(f"/penilaian/{p.id}/nilai", formulir(d, p, n0="", a1="Sebab tanpa nilai"), 422)

    isi = teks_halaman(jawaban.text)
    assert "Nilai tersimpan 0,25 tidak dapat dikosongkan" in isi
    assert "alasan saja belum menjadi nilai" in isi
    assert "Sebab tanpa nilai" in isi


def test_a_reason_that_is_too_long_is_answered(klien: Masuk, session: Session, meja: Meja):
    d = meja.klaim(butir=1)
    p = meja.mulai(d, meja.a)

    klien(meja.a).kirim(f"/penilaian/{p.id}/nilai", formulir(d, p, n0="0,1", a0="x" * 2001), 422)

    assert tersimpan(session, p) == {}


# Two windows, two clicks


def test_a_double_click_is_one_save(klien: Masuk, session: Session, meja: Meja):
    d = meja.klaim()
    p = meja.mulai(d, meja.a)
    andini, isi = klien(meja.a), formulir(d, p, n0="0,25", n1="0,1", a1="Kurang")

    andini.kirim(f"/penilaian/{p.id}/nilai", isi)
    session.refresh(p)
    versi = p.version
    andini.kirim(f"/penilaian/{p.id}/nilai", isi)

    session.refresh(p)
    assert p.version == versi
    assert len(tersimpan(session, p)) == 2


def test_a_stale_page_shows_the_newer_data_beside_what_was_typed(klien: Masuk, session: Session, meja: Meja):
    d = meja.klaim()
    p = meja.mulai(d, meja.a)
    andini, satu, dua = klien(meja.a), d.butir[0], d.butir[1]
    lama = formulir(d, p, n0="0,1", a0="Isian jendela lama")
    andini.kirim(f"/penilaian/{p.id}/nilai", formulir(d, p, n0="0,2", a0="Isian jendela baru", n1="0,24"))

    jawaban = andini.kirim(f"/penilaian/{p.id}/nilai", lama, 409)

    isi = teks_halaman(jawaban.text)
    assert "Tersimpan sekarang: 0,200 — Isian jendela baru" in isi
    assert f'name="nilai-{satu.id}" type="text" value="0,1"' in jawaban.text
    assert "Isian jendela lama" in jawaban.text
    assert f'name="nilai-{dua.id}" type="text" value="0,24"' in jawaban.text
    assert tersimpan(session, p)[satu.id] == (Decimal("0.2"), "Isian jendela baru")
    versi = re.search(r'name="version"[^>]*value="(\d+)"', jawaban.text)
    assert versi
    ulang = formulir(d, p, n0="0,1", a0="Isian jendela lama", n1="0,24") | {"version": versi[1]}
    andini.kirim(f"/penilaian/{p.id}/nilai", ulang)
    assert tersimpan(session, p)[satu.id] == (Decimal("0.1"), "Isian jendela lama")


def test_a_page_left_open_while_the_assessor_was_freed_gives_the_text_back(klien: Masuk, session: Session, meja: Meja):
    d = meja.klaim()
    p = meja.mulai(d, meja.a)
    isi = formulir(d, p, n0="0,1", a0="Naskah hanya rancangan")
    pabrik.ketidakhadiran(session, meja.a)
    layanan.bebaskan(session, p, oleh=meja.oleh(meja.ketua), catatan="Cuti panjang")

    jawaban = klien(meja.a).kirim(f"/penilaian/{p.id}/nilai", isi, 409)

    assert "Naskah hanya rancangan" in teks_halaman(jawaban.text)


def test_an_outdated_item_page_is_answered_on_the_item_page(klien: Masuk, session: Session, meja: Meja):
    d = meja.klaim()
    p = meja.mulai(d, meja.a)
    andini, satu = klien(meja.a), d.butir[0]
    lama = {"version": str(p.version), f"nilai-{satu.id}": "0,1", f"alasan-{satu.id}": "Lama"}
    andini.kirim(f"/penilaian/{p.id}/nilai", formulir(d, p, n0="0,25"))

    jawaban = andini.kirim(f"/penilaian/{p.id}/butir/{satu.id}", lama, 409)

    assert "Tersimpan sekarang: 0,250" in teks_halaman(jawaban.text)
    assert 'value="0,1"' in jawaban.text


def test_a_page_without_its_version_is_refused(klien: Masuk, session: Session, meja: Meja):
    d = meja.klaim()
    p = meja.mulai(d, meja.a)

    for versi in ("", "abc", "9" * 40):
        klien(meja.a).kirim(f"/penilaian/{p.id}/nilai", formulir(d, p, n0="0,25") | {"version": versi}, 422)

    assert tersimpan(session, p) == {}


# Who sees what


def test_one_assessor_learns_nothing_of_the_other(klien: Masuk, session: Session, meja: Meja):
    d = meja.klaim()
    p_b = meja.nilai(d, meja.b, {0: ("0.137", "Alasan milik Bagas"), 1: ("0.111", "Alasan kedua milik Bagas")})
    p_a = meja.mulai(d, meja.a)
    andini = klien(meja.a)

    for alamat in (
        f"/penilaian/{p_b.id}",
        f"/penilaian/{p_b.id}/butir/{d.butir[0].id}",
        f"/penilaian/{p_b.id}/langkah/kirim",
        f"/penilaian/{p_b.id}/langkah/buka-kembali",
    ):
        andini.buka(alamat, 404)
    andini.kirim(f"/penilaian/{p_b.id}/nilai", formulir(d, p_b, n0="0,25"), 404)
    andini.kirim(f"/penilaian/{p_b.id}/butir/{d.butir[0].id}", {"version": "1"}, 404)
    for alamat in (
        f"/penilaian/{p_a.id}",
        f"/penilaian/{p_a.id}/butir/{d.butir[0].id}",
        f"/dupak/{d.id}",
        "/tugas-saya",
        "/perkara?alur=penilaian",
        "/sidang",
    ):
        jawaban = andini.get(alamat, follow_redirects=True)
        for rahasia in ("0,137", "0,111", "milik Bagas", f"/penilaian/{p_b.id}"):
            assert rahasia not in jawaban.text, (alamat, rahasia)


def test_a_chair_who_marks_himself_is_as_blind_as_any_assessor(klien: Masuk, session: Session, meja: Meja):
    d = meja.klaim()
    p_b = meja.nilai(d, meja.b)
    p_a = meja.penilaian(d, meja.a)
    layanan.mundur(session, p_a, oleh=meja.oleh(meja.a), catatan="Dinas luar")
    sekretaris = meja.oleh(meja.sekretaris)
    pemeriksaan.tugaskan_penilai(session, d, [meja.ketua.id], oleh=sekretaris, catatan="Andini dinas luar")

    klien(meja.ketua).buka(f"/penilaian/{p_b.id}", 404)


def test_the_chair_sees_the_case_and_no_marks_until_both_have_sent(klien: Masuk, session: Session, meja: Meja):
    d = meja.klaim()
    p_a = meja.nilai(d, meja.a, {0: ("0.137", "Alasan milik Andini")})
    ketua = klien(meja.ketua)

    isi = teks_halaman(ketua.get(f"/penilaian/{p_a.id}").text)
    assert "Nilai belum diperlihatkan" in isi
    assert "0,137" not in isi
    assert "butir dinilai" not in isi.replace("5 butir dinilai", ""), "kemajuan pun tidak"
    meja.nilai(d, meja.b)

    isi = teks_halaman(ketua.get(f"/penilaian/{p_a.id}").text)
    assert "0,137" in isi
    assert "Alasan milik Andini" in isi


def test_a_chair_in_conflict_sees_no_marks_at_all(klien: Masuk, session: Session, meja: Meja):
    d = meja.siap_sidang(a={0: ("0.137", "Alasan milik Andini")})
    session.add(KonflikKepentingan(dupak_id=d.id, pegawai_id=meja.ketua.id, alasan="kakak"))

    isi = klien(meja.ketua).get(f"/penilaian/{meja.penilaian(d, meja.a).id}").text

    assert "0,137" not in isi
    assert "milik Andini" not in isi


def test_the_officer_and_strangers_get_nothing(klien: Masuk, session: Session, meja: Meja):
    d = meja.klaim()
    p = meja.mulai(d, meja.a)
    orang_luar = pabrik.pegawai(session)

    for orang in (d.subjek, orang_luar, meja.c, meja.b, meja.atasan, meja.penetap):
        klien(orang).buka(f"/penilaian/{p.id}", 404)
        klien(orang).kirim(f"/penilaian/{p.id}/nilai", formulir(d, p, n0="0,25"), 404)
    for alamat in ("/penilaian/999999", "/penilaian/99999999999999999999", f"/penilaian/{p.id}/butir/999999"):
        klien(meja.a).buka(alamat, 404)


def test_the_chair_may_not_mark(klien: Masuk, session: Session, meja: Meja):
    d = meja.klaim()
    p = meja.mulai(d, meja.a)

    klien(meja.ketua).kirim(f"/penilaian/{p.id}/nilai", formulir(d, p, n0="0,25"), 403)
    klien(meja.ketua).buka(f"/penilaian/{p.id}/butir/{d.butir[0].id}", 404)

    assert tersimpan(session, p) == {}


def test_an_item_of_another_claim_is_no_item_here(klien: Masuk, session: Session, meja: Meja):
    d, lain = meja.klaim("Satu Pranata"), meja.klaim("Dua Pranata")
    p = meja.mulai(d, meja.a)
    asing = lain.butir[0]

    klien(meja.a).buka(f"/penilaian/{p.id}/butir/{asing.id}", 404)
    isi = formulir(d, p, n0="0,25") | {f"nilai-{asing.id}": "0,1", f"alasan-{asing.id}": "x"}
    klien(meja.a).kirim(f"/penilaian/{p.id}/nilai", isi)

    assert list(tersimpan(session, p)) == [d.butir[0].id]


def test_the_desk_asks_the_database_as_often_for_25_items_as_for_5(
    app: Flask, klien: Masuk, session: Session, meja: Meja
):
    jumlah: dict[object, int] = {}
    for butir in (5, 25):
        d = meja.klaim(f"Pegawai {butir}", butir=butir)
        p = meja.mulai(d, meja.a)
        layanan.simpan_nilai(session, p, isi_nilai(d)[:-1], oleh=meja.oleh(meja.a))
        andini = klien(meja.a)
        with hitung_perintah(app) as perintah:
            assert andini.get(f"/penilaian/{p.id}").status_code == 200
        jumlah[butir] = len(perintah)
        with hitung_perintah(app) as perintah:
            assert andini.get(f"/penilaian/{p.id}/butir/{d.butir[0].id}").status_code == 200
        jumlah[butir, "satu"] = len(perintah)

    assert jumlah[5] == jumlah[25]
    assert jumlah[5, "satu"] == jumlah[25, "satu"]
    assert jumlah[5] <= 40
