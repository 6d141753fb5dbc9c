"""The catalogue keeps its versions, and a claimed item the version that it copied.

Every item that is there becomes version 1 of itself. What earlier editions of the catalogue did not keep (sources,
limits, remarks) is empty until the catalogue's sheet is imported.
"""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TABEL = ("perubahan_katalog", "versi_butir")
PESAN = "riwayat hanya boleh ditambah"
ALASAN = "Katalog yang sudah ada sebelum versi dicatat."


def upgrade() -> None:
    op.create_table(
        "perubahan_katalog",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("aturan", sa.String(length=10), nullable=False),
        sa.Column("tindakan", sa.String(length=40), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("oleh_id", sa.Integer(), nullable=True),
        sa.Column("alasan", sa.Text(), nullable=False),
        sa.Column("sumber", sa.Text(), nullable=False),
        sa.Column("berkas_sha256", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["oleh_id"], ["pegawai.id"], name=op.f("fk_perubahan_katalog_oleh_id_pegawai")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_perubahan_katalog")),
    )
    op.create_index(op.f("ix_perubahan_katalog_aturan"), "perubahan_katalog", ["aturan"])
    op.create_table(
        "versi_butir",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("butir_id", sa.Integer(), nullable=False),
        sa.Column("nomor", sa.Integer(), nullable=False),
        sa.Column("perubahan_id", sa.Integer(), nullable=False),
        sa.Column("isi", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["butir_id"], ["butir_kegiatan.id"], name=op.f("fk_versi_butir_butir_id_butir_kegiatan")
        ),
        sa.ForeignKeyConstraint(
            ["perubahan_id"], ["perubahan_katalog.id"], name=op.f("fk_versi_butir_perubahan_id_perubahan_katalog")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_versi_butir")),
        sa.UniqueConstraint("butir_id", "nomor", name=op.f("uq_versi_butir_butir_id_nomor")),
    )
    op.create_index("ix_versi_butir_perubahan_id", "versi_butir", ["perubahan_id"])
    with op.batch_alter_table("butir_kegiatan") as batch_op:
        batch_op.add_column(sa.Column("jenjang_disimpulkan", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("sumber_ak", sa.String(length=255), server_default="", nullable=False))
        batch_op.add_column(sa.Column("kode_resmi", sa.String(length=30), server_default="", nullable=False))
        batch_op.add_column(sa.Column("batas_tahunan", sa.String(length=255), server_default="", nullable=False))
        batch_op.add_column(sa.Column("batas_dikonfirmasi", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("catatan", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("ditutup_mulai", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("versi", sa.Integer(), server_default="1", nullable=False))
        batch_op.create_check_constraint(op.f("ck_butir_kegiatan_versi_positif"), "versi > 0")
        batch_op.drop_column("kata_cari")
    op.add_column("item_dupak", sa.Column("butir_versi", sa.Integer(), server_default="1", nullable=False))
    op.add_column("item_dupak", sa.Column("pasti", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.add_column("item_dupak", sa.Column("volume_lebih", sa.BigInteger(), server_default="0", nullable=False))
    _tandai_item()
    _catat_versi_pertama()
    _pasang_penjaga()


def _tandai_item() -> None:
    """Items copied from an uncertain value stay uncertain."""
    op.execute(
        sa.text(
            "UPDATE item_dupak SET pasti = :tidak WHERE butir_id IN (SELECT id FROM butir_kegiatan WHERE pasti = :tidak)"
        ).bindparams(tidak=False)
    )


def _catat_versi_pertama() -> None:
    koneksi = op.get_bind()
    meta = sa.MetaData()
    butir = sa.Table("butir_kegiatan", meta, autoload_with=koneksi)
    perubahan = sa.Table("perubahan_katalog", meta, autoload_with=koneksi)
    versi = sa.Table("versi_butir", meta, sa.Column("isi", sa.JSON()), autoload_with=koneksi)
    for aturan in koneksi.scalars(sa.select(butir.c.aturan).distinct().order_by(butir.c.aturan)).all():
        saat = dt.datetime.now(dt.UTC).replace(tzinfo=None)  # noqa: TID251 - a migration has no clock passed in
        isi = {"aturan": aturan, "tindakan": "muat", "tanggal": saat.date(), "at": saat, "alasan": ALASAN, "sumber": ""}
        nomor = koneksi.scalar(perubahan.insert().values(**isi).returning(perubahan.c.id))
        baris = koneksi.execute(sa.select(butir).where(butir.c.aturan == aturan)).mappings().all()
        koneksi.execute(
            versi.insert(),
            [{"butir_id": b["id"], "nomor": 1, "perubahan_id": nomor, "isi": _isi(b)} for b in baris],
        )


def _isi(baris: Any) -> dict[str, Any]:
    """The columns as plain data; figures are kept as whole millionths and written out as text."""
    isi = {nama: nilai for nama, nilai in baris.items() if nama not in {"id", "aturan", "kode", "versi"}}
    for nama in ("angka_kredit", "persen", "batas_dikonfirmasi"):
        if isi[nama] is not None:
            angka = Decimal(isi[nama]).scaleb(-6).normalize()
            isi[nama] = f"{angka:f}"
    return isi


def _pasang_penjaga() -> None:
    for tabel in TABEL:
        if op.get_bind().dialect.name == "postgresql":
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
            continue
        for kejadian in ("UPDATE", "DELETE"):
            op.execute(
                f"""
                CREATE TRIGGER {tabel}_tolak_{kejadian.lower()} BEFORE {kejadian} ON {tabel}
                BEGIN SELECT RAISE(ABORT, '{PESAN}'); END
                """
            )


def downgrade() -> None:
    op.drop_column("item_dupak", "volume_lebih")
    op.drop_column("item_dupak", "pasti")
    op.drop_column("item_dupak", "butir_versi")
    op.drop_table("versi_butir")
    op.drop_table("perubahan_katalog")
    with op.batch_alter_table("butir_kegiatan") as batch_op:
        batch_op.add_column(sa.Column("kata_cari", sa.Text(), server_default="", nullable=False))
        batch_op.drop_constraint(op.f("ck_butir_kegiatan_versi_positif"), type_="check")
        for kolom in (
            "versi",
            "ditutup_mulai",
            "catatan",
            "batas_dikonfirmasi",
            "batas_tahunan",
            "kode_resmi",
            "sumber_ak",
            "jenjang_disimpulkan",
        ):
            batch_op.drop_column(kolom)
    op.execute(sa.text("UPDATE butir_kegiatan SET kata_cari = lower(kode || ' ' || uraian || ' ' || sub_unsur)"))
