"""Statements, intake and completing the file through the browser's door."""

import io
import re
from collections.abc import Callable, Sequence

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import contoh_berkas
from tests.klien import Klien, teks_halaman
from tests.pabrik import HARI_INI
from tests.panggung import Panggung, hitung
from workflow_app.demo.perkara import MASA_KINI
from workflow_app.models import BarisKelengkapan, BuktiFile, Dupak, DupakState, Pegawai, Peran, Spmk

Masuk = Callable[[Pegawai], Klien]
SAMPAI = HARI_INI.replace(day=21)


@pytest.fixture
def url_basis_data(url_agensi: str) -> str:
    """The invented agency, without cases."""
    return url_agensi


@pytest.fixture
def panggung(session: Session) -> Panggung:
    """The agency, played in the test's own session."""
    return Panggung(session)


def spmk(session: Session, dupak: Dupak, kode: str = "tata_kelola") -> Spmk:
    return session.scalars(select(Spmk).where(Spmk.dupak_id == dupak.id, Spmk.unsur == kode)).one()


def baris(session: Session, dupak: Dupak) -> dict[str, bool | None]:
    daftar = session.scalars(select(BarisKelengkapan).where(BarisKelengkapan.dupak_id == dupak.id))
    return {b.kode: b.ada for b in daftar}


# The superior's statements


@pytest.fixture
def diajukan(panggung: Panggung) -> Dupak:
    """A claim with two statements that waits for the superior."""
    pekerjaan = [("KA-I.B.7", 2), ("KA-I.B.21", 6), ("KA-III.A.7", 1)]
    return panggung.sampai("diajukan", masa=MASA_KINI, pekerjaan=pekerjaan)[0]


def test_a_statement_shows_exactly_its_rows(diajukan: Dupak, panggung: Panggung, klien: Masuk):
    halaman = teks_halaman(klien(panggung.orang["atasan"]).get(f"/dupak/{diajukan.id}/spmk/tata_kelola").text)
    assert "Mengelola katalog layanan teknologi informasi" in halaman
    assert "Mengelola permintaan dan layanan" in halaman
    assert "Melakukan perancangan sistem informasi" not in halaman
    assert "Jumlah 1,080" in halaman
    assert "1 dari 2" in halaman


def test_looking_at_a_statement_records_nothing(session: Session, diajukan: Dupak, panggung: Panggung, klien: Masuk):
    atasan = klien(panggung.orang["atasan"])
    sebelum = hitung(session)
    atasan.get(f"/dupak/{diajukan.id}/spmk/tata_kelola")
    session.commit()
    assert hitung(session) == sebelum
    assert spmk(session, diajukan).dibaca_at is None


def test_signing_comes_after_reading(session: Session, diajukan: Dupak, panggung: Panggung, klien: Masuk):
    atasan = klien(panggung.orang["atasan"])
    alamat = f"/dupak/{diajukan.id}/spmk/tata_kelola"
    assert "tanda-tangan" not in re.findall(r'action="([^"]+)"', atasan.get(alamat).text)
    versi = diajukan.version
    jawaban = atasan.kirim(f"{alamat}/tanda-tangan", {"version": versi}, status=422)
    assert "Buka dan baca SPMK ini sebelum menandatanganinya." in jawaban.text
    assert spmk(session, diajukan).ditandatangani_at is None

    atasan.kirim(f"{alamat}/baca", {"version": versi})
    session.refresh(diajukan)
    baru = diajukan.version
    atasan.kirim(f"{alamat}/tanda-tangan", {"version": versi}, status=409)
    jawaban = atasan.kirim(f"{alamat}/tanda-tangan", {"version": baru})
    assert jawaban.location.endswith("/spmk/sistem_informasi")  # the next one to be read
    assert spmk(session, diajukan).ditandatangani_at is not None


def test_the_claim_can_be_approved_once_all_are_signed(
    session: Session, diajukan: Dupak, panggung: Panggung, klien: Masuk
):
    atasan = klien(panggung.orang["atasan"])
    halaman = atasan.get(f"/dupak/{diajukan.id}").text
    assert 'data-langkah-tertutup="setujui"' in halaman
    assert 'id="spmk-tata_kelola"' in halaman
    tujuan = []
    for kode in ("tata_kelola", "sistem_informasi"):
        atasan.kirim(f"/dupak/{diajukan.id}/spmk/{kode}/baca")
        session.refresh(diajukan)
        jawaban = atasan.kirim(f"/dupak/{diajukan.id}/spmk/{kode}/tanda-tangan", {"version": diajukan.version})
        tujuan.append(jawaban.location)
    assert tujuan == [f"/dupak/{diajukan.id}/spmk/sistem_informasi", f"/dupak/{diajukan.id}"]
    halaman = atasan.get(f"/dupak/{diajukan.id}").text
    assert 'data-langkah="setujui"' in halaman
    assert "Semua SPMK sudah ditandatangani" in halaman
    session.refresh(diajukan)
    atasan.kirim(f"/dupak/{diajukan.id}/langkah/setujui", {"version": diajukan.version})
    session.refresh(diajukan)
    assert diajukan.state is DupakState.DISETUJUI_ATASAN


def test_nobody_else_reads_or_signs_for_the_superior(
    session: Session, diajukan: Dupak, panggung: Panggung, klien: Masuk
):
    alamat = f"/dupak/{diajukan.id}/spmk/tata_kelola"
    for orang, status in ((diajukan.subjek, 403), (panggung.orang["pengusul"], 403), (panggung.prakom(), 404)):
        peramban = klien(orang)
        halaman = peramban.get(alamat)
        assert halaman.status_code == (404 if status == 404 else 200)
        assert "Saya sudah membaca" not in halaman.text
        peramban.kirim(f"{alamat}/baca", {"version": diajukan.version}, status=status)
        peramban.kirim(f"{alamat}/tanda-tangan", {"version": diajukan.version}, status=status)
    assert spmk(session, diajukan).dibaca_at is None


def test_a_statement_that_the_claim_does_not_have(diajukan: Dupak, panggung: Panggung, klien: Masuk):
    atasan = klien(panggung.orang["atasan"])
    assert atasan.get(f"/dupak/{diajukan.id}/spmk/penunjang").status_code == 404
    atasan.kirim(f"/dupak/{diajukan.id}/spmk/penunjang/baca", status=404)


# The checklist


@pytest.fixture
def diperiksa(panggung: Panggung) -> Dupak:
    """A claim under examination, nothing ticked yet."""
    return panggung.sampai("pemeriksaan")[0]


def test_the_checklist_is_filled_line_by_line(session: Session, diperiksa: Dupak, panggung: Panggung, klien: Masuk):
    staf = klien(panggung.orang["sekretariat"])
    alamat = f"/dupak/{diperiksa.id}/pemeriksaan"
    halaman = staf.get(alamat).text
    assert "SK kenaikan pangkat terakhir" in halaman
    assert "3 dari 3 butir tidak punya berkas unggahan" in teks_halaman(halaman)
    isi = {"version": diperiksa.version, "baris-dupak": "ada", "baris-spmk": "tidak", "baris-lain": "ada"}
    staf.kirim(alamat, isi)
    assert {k: v for k, v in baris(session, diperiksa).items() if v is not None} == {"dupak": True, "spmk": False}
    halaman = staf.get(alamat).text
    assert 'id="ada-dupak" value="ada" checked' in halaman
    assert 'id="tidak-spmk" value="tidak" checked' in halaman
    session.refresh(diperiksa)
    staf.kirim(alamat, {"version": diperiksa.version, "baris-dupak": "belum", "baris-spmk": "lain"})
    assert set(baris(session, diperiksa).values()) == {None}


def test_a_complete_file_waits_for_the_assignment(session: Session, diperiksa: Dupak, panggung: Panggung, klien: Masuk):
    staf = klien(panggung.orang["sekretariat"])
    staf.kirim(f"/dupak/{diperiksa.id}/pemeriksaan", {"version": diperiksa.version, "semua": "ada"})
    session.refresh(diperiksa)
    assert diperiksa.pemegang is Peran.SEKRETARIS_TIM
    assert "Berkas lengkap dan menunggu penugasan penilai." in staf.get(f"/dupak/{diperiksa.id}").text
    assert "13 dari 13 baris ada" in teks_halaman(staf.get(f"/dupak/{diperiksa.id}").text)


def test_a_stale_checklist_and_a_second_click(session: Session, diperiksa: Dupak, panggung: Panggung, klien: Masuk):
    staf = klien(panggung.orang["sekretariat"])
    isi = {"version": diperiksa.version, "baris-dupak": "ada"}
    staf.kirim(f"/dupak/{diperiksa.id}/pemeriksaan", isi)
    staf.kirim(f"/dupak/{diperiksa.id}/pemeriksaan", {**isi, "baris-dupak": "tidak"}, status=409)
    assert baris(session, diperiksa)["dupak"] is True


def test_only_the_secretariat_fills_the_checklist(session: Session, diperiksa: Dupak, panggung: Panggung, klien: Masuk):
    alamat = f"/dupak/{diperiksa.id}/pemeriksaan"
    for orang in (diperiksa.subjek, panggung.orang["ketua"], panggung.orang["auditor"]):
        peramban = klien(orang)
        halaman = peramban.get(alamat)
        assert halaman.status_code == 200
        assert 'type="radio"' not in halaman.text
        peramban.kirim(alamat, {"version": diperiksa.version, "semua": "ada"}, status=403)
    assert set(baris(session, diperiksa).values()) == {None}


def test_a_checklist_out_of_season(session: Session, panggung: Panggung, klien: Masuk):
    dupak, _ = panggung.sampai("penilaian")
    jawaban = klien(panggung.orang["sekretariat"]).kirim(
        f"/dupak/{dupak.id}/pemeriksaan", {"version": dupak.version, "semua": "ada"}, status=422
    )
    assert "Daftar periksa diisi selama pemeriksaan." in jawaban.text


# The officer completes his file


def minta(panggung: Panggung, dupak: Dupak, berkas: Sequence[str] = ("sk_pangkat",), butir: Sequence[int] = ()) -> None:
    panggung.ambil(
        dupak,
        "minta_kelengkapan",
        "sekretariat",
        catatan="SK belum terbaca, bukti butir kedua tidak ada.",
        baris=list(berkas),
        butir=list(butir),
        kelengkapan_sampai=SAMPAI,
    )


@pytest.fixture
def diminta(diperiksa: Dupak, panggung: Panggung) -> Dupak:
    """A claim sent back for one paper and one item."""
    diperiksa.butir[1].tempat_bukti = ""
    minta(panggung, diperiksa, butir=[diperiksa.butir[1].id])
    return diperiksa


def test_the_way_to_the_asked_lines_and_the_remark_beside_them(diminta: Dupak, klien: Masuk):
    pemilik = klien(diminta.subjek)
    perkara = pemilik.get(f"/dupak/{diminta.id}").text
    assert f"/dupak/{diminta.id}/kelengkapan" in perkara
    assert "SK belum terbaca" in perkara
    halaman = pemilik.get(f"/dupak/{diminta.id}/kelengkapan").text
    isi = teks_halaman(halaman)
    assert "SK belum terbaca" in isi
    assert 'id="berkas-sk_pangkat"' in halaman
    assert f'id="butir-{diminta.butir[1].id}"' in halaman
    assert f'id="butir-{diminta.butir[0].id}"' not in halaman
    assert "SK jabatan fungsional terakhir" not in isi
    assert "21 Jan 2022" in isi


def test_all_is_answered_and_sent_back_at_once(session: Session, diminta: Dupak, klien: Masuk):
    pemilik = klien(diminta.subjek)
    item, volume = diminta.butir[1], diminta.butir[1].volume
    kiriman = {
        "version": diminta.version,
        "jawaban_sk_pangkat": "Salinan diserahkan ke loket.",
        f"tempat_bukti_{item.id}": "",
        f"berkas_{item.id}": [(io.BytesIO(contoh_berkas.PDF), "laporan.pdf")],
        f"keterangan_{item.id}": "Laporan Agustus",
        "volume": "99",
        "aksi": "kirim",
    }
    jawaban = pemilik.kirim(f"/dupak/{diminta.id}/kelengkapan", kiriman)
    assert jawaban.location == f"/dupak/{diminta.id}"
    session.refresh(diminta)
    assert diminta.state is DupakState.PEMERIKSAAN
    session.refresh(item)
    assert (item.volume, item.keterangan) == (volume, "Laporan Agustus")
    assert session.scalars(select(BuktiFile)).one().nama_asli == "laporan.pdf"
    satu = session.scalars(select(BarisKelengkapan).where(BarisKelengkapan.kode == "sk_pangkat")).one()
    assert (satu.jawaban, satu.diminta) == ("Salinan diserahkan ke loket.", False)
    pemilik.kirim(f"/dupak/{diminta.id}/kelengkapan", {"version": kiriman["version"], "aksi": "kirim"}, status=404)


def test_an_answer_may_be_saved_first(session: Session, diminta: Dupak, klien: Masuk):
    pemilik = klien(diminta.subjek)
    isi = {"version": diminta.version, "jawaban_sk_pangkat": "Menyusul besok.", "aksi": "simpan"}
    pemilik.kirim(f"/dupak/{diminta.id}/kelengkapan", isi)
    session.refresh(diminta)
    assert diminta.state is DupakState.DIKEMBALIKAN
    assert "Menyusul besok." in pemilik.get(f"/dupak/{diminta.id}/kelengkapan").text
    jawaban = pemilik.kirim(f"/dupak/{diminta.id}/kelengkapan", {**isi, "jawaban_sk_pangkat": "Basi"}, status=409)
    assert "Basi" in jawaban.text


def test_what_is_still_missing_is_said_at_its_field_and_the_rest_is_kept(
    session: Session, diminta: Dupak, klien: Masuk
):
    pemilik = klien(diminta.subjek)
    isi = {"version": diminta.version, "jawaban_sk_pangkat": "Sudah diserahkan.", "aksi": "kirim"}
    jawaban = pemilik.kirim(f"/dupak/{diminta.id}/kelengkapan", isi, status=422)
    item = diminta.butir[1]
    assert f"Butir {item.kode} yang diminta belum dilengkapi." in jawaban.text
    assert f'id="tempat_bukti_{item.id}-galat"' in jawaban.text
    assert "Jawaban tersimpan, tetapi belum dapat dikirim." in jawaban.text
    session.refresh(diminta)
    assert diminta.state is DupakState.DIKEMBALIKAN
    baru = re.search(r'name="version"[^>]*value="(\d+)"', jawaban.text)
    assert baru
    assert int(baru[1]) == diminta.version
    lengkap = {**isi, "version": baru[1], f"tempat_bukti_{item.id}": "arsip", "aksi": "kirim"}
    assert pemilik.kirim(f"/dupak/{diminta.id}/kelengkapan", lengkap).location == f"/dupak/{diminta.id}"


def test_a_wrong_file_is_named_at_its_item_and_nothing_is_stored(session: Session, diminta: Dupak, klien: Masuk):
    item = diminta.butir[1]
    isi = {
        "version": diminta.version,
        "jawaban_sk_pangkat": "Sudah.",
        f"berkas_{item.id}": (io.BytesIO(b"bukan"), "a.pdf"),
        "aksi": "kirim",
    }
    jawaban = klien(diminta.subjek).kirim(f"/dupak/{diminta.id}/kelengkapan", isi, status=422)
    assert "Isinya bukan PDF." in jawaban.text
    assert "Sudah." in jawaban.text
    assert session.scalars(select(BarisKelengkapan.jawaban).where(BarisKelengkapan.kode == "sk_pangkat")).one() == ""


def test_only_asked_items_open_and_only_their_proof(session: Session, diminta: Dupak, klien: Masuk):
    pemilik = klien(diminta.subjek)
    diminta_item, lain = diminta.butir[1], diminta.butir[0]
    assert pemilik.get(f"/dupak/{diminta.id}/butir/{lain.id}").status_code == 422
    assert pemilik.get(f"/dupak/{diminta.id}/butir/cari").status_code == 422
    halaman = pemilik.get(f"/dupak/{diminta.id}/butir/{diminta_item.id}").text
    assert 'name="volume"' not in halaman
    assert "volume dan tanggal tetap" in halaman
    volume = diminta_item.volume
    pemilik.kirim(
        f"/dupak/{diminta.id}/butir/{diminta_item.id}",
        {"version": diminta.version, "volume": "99", "tempat_bukti": "lemari 2"},
    )
    session.refresh(diminta_item)
    assert (diminta_item.volume, diminta_item.tempat_bukti) == (volume, "lemari 2")
    assert pemilik.get(f"/dupak/{diminta.id}/butir/{diminta_item.id}/hapus").status_code == 200
    session.refresh(diminta)
    pemilik.kirim(f"/dupak/{diminta.id}/butir/{diminta_item.id}/hapus", {"version": diminta.version}, status=422)


def test_after_the_date_it_is_too_late(session: Session, diminta: Dupak, klien: Masuk):
    diminta.kelengkapan_sampai = HARI_INI.replace(day=7)
    session.commit()
    isi = {"version": diminta.version, "jawaban_sk_pangkat": "Terlambat.", "aksi": "kirim"}
    jawaban = klien(diminta.subjek).kirim(f"/dupak/{diminta.id}/kelengkapan", isi, status=422)
    assert "Batas kelengkapan 7 Januari 2022 sudah lewat. Hubungi sekretariat." in jawaban.text
    session.refresh(diminta)
    assert diminta.state is DupakState.DIKEMBALIKAN


def test_the_answer_is_the_officers_own(diminta: Dupak, panggung: Panggung, klien: Masuk):
    alamat = f"/dupak/{diminta.id}/kelengkapan"
    staf = klien(panggung.orang["sekretariat"])
    assert staf.get(alamat).status_code == 403
    staf.kirim(alamat, {"version": diminta.version}, status=403)
    assert klien(panggung.prakom()).get(alamat).status_code == 404


def test_nothing_was_asked(panggung: Panggung, klien: Masuk):
    dupak = panggung.draf(masa=MASA_KINI)
    jawaban = klien(dupak.subjek).get(f"/dupak/{dupak.id}/kelengkapan")
    assert jawaban.status_code == 404
    assert "Tidak ada kelengkapan yang sedang diminta" in jawaban.text
