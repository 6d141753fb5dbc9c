"""The server as a user meets it: a process that starts, says where it is, and stops when told."""

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from workflow_app import database
from workflow_app.cli.jalankan import tabel
from workflow_app.cli.pengaturan import siapkan_pengaturan
from workflow_app.config import Settings

pytestmark = pytest.mark.sqlite
BATAS_DETIK = 60


def port_bebas() -> int:
    with socket.create_server(("127.0.0.1", 0)) as soket:
        return soket.getsockname()[1]


class Peladen:
    """`alurpak jalankan` in a session of its own, so that a signal to its group is what Ctrl-C is in a terminal."""

    def __init__(self, instance: Path, port: int, **lingkungan: str) -> None:
        bersih = {k: v for k, v in os.environ.items() if k not in Settings.__dataclass_fields__}
        self.port = port
        self.proses = subprocess.Popen(
            [sys.executable, "-P", "-m", "workflow_app.cli", "jalankan"],
            env={**bersih, "INSTANCE_DIR": str(instance), "PORT": str(port), "PYTHONUNBUFFERED": "1", **lingkungan},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.keluaran = ""

    def tunggu_siap(self) -> None:
        assert self.proses.stdout is not None
        for baris in self.proses.stdout:
            self.keluaran += baris
            if "Ctrl-C" in baris:
                return
        raise AssertionError(f"the server ended before it was ready:\n{self.keluaran}")

    def minta(self, jalur: str = "/") -> int:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{jalur}", timeout=BATAS_DETIK) as jawaban:
                return int(jawaban.status)
        except urllib.error.HTTPError as galat:
            with galat:
                return galat.code

    def tunggu_akhir(self) -> int:
        keluaran, _ = self.proses.communicate(timeout=BATAS_DETIK)
        self.keluaran += keluaran
        return self.proses.returncode

    def hentikan(self, sinyal: signal.Signals) -> int:
        os.killpg(self.proses.pid, sinyal)
        return self.tunggu_akhir()


@pytest.fixture
def mulai(tmp_path) -> Iterator:
    semua: list[Peladen] = []

    def mulai(**lingkungan: str) -> Peladen:
        port = int(lingkungan.pop("PORT", port_bebas()))
        semua.append(Peladen(tmp_path / "instance", port, DEMO="0", **lingkungan))
        return semua[-1]

    yield mulai
    for peladen in semua:
        if peladen.proses.poll() is None:
            os.killpg(peladen.proses.pid, signal.SIGKILL)
            peladen.tunggu_akhir()


@pytest.mark.parametrize("sinyal", [signal.SIGINT, signal.SIGTERM])
def test_server_migrates_answers_and_ends_with_code_zero(mulai, tmp_path, sinyal):
    peladen = mulai()
    peladen.tunggu_siap()
    assert f"http://127.0.0.1:{peladen.port}" in peladen.keluaran
    assert peladen.minta() < 500
    assert database.current(f"sqlite:///{tmp_path / 'instance' / 'alurpak.db'}") == database.head()
    assert peladen.hentikan(sinyal) == 0
    assert "Traceback" not in peladen.keluaran


def test_killed_serving_process_is_replaced(mulai):
    peladen = mulai()
    peladen.tunggu_siap()
    peladen.minta()
    anak = Path(f"/proc/{peladen.proses.pid}/task/{peladen.proses.pid}/children")
    if not anak.exists():
        pytest.skip("this kernel does not list the children of a process")
    (lama,) = anak.read_text(encoding="ascii").split()
    os.kill(int(lama), signal.SIGKILL)
    assert peladen.minta() < 500
    assert peladen.hentikan(signal.SIGINT) == 0


def test_taken_port_ends_in_one_sentence_per_language_and_migrates_nothing(mulai, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as soket:
        port = soket.getsockname()[1]
        peladen = mulai(PORT=str(port))
        assert peladen.tunggu_akhir() == 1
    indonesia, inggris = peladen.keluaran.splitlines()
    assert f"127.0.0.1:{port} sudah dipakai program lain" in indonesia
    assert f"PORT={port + 1} python3 run.py" in inggris
    assert not (tmp_path / "instance" / "alurpak.db").exists()


@pytest.mark.parametrize(
    ("lingkungan", "kalimat"),
    [
        ({"HOST": "203.0.113.7"}, "periksa HOST dan PORT"),
        ({"PORT": "0", "WEB_WORKERS": "banyak"}, "WEB_WORKERS='banyak' tidak dapat dibaca"),
        ({"DATABASE_URL": "postgresql+psycopg://127.0.0.1:9/tiada"}, "Basis data tidak dapat dipakai"),
        ({"DATABASE_URL": "sqlite:////proc/tidak/boleh.db"}, "/proc/tidak"),
    ],
)
def test_wrong_settings_end_in_a_sentence(mulai, lingkungan, kalimat):
    peladen = mulai(**lingkungan)
    assert peladen.tunggu_akhir() == 1
    assert kalimat in peladen.keluaran
    assert "Traceback" not in peladen.keluaran


class TestSettingsFile:
    def test_first_start_is_a_demo_with_keys_of_its_own(self, tmp_path):
        lingkungan = {"INSTANCE_DIR": str(tmp_path / "instance")}
        berkas = siapkan_pengaturan(lingkungan)
        assert berkas is not None
        assert (berkas.stat().st_mode & 0o777, berkas.parent.stat().st_mode & 0o777) == (0o600, 0o700)
        settings = Settings.from_env(lingkungan)
        assert settings.DEMO
        assert settings.TANGGAL_APLIKASI is not None
        assert settings.TANGGAL_APLIKASI.isoformat() == "2022-01-10"
        assert settings.SECRET_KEY != settings.AUDIT_KEY

    def test_second_start_keeps_the_keys(self, tmp_path):
        lingkungan = {"INSTANCE_DIR": str(tmp_path)}
        siapkan_pengaturan(lingkungan)
        sebelum = Settings.from_env(lingkungan)
        assert siapkan_pengaturan(lingkungan) is None
        assert Settings.from_env(lingkungan) == sebelum
        assert [p.name for p in tmp_path.iterdir()] == ["pengaturan.env"]

    @pytest.mark.parametrize("milik", [{"DATABASE_URL": "postgresql+psycopg://server/db"}, {"DEMO": "0"}])
    def test_environment_that_speaks_of_a_database_is_no_demo(self, tmp_path, milik):
        lingkungan = {"INSTANCE_DIR": str(tmp_path), **milik}
        siapkan_pengaturan(lingkungan)
        settings = Settings.from_env(lingkungan)
        assert (settings.DEMO, settings.TANGGAL_APLIKASI) == (False, None)

    def test_environment_with_keys_writes_no_file(self, tmp_path):
        assert siapkan_pengaturan({"INSTANCE_DIR": str(tmp_path), "SECRET_KEY": "k" * 32}) is None
        assert list(tmp_path.iterdir()) == []


def test_table_is_aligned():
    assert tabel(("Peran", "Nama"), [("Ketua", "a"), ("Pranata Komputer", "b")]).splitlines() == [
        "Peran             Nama",
        "----------------  ----",
        "Ketua             a",
        "Pranata Komputer  b",
    ]
