"""Institutions and their units."""

import enum

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow_app.models.base import Base, enum_column


class JenisInstansi(enum.Enum):
    """Kinds of institution that the routing tables of the rules tell apart."""

    BPS = "bps"
    BPS_PROVINSI = "bps_provinsi"
    LPNK = "lpnk"
    KEMENTERIAN = "kementerian"
    PROVINSI = "provinsi"
    KABUPATEN_KOTA = "kabupaten_kota"

    @property
    def pusat(self) -> bool:
        """Whether the institution belongs to the central government."""
        return self not in {JenisInstansi.PROVINSI, JenisInstansi.KABUPATEN_KOTA}


class Instansi(Base):
    """An institution: the scope of the secretariat, the calendar and the number registers."""

    __tablename__ = "instansi"
    id: Mapped[int] = mapped_column(primary_key=True)
    nama: Mapped[str] = mapped_column(unique=True)
    jenis: Mapped[JenisInstansi] = mapped_column(enum_column(JenisInstansi))
    alamat: Mapped[str] = mapped_column(Text, default="")
    kota: Mapped[str]
    kantor_bkn: Mapped[str]
    """The BKN office that receives the original of a PAK."""
    format_nomor_pak: Mapped[str] = mapped_column(default="{nomor}/PAK/{bulan_romawi}/{tahun}")
    format_nomor_konversi: Mapped[str] = mapped_column(
        default="{nomor}/KONV/{bulan_romawi}/{tahun}", server_default="{nomor}/KONV/{bulan_romawi}/{tahun}"
    )
    format_nomor_akumulasi: Mapped[str] = mapped_column(
        default="{nomor}/AKUM/{bulan_romawi}/{tahun}", server_default="{nomor}/AKUM/{bulan_romawi}/{tahun}"
    )
    format_nomor_penetapan_ak: Mapped[str] = mapped_column(
        default="{nomor}/PAK-K/{bulan_romawi}/{tahun}", server_default="{nomor}/PAK-K/{bulan_romawi}/{tahun}"
    )
    format_nomor_pak_integrasi: Mapped[str] = mapped_column(
        default="{nomor}/PAK-INT/{bulan_romawi}/{tahun}", server_default="{nomor}/PAK-INT/{bulan_romawi}/{tahun}"
    )


class Unit(Base):
    """A work unit of an institution."""

    __tablename__ = "unit"
    __table_args__ = (UniqueConstraint("instansi_id", "nama"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    instansi_id: Mapped[int] = mapped_column(ForeignKey("instansi.id"))
    nama: Mapped[str]
    induk_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    instansi: Mapped[Instansi] = relationship()
