"""`alurpak doctor`: what works on this machine, what does not, and what to do about it. Changes nothing of the data."""

import enum
import os
import platform
import shlex
import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import click
from redis import Redis
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from workflow_app import database as skema
from workflow_app.cli.pengaturan import berkas_pengaturan
from workflow_app.config import PengaturanSalah, Settings
from workflow_app.koneksi import buat_engine, membaca
from workflow_app.pemeriksa import proses
from workflow_app.penyimpanan import Penyimpanan
from workflow_app.pesan import P_, Pesan
from workflow_app.services import periksa_berkas
from workflow_app.waktu import utcnow

BATAS_SAMBUNGAN_DETIK = 5
RUANG_MINIMUM_BYTES = 1024**3
ALAMAT_SENDIRI = frozenset({"127.0.0.1", "localhost", "::1"})


class Tingkat(enum.Enum):
    """How a check ended; GAGAL is what keeps the application from working."""

    OK = "OK"
    PERINGATAN = "PERINGATAN"
    GAGAL = "GAGAL"


@dataclass(frozen=True)
class Hasil:
    """One line of the report."""

    tingkat: Tingkat
    hal: Pesan
    keterangan: Pesan


@click.command("doctor")
def doctor() -> None:
    """Periksa mesin dan pengaturan; kode keluar 1 bila ada yang GAGAL."""
    gagal = False
    for hasil in periksa():
        gagal = gagal or hasil.tingkat is Tingkat.GAGAL
        click.echo(f"{hasil.tingkat.value:<10}  {hasil.hal!s:<16}  {hasil.keterangan}")
    if gagal:
        raise click.exceptions.Exit(1)


def periksa() -> Iterator[Hasil]:
    """Every check in the order in which a person would mend things; without settings only the first ones."""
    yield Hasil(Tingkat.OK, P_("Python"), P_("%(versi)s", versi=platform.python_version()))
    yield _kunci()
    try:
        settings = Settings.from_env()
    except PengaturanSalah as galat:
        yield Hasil(Tingkat.GAGAL, P_("Pengaturan"), P_("%(galat)s", galat=str(galat)))
        return
    yield (basis := _basis_data(settings))
    yield (simpanan := _penyimpanan(settings))
    if basis.tingkat is Tingkat.OK and simpanan.tingkat is Tingkat.OK:
        yield _berkas(settings)
    yield _pemeriksa()
    yield _izin(settings)
    yield _ruang(settings)
    yield _pembawa_pekerjaan(settings)
    yield _libreoffice()
    yield _surat(settings)
    yield _demo(settings)
    yield _alamat(settings)


def _kunci() -> Hasil:
    hal, berkas = P_("Berkas kunci"), berkas_pengaturan(os.environ)
    if not berkas.exists():
        if os.environ.get("SECRET_KEY"):
            return Hasil(Tingkat.OK, hal, P_("tidak ada; kunci berasal dari lingkungan"))
        return Hasil(
            Tingkat.PERINGATAN, hal, P_("%(berkas)s belum ada; dibuat oleh `python3 run.py`", berkas=str(berkas))
        )
    izin = berkas.stat().st_mode & 0o777
    if izin & 0o077:
        return Hasil(
            Tingkat.GAGAL, hal, P_("dapat dibaca pengguna lain: jalankan `chmod 600 %(berkas)s`", berkas=str(berkas))
        )
    return Hasil(Tingkat.OK, hal, P_("%(berkas)s (izin %(izin)s)", berkas=str(berkas), izin=f"{izin:o}"))


def _basis_data(settings: Settings) -> Hasil:
    hal = P_("Basis data")
    try:
        ada, terbaru = skema.current(settings.database_url), skema.head()
    except (SQLAlchemyError, OSError) as galat:
        sebab = str(getattr(galat, "orig", None) or galat).strip().splitlines()[0]
        return Hasil(Tingkat.GAGAL, hal, P_("tidak terjangkau: %(sebab)s; periksa DATABASE_URL", sebab=sebab))
    if ada == terbaru:
        return Hasil(Tingkat.OK, hal, P_("skema %(versi)s, terbaru", versi=ada or "-"))
    return Hasil(
        Tingkat.GAGAL,
        hal,
        P_(
            "skema %(ada)s, yang terbaru %(terbaru)s: jalankan `alurpak database upgrade`",
            ada=ada or "-",
            terbaru=terbaru or "-",
        ),
    )


def _penyimpanan(settings: Settings) -> Hasil:
    hal = P_("Penyimpanan")
    try:
        Penyimpanan(settings.berkas_url).coba()
    except Exception as galat:  # noqa: BLE001 - each kind of store has errors of its own, and all mean the same here
        return Hasil(
            Tingkat.GAGAL,
            hal,
            P_("%(url)s tidak dapat ditulisi dan dibaca: %(sebab)s", url=settings.berkas_url, sebab=str(galat)),
        )
    return Hasil(Tingkat.OK, hal, P_("%(url)s dapat ditulisi dan dibaca", url=settings.berkas_url))


def _berkas(settings: Settings) -> Hasil:
    """Rows and files held against one another, without reading the files: `alurpak berkas periksa` does that too."""
    hal, engine = P_("Berkas"), buat_engine(settings.database_url)
    with membaca(), Session(engine) as session:
        keadaan = periksa_berkas.periksa(session, Penyimpanan(settings.berkas_url), utcnow(), baca=False)
    engine.dispose()
    if not keadaan.sehat:
        return Hasil(
            Tingkat.GAGAL,
            hal,
            P_("%(n)s berkas hilang: jalankan `alurpak berkas periksa`, lalu pulihkan", n=len(keadaan.hilang)),
        )
    tanpa = len(keadaan.yatim) + len(keadaan.sisa)
    if tanpa:
        return Hasil(
            Tingkat.PERINGATAN,
            hal,
            P_("%(n)s berkas tidak dirujuk apa pun: jalankan `alurpak berkas periksa --buang`", n=tanpa),
        )
    return Hasil(Tingkat.OK, hal, P_("%(n)s berkas, tidak ada yang hilang atau tanpa rujukan", n=keadaan.berkas))


def _pemeriksa() -> Hasil:
    """Whether the process that looks into uploads runs here: without it no file is taken."""
    hal = P_("Pemeriksa berkas")
    hasil = [proses.jalankan(jenis, b"bukan", {}).kode for jenis in ("pdf", "jpg", "docx")]
    if hasil == ["bukan_pdf", "bukan_jpg", "bukan_docx"]:
        return Hasil(Tingkat.OK, hal, P_("unggahan dapat diperiksa"))
    return Hasil(Tingkat.GAGAL, hal, P_("tidak berjalan, sehingga unggahan ditolak: jalankan ulang `python3 run.py`"))


def _izin(settings: Settings) -> Hasil:
    """Whether other users of this machine can get at what the installation keeps; what lies elsewhere is looked at too.

    A closed folder closes everything in it.
    """
    hal, instance = P_("Izin berkas"), settings.INSTANCE_DIR
    sqlite, unggahan = skema.berkas_sqlite(settings.database_url), _folder(settings.berkas_url)
    tempat = [instance, *(sqlite.parent.glob(f"{sqlite.name}*") if sqlite else ()), *([unggahan] if unggahan else [])]
    if not _terbuka(instance):
        tempat = [t for t in tempat if not t.is_relative_to(instance)]
    terbuka = [t for t in tempat if _terbuka(t)]
    if terbuka:
        daftar = " ".join(shlex.quote(str(t)) for t in terbuka)
        return Hasil(
            Tingkat.PERINGATAN,
            hal,
            P_("dapat dibaca pengguna lain: jalankan `chmod -R go-rwx %(daftar)s`", daftar=daftar),
        )
    return Hasil(Tingkat.OK, hal, P_("data instalasi tertutup bagi pengguna lain"))


def _terbuka(tempat: Path) -> bool:
    return tempat.exists() and bool(tempat.stat().st_mode & 0o077)


def _folder(url: str) -> Path | None:
    """The folder behind a file address; None for a store elsewhere."""
    return Path(url.removeprefix("file://")) if url.startswith("file://") else None


def _ruang(settings: Settings) -> Hasil:
    hal = P_("Ruang cakram")
    folder = next(f for f in (settings.INSTANCE_DIR, *settings.INSTANCE_DIR.parents) if f.exists())
    bebas = shutil.disk_usage(folder).free
    megabyte = str(bebas // 1024**2)
    if bebas < RUANG_MINIMUM_BYTES:
        return Hasil(Tingkat.PERINGATAN, hal, P_("tinggal %(mb)s MB: kosongkan sebagian", mb=megabyte))
    return Hasil(Tingkat.OK, hal, P_("%(mb)s MB bebas", mb=megabyte))


def _pembawa_pekerjaan(settings: Settings) -> Hasil:
    hal = P_("Pekerjaan latar")
    if not settings.REDIS_URL:
        return Hasil(Tingkat.OK, hal, P_("worker tertanam dalam server (REDIS_URL kosong)"))
    try:
        with Redis.from_url(
            settings.REDIS_URL,
            socket_connect_timeout=BATAS_SAMBUNGAN_DETIK,
            socket_timeout=BATAS_SAMBUNGAN_DETIK,
        ) as redis:
            redis.ping()
    except (RedisError, ValueError) as galat:
        return Hasil(Tingkat.GAGAL, hal, P_("Redis tidak menjawab: %(sebab)s; periksa REDIS_URL", sebab=str(galat)))
    return Hasil(Tingkat.OK, hal, P_("Redis menjawab; pastikan `alurpak worker` berjalan"))


def _libreoffice() -> Hasil:
    hal, letak = P_("LibreOffice"), shutil.which("soffice")
    if letak is None:
        return Hasil(
            Tingkat.PERINGATAN,
            hal,
            P_("tidak ada; hanya diperlukan untuk PDF: pasang paket libreoffice-writer-nogui"),
        )
    return Hasil(Tingkat.OK, hal, P_("%(letak)s", letak=letak))


def _surat(settings: Settings) -> Hasil:
    hal = P_("Surat")
    if not settings.SMTP_URL:
        tingkat = Tingkat.OK if settings.DEMO else Tingkat.PERINGATAN
        folder = str(settings.INSTANCE_DIR / "outgoing")
        return Hasil(tingkat, hal, P_("SMTP_URL kosong: surat ditulis ke %(folder)s", folder=folder))
    alamat = urlsplit(settings.SMTP_URL)
    tujuan = alamat.hostname or "", alamat.port or {"smtps": 465, "starttls": 587}.get(alamat.scheme, 25)
    try:
        socket.create_connection(tujuan, timeout=BATAS_SAMBUNGAN_DETIK).close()
    except OSError as galat:
        return Hasil(Tingkat.GAGAL, hal, P_("%(host)s tidak menjawab: %(sebab)s", host=tujuan[0], sebab=str(galat)))
    return Hasil(Tingkat.OK, hal, P_("%(host)s menjawab di port %(port)s", host=tujuan[0], port=str(tujuan[1])))


def _demo(settings: Settings) -> Hasil:
    hal, tanggal = P_("Mode"), settings.TANGGAL_APLIKASI
    if settings.DEMO:
        return Hasil(
            Tingkat.PERINGATAN, hal, P_("demo, dengan kata sandi yang diketahui umum: jangan diisi data nyata")
        )
    if tanggal:
        return Hasil(
            Tingkat.PERINGATAN,
            hal,
            P_("tanggal aplikasi dipatok %(tanggal)s: kosongkan TANGGAL_APLIKASI untuk kerja nyata", tanggal=tanggal),
        )
    return Hasil(Tingkat.OK, hal, P_("kerja nyata, tanggal mengikuti kalender"))


def _alamat(settings: Settings) -> Hasil:
    hal = P_("Alamat")
    if not settings.https and urlsplit(settings.base_url).hostname not in ALAMAT_SENDIRI:
        return Hasil(
            Tingkat.PERINGATAN,
            hal,
            P_("%(url)s tanpa TLS: pasang proksi HTTPS dan ubah BASE_URL", url=settings.base_url),
        )
    if settings.https and not settings.PROXY_HOPS:
        return Hasil(
            Tingkat.PERINGATAN,
            hal,
            P_("%(url)s dilayani proksi: atur PROXY_HOPS=1 agar alamat pemakai tercatat", url=settings.base_url),
        )
    return Hasil(Tingkat.OK, hal, P_("%(url)s", url=settings.base_url))
