"""Store and rows held against one another; and uploads killed in the middle leave the old state or the new one."""

import datetime as dt
import hashlib
import io
import os
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import drill_unggah
from tests.panggung import Panggung
from workflow_app.config import AKAR, Settings
from workflow_app.models import BuktiFile, ItemDupak
from workflow_app.penyimpanan import Penyimpanan, PenyimpananTidakTersedia, Tersimpan
from workflow_app.services import bukti as layanan
from workflow_app.services import periksa_berkas, unggahan
from workflow_app.services.butir import BerkasMasuk
from workflow_app.waktu import utcnow

HARI = dt.timedelta(days=1)
SIDIK = hashlib.sha256(drill_unggah.ISI).hexdigest()
SABAR_DETIK = 60


@pytest.fixture
def url_basis_data(url_agensi: str) -> str:
    return url_agensi


@pytest.fixture
def panggung(session: Session) -> Panggung:
    return Panggung(session)


@pytest.fixture
def item(panggung: Panggung) -> ItemDupak:
    return panggung.draf().butir[0]


@pytest.fixture
def simpanan(settings: Settings) -> Penyimpanan:
    return Penyimpanan(settings.berkas_url)


def pasang(session: Session, panggung: Panggung, item: ItemDupak, berkas: BerkasMasuk) -> None:
    layanan.pasang(session, item, [berkas], "hasil", oleh=panggung.pelaku(item.dupak.subjek))
    session.commit()


def tempat(settings: Settings, sha256: str) -> Path:
    return Path(settings.berkas_url.removeprefix("file://")) / sha256[:2] / sha256[2:4] / sha256


def test_lost_damaged_and_unnamed_files_are_told_apart(
    session: Session, panggung: Panggung, item: ItemDupak, simpanan: Penyimpanan, settings: Settings
):
    for n, isi in enumerate((b"utuh", b"rusak", b"hilang")):
        tersimpan = simpanan.simpan(isi)
        berkas = BerkasMasuk(f"{n}.pdf", "application/pdf", tersimpan.ukuran, tersimpan.sha256)
        pasang(session, panggung, item, berkas)
    utuh, rusak, hilang = (b.sha256 for b in item.bukti)
    assert periksa_berkas.periksa(session, simpanan, utcnow(), baca=True).sehat
    tempat(settings, rusak).write_bytes(b"lain!")
    tempat(settings, hilang).unlink()
    yatim = simpanan.simpan(b"tak bertuan").sha256

    kini = periksa_berkas.periksa(session, simpanan, utcnow(), baca=True)
    assert kini.hilang == [f"bukti_file {item.bukti[2].id}: {hilang}"]
    assert kini.rusak == [f"bukti_file {item.bukti[1].id}: {rusak}"]
    assert (kini.yatim, kini.berkas, kini.sehat) == ([], 3, False), "young bytes may be on their way to their row"
    assert periksa_berkas.periksa(session, simpanan, utcnow(), baca=False).rusak == []

    nanti = periksa_berkas.buang(session, simpanan, utcnow() + 2 * HARI)
    assert nanti.yatim == [yatim]
    assert not simpanan.ada(yatim)
    assert simpanan.ada(utuh)
    assert simpanan.ada(rusak), "what a row names is never thrown away"


def test_old_bytes_that_are_sent_again_are_young_again(session: Session, simpanan: Penyimpanan, settings: Settings):
    sha256 = simpanan.simpan(b"laporan").sha256
    lama = (utcnow() - 5 * HARI).replace(tzinfo=dt.UTC).timestamp()
    os.utime(tempat(settings, sha256), (lama, lama))
    assert periksa_berkas.periksa(session, simpanan, utcnow(), baca=False).yatim == [sha256]
    simpanan.simpan(b"laporan")
    assert periksa_berkas.periksa(session, simpanan, utcnow(), baca=False).yatim == []


class TestWhilePeopleUpload:
    """Clearing takes long in a large store; a proof that comes meanwhile must not go."""

    @pytest.fixture
    def lama(self, simpanan: Penyimpanan, settings: Settings) -> str:
        sha256 = simpanan.simpan(drill_unggah.ISI).sha256
        dulu = (utcnow() - 5 * HARI).replace(tzinfo=dt.UTC).timestamp()
        os.utime(tempat(settings, sha256), (dulu, dulu))
        return sha256

    def test_what_is_stored_again_after_the_listing_stays(
        self, session: Session, simpanan: Penyimpanan, lama: str, monkeypatch: pytest.MonkeyPatch
    ):
        daftar = simpanan.daftar

        def disusul(awal: str) -> list[Tersimpan]:
            hasil = daftar(awal)
            if awal == lama[:2]:
                simpanan.simpan(drill_unggah.ISI)
            return hasil

        monkeypatch.setattr(simpanan, "daftar", disusul)
        assert periksa_berkas.buang(session, simpanan, utcnow()).yatim == []
        assert simpanan.baca(lama) == drill_unggah.ISI

    def test_what_a_row_names_after_the_listing_stays(
        self,
        session: Session,
        panggung: Panggung,
        item: ItemDupak,
        simpanan: Penyimpanan,
        lama: str,
        monkeypatch: pytest.MonkeyPatch,
    ):
        asli = periksa_berkas._yatim

        def disusul(sesi: Session, awal: str, *lain: Any) -> list[str]:
            hasil = asli(sesi, awal, *lain)
            if lama in hasil:
                pasang(sesi, panggung, item, BerkasMasuk("a.pdf", "application/pdf", len(drill_unggah.ISI), lama))
            return hasil

        session.commit()
        monkeypatch.setattr(periksa_berkas, "_yatim", disusul)
        assert periksa_berkas.buang(session, simpanan, utcnow()).yatim == []
        assert simpanan.baca(lama) == drill_unggah.ISI

    def test_what_is_stored_again_at_the_last_moment_stays(
        self, simpanan: Penyimpanan, lama: str, monkeypatch: pytest.MonkeyPatch
    ):
        ganti = os.replace

        def disusul(dari: Path, ke: str) -> None:
            monkeypatch.setattr(os, "replace", ganti)
            simpanan.simpan(drill_unggah.ISI)
            ganti(dari, ke)

        monkeypatch.setattr(os, "replace", disusul)
        assert not simpanan.buang_tua(lama, utcnow() - HARI)
        assert simpanan.baca(lama) == drill_unggah.ISI
        assert simpanan.sisa(utcnow() + HARI) == []

    def test_what_nobody_wants_goes_once(self, simpanan: Penyimpanan, lama: str):
        assert simpanan.buang_tua(lama, utcnow() - HARI)
        assert not simpanan.buang_tua(lama, utcnow() - HARI)
        assert simpanan.sisa(utcnow() + HARI) == []


def test_a_store_without_folders_is_checked_alike(session: Session, tmp_path: Path):
    memori = Penyimpanan(f"memory://{tmp_path.name}-periksa")
    memori.coba()
    sha256 = memori.simpan(b"laporan").sha256
    memori.simpan(b"laporan")
    assert periksa_berkas.periksa(session, memori, utcnow(), baca=True).yatim == []
    assert periksa_berkas.buang(session, memori, utcnow() + 2 * HARI).yatim == [sha256]
    assert not memori.ada(sha256)


def test_the_command_says_what_is_lost(
    app: Flask, session: Session, panggung: Panggung, item: ItemDupak, simpanan: Penyimpanan, settings: Settings
):
    from workflow_app.cli.berkas import grup  # noqa: PLC0415 - beside the application that it needs

    tersimpan = simpanan.simpan(b"laporan")
    pasang(session, panggung, item, BerkasMasuk("a.pdf", "application/pdf", tersimpan.ukuran, tersimpan.sha256))
    perintah = app.test_cli_runner()
    hasil = perintah.invoke(grup, ["periksa"])
    assert (hasil.exit_code, hasil.output) == (0, "1 berkas: 0 hilang, 0 rusak, 0 tanpa rujukan, 0 sisa unggahan\n")
    tempat(settings, tersimpan.sha256).unlink()
    hasil = perintah.invoke(grup, ["periksa", "--buang"])
    assert hasil.exit_code == 1
    assert f"hilang: bukti_file {item.bukti[0].id}: {tersimpan.sha256}" in hasil.output


def test_a_store_whose_library_is_missing_says_what_to_install():
    if find_spec("s3fs"):
        pytest.skip("s3fs terpasang")
    with pytest.raises(PenyimpananTidakTersedia, match=r"pip install 'alurpak\[s3\]'"):
        Penyimpanan("s3://ember/alurpak")


def jalankan_sampai(tanda: Path, *kata: str) -> subprocess.Popen[bytes]:
    """Start the drill and wait until it says that it stands in the middle."""
    proses = subprocess.Popen([sys.executable, "-m", "tests.drill_unggah", *kata], cwd=AKAR)
    sampai = time.monotonic() + SABAR_DETIK
    while not tanda.exists():
        assert proses.poll() is None, "ended by itself"
        assert time.monotonic() < sampai
        time.sleep(0.02)
    return proses


def bunuh(proses: subprocess.Popen[bytes]) -> None:
    proses.send_signal(signal.SIGKILL)
    proses.wait()


def test_killed_while_the_bytes_are_written(
    session: Session, simpanan: Penyimpanan, settings: Settings, tmp_path: Path, url_basis_data: str
):
    session.commit()
    tanda = tmp_path / "tengah"
    bunuh(jalankan_sampai(tanda, "simpan", url_basis_data, settings.berkas_url, str(tanda)))
    assert not simpanan.ada(SIDIK), "half a file has no place in the store"
    kini = periksa_berkas.periksa(session, simpanan, utcnow(), baca=True)
    assert (kini.sehat, kini.berkas, kini.yatim, kini.sisa) == (True, 0, [], [])
    nanti = utcnow() + 2 * HARI
    assert len(periksa_berkas.buang(session, simpanan, nanti).sisa) == 1
    assert periksa_berkas.periksa(session, simpanan, nanti, baca=True).sisa == []


def test_killed_between_the_row_and_its_commit(
    session: Session,
    panggung: Panggung,
    item: ItemDupak,
    simpanan: Penyimpanan,
    settings: Settings,
    tmp_path: Path,
    url_basis_data: str,
):
    versi, nomor = item.dupak.version, str(item.id)
    session.commit()
    tanda = tmp_path / "tengah"
    bunuh(jalankan_sampai(tanda, "kirim", url_basis_data, settings.berkas_url, str(tanda), nomor))
    session.expire_all()
    assert session.scalars(select(BuktiFile)).all() == [], "the old state, whole"
    assert item.dupak.version == versi
    kini = periksa_berkas.periksa(session, simpanan, utcnow(), baca=True)
    assert (kini.sehat, kini.yatim) == (True, [])

    berkas = unggahan.simpan(simpanan, "laporan.pdf", io.BytesIO(drill_unggah.ISI))
    pasang(session, panggung, item, berkas)
    nanti = utcnow() + 2 * HARI
    kini = periksa_berkas.buang(session, simpanan, nanti)
    assert (kini.yatim, kini.sisa, kini.sehat) == ([], [], True), "sent again: the new state, whole"
    assert [b.sha256 for b in item.bukti] == [SIDIK]
    assert simpanan.baca(SIDIK) == drill_unggah.ISI
