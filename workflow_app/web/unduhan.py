"""Stored files as answers: checked before the first byte, named without tricks, and without power in the browser."""

import os
from contextlib import ExitStack

from flask import Response, request
from werkzeug.wsgi import wrap_file

from workflow_app.penyimpanan import POTONGAN_BYTES, Penyimpanan
from workflow_app.services.unggahan import nama_bersih
from workflow_app.web.konteks import pengaturan

GAMBAR = frozenset({"image/png", "image/jpeg"})
TAMPIL = GAMBAR | {"application/pdf"}
"""Types that are shown beside an item; everything is saved when it is asked for by itself."""
TAK_DIKENAL = "application/octet-stream"
KOTAK_PASIR = "default-src 'none'; sandbox"
PENAMPIL_PDF = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
"""In older browsers a sandboxed document may not start the PDF viewer, which is a sandbox itself."""


def kirim_berkas(
    sha256: str, nama: str, tipe: str, *, tampil: bool = False, dari: Penyimpanan | None = None
) -> Response:
    """A stored file as the answer of a view, to be saved; `tampil` lets the browser show it where its type allows.
    `dari` is the store where it lies, that of proofs and papers if not named.

    Raises BerkasTidakAda or BerkasRusak before anything is sent.
    """
    tumpukan = ExitStack()
    berkas = tumpukan.enter_context((dari or Penyimpanan(pengaturan().berkas_url)).buka(sha256))
    ukuran = berkas.seek(0, os.SEEK_END)
    berkas.seek(0)
    # Not passed through directly: the server would then keep the file alone, and the stack that holds it open would go
    # with the response.
    jawaban = Response(wrap_file(request.environ, berkas, POTONGAN_BYTES), mimetype=tipe)
    jawaban.content_length = ukuran
    jawaban.call_on_close(tumpukan.close)
    cara = "inline" if tampil and tipe in TAMPIL else "attachment"
    pdf = cara == "inline" and tipe == "application/pdf"
    jawaban.headers.set("Content-Disposition", cara, filename=nama_bersih(nama))
    jawaban.headers["Content-Security-Policy"] = PENAMPIL_PDF if pdf else KOTAK_PASIR
    return jawaban


def kirim_pratinjau(isi: bytes) -> Response:
    """A picture made for a page from somebody's file."""
    jawaban = Response(isi, mimetype="image/jpeg")
    jawaban.headers.set("Content-Disposition", "inline", filename="pratinjau.jpg")
    jawaban.headers["Content-Security-Policy"] = KOTAK_PASIR
    return jawaban


def kirim_isi(isi: bytes, nama: str, tipe: str) -> Response:
    """Bytes that were made for this answer, to be saved."""
    jawaban = Response(isi, mimetype=tipe)
    jawaban.headers.set("Content-Disposition", "attachment", filename=nama_bersih(nama))
    jawaban.headers["Content-Security-Policy"] = KOTAK_PASIR
    return jawaban
