"""What a proof proves: its slot."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0021"
down_revision: str | None = "0020"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("bukti_file") as tabel:
        tabel.add_column(sa.Column("slot", sa.String(length=40), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("bukti_file") as tabel:
        tabel.drop_column("slot")
