"""The plenary of a team: date, attendance, agenda with results."""

import datetime as dt
import enum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow_app.models.base import Base, Stateful, Status, enum_column
from workflow_app.models.dupak import Dupak
from workflow_app.models.kalender import Putaran
from workflow_app.models.pegawai import Pegawai
from workflow_app.models.tim import TimPenilai


class SidangState(Status):
    """States of a plenary."""

    DIJADWALKAN = "dijadwalkan"
    BERLANGSUNG = "berlangsung"
    DISKORS = "diskors"
    DITUTUP = "ditutup"
    DIBATALKAN = "dibatalkan"


class HasilAgenda(enum.Enum):
    """What the plenary decides about one claim."""

    DISETUJUI = "disetujui"
    KEMBALI_KE_PENILAIAN = "kembali_ke_penilaian"
    DITOLAK = "ditolak"


class CaraPutus(enum.Enum):
    """How a result came about."""

    MUFAKAT = "mufakat"
    SUARA_TERBANYAK = "suara_terbanyak"
    SUARA_KETUA = "suara_ketua"


class Sidang(Stateful, Base):
    """A plenary session of one team in one cycle. It is about no single officer, so `subjek_id` stays empty."""

    __tablename__ = "sidang"
    __table_args__ = (
        CheckConstraint(
            "state <> 'ditutup' OR (nomor IS NOT NULL AND ditutup_pada IS NOT NULL)", name="ditutup_bernomor"
        ),
        Index(
            "ix_sidang_kotak_masuk",
            "pemegang",
            "tenggat",
            "id",
            sqlite_where=text("state NOT IN ('ditutup','dibatalkan')"),
            postgresql_where=text("state NOT IN ('ditutup','dibatalkan')"),
        ),
        Index("ix_sidang_tim_id_putaran_id", "tim_id", "putaran_id"),
        Index(
            "uq_sidang_tim_id_tanggal",
            "tim_id",
            "tanggal",
            unique=True,
            sqlite_where=text("state NOT IN ('ditutup','dibatalkan')"),
            postgresql_where=text("state NOT IN ('ditutup','dibatalkan')"),
        ),
    )
    state: Mapped[SidangState] = mapped_column(enum_column(SidangState))
    tim_id: Mapped[int] = mapped_column(ForeignKey("tim_penilai.id"))
    putaran_id: Mapped[int] = mapped_column(ForeignKey("putaran.id"))
    tanggal: Mapped[dt.date]
    tempat: Mapped[str]
    nomor: Mapped[str | None]
    ditutup_pada: Mapped[dt.date | None]
    diundang_pada: Mapped[dt.date | None]
    tim: Mapped[TimPenilai] = relationship(foreign_keys="Sidang.tim_id")
    putaran: Mapped[Putaran] = relationship()
    agenda: Mapped[list["AgendaSidang"]] = relationship(
        back_populates="sidang", order_by="AgendaSidang.urutan", cascade="all, delete-orphan"
    )
    kehadiran: Mapped[list["Kehadiran"]] = relationship(
        back_populates="sidang", order_by="Kehadiran.id", cascade="all, delete-orphan"
    )

    def putaran_perkara(self) -> int | None:
        """See Stateful."""
        return self.putaran_id


class AgendaSidang(Base):
    """One claim on the agenda, with its result and the way it was decided."""

    __tablename__ = "agenda_sidang"
    __table_args__ = (
        UniqueConstraint("sidang_id", "dupak_id"),
        CheckConstraint("hasil IS NULL OR cara_putus IS NOT NULL", name="hasil_punya_cara"),
        CheckConstraint("hasil IS NULL OR hasil = 'disetujui' OR catatan <> ''", name="hasil_buruk_beralasan"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    sidang_id: Mapped[int] = mapped_column(ForeignKey("sidang.id"))
    dupak_id: Mapped[int] = mapped_column(ForeignKey("dupak.id"), index=True)
    urutan: Mapped[int]
    hasil: Mapped[HasilAgenda | None] = mapped_column(enum_column(HasilAgenda))
    cara_putus: Mapped[CaraPutus | None] = mapped_column(enum_column(CaraPutus))
    suara_setuju: Mapped[int | None]
    suara_tidak: Mapped[int | None]
    catatan: Mapped[str] = mapped_column(Text, default="")
    sidang: Mapped[Sidang] = relationship(back_populates="agenda")
    dupak: Mapped[Dupak] = relationship()


class Kehadiran(Base):
    """A member's attendance; `keluar` lists the agenda lines for which he stepped out."""

    __tablename__ = "kehadiran"
    __table_args__ = (UniqueConstraint("sidang_id", "pegawai_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    sidang_id: Mapped[int] = mapped_column(ForeignKey("sidang.id"))
    pegawai_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    hadir: Mapped[bool]
    alasan: Mapped[str] = mapped_column(Text, default="")
    sidang: Mapped[Sidang] = relationship(back_populates="kehadiran")
    pegawai: Mapped[Pegawai] = relationship()
    keluar: Mapped[list["KeluarAgenda"]] = relationship(back_populates="kehadiran", cascade="all, delete-orphan")


class KeluarAgenda(Base):
    """A member stepped out while one agenda line was discussed."""

    __tablename__ = "keluar_agenda"
    kehadiran_id: Mapped[int] = mapped_column(ForeignKey("kehadiran.id"), primary_key=True)
    agenda_id: Mapped[int] = mapped_column(ForeignKey("agenda_sidang.id"), primary_key=True)
    sebab: Mapped[str] = mapped_column(String(120))
    kehadiran: Mapped[Kehadiran] = relationship(back_populates="keluar")
