"""Runs that compute many claims anew, and their results."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "hitung_ulang",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instansi_id", sa.Integer(), nullable=True),
        sa.Column("alasan", sa.Text(), nullable=False),
        sa.Column("oleh_id", sa.Integer(), nullable=True),
        sa.Column("sidik", sa.JSON(), nullable=False),
        sa.Column("jumlah", sa.Integer(), nullable=False),
        sa.Column("terproses", sa.Integer(), nullable=False),
        sa.Column("berbeda", sa.Integer(), nullable=False),
        sa.Column("sampai_dupak_id", sa.Integer(), nullable=False),
        sa.Column("dimulai_at", sa.DateTime(), nullable=False),
        sa.Column("selesai_at", sa.DateTime(), nullable=True),
        sa.Column("berhenti_karena", sa.Text(), nullable=True),
        sa.CheckConstraint("terproses <= jumlah", name=op.f("ck_hitung_ulang_kemajuan")),
        sa.ForeignKeyConstraint(["instansi_id"], ["instansi.id"], name=op.f("fk_hitung_ulang_instansi_id_instansi")),
        sa.ForeignKeyConstraint(["oleh_id"], ["pegawai.id"], name=op.f("fk_hitung_ulang_oleh_id_pegawai")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hitung_ulang")),
    )
    op.create_index(op.f("ix_hitung_ulang_instansi_id"), "hitung_ulang", ["instansi_id"])
    op.create_table(
        "hasil_hitung_ulang",
        sa.Column("hitung_ulang_id", sa.Integer(), nullable=False),
        sa.Column("dupak_id", sa.Integer(), nullable=False),
        sa.Column("tercatat", sa.BigInteger(), nullable=False),
        sa.Column("dihitung", sa.BigInteger(), nullable=False),
        sa.Column("butir_berbeda", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hitung_ulang_id"], ["hitung_ulang.id"], name=op.f("fk_hasil_hitung_ulang_hitung_ulang_id_hitung_ulang")
        ),
        sa.ForeignKeyConstraint(["dupak_id"], ["dupak.id"], name=op.f("fk_hasil_hitung_ulang_dupak_id_dupak")),
        sa.PrimaryKeyConstraint("hitung_ulang_id", "dupak_id", name=op.f("pk_hasil_hitung_ulang")),
    )
    op.create_index(
        "ix_hasil_hitung_ulang_berbeda",
        "hasil_hitung_ulang",
        ["hitung_ulang_id", "butir_berbeda", "dupak_id"],
    )
    op.create_table(
        "faktor_hitung_ulang",
        sa.Column("hitung_ulang_id", sa.Integer(), nullable=False),
        sa.Column("aturan", sa.String(length=10), nullable=False),
        sa.Column("jenjang", sa.String(length=20), nullable=False),
        sa.Column("jenjang_butir", sa.String(length=20), nullable=False),
        sa.Column("faktor", sa.BigInteger(), nullable=False),
        sa.Column("satuan_bulat", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hitung_ulang_id"], ["hitung_ulang.id"], name=op.f("fk_faktor_hitung_ulang_hitung_ulang_id_hitung_ulang")
        ),
        sa.PrimaryKeyConstraint(
            "hitung_ulang_id", "aturan", "jenjang", "jenjang_butir", name=op.f("pk_faktor_hitung_ulang")
        ),
    )
    op.create_table(
        "batas_hitung_ulang",
        sa.Column("hitung_ulang_id", sa.Integer(), nullable=False),
        sa.Column("diterima_pada", sa.Date(), nullable=False),
        sa.Column("aturan", sa.String(length=10), nullable=False),
        sa.Column("batas", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hitung_ulang_id"], ["hitung_ulang.id"], name=op.f("fk_batas_hitung_ulang_hitung_ulang_id_hitung_ulang")
        ),
        sa.PrimaryKeyConstraint("hitung_ulang_id", "diterima_pada", "aturan", name=op.f("pk_batas_hitung_ulang")),
    )


def downgrade() -> None:
    op.drop_table("batas_hitung_ulang")
    op.drop_table("faktor_hitung_ulang")
    op.drop_index("ix_hasil_hitung_ulang_berbeda", table_name="hasil_hitung_ulang")
    op.drop_table("hasil_hitung_ulang")
    op.drop_index(op.f("ix_hitung_ulang_instansi_id"), table_name="hitung_ulang")
    op.drop_table("hitung_ulang")
