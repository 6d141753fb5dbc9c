"""Browsers and a live server for the journeys. Without Chromium they are skipped, and say so."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import update
from sqlalchemy.orm import Session

from tests import pabrik
from tests.conftest import KUNCI_AUDIT
from tests.journeys.layar import ARGUMEN, CHROMIUM, DESKTOP, Layar, Peladen, peladen
from tests.panggung import baca_agensi
from workflow_app.config import Settings
from workflow_app.demo.orang import PEJABAT, PRAKOM
from workflow_app.koneksi import buat_engine
from workflow_app.models import Akun
from workflow_app.services import sandi

Pembuka = Callable[..., Layar]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium without a window."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"{CHROMIUM} tidak ada: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMEN))
        yield browser
        browser.close()


def _beri_akun(url: str) -> None:
    """An account for each of the agency's people that the demo names, under the demo's user names."""
    engine = buat_engine(url)
    with Session(engine) as session:
        orang = baca_agensi(session).orang
        for nama, *_ in (*PEJABAT, *PRAKOM):
            pabrik.akun(session, orang[nama], nama_pengguna=nama)
        session.commit()
    engine.dispose()


def pengaturan(url: str, folder: Path) -> Settings:
    """An installation of the tests in a folder, on 10 January 2022."""
    return Settings(
        INSTANCE_DIR=folder,
        DATABASE_URL=url,
        SECRET_KEY="kunci-rahasia-untuk-pengujian-saja-0123456789",
        AUDIT_KEY=KUNCI_AUDIT,
        TANGGAL_APLIKASI=pabrik.HARI_INI,
    )


@pytest.fixture
def agensi_hidup(url_agensi: str, tmp_path: Path) -> Iterator[Peladen]:
    """The agency without a case, served."""
    _beri_akun(url_agensi)
    with peladen(pengaturan(url_agensi, tmp_path)) as server:
        yield server


@pytest.fixture
def demo_hidup(url_demo: str, tmp_path: Path) -> Iterator[Peladen]:
    """The demo, served, with the password of the tests."""
    engine = buat_engine(url_demo)
    with Session(engine) as session:
        session.execute(update(Akun).values(sandi_hash=sandi.sidik(pabrik.SANDI)))
        session.commit()
    engine.dispose()
    with peladen(pengaturan(url_demo, tmp_path)) as server:
        yield server


@pytest.fixture
def buka(browser: Browser) -> Iterator[Callable[..., Layar]]:
    """`buka(server)`: a new browser before a server."""
    terbuka: list[Layar] = []

    def buat(server: Peladen, *, js: bool = True, ukuran: tuple[int, int] = DESKTOP) -> Layar:
        layar = Layar(browser, server.alamat, js=js, ukuran=ukuran)
        terbuka.append(layar)
        return layar

    yield buat
    for layar in terbuka:
        layar.tutup()
