"""Accounts and sessions: signing in and out, passwords, and what an administrator may do with an account.

Checking a password is slow on purpose, so it happens between two transactions: `cari()` reads the account, the caller
checks, `masuk()` writes the outcome.
"""

import datetime as dt
import hashlib
import re
import secrets
from collections.abc import Sequence

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session, contains_eager, joinedload

from workflow_app.errors import MasukanSalah
from workflow_app.models import Akun, Pegawai, SesiMasuk
from workflow_app.permissions import Pelaku
from workflow_app.pesan import P_
from workflow_app.services import catatan, sandi
from workflow_app.services.penugasan import jaga_admin_terakhir

MASA_DIAM = dt.timedelta(minutes=30)
"""A session that is not used for so long is over."""
MASA_SESI = dt.timedelta(hours=12)
"""No session lives longer, used or not."""
JEDA_SENTUH = dt.timedelta(minutes=1)
"""How exactly the last use is noted: a page costs no write more often than this."""
UMUR_SANDI_AWAL = dt.timedelta(days=7)
"""A password given by an administrator is void when it was not changed within this time."""
GAGAL_TANPA_JEDA = 5
JEDA_PERTAMA = dt.timedelta(seconds=10)
JEDA_TERPANJANG = dt.timedelta(minutes=10)
PANJANG_PERAMBAN = 200
PANJANG_ALAMAT = 45
MAKS_SESI_TAMPIL = 50
NAMA_PENGGUNA = re.compile(r"[a-z][a-z0-9._-]{2,59}", re.ASCII)


def sidik_kunci(kunci: str) -> str:
    """What is stored of a session's id: with it nobody can build the cookie."""
    return hashlib.sha256(kunci.encode()).hexdigest()


# Signing in


def cari(session: Session, nama_pengguna: str) -> Akun | None:
    """The account with this user name, with its person; inactive ones too."""
    return session.scalar(
        select(Akun).where(Akun.nama_pengguna == nama_pengguna.strip().casefold()).options(joinedload(Akun.pegawai))
    )


def masuk(
    session: Session,
    akun_id: int,
    *,
    cocok: bool,
    sandi_sejak: dt.datetime | None,
    sidik_baru: str | None,
    perangkat_dikenal: bool,
    alamat_ip: str,
    peramban: str,
    saat: dt.datetime,
) -> str | None:
    """Write the outcome of an attempt: the id of a new session, or None when the person stays outside.

    After some failures the account waits, longer each time. What is tried meanwhile is refused without lengthening
    the wait, and a browser in which the owner has signed in before does not wait: a stranger cannot lock him out.
    `sandi_sejak` dates the password that was checked: where it was replaced meanwhile, the check says nothing.
    """
    akun = session.scalars(
        select(Akun).where(Akun.id == akun_id).options(joinedload(Akun.pegawai)).with_for_update(of=Akun)
    ).one()
    if akun.sandi_diganti_at != sandi_sejak:
        return None
    if akun.ditunda_sampai and akun.ditunda_sampai > saat and not perangkat_dikenal:
        return None
    if not cocok:
        akun.gagal_beruntun += 1
        lewat = akun.gagal_beruntun - GAGAL_TANPA_JEDA
        if lewat >= 0:
            akun.ditunda_sampai = saat + min(JEDA_PERTAMA * 2 ** min(lewat, 10), JEDA_TERPANJANG)
        return None
    if not (akun.aktif and akun.pegawai.aktif) or _sandi_awal_basi(akun, saat):
        return None
    akun.gagal_beruntun, akun.ditunda_sampai = 0, None
    if sidik_baru:
        akun.sandi_hash = sidik_baru
    return buka_sesi(session, akun, alamat_ip=alamat_ip, peramban=peramban, saat=saat)


def _sandi_awal_basi(akun: Akun, saat: dt.datetime) -> bool:
    if not akun.wajib_ganti_sandi or akun.sandi_diganti_at is None:
        return False
    return saat - akun.sandi_diganti_at > UMUR_SANDI_AWAL


# Sessions


def buka_sesi(session: Session, akun: Akun, *, alamat_ip: str, peramban: str, saat: dt.datetime) -> str:
    """Register a new session and return its id, 256 random bits that are stored nowhere."""
    kunci = secrets.token_urlsafe(32)
    session.add(
        SesiMasuk(
            id_hash=sidik_kunci(kunci),
            akun_id=akun.id,
            dibuat_at=saat,
            terakhir_at=saat,
            berakhir_at=saat + MASA_SESI,
            alamat_ip=alamat_ip[:PANJANG_ALAMAT],
            peramban=peramban[:PANJANG_PERAMBAN],
        )
    )
    session.flush()
    return kunci


_SESI = (
    select(SesiMasuk)
    .join(SesiMasuk.akun)
    .join(Akun.pegawai)
    .where(
        SesiMasuk.id_hash == bindparam("sidik"),
        SesiMasuk.dicabut_at.is_(None),
        SesiMasuk.berakhir_at > bindparam("saat"),
        SesiMasuk.terakhir_at > bindparam("diam_sejak"),
        Akun.aktif,
        Pegawai.aktif,
    )
    .options(contains_eager(SesiMasuk.akun).contains_eager(Akun.pegawai))
)
"""Built once: every page of everybody asks it."""


def cari_sesi(session: Session, kunci: str, saat: dt.datetime) -> SesiMasuk | None:
    """The session with this id if it is alive, with account and person."""
    return session.scalar(_SESI, {"sidik": sidik_kunci(kunci), "saat": saat, "diam_sejak": saat - MASA_DIAM})


def sentuh_sesi(session: Session, id_hash: str, saat: dt.datetime) -> None:
    """Note that the session was used."""
    session.execute(update(SesiMasuk).where(SesiMasuk.id_hash == id_hash).values(terakhir_at=saat))


def sesi_hidup(session: Session, akun_id: int, saat: dt.datetime) -> Sequence[SesiMasuk]:
    """The living sessions of an account, the one used last first."""
    return session.scalars(
        select(SesiMasuk)
        .where(
            SesiMasuk.akun_id == akun_id,
            SesiMasuk.dicabut_at.is_(None),
            SesiMasuk.berakhir_at > saat,
            SesiMasuk.terakhir_at > saat - MASA_DIAM,
        )
        .order_by(SesiMasuk.terakhir_at.desc())
        .limit(MAKS_SESI_TAMPIL)
    ).all()


def akhiri_sesi(session: Session, akun_id: int, id_hash: str, saat: dt.datetime) -> None:
    """End one session of the account; nothing happens when it is over already or somebody else's."""
    session.execute(
        update(SesiMasuk)
        .where(SesiMasuk.id_hash == id_hash, SesiMasuk.akun_id == akun_id, SesiMasuk.dicabut_at.is_(None))
        .values(dicabut_at=saat)
    )


def akhiri_semua(session: Session, akun_id: int, saat: dt.datetime, *, kecuali: str | None = None) -> None:
    """End all sessions of the account but the one whose hash is `kecuali`."""
    session.execute(
        update(SesiMasuk)
        .where(SesiMasuk.akun_id == akun_id, SesiMasuk.dicabut_at.is_(None), SesiMasuk.id_hash != (kecuali or ""))
        .values(dicabut_at=saat)
    )


# One's own account


def ganti_sandi(session: Session, akun_id: int, baru: str, *, alamat_ip: str, peramban: str, saat: dt.datetime) -> str:
    """Take the new password, end every session, and open a new one for this browser; its id.

    Whoever had copied the cookie is outside, in this browser too. Raises MasukanSalah.
    """
    akun = session.scalars(select(Akun).where(Akun.id == akun_id).options(joinedload(Akun.pegawai))).one()
    if pesan := sandi.keberatan(baru, (akun.pegawai.nama, akun.nama_pengguna)):
        raise MasukanSalah({"sandi_baru": pesan})
    akun.sandi_hash = sandi.sidik(baru)
    akun.sandi_diganti_at = saat
    akun.wajib_ganti_sandi = False
    akhiri_semua(session, akun_id, saat)
    return buka_sesi(session, akun, alamat_ip=alamat_ip, peramban=peramban, saat=saat)


def pilih_bahasa(session: Session, akun_id: int, bahasa: str) -> None:
    """Keep the language in which the person reads pages and mails."""
    session.execute(update(Akun).where(Akun.id == akun_id).values(bahasa=bahasa))


# What an administrator does


def buat(
    session: Session, pegawai: Pegawai, nama_pengguna: str, *, oleh: Pelaku, saat: dt.datetime
) -> tuple[Akun, str]:
    """An account and its first password, which is stored nowhere else. Raises MasukanSalah."""
    nama = nama_pengguna.strip().casefold()
    if not NAMA_PENGGUNA.fullmatch(nama):
        raise MasukanSalah(
            {
                "nama_pengguna": P_(
                    "Nama pengguna 3 sampai 60 huruf kecil, angka, titik, garis bawah, atau strip, dan diawali huruf."
                )
            }
        )
    if session.scalar(select(Akun.id).where(Akun.nama_pengguna == nama)):
        raise MasukanSalah({"nama_pengguna": P_("Nama pengguna “%(nama)s” sudah dipakai.", nama=nama)})
    if session.scalar(select(Akun.id).where(Akun.pegawai_id == pegawai.id)):
        raise MasukanSalah({"nama_pengguna": P_("%(nama)s sudah mempunyai akun.", nama=pegawai.nama)})
    awal = sandi.acak()
    akun = Akun(
        pegawai_id=pegawai.id,
        nama_pengguna=nama,
        sandi_hash=sandi.sidik(awal),
        sandi_diganti_at=saat,
        wajib_ganti_sandi=True,
        aktif=True,
        bahasa="id",
    )
    session.add(akun)
    catatan.catat_tambah(session, akun, oleh)
    return akun, awal


def atur_ulang_sandi(session: Session, akun: Akun, *, oleh: Pelaku, saat: dt.datetime) -> str:
    """Replace a lost password by a random one, which must be changed, and end all sessions. Returns it, once."""
    awal = sandi.acak()
    akun.sandi_hash = sandi.sidik(awal)
    akun.sandi_diganti_at = saat
    akun.wajib_ganti_sandi = True
    akun.gagal_beruntun, akun.ditunda_sampai = 0, None
    akhiri_semua(session, akun.id, saat)
    catatan.catat(session, "atur_ulang_sandi", akun, oleh)
    return awal


def atur_aktif(session: Session, akun: Akun, aktif: bool, *, oleh: Pelaku, saat: dt.datetime) -> None:
    """Open or close an account; closing ends its sessions at once. Raises Refused for the last administrator."""
    with catatan.perubahan(session, akun, oleh):
        akun.aktif = aktif
        akun.gagal_beruntun, akun.ditunda_sampai = 0, None
    if not aktif:
        akhiri_semua(session, akun.id, saat)
        jaga_admin_terakhir(session, oleh.hari_ini)


def akhiri_sesi_orang(session: Session, akun: Akun, *, oleh: Pelaku, saat: dt.datetime) -> None:
    """Sign the person out everywhere."""
    akhiri_semua(session, akun.id, saat)
    catatan.catat(session, "akhiri_sesi", akun, oleh)
