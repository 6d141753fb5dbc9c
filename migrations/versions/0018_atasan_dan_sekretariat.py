"""Remarks on items, an institution's own checklist lines, personnel sheets, and which file replaced which."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0018"
down_revision: str | None = "0017"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

BELUM_DIKIRIM = sa.text("dikirim_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "catatan_butir",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dupak_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("kode", sa.String(length=30), nullable=False),
        sa.Column("oleh_id", sa.Integer(), nullable=False),
        sa.Column("asal", sa.String(length=40), nullable=True),
        sa.Column("isi", sa.Text(), nullable=False),
        sa.Column("ditulis_at", sa.DateTime(), nullable=False),
        sa.Column("dikirim_at", sa.DateTime(), nullable=True),
        sa.Column("jawaban", sa.Text(), nullable=False),
        sa.Column("selesai_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("isi <> ''", name=op.f("ck_catatan_butir_berisi")),
        sa.CheckConstraint("(dikirim_at IS NULL) = (asal IS NULL)", name=op.f("ck_catatan_butir_dikirim_punya_asal")),
        sa.CheckConstraint(
            "selesai_at IS NULL OR dikirim_at IS NOT NULL", name=op.f("ck_catatan_butir_selesai_sesudah_dikirim")
        ),
        sa.ForeignKeyConstraint(["dupak_id"], ["dupak.id"], name=op.f("fk_catatan_butir_dupak_id_dupak")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["item_dupak.id"], name=op.f("fk_catatan_butir_item_id_item_dupak"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["oleh_id"], ["pegawai.id"], name=op.f("fk_catatan_butir_oleh_id_pegawai")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catatan_butir")),
    )
    op.create_index("ix_catatan_butir_dupak_id", "catatan_butir", ["dupak_id", "id"])
    op.create_index(
        "uq_catatan_butir_item_id_oleh_id",
        "catatan_butir",
        ["item_id", "oleh_id"],
        unique=True,
        sqlite_where=BELUM_DIKIRIM,
        postgresql_where=BELUM_DIKIRIM,
    )
    op.create_table(
        "syarat_berkas",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instansi_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("wajib", sa.Boolean(), nullable=False),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.Column("dasar", sa.String(length=200), nullable=False),
        sa.Column("mulai", sa.Date(), nullable=False),
        sa.Column("selesai", sa.Date(), nullable=True),
        sa.CheckConstraint("selesai IS NULL OR selesai >= mulai", name=op.f("ck_syarat_berkas_tanggal_berurutan")),
        sa.CheckConstraint("label <> ''", name=op.f("ck_syarat_berkas_berlabel")),
        sa.ForeignKeyConstraint(["instansi_id"], ["instansi.id"], name=op.f("fk_syarat_berkas_instansi_id_instansi")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_syarat_berkas")),
    )
    op.create_index("ix_syarat_berkas_instansi_id", "syarat_berkas", ["instansi_id", "urutan", "id"])
    op.create_table(
        "lembar_kepegawaian",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instansi_id", sa.Integer(), nullable=False),
        sa.Column("per_tanggal", sa.Date(), nullable=False),
        sa.Column("nama_berkas", sa.String(length=255), nullable=False),
        sa.Column("sidik", sa.String(length=64), nullable=False),
        sa.Column("banyak", sa.Integer(), nullable=False),
        sa.Column("diunggah_at", sa.DateTime(), nullable=False),
        sa.Column("diunggah_oleh_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["diunggah_oleh_id"], ["pegawai.id"], name=op.f("fk_lembar_kepegawaian_diunggah_oleh_id_pegawai")
        ),
        sa.ForeignKeyConstraint(
            ["instansi_id"], ["instansi.id"], name=op.f("fk_lembar_kepegawaian_instansi_id_instansi")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lembar_kepegawaian")),
        sa.UniqueConstraint(
            "instansi_id", "per_tanggal", "sidik", name=op.f("uq_lembar_kepegawaian_instansi_id_per_tanggal_sidik")
        ),
    )
    op.create_index(
        "ix_lembar_kepegawaian_instansi_id_per_tanggal",
        "lembar_kepegawaian",
        ["instansi_id", "per_tanggal", "id"],
    )
    op.create_table(
        "baris_kepegawaian",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lembar_id", sa.Integer(), nullable=False),
        sa.Column("nomor", sa.Integer(), nullable=False),
        sa.Column("nip", sa.String(length=18), nullable=False),
        sa.Column("nama", sa.String(length=255), nullable=False),
        sa.Column("nomor_karpeg", sa.String(length=40), nullable=False),
        sa.Column("tanggal_lahir", sa.Date(), nullable=True),
        sa.Column("golongan", sa.String(length=20), nullable=False),
        sa.Column("tmt_golongan", sa.Date(), nullable=True),
        sa.Column("jabatan", sa.String(length=255), nullable=False),
        sa.Column("tmt_jabatan", sa.Date(), nullable=True),
        sa.Column("pendidikan", sa.String(length=255), nullable=False),
        sa.Column("unit", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(
            ["lembar_id"], ["lembar_kepegawaian.id"], name=op.f("fk_baris_kepegawaian_lembar_id_lembar_kepegawaian")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_baris_kepegawaian")),
        sa.UniqueConstraint("lembar_id", "nip", name=op.f("uq_baris_kepegawaian_lembar_id_nip")),
    )
    op.create_index("ix_baris_kepegawaian_lembar_id_tanggal_lahir", "baris_kepegawaian", ["lembar_id", "tanggal_lahir"])
    with op.batch_alter_table("baris_kelengkapan") as batch_op:
        batch_op.add_column(sa.Column("label", sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column("wajib", sa.Boolean(), nullable=True))
    with op.batch_alter_table("bukti_file") as batch_op:
        batch_op.add_column(sa.Column("menggantikan_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_bukti_file_menggantikan_id_bukti_file"),
            "bukti_file",
            ["menggantikan_id"],
            ["id"],
            ondelete="SET NULL",
        )


def downgrade() -> None:
    # An institution's own line has its words in these columns alone; without them no page could show it.
    op.execute("DELETE FROM baris_kelengkapan WHERE label IS NOT NULL")
    with op.batch_alter_table("bukti_file") as batch_op:
        batch_op.drop_constraint(op.f("fk_bukti_file_menggantikan_id_bukti_file"), type_="foreignkey")
        batch_op.drop_column("menggantikan_id")
    with op.batch_alter_table("baris_kelengkapan") as batch_op:
        batch_op.drop_column("wajib")
        batch_op.drop_column("label")
    op.drop_table("baris_kepegawaian")
    op.drop_table("lembar_kepegawaian")
    op.drop_table("syarat_berkas")
    op.drop_table("catatan_butir")
