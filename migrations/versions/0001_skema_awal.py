"""The tables of the first release."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "butir_kegiatan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("aturan", sa.String(length=10), nullable=False),
        sa.Column("kode", sa.String(length=30), nullable=False),
        sa.Column("kategori", sa.String(length=20), nullable=False),
        sa.Column("jenjang", sa.String(length=20), nullable=True),
        sa.Column("unsur", sa.String(length=60), nullable=False),
        sa.Column("sub_unsur", sa.String(length=255), nullable=False),
        sa.Column("uraian", sa.Text(), nullable=False),
        sa.Column("satuan_hasil", sa.String(length=255), nullable=False),
        sa.Column("angka_kredit", sa.BigInteger(), nullable=True),
        sa.Column("persen", sa.BigInteger(), nullable=True),
        sa.Column("pasti", sa.Boolean(), nullable=False),
        sa.Column("jenis", sa.String(length=30), nullable=False),
        sa.Column("bukti_fisik", sa.Text(), nullable=False),
        sa.Column("kata_cari", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_butir_kegiatan")),
        sa.UniqueConstraint("aturan", "kode", name=op.f("uq_butir_kegiatan_aturan_kode")),
    )
    op.create_table(
        "instansi",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nama", sa.String(length=255), nullable=False),
        sa.Column("jenis", sa.String(length=40), nullable=False),
        sa.Column("alamat", sa.Text(), nullable=False),
        sa.Column("kota", sa.String(length=255), nullable=False),
        sa.Column("kantor_bkn", sa.String(length=255), nullable=False),
        sa.Column("format_nomor_pak", sa.String(length=255), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instansi")),
        sa.UniqueConstraint("nama", name=op.f("uq_instansi_nama")),
    )
    op.create_table(
        "outbox_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("available_at", sa.DateTime(), nullable=False),
        sa.Column("claimed_until", sa.DateTime(), nullable=True),
        sa.Column("owner", sa.String(length=80), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("dispatch_n", sa.Integer(), server_default="0", nullable=False),
        sa.Column("dispatched_at", sa.DateTime(), nullable=True),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("dead_at", sa.DateTime(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_message")),
    )
    with op.batch_alter_table("outbox_message", schema=None) as batch_op:
        batch_op.create_index(
            "ix_outbox_message_open",
            ["available_at", "id"],
            unique=False,
            sqlite_where=sa.text("done_at IS NULL AND dead_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL AND dead_at IS NULL"),
        )

    op.create_table(
        "hari_libur",
        sa.Column("instansi_id", sa.Integer(), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("libur", sa.Boolean(), nullable=False),
        sa.Column("nama", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(["instansi_id"], ["instansi.id"], name=op.f("fk_hari_libur_instansi_id_instansi")),
        sa.PrimaryKeyConstraint("instansi_id", "tanggal", name=op.f("pk_hari_libur")),
    )
    op.create_table(
        "nomor_register",
        sa.Column("instansi_id", sa.Integer(), nullable=False),
        sa.Column("register", sa.String(length=40), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("terakhir", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["instansi_id"], ["instansi.id"], name=op.f("fk_nomor_register_instansi_id_instansi")),
        sa.PrimaryKeyConstraint("instansi_id", "register", "tahun", name=op.f("pk_nomor_register")),
    )
    op.create_table(
        "putaran",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instansi_id", sa.Integer(), nullable=False),
        sa.Column("kode", sa.String(length=10), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("bulan", sa.String(length=40), nullable=False),
        sa.Column("batas_terima", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["instansi_id"], ["instansi.id"], name=op.f("fk_putaran_instansi_id_instansi")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_putaran")),
        sa.UniqueConstraint("instansi_id", "kode", name=op.f("uq_putaran_instansi_id_kode")),
    )
    op.create_table(
        "tim_penilai",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instansi_id", sa.Integer(), nullable=False),
        sa.Column("jenis", sa.String(length=40), nullable=False),
        sa.Column("nama", sa.String(length=255), nullable=False),
        sa.Column("nomor_sk", sa.String(length=255), nullable=False),
        sa.Column("tanggal_sk", sa.Date(), nullable=True),
        sa.Column("mulai", sa.Date(), nullable=False),
        sa.Column("selesai", sa.Date(), nullable=False),
        sa.CheckConstraint("selesai >= mulai", name=op.f("ck_tim_penilai_tanggal_berurutan")),
        sa.ForeignKeyConstraint(["instansi_id"], ["instansi.id"], name=op.f("fk_tim_penilai_instansi_id_instansi")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tim_penilai")),
    )
    with op.batch_alter_table("tim_penilai", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tim_penilai_instansi_id"), ["instansi_id"], unique=False)

    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instansi_id", sa.Integer(), nullable=False),
        sa.Column("nama", sa.String(length=255), nullable=False),
        sa.Column("induk_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["induk_id"], ["unit.id"], name=op.f("fk_unit_induk_id_unit")),
        sa.ForeignKeyConstraint(["instansi_id"], ["instansi.id"], name=op.f("fk_unit_instansi_id_instansi")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("instansi_id", "nama", name=op.f("uq_unit_instansi_id_nama")),
    )
    op.create_table(
        "pegawai",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nip", sa.String(length=18), nullable=False),
        sa.Column("nama", sa.String(length=255), nullable=False),
        sa.Column("email", sa.String(length=255), nullable=False),
        sa.Column("tempat_lahir", sa.String(length=255), nullable=False),
        sa.Column("tanggal_lahir", sa.Date(), nullable=True),
        sa.Column("jenis_kelamin", sa.String(length=40), nullable=True),
        sa.Column("nomor_karpeg", sa.String(length=20), nullable=False),
        sa.Column("pendidikan", sa.String(length=255), nullable=False),
        sa.Column("jabatan_struktural", sa.String(length=255), nullable=False),
        sa.Column("instansi_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("atasan_id", sa.Integer(), nullable=True),
        sa.Column("aktif", sa.Boolean(), nullable=False),
        sa.CheckConstraint("length(nip) = 18", name=op.f("ck_pegawai_nip_18_angka")),
        sa.ForeignKeyConstraint(["atasan_id"], ["pegawai.id"], name=op.f("fk_pegawai_atasan_id_pegawai")),
        sa.ForeignKeyConstraint(["instansi_id"], ["instansi.id"], name=op.f("fk_pegawai_instansi_id_instansi")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_pegawai_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pegawai")),
        sa.UniqueConstraint("nip", name=op.f("uq_pegawai_nip")),
    )
    with op.batch_alter_table("pegawai", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pegawai_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "tahap_putaran",
        sa.Column("putaran_id", sa.Integer(), nullable=False),
        sa.Column("tahap", sa.String(length=40), nullable=False),
        sa.Column("mulai", sa.Date(), nullable=False),
        sa.Column("selesai", sa.Date(), nullable=False),
        sa.CheckConstraint("selesai >= mulai", name=op.f("ck_tahap_putaran_tanggal_berurutan")),
        sa.ForeignKeyConstraint(["putaran_id"], ["putaran.id"], name=op.f("fk_tahap_putaran_putaran_id_putaran")),
        sa.PrimaryKeyConstraint("putaran_id", "tahap", name=op.f("pk_tahap_putaran")),
    )
    op.create_table(
        "akun",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pegawai_id", sa.Integer(), nullable=False),
        sa.Column("nama_pengguna", sa.String(length=60), nullable=False),
        sa.Column("sandi_hash", sa.String(length=255), nullable=False),
        sa.Column("sandi_diganti_at", sa.DateTime(), nullable=True),
        sa.Column("wajib_ganti_sandi", sa.Boolean(), nullable=False),
        sa.Column("aktif", sa.Boolean(), nullable=False),
        sa.Column("bahasa", sa.String(length=5), nullable=False),
        sa.Column("gagal_beruntun", sa.Integer(), nullable=False),
        sa.Column("ditunda_sampai", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["pegawai_id"], ["pegawai.id"], name=op.f("fk_akun_pegawai_id_pegawai")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_akun")),
        sa.UniqueConstraint("nama_pengguna", name=op.f("uq_akun_nama_pengguna")),
        sa.UniqueConstraint("pegawai_id", name=op.f("uq_akun_pegawai_id")),
    )
    op.create_table(
        "anggota_tim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tim_id", sa.Integer(), nullable=False),
        sa.Column("pegawai_id", sa.Integer(), nullable=False),
        sa.Column("kedudukan", sa.String(length=40), nullable=False),
        sa.Column("mulai", sa.Date(), nullable=False),
        sa.Column("selesai", sa.Date(), nullable=False),
        sa.CheckConstraint("selesai >= mulai", name=op.f("ck_anggota_tim_tanggal_berurutan")),
        sa.ForeignKeyConstraint(["pegawai_id"], ["pegawai.id"], name=op.f("fk_anggota_tim_pegawai_id_pegawai")),
        sa.ForeignKeyConstraint(["tim_id"], ["tim_penilai.id"], name=op.f("fk_anggota_tim_tim_id_tim_penilai")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_anggota_tim")),
    )
    with op.batch_alter_table("anggota_tim", schema=None) as batch_op:
        batch_op.create_index("ix_anggota_tim_pegawai_id", ["pegawai_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_anggota_tim_tim_id"), ["tim_id"], unique=False)

    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workflow", sa.String(length=40), nullable=False),
        sa.Column("object_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("object_version", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("trigger", sa.String(length=40), nullable=False),
        sa.Column("from_state", sa.String(length=40), nullable=False),
        sa.Column("to_state", sa.String(length=40), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("atas_nama_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("values", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["pegawai.id"], name=op.f("fk_audit_entry_actor_id_pegawai")),
        sa.ForeignKeyConstraint(["atas_nama_id"], ["pegawai.id"], name=op.f("fk_audit_entry_atas_nama_id_pegawai")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
        sa.UniqueConstraint("workflow", "object_id", "seq", name=op.f("uq_audit_entry_workflow_object_id_seq")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entry_actor_id"), ["actor_id"], unique=False)

    op.create_table(
        "catatan_admin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("pelaku_id", sa.Integer(), nullable=True),
        sa.Column("tindakan", sa.String(length=40), nullable=False),
        sa.Column("tabel", sa.String(length=40), nullable=False),
        sa.Column("baris_id", sa.Integer(), nullable=False),
        sa.Column("sebelum", sa.JSON(), nullable=False),
        sa.Column("sesudah", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["pelaku_id"], ["pegawai.id"], name=op.f("fk_catatan_admin_pelaku_id_pegawai")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catatan_admin")),
    )
    with op.batch_alter_table("catatan_admin", schema=None) as batch_op:
        batch_op.create_index("ix_catatan_admin_tabel_baris_id", ["tabel", "baris_id"], unique=False)

    op.create_table(
        "dokumen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workflow", sa.String(length=40), nullable=False),
        sa.Column("object_id", sa.Integer(), nullable=False),
        sa.Column("audit_seq", sa.Integer(), nullable=False),
        sa.Column("jenis", sa.String(length=40), nullable=False),
        sa.Column("bagian", sa.String(length=80), nullable=False),
        sa.Column("judul", sa.String(length=255), nullable=False),
        sa.Column("terbit", sa.Boolean(), nullable=False),
        sa.Column("isian", sa.JSON(), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("dibuat_oleh_id", sa.Integer(), nullable=True),
        sa.Column("templat_sha256", sa.String(length=64), nullable=True),
        sa.Column("templat_versi", sa.String(length=20), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("ukuran", sa.Integer(), nullable=True),
        sa.Column("dibuat_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("(sha256 IS NULL) = (dibuat_at IS NULL)", name=op.f("ck_dokumen_berkas_bertanggal")),
        sa.ForeignKeyConstraint(["dibuat_oleh_id"], ["pegawai.id"], name=op.f("fk_dokumen_dibuat_oleh_id_pegawai")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dokumen")),
        sa.UniqueConstraint(
            "workflow",
            "object_id",
            "audit_seq",
            "jenis",
            "bagian",
            name=op.f("uq_dokumen_workflow_object_id_audit_seq_jenis_bagian"),
        ),
    )
    op.create_table(
        "dupak",
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("subjek_id", sa.Integer(), nullable=False),
        sa.Column("atasan_id", sa.Integer(), nullable=False),
        sa.Column("masa_mulai", sa.Date(), nullable=False),
        sa.Column("masa_selesai", sa.Date(), nullable=False),
        sa.Column("aturan", sa.String(length=10), nullable=False),
        sa.Column("golongan", sa.String(length=5), nullable=False),
        sa.Column("jenjang", sa.String(length=20), nullable=False),
        sa.Column("kategori", sa.String(length=20), nullable=False),
        sa.Column("identitas", sa.JSON(), nullable=False),
        sa.Column("diajukan_pada", sa.Date(), nullable=True),
        sa.Column("surat_pengantar_nomor", sa.String(length=255), nullable=True),
        sa.Column("surat_pengantar_tanggal", sa.Date(), nullable=True),
        sa.Column("pengusul_id", sa.Integer(), nullable=True),
        sa.Column("diterima_pada", sa.Date(), nullable=True),
        sa.Column("putaran_id", sa.Integer(), nullable=True),
        sa.Column("dasar_rute", sa.Text(), nullable=True),
        sa.Column("dikembalikan_oleh", sa.String(length=40), nullable=True),
        sa.Column("kelengkapan_sampai", sa.Date(), nullable=True),
        sa.Column("diputuskan_pada", sa.Date(), nullable=True),
        sa.Column("hasil", sa.JSON(), nullable=True),
        sa.Column("hasil_lalu", sa.JSON(), nullable=False),
        sa.Column("keberatan_sampai", sa.Date(), nullable=True),
        sa.Column("keberatan_dilepas", sa.Boolean(), nullable=False),
        sa.Column("selesai_karena", sa.String(length=20), nullable=True),
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
            "state <> 'selesai' OR selesai_karena IS NOT NULL", name=op.f("ck_dupak_selesai_punya_sebab")
        ),
        sa.CheckConstraint(
            "state NOT IN ('berkas_diterima','pemeriksaan','penilaian','sidang','diputuskan','selesai') OR (diterima_pada IS NOT NULL AND putaran_id IS NOT NULL AND tim_id IS NOT NULL)",
            name=op.f("ck_dupak_diterima_punya_putaran"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('diputuskan','selesai') OR hasil IS NOT NULL", name=op.f("ck_dupak_diputuskan_punya_hasil")
        ),
        sa.CheckConstraint("masa_selesai >= masa_mulai", name=op.f("ck_dupak_masa_berurutan")),
        sa.ForeignKeyConstraint(["atasan_id"], ["pegawai.id"], name=op.f("fk_dupak_atasan_id_pegawai")),
        sa.ForeignKeyConstraint(["instansi_id"], ["instansi.id"], name=op.f("fk_dupak_instansi_id_instansi")),
        sa.ForeignKeyConstraint(["pemegang_id"], ["pegawai.id"], name=op.f("fk_dupak_pemegang_id_pegawai")),
        sa.ForeignKeyConstraint(["pengusul_id"], ["pegawai.id"], name=op.f("fk_dupak_pengusul_id_pegawai")),
        sa.ForeignKeyConstraint(["putaran_id"], ["putaran.id"], name=op.f("fk_dupak_putaran_id_putaran")),
        sa.ForeignKeyConstraint(["subjek_id"], ["pegawai.id"], name=op.f("fk_dupak_subjek_id_pegawai")),
        sa.ForeignKeyConstraint(["tim_id"], ["tim_penilai.id"], name=op.f("fk_dupak_tim_id_tim_penilai")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_dupak_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dupak")),
    )
    with op.batch_alter_table("dupak", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dupak_atasan_id"), ["atasan_id"], unique=False)
        batch_op.create_index("ix_dupak_instansi_id_id", ["instansi_id", "id"], unique=False)
        batch_op.create_index(
            "ix_dupak_kotak_masuk",
            ["pemegang", "tenggat", "id"],
            unique=False,
            sqlite_where=sa.text("state NOT IN ('selesai','ditarik','ditolak','ditutup')"),
            postgresql_where=sa.text("state NOT IN ('selesai','ditarik','ditolak','ditutup')"),
        )
        batch_op.create_index("ix_dupak_putaran_id_state", ["putaran_id", "state"], unique=False)
        batch_op.create_index("ix_dupak_subjek_id_id", ["subjek_id", "id"], unique=False)

    op.create_table(
        "ketidakhadiran",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pegawai_id", sa.Integer(), nullable=False),
        sa.Column("mulai", sa.Date(), nullable=False),
        sa.Column("selesai", sa.Date(), nullable=False),
        sa.Column("alasan", sa.Text(), nullable=False),
        sa.CheckConstraint("selesai >= mulai", name=op.f("ck_ketidakhadiran_tanggal_berurutan")),
        sa.ForeignKeyConstraint(["pegawai_id"], ["pegawai.id"], name=op.f("fk_ketidakhadiran_pegawai_id_pegawai")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ketidakhadiran")),
    )
    with op.batch_alter_table("ketidakhadiran", schema=None) as batch_op:
        batch_op.create_index("ix_ketidakhadiran_pegawai_id", ["pegawai_id"], unique=False)

    op.create_table(
        "penugasan_peran",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pegawai_id", sa.Integer(), nullable=False),
        sa.Column("peran", sa.String(length=40), nullable=False),
        sa.Column("instansi_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("jabatan_penetap", sa.String(length=60), nullable=True),
        sa.Column("mulai", sa.Date(), nullable=False),
        sa.Column("selesai", sa.Date(), nullable=True),
        sa.Column("nomor_sk", sa.String(length=255), nullable=False),
        sa.CheckConstraint("selesai IS NULL OR selesai >= mulai", name=op.f("ck_penugasan_peran_tanggal_berurutan")),
        sa.ForeignKeyConstraint(["instansi_id"], ["instansi.id"], name=op.f("fk_penugasan_peran_instansi_id_instansi")),
        sa.ForeignKeyConstraint(["pegawai_id"], ["pegawai.id"], name=op.f("fk_penugasan_peran_pegawai_id_pegawai")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_penugasan_peran_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_penugasan_peran")),
    )
    with op.batch_alter_table("penugasan_peran", schema=None) as batch_op:
        batch_op.create_index("ix_penugasan_peran_instansi_id_peran", ["instansi_id", "peran"], unique=False)
        batch_op.create_index("ix_penugasan_peran_pegawai_id", ["pegawai_id"], unique=False)

    op.create_table(
        "riwayat_jabatan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pegawai_id", sa.Integer(), nullable=False),
        sa.Column("jenjang", sa.String(length=20), nullable=False),
        sa.Column("tmt", sa.Date(), nullable=False),
        sa.Column("nomor_sk", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(["pegawai_id"], ["pegawai.id"], name=op.f("fk_riwayat_jabatan_pegawai_id_pegawai")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_riwayat_jabatan")),
    )
    with op.batch_alter_table("riwayat_jabatan", schema=None) as batch_op:
        batch_op.create_index("uq_riwayat_jabatan_pegawai_id_tmt", ["pegawai_id", "tmt"], unique=True)

    op.create_table(
        "riwayat_pangkat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pegawai_id", sa.Integer(), nullable=False),
        sa.Column("golongan", sa.String(length=5), nullable=False),
        sa.Column("tmt", sa.Date(), nullable=False),
        sa.Column("nomor_sk", sa.String(length=255), nullable=False),
        sa.Column("masa_kerja_tahun", sa.Integer(), nullable=False),
        sa.Column("masa_kerja_bulan", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["pegawai_id"], ["pegawai.id"], name=op.f("fk_riwayat_pangkat_pegawai_id_pegawai")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_riwayat_pangkat")),
    )
    with op.batch_alter_table("riwayat_pangkat", schema=None) as batch_op:
        batch_op.create_index("uq_riwayat_pangkat_pegawai_id_tmt", ["pegawai_id", "tmt"], unique=True)

    op.create_table(
        "sidang",
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("tim_id", sa.Integer(), nullable=False),
        sa.Column("putaran_id", sa.Integer(), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("tempat", sa.String(length=255), nullable=False),
        sa.Column("nomor", sa.String(length=255), nullable=True),
        sa.Column("ditutup_pada", sa.Date(), nullable=True),
        sa.Column("diundang_pada", sa.Date(), nullable=True),
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
        sa.Column("subjek_id", sa.Integer(), nullable=True),
        sa.Column("pemegang_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "state <> 'ditutup' OR (nomor IS NOT NULL AND ditutup_pada IS NOT NULL)",
            name=op.f("ck_sidang_ditutup_bernomor"),
        ),
        sa.ForeignKeyConstraint(["instansi_id"], ["instansi.id"], name=op.f("fk_sidang_instansi_id_instansi")),
        sa.ForeignKeyConstraint(["pemegang_id"], ["pegawai.id"], name=op.f("fk_sidang_pemegang_id_pegawai")),
        sa.ForeignKeyConstraint(["putaran_id"], ["putaran.id"], name=op.f("fk_sidang_putaran_id_putaran")),
        sa.ForeignKeyConstraint(["subjek_id"], ["pegawai.id"], name=op.f("fk_sidang_subjek_id_pegawai")),
        sa.ForeignKeyConstraint(["tim_id"], ["tim_penilai.id"], name=op.f("fk_sidang_tim_id_tim_penilai")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_sidang_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sidang")),
    )
    with op.batch_alter_table("sidang", schema=None) as batch_op:
        batch_op.create_index(
            "ix_sidang_kotak_masuk",
            ["pemegang", "tenggat", "id"],
            unique=False,
            sqlite_where=sa.text("state NOT IN ('ditutup','dibatalkan')"),
            postgresql_where=sa.text("state NOT IN ('ditutup','dibatalkan')"),
        )
        batch_op.create_index("ix_sidang_tim_id_putaran_id", ["tim_id", "putaran_id"], unique=False)

    op.create_table(
        "surat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("outbox_id", sa.Integer(), nullable=False),
        sa.Column("penerima_id", sa.Integer(), nullable=False),
        sa.Column("alamat", sa.String(length=255), nullable=False),
        sa.Column("templat", sa.String(length=60), nullable=False),
        sa.Column("perihal", sa.String(length=255), nullable=False),
        sa.Column("workflow", sa.String(length=40), nullable=False),
        sa.Column("object_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("message_id", sa.String(length=255), nullable=False),
        sa.Column("berkas", sa.String(length=255), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("galat", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["outbox_id"], ["outbox_message.id"], name=op.f("fk_surat_outbox_id_outbox_message")),
        sa.ForeignKeyConstraint(["penerima_id"], ["pegawai.id"], name=op.f("fk_surat_penerima_id_pegawai")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surat")),
        sa.UniqueConstraint("outbox_id", "penerima_id", name=op.f("uq_surat_outbox_id_penerima_id")),
    )
    with op.batch_alter_table("surat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_surat_penerima_id"), ["penerima_id"], unique=False)

    op.create_table(
        "agenda_sidang",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sidang_id", sa.Integer(), nullable=False),
        sa.Column("dupak_id", sa.Integer(), nullable=False),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.Column("hasil", sa.String(length=40), nullable=True),
        sa.Column("cara_putus", sa.String(length=40), nullable=True),
        sa.Column("suara_setuju", sa.Integer(), nullable=True),
        sa.Column("suara_tidak", sa.Integer(), nullable=True),
        sa.Column("catatan", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "hasil IS NULL OR hasil = 'disetujui' OR catatan <> ''", name=op.f("ck_agenda_sidang_hasil_buruk_beralasan")
        ),
        sa.CheckConstraint("hasil IS NULL OR cara_putus IS NOT NULL", name=op.f("ck_agenda_sidang_hasil_punya_cara")),
        sa.ForeignKeyConstraint(["dupak_id"], ["dupak.id"], name=op.f("fk_agenda_sidang_dupak_id_dupak")),
        sa.ForeignKeyConstraint(["sidang_id"], ["sidang.id"], name=op.f("fk_agenda_sidang_sidang_id_sidang")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_sidang")),
        sa.UniqueConstraint("sidang_id", "dupak_id", name=op.f("uq_agenda_sidang_sidang_id_dupak_id")),
    )
    with op.batch_alter_table("agenda_sidang", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agenda_sidang_dupak_id"), ["dupak_id"], unique=False)

    op.create_table(
        "baris_kelengkapan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dupak_id", sa.Integer(), nullable=False),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.Column("kode", sa.String(length=40), nullable=False),
        sa.Column("ada", sa.Boolean(), nullable=True),
        sa.Column("diminta", sa.Boolean(), nullable=False),
        sa.Column("jawaban", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dupak_id"], ["dupak.id"], name=op.f("fk_baris_kelengkapan_dupak_id_dupak")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_baris_kelengkapan")),
        sa.UniqueConstraint("dupak_id", "kode", name=op.f("uq_baris_kelengkapan_dupak_id_kode")),
    )
    op.create_table(
        "entri_kredit",
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
    with op.batch_alter_table("entri_kredit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entri_kredit_dupak_id"), ["dupak_id"], unique=False)
        batch_op.create_index("ix_entri_kredit_pegawai_id_tanggal", ["pegawai_id", "tanggal"], unique=False)

    op.create_table(
        "item_dupak",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dupak_id", sa.Integer(), nullable=False),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.Column("butir_id", sa.Integer(), nullable=False),
        sa.Column("aturan", sa.String(length=10), nullable=False),
        sa.Column("kode", sa.String(length=30), nullable=False),
        sa.Column("unsur", sa.String(length=60), nullable=False),
        sa.Column("sub_unsur", sa.String(length=255), nullable=False),
        sa.Column("uraian", sa.Text(), nullable=False),
        sa.Column("satuan_hasil", sa.String(length=255), nullable=False),
        sa.Column("jenis", sa.String(length=30), nullable=False),
        sa.Column("jenjang_butir", sa.String(length=20), nullable=False),
        sa.Column("angka_satuan", sa.BigInteger(), nullable=False),
        sa.Column("faktor", sa.BigInteger(), nullable=False),
        sa.Column("volume", sa.BigInteger(), nullable=False),
        sa.Column("jumlah", sa.BigInteger(), nullable=False),
        sa.Column("tanggal_mulai", sa.Date(), nullable=False),
        sa.Column("tanggal_selesai", sa.Date(), nullable=False),
        sa.Column("surat_tugas", sa.String(length=255), nullable=False),
        sa.Column("tempat_bukti", sa.Text(), nullable=False),
        sa.Column("keterangan", sa.Text(), nullable=False),
        sa.Column("terkunci", sa.Boolean(), nullable=False),
        sa.Column("diminta", sa.Boolean(), nullable=False),
        sa.Column("hangus", sa.Boolean(), nullable=False),
        sa.Column("dibuka_ulang", sa.Boolean(), nullable=False),
        sa.Column("nilai_sidang", sa.BigInteger(), nullable=True),
        sa.Column("alasan_sidang", sa.Text(), nullable=True),
        sa.Column("nilai_akhir", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "nilai_sidang IS NULL OR alasan_sidang IS NOT NULL", name=op.f("ck_item_dupak_nilai_sidang_beralasan")
        ),
        sa.CheckConstraint("tanggal_selesai >= tanggal_mulai", name=op.f("ck_item_dupak_tanggal_berurutan")),
        sa.CheckConstraint("volume > 0", name=op.f("ck_item_dupak_volume_positif")),
        sa.ForeignKeyConstraint(
            ["butir_id"], ["butir_kegiatan.id"], name=op.f("fk_item_dupak_butir_id_butir_kegiatan")
        ),
        sa.ForeignKeyConstraint(["dupak_id"], ["dupak.id"], name=op.f("fk_item_dupak_dupak_id_dupak")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_dupak")),
    )
    with op.batch_alter_table("item_dupak", schema=None) as batch_op:
        batch_op.create_index("ix_item_dupak_dupak_id_id", ["dupak_id", "id"], unique=False)

    op.create_table(
        "keberatan",
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("dupak_id", sa.Integer(), nullable=False),
        sa.Column("penelaah_id", sa.Integer(), nullable=True),
        sa.Column("dijawab_pada", sa.Date(), nullable=True),
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
        sa.Column("subjek_id", sa.Integer(), nullable=True),
        sa.Column("pemegang_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "state NOT IN ('dikabulkan','ditolak') OR dijawab_pada IS NOT NULL",
            name=op.f("ck_keberatan_dijawab_bertanggal"),
        ),
        sa.ForeignKeyConstraint(["dupak_id"], ["dupak.id"], name=op.f("fk_keberatan_dupak_id_dupak")),
        sa.ForeignKeyConstraint(["instansi_id"], ["instansi.id"], name=op.f("fk_keberatan_instansi_id_instansi")),
        sa.ForeignKeyConstraint(["pemegang_id"], ["pegawai.id"], name=op.f("fk_keberatan_pemegang_id_pegawai")),
        sa.ForeignKeyConstraint(["penelaah_id"], ["pegawai.id"], name=op.f("fk_keberatan_penelaah_id_pegawai")),
        sa.ForeignKeyConstraint(["subjek_id"], ["pegawai.id"], name=op.f("fk_keberatan_subjek_id_pegawai")),
        sa.ForeignKeyConstraint(["tim_id"], ["tim_penilai.id"], name=op.f("fk_keberatan_tim_id_tim_penilai")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_keberatan_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_keberatan")),
        sa.UniqueConstraint("dupak_id", name=op.f("uq_keberatan_dupak_id")),
    )
    with op.batch_alter_table("keberatan", schema=None) as batch_op:
        batch_op.create_index(
            "ix_keberatan_kotak_masuk",
            ["pemegang", "tenggat", "id"],
            unique=False,
            sqlite_where=sa.text("state NOT IN ('dikabulkan','ditolak','dicabut')"),
            postgresql_where=sa.text("state NOT IN ('dikabulkan','ditolak','dicabut')"),
        )
        batch_op.create_index("ix_keberatan_subjek_id_id", ["subjek_id", "id"], unique=False)

    op.create_table(
        "kehadiran",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sidang_id", sa.Integer(), nullable=False),
        sa.Column("pegawai_id", sa.Integer(), nullable=False),
        sa.Column("hadir", sa.Boolean(), nullable=False),
        sa.Column("alasan", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["pegawai_id"], ["pegawai.id"], name=op.f("fk_kehadiran_pegawai_id_pegawai")),
        sa.ForeignKeyConstraint(["sidang_id"], ["sidang.id"], name=op.f("fk_kehadiran_sidang_id_sidang")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kehadiran")),
        sa.UniqueConstraint("sidang_id", "pegawai_id", name=op.f("uq_kehadiran_sidang_id_pegawai_id")),
    )
    op.create_table(
        "konflik_kepentingan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dupak_id", sa.Integer(), nullable=False),
        sa.Column("pegawai_id", sa.Integer(), nullable=False),
        sa.Column("alasan", sa.Text(), nullable=False),
        sa.Column("dicatat_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["dupak_id"], ["dupak.id"], name=op.f("fk_konflik_kepentingan_dupak_id_dupak")),
        sa.ForeignKeyConstraint(["pegawai_id"], ["pegawai.id"], name=op.f("fk_konflik_kepentingan_pegawai_id_pegawai")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_konflik_kepentingan")),
        sa.UniqueConstraint("dupak_id", "pegawai_id", name=op.f("uq_konflik_kepentingan_dupak_id_pegawai_id")),
    )
    op.create_table(
        "pak",
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("subjek_id", sa.Integer(), nullable=False),
        sa.Column("dupak_id", sa.Integer(), nullable=False),
        sa.Column("aturan", sa.String(length=10), nullable=False),
        sa.Column("aturan_sidik", sa.String(length=64), nullable=False),
        sa.Column("rincian", sa.JSON(), nullable=False),
        sa.Column("sidik_rincian", sa.String(length=64), nullable=False),
        sa.Column("jumlah_lama", sa.BigInteger(), nullable=False),
        sa.Column("jumlah_baru", sa.BigInteger(), nullable=False),
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
        sa.CheckConstraint(
            "state NOT IN ('diparaf','menunggu_tanda_tangan') OR diparaf_sidik IS NOT NULL", name=op.f("ck_pak_diparaf")
        ),
        sa.CheckConstraint(
            "state NOT IN ('ditetapkan','dikirim','diganti') OR (nomor IS NOT NULL AND ditetapkan_pada IS NOT NULL AND ditetapkan_oleh_id IS NOT NULL)",
            name=op.f("ck_pak_ditetapkan_bernomor"),
        ),
        sa.CheckConstraint(
            "ditetapkan_oleh_id IS NULL OR ditetapkan_oleh_id <> subjek_id", name=op.f("ck_pak_bukan_pak_sendiri")
        ),
        sa.CheckConstraint("jumlah = jumlah_lama + jumlah_baru", name=op.f("ck_pak_jumlah_cocok")),
        sa.ForeignKeyConstraint(["ditetapkan_oleh_id"], ["pegawai.id"], name=op.f("fk_pak_ditetapkan_oleh_id_pegawai")),
        sa.ForeignKeyConstraint(["dupak_id"], ["dupak.id"], name=op.f("fk_pak_dupak_id_dupak")),
        sa.ForeignKeyConstraint(["instansi_id"], ["instansi.id"], name=op.f("fk_pak_instansi_id_instansi")),
        sa.ForeignKeyConstraint(["menggantikan_id"], ["pak.id"], name=op.f("fk_pak_menggantikan_id_pak")),
        sa.ForeignKeyConstraint(["pemegang_id"], ["pegawai.id"], name=op.f("fk_pak_pemegang_id_pegawai")),
        sa.ForeignKeyConstraint(["penetap_id"], ["pegawai.id"], name=op.f("fk_pak_penetap_id_pegawai")),
        sa.ForeignKeyConstraint(["subjek_id"], ["pegawai.id"], name=op.f("fk_pak_subjek_id_pegawai")),
        sa.ForeignKeyConstraint(["tim_id"], ["tim_penilai.id"], name=op.f("fk_pak_tim_id_tim_penilai")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_pak_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pak")),
        sa.UniqueConstraint("instansi_id", "nomor", name=op.f("uq_pak_instansi_id_nomor")),
        sa.UniqueConstraint("kode_verifikasi", name=op.f("uq_pak_kode_verifikasi")),
    )
    with op.batch_alter_table("pak", schema=None) as batch_op:
        batch_op.create_index("ix_pak_dupak_id", ["dupak_id"], unique=False)
        batch_op.create_index("ix_pak_instansi_id_id", ["instansi_id", "id"], unique=False)
        batch_op.create_index(
            "ix_pak_kotak_masuk",
            ["pemegang", "tenggat", "id"],
            unique=False,
            sqlite_where=sa.text("state NOT IN ('dikirim','dibatalkan','diganti')"),
            postgresql_where=sa.text("state NOT IN ('dikirim','dibatalkan','diganti')"),
        )
        batch_op.create_index(batch_op.f("ix_pak_penetap_id"), ["penetap_id"], unique=False)
        batch_op.create_index("ix_pak_subjek_id_id", ["subjek_id", "id"], unique=False)

    op.create_table(
        "pelimpahan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("penugasan_id", sa.Integer(), nullable=False),
        sa.Column("penerima_id", sa.Integer(), nullable=False),
        sa.Column("jenis", sa.String(length=40), nullable=False),
        sa.Column("nomor_surat", sa.String(length=255), nullable=False),
        sa.Column("mulai", sa.Date(), nullable=False),
        sa.Column("selesai", sa.Date(), nullable=False),
        sa.CheckConstraint("selesai >= mulai", name=op.f("ck_pelimpahan_tanggal_berurutan")),
        sa.ForeignKeyConstraint(["penerima_id"], ["pegawai.id"], name=op.f("fk_pelimpahan_penerima_id_pegawai")),
        sa.ForeignKeyConstraint(
            ["penugasan_id"], ["penugasan_peran.id"], name=op.f("fk_pelimpahan_penugasan_id_penugasan_peran")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pelimpahan")),
    )
    with op.batch_alter_table("pelimpahan", schema=None) as batch_op:
        batch_op.create_index("ix_pelimpahan_penerima_id", ["penerima_id"], unique=False)

    op.create_table(
        "penilaian",
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("dupak_id", sa.Integer(), nullable=False),
        sa.Column("penilai_id", sa.Integer(), nullable=False),
        sa.Column("bebas_konflik_pada", sa.Date(), nullable=True),
        sa.Column("dikirim_pada", sa.Date(), nullable=True),
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
        sa.Column("subjek_id", sa.Integer(), nullable=True),
        sa.Column("pemegang_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "state <> 'terkirim' OR dikirim_pada IS NOT NULL", name=op.f("ck_penilaian_terkirim_bertanggal")
        ),
        sa.CheckConstraint(
            "state NOT IN ('dinilai','terkirim') OR bebas_konflik_pada IS NOT NULL",
            name=op.f("ck_penilaian_dinilai_bebas_konflik"),
        ),
        sa.CheckConstraint("penilai_id <> subjek_id", name=op.f("ck_penilaian_bukan_diri_sendiri")),
        sa.ForeignKeyConstraint(["dupak_id"], ["dupak.id"], name=op.f("fk_penilaian_dupak_id_dupak")),
        sa.ForeignKeyConstraint(["instansi_id"], ["instansi.id"], name=op.f("fk_penilaian_instansi_id_instansi")),
        sa.ForeignKeyConstraint(["pemegang_id"], ["pegawai.id"], name=op.f("fk_penilaian_pemegang_id_pegawai")),
        sa.ForeignKeyConstraint(["penilai_id"], ["pegawai.id"], name=op.f("fk_penilaian_penilai_id_pegawai")),
        sa.ForeignKeyConstraint(["subjek_id"], ["pegawai.id"], name=op.f("fk_penilaian_subjek_id_pegawai")),
        sa.ForeignKeyConstraint(["tim_id"], ["tim_penilai.id"], name=op.f("fk_penilaian_tim_id_tim_penilai")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_penilaian_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_penilaian")),
    )
    with op.batch_alter_table("penilaian", schema=None) as batch_op:
        batch_op.create_index("ix_penilaian_dupak_id", ["dupak_id"], unique=False)
        batch_op.create_index(
            "ix_penilaian_kotak_masuk",
            ["pemegang", "tenggat", "id"],
            unique=False,
            sqlite_where=sa.text("state NOT IN ('terkirim','mundur')"),
            postgresql_where=sa.text("state NOT IN ('terkirim','mundur')"),
        )
        batch_op.create_index("ix_penilaian_penilai_id_id", ["penilai_id", "id"], unique=False)

    op.create_table(
        "sesi_masuk",
        sa.Column("id_hash", sa.String(length=64), nullable=False),
        sa.Column("akun_id", sa.Integer(), nullable=False),
        sa.Column("dibuat_at", sa.DateTime(), nullable=False),
        sa.Column("terakhir_at", sa.DateTime(), nullable=False),
        sa.Column("berakhir_at", sa.DateTime(), nullable=False),
        sa.Column("alamat_ip", sa.String(length=45), nullable=False),
        sa.Column("peramban", sa.String(length=200), nullable=False),
        sa.Column("dicabut_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["akun_id"], ["akun.id"], name=op.f("fk_sesi_masuk_akun_id_akun")),
        sa.PrimaryKeyConstraint("id_hash", name=op.f("pk_sesi_masuk")),
    )
    with op.batch_alter_table("sesi_masuk", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sesi_masuk_akun_id"), ["akun_id"], unique=False)

    op.create_table(
        "spmk",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dupak_id", sa.Integer(), nullable=False),
        sa.Column("unsur", sa.String(length=60), nullable=False),
        sa.Column("dibaca_at", sa.DateTime(), nullable=True),
        sa.Column("ditandatangani_at", sa.DateTime(), nullable=True),
        sa.Column("oleh_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["dupak_id"], ["dupak.id"], name=op.f("fk_spmk_dupak_id_dupak")),
        sa.ForeignKeyConstraint(["oleh_id"], ["pegawai.id"], name=op.f("fk_spmk_oleh_id_pegawai")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spmk")),
        sa.UniqueConstraint("dupak_id", "unsur", name=op.f("uq_spmk_dupak_id_unsur")),
    )
    op.create_table(
        "bukti_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("nama_asli", sa.String(length=255), nullable=False),
        sa.Column("tipe", sa.String(length=80), nullable=False),
        sa.Column("ukuran", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("diunggah_at", sa.DateTime(), nullable=False),
        sa.Column("diunggah_oleh_id", sa.Integer(), nullable=False),
        sa.Column("digantikan_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["diunggah_oleh_id"], ["pegawai.id"], name=op.f("fk_bukti_file_diunggah_oleh_id_pegawai")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["item_dupak.id"], name=op.f("fk_bukti_file_item_id_item_dupak")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bukti_file")),
    )
    with op.batch_alter_table("bukti_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bukti_file_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_bukti_file_sha256"), ["sha256"], unique=False)

    op.create_table(
        "butir_keberatan",
        sa.Column("keberatan_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("alasan", sa.Text(), nullable=False),
        sa.Column("jawaban", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item_dupak.id"], name=op.f("fk_butir_keberatan_item_id_item_dupak")),
        sa.ForeignKeyConstraint(
            ["keberatan_id"], ["keberatan.id"], name=op.f("fk_butir_keberatan_keberatan_id_keberatan")
        ),
        sa.PrimaryKeyConstraint("keberatan_id", "item_id", name=op.f("pk_butir_keberatan")),
    )
    op.create_table(
        "keluar_agenda",
        sa.Column("kehadiran_id", sa.Integer(), nullable=False),
        sa.Column("agenda_id", sa.Integer(), nullable=False),
        sa.Column("sebab", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["agenda_id"], ["agenda_sidang.id"], name=op.f("fk_keluar_agenda_agenda_id_agenda_sidang")
        ),
        sa.ForeignKeyConstraint(
            ["kehadiran_id"], ["kehadiran.id"], name=op.f("fk_keluar_agenda_kehadiran_id_kehadiran")
        ),
        sa.PrimaryKeyConstraint("kehadiran_id", "agenda_id", name=op.f("pk_keluar_agenda")),
    )
    op.create_table(
        "nilai_butir",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("penilaian_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("nilai", sa.BigInteger(), nullable=False),
        sa.Column("alasan", sa.Text(), nullable=False),
        sa.CheckConstraint("nilai >= 0", name=op.f("ck_nilai_butir_tidak_negatif")),
        sa.ForeignKeyConstraint(["item_id"], ["item_dupak.id"], name=op.f("fk_nilai_butir_item_id_item_dupak")),
        sa.ForeignKeyConstraint(["penilaian_id"], ["penilaian.id"], name=op.f("fk_nilai_butir_penilaian_id_penilaian")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nilai_butir")),
        sa.UniqueConstraint("penilaian_id", "item_id", name=op.f("uq_nilai_butir_penilaian_id_item_id")),
    )


def downgrade() -> None:
    op.drop_table("nilai_butir")
    op.drop_table("keluar_agenda")
    op.drop_table("butir_keberatan")
    with op.batch_alter_table("bukti_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bukti_file_sha256"))
        batch_op.drop_index(batch_op.f("ix_bukti_file_item_id"))

    op.drop_table("bukti_file")
    op.drop_table("spmk")
    with op.batch_alter_table("sesi_masuk", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sesi_masuk_akun_id"))

    op.drop_table("sesi_masuk")
    with op.batch_alter_table("penilaian", schema=None) as batch_op:
        batch_op.drop_index("ix_penilaian_penilai_id_id")
        batch_op.drop_index(
            "ix_penilaian_kotak_masuk",
            sqlite_where=sa.text("state NOT IN ('terkirim','mundur')"),
            postgresql_where=sa.text("state NOT IN ('terkirim','mundur')"),
        )
        batch_op.drop_index("ix_penilaian_dupak_id")

    op.drop_table("penilaian")
    with op.batch_alter_table("pelimpahan", schema=None) as batch_op:
        batch_op.drop_index("ix_pelimpahan_penerima_id")

    op.drop_table("pelimpahan")
    with op.batch_alter_table("pak", schema=None) as batch_op:
        batch_op.drop_index("ix_pak_subjek_id_id")
        batch_op.drop_index(batch_op.f("ix_pak_penetap_id"))
        batch_op.drop_index(
            "ix_pak_kotak_masuk",
            sqlite_where=sa.text("state NOT IN ('dikirim','dibatalkan','diganti')"),
            postgresql_where=sa.text("state NOT IN ('dikirim','dibatalkan','diganti')"),
        )
        batch_op.drop_index("ix_pak_instansi_id_id")
        batch_op.drop_index("ix_pak_dupak_id")

    op.drop_table("pak")
    op.drop_table("konflik_kepentingan")
    op.drop_table("kehadiran")
    with op.batch_alter_table("keberatan", schema=None) as batch_op:
        batch_op.drop_index("ix_keberatan_subjek_id_id")
        batch_op.drop_index(
            "ix_keberatan_kotak_masuk",
            sqlite_where=sa.text("state NOT IN ('dikabulkan','ditolak','dicabut')"),
            postgresql_where=sa.text("state NOT IN ('dikabulkan','ditolak','dicabut')"),
        )

    op.drop_table("keberatan")
    with op.batch_alter_table("item_dupak", schema=None) as batch_op:
        batch_op.drop_index("ix_item_dupak_dupak_id_id")

    op.drop_table("item_dupak")
    with op.batch_alter_table("entri_kredit", schema=None) as batch_op:
        batch_op.drop_index("ix_entri_kredit_pegawai_id_tanggal")
        batch_op.drop_index(batch_op.f("ix_entri_kredit_dupak_id"))

    op.drop_table("entri_kredit")
    op.drop_table("baris_kelengkapan")
    with op.batch_alter_table("agenda_sidang", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agenda_sidang_dupak_id"))

    op.drop_table("agenda_sidang")
    with op.batch_alter_table("surat", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_surat_penerima_id"))

    op.drop_table("surat")
    with op.batch_alter_table("sidang", schema=None) as batch_op:
        batch_op.drop_index("ix_sidang_tim_id_putaran_id")
        batch_op.drop_index(
            "ix_sidang_kotak_masuk",
            sqlite_where=sa.text("state NOT IN ('ditutup','dibatalkan')"),
            postgresql_where=sa.text("state NOT IN ('ditutup','dibatalkan')"),
        )

    op.drop_table("sidang")
    with op.batch_alter_table("riwayat_pangkat", schema=None) as batch_op:
        batch_op.drop_index("uq_riwayat_pangkat_pegawai_id_tmt")

    op.drop_table("riwayat_pangkat")
    with op.batch_alter_table("riwayat_jabatan", schema=None) as batch_op:
        batch_op.drop_index("uq_riwayat_jabatan_pegawai_id_tmt")

    op.drop_table("riwayat_jabatan")
    with op.batch_alter_table("penugasan_peran", schema=None) as batch_op:
        batch_op.drop_index("ix_penugasan_peran_pegawai_id")
        batch_op.drop_index("ix_penugasan_peran_instansi_id_peran")

    op.drop_table("penugasan_peran")
    with op.batch_alter_table("ketidakhadiran", schema=None) as batch_op:
        batch_op.drop_index("ix_ketidakhadiran_pegawai_id")

    op.drop_table("ketidakhadiran")
    with op.batch_alter_table("dupak", schema=None) as batch_op:
        batch_op.drop_index("ix_dupak_subjek_id_id")
        batch_op.drop_index("ix_dupak_putaran_id_state")
        batch_op.drop_index(
            "ix_dupak_kotak_masuk",
            sqlite_where=sa.text("state NOT IN ('selesai','ditarik','ditolak','ditutup')"),
            postgresql_where=sa.text("state NOT IN ('selesai','ditarik','ditolak','ditutup')"),
        )
        batch_op.drop_index("ix_dupak_instansi_id_id")
        batch_op.drop_index(batch_op.f("ix_dupak_atasan_id"))

    op.drop_table("dupak")
    op.drop_table("dokumen")
    with op.batch_alter_table("catatan_admin", schema=None) as batch_op:
        batch_op.drop_index("ix_catatan_admin_tabel_baris_id")

    op.drop_table("catatan_admin")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entry_actor_id"))

    op.drop_table("audit_entry")
    with op.batch_alter_table("anggota_tim", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_anggota_tim_tim_id"))
        batch_op.drop_index("ix_anggota_tim_pegawai_id")

    op.drop_table("anggota_tim")
    op.drop_table("akun")
    op.drop_table("tahap_putaran")
    with op.batch_alter_table("pegawai", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pegawai_unit_id"))

    op.drop_table("pegawai")
    op.drop_table("unit")
    with op.batch_alter_table("tim_penilai", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tim_penilai_instansi_id"))

    op.drop_table("tim_penilai")
    op.drop_table("putaran")
    op.drop_table("nomor_register")
    op.drop_table("hari_libur")
    with op.batch_alter_table("outbox_message", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_outbox_message_open",
            sqlite_where=sa.text("done_at IS NULL AND dead_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL AND dead_at IS NULL"),
        )

    op.drop_table("outbox_message")
    op.drop_table("instansi")
    op.drop_table("butir_kegiatan")
