"""The catalogue of activities that earn credit."""

from decimal import Decimal

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import AngkaSatuan, Base


class ButirKegiatan(Base):
    """One catalogue item of one regime. A claimed item copies what it needs, so later editions change no claim."""

    __tablename__ = "butir_kegiatan"
    __table_args__ = (UniqueConstraint("aturan", "kode"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    aturan: Mapped[str] = mapped_column(String(10))
    """Key of the rule set, `R2020`."""
    kode: Mapped[str] = mapped_column(String(30))
    kategori: Mapped[str] = mapped_column(String(20))
    jenjang: Mapped[str | None] = mapped_column(String(20))
    """Level that owns the item, `semua` for all; None where no source tells."""
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
    """False where the value rests on one source only."""
    jenis: Mapped[str] = mapped_column(String(30))
    """`tugas_jabatan`, `pendidikan`, `pengembangan_profesi`, `penunjang`."""
    bukti_fisik: Mapped[str] = mapped_column(Text, default="")
    kata_cari: Mapped[str] = mapped_column(Text, default="")
    """Normalised words for the plain search."""
