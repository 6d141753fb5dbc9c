"""The process that looks into a file: however it is started, waits or ends, the answer is a finding."""

import io
import json
import subprocess
import threading
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import contoh_berkas
from tests.klien import teks_halaman
from tests.meja_kegiatan import prakom
from workflow_app.models import Kegiatan
from workflow_app.pemeriksa import proses
from workflow_app.services import unggahan
from workflow_app.services.unggahan import BerkasDitolak, sebab


@pytest.fixture
def ramai(monkeypatch: pytest.MonkeyPatch) -> threading.BoundedSemaphore:
    """Somebody else's looks take every place, and nobody waits."""
    giliran = threading.BoundedSemaphore(1)
    giliran.acquire()
    monkeypatch.setattr(proses, "_giliran", giliran)
    monkeypatch.setattr(proses, "DETIK_GILIRAN", 0)
    return giliran


def jawab(monkeypatch: pytest.MonkeyPatch, keluaran: bytes) -> proses.Hasil:
    """What comes of a process that ended well and wrote this."""
    selesai = subprocess.CompletedProcess([], 0, keluaran, b"")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: selesai)
    return proses.jalankan("pdf", b"x", {})


def test_the_wait_for_a_turn_ends(ramai: threading.BoundedSemaphore):
    assert proses.jalankan("pdf", b"x", {}).kode == "ramai"
    ramai.release()
    assert proses.jalankan("pdf", b"x", unggahan.PDF.batas).kode == "bukan_pdf"
    assert ramai.acquire(blocking=False), "the turn was given back"


@pytest.mark.parametrize(
    "keluaran",
    [
        b"",
        b"bukan json",
        b"\xff\xfe",
        b"null\n",
        b"[1]\n",
        b"{}\n",
        b'{"kode": null, "isi": 3, "fakta": {}}\n',
        b'{"kode": 7, "isi": {}, "fakta": {}}\n',
        b"[" * 100_000,
    ],
)
def test_a_broken_answer_is_a_finding(monkeypatch: pytest.MonkeyPatch, keluaran: bytes):
    assert jawab(monkeypatch, keluaran).kode == "macet"


def test_a_process_that_cannot_be_started_is_a_finding(monkeypatch: pytest.MonkeyPatch):
    def gagal(*_: Any, **__: Any) -> None:
        raise BlockingIOError("Resource temporarily unavailable")

    monkeypatch.setattr(subprocess, "run", gagal)
    assert proses.jalankan("pdf", b"x", {}).kode == "macet"
    assert proses.jalankan("pdf", b"x", {}).kode == "macet"


@pytest.mark.parametrize(("kode", "isi"), [("entah", {}), ("pdf_halaman", {}), ("pdf_halaman", {"jumlah": 1})])
def test_a_finding_that_nobody_knows_has_a_sentence_too(
    monkeypatch: pytest.MonkeyPatch, kode: str, isi: dict[str, Any]
):
    hasil = jawab(monkeypatch, json.dumps({"kode": kode, "isi": isi, "fakta": {}}).encode())
    assert hasil.kode == kode
    assert str(sebab.kalimat(hasil.kode, hasil.isi)) == sebab.KALIMAT["macet"]


@pytest.mark.usefixtures("ramai")
def test_a_file_that_was_not_looked_into_is_told_apart():
    with pytest.raises(BerkasDitolak) as galat:
        unggahan.periksa("palsu.pdf", io.BytesIO(contoh_berkas.png()))
    assert galat.value.sibuk
    assert "Tunggu sekitar satu menit" in str(galat.value.pesan)
    assert "Tampaknya" not in str(galat.value.pesan)
    with pytest.raises(BerkasDitolak):
        unggahan.pratinjau(contoh_berkas.png(), "image/png")


@pytest.mark.usefixtures("ramai")
def test_the_page_says_when_to_come_again_and_keeps_what_was_typed(session: Session, klien: Any):
    isi = {
        "version": "0",
        "kunci": "a" * 32,
        "uraian": "Memasang jaringan",
        "tanggal_selesai": "2021-10-05",
        "volume": "2",
        "berkas": (io.BytesIO(contoh_berkas.PDF), "laporan.pdf"),
    }
    k = klien(prakom(session))
    jawaban = k.kirim("/kegiatan/baru", isi, 503, content_type="multipart/form-data")
    assert jawaban.headers["Retry-After"] == "60"
    assert "Tunggu sekitar satu menit, lalu unggah lagi." in teks_halaman(jawaban.text)
    assert "Memasang jaringan" in jawaban.text
    assert session.scalars(select(Kegiatan)).all() == []
