"""The makers of test data make rows that fit together."""

from decimal import Decimal

from sqlalchemy.orm import Session

from tests import pabrik
from workflow_app.models import DupakState, Peran
from workflow_app.tahap import Tahap


def test_an_officer_has_rank_position_and_roles(session: Session):
    orang = pabrik.pegawai(session, "Sari", peran=Peran.SEKRETARIAT)

    assert [p.golongan for p in orang.riwayat_pangkat] == ["III/a"]
    assert [j.jenjang for j in orang.riwayat_jabatan] == ["ahli_pertama"]
    assert pabrik.pelaku(session, orang).punya(Peran.SEKRETARIAT)


def test_a_claim_begins_as_a_draft_with_its_items(session: Session):
    dupak = pabrik.dupak(session, butir=2)

    assert dupak.state is DupakState.DRAF
    assert [b.jumlah for b in dupak.butir] == [Decimal("0.5"), Decimal("0.5")]
    assert dupak.audit_seq == 1


def test_a_cycle_has_all_its_stages(session: Session):
    putaran = pabrik.putaran(session)

    assert {t.tahap for t in putaran.tahap} == set(Tahap)


def test_a_team_seats_its_people(session: Session):
    ketua, anggota = pabrik.pegawai(session), pabrik.pegawai(session)
    tim = pabrik.tim(session, ketua=ketua, anggota=[anggota])

    assert pabrik.pelaku(session, ketua).punya(Peran.KETUA_TIM)
    assert [k.pegawai_id for k in tim.anggota_pada(pabrik.HARI_INI)] == [ketua.id, anggota.id]
