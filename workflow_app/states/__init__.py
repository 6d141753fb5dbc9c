"""The registry of workflows. Engine, pages, tests and command line read the tables from here."""

from typing import Any

from workflow_app.states import dupak, keberatan, konversi, pak, pak_integrasi, penetapan_ak, penilaian, sidang
from workflow_app.states.engine import Workflow

WORKFLOWS: tuple[Workflow[Any], ...] = (
    dupak.WORKFLOW,
    keberatan.WORKFLOW,
    penilaian.WORKFLOW,
    sidang.WORKFLOW,
    pak.WORKFLOW,
    konversi.WORKFLOW,
    penetapan_ak.WORKFLOW,
    pak_integrasi.WORKFLOW,
)
BY_NAME: dict[str, Workflow[Any]] = {w.name: w for w in WORKFLOWS}
