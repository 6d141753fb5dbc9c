"""The house's own rules: what the repository may hold, whatever the application does."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from workflow_app import database
from workflow_app.cli.docs import FOLDER, halaman
from workflow_app.states import WORKFLOWS

AKAR = Path(__file__).resolve().parent.parent
LOCK = sorted(AKAR.glob("requirements*.lock"))
TEKS = {".py", ".md", ".toml", ".html", ".txt", ".css", ".js", ".csv", ".json", ".yaml", ".po", ".sh", ".mako", ""}
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*(?:\[[^\]]*\])?)==(\S+)", re.MULTILINE)


def berkas_terlacak() -> list[Path]:
    """The files that git tracks; where there is no git, every file that is not made by a machine."""
    if shutil.which("git"):
        hasil = subprocess.run(["git", "ls-files", "-z"], cwd=AKAR, capture_output=True, text=True, check=False)
        if hasil.returncode == 0:
            return [AKAR / nama for nama in hasil.stdout.split("\0") if nama]
    dibuat = {".venv", "instance", "__pycache__", ".git", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}
    return [p for p in AKAR.rglob("*") if p.is_file() and not dibuat & set(p.relative_to(AKAR).parts)]


def teks_terlacak() -> list[tuple[Path, str]]:
    return [
        (berkas, berkas.read_text(encoding="utf-8"))
        for berkas in berkas_terlacak()
        if berkas.suffix in TEKS and berkas.is_file()
    ]


@pytest.mark.parametrize("lock", LOCK, ids=lambda p: p.name)
def test_lock_names_no_address_and_hashes_every_package(lock):
    isi = lock.read_text(encoding="utf-8")
    assert "://" not in isi
    for blok in re.split(r"\n(?=\S)", isi.strip()):
        assert "==" in blok.splitlines()[0]
        assert "--hash=sha256:" in blok, blok.splitlines()[0]


def test_development_lock_contains_the_applications_lock():
    aplikasi, pengembangan = (
        dict(PIN.findall((AKAR / nama).read_text(encoding="utf-8")))
        for nama in ("requirements.lock", "requirements-dev.lock")
    )
    assert aplikasi.items() <= pengembangan.items()


def test_lock_holds_every_dependency_of_the_project():
    with (AKAR / "pyproject.toml").open("rb") as berkas:
        proyek = tomllib.load(berkas)["project"]["dependencies"]
    terkunci = {re.sub(r"\[.*", "", nama) for nama, _ in PIN.findall((AKAR / "requirements.lock").read_text())}
    diminta = {re.split(r"[<>=\[]", baris)[0] for baris in proyek}
    assert diminta <= terkunci


def test_import_contracts_hold():
    """In a process of its own, because import-linter switches off the loggers that exist."""
    perintah = "from importlinter.cli import lint_imports_command as c; c(['--no-cache'])"
    hasil = subprocess.run([sys.executable, "-c", perintah], cwd=AKAR, capture_output=True, text=True, check=False)
    assert hasil.returncode == 0, hasil.stdout


def test_head_file_names_the_newest_migration():
    assert database.BERKAS_HEAD.read_text(encoding="utf-8").strip() == database.head()


def test_migrations_are_numbered_without_gaps():
    nomor = sorted(p.name[:4] for p in (database.FOLDER_MIGRASI / "versions").glob("*.py"))
    assert nomor == [f"{ke:04d}" for ke in range(1, len(nomor) + 1)]


def test_migrations_do_not_import_the_application():
    for berkas in (database.FOLDER_MIGRASI / "versions").glob("*.py"):
        assert "workflow_app" not in berkas.read_text(encoding="utf-8"), berkas.name


def test_no_path_of_a_machine_is_in_the_repository():
    jejak = re.compile(r"(?<![\w.])/(?:work|root|home/\w+|opt/\w+|Users/\w+)/\w")
    ketemu = [f"{b.relative_to(AKAR)}: {m.group()}" for b, isi in teks_terlacak() for m in jejak.finditer(isi)]
    assert ketemu == []


def test_pages_of_the_workflows_are_current():
    """Cure: `python3 run.py docs`."""
    tertulis = {p.stem: p.read_text(encoding="utf-8") for p in FOLDER.glob("*.md")}
    assert tertulis == {w.name: halaman(w) for w in WORKFLOWS}


def test_readme_is_short():
    assert len((AKAR / "README.md").read_text(encoding="utf-8").splitlines()) < 120


def test_generated_files_are_not_tracked():
    nama = {str(p.relative_to(AKAR)) for p in berkas_terlacak()}
    assert not [n for n in nama if n.startswith(("instance/", ".venv/")) or "__pycache__" in n]
