"""Take pictures of every kind of page of the demo, as each role, on a telephone and on a desk.

    .venv/bin/python tools/potret.py FOLDER                     # everybody
    .venv/bin/python tools/potret.py FOLDER --akun prakom atasan --bahasa en

A person begins at the first page of his menu and follows the links; of pages that differ by a number alone, one is
taken (--sebanyak takes more). The demo agency is made anew in a temporary folder and nothing is left of it. Needs
Chromium and the development packages.
"""

import argparse
import logging
import re
import secrets
import sys
import tempfile
import threading
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from sqlalchemy.orm import sessionmaker
from werkzeug.serving import make_server

from workflow_app import create_app, database, demo
from workflow_app.config import Settings
from workflow_app.jobs import daftar_penangan
from workflow_app.koneksi import buat_engine
from workflow_app.worker import Pelaksana

CHROMIUM = "/usr/bin/chromium"
ARGUMEN = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]
UKURAN = {"desktop": (1280, 900), "ponsel": (390, 844)}
AKUN = (
    "prakom",
    "atasan",
    "pengusul",
    "sekretariat",
    "ketua",
    "sekretaris",
    "penilai1",
    "penilai2",
    "penetap",
    "auditor",
    "admin",
)
TIDAK_DIKUNJUNGI = re.compile(r"^/(static/|keluar|dokumen/\d+/|bukti/|.*(/unduh|\.ics|/bukti/\d+)$)")
HALAMAN_TERBANYAK = 60
TINGGI_TERBESAR = 8000
BATAS_MS = 10_000


@contextmanager
def demo_hidup(folder: Path) -> Iterator[str]:
    """The demo on a free port; its address."""
    settings = Settings(
        INSTANCE_DIR=folder,
        SECRET_KEY=secrets.token_hex(32),
        AUDIT_KEY=secrets.token_hex(32),
        TANGGAL_APLIKASI=demo.TANGGAL_BAKU,
        DEMO=True,
    )
    database.upgrade(settings.database_url)
    app = create_app(settings)
    with app.app_context():
        demo.muat(app)
    engine = buat_engine(settings.database_url)
    pelaksana = Pelaksana(sessionmaker(engine, expire_on_commit=False), daftar_penangan(settings))
    while pelaksana.berikutnya():
        pass  # every document is there before the first picture
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    utas = threading.Thread(target=server.serve_forever)
    utas.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        utas.join()


def masuk(konteks: BrowserContext, alamat: str, akun: str, bahasa: str) -> Page:
    konteks.set_default_timeout(BATAS_MS)
    page = konteks.new_page()
    page.goto(f"{alamat}/masuk")
    page.locator("input[name=nama_pengguna]").fill(akun)
    page.locator("input[name=sandi]").fill(demo.KATA_SANDI)
    page.locator("main button[type=submit]").click()
    page.locator(f"button[name=bahasa][value={bahasa}]").click()
    return page


def pola(alamat: str) -> str:
    """The address without its numbers: pages of one kind."""
    return re.sub(r"\d+", "n", urlsplit(alamat).path)


def tautan(page: Page, asal: str) -> list[str]:
    """The addresses of this application that the page links to, in its order."""
    semua: list[str] = page.eval_on_selector_all("a[href]", "daftar => daftar.map(a => a.getAttribute('href'))")
    penuh = (urljoin(page.url, a).split("#")[0] for a in semua)
    return [a for a in penuh if a.startswith(asal) and not TIDAK_DIKUNJUNGI.match(urlsplit(a).path)]


def potret(browser: Browser, alamat: str, folder: Path, akun: str, bahasa: str, sebanyak: int) -> list[str]:
    """Visit and picture one person's pages; lines about what went wrong."""
    cacat: list[str] = []
    konteks = browser.new_context(locale="id-ID", timezone_id="Asia/Jakarta", reduced_motion="reduce")
    page = masuk(konteks, alamat, akun, bahasa)
    page.on("console", lambda pesan: cacat.append(f"{page.url}: {pesan.text}") if pesan.type == "error" else None)
    antre, sudah, jenis = deque([page.url]), set[str](), Counter[str]()
    while antre and len(sudah) < HALAMAN_TERBANYAK:
        tujuan = antre.popleft()
        if tujuan in sudah or jenis[pola(tujuan)] >= sebanyak:
            continue
        sudah.add(tujuan)
        jenis[pola(tujuan)] += 1
        jawaban = page.goto(tujuan)
        if jawaban is None or not jawaban.ok:
            cacat.append(f"{tujuan}: {jawaban.status if jawaban else 'tanpa jawaban'}")
        nama = f"{akun}_{urlsplit(tujuan).path.strip('/').replace('/', '-') or 'beranda'}"
        for ukuran, (lebar, tinggi) in UKURAN.items():
            page.set_viewport_size({"width": lebar, "height": tinggi})
            jangkauan: int = page.evaluate("() => document.documentElement.scrollWidth")
            if jangkauan > lebar:
                cacat.append(f"{tujuan}: {ukuran} melebar sampai {jangkauan} piksel")
            penuh: int = page.evaluate("() => document.documentElement.scrollHeight")
            page.screenshot(
                path=folder / f"{nama}_{ukuran}.png",
                clip={"x": 0, "y": 0, "width": lebar, "height": min(max(penuh, tinggi), TINGGI_TERBESAR)},
                full_page=True,
            )
        antre.extend(tautan(page, alamat))
    konteks.close()
    return cacat


def main() -> None:
    parser = argparse.ArgumentParser(description="Pictures of every kind of page of the demo, as each role")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--akun", nargs="*", default=list(AKUN))
    parser.add_argument("--bahasa", choices=("id", "en"), default="id")
    parser.add_argument("--sebanyak", type=int, default=1, help="pages of each kind")
    isi = parser.parse_args()
    isi.folder.mkdir(parents=True, exist_ok=True)
    cacat: list[str] = []
    with tempfile.TemporaryDirectory() as tempat, demo_hidup(Path(tempat)) as alamat, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMEN)
        for akun in isi.akun:
            cacat += potret(browser, alamat, isi.folder, akun, isi.bahasa, isi.sebanyak)
            print(akun, len(list(isi.folder.glob(f"{akun}_*_desktop.png"))), "halaman", flush=True)
        browser.close()
    for satu in cacat:
        print(satu)
    sys.exit(1 if cacat else 0)


if __name__ == "__main__":
    main()
