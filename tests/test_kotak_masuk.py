"""The inbox says for many cases what the rights say for one."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import pabrik
from workflow_app.models import Pegawai
from workflow_app.permissions import boleh_melihat, peran_terhadap
from workflow_app.services.kotak_masuk import kotak_masuk
from workflow_app.states import WORKFLOWS


@pytest.fixture
def url_basis_data(url_demo: str) -> str:
    """These tests play in the demo: an agency with a case in every state."""
    return url_demo


def periksa_semua_orang(session: Session) -> int:
    """Compare inbox and rights for every person; the number of lines seen."""
    perkara = [(w.name, obj) for w in WORKFLOWS for obj in session.scalars(select(w.model)) if obj.state not in w.final]
    jumlah = 0
    for orang in session.scalars(select(Pegawai)).all():
        pelaku = pabrik.pelaku(session, orang)
        seharusnya = {
            (nama, obj.id)
            for nama, obj in perkara
            if obj.pemegang in peran_terhadap(session, pelaku, obj) and boleh_melihat(session, pelaku, obj)
        }
        baris = kotak_masuk(session, pelaku, batas=100).baris
        assert len({(b.workflow, b.id) for b in baris}) == len(baris)
        assert {(b.workflow, b.id) for b in baris} == seharusnya, orang.nama
        jumlah += len(baris)
    return jumlah


def test_inbox_equals_the_rights_of_everybody(session: Session):
    assert periksa_semua_orang(session) > 20
