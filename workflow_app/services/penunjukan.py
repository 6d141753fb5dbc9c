"""The first administrator, or another one when nobody can sign in: appointed from the machine itself.

Everything goes through the verbs of the administrator's screens: the same checks hold, the same notes are written.
"""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app.errors import MasukanSalah
from workflow_app.models import Akun, Instansi, JenisInstansi, Pegawai, PenugasanPeran, Peran, Unit
from workflow_app.permissions import Pelaku
from workflow_app.pesan import P_, Pesan
from workflow_app.services import akun as layanan_akun
from workflow_app.services import organisasi
from workflow_app.services.penugasan import simpan_peran

UNIT_BAKU = "Kepegawaian"
SK_BAKU = "penunjukan dari baris perintah"


@dataclass(frozen=True)
class Calon:
    """Whom to appoint. A person is found by `nip`, else by `email`; the other fields make what is not there yet."""

    nip: str = ""
    email: str = ""
    pengguna: str = ""
    nama: str = ""
    instansi: str = ""
    jenis: JenisInstansi | None = None
    kota: str = ""
    kantor_bkn: str = ""
    unit: str = UNIT_BAKU
    nomor_sk: str = SK_BAKU


@dataclass(frozen=True)
class Penunjukan:
    """Who is administrator now, with the password of a new account, which is stored nowhere else."""

    pegawai: Pegawai
    akun: Akun
    sandi: str | None


def baris_perintah(hari_ini: dt.date) -> Pelaku:
    """The actor of what is done from the command line; notes name nobody."""
    return Pelaku(None, "Baris perintah", hari_ini)


def angkat(session: Session, calon: Calon, *, hari_ini: dt.date, saat: dt.datetime, sandi_baru: bool) -> Penunjukan:
    """Make the person administrator from today on, with an account that is open; `sandi_baru` replaces its password.

    Raises MasukanSalah with what is missing or wrong. Does not commit.
    """
    oleh = baris_perintah(hari_ini)
    orang = _cari(session, calon) or _orang_baru(session, calon, oleh)
    if not orang.aktif:
        raise _salah("nip", P_("%(nama)s tidak aktif lagi.", nama=orang.nama))
    akun, sandi = _akun(session, orang, calon, oleh, saat, sandi_baru)
    if not (sandi_baru and _sudah_admin(session, orang, hari_ini)):
        nilai = {
            "pegawai_id": orang.id,
            "peran": Peran.ADMIN,
            "instansi_id": orang.instansi_id,
            "unit_id": None,
            "jabatan_penetap": None,
            "mulai": hari_ini,
            "selesai": None,
            "nomor_sk": calon.nomor_sk,
        }
        simpan_peran(session, None, nilai, oleh=oleh)
    return Penunjukan(orang, akun, sandi)


def _salah(bidang: str, pesan: Pesan) -> MasukanSalah:
    return MasukanSalah({bidang: pesan})


def _cari(session: Session, calon: Calon) -> Pegawai | None:
    if not calon.nip and not calon.email:
        raise _salah("nip", P_("Sebut orangnya dengan --nip atau --email."))
    if calon.nip:
        return session.scalar(select(Pegawai).where(Pegawai.nip == calon.nip))
    cocok = session.scalars(select(Pegawai).where(Pegawai.email == calon.email).limit(2)).all()
    if len(cocok) > 1:
        raise _salah("email", P_("Beberapa orang memakai surel “%(email)s”. Sebut NIP-nya.", email=calon.email))
    if not cocok:
        raise _salah("email", P_("Tidak ada pegawai dengan surel “%(email)s”.", email=calon.email))
    return cocok[0]


def _orang_baru(session: Session, calon: Calon, oleh: Pelaku) -> Pegawai:
    kurang = [nama for nama in ("nama", "email", "instansi") if not getattr(calon, nama)]
    if kurang:
        pesan = P_(
            "Tidak ada pegawai dengan NIP %(nip)s. Untuk mendaftarkannya tambahkan %(opsi)s.",
            nip=calon.nip,
            opsi=", ".join(f"--{nama}" for nama in kurang),
        )
        raise _salah("nip", pesan)
    if "@" not in calon.email.strip("@"):
        raise _salah("email", P_("“%(email)s” bukan alamat surel.", email=calon.email))
    instansi = _instansi(session, calon, oleh)
    unit = session.scalar(select(Unit).where(Unit.instansi_id == instansi.id, Unit.nama == calon.unit))
    if unit is None:
        isi = {"instansi_id": instansi.id, "nama": calon.unit, "induk_id": None}
        unit = organisasi.simpan_unit(session, None, isi, oleh=oleh)
    nilai = {
        "nip": calon.nip,
        "nama": calon.nama,
        "email": calon.email,
        "unit_id": unit.id,
        "atasan_id": None,
        "aktif": True,
    }
    return organisasi.simpan_pegawai(session, None, nilai, oleh=oleh)


def _instansi(session: Session, calon: Calon, oleh: Pelaku) -> Instansi:
    ada = session.scalar(select(Instansi).where(Instansi.nama == calon.instansi))
    if ada is not None:
        return ada
    if calon.jenis is None or not calon.kota or not calon.kantor_bkn:
        pesan = P_(
            "Belum ada instansi “%(nama)s”. Untuk mendaftarkannya tambahkan --jenis, --kota, dan --kantor-bkn.",
            nama=calon.instansi,
        )
        raise _salah("instansi", pesan)
    nilai = {
        "nama": calon.instansi,
        "jenis": calon.jenis,
        "kota": calon.kota,
        "kantor_bkn": calon.kantor_bkn,
        "format_nomor_pak": Instansi.__table__.c.format_nomor_pak.default.arg,
    }
    return organisasi.simpan_instansi(session, None, nilai, oleh=oleh)


def _akun(
    session: Session, orang: Pegawai, calon: Calon, oleh: Pelaku, saat: dt.datetime, sandi_baru: bool
) -> tuple[Akun, str | None]:
    akun = session.scalar(select(Akun).where(Akun.pegawai_id == orang.id))
    if akun is None:
        nama = calon.pengguna or orang.email.partition("@")[0]
        return layanan_akun.buat(session, orang, nama, oleh=oleh, saat=saat)
    if calon.pengguna and calon.pengguna.strip().casefold() != akun.nama_pengguna:
        pesan = P_(
            "%(nama)s sudah punya akun bernama “%(akun)s”; hilangkan --pengguna.",
            nama=orang.nama,
            akun=akun.nama_pengguna,
        )
        raise _salah("pengguna", pesan)
    if not akun.aktif:
        if not sandi_baru:
            pesan = P_("Akun “%(akun)s” ditutup. Buka kembali dengan --sandi-baru.", akun=akun.nama_pengguna)
            raise _salah("pengguna", pesan)
        layanan_akun.atur_aktif(session, akun, True, oleh=oleh, saat=saat)
    return akun, layanan_akun.atur_ulang_sandi(session, akun, oleh=oleh, saat=saat) if sandi_baru else None


def _sudah_admin(session: Session, orang: Pegawai, hari_ini: dt.date) -> bool:
    query = select(PenugasanPeran.id).where(
        PenugasanPeran.pegawai_id == orang.id,
        PenugasanPeran.peran == Peran.ADMIN,
        PenugasanPeran.mulai <= hari_ini,
        PenugasanPeran.selesai.is_(None),
    )
    return session.scalar(query.limit(1)) is not None
