"""Remarks on single items of a claim: what is wrong with them, and what the officer answered."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base
from workflow_app.waktu import utcnow

_BELUM_DIKIRIM = text("dikirim_at IS NULL")


class CatatanButir(Base):
    """A remark of one person on one item.

    While `dikirim_at` is empty it is his own note from reading, seen by nobody else. A return sends it, with the
    trigger in `asal`; the officer answers in `jawaban`, and sending the claim again closes it (`selesai_at`). Rounds
    stay one below the other.
    """

    __tablename__ = "catatan_butir"
    __table_args__ = (
        CheckConstraint("isi <> ''", name="berisi"),
        CheckConstraint("(dikirim_at IS NULL) = (asal IS NULL)", name="dikirim_punya_asal"),
        CheckConstraint("selesai_at IS NULL OR dikirim_at IS NOT NULL", name="selesai_sesudah_dikirim"),
        Index("ix_catatan_butir_dupak_id", "dupak_id", "id"),
        Index(
            "uq_catatan_butir_item_id_oleh_id",
            "item_id",
            "oleh_id",
            unique=True,
            sqlite_where=_BELUM_DIKIRIM,
            postgresql_where=_BELUM_DIKIRIM,
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    dupak_id: Mapped[int] = mapped_column(ForeignKey("dupak.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item_dupak.id", ondelete="SET NULL"))
    """Empty once the officer removed the item; `kode` still tells which one it was."""
    kode: Mapped[str] = mapped_column(String(30))
    oleh_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    asal: Mapped[str | None] = mapped_column(String(40))
    """Trigger of the return that sent it."""
    isi: Mapped[str] = mapped_column(Text)
    ditulis_at: Mapped[dt.datetime] = mapped_column(default=utcnow)
    dikirim_at: Mapped[dt.datetime | None]
    jawaban: Mapped[str] = mapped_column(Text, default="")
    selesai_at: Mapped[dt.datetime | None]
