"""The pages of a decision: folder, figures, signature, distribution, replacement."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.klien import Klien, teks_halaman
from workflow_app.models import Akun, Pak, PakState, Pegawai


@pytest.fixture
def url_basis_data(url_demo: str) -> str:
    return url_demo


@pytest.fixture
def sebagai(session: Session, klien):
    def masuk(akun: str) -> Klien:
        pegawai = session.scalars(select(Pegawai).join(Akun).where(Akun.nama_pengguna == akun)).one()
        return klien(pegawai)

    return masuk


def pak_dalam(session: Session, state: PakState) -> Pak:
    return session.scalars(select(Pak).where(Pak.state == state).order_by(Pak.id).limit(1)).one()


def test_official_finds_in_his_folder_only_what_waits_for_his_signature(session, sebagai):
    menunggu = pak_dalam(session, PakState.MENUNGGU_TANDA_TANGAN)
    halaman = teks_halaman(sebagai("penetap").get("/pak").text)
    assert menunggu.subjek.nama in halaman
    assert pak_dalam(session, PakState.DRAF).subjek.nama not in halaman
    assert "cocok" in halaman


def test_page_shows_every_row_of_the_form_and_that_the_recomputation_agrees(session, sebagai):
    pak = pak_dalam(session, PakState.MENUNGGU_TANDA_TANGAN)
    halaman = teks_halaman(sebagai("penetap").get(f"/pak/{pak.id}").text)
    for kata in ("Sistem Informasi dan Multimedia", "Jumlah unsur utama dan penunjang", "hitung ulang cocok"):
        assert kata in halaman
    assert f"{pak.jumlah:.3f}".replace(".", ",") in halaman
    assert "Berwenang dengan SK" in halaman


def test_signing_asks_once_more_then_takes_number_and_date(session, sebagai, hari_ini):
    pak = pak_dalam(session, PakState.MENUNGGU_TANDA_TANGAN)
    penetap = sebagai("penetap")
    alamat = f"/pak/{pak.id}/langkah/tetapkan"
    assert "tidak dapat diubah" in teks_halaman(penetap.get(alamat).text)
    versi = pak.version
    penetap.kirim(alamat, {"version": versi})
    session.expire_all()
    assert (pak.state, pak.ditetapkan_pada) == (PakState.DITETAPKAN, hari_ini)
    assert pak.nomor
    ulang = penetap.kirim(alamat, {"version": versi}, status=409)
    session.expire_all()
    assert ulang.status_code == 409
    assert "Dibekukan".lower() in teks_halaman(penetap.get(f"/pak/{pak.id}").text).lower()


def test_official_returns_a_decision_with_his_reason(session, sebagai):
    pak = pak_dalam(session, PakState.MENUNGGU_TANDA_TANGAN)
    penetap = sebagai("penetap")
    alamat = f"/pak/{pak.id}/langkah/kembalikan"
    penetap.kirim(alamat, {"version": pak.version, "catatan": ""}, status=422)
    penetap.kirim(alamat, {"version": pak.version, "catatan": "Jabatan salah tulis."})
    session.expire_all()
    assert pak.state is PakState.DIKEMBALIKAN


def test_copies_leave_only_with_every_recipient_ticked(session, sebagai):
    pak = pak_dalam(session, PakState.DITETAPKAN)
    sekretariat = sebagai("sekretariat")
    alamat = f"/pak/{pak.id}/langkah/kirim"
    kurang = sekretariat.kirim(alamat, {"version": pak.version, "tembusan": (pak.tembusan or [])[:1]}, status=422)
    assert "belum ditandai" in teks_halaman(kurang.text)
    session.expire_all()
    assert pak.state is PakState.DITETAPKAN


def test_secretary_of_the_team_draws_up_a_replacement_that_names_the_error(session, sebagai):
    lama = pak_dalam(session, PakState.DITETAPKAN)
    sekretaris = sebagai("sekretaris")
    assert "Susun PAK pengganti" in teks_halaman(sekretaris.get(f"/pak/{lama.id}").text)
    sekretaris.kirim(f"/pak/{lama.id}/pengganti", {"version": lama.version, "catatan": ""}, status=422)
    sekretaris.kirim(f"/pak/{lama.id}/pengganti", {"version": lama.version, "catatan": "Golongan ruang salah."})
    session.expire_all()
    baru = session.scalars(select(Pak).where(Pak.menggantikan_id == lama.id)).one()
    assert (baru.state, baru.nomor) == (PakState.DRAF, None)
    assert str(lama.nomor) in teks_halaman(sekretaris.get(f"/pak/{baru.id}").text)


def test_officer_cannot_replace_and_strangers_do_not_learn_that_it_exists(session, sebagai):
    lama = pak_dalam(session, PakState.DITETAPKAN)
    orang = sebagai(session.scalars(select(Akun.nama_pengguna).where(Akun.pegawai_id == lama.subjek_id)).one())
    orang.kirim(f"/pak/{lama.id}/pengganti", {"version": lama.version, "catatan": "Ingin lebih."}, status=403)
    assert sebagai("terampil").get(f"/pak/{lama.id}").status_code == 404
    assert sebagai("bendahara").get(f"/pak/{lama.id}").status_code == 404
