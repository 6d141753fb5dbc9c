"""Joint works with the shares of their authors; an item may be the officer's part of one."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0017"
down_revision: str | None = "0016"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "karya",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("judul", sa.String(length=255), nullable=False),
        sa.Column("pembuat_id", sa.Integer(), nullable=False),
        sa.Column("dibuat_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["pembuat_id"], ["pegawai.id"], name=op.f("fk_karya_pembuat_id_pegawai")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_karya")),
    )
    op.create_index("ix_karya_pembuat_id", "karya", ["pembuat_id"])
    op.create_table(
        "peserta_karya",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("karya_id", sa.Integer(), nullable=False),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.Column("pegawai_id", sa.Integer(), nullable=True),
        sa.Column("nama", sa.String(length=255), nullable=False),
        sa.Column("peran", sa.String(length=20), nullable=False),
        sa.Column("bagian", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("bagian > 0 AND bagian <= 1000000", name=op.f("ck_peserta_karya_bagian_dari_seluruhnya")),
        sa.CheckConstraint("pegawai_id IS NOT NULL OR nama <> ''", name=op.f("ck_peserta_karya_peserta_disebut")),
        sa.ForeignKeyConstraint(["karya_id"], ["karya.id"], name=op.f("fk_peserta_karya_karya_id_karya")),
        sa.ForeignKeyConstraint(["pegawai_id"], ["pegawai.id"], name=op.f("fk_peserta_karya_pegawai_id_pegawai")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_peserta_karya")),
        sa.UniqueConstraint("karya_id", "pegawai_id", name=op.f("uq_peserta_karya_karya_id_pegawai_id")),
    )
    op.create_index("ix_peserta_karya_pegawai_id", "peserta_karya", ["pegawai_id"])
    with op.batch_alter_table("item_dupak") as batch_op:
        batch_op.add_column(sa.Column("karya_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("bagian", sa.BigInteger(), server_default="1000000", nullable=False))
        batch_op.create_foreign_key(op.f("fk_item_dupak_karya_id_karya"), "karya", ["karya_id"], ["id"])
        batch_op.create_check_constraint(
            op.f("ck_item_dupak_bagian_dari_seluruhnya"), "bagian > 0 AND bagian <= 1000000"
        )
        batch_op.create_check_constraint(
            op.f("ck_item_dupak_bagian_punya_karya"), "karya_id IS NOT NULL OR bagian = 1000000"
        )
    op.create_index("ix_item_dupak_karya_id", "item_dupak", ["karya_id"])


def downgrade() -> None:
    op.drop_index("ix_item_dupak_karya_id", table_name="item_dupak")
    with op.batch_alter_table("item_dupak") as batch_op:
        batch_op.drop_constraint(op.f("ck_item_dupak_bagian_punya_karya"), type_="check")
        batch_op.drop_constraint(op.f("ck_item_dupak_bagian_dari_seluruhnya"), type_="check")
        batch_op.drop_constraint(op.f("fk_item_dupak_karya_id_karya"), type_="foreignkey")
        batch_op.drop_column("bagian")
        batch_op.drop_column("karya_id")
    op.drop_table("peserta_karya")
    op.drop_table("karya")
