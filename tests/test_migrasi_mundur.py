"""What a migration leaves to an older version when it goes down."""

from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from tests import pabrik
from workflow_app import database
from workflow_app.koneksi import buat_engine
from workflow_app.models import BarisKelengkapan


def test_an_institutions_own_checklist_lines_go_with_the_columns_that_name_them(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'mundur.db'}"
    database.upgrade(url)
    engine = buat_engine(url)
    with Session(engine) as session:
        dupak = pabrik.dupak(session)
        dupak.kelengkapan = [
            BarisKelengkapan(urutan=1, kode="sk_pangkat"),
            BarisKelengkapan(urutan=2, kode="instansi-7", label="Surat tugas unit", wajib=True),
        ]
        session.commit()
    engine.dispose()

    database.downgrade(url, "0017")

    engine = create_engine(url)
    with engine.connect() as koneksi:
        assert koneksi.scalars(text("SELECT kode FROM baris_kelengkapan")).all() == ["sk_pangkat"]
    engine.dispose()
