"""Yearly runs of conversions, and what became of each period."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "konversi_tahunan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instansi_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("oleh_id", sa.Integer(), nullable=False),
        sa.Column("jumlah", sa.Integer(), nullable=False),
        sa.Column("terproses", sa.Integer(), nullable=False),
        sa.Column("diajukan", sa.Integer(), nullable=False),
        sa.Column("dibuat", sa.Integer(), nullable=False),
        sa.Column("ada", sa.Integer(), nullable=False),
        sa.Column("dilewati", sa.Integer(), nullable=False),
        sa.Column("sampai_pegawai_id", sa.Integer(), nullable=False),
        sa.Column("dimulai_at", sa.DateTime(), nullable=False),
        sa.Column("selesai_at", sa.DateTime(), nullable=True),
        sa.Column("berhenti_karena", sa.JSON(none_as_null=True), nullable=True),
        sa.CheckConstraint("terproses <= jumlah", name=op.f("ck_konversi_tahunan_kemajuan")),
        sa.ForeignKeyConstraint(
            ["instansi_id"], ["instansi.id"], name=op.f("fk_konversi_tahunan_instansi_id_instansi")
        ),
        sa.ForeignKeyConstraint(["oleh_id"], ["pegawai.id"], name=op.f("fk_konversi_tahunan_oleh_id_pegawai")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_konversi_tahunan_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_konversi_tahunan")),
    )
    op.create_index("ix_konversi_tahunan_instansi_id_id", "konversi_tahunan", ["instansi_id", "id"])
    op.create_index(
        "uq_konversi_tahunan_terbuka",
        "konversi_tahunan",
        ["instansi_id"],
        unique=True,
        sqlite_where=sa.text("selesai_at IS NULL"),
        postgresql_where=sa.text("selesai_at IS NULL"),
    )

    op.create_table(
        "hasil_konversi_tahunan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("konversi_tahunan_id", sa.Integer(), nullable=False),
        sa.Column("pegawai_id", sa.Integer(), nullable=False),
        sa.Column("bulan_mulai", sa.Integer(), nullable=False),
        sa.Column("bulan_selesai", sa.Integer(), nullable=False),
        sa.Column("hasil", sa.String(length=40), nullable=False),
        sa.Column("konversi_id", sa.Integer(), nullable=True),
        sa.Column("angka_kredit", sa.BigInteger(), nullable=True),
        sa.Column("alasan", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["konversi_id"], ["konversi.id"], name=op.f("fk_hasil_konversi_tahunan_konversi_id_konversi")
        ),
        sa.ForeignKeyConstraint(
            ["konversi_tahunan_id"],
            ["konversi_tahunan.id"],
            name=op.f("fk_hasil_konversi_tahunan_konversi_tahunan_id_konversi_tahunan"),
        ),
        sa.ForeignKeyConstraint(
            ["pegawai_id"], ["pegawai.id"], name=op.f("fk_hasil_konversi_tahunan_pegawai_id_pegawai")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hasil_konversi_tahunan")),
    )
    op.create_index("ix_hasil_konversi_tahunan_hasil", "hasil_konversi_tahunan", ["konversi_tahunan_id", "hasil", "id"])
    op.create_index(
        "uq_hasil_konversi_tahunan_masa",
        "hasil_konversi_tahunan",
        ["konversi_tahunan_id", "pegawai_id", "bulan_mulai"],
        unique=True,
    )


def downgrade() -> None:

    op.drop_table("hasil_konversi_tahunan")

    op.drop_table("konversi_tahunan")
