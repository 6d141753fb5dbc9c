"""Every address of the application: who it lets in, how it is written, and that looking never writes."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from tests import pabrik
from tests.klien import Klien
from workflow_app.extensions import db
from workflow_app.models import Pegawai, Peran

TERBUKA = {"static", "auth.masuk", "auth.keluar", "auth.bahasa"}
"""Open to everybody on purpose. A new line here is a decision."""
BENTUK_BAGIAN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)?")


def alamat(rule: Rule) -> str:
    """The rule with the number 1 for each parameter, and the first one where there is a choice."""
    pilihan_pertama = re.sub(r"<any\(([^,)]+)[^>]*>", r"\1", rule.rule)
    return re.sub(r"<[^>]+>", "1", pilihan_pertama)


def aturan(app: Flask) -> list[Rule]:
    return [r for r in app.url_map.iter_rules() if r.endpoint != "static"]


def test_8_2_1_nobody_comes_in_without_signing_in_except_where_it_is_meant(app: Flask, tamu: Klien):
    masuk = []
    for rule in aturan(app):
        for cara in sorted((rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"}):
            data = {"csrf_token": tamu.token()} if cara != "GET" else None
            jawaban = tamu.open(alamat(rule), method=cara, data=data)
            ke_masuk = jawaban.status_code == 303 and (jawaban.location or "").startswith("/masuk")
            if not ke_masuk and rule.endpoint not in TERBUKA:
                masuk.append(f"{cara} {rule.rule} ({rule.endpoint}): {jawaban.status_code}")

    assert not masuk, f"terbuka tanpa masuk; tambahkan ke TERBUKA hanya bila memang maksudnya: {masuk}"


def test_the_list_of_open_addresses_names_existing_ones(app: Flask):
    assert {r.endpoint for r in app.url_map.iter_rules()} >= TERBUKA


def test_addresses_are_in_kebab_case(app: Flask):
    salah = [
        rule.rule
        for rule in aturan(app)
        for bagian in re.sub(r"<[^>]+>", "1", rule.rule).strip("/").split("/")
        if bagian and not BENTUK_BAGIAN.fullmatch(bagian)
    ]

    assert not salah


def test_parameters_have_a_type(app: Flask):
    salah = [rule.rule for rule in aturan(app) for tipe in re.findall(r"<([^>]+)>", rule.rule) if ":" not in tipe]

    assert not salah


def test_3_5_1_every_change_needs_a_form_token(app: Flask, session: Session, klien: Callable[[Pegawai], Klien]):
    ade = klien(pabrik.pegawai(session, peran=[Peran.ADMIN, Peran.SEKRETARIAT]))
    diterima = []
    for rule in aturan(app):
        if "POST" in (rule.methods or set()):
            jawaban = ade.post(alamat(rule))
            if jawaban.status_code not in {400, 404}:
                diterima.append(f"{rule.rule}: {jawaban.status_code}")

    assert not diterima


def test_no_address_changes_something_by_being_looked_at(app: Flask):
    for rule in aturan(app):
        cara = rule.methods or set()
        assert cara <= {"GET", "HEAD", "OPTIONS", "POST"}, rule.rule
        if "GET" in cara:
            assert not re.search(r"/(hapus|akhiri|tutup|buka|coba-lagi)$", rule.rule) or "POST" in cara, rule.rule


def test_3_5_3_looking_at_every_page_writes_nothing(app: Flask, session: Session, klien: Callable[[Pegawai], Klien]):
    ade = klien(pabrik.pegawai(session, peran=[Peran.ADMIN, Peran.SEKRETARIAT, Peran.KEPEGAWAIAN]))
    session.commit()
    tertulis: list[str] = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *isi: tertulis.append(isi[2]))

    for rule in aturan(app):
        if "GET" in (rule.methods or set()):
            ade.get(alamat(rule))

    assert not [p for p in tertulis if re.match(r"\s*(INSERT|UPDATE|DELETE)", p, re.IGNORECASE)]


@pytest.mark.sqlite
def test_a_page_that_would_write_while_being_looked_at_fails(
    app: Flask, session: Session, klien: Callable[[Pegawai], Klien]
):
    nakal = pabrik.pegawai(session)

    def menulis() -> str:
        db.session.scalars(select(Pegawai)).one().nama = "diam-diam"
        db.session.commit()
        return "selesai"

    app.add_url_rule("/nakal", "nakal", menulis)
    app.config["PROPAGATE_EXCEPTIONS"] = False

    assert klien(nakal).get("/nakal").status_code == 500
    session.refresh(nakal)
    assert nakal.nama != "diam-diam"


def test_the_promise_not_to_write_ends_with_the_request(tamu: Klien, session: Session):
    tamu.get("/masuk")
    pabrik.instansi(session)  # the same thread may write again

    session.commit()
