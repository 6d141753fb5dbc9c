"""From models to the plain data of a document: what is frozen when an act makes a paper.

`isian` states the contract of each document, one module per document fills it. Nothing here renders, writes or knows
a workflow's rules.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from workflow_app.models import Stateful


@dataclass(frozen=True)
class Bahan:
    """The data of one document. `bagian` tells documents of one act apart; `judul` names it in lists."""

    jenis: str
    bagian: str
    judul: str
    data: Mapping[str, Any]


@dataclass(frozen=True)
class Pembuatan:
    """What a builder may use besides the object: the session to read with, the day, whether the paper is issued."""

    session: Session
    hari_ini: dt.date
    terbit: bool


Penyusun = Callable[[Any, Pembuatan], Sequence[Bahan]]
