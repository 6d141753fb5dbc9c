"""An item keeps by which date its age was judged.

Files received before are left without: their items were judged from the day of receipt, and are read so.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("item_dupak") as batch_op:
        batch_op.add_column(sa.Column("umur", sa.JSON(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("item_dupak") as batch_op:
        batch_op.drop_column("umur")
