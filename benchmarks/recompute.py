"""Rows of the calculator: many claims computed anew against the bare sum of their items.

`python -m benchmarks.recompute [CLAIMS]` times a whole run over that many claims of 200 items (30,000).
"""

import getpass
import os
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import delete, text, update
from sqlalchemy.orm import Session

from benchmarks import seed
from benchmarks.harness import Pair, Row, Side
from benchmarks.seed import Basis, Build
from workflow_app.models import ButirKegiatan, HasilHitungUlang, HitungUlang
from workflow_app.services.hitung_ulang import lanjutkan, mulai

BUTIR_PER_DUPAK = 200
BAGIAN = 100
"""Claims of one operation."""
DUPAK_BERBUTIR = 1_000
SEMUA_DUPAK = 30_000
DUPAK_SEKALI_ISI = 2_000

JUMLAH = """
SELECT dupak_id, SUM((volume / 1000000 * angka_satuan / 1000 * faktor + 500000) / 1000000) FROM item_dupak
"""
"""The bare aggregate: the product of each item, rounded to thousandths, and nothing besides."""

_ITEM = text(
    """
INSERT INTO item_dupak (dupak_id, urutan, butir_id, butir_versi, pasti, aturan, kode, unsur, sub_unsur, uraian,
                        satuan_hasil, jenis, jenjang_butir, angka_satuan, faktor, volume, volume_lebih, jumlah,
                        tanggal_mulai, tanggal_selesai, surat_tugas, tempat_bukti, keterangan, terkunci, diminta,
                        hangus, dibuka_ulang)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :butir)
SELECT dupak.id, i, :butir_id, 1, :benar, 'R2020', 'KA-I.B.1', 'tata_kelola', 'Sub unsur rekaan', 'Kegiatan rekaan',
       'Laporan', 'tugas_jabatan', CASE WHEN i % 4 = 0 THEN 'ahli_muda' ELSE 'ahli_pertama' END,
       110000 + i * 1000, CASE WHEN i % 4 = 0 THEN 800000 ELSE 1000000 END, (1 + i % 7) * 1000000, 0,
       CAST(ROUND((110000 + i * 1000) * (1 + i % 7) * CASE WHEN i % 4 = 0 THEN 0.8 ELSE 1 END / 1000) AS BIGINT),
       :mulai, :selesai, '', 'arsip', '', :salah, :salah, :salah, :salah
FROM dupak, n WHERE dupak.id > :sesudah AND dupak.id <= :sampai
"""
)


def isi_butir(basis: Basis, dupak: int) -> None:
    """Give each of the first `dupak` claims its items."""
    with Session(basis.engine) as session:
        butir = ButirKegiatan(
            aturan="R2020",
            kode="KA-I.B.1",
            kategori="keahlian",
            jenjang="ahli_pertama",
            unsur="tata_kelola",
            sub_unsur="Sub unsur rekaan",
            uraian="Kegiatan rekaan",
            satuan_hasil="Laporan",
            jenis="tugas_jabatan",
        )
        session.add(butir)
        session.flush()
        isi: dict[str, object] = {
            "butir": BUTIR_PER_DUPAK,
            "butir_id": butir.id,
            "benar": True,
            "salah": False,
            "mulai": seed.HARI_INI.replace(year=2021),
            "selesai": seed.HARI_INI.replace(2021, 6),
        }
        # In slices, because the database stops a statement that takes too long.
        for awal in range(0, dupak, DUPAK_SEKALI_ISI):
            session.execute(_ITEM, {**isi, "sesudah": awal, "sampai": min(awal + DUPAK_SEKALI_ISI, dupak)})
            session.commit()
    with basis.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as koneksi:
        koneksi.execute(text("VACUUM ANALYZE item_dupak" if basis.nama == "postgresql" else "ANALYZE"))


@contextmanager
def hitung_ulang(basis: Basis) -> Iterator[Pair]:
    """A batch of claims: the bare sum of their items, and the computation with its results written."""
    isi_butir(basis, DUPAK_BERBUTIR)
    with Session(basis.engine) as session:
        nomor = mulai(session, alasan="tolok ukur").id
        session.commit()
    jumlah = text(f"{JUMLAH} WHERE dupak_id BETWEEN :awal AND :akhir GROUP BY dupak_id")
    mulai_di = {"lantai": 0}

    def lantai() -> None:
        awal = mulai_di["lantai"] % DUPAK_BERBUTIR
        mulai_di["lantai"] += BAGIAN
        with basis.engine.connect() as koneksi:
            koneksi.execute(jumlah, {"awal": awal + 1, "akhir": awal + BAGIAN}).all()

    def kita() -> None:
        with Session(basis.engine) as session:
            if lanjutkan(session, nomor, BAGIAN).terproses >= DUPAK_BERBUTIR:
                _dari_awal(session, nomor)
            session.commit()

    def siapkan() -> None:
        with Session(basis.engine) as session:
            _dari_awal(session, nomor)
            session.commit()

    yield Pair(Side(lantai), Side(kita, siapkan), basis.server_pids())


def _dari_awal(session: Session, nomor: int) -> None:
    session.execute(delete(HasilHitungUlang))
    session.execute(
        update(HitungUlang).where(HitungUlang.id == nomor).values(terproses=0, sampai_dupak_id=0, berbeda=0)
    )


ROWS: tuple[tuple[Row, Build], ...] = (
    (Row("C1", "postgresql", f"compute {BAGIAN} claims anew, written", must=1.5, aim=1.1), hitung_ulang),
    (Row("C1", "sqlite", f"compute {BAGIAN} claims anew, written"), hitung_ulang),
)


def semua(basis: Basis, dupak: int) -> None:
    """Time a whole run and print it."""
    saat = time.perf_counter()
    isi_butir(basis, dupak)
    print(f"{basis.nama}: {dupak * BUTIR_PER_DUPAK} items filled in {time.perf_counter() - saat:.1f} s", flush=True)
    with basis.engine.connect() as koneksi:
        saat = time.perf_counter()
        koneksi.execute(text(f"{JUMLAH} GROUP BY dupak_id")).all()
        lantai = time.perf_counter() - saat
    with Session(basis.engine) as session:
        nomor = mulai(session, alasan="tolok ukur").id
        session.commit()
    sebelum, saat = _memori(), time.perf_counter()
    while True:
        with Session(basis.engine) as session:
            kemajuan = lanjutkan(session, nomor)
            session.commit()
        if kemajuan.selesai:
            break
    detik = time.perf_counter() - saat
    print(
        f"{basis.nama}: {kemajuan.terproses} claims in {detik:.1f} s, {detik / lantai:.2f}x of the bare sum"
        f" ({lantai:.1f} s), {kemajuan.berbeda} differ; peak memory {sebelum} -> {_memori()} MB"
    )


def _memori() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    banyak = int(sys.argv[1]) if len(sys.argv) > 1 else SEMUA_DUPAK
    server = os.environ.get("BENCH_DATABASE_URL") or f"postgresql+psycopg://{getpass.getuser()}@127.0.0.1:5432/postgres"
    for pembuka in (lambda: seed.basis_postgresql(server, banyak), lambda: seed.basis_sqlite(banyak)):
        with pembuka() as terbuka:
            semua(terbuka, banyak)
