"""The pages of the conversion regime in English, on their own date: a reader meets no Indonesian sentence."""

import dataclasses
import re
from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import pabrik
from tests.klien import Klien
from tests.panggung import baca_agensi
from tests.test_bahasa import INDONESIA, halaman_halaman, isi_basis_data, pesan, tulisan
from workflow_app.cli.bahasa import INGGRIS
from workflow_app.config import Settings
from workflow_app.demo.konversi import PALING_AWAL
from workflow_app.models import Akun, HasilKonversiTahunan, Pegawai
from workflow_app.permissions import muat_pelaku
from workflow_app.services import konversi_tahunan

Masuk = Callable[[Pegawai], Klien]
LAIN = re.compile(r"/unduh|\.xlsx$|^/(?!$|tugas|konversi|kinerja|penetapan|pak-integrasi|angka-kredit)")
"""Files, and pages that other tests walk."""


@pytest.fixture
def url_basis_data(url_demo: str) -> str:
    return url_demo


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return dataclasses.replace(settings, TANGGAL_APLIKASI=PALING_AWAL)


def jalankan_tahun(session: Session) -> int:
    """The yearly run of the demo, to its end; its number."""
    agensi = baca_agensi(session)
    oleh = muat_pelaku(session, agensi.orang["kepegawaian"], PALING_AWAL)
    instansi = agensi.instansi.id
    nomor = konversi_tahunan.mulai(
        session, tahun=PALING_AWAL.year - 1, instansi_id=instansi, unit_id=None, oleh=oleh
    ).id
    while not konversi_tahunan.lanjutkan(session, nomor, PALING_AWAL).selesai:
        session.commit()
    session.commit()
    return nomor


@pytest.mark.parametrize("akun", ["kepegawaian", "penilai_kinerja", "konversi01"])
def test_an_english_reader_meets_no_indonesian(
    session: Session, klien: Masuk, akun: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("tests.test_bahasa.TAK_DIKUNJUNGI", LAIN)
    nomor = jalankan_tahun(session)
    assert {h.value for h in session.scalars(select(HasilKonversiTahunan.hasil))} >= {"diajukan", "ada", "dilewati"}
    orang = session.scalars(select(Pegawai).join(Akun).where(Akun.nama_pengguna == akun)).one()
    pabrik.akun_dari(session, orang).bahasa = "en"
    data = isi_basis_data(session)
    session.commit()
    panjang = sorted((d.casefold() for d in data if INDONESIA.search(d)), key=len, reverse=True)
    asli = {p.id for p in pesan(INGGRIS) if p.id != p.string}
    sisa, jalan = {}, []
    for alamat, halaman in halaman_halaman(klien(orang)):
        jalan.append(alamat.partition("?")[0])
        for t in tulisan(halaman):
            tanpa_data = t.casefold()
            for d in panjang if INDONESIA.search(t) else ():
                tanpa_data = tanpa_data.replace(d, "")
            if INDONESIA.search(tanpa_data) or (t in asli and t not in data):
                sisa[t] = alamat
    assert sisa == {}
    if akun == "kepegawaian":
        assert {"/konversi/tahunan", "/konversi/tahunan/keadaan", f"/konversi/tahunan/{nomor}"} <= set(jalan)
