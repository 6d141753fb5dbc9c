"""Yearly runs that make and submit the conversions of a unit or institution, and what became of each period."""

import datetime as dt
import enum
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow_app.models.base import AngkaKredit, Base, enum_column
from workflow_app.models.organisasi import Unit
from workflow_app.models.pegawai import Pegawai
from workflow_app.pesan import N_
from workflow_app.waktu import utcnow

_TERBUKA = text("selesai_at IS NULL")


class HasilMasa(enum.Enum):
    """What became of one period of an officer in a run."""

    DIAJUKAN = "diajukan"
    """Made, or taken from a draft, and submitted."""
    DIBUAT = "dibuat"
    """Made, but the submission was refused; the draft stays."""
    ADA = "ada"
    """Submitted or determined before: nothing changed."""
    DILEWATI = "dilewati"
    """Nothing could be made; every reason is kept."""


LABEL_HASIL_MASA = {
    HasilMasa.DIAJUKAN: N_("dibuat dan diajukan"),
    HasilMasa.DIBUAT: N_("dibuat, belum dapat diajukan"),
    HasilMasa.ADA: N_("sudah ada"),
    HasilMasa.DILEWATI: N_("dilewati"),
}


class KonversiTahunan(Base):
    """One run over the officers of an institution or unit, by their ids; it goes on after the last finished one.

    `oleh` is the actor of every case that it makes. At most one run of an institution is open.
    """

    __tablename__ = "konversi_tahunan"
    __table_args__ = (
        CheckConstraint("terproses <= jumlah", name="kemajuan"),
        Index(
            "uq_konversi_tahunan_terbuka",
            "instansi_id",
            unique=True,
            sqlite_where=_TERBUKA,
            postgresql_where=_TERBUKA,
        ),
        Index("ix_konversi_tahunan_instansi_id_id", "instansi_id", "id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    instansi_id: Mapped[int] = mapped_column(ForeignKey("instansi.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    """None: the whole institution."""
    tahun: Mapped[int]
    oleh_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    jumlah: Mapped[int]
    """Officers, counted at the start."""
    terproses: Mapped[int] = mapped_column(default=0)
    diajukan: Mapped[int] = mapped_column(default=0)
    dibuat: Mapped[int] = mapped_column(default=0)
    ada: Mapped[int] = mapped_column(default=0)
    dilewati: Mapped[int] = mapped_column(default=0)
    """Periods by what became of them."""
    sampai_pegawai_id: Mapped[int] = mapped_column(default=0)
    """Last officer that is done."""
    dimulai_at: Mapped[dt.datetime] = mapped_column(default=utcnow)
    selesai_at: Mapped[dt.datetime | None]
    berhenti_karena: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """Why it ended before its end: a message as `pesan.ke_data` keeps it."""
    oleh: Mapped[Pegawai] = relationship()
    unit: Mapped[Unit | None] = relationship()


class HasilKonversiTahunan(Base):
    """One period of an officer in a run; `bulan_mulai` 0 where the officer as a whole was left out."""

    __tablename__ = "hasil_konversi_tahunan"
    __table_args__ = (
        Index("ix_hasil_konversi_tahunan_hasil", "konversi_tahunan_id", "hasil", "id"),
        Index("uq_hasil_konversi_tahunan_masa", "konversi_tahunan_id", "pegawai_id", "bulan_mulai", unique=True),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    konversi_tahunan_id: Mapped[int] = mapped_column(ForeignKey("konversi_tahunan.id"))
    pegawai_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    bulan_mulai: Mapped[int]
    bulan_selesai: Mapped[int]
    hasil: Mapped[HasilMasa] = mapped_column(enum_column(HasilMasa))
    konversi_id: Mapped[int | None] = mapped_column(ForeignKey("konversi.id"))
    angka_kredit: Mapped[Decimal | None] = mapped_column(AngkaKredit)
    alasan: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """Every reason, as `pesan.ke_data` keeps it."""
    pegawai: Mapped[Pegawai] = relationship()
