"""At most one run that computes claims anew is open at a time."""

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TERBUKA = "selesai_at IS NULL"
SEBAB = "Berjalan bersamaan dengan hitung ulang lain."


def upgrade() -> None:
    """Of several open runs the newest goes on; the others end here, since they would find the same."""
    op.add_column("hitung_ulang", sa.Column("lajur", sa.Integer(), server_default="1", nullable=False))
    saat = dt.datetime.now(dt.UTC).replace(tzinfo=None)  # noqa: TID251 - a migration has no clock passed in
    op.execute(
        sa.text(
            "UPDATE hitung_ulang SET selesai_at = :saat, berhenti_karena = :sebab WHERE selesai_at IS NULL"
            " AND id < (SELECT MAX(id) FROM hitung_ulang WHERE selesai_at IS NULL)"
        ).bindparams(sa.bindparam("saat", saat, sa.DateTime()), sebab=SEBAB)
    )
    op.create_index(
        "uq_hitung_ulang_terbuka",
        "hitung_ulang",
        ["lajur"],
        unique=True,
        sqlite_where=sa.text(TERBUKA),
        postgresql_where=sa.text(TERBUKA),
    )


def downgrade() -> None:
    op.drop_index("uq_hitung_ulang_terbuka", table_name="hitung_ulang")
    op.drop_column("hitung_ulang", "lajur")
