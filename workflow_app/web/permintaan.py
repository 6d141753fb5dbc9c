"""The frame of one request: a reference for the log, and the promise of GET and HEAD not to write."""

import secrets

from flask import Flask, abort, g, request

from workflow_app.koneksi import atur_hanya_baca

CARA_MEMBACA = frozenset({"GET", "HEAD", "OPTIONS"})


def rujukan() -> str:
    """Reference of the present request: stands on its error page and in the log."""
    if "rujukan" not in g:
        g.rujukan = secrets.token_hex(5)
    return str(g.rujukan)


def jangan_tanya_basis_data() -> None:
    """From here on this request asks the database nothing: it may be what went wrong."""
    g.tanpa_basis_data = True


def basis_data_dapat_ditanya() -> bool:
    """Whether frame and language of the page may be taken from the database."""
    return "tanpa_basis_data" not in g


def _mulai() -> None:
    atur_hanya_baca(request.method in CARA_MEMBACA)


def _tolak_nol() -> None:
    """No browser sends the character NUL, and PostgreSQL takes it in no text."""
    if "%00" in request.full_path or any("\0" in isi for isi in request.form.values()):
        abort(400)


def _selesai(galat: BaseException | None) -> None:
    # The thread that served this request serves others, and its context variables stay with it.
    atur_hanya_baca(False)


def pasang(app: Flask) -> None:
    """Open and close the frame around every request of `app`."""
    app.before_request(_mulai)
    app.before_request(_tolak_nol)
    app.teardown_request(_selesai)
