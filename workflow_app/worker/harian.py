"""The clock of the application: looks every minute for steps that a date has made due; tells and tidies every hour."""

import datetime as dt
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.exc import IntegrityError, OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session

from workflow_app.config import Settings
from workflow_app.errors import Galat
from workflow_app.outbox import PembuatSesi, ringkas
from workflow_app.penyimpanan import Penyimpanan
from workflow_app.services import harian, ingatkan_kegiatan, pembersihan
from workflow_app.waktu import Jam, utcnow
from workflow_app.worker.putaran import Putaran

log = logging.getLogger(__name__)

JEDA_DETIK = 60.0
JEDA_BERSIH_DETIK = 3600.0


class PekerjaHarian(Putaran):
    """Takes due steps of the system in the background, each in a transaction of its own.

    Several processes may run it: whoever is second finds the case moved on and leaves it.
    """

    def __init__(self, buat_sesi: PembuatSesi, settings: Settings) -> None:
        self._buat_sesi, self._settings = buat_sesi, settings
        self._jam = Jam(settings.TANGGAL_APLIKASI)
        self._bersih_berikut = 0.0
        super().__init__("harian", self.sekali, galat=(SQLAlchemyError,), jeda_diam=JEDA_DETIK)

    def sekali(self) -> bool:
        """Take everything that is due now; always False, so that the next look waits.

        What fails is logged and stops nothing else; raises OperationalError while the database is away.
        """
        hari_ini = self._jam.hari_ini()
        with _sendiri("due steps", kecuali=OperationalError):
            self.langkahkan(hari_ini)
        if time.monotonic() >= self._bersih_berikut:
            # Before the work: where it fails, it is not tried again every minute.
            self._bersih_berikut = time.monotonic() + JEDA_BERSIH_DETIK
            with _sendiri("notices"):
                self.ingatkan(hari_ini)
            with _sendiri("tidying"):
                self.bersihkan(utcnow())
        return False

    def langkahkan(self, hari_ini: dt.date) -> None:
        """Take the steps that are due; one that fails is tried again at the next look."""
        with self._buat_sesi() as session:
            daftar = harian.yang_jatuh(session, hari_ini)
            session.rollback()
        for jatuh in daftar:
            with _sendiri(f"{jatuh.jenis} {jatuh.id}"), self._buat_sesi() as session:
                try:
                    harian.kerjakan(session, jatuh, hari_ini)
                    session.commit()
                except Galat as galat:
                    session.rollback()
                    log.info("%s %s: %s", jatuh.jenis, jatuh.id, galat)

    def ingatkan(self, hari_ini: dt.date) -> None:
        """Put down the notices of the day; who has his already is left alone, and whose fails is tried again later."""
        sesudah: int | None = 0
        while sesudah is not None:
            with self._buat_sesi() as session:
                daftar, sesudah = ingatkan_kegiatan.yang_perlu(session, hari_ini, sesudah)
                session.rollback()
            for pegawai_id in daftar:
                with _sendiri(f"notice of officer {pegawai_id}"), self._buat_sesi() as session:
                    try:
                        ingatkan_kegiatan.ingatkan(session, pegawai_id, hari_ini)
                        session.commit()
                    except IntegrityError:  # another process told him at the same moment
                        session.rollback()

    def bersihkan(self, saat: dt.datetime) -> None:
        """Throw away what has had its time at `saat` (UTC): real time, also where the application's date is pinned.

        What one kind runs into does not keep the others.
        """
        for nama, buang in pembersihan.PEMBUANG:
            with _sendiri(f"tidying {nama}"):
                self._bersihkan(buang, saat - dt.timedelta(days=getattr(self._settings, nama)))
        with _sendiri("old sheets stay"):
            Penyimpanan(self._settings.titipan_url).buang_lama(
                saat - dt.timedelta(days=self._settings.SIMPAN_LEMBAR_HARI)
            )

    def _bersihkan(self, buang: Callable[[Session, dt.datetime], int], batas: dt.datetime) -> None:
        penuh = True
        while penuh:
            with self._buat_sesi() as session:
                penuh = buang(session, batas) == pembersihan.SEKALI
                session.commit()


@contextmanager
def _sendiri(apa: str, *, kecuali: type[Exception] | tuple[()] = ()) -> Iterator[None]:
    """Log what fails and go on: the next one has nothing to do with it. `kecuali` is let through."""
    try:
        yield
    except kecuali:
        raise
    except Exception as galat:  # noqa: BLE001 - whatever it is, it must not stop the work of others
        log.error("%s: %s", apa, ringkas(galat))  # noqa: TRY400 - a traceback could show personal data


def pekerja_harian_dari(settings: Settings, buat_sesi: PembuatSesi) -> PekerjaHarian:
    """The clock of an installation."""
    return PekerjaHarian(buat_sesi, settings)
