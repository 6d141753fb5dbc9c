"""A team has one open plenary on a day."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TERBUKA = "state NOT IN ('ditutup','dibatalkan')"


def upgrade() -> None:
    op.create_index(
        "uq_sidang_tim_id_tanggal",
        "sidang",
        ["tim_id", "tanggal"],
        unique=True,
        sqlite_where=sa.text(TERBUKA),
        postgresql_where=sa.text(TERBUKA),
    )


def downgrade() -> None:
    op.drop_index("uq_sidang_tim_id_tanggal", table_name="sidang")
