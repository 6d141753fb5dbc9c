"""Facts behind credit of the conversion regime: yearly appraisals, degrees, and where somebody came from.

Facts are recorded once and never overwritten: a wrong one is cancelled with its reason and recorded anew.
"""

import datetime as dt
import enum
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from workflow_app.models.base import AngkaKredit, Base, enum_column
from workflow_app.models.pegawai import Pegawai, RiwayatJabatan
from workflow_app.pesan import N_

_BERLAKU = text("dibatalkan_pada IS NULL")


class Fakta:
    """What a recorded fact says of itself: its proof, who recorded it when, and why it no longer counts.

    Triggers of the database let nothing of it change but its cancellation, once, and the day on which a degree was
    entered at BKN, once.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    bukti: Mapped[str]
    """The document behind the fact as people cite it."""
    dicatat_pada: Mapped[dt.date]
    dibatalkan_pada: Mapped[dt.date | None]
    alasan_batal: Mapped[str] = mapped_column(Text, default="")

    @declared_attr
    def dicatat_oleh_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("pegawai.id"))

    @declared_attr
    def dibatalkan_oleh_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("pegawai.id"))


def _syarat_fakta() -> tuple[CheckConstraint, ...]:
    """What holds of every fact. Made anew for each table, to which a constraint belongs."""
    return (
        CheckConstraint("bukti <> ''", name="berbukti"),
        CheckConstraint("(dibatalkan_pada IS NULL) = (dibatalkan_oleh_id IS NULL)", name="pembatalan_bernama"),
        CheckConstraint("dibatalkan_pada IS NULL OR alasan_batal <> ''", name="pembatalan_beralasan"),
    )


def _satu_berlaku(nama: str, *kolom: str) -> Index:
    """At most one fact in force with the same values in these columns."""
    return Index(nama, *kolom, unique=True, sqlite_where=_BERLAKU, postgresql_where=_BERLAKU)


class AsalEvaluasi(enum.Enum):
    """How an appraisal came into the record."""

    ENTRI = "entri"
    """Written by hand."""
    IMPOR = "impor"
    """A row of a sheet."""
    KONVERSI = "konversi"
    """Confirmed by the evaluator who determined the conversion of an officer without a record."""


class EvaluasiKinerja(Fakta, Base):
    """The predicate of an officer for some months of one year, by his evaluator, with its proof.

    Months are whole ones, both ends included. Appraisals in force never overlap for one officer.
    """

    __tablename__ = "evaluasi_kinerja"
    __table_args__ = (
        CheckConstraint("bulan_mulai BETWEEN 1 AND 12", name="bulan_mulai_sah"),
        CheckConstraint("bulan_selesai BETWEEN bulan_mulai AND 12", name="bulan_selesai_sah"),
        *_syarat_fakta(),
        CheckConstraint("penilai_id IS NULL OR penilai_id <> pegawai_id", name="bukan_diri_sendiri"),
        _satu_berlaku("uq_evaluasi_kinerja_berlaku", "pegawai_id", "tahun", "bulan_mulai"),
        Index("ix_evaluasi_kinerja_tahun", "tahun", "pegawai_id"),
    )
    pegawai_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    tahun: Mapped[int]
    bulan_mulai: Mapped[int]
    bulan_selesai: Mapped[int]
    predikat: Mapped[str] = mapped_column(String(20))
    """Code of the predicate in the rule set."""
    penilai_id: Mapped[int | None] = mapped_column(ForeignKey("pegawai.id"))
    nama_penilai: Mapped[str] = mapped_column(default="")
    """The evaluator as the proof names him, where he has no account here."""
    asal: Mapped[AsalEvaluasi] = mapped_column(enum_column(AsalEvaluasi))
    pegawai: Mapped[Pegawai] = relationship(foreign_keys=pegawai_id)
    penilai: Mapped[Pegawai | None] = relationship(foreign_keys=penilai_id)
    pembatal: Mapped[Pegawai | None] = relationship(foreign_keys="EvaluasiKinerja.dibatalkan_oleh_id")

    @property
    def bulan(self) -> int:
        """Months that it covers."""
        return self.bulan_selesai - self.bulan_mulai + 1


class IjazahPegawai(Fakta, Base):
    """A degree of an officer. The one he was appointed with brings no credit of its own."""

    __tablename__ = "ijazah_pegawai"
    __table_args__ = (
        *_syarat_fakta(),
        _satu_berlaku("uq_ijazah_pegawai_berlaku", "pegawai_id", "ijazah"),
    )
    pegawai_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    ijazah: Mapped[str] = mapped_column(String(10))
    """Code of the diploma (`slta`, `d3`, `s1`, `s2`, `s3`)."""
    tanggal: Mapped[dt.date]
    dasar_pengangkatan: Mapped[bool] = mapped_column(default=False)
    tercatat_bkn_pada: Mapped[dt.date | None]
    pegawai: Mapped[Pegawai] = relationship(foreign_keys=pegawai_id)


class JenisAsal(enum.Enum):
    """From where somebody came into his functional position; values are the field's own words."""

    ADMINISTRATOR = "administrator"
    PENGAWAS = "pengawas"
    PELAKSANA = "pelaksana"
    JF_LAIN = "jf_lain"
    """Another functional position: its credit is carried."""
    PENYESUAIAN = "penyesuaian"
    """Adjustment or equalisation: the decree names the credit."""


LABEL_ASAL = {
    JenisAsal.ADMINISTRATOR: N_("Jabatan administrator"),
    JenisAsal.PENGAWAS: N_("Jabatan pengawas"),
    JenisAsal.PELAKSANA: N_("Jabatan pelaksana"),
    JenisAsal.JF_LAIN: N_("Jabatan fungsional lain"),
    JenisAsal.PENYESUAIAN: N_("Penyesuaian atau penyetaraan"),
}


class AsalJabatan(Fakta, Base):
    """Facts of the post from which an officer entered his position, for the credit that he starts with."""

    __tablename__ = "asal_jabatan"
    __table_args__ = (
        *_syarat_fakta(),
        _satu_berlaku("uq_asal_jabatan_berlaku", "riwayat_jabatan_id"),
        CheckConstraint(
            "jenis NOT IN ('jf_lain','penyesuaian') OR (angka_kredit IS NOT NULL AND angka_kredit >= 0)",
            name="angka_menurut_surat",
        ),
        CheckConstraint(
            "jenis IN ('jf_lain','penyesuaian') OR (predikat IS NOT NULL AND angka_kredit IS NULL)",
            name="predikat_untuk_konversi",
        ),
    )
    riwayat_jabatan_id: Mapped[int] = mapped_column(ForeignKey("riwayat_jabatan.id"))
    jenis: Mapped[JenisAsal] = mapped_column(enum_column(JenisAsal))
    ijazah: Mapped[str | None] = mapped_column(String(10))
    """Diploma that sets the top rank of a clerk."""
    predikat: Mapped[str | None] = mapped_column(String(20))
    angka_kredit: Mapped[Decimal | None] = mapped_column(AngkaKredit)
    """As the letter names it, where it is carried or adjusted."""
    riwayat_jabatan: Mapped[RiwayatJabatan] = relationship()
