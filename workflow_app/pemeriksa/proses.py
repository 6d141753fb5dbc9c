"""Starts the process that looks into a file, and understands how it ended."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MEMORI = 1024 * 1024 * 1024
"""Bytes of address space of one look; what it really uses is a tenth of that for an ordinary file."""
DETIK = 10
"""Seconds of processor time of one look."""
DETIK_TUNGGU = 60
"""Seconds after which it is ended whatever it did: a machine that is busy with other things gets its time."""
SEKALIGUS = 2
"""Looks at the same time in one server process; the next upload waits its turn."""
DETIK_GILIRAN = 20
"""Seconds that an upload waits for its turn, before its sender is asked to come again."""

_AKAR = str(Path(__file__).parents[2])
_PERINTAH = "import sys; sys.path.insert(0, sys.argv.pop(1)); from workflow_app.pemeriksa.ruang import utama; utama()"
_LINGKUNGAN = ("LANG", "LC_ALL", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TMPDIR")
"""All that the process learns of its surroundings: no settings, no keys."""
_HABIS_WAKTU = {-signal.SIGXCPU, -signal.SIGKILL}
_giliran = threading.BoundedSemaphore(SEKALIGUS)


@dataclass(frozen=True)
class Hasil:
    """What the look found: `kode` None means nothing against the file; `data` is the preview, where one was asked."""

    kode: str | None
    isi: Mapping[str, Any] = field(default_factory=dict)
    fakta: Mapping[str, Any] = field(default_factory=dict)
    data: bytes = b""


def jalankan(tugas: str, isi: bytes, batas: Mapping[str, int]) -> Hasil:
    """Look into the bytes. Never raises because of them: what breaks or stops the process is a finding as well."""
    perintah = json.dumps({"tugas": tugas, "batas": dict(batas), "memori": MEMORI, "detik": DETIK})
    if not _giliran.acquire(timeout=DETIK_GILIRAN):
        return Hasil("ramai")
    try:
        selesai = subprocess.run(
            [sys.executable, "-I", "-c", _PERINTAH, _AKAR, perintah],
            input=isi,
            capture_output=True,
            timeout=DETIK_TUNGGU,
            env={nama: os.environ[nama] for nama in _LINGKUNGAN if nama in os.environ},
            cwd="/",
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Hasil("lama")
    except OSError:  # no process or no memory left for one
        return Hasil("macet")
    finally:
        _giliran.release()
    if selesai.returncode in _HABIS_WAKTU:
        return Hasil("lama")
    return Hasil("macet") if selesai.returncode != 0 else _jawaban(selesai.stdout)


def _jawaban(keluaran: bytes) -> Hasil:
    """The answer of a process that ended well. A file that got hold of it may have written anything."""
    kepala, _baris, data = keluaran.partition(b"\n")
    try:
        isi = json.loads(kepala)
        kode = isi["kode"]
        hasil = Hasil(kode, dict(isi["isi"]), dict(isi["fakta"]), data)
    except (ValueError, TypeError, LookupError, RecursionError):
        return Hasil("macet")
    return hasil if kode is None or isinstance(kode, str) else Hasil("macet")
