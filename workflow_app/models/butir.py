"""The catalogue of activities that earn credit: each item as it is now, its earlier versions, and who changed what."""

import datetime as dt
import enum
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow_app.models.base import AngkaSatuan, Base, enum_column
from workflow_app.models.pegawai import Pegawai
from workflow_app.waktu import utcnow


class ButirKegiatan(Base):
    """One catalogue item of one regime, as it is now.

    A claimed item copies what it needs together with the number of the version, so later versions change no claim.
    """

    __tablename__ = "butir_kegiatan"
    __table_args__ = (UniqueConstraint("aturan", "kode"), CheckConstraint("versi > 0", name="versi_positif"))
    id: Mapped[int] = mapped_column(primary_key=True)
    aturan: Mapped[str] = mapped_column(String(10))
    """Key of the rule set, `R2020`."""
    kode: Mapped[str] = mapped_column(String(30))
    kategori: Mapped[str] = mapped_column(String(20))
    jenjang: Mapped[str | None] = mapped_column(String(20))
    """Level that owns the item, `semua` for all; None where no source tells."""
    jenjang_disimpulkan: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether the level is our inference and stands in no source."""
    unsur: Mapped[str] = mapped_column(String(60))
    """Code of the element in the rule set."""
    sub_unsur: Mapped[str]
    uraian: Mapped[str] = mapped_column(Text)
    satuan_hasil: Mapped[str]
    angka_kredit: Mapped[Decimal | None] = mapped_column(AngkaSatuan)
    """Credit of one unit of output; None where the catalogue gives a percentage or no certain value."""
    persen: Mapped[Decimal | None] = mapped_column(AngkaSatuan)
    """Per cent of what the next rank needs, for the few items valued that way."""
    pasti: Mapped[bool] = mapped_column(default=True)
    """Whether value and level rest on enough sources, or a named person has confirmed them."""
    sumber_ak: Mapped[str] = mapped_column(default="", server_default="")
    """Sources of the value, joined by `+`."""
    jenis: Mapped[str] = mapped_column(String(30))
    """`tugas_jabatan`, `pendidikan`, `pengembangan_profesi`, `penunjang`."""
    bukti_fisik: Mapped[str] = mapped_column(Text, default="")
    kode_resmi: Mapped[str] = mapped_column(String(30), default="", server_default="")
    """The official code; not unique."""
    batas_tahunan: Mapped[str] = mapped_column(default="", server_default="")
    """Yearly limit in the words of the source; it cuts nothing by itself."""
    batas_dikonfirmasi: Mapped[Decimal | None] = mapped_column(AngkaSatuan)
    """Units per person and year that may earn credit, once a named administrator has confirmed the limit."""
    catatan: Mapped[str] = mapped_column(Text, default="", server_default="")
    ditutup_mulai: Mapped[dt.date | None]
    """Work that ends on this day or later may no longer be claimed under this item."""
    versi: Mapped[int] = mapped_column(default=1, server_default="1")
    """Number of the version that these columns show, from 1."""


class TindakanKatalog(enum.Enum):
    """What was done to the catalogue."""

    MUAT = "muat"
    IMPOR = "impor"
    UBAH = "ubah"
    KONFIRMASI = "konfirmasi"
    KONFIRMASI_BATAS = "konfirmasi_batas"
    TUTUP = "tutup"
    BUKA = "buka"


class PerubahanKatalog(Base):
    """One act on the catalogue: who changed how many items, when, why and on what evidence. Append-only (triggers)."""

    __tablename__ = "perubahan_katalog"
    id: Mapped[int] = mapped_column(primary_key=True)
    aturan: Mapped[str] = mapped_column(String(10), index=True)
    tindakan: Mapped[TindakanKatalog] = mapped_column(enum_column(TindakanKatalog))
    tanggal: Mapped[dt.date]
    """The application's date of the act."""
    at: Mapped[dt.datetime] = mapped_column(default=utcnow)
    oleh_id: Mapped[int | None] = mapped_column(ForeignKey("pegawai.id"))
    """None for the catalogue that the application brings along."""
    alasan: Mapped[str] = mapped_column(Text)
    sumber: Mapped[str] = mapped_column(Text, default="")
    """The document that shows it, in words."""
    berkas_sha256: Mapped[str | None] = mapped_column(String(64))
    """Fingerprint of the imported sheet."""
    oleh: Mapped[Pegawai | None] = relationship()


class VersiButir(Base):
    """One version of one item: every column as it was from then on. Append-only (triggers)."""

    __tablename__ = "versi_butir"
    __table_args__ = (
        UniqueConstraint("butir_id", "nomor"),
        Index("ix_versi_butir_perubahan_id", "perubahan_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    butir_id: Mapped[int] = mapped_column(ForeignKey("butir_kegiatan.id"))
    nomor: Mapped[int]
    perubahan_id: Mapped[int] = mapped_column(ForeignKey("perubahan_katalog.id"))
    isi: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Column to value; figures and dates as text, so that they stay exact."""
    perubahan: Mapped[PerubahanKatalog] = relationship()
