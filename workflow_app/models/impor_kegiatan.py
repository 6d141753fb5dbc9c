"""Sheets on their way into the log, and everything about a person on its way out to him."""

import datetime as dt
import enum
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow_app.models.base import AngkaSatuan, Base, enum_column
from workflow_app.models.pegawai import Pegawai
from workflow_app.pesan import N_
from workflow_app.waktu import utcnow


class TahapImpor(enum.Enum):
    """How far a sheet is."""

    MEMERIKSA = "memeriksa"
    """Its rows are being read and held against people, rules and catalogue."""
    DIPERIKSA = "diperiksa"
    """All of them were; nothing stands in the log yet."""
    MENYIMPAN = "menyimpan"
    """Confirmed; the log takes the rows over, all in one transaction."""
    SELESAI = "selesai"
    BATAL = "batal"


LABEL_TAHAP_IMPOR = {
    TahapImpor.MEMERIKSA: N_("sedang diperiksa"),
    TahapImpor.DIPERIKSA: N_("menunggu persetujuan Anda"),
    TahapImpor.MENYIMPAN: N_("sedang disimpan"),
    TahapImpor.SELESAI: N_("selesai"),
    TahapImpor.BATAL: N_("dibatalkan"),
}


class ImporKegiatan(Base):
    """One sheet brought in by one person: his own log, or (`banyak`) officers whom the sheet names by NIP."""

    __tablename__ = "impor_kegiatan"
    __table_args__ = (
        CheckConstraint("terbaca <= jumlah", name="kemajuan"),
        Index("ix_impor_kegiatan_oleh_id_id", "oleh_id", "id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    oleh_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    banyak: Mapped[bool] = mapped_column(default=False, server_default=false())
    nama_asli: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    tahap: Mapped[TahapImpor] = mapped_column(enum_column(TahapImpor))
    jumlah: Mapped[int] = mapped_column(default=0)
    """Rows of the sheet, the header among them; 0 until it was opened."""
    terbaca: Mapped[int] = mapped_column(default=0)
    """Row number of the sheet down to which all rows are checked."""
    baru: Mapped[int] = mapped_column(default=0)
    sudah_ada: Mapped[int] = mapped_column(default=0)
    """Rows that the log holds already; known once all are checked."""
    banyak_galat: Mapped[int] = mapped_column(default=0)
    galat: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """The first faults: row, column, and the sentence as `pesan.ke_data` keeps it."""
    kolom_diabaikan: Mapped[list[str]] = mapped_column(JSON, default=list)
    dimulai_at: Mapped[dt.datetime] = mapped_column(default=utcnow)
    selesai_at: Mapped[dt.datetime | None]
    oleh: Mapped[Pegawai] = relationship()


class BarisImporKegiatan(Base):
    """A checked row that waits. It is gone once the sheet is taken over or given up."""

    __tablename__ = "baris_impor_kegiatan"
    __table_args__ = (Index("ix_baris_impor_kegiatan_impor_id_kunci", "impor_id", "kunci"),)
    impor_id: Mapped[int] = mapped_column(ForeignKey("impor_kegiatan.id"), primary_key=True)
    nomor: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Row number in the sheet."""
    pegawai_id: Mapped[int]
    kunci: Mapped[str] = mapped_column(String(32))
    """Fingerprint of officer and content: the same row of the same officer has the same one in every sheet."""
    ada: Mapped[bool] = mapped_column(default=False, server_default=false())
    """The log holds this activity already."""
    tanggal_mulai: Mapped[dt.date]
    tanggal_selesai: Mapped[dt.date]
    jam_mulai: Mapped[dt.time | None]
    jam_selesai: Mapped[dt.time | None]
    uraian: Mapped[str] = mapped_column(Text)
    keluaran: Mapped[str]
    keluaran_kunci: Mapped[str] = mapped_column(String(200))
    volume: Mapped[Decimal | None] = mapped_column(AngkaSatuan)
    butir_id: Mapped[int | None]
    kode_butir: Mapped[str] = mapped_column(String(30))
    aturan: Mapped[str | None] = mapped_column(String(10))
    surat_tugas: Mapped[str]
    tempat_bukti: Mapped[str] = mapped_column(Text)
    keterangan: Mapped[str] = mapped_column(Text)
    rencana: Mapped[bool]


class UnduhanData(Base):
    """Everything about a person in one file, made at his wish and thrown away after some days."""

    __tablename__ = "unduhan_data"
    __table_args__ = (
        Index("ix_unduhan_data_pegawai_id_id", "pegawai_id", "id"),
        CheckConstraint("(sha256 IS NULL) = (selesai_at IS NULL)", name="berkas_bertanggal"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    pegawai_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    diminta_at: Mapped[dt.datetime] = mapped_column(default=utcnow)
    selesai_at: Mapped[dt.datetime | None]
    sha256: Mapped[str | None] = mapped_column(String(64))
    ukuran: Mapped[int | None]
    berkas: Mapped[int] = mapped_column(default=0)
    """Files in it besides the tables."""
    hilang: Mapped[int] = mapped_column(default=0)
    """Files that the store could not give; the list in it names them."""
