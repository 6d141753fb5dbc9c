"""Carriers: what brings outbox rows to their handlers. Either carrier may die or restart at any time.

`embedded` is a thread that polls the table; `rq_carrier` hands rows to RQ workers over Redis. Both end in the same
claim, so that they may run side by side in any number.
"""

from workflow_app.worker.embedded import EmbeddedWorker
from workflow_app.worker.harian import PekerjaHarian, pekerja_harian_dari
from workflow_app.worker.pelaksana import Pelaksana, pelaksana_dari
from workflow_app.worker.putaran import Putaran

__all__ = ["EmbeddedWorker", "PekerjaHarian", "Pelaksana", "Putaran", "pekerja_harian_dari", "pelaksana_dari"]
