"""A running application with a clock to turn, and browsers in which people sit before it."""

import datetime as dt
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Request, Response, expect
from sqlalchemy.orm import sessionmaker
from werkzeug.serving import make_server

from tests import pabrik
from workflow_app import create_app
from workflow_app.config import Settings
from workflow_app.extensions import db, limiter
from workflow_app.jobs import daftar_penangan
from workflow_app.koneksi import buat_engine
from workflow_app.outbox import PembuatSesi, Penangan
from workflow_app.waktu import Jam
from workflow_app.web.konteks import Aplikasi
from workflow_app.worker import EmbeddedWorker, Pelaksana

CHROMIUM = "/usr/bin/chromium"
ARGUMEN = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
DESKTOP, PONSEL, SEMPIT = (1280, 900), (390, 844), (360, 740)
TUNGGU_MS = 10_000
"""How long an expectation waits; a page of this application takes a tenth of a second."""
GALAT_MULAI = 400


class Peladen:
    """The application behind a port of this machine, with the embedded worker beside it."""

    def __init__(
        self, app: Flask, alamat: str, penangan: dict[str, Penangan[Any, Any]], buat_sesi: PembuatSesi
    ) -> None:
        self.app, self.alamat, self._penangan, self._buat_sesi = app, alamat, penangan, buat_sesi

    def pada(self, hari: dt.date) -> None:
        """It is now this day for the application and its worker."""
        isi: Aplikasi = self.app.extensions["alurpak"]
        settings = replace(isi.settings, TANGGAL_APLIKASI=hari)
        self.app.extensions["alurpak"] = Aplikasi(settings, Jam(hari))
        self._penangan.update(daftar_penangan(settings, self._buat_sesi))


@contextmanager
def peladen(settings: Settings) -> Iterator[Peladen]:
    """Serve the application of these settings until the end of the block."""
    app = create_app(settings)
    engine = buat_engine(settings.database_url)
    buat_sesi = sessionmaker(engine, expire_on_commit=False)
    penangan = dict(daftar_penangan(settings, buat_sesi))
    worker = EmbeddedWorker(Pelaksana(buat_sesi, penangan))
    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # a line per picture says nothing about a failure
    server = make_server("127.0.0.1", 0, app, threaded=True)
    utas = threading.Thread(target=server.serve_forever, name="peladen")
    utas.start()
    worker.start()
    try:
        yield Peladen(app, f"http://127.0.0.1:{server.server_port}", penangan, buat_sesi)
    finally:
        worker.stop()
        server.shutdown()
        utas.join()
        server.server_close()
        engine.dispose()
        with app.app_context():
            db.engine.dispose()
        limiter.reset()


class Layar:
    """One person's browser. Remembers everything that went wrong in it."""

    def __init__(self, browser: Browser, alamat: str, *, js: bool, ukuran: tuple[int, int]) -> None:
        self.alamat = alamat
        self.cacat: list[str] = []
        self.konteks: BrowserContext = browser.new_context(
            java_script_enabled=js,
            viewport={"width": ukuran[0], "height": ukuran[1]},
            locale="id-ID",
            timezone_id="Asia/Jakarta",
            reduced_motion="reduce",
        )
        self.konteks.set_default_timeout(TUNGGU_MS)
        self.page: Page = self.konteks.new_page()
        self.page.on("console", lambda pesan: self._catat(pesan.type in {"error", "warning"}, f"konsol: {pesan.text}"))
        self.page.on("pageerror", lambda galat: self._catat(True, f"skrip: {galat}"))
        self.page.on("requestfailed", self._gagal)
        self.page.on("response", self._jawaban)

    def _catat(self, salah: bool, apa: str) -> None:
        if salah:
            self.cacat.append(f"{self.page.url}: {apa}")

    def _gagal(self, permintaan: Request) -> None:
        # A navigation that turns into a download, and a search that the next key made needless, are cut off on purpose.
        dibatalkan = permintaan.failure == "net::ERR_ABORTED"
        self._catat(not dibatalkan, f"permintaan gagal: {permintaan.url}: {permintaan.failure}")

    def _jawaban(self, jawaban: Response) -> None:
        self._catat(jawaban.status >= GALAT_MULAI, f"{jawaban.request.method} {jawaban.url}: {jawaban.status}")
        if not jawaban.url.startswith((self.alamat, "data:")):
            self._catat(True, f"alamat di luar aplikasi: {jawaban.url}")

    def masuk(self, akun: str) -> Page:
        """Sign in as a person types it; the first page of his menu."""
        self.page.goto(f"{self.alamat}/masuk")
        self.page.get_by_label("Nama pengguna").fill(akun)
        self.page.get_by_label("Kata sandi").fill(pabrik.SANDI)
        self.page.get_by_role("button", name="Masuk", exact=True).click()
        expect(self.page).not_to_have_url(f"{self.alamat}/masuk")
        return self.page

    def bersih(self) -> None:
        """Fail for anything that went wrong in this browser so far."""
        assert self.cacat == []

    def tutup(self) -> None:
        self.konteks.close()


def lebar_berlebih(page: Page) -> list[str]:
    """Elements that stick out of the page to the right, so that it would have to be scrolled sideways."""
    hasil: list[Any] = page.evaluate(
        """() => {
          const lebar = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= lebar) return [];
          return [...document.querySelectorAll('body *')]
            .filter(e => e.getBoundingClientRect().right > lebar + 1)
            .map(e => e.outerHTML.slice(0, 120));
        }"""
    )
    return hasil[:5]
