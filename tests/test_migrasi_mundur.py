"""What a migration leaves to an older version when it goes down."""

from pathlib import Path

from sqlalchemy import create_engine, text

from workflow_app import database

BARIS = text(
    "INSERT INTO baris_kelengkapan (dupak_id, urutan, kode, label, wajib, diminta, jawaban) "
    "VALUES (1, :urutan, :kode, :label, :wajib, 0, '')"
)


def test_an_institutions_own_checklist_lines_go_with_the_columns_that_name_them(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'mundur.db'}"
    database.upgrade(url, "0018")
    engine = create_engine(url)
    with engine.begin() as koneksi:
        koneksi.execute(BARIS, {"urutan": 1, "kode": "sk_pangkat", "label": None, "wajib": None})
        koneksi.execute(BARIS, {"urutan": 2, "kode": "instansi-7", "label": "Surat tugas unit", "wajib": True})
    engine.dispose()

    database.downgrade(url, "0017")

    engine = create_engine(url)
    with engine.connect() as koneksi:
        assert koneksi.scalars(text("SELECT kode FROM baris_kelengkapan")).all() == ["sk_pangkat"]
    engine.dispose()
