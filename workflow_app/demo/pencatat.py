"""One line for every step of a play: what the audit trail says of it, or what the play itself tells."""

import datetime as dt
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app.models import AuditEntry, Pegawai, Stateful
from workflow_app.states import BY_NAME


@dataclass(frozen=True)
class Baris:
    """One printed step."""

    tanggal: dt.date
    perkara: str
    langkah: str
    pelaku: str
    status: str
    tenggat: dt.date | None = None

    def data(self) -> dict[str, Any]:
        """The step for summary.json."""
        return asdict(self)


def sebutan(orang: Pegawai, peran: str) -> str:
    """Somebody with the role he acts in."""
    return f"{orang.nama} ({peran})"


class Pencatat:
    """Turns the audit rows of each act into lines; a fact that no case tells is added by `tambah`."""

    def __init__(self, session: Session, cetak: Callable[[Baris], None]) -> None:
        self.session, self.cetak = session, cetak
        self.terakhir = 0
        self.baris: list[Baris] = []

    def __call__(self) -> None:
        """Tell what happened since the last time."""
        entri = self.session.scalars(
            select(AuditEntry).where(AuditEntry.id > self.terakhir).order_by(AuditEntry.id)
        ).all()
        for satu in entri:
            self.terakhir = satu.id
            workflow = BY_NAME[satu.workflow]
            obj: Stateful = self.session.get_one(workflow.model, satu.object_id)
            orang = self.session.get(Pegawai, satu.actor_id) if satu.actor_id else None
            self.tambah(
                Baris(
                    satu.tanggal,
                    f"{satu.workflow} {satu.object_id}",
                    satu.trigger,
                    sebutan(orang, satu.role) if orang else "Sistem",
                    satu.to_state,
                    obj.tenggat if satu.seq == obj.audit_seq else None,
                )
            )

    def tambah(self, baris: Baris) -> None:
        """Tell one line."""
        self.baris.append(baris)
        self.cetak(baris)
