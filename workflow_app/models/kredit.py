"""The ledger of credit: entries that are only ever added. Every old, new and sum is a query over them."""

import datetime as dt
import enum
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import AngkaKredit, Base, enum_column
from workflow_app.pesan import N_


class JenisEntri(enum.Enum):
    """Why credit moved. Values are the field's own words."""

    SALDO_AWAL = "saldo_awal"
    """Credit of a decision made before this application, by its letter."""
    BUTIR = "butir"
    """A decided activity."""
    HANGUS = "hangus"
    """Takes back an activity that was void by age: beside its entry of kind BUTIR, so that both are seen."""
    KOREKSI = "koreksi"
    """The difference that a replacing decision makes."""
    PENDIDIKAN = "pendidikan"
    """Credit of a higher degree."""
    KONVERSI = "konversi"
    """Credit from the appraisal of a year or period."""
    AK_DASAR = "ak_dasar"
    """Basic credit of a rank above the lowest one of the level."""
    INTEGRASI_KELUAR = "integrasi_keluar"
    """Conventional credit handed over to the account inside the level."""
    INTEGRASI_MASUK = "integrasi_masuk"
    """What arrives there after the basic value is taken off."""
    PENUNJANG_GUGUR = "penunjang_gugur"
    """Supporting credit above the share that counted for a raise in rank."""
    MULAI_JENJANG = "mulai_jenjang"
    """The level begins at zero: what the level before held, used or left over, ends."""
    BAWAAN = "bawaan"
    """Surplus over a raise in rank, taken out of the old rank and brought into the new one: two entries."""


LABEL_JENIS_ENTRI = {
    JenisEntri.SALDO_AWAL: N_("Saldo awal"),
    JenisEntri.BUTIR: N_("Butir kegiatan"),
    JenisEntri.HANGUS: N_("Hangus"),
    JenisEntri.KOREKSI: N_("Koreksi"),
    JenisEntri.PENDIDIKAN: N_("Pendidikan"),
    JenisEntri.KONVERSI: N_("Konversi"),
    JenisEntri.AK_DASAR: N_("Angka kredit dasar"),
    JenisEntri.INTEGRASI_KELUAR: N_("Integrasi, keluar"),
    JenisEntri.INTEGRASI_MASUK: N_("Integrasi, masuk"),
    JenisEntri.PENUNJANG_GUGUR: N_("Penunjang gugur"),
    JenisEntri.MULAI_JENJANG: N_("Mulai jenjang"),
    JenisEntri.BAWAAN: N_("Bawaan"),
}

#: Kinds that close or open an account before a claim is booked: they belong to the old credit of its decision.
JENIS_PEMBUKA = frozenset({JenisEntri.PENUNJANG_GUGUR, JenisEntri.MULAI_JENJANG, JenisEntri.BAWAAN})
_HANYA_TAMBAH = ("butir", "pendidikan", "konversi", "ak_dasar", "integrasi_masuk")
_HANYA_KURANG = ("hangus", "penunjang_gugur", "mulai_jenjang", "integrasi_keluar")


def _salah_satu(jenis: tuple[str, ...]) -> str:
    return ", ".join(f"'{satu}'" for satu in jenis)


class EntriKredit(Base):
    """One movement of an officer's credit, with its cause. Append-only (database triggers); a wrong entry is countered.

    `sebab` names the cause so that nothing is booked twice: a repeated job or click finds it there. The account of an
    entry is rule set, level and element; `golongan` is the rank on whose way it was earned.
    """

    __tablename__ = "entri_kredit"
    __table_args__ = (
        Index("ix_entri_kredit_pegawai_id_id", "pegawai_id", "id"),
        Index("ix_entri_kredit_pegawai_id_tanggal", "pegawai_id", "tanggal", "id"),
        CheckConstraint("jumlah <> 0", name="bukan_nol"),
        CheckConstraint(f"jenis NOT IN ({_salah_satu(_HANYA_TAMBAH)}) OR jumlah > 0", name="menambah"),
        CheckConstraint(f"jenis NOT IN ({_salah_satu(_HANYA_KURANG)}) OR jumlah < 0", name="mengurangi"),
        CheckConstraint("item_id IS NULL OR dupak_id IS NOT NULL", name="butir_milik_dupak"),
        CheckConstraint("(perkara = '') = (perkara_id IS NULL)", name="perkara_lengkap"),
        CheckConstraint("dupak_id IS NOT NULL OR perkara <> '' OR dasar <> ''", name="beralasan"),
        CheckConstraint("sebab <> ''", name="bersebab"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    pegawai_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    tanggal: Mapped[dt.date]
    """Day of booking."""
    jenis: Mapped[JenisEntri] = mapped_column(enum_column(JenisEntri))
    aturan: Mapped[str] = mapped_column(String(10))
    aturan_sidik: Mapped[str] = mapped_column(String(64), default="")
    """Hash of the rule set that gave the figure; empty for credit of a letter."""
    jenjang: Mapped[str] = mapped_column(String(20))
    golongan: Mapped[str] = mapped_column(String(5))
    unsur: Mapped[str] = mapped_column(String(60))
    """Code of the element in the rule set; empty for carried surplus, which belongs to none."""
    jumlah: Mapped[Decimal] = mapped_column(AngkaKredit)
    """Exact thousandths; the sign says whether it adds or takes away."""
    dupak_id: Mapped[int | None] = mapped_column(ForeignKey("dupak.id"), index=True)
    pak_id: Mapped[int | None] = mapped_column(ForeignKey("pak.id"), index=True)
    """The decision that booked the entry; empty for credit kept without one."""
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item_dupak.id"), index=True)
    """The activity; empty for sums that are not of one."""
    perkara: Mapped[str] = mapped_column(String(40), default="")
    """Workflow of a case that is neither claim nor decision."""
    perkara_id: Mapped[int | None]
    sebab: Mapped[str] = mapped_column(String(120), unique=True)
    alasan: Mapped[dict[str, Any]] = mapped_column(JSON)
    """The reason as a stored message, see `pesan.ke_data`."""
    dasar: Mapped[str] = mapped_column(default="")
    """The letter or decision it rests on, as people cite it."""


class RantaiKredit(Base):
    """The place of one entry in the chain over its officer's ledger: numbered without gaps, chained by `hash`.

    `hash` covers the whole entry. Append-only (database triggers); `rantai` keeps the heads.
    """

    __tablename__ = "rantai_kredit"
    pegawai_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"), primary_key=True)
    nomor: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    entri_id: Mapped[int] = mapped_column(ForeignKey("entri_kredit.id"), unique=True)
    hash: Mapped[str] = mapped_column(String(64))
