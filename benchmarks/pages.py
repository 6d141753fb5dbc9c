"""Rows that go through the application: a whole POST with its step (S4), and the list pages (P)."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from benchmarks import floors
from benchmarks.harness import Pair, Row, Side
from benchmarks.seed import Basis, Build
from benchmarks.served import Reader, served
from benchmarks.steps import Antrean, lantai
from workflow_app import create_app
from workflow_app.models import Pak
from workflow_app.services.pak import daftar_penerima


def peramban(basis: Basis) -> FlaskClient:
    """A browser in which the secretariat is signed in."""
    klien = basis.app.test_client()
    with klien.session_transaction() as kue:
        kue["_user_id"], kue["_fresh"] = basis.agensi.kunci_sekretariat, True
    return klien


@contextmanager
def lewat_post(basis: Basis) -> Iterator[Pair]:
    """The same step as S1, sent as a form: session, rights, token, fields, step, redirect."""
    antrean_lantai, antrean_kita = Antrean(basis.engine, 0), Antrean(basis.engine, 1)
    with Session(basis.engine) as session:
        pak = session.get_one(Pak, antrean_kita.ambil())
        penerima = daftar_penerima(pak)
    klien = peramban(basis)
    halaman = klien.get(f"/pak/{pak.id}/langkah/kirim").text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', halaman)
    assert token, halaman
    # The cookie as it was on the form: a browser goes on to the page that shows the message of the step and so takes
    # it out of the cookie, while here one message would be added by every step.
    kepala = {"Cookie": _kue(basis, klien)}
    pengirim = basis.app.test_client(use_cookies=False)

    def step() -> None:
        id_ = antrean_kita.ambil()
        isi = {"csrf_token": token[1], "version": antrean_kita.version[id_], "tembusan": penerima}
        jawaban = pengirim.post(f"/pak/{id_}/langkah/kirim", data=isi, headers=kepala)
        assert jawaban.status_code == 303, jawaban.text

    yield Pair(lantai(basis, antrean_lantai), Side(step, antrean_kita.siapkan), basis.server_pids())


def halaman(alamat: str) -> Build:
    """A list page against the smallest page of the framework, both served by the product's server over a socket."""

    @contextmanager
    def siapkan(basis: Basis) -> Iterator[Pair]:
        with served(floors.flask_hello, basis.settings) as lantai_di, served(create_app, basis.settings) as kita_di:
            hello, page = Reader(lantai_di, "/"), Reader(kita_di, alamat, _kue(basis, peramban(basis)))
            page.connect()
            assert b"tabel-kartu" in page.page()  # and so the server has its connection to the database
            floor = Side(hello.page, hello.connect, [lantai_di.pid])
            ours = Side(page.page, page.connect, [kita_di.pid])
            yield Pair(floor, ours, basis.server_pids())

    return siapkan


def _kue(basis: Basis, klien: FlaskClient) -> str:
    """The cookie of the session, as this browser sends it."""
    kue = klien.get_cookie(basis.app.config["SESSION_COOKIE_NAME"])
    assert kue
    return f"{kue.key}={kue.value}"


ROWS: tuple[tuple[Row, Build], ...] = (
    (Row("S4", "postgresql", "whole POST around the step", must=4, aim=3), lewat_post),
    (Row("S4", "sqlite", "whole POST around the step"), lewat_post),
    *(
        row
        for nama in ("postgresql", "sqlite")
        for row in (
            (Row("P1", nama, "Tugas saya, 25 lines", must=12, aim=8), halaman("/tugas")),
            (Row("P1", nama, "Perkara, 50 lines"), halaman("/perkara?alur=dupak")),
        )
    ),
)
