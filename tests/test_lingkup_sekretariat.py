"""What the secretariat reads: the files that were brought to it, in its own scope, and those it may have to close."""

import datetime as dt
from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import pabrik
from tests.klien import Klien, teks_halaman
from tests.pabrik import HARI_INI
from tests.panggung import Panggung
from workflow_app.models import Dupak, Keberatan, Pak, Pegawai, Penilaian, Peran, Sidang, Stateful
from workflow_app.permissions import boleh_melihat, terlihat

Masuk = Callable[[Pegawai], Klien]
HARI = dt.timedelta(days=1)
BELUM = ("draf", "diajukan", "disetujui_atasan")
SUDAH = ("diusulkan", "berkas_diterima", "pemeriksaan", "penilaian", "sidang", "diputuskan")


def lihat(panggung: Panggung, obj: Stateful, akun: str | Pegawai = "sekretariat", hari: dt.date = HARI_INI) -> bool:
    """Whether the person reads the case, and finds it in the list."""
    panggung.session.commit()
    orang = panggung.pelaku(akun, hari)
    boleh = boleh_melihat(panggung.session, orang, obj)
    daftar = panggung.session.scalars(terlihat(select(type(obj).id), type(obj), orang)).all()
    assert (obj.id in daftar) is boleh
    return boleh


def test_a_claim_is_the_secretariats_from_the_covering_letter_on(panggung: Panggung):
    assert [lihat(panggung, panggung.sampai(state)[0]) for state in BELUM] == [False] * len(BELUM)
    assert [lihat(panggung, panggung.sampai(state)[0]) for state in SUDAH] == [True] * len(SUDAH)


def test_what_came_back_before_the_letter_is_not_the_secretariats(panggung: Panggung):
    dupak, jadwal = panggung.sampai("diajukan")
    panggung.ambil(dupak, "kembalikan_atasan", "atasan", jadwal.kirim, catatan="Volume salah.")
    assert not lihat(panggung, dupak, hari=jadwal.kirim)
    panggung.ambil(dupak, "tarik", dupak.subjek, jadwal.kirim)
    assert not lihat(panggung, dupak, hari=jadwal.kirim)


def test_a_file_that_it_sent_back_stays_in_sight_until_it_is_taken_back(panggung: Panggung):
    dupak, jadwal = panggung.sampai("pemeriksaan")
    baris = dupak.kelengkapan[0].kode
    sampai = jadwal.periksa + 7 * HARI
    isi = {"baris": [baris], "butir": [], "kelengkapan_sampai": sampai}
    panggung.ambil(dupak, "minta_kelengkapan", "sekretariat", jadwal.periksa, catatan="Kurang.", **isi)
    assert lihat(panggung, dupak, hari=jadwal.periksa)
    panggung.ambil(dupak, "tarik", dupak.subjek, jadwal.periksa)
    assert lihat(panggung, dupak, hari=jadwal.periksa)


@pytest.mark.parametrize("state", BELUM)
def test_the_file_of_an_officer_who_left_is_seen_to_be_closed(panggung: Panggung, state: str):
    dupak, jadwal = panggung.sampai(state)
    dupak.subjek.aktif = False

    assert lihat(panggung, dupak)
    panggung.ambil(dupak, "tutup_berkas", "sekretariat", jadwal.periksa, catatan="Meninggal dunia.")
    assert lihat(panggung, dupak)


def test_a_return_that_nobody_answered_is_seen_from_the_day_after(panggung: Panggung):
    dupak, jadwal = panggung.sampai("diajukan")
    panggung.ambil(dupak, "kembalikan_atasan", "atasan", jadwal.kirim, catatan="Volume salah.")
    batas = dupak.tenggat or dupak.state_since

    assert not lihat(panggung, dupak, hari=batas)
    assert lihat(panggung, dupak, hari=batas + HARI)


def test_a_secretariat_of_a_unit_or_of_another_institution_sees_its_own_alone(panggung: Panggung):
    session, agensi = panggung.session, panggung.agensi
    keberatan, _ = panggung.keberatan()
    pak = session.scalars(select(Pak)).first() or panggung.pak("draf")[0]
    dupak, ruang = keberatan.dupak, session.scalars(select(Sidang)).first()
    penilaian = panggung.penilaian(dupak)[0]
    assert ruang is not None
    lain = pabrik.unit(session, instansi=agensi.instansi)
    jauh = pabrik.instansi(session)

    def sekretariat(**lingkup: int) -> Pegawai:
        orang = panggung.orang_baru()
        pabrik.penugasan(session, orang, Peran.SEKRETARIAT, **lingkup)
        return orang

    perkara: tuple[Keberatan | Pak | Dupak | Sidang | Penilaian, ...] = (keberatan, pak, dupak, penilaian, ruang)
    for orang, harapan in (
        (sekretariat(), [True] * 5),
        (sekretariat(unit_id=agensi.unit.id), [True] * 5),
        (sekretariat(unit_id=lain.id), [False] * 4 + [True]),  # a plenary belongs to no unit
        (sekretariat(instansi_id=jauh.id), [False] * 5),
    ):
        assert [lihat(panggung, satu, orang) for satu in perkara] == harapan


class TestPages:
    """The same, at the door."""

    @pytest.fixture
    def url_basis_data(self, url_agensi: str) -> str:
        """These play in the agency."""
        return url_agensi

    def test_a_draft_is_not_there_and_a_proposal_is(self, session: Session, klien: Masuk):
        panggung = Panggung(session)
        draf, usulan = panggung.sampai("draf")[0], panggung.sampai("diusulkan")[0]
        staf = klien(panggung.orang["sekretariat"])

        assert staf.get(f"/dupak/{draf.id}").status_code == 404
        assert staf.get(f"/dupak/{draf.id}/langkah/tutup-berkas").status_code == 404
        staf.buka(f"/dupak/{usulan.id}")
        daftar = teks_halaman(staf.get("/perkara").text)
        assert usulan.subjek.nama in daftar
        assert draf.subjek.nama not in daftar
