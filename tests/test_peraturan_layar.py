"""The pages of the rules: everybody reads, administrators correct, two of them publish."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tests import pabrik
from tests.klien import Klien, teks_halaman
from tests.meja_tim import halaman_pendek, hitung_perintah
from workflow_app import peraturan
from workflow_app.extensions import db
from workflow_app.models import (
    AsalVersi,
    Pegawai,
    Peran,
    PerubahanPeraturan,
    RancanganPeraturan,
    StatusRancangan,
    VersiPeraturan,
)
from workflow_app.services.bawaan import buat_versi, catat_bawaan
from workflow_app.services.peraturan import nomor_terakhir

Masuk = Callable[[Pegawai], Klien]
FAKTOR = "faktor.satu_di_atas"
KOREKSI = f"/admin/peraturan/R2020/koreksi?jalur={FAKTOR}"
RANCANGAN = "/admin/peraturan/R2020/rancangan"
ALASAN = "Menurut surat edaran yang baru."
ISIAN = {"nilai": "0,9", "sumber": "SE contoh 1/2022", "tanda": "FOUND", "catatan": "", "alasan": ALASAN}
TERBIT = {"alasan": ALASAN, "tanggal": pabrik.HARI_INI.isoformat()}


@pytest.fixture
def admin(session: Session, klien: Masuk) -> Klien:
    """An administrator's browser."""
    return klien(pabrik.pegawai(session, nama="Administrator Satu", peran=[Peran.ADMIN]))


@pytest.fixture
def rekan(session: Session, klien: Masuk) -> Klien:
    """Another administrator's."""
    return klien(pabrik.pegawai(session, nama="Administrator Dua", peran=[Peran.ADMIN]))


@pytest.fixture
def pembaca(session: Session, klien: Masuk) -> Klien:
    """The browser of somebody without any role."""
    return klien(pabrik.pegawai(session))


def isi(klien: Klien, alamat: str, status: int = 200) -> str:
    jawaban = klien.get(alamat)
    assert jawaban.status_code == status, teks_halaman(jawaban.text)[:500]
    return teks_halaman(jawaban.text)


def susun(admin: Klien) -> None:
    admin.kirim(KOREKSI, ISIAN)
    admin.kirim(f"{RANCANGAN}/uji")


def terbitkan(session: Session, oleh: Klien, status: int = 303) -> str:
    cap = session.scalar(select(RancanganPeraturan.uji_cap).order_by(RancanganPeraturan.id.desc()))
    return teks_halaman(oleh.kirim(f"{RANCANGAN}/terbitkan", {**TERBIT, "cap": cap or ""}, status).text)


def test_everybody_reads_the_rules_and_nobody_else_corrects_them(pembaca: Klien, app: Flask):
    assert "Integrasi R2020" in isi(pembaca, "/admin/peraturan")
    halaman = isi(pembaca, "/admin/peraturan/R2020")
    assert FAKTOR in halaman
    assert "0,8" in halaman
    assert "Koreksi faktor" not in halaman
    for alamat in (KOREKSI, RANCANGAN, "/admin/peraturan/R2020/tambah"):
        isi(pembaca, alamat, 403)
    for alamat in (KOREKSI, *(f"{RANCANGAN}/{satu}" for satu in ("uji", "terbitkan", "buang", "1/cabut"))):
        pembaca.kirim(alamat, ISIAN, 403)


def test_the_auditor_reads_the_draft_and_changes_nothing(session: Session, klien: Masuk, admin: Klien):
    susun(admin)
    auditor = klien(pabrik.pegawai(session, peran=[Peran.AUDITOR]))
    halaman = isi(auditor, RANCANGAN)
    assert FAKTOR in halaman
    assert "Jalankan kasus uji" not in halaman.replace("Jalankan kasus uji lebih", "")
    auditor.kirim(f"{RANCANGAN}/uji", {}, 403)
    auditor.kirim(KOREKSI, ISIAN, 403)


@pytest.mark.parametrize(
    "alamat",
    [
        "/admin/peraturan/R1999",
        "/admin/peraturan/R1999/rancangan",
        "/admin/peraturan/R2020/koreksi?jalur=tidak.ada",
        "/admin/peraturan/R2020/koreksi",
        "/admin/peraturan/R2020?versi=9",
        "/admin/peraturan/R2020?versi=0",
        f"/admin/peraturan/R2020?versi={10**30}",
        "/admin/peraturan/R2020/banding",
        "/admin/peraturan/R2020/banding?a=1&b=9",
    ],
)
def test_what_does_not_exist_is_not_found(admin: Klien, alamat: str):
    isi(admin, alamat, 404)


@pytest.mark.parametrize("kunci", [a.kunci for a in peraturan.semua()])
def test_every_rule_set_has_its_page(pembaca: Klien, kunci: str):
    isi(pembaca, f"/admin/peraturan/{kunci}")


@pytest.mark.parametrize(
    "jalur", [FAKTOR, "dupak.diterima", "berlaku.mulai", "jenjang.mahir.golongan", "bagian.penunjang_maksimal"]
)
def test_every_kind_of_figure_has_its_form(admin: Klien, jalur: str):
    assert jalur in isi(admin, f"/admin/peraturan/R2020/koreksi?jalur={jalur}")


def test_figures_are_found_by_path_value_source_and_mark(pembaca: Klien):
    assert FAKTOR in isi(pembaca, "/admin/peraturan/R2020?cari=satu+atas")
    assert FAKTOR not in isi(pembaca, "/admin/peraturan/R2020?cari=MEMORY")
    assert "Tidak ada angka yang cocok." in isi(pembaca, "/admin/peraturan/R2020?cari=tidakadakatabegini")


def test_a_correction_goes_from_draft_over_trial_to_publication(
    session: Session, admin: Klien, rekan: Klien, pembaca: Klien
):
    susun(admin)
    assert "0,8" in isi(pembaca, "/admin/peraturan/R2020?cari=satu_di_atas")
    halaman = isi(rekan, RANCANGAN)
    assert "Berlaku sekarang" in halaman
    assert "0,9" in halaman
    terbitkan(session, rekan)
    sekarang = isi(pembaca, "/admin/peraturan/R2020?cari=satu_di_atas")
    assert "object at" not in sekarang
    assert "0,9 dikoreksi bawaan: 0,8" in sekarang
    assert "Administrator Dua" in sekarang
    assert "versi 2" in isi(pembaca, "/admin/peraturan")
    banding = isi(pembaca, "/admin/peraturan/R2020/banding?a=1&b=2")
    assert FAKTOR in banding
    assert "faktor.setara" not in banding
    assert "faktor.setara" in isi(pembaca, "/admin/peraturan/R2020/banding?a=1&b=2&semua=1")
    assert "tidak berlaku lagi" in isi(pembaca, "/admin/peraturan/R2020?versi=1&cari=satu_di_atas")
    assert "terbitkan" in isi(admin, "/admin/riwayat") or "diterbitkan" in isi(admin, "/admin/riwayat")


def test_who_drafted_does_not_publish_while_there_is_somebody_else(session: Session, admin: Klien, rekan: Klien):
    susun(admin)
    assert "Minta administrator lain" in isi(admin, RANCANGAN)
    terbitkan(session, admin, 403)
    assert session.scalars(select(VersiPeraturan.nomor).where(VersiPeraturan.kunci == "R2020")).all() == [1]


def test_a_lone_administrator_is_told_that_it_is_recorded(session: Session, admin: Klien):
    susun(admin)
    assert "hal itu dicatat" in isi(admin, RANCANGAN)
    terbitkan(session, admin)
    assert "tanpa administrator lain" in isi(admin, "/admin/peraturan/R2020")


def test_nothing_is_published_without_a_trial_of_exactly_this(session: Session, admin: Klien, rekan: Klien):
    admin.kirim(KOREKSI, ISIAN)
    assert "Jalankan kasus uji lebih dahulu." in isi(rekan, RANCANGAN)
    terbitkan(session, rekan, 422)
    admin.kirim(f"{RANCANGAN}/uji")
    rekan.kirim(f"{RANCANGAN}/terbitkan", {**TERBIT, "cap": "dari halaman lama"}, 409)
    assert session.scalars(select(RancanganPeraturan.status)).all() == [StatusRancangan.TERBUKA]


def test_what_was_typed_wrong_comes_back_with_the_reason(session: Session, admin: Klien):
    jawaban = admin.kirim(KOREKSI, {**ISIAN, "nilai": "banyak", "alasan": "ya"}, 422)
    assert "banyak" in jawaban.text
    assert not session.scalars(select(PerubahanPeraturan)).all()
    jawaban = admin.kirim(KOREKSI, {**ISIAN, "tanda": "PASTI"}, 422)
    assert "Pilih salah satu dari daftar." in jawaban.text
    susun(admin)
    jawaban = admin.kirim(f"{RANCANGAN}/terbitkan", {"alasan": "", "tanggal": "2022-02-30", "cap": ""}, 422)
    assert "Bagian ini wajib diisi." in jawaban.text


def test_an_added_date_ends_a_rule_set(session: Session, admin: Klien):
    tambah = {**ISIAN, "jalur": "berlaku.sampai", "jenis": "tanggal", "nilai": "2025-12-31"}
    admin.kirim("/admin/peraturan/R2023/tambah", tambah)
    admin.kirim("/admin/peraturan/R2023/rancangan/uji")
    cap = session.scalar(select(RancanganPeraturan.uji_cap))
    admin.kirim("/admin/peraturan/R2023/rancangan/terbitkan", {**TERBIT, "cap": cap})
    assert "31 Desember 2025" in isi(admin, "/admin/peraturan")
    jawaban = admin.kirim("/admin/peraturan/R2020/tambah", {**tambah, "jalur": FAKTOR}, 422)
    assert "sudah ada" in jawaban.text


def test_the_trial_tells_whether_a_case_uses_the_figure(session: Session, admin: Klien):
    admin.kirim(KOREKSI, ISIAN)
    admin.kirim(f"{RANCANGAN}/uji")
    halaman = isi(admin, RANCANGAN)
    assert f"Tidak dipakai kasus uji mana pun, sehingga tidak teruji: {FAKTOR}." in halaman
    assert "karena tidak satu pun memakai angka yang dikoreksi" in halaman
    terbanyak = "karya_tulis.pembantu_terbanyak"
    admin.kirim(f"/admin/peraturan/R2020/koreksi?jalur={terbanyak}", {**ISIAN, "nilai": "4"})
    admin.kirim(f"{RANCANGAN}/uji")
    halaman = isi(admin, RANCANGAN)
    assert f"Tidak dipakai kasus uji mana pun, sehingga tidak teruji: {FAKTOR}." in halaman
    assert "Angka yang dikoreksi dipakai kasus uji; hasilnya tidak berubah" in halaman
    rancangan = session.scalars(select(RancanganPeraturan)).one()
    rancangan.uji_hasil = {"jumlah": 3, "baris": [], "rusak": []}
    session.commit()
    assert "Tidak ada kasus yang berubah, dan semua sesuai harapan." in isi(admin, RANCANGAN)


def test_a_day_without_rules_is_told_and_is_no_server_error(session: Session, klien: Masuk, admin: Klien, rekan: Klien):
    rani = klien(pabrik.pegawai(session))
    assert rani.get("/angka-kredit").status_code == 200
    admin.kirim("/admin/peraturan/R2020/koreksi?jalur=berlaku.sampai", {**ISIAN, "nilai": "2021-01-01"})
    admin.kirim(f"{RANCANGAN}/uji")
    terbitkan(session, rekan)
    assert "Tidak ada peraturan yang berlaku pada" in isi(rani, "/angka-kredit", 422)


def test_dates_that_overlap_are_told_on_the_draft(admin: Klien):
    admin.kirim("/admin/peraturan/R2020/koreksi?jalur=berlaku.sampai", {**ISIAN, "nilai": "2023-06-30"})
    assert "bertumpang tindih" in isi(admin, RANCANGAN)


def test_a_change_and_a_whole_draft_are_taken_back(session: Session, admin: Klien):
    admin.kirim(KOREKSI, ISIAN)
    perubahan = session.scalars(select(PerubahanPeraturan)).one()
    assert "Ubah" in isi(admin, RANCANGAN)
    admin.kirim(f"{RANCANGAN}/{perubahan.id}/cabut")
    assert "Belum ada perubahan." in isi(admin, RANCANGAN)
    admin.kirim(f"{RANCANGAN}/buang")
    assert "Tidak ada rancangan." in isi(admin, RANCANGAN)
    admin.kirim(f"{RANCANGAN}/buang", {}, 409)


def test_a_correction_is_led_back_to_the_shipped_file(session: Session, admin: Klien):
    susun(admin)
    terbitkan(session, admin)
    admin.kirim(f"/admin/peraturan/R2020/ikut-bawaan?jalur={FAKTOR}", {"alasan": ALASAN})
    assert "kembali ke berkas bawaan" in isi(admin, RANCANGAN)
    admin.kirim(f"{RANCANGAN}/uji")
    terbitkan(session, admin)
    with app_session(admin) as baca:
        baca.execute(text("SELECT 1"))
        assert peraturan.kunci("R2020").desimal(FAKTOR) == Decimal("0.8")


def tambah_versi(session: Session, sampai: int) -> None:
    """Versions of R2020 with the shipped figures, up to this number."""
    catat_bawaan(session, pabrik.HARI_INI)
    for nomor in range(nomor_terakhir(session, "R2020") + 1, sampai + 1):
        session.add(
            buat_versi(
                peraturan.kunci("R2020"),
                nomor=nomor,
                asal=AsalVersi.KOREKSI,
                koreksi={},
                tanggal=pabrik.HARI_INI,
                alasan=f"Alasan ke-{nomor}.",
            )
        )
        session.flush()
    session.commit()


def test_the_history_is_paged_and_asks_the_database_no_more_for_many(
    app: Flask, session: Session, pembaca: Klien, monkeypatch: pytest.MonkeyPatch
):
    halaman_pendek(monkeypatch, 3)
    banyak, halaman = [], ""
    for sampai in (5, 25):
        tambah_versi(session, sampai)
        pembaca.get("/admin/peraturan/R2020")
        with hitung_perintah(app) as perintah:
            halaman = pembaca.get("/admin/peraturan/R2020").text
        banyak.append(len(perintah))
        assert re.findall(r"Alasan ke-(\d+)\.", halaman) == [str(sampai - ke) for ke in range(3)]
    assert banyak[0] == banyak[1]
    (lanjut,) = re.findall(r'rel="next" href="([^"]+)"', halaman)
    assert re.findall(r"Alasan ke-(\d+)\.", pembaca.get(lanjut).text) == ["22", "21", "20"]


def test_an_old_version_is_shown_and_compared_though_it_is_on_no_page(
    session: Session, pembaca: Klien, monkeypatch: pytest.MonkeyPatch
):
    halaman_pendek(monkeypatch, 3)
    tambah_versi(session, 9)
    assert "Ini versi 2," in isi(pembaca, "/admin/peraturan/R2020?versi=2")
    assert "tidak berlaku lagi" not in isi(pembaca, "/admin/peraturan/R2020?versi=9")
    banding = pembaca.get("/admin/peraturan/R2020/banding?a=2&b=3").text
    assert re.findall(r'<option value="(\d+)" selected', banding) == ["2", "3"]
    assert re.findall(r'<option value="(\d+)"', banding) == ["9", "8", "7", "3", "2"] * 2
    pilihan = pembaca.get("/admin/peraturan/R2020/banding").text
    assert re.findall(r'<option value="(\d+)" selected', pilihan) == ["8", "9"]


def app_session(klien: Klien) -> Session:
    with klien.application.app_context():
        return Session(db.engine)


def test_english(admin: Klien, session: Session):
    susun(admin)
    admin.kirim("/bahasa", {"bahasa": "en", "kembali": "/"})
    for alamat in ("/admin/peraturan", "/admin/peraturan/R2020", RANCANGAN, KOREKSI):
        assert isi(admin, alamat)
    assert "Draft" in isi(admin, RANCANGAN)
