"""Races between real processes on the database of the run: one wins, the other is told, nothing is stuck or doubled."""

import datetime as dt
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tests.panggung import KUNCI_AUDIT
from workflow_app import audit
from workflow_app.demo.lakon import Lakon
from workflow_app.demo.orang import Agensi, bangun
from workflow_app.demo.perkara import MASA_TENGAH, Cerita
from workflow_app.koneksi import buat_engine
from workflow_app.models import (
    AuditEntry,
    Dupak,
    DupakState,
    EntriKredit,
    NomorRegister,
    Pak,
    PakState,
    PenilaianState,
)
from workflow_app.selisih import penilaian_berjalan

KINI = dt.date(2022, 1, 10)
AKAR = Path(__file__).resolve().parent.parent
BATAS_DETIK = 60.0


@pytest.fixture
def url(url_basis_data: str) -> str:
    audit.pasang_kunci(KUNCI_AUDIT)
    return url_basis_data


@pytest.fixture
def mesin(url: str) -> Iterator[Engine]:
    mesin = buat_engine(url)
    yield mesin
    mesin.dispose()


@pytest.fixture
def cerita(mesin: Engine) -> Iterator[Cerita]:
    with Session(mesin, expire_on_commit=False) as session:
        agensi: Agensi = bangun(session, jumlah_lain=4)
        yield Cerita(session, agensi, Lakon(session, agensi.orang), KINI)


def lomba(url: str, folder: Path, *pesan: dict[str, Any]) -> list[Any]:
    """Start one process per message, fire when all are ready, and give what each printed."""
    folder.mkdir()
    tembakan = folder / "tembakan"
    pelari = []
    for nomor, satu in enumerate(pesan):
        isi = {
            **satu,
            "url": url,
            "kunci": KUNCI_AUDIT,
            "hari": KINI.isoformat(),
            "tembakan": str(tembakan),
            "siap": str(folder / f"siap-{nomor}"),
        }
        pelari.append(
            subprocess.Popen(
                [sys.executable, "-m", "tests.balap", json.dumps(isi)], cwd=AKAR, stdout=subprocess.PIPE, text=True
            )
        )
    akhir = time.monotonic() + BATAS_DETIK
    while len(list(folder.glob("siap-*"))) < len(pesan):
        assert time.monotonic() < akhir, "para pelari tidak siap"
        time.sleep(0.005)
    tembakan.touch()
    return [json.loads(p.communicate(timeout=BATAS_DETIK)[0]) for p in pelari]


def _langkah(obj: Any, workflow: str, trigger: str, pegawai_id: int) -> dict[str, Any]:
    return {
        "lomba": "langkah",
        "workflow": workflow,
        "id": obj.id,
        "trigger": trigger,
        "pegawai_id": pegawai_id,
        "version": obj.version,
    }


def test_two_processes_sign_one_decision_and_it_gets_one_number(
    url: str, mesin: Engine, cerita: Cerita, tmp_path: Path
) -> None:
    lakon = cerita.lakon
    dupak, jadwal = cerita.sampai_sidang(MASA_TENGAH)
    cerita.bersidang([(dupak, jadwal)])
    lakon.lepas_keberatan(dupak, jadwal.sidang)
    pak = lakon.pak_dari(dupak)
    lakon.paraf(pak, KINI)
    lakon.ajukan_pak(pak, KINI)
    cerita.session.commit()
    penetap = lakon.penetap(pak).id
    hasil = lomba(url, tmp_path / "lomba", *[_langkah(pak, "pak", "tetapkan", penetap)] * 2)
    assert sorted(hasil) == ["Conflict", "ok"]
    with Session(mesin) as session:
        terbit = session.get_one(Pak, pak.id)
        assert (terbit.state, terbit.nomor) == (PakState.DITETAPKAN, "1/PAK/I/2022")
        assert session.scalars(select(NomorRegister.terakhir).where(NomorRegister.register == "pak")).all() == [1]
        assert session.get_one(Dupak, dupak.id).state is DupakState.SELESAI
        kredit = session.scalars(select(EntriKredit.jumlah).where(EntriKredit.dupak_id == dupak.id)).all()
        assert sum(kredit, Decimal(0)) == terbit.jumlah_baru


def test_two_last_assessors_send_at_once_and_no_case_is_stuck(
    url: str, mesin: Engine, cerita: Cerita, tmp_path: Path
) -> None:
    session, lakon = cerita.session, cerita.lakon
    dupak, jadwal = cerita.sampai_penilaian(MASA_TENGAH)
    dupak_id = dupak.id
    pasangan = penilaian_berjalan(session, dupak_id)
    for satu in pasangan:
        lakon.mulai_menilai(satu, jadwal.nilai)
        lakon.beri_nilai(satu, jadwal.nilai)
    session.commit()
    hasil = lomba(url, tmp_path / "satu", *[_langkah(p, "penilaian", "kirim", p.penilai_id) for p in pasangan])
    assert set(hasil) <= {"ok", "Conflict"}
    assert "ok" in hasil
    session.expire_all()
    kalah = [p for p in pasangan if p.state is PenilaianState.DINILAI]
    assert len(kalah) == hasil.count("Conflict")
    pesan = [_langkah(p, "penilaian", "kirim", p.penilai_id) for p in kalah]
    session.rollback()  # a reader of this session would hold SQLite's lock
    if pesan:  # the loser reads again and sends once more
        assert lomba(url, tmp_path / "dua", *pesan) == ["ok"]
    with Session(mesin) as baru:
        assert baru.get_one(Dupak, dupak_id).state is DupakState.SIDANG
        dibawa = baru.scalars(
            select(AuditEntry.seq).where(
                AuditEntry.workflow == "dupak",
                AuditEntry.object_id == dupak_id,
                AuditEntry.trigger == "bawa_ke_sidang",
            )
        ).all()
        assert len(dibawa) == 1


def test_numbers_have_no_gap_and_no_twin_although_some_takers_give_back(
    url: str, mesin: Engine, cerita: Cerita, tmp_path: Path
) -> None:
    cerita.session.commit()
    hasil = lomba(url, tmp_path / "lomba", *[{"lomba": "nomor", "kali": 9}] * 3)
    diambil = sorted(n for satu in hasil for n in satu)
    assert diambil == list(range(1, 19))
    with Session(mesin) as session:
        assert session.scalars(select(NomorRegister.terakhir).where(NomorRegister.register == "uji")).one() == 18
