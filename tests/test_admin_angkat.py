"""`alurpak admin angkat`: the first administrator of an empty installation, and the way back in."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.cli import ScriptInfo
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import pabrik
from tests.klien import Klien
from workflow_app.cli import alurpak
from workflow_app.models import Akun, CatatanAdmin, Instansi, Pegawai, PenugasanPeran, Peran, Unit
from workflow_app.services import verifikasi

Angkat = Callable[..., Result]
NIP = "9" + "0" * 16 + "7"
BARU = (
    "--nip", NIP, "--nama", "Ade Pengelola", "--email", "ade@contoh.invalid", "--instansi", "Badan Rekaan",
    "--jenis", "lpnk", "--kota", "Jakarta", "--kantor-bkn", "Kantor Regional V",
)  # fmt: skip


@pytest.fixture
def angkat(app: Flask, session: Session) -> Angkat:
    """Runs the command after what the test prepared."""

    def jalankan(*kata: str) -> Result:
        session.commit()
        hasil = CliRunner().invoke(alurpak, ["admin", "angkat", *kata], obj=ScriptInfo(create_app=lambda: app))
        session.expire_all()
        return hasil

    return jalankan


def sandi(hasil: Result) -> str:
    """The password that the command printed."""
    assert hasil.exit_code == 0, hasil.output
    (kata,) = re.findall(r"hanya tampil sekali: (\S+)$", hasil.output, re.MULTILINE)
    return kata


def banyak(session: Session) -> list[int]:
    """How many rows there are of what the command writes."""
    tabel = (Pegawai, Instansi, Unit, Akun, PenugasanPeran, CatatanAdmin)
    return [session.scalar(select(func.count()).select_from(t)) or 0 for t in tabel]


def test_an_empty_installation_gets_its_first_administrator(angkat: Angkat, tamu: Klien, session: Session):
    kata = sandi(angkat(*BARU))

    tamu.kirim("/masuk", {"nama_pengguna": "ade", "sandi": kata})
    assert tamu.get("/admin").location == "/akun/sandi"  # to be changed at once
    baru = "empat kursi biru di teras"
    tamu.kirim("/akun/sandi", {"sandi_lama": kata, "sandi_baru": baru, "sandi_ulang": baru})
    tamu.buka("/admin")

    dicatat = session.scalars(select(CatatanAdmin).order_by(CatatanAdmin.id)).all()
    assert [c.tabel for c in dicatat] == ["instansi", "unit", "pegawai", "akun", "penugasan_peran"]
    assert {c.pelaku_id for c in dicatat} == {None}
    assert kata not in str([c.sesudah for c in dicatat])
    assert list(verifikasi.periksa(session)) == []
    assert "baris perintah" in tamu.get("/admin/riwayat").text


def test_a_person_of_the_office_is_appointed_by_nip_or_mail(angkat: Angkat, session: Session, hari_ini: dt.date):
    for opsi in ("nip", "email"):
        orang = pabrik.pegawai(session)
        assert len(sandi(angkat(f"--{opsi}", getattr(orang, opsi), "--sk", "SK-7"))) > 20
        (peran,) = session.scalars(select(PenugasanPeran).where(PenugasanPeran.pegawai_id == orang.id))
        assert (peran.peran, peran.mulai, peran.selesai, peran.nomor_sk) == (Peran.ADMIN, hari_ini, None, "SK-7")


def test_an_account_that_is_there_keeps_its_password(angkat: Angkat, session: Session, tamu: Klien):
    orang = pabrik.pegawai(session)
    pabrik.akun(session, orang, nama_pengguna="bima")

    hasil = angkat("--nip", orang.nip)

    assert "Nama pengguna: bima" in hasil.output
    assert "Kata sandi" not in hasil.output
    tamu.kirim("/masuk", {"nama_pengguna": "bima", "sandi": pabrik.SANDI})
    tamu.buka("/admin")


@pytest.mark.parametrize("aktif", [True, False])
def test_an_administrator_who_is_shut_out_gets_back_in(angkat: Angkat, session: Session, tamu: Klien, aktif: bool):
    orang = pabrik.pegawai(session, peran=Peran.ADMIN)
    pabrik.akun(session, orang, nama_pengguna="bima", aktif=aktif)

    kata = sandi(angkat("--nip", orang.nip, "--sandi-baru"))

    tamu.kirim("/masuk", {"nama_pengguna": "bima", "sandi": kata})
    assert tamu.get("/admin").location == "/akun/sandi"
    assert len(session.scalars(select(PenugasanPeran).where(PenugasanPeran.pegawai_id == orang.id)).all()) == 1


@pytest.mark.parametrize(
    ("kata", "sebab"),
    [
        ((), "Sebut orangnya dengan --nip atau --email."),
        (("--email", "tiada@contoh.invalid"), "Tidak ada pegawai dengan surel “tiada@contoh.invalid”."),
        (("--email", "kembar@contoh.invalid"), "Beberapa orang memakai surel"),
        (("--nip", NIP), "Untuk mendaftarkannya tambahkan --nama, --email, --instansi."),
        (BARU[:8], "tambahkan --jenis, --kota, dan --kantor-bkn"),
        (("--nip", "12345", *BARU[2:]), "NIP terdiri dari 18 angka tanpa spasi."),
        ((*BARU, "--email", "bukan surel"), "“bukan surel” bukan alamat surel."),
        ((*BARU, "--pengguna", "1x"), "Nama pengguna 3 sampai 60 huruf kecil"),
        ((*BARU, "--jenis", "warung"), "warung"),
    ],
)
def test_wrong_data_are_refused_with_a_sentence_and_leave_nothing(
    angkat: Angkat, session: Session, kata: tuple[str, ...], sebab: str
):
    for _ in range(2):
        pabrik.pegawai(session, email="kembar@contoh.invalid")
    sebelum = banyak(session)

    hasil = angkat(*kata)

    assert hasil.exit_code in {1, 2}
    assert sebab in hasil.output
    assert "Traceback" not in hasil.output
    assert banyak(session) == sebelum


def test_who_left_who_is_it_already_and_whose_account_is_closed_are_refused(angkat: Angkat, session: Session):
    pergi = pabrik.pegawai(session, aktif=False)
    sudah = pabrik.pegawai(session, peran=Peran.ADMIN)
    pabrik.akun(session, sudah)
    tertutup = pabrik.pegawai(session)
    pabrik.akun(session, tertutup, nama_pengguna="tutup", aktif=False)

    assert "tidak aktif lagi" in angkat("--nip", pergi.nip).output
    assert "sudah memegang peran yang sama" in angkat("--nip", sudah.nip).output
    assert "Akun “tutup” ditutup. Buka kembali dengan --sandi-baru." in angkat("--nip", tertutup.nip).output
    assert "sudah punya akun bernama “tutup”" in angkat("--nip", tertutup.nip, "--pengguna", "lain").output
