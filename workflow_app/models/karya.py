"""Work of several authors: one title, and the share of each; the shares are the whole together."""

import datetime as dt
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow_app.models.base import AngkaSatuan, Base
from workflow_app.models.pegawai import Pegawai
from workflow_app.waktu import utcnow


class Karya(Base):
    """A joint work. Whoever wrote it down keeps its list of authors until one of them has sent his claim."""

    __tablename__ = "karya"
    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    judul: Mapped[str]
    pembuat_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"), index=True)
    dibuat_at: Mapped[dt.datetime] = mapped_column(default=utcnow)
    pembuat: Mapped[Pegawai] = relationship()
    peserta: Mapped[list["PesertaKarya"]] = relationship(
        back_populates="karya", order_by="PesertaKarya.urutan, PesertaKarya.id", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own name

    def bagian(self, pegawai_id: int) -> Decimal | None:
        """The share of an officer, as a part of one; None for somebody who is not among the authors."""
        return next((p.bagian for p in self.peserta if p.pegawai_id == pegawai_id), None)


class PesertaKarya(Base):
    """One author: an officer of the system, or somebody from outside by name alone."""

    __tablename__ = "peserta_karya"
    __table_args__ = (
        UniqueConstraint("karya_id", "pegawai_id"),
        CheckConstraint("bagian > 0 AND bagian <= 1000000", name="bagian_dari_seluruhnya"),
        CheckConstraint("pegawai_id IS NOT NULL OR nama <> ''", name="peserta_disebut"),
        Index("ix_peserta_karya_pegawai_id", "pegawai_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    karya_id: Mapped[int] = mapped_column(ForeignKey("karya.id"))
    urutan: Mapped[int]
    pegawai_id: Mapped[int | None] = mapped_column(ForeignKey("pegawai.id"))
    nama: Mapped[str] = mapped_column(default="")
    """Of an author from outside."""
    peran: Mapped[str] = mapped_column(String(20))
    """`utama`, `pembantu` or `setara`, as the rules of joint papers name them."""
    bagian: Mapped[Decimal] = mapped_column(AngkaSatuan)
    """Share as a part of one."""
    karya: Mapped[Karya] = relationship(back_populates="peserta")
    pegawai: Mapped[Pegawai | None] = relationship()
