"""The process that looks into one file: takes its own rights away, reads standard input, answers on standard output."""

import json
import resource
import sys
import warnings
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from workflow_app.pemeriksa.temuan import Temuan

BERKAS_TERBUKA = 16


def utama() -> None:
    """`argv[1]` is a JSON object: `tugas`, `batas`, `memori` (bytes), `detik`.

    The answer is a line of JSON (`kode`, `isi`, `fakta`); behind it the bytes of a preview, where one was asked for.
    """
    warnings.simplefilter("ignore")
    perintah = json.loads(sys.argv[1])
    _batasi(perintah["memori"], perintah["detik"])
    jawaban: dict[str, Any] = {"kode": None, "isi": {}, "fakta": {}}
    hasil = b""
    try:
        kerja = _muat(perintah["tugas"])
        _tutup()
        fakta = kerja(sys.stdin.buffer.read(), perintah["batas"])
        if isinstance(fakta, bytes):
            hasil = fakta
        else:
            jawaban["fakta"] = fakta
    except Temuan as galat:
        jawaban |= {"kode": galat.kode, "isi": galat.isi}
    except (MemoryError, RecursionError):
        jawaban["kode"] = "berat"
    sys.stdout.buffer.write(json.dumps(jawaban).encode() + b"\n" + hasil)
    sys.stdout.buffer.flush()


def _muat(tugas: str) -> Any:
    """The look inside for one kind; each imports its library only when it is needed."""
    if tugas == "pdf":
        from workflow_app.pemeriksa import pdf  # noqa: PLC0415

        return pdf.periksa
    if tugas in {"docx", "xlsx"}:
        from workflow_app.pemeriksa import kantor  # noqa: PLC0415

        return lambda isi, batas: kantor.periksa(isi, tugas, batas)
    from workflow_app.pemeriksa import gambar  # noqa: PLC0415

    kerja: Mapping[str, Any] = {
        "jpg": gambar.periksa_jpg,
        "png": gambar.periksa_png,
        "pratinjau": gambar.pratinjau,
    }
    return kerja[tugas]


def _batasi(memori: int, detik: int) -> None:
    for hal, batas in (
        (resource.RLIMIT_CPU, detik),
        (resource.RLIMIT_AS, memori),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        with suppress(ValueError, OSError):  # macOS knows some of them only by name
            resource.setrlimit(hal, (batas, batas))


def _tutup() -> None:
    """After the imports: nothing is started any more, and hardly anything opened."""
    for hal, batas in ((resource.RLIMIT_NOFILE, BERKAS_TERBUKA), (resource.RLIMIT_NPROC, 0)):
        with suppress(ValueError, OSError):
            resource.setrlimit(hal, (batas, batas))
