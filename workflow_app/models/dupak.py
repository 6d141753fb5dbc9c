"""The claim (DUPAK), its items, evidence, statements of activity and intake checklist."""

import datetime as dt
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text, true
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from workflow_app.keluaran import MAKS_KUNCI, kunci_keluaran
from workflow_app.models.base import AngkaKredit, AngkaSatuan, Base, Stateful, Status, enum_column
from workflow_app.models.kalender import Putaran
from workflow_app.models.karya import Karya
from workflow_app.models.pegawai import Pegawai
from workflow_app.models.peran import Peran
from workflow_app.models.tim import TimPenilai
from workflow_app.waktu import utcnow

_BERKELUARAN = text("keluaran_kunci <> ''")


class DupakState(Status):
    """States of a claim."""

    DRAF = "draf"
    DIAJUKAN = "diajukan"
    DISETUJUI_ATASAN = "disetujui_atasan"
    DIUSULKAN = "diusulkan"
    BERKAS_DITERIMA = "berkas_diterima"
    PEMERIKSAAN = "pemeriksaan"
    PENILAIAN = "penilaian"
    SIDANG = "sidang"
    DIPUTUSKAN = "diputuskan"
    SELESAI = "selesai"
    DIKEMBALIKAN = "dikembalikan"
    DITARIK = "ditarik"
    DITOLAK = "ditolak"
    DITUTUP = "ditutup"


#: States in which a claim no longer holds its items, so that they may be claimed again.
DUPAK_LEPAS = frozenset({DupakState.DITARIK, DupakState.DITOLAK, DupakState.DITUTUP})


class Dupak(Stateful, Base):
    """A claim for one work period. `identitas` freezes person, rank, position and unit as they were claimed.

    `aturan` is the rule set on the last day of the period: it decides the procedure. Each item is scored by the rule
    set of the day on which its work ended, so that a claim may stand under two.
    """

    __tablename__ = "dupak"
    __table_args__ = (
        CheckConstraint("masa_selesai >= masa_mulai", name="masa_berurutan"),
        CheckConstraint(
            "state NOT IN ('berkas_diterima','pemeriksaan','penilaian','sidang','diputuskan','selesai')"
            " OR (diterima_pada IS NOT NULL AND putaran_id IS NOT NULL AND tim_id IS NOT NULL)",
            name="diterima_punya_putaran",
        ),
        CheckConstraint("state NOT IN ('diputuskan','selesai') OR hasil IS NOT NULL", name="diputuskan_punya_hasil"),
        CheckConstraint("state <> 'selesai' OR selesai_karena IS NOT NULL", name="selesai_punya_sebab"),
        Index(
            "ix_dupak_kotak_masuk",
            "pemegang",
            "tenggat",
            "id",
            sqlite_where=text("state NOT IN ('selesai','ditarik','ditolak','ditutup')"),
            postgresql_where=text("state NOT IN ('selesai','ditarik','ditolak','ditutup')"),
        ),
        Index("ix_dupak_subjek_id_id", "subjek_id", "id"),
        Index("ix_dupak_instansi_id_id", "instansi_id", "id"),
        Index("ix_dupak_putaran_id_state", "putaran_id", "state"),
    )
    state: Mapped[DupakState] = mapped_column(enum_column(DupakState))
    subjek_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    atasan_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"), index=True)
    masa_mulai: Mapped[dt.date]
    masa_selesai: Mapped[dt.date]
    aturan: Mapped[str] = mapped_column(String(10))
    golongan: Mapped[str] = mapped_column(String(5))
    jenjang: Mapped[str] = mapped_column(String(20))
    kategori: Mapped[str] = mapped_column(String(20))
    identitas: Mapped[dict[str, Any]] = mapped_column(JSON)
    diajukan_pada: Mapped[dt.date | None]
    surat_pengantar_nomor: Mapped[str | None]
    surat_pengantar_tanggal: Mapped[dt.date | None]
    pengusul_id: Mapped[int | None] = mapped_column(ForeignKey("pegawai.id"))
    diterima_pada: Mapped[dt.date | None]
    putaran_id: Mapped[int | None] = mapped_column(ForeignKey("putaran.id"))
    dasar_rute: Mapped[str | None] = mapped_column(Text)
    """Why the file went to its team, as a sentence of the routing rule."""
    dikembalikan_oleh: Mapped[str | None] = mapped_column(String(40))
    """Trigger of the last return; decides whether the officer resends everything or only the asked lines."""
    kelengkapan_sampai: Mapped[dt.date | None]
    diputuskan_pada: Mapped[dt.date | None]
    hasil: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """HAPAK: figures per unsur, reasons, whether the sum is enough; kept whole at each decision."""
    hasil_lalu: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """Results of earlier plenaries on this claim, oldest first, kept when one is opened again."""
    keberatan_sampai: Mapped[dt.date | None]
    keberatan_dilepas: Mapped[bool] = mapped_column(default=False)
    selesai_karena: Mapped[str | None] = mapped_column(String(20))
    """`pak` or `tabungan`."""

    subjek: Mapped[Pegawai] = relationship(foreign_keys="Dupak.subjek_id")
    atasan: Mapped[Pegawai] = relationship(foreign_keys=atasan_id)
    putaran: Mapped[Putaran | None] = relationship()
    tim: Mapped[TimPenilai | None] = relationship(foreign_keys="Dupak.tim_id")
    butir: Mapped[list["ItemDupak"]] = relationship(
        back_populates="dupak", order_by="ItemDupak.urutan, ItemDupak.id", cascade="all, delete-orphan"
    )
    spmk: Mapped[list["Spmk"]] = relationship(
        back_populates="dupak", order_by="Spmk.unsur", cascade="all, delete-orphan"
    )
    kelengkapan: Mapped[list["BarisKelengkapan"]] = relationship(
        back_populates="dupak", order_by="BarisKelengkapan.urutan", cascade="all, delete-orphan"
    )

    def orang(self, peran: Peran) -> int | None:
        """See Beraktor: the officer and the superior frozen into the claim."""
        return {Peran.PRAKOM: self.subjek_id, Peran.ATASAN: self.atasan_id}.get(peran)

    def tenggat_khusus(self) -> dt.date | None:
        """See Stateful: the date named by the request to complete the file."""
        return self.kelengkapan_sampai if self.dikembalikan_oleh == "minta_kelengkapan" else None

    def putaran_perkara(self) -> int | None:
        """See Stateful; fixed by the receipt of the file."""
        return self.putaran_id


class ItemDupak(Base):
    """One claimed item. Credit = volume x credit per unit x level factor, worked out on the server only."""

    __tablename__ = "item_dupak"
    __table_args__ = (
        Index("ix_item_dupak_dupak_id_id", "dupak_id", "id"),
        Index(
            "ix_item_dupak_keluaran_kunci", "keluaran_kunci", sqlite_where=_BERKELUARAN, postgresql_where=_BERKELUARAN
        ),
        CheckConstraint("volume > 0", name="volume_positif"),
        CheckConstraint("bagian > 0 AND bagian <= 1000000", name="bagian_dari_seluruhnya"),
        CheckConstraint("karya_id IS NOT NULL OR bagian = 1000000", name="bagian_punya_karya"),
        CheckConstraint(
            "(jam_mulai IS NULL AND jam_selesai IS NULL)"
            " OR (jam_mulai < jam_selesai AND tanggal_mulai = tanggal_selesai)",
            name="jam_berurutan",
        ),
        CheckConstraint("tanggal_selesai >= tanggal_mulai", name="tanggal_berurutan"),
        CheckConstraint("nilai_sidang IS NULL OR alasan_sidang IS NOT NULL", name="nilai_sidang_beralasan"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    dupak_id: Mapped[int] = mapped_column(ForeignKey("dupak.id"))
    urutan: Mapped[int] = mapped_column(default=0)
    butir_id: Mapped[int] = mapped_column(ForeignKey("butir_kegiatan.id"))
    butir_versi: Mapped[int] = mapped_column(default=1, server_default="1")
    """Version of the catalogue's item from which the values were copied."""
    pasti: Mapped[bool] = mapped_column(default=True, server_default=true())
    """Whether value and level were certain in that version; where not, no credit before somebody confirms them."""
    aturan: Mapped[str] = mapped_column(String(10))
    kode: Mapped[str] = mapped_column(String(30))
    unsur: Mapped[str] = mapped_column(String(60))
    """Code of the element in the rule set (`sistem_informasi`)."""
    sub_unsur: Mapped[str]
    uraian: Mapped[str] = mapped_column(Text)
    satuan_hasil: Mapped[str]
    jenis: Mapped[str] = mapped_column(String(30))
    jenjang_butir: Mapped[str] = mapped_column(String(20))
    angka_satuan: Mapped[Decimal] = mapped_column(AngkaSatuan)
    faktor: Mapped[Decimal] = mapped_column(AngkaSatuan)
    volume: Mapped[Decimal] = mapped_column(AngkaSatuan)
    volume_lebih: Mapped[Decimal] = mapped_column(AngkaSatuan, default=Decimal(0), server_default="0")
    """Part of the volume above the confirmed yearly limit of the catalogue: it earns nothing."""
    karya_id: Mapped[int | None] = mapped_column(ForeignKey("karya.id"), index=True)
    """The joint work that this is the officer's part of."""
    bagian: Mapped[Decimal] = mapped_column(AngkaSatuan, default=Decimal(1), server_default="1000000")
    """His share of it, as a part of one; the whole for work of his own."""
    jumlah: Mapped[Decimal] = mapped_column(AngkaKredit)
    tanggal_mulai: Mapped[dt.date]
    tanggal_selesai: Mapped[dt.date]
    jam_mulai: Mapped[dt.time | None]
    jam_selesai: Mapped[dt.time | None]
    """Time of day of work that began and ended on one day, where the officer wrote it down."""
    keluaran: Mapped[str] = mapped_column(default="", server_default="")
    """Title of the output, in the officer's words."""
    keluaran_kunci: Mapped[str] = mapped_column(String(MAKS_KUNCI), default="", server_default="")
    """The title as `keluaran.kunci_keluaran` reduces it."""
    surat_tugas: Mapped[str] = mapped_column(default="")
    tempat_bukti: Mapped[str] = mapped_column(Text, default="")
    """Where the physical proof lies, when it is not a file."""
    keterangan: Mapped[str] = mapped_column(Text, default="")
    terkunci: Mapped[bool] = mapped_column(default=False)
    diminta: Mapped[bool] = mapped_column(default=False)
    """Named by the last return: open to correction."""
    hangus: Mapped[bool] = mapped_column(default=False)
    """Older than the rule allowed when the file was received: shown, not assessed."""
    umur: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """What its age was judged by on receipt: kind of date (`acuan`), day (`tanggal`), months allowed (`bulan`)."""
    dibuka_ulang: Mapped[bool] = mapped_column(default=False)
    """Named by an upheld objection or a returned PAK: to be decided again."""
    nilai_sidang: Mapped[Decimal | None] = mapped_column(AngkaKredit)
    alasan_sidang: Mapped[str | None] = mapped_column(Text)
    nilai_akhir: Mapped[Decimal | None] = mapped_column(AngkaKredit)
    dupak: Mapped[Dupak] = relationship(back_populates="butir")

    karya: Mapped[Karya | None] = relationship(lazy="joined")

    @property
    def pengali(self) -> Decimal:
        """What credit per unit times volume is multiplied by: factor of the level, times the share in joint work."""
        return self.faktor * self.bagian

    @validates("keluaran")
    def _kunci(self, _nama: str, judul: str) -> str:
        self.keluaran_kunci = kunci_keluaran(judul)
        return judul

    bukti: Mapped[list["BuktiFile"]] = relationship(
        back_populates="item", order_by="BuktiFile.id", cascade="all, delete-orphan"
    )


class BuktiFile(Base):
    """One uploaded proof. A replaced file stays with `digantikan_at` set; the bytes lie in the file store."""

    __tablename__ = "bukti_file"
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item_dupak.id"), index=True)
    nama_asli: Mapped[str]
    tipe: Mapped[str] = mapped_column(String(80))
    ukuran: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    diunggah_at: Mapped[dt.datetime] = mapped_column(default=utcnow)
    diunggah_oleh_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"))
    digantikan_at: Mapped[dt.datetime | None]
    menggantikan_id: Mapped[int | None] = mapped_column(ForeignKey("bukti_file.id", ondelete="SET NULL"))
    """The file in whose place it was put, so that old and new can be laid side by side."""
    slot: Mapped[str | None] = mapped_column(String(40))
    """What it proves, as a key of the slots in `peraturan/bukti.toml`; None where nobody said."""
    item: Mapped[ItemDupak] = relationship(back_populates="bukti")


class Spmk(Base):
    """Statement of activities of one unsur: made when the claim is sent, read and signed by the superior."""

    __tablename__ = "spmk"
    __table_args__ = (UniqueConstraint("dupak_id", "unsur"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    dupak_id: Mapped[int] = mapped_column(ForeignKey("dupak.id"))
    unsur: Mapped[str] = mapped_column(String(60))
    """Code of the statement in the rule set (`spmk.<kode>`); several elements may share one.

    Statements of work under an older rule set than the claim's carry its key (`R2003-pendidikan`).
    """
    dibaca_at: Mapped[dt.datetime | None]
    ditandatangani_at: Mapped[dt.datetime | None]
    oleh_id: Mapped[int | None] = mapped_column(ForeignKey("pegawai.id"))
    dupak: Mapped[Dupak] = relationship(back_populates="spmk")


class BarisKelengkapan(Base):
    """One line of the intake checklist. `ada` None means not looked at yet."""

    __tablename__ = "baris_kelengkapan"
    __table_args__ = (UniqueConstraint("dupak_id", "kode"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    dupak_id: Mapped[int] = mapped_column(ForeignKey("dupak.id"))
    urutan: Mapped[int]
    kode: Mapped[str] = mapped_column(String(40))
    label: Mapped[str | None] = mapped_column(String(200))
    wajib: Mapped[bool | None]
    """Words and weight of an institution's own line (`SyaratBerkas`), copied on receipt; others stand in the rules."""
    ada: Mapped[bool | None]
    diminta: Mapped[bool] = mapped_column(default=False)
    jawaban: Mapped[str] = mapped_column(Text, default="")
    dupak: Mapped[Dupak] = relationship(back_populates="kelengkapan")
