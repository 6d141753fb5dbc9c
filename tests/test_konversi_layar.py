"""The pages of a conversion: list, form, case, signature, replacement."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import pabrik
from tests.kantor_kinerja import KantorKinerja
from tests.klien import Klien, teks_halaman
from tests.meja_tim import hitung_perintah
from workflow_app.config import Settings
from workflow_app.models import AsalEvaluasi, EvaluasiKinerja, Konversi, KonversiState, Pegawai
from workflow_app.services import konversi as layanan

HARI = dt.date(2025, 1, 10)
Masuk = Callable[[Pegawai], Klien]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, TANGGAL_APLIKASI=HARI)


@pytest.fixture
def kantor(session: Session) -> KantorKinerja:
    return KantorKinerja(session)


def evaluasi(
    session: Session, orang: Pegawai, tahun: int = 2024, predikat: str = "baik", **ubah: Any
) -> EvaluasiKinerja:
    isi: dict[str, Any] = {
        "bulan_mulai": 1,
        "bulan_selesai": 12,
        "bukti": f"Dokumen evaluasi kinerja {tahun}",
        "asal": AsalEvaluasi.ENTRI,
        "dicatat_pada": HARI,
    }
    baris = EvaluasiKinerja(pegawai_id=orang.id, tahun=tahun, predikat=predikat, **{**isi, **ubah})
    session.add(baris)
    session.flush()
    return baris


def isian(**ubah: Any) -> dict[str, Any]:
    return {
        "tahun": "2024",
        "bulan_mulai": "1",
        "bulan_selesai": "12",
        "predikat": "baik",
        "bukti": "Evaluasi kinerja 2024",
        "penilai": "",
        **ubah,
    }


def satu(session: Session) -> Konversi:
    return session.scalars(select(Konversi)).one()


# The form


def test_the_form_begins_with_the_record_and_the_superior(klien: Masuk, session: Session, kantor: KantorKinerja):
    orang = kantor.orang()
    evaluasi(session, orang, predikat="sangat_baik")
    halaman = klien(orang).get("/konversi/baru")
    isi = teks_halaman(halaman.text)
    assert "Sangat Baik (150%)" in isi
    assert f'value="{kantor.penilai.nama} ({kantor.penilai.nip})"' in halaman.text
    assert 'value="Dokumen evaluasi kinerja 2024"' in halaman.text
    assert '<option selected value="sangat_baik">' in halaman.text
    assert '<option selected value="2024">' in halaman.text


def test_an_officer_drafts_for_himself_and_sees_the_figures_before_they_are_frozen(
    klien: Masuk, session: Session, kantor: KantorKinerja
):
    orang = kantor.orang()
    catatan = evaluasi(session, orang)
    penilai = f"{kantor.penilai.nama} ({kantor.penilai.nip})"
    jawaban = klien(orang).kirim("/konversi/baru", isian(penilai=penilai))
    obj = satu(session)
    assert jawaban.location == f"/konversi/{obj.id}"
    assert (obj.subjek_id, obj.penilai_id, obj.evaluasi_id) == (orang.id, kantor.penilai.id, catatan.id)
    isi = teks_halaman(klien(orang).get(f"/konversi/{obj.id}").text)
    assert "pratinjau" in isi
    assert "12,500" in isi
    assert "12/12 x 100% x 12,5 = 12,5" in isi
    assert "Sumber: PermenPANRB 1/2023 37(1)" in isi
    assert obj.jumlah is None


def test_a_second_click_finds_the_draft_of_the_first(klien: Masuk, session: Session, kantor: KantorKinerja):
    orang = klien(kantor.orang())
    pertama, kedua = (orang.kirim("/konversi/baru", isian()) for _ in range(2))
    assert pertama.location == kedua.location
    assert session.scalar(select(func.count()).select_from(Konversi)) == 1


def test_another_period_from_the_same_month_is_refused_with_the_way_to_the_one_there_is(
    klien: Masuk, session: Session, kantor: KantorKinerja
):
    orang = klien(kantor.orang())
    orang.kirim("/konversi/baru", isian())
    jawaban = orang.kirim("/konversi/baru", isian(bulan_selesai="6", bukti="Yang saya ketik"), 422)
    assert f'href="/konversi/{satu(session).id}"' in jawaban.text
    assert "sudah ada" in teks_halaman(jawaban.text)
    assert 'value="Yang saya ketik"' in jawaban.text


def test_months_in_reverse_and_an_unknown_evaluator_are_said_at_their_fields(
    klien: Masuk, session: Session, kantor: KantorKinerja
):
    orang = klien(kantor.orang())
    terbalik = orang.kirim("/konversi/baru", isian(bulan_mulai="7", bulan_selesai="3"), 422)
    assert "Sampai bulan: Bulan dihitung dari 1 sampai 12" in teks_halaman(terbalik.text)
    asing = orang.kirim("/konversi/baru", isian(penilai="Tidak Ada Orangnya"), 422)
    assert "Pejabat Penilai Kinerja: Tidak ada pegawai aktif di instansi ini" in teks_halaman(asing.text)
    assert 'value="Tidak Ada Orangnya"' in asing.text
    assert session.scalar(select(func.count()).select_from(Konversi)) == 0


def test_people_of_the_same_name_are_told_apart_without_their_numbers(
    klien: Masuk, session: Session, kantor: KantorKinerja
):
    kembar = [pabrik.pegawai(session, "Rani Serupa", instansi=kantor.instansi, unit=kantor.unit) for _ in range(2)]
    orang = klien(kantor.orang())
    jawaban = orang.kirim("/konversi/baru", isian(penilai="Rani Serupa"), 422)
    assert "Beberapa orang cocok" in teks_halaman(jawaban.text)
    assert not any(k.nip in jawaban.text for k in kembar)
    orang.kirim("/konversi/baru", isian(penilai=kembar[1].nip))
    assert satu(session).penilai_id == kembar[1].id


def test_a_year_before_the_regime_is_not_offered(klien: Masuk, kantor: KantorKinerja):
    orang = klien(kantor.orang())
    pohon = orang.buka("/konversi/baru")
    tahun = [p.get("value") for s in pohon.iter("select") if s.get("name") == "tahun" for p in s.iter("option")]
    assert tahun == ["", "2025", "2024", "2023"]
    orang.kirim("/konversi/baru", isian(tahun="2022"), 422)


def test_the_office_looks_an_officer_up_by_number_or_name_and_drafts_for_him(
    klien: Masuk, session: Session, kantor: KantorKinerja
):
    orang = kantor.orang()
    petugas = klien(kantor.kepegawaian)
    assert petugas.kirim("/konversi/baru/cari", {"teks": orang.nip}).location == f"/konversi/baru?pegawai={orang.id}"
    hasil = petugas.get(petugas.kirim("/konversi/baru/cari", {"teks": orang.nama[:12]}).location)
    assert f'href="/konversi/baru?pegawai={orang.id}"' in hasil.text
    petugas.kirim(f"/konversi/baru?pegawai={orang.id}", isian())
    assert satu(session).subjek_id == orang.id


def test_the_office_drafts_for_nobody_outside_its_scope(klien: Masuk, session: Session, kantor: KantorKinerja):
    asing = pabrik.pegawai(session, "Asing Sekali", instansi=pabrik.instansi(session))
    petugas = klien(kantor.kepegawaian)
    petugas.buka(f"/konversi/baru?pegawai={asing.id}", 404)
    petugas.kirim(f"/konversi/baru?pegawai={asing.id}", isian(), 404)
    petugas.kirim("/konversi/baru/cari", {"teks": asing.nip})
    assert "Asing Sekali" not in petugas.get("/konversi/baru?nama=Asing").text
    orang = kantor.orang()
    klien(orang).buka(f"/konversi/baru?pegawai={kantor.orang().id}", 404)


def test_what_was_put_in_is_changed_until_it_is_submitted(klien: Masuk, session: Session, kantor: KantorKinerja):
    orang = kantor.orang()
    obj = kantor.draf(orang, 2024, "baik")
    saya = klien(orang)
    isi = isian(predikat="sangat_baik", version=obj.version)
    saya.kirim(f"/konversi/{obj.id}/ubah", isi)
    session.refresh(obj)
    assert (obj.predikat, obj.penilai_id) == ("sangat_baik", None)
    basi = saya.kirim(f"/konversi/{obj.id}/ubah", {**isi, "bukti": "Ketikan lama"}, 409)
    assert "Ketikan lama" in teks_halaman(basi.text)
    saya.kirim(f"/konversi/{obj.id}/ubah", isian(version=obj.version, penilai=kantor.penilai.nip))
    session.refresh(obj)
    kantor.ajukan(obj)
    saya.buka(f"/konversi/{obj.id}/ubah", 422)
    saya.kirim(f"/konversi/{obj.id}/ubah", isian(version=obj.version), 422)
    klien(kantor.penilai).buka(f"/konversi/{obj.id}/ubah", 422)


# The case


def test_closed_steps_lead_to_the_place_where_they_are_mended(klien: Masuk, kantor: KantorKinerja, session: Session):
    orang = kantor.orang()
    obj = kantor.draf(orang, 2024, "baik", bukti="")
    obj.penilai_id = None
    session.flush()
    halaman = klien(orang).get(f"/konversi/{obj.id}")
    isi = teks_halaman(halaman.text)
    assert "Sebutkan dokumen evaluasi kinerja yang menjadi bukti." in isi
    assert "Pilih Pejabat Penilai Kinerja." in isi
    for tempat in ("bukti", "penilai"):
        assert f'href="#{tempat}"' in halaman.text
        assert f'id="{tempat}"' in halaman.text


def test_the_case_says_why_there_are_no_figures(klien: Masuk, kantor: KantorKinerja, session: Session):
    orang = kantor.orang(jabatan=[("ahli_pertama", dt.date(2024, 7, 1))])
    obj = kantor.draf(orang, 2024, "baik")
    isi = teks_halaman(klien(orang).get(f"/konversi/{obj.id}").text)
    assert "Pangkat atau jabatan fungsional pada masa itu belum tercatat." in isi


def test_submitting_freezes_the_figures_and_the_evaluator_sees_that_they_agree(
    klien: Masuk, kantor: KantorKinerja, session: Session
):
    orang = kantor.orang()
    obj = kantor.draf(orang, 2024, "baik")
    klien(orang).kirim(f"/konversi/{obj.id}/langkah/ajukan", {"version": obj.version})
    session.refresh(obj)
    assert obj.state is KonversiState.DIAJUKAN
    isi = teks_halaman(klien(kantor.penilai).get(f"/konversi/{obj.id}").text)
    assert "hitung ulang cocok" in isi
    orang.riwayat_jabatan[0].jenjang = "ahli_muda"
    isi = teks_halaman(klien(kantor.penilai).get(f"/konversi/{obj.id}").text)
    assert "Hitung ulang berbeda." in isi
    konfirmasi = klien(kantor.penilai).get(f"/konversi/{obj.id}/tetapkan").text
    assert "Belum dapat ditetapkan" in konfirmasi
    assert f'action="/konversi/{obj.id}/langkah/tetapkan"' not in konfirmasi


def test_the_signature_repeats_what_it_determines_and_takes_both_numbers(
    klien: Masuk, kantor: KantorKinerja, session: Session
):
    obj = kantor.ajukan(kantor.draf(kantor.orang(), 2024, "baik"))
    penilai = klien(kantor.penilai)
    assert f'href="/konversi/{obj.id}/tetapkan"' in penilai.get(f"/konversi/{obj.id}").text
    isi = teks_halaman(penilai.get(f"/konversi/{obj.id}/tetapkan").text)
    for kata in ("12,500", "Tahun 2024", "1/KONV/I/2025", "1/AKUM/I/2025", "Kepala Bidang Aplikasi", obj.subjek.nama):
        assert kata in isi
    penilai.kirim(f"/konversi/{obj.id}/langkah/tetapkan", {"version": obj.version})
    session.refresh(obj)
    assert (obj.state, obj.nomor, obj.ditetapkan_pada) == (KonversiState.DITETAPKAN, "1/KONV/I/2025", HARI)
    penilai.buka(f"/konversi/{obj.id}/tetapkan", 409)
    isi = teks_halaman(penilai.get(f"/konversi/{obj.id}").text)
    assert "1/AKUM/I/2025" in isi
    assert "Dibekukan bersama surat ini" in isi


def test_a_returned_conversion_says_why_at_its_head(klien: Masuk, kantor: KantorKinerja, session: Session):
    obj = kantor.ajukan(kantor.draf(kantor.orang(), 2024, "baik"))
    penilai = klien(kantor.penilai)
    penilai.kirim(f"/konversi/{obj.id}/langkah/kembalikan", {"version": obj.version, "catatan": " "}, 422)
    penilai.kirim(f"/konversi/{obj.id}/langkah/kembalikan", {"version": obj.version, "catatan": "Predikatnya keliru."})
    isi = teks_halaman(klien(obj.subjek).get(f"/konversi/{obj.id}").text)
    assert f"Dikembalikan oleh {kantor.penilai.nama}: Predikatnya keliru." in isi


def test_a_replacement_is_begun_once_and_both_carry_the_link(klien: Masuk, kantor: KantorKinerja, session: Session):
    lama = kantor.konversi(kantor.orang(), 2024, "baik")
    petugas = klien(kantor.kepegawaian)
    assert "Buat konversi pengganti" in petugas.get(f"/konversi/{lama.id}").text
    alamat, isi = f"/konversi/{lama.id}/pengganti", {"version": lama.version, "catatan": "Predikat salah."}
    petugas.kirim(alamat, {**isi, "catatan": ""}, 422)
    pertama = petugas.kirim(alamat, isi)
    kedua = petugas.kirim(alamat, isi)
    lain = petugas.kirim(alamat, {**isi, "catatan": "Alasan lain"}, 409)
    baru = session.scalars(select(Konversi).where(Konversi.menggantikan_id == lama.id)).one()
    assert pertama.location == f"/konversi/{baru.id}/ubah"
    assert kedua.location == f"/konversi/{baru.id}"
    assert "Alasan lain" in teks_halaman(lain.text)
    assert f'href="/konversi/{baru.id}"' in petugas.get(f"/konversi/{lama.id}").text
    halaman = petugas.get(f"/konversi/{baru.id}")
    assert f'href="/konversi/{lama.id}"' in halaman.text
    assert "Predikat salah." in teks_halaman(halaman.text)
    assert "Buat konversi pengganti" not in petugas.get(f"/konversi/{lama.id}").text


def test_only_a_determined_conversion_is_replaced_and_not_by_the_evaluator(
    klien: Masuk, kantor: KantorKinerja, session: Session
):
    draf = kantor.draf(kantor.orang(), 2024, "baik")
    jawaban = klien(kantor.kepegawaian).kirim(
        f"/konversi/{draf.id}/pengganti", {"version": draf.version, "catatan": "Salah"}, 422
    )
    assert "sudah ditetapkan" in teks_halaman(jawaban.text)
    jadi = kantor.konversi(kantor.orang(), 2024, "baik")
    klien(kantor.penilai).kirim(f"/konversi/{jadi.id}/pengganti", {"version": jadi.version, "catatan": "Salah"}, 403)
    assert "Buat konversi pengganti" not in klien(kantor.penilai).get(f"/konversi/{jadi.id}").text


def test_a_foreign_case_does_not_exist(klien: Masuk, kantor: KantorKinerja, session: Session):
    obj = kantor.konversi(kantor.orang(), 2024, "baik")
    draf = kantor.draf(kantor.orang(), 2024, "baik")
    for orang in (kantor.orang(), kantor.penetap, pabrik.pegawai(session, instansi=pabrik.instansi(session))):
        peramban = klien(orang)
        for sisa in ("", "/ubah", "/tetapkan", "/pengganti"):
            peramban.buka(f"/konversi/{obj.id}{sisa}", 404)
    klien(kantor.penilai).buka(f"/konversi/{draf.id}", 404)


def test_relatives_in_the_regime_are_named_as_far_as_the_reader_may_see_them(
    klien: Masuk, kantor: KantorKinerja, session: Session
):
    orang = kantor.orang()
    lama = kantor.konversi(orang, 2023, "baik")
    penetapan = kantor.penetapan(orang, HARI)
    obj = kantor.draf(orang, 2024, "baik", hari_ini=HARI)
    milik = klien(orang).get(f"/konversi/{lama.id}").text
    assert f'href="/konversi/{obj.id}"' in milik
    assert f'href="/penetapan-ak/{penetapan.id}"' in milik
    asing = klien(kantor.penilai).get(f"/konversi/{lama.id}").text
    assert f'href="/konversi/{obj.id}"' not in asing
    assert f'href="/penetapan-ak/{penetapan.id}"' in asing


# The list


def test_each_reader_finds_his_own_list(klien: Masuk, kantor: KantorKinerja, session: Session):
    satu, dua = kantor.orang(), kantor.orang()
    kantor.konversi(satu, 2024, "baik")
    draf = kantor.draf(dua, 2024, "sangat_baik")
    isi = teks_halaman(klien(satu).get("/konversi").text)
    assert "Konversi saya" in isi
    assert "12,500" in isi
    assert dua.nama not in isi
    isi = teks_halaman(klien(kantor.kepegawaian).get("/konversi").text)
    assert satu.nama in isi
    assert dua.nama in isi
    penilai = klien(kantor.penilai).get("/konversi").text
    assert satu.nama in penilai
    assert f'href="/konversi/{draf.id}"' not in penilai


def test_the_list_is_narrowed_by_year_unit_and_state(klien: Masuk, kantor: KantorKinerja, session: Session):
    lain = pabrik.unit(session, instansi=kantor.instansi)
    pertama = kantor.konversi(kantor.orang(), 2023, "baik")
    kedua = kantor.draf(kantor.orang(), 2024, "baik")
    kedua.unit_id = lain.id
    session.flush()
    petugas = klien(kantor.kepegawaian)
    for saringan, ada in (
        ("tahun=2023", pertama),
        (f"unit={lain.id}", kedua),
        ("keadaan=draf", kedua),
        ("keadaan=ditetapkan", pertama),
    ):
        halaman = petugas.get(f"/konversi?{saringan}").text
        tautan = {k.id: f'href="/konversi/{k.id}"' in halaman for k in (pertama, kedua)}
        assert tautan == {pertama.id: ada is pertama, kedua.id: ada is kedua}, saringan
    assert "Tidak ada konversi dengan saringan ini." in petugas.get("/konversi?tahun=2024&keadaan=ditetapkan").text


def test_before_the_regime_nobody_is_led_to_these_pages(
    app: Flask, klien: Masuk, kantor: KantorKinerja, monkeypatch: pytest.MonkeyPatch
):
    orang = klien(kantor.orang())
    assert 'href="/konversi"' in orang.get("/tugas").text
    isi = app.extensions["alurpak"]
    monkeypatch.setitem(app.extensions, "alurpak", replace(isi, jam=type(isi.jam)(dt.date(2022, 1, 10))))
    assert 'href="/konversi"' not in orang.get("/tugas").text
    assert "belum diperoleh dari konversi" in teks_halaman(orang.get("/konversi/baru").text)
    orang.kirim("/konversi/baru", isian(), 200)


def test_the_list_asks_the_database_as_often_for_25_lines_as_for_5(
    app: Flask, klien: Masuk, kantor: KantorKinerja, session: Session
):
    jumlah = {}
    for banyak in (5, 20):
        for _ in range(banyak):
            kantor.draf(kantor.orang(), 2024, "baik")
        petugas = klien(kantor.kepegawaian)
        with hitung_perintah(app) as perintah:
            halaman = petugas.get("/konversi")
        jumlah[banyak] = len(perintah)
        assert halaman.text.count('class="sel-utama"') == (5 if banyak == 5 else 25)
    assert jumlah[5] == jumlah[20]


def test_one_case_asks_the_database_as_often_with_25_relatives_as_with_5(
    app: Flask, klien: Masuk, kantor: KantorKinerja, session: Session
):
    orang = kantor.orang()
    obj = kantor.draf(orang, 2024, "baik", mulai=12)
    jumlah = {}
    for mulai in (1, 6):
        for bulan in range(mulai, mulai + 5):
            layanan_draf = kantor.draf(orang, 2023, "baik", mulai=bulan, selesai=bulan)
            assert layanan.kembaran(session, orang.id, 2023, bulan) is layanan_draf
        petugas = klien(kantor.kepegawaian)
        with hitung_perintah(app) as perintah:
            petugas.get(f"/konversi/{obj.id}")
        jumlah[mulai] = len(perintah)
    assert jumlah[1] == jumlah[6]
