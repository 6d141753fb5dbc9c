"""The list of commands: it tells the truth about them, and imports none of them before it is called."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from flask.cli import ScriptInfo

from workflow_app import cli
from workflow_app.cli import alurpak
from workflow_app.cli.perintah import PERINTAH, GrupMalas
from workflow_app.config import AKAR

FOLDER = Path(cli.__file__).parent
#: Modules of the folder that are no command.
BUKAN_PERINTAH = {
    "__init__",
    "__main__",
    "perintah",
    "pengaturan",
    "docs_hitung",
    "docs_unggahan",
    "bersama",
    "hasil_jalan",
}
#: What takes long to import; the list of commands needs none of it.
BERAT = {
    "alembic",
    "docx",
    "docxtpl",
    "flask",
    "fsspec",
    "gunicorn",
    "holidays",
    "html5lib",
    "lxml",
    "num2words",
    "openpyxl",
    "pydantic",
    "redis",
    "rq",
    "sqlalchemy",
    "wtforms",
}
KANTOR = {"docx", "docxtpl", "lxml", "openpyxl", "gunicorn", "wtforms", "flask"}


def termuat(*kata: str) -> set[str]:
    """The top-level modules that a process holds after it ran a command."""
    program = (
        "import json, sys\n"
        "from workflow_app.cli import alurpak\n"
        f"alurpak({list(kata)!r}, prog_name='alurpak', standalone_mode=False)\n"
        "print('\\n' + json.dumps(sorted({m.partition('.')[0] for m in sys.modules})))\n"
    )
    hasil = subprocess.run([sys.executable, "-c", program], cwd=AKAR, capture_output=True, text=True, check=True)
    return set(json.loads(hasil.stdout.splitlines()[-1]))


def test_the_help_imports_no_part_of_the_application():
    ada = termuat("--help")
    assert "click" in ada
    assert ada & BERAT == set()


@pytest.mark.parametrize(
    ("kata", "tanpa"),
    [
        (("hitung", "--help"), BERAT - {"pydantic"}),
        (("workflows", "--format", "table"), BERAT - {"sqlalchemy"}),
        (("database", "--help"), KANTOR | {"redis", "holidays"}),
        (("doctor", "--help"), KANTOR),
    ],
)
def test_a_command_imports_what_it_needs(kata: tuple[str, ...], tanpa: set[str]):
    assert termuat(*kata) & tanpa == set()


def test_every_module_with_a_command_is_listed():
    ada = {berkas.stem for berkas in FOLDER.glob("*.py")} - BUKAN_PERINTAH
    assert {p.modul for p in PERINTAH.values()} == ada


@pytest.mark.parametrize("nama", PERINTAH)
def test_the_list_says_of_a_command_what_its_own_help_says(nama: str):
    perintah = PERINTAH[nama].muat()
    assert perintah.name == nama
    terpanjang = 200
    assert click.Command(nama, help=PERINTAH[nama].bantuan).get_short_help_str(terpanjang) == (
        perintah.get_short_help_str(terpanjang)
    )


@pytest.mark.parametrize("nama", PERINTAH)
def test_commands_inside_the_application_are_marked(nama: str):
    pohon = ast.parse((FOLDER / f"{PERINTAH[nama].modul}.py").read_text(encoding="utf-8"))
    dipakai = {satu.id for satu in ast.walk(pohon) if isinstance(satu, ast.Name)}
    assert PERINTAH[nama].aplikasi is ("with_appcontext" in dipakai)


def test_the_help_lists_every_command_in_order():
    keluaran = CliRunner().invoke(alurpak, ["--help"]).output
    daftar = keluaran.partition("Commands:\n")[2].splitlines()
    assert [baris.split()[0] for baris in daftar] == sorted(PERINTAH)
    assert "kredit Buku angka kredit: entri yang hanya ditambah." in [" ".join(baris.split()) for baris in daftar]


def test_an_unknown_command_is_named():
    hasil = CliRunner().invoke(alurpak, ["tidak-ada"])
    assert (hasil.exit_code, "tidak-ada" in hasil.output) == (2, True)


def test_the_application_is_made_only_for_commands_that_run_inside_it():
    grup = GrupMalas("alurpak")
    grup.aplikasi = lambda: None
    for nama, milik in (("workflows", None), ("kredit", ScriptInfo)):
        ctx = click.Context(grup)
        assert grup.get_command(ctx, nama) is not None
        assert ctx.obj is None if milik is None else isinstance(ctx.obj, milik)
    bawaan = ScriptInfo()
    ctx = click.Context(grup, obj=bawaan)
    grup.get_command(ctx, "kredit")
    assert ctx.obj is bawaan


@pytest.mark.parametrize(
    ("lingkungan", "kalimat"),
    [
        ({"DATABASE_URL": "sqlite:////tidak/ada/alurpak.db"}, "Basis data tidak dapat dipakai"),
        ({"WEB_WORKERS": "banyak"}, "WEB_WORKERS"),
    ],
)
def test_what_goes_wrong_comes_out_as_a_sentence(tmp_path: Path, lingkungan: dict[str, str], kalimat: str):
    isi = {"INSTANCE_DIR": str(tmp_path), "SECRET_KEY": "x" * 40, "AUDIT_KEY": "y" * 40, **lingkungan}
    hasil = subprocess.run(
        [sys.executable, "-m", "workflow_app.cli", "kredit", "periksa"],
        cwd=AKAR,
        env={"PATH": "", **isi},
        capture_output=True,
        text=True,
        check=False,
    )
    assert hasil.returncode == 1
    assert kalimat in hasil.stderr
    assert "Traceback" not in hasil.stderr
