"""Papers that an institution asks for beyond the checklist of the procedure."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base


class SyaratBerkas(Base):
    """A line of one institution's own, asked of every file received from `mulai` to `selesai`.

    A claim copies the lines in force when it is received, so that a later change never moves a running case. What was
    changed, when and by whom stands in the record of administrators' changes.
    """

    __tablename__ = "syarat_berkas"
    __table_args__ = (
        CheckConstraint("selesai IS NULL OR selesai >= mulai", name="tanggal_berurutan"),
        CheckConstraint("label <> ''", name="berlabel"),
        Index("ix_syarat_berkas_instansi_id", "instansi_id", "urutan", "id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    instansi_id: Mapped[int] = mapped_column(ForeignKey("instansi.id"))
    label: Mapped[str] = mapped_column(String(200))
    wajib: Mapped[bool]
    urutan: Mapped[int] = mapped_column(default=0)
    dasar: Mapped[str] = mapped_column(String(200), default="")
    """The institution's own rule behind it, as it names it."""
    mulai: Mapped[dt.date]
    selesai: Mapped[dt.date | None]

    @property
    def kode(self) -> str:
        """Code of the line on a checklist."""
        return f"instansi-{self.id}"
