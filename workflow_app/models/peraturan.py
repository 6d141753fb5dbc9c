"""Published rule sets, and the drafts of corrections that lead to them."""

import datetime as dt
import enum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow_app.models.base import Base, enum_column
from workflow_app.models.pegawai import Pegawai
from workflow_app.waktu import utcnow


class AsalVersi(enum.Enum):
    """Where a version of a rule set comes from."""

    BAWAAN = "bawaan"
    """The shipped file, with the corrections that stand."""
    KOREKSI = "koreksi"
    """Corrections that an administrator published."""


class VersiPeraturan(Base):
    """One version of one rule set, whole. Append-only (database triggers).

    `sidik` is `Peraturan.sidik`, by which a decision finds its rules again. It may occur twice: a correction of a
    source changes no figure, and a correction that is taken back gives the old figures anew.
    """

    __tablename__ = "versi_peraturan"
    __table_args__ = (UniqueConstraint("kunci", "nomor"), Index("ix_versi_peraturan_sidik", "sidik"))
    id: Mapped[int] = mapped_column(primary_key=True)
    kunci: Mapped[str] = mapped_column(String(40))
    nomor: Mapped[int]
    sidik: Mapped[str] = mapped_column(String(64))
    asal: Mapped[AsalVersi] = mapped_column(enum_column(AsalVersi))
    isi: Mapped[str] = mapped_column(Text)
    """Every figure with kind, source and mark: canonical JSON, `peraturan.naskah`."""
    bawaan: Mapped[str] = mapped_column(String(64))
    """`naskah.sidik_naskah` of the shipped rule set underneath."""
    koreksi: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """By path: the correction (`koreksi`) and the shipped figure it was made against (`bawaan`, None: an addition)."""
    diterbitkan_pada: Mapped[dt.date]
    at: Mapped[dt.datetime] = mapped_column(default=utcnow)
    oleh_id: Mapped[int | None] = mapped_column(ForeignKey("pegawai.id"))
    """Who published it; empty for a shipped file."""
    alasan: Mapped[str] = mapped_column(Text, default="")
    sendirian: Mapped[bool] = mapped_column(default=False)
    """Drafted and published by the same person, because there was no other administrator."""
    oleh: Mapped[Pegawai | None] = relationship()


class StatusRancangan(enum.Enum):
    """Fate of a draft."""

    TERBUKA = "terbuka"
    TERBIT = "terbit"
    DIBUANG = "dibuang"


class RancanganPeraturan(Base):
    """Corrections of one rule set that are being prepared. One open draft per rule set.

    `uji_cap` says of what exactly the worked cases were run: the draft, every rule set in force beside it, the cases.
    """

    __tablename__ = "rancangan_peraturan"
    __table_args__ = (
        Index(
            "uq_rancangan_peraturan_terbuka",
            "kunci",
            unique=True,
            sqlite_where=text("status = 'terbuka'"),
            postgresql_where=text("status = 'terbuka'"),
        ),
        CheckConstraint("(uji_cap IS NULL) = (uji_at IS NULL)", name="uji_bertanggal"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    kunci: Mapped[str] = mapped_column(String(40))
    status: Mapped[StatusRancangan] = mapped_column(enum_column(StatusRancangan), default=StatusRancangan.TERBUKA)
    dibuat_oleh_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    dibuat_at: Mapped[dt.datetime] = mapped_column(default=utcnow)
    uji_cap: Mapped[str | None] = mapped_column(String(64))
    uji_at: Mapped[dt.datetime | None]
    uji_oleh_id: Mapped[int | None] = mapped_column(ForeignKey("pegawai.id"))
    uji_hasil: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    versi_id: Mapped[int | None] = mapped_column(ForeignKey("versi_peraturan.id"))
    """What it became."""
    perubahan: Mapped[list["PerubahanPeraturan"]] = relationship(
        back_populates="rancangan", cascade="all, delete-orphan", order_by="PerubahanPeraturan.id"
    )
    dibuat_oleh: Mapped[Pegawai] = relationship(foreign_keys=dibuat_oleh_id)


class PerubahanPeraturan(Base):
    """One figure of a draft: what it was, what it is to be, why, and who says so.

    `baru` is empty where the draft goes back to the shipped file; `lama` where the figure is an addition.
    """

    __tablename__ = "perubahan_peraturan"
    __table_args__ = (UniqueConstraint("rancangan_id", "jalur"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    rancangan_id: Mapped[int] = mapped_column(ForeignKey("rancangan_peraturan.id"))
    jalur: Mapped[str] = mapped_column(String(120))
    lama: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    baru: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    alasan: Mapped[str] = mapped_column(Text)
    oleh_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    at: Mapped[dt.datetime] = mapped_column(default=utcnow)
    rancangan: Mapped[RancanganPeraturan] = relationship(back_populates="perubahan")
    oleh: Mapped[Pegawai] = relationship()
