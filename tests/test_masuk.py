"""Signing in and out, sessions on the server, passwords, and the language of the pages."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import pabrik
from tests.klien import Klien, teks_halaman
from workflow_app import create_app
from workflow_app.config import Settings
from workflow_app.extensions import login_manager
from workflow_app.models import Akun, Pegawai, SesiMasuk
from workflow_app.services import akun as layanan
from workflow_app.services import sandi
from workflow_app.waktu import utcnow

HASHER_ASLI = sandi.hasher
"""As it is before the tests put a cheap one in its place."""
Masuk = Callable[[Pegawai], Klien]


@pytest.fixture
def akun(session: Session) -> Akun:
    return pabrik.akun(session, pabrik.pegawai(session, "Sari Melati"), nama_pengguna="sari")


def masuk(tamu: Klien, nama: str = "sari", kata: str = pabrik.SANDI, status: int = 303, **kwargs):
    return tamu.kirim("/masuk", {"nama_pengguna": nama, "sandi": kata}, status=status, **kwargs)


def satu_sesi(session: Session) -> SesiMasuk:
    return session.scalars(select(SesiMasuk)).one()


# Signing in


def test_a_person_signs_in_with_user_name_and_password(tamu: Klien, akun: Akun, session: Session):
    jawaban = masuk(tamu)

    assert jawaban.location == "/"
    assert "Sari Melati" in teks_halaman(tamu.get("/akun").text)
    assert satu_sesi(session).akun_id == akun.id


def test_the_user_name_is_not_case_sensitive_and_may_have_spaces_around_it(tamu: Klien, akun: Akun):
    masuk(tamu, " Sari ")


@pytest.mark.parametrize(
    ("nama", "kata"),
    [("sari", "bukan kata sandinya"), ("tidak-ada", pabrik.SANDI), ("' OR 1=1 --", "apa saja"), ("sari", "x" * 129)],
)
def test_a_wrong_sign_in_is_refused_without_saying_why(tamu: Klien, akun: Akun, session: Session, nama: str, kata: str):
    jawaban = masuk(tamu, nama, kata, status=422)

    assert not session.scalars(select(SesiMasuk)).all()
    assert nama in jawaban.text or "&#39;" in jawaban.text
    assert kata not in jawaban.text


def test_6_3_1_known_and_unknown_users_get_the_same_words(tamu: Klien, akun: Akun):
    satu, dua = (teks_halaman(masuk(tamu, nama, "keliru sekali", 422).text) for nama in ("sari", "tidak-ada"))

    assert satu == dua


def test_6_3_1_an_unknown_user_costs_a_hash_too(monkeypatch: pytest.MonkeyPatch):
    assert sandi.cocok(None, "apa saja") is False
    diperiksa = []
    monkeypatch.setattr(type(sandi.hasher), "verify", lambda _, sidik, kata: diperiksa.append(sidik))

    assert sandi.cocok(None, "apa saja") is False

    assert len(diperiksa) == 1


@pytest.mark.parametrize("siapa", ["akun", "pegawai"])
def test_a_closed_account_or_a_person_who_left_cannot_sign_in(tamu: Klien, akun: Akun, siapa: str):
    (akun if siapa == "akun" else akun.pegawai).aktif = False

    masuk(tamu, status=422)


def test_7_2_3_the_session_id_is_new_at_each_sign_in_and_is_not_stored(
    app: Flask, tamu: Klien, akun: Akun, session: Session
):
    masuk(tamu)
    with tamu.session_transaction() as kue:
        kunci = kue["_user_id"]
    tamu.kirim("/keluar")
    masuk(tamu)
    with tamu.session_transaction() as kue:
        kunci_baru = kue["_user_id"]

    assert kunci != kunci_baru
    assert len(kunci) >= 43  # 256 bits in base64
    assert {kunci, kunci_baru}.isdisjoint(s.id_hash for s in session.scalars(select(SesiMasuk)))


def test_signing_in_throws_away_the_form_token_from_before(tamu: Klien, akun: Akun):
    tamu.get("/masuk")
    with tamu.session_transaction() as kue:
        sebelum = kue["csrf_token"]
    masuk(tamu)
    tamu.get("/akun")
    with tamu.session_transaction() as kue:
        assert kue["csrf_token"] != sebelum


def test_a_password_hashed_with_other_costs_is_hashed_anew(tamu: Klien, session: Session, akun: Akun, monkeypatch):
    monkeypatch.setattr(sandi, "hasher", type(sandi.hasher)(time_cost=2, memory_cost=16, parallelism=1))
    lama = akun.sandi_hash

    masuk(tamu)

    session.refresh(akun)
    assert akun.sandi_hash != lama
    assert not sandi.perlu_disidik_ulang(akun.sandi_hash)


def test_3_3_4_the_cookies_cannot_be_read_by_scripts(tamu: Klien, akun: Akun):
    jawaban = masuk(tamu)

    kue = jawaban.headers.getlist("Set-Cookie")
    assert len(kue) == 2
    assert all("HttpOnly" in k and "SameSite=Lax" in k for k in kue)


def test_3_3_1_behind_tls_the_cookies_are_bound_to_host_and_tls(settings: Settings):
    app = create_app(replace(settings, BASE_URL="https://alurpak.contoh.invalid"))

    jawaban = app.test_client().get("/masuk", base_url="https://alurpak.contoh.invalid")

    (kue,) = jawaban.headers.getlist("Set-Cookie")
    assert kue.startswith("__Host-alurpak=")
    assert "Secure" in kue
    assert "Path=/" in kue
    assert "Domain" not in kue
    assert "max-age" in jawaban.headers["Strict-Transport-Security"]


def test_the_protection_of_sessions_has_a_value_that_flask_login_knows(app: Flask):
    assert login_manager.session_protection == "basic"


# The way back


def test_a_page_behind_the_sign_in_leads_there_and_back(tamu: Klien, akun: Akun):
    jawaban = tamu.get("/akun/sesi?a=1")
    assert jawaban.location == "/masuk?next=/akun/sesi?a%3D1"

    jawaban = tamu.post(
        jawaban.location, data={"nama_pengguna": "sari", "sandi": pabrik.SANDI, "csrf_token": tamu.token()}
    )
    assert jawaban.location == "/akun/sesi?a=1"


@pytest.mark.parametrize(
    "lain",
    ["https://jahat.invalid/", "//jahat.invalid/", "/\\jahat.invalid", "\\\\jahat.invalid", "javascript:alert(1)",
     "/%0d%0aX: y", "/\t/jahat.invalid", "akun"],
)  # fmt: skip
def test_3_7_2_the_way_back_never_leads_elsewhere(tamu: Klien, akun: Akun, lain: str):
    tamu.get("/masuk")
    jawaban = tamu.post(
        "/masuk",
        query_string={"next": lain},
        data={"nama_pengguna": "sari", "sandi": pabrik.SANDI, "csrf_token": tamu.token()},
    )

    assert jawaban.status_code == 303
    assert jawaban.location in {"/", "/%0d%0aX:%20y", "/%250d%250aX:%20y"}


def test_a_form_that_needs_the_sign_in_is_not_come_back_to(tamu: Klien):
    jawaban = tamu.kirim("/akun/sesi/akhiri-lainnya")

    assert jawaban.location == "/masuk"


# Throttle


def test_6_3_1_failures_make_the_account_wait_longer_each_time_up_to_a_bound(session: Session, akun: Akun):
    saat = utcnow()
    tunggu = []
    for _ in range(25):
        if akun.ditunda_sampai:
            saat = akun.ditunda_sampai
        coba(session, akun, saat, cocok=False)
        tunggu.append(akun.ditunda_sampai - saat if akun.ditunda_sampai else dt.timedelta(0))

    assert tunggu[: layanan.GAGAL_TANPA_JEDA - 1] == [dt.timedelta(0)] * (layanan.GAGAL_TANPA_JEDA - 1)
    assert tunggu == sorted(tunggu)
    assert tunggu[-1] == layanan.JEDA_TERPANJANG


def coba(session: Session, akun: Akun, saat: dt.datetime, *, cocok: bool, perangkat_dikenal: bool = False):
    return layanan.masuk(
        session,
        akun.id,
        cocok=cocok,
        sandi_sejak=akun.sandi_diganti_at,
        sidik_baru=None,
        perangkat_dikenal=perangkat_dikenal,
        alamat_ip="127.0.0.1",
        peramban="",
        saat=saat,
    )


def test_while_waiting_the_right_password_is_refused_and_nothing_lengthens_the_wait(session: Session, akun: Akun):
    saat = utcnow()
    akun.gagal_beruntun, akun.ditunda_sampai = 9, saat + dt.timedelta(minutes=3)

    assert coba(session, akun, saat, cocok=True) is None
    assert coba(session, akun, saat, cocok=False) is None
    assert akun.ditunda_sampai == saat + dt.timedelta(minutes=3)
    assert coba(session, akun, saat + dt.timedelta(minutes=3), cocok=True)
    assert akun.gagal_beruntun == 0


def test_a_password_that_is_replaced_while_it_is_checked_opens_nothing(
    session: Session, tamu: Klien, akun: Akun, monkeypatch: pytest.MonkeyPatch
):
    asli = sandi.cocok

    def sementara_itu(tersimpan: str | None, diketik: str) -> bool:
        hasil = asli(tersimpan, diketik)
        layanan.ganti_sandi(session, akun.id, "sandi lain yang panjang 42", alamat_ip="", peramban="", saat=utcnow())
        session.commit()
        return hasil

    monkeypatch.setattr(sandi, "cocok", sementara_itu)
    masuk(tamu, status=422)
    assert len(layanan.sesi_hidup(session, akun.id, utcnow())) == 1


def test_6_3_1_a_stranger_cannot_lock_the_owner_out_of_his_own_browser(tamu: Klien, peramban, akun: Akun):
    masuk(tamu)
    tamu.kirim("/keluar")
    akun.gagal_beruntun, akun.ditunda_sampai = 20, utcnow() + dt.timedelta(minutes=10)

    masuk(tamu)  # the browser that the owner used before
    akun.ditunda_sampai = utcnow() + dt.timedelta(minutes=10)
    masuk(peramban(), status=422)


def test_2_4_1_one_address_has_a_bounded_number_of_failures(tamu: Klien, akun: Akun):
    token = tamu.token()
    kiriman = {"nama_pengguna": "tidak-ada", "sandi": "keliru sekali", "csrf_token": token}

    status = [tamu.post("/masuk", data=kiriman).status_code for _ in range(22)]

    assert status[:20] == [422] * 20
    assert status[-1] == 429


def test_successful_sign_ins_of_many_people_behind_one_address_are_not_bounded(tamu: Klien, akun: Akun):
    for _ in range(25):
        masuk(tamu)
        tamu.kirim("/keluar")


# Sessions


def test_7_3_1_a_session_ends_when_it_is_not_used(klien: Masuk, akun: Akun, session: Session):
    sari = klien(akun.pegawai)
    satu_sesi(session).terakhir_at -= layanan.MASA_DIAM

    assert sari.get("/akun").location == "/masuk?next=/akun"


def test_7_3_2_a_session_ends_after_its_whole_time_even_when_used(klien: Masuk, akun: Akun, session: Session):
    sari = klien(akun.pegawai)
    satu_sesi(session).berakhir_at = utcnow()

    assert sari.get("/akun").status_code == 303


def test_use_keeps_a_session_alive_and_is_noted_at_most_once_a_minute(klien: Masuk, akun: Akun, session: Session):
    sari = klien(akun.pegawai)
    baris = satu_sesi(session)
    baris.terakhir_at -= dt.timedelta(minutes=5)
    lama = baris.terakhir_at

    sari.buka("/akun")
    dicatat = baris.terakhir_at
    sari.buka("/akun")

    assert lama < dicatat == baris.terakhir_at


def test_7_4_1_a_cookie_copied_before_signing_out_is_refused_afterwards(app: Flask, klien: Masuk, akun: Akun):
    sari = klien(akun.pegawai)
    sari.buka("/akun")
    kue = sari.get_cookie("alurpak")

    assert kue is not None
    jawaban = sari.kirim("/keluar")

    assert '"cookies"' in jawaban.headers["Clear-Site-Data"]
    sari.set_cookie("alurpak", kue.value)
    assert sari.get("/akun").status_code == 303


def test_7_4_4_a_person_sees_and_ends_his_own_sessions(klien: Masuk, akun: Akun, session: Session):
    di_kantor, di_rumah = klien(akun.pegawai), klien(akun.pegawai)
    halaman = di_kantor.buka("/akun/sesi")
    (lain,) = [i.get("value") for i in halaman.iter("input") if i.get("name") == "sesi"]

    di_kantor.kirim("/akun/sesi/akhiri", {"sesi": lain})

    di_kantor.buka("/akun")
    assert di_rumah.get("/akun").status_code == 303


def test_a_person_cannot_end_the_session_of_another(klien: Masuk, akun: Akun, session: Session):
    budi = pabrik.pegawai(session, "Budi")
    milik_sari = klien(akun.pegawai)
    sidik = satu_sesi(session).id_hash

    klien(budi).kirim("/akun/sesi/akhiri", {"sesi": sidik})

    milik_sari.buka("/akun")


# Passwords


def ganti(klien: Klien, lama: str, baru: str, ulang: str | None = None, status: int = 303):
    isi = {"sandi_lama": lama, "sandi_baru": baru, "sandi_ulang": baru if ulang is None else ulang}
    return klien.kirim("/akun/sandi", isi, status=status)


def test_7_4_3_changing_the_password_ends_the_other_sessions_only(tamu: Klien, klien: Masuk, akun: Akun):
    di_kantor, di_rumah = klien(akun.pegawai), klien(akun.pegawai)

    ganti(di_kantor, pabrik.SANDI, "empat kursi biru di teras")

    di_kantor.buka("/akun")
    assert di_rumah.get("/akun").status_code == 303
    masuk(tamu, status=422)
    masuk(tamu, kata="empat kursi biru di teras")


def test_7_2_4_changing_the_password_changes_the_session_id(klien: Masuk, akun: Akun, session: Session):
    sari = klien(akun.pegawai)
    sari.buka("/akun")
    kue = sari.get_cookie("alurpak")
    with sari.session_transaction() as isi:
        kunci, token = isi["_user_id"], sari.token()
    assert kue is not None

    jawaban = ganti(sari, pabrik.SANDI, "empat kursi biru di teras")

    assert "Kata sandi sudah diganti" in teks_halaman(sari.get(jawaban.location).text)
    with sari.session_transaction() as isi:
        assert isi["_user_id"] != kunci
    assert sari.post("/akun/sesi/akhiri-lainnya", data={"csrf_token": token}).status_code == 400
    hidup = [s for s in session.scalars(select(SesiMasuk)) if s.dicabut_at is None]
    assert [s.id_hash for s in hidup] != [layanan.sidik_kunci(kunci)]
    assert len(hidup) == 1
    sari.set_cookie("alurpak", kue.value)
    assert sari.get("/akun").status_code == 303


@pytest.mark.parametrize(
    ("lama", "baru", "ulang"),
    [
        ("bukan yang sekarang", "empat kursi biru di teras", None),
        (pabrik.SANDI, "empat kursi biru di teras", "empat kursi biru di terass"),
        (pabrik.SANDI, "pendek", None),
        (pabrik.SANDI, "", None),
    ],
)
def test_a_password_that_cannot_be_taken_changes_nothing(klien: Masuk, akun: Akun, session: Session, lama, baru, ulang):
    sebelum = akun.sandi_hash

    ganti(klien(akun.pegawai), lama, baru, ulang, status=422)

    session.refresh(akun)
    assert akun.sandi_hash == sebelum


@pytest.mark.parametrize(
    "lemah",
    ["sebelas-kar", "a" * 14, "123456789012", "password1234", "Indonesia-2022!", "qwertyuiopasdf", "abcdefghijklmno",
     "kebun melati biru", "saya sari dari kota", "masuk ke AlurPAK dulu", "x" * 129],
)  # fmt: skip
def test_6_2_4_weak_and_personal_passwords_are_refused(lemah: str):
    assert sandi.keberatan(lemah, ("Sari Melati", "sari"))


@pytest.mark.parametrize(
    "kuat",
    [
        "empat kursi biru di teras",
        "x7$Kq2!mWz9&",
        "kuda " * 25,
        "ありがとうございます、先生方",
        "1" * 6 + "kopi hangat",
    ],
)
def test_6_2_5_long_passwords_of_any_kind_may_be_chosen(kuat: str):
    assert sandi.keberatan(kuat, ("Sari Melati", "sari")) is None


def test_6_2_9_every_character_of_a_long_password_counts():
    panjang = "kata sandi yang panjang sekali " * 4
    assert not sandi.cocok(sandi.sidik(panjang + "a"), panjang + "b")


def test_11_4_2_the_costs_of_a_hash_in_production_are_those_recommended():
    biaya = HASHER_ASLI.memory_cost, HASHER_ASLI.time_cost, HASHER_ASLI.parallelism, HASHER_ASLI.type.name
    assert biaya == (19456, 2, 1, "ID")


def test_6_4_1_a_first_password_must_be_changed_before_anything_else(tamu: Klien, akun: Akun):
    akun.wajib_ganti_sandi = True
    masuk(tamu)

    assert tamu.get("/akun").location == "/akun/sandi"
    assert tamu.kirim("/akun/sesi/akhiri-lainnya").location == "/akun/sandi"
    ganti(tamu, pabrik.SANDI, "empat kursi biru di teras")
    tamu.buka("/akun")


def test_6_4_1_a_first_password_that_nobody_used_in_time_is_void(tamu: Klien, akun: Akun):
    akun.wajib_ganti_sandi = True
    akun.sandi_diganti_at = utcnow() - layanan.UMUR_SANDI_AWAL - dt.timedelta(hours=1)

    masuk(tamu, status=422)


# Language


def test_pages_are_indonesian_unless_the_browser_asks_for_english(tamu: Klien):
    assert tamu.buka("/masuk").get("lang") == "id"
    assert tamu.buka("/masuk", headers={"Accept-Language": "en-GB,fr"}).get("lang") == "en"
    assert tamu.buka("/masuk", headers={"Accept-Language": "fr"}).get("lang") == "id"


def test_the_chosen_language_is_kept_in_the_browser_and_then_in_the_account(tamu: Klien, akun: Akun, session: Session):
    tamu.kirim("/bahasa", {"bahasa": "en", "kembali": "/masuk"})
    assert tamu.buka("/masuk").get("lang") == "en"

    masuk(tamu)
    assert tamu.buka("/akun").get("lang") == "id"  # the account's own
    assert tamu.kirim("/bahasa", {"bahasa": "en", "kembali": "/akun"}).location == "/akun"
    assert tamu.buka("/akun").get("lang") == "en"
    assert session.get_one(Akun, akun.id).bahasa == "en"


def test_a_language_that_does_not_exist_changes_nothing(tamu: Klien):
    tamu.kirim("/bahasa", {"bahasa": "xx", "kembali": "https://jahat.invalid"})

    assert tamu.buka("/masuk").get("lang") == "id"
