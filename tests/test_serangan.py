"""Attacks that were tried against the application, each with what must come of it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests import pabrik
from tests.klien import Klien
from tests.panggung import Panggung, jejak
from workflow_app import audit, database
from workflow_app.errors import Refused
from workflow_app.models import AuditEntry, Kedudukan, KonflikKepentingan, Pegawai, Peran
from workflow_app.permissions import penerima
from workflow_app.services import keberatan as layanan_keberatan

Masuk = Callable[[Pegawai], Klien]


@pytest.fixture
def url_basis_data(url_agensi: str) -> str:
    """The invented agency, without cases."""
    return url_agensi


@pytest.fixture
def panggung(session: Session) -> Panggung:
    """The agency, played in the test's own session."""
    return Panggung(session)


# Objections


@pytest.mark.parametrize("sebab", ["diri", "atasan", "konflik"])
def test_8_1_1_nobody_reviews_an_objection_that_concerns_him(session: Session, panggung: Panggung, sebab: str):
    keberatan, jadwal = panggung.keberatan("diajukan")
    dupak = keberatan.dupak
    calon = {"diri": dupak.subjek, "atasan": dupak.atasan, "konflik": panggung.orang["penilai3"]}[sebab]
    if sebab == "konflik":
        session.add(KonflikKepentingan(dupak_id=dupak.id, pegawai_id=calon.id, alasan="Sepupu"))
    else:
        assert dupak.tim is not None
        pabrik.duduk(session, dupak.tim, calon, Kedudukan.ANGGOTA)
    session.commit()
    session.expire_all()

    with pytest.raises(Refused) as galat:
        panggung.ambil(keberatan, "telaah", "sekretaris", jadwal.sidang, penelaah_id=calon.id)

    assert [a.tempat for a in galat.value.alasan] == ["penelaah_id"]


def test_8_1_1_the_officer_does_not_answer_his_own_objection(session: Session, panggung: Panggung):
    keberatan, jadwal = panggung.keberatan("ditelaah")
    keberatan.penelaah_id = keberatan.subjek_id  # as a table written before the rule may have it
    session.commit()
    jawaban = {b.item_id: "Dikabulkan." for b in keberatan.butir}

    with pytest.raises(Refused):
        layanan_keberatan.jawab(
            session, keberatan, jawaban, oleh=panggung.pelaku(keberatan.dupak.subjek, jadwal.sidang)
        )


# Blindness of assessors


@pytest.mark.parametrize("siapa", ["ketua", "sekretaris"])
def test_8_2_1_a_step_page_tells_an_assessor_nothing_of_his_colleague(
    session: Session, klien: Masuk, panggung: Panggung, siapa: str
):
    dupak = panggung.sampai("pemeriksaan")[0]
    panggung.lakon.lengkapi(dupak, pabrik.HARI_INI)
    panggung.lakon.tugaskan(dupak, pabrik.HARI_INI, (siapa, "penilai1"))
    rekan = next(p for p in panggung.penilaian(dupak) if p.penilai_id == panggung.orang["penilai1"].id)
    orang = klien(panggung.orang[siapa])

    for trigger in ("mulai", "kirim", "mundur", "bebaskan", "buka-kembali"):
        alamat = f"/penilaian/{rekan.id}/langkah/{trigger}"
        orang.buka(alamat, 404)
        orang.kirim(alamat, {"version": str(rekan.version), "catatan": "Coba"}, 404)


# Mails


@pytest.mark.parametrize("ketua", ["kosong", "berkonflik"])
def test_8_1_1_mail_for_the_chair_goes_to_whoever_may_act(session: Session, panggung: Panggung, ketua: str):
    dupak = panggung.sampai("penilaian")[0]
    tim = dupak.tim
    assert tim is not None
    kursi = tim.pemegang(Kedudukan.KETUA, pabrik.HARI_INI)
    assert kursi is not None
    if ketua == "kosong":
        session.delete(kursi)
    else:
        session.add(KonflikKepentingan(dupak_id=dupak.id, pegawai_id=kursi.pegawai_id, alasan="Ipar"))
    session.flush()
    session.expire_all()

    satu = panggung.penilaian(dupak)[0]
    assert penerima(session, satu, Peran.KETUA_TIM, pabrik.HARI_INI) == [panggung.orang["wakil"]]
    wakil = tim.pemegang(Kedudukan.WAKIL_KETUA, pabrik.HARI_INI)
    assert wakil is not None
    assert dupak.subjek_id is not None
    wakil.pegawai_id = dupak.subjek_id
    session.flush()
    session.expire_all()
    assert penerima(session, satu, Peran.KETUA_TIM, pabrik.HARI_INI) == []


# Numbers that are too large


def test_2_2_1_a_number_that_no_row_can_have_is_no_server_error(session: Session, klien: Masuk, panggung: Panggung):
    dupak = panggung.draf()
    session.commit()
    orang = klien(dupak.subjek)
    orang.buka(f"/dupak/{dupak.id}/butir/baru?butir={10**30}", 404)
    orang.buka(f"/dupak/{dupak.id}/butir/hitung?butir={10**30}&volume=1", 404)


def test_2_2_1_a_number_of_thousands_of_digits_is_no_server_error(session: Session, klien: Masuk, panggung: Panggung):
    digit = "9" * 5000
    dupak, jadwal = panggung.sampai("sidang")
    ruang = panggung.ruang(dupak, jadwal.sidang, buka=False)
    session.commit()
    version = str(ruang.version)
    klien(panggung.orang["sekretaris"]).kirim(f"/sidang/{ruang.id}/agenda", {"version": version, "dupak": digit}, 422)


# Files of the installation


def test_13_3_1_the_database_is_nobody_elses(tmp_path: Path):
    berkas = tmp_path / "instance" / "alurpak.db"
    database.upgrade(f"sqlite:///{berkas}")
    assert berkas.stat().st_mode & 0o077 == 0
    assert berkas.parent.stat().st_mode & 0o077 == 0


# History


def test_16_4_2_a_history_that_was_wound_back_is_found(session: Session, panggung: Panggung):
    dupak = panggung.sampai("diusulkan")[0]
    *awal, terakhir = jejak(session, dupak)

    def periksa(baris: list[AuditEntry], kepala_seq: int, kepala_hash: str) -> audit.Cacat | None:
        state = baris[-1].to_state
        return audit.periksa_rantai(
            "dupak", dupak.id, baris, kepala_seq=kepala_seq, kepala_hash=kepala_hash, state=state
        )

    assert periksa([*awal, terakhir], dupak.audit_seq, dupak.audit_hash) is None
    cacat = periksa(awal, awal[-1].seq, awal[-1].hash)

    assert cacat is not None
    assert cacat.seq == terakhir.seq
