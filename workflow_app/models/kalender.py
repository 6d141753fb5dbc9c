"""The assessment calendar of an institution: cycles, their stages, extra days off."""

import datetime as dt
import enum

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow_app.models.base import Base, enum_column
from workflow_app.tahap import Tahap


class BulanSidang(enum.Enum):
    """The two cycles of a year, named by the month of their plenary."""

    JANUARI = "januari"
    JULI = "juli"


class Putaran(Base):
    """One assessment cycle of one institution. `kode` (`2022-01`) sorts by time."""

    __tablename__ = "putaran"
    __table_args__ = (UniqueConstraint("instansi_id", "kode"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    instansi_id: Mapped[int] = mapped_column(ForeignKey("instansi.id"))
    kode: Mapped[str] = mapped_column(String(10))
    tahun: Mapped[int]
    bulan: Mapped[BulanSidang] = mapped_column(enum_column(BulanSidang))
    batas_terima: Mapped[dt.date]
    """Last day on which a received file belongs to this cycle."""
    tahap: Mapped[list["TahapPutaran"]] = relationship(order_by="TahapPutaran.mulai", cascade="all, delete-orphan")

    def jendela(self, tahap: Tahap) -> "TahapPutaran":
        """The stage's dates. Every cycle is generated with all stages; a missing one raises StopIteration."""
        return next(t for t in self.tahap if t.tahap is tahap)


class TahapPutaran(Base):
    """First and last day of one stage of one cycle."""

    __tablename__ = "tahap_putaran"
    __table_args__ = (CheckConstraint("selesai >= mulai", name="tanggal_berurutan"),)
    putaran_id: Mapped[int] = mapped_column(ForeignKey("putaran.id"), primary_key=True)
    tahap: Mapped[Tahap] = mapped_column(enum_column(Tahap), primary_key=True)
    mulai: Mapped[dt.date]
    selesai: Mapped[dt.date]


class HariLibur(Base):
    """A day off that the national list does not hold, or a workday that it wrongly calls off (`libur` false)."""

    __tablename__ = "hari_libur"
    instansi_id: Mapped[int] = mapped_column(ForeignKey("instansi.id"), primary_key=True)
    tanggal: Mapped[dt.date] = mapped_column(primary_key=True)
    libur: Mapped[bool] = mapped_column(default=True)
    nama: Mapped[str]
