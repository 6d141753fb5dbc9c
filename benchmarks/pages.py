"""Rows that go through the application: a whole POST with its step (S4), and the list pages (P)."""

import re
from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from benchmarks import floors
from benchmarks.harness import Pair, Row, Side
from benchmarks.seed import Basis
from benchmarks.steps import Antrean, lantai
from workflow_app.models import Pak
from workflow_app.services.pak import daftar_penerima


def peramban(basis: Basis) -> FlaskClient:
    """A browser in which the secretariat is signed in."""
    klien = basis.app.test_client()
    with klien.session_transaction() as kue:
        kue["_user_id"], kue["_fresh"] = basis.agensi.kunci_sekretariat, True
    return klien


def lewat_post(basis: Basis) -> Pair:
    """The same step as S1, sent as a form: session, rights, token, fields, step, redirect."""
    antrean_lantai, antrean_kita = Antrean(basis.engine, 0), Antrean(basis.engine, 1)
    with Session(basis.engine) as session:
        pak = session.get_one(Pak, antrean_kita.ambil())
        penerima = daftar_penerima(pak)
    klien = peramban(basis)
    halaman = klien.get(f"/pak/{pak.id}/langkah/kirim").text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', halaman)
    assert token, halaman

    def step() -> None:
        id_ = antrean_kita.ambil()
        isi = {"csrf_token": token[1], "version": antrean_kita.version[id_], "tembusan": penerima}
        jawaban = klien.post(f"/pak/{id_}/langkah/kirim", data=isi)
        assert jawaban.status_code == 303, jawaban.text

    floor, pids = lantai(basis, antrean_lantai)
    return Pair(floor, Side(step, antrean_kita.siapkan), [*pids, *basis.server_pids()])


def halaman(alamat: str) -> Callable[[Basis], Pair]:
    """A list page against the smallest page of the framework."""

    def siapkan(basis: Basis) -> Pair:
        klien = peramban(basis)

        def page() -> None:
            assert klien.get(alamat).status_code == 200

        return Pair(Side(floors.flask_hello()), Side(page), basis.server_pids())

    return siapkan


ROWS: tuple[tuple[Row, Callable[[Basis], Pair]], ...] = (
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
