"""Time acts by itself: what a date has made due is done with nobody signed in, once."""

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app.demo.lakon import Lakon
from workflow_app.demo.orang import Agensi, bangun
from workflow_app.demo.perkara import MASA_TENGAH, Cerita
from workflow_app.errors import Galat
from workflow_app.models import (
    AnggotaTim,
    DupakState,
    EntriKredit,
    JenisPelimpahan,
    Pelimpahan,
    PenilaianState,
    PenugasanPeran,
)
from workflow_app.permissions import boleh_melihat
from workflow_app.selisih import penilaian_berjalan
from workflow_app.services import harian

KINI = dt.date(2022, 1, 10)


@pytest.fixture
def cerita(session: Session) -> Cerita:
    agensi: Agensi = bangun(session, jumlah_lain=3)
    return Cerita(session, agensi, Lakon(session, agensi.orang), KINI)


def _tabungan(cerita: Cerita) -> tuple[int, dt.date]:
    dupak, jadwal = cerita.sampai_sidang(MASA_TENGAH, cerita.pegawai(Decimal(10)))
    cerita.bersidang([(dupak, jadwal)])
    assert dupak.keberatan_sampai is not None
    return dupak.id, dupak.keberatan_sampai


def test_tabungan_selesai_sehari_sesudah_hari_keberatan(session: Session, cerita: Cerita) -> None:
    dupak_id, sampai = _tabungan(cerita)
    assert harian.yang_jatuh(session, sampai) == []
    besok = sampai + dt.timedelta(days=1)
    (jatuh,) = harian.yang_jatuh(session, besok)
    harian.kerjakan(session, jatuh, besok)
    session.flush()
    assert jatuh == harian.Jatuh("tabungan", dupak_id)
    dicatat = session.scalars(select(EntriKredit.jumlah).where(EntriKredit.dupak_id == dupak_id)).all()
    assert sum(dicatat) > 0
    assert harian.yang_jatuh(session, besok) == []


def test_langkah_yang_sudah_diambil_ditolak_bila_diulang(session: Session, cerita: Cerita) -> None:
    _, sampai = _tabungan(cerita)
    besok = sampai + dt.timedelta(days=1)
    (jatuh,) = harian.yang_jatuh(session, besok)
    harian.kerjakan(session, jatuh, besok)
    with pytest.raises(Galat):
        harian.kerjakan(session, jatuh, besok)


def test_penilai_yang_kursinya_berakhir_dibebaskan_sistem(session: Session, cerita: Cerita) -> None:
    dupak, _ = cerita.sampai_penilaian(MASA_TENGAH)
    pergi, tinggal = penilaian_berjalan(session, dupak.id)
    kursi = session.scalars(select(AnggotaTim).where(AnggotaTim.pegawai_id == pergi.penilai_id)).one()
    kursi.selesai = KINI - dt.timedelta(days=1)
    session.flush()
    (jatuh,) = harian.yang_jatuh(session, KINI)
    harian.kerjakan(session, jatuh, KINI)
    assert pergi.state is PenilaianState.MUNDUR
    assert tinggal.state is PenilaianState.DITUGASKAN
    assert dupak.state is DupakState.PENILAIAN


def test_pak_pindah_ke_pejabat_berikut_ketika_surat_plh_berakhir(session: Session, cerita: Cerita) -> None:
    agensi, lakon = cerita.agensi, cerita.lakon
    plh = agensi.orang["pimpinan"]
    tugas = session.scalars(select(PenugasanPeran).where(PenugasanPeran.pegawai_id == agensi.orang["penetap"].id)).one()
    session.add(
        Pelimpahan(
            penugasan_id=tugas.id,
            penerima_id=plh.id,
            jenis=JenisPelimpahan.PLH,
            nomor_surat="800/1/2022",
            mulai=dt.date(2022, 1, 3),
            selesai=KINI,
        )
    )
    session.flush()
    dupak, jadwal = cerita.sampai_sidang(MASA_TENGAH)
    cerita.bersidang([(dupak, jadwal)])
    lakon.lepas_keberatan(dupak, jadwal.sidang)
    pak = lakon.pak_dari(dupak)
    lakon.paraf(pak, KINI)
    lakon.ajukan_pak(pak, KINI)
    assert pak.penetap_id == plh.id
    assert harian.yang_jatuh(session, KINI) == []
    besok = KINI + dt.timedelta(days=1)
    (jatuh,) = harian.yang_jatuh(session, besok)
    harian.kerjakan(session, jatuh, besok)
    assert pak.penetap_id == pak.pemegang_id == agensi.orang["penetap"].id
    assert boleh_melihat(session, lakon.pelaku("penetap", besok), pak)
    assert harian.yang_jatuh(session, besok) == []
    session.expire(pak, ["penetap"])
    lakon.tetapkan(pak, besok)
    assert pak.ditetapkan_oleh_id == agensi.orang["penetap"].id
