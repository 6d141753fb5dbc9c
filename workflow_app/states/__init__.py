"""The registry of workflows. Engine, pages, tests and command line read the tables from here."""

from typing import Any

from workflow_app.states import dupak, keberatan, pak, penilaian, sidang
from workflow_app.states.engine import Workflow

WORKFLOWS: tuple[Workflow[Any], ...] = (
    dupak.WORKFLOW,
    keberatan.WORKFLOW,
    penilaian.WORKFLOW,
    sidang.WORKFLOW,
    pak.WORKFLOW,
)
BY_NAME: dict[str, Workflow[Any]] = {w.name: w for w in WORKFLOWS}
