"""One runner of a race: waits for the starting shot, acts once through the services, and prints what came of it."""

import datetime as dt
import json
import sys
import time
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app import audit
from workflow_app.errors import Galat
from workflow_app.koneksi import buat_engine
from workflow_app.models import Instansi, Pegawai
from workflow_app.permissions import muat_pelaku
from workflow_app.services.langkah import Masukan, ambil
from workflow_app.services.nomor import ambil_nomor
from workflow_app.states import BY_NAME

BATAS_TUNGGU_DETIK = 60


def tunggu_tembakan(berkas: Path, siap: Path) -> None:
    """Say that this runner is ready, then wait for the file that starts all of them."""
    siap.touch()
    akhir = time.monotonic() + BATAS_TUNGGU_DETIK
    while not berkas.exists():
        if time.monotonic() > akhir:
            raise TimeoutError("tidak ada tembakan")
        time.sleep(0.001)


def langkah(session: Session, pesan: dict[str, object]) -> str:
    """Take one step as one person; the name of the exception, or `ok`."""
    hari = dt.date.fromisoformat(str(pesan["hari"]))
    orang = session.get_one(Pegawai, pesan["pegawai_id"])
    obj = session.get_one(BY_NAME[str(pesan["workflow"])].model, pesan["id"])
    masukan = Masukan(muat_pelaku(session, orang, hari), int(str(pesan["version"])))
    try:
        ambil(session, obj, str(pesan["trigger"]), masukan)
        session.commit()
    except Galat as galat:
        session.rollback()
        return type(galat).__name__
    return "ok"


def nomor(session: Session, pesan: dict[str, object]) -> list[int]:
    """Take numbers one transaction at a time; every third is given back."""
    hari = dt.date.fromisoformat(str(pesan["hari"]))
    hasil = []
    for kali in range(int(str(pesan["kali"]))):
        instansi = session.scalars(select(Instansi).limit(1)).one()
        diambil = ambil_nomor(session, instansi, "uji", hari)
        if kali % 3 == 2:
            session.rollback()
        else:
            session.commit()
            hasil.append(diambil)
    return hasil


def main() -> None:
    """Arguments: one JSON object."""
    pesan = json.loads(sys.argv[1])
    audit.pasang_kunci(pesan["kunci"])
    engine = buat_engine(pesan["url"])
    with engine.connect():
        pass
    tunggu_tembakan(Path(pesan["tembakan"]), Path(pesan["siap"]))
    with Session(engine, expire_on_commit=False) as session:
        hasil = nomor(session, pesan) if pesan["lomba"] == "nomor" else langkah(session, pesan)
    engine.dispose()
    sys.stdout.write(json.dumps(hasil))


if __name__ == "__main__":
    main()
