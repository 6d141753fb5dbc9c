"""Sheets on their way into the log, and what a person takes along of himself."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0019"
down_revision: str | None = "0018"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "impor_kegiatan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("oleh_id", sa.Integer(), nullable=False),
        sa.Column("banyak", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("nama_asli", sa.String(length=255), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("tahap", sa.String(length=40), nullable=False),
        sa.Column("jumlah", sa.Integer(), nullable=False),
        sa.Column("terbaca", sa.Integer(), nullable=False),
        sa.Column("baru", sa.Integer(), nullable=False),
        sa.Column("sudah_ada", sa.Integer(), nullable=False),
        sa.Column("banyak_galat", sa.Integer(), nullable=False),
        sa.Column("galat", sa.JSON(), nullable=False),
        sa.Column("kolom_diabaikan", sa.JSON(), nullable=False),
        sa.Column("dimulai_at", sa.DateTime(), nullable=False),
        sa.Column("selesai_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("terbaca <= jumlah", name=op.f("ck_impor_kegiatan_kemajuan")),
        sa.ForeignKeyConstraint(["oleh_id"], ["pegawai.id"], name=op.f("fk_impor_kegiatan_oleh_id_pegawai")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_impor_kegiatan")),
    )
    op.create_index("ix_impor_kegiatan_oleh_id_id", "impor_kegiatan", ["oleh_id", "id"])
    op.create_table(
        "baris_impor_kegiatan",
        sa.Column("impor_id", sa.Integer(), nullable=False),
        sa.Column("nomor", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("pegawai_id", sa.Integer(), nullable=False),
        sa.Column("kunci", sa.String(length=32), nullable=False),
        sa.Column("ada", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("tanggal_mulai", sa.Date(), nullable=False),
        sa.Column("tanggal_selesai", sa.Date(), nullable=False),
        sa.Column("jam_mulai", sa.Time(), nullable=True),
        sa.Column("jam_selesai", sa.Time(), nullable=True),
        sa.Column("uraian", sa.Text(), nullable=False),
        sa.Column("keluaran", sa.String(length=255), nullable=False),
        sa.Column("keluaran_kunci", sa.String(length=200), nullable=False),
        sa.Column("volume", sa.BigInteger(), nullable=True),
        sa.Column("butir_id", sa.Integer(), nullable=True),
        sa.Column("kode_butir", sa.String(length=30), nullable=False),
        sa.Column("aturan", sa.String(length=10), nullable=True),
        sa.Column("surat_tugas", sa.String(length=255), nullable=False),
        sa.Column("tempat_bukti", sa.Text(), nullable=False),
        sa.Column("keterangan", sa.Text(), nullable=False),
        sa.Column("rencana", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["impor_id"], ["impor_kegiatan.id"], name=op.f("fk_baris_impor_kegiatan_impor_id_impor_kegiatan")
        ),
        sa.PrimaryKeyConstraint("impor_id", "nomor", name=op.f("pk_baris_impor_kegiatan")),
    )
    op.create_index("ix_baris_impor_kegiatan_impor_id_kunci", "baris_impor_kegiatan", ["impor_id", "kunci"])
    op.create_table(
        "unduhan_data",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pegawai_id", sa.Integer(), nullable=False),
        sa.Column("diminta_at", sa.DateTime(), nullable=False),
        sa.Column("selesai_at", sa.DateTime(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("ukuran", sa.Integer(), nullable=True),
        sa.Column("berkas", sa.Integer(), nullable=False),
        sa.Column("hilang", sa.Integer(), nullable=False),
        sa.CheckConstraint("(sha256 IS NULL) = (selesai_at IS NULL)", name=op.f("ck_unduhan_data_berkas_bertanggal")),
        sa.ForeignKeyConstraint(["pegawai_id"], ["pegawai.id"], name=op.f("fk_unduhan_data_pegawai_id_pegawai")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unduhan_data")),
    )
    op.create_index("ix_unduhan_data_pegawai_id_id", "unduhan_data", ["pegawai_id", "id"])


def downgrade() -> None:
    for tabel in ("unduhan_data", "baris_impor_kegiatan", "impor_kegiatan"):
        op.drop_table(tabel)
