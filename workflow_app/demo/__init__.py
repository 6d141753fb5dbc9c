"""The demo agency: invented people, a published password, and a case in every state of every workflow.

Loaded into an empty database only, and only where the settings say that this is a demo.
"""

import datetime as dt

from flask import Flask
from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.demo import kegiatan, konversi, perkara
from workflow_app.demo.lakon import Lakon
from workflow_app.demo.orang import PEJABAT, PRAKOM, Agensi, bangun
from workflow_app.extensions import db
from workflow_app.models import Akun, Pegawai
from workflow_app.peraturan.jenjang import nama_jenjang
from workflow_app.services import sandi
from workflow_app.waktu import utcnow

KATA_SANDI = "gerimis-di-kota-contoh"
TANGGAL_BAKU = dt.date(2022, 1, 10)


def muat(app: Flask) -> None:
    """Fill the application's empty database and commit once."""
    jam = app.extensions["alurpak"].jam
    session: Session = db.session()
    isi(session, jam.hari_ini())
    session.commit()


def isi(session: Session, kini: dt.date) -> Agensi:
    """The agency, its accounts and its cases; those of the conversion regime as of `kini`. Does not commit."""
    agensi = bangun(session)
    lain = {f"pegawai{i:02d}": p for i, p in enumerate(agensi.lain, 1)}
    _akun(session, {**agensi.orang, **lain, **{f"konversi{i:02d}": p for i, p in enumerate(agensi.konversi, 1)}})
    lakon = Lakon(session, agensi.orang)
    perkara.isi(session, agensi, lakon, min(kini, TANGGAL_BAKU))  # claims belong to the years before 2023
    konversi.isi(session, agensi, lakon, kini)
    kegiatan.isi(session, agensi, min(kini, TANGGAL_BAKU))
    return agensi


def _akun(session: Session, orang: dict[str, Pegawai]) -> None:
    # One hash for all: the password is published, and hashing it once keeps the first start short.
    hash_sandi = sandi.sidik(KATA_SANDI)
    for nama, pegawai in orang.items():
        session.add(Akun(pegawai_id=pegawai.id, nama_pengguna=nama, sandi_hash=hash_sandi, sandi_diganti_at=utcnow()))
    session.flush()


def akun_contoh() -> list[tuple[str, str, str]]:
    """One account per role and one officer per level: what the first start prints."""
    aturan = peraturan.untuk(TANGGAL_BAKU)
    prakom = [(nama_jenjang(aturan, jenjang), akun, KATA_SANDI) for akun, _, _, _, jenjang in PRAKOM]
    lintas = ("Pranata Komputer, tiga regime", "konversi01", KATA_SANDI)
    return [*prakom, lintas, *((jabatan, akun, KATA_SANDI) for akun, _, _, _, jabatan in PEJABAT)]
