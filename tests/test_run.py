"""run.py, in copies of its own that need no network: the packages they are asked for are none."""

import ast
import errno
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

RUN_PY = Path(__file__).resolve().parent.parent / "run.py"
LOCK = ("requirements.lock", "requirements-dev.lock", "requirements-uv.lock")
TERTUTUP = "http://127.0.0.1:9"
"""The discard port of this machine: nobody answers there."""


@pytest.fixture
def salinan(tmp_path) -> Path:
    """A repository whose folder has spaces and whose application prints what it was called with."""
    akar = tmp_path / "folder dengan spasi"
    cli = akar / "workflow_app" / "cli"
    cli.mkdir(parents=True)
    shutil.copy(RUN_PY, akar)
    for nama in LOCK:
        (akar / nama).write_text("", encoding="utf-8")
    (akar / "workflow_app" / "__init__.py").touch()
    (cli / "__init__.py").touch()
    (cli / "__main__.py").write_text("import sys; print('aplikasi', *sys.argv[1:])", encoding="utf-8")
    return akar


@pytest.fixture
def run(salinan) -> ModuleType:
    """The copy's run.py as a module."""
    spec = importlib.util.spec_from_file_location("run_salinan", salinan / "run.py")
    assert spec is not None
    assert spec.loader is not None
    modul = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(modul)
    return modul


def jalankan(akar: Path, *kata: str, **lingkungan: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(akar / "run.py"), *kata],
        cwd=akar.parent,
        env={**os.environ, "PIP_NO_INDEX": "1", **lingkungan},
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )


def pura_pura_siap(run: ModuleType, lock: Path) -> None:
    run.PYTHON.parent.mkdir(parents=True)
    run.PYTHON.touch()
    run.STEMPEL.write_text(json.dumps(run.keadaan_diinginkan(lock)), encoding="utf-8")


def test_old_interpreter_can_parse_the_file():
    pohon = ast.parse(RUN_PY.read_text(encoding="utf-8"), feature_version=(3, 6))
    assert not [n for n in ast.walk(pohon) if isinstance(n, ast.NamedExpr | ast.Match | ast.TryStar)]


@pytest.mark.parametrize("versi", [(3, 6, 15), (3, 10, 13), (3, 15, 0)])
def test_wrong_python_is_told_in_one_sentence_each(versi):
    kode = f"import runpy, sys; sys.version_info = {versi}; runpy.run_path({str(RUN_PY)!r}, run_name='__main__')"
    hasil = subprocess.run([sys.executable, "-c", kode], capture_output=True, text=True, check=False)
    assert hasil.returncode == 2
    indonesia, inggris = hasil.stderr.splitlines()
    assert "memerlukan Python 3.11" in indonesia
    assert f"this is Python {versi[0]}.{versi[1]}" in inggris


def test_unknown_word_lists_the_words(run, capsys):
    assert run.utama(["tset"]) == 2
    assert "test, lint" in capsys.readouterr().err


def test_help_names_every_word(run, capsys):
    assert run.utama(["--help"]) == 0
    teks = capsys.readouterr().out
    assert [kata for kata in run.KATA if f"run.py {kata} " not in teks] == []


class TestStamp:
    def test_without_stamp_nothing_is_ready(self, run):
        assert not run.sudah_siap(run.LOCK_APLIKASI)

    def test_development_serves_the_application_but_not_the_reverse(self, run):
        pura_pura_siap(run, run.LOCK_PENGEMBANGAN)
        assert run.sudah_siap(run.LOCK_APLIKASI)
        run.STEMPEL.write_text(json.dumps(run.keadaan_diinginkan(run.LOCK_APLIKASI)), encoding="utf-8")
        assert not run.sudah_siap(run.LOCK_PENGEMBANGAN)

    def test_changed_lock_is_noticed(self, run):
        pura_pura_siap(run, run.LOCK_APLIKASI)
        run.LOCK_APLIKASI.write_text("flask==3", encoding="utf-8")
        assert not run.sudah_siap(run.LOCK_APLIKASI)

    def test_lost_interpreter_is_noticed(self, run):
        pura_pura_siap(run, run.LOCK_APLIKASI)
        run.PYTHON.unlink()
        assert not run.sudah_siap(run.LOCK_APLIKASI)

    @pytest.mark.parametrize("isi", ["", "[]", "{", "null"])
    def test_damaged_stamp_is_no_stamp(self, run, isi):
        pura_pura_siap(run, run.LOCK_APLIKASI)
        run.STEMPEL.write_text(isi, encoding="utf-8")
        assert not run.sudah_siap(run.LOCK_APLIKASI)


class TestRefusals:
    """Each ends in one sentence per language and a code that is not zero."""

    def akhir(self, run, capsys) -> tuple[int, str]:
        kode = run.utama(["alurpak", "doctor"])
        galat = capsys.readouterr().err
        assert len(galat.splitlines()) == 2
        return kode, galat

    def test_disk_is_nearly_full(self, run, capsys, monkeypatch):
        monkeypatch.setattr(run.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 5 * 1024**2}))
        kode, galat = self.akhir(run, capsys)
        assert kode == 1
        assert "tersedia 5 MB" in galat
        assert not run.VENV.exists()

    @pytest.mark.parametrize(
        ("nomor", "kalimat"),
        [(errno.EROFS, "may not write"), (errno.EACCES, "may not write"), (errno.ENOSPC, "Not enough disk space")],
    )
    def test_folder_cannot_be_written(self, run, capsys, monkeypatch, nomor, kalimat):
        def gagal(_lock: Path) -> None:
            raise OSError(nomor, os.strerror(nomor), str(run.KUNCI_PENYIAPAN))

        monkeypatch.setattr(run, "periksa_tempat", gagal)
        kode, galat = self.akhir(run, capsys)
        assert kode == 1
        assert kalimat in galat

    def test_debian_without_ensurepip_names_the_package(self, run, capsys, monkeypatch):
        monkeypatch.setattr(run, "ada_ensurepip", lambda: False)
        monkeypatch.setattr(run.os, "geteuid", lambda: 1000)
        kode, galat = self.akhir(run, capsys)
        assert kode == 2
        assert "apt-get install -y python3-venv" in galat

    @pytest.mark.parametrize(
        ("catatan", "kalimat"),
        [
            ("Failed to establish a new connection: [Errno -3]", "check the network connection"),
            ("OSError: [Errno 28] No space left on device", "Not enough disk space"),
            ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM", "differs from the lock file"),
            ("a\nb\nsomething odd\n", "something odd"),
            ("", "The set-up failed"),
        ],
    )
    def test_output_of_a_failed_step_becomes_a_sentence(self, run, catatan, kalimat):
        assert kalimat in run.sebab_gagal(catatan).inggris


class TestSetUp:
    def test_first_start_installs_and_second_touches_nothing(self, salinan):
        pertama = jalankan(salinan, "alurpak", "doctor", "satu dua")
        assert pertama.returncode == 0, pertama.stderr
        assert pertama.stdout.splitlines()[-1] == "aplikasi doctor satu dua"
        stempel = (salinan / ".venv" / ".siap.json").stat().st_mtime_ns
        kedua = jalankan(salinan)
        assert kedua.stdout == "aplikasi jalankan\n"
        assert (salinan / ".venv" / ".siap.json").stat().st_mtime_ns == stempel
        langsung = subprocess.run(
            [str(salinan / ".venv" / "bin" / "alurpak"), "x y"], cwd="/", capture_output=True, text=True, check=True
        )
        assert langsung.stdout == "aplikasi x y\n"

    def test_killed_installation_is_made_anew(self, salinan):
        sisa = salinan / ".venv" / "lib" / "python3.11" / "site-packages" / "separuh.py"
        sisa.parent.mkdir(parents=True)
        sisa.touch()
        (salinan / ".venv" / ".sedang-dipasang").touch()
        assert jalankan(salinan).stdout.endswith("aplikasi jalankan\n")
        assert not sisa.exists()
        assert not (salinan / ".venv" / ".sedang-dipasang").exists()

    def test_two_starts_at_once_install_once(self, salinan):
        perintah = [sys.executable, str(salinan / "run.py")]
        mulai = [
            subprocess.Popen(
                perintah,
                env={**os.environ, "PIP_NO_INDEX": "1"},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            for _ in range(2)
        ]
        keluaran = [proses.communicate(timeout=100)[0] for proses in mulai]
        assert [proses.returncode for proses in mulai] == [0, 0], keluaran
        assert all("aplikasi jalankan" in teks for teks in keluaran)
        assert sum("ready in" in teks for teks in keluaran) == 1

    def test_without_network_one_sentence(self, salinan):
        (salinan / "requirements-uv.lock").write_text(f"uv==0.1 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
        hasil = jalankan(
            salinan, PIP_NO_INDEX="0", PIP_INDEX_URL=TERTUTUP, PIP_EXTRA_INDEX_URL="", PIP_CONFIG_FILE=os.devnull
        )
        assert hasil.returncode == 1
        assert "check the network connection" in hasil.stderr
        assert len(hasil.stderr.splitlines()) == 2
        assert not (salinan / ".venv" / ".siap.json").exists()
