"""The register of cases and the heads of chains over whole tables."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

PESAN = "riwayat hanya boleh ditambah"


def upgrade() -> None:
    op.create_table(
        "daftar_perkara",
        sa.Column("nomor", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("workflow", sa.String(length=40), nullable=False),
        sa.Column("object_id", sa.Integer(), nullable=False),
        sa.Column("awal", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("nomor", name=op.f("pk_daftar_perkara")),
    )
    op.create_index("ix_daftar_perkara_workflow_object_id", "daftar_perkara", ["workflow", "object_id"])
    op.create_table(
        "kepala_rantai",
        sa.Column("nama", sa.String(length=40), nullable=False),
        sa.Column("jumlah", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("nama", name=op.f("pk_kepala_rantai")),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            """
            CREATE TRIGGER daftar_perkara_hanya_ditambah BEFORE UPDATE OR DELETE ON daftar_perkara
            FOR EACH ROW EXECUTE FUNCTION tolak_ubah_riwayat()
            """
        )
        op.execute(
            """
            CREATE TRIGGER daftar_perkara_tidak_dikosongkan BEFORE TRUNCATE ON daftar_perkara
            FOR EACH STATEMENT EXECUTE FUNCTION tolak_ubah_riwayat()
            """
        )
        return
    for kejadian in ("UPDATE", "DELETE"):
        op.execute(
            f"""
            CREATE TRIGGER daftar_perkara_tolak_{kejadian.lower()} BEFORE {kejadian} ON daftar_perkara
            BEGIN SELECT RAISE(ABORT, '{PESAN}'); END
            """
        )


def downgrade() -> None:
    op.drop_table("kepala_rantai")
    op.drop_index("ix_daftar_perkara_workflow_object_id", table_name="daftar_perkara")
    op.drop_table("daftar_perkara")
