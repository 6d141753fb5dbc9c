"""A decision's page after the rules were corrected: the issued one keeps its rules, the draft must be drawn up anew."""

import pytest
from click.testing import CliRunner
from flask.cli import ScriptInfo
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tests import pabrik
from tests.klien import teks_halaman
from workflow_app.cli import alurpak
from workflow_app.errors import Refused
from workflow_app.models import Akun, Pak, PakState, Pegawai
from workflow_app.peraturan import Tanda
from workflow_app.permissions import muat_pelaku
from workflow_app.services import peraturan as layanan
from workflow_app.services.langkah import Masukan, ambil
from workflow_app.services.peraturan import Usulan

ALASAN = "Menurut surat edaran yang baru."


@pytest.fixture
def url_basis_data(url_demo: str) -> str:
    return url_demo


@pytest.fixture
def dikoreksi(session: Session) -> None:
    """The demo agency with another share of supporting credit than its decisions were computed by."""
    admin = muat_pelaku(session, orang(session, "admin"), pabrik.HARI_INI)
    usulan = Usulan("0,15", "SE contoh 1/2022", Tanda.FOUND, "", ALASAN)
    layanan.usulkan(session, "R2020", "bagian.penunjang_maksimal", usulan, oleh=admin)
    layanan.uji(session, "R2020", oleh=admin)
    layanan.terbitkan(session, "R2020", alasan=ALASAN, tanggal=pabrik.HARI_INI, oleh=admin)
    session.commit()
    session.execute(text("SELECT 1"))


def orang(session: Session, akun: str) -> Pegawai:
    return session.scalars(select(Pegawai).join(Akun).where(Akun.nama_pengguna == akun)).one()


def halaman(session: Session, klien, akun: str, *state: PakState) -> str:
    query = select(Pak).where(Pak.state.in_(state), Pak.aturan == "R2020").order_by(Pak.id).limit(1)
    pak = session.scalars(query).one()
    return teks_halaman(klien(orang(session, akun)).get(f"/pak/{pak.id}").text)


def test_an_issued_decision_names_its_version_and_still_computes(session: Session, klien, dikoreksi):
    isi = halaman(session, klien, "penetap", PakState.DITETAPKAN, PakState.DIKIRIM)
    assert "Dihitung dengan peraturan R2020 versi 1" in isi
    assert "hitung ulang cocok" in isi
    assert "1 angka peraturan sudah lain sekarang" in isi


def test_a_draft_says_which_figures_changed_and_that_it_must_be_drawn_up_anew(session: Session, klien, dikoreksi):
    isi = halaman(session, klien, "sekretaris", PakState.DRAF)
    assert "Hitung ulang berbeda." in isi
    assert "bagian.penunjang_maksimal : 0.20 → 0.15" in isi


def test_the_secretary_draws_the_draft_up_anew_and_initials_it(app, session: Session, klien, dikoreksi):
    query = select(Pak).where(Pak.state == PakState.DRAF, Pak.aturan == "R2020").order_by(Pak.id).limit(1)
    pak = session.scalars(query).one()
    sekretaris, lama, versi = orang(session, "sekretaris"), pak.sidik_rincian, pak.version
    pelaku = muat_pelaku(session, sekretaris, pabrik.HARI_INI)
    with pytest.raises(Refused, match="Susun PAK kembali"):
        ambil(session, pak, "paraf", Masukan(pelaku))
    session.rollback()
    peramban = klien(sekretaris)
    assert "Susun ulang dari hasil sidang" in peramban.get(f"/pak/{pak.id}").text
    peramban.kirim(f"/pak/{pak.id}/langkah/susun-ulang", {"version": str(versi)})
    session.expire_all()
    assert (pak.state, pak.diparaf_sidik) == (PakState.DRAF, None)
    assert pak.version > versi
    assert pak.sidik_rincian != lama
    assert pak.aturan_sidik == pak.rincian["sidik"] != lama
    ambil(session, pak, "paraf", Masukan(muat_pelaku(session, sekretaris, pabrik.HARI_INI)))
    session.commit()
    assert session.get_one(Pak, pak.id).state is PakState.DIPARAF
    periksa = CliRunner().invoke(alurpak, ["audit", "verify"], obj=ScriptInfo(create_app=lambda: app))
    assert periksa.exit_code == 0, periksa.output


def test_nothing_is_drawn_up_anew_while_the_figures_stand(session: Session):
    query = select(Pak).where(Pak.state == PakState.DRAF).order_by(Pak.id).limit(1)
    pak = session.scalars(query).one()
    pelaku = muat_pelaku(session, orang(session, "sekretaris"), pabrik.HARI_INI)
    with pytest.raises(Refused, match="tidak ada yang perlu disusun ulang"):
        ambil(session, pak, "susun_ulang", Masukan(pelaku))
