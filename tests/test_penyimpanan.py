import hashlib
import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from workflow_app.penyimpanan import BerkasRusak, BerkasTerlaluBesar, BerkasTidakAda, Penyimpanan

ISI = b"Surat Pernyataan Melakukan Kegiatan"
SIDIK = hashlib.sha256(ISI).hexdigest()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "ber kas"


@pytest.fixture(params=["lokal", "memori"])
def simpanan(request, folder, tmp_path):
    return Penyimpanan(f"file://{folder}" if request.param == "lokal" else f"memory://{tmp_path}")


@pytest.fixture
def lokal(folder):
    return Penyimpanan(f"file://{folder}")


def berkas_di(folder: Path) -> list[Path]:
    return [f for f in folder.rglob("*") if f.is_file()]


def satu_berkas(folder: Path) -> Path:
    [berkas] = berkas_di(folder)
    return berkas


def test_stores_and_reads_back_by_hash(simpanan):
    berkas = simpanan.simpan(ISI)

    assert berkas == (SIDIK, len(ISI))
    assert simpanan.ada(SIDIK)
    assert simpanan.baca(SIDIK) == ISI
    with simpanan.buka(SIDIK) as isi:
        assert isi.read(5) == ISI[:5]


def test_stores_a_stream_longer_than_one_piece(simpanan):
    isi = bytes(range(256)) * 5000

    berkas = simpanan.simpan(io.BytesIO(isi))

    assert simpanan.baca(berkas.sha256) == isi


def test_the_same_bytes_are_kept_once(lokal, folder):
    lokal.simpan(ISI)
    lokal.simpan(io.BytesIO(ISI))

    assert satu_berkas(folder).name == SIDIK


def test_many_writers_of_the_same_bytes_leave_one_whole_file(lokal, folder):
    with ThreadPoolExecutor(8) as utas:
        assert {b.sha256 for b in utas.map(lokal.simpan, [ISI] * 40)} == {SIDIK}

    assert satu_berkas(folder).read_bytes() == ISI


def test_a_stream_over_the_limit_leaves_nothing_behind(simpanan):
    with pytest.raises(BerkasTerlaluBesar) as galat:
        simpanan.simpan(io.BytesIO(ISI), maks=len(ISI) - 1)

    assert galat.value.maks == len(ISI) - 1
    assert not simpanan.ada(SIDIK)


def test_a_stream_of_exactly_the_limit_is_accepted(simpanan):
    assert simpanan.simpan(ISI, maks=len(ISI)).ukuran == len(ISI)


def test_a_stream_that_breaks_off_leaves_nothing_behind(lokal, folder):
    class Putus(io.BytesIO):
        def read(self, ukuran: int | None = -1) -> bytes:
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        lokal.simpan(Putus())

    assert berkas_di(folder) == []


def test_missing_file(simpanan):
    assert not simpanan.ada(SIDIK)
    with pytest.raises(BerkasTidakAda):
        simpanan.baca(SIDIK)


def test_a_changed_file_is_not_handed_out(lokal, folder):
    lokal.simpan(ISI)
    satu_berkas(folder).write_bytes(ISI.replace(b"S", b"s"))

    with pytest.raises(BerkasRusak), lokal.buka(SIDIK):
        pytest.fail("the bytes were handed out before they were checked")


def test_a_file_cut_short_is_mended_by_storing_it_again(lokal, folder):
    lokal.simpan(ISI)
    satu_berkas(folder).write_bytes(b"")

    lokal.simpan(ISI)

    assert lokal.baca(SIDIK) == ISI


@pytest.mark.parametrize("nama", ["../../etc/passwd", "", SIDIK.upper(), SIDIK + "/..", "0" * 63])
def test_only_a_hash_reaches_a_key(lokal, nama):
    with pytest.raises(ValueError, match="SHA-256"):
        lokal.ada(nama)


def test_files_are_for_the_owner_alone(lokal, folder):
    lokal.simpan(ISI)

    assert folder.stat().st_mode & 0o077 == 0
    assert satu_berkas(folder).stat().st_mode & 0o077 == 0
