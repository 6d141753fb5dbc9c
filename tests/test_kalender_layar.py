"""The calendar page: cycles as table and picture, cut-off, next plenary; the secretariat makes another year."""

import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import pabrik
from tests.klien import Klien, teks_halaman
from workflow_app.cli.kalender import kalender
from workflow_app.config import Settings
from workflow_app.models import Pegawai, Peran, Putaran

Masuk = Callable[[Pegawai], Klien]


def test_the_page_shows_both_cycles_with_stages_and_cut_off(klien: Masuk, session: Session):
    orang = pabrik.pegawai(session)
    pabrik.putaran(session)

    halaman = klien(orang).get("/kalender")

    isi = teks_halaman(halaman.text)
    assert "Sidang Januari 2022" in isi
    assert "Sidang Juli 2022" in isi
    assert "paling lambat Jumat, 5 November 2021" in isi
    assert "Sidang penilaian" in isi
    assert "Buat kalender" not in isi


def test_the_picture_has_a_row_per_stage_and_marks_today(klien: Masuk, session: Session):
    orang = pabrik.pegawai(session)
    pabrik.putaran(session)

    gambar = klien(orang).get("/kalender").text.split('<svg class="kl"')[1:]

    assert [g.count('class="kl-batang"') for g in gambar] == [6, 6]
    assert [g.count('class="kl-hari-ini"') for g in gambar] == [1, 0]


def test_another_institutions_calendar_is_not_shown(klien: Masuk, session: Session):
    orang = pabrik.pegawai(session)
    pabrik.putaran(session, instansi=pabrik.instansi(session))

    assert "Belum ada kalender" in teks_halaman(klien(orang).get("/kalender").text)


def test_the_secretariat_makes_a_year_once(klien: Masuk, session: Session):
    sekretariat = klien(pabrik.pegawai(session, peran=Peran.SEKRETARIAT))

    sekretariat.kirim("/kalender/buat", {"tahun": "2023"})
    jawaban = sekretariat.kirim("/kalender/buat", {"tahun": "2023"})

    assert jawaban.location.endswith("/kalender/2023")
    assert session.scalars(select(Putaran.kode).order_by(Putaran.kode)).all() == ["2023-01", "2023-07"]
    assert "Sidang Januari 2023" in teks_halaman(sekretariat.get("/kalender/2023").text)


def test_nobody_else_makes_a_year(klien: Masuk, session: Session):
    sendiri, lain = pabrik.instansi(session), pabrik.instansi(session)
    tamu = pabrik.pegawai(session, instansi=lain)
    pabrik.penugasan(session, tamu, Peran.SEKRETARIAT, instansi_id=sendiri.id)

    for orang in (tamu, pabrik.pegawai(session, instansi=sendiri)):
        klien(orang).kirim("/kalender/buat", {"tahun": "2023"}, 403)

    assert session.scalar(select(func.count()).select_from(Putaran)) == 0


def test_a_year_that_is_none_is_answered_at_its_field(klien: Masuk, session: Session):
    sekretariat = klien(pabrik.pegawai(session, peran=Peran.SEKRETARIAT))

    salah = {
        "dua ribu": "bukan angka",
        "": "wajib diisi",
        "1999": "Tulis tahun dari 2003",
        "2022,5": "bilangan bulat",
    }
    for ketikan, kata in salah.items():
        jawaban = sekretariat.kirim("/kalender/buat", {"tahun": ketikan}, 422)
        assert kata in teks_halaman(jawaban.text), ketikan
        assert f'value="{ketikan}"' in jawaban.text
    assert session.scalar(select(func.count()).select_from(Putaran)) == 0


def test_years_out_of_reach_do_not_exist(klien: Masuk, session: Session):
    orang = klien(pabrik.pegawai(session))

    orang.buka("/kalender/1999", 404)
    orang.buka("/kalender/2099", 404)
    orang.buka("/kalender/2023")


def test_the_command_prints_the_defaults_without_a_database(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATABASE_URL", "sqlite:////tidak/ada/alurpak.db")

    tabel = CliRunner().invoke(kalender, ["--tahun", "2022"])
    data = json.loads(CliRunner().invoke(kalender, ["--tahun", "2022", "--format", "json"]).output)

    assert "Putaran 2022-01, batas terima 5 November 2021" in tabel.output
    assert data["institution"] is None
    assert [c["code"] for c in data["cycles"]] == ["2022-01", "2022-07"]
    sidang = next(t for t in data["cycles"][0]["stages"] if t["stage"] == "sidang")
    assert (sidang["start"], sidang["end"]) == ("2022-01-05", "2022-01-14")


def test_the_command_makes_the_year_of_an_institution(
    session: Session, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    milik = pabrik.instansi(session)
    session.commit()
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
    monkeypatch.setenv("INSTANCE_DIR", str(settings.INSTANCE_DIR))

    perintah = ["--tahun", "2023", "--format", "json", "--instansi"]
    CliRunner().invoke(kalender, [*perintah, milik.nama])
    hasil = CliRunner().invoke(kalender, [*perintah, milik.nama.lower()])

    assert json.loads(hasil.output)["institution"] == milik.nama
    assert session.scalars(select(Putaran.kode).where(Putaran.instansi_id == milik.id)).all() == ["2023-01", "2023-07"]
    session.commit()
    keliru = CliRunner().invoke(kalender, [*perintah, "Tidak Ada"])
    assert keliru.exit_code == 1
    assert milik.nama in keliru.output
