"""More than a hundred hostile files: each is refused with a sentence of its own, none is stored; honest ones are."""

import io
from pathlib import Path

import pytest

from tests.berkas_jahat import JAHAT, JUJUR, Kasus
from workflow_app.penyimpanan import Penyimpanan
from workflow_app.services import unggahan
from workflow_app.services.unggahan import BerkasDitolak


@pytest.fixture
def penyimpanan(tmp_path: Path) -> Penyimpanan:
    return Penyimpanan(f"file://{tmp_path / 'berkas'}")


def isi_simpanan(tmp_path: Path) -> list[Path]:
    return [p for p in (tmp_path / "berkas").rglob("*") if p.is_file()]


def test_the_corpus_is_large_enough():
    assert len(JAHAT) >= 100
    assert len({k.apa for k in JAHAT}) == len(JAHAT)
    assert len(JUJUR) >= 20


@pytest.mark.parametrize("kasus", JAHAT, ids=str)
def test_a_hostile_file_is_refused_in_words_and_not_stored(penyimpanan: Penyimpanan, tmp_path: Path, kasus: Kasus):
    penyimpanan.simpan(b"sudah ada")
    sebelum = isi_simpanan(tmp_path)
    with pytest.raises(BerkasDitolak) as galat:
        unggahan.simpan(penyimpanan, kasus.nama, io.BytesIO(kasus.buat()))
    kalimat = str(galat.value.pesan)
    assert f"“{unggahan.nama_bersih(kasus.nama)}”" in kalimat
    assert kasus.kalimat in kalimat
    assert kalimat.endswith((".", "docx", "xlsx"))
    assert isi_simpanan(tmp_path) == sebelum


@pytest.mark.parametrize("kasus", JUJUR, ids=str)
def test_an_honest_file_is_stored_byte_by_byte(penyimpanan: Penyimpanan, kasus: Kasus):
    isi = kasus.buat()
    berkas = unggahan.simpan(penyimpanan, kasus.nama, io.BytesIO(isi))
    assert penyimpanan.baca(berkas.sha256) == isi
