"""People, their rank and position history, their roles with dates and decrees, and their absences."""

import datetime as dt
import enum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow_app.models.base import Base, enum_column
from workflow_app.models.organisasi import Instansi, Unit
from workflow_app.models.peran import Peran


class JenisKelamin(enum.Enum):
    """As printed on the forms."""

    LAKI_LAKI = "Laki-laki"
    PEREMPUAN = "Perempuan"


class Pegawai(Base):
    """A person of the institution. Rank and position are facts of the history tables, never columns here."""

    __tablename__ = "pegawai"
    __table_args__ = (CheckConstraint("length(nip) = 18", name="nip_18_angka"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    nip: Mapped[str] = mapped_column(String(18), unique=True)
    nama: Mapped[str]
    email: Mapped[str]
    tempat_lahir: Mapped[str] = mapped_column(default="")
    tanggal_lahir: Mapped[dt.date | None]
    jenis_kelamin: Mapped[JenisKelamin | None] = mapped_column(enum_column(JenisKelamin))
    nomor_karpeg: Mapped[str] = mapped_column(String(20), default="")
    pendidikan: Mapped[str] = mapped_column(default="")
    """Highest education already counted for credit, as printed on the forms."""
    jabatan_struktural: Mapped[str] = mapped_column(default="")
    """Title of the post, for people who hold no functional position."""
    instansi_id: Mapped[int] = mapped_column(ForeignKey("instansi.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    atasan_id: Mapped[int | None] = mapped_column(ForeignKey("pegawai.id"), index=True)
    aktif: Mapped[bool] = mapped_column(default=True)
    instansi: Mapped[Instansi] = relationship()
    unit: Mapped[Unit] = relationship()
    atasan: Mapped["Pegawai | None"] = relationship(remote_side=id)
    riwayat_pangkat: Mapped[list["RiwayatPangkat"]] = relationship(order_by="RiwayatPangkat.tmt")
    riwayat_jabatan: Mapped[list["RiwayatJabatan"]] = relationship(order_by="RiwayatJabatan.tmt")

    def pangkat_pada(self, tanggal: dt.date) -> "RiwayatPangkat | None":
        """The rank in force on `tanggal`, or None before the first one."""
        return next((r for r in reversed(self.riwayat_pangkat) if r.tmt <= tanggal), None)

    def jabatan_pada(self, tanggal: dt.date) -> "RiwayatJabatan | None":
        """The functional position in force on `tanggal`, or None."""
        return next((r for r in reversed(self.riwayat_jabatan) if r.tmt <= tanggal), None)


class RiwayatPangkat(Base):
    """A rank from its effective date on, with its decree; never overwritten, a new rank is a new row."""

    __tablename__ = "riwayat_pangkat"
    __table_args__ = (Index("uq_riwayat_pangkat_pegawai_id_tmt", "pegawai_id", "tmt", unique=True),)
    id: Mapped[int] = mapped_column(primary_key=True)
    pegawai_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    golongan: Mapped[str] = mapped_column(String(5))
    """Golongan ruang, `III/a`."""
    tmt: Mapped[dt.date]
    nomor_sk: Mapped[str]
    masa_kerja_tahun: Mapped[int] = mapped_column(default=0)
    masa_kerja_bulan: Mapped[int] = mapped_column(default=0)


class RiwayatJabatan(Base):
    """A functional position (jenjang) from its effective date on, with its decree."""

    __tablename__ = "riwayat_jabatan"
    __table_args__ = (Index("uq_riwayat_jabatan_pegawai_id_tmt", "pegawai_id", "tmt", unique=True),)
    id: Mapped[int] = mapped_column(primary_key=True)
    pegawai_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    jenjang: Mapped[str] = mapped_column(String(20))
    """`terampil`, `mahir`, `penyelia`, `ahli_pertama`, `ahli_muda`, `ahli_madya`, `ahli_utama`."""
    tmt: Mapped[dt.date]
    nomor_sk: Mapped[str]


class PenugasanPeran(Base):
    """A role held by assignment, with scope, dates and decree.

    The scope is the institution, or the unit when `unit_id` is set. `jabatan_penetap` is the official post of a
    PENETAP in the routing table (`ppt_pratama_kepegawaian`).
    """

    __tablename__ = "penugasan_peran"
    __table_args__ = (
        Index("ix_penugasan_peran_pegawai_id", "pegawai_id"),
        Index("ix_penugasan_peran_instansi_id_peran", "instansi_id", "peran"),
        CheckConstraint("selesai IS NULL OR selesai >= mulai", name="tanggal_berurutan"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    pegawai_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    peran: Mapped[Peran] = mapped_column(enum_column(Peran))
    instansi_id: Mapped[int] = mapped_column(ForeignKey("instansi.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    jabatan_penetap: Mapped[str | None] = mapped_column(String(60))
    mulai: Mapped[dt.date]
    selesai: Mapped[dt.date | None]
    nomor_sk: Mapped[str]
    pegawai: Mapped[Pegawai] = relationship()


class JenisPelimpahan(enum.Enum):
    """Form of words for a person who acts in somebody else's place."""

    PLT = "Plt."
    PLH = "Plh."


class Pelimpahan(Base):
    """A role lent to another person for a period; the audit row of his acts names both."""

    __tablename__ = "pelimpahan"
    __table_args__ = (
        Index("ix_pelimpahan_penerima_id", "penerima_id"),
        CheckConstraint("selesai >= mulai", name="tanggal_berurutan"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    penugasan_id: Mapped[int] = mapped_column(ForeignKey("penugasan_peran.id"))
    penerima_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    jenis: Mapped[JenisPelimpahan] = mapped_column(enum_column(JenisPelimpahan))
    nomor_surat: Mapped[str]
    mulai: Mapped[dt.date]
    selesai: Mapped[dt.date]
    penugasan: Mapped[PenugasanPeran] = relationship()
    penerima: Mapped[Pegawai] = relationship()


class Ketidakhadiran(Base):
    """A recorded absence: while it lasts the person's stand-in may act."""

    __tablename__ = "ketidakhadiran"
    __table_args__ = (
        Index("ix_ketidakhadiran_pegawai_id", "pegawai_id"),
        CheckConstraint("selesai >= mulai", name="tanggal_berurutan"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    pegawai_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    mulai: Mapped[dt.date]
    selesai: Mapped[dt.date]
    alasan: Mapped[str] = mapped_column(Text)
