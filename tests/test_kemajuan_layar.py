"""The pages of progress and supposition: who reads them, what they say, and that a supposition writes nothing."""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import pabrik
from tests.klien import Klien, teks_halaman
from tests.meja_tim import hitung_perintah, meja_tim
from workflow_app.kalkulator.jenis import jalankan_kasus
from workflow_app.models import ButirKegiatan, Dupak, EntriKredit, Pegawai, Peran
from workflow_app.services import simulasi_kredit
from workflow_app.services.buku_kredit import saldo_awal
from workflow_app.services.rekening import Rekening, rekening
from workflow_app.services.simulasi_kredit import AndaiSalah, Simulasi, periksa, simulasikan

D = Decimal
Masuk = Callable[[Pegawai], Klien]
KEMAJUAN, COBA = "/angka-kredit/kemajuan", "/angka-kredit/coba"


def entri(session: Session, orang: Pegawai, jumlah: str, unsur: str = "sistem_informasi") -> None:
    saldo_awal(
        session,
        orang,
        aturan="R2020",
        unsur=unsur,
        jumlah=D(jumlah),
        tanggal=dt.date(2021, 1, 4),
        dasar=f"PAK 2020 {unsur}",
    )


@pytest.fixture
def prakom(session: Session) -> Pegawai:
    """An officer with 40 credits of 50 for III/b."""
    orang = pabrik.pegawai(session, "Sari Rekaan", atasan=pabrik.pegawai(session, jenjang=None))
    entri(session, orang, "40")
    return orang


def buku(session: Session, orang: Pegawai) -> Rekening:
    hasil = rekening(session, orang, pabrik.HARI_INI)
    assert hasil is not None
    return hasil


def coba(session: Session, orang: Pegawai, *andai: str, aturan: str = "R2020") -> Simulasi:
    milik = buku(session, orang)
    saldo = milik.saldo.get(aturan) or simulasi_kredit.saldo_untuk(milik, aturan)
    return simulasikan(session, milik, saldo, andai, pabrik.HARI_INI)


def kasus(regime: str, jenis: str, **masukan: object):
    satu = jalankan_kasus([{"id": "uji", "jenis": jenis, "regime": regime, "masukan": masukan}])[0]
    assert satu.hasil is not None, satu.galat
    return satu.hasil.nilai


def isi(klien: Klien, alamat: str, status: int = 200) -> str:
    jawaban = klien.get(alamat)
    assert jawaban.status_code == status, teks_halaman(jawaban.text)[:800]
    return teks_halaman(jawaban.text)


# Who reads


def test_the_officer_and_his_superior_read_others_find_nothing(session: Session, klien: Masuk, prakom: Pegawai):
    halaman = (f"/angka-kredit/{prakom.id}/kemajuan", f"/angka-kredit/{prakom.id}/coba")
    assert prakom.atasan is not None
    for orang in (prakom, prakom.atasan):
        for alamat in halaman:
            assert "Sari Rekaan" in isi(klien(orang), alamat)
    lain = klien(pabrik.pegawai(session, peran=[Peran.ADMIN]))
    for alamat in halaman:
        isi(lain, alamat, 404)


@pytest.mark.parametrize(
    ("peran", "boleh"),
    [
        (Peran.KEPEGAWAIAN, True),
        (Peran.SEKRETARIAT, True),
        (Peran.AUDITOR, True),
        (Peran.PENGUSUL, True),
        (Peran.INSTANSI_PEMBINA, True),
        (Peran.ADMIN, False),
        (Peran.BENDAHARA, False),
        (Peran.PENETAP, False),
    ],
)
def test_whoever_may_read_a_claim_of_his_reads_his_progress(peran: Peran, boleh: bool, session: Session, klien: Masuk):
    dupak = meja_tim(session).klaim()
    orang = klien(pabrik.pegawai(session, peran=[peran]))
    for alamat in ("kemajuan", "coba"):
        isi(orang, f"/angka-kredit/{dupak.subjek_id}/{alamat}", 200 if boleh else 404)


def test_suppositions_are_asked_for_and_never_sent(session: Session, klien: Masuk, prakom: Pegawai):
    saya = klien(prakom)
    for alamat in (KEMAJUAN, COBA, f"/angka-kredit/{prakom.id}/coba"):
        saya.kirim(alamat, {}, 405)


def test_somebody_without_a_position_is_told_what_is_missing(session: Session, klien: Masuk):
    orang = klien(pabrik.pegawai(session, jenjang=None))
    for alamat in (KEMAJUAN, COBA):
        assert "Tidak ada pangkat atau jabatan fungsional" in isi(orang, alamat)


# Progress


def test_progress_shows_have_need_missing_conditions_and_sources(session: Session, klien: Masuk, prakom: Pegawai):
    halaman = isi(klien(prakom), KEMAJUAN)
    for kata in ("40,000", "50,000", "10,000", "belum diketahui", "Masa dalam pangkat", "1 April 2019", "Lama", "Baru"):
        assert kata in halaman, kata
    assert "Paparan BPS" in halaman  # the source in words, in the steps
    assert "Belum ada tanggalnya" in halaman
    badan = klien(prakom).get(KEMAJUAN).text
    assert badan.count('<svg class="kg"') == 2
    assert 'class="kg-ambang"' in badan
    assert f"/angka-kredit/{prakom.id}?aturan=R2020&amp;unsur=sistem_informasi" in badan


def test_the_ledger_page_carries_the_pictures_and_the_ways(session: Session, klien: Masuk, prakom: Pegawai):
    badan = klien(prakom).get("/angka-kredit").text
    assert badan.count('<svg class="kg"') == 2
    assert f"/angka-kredit/{prakom.id}/kemajuan" in badan
    assert f"/angka-kredit/{prakom.id}/coba" in badan


def test_progress_asks_the_database_no_more_for_a_long_account(
    app: Flask, session: Session, klien: Masuk, prakom: Pegawai
):
    saya = klien(prakom)
    saya.get(KEMAJUAN)
    with hitung_perintah(app) as sedikit:
        saya.get(KEMAJUAN)
    for nomor in range(20):
        saldo_awal(
            session,
            prakom,
            aturan="R2020",
            unsur="penunjang",
            jumlah=D("0.1"),
            tanggal=dt.date(2021, 1, 4),
            dasar=f"PAK {nomor}",
        )
    with hitung_perintah(app) as banyak:
        saya.get(KEMAJUAN)
    assert len(banyak) == len(sedikit) <= 14


# Suppositions


def test_one_more_activity_is_worth_what_the_calculator_says(session: Session, prakom: Pegawai):
    atas = pabrik.butir_kegiatan(session, jenjang="ahli_muda", angka_kredit=D("0.33"))
    hasil = coba(session, prakom, f"butir:{atas.id}:7")
    nilai = kasus(
        "R2020", "kredit_butir", jenjang="ahli_pertama", jenjang_butir="ahli_muda", angka_kredit="0.33", volume="7"
    )
    assert hasil.andai[0].kredit == nilai["angka_kredit"] == D("1.848")
    assert "faktor 0,8" in str(hasil.andai[0].langkah[0].teks)
    assert any("surat tugas" in str(p) for p in hasil.andai[0].peringatan)
    assert hasil.nanti.kp.diakui - hasil.kini.kp.diakui == D("1.848")
    bawah = kasus("R2020", "kelayakan", jenjang="ahli_pertama", golongan="III/a", utama="41.848")
    assert hasil.nanti.kp.kurang == bawah["kp_kekurangan"]


def test_work_one_level_up_takes_its_factor(session: Session, prakom: Pegawai):
    hasil = coba(session, prakom, "atas:12,5")
    assert hasil.andai[0].kredit == D("10.000")
    assert hasil.nanti.kp.kurang == 0
    assert hasil.kini.kp.paling_awal is None
    assert hasil.nanti.kp.paling_awal == dt.date(2022, 4, 1)


@pytest.mark.parametrize(
    ("penulis", "peran", "bagian"), [(1, "utama", "1"), (2, "pembantu", "0.4"), (3, "setara", "1/3")]
)
def test_a_joint_paper_brings_its_share(penulis: int, peran: str, bagian: str, session: Session, prakom: Pegawai):
    karya = pabrik.butir_kegiatan(
        session, unsur="pengembangan_profesi", jenis="pengembangan_profesi", jenjang="semua", angka_kredit=D("12.5")
    )
    hasil = coba(session, prakom, f"karya:{karya.id}:{penulis}:{peran}")
    nilai = kasus(
        "R2020", "karya_tulis", angka_kredit="12.5", penulis=penulis, penulis_utama_diketahui=peran != "setara"
    )
    assert hasil.andai[0].kredit == nilai[peran]
    pembilang, _, penyebut = bagian.partition("/")
    assert abs(hasil.andai[0].kredit - D("12.5") * D(pembilang) / D(penyebut or 1)) <= D("0.0005")


def test_a_new_degree_is_credited_once(session: Session, prakom: Pegawai):
    hasil = coba(session, prakom, "ijazah:s2:s1:bidang", "ijazah:s2:s1:bidang", "ijazah:s3:s1:luar")
    nilai = kasus(
        "R2020",
        "ijazah",
        jenjang="ahli_pertama",
        golongan="III/a",
        ijazah_lama="s1",
        ijazah_baru="s2",
    )
    assert hasil.andai[0].kredit == nilai["angka_kredit"] == D("12.500")
    assert [d.kode for d in hasil.ditolak] == ["ijazah:s2:s1:bidang"]
    assert len(hasil.andai) == 2


def test_ratings_are_converted_and_tell_when_the_credit_suffices(session: Session, prakom: Pegawai):
    andai = [f"predikat:{tahun}:1:12:sangat_baik" for tahun in (2023, 2024, 2025)]
    hasil = coba(session, prakom, *andai, aturan="R2023")
    nilai = kasus("R2023", "konversi", jenjang="ahli_pertama", predikat="Sangat Baik", bulan=12)
    assert hasil.andai[0].kredit == nilai["angka_kredit"] == D("18.750")
    assert hasil.nanti.kp.diakui == D("56.250")
    assert hasil.nanti.kp.cukup_pada == dt.date(2025, 12, 31)
    assert hasil.nanti.kp.paling_awal == dt.date(2026, 1, 1)  # monthly by then
    setengah = coba(session, prakom, "predikat:2023:7:6:baik", aturan="R2023").andai[0]
    assert (setengah.kredit, setengah.tanggal) == (D("6.250"), dt.date(2023, 12, 31))


def test_a_rating_supposes_the_appraisal_of_its_year(session: Session, prakom: Pegawai):
    baik = coba(session, prakom, "predikat:2023:1:12:kurang", "predikat:2024:1:12:baik", aturan="R2023").nanti.kj
    buruk = coba(session, prakom, "predikat:2024:1:12:kurang", aturan="R2023").nanti.kj
    assert [s.keadaan.value for t in (baik, buruk) for s in t.syarat if s.kode == "prestasi"] == ["terpenuhi", "belum"]


def test_facts_that_nobody_has_stated_may_be_supposed(session: Session, prakom: Pegawai):
    hasil = coba(session, prakom, "fakta:ukom:ya", "fakta:lowongan:tidak", "fakta:prestasi:ya")
    keadaan = {s.kode: s.keadaan.value for s in hasil.nanti.kj.syarat}
    assert (keadaan["uji_kompetensi"], keadaan["lowongan"], keadaan["prestasi"]) == ("terpenuhi", "belum", "terpenuhi")
    assert {s.keadaan.value for s in hasil.kini.kj.syarat if s.kode in keadaan} >= {"tidak_diketahui"}


def test_a_confirmed_yearly_limit_cuts_suppositions_together(session: Session, prakom: Pegawai):
    butir = pabrik.butir_kegiatan(session, angka_kredit=D(1), batas_tahunan="5 per tahun", batas_dikonfirmasi=D(5))
    hasil = coba(session, prakom, f"butir:{butir.id}:3", f"butir:{butir.id}:4")
    assert [a.kredit for a in hasil.andai] == [D(3), D(2)]
    assert hasil.andai[1].peringatan


@pytest.mark.parametrize(
    "kode",
    [
        "",
        "butir",
        "butir:1",
        "butir:abc:1",
        "butir:99999999999999:1",
        "butir:0:1",
        "butir:1:1:1",
        "atas:-1",
        "atas:0",
        "atas:1e5",
        "atas:99999999",
        "atas:1.250",
        "karya:1:0:utama",
        "ijazah:s2:s3:bidang",
        "ijazah:s9:s1:bidang",
        "predikat:2023:1:12:baik",
        "pendidikan:s2:baik",
        "fakta:gaji:ya",
        "fakta:ukom:mungkin",
        "<script>:1",
        "butir:" + "9" * 500,
    ],
)
def test_a_supposition_that_cannot_be_used_is_told_and_left_out(kode: str, session: Session, prakom: Pegawai):
    hasil = coba(session, prakom, kode, "atas:1")
    assert [len(hasil.andai), len(hasil.ditolak)] == [1, 1]
    assert str(hasil.ditolak[0].pesan)
    with pytest.raises(AndaiSalah):
        periksa(session, buku(session, prakom), hasil.aturan, ["atas:1"], kode, pabrik.HARI_INI)


@pytest.mark.parametrize(
    "kode",
    [
        "predikat:2022:1:12:baik",
        "predikat:2023:0:12:baik",
        "predikat:2023:2:12:baik",
        "predikat:2023:1:13:baik",
        "predikat:2099:1:12:baik",
        "predikat:2023:1:12:hebat",
        "butir:1:1",
        "atas:1",
    ],
)
def test_ratings_that_make_no_sense_are_refused(kode: str, session: Session, prakom: Pegawai):
    assert coba(session, prakom, kode, aturan="R2023").ditolak
    dua = coba(session, prakom, "predikat:2023:1:6:baik", "predikat:2023:6:3:baik", aturan="R2023")
    assert [len(dua.andai), len(dua.ditolak)] == [1, 1]


def test_the_number_of_suppositions_is_bounded(session: Session, klien: Masuk, prakom: Pegawai):
    alamat = f"/angka-kredit/{prakom.id}/coba?aturan=R2020" + "&a=atas:0,1" * 50
    halaman = isi(klien(prakom), alamat)
    assert "Paling banyak 20 pengandaian" in halaman
    assert "bersama-sama 1,600" in halaman


# The page of suppositions


def test_a_form_leads_to_an_address_that_can_be_shared(session: Session, klien: Masuk, prakom: Pegawai):
    saya = klien(prakom)
    jawaban = saya.get(f"{COBA}?aturan=R2020&a=fakta:ukom:ya&tambah=atas&atas-nilai=12,5")
    assert jawaban.status_code == 303
    tujuan = urlsplit(jawaban.location)
    assert tujuan.path == f"/angka-kredit/{prakom.id}/coba"
    assert parse_qs(tujuan.query) == {"aturan": ["R2020"], "a": ["fakta:ukom:ya", "atas:12,5"]}
    assert prakom.atasan is not None
    for orang in (saya, klien(prakom.atasan)):
        halaman = isi(orang, jawaban.location)
        assert "Ini pengandaian, bukan keputusan" in halaman
        assert "+10,000" in halaman
        assert "1 Apr 2022" in halaman


@pytest.mark.parametrize(
    ("isian", "pesan"),
    [
        ("tambah=atas&atas-nilai=banyak", "bukan angka"),
        ("tambah=atas&atas-nilai=", "wajib diisi"),
        ("tambah=butir&butir-butir=1&butir-volume=x", "bukan angka"),
        ("tambah=butir&butir-butir=999&butir-volume=2", "tidak ada dalam katalog"),
        ("tambah=karya&karya-butir=7&karya-penulis=2&karya-peran=utama", "Pilih salah satu dari daftar"),
        ("tambah=ijazah&ijazah-ijazah_lama=s2&ijazah-ijazah_baru=s1&ijazah-bidang=bidang", "tidak lebih tinggi"),
        (
            "aturan=R2023&tambah=predikat&predikat-tahun=2021&predikat-mulai=1&predikat-bulan=3&predikat-predikat=baik",
            "2023",
        ),
    ],
)
def test_a_wrong_entry_is_told_at_its_field_with_everything_kept(
    isian: str, pesan: str, session: Session, klien: Masuk, prakom: Pegawai
):
    halaman = klien(prakom).get(f"{COBA}?aturan=R2020&a=atas:1&{isian}" if "aturan" not in isian else f"{COBA}?{isian}")
    assert halaman.status_code == 422
    assert pesan in teks_halaman(halaman.text)
    if "banyak" in isian:
        assert 'value="banyak"' in halaman.text
        assert 'value="atas:1"' in halaman.text


def test_the_search_shows_the_factor_and_the_way_to_suppose(session: Session, klien: Masuk, prakom: Pegawai):
    sendiri = pabrik.butir_kegiatan(session, uraian="Memasang jaringan gedung", angka_kredit=D("0.5"))
    atas = pabrik.butir_kegiatan(session, uraian="Merancang jaringan kota", jenjang="ahli_muda", angka_kredit=D("0.7"))
    saya = klien(prakom)
    halaman = isi(saya, f"{COBA}?cari=jaringan")
    assert "dikali faktor 0,8" in halaman
    assert "dikali faktor 1" in halaman
    hanya = saya.get(f"{COBA}?cari=jaringan&atas=1").text
    assert f"butir={atas.id}" in hanya
    assert f"butir={sendiri.id}" not in hanya
    assert "0,7 AK" in isi(saya, f"{COBA}?butir={atas.id}")
    jawaban = saya.get(f"{COBA}?tambah=butir&butir-butir={atas.id}&butir-volume=2")
    assert parse_qs(urlsplit(jawaban.location).query)["a"] == [f"butir:{atas.id}:2"]


def test_a_supposition_can_be_taken_back(session: Session, klien: Masuk, prakom: Pegawai):
    badan = klien(prakom).get(f"/angka-kredit/{prakom.id}/coba?aturan=R2020&a=atas:1&a=atas:2").text
    sisa = {
        tuple(parse_qs(urlsplit(u.replace("&amp;", "&")).query).get("a", []))
        for u in re.findall(r'href="([^"]+)#andai"', badan)
    }
    assert sisa == {("atas:1",), ("atas:2",)}


def test_suppositions_write_nothing(app: Flask, session: Session, klien: Masuk, prakom: Pegawai):
    butir = pabrik.butir_kegiatan(session, batas_tahunan="5 per tahun", batas_dikonfirmasi=D(5))
    saya = klien(prakom)
    sebelum = [len(session.scalars(select(m)).all()) for m in (Dupak, EntriKredit, ButirKegiatan)]
    with hitung_perintah(app) as perintah:
        isi(
            saya,
            f"{COBA}?a=butir:{butir.id}:9&a=atas:3&a=fakta:ukom:ya&a=ijazah:s2:s1:bidang&cari=apa&butir={butir.id}",
        )
    assert not [p for p in perintah if re.match(r"\s*(INSERT|UPDATE|DELETE)", p, re.IGNORECASE)]
    assert [len(session.scalars(select(m)).all()) for m in (Dupak, EntriKredit, ButirKegiatan)] == sebelum
    assert len(perintah) <= 22


def test_what_is_typed_is_never_markup(session: Session, klien: Masuk, prakom: Pegawai):
    badan = klien(prakom).get(f"{COBA}?a=%3Cscript%3Ealert(1)%3C/script%3E&cari=%3Cb%3E&aturan=%22%3E").text
    assert "<script>alert" not in badan
    assert "&lt;script&gt;" in badan


def test_the_pages_speak_english(session: Session, klien: Masuk, prakom: Pegawai):
    saya = klien(prakom)
    saya.kirim("/bahasa", {"bahasa": "en", "kembali": COBA})
    assert "Kemajuan" not in isi(saya, KEMAJUAN)
    assert "pengandaian" not in isi(saya, f"{COBA}?a=atas:1").lower()
