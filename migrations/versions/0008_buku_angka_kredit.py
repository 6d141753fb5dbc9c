"""The account of credit becomes a ledger: one entry per cause, with rule version, level and reason, only ever added."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

PESAN = "buku angka kredit hanya boleh ditambah"
TABEL = "entri_kredit"
SALINAN = "entri_kredit_salinan"


def upgrade() -> None:
    """Entries so far become entries of the ledger: without an activity, since nobody kept which one they came from."""
    op.add_column("pak", sa.Column("entri_terakhir", sa.Integer(), nullable=True))
    op.execute("CREATE TABLE entri_kredit_salinan AS SELECT * FROM entri_kredit")
    _buang()
    _buat_buku()
    op.execute(
        """
        INSERT INTO entri_kredit (id, pegawai_id, tanggal, jenis, aturan, aturan_sidik, jenjang, golongan, unsur, jumlah,
            dupak_id, pak_id, perkara, sebab, alasan, dasar)
        SELECT e.id, e.pegawai_id, e.tanggal,
            CASE WHEN e.dupak_id IS NULL THEN 'saldo_awal' WHEN e.jumlah < 0 THEN 'koreksi' ELSE 'butir' END,
            e.aturan, '',
            COALESCE(d.jenjang, (SELECT j.jenjang FROM riwayat_jabatan j WHERE j.pegawai_id = e.pegawai_id
                AND j.tmt <= e.tanggal ORDER BY j.tmt DESC LIMIT 1),
                (SELECT j.jenjang FROM riwayat_jabatan j WHERE j.pegawai_id = e.pegawai_id ORDER BY j.tmt LIMIT 1), ''),
            COALESCE(d.golongan, (SELECT p.golongan FROM riwayat_pangkat p WHERE p.pegawai_id = e.pegawai_id
                AND p.tmt <= e.tanggal ORDER BY p.tmt DESC LIMIT 1),
                (SELECT p.golongan FROM riwayat_pangkat p WHERE p.pegawai_id = e.pegawai_id ORDER BY p.tmt LIMIT 1), ''),
            e.baris, e.jumlah, e.dupak_id,
            CASE WHEN e.jumlah < 0 THEN (SELECT MAX(k.id) FROM pak k WHERE k.dupak_id = e.dupak_id
                AND k.menggantikan_id IS NOT NULL) END,
            '', 'semula:' || e.id, '{"msgid": "Tercatat sebelum buku angka kredit.", "nilai": {}}', e.dasar
        FROM entri_kredit_salinan e LEFT JOIN dupak d ON d.id = e.dupak_id WHERE e.jumlah <> 0
        """
    )
    op.execute(
        """
        UPDATE pak SET entri_terakhir = COALESCE((SELECT MAX(lama.id) FROM entri_kredit lama
            WHERE lama.pegawai_id = pak.subjek_id AND lama.id < (SELECT MIN(sendiri.id) FROM entri_kredit sendiri
                WHERE sendiri.dupak_id = pak.dupak_id)), 0)
        WHERE pak.ditetapkan_pada IS NOT NULL
            AND EXISTS (SELECT 1 FROM entri_kredit sendiri WHERE sendiri.dupak_id = pak.dupak_id)
        """
    )
    op.drop_table(SALINAN)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "SELECT setval(pg_get_serial_sequence('entri_kredit', 'id'), COALESCE(MAX(id), 1)) FROM entri_kredit"
        )
    _pasang_pemicu()


def _buat_buku() -> None:
    op.create_table(
        TABEL,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pegawai_id", sa.Integer(), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("jenis", sa.String(length=40), nullable=False),
        sa.Column("aturan", sa.String(length=10), nullable=False),
        sa.Column("aturan_sidik", sa.String(length=64), nullable=False),
        sa.Column("jenjang", sa.String(length=20), nullable=False),
        sa.Column("golongan", sa.String(length=5), nullable=False),
        sa.Column("unsur", sa.String(length=60), nullable=False),
        sa.Column("jumlah", sa.BigInteger(), nullable=False),
        sa.Column("dupak_id", sa.Integer(), nullable=True),
        sa.Column("pak_id", sa.Integer(), nullable=True),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("perkara", sa.String(length=40), nullable=False),
        sa.Column("perkara_id", sa.Integer(), nullable=True),
        sa.Column("sebab", sa.String(length=120), nullable=False),
        sa.Column("alasan", sa.JSON(), nullable=False),
        sa.Column("dasar", sa.String(length=255), nullable=False),
        sa.CheckConstraint("jumlah <> 0", name=op.f("ck_entri_kredit_bukan_nol")),
        sa.CheckConstraint(
            "jenis NOT IN ('butir', 'pendidikan', 'konversi', 'ak_dasar', 'integrasi_masuk') OR jumlah > 0",
            name=op.f("ck_entri_kredit_menambah"),
        ),
        sa.CheckConstraint(
            "jenis NOT IN ('hangus', 'penunjang_gugur', 'mulai_jenjang', 'integrasi_keluar') OR jumlah < 0",
            name=op.f("ck_entri_kredit_mengurangi"),
        ),
        sa.CheckConstraint("item_id IS NULL OR dupak_id IS NOT NULL", name=op.f("ck_entri_kredit_butir_milik_dupak")),
        sa.CheckConstraint("(perkara = '') = (perkara_id IS NULL)", name=op.f("ck_entri_kredit_perkara_lengkap")),
        sa.CheckConstraint(
            "dupak_id IS NOT NULL OR perkara <> '' OR dasar <> ''", name=op.f("ck_entri_kredit_beralasan")
        ),
        sa.CheckConstraint("sebab <> ''", name=op.f("ck_entri_kredit_bersebab")),
        sa.ForeignKeyConstraint(["dupak_id"], ["dupak.id"], name=op.f("fk_entri_kredit_dupak_id_dupak")),
        sa.ForeignKeyConstraint(["item_id"], ["item_dupak.id"], name=op.f("fk_entri_kredit_item_id_item_dupak")),
        sa.ForeignKeyConstraint(["pak_id"], ["pak.id"], name=op.f("fk_entri_kredit_pak_id_pak")),
        sa.ForeignKeyConstraint(["pegawai_id"], ["pegawai.id"], name=op.f("fk_entri_kredit_pegawai_id_pegawai")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entri_kredit")),
        sa.UniqueConstraint("sebab", name=op.f("uq_entri_kredit_sebab")),
    )
    op.create_index(op.f("ix_entri_kredit_dupak_id"), TABEL, ["dupak_id"])
    op.create_index(op.f("ix_entri_kredit_item_id"), TABEL, ["item_id"])
    op.create_index(op.f("ix_entri_kredit_pak_id"), TABEL, ["pak_id"])
    op.create_index("ix_entri_kredit_pegawai_id_id", TABEL, ["pegawai_id", "id"])
    op.create_index("ix_entri_kredit_pegawai_id_tanggal", TABEL, ["pegawai_id", "tanggal", "id"])


def _pasang_pemicu() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"""
            CREATE FUNCTION tolak_ubah_buku_kredit() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '{PESAN}'; END $$
            """
        )
        for nama, kapan in (("hanya_ditambah", "UPDATE OR DELETE"), ("tidak_dikosongkan", "TRUNCATE")):
            lingkup = "STATEMENT" if kapan == "TRUNCATE" else "ROW"
            op.execute(
                f"""
                CREATE TRIGGER entri_kredit_{nama} BEFORE {kapan} ON entri_kredit
                FOR EACH {lingkup} EXECUTE FUNCTION tolak_ubah_buku_kredit()
                """
            )
        return
    for kejadian in ("UPDATE", "DELETE"):
        op.execute(
            f"""
            CREATE TRIGGER entri_kredit_tolak_{kejadian.lower()} BEFORE {kejadian} ON entri_kredit
            BEGIN SELECT RAISE(ABORT, '{PESAN}'); END
            """
        )


def _buang() -> None:
    """The table with its indexes and triggers."""
    op.drop_table(TABEL)


def downgrade() -> None:
    """Back to one row per element, claim and day; the reasons are lost, the balances stay."""
    op.execute("CREATE TABLE entri_kredit_salinan AS SELECT * FROM entri_kredit")
    _buang()
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION tolak_ubah_buku_kredit()")
    op.create_table(
        TABEL,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pegawai_id", sa.Integer(), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("aturan", sa.String(length=10), nullable=False),
        sa.Column("baris", sa.String(length=60), nullable=False),
        sa.Column("jumlah", sa.BigInteger(), nullable=False),
        sa.Column("dupak_id", sa.Integer(), nullable=True),
        sa.Column("dasar", sa.String(length=255), nullable=False),
        sa.CheckConstraint("(dupak_id IS NOT NULL) <> (dasar <> '')", name=op.f("ck_entri_kredit_satu_asal")),
        sa.ForeignKeyConstraint(["dupak_id"], ["dupak.id"], name=op.f("fk_entri_kredit_dupak_id_dupak")),
        sa.ForeignKeyConstraint(["pegawai_id"], ["pegawai.id"], name=op.f("fk_entri_kredit_pegawai_id_pegawai")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entri_kredit")),
    )
    op.create_index(op.f("ix_entri_kredit_dupak_id"), TABEL, ["dupak_id"])
    op.create_index("ix_entri_kredit_pegawai_id_tanggal", TABEL, ["pegawai_id", "tanggal"])
    op.execute(
        """
        INSERT INTO entri_kredit (id, pegawai_id, tanggal, aturan, baris, jumlah, dupak_id, dasar)
        SELECT MIN(id), pegawai_id, tanggal, aturan, unsur, SUM(jumlah), dupak_id,
            CASE WHEN dupak_id IS NULL THEN CASE WHEN dasar <> '' THEN dasar ELSE perkara END ELSE '' END
        FROM entri_kredit_salinan WHERE unsur <> ''
        GROUP BY pegawai_id, tanggal, aturan, unsur, dupak_id, pak_id,
            CASE WHEN dupak_id IS NULL THEN CASE WHEN dasar <> '' THEN dasar ELSE perkara END ELSE '' END
        """
    )
    op.drop_table(SALINAN)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "SELECT setval(pg_get_serial_sequence('entri_kredit', 'id'), COALESCE(MAX(id), 1)) FROM entri_kredit"
        )
    op.drop_column("pak", "entri_terakhir")
