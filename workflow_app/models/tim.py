"""Assessment teams, their seats, and declared conflicts of interest."""

import datetime as dt
import enum

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow_app.models.base import Base, enum_column
from workflow_app.models.pegawai import Pegawai
from workflow_app.waktu import utcnow


class JenisTim(enum.Enum):
    """Kinds of team that the routing table names."""

    BPS = "bps"
    BPS_PUSAT = "bps_pusat"
    BPS_PROVINSI = "bps_provinsi"
    INSTANSI = "instansi"


class Kedudukan(enum.Enum):
    """Seats of a team. Whoever holds one is also a member."""

    KETUA = "ketua"
    WAKIL_KETUA = "wakil_ketua"
    SEKRETARIS = "sekretaris"
    ANGGOTA = "anggota"


class TimPenilai(Base):
    """A Tim Penilai with the decree that forms it and its term."""

    __tablename__ = "tim_penilai"
    __table_args__ = (CheckConstraint("selesai >= mulai", name="tanggal_berurutan"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    instansi_id: Mapped[int] = mapped_column(ForeignKey("instansi.id"), index=True)
    jenis: Mapped[JenisTim] = mapped_column(enum_column(JenisTim))
    nama: Mapped[str]
    nomor_sk: Mapped[str]
    tanggal_sk: Mapped[dt.date | None]
    mulai: Mapped[dt.date]
    selesai: Mapped[dt.date]
    anggota: Mapped[list["AnggotaTim"]] = relationship(order_by="AnggotaTim.id", back_populates="tim")

    def pemegang(self, kedudukan: Kedudukan, tanggal: dt.date) -> "AnggotaTim | None":
        """Who holds the seat on `tanggal`; None while it is vacant or the term does not run."""
        return next((a for a in self.anggota_pada(tanggal) if a.kedudukan is kedudukan), None)

    def anggota_pada(self, tanggal: dt.date) -> list["AnggotaTim"]:
        """The seats filled on `tanggal`, none outside the team's term."""
        if not self.mulai <= tanggal <= self.selesai:
            return []
        return [a for a in self.anggota if a.mulai <= tanggal <= a.selesai]


class AnggotaTim(Base):
    """A seat of a team, held from and to a date."""

    __tablename__ = "anggota_tim"
    __table_args__ = (
        Index("ix_anggota_tim_pegawai_id", "pegawai_id"),
        CheckConstraint("selesai >= mulai", name="tanggal_berurutan"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    tim_id: Mapped[int] = mapped_column(ForeignKey("tim_penilai.id"), index=True)
    pegawai_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    kedudukan: Mapped[Kedudukan] = mapped_column(enum_column(Kedudukan))
    mulai: Mapped[dt.date]
    selesai: Mapped[dt.date]
    tim: Mapped[TimPenilai] = relationship(back_populates="anggota")
    pegawai: Mapped[Pegawai] = relationship()


class KonflikKepentingan(Base):
    """A declared or found conflict of interest of one member towards one DUPAK."""

    __tablename__ = "konflik_kepentingan"
    __table_args__ = (UniqueConstraint("dupak_id", "pegawai_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    dupak_id: Mapped[int] = mapped_column(ForeignKey("dupak.id"))
    pegawai_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    alasan: Mapped[str] = mapped_column(Text)
    dicatat_at: Mapped[dt.datetime] = mapped_column(default=utcnow)
