"""The file store held against the rows that name its files: what is lost, what is damaged, what nobody names."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import Column, select
from sqlalchemy.orm import Session

from workflow_app.models import Base, BerkasKegiatan, BuktiFile, Dokumen
from workflow_app.penyimpanan import BerkasRusak, BerkasTidakAda, Penyimpanan

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
        bernama = set(_bernama(session, awal))
        keadaan.yatim += [s for s, b in ada.items() if s not in bernama and b.diubah < saat - TENGGANG]
        for tempat, sha256 in _wajib(session, awal):
            if sha256 not in ada:
                keadaan.hilang.append(f"{tempat}: {sha256}")
            elif baca and not _utuh(penyimpanan, sha256):
                keadaan.rusak.append(f"{tempat}: {sha256}")
    return keadaan


def buang(session: Session, penyimpanan: Penyimpanan, saat: dt.datetime) -> Keadaan:
    """Remove what no row has named for a day and what was left behind in mid-writing; what was found before."""
    keadaan = periksa(session, penyimpanan, saat, baca=False)
    for sha256 in keadaan.yatim:
        penyimpanan.buang(sha256)
    for nama in keadaan.sisa:
        penyimpanan.buang_sisa(nama)
    return keadaan


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
