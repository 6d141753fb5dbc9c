"""Runs that compute many claims anew, and what they found."""

import datetime as dt
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow_app.models.base import AngkaKredit, Base
from workflow_app.models.pegawai import Pegawai
from workflow_app.waktu import utcnow


class HitungUlang(Base):
    """One run over the claims of an institution, in batches by claim number; it goes on after the last finished one.

    `sidik` names the rule sets it uses, by key: a run never mixes two versions. One run is open at a time.
    """

    __tablename__ = "hitung_ulang"
    __table_args__ = (
        CheckConstraint("terproses <= jumlah", name="kemajuan"),
        Index(
            "uq_hitung_ulang_terbuka",
            "lajur",
            unique=True,
            sqlite_where=text("selesai_at IS NULL"),
            postgresql_where=text("selesai_at IS NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    lajur: Mapped[int] = mapped_column(default=1, server_default="1")
    """The same for all runs: the index over it lets one of them be open."""
    instansi_id: Mapped[int | None] = mapped_column(ForeignKey("instansi.id"), index=True)
    """None: all institutions."""
    alasan: Mapped[str] = mapped_column(Text)
    oleh_id: Mapped[int | None] = mapped_column(ForeignKey("pegawai.id"))
    """None: the command line."""
    sidik: Mapped[dict[str, Any]] = mapped_column(JSON)
    jumlah: Mapped[int]
    """Claims to compute, counted at the start."""
    terproses: Mapped[int] = mapped_column(default=0)
    berbeda: Mapped[int] = mapped_column(default=0)
    """Claims whose credit comes out otherwise."""
    sampai_dupak_id: Mapped[int] = mapped_column(default=0)
    """Last claim that is done."""
    dimulai_at: Mapped[dt.datetime] = mapped_column(default=utcnow)
    selesai_at: Mapped[dt.datetime | None]
    berhenti_karena: Mapped[str | None] = mapped_column(Text)
    """Why it ended before its end."""
    oleh: Mapped[Pegawai | None] = relationship()


class HasilHitungUlang(Base):
    """One claim of a run: credit as recorded and as computed, and how many of its items differ."""

    __tablename__ = "hasil_hitung_ulang"
    __table_args__ = (Index("ix_hasil_hitung_ulang_berbeda", "hitung_ulang_id", "butir_berbeda", "dupak_id"),)
    hitung_ulang_id: Mapped[int] = mapped_column(ForeignKey("hitung_ulang.id"), primary_key=True)
    dupak_id: Mapped[int] = mapped_column(ForeignKey("dupak.id"), primary_key=True)
    tercatat: Mapped[Decimal] = mapped_column(AngkaKredit)
    dihitung: Mapped[Decimal] = mapped_column(AngkaKredit)
    butir_berbeda: Mapped[int]


class FaktorHitungUlang(Base):
    """A pair of levels that earns credit in a run, by rule set: the table that the database computes with."""

    __tablename__ = "faktor_hitung_ulang"
    hitung_ulang_id: Mapped[int] = mapped_column(ForeignKey("hitung_ulang.id"), primary_key=True)
    aturan: Mapped[str] = mapped_column(String(10), primary_key=True)
    jenjang: Mapped[str] = mapped_column(String(20), primary_key=True)
    """Level of the officer."""
    jenjang_butir: Mapped[str] = mapped_column(String(20), primary_key=True)
    faktor: Mapped[Decimal] = mapped_column(AngkaKredit)
    satuan_bulat: Mapped[Decimal] = mapped_column(AngkaKredit)
    """Credit is rounded to a multiple of this."""


class BatasHitungUlang(Base):
    """First day whose work still counts in a file received on a day, by rule set, in a run."""

    __tablename__ = "batas_hitung_ulang"
    hitung_ulang_id: Mapped[int] = mapped_column(ForeignKey("hitung_ulang.id"), primary_key=True)
    diterima_pada: Mapped[dt.date] = mapped_column(primary_key=True)
    aturan: Mapped[str] = mapped_column(String(10), primary_key=True)
    batas: Mapped[dt.date]
