"""The clock of the application: looks every minute for steps that a date has made due."""

import logging

from sqlalchemy.exc import SQLAlchemyError

from workflow_app.config import Settings
from workflow_app.errors import Galat
from workflow_app.outbox import PembuatSesi
from workflow_app.services import harian
from workflow_app.waktu import Jam
from workflow_app.worker.putaran import Putaran

log = logging.getLogger(__name__)

JEDA_DETIK = 60.0


class PekerjaHarian(Putaran):
    """Takes due steps of the system in the background, each in a transaction of its own.

    Several processes may run it: whoever is second finds the case moved on and leaves it.
    """

    def __init__(self, buat_sesi: PembuatSesi, jam: Jam) -> None:
        self._buat_sesi, self._jam = buat_sesi, jam
        super().__init__("harian", self.sekali, galat=(SQLAlchemyError,), jeda_diam=JEDA_DETIK)

    def sekali(self) -> bool:
        """Take everything that is due now; always False, so that the next look waits."""
        hari_ini = self._jam.hari_ini()
        with self._buat_sesi() as session:
            daftar = harian.yang_jatuh(session, hari_ini)
            session.rollback()
        for jatuh in daftar:
            with self._buat_sesi() as session:
                try:
                    harian.kerjakan(session, jatuh, hari_ini)
                    session.commit()
                except Galat as galat:
                    session.rollback()
                    log.info("%s %s: %s", jatuh.jenis, jatuh.id, galat)
        return False


def pekerja_harian_dari(settings: Settings, buat_sesi: PembuatSesi) -> PekerjaHarian:
    """The clock of an installation."""
    return PekerjaHarian(buat_sesi, Jam(settings.TANGGAL_APLIKASI))
