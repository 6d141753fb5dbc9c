"""The entries of the ledger stand in a chain per officer. `alurpak audit daftarkan` chains those that are there."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

PESAN = "riwayat hanya boleh ditambah"
TABEL = "rantai_kredit"


def upgrade() -> None:
    op.create_table(
        TABEL,
        sa.Column("pegawai_id", sa.Integer(), nullable=False),
        sa.Column("nomor", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entri_id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["entri_id"], ["entri_kredit.id"], name=op.f("fk_rantai_kredit_entri_id_entri_kredit")),
        sa.ForeignKeyConstraint(["pegawai_id"], ["pegawai.id"], name=op.f("fk_rantai_kredit_pegawai_id_pegawai")),
        sa.PrimaryKeyConstraint("pegawai_id", "nomor", name=op.f("pk_rantai_kredit")),
        sa.UniqueConstraint("entri_id", name=op.f("uq_rantai_kredit_entri_id")),
    )
    if op.get_bind().dialect.name == "postgresql":
        for nama, kapan in (("hanya_ditambah", "UPDATE OR DELETE"), ("tidak_dikosongkan", "TRUNCATE")):
            lingkup = "STATEMENT" if kapan == "TRUNCATE" else "ROW"
            op.execute(
                f"""
                CREATE TRIGGER {TABEL}_{nama} BEFORE {kapan} ON {TABEL}
                FOR EACH {lingkup} EXECUTE FUNCTION tolak_ubah_riwayat()
                """
            )
        return
    for kejadian in ("UPDATE", "DELETE"):
        op.execute(
            f"""
            CREATE TRIGGER {TABEL}_tolak_{kejadian.lower()} BEFORE {kejadian} ON {TABEL}
            BEGIN SELECT RAISE(ABORT, '{PESAN}'); END
            """
        )


def downgrade() -> None:
    op.drop_table(TABEL)
