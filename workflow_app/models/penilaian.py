"""One assessor's marking of one claim."""

import datetime as dt
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow_app.models.base import AngkaKredit, Base, Stateful, Status, enum_column
from workflow_app.models.dupak import Dupak, ItemDupak
from workflow_app.models.pegawai import Pegawai
from workflow_app.models.peran import Peran


class PenilaianState(Status):
    """States of one assessor's work."""

    DITUGASKAN = "ditugaskan"
    DINILAI = "dinilai"
    TERKIRIM = "terkirim"
    MUNDUR = "mundur"


class Penilaian(Stateful, Base):
    """The marking of one assessor. `subjek_id` is the officer assessed, so he can never act in it."""

    __tablename__ = "penilaian"
    __table_args__ = (
        CheckConstraint("state <> 'terkirim' OR dikirim_pada IS NOT NULL", name="terkirim_bertanggal"),
        CheckConstraint(
            "state NOT IN ('dinilai','terkirim') OR bebas_konflik_pada IS NOT NULL", name="dinilai_bebas_konflik"
        ),
        CheckConstraint("penilai_id <> subjek_id", name="bukan_diri_sendiri"),
        Index(
            "ix_penilaian_kotak_masuk",
            "pemegang",
            "tenggat",
            "id",
            sqlite_where=text("state NOT IN ('terkirim','mundur')"),
            postgresql_where=text("state NOT IN ('terkirim','mundur')"),
        ),
        Index("ix_penilaian_penilai_id_id", "penilai_id", "id"),
        Index("ix_penilaian_dupak_id", "dupak_id"),
    )
    state: Mapped[PenilaianState] = mapped_column(enum_column(PenilaianState))
    dupak_id: Mapped[int] = mapped_column(ForeignKey("dupak.id"))
    penilai_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    bebas_konflik_pada: Mapped[dt.date | None]
    dikirim_pada: Mapped[dt.date | None]
    dupak: Mapped[Dupak] = relationship()
    penilai: Mapped[Pegawai] = relationship(foreign_keys=penilai_id)
    nilai: Mapped[list["NilaiButir"]] = relationship(
        back_populates="penilaian", order_by="NilaiButir.item_id", cascade="all, delete-orphan"
    )

    def orang(self, peran: Peran) -> int | None:
        """See Beraktor: the assessor holds the member's role here, nobody else of the team."""
        return {Peran.PRAKOM: self.subjek_id, Peran.ANGGOTA_TIM: self.penilai_id}.get(peran)

    def putaran_perkara(self) -> int | None:
        """See Stateful: the cycle of its claim."""
        return self.dupak.putaran_id


class NilaiButir(Base):
    """One assessor's mark for one item, with the reason where it is below the claim."""

    __tablename__ = "nilai_butir"
    __table_args__ = (
        UniqueConstraint("penilaian_id", "item_id"),
        CheckConstraint("nilai >= 0", name="tidak_negatif"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    penilaian_id: Mapped[int] = mapped_column(ForeignKey("penilaian.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("item_dupak.id"))
    nilai: Mapped[Decimal] = mapped_column(AngkaKredit)
    alasan: Mapped[str] = mapped_column(Text, default="")
    penilaian: Mapped[Penilaian] = relationship(back_populates="nilai")
    item: Mapped[ItemDupak] = relationship()
