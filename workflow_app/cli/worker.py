"""`alurpak worker`: work the outbox off in a process of its own."""

import click

from workflow_app.config import PengaturanSalah, Settings
from workflow_app.outbox import SEWA
from workflow_app.worker import EmbeddedWorker, pekerja_harian_dari, pelaksana_dari, rq_carrier


@click.command("worker")
@click.option("--rq/--tanpa-rq", default=None, help="Lewat RQ di Redis, atau langsung. Baku: RQ bila REDIS_URL diisi.")
def worker(rq: bool | None) -> None:
    """Kerjakan dokumen dan surat yang menunggu, sampai dihentikan."""
    settings = Settings.from_env()
    if rq is None:
        rq = bool(settings.REDIS_URL)
    if rq:
        _lewat_rq(settings)
    else:
        _langsung(settings)


def _langsung(settings: Settings) -> None:
    """Ends on SIGTERM or SIGINT after the job in hand; a second signal ends at once."""
    pelaksana = pelaksana_dari(settings)
    harian = pekerja_harian_dari(settings, pelaksana.buat_sesi)
    harian.start()
    selesai = EmbeddedWorker(pelaksana).layani(SEWA.total_seconds())
    harian.stop()
    if not selesai:
        raise click.ClickException("Pekerja berhenti tanpa diminta; sebabnya tercatat di atas.")


def _lewat_rq(settings: Settings) -> None:
    if not settings.REDIS_URL:
        raise PengaturanSalah("REDIS_URL belum diisi: RQ memerlukan Redis. Tanpa Redis, pakai `alurpak worker`.")
    pelaksana = rq_carrier.pelaksana_proses()
    antrean = rq_carrier.antrean_dari(rq_carrier.redis_dari(settings.REDIS_URL))
    harian = pekerja_harian_dari(settings, pelaksana.buat_sesi)
    harian.start()
    rq_carrier.layani(settings.REDIS_URL, rq_carrier.Relay(pelaksana.buat_sesi, antrean))
    harian.stop()
