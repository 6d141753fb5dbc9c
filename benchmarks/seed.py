"""An invented agency of any size in a scratch database: the same rows for the same number, on both databases."""

import datetime as dt
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Flask
from sqlalchemy import (
    JSON,
    Boolean,
    Date,
    DateTime,
    Engine,
    TextClause,
    bindparam,
    create_engine,
    make_url,
    text,
)
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from benchmarks.harness import Pair
from workflow_app import create_app, database
from workflow_app.config import Settings
from workflow_app.extensions import db
from workflow_app.models import (
    Akun,
    AnggotaTim,
    Instansi,
    JenisInstansi,
    JenisTim,
    Kedudukan,
    Pegawai,
    PenugasanPeran,
    Peran,
    TimPenilai,
    Unit,
)
from workflow_app.services import akun as layanan_akun
from workflow_app.services import kalender as layanan_kalender
from workflow_app.waktu import utcnow

HARI_INI = dt.date(2022, 1, 10)
TENGGAT = dt.date(2022, 1, 14)
KUNCI_AUDIT = "kunci-audit-untuk-tolok-ukur-saja-0123456789"
UNIT = 40
PEGAWAI_PER_PERKARA = 20
"""Cases of one officer: ten years of two claims each."""
DIPERIKSA_SETIAP = 5
"""Every fifth claim is being examined; the others are finished, and their PAK waits to be sent."""
RINCIAN = {
    "baris": {f"unsur_{i}": {"lama": "7.500", "baru": "2.500", "jumlah": "10.000"} for i in range(5)},
    "jumlah": {"lama": "37.500", "baru": "12.500", "jumlah": "50.000"},
    "kelayakan": {"syarat": [{"tujuan": "III/b", "diperlukan": "50.000", "dimiliki": "50.000", "memenuhi": True}]},
    "masa": {"mulai": "2021-07-01", "selesai": "2021-12-31"},
}

IDENTITAS = {
    "nama": "Pegawai Rekaan",
    "nip": "900000000000000001",
    "karpeg": "Z 000001",
    "tempat_lahir": "Kota Rekaan",
    "tanggal_lahir": "1990-05-17",
    "jenis_kelamin": "Perempuan",
    "pendidikan": "S1 Ilmu Komputer",
    "golongan": "III/a",
    "pangkat": "Penata Muda",
    "tmt_pangkat": "2019-04-01",
    "jenjang": "ahli_pertama",
    "jabatan": "Pranata Komputer Ahli Pertama",
    "tmt_jabatan": "2019-04-01",
    "masa_kerja_bulan": 33,
    "unit": "Pusat Data Rekaan",
    "instansi": "Kementerian Contoh",
    "atasan": {
        "nama": "Atasan Rekaan",
        "nip": "900000000000000002",
        "golongan": "IV/a",
        "pangkat": "Pembina",
        "tmt_pangkat": "2018-04-01",
        "jabatan": "Kepala Pusat Data Rekaan",
        "tmt_jabatan": "2018-04-01",
        "unit": "Pusat Data Rekaan",
    },
}

_PEGAWAI = """
INSERT INTO pegawai (nip, nama, email, tempat_lahir, tanggal_lahir, nomor_karpeg, pendidikan, jabatan_struktural,
                     instansi_id, unit_id, atasan_id, aktif)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :jumlah)
SELECT '9' || substr(CAST(100000000000000000 + i AS VARCHAR(18)), 2), 'Pegawai Rekaan ' || i,
       'orang' || i || '@contoh.invalid', 'Kota Rekaan', :lahir, 'Z ' || i, 'S1 Ilmu Komputer', '',
       :instansi, :unit + i % :banyak_unit, :atasan, :benar
FROM n ORDER BY i
"""

_DUPAK = """
INSERT INTO dupak (state, state_since, tenggat, pemegang, pemegang_id, version, touched_at, audit_seq, audit_hash,
                   instansi_id, unit_id, tim_id, subjek_id, atasan_id, masa_mulai, masa_selesai, aturan, golongan,
                   jenjang, kategori, identitas, diajukan_pada, diterima_pada, putaran_id, dasar_rute, hasil,
                   hasil_lalu, keberatan_dilepas, selesai_karena)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :jumlah)
SELECT CASE WHEN i % :setiap = 0 THEN 'pemeriksaan' ELSE 'selesai' END, :sejak,
       CASE WHEN i % :setiap = 0 THEN :tenggat ELSE NULL END,
       CASE WHEN i % :setiap = 0 THEN 'sekretariat' ELSE 'sistem' END,
       NULL, 1, :saat, 0, '', :instansi, :unit + i % :banyak_unit, :tim, :pegawai + i % :orang, :atasan,
       :masa_mulai, :masa_selesai, 'R2020', 'III/a', 'ahli_pertama', 'keahlian', :identitas, :sejak, :sejak,
       :putaran, 'Instansi punya tim penilai sendiri untuk jenjang ini.',
       CASE WHEN i % :setiap = 0 THEN NULL ELSE :hasil END, '[]', :benar,
       CASE WHEN i % :setiap = 0 THEN NULL ELSE 'pak' END
FROM n ORDER BY i
"""

_PAK = """
INSERT INTO pak (state, state_since, tenggat, pemegang, version, touched_at, audit_seq, audit_hash, instansi_id,
                 unit_id, tim_id, subjek_id, dupak_id, aturan, aturan_sidik, rincian, sidik_rincian, jumlah_lama,
                 jumlah_baru, jumlah, diparaf_sidik, penetap_id, nomor, kode_verifikasi, ditetapkan_pada,
                 ditetapkan_oleh_id, ditetapkan_sebagai)
SELECT 'ditetapkan', :sejak, :tenggat, 'sekretariat', 1, :saat, 0, '', instansi_id, unit_id, tim_id, subjek_id, id,
       aturan, :sidik, :rincian, :sidik, 37500, 12500, 50000, :sidik, :penetap, id || '/PAK/I/2022', 'REKAAN-' || id,
       :sejak, :penetap, 'Kepala Biro Kepegawaian'
FROM dupak WHERE state = 'selesai' ORDER BY id
"""

_JENIS: dict[str, TypeEngine[Any]] = {
    **dict.fromkeys(("lahir", "sejak", "tenggat", "masa_mulai", "masa_selesai"), Date()),
    **dict.fromkeys(("identitas", "hasil", "rincian"), JSON()),
    **dict.fromkeys(("benar",), Boolean()),
    "saat": DateTime(),
}


def _perintah(sql: str) -> TextClause:
    """The statement with the types that the drivers cannot guess."""
    return text(sql).bindparams(*(bindparam(n, type_=t) for n, t in _JENIS.items() if f":{n}" in sql))


@dataclass(frozen=True)
class Agensi:
    """Ids of what the rows need."""

    instansi_id: int
    sekretariat_id: int
    prakom_id: int
    kunci_sekretariat: str
    """Id of a living session of the secretariat, as the cookie carries it."""


@dataclass(frozen=True)
class Basis:
    """A filled scratch database, and the application on it."""

    nama: str
    url: str
    engine: Engine
    agensi: Agensi
    app: Flask
    settings: Settings

    @property
    def conninfo(self) -> str:
        """The address as the bare driver wants it."""
        return self.url.replace("+psycopg", "")

    def server_pids(self) -> list[int]:
        """The database server's processes that work for this database now."""
        if self.nama != "postgresql":
            return []
        with self.engine.connect() as koneksi:
            return list(koneksi.scalars(text("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")))


Build = Callable[[Basis], AbstractContextManager[Pair]]
"""Makes both sides of a row on a filled database, and takes them down again."""


@contextmanager
def basis_sqlite(perkara: int) -> Iterator[Basis]:
    """A scratch file with the schema of the migrations, filled."""
    with TemporaryDirectory(prefix="alurpak-bench-") as folder:
        yield from _terisi("sqlite", f"sqlite:///{folder}/alurpak.db", perkara, Path(folder))


@contextmanager
def basis_postgresql(server: str, perkara: int) -> Iterator[Basis]:
    """A scratch database on the server with this address, filled, and dropped at the end."""
    nama = f"alurpak_bench_{os.getpid()}"
    pintu = create_engine(server, isolation_level="AUTOCOMMIT")
    with pintu.connect() as koneksi:
        koneksi.execute(text(f"CREATE DATABASE {nama}"))
    try:
        url = make_url(server).set(database=nama).render_as_string(hide_password=False)
        with TemporaryDirectory(prefix="alurpak-bench-") as folder:
            yield from _terisi("postgresql", url, perkara, Path(folder))
    finally:
        with pintu.connect() as koneksi:
            koneksi.execute(text(f"DROP DATABASE {nama} WITH (FORCE)"))
        pintu.dispose()


def _terisi(nama: str, url: str, perkara: int, folder: Path) -> Iterator[Basis]:
    database.upgrade(url)
    settings = Settings(
        INSTANCE_DIR=folder,
        DATABASE_URL=url,
        SECRET_KEY=KUNCI_AUDIT,
        AUDIT_KEY=KUNCI_AUDIT,
        TANGGAL_APLIKASI=HARI_INI,
    )
    app = create_app(settings)
    with app.app_context():
        engine = db.engine
    yield Basis(nama, url, engine, isi(engine, perkara), app, settings)
    engine.dispose()


def isi(engine: Engine, perkara: int) -> Agensi:
    """Fill an empty schema with `perkara` claims and the people around them."""
    with Session(engine, expire_on_commit=False) as session:
        agensi = _agensi(session, perkara)
        session.commit()
    with engine.begin() as koneksi:
        koneksi.execute(text("ANALYZE"))
    return agensi


def _agensi(session: Session, perkara: int) -> Agensi:
    instansi = Instansi(
        nama="Kementerian Contoh",
        jenis=JenisInstansi.KEMENTERIAN,
        alamat="Jalan Percontohan 1",
        kota="Jakarta",
        kantor_bkn="Kantor Regional V BKN Jakarta",
    )
    session.add(instansi)
    session.flush()
    unit = [Unit(instansi_id=instansi.id, nama=f"Pusat Data {i}") for i in range(UNIT)]
    session.add_all(unit)
    session.flush()
    pengurus = [
        Pegawai(
            nip=f"8{i:017d}",
            nama=f"Pengurus Rekaan {i}",
            email=f"pengurus{i}@contoh.invalid",
            instansi_id=instansi.id,
            unit_id=unit[0].id,
            aktif=True,
        )
        for i in range(5)
    ]
    session.add_all(pengurus)
    session.flush()
    sekretariat, atasan, ketua, sekretaris, anggota = pengurus
    tim = TimPenilai(
        instansi_id=instansi.id,
        jenis=JenisTim.INSTANSI,
        nama="Tim Penilai Instansi",
        nomor_sk="TP-1",
        mulai=dt.date(2021, 1, 1),
        selesai=dt.date(2023, 12, 31),
    )
    session.add(tim)
    session.flush()
    duduk = ((Kedudukan.KETUA, ketua), (Kedudukan.SEKRETARIS, sekretaris), (Kedudukan.ANGGOTA, anggota))
    for kedudukan, orang in duduk:
        session.add(
            AnggotaTim(tim_id=tim.id, pegawai_id=orang.id, kedudukan=kedudukan, mulai=tim.mulai, selesai=tim.selesai)
        )
    session.add(
        PenugasanPeran(
            pegawai_id=sekretariat.id,
            peran=Peran.SEKRETARIAT,
            instansi_id=instansi.id,
            mulai=dt.date(2021, 1, 1),
            nomor_sk="SK-1",
        )
    )
    putaran = next(p for p in layanan_kalender.buat_tahun(session, instansi, 2022) if p.kode == "2022-01")
    akun = Akun(pegawai_id=sekretariat.id, nama_pengguna="sekretariat", sandi_hash="-", bahasa="id")
    session.add(akun)
    session.flush()
    kunci = layanan_akun.buka_sesi(session, akun, alamat_ip="127.0.0.1", peramban="", saat=utcnow())

    banyak = max(perkara // PEGAWAI_PER_PERKARA, 1)
    pertama = pengurus[-1].id + 1
    umum = {"instansi": instansi.id, "unit": unit[0].id, "atasan": atasan.id, "banyak_unit": UNIT}
    session.execute(_perintah(_PEGAWAI), {**umum, "jumlah": banyak, "lahir": dt.date(1990, 5, 17), "benar": True})
    session.execute(
        _perintah(_DUPAK),
        {
            **umum,
            "jumlah": perkara,
            "orang": banyak,
            "setiap": DIPERIKSA_SETIAP,
            "pegawai": pertama,
            "tim": tim.id,
            "putaran": putaran.id,
            "sejak": dt.date(2021, 11, 1),
            "tenggat": TENGGAT,
            "saat": utcnow(),
            "masa_mulai": dt.date(2021, 7, 1),
            "masa_selesai": dt.date(2021, 12, 31),
            "identitas": IDENTITAS,
            "hasil": {"tabungan": False},
            "benar": True,
        },
    )
    session.execute(
        _perintah(_PAK),
        {
            "sejak": HARI_INI,
            "tenggat": TENGGAT,
            "saat": utcnow(),
            "sidik": "0" * 64,
            "rincian": RINCIAN,
            "penetap": ketua.id,
        },
    )
    return Agensi(instansi.id, sekretariat.id, pertama, kunci)
