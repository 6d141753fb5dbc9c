"""Differences with a personnel sheet: ten kinds, each found by its name, and nothing changed by looking."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from tests import pabrik
from tests.pabrik import HARI_INI
from workflow_app.cli import alurpak
from workflow_app.errors import MasukanSalah, Refused
from workflow_app.lembar_klaim import kepegawaian as lembar_orang
from workflow_app.lembar_klaim.pembaca import LembarDitolak
from workflow_app.lembar_klaim.tulis_xlsx import tulis
from workflow_app.models import (
    BarisKepegawaian,
    CatatanAdmin,
    LembarKepegawaian,
    Pegawai,
    Peran,
    RiwayatJabatan,
    RiwayatPangkat,
    Unit,
)
from workflow_app.permissions import Pelaku
from workflow_app.services import beda_kepegawaian as banding
from workflow_app.services import lembar_kepegawaian as layanan
from workflow_app.services.beda_kepegawaian import JenisBeda

KEPALA = ",".join(lembar_orang.NAMA_KOLOM)
SEMUA = list(JenisBeda)
UBAHAN: dict[JenisBeda, dict[str, str]] = {
    JenisBeda.NIP: {"nip": "900000000000099999", "nama": "Orang Lain", "tanggal_lahir": "1970-01-02"},
    JenisBeda.NAMA: {"nama": "Nama Yang Keliru"},
    JenisBeda.KARPEG: {"nomor_karpeg": "Y 999999"},
    JenisBeda.TANGGAL_LAHIR: {"tanggal_lahir": "1990-05-18"},
    JenisBeda.PANGKAT: {"golongan": "III/b"},
    JenisBeda.TMT_PANGKAT: {"tmt_golongan": "2019-10-01"},
    JenisBeda.JABATAN: {"jabatan": "Pranata Komputer Ahli Muda"},
    JenisBeda.TMT_JABATAN: {"tmt_jabatan": "2020-01-01"},
    JenisBeda.PENDIDIKAN: {"pendidikan": "S2 Ilmu Komputer"},
    JenisBeda.UNIT: {"unit": "Unit Rekaan Lain"},
}


@pytest.fixture
def petugas(session: Session) -> Pelaku:
    return pabrik.pelaku(session, pabrik.pegawai(session, "Petugas Sekretariat", jenjang=None, peran=Peran.SEKRETARIAT))


def sel(session: Session, orang: Pegawai, **ubah: str) -> str:
    """The officer's row of a sheet that agrees, but for what is given."""
    lahir = orang.tanggal_lahir
    isi = {
        "nip": orang.nip,
        "nama": orang.nama,
        "nomor_karpeg": orang.nomor_karpeg,
        "tanggal_lahir": lahir.isoformat() if lahir else "",
        "golongan": "III/a",
        "tmt_golongan": "2019-04-01",
        "jabatan": "Pranata Komputer Ahli Pertama",
        "tmt_jabatan": "2019-04-01",
        "pendidikan": orang.pendidikan,
        "unit": session.get_one(Unit, orang.unit_id).nama,
    }
    return ",".join({**isi, **ubah}[k] for k in lembar_orang.NAMA_KOLOM)


def lembar(*baris: str) -> bytes:
    return "\n".join((KEPALA, *baris)).encode()


def bawa(session: Session, oleh: Pelaku, isi: bytes, hari: dt.date = HARI_INI) -> LembarKepegawaian:
    (instansi_id,) = {t.instansi_id for t in oleh.tugas}
    assert instansi_id is not None
    satu, _baru = layanan.simpan(session, isi, "kepegawaian.csv", instansi_id, hari, oleh=oleh)
    session.flush()
    return satu


def data_orang(session: Session) -> str:
    """A fingerprint of everything that is recorded of people."""
    isi = [
        [tuple(map(str, b)) for b in session.execute(select(model.__table__).order_by(model.id))]
        for model in (Pegawai, RiwayatPangkat, RiwayatJabatan, Unit)
    ]
    return hashlib.sha256(repr(isi).encode()).hexdigest()


def test_ten_kinds_of_difference_are_ten_named_findings_and_change_nothing(session: Session, petugas: Pelaku):
    orang = {jenis: pabrik.pegawai(session) for jenis in SEMUA}
    cocok = pabrik.pegawai(session)
    sebelum = data_orang(session)
    bawa(session, petugas, lembar(*(sel(session, o, **UBAHAN[j]) for j, o in orang.items()), sel(session, cocok)))
    hasil = banding.daftar_beda(session, petugas, cocok.instansi_id)
    assert hasil.dibandingkan == 11
    assert hasil.banyak == 10
    assert {b.pegawai.id: [x.jenis for x in b.beda] for b in hasil.baris} == {o.id: [j] for j, o in orang.items()}
    kalimat = [str(banding.kalimat(b)) for baris in hasil.baris for b in baris.beda]
    assert len(set(kalimat)) == 10
    assert any("Golongan ruang: di sini “III/a”, pada lembar “III/b”." in k for k in kalimat)
    assert data_orang(session) == sebelum
    for jenis, satu in orang.items():
        assert [b.jenis for b in banding.banding_pegawai(session, satu).beda] == [jenis]
    assert banding.banding_pegawai(session, cocok).cocok


@pytest.mark.parametrize(
    ("kolom", "isi"),
    [
        ("nama", "PEGAWAI  cocok"),
        ("nama", "Dr. Pegawai Cocok S.Kom."),
        ("nama", "Drs. PEGAWAI COCOK"),
        ("golongan", "IIIa"),
        ("golongan", "iii / a"),
        ("jabatan", "ahli_pertama"),
        ("jabatan", "Ahli  Pertama"),
        ("jabatan", "Pranata Komputer Pertama"),
        ("nomor_karpeg", "z-000.042"),
        ("pendidikan", "s1 ilmu  komputer"),
        ("unit", ""),
        ("tanggal_lahir", ""),
        ("tanggal_lahir", "17-05-1990"),
        ("pendidikan", ""),
    ],
)
def test_what_does_not_count_as_a_difference(session: Session, petugas: Pelaku, kolom: str, isi: str):
    orang = pabrik.pegawai(session, "Pegawai Cocok", nomor_karpeg="Z 000042")
    if "S.Kom" in isi:
        isi = f'"{isi.replace(" S.Kom", ", S.Kom")}"'
    bawa(session, petugas, lembar(sel(session, orang, **{kolom: isi})))
    assert banding.banding_pegawai(session, orang).cocok


def test_degrees_count_nowhere_but_in_names(session: Session, petugas: Pelaku):
    unit = pabrik.unit(session, nama="Dr. Soedirman")
    orang = pabrik.pegawai(session, unit=unit)
    bawa(session, petugas, lembar(sel(session, orang, unit="Soedirman")))
    assert [b.jenis for b in banding.banding_pegawai(session, orang).beda] == [JenisBeda.UNIT]


def test_a_name_made_of_a_title_alone_is_still_a_name():
    assert banding.kunci_nama("Ir") == "ir"
    assert banding.kunci_nama("Ir. Prof. Dr. Budi Hartono, M.T., Ph.D.") == "budi hartono"
    assert banding.kunci_nama("Drajat Ireng") == "drajat ireng"


def test_rank_and_position_are_those_of_the_day_of_the_sheet(session: Session, petugas: Pelaku):
    orang = pabrik.pegawai(session)
    pabrik.pangkat(session, orang, golongan="III/b", tmt=HARI_INI)
    pabrik.jabatan(session, orang, jenjang="ahli_muda", tmt=HARI_INI)
    kemarin = HARI_INI - dt.timedelta(days=1)
    bawa(session, petugas, lembar(sel(session, orang)), kemarin)
    assert banding.banding_pegawai(session, orang).cocok
    bawa(session, petugas, lembar(sel(session, orang)), HARI_INI)
    jenis = [b.jenis for b in banding.banding_pegawai(session, orang).beda]
    assert jenis == [JenisBeda.PANGKAT, JenisBeda.TMT_PANGKAT, JenisBeda.JABATAN, JenisBeda.TMT_JABATAN]


def test_a_missing_nip_names_the_row_that_seems_to_be_the_same_person(session: Session, petugas: Pelaku):
    orang = pabrik.pegawai(session, "Sama Orangnya")
    bawa(
        session,
        petugas,
        lembar(sel(session, orang, nip="900000000000088888", nama="SAMA ORANGNYA, S.Kom.".replace(",", ""))),
    )
    assert [b.di_lembar for b in banding.banding_pegawai(session, orang).beda] == [""]
    bawa(session, petugas, lembar(sel(session, orang, nip="900000000000088888", nama="SAMA orangnya")))
    (satu,) = banding.banding_pegawai(session, orang).beda
    assert (satu.jenis, satu.di_lembar) == (JenisBeda.NIP, "900000000000088888")
    assert "900000000000088888" in str(banding.kalimat(satu))
    (baris,) = [b for b in banding.daftar_beda(session, petugas, orang.instansi_id).baris if b.pegawai.id == orang.id]
    assert baris.beda == [satu]


def test_without_a_sheet_nothing_is_compared(session: Session, petugas: Pelaku):
    orang = pabrik.pegawai(session)
    hasil = banding.banding_pegawai(session, orang)
    assert (hasil.lembar, hasil.beda, hasil.cocok) == (None, (), False)
    assert banding.daftar_beda(session, petugas, orang.instansi_id).lembar is None


def test_the_latest_day_counts_not_the_latest_upload(session: Session, petugas: Pelaku):
    orang = pabrik.pegawai(session)
    baru = bawa(session, petugas, lembar(sel(session, orang)), HARI_INI)
    bawa(session, petugas, lembar(sel(session, orang, nama="Keliru")), HARI_INI - dt.timedelta(days=30))
    hasil = banding.banding_pegawai(session, orang)
    assert (hasil.lembar, hasil.cocok) == (baru, True)


def test_the_same_sheet_of_the_same_day_is_kept_once_and_the_act_is_recorded(session: Session, petugas: Pelaku):
    orang = pabrik.pegawai(session)
    isi = lembar(sel(session, orang))
    satu = bawa(session, petugas, isi)
    assert bawa(session, petugas, isi).id == satu.id
    assert session.scalar(select(func.count()).select_from(BarisKepegawaian)) == 1
    catatan = session.scalars(select(CatatanAdmin).where(CatatanAdmin.tabel == "lembar_kepegawaian")).all()
    assert [(c.tindakan, c.pelaku_id, c.sesudah["banyak"]) for c in catatan] == [("bawa", petugas.pegawai_id, 1)]
    assert bawa(session, petugas, isi, HARI_INI - dt.timedelta(days=1)).id != satu.id


@pytest.mark.parametrize(
    ("baris", "kolom", "potongan"),
    [
        (("9.00000000000000E+17,A,,,,,,,,",), "nip", "NIP tersimpan sebagai angka"),
        (("12345,A,,,,,,,,",), "nip", "NIP terdiri dari 18 angka"),
        (("900000000000000001,,,,,,,,,",), "nama", "belum diisi"),
        (("900000000000000001,A,,31-02-2000,,,,,,",), "tanggal_lahir", ""),
        (("900000000000000001,A,,,,,,,,", "900000000000000001,B,,,,,,,,"), "nip", "sudah ada pada baris 2"),
        (("900000000000000001," + "A" * 256 + ",,,,,,,,",), "nama", "lebih panjang"),
    ],
)
def test_a_faulty_row_is_named_and_nothing_is_kept(
    session: Session, petugas: Pelaku, baris: Sequence[str], kolom: str, potongan: str
):
    baik = pabrik.pegawai(session)
    isi = lembar(*baris, sel(session, baik))
    with pytest.raises(LembarDitolak) as info:
        bawa(session, petugas, isi)
    (satu,) = info.value.galat
    assert (satu.baris, satu.kolom) == (1 + len(baris), kolom)
    assert potongan in str(satu.pesan)
    assert session.scalar(select(func.count()).select_from(LembarKepegawaian)) == 0


def test_a_nip_as_a_number_in_a_workbook_is_refused():
    kepala: list[list[str | int | None]] = [["nip", "nama"], [900000000000000001, "A"]]
    hasil = lembar_orang.baca(tulis("Pegawai", kepala))
    assert [(g.baris, g.kolom) for g in hasil.galat] == [(2, "nip")]
    teks: list[list[str | int | None]] = [["NIP Pegawai", "Nama Lengkap", "catatan"], ["900000000000000001", "A", "x"]]
    hasil = lembar_orang.baca(tulis("Pegawai", teks))
    assert [(b.nip, b.nama) for b in hasil.baris] == [("900000000000000001", "A")]
    assert hasil.kolom_diabaikan == ("catatan",)


@pytest.mark.parametrize("isi", [b"", b"%PDF-1.4", b"nip,nama\n", b"tanpa,kepala\n1,2\n", b"PK\x03\x04rusak"])
def test_what_is_no_sheet_is_refused_with_one_sentence(session: Session, petugas: Pelaku, isi: bytes):
    with pytest.raises(LembarDitolak) as info:
        bawa(session, petugas, isi)
    assert all(str(g.pesan) for g in info.value.galat)


def test_the_day_of_a_sheet_is_neither_tomorrow_nor_long_ago(session: Session, petugas: Pelaku):
    isi = lembar(sel(session, pabrik.pegawai(session)))
    for hari in (HARI_INI + dt.timedelta(days=1), HARI_INI - dt.timedelta(days=366 * 5 + 1)):
        with pytest.raises(MasukanSalah):
            bawa(session, petugas, isi, hari)


def test_only_the_office_of_the_institution_brings_a_sheet(session: Session, petugas: Pelaku):
    orang = pabrik.pegawai(session)
    lain = pabrik.instansi(session, nama="Instansi Rekaan Kedua")
    isi = lembar(sel(session, orang))
    bagian = pabrik.pegawai(session, jenjang=None)
    pabrik.penugasan(session, bagian, Peran.SEKRETARIAT, unit_id=bagian.unit_id)
    for siapa, instansi_id in (
        (pabrik.pelaku(session, orang), orang.instansi_id),
        (petugas, lain.id),
        (pabrik.pelaku(session, bagian), orang.instansi_id),
    ):
        with pytest.raises(Refused):
            layanan.simpan(session, isi, "x.csv", instansi_id, HARI_INI, oleh=siapa)


def test_a_list_of_five_asks_as_often_as_one_of_twentyfive(session: Session, petugas: Pelaku):
    jumlah = []
    for banyak in (5, 25):
        orang = [pabrik.pegawai(session) for _ in range(banyak)]
        instansi_id = orang[0].instansi_id
        bawa(session, petugas, lembar(*(sel(session, o, unit="Lain", nama="Beda") for o in orang)))
        session.commit()
        session.expunge_all()
        perintah: list[str] = []

        def catat(_k: Any, _c: Any, satu: str, *_s: Any, perintah: list[str] = perintah) -> None:
            perintah.append(satu)

        event.listen(session.get_bind(), "before_cursor_execute", catat)
        hasil = banding.daftar_beda(session, petugas, instansi_id)
        assert [u.pegawai.unit.nama for u in hasil.baris]
        event.remove(session.get_bind(), "before_cursor_execute", catat)
        jumlah.append(len(perintah))
    assert jumlah[0] == jumlah[1]


# The command


@pytest.fixture
def nama_akun(session: Session, petugas: Pelaku) -> str:
    assert petugas.pegawai_id is not None
    nama = pabrik.akun(session, session.get_one(Pegawai, petugas.pegawai_id)).nama_pengguna
    session.commit()
    return nama


def test_the_command_names_differences_and_a_dry_run_keeps_nothing(
    app: Flask, session: Session, nama_akun: str, tmp_path: Path
):
    orang = pabrik.pegawai(session)
    berkas = tmp_path / "kepegawaian.csv"
    berkas.write_bytes(lembar(sel(session, orang, pendidikan="S2")))
    session.commit()
    audit_sebelum = session.scalar(select(func.count()).select_from(CatatanAdmin))
    session.rollback()
    jalan = app.test_cli_runner()
    hasil = jalan.invoke(alurpak, ["kepegawaian", "impor", str(berkas), "--oleh", nama_akun, "--dry-run"])
    assert hasil.exit_code == 0, hasil.output
    assert f"{orang.nip} {orang.nama}: pendidikan:" in hasil.output
    assert "tidak ada yang disimpan" in hasil.output
    assert session.scalar(select(func.count()).select_from(LembarKepegawaian)) == 0
    assert session.scalar(select(func.count()).select_from(CatatanAdmin)) == audit_sebelum
    session.rollback()
    assert jalan.invoke(alurpak, ["kepegawaian", "beda", "--oleh", nama_akun]).exit_code == 1
    for kata in ("Lembar disimpan.", "Lembar yang sama sudah tersimpan."):
        hasil = jalan.invoke(alurpak, ["kepegawaian", "impor", str(berkas), "--oleh", nama_akun])
        assert (hasil.exit_code, kata in hasil.output) == (0, True), hasil.output
    assert "pendidikan" in jalan.invoke(alurpak, ["kepegawaian", "beda", "--oleh", nama_akun]).output


def test_the_command_names_every_bad_cell(app: Flask, session: Session, nama_akun: str, tmp_path: Path):
    berkas = tmp_path / "salah.csv"
    berkas.write_bytes(lembar("123,A,,,,,,,,", "900000000000000001,,,x,,,,,,"))
    hasil = app.test_cli_runner().invoke(alurpak, ["kepegawaian", "impor", str(berkas), "--oleh", nama_akun])
    assert hasil.exit_code == 1
    for potongan in ("baris 2, kolom nip", "baris 3, kolom nama", "baris 3, kolom tanggal_lahir"):
        assert potongan in hasil.output
    session.rollback()
    assert session.scalar(select(func.count()).select_from(LembarKepegawaian)) == 0


def test_somebody_without_the_office_is_told_so(app: Flask, session: Session, tmp_path: Path):
    nama = pabrik.akun(session, pabrik.pegawai(session)).nama_pengguna
    berkas = tmp_path / "x.csv"
    berkas.write_bytes(lembar())
    session.commit()
    hasil = app.test_cli_runner().invoke(alurpak, ["kepegawaian", "impor", str(berkas), "--oleh", nama])
    assert hasil.exit_code == 1
    assert "bukan petugas sekretariat" in hasil.output
