"""The officer's objection to the result of a claim."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow_app.models.base import Base, Stateful, Status, enum_column
from workflow_app.models.dupak import Dupak, ItemDupak


class KeberatanState(Status):
    """States of an objection."""

    DIAJUKAN = "diajukan"
    DITELAAH = "ditelaah"
    DIKABULKAN = "dikabulkan"
    DITOLAK = "ditolak"
    DICABUT = "dicabut"


class Keberatan(Stateful, Base):
    """An objection to named items, at most one per claim."""

    __tablename__ = "keberatan"
    __table_args__ = (
        UniqueConstraint("dupak_id"),
        CheckConstraint("state NOT IN ('dikabulkan','ditolak') OR dijawab_pada IS NOT NULL", name="dijawab_bertanggal"),
        Index(
            "ix_keberatan_kotak_masuk",
            "pemegang",
            "tenggat",
            "id",
            sqlite_where=text("state NOT IN ('dikabulkan','ditolak','dicabut')"),
            postgresql_where=text("state NOT IN ('dikabulkan','ditolak','dicabut')"),
        ),
        Index("ix_keberatan_subjek_id_id", "subjek_id", "id"),
    )
    state: Mapped[KeberatanState] = mapped_column(enum_column(KeberatanState))
    dupak_id: Mapped[int] = mapped_column(ForeignKey("dupak.id"))
    penelaah_id: Mapped[int | None] = mapped_column(ForeignKey("pegawai.id"))
    dijawab_pada: Mapped[dt.date | None]
    dupak: Mapped[Dupak] = relationship()
    butir: Mapped[list["ButirKeberatan"]] = relationship(
        back_populates="keberatan", order_by="ButirKeberatan.item_id", cascade="all, delete-orphan"
    )

    def putaran_perkara(self) -> int | None:
        """See Stateful: the cycle of its claim."""
        return self.dupak.putaran_id


class ButirKeberatan(Base):
    """One contested item: the officer's text, and the team's answer."""

    __tablename__ = "butir_keberatan"
    keberatan_id: Mapped[int] = mapped_column(ForeignKey("keberatan.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item_dupak.id"), primary_key=True)
    alasan: Mapped[str] = mapped_column(Text)
    jawaban: Mapped[str] = mapped_column(Text, default="")
    keberatan: Mapped[Keberatan] = relationship(back_populates="butir")
    item: Mapped[ItemDupak] = relationship()
