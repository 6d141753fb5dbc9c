"""A worker whose every job waits for a gate, so that a drill can stop it exactly in the middle.

Imported by the tests and by RQ; run as a program it is the worker process that the drills kill:
`python -m tests.drill embedded|rq DATABASE_URL FOLDER [REDIS_URL]`.
"""

import datetime as dt
import sys
import time
from functools import cache
from pathlib import Path

from sqlalchemy import Column, Integer, MetaData, Table, insert, select
from sqlalchemy.orm import Session, sessionmaker

from workflow_app.koneksi import buat_engine
from workflow_app.outbox import PembuatSesi, Sewa
from workflow_app.worker import EmbeddedWorker, Pelaksana, rq_carrier

SEWA = dt.timedelta(minutes=1)
SABAR = dt.timedelta(seconds=0.7)
GERBANG_TERBUKA = 1_000_000

metadata = MetaData()
efek = Table("uji_efek", metadata, Column("id", Integer, primary_key=True), Column("pesan_id", Integer))


class PenanganUji:
    """Leaves one row in `uji_efek` for each time its result was written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def siapkan(self, session: Session, sewa: Sewa) -> int:
        return sewa.id

    def kerjakan(self, kerja: int) -> None:
        (self._folder / f"mulai-{kerja}").touch()
        while int((self._folder / "gerbang").read_text() or 0) < kerja:
            time.sleep(0.005)

    def simpan(self, session: Session, kerja: int, hasil: None) -> None:
        session.execute(insert(efek).values(pesan_id=kerja))

    def gagal(self, session: Session, sewa: Sewa, galat: str) -> None:
        """Nothing is kept besides the row's own error."""


def efek_tertulis(buat_sesi: PembuatSesi) -> list[int]:
    with buat_sesi() as session:
        return sorted(session.scalars(select(efek.c.pesan_id)))


@cache
def pelaksana(url: str, folder: str) -> Pelaksana:
    buat_sesi = sessionmaker(buat_engine(url), expire_on_commit=False)
    return Pelaksana(buat_sesi, {"uji": PenanganUji(Path(folder))}, sewa=SEWA)


def run_job(pesan_id: int) -> None:
    """What RQ calls in the drill's process."""
    pelaksana(*sys.argv[2:4]).berikutnya(pesan_id)


def main() -> None:
    jenis, url, folder = sys.argv[1:4]
    satu = pelaksana(url, folder)
    if jenis == "rq":
        redis_url = sys.argv[4]
        antrean = rq_carrier.antrean_dari(rq_carrier.redis_dari(redis_url))
        relay = rq_carrier.Relay(satu.buat_sesi, antrean, fungsi="tests.drill.run_job", sabar=SABAR)
        rq_carrier.layani(redis_url, relay)
        return
    sys.exit(0 if EmbeddedWorker(satu).layani(10) else 1)


if __name__ == "__main__":
    # RQ imports this file under its own name; both names must mean the same module, or the worker is made twice.
    sys.modules["tests.drill"] = sys.modules["__main__"]
    main()
