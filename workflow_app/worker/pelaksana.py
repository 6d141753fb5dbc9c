"""One worker's hands: claim rows and run them."""

import datetime as dt
import os
import secrets
import socket

from sqlalchemy.orm import sessionmaker

from workflow_app import outbox
from workflow_app.config import Settings
from workflow_app.jobs import daftar_penangan
from workflow_app.koneksi import buat_engine
from workflow_app.outbox import DaftarPenangan, PembuatSesi

PANJANG_NAMA_MESIN = 40


class Pelaksana:
    """Claims one row at a time, so that a worker that is killed delays no other row; used by one thread only."""

    def __init__(self, buat_sesi: PembuatSesi, penangan: DaftarPenangan, *, sewa: dt.timedelta = outbox.SEWA) -> None:
        self.buat_sesi = buat_sesi
        self._penangan = penangan
        self._sewa = sewa
        self._owner = f"{socket.gethostname()[:PANJANG_NAMA_MESIN]}:{os.getpid()}:{secrets.token_hex(4)}"

    def berikutnya(self, pesan_id: int | None = None) -> bool:
        """Run the oldest due row, or the given one if it is due; False when there was none.

        Raises only what the database raises.
        """
        ids = None if pesan_id is None else (pesan_id,)
        with self.buat_sesi() as session:
            dipegang = outbox.claim(session, owner=self._owner, ids=ids, limit=1, lease=self._sewa)
        for sewa in dipegang:
            outbox.jalankan(self.buat_sesi, sewa, self._penangan)
        return bool(dipegang)


def pelaksana_dari(pengaturan: Settings) -> Pelaksana:
    """The worker of an installation, with an engine of its own. Raises PengaturanSalah."""
    engine = buat_engine(pengaturan.database_url)
    buat_sesi = sessionmaker(engine, expire_on_commit=False)
    return Pelaksana(buat_sesi, daftar_penangan(pengaturan, buat_sesi))
