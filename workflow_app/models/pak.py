"""The credit decision (PAK)."""

import datetime as dt
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow_app.models.base import AngkaKredit, Base, Stateful, Status, enum_column
from workflow_app.models.dupak import Dupak
from workflow_app.models.pegawai import Pegawai
from workflow_app.models.peran import Peran


class PakState(Status):
    """States of a decision."""

    DRAF = "draf"
    DIPARAF = "diparaf"
    MENUNGGU_TANDA_TANGAN = "menunggu_tanda_tangan"
    DITETAPKAN = "ditetapkan"
    DIKIRIM = "dikirim"
    DIKEMBALIKAN = "dikembalikan"
    DIBATALKAN = "dibatalkan"
    DIGANTI = "diganti"


class Pak(Stateful, Base):
    """A decision on one claim. Figures are frozen when drawn up; a wrong PAK is replaced, never edited.

    `rincian` holds lama, baru and jumlah per row of the form; `sidik_rincian` is its hash, by which paraf and
    signature notice any change. `aturan_sidik` is the hash of the rule set that gave the figures. Work under an older
    rule set has a block of its own in `rincian` (`blok_lain`), with key, hash, figures and verdict of that rule set.
    `entri_terakhir` is the newest entry of the officer's ledger when the decision was signed: its old credit is what
    stood up to there.
    """

    __tablename__ = "pak"
    __table_args__ = (
        UniqueConstraint("instansi_id", "nomor"),
        UniqueConstraint("kode_verifikasi"),
        CheckConstraint(
            "state NOT IN ('ditetapkan','dikirim','diganti')"
            " OR (nomor IS NOT NULL AND ditetapkan_pada IS NOT NULL AND ditetapkan_oleh_id IS NOT NULL)",
            name="ditetapkan_bernomor",
        ),
        CheckConstraint(
            "state NOT IN ('diparaf','menunggu_tanda_tangan') OR diparaf_sidik IS NOT NULL", name="diparaf"
        ),
        CheckConstraint("jumlah = jumlah_lama + jumlah_baru", name="jumlah_cocok"),
        CheckConstraint("ditetapkan_oleh_id IS NULL OR ditetapkan_oleh_id <> subjek_id", name="bukan_pak_sendiri"),
        Index(
            "ix_pak_kotak_masuk",
            "pemegang",
            "tenggat",
            "id",
            sqlite_where=text("state NOT IN ('dikirim','dibatalkan','diganti')"),
            postgresql_where=text("state NOT IN ('dikirim','dibatalkan','diganti')"),
        ),
        Index("ix_pak_subjek_id_id", "subjek_id", "id"),
        Index("ix_pak_dupak_id", "dupak_id"),
        Index("ix_pak_instansi_id_id", "instansi_id", "id"),
    )
    BERUBAH_TANPA_LANGKAH = frozenset({"penetap_id"})  # time lays it before whoever may sign today

    state: Mapped[PakState] = mapped_column(enum_column(PakState))
    subjek_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    dupak_id: Mapped[int] = mapped_column(ForeignKey("dupak.id"))
    aturan: Mapped[str] = mapped_column(String(10))
    aturan_sidik: Mapped[str] = mapped_column(String(64))
    rincian: Mapped[dict[str, Any]] = mapped_column(JSON)
    sidik_rincian: Mapped[str] = mapped_column(String(64))
    jumlah_lama: Mapped[Decimal] = mapped_column(AngkaKredit)
    jumlah_baru: Mapped[Decimal] = mapped_column(AngkaKredit)
    jumlah: Mapped[Decimal] = mapped_column(AngkaKredit)
    diparaf_sidik: Mapped[str | None] = mapped_column(String(64))
    entri_terakhir: Mapped[int | None]
    penetap_id: Mapped[int | None] = mapped_column(ForeignKey("pegawai.id"), index=True)
    nomor: Mapped[str | None]
    kode_verifikasi: Mapped[str | None] = mapped_column(String(40))
    ditetapkan_pada: Mapped[dt.date | None]
    ditetapkan_oleh_id: Mapped[int | None] = mapped_column(ForeignKey("pegawai.id"))
    ditetapkan_sebagai: Mapped[str | None]
    """Post and form of words of the signature (`Plh. Kepala Biro Kepegawaian`)."""
    tembusan: Mapped[list[str] | None] = mapped_column(JSON)
    dikirim_pada: Mapped[dt.date | None]
    menggantikan_id: Mapped[int | None] = mapped_column(ForeignKey("pak.id"))
    alasan_penggantian: Mapped[str | None] = mapped_column(Text)
    subjek: Mapped[Pegawai] = relationship(foreign_keys="Pak.subjek_id")
    dupak: Mapped[Dupak] = relationship()
    penetap: Mapped[Pegawai | None] = relationship(foreign_keys=penetap_id)
    menggantikan: Mapped["Pak | None"] = relationship(foreign_keys=menggantikan_id, remote_side="Pak.id")

    @property
    def jenjang(self) -> str:
        """Level of the officer in the claim, by which the signing official is found."""
        return self.dupak.jenjang

    def orang(self, peran: Peran) -> int | None:
        """See Beraktor. Who may really sign is resolved by routing on the day, see `permissions`."""
        return {Peran.PRAKOM: self.subjek_id, Peran.PENETAP: self.penetap_id}.get(peran)

    def putaran_perkara(self) -> int | None:
        """See Stateful: the cycle of its claim."""
        return self.dupak.putaran_id
