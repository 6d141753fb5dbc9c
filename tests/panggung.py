"""The stage for tests of workflows: the invented agency of the demo, its people, and a quick way to any state.

The agency is built once per worker; a test that takes `panggung` plays inside one transaction that is undone
afterwards, whatever it commits. A test that needs real commits takes `url_agensi` or `url_demo`: a copy of its own,
without cases or with a case in every state.
"""

import datetime as dt
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, func, make_url, select, text
from sqlalchemy.orm import Session

from tests import pabrik
from tests.pabrik import HARI_INI
from workflow_app import audit, database, demo
from workflow_app.demo.lakon import Butir, Jadwal, Lakon, jadwal_putaran, jadwal_sampai_terima
from workflow_app.demo.orang import PEJABAT, PRAKOM, Agensi, bangun, saldo_awal
from workflow_app.demo.perkara import MASA_TENGAH, PEKERJAAN
from workflow_app.errors import Refused
from workflow_app.koneksi import buat_engine
from workflow_app.models import (
    AuditEntry,
    Dokumen,
    Dupak,
    EntriKredit,
    Instansi,
    Keberatan,
    NomorRegister,
    OutboxMessage,
    Pak,
    Pegawai,
    Penilaian,
    Putaran,
    Sidang,
    Stateful,
    TimPenilai,
    Unit,
)
from workflow_app.permissions import Pelaku, muat_pelaku
from workflow_app.selisih import penilaian_berjalan
from workflow_app.services import keberatan as layanan_keberatan
from workflow_app.services.kalender import putaran_penerimaan
from workflow_app.services.langkah import Masukan, ambil
from workflow_app.states import WORKFLOWS

POSTGRESQL = os.environ.get("TEST_DATABASE_URL", "") if "postgresql" in os.environ.get("TEST_DATABASE_URL", "") else ""
KUNCI_AUDIT = "kunci-audit-untuk-pengujian-saja-0123456789"
_nomor = count(1)


# Databases


@pytest.fixture(scope="session")
def _kunci_sesi() -> None:
    audit.pasang_kunci(KUNCI_AUDIT)


def _nama(bagian: str) -> str:
    return f"alurpak_uji_{os.environ.get('PYTEST_XDIST_WORKER', 'utama')}_{os.getpid()}_{bagian}"


@contextmanager
def _server() -> Iterator[Connection]:
    engine = create_engine(POSTGRESQL, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as koneksi:
            yield koneksi
    finally:
        engine.dispose()


def _basis_data(folder: Path, bagian: str) -> str:
    if not POSTGRESQL:
        return f"sqlite:///{folder / bagian}.db"
    with _server() as server:
        server.execute(text(f"CREATE DATABASE {_nama(bagian)}"))
    return make_url(POSTGRESQL).set(database=_nama(bagian)).render_as_string(hide_password=False)


def _buang(bagian: str) -> None:
    if POSTGRESQL:
        with _server() as server:
            server.execute(text(f"DROP DATABASE IF EXISTS {_nama(bagian)} WITH (FORCE)"))


def _templat(folder: Path, bagian: str, isi: Callable[[Session], object]) -> str:
    url = _basis_data(folder, bagian)
    database.upgrade(url)
    engine = buat_engine(url)
    with Session(engine, expire_on_commit=False) as session:
        isi(session)
        session.commit()
    engine.dispose()
    return url


def salin(templat: str, tujuan: Path) -> str:
    """A copy of a template database that the caller owns; on PostgreSQL the caller drops it with `buang()`."""
    if not POSTGRESQL:
        shutil.copyfile(templat.removeprefix("sqlite:///"), tujuan)
        return f"sqlite:///{tujuan}"
    bagian = f"salinan_{next(_nomor)}"
    with _server() as server:
        server.execute(text(f'CREATE DATABASE {_nama(bagian)} TEMPLATE "{make_url(templat).database}"'))
    return make_url(POSTGRESQL).set(database=_nama(bagian)).render_as_string(hide_password=False)


def buang(url: str) -> None:
    """Drop a copy."""
    if POSTGRESQL:
        with _server() as server:
            server.execute(text(f'DROP DATABASE IF EXISTS "{make_url(url).database}" WITH (FORCE)'))


@pytest.fixture(scope="session")
def templat_agensi(tmp_path_factory: pytest.TempPathFactory, _kunci_sesi: None) -> Iterator[str]:
    """The address of a database with the agency and no case; only to be read and copied."""
    yield _templat(tmp_path_factory.mktemp("agensi"), "agensi", bangun)
    _buang("agensi")


@pytest.fixture(scope="session")
def templat_demo(tmp_path_factory: pytest.TempPathFactory, _kunci_sesi: None) -> Iterator[str]:
    """The address of a database with the whole demo; only to be read and copied."""
    yield _templat(tmp_path_factory.mktemp("demo"), "demo", lambda session: demo.isi(session, HARI_INI))
    _buang("demo")


@pytest.fixture
def url_agensi(templat_agensi: str, tmp_path: Path) -> Iterator[str]:
    """A copy of the agency for this test, to commit to."""
    url = salin(templat_agensi, tmp_path / "agensi.db")
    yield url
    buang(url)


@pytest.fixture
def url_demo(templat_demo: str, tmp_path: Path) -> Iterator[str]:
    """A copy of the demo for this test, to commit to."""
    url = salin(templat_demo, tmp_path / "demo.db")
    yield url
    buang(url)


@pytest.fixture(scope="session")
def koneksi_panggung(templat_agensi: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """A connection to a copy of the agency; whoever uses it begins a transaction and undoes it."""
    url = salin(templat_agensi, tmp_path_factory.mktemp("panggung") / "panggung.db")
    engine = buat_engine(url)
    with engine.connect() as koneksi:
        yield koneksi
    engine.dispose()
    buang(url)


@pytest.fixture
def panggung(koneksi_panggung: Connection) -> Iterator["Panggung"]:
    """The agency inside a transaction that is undone after the test; commits are savepoints."""
    luar = koneksi_panggung.begin()
    with Session(koneksi_panggung, expire_on_commit=False, join_transaction_mode="create_savepoint") as session:
        yield Panggung(session)
    luar.rollback()


# The people and their cases


def baca_agensi(session: Session) -> Agensi:
    """The people of a database with the agency, by account name."""
    nama = {p.nama: p for p in session.scalars(select(Pegawai).order_by(Pegawai.id))}
    daftar = [(akun, orang) for akun, orang, *_ in (*PEJABAT, *PRAKOM)]
    tetap = {orang for _, orang in daftar}
    return Agensi(
        session.scalars(select(Instansi)).one(),
        session.scalars(select(Unit)).one(),
        session.scalars(select(TimPenilai)).one(),
        {akun: nama[orang] for akun, orang in daftar},
        [p for n, p in nama.items() if n not in tetap],
    )


@dataclass(frozen=True)
class Jumlah:
    """What the database holds: rows that steps write, and the versions of all cases."""

    baris: Mapping[str, int]
    versi: Mapping[str, Sequence[tuple[int, int, str]]]


def hitung(session: Session) -> Jumlah:
    """Count what steps write; two equal results mean that nothing was written between them."""
    tabel = (AuditEntry, OutboxMessage, Dokumen, EntriKredit, Dupak, Keberatan, Penilaian, Sidang, Pak)
    baris = {t.__tablename__: session.scalar(select(func.count()).select_from(t)) or 0 for t in tabel}
    baris["nomor"] = session.scalar(select(func.coalesce(func.sum(NomorRegister.terakhir), 0))) or 0
    versi = {}
    for w in WORKFLOWS:
        kolom = (w.model.id, w.model.version, w.model.state)
        versi[w.name] = [(i, v, s.value) for i, v, s in session.execute(select(*kolom).order_by(w.model.id))]
    return Jumlah(baris, versi)


class Panggung:
    """The agency in a session, and how a claim gets from its draft to any state through the services."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.agensi = baca_agensi(session)
        self.orang = self.agensi.orang
        self.lakon = Lakon(session, self.orang)
        self._antre = iter(self.agensi.lain)

    # Who acts

    def pelaku(self, akun: str | Pegawai, hari: dt.date = HARI_INI) -> Pelaku:
        """A person with his roles of a day."""
        return muat_pelaku(self.session, akun if isinstance(akun, Pegawai) else self.orang[akun], hari)

    def ambil(
        self,
        obj: Stateful,
        trigger: str,
        akun: str | Pegawai,
        hari: dt.date = HARI_INI,
        *,
        catatan: str | None = None,
        **isi: Any,
    ) -> None:
        """A person takes a step as from his screen, and it is committed."""
        try:
            ambil(self.session, obj, trigger, Masukan(self.pelaku(akun, hari), obj.version, catatan, isi))
        except BaseException:
            self.session.rollback()
            raise
        self.session.commit()

    def ditolak(
        self,
        obj: Stateful,
        trigger: str,
        akun: str | Pegawai,
        hari: dt.date = HARI_INI,
        *,
        catatan: str | None = None,
        **isi: Any,
    ) -> list[str]:
        """A person is refused a step; the sentences that say why. Fails when anything was written."""
        self.session.commit()
        sebelum = hitung(self.session)
        with pytest.raises(Refused) as ditangkap:
            self.ambil(obj, trigger, akun, hari, catatan=catatan, **isi)
        assert hitung(self.session) == sebelum
        return [str(a.pesan) for a in ditangkap.value.alasan]

    def prakom(self, lama: Decimal = Decimal(50)) -> Pegawai:
        """The next officer, an Ahli Pertama III/a, with credit of an earlier decision; 50 is enough for a PAK."""
        pegawai = next(self._antre)
        saldo_awal(self.session, pegawai, lama, dasar=f"PAK Nomor {next(_nomor)}/PAK/VII/2020")
        return pegawai

    def orang_baru(self, **ubah: Any) -> Pegawai:
        """Somebody of the same unit without any role."""
        return pabrik.pegawai(self.session, **{"unit": self.agensi.unit, "nip": f"8{next(_nomor):017d}", **ubah})

    # How far

    def draf(
        self,
        pegawai: Pegawai | None = None,
        masa: tuple[dt.date, dt.date] = MASA_TENGAH,
        *,
        hari: dt.date | None = None,
        pekerjaan: Sequence[tuple[str, int]] = PEKERJAAN[:3],
    ) -> Dupak:
        """A draft with a few items worth 2 to 3 credits."""
        butir = [Butir(kode, Decimal(volume), masa[0], masa[1]) for kode, volume in pekerjaan]
        dibuat = hari or jadwal_sampai_terima(masa[1]).kirim
        dupak = self.lakon.buat(pegawai or self.prakom(), masa, butir, dibuat)
        self.session.commit()
        return dupak

    def jadwal(self, dupak: Dupak) -> Jadwal:
        """The day of each act of a claim, by the calendar."""
        jadwal = jadwal_sampai_terima(dupak.masa_selesai)
        return jadwal_putaran(jadwal, putaran_penerimaan(self.session, self.agensi.instansi, jadwal.terima))

    def sampai(self, state: str, pegawai: Pegawai | None = None, **draf: Any) -> tuple[Dupak, Jadwal]:
        """A claim in `state` by the straight road, and the days of its acts."""
        dupak = self.draf(pegawai, **draf)
        jadwal = self.jadwal(dupak)
        lakon = self.lakon
        tahap: tuple[tuple[str, Callable[[], object]], ...] = (
            ("diajukan", lambda: lakon.ajukan(dupak, jadwal.kirim)),
            ("disetujui_atasan", lambda: lakon.setujui(dupak, jadwal.setujui)),
            ("diusulkan", lambda: lakon.usulkan(dupak, jadwal.usulkan)),
            ("berkas_diterima", lambda: lakon.terima(dupak, jadwal.terima)),
            ("pemeriksaan", lambda: lakon.periksa(dupak, jadwal.periksa)),
            ("penilaian", lambda: self.tugaskan(dupak, jadwal)),
            ("sidang", lambda: lakon.nilai_semua(dupak, jadwal.nilai)),
            ("diputuskan", lambda: self.sidangkan(dupak, jadwal.sidang)),
        )
        nama = [n for n, _ in tahap]
        assert state == "draf" or state in nama, state
        for _, langkah in tahap[: nama.index(state) + 1] if state != "draf" else ():
            langkah()
        self.session.commit()
        assert dupak.state.value == state
        return dupak, jadwal

    def tugaskan(self, dupak: Dupak, jadwal: Jadwal) -> None:
        """Every paper is there, and two assessors get the claim."""
        self.lakon.lengkapi(dupak, jadwal.periksa)
        self.lakon.tugaskan(dupak, jadwal.tugaskan)

    def putaran(self, dupak: Dupak) -> Putaran:
        """The cycle of a received claim."""
        assert dupak.putaran is not None
        return dupak.putaran

    def ruang(self, dupak: Dupak | Sequence[Dupak], hari: dt.date, *, buka: bool = True) -> Sidang:
        """A plenary over claims that wait for one, open on the day unless told otherwise."""
        daftar = [dupak] if isinstance(dupak, Dupak) else list(dupak)
        ruang = self.lakon.jadwalkan(self.putaran(daftar[0]), daftar, hari, hari)
        if buka:
            self.lakon.buka(ruang, hari)
        self.session.commit()
        return ruang

    def sidangkan(self, dupak: Dupak | Sequence[Dupak], hari: dt.date) -> Sidang:
        """A plenary that approves every claim on its agenda."""
        ruang = self.ruang(dupak, hari)
        self.lakon.putuskan_agenda(ruang, hari)
        self.lakon.tutup(ruang, hari)
        self.session.commit()
        return ruang

    def penilaian(self, dupak: Dupak) -> list[Penilaian]:
        """The two markings of a claim."""
        return penilaian_berjalan(self.session, dupak.id)

    def pak(self, state: str, **draf: Any) -> tuple[Pak, Jadwal]:
        """A decision brought to `draf`, `diparaf`, `menunggu_tanda_tangan`, `ditetapkan` or `dikirim`."""
        dupak, jadwal = self.sampai("diputuskan", **draf)
        pak = self.lakon.pak_dari(dupak)
        self.majukan(pak, state, jadwal)
        return pak, jadwal

    def majukan(self, pak: Pak, state: str, jadwal: Jadwal, hari: dt.date | None = None) -> None:
        """Bring a draft decision on to `state`."""
        dupak, lakon = pak.dupak, self.lakon
        tahap: tuple[tuple[str, Callable[[], object]], ...] = (
            ("draf", lambda: None),
            ("diparaf", lambda: lakon.paraf(pak, hari or jadwal.paraf)),
            ("menunggu_tanda_tangan", lambda: lakon.ajukan_pak(pak, hari or jadwal.paraf)),
            ("ditetapkan", lambda: lakon.tetapkan(pak, hari or jadwal.tetapkan)),
            ("dikirim", lambda: lakon.kirim_pak(pak, hari or jadwal.kirim_pak)),
        )
        if state != "draf" and dupak.state.value == "diputuskan" and not dupak.keberatan_dilepas:
            lakon.lepas_keberatan(dupak, dupak.diputuskan_pada or jadwal.sidang)
        for _, langkah in tahap[: [n for n, _ in tahap].index(state) + 1]:
            langkah()
        self.session.commit()
        assert pak.state.value == state

    def keberatan(self, state: str = "diajukan", **draf: Any) -> tuple[Keberatan, Jadwal]:
        """An objection to the first item of a decided claim: `diajukan`, or `ditelaah` with its answer."""
        dupak, jadwal = self.sampai("diputuskan", **draf)
        hari = jadwal.sidang
        oleh = self.pelaku(dupak.subjek, hari)
        hasil = layanan_keberatan.ajukan(self.session, dupak, {dupak.butir[0].id: "Bukti lengkap."}, oleh=oleh)
        if state == "ditelaah":
            self.ambil(hasil, "telaah", "sekretaris", hari, penelaah_id=self.orang["penilai3"].id)
            jawaban = {b.item_id: "Sudah diperiksa ulang." for b in hasil.butir}
            layanan_keberatan.jawab(self.session, hasil, jawaban, oleh=self.pelaku("penilai3", hari))
        self.session.commit()
        return hasil, jadwal


def jejak(session: Session, obj: Stateful) -> list[AuditEntry]:
    """The acts of one case, oldest first."""
    nama = next(w.name for w in WORKFLOWS if isinstance(obj, w.model))
    query = select(AuditEntry).where(AuditEntry.workflow == nama, AuditEntry.object_id == obj.id)
    return list(session.scalars(query.order_by(AuditEntry.seq)))
