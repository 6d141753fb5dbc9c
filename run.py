#!/usr/bin/env python3
"""Set AlurPAK up on this machine and run it. Needs Python 3.11 to 3.14 and nothing else.

    python3 run.py                     set up, then serve the demo agency on 127.0.0.1:8000
    python3 run.py test [...]          set up, then run the tests (further words go to pytest)
    python3 run.py lint                ruff, mypy and the import contracts
    python3 run.py docs                write the generated pages under docs/ anew
    python3 run.py bench [...]         the benchmarks
    python3 run.py worker [...]        a worker process (needed only with Redis)
    python3 run.py alurpak [...]       any command of the command line, e.g. `alurpak doctor`
    python3 run.py lock [...]          resolve the lock files anew (further words go to `uv pip compile`)

An old interpreter must reach the sentence that says it is too old, so this file holds no syntax newer than
Python 3.6 and imports nothing but the standard library. See docs/adr/0001.
"""

import sys

PYTHON_TERLAMA, PYTHON_BATAS = (3, 11), (3, 15)
if not PYTHON_TERLAMA <= sys.version_info[:2] < PYTHON_BATAS:
    sys.stderr.write(
        "AlurPAK memerlukan Python 3.11 sampai 3.14, sedangkan ini Python {0}.{1}: jalankan dengan python yang sesuai, "
        "misalnya `python3.11 run.py`.\n"
        "AlurPAK needs Python 3.11 to 3.14 and this is Python {0}.{1}: start it with one of those, "
        "for example `python3.11 run.py`.\n".format(*sys.version_info)
    )
    sys.exit(2)

import contextlib
import errno
import hashlib
import json
import os
import shlex
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:
    sys.stderr.write(
        "AlurPAK berjalan di Linux atau macOS; di Windows pakailah WSL.\n"
        "AlurPAK runs on Linux or macOS; on Windows use WSL.\n"
    )
    sys.exit(2)

AKAR = Path(__file__).resolve().parent
VENV = AKAR / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"
STEMPEL = VENV / ".siap.json"
"""Written last: what is installed. While it is true, a start touches nothing."""
TANDA_PASANG = VENV / ".sedang-dipasang"
"""Present from the first to the last file of an installation; left behind by one that was killed."""
CATATAN = VENV / "penyiapan.log"
KUNCI_PENYIAPAN = AKAR / ".run.lock"

LOCK_UV = AKAR / "requirements-uv.lock"
LOCK_APLIKASI = AKAR / "requirements.lock"
LOCK_PENGEMBANGAN = AKAR / "requirements-dev.lock"

TEMPAT_MINIMUM = {LOCK_APLIKASI: 600 * 1024**2, LOCK_PENGEMBANGAN: 1200 * 1024**2}
"""Free bytes below which an installation is not begun: what it takes, plus room for the database and the files."""

TANDA_TANPA_JARINGAN = (
    "dns error",
    "Temporary failure in name resolution",
    "Temporary failure resolving",
    "Name or service not known",
    "nodename nor servname",
    "Failed to establish a new connection",
    "error sending request",
    "Network is unreachable",
    "Connection refused",
    "Connection reset",
    "ConnectTimeout",
    "Read timed out",
    "ProxyError",
    "CERTIFICATE_VERIFY_FAILED",
    "invalid peer certificate",
)


class Berhenti(Exception):
    """The set-up cannot go on; one sentence for people in each language, and the exit code."""

    def __init__(self, indonesia: str, inggris: str, kode: int = 1) -> None:
        super().__init__(indonesia)
        self.indonesia = indonesia
        self.inggris = inggris
        self.kode = kode


def kabar(indonesia: str, inggris: str) -> None:
    """Say what is going on, in both languages, at once even through a pipe."""
    print(f"{indonesia} / {inggris}", flush=True)


# What is installed


def keadaan_diinginkan(lock: Path) -> dict[str, str]:
    """What the stamp must say before words that need `lock` may run."""
    keadaan = {
        "akar": str(AKAR),
        "python": "{}.{}".format(*sys.version_info),
        "aplikasi": hashlib.sha256(LOCK_APLIKASI.read_bytes()).hexdigest(),
    }
    if lock == LOCK_PENGEMBANGAN:
        keadaan["pengembangan"] = hashlib.sha256(lock.read_bytes()).hexdigest()
    return keadaan


def sudah_siap(lock: Path) -> bool:
    """Whether the stamp covers `lock`. The development lock contains the application's, so it serves both."""
    try:
        ada = json.loads(STEMPEL.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return PYTHON.exists() and isinstance(ada, dict) and keadaan_diinginkan(lock).items() <= ada.items()


def siapkan(lock: Path) -> None:
    """Bring `.venv` to the state that `lock` describes, unless it is there already."""
    if sudah_siap(lock):
        return
    with satu_penyiapan():
        if sudah_siap(lock):
            return
        mulai = time.monotonic()
        kabar("Menyiapkan .venv (sekali saja)", "Setting up .venv (only once)")
        periksa_tempat(lock)
        if TANDA_PASANG.exists() or not venv_utuh():
            buat_venv()
        TANDA_PASANG.touch()
        STEMPEL.unlink(missing_ok=True)
        pasang(lock)
        tulis_perintah_alurpak()
        sementara = STEMPEL.with_suffix(".tmp")
        sementara.write_text(json.dumps(keadaan_diinginkan(lock)), encoding="utf-8")
        sementara.replace(STEMPEL)
        TANDA_PASANG.unlink()
        detik = f"{time.monotonic() - mulai:.0f}"
        kabar(f"Siap dalam {detik} detik", f"ready in {detik} seconds")


@contextlib.contextmanager
def satu_penyiapan() -> Iterator[None]:
    """Hold the lock under which `.venv` is changed; wait for another set-up that is under way."""
    with KUNCI_PENYIAPAN.open("a") as berkas:
        try:
            fcntl.flock(berkas, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            kabar("Menunggu penyiapan lain selesai", "Waiting for another set-up to finish")
            fcntl.flock(berkas, fcntl.LOCK_EX)
        yield


def periksa_tempat(lock: Path) -> None:
    perlu, ada = TEMPAT_MINIMUM[lock], shutil.disk_usage(AKAR).free
    if ada < perlu:
        raise tempat_habis(f"{perlu // 1024**2} MB", f"{ada // 1024**2} MB")


def tempat_habis(perlu: str, ada: str) -> Berhenti:
    return Berhenti(
        f"Ruang cakram tidak cukup di {AKAR}: perlu {perlu}, tersedia {ada}. Kosongkan sebagian, lalu ulangi.",
        f"Not enough disk space in {AKAR}: {perlu} needed, {ada} free. Make room and start again.",
    )


# The environment


def venv_utuh() -> bool:
    """Whether `.venv` runs, holds pip and belongs to this Python, which an upgrade of the system may have replaced."""
    if not PYTHON.exists():
        return False
    cek = "import pip, sys; print('{}.{}'.format(*sys.version_info))"
    hasil = subprocess.run([str(PYTHON), "-I", "-c", cek], capture_output=True, text=True, check=False)
    return hasil.returncode == 0 and hasil.stdout.strip() == "{}.{}".format(*sys.version_info)


def buat_venv() -> None:
    """Make `.venv` from nothing, with pip in it. On Debian the missing part of Python is fetched, or named."""
    pastikan_ensurepip()
    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()
    elif VENV.exists():
        shutil.rmtree(VENV)
    VENV.mkdir()
    TANDA_PASANG.touch()
    kode, catatan = panggil([sys.executable, "-I", "-m", "venv", str(VENV)])
    if kode != 0:
        raise sebab_gagal(catatan)


def pastikan_ensurepip() -> None:
    """Debian keeps ensurepip in a package of its own, and a minimal system does not have it."""
    if ada_ensurepip():
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        perintah = ["apt-get", "install", "-y", "--no-install-recommends", "python3-venv"]
        kabar(f"Menjalankan `{shlex.join(perintah)}`", "running it because Python lacks ensurepip")
        kode, catatan = panggil_apt(perintah)
        if kode != 0 and not tanpa_jaringan(catatan):
            _, daftar = panggil_apt(["apt-get", "update"])
            kode, catatan = panggil_apt(perintah)
            catatan = daftar + catatan
        if kode != 0:
            raise sebab_gagal(catatan)
        if ada_ensurepip():
            return
    saran = "apt-get install -y python3-venv"
    raise Berhenti(
        f"Python ini ({sys.executable}) tidak dapat membuat lingkungan virtual. Jalankan sebagai root: {saran}",
        f"This Python ({sys.executable}) cannot make a virtual environment. Run as root: {saran}",
        kode=2,
    )


def ada_ensurepip() -> bool:
    """Asked of a new process, because this one would remember its first answer."""
    cek = "import ensurepip, venv; ensurepip.version()"
    return subprocess.run([sys.executable, "-I", "-c", cek], capture_output=True, check=False).returncode == 0


def panggil_apt(perintah: list[str]) -> tuple[int, str]:
    """Run apt-get without questions. Returns the exit code and what it printed, in English."""
    hasil = subprocess.run(
        perintah,
        env=dict(os.environ, DEBIAN_FRONTEND="noninteractive", LC_ALL="C"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    return hasil.returncode, hasil.stdout


def panggil(perintah: list[str]) -> tuple[int, str]:
    """Run a step of the set-up with its output kept in the log. Returns the exit code and the output."""
    lingkungan = dict(os.environ, PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_NO_INPUT="1", NO_COLOR="1")
    hasil = subprocess.run(
        perintah,
        env=lingkungan,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    with CATATAN.open("a", encoding="utf-8") as catatan:
        catatan.write(f"$ {shlex.join(perintah)}\n{hasil.stdout}\n")
    return hasil.returncode, hasil.stdout


# The packages


def pasang(lock: Path) -> None:
    """Install exactly what `lock` names, every file checked by its hash: with uv, or with pip where uv cannot.

    uv does not read pip's configuration; where an agency's mirror is known to pip alone, pip does the work.
    """
    if not UV.exists():
        kode, catatan = panggil(
            [*pip(), "install", "--retries", "1", "--require-hashes", "--only-binary", ":all:", "-r", str(LOCK_UV)]
        )
        if kode != 0 and (tanpa_jaringan(catatan) or tanpa_tempat(catatan)):
            raise sebab_gagal(catatan)
    if UV.exists():
        kode, catatan = panggil([str(UV), "pip", "sync", "--python", str(PYTHON), "--require-hashes", str(lock)])
        if kode == 0:
            return
        if tanpa_tempat(catatan):
            raise sebab_gagal(catatan)
        kabar("uv tidak berhasil, mencoba pip", "uv did not succeed, trying pip")
    kode, catatan = panggil([*pip(), "install", "--retries", "1", "--require-hashes", "--no-deps", "-r", str(lock)])
    if kode != 0:
        raise sebab_gagal(catatan)


def pip() -> list[str]:
    return [str(PYTHON), "-I", "-m", "pip"]


def tanpa_jaringan(catatan: str) -> bool:
    return any(tanda in catatan for tanda in TANDA_TANPA_JARINGAN)


def tanpa_tempat(catatan: str) -> bool:
    return os.strerror(errno.ENOSPC) in catatan


def sebab_gagal(catatan: str) -> Berhenti:
    """The sentence for a step that failed, from what it printed."""
    if tanpa_tempat(catatan):
        return tempat_habis(f"{TEMPAT_MINIMUM[LOCK_PENGEMBANGAN] // 1024**2} MB", "0 MB")
    if tanpa_jaringan(catatan):
        return Berhenti(
            "Paket tidak dapat diunduh: periksa sambungan jaringan atau pengaturan proksi, lalu ulangi.",
            "The packages cannot be downloaded: check the network connection or the proxy settings and start again.",
        )
    if "DO NOT MATCH THE HASHES" in catatan or "Hash mismatch" in catatan:
        return Berhenti(
            f"Isi paket yang diunduh berbeda dari berkas lock, sehingga tidak dipasang; lihat {CATATAN}.",
            f"A downloaded package differs from the lock file and was not installed; see {CATATAN}.",
        )
    akhir = (catatan.strip().splitlines() or ["?"])[-1]
    lengkap = (f" (lengkapnya di {CATATAN})", f" (in full in {CATATAN})") if CATATAN.exists() else ("", "")
    return Berhenti(f"Penyiapan gagal: {akhir}{lengkap[0]}.", f"The set-up failed: {akhir}{lengkap[1]}.")


def tulis_perintah_alurpak() -> None:
    """Make the package importable and `.venv/bin/alurpak` callable from anywhere, without a build or the network."""
    pustaka = next((VENV / "lib").glob("python3.*/site-packages"))
    (pustaka / "alurpak.pth").write_text(f"{AKAR}\n", encoding="utf-8")
    perintah = VENV / "bin" / "alurpak"
    baris = f'#!/bin/sh\nexec {shlex.quote(str(PYTHON))} -P -m workflow_app.cli "$@"\n'
    perintah.write_text(baris, encoding="utf-8")
    perintah.chmod(0o755)


# The words


def ganti_proses(*perintah: str) -> int:
    """Become `python -m ...` of the environment, so that signals and the exit code are the program's own.

    `-P` keeps the folder from which it is called out of the import path: a stray `click.py` there means nothing to us.
    """
    sys.stdout.flush()
    os.execv(str(PYTHON), [str(PYTHON), "-P", "-m", *perintah])


def jalankan(sisa: list[str]) -> int:
    """A stop signal that comes while the application is being imported is kept until it can stop in good order."""
    siapkan(LOCK_APLIKASI)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    return ganti_proses("workflow_app.cli", "jalankan", *sisa)


def worker(sisa: list[str]) -> int:
    siapkan(LOCK_APLIKASI)
    return ganti_proses("workflow_app.cli", "worker", *sisa)


def alurpak(sisa: list[str]) -> int:
    siapkan(LOCK_APLIKASI)
    return ganti_proses("workflow_app.cli", *sisa)


def uji(sisa: list[str]) -> int:
    siapkan(LOCK_PENGEMBANGAN)
    os.chdir(str(AKAR))
    return ganti_proses("pytest", *paralel(sisa), *sisa)


def paralel(sisa: list[str]) -> list[str]:
    """One pytest process for each core, unless the words ask for another number or for a terminal of their own."""
    sendiri = any(kata in ("-s", "--pdb", "--trace", "--dist", "no:xdist") or kata.startswith("-n") for kata in sisa)
    inti = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return [] if sendiri else ["-n", str(inti)]


def periksa_gaya(_sisa: list[str]) -> int:
    siapkan(LOCK_PENGEMBANGAN)
    os.chdir(str(AKAR))
    ruff = str(VENV / "bin" / "ruff")
    langkah = {
        "ruff check": [ruff, "check"],
        "ruff format": [ruff, "format", "--check"],
        "mypy": [str(PYTHON), "-m", "mypy"],
        "lint-imports": [str(PYTHON), "-c", "from importlinter.cli import lint_imports_command as c; c()"],
    }
    gagal = []
    for nama, perintah in langkah.items():
        print(f"== {nama}", flush=True)
        if subprocess.call(perintah) != 0:
            gagal.append(nama)
    print("lint: {}".format(", ".join(gagal) or "OK"))
    return 1 if gagal else 0


def dokumen(sisa: list[str]) -> int:
    siapkan(LOCK_APLIKASI)
    return ganti_proses("workflow_app.cli", "docs", *sisa)


def tolok_ukur(sisa: list[str]) -> int:
    siapkan(LOCK_PENGEMBANGAN)
    os.chdir(str(AKAR))
    return ganti_proses("benchmarks", *sisa)


def kunci_versi(sisa: list[str]) -> int:
    siapkan(LOCK_PENGEMBANGAN)
    os.chdir(str(AKAR))
    resep = [str(UV), "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"]
    resep += ["--no-header", "--no-annotate", *sisa]
    for masukan, hasil in (
        (["pyproject.toml"], LOCK_APLIKASI),
        (["pyproject.toml", "--group", "dev", "-c", LOCK_APLIKASI.name], LOCK_PENGEMBANGAN),
        (["--group", "setup"], LOCK_UV),
    ):
        print(f"== {hasil.name}", flush=True)
        kode = subprocess.call([*resep, *masukan, "-o", hasil.name], stdout=subprocess.DEVNULL)
        if kode != 0:
            return kode
    return 0


KATA: dict[str, Callable[[list[str]], int]] = {
    "test": uji,
    "lint": periksa_gaya,
    "docs": dokumen,
    "bench": tolok_ukur,
    "worker": worker,
    "alurpak": alurpak,
    "lock": kunci_versi,
}


def utama(kata: list[str]) -> int:
    """Run one word. Every failure that a user can mend ends in one sentence in each language."""
    if kata and kata[0] in ("-h", "--help", "help", "bantuan"):
        print(__doc__)
        return 0
    if kata and not kata[0].startswith("-") and kata[0] not in KATA:
        sys.stderr.write(
            "Kata `{0}` tidak dikenal; pilihannya: {1}.\nUnknown word `{0}`; there are: {1}.\n".format(
                kata[0], ", ".join(KATA)
            )
        )
        return 2
    try:
        if kata and kata[0] in KATA:
            return KATA[kata[0]](kata[1:])
        return jalankan(kata)
    except Berhenti as sebab:
        return lapor(sebab)
    except KeyboardInterrupt:
        sys.stderr.write("Dihentikan.\nStopped.\n")
        return 130
    except OSError as galat:
        return lapor(dari_sistem(galat))


def lapor(sebab: Berhenti) -> int:
    sys.stderr.write(f"{sebab.indonesia}\n{sebab.inggris}\n")
    return sebab.kode


def dari_sistem(galat: OSError) -> Berhenti:
    if galat.errno == errno.ENOSPC:
        return tempat_habis(f"{TEMPAT_MINIMUM[LOCK_PENGEMBANGAN] // 1024**2} MB", "0 MB")
    if galat.errno in (errno.EACCES, errno.EROFS, errno.EPERM):
        apa = galat.filename or AKAR
        return Berhenti(
            f"Pengguna ini tidak boleh menulis atau menjalankan {apa}: pindahkan AlurPAK atau ubah izinnya.",
            f"This user may not write or run {apa}: move AlurPAK or change the permissions.",
        )
    return Berhenti(f"Penyiapan gagal: {galat}.", f"The set-up failed: {galat}.")


if __name__ == "__main__":
    sys.exit(utama(sys.argv[1:]))
