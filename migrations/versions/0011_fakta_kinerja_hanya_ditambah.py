"""Facts of performance are cancelled, never changed or deleted: columns for degrees and origins, triggers for all."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

PESAN = "fakta kinerja hanya boleh ditambah atau dibatalkan"
FUNGSI = "tolak_ubah_fakta_kinerja"
BERLAKU = "dibatalkan_pada IS NULL"
BATAL = frozenset({"dibatalkan_pada", "dibatalkan_oleh_id", "alasan_batal"})
KOLOM = {
    "evaluasi_kinerja": (
        "id",
        "pegawai_id",
        "tahun",
        "bulan_mulai",
        "bulan_selesai",
        "predikat",
        "penilai_id",
        "nama_penilai",
        "bukti",
        "asal",
        "dicatat_oleh_id",
        "dicatat_pada",
    ),
    "ijazah_pegawai": (
        "id",
        "pegawai_id",
        "ijazah",
        "tanggal",
        "bukti",
        "dasar_pengangkatan",
        "dicatat_oleh_id",
        "dicatat_pada",
    ),
    "asal_jabatan": (
        "id",
        "riwayat_jabatan_id",
        "jenis",
        "ijazah",
        "predikat",
        "angka_kredit",
        "bukti",
        "dicatat_oleh_id",
        "dicatat_pada",
    ),
}
"""Columns that never change."""
SEKALI = {"ijazah_pegawai": ("tercatat_bkn_pada",)}
"""Columns that may be filled in once."""


def upgrade() -> None:
    for tabel in ("ijazah_pegawai", "asal_jabatan"):
        _tambah_pembatalan(tabel)
    _pasang_pemicu()


def _tambah_pembatalan(tabel: str) -> None:
    if tabel == "ijazah_pegawai":
        op.drop_index("uq_ijazah_pegawai_pegawai_id_ijazah", table_name=tabel)
    with op.batch_alter_table(tabel, schema=None) as batch_op:
        if tabel == "asal_jabatan":
            batch_op.drop_constraint(op.f("uq_asal_jabatan_riwayat_jabatan_id"), type_="unique")
        batch_op.add_column(sa.Column("dibatalkan_pada", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("dibatalkan_oleh_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("alasan_batal", sa.Text(), nullable=False, server_default=""))
        batch_op.create_foreign_key(
            op.f(f"fk_{tabel}_dibatalkan_oleh_id_pegawai"), "pegawai", ["dibatalkan_oleh_id"], ["id"]
        )
        batch_op.create_check_constraint(
            op.f(f"ck_{tabel}_pembatalan_bernama"), "(dibatalkan_pada IS NULL) = (dibatalkan_oleh_id IS NULL)"
        )
        batch_op.create_check_constraint(
            op.f(f"ck_{tabel}_pembatalan_beralasan"), "dibatalkan_pada IS NULL OR alasan_batal <> ''"
        )
    with op.batch_alter_table(tabel, schema=None) as batch_op:
        batch_op.alter_column("alasan_batal", server_default=None)
    kolom = ["pegawai_id", "ijazah"] if tabel == "ijazah_pegawai" else ["riwayat_jabatan_id"]
    op.create_index(
        f"uq_{tabel}_berlaku",
        tabel,
        kolom,
        unique=True,
        sqlite_where=sa.text(BERLAKU),
        postgresql_where=sa.text(BERLAKU),
    )


def _berubah(tabel: str) -> str:
    """What an UPDATE must not do: change a fact, change it after its cancellation, or fill something in twice."""
    beda = "IS DISTINCT FROM" if op.get_bind().dialect.name == "postgresql" else "IS NOT"
    syarat = [f"NEW.{k} {beda} OLD.{k}" for k in KOLOM[tabel]]
    syarat += [f"(OLD.{k} IS NOT NULL AND NEW.{k} {beda} OLD.{k})" for k in SEKALI.get(tabel, ())]
    return " OR ".join(["OLD.dibatalkan_pada IS NOT NULL", *syarat])


def _pasang_pemicu() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE FUNCTION {FUNGSI}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{PESAN}'; END $$"
        )
        for tabel in KOLOM:
            op.execute(
                f"CREATE TRIGGER {tabel}_hanya_dibatalkan BEFORE UPDATE ON {tabel} FOR EACH ROW"
                f" WHEN ({_berubah(tabel)}) EXECUTE FUNCTION {FUNGSI}()"
            )
            op.execute(
                f"CREATE TRIGGER {tabel}_tidak_dihapus BEFORE DELETE ON {tabel} FOR EACH ROW"
                f" EXECUTE FUNCTION {FUNGSI}()"
            )
            op.execute(
                f"CREATE TRIGGER {tabel}_tidak_dikosongkan BEFORE TRUNCATE ON {tabel} FOR EACH STATEMENT"
                f" EXECUTE FUNCTION {FUNGSI}()"
            )
        return
    for tabel in KOLOM:
        op.execute(
            f"CREATE TRIGGER {tabel}_hanya_dibatalkan BEFORE UPDATE ON {tabel} WHEN {_berubah(tabel)}"
            f" BEGIN SELECT RAISE(ABORT, '{PESAN}'); END"
        )
        op.execute(
            f"CREATE TRIGGER {tabel}_tidak_dihapus BEFORE DELETE ON {tabel} BEGIN SELECT RAISE(ABORT, '{PESAN}'); END"
        )


def downgrade() -> None:
    _copot_pemicu()
    for tabel in ("asal_jabatan", "ijazah_pegawai"):
        op.drop_index(f"uq_{tabel}_berlaku", table_name=tabel)
        batal = sa.table(tabel, sa.column("dibatalkan_pada"))
        op.execute(sa.delete(batal).where(batal.c.dibatalkan_pada.is_not(None)))
        with op.batch_alter_table(tabel, schema=None) as batch_op:
            batch_op.drop_constraint(op.f(f"ck_{tabel}_pembatalan_bernama"), type_="check")
            batch_op.drop_constraint(op.f(f"ck_{tabel}_pembatalan_beralasan"), type_="check")
            batch_op.drop_constraint(op.f(f"fk_{tabel}_dibatalkan_oleh_id_pegawai"), type_="foreignkey")
            for kolom in sorted(BATAL):
                batch_op.drop_column(kolom)
            if tabel == "asal_jabatan":
                batch_op.create_unique_constraint(op.f("uq_asal_jabatan_riwayat_jabatan_id"), ["riwayat_jabatan_id"])
    op.create_index("uq_ijazah_pegawai_pegawai_id_ijazah", "ijazah_pegawai", ["pegawai_id", "ijazah"], unique=True)


def _copot_pemicu() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for tabel in KOLOM:
            for nama in ("hanya_dibatalkan", "tidak_dihapus", "tidak_dikosongkan"):
                op.execute(f"DROP TRIGGER {tabel}_{nama} ON {tabel}")
        op.execute(f"DROP FUNCTION {FUNGSI}()")
        return
    for tabel in KOLOM:
        for nama in ("hanya_dibatalkan", "tidak_dihapus"):
            op.execute(f"DROP TRIGGER {tabel}_{nama}")
