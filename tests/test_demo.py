"""The demo agency: every role, an officer of every level, and a case in every state of every workflow."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app import demo
from workflow_app.documents import render
from workflow_app.models import Akun, Dokumen, Pegawai, PenugasanPeran, Peran, RiwayatJabatan
from workflow_app.models.peran import PERAN_OBJEK, PERAN_TIM
from workflow_app.peraturan import umum
from workflow_app.services import sandi, verifikasi
from workflow_app.states import WORKFLOWS
from workflow_app.states.engine import Workflow


@pytest.fixture
def url_basis_data(url_demo: str) -> str:
    return url_demo


@pytest.mark.parametrize("alur", WORKFLOWS, ids=lambda w: w.name)
def test_a_case_stands_in_every_state(session: Session, alur: Workflow[Any]) -> None:
    assert set(session.scalars(select(alur.model.state))) == set(alur.states)


def test_there_is_an_account_for_every_role_and_level_and_it_is_printed(session: Session) -> None:
    ditugaskan = set(session.scalars(select(PenugasanPeran.peran)))
    assert ditugaskan >= set(Peran) - PERAN_OBJEK - PERAN_TIM - {Peran.SISTEM}
    jenjang = set(session.scalars(select(RiwayatJabatan.jenjang)))
    assert jenjang >= {*umum().daftar("kategori.keahlian"), *umum().daftar("kategori.keterampilan")} - {"pemula"}
    akun = {a.nama_pengguna: a for a in session.scalars(select(Akun))}
    for _, nama, kata_sandi in demo.akun_contoh():
        assert sandi.cocok(akun[nama].sandi_hash, kata_sandi)


def test_the_people_are_invented(session: Session) -> None:
    for pegawai in session.scalars(select(Pegawai)):
        assert pegawai.nip.startswith("9")
        assert pegawai.email.endswith("@contoh.example")


def test_every_document_of_the_demo_can_be_written(session: Session) -> None:
    per_jenis: dict[tuple[str, bool], Dokumen] = {}
    for dokumen in session.scalars(select(Dokumen)):
        per_jenis[dokumen.jenis, dokumen.terbit] = dokumen
    assert {"dupak", "spmk", "surat_pengantar", "tanda_terima", "undangan_sidang", "berita_acara_sidang", "hapak"} <= {
        jenis for jenis, _ in per_jenis
    }
    for dokumen in per_jenis.values():
        assert render(dokumen.jenis, dokumen.isian).startswith(b"PK")


def test_its_history_proves_itself(session: Session) -> None:
    assert list(verifikasi.periksa(session)) == []
