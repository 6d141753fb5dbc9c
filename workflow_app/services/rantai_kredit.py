"""The chain over an officer's ledger: every entry gets its place when it is booked, under the audit key.

One chain per officer, because two officers' credit is booked at the same moment and one officer's never is. The
beginning of each chain stands in the register of cases, so that a whole ledger cannot vanish with its head.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from sqlalchemy import Select, String, Table, and_, exists, insert, select, type_coerce
from sqlalchemy.orm import Session

from workflow_app import audit, daftar, rantai
from workflow_app.audit import Cacat
from workflow_app.models import DaftarPerkara, EntriKredit, RantaiKredit

NAMA = EntriKredit.__tablename__
PEGAWAI = f"{NAMA} pegawai"
SELESAI = 0
"""Number under which the register keeps that no entry from before there were chains waits for its own."""
ISI = (
    "id",
    "pegawai_id",
    "tanggal",
    "jenis",
    "aturan",
    "aturan_sidik",
    "jenjang",
    "golongan",
    "unsur",
    "jumlah",
    "dupak_id",
    "pak_id",
    "item_id",
    "perkara",
    "perkara_id",
    "sebab",
    "alasan",
    "dasar",
)
"""What the hash of an entry covers."""
_ENTRI: Table = EntriKredit.__table__  # type: ignore[assignment]  # a mapped class's table is typed more widely
_MATA: Table = RantaiKredit.__table__  # type: ignore[assignment]  # the same


def sambung(session: Session, entri: Sequence[EntriKredit]) -> None:
    """Chain entries that were stored in this transaction. The statements do not grow with the entries of an officer.

    The head of the officer's chain stays locked until the transaction ends.
    """
    for pegawai_id, milik in groupby(sorted(entri, key=_urutan), key=lambda e: e.pegawai_id):
        baru = list(milik)
        mata = rantai.sambung(session, _nama(pegawai_id), [_isi(satu) for satu in baru])
        session.execute(
            insert(_MATA),
            [
                {"pegawai_id": pegawai_id, "nomor": m.nomor, "entri_id": satu.id, "hash": m.hash}
                for m, satu in zip(mata, baru, strict=True)
            ],
        )
        if mata[0].nomor == 1:
            daftar.catat(session, NAMA, baru[0], mata[0].hash, object_id=pegawai_id)
            if (
                not session.scalar(select(_terdaftar(SELESAI)))
                and session.scalar(_lepas(select(_ENTRI.c.id)).limit(1)) is None
            ):
                daftar.catat(session, NAMA, baru[0], _tanda_selesai(), object_id=SELESAI)


def _urutan(entri: EntriKredit) -> tuple[int, int]:
    return entri.pegawai_id, entri.id


def _nama(pegawai_id: int) -> str:
    return f"kredit:{pegawai_id}"


def _isi(entri: Any) -> list[Any]:
    """The content of an entry, or of a row with its columns, alike before and after it was stored."""
    return [f"{entri.jumlah:.3f}" if kolom == "jumlah" else getattr(entri, kolom) for kolom in ISI]


def sambung_yang_lama(session: Session) -> int:
    """Chain the entries from before there were chains, once; returns how many. Does not commit.

    The register keeps that it was done, or that there was nothing to do when the first ledger began. Whatever is put in
    past the application later stays outside of the chains.
    """
    if session.scalar(select(_terdaftar(SELESAI))):
        return 0
    jumlah = 0
    while lama := session.scalars(_lepas(select(EntriKredit)).limit(daftar.SEKALI)).all():
        sambung(session, lama)
        jumlah += len(lama)
    daftar.daftarkan(session, [(NAMA, SELESAI, _tanda_selesai())])
    return jumlah


def _tanda_selesai() -> str:
    return audit.tanda(NAMA, [SELESAI])


def _terdaftar(pegawai_id: Any) -> Any:
    return exists().where(DaftarPerkara.workflow == NAMA, DaftarPerkara.object_id == pegawai_id)


def _lepas(query: Select[Any]) -> Select[Any]:
    """Entries that stand in no chain."""
    return query.where(~exists().where(_MATA.c.entri_id == _ENTRI.c.id)).order_by(_ENTRI.c.pegawai_id, _ENTRI.c.id)


def periksa(session: Session) -> Iterator[Cacat]:
    """Follow the chain of every officer to its head, an officer at a time, and hold the register against them.

    A place of a chain is named by officer and number of the entry in his ledger, an entry outside of it by its id.
    """
    m = _MATA.c
    # A kind that the application does not know is a finding and no reason to stop: it is read as a word.
    isi = [type_coerce(k, String).label(k.name) if k.name == "jenis" else k for k in _ENTRI.c]
    query = select(m.pegawai_id.label("pemilik"), m.nomor, m.entri_id, m.hash, *isi)
    query = query.outerjoin(_ENTRI, _ENTRI.c.id == m.entri_id).order_by(m.pegawai_id, m.nomor)
    baris = session.execute(query).yield_per(daftar.SEKALI)
    for pegawai_id, milik in groupby(baris, key=lambda satu: satu.pemilik):
        for cacat in rantai.periksa(session, _nama(pegawai_id), PEGAWAI, (_mata(satu) for satu in milik)):
            yield replace(cacat, object_id=pegawai_id)
    for entri_id in session.scalars(_lepas(select(_ENTRI.c.id))).yield_per(daftar.SEKALI):
        yield Cacat(NAMA, None, entri_id, "entri tidak ada dalam rantai")
    yield from _awal(session)


def _mata(baris: Any) -> rantai.Mata:
    return rantai.Mata(baris.nomor, None if baris.id is None else _isi(baris), baris.hash)


def _awal(session: Session) -> Iterator[Cacat]:
    """Chains that are gone with their head or that began anew, and chains that nobody entered."""
    m = _MATA.c
    pertama = and_(m.pegawai_id == DaftarPerkara.object_id, m.nomor == 1)
    beda: Any = (  # the outer side may be empty, which its types would deny
        select(DaftarPerkara.object_id)
        .outerjoin(_MATA, pertama)
        .where(DaftarPerkara.workflow == NAMA, DaftarPerkara.object_id != SELESAI)
        .where(m.hash.is_(None) | (m.hash != DaftarPerkara.awal))
        .order_by(DaftarPerkara.nomor)
    )
    for pegawai_id in session.scalars(beda).yield_per(daftar.SEKALI):
        yield Cacat(PEGAWAI, pegawai_id, 1, "buku kredit dihapus atau dimulai ulang")
    asing = select(m.pegawai_id).where(m.nomor == 1, ~_terdaftar(m.pegawai_id)).order_by(m.pegawai_id)
    for pegawai_id in session.scalars(asing).yield_per(daftar.SEKALI):
        yield Cacat(PEGAWAI, pegawai_id, 1, "buku kredit tidak ada dalam daftar perkara")
