import shlex
import socket
import subprocess

import pytest
from click.testing import CliRunner

from workflow_app import database
from workflow_app.cli.doctor import Tingkat, doctor, periksa
from workflow_app.config import Settings

KUNCI = {"SECRET_KEY": "s" * 32, "AUDIT_KEY": "a" * 32}


@pytest.fixture
def lingkungan(tmp_path, monkeypatch):
    """A healthy installation by environment; a test breaks one thing."""
    for nama in Settings.__dataclass_fields__:
        monkeypatch.delenv(nama, raising=False)
    for nama, nilai in {**KUNCI, "INSTANCE_DIR": str(tmp_path)}.items():
        monkeypatch.setenv(nama, nilai)
    database.upgrade(Settings.from_env().database_url)
    return monkeypatch


def tingkat(hal: str) -> tuple[Tingkat, str]:
    return next((h.tingkat, str(h.keterangan)) for h in periksa() if str(h.hal) == hal)


def test_healthy_installation_ends_with_code_zero(lingkungan):
    hasil = CliRunner().invoke(doctor)
    assert hasil.exit_code == 0, hasil.output
    assert "GAGAL" not in hasil.output
    assert hasil.output.count("\n") == 13


def test_missing_keys_are_named_and_the_rest_is_not_guessed(lingkungan):
    lingkungan.delenv("AUDIT_KEY")
    hasil = CliRunner().invoke(doctor)
    assert hasil.exit_code == 1
    assert "AUDIT_KEY belum diisi" in hasil.output.splitlines()[-1]


def test_old_schema_is_a_failure_with_its_cure(lingkungan):
    database.downgrade(Settings.from_env().database_url, "base")
    jenis, teks = tingkat("Basis data")
    assert jenis is Tingkat.GAGAL
    assert "alurpak database upgrade" in teks


@pytest.mark.parametrize(
    ("nama", "nilai", "hal"),
    [
        ("DATABASE_URL", "postgresql+psycopg://127.0.0.1:9/tiada", "Basis data"),
        ("REDIS_URL", "redis://127.0.0.1:9/0", "Pekerjaan latar"),
        ("SMTP_URL", "smtp://127.0.0.1:9", "Surat"),
        ("BERKAS_URL", "file:///proc/tidak/boleh", "Penyimpanan"),
    ],
)
def test_what_does_not_answer_is_a_failure(lingkungan, nama, nilai, hal):
    lingkungan.setenv(nama, nilai)
    assert tingkat(hal)[0] is Tingkat.GAGAL


@pytest.mark.parametrize(
    ("nama", "nilai", "hal"),
    [
        ("DEMO", "1", "Mode"),
        ("TANGGAL_APLIKASI", "2022-01-10", "Mode"),
        ("BASE_URL", "http://alurpak.contoh.invalid", "Alamat"),
        ("BASE_URL", "https://alurpak.contoh.invalid", "Alamat"),
        ("PATH", "", "LibreOffice"),
    ],
)
def test_what_is_unwise_is_a_warning(lingkungan, nama, nilai, hal):
    lingkungan.setenv(nama, nilai)
    assert tingkat(hal)[0] is Tingkat.PERINGATAN


def test_mail_server_that_answers_is_fine(lingkungan):
    with socket.create_server(("127.0.0.1", 0)) as soket:
        lingkungan.setenv("SMTP_URL", f"smtp://127.0.0.1:{soket.getsockname()[1]}")
        assert tingkat("Surat")[0] is Tingkat.OK


@pytest.mark.parametrize(("izin", "jenis"), [(0o600, Tingkat.OK), (0o640, Tingkat.GAGAL), (0o604, Tingkat.GAGAL)])
def test_key_file_of_others_is_a_failure(lingkungan, tmp_path, izin, jenis):
    berkas = tmp_path / "pengaturan.env"
    berkas.touch()
    berkas.chmod(izin)
    assert tingkat("Berkas kunci")[0] is jenis


def test_data_that_others_can_read_are_named_with_the_cure(lingkungan, tmp_path):
    assert tingkat("Izin berkas")[0] is Tingkat.OK
    tmp_path.chmod(0o755)
    (tmp_path / "berkas").mkdir(exist_ok=True)
    (tmp_path / "berkas").chmod(0o755)

    jenis, teks = tingkat("Izin berkas")

    assert jenis is Tingkat.PERINGATAN
    assert f"chmod -R go-rwx {tmp_path}" in teks
    assert str(tmp_path / "berkas") in teks
    subprocess.run(shlex.split(teks.partition("`")[2].rstrip("`")), check=True)
    assert tingkat("Izin berkas")[0] is Tingkat.OK


def test_a_closed_folder_closes_what_lies_in_it_and_nothing_else(lingkungan, tmp_path, tmp_path_factory):
    (tmp_path / "alurpak.db").chmod(0o644)
    assert tingkat("Izin berkas")[0] is Tingkat.OK

    luar = tmp_path_factory.mktemp("unggahan dinas")
    luar.chmod(0o750)
    lingkungan.setenv("BERKAS_URL", f"file://{luar}")

    jenis, teks = tingkat("Izin berkas")
    assert jenis is Tingkat.PERINGATAN
    assert teks.endswith(f"chmod -R go-rwx '{luar}'`")


def test_a_database_kept_elsewhere_is_looked_at(lingkungan, tmp_path_factory):
    luar = tmp_path_factory.mktemp("data") / "lain.db"
    lingkungan.setenv("DATABASE_URL", f"sqlite:///{luar}")
    database.upgrade(Settings.from_env().database_url)
    luar.chmod(0o644)

    assert str(luar) in tingkat("Izin berkas")[1]


@pytest.mark.parametrize(
    ("pengaturan", "alamat", "jenis"),
    [
        ("PORT=9321\n", "http://127.0.0.1:9321", Tingkat.OK),
        ("HOST=::1\nPORT=9321\n", "http://[::1]:9321", Tingkat.OK),
        ("HOST=0.0.0.0\n", "http://0.0.0.0:8000", Tingkat.PERINGATAN),
        ("PORT=9321\nBASE_URL=https://alurpak.contoh.invalid\nPROXY_HOPS=1\n", "https://alurpak", Tingkat.OK),
        ("", "http://127.0.0.1:8000", Tingkat.OK),
    ],
)
def test_the_address_is_the_one_that_is_served(lingkungan, tmp_path, pengaturan, alamat, jenis):
    berkas = tmp_path / "pengaturan.env"
    berkas.write_text(pengaturan, encoding="utf-8")
    berkas.chmod(0o600)
    hasil = tingkat("Alamat")
    assert hasil[0] is jenis
    assert hasil[1].startswith(alamat)
