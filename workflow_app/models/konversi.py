"""Conversion of an appraisal into credit (regime R2023): one case per officer and assessed period."""

import datetime as dt
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow_app.models.base import AngkaKredit, Base, Stateful, Status, enum_column
from workflow_app.models.kinerja import EvaluasiKinerja
from workflow_app.models.pegawai import Pegawai
from workflow_app.models.peran import Peran

_TERBUKA = text("state NOT IN ('ditetapkan','diganti')")
_ASLI = text("state <> 'diganti' AND menggantikan_id IS NULL")


class KonversiState(Status):
    """States of a conversion."""

    DRAF = "draf"
    DIAJUKAN = "diajukan"
    DITETAPKAN = "ditetapkan"
    DIKEMBALIKAN = "dikembalikan"
    DIGANTI = "diganti"


class Konversi(Stateful, Base):
    """Whole months of one year in one level with one predicate. A determined one is replaced, never edited.

    `rincian` holds the figures with their steps, what was put in and the officer as the forms print him;
    `sidik_rincian` is its hash, by which the determination notices any change. Both are those of the last submission:
    a draft that is being corrected has newer input than figures. `entri_terakhir` is the newest entry of the officer's
    ledger when it was determined, its own included: the sum of credit stands up to there.
    """

    __tablename__ = "konversi"
    __table_args__ = (
        UniqueConstraint("instansi_id", "nomor"),
        UniqueConstraint("instansi_id", "nomor_akumulasi"),
        UniqueConstraint("kode_verifikasi"),
        UniqueConstraint("menggantikan_id"),
        CheckConstraint("bulan_mulai BETWEEN 1 AND 12", name="bulan_mulai_sah"),
        CheckConstraint("bulan_selesai BETWEEN bulan_mulai AND 12", name="bulan_selesai_sah"),
        CheckConstraint("state = 'draf' OR (jumlah IS NOT NULL AND sidik_rincian IS NOT NULL)", name="terhitung"),
        CheckConstraint(
            "state NOT IN ('ditetapkan','diganti') OR (nomor IS NOT NULL AND nomor_akumulasi IS NOT NULL"
            " AND ditetapkan_pada IS NOT NULL AND ditetapkan_oleh_id IS NOT NULL)",
            name="ditetapkan_bernomor",
        ),
        CheckConstraint("ditetapkan_oleh_id IS NULL OR ditetapkan_oleh_id <> subjek_id", name="bukan_konversi_sendiri"),
        CheckConstraint("penilai_id IS NULL OR penilai_id <> subjek_id", name="penilai_orang_lain"),
        Index(
            "uq_konversi_masa",
            "subjek_id",
            "tahun",
            "bulan_mulai",
            unique=True,
            sqlite_where=_ASLI,
            postgresql_where=_ASLI,
        ),
        Index(
            "ix_konversi_kotak_masuk",
            "pemegang",
            "tenggat",
            "id",
            sqlite_where=_TERBUKA,
            postgresql_where=_TERBUKA,
        ),
        Index("ix_konversi_subjek_id_id", "subjek_id", "id"),
        Index("ix_konversi_instansi_id_tahun", "instansi_id", "tahun", "id"),
        Index("ix_konversi_penilai_id_state", "penilai_id", "state", "id"),
    )

    state: Mapped[KonversiState] = mapped_column(enum_column(KonversiState))
    subjek_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    tahun: Mapped[int]
    bulan_mulai: Mapped[int]
    bulan_selesai: Mapped[int]
    predikat: Mapped[str] = mapped_column(String(20))
    bukti: Mapped[str] = mapped_column(default="")
    """The document of the appraisal as people cite it."""
    evaluasi_id: Mapped[int | None] = mapped_column(ForeignKey("evaluasi_kinerja.id"), index=True)
    """The appraisal on record from which it was made."""
    penilai_id: Mapped[int | None] = mapped_column(ForeignKey("pegawai.id"))
    """The Pejabat Penilai Kinerja who determines it."""
    aturan: Mapped[str] = mapped_column(String(10))
    aturan_sidik: Mapped[str | None] = mapped_column(String(64))
    jenjang: Mapped[str | None] = mapped_column(String(20))
    golongan: Mapped[str | None] = mapped_column(String(5))
    """Level and rank held in the period."""
    rincian: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    sidik_rincian: Mapped[str | None] = mapped_column(String(64))
    jumlah: Mapped[Decimal | None] = mapped_column(AngkaKredit)
    nomor: Mapped[str | None]
    nomor_akumulasi: Mapped[str | None]
    kode_verifikasi: Mapped[str | None] = mapped_column(String(40))
    ditetapkan_pada: Mapped[dt.date | None]
    ditetapkan_oleh_id: Mapped[int | None] = mapped_column(ForeignKey("pegawai.id"))
    ditetapkan_sebagai: Mapped[str | None]
    """Post and form of words of the signature."""
    entri_terakhir: Mapped[int | None]
    menggantikan_id: Mapped[int | None] = mapped_column(ForeignKey("konversi.id"))
    alasan_penggantian: Mapped[str | None] = mapped_column(Text)
    subjek: Mapped[Pegawai] = relationship(foreign_keys="Konversi.subjek_id")
    penilai: Mapped[Pegawai | None] = relationship(foreign_keys=penilai_id)
    evaluasi: Mapped[EvaluasiKinerja | None] = relationship()
    menggantikan: Mapped["Konversi | None"] = relationship(foreign_keys=menggantikan_id, remote_side="Konversi.id")

    def orang(self, peran: Peran) -> int | None:
        """See Beraktor."""
        return {Peran.PRAKOM: self.subjek_id, Peran.PENILAI_KINERJA: self.penilai_id}.get(peran)

    @property
    def bulan(self) -> int:
        """Months that it covers."""
        return self.bulan_selesai - self.bulan_mulai + 1

    @property
    def mulai(self) -> dt.date:
        """First day of the period."""
        return dt.date(self.tahun, self.bulan_mulai, 1)

    @property
    def selesai(self) -> dt.date:
        """Last day of the period."""
        return akhir_bulan(self.tahun, self.bulan_selesai)


def akhir_bulan(tahun: int, bulan: int) -> dt.date:
    """Last day of a month."""
    berikut = dt.date(tahun + 1, 1, 1) if bulan == 12 else dt.date(tahun, bulan + 1, 1)  # noqa: PLR2004 - December
    return berikut - dt.timedelta(days=1)
