"""Whose address counts behind a reverse proxy: what it forwards is believed only where the settings name it."""

from dataclasses import replace

import pytest
from flask import request
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import pabrik
from tests.klien import Klien
from workflow_app import create_app
from workflow_app.config import PengaturanSalah, Settings
from workflow_app.models import SesiMasuk
from workflow_app.web.penjaga import terbuka

TERUSAN = {
    "X-Forwarded-For": "203.0.113.9, 198.51.100.7",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "alurpak.contoh.invalid",
}


def dilihat(settings: Settings, hops: int) -> list[str]:
    """Address, scheme and host of a forwarded request, as the application sees them."""
    app = create_app(replace(settings, PROXY_HOPS=hops))

    @app.get("/cermin")
    @terbuka
    def cermin() -> list[str]:
        return [request.remote_addr or "", request.scheme, request.host]

    hasil: list[str] = app.test_client().get("/cermin", headers=TERUSAN).get_json()
    return hasil


def test_by_default_nothing_forwarded_is_believed(settings: Settings):
    assert dilihat(settings, 0) == ["127.0.0.1", "http", "localhost"]


def test_one_proxy_of_ours_tells_address_scheme_and_host(settings: Settings):
    assert dilihat(settings, 1) == ["198.51.100.7", "https", "alurpak.contoh.invalid"]


def test_the_client_s_own_entry_counts_only_behind_so_many_proxies(settings: Settings):
    assert dilihat(settings, 2)[0] == "203.0.113.9"


def test_fewer_than_no_proxies_are_refused(settings: Settings):
    with pytest.raises(PengaturanSalah, match="PROXY_HOPS"):
        replace(settings, PROXY_HOPS=-1)


def test_the_setting_comes_from_the_environment(settings: Settings):
    kunci = {"SECRET_KEY": "s" * 32, "AUDIT_KEY": "a" * 32, "INSTANCE_DIR": str(settings.INSTANCE_DIR)}
    assert Settings.from_env(kunci).PROXY_HOPS == 0
    assert Settings.from_env({**kunci, "PROXY_HOPS": "2"}).PROXY_HOPS == 2


class TestBehindOne:
    """The application behind one proxy of ours."""

    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        """With the proxy named."""
        return replace(settings, PROXY_HOPS=1)

    def test_the_list_of_sessions_shows_the_client(self, tamu: Klien, session: Session):
        pabrik.akun(session, pabrik.pegawai(session), nama_pengguna="sari")
        isi = {"nama_pengguna": "sari", "sandi": pabrik.SANDI}

        tamu.kirim("/masuk", isi, headers={"X-Forwarded-For": "198.51.100.7"})
        assert session.scalars(select(SesiMasuk.alamat_ip)).one() == "198.51.100.7"

    def test_an_address_longer_than_any_is_no_server_error(self, tamu: Klien, session: Session):
        pabrik.akun(session, pabrik.pegawai(session), nama_pengguna="sari")
        isi = {"nama_pengguna": "sari", "sandi": pabrik.SANDI}

        tamu.kirim("/masuk", isi, headers={"X-Forwarded-For": "1" * 300})
        assert session.scalars(select(SesiMasuk.alamat_ip)).one() == "1" * 45

    def test_failures_are_counted_per_client(self, tamu: Klien):
        kiriman = {"nama_pengguna": "tidak-ada", "sandi": "keliru sekali", "csrf_token": tamu.token()}

        def coba(alamat: str) -> int:
            return tamu.post("/masuk", data=kiriman, headers={"X-Forwarded-For": alamat}).status_code

        assert [coba("198.51.100.7") for _ in range(21)][-1] == 429
        assert coba("198.51.100.8") == 422
