"""An item names its output and its hours, so that work claimed twice is seen."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0016"
down_revision: str | None = "0015"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

BERKELUARAN = sa.text("keluaran_kunci <> ''")
DIKLAIM = sa.text("item_id IS NOT NULL AND keluaran_kunci <> ''")


def upgrade() -> None:
    with op.batch_alter_table("item_dupak") as batch_op:
        batch_op.add_column(sa.Column("jam_mulai", sa.Time(), nullable=True))
        batch_op.add_column(sa.Column("jam_selesai", sa.Time(), nullable=True))
        batch_op.add_column(sa.Column("keluaran", sa.String(length=255), server_default="", nullable=False))
        batch_op.add_column(sa.Column("keluaran_kunci", sa.String(length=200), server_default="", nullable=False))
        batch_op.create_check_constraint(
            op.f("ck_item_dupak_jam_berurutan"),
            "(jam_mulai IS NULL AND jam_selesai IS NULL)"
            " OR (jam_mulai < jam_selesai AND tanggal_mulai = tanggal_selesai)",
        )
    op.create_index(
        "ix_item_dupak_keluaran_kunci",
        "item_dupak",
        ["keluaran_kunci"],
        sqlite_where=BERKELUARAN,
        postgresql_where=BERKELUARAN,
    )
    op.add_column("kegiatan", sa.Column("keluaran_kunci", sa.String(length=200), server_default="", nullable=False))
    op.create_index(
        "ix_kegiatan_keluaran_kunci",
        "kegiatan",
        ["keluaran_kunci"],
        sqlite_where=DIKLAIM,
        postgresql_where=DIKLAIM,
    )


def downgrade() -> None:
    op.drop_index("ix_kegiatan_keluaran_kunci", table_name="kegiatan")
    op.drop_column("kegiatan", "keluaran_kunci")
    op.drop_index("ix_item_dupak_keluaran_kunci", table_name="item_dupak")
    with op.batch_alter_table("item_dupak") as batch_op:
        batch_op.drop_constraint(op.f("ck_item_dupak_jam_berurutan"), type_="check")
        for kolom in ("keluaran_kunci", "keluaran", "jam_selesai", "jam_mulai"):
            batch_op.drop_column(kolom)
