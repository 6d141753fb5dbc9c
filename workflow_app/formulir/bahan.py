"""What a builder receives and what it gives back."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session


class IsianBelumLengkap(ValueError):
    """The object lacks what the document states, e.g. a HAPAK before the decision."""


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
