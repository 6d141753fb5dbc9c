"""The security headers and the cache rules, on every kind of answer."""

from pathlib import Path

import pytest
from flask import Flask, Response, abort
from flask.testing import FlaskClient

from workflow_app.web import aset, keamanan

PACKAGE = Path(keamanan.__file__).resolve().parent.parent


@pytest.fixture
def client() -> FlaskClient:
    app = Flask("contoh", static_folder=PACKAGE / "static")
    keamanan.pasang(app)
    aset.pasang(app)

    @app.get("/")
    def page() -> str:
        return "isi"

    @app.get("/berkas")
    def file() -> Response:
        return Response(b"%PDF", headers={"Content-Security-Policy": "sandbox", "Cache-Control": "private, no-cache"})

    @app.get("/tertutup")
    def closed() -> str:
        abort(403)

    @app.get("/alamat")
    def address() -> str:
        return app.jinja_env.from_string("{{ aset('alurpak.css') }}").render()

    return app.test_client()


@pytest.mark.parametrize("path", ["/", "/tertutup", "/tiada", "/static/alurpak.css", "/static/tiada.css"])
def test_3_4_every_answer_carries_the_headers(client, path):
    with client.get(path) as response:
        headers = response.headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == policy["form-action"] == "'self'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_3_4_1_hsts_over_https_only(client):
    assert "Strict-Transport-Security" not in client.get("/").headers
    assert "max-age=63072000" in client.get("/", base_url="https://localhost").headers["Strict-Transport-Security"]
    client.application.config["SESSION_COOKIE_SECURE"] = True
    assert "Strict-Transport-Security" in client.get("/").headers, "TLS ends at the proxy"


@pytest.mark.parametrize("path", ["/", "/tertutup", "/tiada"])
def test_14_3_2_pages_are_not_stored(client, path):
    assert client.get(path).headers["Cache-Control"] == "no-store"


def test_3_2_1_a_view_may_be_stricter(client):
    headers = client.get("/berkas").headers
    assert headers["Content-Security-Policy"] == "sandbox"
    assert headers["Cache-Control"] == "private, no-cache"


def test_static_files_are_kept_under_their_hash_only(client):
    address = client.get("/alamat").text
    with client.get(address) as kept:
        assert "immutable" in kept.headers["Cache-Control"]
    for other in ("/static/alurpak.css", "/static/alurpak.css?v=000000000000"):
        with client.get(other) as checked:
            assert "immutable" not in checked.headers["Cache-Control"]


def test_a_static_file_that_is_not_there_is_an_error_when_the_page_is_made(app):
    table = aset.Aset(PACKAGE / "static")
    with app.test_request_context(), pytest.raises(KeyError):
        table.url("alurpak.min.css")
