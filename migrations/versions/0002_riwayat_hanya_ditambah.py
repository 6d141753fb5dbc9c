"""Refuse to change or delete history: audit rows and administrators' notes are only ever added."""

from collections.abc import Sequence

from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TABEL = ("audit_entry", "catatan_admin")
PESAN = "riwayat hanya boleh ditambah"


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"""
            CREATE FUNCTION tolak_ubah_riwayat() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '{PESAN}'; END $$
            """
        )
        for tabel in TABEL:
            op.execute(
                f"""
                CREATE TRIGGER {tabel}_hanya_ditambah BEFORE UPDATE OR DELETE ON {tabel}
                FOR EACH ROW EXECUTE FUNCTION tolak_ubah_riwayat()
                """
            )
            op.execute(
                f"""
                CREATE TRIGGER {tabel}_tidak_dikosongkan BEFORE TRUNCATE ON {tabel}
                FOR EACH STATEMENT EXECUTE FUNCTION tolak_ubah_riwayat()
                """
            )
        return
    for tabel in TABEL:
        for kejadian in ("UPDATE", "DELETE"):
            op.execute(
                f"""
                CREATE TRIGGER {tabel}_tolak_{kejadian.lower()} BEFORE {kejadian} ON {tabel}
                BEGIN SELECT RAISE(ABORT, '{PESAN}'); END
                """
            )


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for tabel in TABEL:
            op.execute(f"DROP TRIGGER {tabel}_hanya_ditambah ON {tabel}")
            op.execute(f"DROP TRIGGER {tabel}_tidak_dikosongkan ON {tabel}")
        op.execute("DROP FUNCTION tolak_ubah_riwayat()")
        return
    for tabel in TABEL:
        for kejadian in ("update", "delete"):
            op.execute(f"DROP TRIGGER {tabel}_tolak_{kejadian}")
