"""A daemon thread that repeats one step."""

import logging
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue

from workflow_app.outbox import ringkas

log = logging.getLogger(__name__)

JEDA_SIBUK = 0.05
JEDA_DIAM = 1.0
JEDA_GALAT_TERPANJANG = 30.0
JEDA_PERIKSA = 1.0
BATAS_BERHENTI = 1.0
"""All in seconds."""


class Putaran:
    """Repeats `langkah` at once while it finds work, ever more slowly while it finds none.

    Errors named in `galat` (the database or Redis is away) are logged and waited out; any other ends the thread.
    """

    def __init__(
        self,
        nama: str,
        langkah: Callable[[], bool],
        *,
        galat: tuple[type[Exception], ...],
        jeda_diam: float = JEDA_DIAM,
        jeda_galat: float = JEDA_GALAT_TERPANJANG,
    ) -> None:
        self._langkah, self._galat = langkah, galat
        self._jeda_diam, self._jeda_galat = jeda_diam, jeda_galat
        self._berhenti = threading.Event()
        self._thread = threading.Thread(target=self._putar, name=nama, daemon=True)

    @property
    def hidup(self) -> bool:
        """Whether the thread runs."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Start the thread; once in the life of the object."""
        self._thread.start()

    def stop(self, batas: float = BATAS_BERHENTI) -> bool:
        """Ask the thread to end after the step it is in, and wait up to `batas` seconds; True when it has ended.

        A thread that was not waited for dies with the process; the lease on its row then runs out.
        """
        self._berhenti.set()
        if self._thread.ident is not None:
            self._thread.join(batas)
        return not self.hidup

    def layani(self, batas: float) -> bool:
        """Run in the foreground until SIGTERM or SIGINT, then give the step in hand `batas` seconds to end.

        A second signal ends the process at once. True when the thread ended because it was asked to.
        """
        # Not an exception out of the handler: one that interrupts Thread.join() makes Python 3.11 take the thread for
        # dead. SimpleQueue is the one queue that a handler may put into.
        diminta: SimpleQueue[int] = SimpleQueue()
        lama = {nomor: signal.signal(nomor, lambda n, _: diminta.put(n)) for nomor in (signal.SIGTERM, signal.SIGINT)}
        self.start()
        try:
            while self.hidup:
                with suppress(Empty):
                    diminta.get(timeout=JEDA_PERIKSA)
                    break
            else:
                return False
        finally:
            for nomor, penangan in lama.items():
                signal.signal(nomor, penangan)
        return self.stop(batas)

    def _putar(self) -> None:
        jeda = JEDA_SIBUK
        while not self._berhenti.is_set():
            try:
                if self._langkah():
                    jeda = JEDA_SIBUK
                    continue
                batas = self._jeda_diam
            except self._galat as galat:
                log.warning("%s: %s", self._thread.name, ringkas(galat))
                batas = self._jeda_galat
            self._berhenti.wait(jeda)
            jeda = min(jeda * 2, batas)
