"""Rights in the regime of today: whom a personnel office serves and what an evaluator is asked, as the engine says."""

import datetime as dt

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import pabrik
from tests.kantor_kinerja import KantorKinerja
from workflow_app.models import Konversi, Pegawai, PenetapanAk, Peran
from workflow_app.permissions import dinilai_oleh, peran_terhadap, urusan_kepegawaian

HARI = dt.date(2025, 1, 10)


@pytest.fixture
def kantor(session: Session) -> KantorKinerja:
    return KantorKinerja(session)


def bayangan(orang: Pegawai) -> Konversi:
    """A conversion of the person that belongs to no session."""
    return Konversi(subjek_id=orang.id, instansi_id=orang.instansi_id, unit_id=orang.unit_id)


def test_the_list_of_a_personnel_office_is_what_the_engine_lets_it_open(kantor: KantorKinerja, session: Session):
    kantor.orang()
    lain = pabrik.unit(session, instansi=kantor.instansi)
    seunit = pabrik.pegawai(session, instansi=kantor.instansi, unit=lain)
    pabrik.pegawai(session, instansi=pabrik.instansi(session))
    pergi = pabrik.pegawai(session, instansi=kantor.instansi, unit=kantor.unit, aktif=False)
    sempit = pabrik.pegawai(session, instansi=kantor.instansi, unit=kantor.unit, jenjang=None)
    tugas = pabrik.penugasan(session, sempit, Peran.KEPEGAWAIAN, unit_id=lain.id)
    pinjam = pabrik.pegawai(session, instansi=kantor.instansi, unit=lain)
    pabrik.pelimpahan(session, tugas, pinjam, mulai=HARI, selesai=HARI)
    semua = session.scalars(select(Pegawai)).all()
    for petugas in (kantor.kepegawaian, sempit, pinjam, kantor.penilai, seunit):
        pelaku = kantor.oleh(petugas, HARI)
        boleh = set(session.scalars(select(Pegawai.id).where(urusan_kepegawaian(pelaku))))
        menurut_mesin = {
            p.id for p in semua if p.aktif and Peran.KEPEGAWAIAN in peran_terhadap(session, pelaku, bayangan(p))
        }
        assert boleh == menurut_mesin, petugas.nama
        assert pergi.id not in boleh
    assert set(session.scalars(select(Pegawai.id).where(urusan_kepegawaian(kantor.oleh(sempit, HARI))))) == {
        seunit.id,
        pinjam.id,
    }


def test_an_evaluator_is_asked_what_the_engine_lets_him_determine(kantor: KantorKinerja, session: Session):
    kantor.draf(kantor.orang(), 2024, "baik")
    milik_wakil = kantor.draf(kantor.orang(), 2024, "baik")
    kantor.penetapan(kantor.orang(), HARI)
    tugas = pabrik.penugasan(session, kantor.penilai, Peran.PENILAI_KINERJA)
    wakil = milik_wakil.subjek
    pabrik.pelimpahan(session, tugas, wakil, mulai=HARI, selesai=HARI)
    for orang in (kantor.penilai, wakil, kantor.kepegawaian):
        pelaku = kantor.oleh(orang, HARI)
        model: type[Konversi | PenetapanAk]
        for model in (Konversi, PenetapanAk):
            boleh = set(session.scalars(select(model.id).where(dinilai_oleh(model, pelaku))))
            semua: list[Konversi | PenetapanAk] = list(session.scalars(select(model)))
            menurut_mesin = {obj.id for obj in semua if Peran.PENILAI_KINERJA in peran_terhadap(session, pelaku, obj)}
            assert boleh == menurut_mesin, (orang.nama, model.__name__)
    assert session.scalars(select(Konversi.id).where(dinilai_oleh(Konversi, kantor.oleh(wakil, HARI)))).one()


def test_who_was_ever_named_as_evaluator_is_known_as_such(kantor: KantorKinerja):
    orang = kantor.orang()
    assert not kantor.oleh(kantor.penilai, HARI).pernah_menilai
    kantor.draf(orang, 2024, "baik")
    assert kantor.oleh(kantor.penilai, HARI).pernah_menilai
    assert kantor.oleh(orang, HARI).pernah_menjabat
    assert not kantor.oleh(orang, HARI).pernah_menilai
