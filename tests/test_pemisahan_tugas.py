"""Nobody widens his own rights, and the team's markings stay with the team until the plenary has decided."""

import datetime as dt

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import pabrik
from workflow_app.demo.lakon import Lakon
from workflow_app.demo.orang import bangun
from workflow_app.demo.perkara import MASA_TENGAH, Cerita
from workflow_app.errors import Refused
from workflow_app.models import Penilaian, Peran
from workflow_app.permissions import boleh_melihat
from workflow_app.services import penilaian, penugasan

KINI = dt.date(2022, 1, 10)


def _nilai(pegawai_id: int, instansi_id: int, peran: Peran, selesai: dt.date | None = None) -> dict[str, object]:
    return {
        "pegawai_id": pegawai_id,
        "peran": peran,
        "instansi_id": instansi_id,
        "unit_id": None,
        "jabatan_penetap": None,
        "mulai": KINI,
        "selesai": selesai,
        "nomor_sk": "800/9/2022",
    }


def test_administrator_cannot_give_himself_a_role_but_may_end_his_own(session: Session) -> None:
    admin = pabrik.pegawai(session, "Rahma", peran=Peran.ADMIN)
    lain = pabrik.pegawai(session, "Sigit", peran=Peran.ADMIN)
    oleh = pabrik.pelaku(session, admin, hari_ini=KINI)
    with pytest.raises(Refused, match="dirinya sendiri"):
        penugasan.simpan_peran(session, None, _nilai(admin.id, admin.instansi_id, Peran.AUDITOR), oleh=oleh)
    hasil = penugasan.simpan_peran(
        session,
        None,
        _nilai(admin.id, admin.instansi_id, Peran.AUDITOR),
        oleh=pabrik.pelaku(session, lain, hari_ini=KINI),
    )
    penugasan.simpan_peran(
        session, hasil, _nilai(admin.id, admin.instansi_id, Peran.AUDITOR, dt.date(2022, 2, 1)), oleh=oleh
    )
    assert hasil.selesai == dt.date(2022, 2, 1)
    with pytest.raises(Refused):
        penugasan.simpan_peran(
            session, hasil, _nilai(admin.id, admin.instansi_id, Peran.AUDITOR, dt.date(2022, 3, 1)), oleh=oleh
        )


def test_marks_stay_with_team_and_auditor_until_the_plenary_decided(session: Session) -> None:
    agensi = bangun(session, jumlah_lain=1)
    cerita = Cerita(session, agensi, Lakon(session, agensi.orang), KINI)
    dupak, jadwal = cerita.sampai_sidang(MASA_TENGAH)
    satu = session.scalars(select(Penilaian).where(Penilaian.dupak_id == dupak.id).order_by(Penilaian.id)).first()
    assert satu is not None
    lakon = cerita.lakon

    def tahu(akun: str) -> bool:
        return penilaian.boleh_lihat_nilai(session, satu, lakon.pelaku(akun, KINI))

    for akun in ("pengusul", "kepegawaian", "pembina"):
        assert not boleh_melihat(session, lakon.pelaku(akun, KINI), satu)
    assert not tahu("sekretariat")
    assert tahu("ketua")
    assert tahu("auditor")
    cerita.bersidang([(dupak, jadwal)])
    assert tahu("sekretariat")
