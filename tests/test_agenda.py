"""The agenda of a plenary and what can happen to its claims meanwhile."""

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from workflow_app.demo.lakon import Lakon
from workflow_app.demo.orang import bangun
from workflow_app.demo.perkara import MASA_TENGAH, Cerita
from workflow_app.errors import MasukanSalah, Refused
from workflow_app.models import DupakState, SidangState
from workflow_app.services import sidang

KINI = dt.date(2022, 1, 10)


@pytest.fixture
def cerita(session: Session) -> Cerita:
    agensi = bangun(session, jumlah_lain=3)
    return Cerita(session, agensi, Lakon(session, agensi.orang), KINI)


def test_dupak_yang_ditolak_di_luar_sidang_tidak_menyandera_penutupan(session: Session, cerita: Cerita) -> None:
    dupak, jadwal = cerita.sampai_sidang(MASA_TENGAH)
    lain, _ = cerita.sampai_sidang(MASA_TENGAH)
    assert dupak.putaran is not None
    lakon, hari = cerita.lakon, jadwal.sidang
    ruang = lakon.jadwalkan(dupak.putaran, [dupak, lain], jadwal.jadwalkan, hari)
    lakon.buka(ruang, hari)
    lakon.putuskan_agenda(ruang, hari)
    lakon.ambil(dupak, "tolak", lakon.pelaku("ketua", hari), catatan="Bukti ternyata milik unit lain.")
    with pytest.raises(Refused, match="tidak lagi di sidang"):
        lakon.tutup(ruang, hari)
    sidang.keluarkan_agenda(session, ruang, ruang.agenda[0].id, oleh=lakon.pelaku("sekretaris", hari))
    lakon.tutup(ruang, hari)
    assert (ruang.state, lain.state) == (SidangState.DITUTUP, DupakState.DIPUTUSKAN)


def test_dupak_hanya_ada_di_satu_agenda_terbuka(session: Session, cerita: Cerita) -> None:
    dupak, jadwal = cerita.sampai_sidang(MASA_TENGAH)
    assert dupak.putaran is not None
    cerita.lakon.jadwalkan(dupak.putaran, [dupak], jadwal.jadwalkan, jadwal.sidang)
    with pytest.raises(MasukanSalah):
        cerita.lakon.jadwalkan(dupak.putaran, [dupak], jadwal.jadwalkan, jadwal.sidang + dt.timedelta(days=1))


def test_usulan_dapat_dikembalikan_dan_dikirim_lima_kali(session: Session, cerita: Cerita) -> None:
    dupak = cerita.dupak(MASA_TENGAH, dt.date(2021, 7, 5))
    lakon = cerita.lakon
    for kali in range(5):
        hari = dt.date(2021, 7, 5 + kali)
        lakon.ajukan(dupak, hari)
        lakon.ambil(dupak, "kembalikan_atasan", lakon.pelaku("atasan", hari), catatan="Perbaiki keterangan.", butir=[])
        assert not any(b.terkunci for b in dupak.butir)
    lakon.ajukan(dupak, dt.date(2021, 7, 12))
    lakon.setujui(dupak, dt.date(2021, 7, 13))
    session.flush()
    assert dupak.state is DupakState.DISETUJUI_ATASAN
    assert len({s.unsur for s in dupak.spmk}) == len(dupak.spmk) > 1
