"""Records that other rows cause: audit rows, outbox messages, documents, mails, numbers."""

import datetime as dt
import enum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, enum_column
from workflow_app.waktu import utcnow


class AuditEntry(Base):
    """One act in one case. Append-only (database triggers) and chained by `hash` over its predecessor.

    `values` is canonical JSON text, because the hash covers these very characters.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (UniqueConstraint("workflow", "object_id", "seq"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    workflow: Mapped[str] = mapped_column(String(40))
    object_id: Mapped[int]
    seq: Mapped[int]
    object_version: Mapped[int]
    at: Mapped[dt.datetime]
    tanggal: Mapped[dt.date]
    trigger: Mapped[str] = mapped_column(String(40))
    from_state: Mapped[str] = mapped_column(String(40))
    to_state: Mapped[str] = mapped_column(String(40))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("pegawai.id"), index=True)
    atas_nama_id: Mapped[int | None] = mapped_column(ForeignKey("pegawai.id"))
    role: Mapped[str] = mapped_column(String(40))
    note: Mapped[str | None] = mapped_column(Text)
    values: Mapped[str] = mapped_column(Text, default="{}")
    hash: Mapped[str] = mapped_column(String(64))


class DaftarPerkara(Base):
    """The register of cases: one row per case, made with it. Append-only (database triggers), chained by `hash`.

    `awal` is the hash of the case's first audit row, so that a case cannot be swapped for another one of its number.
    Administrators' notes stand in it too, under the name of their table; there `awal` is the hash of the whole note.
    """

    __tablename__ = "daftar_perkara"
    __table_args__ = (Index("ix_daftar_perkara_workflow_object_id", "workflow", "object_id"),)
    nomor: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    workflow: Mapped[str] = mapped_column(String(40))
    object_id: Mapped[int]
    awal: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class KepalaRantai(Base):
    """The head of a chain over a whole table: how many rows it has, and a keyed hash made from the newest one."""

    __tablename__ = "kepala_rantai"
    nama: Mapped[str] = mapped_column(String(40), primary_key=True)
    jumlah: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))


class OutboxMessage(Base):
    """One piece of work outside the database. The row is the job; carriers only deliver its id.

    A row is free, leased until `claimed_until` by the holder of (`owner`, `attempts`), done, or dead after too many
    attempts. `dispatch_n` and `dispatched_at` belong to the relay that hands rows to RQ.
    """

    __tablename__ = "outbox_message"
    __table_args__ = (
        Index(
            "ix_outbox_message_open",
            "available_at",
            "id",
            sqlite_where=text("done_at IS NULL AND dead_at IS NULL"),
            postgresql_where=text("done_at IS NULL AND dead_at IS NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[dt.datetime] = mapped_column(default=utcnow)
    available_at: Mapped[dt.datetime] = mapped_column(default=utcnow)
    claimed_until: Mapped[dt.datetime | None]
    owner: Mapped[str | None] = mapped_column(String(80))
    attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    dispatch_n: Mapped[int] = mapped_column(default=0, server_default="0")
    dispatched_at: Mapped[dt.datetime | None]
    done_at: Mapped[dt.datetime | None]
    dead_at: Mapped[dt.datetime | None]
    error: Mapped[str | None] = mapped_column(Text)


class Dokumen(Base):
    """One document of one case: the frozen data, and the stored file once the job has rendered it.

    `bagian` tells several documents of one act apart (one SPMK per unsur). `terbit` marks an issued document: its
    bytes are kept for ever and never rendered again; before that a document carries the word DRAF.
    """

    __tablename__ = "dokumen"
    __table_args__ = (
        UniqueConstraint("workflow", "object_id", "audit_seq", "jenis", "bagian"),
        CheckConstraint("(sha256 IS NULL) = (dibuat_at IS NULL)", name="berkas_bertanggal"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    workflow: Mapped[str] = mapped_column(String(40))
    object_id: Mapped[int]
    audit_seq: Mapped[int]
    jenis: Mapped[str] = mapped_column(String(40))
    bagian: Mapped[str] = mapped_column(String(80), default="")
    judul: Mapped[str]
    terbit: Mapped[bool] = mapped_column(default=False)
    isian: Mapped[dict[str, Any]] = mapped_column(JSON)
    tanggal: Mapped[dt.date]
    dibuat_oleh_id: Mapped[int | None] = mapped_column(ForeignKey("pegawai.id"))
    templat_sha256: Mapped[str | None] = mapped_column(String(64))
    templat_versi: Mapped[str | None] = mapped_column(String(20))
    sha256: Mapped[str | None] = mapped_column(String(64))
    ukuran: Mapped[int | None]
    dibuat_at: Mapped[dt.datetime | None]


class StatusSurat(enum.Enum):
    """Fate of a mail."""

    DITULIS = "ditulis"
    TERKIRIM = "terkirim"
    GAGAL = "gagal"


class Surat(Base):
    """Log of one mail to one person: what was sent to whom, why and with what result."""

    __tablename__ = "surat"
    __table_args__ = (UniqueConstraint("outbox_id", "penerima_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    outbox_id: Mapped[int] = mapped_column(ForeignKey("outbox_message.id"))
    penerima_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"), index=True)
    alamat: Mapped[str]
    templat: Mapped[str] = mapped_column(String(60))
    perihal: Mapped[str]
    workflow: Mapped[str] = mapped_column(String(40))
    object_id: Mapped[int]
    status: Mapped[StatusSurat] = mapped_column(enum_column(StatusSurat))
    message_id: Mapped[str]
    berkas: Mapped[str | None]
    at: Mapped[dt.datetime] = mapped_column(default=utcnow)
    galat: Mapped[str | None] = mapped_column(Text)


class NomorRegister(Base):
    """The last number given in one register of one institution and year; taken by UPDATE, so without gaps."""

    __tablename__ = "nomor_register"
    instansi_id: Mapped[int] = mapped_column(ForeignKey("instansi.id"), primary_key=True)
    register: Mapped[str] = mapped_column(String(40), primary_key=True)
    tahun: Mapped[int] = mapped_column(primary_key=True)
    terakhir: Mapped[int] = mapped_column(default=0)


class CatatanAdmin(Base):
    """One change made on the administrator's screens. Append-only, like AuditEntry (database triggers), and chained
    through the register of cases.

    `sebelum` and `sesudah` hold the changed columns alone; `sebelum` is empty for a new row, `sesudah` for a removed
    one. Passwords and their hashes never come here. `pelaku_id` is empty for the command line.
    """

    __tablename__ = "catatan_admin"
    __table_args__ = (Index("ix_catatan_admin_tabel_baris_id", "tabel", "baris_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(default=utcnow)
    pelaku_id: Mapped[int | None] = mapped_column(ForeignKey("pegawai.id"))
    tindakan: Mapped[str] = mapped_column(String(40))
    """`tambah`, `ubah`, `hapus`, or what else was done (`atur_ulang_sandi`)."""
    tabel: Mapped[str] = mapped_column(String(40))
    baris_id: Mapped[int]
    sebelum: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    sesudah: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
