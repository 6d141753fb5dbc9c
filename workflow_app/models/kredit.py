"""The officer's account of credit: entries, never a stored balance."""

import datetime as dt
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import AngkaKredit, Base


class EntriKredit(Base):
    """One movement of an officer's credit in one row of the form (`tata_kelola`, `penunjang`).

    An opening balance names the earlier decision in `dasar`; later entries come from a decided claim. Old, new and
    sum of every PAK are sums over these rows.
    """

    __tablename__ = "entri_kredit"
    __table_args__ = (
        Index("ix_entri_kredit_pegawai_id_tanggal", "pegawai_id", "tanggal"),
        CheckConstraint("(dupak_id IS NOT NULL) <> (dasar <> '')", name="satu_asal"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    pegawai_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    tanggal: Mapped[dt.date]
    aturan: Mapped[str] = mapped_column(String(10))
    baris: Mapped[str] = mapped_column(String(60))
    """Code of the element in the rule set that the credit belongs to."""
    jumlah: Mapped[Decimal] = mapped_column(AngkaKredit)
    dupak_id: Mapped[int | None] = mapped_column(ForeignKey("dupak.id"), index=True)
    dasar: Mapped[str] = mapped_column(default="")
