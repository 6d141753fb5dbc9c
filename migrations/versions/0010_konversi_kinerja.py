"""Credit from appraisals: facts of performance, conversion, determination and integration, and their numbers."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "evaluasi_kinerja",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pegawai_id", sa.Integer(), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("bulan_mulai", sa.Integer(), nullable=False),
        sa.Column("bulan_selesai", sa.Integer(), nullable=False),
        sa.Column("predikat", sa.String(length=20), nullable=False),
        sa.Column("penilai_id", sa.Integer(), nullable=True),
        sa.Column("nama_penilai", sa.String(length=255), nullable=False),
        sa.Column("bukti", sa.String(length=255), nullable=False),
        sa.Column("asal", sa.String(length=40), nullable=False),
        sa.Column("dicatat_oleh_id", sa.Integer(), nullable=True),
        sa.Column("dicatat_pada", sa.Date(), nullable=False),
        sa.Column("dibatalkan_pada", sa.Date(), nullable=True),
        sa.Column("dibatalkan_oleh_id", sa.Integer(), nullable=True),
        sa.Column("alasan_batal", sa.Text(), nullable=False),
        sa.CheckConstraint("bukti <> ''", name=op.f("ck_evaluasi_kinerja_berbukti")),
        sa.CheckConstraint(
            "dibatalkan_pada IS NULL OR alasan_batal <> ''", name=op.f("ck_evaluasi_kinerja_pembatalan_beralasan")
        ),
        sa.CheckConstraint(
            "(dibatalkan_pada IS NULL) = (dibatalkan_oleh_id IS NULL)",
            name=op.f("ck_evaluasi_kinerja_pembatalan_bernama"),
        ),
        sa.CheckConstraint("bulan_mulai BETWEEN 1 AND 12", name=op.f("ck_evaluasi_kinerja_bulan_mulai_sah")),
        sa.CheckConstraint(
            "bulan_selesai BETWEEN bulan_mulai AND 12", name=op.f("ck_evaluasi_kinerja_bulan_selesai_sah")
        ),
        sa.CheckConstraint(
            "penilai_id IS NULL OR penilai_id <> pegawai_id", name=op.f("ck_evaluasi_kinerja_bukan_diri_sendiri")
        ),
        sa.ForeignKeyConstraint(
            ["dibatalkan_oleh_id"], ["pegawai.id"], name=op.f("fk_evaluasi_kinerja_dibatalkan_oleh_id_pegawai")
        ),
        sa.ForeignKeyConstraint(
            ["dicatat_oleh_id"], ["pegawai.id"], name=op.f("fk_evaluasi_kinerja_dicatat_oleh_id_pegawai")
        ),
        sa.ForeignKeyConstraint(["pegawai_id"], ["pegawai.id"], name=op.f("fk_evaluasi_kinerja_pegawai_id_pegawai")),
        sa.ForeignKeyConstraint(["penilai_id"], ["pegawai.id"], name=op.f("fk_evaluasi_kinerja_penilai_id_pegawai")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluasi_kinerja")),
    )
    with op.batch_alter_table("evaluasi_kinerja", schema=None) as batch_op:
        batch_op.create_index("ix_evaluasi_kinerja_tahun", ["tahun", "pegawai_id"], unique=False)
        batch_op.create_index(
            "uq_evaluasi_kinerja_berlaku",
            ["pegawai_id", "tahun", "bulan_mulai"],
            unique=True,
            sqlite_where=sa.text("dibatalkan_pada IS NULL"),
            postgresql_where=sa.text("dibatalkan_pada IS NULL"),
        )

    op.create_table(
        "ijazah_pegawai",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pegawai_id", sa.Integer(), nullable=False),
        sa.Column("ijazah", sa.String(length=10), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("bukti", sa.String(length=255), nullable=False),
        sa.Column("dasar_pengangkatan", sa.Boolean(), nullable=False),
        sa.Column("tercatat_bkn_pada", sa.Date(), nullable=True),
        sa.Column("dicatat_oleh_id", sa.Integer(), nullable=True),
        sa.Column("dicatat_pada", sa.Date(), nullable=False),
        sa.CheckConstraint("bukti <> ''", name=op.f("ck_ijazah_pegawai_berbukti")),
        sa.ForeignKeyConstraint(
            ["dicatat_oleh_id"], ["pegawai.id"], name=op.f("fk_ijazah_pegawai_dicatat_oleh_id_pegawai")
        ),
        sa.ForeignKeyConstraint(["pegawai_id"], ["pegawai.id"], name=op.f("fk_ijazah_pegawai_pegawai_id_pegawai")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ijazah_pegawai")),
    )
    with op.batch_alter_table("ijazah_pegawai", schema=None) as batch_op:
        batch_op.create_index("uq_ijazah_pegawai_pegawai_id_ijazah", ["pegawai_id", "ijazah"], unique=True)

    op.create_table(
        "pak_integrasi",
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("subjek_id", sa.Integer(), nullable=False),
        sa.Column("aturan", sa.String(length=10), nullable=False),
        sa.Column("aturan_sidik", sa.String(length=64), nullable=False),
        sa.Column("jenjang", sa.String(length=20), nullable=False),
        sa.Column("golongan", sa.String(length=5), nullable=False),
        sa.Column("per_tanggal", sa.Date(), nullable=False),
        sa.Column("rincian", sa.JSON(), nullable=False),
        sa.Column("sidik_rincian", sa.String(length=64), nullable=False),
        sa.Column("konvensional", sa.BigInteger(), nullable=False),
        sa.Column("potong_profesi", sa.BigInteger(), nullable=False),
        sa.Column("jumlah", sa.BigInteger(), nullable=False),
        sa.Column("diparaf_sidik", sa.String(length=64), nullable=True),
        sa.Column("penetap_id", sa.Integer(), nullable=True),
        sa.Column("nomor", sa.String(length=255), nullable=True),
        sa.Column("kode_verifikasi", sa.String(length=40), nullable=True),
        sa.Column("ditetapkan_pada", sa.Date(), nullable=True),
        sa.Column("ditetapkan_oleh_id", sa.Integer(), nullable=True),
        sa.Column("ditetapkan_sebagai", sa.String(length=255), nullable=True),
        sa.Column("tembusan", sa.JSON(), nullable=True),
        sa.Column("dikirim_pada", sa.Date(), nullable=True),
        sa.Column("menggantikan_id", sa.Integer(), nullable=True),
        sa.Column("alasan_penggantian", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_since", sa.Date(), nullable=False),
        sa.Column("tenggat", sa.Date(), nullable=True),
        sa.Column("pemegang", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("touched_at", sa.DateTime(), nullable=False),
        sa.Column("audit_seq", sa.Integer(), nullable=False),
        sa.Column("audit_hash", sa.String(length=64), nullable=False),
        sa.Column("instansi_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("tim_id", sa.Integer(), nullable=True),
        sa.Column("pemegang_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("state <> 'diparaf' OR diparaf_sidik IS NOT NULL", name=op.f("ck_pak_integrasi_diparaf")),
        sa.CheckConstraint(
            "state NOT IN ('ditetapkan','dikirim','diganti') OR (nomor IS NOT NULL AND ditetapkan_pada IS NOT NULL AND ditetapkan_oleh_id IS NOT NULL)",
            name=op.f("ck_pak_integrasi_ditetapkan_bernomor"),
        ),
        sa.CheckConstraint(
            "ditetapkan_oleh_id IS NULL OR ditetapkan_oleh_id <> subjek_id",
            name=op.f("ck_pak_integrasi_bukan_integrasi_sendiri"),
        ),
        sa.CheckConstraint("potong_profesi >= 0", name=op.f("ck_pak_integrasi_potongan_tak_negatif")),
        sa.ForeignKeyConstraint(
            ["ditetapkan_oleh_id"], ["pegawai.id"], name=op.f("fk_pak_integrasi_ditetapkan_oleh_id_pegawai")
        ),
        sa.ForeignKeyConstraint(["instansi_id"], ["instansi.id"], name=op.f("fk_pak_integrasi_instansi_id_instansi")),
        sa.ForeignKeyConstraint(
            ["menggantikan_id"], ["pak_integrasi.id"], name=op.f("fk_pak_integrasi_menggantikan_id_pak_integrasi")
        ),
        sa.ForeignKeyConstraint(["pemegang_id"], ["pegawai.id"], name=op.f("fk_pak_integrasi_pemegang_id_pegawai")),
        sa.ForeignKeyConstraint(["penetap_id"], ["pegawai.id"], name=op.f("fk_pak_integrasi_penetap_id_pegawai")),
        sa.ForeignKeyConstraint(["subjek_id"], ["pegawai.id"], name=op.f("fk_pak_integrasi_subjek_id_pegawai")),
        sa.ForeignKeyConstraint(["tim_id"], ["tim_penilai.id"], name=op.f("fk_pak_integrasi_tim_id_tim_penilai")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_pak_integrasi_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pak_integrasi")),
        sa.UniqueConstraint("instansi_id", "nomor", name=op.f("uq_pak_integrasi_instansi_id_nomor")),
        sa.UniqueConstraint("kode_verifikasi", name=op.f("uq_pak_integrasi_kode_verifikasi")),
        sa.UniqueConstraint("menggantikan_id", name=op.f("uq_pak_integrasi_menggantikan_id")),
    )
    with op.batch_alter_table("pak_integrasi", schema=None) as batch_op:
        batch_op.create_index("ix_pak_integrasi_instansi_id_id", ["instansi_id", "id"], unique=False)
        batch_op.create_index(
            "ix_pak_integrasi_kotak_masuk",
            ["pemegang", "tenggat", "id"],
            unique=False,
            sqlite_where=sa.text("state NOT IN ('dikirim','diganti')"),
            postgresql_where=sa.text("state NOT IN ('dikirim','diganti')"),
        )
        batch_op.create_index(batch_op.f("ix_pak_integrasi_penetap_id"), ["penetap_id"], unique=False)
        batch_op.create_index("ix_pak_integrasi_subjek_id_id", ["subjek_id", "id"], unique=False)
        batch_op.create_index(
            "uq_pak_integrasi_sekali",
            ["subjek_id"],
            unique=True,
            sqlite_where=sa.text("state <> 'diganti' AND menggantikan_id IS NULL"),
            postgresql_where=sa.text("state <> 'diganti' AND menggantikan_id IS NULL"),
        )

    op.create_table(
        "penetapan_ak",
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("subjek_id", sa.Integer(), nullable=False),
        sa.Column("sebab", sa.String(length=40), nullable=False),
        sa.Column("penilai_id", sa.Integer(), nullable=True),
        sa.Column("aturan", sa.String(length=10), nullable=False),
        sa.Column("aturan_sidik", sa.String(length=64), nullable=False),
        sa.Column("jenjang", sa.String(length=20), nullable=False),
        sa.Column("golongan", sa.String(length=5), nullable=False),
        sa.Column("mulai", sa.Date(), nullable=False),
        sa.Column("selesai", sa.Date(), nullable=False),
        sa.Column("rincian", sa.JSON(), nullable=False),
        sa.Column("sidik_rincian", sa.String(length=64), nullable=False),
        sa.Column("jumlah_lama", sa.BigInteger(), nullable=False),
        sa.Column("jumlah_baru", sa.BigInteger(), nullable=False),
        sa.Column("jumlah", sa.BigInteger(), nullable=False),
        sa.Column("uji_kompetensi", sa.Boolean(), nullable=True),
        sa.Column("uji_kompetensi_bukti", sa.String(length=255), nullable=False),
        sa.Column("lowongan", sa.Boolean(), nullable=True),
        sa.Column("lowongan_bukti", sa.String(length=255), nullable=False),
        sa.Column("nomor", sa.String(length=255), nullable=True),
        sa.Column("kode_verifikasi", sa.String(length=40), nullable=True),
        sa.Column("ditetapkan_pada", sa.Date(), nullable=True),
        sa.Column("ditetapkan_oleh_id", sa.Integer(), nullable=True),
        sa.Column("ditetapkan_sebagai", sa.String(length=255), nullable=True),
        sa.Column("entri_terakhir", sa.Integer(), nullable=True),
        sa.Column("tembusan", sa.JSON(), nullable=True),
        sa.Column("dikirim_pada", sa.Date(), nullable=True),
        sa.Column("menggantikan_id", sa.Integer(), nullable=True),
        sa.Column("alasan_penggantian", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_since", sa.Date(), nullable=False),
        sa.Column("tenggat", sa.Date(), nullable=True),
        sa.Column("pemegang", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("touched_at", sa.DateTime(), nullable=False),
        sa.Column("audit_seq", sa.Integer(), nullable=False),
        sa.Column("audit_hash", sa.String(length=64), nullable=False),
        sa.Column("instansi_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("tim_id", sa.Integer(), nullable=True),
        sa.Column("pemegang_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "state = 'draf' OR (nomor IS NOT NULL AND ditetapkan_pada IS NOT NULL AND ditetapkan_oleh_id IS NOT NULL)",
            name=op.f("ck_penetapan_ak_ditetapkan_bernomor"),
        ),
        sa.CheckConstraint(
            "ditetapkan_oleh_id IS NULL OR ditetapkan_oleh_id <> subjek_id",
            name=op.f("ck_penetapan_ak_bukan_penetapan_sendiri"),
        ),
        sa.CheckConstraint("jumlah = jumlah_lama + jumlah_baru", name=op.f("ck_penetapan_ak_jumlah_cocok")),
        sa.CheckConstraint(
            "penilai_id IS NULL OR penilai_id <> subjek_id", name=op.f("ck_penetapan_ak_penilai_orang_lain")
        ),
        sa.ForeignKeyConstraint(
            ["ditetapkan_oleh_id"], ["pegawai.id"], name=op.f("fk_penetapan_ak_ditetapkan_oleh_id_pegawai")
        ),
        sa.ForeignKeyConstraint(["instansi_id"], ["instansi.id"], name=op.f("fk_penetapan_ak_instansi_id_instansi")),
        sa.ForeignKeyConstraint(
            ["menggantikan_id"], ["penetapan_ak.id"], name=op.f("fk_penetapan_ak_menggantikan_id_penetapan_ak")
        ),
        sa.ForeignKeyConstraint(["pemegang_id"], ["pegawai.id"], name=op.f("fk_penetapan_ak_pemegang_id_pegawai")),
        sa.ForeignKeyConstraint(["penilai_id"], ["pegawai.id"], name=op.f("fk_penetapan_ak_penilai_id_pegawai")),
        sa.ForeignKeyConstraint(["subjek_id"], ["pegawai.id"], name=op.f("fk_penetapan_ak_subjek_id_pegawai")),
        sa.ForeignKeyConstraint(["tim_id"], ["tim_penilai.id"], name=op.f("fk_penetapan_ak_tim_id_tim_penilai")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_penetapan_ak_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_penetapan_ak")),
        sa.UniqueConstraint("instansi_id", "nomor", name=op.f("uq_penetapan_ak_instansi_id_nomor")),
        sa.UniqueConstraint("kode_verifikasi", name=op.f("uq_penetapan_ak_kode_verifikasi")),
        sa.UniqueConstraint("menggantikan_id", name=op.f("uq_penetapan_ak_menggantikan_id")),
    )
    with op.batch_alter_table("penetapan_ak", schema=None) as batch_op:
        batch_op.create_index("ix_penetapan_ak_instansi_id_id", ["instansi_id", "id"], unique=False)
        batch_op.create_index(
            "ix_penetapan_ak_kotak_masuk",
            ["pemegang", "tenggat", "id"],
            unique=False,
            sqlite_where=sa.text("state NOT IN ('dikirim','diganti')"),
            postgresql_where=sa.text("state NOT IN ('dikirim','diganti')"),
        )
        batch_op.create_index("ix_penetapan_ak_penilai_id_state", ["penilai_id", "state", "id"], unique=False)
        batch_op.create_index("ix_penetapan_ak_subjek_id_id", ["subjek_id", "id"], unique=False)
        batch_op.create_index(
            "uq_penetapan_ak_satu_draf",
            ["subjek_id"],
            unique=True,
            sqlite_where=sa.text("state = 'draf'"),
            postgresql_where=sa.text("state = 'draf'"),
        )

    op.create_table(
        "asal_jabatan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("riwayat_jabatan_id", sa.Integer(), nullable=False),
        sa.Column("jenis", sa.String(length=40), nullable=False),
        sa.Column("ijazah", sa.String(length=10), nullable=True),
        sa.Column("predikat", sa.String(length=20), nullable=True),
        sa.Column("angka_kredit", sa.BigInteger(), nullable=True),
        sa.Column("bukti", sa.String(length=255), nullable=False),
        sa.Column("dicatat_oleh_id", sa.Integer(), nullable=True),
        sa.Column("dicatat_pada", sa.Date(), nullable=False),
        sa.CheckConstraint("bukti <> ''", name=op.f("ck_asal_jabatan_berbukti")),
        sa.CheckConstraint(
            "jenis IN ('jf_lain','penyesuaian') OR (predikat IS NOT NULL AND angka_kredit IS NULL)",
            name=op.f("ck_asal_jabatan_predikat_untuk_konversi"),
        ),
        sa.CheckConstraint(
            "jenis NOT IN ('jf_lain','penyesuaian') OR (angka_kredit IS NOT NULL AND angka_kredit >= 0)",
            name=op.f("ck_asal_jabatan_angka_menurut_surat"),
        ),
        sa.ForeignKeyConstraint(
            ["dicatat_oleh_id"], ["pegawai.id"], name=op.f("fk_asal_jabatan_dicatat_oleh_id_pegawai")
        ),
        sa.ForeignKeyConstraint(
            ["riwayat_jabatan_id"],
            ["riwayat_jabatan.id"],
            name=op.f("fk_asal_jabatan_riwayat_jabatan_id_riwayat_jabatan"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asal_jabatan")),
        sa.UniqueConstraint("riwayat_jabatan_id", name=op.f("uq_asal_jabatan_riwayat_jabatan_id")),
    )
    op.create_table(
        "konversi",
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("subjek_id", sa.Integer(), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("bulan_mulai", sa.Integer(), nullable=False),
        sa.Column("bulan_selesai", sa.Integer(), nullable=False),
        sa.Column("predikat", sa.String(length=20), nullable=False),
        sa.Column("bukti", sa.String(length=255), nullable=False),
        sa.Column("evaluasi_id", sa.Integer(), nullable=True),
        sa.Column("penilai_id", sa.Integer(), nullable=True),
        sa.Column("aturan", sa.String(length=10), nullable=False),
        sa.Column("aturan_sidik", sa.String(length=64), nullable=True),
        sa.Column("jenjang", sa.String(length=20), nullable=True),
        sa.Column("golongan", sa.String(length=5), nullable=True),
        sa.Column("rincian", sa.JSON(), nullable=True),
        sa.Column("sidik_rincian", sa.String(length=64), nullable=True),
        sa.Column("jumlah", sa.BigInteger(), nullable=True),
        sa.Column("nomor", sa.String(length=255), nullable=True),
        sa.Column("nomor_akumulasi", sa.String(length=255), nullable=True),
        sa.Column("kode_verifikasi", sa.String(length=40), nullable=True),
        sa.Column("ditetapkan_pada", sa.Date(), nullable=True),
        sa.Column("ditetapkan_oleh_id", sa.Integer(), nullable=True),
        sa.Column("ditetapkan_sebagai", sa.String(length=255), nullable=True),
        sa.Column("entri_terakhir", sa.Integer(), nullable=True),
        sa.Column("menggantikan_id", sa.Integer(), nullable=True),
        sa.Column("alasan_penggantian", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_since", sa.Date(), nullable=False),
        sa.Column("tenggat", sa.Date(), nullable=True),
        sa.Column("pemegang", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("touched_at", sa.DateTime(), nullable=False),
        sa.Column("audit_seq", sa.Integer(), nullable=False),
        sa.Column("audit_hash", sa.String(length=64), nullable=False),
        sa.Column("instansi_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("tim_id", sa.Integer(), nullable=True),
        sa.Column("pemegang_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "state = 'draf' OR (jumlah IS NOT NULL AND sidik_rincian IS NOT NULL)", name=op.f("ck_konversi_terhitung")
        ),
        sa.CheckConstraint(
            "state NOT IN ('ditetapkan','diganti') OR (nomor IS NOT NULL AND nomor_akumulasi IS NOT NULL AND ditetapkan_pada IS NOT NULL AND ditetapkan_oleh_id IS NOT NULL)",
            name=op.f("ck_konversi_ditetapkan_bernomor"),
        ),
        sa.CheckConstraint("bulan_mulai BETWEEN 1 AND 12", name=op.f("ck_konversi_bulan_mulai_sah")),
        sa.CheckConstraint("bulan_selesai BETWEEN bulan_mulai AND 12", name=op.f("ck_konversi_bulan_selesai_sah")),
        sa.CheckConstraint(
            "ditetapkan_oleh_id IS NULL OR ditetapkan_oleh_id <> subjek_id",
            name=op.f("ck_konversi_bukan_konversi_sendiri"),
        ),
        sa.CheckConstraint(
            "penilai_id IS NULL OR penilai_id <> subjek_id", name=op.f("ck_konversi_penilai_orang_lain")
        ),
        sa.ForeignKeyConstraint(
            ["ditetapkan_oleh_id"], ["pegawai.id"], name=op.f("fk_konversi_ditetapkan_oleh_id_pegawai")
        ),
        sa.ForeignKeyConstraint(
            ["evaluasi_id"], ["evaluasi_kinerja.id"], name=op.f("fk_konversi_evaluasi_id_evaluasi_kinerja")
        ),
        sa.ForeignKeyConstraint(["instansi_id"], ["instansi.id"], name=op.f("fk_konversi_instansi_id_instansi")),
        sa.ForeignKeyConstraint(
            ["menggantikan_id"], ["konversi.id"], name=op.f("fk_konversi_menggantikan_id_konversi")
        ),
        sa.ForeignKeyConstraint(["pemegang_id"], ["pegawai.id"], name=op.f("fk_konversi_pemegang_id_pegawai")),
        sa.ForeignKeyConstraint(["penilai_id"], ["pegawai.id"], name=op.f("fk_konversi_penilai_id_pegawai")),
        sa.ForeignKeyConstraint(["subjek_id"], ["pegawai.id"], name=op.f("fk_konversi_subjek_id_pegawai")),
        sa.ForeignKeyConstraint(["tim_id"], ["tim_penilai.id"], name=op.f("fk_konversi_tim_id_tim_penilai")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_konversi_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_konversi")),
        sa.UniqueConstraint("instansi_id", "nomor", name=op.f("uq_konversi_instansi_id_nomor")),
        sa.UniqueConstraint("instansi_id", "nomor_akumulasi", name=op.f("uq_konversi_instansi_id_nomor_akumulasi")),
        sa.UniqueConstraint("kode_verifikasi", name=op.f("uq_konversi_kode_verifikasi")),
        sa.UniqueConstraint("menggantikan_id", name=op.f("uq_konversi_menggantikan_id")),
    )
    with op.batch_alter_table("konversi", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_konversi_evaluasi_id"), ["evaluasi_id"], unique=False)
        batch_op.create_index("ix_konversi_instansi_id_tahun", ["instansi_id", "tahun", "id"], unique=False)
        batch_op.create_index(
            "ix_konversi_kotak_masuk",
            ["pemegang", "tenggat", "id"],
            unique=False,
            sqlite_where=sa.text("state NOT IN ('ditetapkan','diganti')"),
            postgresql_where=sa.text("state NOT IN ('ditetapkan','diganti')"),
        )
        batch_op.create_index("ix_konversi_penilai_id_state", ["penilai_id", "state", "id"], unique=False)
        batch_op.create_index("ix_konversi_subjek_id_id", ["subjek_id", "id"], unique=False)
        batch_op.create_index(
            "uq_konversi_masa",
            ["subjek_id", "tahun", "bulan_mulai"],
            unique=True,
            sqlite_where=sa.text("state <> 'diganti' AND menggantikan_id IS NULL"),
            postgresql_where=sa.text("state <> 'diganti' AND menggantikan_id IS NULL"),
        )

    with op.batch_alter_table("instansi", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "format_nomor_konversi",
                sa.String(length=255),
                nullable=False,
                server_default="{nomor}/KONV/{bulan_romawi}/{tahun}",
            )
        )
        batch_op.add_column(
            sa.Column(
                "format_nomor_akumulasi",
                sa.String(length=255),
                nullable=False,
                server_default="{nomor}/AKUM/{bulan_romawi}/{tahun}",
            )
        )
        batch_op.add_column(
            sa.Column(
                "format_nomor_penetapan_ak",
                sa.String(length=255),
                nullable=False,
                server_default="{nomor}/PAK-K/{bulan_romawi}/{tahun}",
            )
        )
        batch_op.add_column(
            sa.Column(
                "format_nomor_pak_integrasi",
                sa.String(length=255),
                nullable=False,
                server_default="{nomor}/PAK-INT/{bulan_romawi}/{tahun}",
            )
        )


def downgrade() -> None:
    with op.batch_alter_table("instansi", schema=None) as batch_op:
        batch_op.drop_column("format_nomor_pak_integrasi")
        batch_op.drop_column("format_nomor_penetapan_ak")
        batch_op.drop_column("format_nomor_akumulasi")
        batch_op.drop_column("format_nomor_konversi")

    with op.batch_alter_table("konversi", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_konversi_masa",
            sqlite_where=sa.text("state <> 'diganti' AND menggantikan_id IS NULL"),
            postgresql_where=sa.text("state <> 'diganti' AND menggantikan_id IS NULL"),
        )
        batch_op.drop_index("ix_konversi_subjek_id_id")
        batch_op.drop_index("ix_konversi_penilai_id_state")
        batch_op.drop_index(
            "ix_konversi_kotak_masuk",
            sqlite_where=sa.text("state NOT IN ('ditetapkan','diganti')"),
            postgresql_where=sa.text("state NOT IN ('ditetapkan','diganti')"),
        )
        batch_op.drop_index("ix_konversi_instansi_id_tahun")
        batch_op.drop_index(batch_op.f("ix_konversi_evaluasi_id"))

    op.drop_table("konversi")
    op.drop_table("asal_jabatan")
    with op.batch_alter_table("penetapan_ak", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_penetapan_ak_satu_draf",
            sqlite_where=sa.text("state = 'draf'"),
            postgresql_where=sa.text("state = 'draf'"),
        )
        batch_op.drop_index("ix_penetapan_ak_subjek_id_id")
        batch_op.drop_index("ix_penetapan_ak_penilai_id_state")
        batch_op.drop_index(
            "ix_penetapan_ak_kotak_masuk",
            sqlite_where=sa.text("state NOT IN ('dikirim','diganti')"),
            postgresql_where=sa.text("state NOT IN ('dikirim','diganti')"),
        )
        batch_op.drop_index("ix_penetapan_ak_instansi_id_id")

    op.drop_table("penetapan_ak")
    with op.batch_alter_table("pak_integrasi", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_pak_integrasi_sekali",
            sqlite_where=sa.text("state <> 'diganti' AND menggantikan_id IS NULL"),
            postgresql_where=sa.text("state <> 'diganti' AND menggantikan_id IS NULL"),
        )
        batch_op.drop_index("ix_pak_integrasi_subjek_id_id")
        batch_op.drop_index(batch_op.f("ix_pak_integrasi_penetap_id"))
        batch_op.drop_index(
            "ix_pak_integrasi_kotak_masuk",
            sqlite_where=sa.text("state NOT IN ('dikirim','diganti')"),
            postgresql_where=sa.text("state NOT IN ('dikirim','diganti')"),
        )
        batch_op.drop_index("ix_pak_integrasi_instansi_id_id")

    op.drop_table("pak_integrasi")
    with op.batch_alter_table("ijazah_pegawai", schema=None) as batch_op:
        batch_op.drop_index("uq_ijazah_pegawai_pegawai_id_ijazah")

    op.drop_table("ijazah_pegawai")
    with op.batch_alter_table("evaluasi_kinerja", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_evaluasi_kinerja_berlaku",
            sqlite_where=sa.text("dibatalkan_pada IS NULL"),
            postgresql_where=sa.text("dibatalkan_pada IS NULL"),
        )
        batch_op.drop_index("ix_evaluasi_kinerja_tahun")

    op.drop_table("evaluasi_kinerja")
