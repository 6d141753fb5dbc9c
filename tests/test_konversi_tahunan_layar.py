"""The pages of the yearly run and its command: plan, start, progress, result, state of the year, who may read what."""

import dataclasses
import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from tests import pabrik
from tests.kantor_kinerja import KantorKinerja
from tests.klien import Klien, teks_halaman
from tests.meja_tim import hitung_perintah
from workflow_app.cli import alurpak
from workflow_app.config import Settings
from workflow_app.extensions import db
from workflow_app.models import CatatanAdmin, Konversi, KonversiTahunan, OutboxMessage, Pegawai, Peran
from workflow_app.services import kinerja, konversi_tahunan
from workflow_app.services.kinerja import IsiEvaluasi
from workflow_app.waktu import utcnow

Masuk = Callable[[Pegawai], Klien]
HARI = dt.date(2025, 1, 20)
ALAMAT = "/konversi/tahunan"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return dataclasses.replace(settings, TANGGAL_APLIKASI=HARI)


@pytest.fixture
def kantor(session: Session) -> KantorKinerja:
    return KantorKinerja(session)


def catat(kantor: KantorKinerja, orang: Pegawai, **ubah: Any) -> None:
    isi: dict[str, Any] = {
        "tahun": 2024,
        "bulan_mulai": 1,
        "bulan_selesai": 12,
        "predikat": "baik",
        "bukti": "Dokumen evaluasi 2024",
        "penilai_id": kantor.penilai.id,
    }
    oleh = kantor.oleh(kantor.kepegawaian, HARI)
    kinerja.catat(kantor.session, orang, IsiEvaluasi(**{**isi, **ubah}), oleh=oleh)


def isi(klien: Klien, alamat: str, status: int = 200) -> str:
    jawaban = klien.get(alamat)
    assert jawaban.status_code == status, teks_halaman(jawaban.text)[:500]
    return teks_halaman(jawaban.text)


def jalankan(app: Flask, nomor: int, detik: float = 60.0) -> None:
    with app.app_context():
        konversi_tahunan.jalankan(sessionmaker(db.engine, expire_on_commit=False), nomor, HARI, detik=detik)


def mulai(petugas: Klien, **isian: Any) -> int:
    return int(str(petugas.kirim(f"{ALAMAT}?tahun=2024", isian).location).rsplit("/", 1)[1])


# The plan


def test_the_plan_names_periods_sums_and_exceptions(kantor: KantorKinerja, klien: Masuk):
    naik, kosong = kantor.orang(), kantor.orang()
    kantor.saldo_lama(naik, "R2023", "konversi", "40")
    catat(kantor, naik)
    halaman = isi(klien(kantor.kepegawaian), ALAMAT)
    assert "2 pegawai 1 konversi akan diajukan, 12,500 angka kredit 0 sudah ada 1 masa dilewati" in halaman
    assert "1 / 0 cukup untuk kenaikan pangkat / jabatan" in halaman
    assert "52,500 sekarang 40,000" in halaman
    assert "cukup III/b" in halaman
    assert "Belum ada catatan kinerja untuk masa ini" in halaman
    assert kosong.nama in halaman
    assert "Buat dan ajukan 1 konversi" in halaman


def test_the_plan_is_narrowed_by_what_it_says(kantor: KantorKinerja, klien: Masuk):
    naik, kosong = kantor.orang(), kantor.orang()
    kantor.saldo_lama(naik, "R2023", "konversi", "40")
    catat(kantor, naik)
    petugas = klien(kantor.kepegawaian)
    for saring, siapa, bukan in (
        ("perhatian", kosong, naik),
        ("diajukan", naik, kosong),
        ("kp", naik, kosong),
    ):
        halaman = isi(petugas, f"{ALAMAT}?saring={saring}")
        assert siapa.nama in halaman
        assert bukan.nama not in halaman
    assert "Tidak ada pegawai dengan saringan ini" in isi(petugas, f"{ALAMAT}?saring=kj")


def test_the_plan_goes_page_by_page(kantor: KantorKinerja, klien: Masuk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("workflow_app.blueprints.konversi_tahunan.MAKS_TAMPIL", 2)
    for _ in range(3):
        kantor.orang()
    petugas = klien(kantor.kepegawaian)
    assert "Pegawai 1 sampai 2 dari 3." in isi(petugas, ALAMAT)
    assert "Pegawai 3 sampai 3 dari 3." in isi(petugas, f"{ALAMAT}?dari=2")


def test_five_officers_cost_as_many_questions_as_twenty_five(app: Flask, kantor: KantorKinerja, klien: Masuk):
    petugas = klien(kantor.kepegawaian)

    def tambah(banyak: int) -> None:
        for _ in range(banyak):
            catat(kantor, kantor.orang())

    for alamat in (ALAMAT, f"{ALAMAT}/keadaan"):
        tambah(5)
        petugas.get(alamat)
        with hitung_perintah(app) as sedikit:
            petugas.get(alamat)
        tambah(20)
        with hitung_perintah(app) as banyak:
            petugas.get(alamat)
        assert len(banyak) == len(sedikit)


# Who


@pytest.mark.parametrize("peran", [Peran.SEKRETARIAT, Peran.PENGUSUL, Peran.ADMIN, Peran.PENILAI_KINERJA])
def test_the_pages_belong_to_the_personnel_office_and_its_readers(
    kantor: KantorKinerja, session: Session, klien: Masuk, peran: Peran
):
    orang = klien(pabrik.pegawai(session, instansi=kantor.instansi, unit=kantor.unit, peran=peran))
    for alamat in (ALAMAT, f"{ALAMAT}/keadaan"):
        isi(orang, alamat, 403)
    orang.kirim(ALAMAT, {}, 403)


def test_an_auditor_reads_and_starts_nothing(kantor: KantorKinerja, session: Session, klien: Masuk):
    catat(kantor, kantor.orang())
    auditor = klien(pabrik.pegawai(session, instansi=kantor.instansi, unit=kantor.unit, peran=Peran.AUDITOR))
    assert "Buat dan ajukan" not in isi(auditor, ALAMAT)
    auditor.kirim(f"{ALAMAT}?tahun=2024", {}, 403)
    nomor = mulai(klien(kantor.kepegawaian))
    assert "Konversi tahunan nomor" in isi(auditor, f"{ALAMAT}/{nomor}")


def test_the_office_of_a_unit_sees_and_runs_its_unit_only(kantor: KantorKinerja, session: Session, klien: Masuk):
    lain = pabrik.unit(session, instansi=kantor.instansi)
    disini, disana = kantor.orang(), pabrik.pegawai(session, instansi=kantor.instansi, unit=lain)
    seunit = pabrik.pegawai(session, instansi=kantor.instansi, unit=kantor.unit, jenjang=None)
    pabrik.penugasan(session, seunit, Peran.KEPEGAWAIAN, unit_id=kantor.unit.id)
    catat(kantor, disini)
    petugas = klien(seunit)
    for alamat in (ALAMAT, f"{ALAMAT}?unit={lain.id}"):
        halaman = isi(petugas, alamat)
        assert disini.nama in halaman
        assert disana.nama not in halaman
    nomor = int(str(petugas.kirim(f"{ALAMAT}?tahun=2024&unit={lain.id}", {}).location).rsplit("/", 1)[1])
    assert session.get_one(KonversiTahunan, nomor).unit_id == kantor.unit.id
    asing = klien(pabrik.pegawai(session, instansi=pabrik.instansi(session), peran=Peran.KEPEGAWAIAN))
    isi(asing, f"{ALAMAT}/{nomor}", 404)
    isi(asing, f"{ALAMAT}/{nomor}/hasil.xlsx", 404)


# The run


def test_a_run_is_started_recorded_and_handed_to_the_workers(kantor: KantorKinerja, session: Session, klien: Masuk):
    catat(kantor, kantor.orang())
    petugas = klien(kantor.kepegawaian)
    nomor = mulai(petugas)
    jalan = session.get_one(KonversiTahunan, nomor)
    assert (jalan.tahun, jalan.unit_id, jalan.oleh_id, jalan.jumlah) == (2024, None, kantor.kepegawaian.id, 1)
    antre = session.scalars(select(OutboxMessage).where(OutboxMessage.kind == konversi_tahunan.PEKERJAAN)).one()
    assert antre.payload == {"konversi_tahunan_id": nomor}
    nota = session.scalars(select(CatatanAdmin).where(CatatanAdmin.tabel == "konversi_tahunan")).one()
    assert nota.pelaku_id == kantor.kepegawaian.id
    halaman = petugas.kirim(f"{ALAMAT}?tahun=2024", {}, 422).text
    assert f"nomor {nomor} masih berjalan" in teks_halaman(halaman)
    assert f"Konversi tahunan nomor {nomor} sedang berjalan" in isi(petugas, ALAMAT)


def test_an_open_run_is_shown_on_every_page_of_the_earlier_ones(
    kantor: KantorKinerja, session: Session, klien: Masuk, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("workflow_app.blueprints.konversi_tahunan.MAKS_RIWAYAT", 1)
    catat(kantor, kantor.orang())
    petugas = klien(kantor.kepegawaian)
    lama = mulai(petugas)
    session.get_one(KonversiTahunan, lama).selesai_at = utcnow()
    session.commit()
    kini = mulai(petugas)
    for alamat in (ALAMAT, f"{ALAMAT}?jalan-sebelum={kini}"):
        halaman = isi(petugas, alamat)
        assert f"Konversi tahunan nomor {kini} sedang berjalan" in halaman
        assert "Buat dan ajukan" not in halaman


def test_runs_of_elsewhere_are_not_listed_for_the_office_of_a_unit(
    kantor: KantorKinerja, session: Session, klien: Masuk
):
    seunit = pabrik.pegawai(session, instansi=kantor.instansi, unit=kantor.unit, jenjang=None)
    pabrik.penugasan(session, seunit, Peran.KEPEGAWAIAN, unit_id=kantor.unit.id)
    catat(kantor, kantor.orang())
    nomor = mulai(klien(kantor.kepegawaian))
    petugas = klien(seunit)
    assert f"/konversi/tahunan/{nomor}" not in petugas.get(ALAMAT).text
    assert f"nomor {nomor} masih berjalan" in teks_halaman(petugas.kirim(f"{ALAMAT}?tahun=2024", {}, 422).text)


@pytest.mark.parametrize("aneh", [str(10**30), "9" * 5000, "-1", "satu", "٣"])
def test_odd_numbers_in_the_address_are_no_server_error(kantor: KantorKinerja, klien: Masuk, aneh: str):
    petugas = klien(kantor.kepegawaian)
    kantor.orang()
    for kunci in ("tahun", "unit", "dari", "penilai", "jalan-sebelum", "sesudah"):
        for alamat in (ALAMAT, f"{ALAMAT}/keadaan"):
            isi(petugas, f"{alamat}?{kunci}={aneh}")
    assert petugas.get(f"{ALAMAT}/{aneh}").status_code in {404, 405}


def test_progress_and_result_are_shown_row_by_row(app: Flask, kantor: KantorKinerja, session: Session, klien: Masuk):
    jadi, kosong = kantor.orang(), kantor.orang()
    catat(kantor, jadi)
    petugas = klien(kantor.kepegawaian)
    nomor = mulai(petugas)
    alamat = f"{ALAMAT}/{nomor}"
    jalankan(app, nomor, detik=0)
    badan = petugas.get(alamat).text
    assert 'hx-trigger="every 2s"' in badan
    assert "1 dari 2 pegawai" in teks_halaman(badan)
    assert petugas.get(f"{alamat}/kemajuan").status_code == 303
    potongan = petugas.get(f"{alamat}/kemajuan", headers={"HX-Request": "true"})
    assert "HX-Refresh" not in potongan.headers
    jalankan(app, nomor)
    assert petugas.get(f"{alamat}/kemajuan", headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    halaman = petugas.get(alamat).text
    perkara = session.scalars(select(Konversi)).one()
    assert f'href="/konversi/{perkara.id}"' in halaman
    isi_halaman = teks_halaman(halaman)
    assert "dibuat dan diajukan (1)" in isi_halaman
    assert "dilewati (1)" in isi_halaman
    assert "Belum ada catatan kinerja" in isi_halaman
    dilewati = isi(petugas, f"{alamat}?hasil=dilewati")
    assert kosong.nama in dilewati
    assert jadi.nama not in dilewati
    buku = openpyxl.load_workbook(io.BytesIO(petugas.get(f"{alamat}/hasil.xlsx").data))
    baris = [[sel.value for sel in b] for b in buku.active.rows]
    assert baris[0] == ["NIP", "Pegawai", "Masa kinerja", "Hasil", "Nomor perkara", "Angka kredit", "Alasan"]
    assert baris[1][:6] == [jadi.nip, jadi.nama, "Tahun 2024", "dibuat dan diajukan", perkara.id, 12.5]
    assert baris[2][3] == "dilewati"


# The state of the year


def test_the_state_of_the_year_says_who_waits_with_whom_and_leads_to_the_cases(
    app: Flask, kantor: KantorKinerja, session: Session, klien: Masuk
):
    satu, dua = kantor.orang(), kantor.orang()
    lain = pabrik.pegawai(session, "Penilai Kedua", instansi=kantor.instansi, unit=kantor.unit, jenjang=None)
    catat(kantor, satu)
    catat(kantor, dua, penilai_id=lain.id)
    kantor.orang()
    petugas = klien(kantor.kepegawaian)
    jalankan(app, mulai(petugas))
    halaman = petugas.get(f"{ALAMAT}/keadaan?tahun=2024").text
    isi_halaman = teks_halaman(halaman)
    assert "Seluruhnya: 3 pegawai, 1 tanpa konversi. Draf 0, Diajukan 2, Dikembalikan 0, Ditetapkan 0." in isi_halaman
    assert f"{kantor.penilai.nama} 1 20 Jan 2025" in isi_halaman
    for k in session.scalars(select(Konversi)):
        assert f'href="/konversi/{k.id}"' in halaman
    bagian = petugas.get(f"{ALAMAT}/keadaan?tahun=2024&penilai={lain.id}").text
    perkara = session.scalars(select(Konversi).where(Konversi.penilai_id == lain.id)).one()
    assert f'href="/konversi/{perkara.id}"' in bagian
    assert teks_halaman(bagian).count(satu.nama) == 0
    assert "Belum ditetapkan: Penilai Kedua" in teks_halaman(bagian)


# The command


def perintah(app: Flask, *args: str) -> Any:
    return app.test_cli_runner().invoke(alurpak, ["konversi-tahunan", "--tahun", "2024", *args])


def test_the_command_shows_the_plan_runs_and_changes_nothing_the_second_time(
    app: Flask, kantor: KantorKinerja, session: Session
):
    jadi, kosong = kantor.orang(), kantor.orang()
    catat(kantor, jadi)
    akun = pabrik.akun(session, kantor.kepegawaian).nama_pengguna
    nama = kosong.nama
    session.commit()
    hasil = perintah(app, "--dry-run")
    assert hasil.exit_code == 0
    assert f"{nama}, bulan 1 sampai 12: Belum ada catatan kinerja" in hasil.output
    assert "2 pegawai: 1 konversi akan diajukan (12.500 angka kredit), 0 sudah ada, 1 masa dilewati" in hasil.output
    assert session.scalars(select(Konversi)).all() == []
    session.rollback()
    assert "--oleh" in perintah(app).stderr
    hasil = perintah(app, "--oleh", akun)
    assert hasil.exit_code == 0, hasil.output
    assert "2 pegawai: 1 diajukan, 0 sudah ada, 0 dibuat tetapi belum diajukan, 1 dilewati." in hasil.output
    hasil = perintah(app, "--oleh", akun)
    assert "2 pegawai: 0 diajukan, 1 sudah ada, 0 dibuat tetapi belum diajukan, 1 dilewati." in hasil.output
    assert len(session.scalars(select(Konversi)).all()) == 1


@pytest.mark.parametrize(
    ("pilihan", "kata"),
    [
        (("--instansi", "999"), "Instansi nomor 999 tidak ada."),
        (("--unit", "999"), "Unit nomor 999 tidak ada pada instansi itu."),
        (("--unit", str(10**20)), "tidak ada pada instansi itu."),
        (("--tahun", "2022"), "Kinerja tahun 2022 tidak dapat dikonversi."),
        (("--tahun", "2026"), "Kinerja tahun 2026 tidak dapat dikonversi."),
    ],
)
def test_the_command_names_what_no_run_can_be_about(
    app: Flask, kantor: KantorKinerja, session: Session, pilihan: tuple[str, str], kata: str
):
    session.commit()
    hasil = perintah(app, "--instansi", str(kantor.instansi.id), *pilihan, "--dry-run")
    assert hasil.exit_code == 1
    assert kata in hasil.output


def test_the_command_goes_on_with_an_open_run(app: Flask, kantor: KantorKinerja, session: Session):
    for _ in range(2):
        catat(kantor, kantor.orang())
    akun = pabrik.akun(session, kantor.kepegawaian).nama_pengguna
    oleh = kantor.oleh(kantor.kepegawaian, HARI)
    nomor = konversi_tahunan.mulai(session, tahun=2024, instansi_id=kantor.instansi.id, unit_id=None, oleh=oleh).id
    session.commit()
    jalankan(app, nomor, detik=0)
    assert "2 diajukan" in perintah(app, "--oleh", akun).output
    assert [j.id for j in session.scalars(select(KonversiTahunan))] == [nomor]


def test_the_state_of_the_year_speaks_english(kantor: KantorKinerja, klien: Masuk):
    kantor.ajukan(kantor.draf(kantor.orang(), 2024, "baik"))
    petugas = klien(kantor.kepegawaian)
    alamat = f"{ALAMAT}/keadaan?tahun=2024"
    assert "Diajukan sejak 31 Des 2024" in isi(petugas, alamat)
    petugas.kirim("/bahasa", {"bahasa": "en", "kembali": alamat})
    assert "Submitted since 31 Dec 2024" in isi(petugas, alamat)
