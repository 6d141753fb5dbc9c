"""Published rule sets and the drafts of their corrections."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

PESAN = "riwayat hanya boleh ditambah"


def upgrade() -> None:
    op.create_table(
        "versi_peraturan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kunci", sa.String(length=40), nullable=False),
        sa.Column("nomor", sa.Integer(), nullable=False),
        sa.Column("sidik", sa.String(length=64), nullable=False),
        sa.Column("asal", sa.String(length=40), nullable=False),
        sa.Column("isi", sa.Text(), nullable=False),
        sa.Column("bawaan", sa.String(length=64), nullable=False),
        sa.Column("koreksi", sa.JSON(), nullable=False),
        sa.Column("diterbitkan_pada", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("oleh_id", sa.Integer(), nullable=True),
        sa.Column("alasan", sa.Text(), nullable=False),
        sa.Column("sendirian", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["oleh_id"], ["pegawai.id"], name=op.f("fk_versi_peraturan_oleh_id_pegawai")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_versi_peraturan")),
        sa.UniqueConstraint("kunci", "nomor", name=op.f("uq_versi_peraturan_kunci_nomor")),
    )
    op.create_index("ix_versi_peraturan_sidik", "versi_peraturan", ["sidik"])
    op.create_table(
        "rancangan_peraturan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kunci", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("dibuat_oleh_id", sa.Integer(), nullable=False),
        sa.Column("dibuat_at", sa.DateTime(), nullable=False),
        sa.Column("uji_cap", sa.String(length=64), nullable=True),
        sa.Column("uji_at", sa.DateTime(), nullable=True),
        sa.Column("uji_oleh_id", sa.Integer(), nullable=True),
        sa.Column("uji_hasil", sa.JSON(), nullable=True),
        sa.Column("versi_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(uji_cap IS NULL) = (uji_at IS NULL)", name=op.f("ck_rancangan_peraturan_uji_bertanggal")),
        sa.ForeignKeyConstraint(
            ["dibuat_oleh_id"], ["pegawai.id"], name=op.f("fk_rancangan_peraturan_dibuat_oleh_id_pegawai")
        ),
        sa.ForeignKeyConstraint(
            ["uji_oleh_id"], ["pegawai.id"], name=op.f("fk_rancangan_peraturan_uji_oleh_id_pegawai")
        ),
        sa.ForeignKeyConstraint(
            ["versi_id"], ["versi_peraturan.id"], name=op.f("fk_rancangan_peraturan_versi_id_versi_peraturan")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rancangan_peraturan")),
    )
    op.create_index(
        "uq_rancangan_peraturan_terbuka",
        "rancangan_peraturan",
        ["kunci"],
        unique=True,
        sqlite_where=sa.text("status = 'terbuka'"),
        postgresql_where=sa.text("status = 'terbuka'"),
    )
    op.create_table(
        "perubahan_peraturan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rancangan_id", sa.Integer(), nullable=False),
        sa.Column("jalur", sa.String(length=120), nullable=False),
        sa.Column("lama", sa.JSON(), nullable=True),
        sa.Column("baru", sa.JSON(), nullable=True),
        sa.Column("alasan", sa.Text(), nullable=False),
        sa.Column("oleh_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["oleh_id"], ["pegawai.id"], name=op.f("fk_perubahan_peraturan_oleh_id_pegawai")),
        sa.ForeignKeyConstraint(
            ["rancangan_id"],
            ["rancangan_peraturan.id"],
            name=op.f("fk_perubahan_peraturan_rancangan_id_rancangan_peraturan"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_perubahan_peraturan")),
        sa.UniqueConstraint("rancangan_id", "jalur", name=op.f("uq_perubahan_peraturan_rancangan_id_jalur")),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            """
            CREATE TRIGGER versi_peraturan_hanya_ditambah BEFORE UPDATE OR DELETE ON versi_peraturan
            FOR EACH ROW EXECUTE FUNCTION tolak_ubah_riwayat()
            """
        )
        op.execute(
            """
            CREATE TRIGGER versi_peraturan_tidak_dikosongkan BEFORE TRUNCATE ON versi_peraturan
            FOR EACH STATEMENT EXECUTE FUNCTION tolak_ubah_riwayat()
            """
        )
        return
    for kejadian in ("UPDATE", "DELETE"):
        op.execute(
            f"""
            CREATE TRIGGER versi_peraturan_tolak_{kejadian.lower()} BEFORE {kejadian} ON versi_peraturan
            BEGIN SELECT RAISE(ABORT, '{PESAN}'); END
            """
        )


def downgrade() -> None:
    op.drop_table("perubahan_peraturan")
    op.drop_index("uq_rancangan_peraturan_terbuka", table_name="rancangan_peraturan")
    op.drop_table("rancangan_peraturan")
    op.drop_index("ix_versi_peraturan_sidik", table_name="versi_peraturan")
    op.drop_table("versi_peraturan")
