"""The officer's log of activities with its proofs, and notices of the yearly duty."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "peringatan_wajib",
        sa.Column("pegawai_id", sa.Integer(), nullable=False),
        sa.Column("jatuh_tempo", sa.Date(), nullable=False),
        sa.Column("ambang", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["pegawai_id"], ["pegawai.id"], name=op.f("fk_peringatan_wajib_pegawai_id_pegawai")),
        sa.PrimaryKeyConstraint("pegawai_id", "jatuh_tempo", "ambang", name=op.f("pk_peringatan_wajib")),
    )
    op.create_table(
        "kegiatan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pegawai_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kunci", sa.String(length=32), nullable=True),
        sa.Column("tanggal_mulai", sa.Date(), nullable=True),
        sa.Column("tanggal_selesai", sa.Date(), nullable=True),
        sa.Column("jam_mulai", sa.Time(), nullable=True),
        sa.Column("jam_selesai", sa.Time(), nullable=True),
        sa.Column("uraian", sa.Text(), nullable=False),
        sa.Column("keluaran", sa.String(length=255), nullable=False),
        sa.Column("volume", sa.BigInteger(), nullable=True),
        sa.Column("butir_id", sa.Integer(), nullable=True),
        sa.Column("aturan", sa.String(length=10), nullable=True),
        sa.Column("surat_tugas", sa.String(length=255), nullable=False),
        sa.Column("tempat_bukti", sa.Text(), nullable=False),
        sa.Column("keterangan", sa.Text(), nullable=False),
        sa.Column("rencana", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("isian", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("ambang_diingatkan", sa.Integer(), nullable=True),
        sa.Column("dibuat_at", sa.DateTime(), nullable=False),
        sa.Column("diubah_at", sa.DateTime(), nullable=False),
        sa.Column("dihapus_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("tanggal_selesai IS NULL OR uraian <> ''", name=op.f("ck_kegiatan_tersimpan_beruraian")),
        sa.CheckConstraint("(butir_id IS NULL) = (aturan IS NULL)", name=op.f("ck_kegiatan_butir_beraturan")),
        sa.CheckConstraint(
            "(tanggal_mulai IS NULL) = (tanggal_selesai IS NULL)", name=op.f("ck_kegiatan_tanggal_berpasangan")
        ),
        sa.CheckConstraint("jam_mulai IS NULL OR tanggal_mulai = tanggal_selesai", name=op.f("ck_kegiatan_jam_sehari")),
        sa.CheckConstraint("jam_selesai IS NULL OR jam_mulai IS NOT NULL", name=op.f("ck_kegiatan_jam_berpasangan")),
        sa.CheckConstraint("tanggal_selesai >= tanggal_mulai", name=op.f("ck_kegiatan_tanggal_berurutan")),
        sa.CheckConstraint(
            "tanggal_selesai IS NULL OR rencana OR volume IS NOT NULL", name=op.f("ck_kegiatan_terlaksana_bervolume")
        ),
        sa.CheckConstraint("volume > 0", name=op.f("ck_kegiatan_volume_positif")),
        sa.ForeignKeyConstraint(["butir_id"], ["butir_kegiatan.id"], name=op.f("fk_kegiatan_butir_id_butir_kegiatan")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["item_dupak.id"], name=op.f("fk_kegiatan_item_id_item_dupak"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["pegawai_id"], ["pegawai.id"], name=op.f("fk_kegiatan_pegawai_id_pegawai")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kegiatan")),
        sa.UniqueConstraint("pegawai_id", "kunci", name=op.f("uq_kegiatan_pegawai_id_kunci")),
    )
    op.create_index("ix_kegiatan_item_id", "kegiatan", ["item_id"])
    op.create_index("ix_kegiatan_pegawai_id_tanggal_selesai", "kegiatan", ["pegawai_id", "tanggal_selesai", "id"])
    op.create_index("ix_kegiatan_tanggal_selesai", "kegiatan", ["tanggal_selesai"])

    op.create_table(
        "berkas_kegiatan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kegiatan_id", sa.Integer(), nullable=False),
        sa.Column("slot", sa.String(length=40), nullable=False),
        sa.Column("nama_asli", sa.String(length=255), nullable=False),
        sa.Column("tipe", sa.String(length=80), nullable=False),
        sa.Column("ukuran", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("diunggah_at", sa.DateTime(), nullable=False),
        sa.Column("diunggah_oleh_id", sa.Integer(), nullable=False),
        sa.Column("digantikan_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["diunggah_oleh_id"], ["pegawai.id"], name=op.f("fk_berkas_kegiatan_diunggah_oleh_id_pegawai")
        ),
        sa.ForeignKeyConstraint(["kegiatan_id"], ["kegiatan.id"], name=op.f("fk_berkas_kegiatan_kegiatan_id_kegiatan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_berkas_kegiatan")),
    )
    op.create_index("ix_berkas_kegiatan_kegiatan_id", "berkas_kegiatan", ["kegiatan_id"])
    op.create_index("ix_berkas_kegiatan_sha256", "berkas_kegiatan", ["sha256"])


def downgrade() -> None:
    op.drop_table("berkas_kegiatan")
    op.drop_table("kegiatan")
    op.drop_table("peringatan_wajib")
