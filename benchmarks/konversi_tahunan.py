"""The yearly run of conversions for invented officers: dry run, run, and run again, on both databases.

`python -m benchmarks.konversi_tahunan [OFFICERS]` (2,000) prints time, statements and memory of each. Every twentieth
officer has no appraisal, every tenth changes his level in the middle of the year, every other one brings credit along.
"""

import datetime as dt
import getpass
import os
import resource
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import event, func, insert, select
from sqlalchemy.orm import Session, sessionmaker

from benchmarks import seed
from benchmarks.seed import Basis
from workflow_app import audit
from workflow_app.koneksi import membaca
from workflow_app.lembar_klaim.tulis_xlsx import tulis
from workflow_app.models import (
    EntriKredit,
    JenisEntri,
    Konversi,
    Pegawai,
    PenugasanPeran,
    Peran,
    RiwayatJabatan,
    RiwayatPangkat,
    Unit,
)
from workflow_app.permissions import muat_pelaku
from workflow_app.services import impor_kinerja, konversi_tahunan
from workflow_app.services.rencana_konversi import Tindakan, jumlahkan, rencana

HARI_INI = dt.date(2025, 1, 20)
TAHUN = 2024
BANYAK = 2000
ORANG_PER_PENILAI = 20
TANPA_CATATAN, GANTI_JENJANG, BERSALDO = 20, 10, 2
PREDIKAT = ("Sangat Baik", "Baik", "Baik", "Baik", "Butuh Perbaikan")


@dataclass
class Ukuran:
    """What one piece of work took."""

    detik: float
    perintah: int
    puncak_mb: float


@contextmanager
def terhitung(basis: Basis) -> Iterator[list[str]]:
    """Every statement sent to the database."""
    perintah: list[str] = []

    def dengar(*isi: Any) -> None:
        perintah.append(isi[2])

    event.listen(basis.engine, "before_cursor_execute", dengar)
    try:
        yield perintah
    finally:
        event.remove(basis.engine, "before_cursor_execute", dengar)


def ukur(basis: Basis, kerja: Callable[[], object]) -> Ukuran:
    """Time and statements of a piece of work, and how much Python held at once beyond what it held before."""
    tracemalloc.start()
    tracemalloc.reset_peak()
    awal, _ = tracemalloc.get_traced_memory()
    with terhitung(basis) as perintah:
        saat = time.perf_counter()
        kerja()
        detik = time.perf_counter() - saat
    _, puncak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return Ukuran(detik, len(perintah), (puncak - awal) / 1e6)


def waktu(kerja: Callable[[], object]) -> float:
    """Time alone: tracing memory makes everything several times slower."""
    saat = time.perf_counter()
    kerja()
    return time.perf_counter() - saat


def rss_mb() -> float:
    """The most memory that the process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def isi(basis: Basis, banyak: int) -> tuple[int, int]:
    """Officers with histories and old credit; the institution and the person of its personnel office."""
    with Session(basis.engine) as session:
        instansi = basis.agensi.instansi_id
        unit = list(session.scalars(select(Unit.id).where(Unit.instansi_id == instansi)))
        petugas, *penilai = _orang(session, instansi, unit, "6", 1 + banyak // ORANG_PER_PENILAI, [None])
        session.add(
            PenugasanPeran(
                pegawai_id=petugas,
                peran=Peran.KEPEGAWAIAN,
                instansi_id=instansi,
                mulai=dt.date(2021, 1, 1),
                nomor_sk="SK-2",
            )
        )
        orang = _orang(session, instansi, unit, "7", banyak, penilai)
        pangkat = [{"pegawai_id": i, "golongan": "III/c", "tmt": dt.date(2020, 4, 1)} for i in (*orang, *penilai)]
        session.execute(
            insert(RiwayatPangkat),
            [{**p, "nomor_sk": "PK", "masa_kerja_tahun": 0, "masa_kerja_bulan": 0} for p in pangkat],
        )
        jabatan = [{"pegawai_id": i, "jenjang": "ahli_muda", "tmt": dt.date(2020, 4, 1)} for i in orang]
        for ke, i in enumerate(orang):
            if ke % GANTI_JENJANG == 0:
                jabatan[ke]["jenjang"] = "ahli_pertama"
                jabatan.append({"pegawai_id": i, "jenjang": "ahli_muda", "tmt": dt.date(TAHUN, 7, 1)})
        session.execute(insert(RiwayatJabatan), [{**j, "nomor_sk": "JF"} for j in jabatan])
        entri = [
            {
                "pegawai_id": i,
                "tanggal": dt.date(2024, 1, 8),
                "jenis": JenisEntri.SALDO_AWAL,
                "aturan": "R2023",
                "aturan_sidik": "",
                "jenjang": "ahli_muda",
                "golongan": "III/c",
                "unsur": "jf_lama",
                "jumlah": Decimal(80 + ke % 40),
                "perkara": "",
                "sebab": f"tolok:{i}",
                "alasan": {"msgid": "Tolok ukur", "nilai": {}},
                "dasar": "PAK lama",
            }
            for ke, i in enumerate(orang)
            if ke % BERSALDO == 0
        ]
        session.execute(insert(EntriKredit), entri)
        session.commit()
    return instansi, petugas


def _orang(
    session: Session, instansi: int, unit: list[int], awalan: str, banyak: int, atasan: list[int | None]
) -> list[int]:
    baris = [
        {
            "nip": f"{awalan}{n:017d}",
            "nama": f"Orang Rekaan {awalan}{n:05d}",
            "email": f"rekaan{awalan}{n}@contoh.invalid",
            "tempat_lahir": "Kota Rekaan",
            "nomor_karpeg": "",
            "pendidikan": "S1",
            "jabatan_struktural": "" if awalan == "7" else "Kepala Bidang",
            "instansi_id": instansi,
            "unit_id": unit[n % len(unit)],
            "atasan_id": atasan[n % len(atasan)],
            "aktif": True,
        }
        for n in range(banyak)
    ]
    session.execute(insert(Pegawai), baris)
    return list(session.scalars(select(Pegawai.id).where(Pegawai.nip.like(f"{awalan}%")).order_by(Pegawai.id)))


def lembar(basis: Basis, instansi: int) -> bytes:
    """The year's appraisals as a sheet, as a personnel office brings them."""
    with Session(basis.engine) as session:
        orang = session.execute(
            select(Pegawai.nip, Pegawai.atasan_id)
            .where(Pegawai.nip.like("7%"), Pegawai.instansi_id == instansi)
            .order_by(Pegawai.id)
        ).all()
        nip = dict(session.execute(select(Pegawai.id, Pegawai.nip).where(Pegawai.nip.like("6%"))).all())
    kepala = ["nip", "tahun", "predikat", "nip_penilai", "bukti"]
    isi_lembar = [
        [n, TAHUN, PREDIKAT[ke % len(PREDIKAT)], nip[atasan], f"Dokumen evaluasi {ke}"]
        for ke, (n, atasan) in enumerate(orang)
        if ke % TANPA_CATATAN
    ]
    return tulis("Kinerja", [kepala, *isi_lembar])


def semua(basis: Basis, banyak: int) -> None:
    """Fill, import, dry run, run, run again; print what each took."""
    audit.pasang_kunci(seed.KUNCI_AUDIT)
    instansi, petugas = isi(basis, banyak)
    buat_sesi = sessionmaker(basis.engine, expire_on_commit=False)
    berkas = lembar(basis, instansi)

    def impor() -> None:
        with buat_sesi() as session, session.begin():
            oleh = muat_pelaku(session, session.get_one(Pegawai, petugas), HARI_INI)
            impor_kinerja.impor(session, berkas, oleh=oleh)

    def rencanakan() -> None:
        with membaca(), buat_sesi() as session:
            hasil = jumlahkan(list(rencana(session, instansi, None, TAHUN, HARI_INI)))
            session.rollback()
        assert hasil.pegawai == banyak, hasil
        ringkas.update({t.value: n for t, n in hasil.masa.items()})

    def jalankan() -> None:
        with buat_sesi() as session, session.begin():
            oleh = muat_pelaku(session, session.get_one(Pegawai, petugas), HARI_INI)
            nomor = konversi_tahunan.mulai(session, tahun=TAHUN, instansi_id=instansi, unit_id=None, oleh=oleh).id
        while not konversi_tahunan.jalankan(buat_sesi, nomor, HARI_INI).selesai:
            pass

    ringkas: dict[str, int] = {}
    with terhitung(basis) as perintah:
        detik = waktu(impor)
    _cetak(basis, "import", detik, len(perintah), None)
    detik, ukuran = waktu(rencanakan), ukur(basis, rencanakan)
    print(f"{basis.nama}: plan {ringkas}")
    assert ringkas[Tindakan.BUAT.value] > 0
    _cetak(basis, "dry run", detik, ukuran.perintah, ukuran.puncak_mb)
    for nama in ("run", "run again"):
        sebelum = rss_mb()
        with terhitung(basis) as perintah:
            detik = waktu(jalankan)
        _cetak(basis, nama, detik, len(perintah), None, rss=(sebelum, rss_mb()), per_orang=banyak)
    with Session(basis.engine) as session:
        kasus = session.scalar(select(func.count()).select_from(Konversi))
    detik, ukuran = waktu(rencanakan), ukur(basis, rencanakan)
    _cetak(basis, f"dry run after {kasus} cases", detik, ukuran.perintah, ukuran.puncak_mb)


def _cetak(
    basis: Basis,
    nama: str,
    detik: float,
    perintah: int,
    puncak: float | None,
    *,
    rss: tuple[float, float] | None = None,
    per_orang: int = 0,
) -> None:
    rinci = [f"{detik:.1f} s", f"{perintah} statements"]
    if per_orang:
        rinci += [f"{1000 * detik / per_orang:.1f} ms and {perintah / per_orang:.1f} statements an officer"]
    if puncak is not None:
        rinci.append(f"{puncak:.1f} MB held at the peak")
    if rss is not None:
        rinci.append(f"process {rss[0]:.0f} -> {rss[1]:.0f} MB")
    print(f"{basis.nama}: {nama}: {', '.join(rinci)}", flush=True)


if __name__ == "__main__":
    orang = int(sys.argv[1]) if len(sys.argv) > 1 else BANYAK
    server = os.environ.get("BENCH_DATABASE_URL") or f"postgresql+psycopg://{getpass.getuser()}@127.0.0.1:5432/postgres"
    for pembuka in (lambda: seed.basis_sqlite(1), lambda: seed.basis_postgresql(server, 1)):
        with pembuka() as terbuka:
            semua(terbuka, orang)
