"""Determination of cumulative credit (Penetapan AK, regime R2023)."""

import datetime as dt
import enum
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow_app.models.base import AngkaKredit, Base, Stateful, Status, enum_column
from workflow_app.models.pegawai import Pegawai
from workflow_app.models.peran import Peran
from workflow_app.pesan import N_

_TERBUKA = text("state NOT IN ('dikirim','diganti')")
_DRAF = text("state = 'draf'")


class PenetapanAkState(Status):
    """States of a determination."""

    DRAF = "draf"
    DITETAPKAN = "ditetapkan"
    DIKIRIM = "dikirim"
    DIGANTI = "diganti"


class SebabPenetapan(enum.Enum):
    """Why it was opened."""

    MINIMAL = "minimal"
    """The sum reached what a raise needs."""
    PERMINTAAN = "permintaan"
    PENGGANTI = "pengganti"


LABEL_SEBAB_PENETAPAN = {
    SebabPenetapan.MINIMAL: N_("Angka kredit mencapai minimal kenaikan"),
    SebabPenetapan.PERMINTAAN: N_("Atas permintaan"),
    SebabPenetapan.PENGGANTI: N_("Menggantikan penetapan yang keliru"),
}


class PenetapanAk(Stateful, Base):
    """The credit of an officer in his level: old, new and sum per row of the form, and what it suffices for.

    `rincian` holds the rows, the needs, the verdicts with their reasons and the officer's identity; in a draft it
    follows the ledger, with the determination it is fixed. It also books what only a determination gives: credit of a
    degree, and what somebody starts with who came from another post (`rincian["tambahan"]`). `entri_terakhir` is the
    newest entry of the ledger when it was determined, its own included.
    """

    __tablename__ = "penetapan_ak"
    __table_args__ = (
        UniqueConstraint("instansi_id", "nomor"),
        UniqueConstraint("kode_verifikasi"),
        UniqueConstraint("menggantikan_id"),
        CheckConstraint(
            "state = 'draf' OR (nomor IS NOT NULL AND ditetapkan_pada IS NOT NULL AND ditetapkan_oleh_id IS NOT NULL)",
            name="ditetapkan_bernomor",
        ),
        CheckConstraint("jumlah = jumlah_lama + jumlah_baru", name="jumlah_cocok"),
        CheckConstraint(
            "ditetapkan_oleh_id IS NULL OR ditetapkan_oleh_id <> subjek_id", name="bukan_penetapan_sendiri"
        ),
        CheckConstraint("penilai_id IS NULL OR penilai_id <> subjek_id", name="penilai_orang_lain"),
        Index("uq_penetapan_ak_satu_draf", "subjek_id", unique=True, sqlite_where=_DRAF, postgresql_where=_DRAF),
        Index(
            "ix_penetapan_ak_kotak_masuk",
            "pemegang",
            "tenggat",
            "id",
            sqlite_where=_TERBUKA,
            postgresql_where=_TERBUKA,
        ),
        Index("ix_penetapan_ak_subjek_id_id", "subjek_id", "id"),
        Index("ix_penetapan_ak_instansi_id_id", "instansi_id", "id"),
        Index("ix_penetapan_ak_penilai_id_state", "penilai_id", "state", "id"),
    )

    state: Mapped[PenetapanAkState] = mapped_column(enum_column(PenetapanAkState))
    subjek_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    sebab: Mapped[SebabPenetapan] = mapped_column(enum_column(SebabPenetapan))
    penilai_id: Mapped[int | None] = mapped_column(ForeignKey("pegawai.id"))
    """The Pejabat Penilai Kinerja who determines it."""
    aturan: Mapped[str] = mapped_column(String(10))
    aturan_sidik: Mapped[str] = mapped_column(String(64))
    jenjang: Mapped[str] = mapped_column(String(20))
    golongan: Mapped[str] = mapped_column(String(5))
    mulai: Mapped[dt.date]
    selesai: Mapped[dt.date]
    """First and last day of the assessed time (masa penilaian)."""
    rincian: Mapped[dict[str, Any]] = mapped_column(JSON)
    sidik_rincian: Mapped[str] = mapped_column(String(64))
    jumlah_lama: Mapped[Decimal] = mapped_column(AngkaKredit)
    jumlah_baru: Mapped[Decimal] = mapped_column(AngkaKredit)
    jumlah: Mapped[Decimal] = mapped_column(AngkaKredit)
    uji_kompetensi: Mapped[bool | None]
    uji_kompetensi_bukti: Mapped[str] = mapped_column(default="")
    lowongan: Mapped[bool | None]
    lowongan_bukti: Mapped[str] = mapped_column(default="")
    """What is known of examination and vacancy for the next level, each with its proof; None is not known."""
    nomor: Mapped[str | None]
    kode_verifikasi: Mapped[str | None] = mapped_column(String(40))
    ditetapkan_pada: Mapped[dt.date | None]
    ditetapkan_oleh_id: Mapped[int | None] = mapped_column(ForeignKey("pegawai.id"))
    ditetapkan_sebagai: Mapped[str | None]
    """Post and form of words of the signature."""
    entri_terakhir: Mapped[int | None]
    tembusan: Mapped[list[str] | None] = mapped_column(JSON)
    dikirim_pada: Mapped[dt.date | None]
    menggantikan_id: Mapped[int | None] = mapped_column(ForeignKey("penetapan_ak.id"))
    alasan_penggantian: Mapped[str | None] = mapped_column(Text)
    subjek: Mapped[Pegawai] = relationship(foreign_keys="PenetapanAk.subjek_id")
    penilai: Mapped[Pegawai | None] = relationship(foreign_keys=penilai_id)
    menggantikan: Mapped["PenetapanAk | None"] = relationship(
        foreign_keys=menggantikan_id, remote_side="PenetapanAk.id"
    )

    def orang(self, peran: Peran) -> int | None:
        """See Beraktor."""
        return {Peran.PRAKOM: self.subjek_id, Peran.PENILAI_KINERJA: self.penilai_id}.get(peran)
