"""The file store held against the rows that name its files: what is lost, what is damaged, what nobody names."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import Column, select
from sqlalchemy.orm import Session

from workflow_app.models import Base, BerkasKegiatan, BuktiFile, Dokumen
from workflow_app.penyimpanan import BerkasRusak, BerkasTidakAda, Penyimpanan, Tersimpan

TENGGANG = dt.timedelta(days=1)
"""Bytes are stored before the row that names them; younger ones may be on their way."""
WAJIB = (BuktiFile, BerkasKegiatan, Dokumen)
"""Rows whose file must be there: proofs and papers. Others name sheets that are thrown away after their time."""
_NAMA_KOLOM = frozenset({"sha256", "berkas_sha256"})
_AWALAN = tuple(f"{n:02x}" for n in range(256))


@dataclass
class Keadaan:
    """What a check found. `hilang` and `rusak` as `table id: hash`, `yatim` hashes that no row names, `sisa` names of
    files left behind in mid-writing.
    """

    berkas: int = 0
    byte: int = 0
    hilang: list[str] = field(default_factory=list)
    rusak: list[str] = field(default_factory=list)
    yatim: list[str] = field(default_factory=list)
    sisa: list[str] = field(default_factory=list)

    @property
    def sehat(self) -> bool:
        """Whether every file that a row names is there and whole."""
        return not self.hilang and not self.rusak


def periksa(session: Session, penyimpanan: Penyimpanan, saat: dt.datetime, *, baca: bool) -> Keadaan:
    """Hold store and rows against one another, at `saat` (UTC without a zone); `baca` reads every named file too.

    A 256th part at a time, so that memory does not grow with the store.
    """
    keadaan = Keadaan(sisa=penyimpanan.sisa(saat - TENGGANG))
    for awal in _AWALAN:
        ada = {b.sha256: b for b in penyimpanan.daftar(awal)}
        keadaan.berkas += len(ada)
        keadaan.byte += sum(b.ukuran for b in ada.values())
        keadaan.yatim += _yatim(session, awal, ada.values(), saat)
        for tempat, sha256 in _wajib(session, awal):
            if sha256 not in ada:
                keadaan.hilang.append(f"{tempat}: {sha256}")
            elif baca and not _utuh(penyimpanan, sha256):
                keadaan.rusak.append(f"{tempat}: {sha256}")
    return keadaan


def buang(session: Session, penyimpanan: Penyimpanan, saat: dt.datetime) -> Keadaan:
    """Remove what no row has named for a day and what was left behind in mid-writing; `yatim` and `sisa` are what went.

    People go on uploading meanwhile: just before a file goes its age and its rows are asked for again, in a new
    transaction, because an open one does not see what others have committed. Nothing may wait in the session.
    """
    keadaan = Keadaan()
    for awal in _AWALAN:
        session.rollback()
        for sha256 in _yatim(session, awal, penyimpanan.daftar(awal), saat):
            session.rollback()
            if sha256 not in _bernama(session, sha256) and penyimpanan.buang_tua(sha256, saat - TENGGANG):
                keadaan.yatim.append(sha256)
    session.rollback()
    for nama in penyimpanan.sisa(saat - TENGGANG):
        penyimpanan.buang_sisa(nama)
        keadaan.sisa.append(nama)
    return keadaan


def _yatim(session: Session, awal: str, ada: Iterable[Tersimpan], saat: dt.datetime) -> list[str]:
    """Files of a part that no row names and that are old enough to be nobody's."""
    tua = [b.sha256 for b in ada if b.diubah < saat - TENGGANG]
    bernama = set(_bernama(session, awal)) if tua else set()
    return [s for s in tua if s not in bernama]


def _kolom() -> Iterator[Column[str]]:
    """Every column that names a stored file, of whatever table: a new one is found by its name."""
    for tabel in Base.metadata.sorted_tables:
        yield from (k for k in tabel.columns if k.name in _NAMA_KOLOM)


def _bernama(session: Session, awal: str) -> Iterator[str]:
    for kolom in _kolom():
        yield from session.scalars(select(kolom).where(kolom.startswith(awal)).distinct())


def _wajib(session: Session, awal: str) -> Iterator[tuple[str, str]]:
    for model in WAJIB:
        query = select(model.id, model.sha256).where(model.sha256.startswith(awal)).order_by(model.id)
        for nomor, sha256 in session.execute(query):
            yield f"{model.__tablename__} {nomor}", str(sha256)


def _utuh(penyimpanan: Penyimpanan, sha256: str) -> bool:
    try:
        with penyimpanan.buka(sha256):
            return True
    except (BerkasTidakAda, BerkasRusak):
        return False
