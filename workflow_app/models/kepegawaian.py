"""What the personnel office says of its people on a day: a sheet kept as it was read, never mixed with our own data."""

import datetime as dt

from sqlalchemy import Date, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base
from workflow_app.waktu import utcnow


class LembarKepegawaian(Base):
    """A sheet of an institution, as of `per_tanggal`. A newer one replaces nothing: findings ask the latest."""

    __tablename__ = "lembar_kepegawaian"
    __table_args__ = (
        UniqueConstraint("instansi_id", "per_tanggal", "sidik"),
        Index("ix_lembar_kepegawaian_instansi_id_per_tanggal", "instansi_id", "per_tanggal", "id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    instansi_id: Mapped[int] = mapped_column(ForeignKey("instansi.id"))
    per_tanggal: Mapped[dt.date] = mapped_column(Date)
    """The day for which the office vouches."""
    nama_berkas: Mapped[str]
    sidik: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the file: the same sheet for the same day is kept once."""
    banyak: Mapped[int]
    """People in it."""
    diunggah_at: Mapped[dt.datetime] = mapped_column(default=utcnow)
    diunggah_oleh_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))


class BarisKepegawaian(Base):
    """One person of a sheet. An empty text or date says nothing, and is compared with nothing."""

    __tablename__ = "baris_kepegawaian"
    __table_args__ = (
        UniqueConstraint("lembar_id", "nip"),
        Index("ix_baris_kepegawaian_lembar_id_tanggal_lahir", "lembar_id", "tanggal_lahir"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    lembar_id: Mapped[int] = mapped_column(ForeignKey("lembar_kepegawaian.id"))
    nomor: Mapped[int]
    """Row number in the sheet."""
    nip: Mapped[str] = mapped_column(String(18))
    nama: Mapped[str] = mapped_column(default="")
    nomor_karpeg: Mapped[str] = mapped_column(String(40), default="")
    tanggal_lahir: Mapped[dt.date | None]
    golongan: Mapped[str] = mapped_column(String(20), default="")
    tmt_golongan: Mapped[dt.date | None]
    jabatan: Mapped[str] = mapped_column(default="")
    tmt_jabatan: Mapped[dt.date | None]
    pendidikan: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
