"""The carrier that needs nothing besides the database: a thread that polls the outbox."""

from sqlalchemy.exc import SQLAlchemyError

from workflow_app.worker.pelaksana import Pelaksana
from workflow_app.worker.putaran import Putaran


class EmbeddedWorker(Putaran):
    """Works rows off in the background of any process; several processes may do so at once.

    It survives a database that goes away, and stops within a second unless a job takes longer.
    """

    def __init__(self, pelaksana: Pelaksana) -> None:
        super().__init__("outbox", pelaksana.berikutnya, galat=(SQLAlchemyError,))
