"""The officer's own log of activities, all year round, and the proofs that he keeps with them.

What state an activity is in is never stored: `services/keadaan_kegiatan.py` reads it from these columns, from the claim
that holds it, and from the day.
"""

import datetime as dt
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from workflow_app.keluaran import MAKS_KUNCI, kunci_keluaran
from workflow_app.models.base import AngkaSatuan, Base
from workflow_app.models.butir import ButirKegiatan
from workflow_app.models.dupak import ItemDupak
from workflow_app.models.pegawai import Pegawai
from workflow_app.waktu import utcnow

_BERKELUARAN = text("item_id IS NOT NULL AND keluaran_kunci <> ''")


class Kegiatan(Base):
    """One piece of work of one officer. Dates and volume are empty while it was only typed, never saved.

    `isian` is the form as typed since the last saving: it counts for nothing until it is saved, and is kept so that
    nothing typed is lost.
    """

    __tablename__ = "kegiatan"
    __table_args__ = (
        UniqueConstraint("pegawai_id", "kunci"),
        Index("ix_kegiatan_pegawai_id_tanggal_selesai", "pegawai_id", "tanggal_selesai", "id"),
        Index("ix_kegiatan_tanggal_selesai", "tanggal_selesai"),
        Index("ix_kegiatan_keluaran_kunci", "keluaran_kunci", sqlite_where=_BERKELUARAN, postgresql_where=_BERKELUARAN),
        CheckConstraint("(tanggal_mulai IS NULL) = (tanggal_selesai IS NULL)", name="tanggal_berpasangan"),
        CheckConstraint("tanggal_selesai >= tanggal_mulai", name="tanggal_berurutan"),
        CheckConstraint("tanggal_selesai IS NULL OR uraian <> ''", name="tersimpan_beruraian"),
        CheckConstraint("tanggal_selesai IS NULL OR rencana OR volume IS NOT NULL", name="terlaksana_bervolume"),
        CheckConstraint("volume > 0", name="volume_positif"),
        CheckConstraint("(butir_id IS NULL) = (aturan IS NULL)", name="butir_beraturan"),
        CheckConstraint("jam_selesai IS NULL OR jam_mulai IS NOT NULL", name="jam_berpasangan"),
        CheckConstraint("jam_mulai IS NULL OR tanggal_mulai = tanggal_selesai", name="jam_sehari"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    pegawai_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    version: Mapped[int] = mapped_column(default=1)
    kunci: Mapped[str | None] = mapped_column(String(32))
    """Random word of the form from which it came: the same form sent twice makes one row."""
    tanggal_mulai: Mapped[dt.date | None]
    tanggal_selesai: Mapped[dt.date | None]
    jam_mulai: Mapped[dt.time | None]
    """Times of day, for work of a single day only."""
    jam_selesai: Mapped[dt.time | None]
    uraian: Mapped[str] = mapped_column(Text, default="")
    """What was done, in the officer's words."""
    keluaran: Mapped[str] = mapped_column(default="")
    """Title of what came out of it."""
    keluaran_kunci: Mapped[str] = mapped_column(String(MAKS_KUNCI), default="", server_default="")
    """The title as `keluaran.kunci_keluaran` reduces it."""
    volume: Mapped[Decimal | None] = mapped_column(AngkaSatuan)
    butir_id: Mapped[int | None] = mapped_column(ForeignKey("butir_kegiatan.id"))
    aturan: Mapped[str | None] = mapped_column(String(10))
    """Catalogue of `butir_id`."""
    surat_tugas: Mapped[str] = mapped_column(default="")
    tempat_bukti: Mapped[str] = mapped_column(Text, default="")
    """Where the physical proof lies, when it is not a file."""
    keterangan: Mapped[str] = mapped_column(Text, default="")
    rencana: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Planned, not done yet."""
    isian: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item_dupak.id", ondelete="SET NULL"), index=True)
    """The claimed item in which it stands; several activities may stand in one. Removing the item frees them."""
    ambang_diingatkan: Mapped[int | None]
    """The lowest number of days left at which its officer was told of it."""
    dibuat_at: Mapped[dt.datetime] = mapped_column(default=utcnow)
    diubah_at: Mapped[dt.datetime] = mapped_column(default=utcnow)
    dihapus_at: Mapped[dt.datetime | None]

    pegawai: Mapped[Pegawai] = relationship()
    butir: Mapped[ButirKegiatan | None] = relationship()
    item: Mapped[ItemDupak | None] = relationship()
    berkas: Mapped[list["BerkasKegiatan"]] = relationship(
        back_populates="kegiatan", order_by="BerkasKegiatan.id", cascade="all, delete-orphan"
    )

    @validates("keluaran")
    def _kunci(self, _nama: str, judul: str) -> str:
        self.keluaran_kunci = kunci_keluaran(judul)
        return judul

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own name


class BerkasKegiatan(Base):
    """One proof kept with an activity. A replaced file stays with `digantikan_at` set; its bytes lie in the store."""

    __tablename__ = "berkas_kegiatan"
    id: Mapped[int] = mapped_column(primary_key=True)
    kegiatan_id: Mapped[int] = mapped_column(ForeignKey("kegiatan.id"), index=True)
    slot: Mapped[str] = mapped_column(String(40), default="bukti")
    """What the file is: `bukti`, `foto`."""
    nama_asli: Mapped[str]
    tipe: Mapped[str] = mapped_column(String(80))
    ukuran: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    diunggah_at: Mapped[dt.datetime] = mapped_column(default=utcnow)
    diunggah_oleh_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    digantikan_at: Mapped[dt.datetime | None]
    kegiatan: Mapped[Kegiatan] = relationship(back_populates="berkas")


class PeringatanWajib(Base):
    """That an officer was told of his yearly duty to hand in a claim, once for each day on which one was due."""

    __tablename__ = "peringatan_wajib"
    pegawai_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"), primary_key=True)
    jatuh_tempo: Mapped[dt.date] = mapped_column(primary_key=True)
    ambang: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Days left at which he was told."""
    at: Mapped[dt.datetime] = mapped_column(default=utcnow)


class RingkasanKegiatan(Base):
    """That an officer got his notice of the day: one mail a day, however much it has to say."""

    __tablename__ = "ringkasan_kegiatan"
    pegawai_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"), primary_key=True)
    tanggal: Mapped[dt.date] = mapped_column(primary_key=True)
    """The application's date."""
    at: Mapped[dt.datetime] = mapped_column(default=utcnow)
