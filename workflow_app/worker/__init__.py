"""Carriers: what brings outbox rows to their handlers. Either carrier may die or restart at any time.

`embedded` is a thread that polls the table; `rq_carrier` hands rows to RQ workers over Redis. Both end in the same
claim, so that they may run side by side in any number.
"""

from workflow_app.worker.embedded import EmbeddedWorker
from workflow_app.worker.pelaksana import Pelaksana, pelaksana_dari

__all__ = ["EmbeddedWorker", "Pelaksana", "pelaksana_dari"]
