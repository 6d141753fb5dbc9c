"""The secretariat's desk: the personnel sheet on screen, findings before sending, and the institution's checklist."""

import datetime as dt
import io
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import pabrik
from tests.klien import Klien, teks_halaman
from tests.meja_tim import hitung_perintah
from tests.pabrik import HARI_INI
from tests.panggung import Panggung
from workflow_app.demo.perkara import MASA_KINI
from workflow_app.errors import MasukanSalah, Refused
from workflow_app.lembar_klaim.kepegawaian import NAMA_KOLOM
from workflow_app.models import CatatanAdmin, Dokumen, DupakState, LembarKepegawaian, Pegawai, Peran, SyaratBerkas
from workflow_app.services import lembar_kepegawaian, pemeriksaan, syarat_berkas
from workflow_app.services.beda_kepegawaian import JenisBeda

Masuk = Callable[[Pegawai], Klien]
BAWA = "/sekretariat/kepegawaian/bawa"


@pytest.fixture
def url_basis_data(url_agensi: str) -> str:
    """The invented agency, without cases."""
    return url_agensi


@pytest.fixture
def panggung(session: Session) -> Panggung:
    """The agency, played in the test's own session."""
    return Panggung(session)


def lembar(*baris: str) -> bytes:
    return "\n".join((",".join(NAMA_KOLOM), *baris)).encode()


def kirim_lembar(peramban: Klien, isi: bytes, nama: str = "pegawai.csv", status: int = 303) -> str:
    data = {"per_tanggal": HARI_INI.isoformat(), "berkas": (io.BytesIO(isi), nama)}
    return peramban.kirim(BAWA, data, status=status).location or ""


# The sheet


def test_a_sheet_is_looked_at_then_kept_and_its_differences_listed(session: Session, panggung: Panggung, klien: Masuk):
    orang = panggung.prakom()
    staf = klien(panggung.orang["sekretariat"])
    assert "Belum ada lembar kepegawaian." in staf.get("/sekretariat/kepegawaian").text
    tujuan = kirim_lembar(staf, lembar(f"{orang.nip},{orang.nama},SALAH 1,,,,,,,Unit Lain"))
    isi = teks_halaman(staf.get(tujuan).text)
    assert "1 orang terbaca, 1 dikenal di sini." in isi
    assert session.scalar(select(func.count()).select_from(LembarKepegawaian)) == 0
    assert staf.kirim(tujuan).location == "/sekretariat/kepegawaian"
    isi = teks_halaman(staf.get("/sekretariat/kepegawaian").text)
    assert "Nomor Karpeg: di sini" in isi
    assert "Unit kerja: di sini" in isi
    hanya = teks_halaman(staf.get("/sekretariat/kepegawaian?jenis=nip").text)
    assert f"{orang.nama} {orang.nip}" not in hanya
    assert "tidak ada pada lembar" in hanya
    staf.kirim(tujuan)
    assert session.scalar(select(func.count()).select_from(LembarKepegawaian)) == 1


def test_a_faulty_sheet_names_every_cell_and_keeps_nothing(session: Session, panggung: Panggung, klien: Masuk):
    staf = klien(panggung.orang["sekretariat"])
    tujuan = kirim_lembar(staf, lembar("123,A,,,,,,,,", "900000000000000001,,,32-01-2000,,,,,,"))
    isi = teks_halaman(staf.get(tujuan).text)
    for potongan in ("Baris 2, nip", "Baris 3, nama", "Baris 3, tanggal_lahir"):
        assert potongan in isi
    assert "Simpan dan bandingkan" not in isi
    staf.kirim(tujuan, status=422)
    assert session.scalar(select(func.count()).select_from(LembarKepegawaian)) == 0


@pytest.mark.parametrize(("isi", "nama"), [(b"", "a.csv"), (b"x", "a.exe"), (b"%PDF-1.4", "a.pdf")])
def test_what_is_no_sheet_is_refused_at_its_field(panggung: Panggung, klien: Masuk, isi: bytes, nama: str):
    kirim_lembar(klien(panggung.orang["sekretariat"]), isi, nama, status=422)


def test_the_office_alone_reads_and_brings_sheets(panggung: Panggung, klien: Masuk):
    tujuan = kirim_lembar(klien(panggung.orang["sekretariat"]), lembar("900000000000000001,A,,,,,,,,"))
    assert klien(panggung.orang["kepegawaian"]).get("/sekretariat/kepegawaian").status_code == 200
    for orang in (panggung.prakom(), panggung.orang["atasan"], panggung.orang["admin"]):
        peramban = klien(orang)
        for alamat in ("/sekretariat/kepegawaian", BAWA, "/sekretariat/daftar-berkas", tujuan):
            assert peramban.get(alamat).status_code == 404, alamat
        assert "Data kepegawaian" not in peramban.get("/tugas").text
    assert klien(panggung.orang["kepegawaian"]).get(tujuan).status_code == 404
    assert klien(panggung.orang["kepegawaian"]).get("/sekretariat/daftar-berkas").status_code == 404


def test_the_template_is_read_back(panggung: Panggung, klien: Masuk):
    staf = klien(panggung.orang["sekretariat"])
    jawaban = staf.get("/sekretariat/kepegawaian/templat.xlsx")
    tujuan = kirim_lembar(staf, jawaban.data, "templat.xlsx")
    assert "1 orang terbaca, 0 dikenal di sini." in teks_halaman(staf.get(tujuan).text)


# Findings where they help


def bawa(session: Session, panggung: Panggung, orang: Pegawai, unit: str = "Unit Lain") -> None:
    oleh = panggung.pelaku("sekretariat")
    isi = lembar(f"{orang.nip},{orang.nama},,,,,,,,{unit}")
    lembar_kepegawaian.simpan(session, isi, "a.csv", orang.instansi_id, HARI_INI, oleh=oleh)
    session.commit()


def test_the_officer_reads_them_before_he_sends_and_may_send_all_the_same(
    session: Session, panggung: Panggung, klien: Masuk
):
    dupak = panggung.draf(masa=MASA_KINI, pekerjaan=[("KA-I.B.7", 1)])
    pemilik = klien(dupak.subjek)
    assert "data kepegawaian" not in pemilik.get(f"/dupak/{dupak.id}").text
    bawa(session, panggung, dupak.subjek)
    isi = teks_halaman(pemilik.get(f"/dupak/{dupak.id}").text)
    assert "Berbeda dengan data kepegawaian" in isi
    assert "pada lembar “Unit Lain”" in isi
    unit = dupak.subjek.unit_id
    pemilik.kirim(f"/dupak/{dupak.id}/langkah/ajukan", {"version": dupak.version})
    session.refresh(dupak)
    assert dupak.state is DupakState.DIAJUKAN
    assert session.get_one(Pegawai, dupak.subjek_id).unit_id == unit
    assert "Unit Lain" not in pemilik.get(f"/dupak/{dupak.id}").text


def test_the_secretariat_reads_them_on_the_page_of_the_examination(session: Session, panggung: Panggung, klien: Masuk):
    dupak, _ = panggung.sampai("pemeriksaan")
    bawa(session, panggung, dupak.subjek)
    alamat = f"/dupak/{dupak.id}/pemeriksaan"
    assert "pada lembar “Unit Lain”" in teks_halaman(klien(panggung.orang["sekretariat"]).get(alamat).text)
    assert "Unit Lain" not in klien(panggung.orang["ketua"]).get(alamat).text
    bawa(session, panggung, dupak.subjek, unit=dupak.identitas["unit"])
    assert "Sama dengan data kepegawaian" in teks_halaman(klien(panggung.orang["sekretariat"]).get(alamat).text)


def test_the_list_asks_as_often_for_25_officers_as_for_5(
    app: Flask, session: Session, panggung: Panggung, klien: Masuk
):
    staf, jumlah = klien(panggung.orang["sekretariat"]), []
    semua: list[Pegawai] = []
    oleh = panggung.pelaku("sekretariat")
    instansi_id = panggung.agensi.unit.instansi_id
    for banyak in (5, 25):
        while len(semua) < banyak:
            semua.append(panggung.orang_baru())
        isi = lembar(*(f"{o.nip},Nama Lain,,,,,,,," for o in semua))
        lembar_kepegawaian.simpan(session, isi, "a.csv", instansi_id, HARI_INI, oleh=oleh)
        session.commit()
        staf.get("/sekretariat/kepegawaian")
        with hitung_perintah(app) as perintah:
            halaman = staf.get(f"/sekretariat/kepegawaian?jenis={JenisBeda.NAMA.value}").text
        assert halaman.count("Nama Lain") == banyak
        jumlah.append(len(perintah))
    assert jumlah[0] == jumlah[1]


# The checklist


def isi_baris(**ubah: object) -> dict[str, object]:
    return {"label": "Surat keterangan sehat", "wajib": True, "dasar": "", "mulai": HARI_INI, "selesai": None, **ubah}


def test_an_own_line_is_asked_of_files_received_from_its_day_on(session: Session, panggung: Panggung, klien: Masuk):
    lama, _ = panggung.sampai("pemeriksaan")
    staf = klien(panggung.orang["sekretariat"])
    data = {"label": "Surat 100% sehat", "wajib": "y", "dasar": "SE 4/2021", "mulai": "2021-01-01", "selesai": ""}
    staf.kirim("/sekretariat/daftar-berkas/baru", data)
    satu = session.scalars(select(SyaratBerkas)).one()
    assert "Surat 100% sehat" in staf.get("/sekretariat/daftar-berkas").text
    baru, _ = panggung.sampai("pemeriksaan")
    assert [b.kode for b in lama.kelengkapan if b.label] == []
    assert [(b.kode, b.label, b.wajib) for b in baru.kelengkapan if b.label] == [(satu.kode, "Surat 100% sehat", True)]
    halaman = teks_halaman(staf.get(f"/dupak/{baru.id}/pemeriksaan").text)
    assert "Surat 100% sehat" in halaman
    semua_ada = {b.kode: True for b in baru.kelengkapan if b.kode != satu.kode}
    pemeriksaan.isi_daftar_periksa(session, baru, semua_ada, oleh=panggung.pelaku("sekretariat"))
    assert baru.pemegang is Peran.SEKRETARIAT
    panggung.ambil(
        baru,
        "minta_kelengkapan",
        "sekretariat",
        catatan="Kurang.",
        baris=[satu.kode],
        kelengkapan_sampai=HARI_INI + dt.timedelta(days=7),
    )
    isi = teks_halaman(klien(baru.subjek).get(f"/dupak/{baru.id}/kelengkapan").text)
    assert "Surat 100% sehat" in isi
    alasan = panggung.ditolak(baru, "kirim_kelengkapan", baru.subjek)
    assert any("'Surat 100% sehat' belum dijawab" in a for a in alasan)


def test_a_changed_line_leaves_received_files_alone_and_is_on_record(session: Session, panggung: Panggung):
    oleh = panggung.pelaku("sekretariat")
    instansi_id = panggung.agensi.unit.instansi_id
    satu = syarat_berkas.simpan(session, None, instansi_id, isi_baris(mulai=dt.date(2021, 1, 1)), oleh=oleh)
    dupak, _ = panggung.sampai("berkas_diterima")
    syarat_berkas.simpan(
        session, satu, instansi_id, isi_baris(label="Nama baru", mulai=dt.date(2021, 1, 1), selesai=HARI_INI), oleh=oleh
    )
    session.commit()
    assert [b.label for b in dupak.kelengkapan if b.label] == ["Surat keterangan sehat"]
    catatan = session.scalars(
        select(CatatanAdmin).where(CatatanAdmin.tabel == "syarat_berkas").order_by(CatatanAdmin.id)
    )
    assert [(c.tindakan, c.sesudah.get("label")) for c in catatan] == [
        ("tambah", "Surat keterangan sehat"),
        ("ubah", "Nama baru"),
    ]
    assert len(syarat_berkas.berlaku(session, instansi_id, HARI_INI)) == 1
    assert syarat_berkas.berlaku(session, instansi_id, HARI_INI + dt.timedelta(days=1)) == []


def test_lines_that_make_no_sense_are_refused(session: Session, panggung: Panggung):
    oleh, instansi_id = panggung.pelaku("sekretariat"), panggung.agensi.unit.instansi_id
    syarat_berkas.simpan(session, None, instansi_id, isi_baris(), oleh=oleh)
    for salah in (
        isi_baris(label="SURAT keterangan sehat"),
        isi_baris(label="Lain", selesai=HARI_INI - dt.timedelta(days=1)),
    ):
        with pytest.raises(MasukanSalah):
            syarat_berkas.simpan(session, None, instansi_id, salah, oleh=oleh)
    for n in range(syarat_berkas.MAKS_BARIS - 1):
        syarat_berkas.simpan(session, None, instansi_id, isi_baris(label=f"Baris {n}"), oleh=oleh)
    with pytest.raises(MasukanSalah):
        syarat_berkas.simpan(session, None, instansi_id, isi_baris(label="Terlalu banyak"), oleh=oleh)


def test_another_institutions_lines_are_not_there(session: Session, panggung: Panggung, klien: Masuk):
    lain = pabrik.instansi(session, nama="Instansi Rekaan Kedua")
    milik = SyaratBerkas(instansi_id=lain.id, label="Rahasia", wajib=True, urutan=1, dasar="", mulai=HARI_INI)
    session.add(milik)
    session.commit()
    staf = klien(panggung.orang["sekretariat"])
    assert "Rahasia" not in staf.get("/sekretariat/daftar-berkas").text
    assert staf.get(f"/sekretariat/daftar-berkas/{milik.id}").status_code == 404
    with pytest.raises(Refused):
        syarat_berkas.simpan(session, milik, lain.id, isi_baris(), oleh=panggung.pelaku("sekretariat"))
    with pytest.raises(Refused):
        syarat_berkas.simpan(
            session, None, panggung.agensi.unit.instansi_id, isi_baris(), oleh=panggung.pelaku("admin")
        )


def test_a_stale_form_overwrites_nothing(session: Session, panggung: Panggung, klien: Masuk):
    oleh, instansi_id = panggung.pelaku("sekretariat"), panggung.agensi.unit.instansi_id
    satu = syarat_berkas.simpan(session, None, instansi_id, isi_baris(), oleh=oleh)
    session.commit()
    staf = klien(panggung.orang["sekretariat"])
    data = {"label": "Lain", "dasar": "", "mulai": HARI_INI.isoformat(), "selesai": "", "sidik": "0" * 16}
    staf.kirim(f"/sekretariat/daftar-berkas/{satu.id}", data, status=409)
    session.refresh(satu)
    assert satu.label == "Surat keterangan sehat"


def test_a_receipt_lists_the_own_lines_too(session: Session, panggung: Panggung):
    oleh, instansi_id = panggung.pelaku("sekretariat"), panggung.agensi.unit.instansi_id
    syarat_berkas.simpan(session, None, instansi_id, isi_baris(mulai=dt.date(2021, 1, 1)), oleh=oleh)
    dupak, _ = panggung.sampai("berkas_diterima")
    terima = session.scalars(
        select(Dokumen).where(Dokumen.jenis == "tanda_terima", Dokumen.object_id == dupak.id)
    ).one()
    assert "Surat keterangan sehat" in str(terima.isian)
