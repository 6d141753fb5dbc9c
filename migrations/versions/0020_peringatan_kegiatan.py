"""One notice of the log per officer and day; people are found by their superior."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0020"
down_revision: str | None = "0019"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "ringkasan_kegiatan",
        sa.Column("pegawai_id", sa.Integer(), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["pegawai_id"], ["pegawai.id"], name=op.f("fk_ringkasan_kegiatan_pegawai_id_pegawai")),
        sa.PrimaryKeyConstraint("pegawai_id", "tanggal", name=op.f("pk_ringkasan_kegiatan")),
    )
    op.create_index("ix_pegawai_atasan_id", "pegawai", ["atasan_id"])


def downgrade() -> None:
    op.drop_index("ix_pegawai_atasan_id", "pegawai")
    op.drop_table("ringkasan_kegiatan")
