"""Case pages and steps through the browser's door."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.klien import Klien
from tests.panggung import Panggung, baca_agensi
from workflow_app.models import Pegawai
from workflow_app.states import WORKFLOWS

Masuk = Callable[[Pegawai], Klien]


@pytest.fixture
def url_basis_data(url_demo: str) -> str:
    """These tests play in the demo: an agency with a case in every state."""
    return url_demo


def test_every_case_has_a_page_for_everybody_who_may_see_it(session: Session, klien: Masuk):
    orang = baca_agensi(session).orang
    for akun in ("sekretariat", "ketua", "penilai1", "auditor", "penetap"):
        peramban = klien(orang[akun])
        assert peramban.get("/tugas").status_code == 200
        for w in WORKFLOWS:
            for id_ in session.scalars(select(w.model.id)).all():
                assert peramban.get(f"/{w.name}/{id_}").status_code in {200, 404}
