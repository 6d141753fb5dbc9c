"""Assessors are blind to one another: the load that the choice of assessors shows tells nothing of a fellow."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.panggung import Panggung
from workflow_app.models import Dupak, Pegawai, Penilaian
from workflow_app.permissions import Pelaku
from workflow_app.web.langkah import FORMULIR, PilihPenilai


@pytest.fixture
def url_basis_data(url_agensi: str) -> str:
    """These tests play in the agency."""
    return url_agensi


@pytest.fixture
def panggung(session: Session) -> Panggung:
    """The agency in the test's own session."""
    return Panggung(session)


def bersama(panggung: Panggung, *akun: str) -> tuple[Dupak, list[Penilaian]]:
    """A claim that these members mark."""
    dupak, jadwal = panggung.sampai("pemeriksaan")
    panggung.lakon.lengkapi(dupak, jadwal.periksa)
    pilihan = [panggung.orang[a].id for a in akun]
    panggung.ambil(dupak, "tugaskan_penilai", "sekretaris", jadwal.tugaskan, penilai=pilihan)
    return dupak, panggung.penilaian(dupak)


def pilihan(app: Flask, panggung: Panggung, dupak: Dupak, pelaku: Pelaku, trigger: str) -> dict[int, str]:
    """The members that the form offers, as it names them."""
    with app.test_request_context():
        form = FORMULIR["dupak", trigger]()
        assert isinstance(form, PilihPenilai)
        form.siapkan(panggung.session, dupak, pelaku)
        return {nilai: str(label) for nilai, label, *_ in form.penilai.iter_choices()}


def kata(pilihan: dict[int, str], orang: Pegawai) -> str:
    """What is said of a member besides his name."""
    return pilihan[orang.id].removeprefix(f"{orang.nama}, ")


def test_the_load_of_a_fellow_leaves_out_what_the_chair_marks_too(app: Flask, panggung: Panggung):
    bersama_ketua, penilaian = bersama(panggung, "ketua", "penilai1")
    bersama(panggung, "penilai1", "penilai4")
    dupak, jadwal = panggung.sampai("pemeriksaan")
    penilai1 = panggung.orang["penilai1"]
    ketua, sekretaris = (panggung.pelaku(a, jadwal.tugaskan) for a in ("ketua", "sekretaris"))

    def terbaca(oleh: Pelaku) -> str:
        return kata(pilihan(app, panggung, dupak, oleh, "tugaskan_penilai"), penilai1)

    sebelum = terbaca(ketua)
    assert terbaca(sekretaris).endswith(", 2 penilaian berjalan")
    (milik,) = [p for p in penilaian if p.penilai_id == penilai1.id]
    for bagian in (panggung.lakon.mulai_menilai, panggung.lakon.beri_nilai, panggung.lakon.kirim_nilai):
        bagian(milik, jadwal.nilai)
    assert milik.state.value == "terkirim"
    assert terbaca(ketua) == sebelum
    assert sebelum.endswith(", 1 penilaian berjalan")
    assert terbaca(sekretaris).endswith(", 1 penilaian berjalan")
    assert bersama_ketua.state.value == "penilaian"


def test_the_load_leaves_out_claims_about_the_reader(app: Flask, panggung: Panggung):
    milik_sekretaris, _ = bersama(panggung, "penilai1", "penilai4")
    penilaian = panggung.penilaian(milik_sekretaris)
    dupak, jadwal = panggung.sampai("pemeriksaan")
    sekretaris = panggung.pelaku("sekretaris", jadwal.tugaskan)
    penilai1 = panggung.orang["penilai1"]

    def terbaca() -> str:
        return kata(pilihan(app, panggung, dupak, sekretaris, "tugaskan_penilai"), penilai1)

    assert terbaca().endswith(", 1 penilaian berjalan")
    for satu in penilaian:
        satu.subjek_id = panggung.orang["sekretaris"].id
    panggung.session.flush()
    assert terbaca().endswith(", 0 penilaian berjalan")


def test_whoever_marks_the_claim_himself_is_told_no_number_when_a_fellow_is_replaced(app: Flask, panggung: Panggung):
    dupak, penilaian = bersama(panggung, "ketua", "penilai1")
    jadwal = panggung.jadwal(dupak)
    (milik,) = [p for p in penilaian if p.penilai_id == panggung.orang["penilai1"].id]
    panggung.ambil(milik, "mundur", "penilai1", jadwal.tugaskan, catatan="Konflik kepentingan.")

    def terbaca(akun: str) -> list[str]:
        oleh = panggung.pelaku(akun, jadwal.tugaskan)
        return list(pilihan(app, panggung, dupak, oleh, "ganti_penilai").values())

    assert terbaca("ketua")
    assert not any("berjalan" in satu for satu in terbaca("ketua"))
    assert all("berjalan" in satu for satu in terbaca("sekretaris"))
