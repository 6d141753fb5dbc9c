"""PAK Integrasi: conventional credit turned over, once, into the account of the conversion regime."""

import datetime as dt
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow_app.models.base import AngkaKredit, Base, Stateful, Status, enum_column
from workflow_app.models.pegawai import Pegawai
from workflow_app.models.peran import Peran

_TERBUKA = text("state NOT IN ('dikirim','diganti')")
_ASLI = text("state <> 'diganti' AND menggantikan_id IS NULL")


class PakIntegrasiState(Status):
    """States of an integration."""

    DRAF = "draf"
    DIPARAF = "diparaf"
    DITETAPKAN = "ditetapkan"
    DIKIRIM = "dikirim"
    DIGANTI = "diganti"


class PakIntegrasi(Stateful, Base):
    """The sums of the old rule sets, the base that is taken off, and what the officer starts with.

    `aturan` is the old rule set by whose table the signing official is found; `rincian["baru"]` names the new one.
    `potong_profesi` is credit of pengembangan profesi that the raise to this level has used up.
    """

    __tablename__ = "pak_integrasi"
    __table_args__ = (
        UniqueConstraint("instansi_id", "nomor"),
        UniqueConstraint("kode_verifikasi"),
        UniqueConstraint("menggantikan_id"),
        CheckConstraint(
            "state NOT IN ('ditetapkan','dikirim','diganti')"
            " OR (nomor IS NOT NULL AND ditetapkan_pada IS NOT NULL AND ditetapkan_oleh_id IS NOT NULL)",
            name="ditetapkan_bernomor",
        ),
        CheckConstraint("state <> 'diparaf' OR diparaf_sidik IS NOT NULL", name="diparaf"),
        CheckConstraint("potong_profesi >= 0", name="potongan_tak_negatif"),
        CheckConstraint(
            "ditetapkan_oleh_id IS NULL OR ditetapkan_oleh_id <> subjek_id", name="bukan_integrasi_sendiri"
        ),
        Index("uq_pak_integrasi_sekali", "subjek_id", unique=True, sqlite_where=_ASLI, postgresql_where=_ASLI),
        Index(
            "ix_pak_integrasi_kotak_masuk",
            "pemegang",
            "tenggat",
            "id",
            sqlite_where=_TERBUKA,
            postgresql_where=_TERBUKA,
        ),
        Index("ix_pak_integrasi_subjek_id_id", "subjek_id", "id"),
        Index("ix_pak_integrasi_instansi_id_id", "instansi_id", "id"),
    )
    BERUBAH_TANPA_LANGKAH = frozenset({"penetap_id"})  # time lays it before whoever may sign today

    state: Mapped[PakIntegrasiState] = mapped_column(enum_column(PakIntegrasiState))
    subjek_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    aturan: Mapped[str] = mapped_column(String(10))
    aturan_sidik: Mapped[str] = mapped_column(String(64))
    jenjang: Mapped[str] = mapped_column(String(20))
    golongan: Mapped[str] = mapped_column(String(5))
    per_tanggal: Mapped[dt.date]
    """Last day of the old regime: rank, level and sums are those of that day."""
    rincian: Mapped[dict[str, Any]] = mapped_column(JSON)
    sidik_rincian: Mapped[str] = mapped_column(String(64))
    konvensional: Mapped[Decimal] = mapped_column(AngkaKredit)
    potong_profesi: Mapped[Decimal] = mapped_column(AngkaKredit, default=Decimal(0))
    jumlah: Mapped[Decimal] = mapped_column(AngkaKredit)
    """Credit after integration."""
    diparaf_sidik: Mapped[str | None] = mapped_column(String(64))
    penetap_id: Mapped[int | None] = mapped_column(ForeignKey("pegawai.id"), index=True)
    nomor: Mapped[str | None]
    kode_verifikasi: Mapped[str | None] = mapped_column(String(40))
    ditetapkan_pada: Mapped[dt.date | None]
    ditetapkan_oleh_id: Mapped[int | None] = mapped_column(ForeignKey("pegawai.id"))
    ditetapkan_sebagai: Mapped[str | None]
    """Post and form of words of the signature."""
    tembusan: Mapped[list[str] | None] = mapped_column(JSON)
    dikirim_pada: Mapped[dt.date | None]
    menggantikan_id: Mapped[int | None] = mapped_column(ForeignKey("pak_integrasi.id"))
    alasan_penggantian: Mapped[str | None] = mapped_column(Text)
    subjek: Mapped[Pegawai] = relationship(foreign_keys="PakIntegrasi.subjek_id")
    penetap: Mapped[Pegawai | None] = relationship(foreign_keys=penetap_id)
    menggantikan: Mapped["PakIntegrasi | None"] = relationship(
        foreign_keys=menggantikan_id, remote_side="PakIntegrasi.id"
    )

    def orang(self, peran: Peran) -> int | None:
        """See Beraktor. Who may really sign is resolved by routing on the day, see `permissions`."""
        return {Peran.PRAKOM: self.subjek_id, Peran.PENETAP: self.penetap_id}.get(peran)
