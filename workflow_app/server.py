"""Serves the application with gunicorn, and runs the embedded worker beside it.

The embedded worker is a thread of the serving process, started after that process was forked and stopped before it
ends; the gunicorn arbiter itself has one thread only, because it forks (docs/adr/0002).
"""

import signal
import socket
from collections.abc import Callable
from types import FrameType

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

from workflow_app import create_app
from workflow_app.config import Settings
from workflow_app.worker import EmbeddedWorker, Putaran, pekerja_harian_dari, pelaksana_dari

UTAS_PER_PROSES = 8
BATAS_BERHENTI_DETIK = 8
"""How long running requests and the running job may take to finish after a stop signal."""
ANTREAN_SAMBUNGAN = 128


def ikat(host: str, port: int) -> socket.socket:
    """Take the port, before any work is done that a taken port would make useless. Raises OSError."""
    keluarga, jenis, protokol, _, alamat = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    soket = socket.socket(keluarga, jenis, protokol)
    try:
        soket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        soket.bind(alamat)
        soket.listen(ANTREAN_SAMBUNGAN)
    except BaseException:
        soket.close()
        raise
    return soket


class Server(BaseApplication):
    """The gunicorn application on a port that is already ours. `run()` ends in SystemExit; 0 after a stop signal."""

    def __init__(self, settings: Settings, soket: socket.socket, saat_siap: Callable[[], None]) -> None:
        self._settings = settings
        self._fd = soket.detach()  # gunicorn closes it after duplicating it
        self._saat_siap = saat_siap
        self._worker: list[Putaran] = []
        super().__init__()

    def load_config(self) -> None:
        """Called by gunicorn."""
        for nama, nilai in {
            "bind": f"fd://{self._fd}",
            "worker_class": "gthread",
            "workers": self._settings.WEB_WORKERS,
            "threads": UTAS_PER_PROSES,
            "graceful_timeout": BATAS_BERHENTI_DETIK,
            "control_socket_disable": True,
            "forwarded_allow_ips": "",  # whom to believe is said in one place: PROXY_HOPS
            "loglevel": "warning",
            "when_ready": self._arbiter_siap,
            "post_worker_init": self._mulai_worker,
            "worker_exit": self._hentikan_worker,
        }.items():
            self.cfg.set(nama, nilai)

    def load(self) -> Flask:
        """Called by gunicorn in each serving process."""
        return create_app(self._settings)

    def _arbiter_siap(self, arbiter: Arbiter) -> None:
        """Ctrl-C ends like SIGTERM: with running requests answered and the running job finished."""

        def berhenti(_sinyal: int, bingkai: FrameType | None) -> None:
            arbiter.signal(signal.SIGTERM, bingkai)

        signal.signal(signal.SIGINT, berhenti)
        self._saat_siap()

    def _mulai_worker(self, _proses: Worker) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends Ctrl-C to all; the arbiter passes it on
        if not self._settings.REDIS_URL:
            pelaksana = pelaksana_dari(self._settings)
            self._worker = [EmbeddedWorker(pelaksana), pekerja_harian_dari(self._settings, pelaksana.buat_sesi)]
            for putaran in self._worker:
                putaran.start()

    def _hentikan_worker(self, _arbiter: Arbiter, _proses: Worker) -> None:
        for putaran in self._worker:
            putaran.stop(BATAS_BERHENTI_DETIK / 4)
