"""Downloads: who gets a file, under which name, and what his browser may do with it."""

import hashlib
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.http import parse_options_header

from tests import berkas_jahat, contoh_berkas
from tests.klien import Klien, teks_halaman
from tests.panggung import Panggung
from workflow_app.config import Settings
from workflow_app.models import BuktiFile, Dokumen, Dupak, DupakState, Pegawai
from workflow_app.penyimpanan import Penyimpanan
from workflow_app.services import butir as layanan_butir
from workflow_app.waktu import utcnow

Masuk = Callable[[Pegawai], Klien]
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def url_basis_data(url_demo: str) -> str:
    """These tests play in the demo: an agency with a case in every state."""
    return url_demo


@pytest.fixture
def panggung(session: Session) -> Panggung:
    return Panggung(session)


@pytest.fixture
def penyimpanan(settings: Settings) -> Penyimpanan:
    return Penyimpanan(settings.berkas_url)


def dokumen_pertama(session: Session, jenis: str, *, terbit: bool) -> Dokumen:
    query = select(Dokumen).where(Dokumen.jenis == jenis, Dokumen.terbit == terbit).order_by(Dokumen.id).limit(1)
    return session.scalars(query).one()


def render(session: Session, penyimpanan: Penyimpanan, dokumen: Dokumen, isi: bytes = b"PK\x03\x04 isi rekaan") -> None:
    """Put bytes in the place of the job that renders the paper."""
    berkas = penyimpanan.simpan(isi)
    dokumen.sha256, dokumen.ukuran, dokumen.dibuat_at = berkas.sha256, berkas.ukuran, utcnow()
    session.flush()


def bukti(
    session: Session, penyimpanan: Penyimpanan, panggung: Panggung, nama: str, tipe: str, isi: bytes
) -> BuktiFile:
    """A proof on the first item of a new draft."""
    dupak = panggung.draf(panggung.orang["prakom"])
    berkas = penyimpanan.simpan(isi)
    masuk = layanan_butir.BerkasMasuk(nama, tipe, berkas.ukuran, berkas.sha256)
    return layanan_butir.pasang_bukti(session, dupak.butir[0], masuk, oleh=panggung.pelaku("prakom"))


# Papers


def test_a_paper_comes_whole_under_a_name_that_names_nobody(
    session: Session, klien: Masuk, panggung: Panggung, penyimpanan: Penyimpanan
):
    dokumen = dokumen_pertama(session, "tanda_terima", terbit=True)
    render(session, penyimpanan, dokumen)
    jawaban = klien(panggung.orang["sekretariat"]).get(f"/dokumen/{dokumen.id}/unduh")

    assert jawaban.data == b"PK\x03\x04 isi rekaan"
    assert jawaban.mimetype == WORD
    assert jawaban.headers["Content-Disposition"] == (
        f"attachment; filename=tanda_terima-dupak-{dokumen.object_id}.docx"
    )
    assert int(jawaban.headers["Content-Length"]) == len(jawaban.data)
    assert jawaban.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert jawaban.headers["X-Content-Type-Options"] == "nosniff"
    assert jawaban.headers["Cache-Control"] == "no-store"


def test_a_draft_says_so_in_its_name(session: Session, klien: Masuk, panggung: Panggung, penyimpanan: Penyimpanan):
    dokumen = dokumen_pertama(session, "spmk", terbit=False)
    render(session, penyimpanan, dokumen)
    dupak = session.get_one(Dupak, dokumen.object_id)
    nama = klien(dupak.subjek).get(f"/dokumen/{dokumen.id}/unduh").headers["Content-Disposition"]

    assert nama == f"attachment; filename=spmk-{dokumen.bagian}-dupak-{dupak.id}-DRAF.docx"


def test_a_paper_that_is_being_made_says_so(session: Session, klien: Masuk, panggung: Panggung):
    dokumen = dokumen_pertama(session, "tanda_terima", terbit=True)
    jawaban = klien(panggung.orang["sekretariat"]).get(f"/dokumen/{dokumen.id}/unduh")

    assert jawaban.status_code == 409
    assert "sedang dibuat" in teks_halaman(jawaban.text)
    assert f'href="/dupak/{dokumen.object_id}"' in jawaban.text
    halaman = klien(panggung.orang["sekretariat"]).get(f"/dupak/{dokumen.object_id}").text
    assert "sedang dibuat" in teks_halaman(halaman)
    assert f"/dokumen/{dokumen.id}/unduh" not in halaman


def test_a_paper_is_seen_with_its_case_alone(
    session: Session, klien: Masuk, panggung: Panggung, penyimpanan: Penyimpanan
):
    dokumen = dokumen_pertama(session, "tanda_terima", terbit=True)
    render(session, penyimpanan, dokumen)
    pemilik = session.get_one(Dupak, dokumen.object_id).subjek
    asing = next(p for p in panggung.agensi.lain if p is not pemilik)

    assert klien(pemilik).get(f"/dokumen/{dokumen.id}/unduh").status_code == 200
    tidak_ada = klien(asing).get("/dokumen/999999/unduh")
    terlarang = klien(asing).get(f"/dokumen/{dokumen.id}/unduh")
    assert tidak_ada.status_code == terlarang.status_code == 404
    assert teks_halaman(tidak_ada.text) == teks_halaman(terlarang.text)


def test_the_minutes_are_for_the_team(session: Session, klien: Masuk, panggung: Panggung, penyimpanan: Penyimpanan):
    dokumen = dokumen_pertama(session, "berita_acara_sidang", terbit=True)
    render(session, penyimpanan, dokumen)
    alamat = f"/dokumen/{dokumen.id}/unduh"

    assert klien(panggung.orang["penilai4"]).get(alamat).status_code == 200
    assert klien(session.scalars(select(Dupak)).first().subjek).get(alamat).status_code == 404  # type: ignore[union-attr]  # the demo has claims


@pytest.mark.parametrize("isi", [None, b"isi lain"])
def test_a_file_that_is_lost_or_damaged_is_not_sent(
    session: Session, klien: Masuk, panggung: Panggung, penyimpanan: Penyimpanan, settings: Settings, isi: bytes | None
):
    dokumen = dokumen_pertama(session, "tanda_terima", terbit=True)
    render(session, penyimpanan, dokumen)
    sha256 = dokumen.sha256 or ""
    tempat = Path(settings.berkas_url.removeprefix("file://")) / sha256[:2] / sha256[2:4] / sha256
    tempat.unlink()
    if isi is not None:
        tempat.write_bytes(isi)
    jawaban = klien(panggung.orang["sekretariat"]).get(f"/dokumen/{dokumen.id}/unduh")

    assert jawaban.status_code == 500
    assert "hilang atau rusak" in teks_halaman(jawaban.text)
    assert "isi lain" not in jawaban.text


# Proofs


@pytest.mark.parametrize(
    ("nama", "tipe", "isi"),
    [
        ("SK.pdf", "application/pdf", contoh_berkas.PDF),
        ("foto.png", "image/png", contoh_berkas.png()),
        ("foto.jpg", "image/jpeg", contoh_berkas.jpg()),
    ],
)
def test_a_proof_is_saved_as_it_was_uploaded(
    session: Session, klien: Masuk, panggung: Panggung, penyimpanan: Penyimpanan, nama: str, tipe: str, isi: bytes
):
    berkas = bukti(session, penyimpanan, panggung, nama, tipe, isi)
    jawaban = klien(panggung.orang["prakom"]).get(f"/bukti/{berkas.id}/unduh")

    assert hashlib.sha256(jawaban.data).hexdigest() == berkas.sha256
    assert jawaban.mimetype == tipe
    assert jawaban.headers["Content-Disposition"] == f"attachment; filename={nama}"
    assert jawaban.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert jawaban.headers["X-Content-Type-Options"] == "nosniff"


def test_a_pdf_is_shown_in_a_frame_of_this_application_alone(
    session: Session, klien: Masuk, panggung: Panggung, penyimpanan: Penyimpanan
):
    berkas = bukti(session, penyimpanan, panggung, "SK.pdf", "application/pdf", contoh_berkas.PDF)
    jawaban = klien(panggung.orang["prakom"]).get(f"/bukti/{berkas.id}/tampil")

    assert jawaban.data == contoh_berkas.PDF
    assert jawaban.headers["Content-Disposition"] == "inline; filename=SK.pdf"
    aturan = jawaban.headers["Content-Security-Policy"]
    assert aturan.startswith("default-src 'none'; ")
    assert "frame-ancestors 'self'" in aturan


def test_a_photo_is_shown_without_the_place_where_it_was_taken(
    session: Session, klien: Masuk, panggung: Panggung, penyimpanan: Penyimpanan
):
    asli = berkas_jahat.foto(lokasi=True, lebar=2400, tinggi=1800)
    assert Image.open(io.BytesIO(asli)).getexif().get_ifd(0x8825)
    berkas = bukti(session, penyimpanan, panggung, "IMG_1.jpg", "image/jpeg", asli)
    jawaban = klien(panggung.orang["prakom"]).get(f"/bukti/{berkas.id}/tampil")

    gambar = Image.open(io.BytesIO(jawaban.data))
    assert jawaban.mimetype == "image/jpeg"
    assert not gambar.getexif()
    assert "exif" not in gambar.info
    assert gambar.size == (1200, 1600), "upright, and not larger than a page needs"
    assert jawaban.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert klien(panggung.orang["prakom"]).get(f"/bukti/{berkas.id}/unduh").data == asli


@pytest.mark.parametrize(
    ("nama", "tipe", "isi"),
    [
        ("laporan.docx", WORD, b"PK"),
        ("halaman.html", "text/html", b"<script>alert(1)</script>"),
        ("gambar.svg", "image/svg+xml", b"<svg/>"),
        ("foto.png", "image/png", b"<script>alert(1)</script>"),
    ],
)
def test_what_cannot_be_shown_is_not_sent_to_be_shown(
    session: Session, klien: Masuk, panggung: Panggung, penyimpanan: Penyimpanan, nama: str, tipe: str, isi: bytes
):
    berkas = bukti(session, penyimpanan, panggung, nama, tipe, isi)
    jawaban = klien(panggung.orang["prakom"]).get(f"/bukti/{berkas.id}/tampil")

    assert jawaban.status_code == 404
    assert "Unduh berkasnya" in teks_halaman(jawaban.text)


@pytest.mark.parametrize(
    ("nama", "tipe", "dikirim"),
    [
        ("laporan.docx", WORD, WORD),
        ("halaman.html", "text/html", "application/octet-stream"),
        ("gambar.svg", "image/svg+xml", "application/octet-stream"),
    ],
)
def test_anything_else_is_only_saved(
    session: Session, klien: Masuk, panggung: Panggung, penyimpanan: Penyimpanan, nama: str, tipe: str, dikirim: str
):
    berkas = bukti(session, penyimpanan, panggung, nama, tipe, b"<script>alert(1)</script>")
    jawaban = klien(panggung.orang["prakom"]).get(f"/bukti/{berkas.id}/unduh")

    assert jawaban.mimetype == dikirim
    assert jawaban.headers["Content-Disposition"] == f"attachment; filename={nama}"
    assert jawaban.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize(
    ("nama", "dikirim"),
    [
        ('a"; filename="b.exe.pdf', "a ; filename= b.exe.pdf"),
        ("lapor\u202efdp.exe", "laporfdp.exe"),
        ("baris\r\nSet-Cookie: x=1.pdf", "barisSet-Cookie x=1.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("Surat tugas – Ayu.pdf", "Surat tugas – Ayu.pdf"),
    ],
)
def test_a_name_cannot_play_tricks(
    session: Session, klien: Masuk, panggung: Panggung, penyimpanan: Penyimpanan, nama: str, dikirim: str
):
    berkas = bukti(session, penyimpanan, panggung, nama, "application/pdf", contoh_berkas.PDF)
    jawaban = klien(panggung.orang["prakom"]).get(f"/bukti/{berkas.id}/unduh")

    assert parse_options_header(jawaban.headers["Content-Disposition"]) == ("attachment", {"filename": dikirim})
    assert not any(kue.startswith("x=1") for kue in jawaban.headers.getlist("Set-Cookie"))


def test_a_proof_is_seen_with_its_claim_alone(
    session: Session, klien: Masuk, panggung: Panggung, penyimpanan: Penyimpanan
):
    berkas = bukti(session, penyimpanan, panggung, "SK.pdf", "application/pdf", contoh_berkas.PDF)

    for alamat in (f"/bukti/{berkas.id}/unduh", f"/bukti/{berkas.id}/tampil"):
        assert klien(panggung.orang["prakom"]).get(alamat).status_code == 200
        assert klien(panggung.agensi.lain[0]).get(alamat).status_code == 404
        assert klien(panggung.orang["atasan"]).get(alamat).status_code == 404, "a draft is not for the superior"
    assert klien(panggung.orang["prakom"]).get("/bukti/999999/unduh").status_code == 404


def test_assessors_read_the_proofs(session: Session, klien: Masuk, panggung: Panggung, penyimpanan: Penyimpanan):
    dupak = session.scalars(select(Dupak).where(Dupak.state == DupakState.PENILAIAN).limit(1)).one()
    berkas = penyimpanan.simpan(contoh_berkas.PDF)
    baris = BuktiFile(
        nama_asli="SK.pdf",
        tipe="application/pdf",
        ukuran=berkas.ukuran,
        sha256=berkas.sha256,
        diunggah_oleh_id=dupak.subjek_id,
        digantikan_at=utcnow(),
    )
    dupak.butir[0].bukti.append(baris)
    session.flush()

    for akun in ("penilai1", "sekretariat", "ketua", "auditor"):
        assert klien(panggung.orang[akun]).get(f"/bukti/{baris.id}/unduh").status_code == 200
