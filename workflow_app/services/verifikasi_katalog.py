"""Whether the catalogue is what its history says: items against their newest version, versions against their act.

Reads only, some rows at a time. Acts of people stand in the administrators' notes, which are chained and keep the hash
of the versions that the act made; the catalogue that the application brought along is held against its file.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Table, and_, func, or_, select
from sqlalchemy.orm import Session

from workflow_app.audit import Cacat
from workflow_app.models import ButirKegiatan, CatatanAdmin, PerubahanKatalog, TindakanKatalog, VersiButir
from workflow_app.peraturan.katalog import katalog
from workflow_app.services import catatan
from workflow_app.services.katalog import REGIME_BERKATALOG, SEKALI, beda, kolom_butir, potret, sidik_versi

BUTIR = ButirKegiatan.__tablename__
TINDAKAN = PerubahanKatalog.__tablename__
_BUTIR: Table = ButirKegiatan.__table__  # type: ignore[assignment]  # a mapped class's table is typed more widely


def periksa(session: Session) -> Iterator[Cacat]:
    """Everything that does not hold, in bounded memory."""
    yield from _butir(session)
    yield from _nomor(session)
    yield from _tindakan(session)


def _butir(session: Session) -> Iterator[Cacat]:
    """Items that are not as their newest version has them."""
    terakhir = (
        select(func.max(VersiButir.nomor)).where(VersiButir.butir_id == _BUTIR.c.id).correlate(_BUTIR).scalar_subquery()
    )
    versi = and_(VersiButir.butir_id == _BUTIR.c.id, VersiButir.nomor == terakhir)
    query = select(_BUTIR, VersiButir.nomor, VersiButir.isi).outerjoin(VersiButir, versi).order_by(_BUTIR.c.id)
    for baris in session.execute(query).yield_per(SEKALI):
        if baris.nomor is None:
            yield Cacat(BUTIR, baris.id, 1, "butir tidak punya versi")
            continue
        kolom = ["versi"] if baris.nomor != baris.versi else []
        kolom += [satu.kolom for satu in beda(baris.isi, potret(baris))]
        for nama in kolom:
            yield Cacat(BUTIR, baris.id, baris.nomor, "tidak sama dengan versi terakhirnya", nama)


def _nomor(session: Session) -> Iterator[Cacat]:
    """Items whose versions are not numbered from 1 without gaps, and versions of items that are gone."""
    query: Any = (  # the outer side may be empty, which its types would deny
        select(VersiButir.butir_id, ButirKegiatan.id)
        .outerjoin(ButirKegiatan, ButirKegiatan.id == VersiButir.butir_id)
        .group_by(VersiButir.butir_id, ButirKegiatan.id)
        .having(or_(ButirKegiatan.id.is_(None), func.count() != func.max(VersiButir.nomor)))
        .order_by(VersiButir.butir_id)
    )
    for butir_id, ada in session.execute(query).yield_per(SEKALI):
        sebab = "butir dihapus sedangkan versinya ada" if ada is None else "versi dihapus atau disisipkan"
        yield Cacat(BUTIR, butir_id, 1, sebab)


def _tindakan(session: Session) -> Iterator[Cacat]:
    """Acts that differ from their note or made other versions than it says, that have none, or that are gone."""
    nota = and_(
        CatatanAdmin.tabel == TINDAKAN, CatatanAdmin.tindakan == "tambah", CatatanAdmin.baris_id == PerubahanKatalog.id
    )
    query: Any = (  # the outer side may be empty, which its types would deny
        select(PerubahanKatalog, CatatanAdmin.sesudah)
        .outerjoin(CatatanAdmin, nota)
        .order_by(PerubahanKatalog.id)
        .execution_options(populate_existing=True)
    )
    dimuat: set[str] = set()
    for tindakan, tercatat in session.execute(query).yield_per(SEKALI):
        if tindakan.tindakan is TindakanKatalog.MUAT and tindakan.aturan not in dimuat:
            dimuat.add(tindakan.aturan)
            yield from _muat(session, tindakan)
        elif tercatat is None:
            yield Cacat(TINDAKAN, None, tindakan.id, "tindakan tanpa catatan administrator")
        else:
            for kolom in catatan.berbeda(tindakan, tercatat):
                yield Cacat(TINDAKAN, tindakan.id, 1, "tidak sama dengan catatan administrator", kolom)
            if tercatat.get(catatan.SIDIK_VERSI, sidik := sidik_versi(session, tindakan.id)) != sidik:
                yield Cacat(TINDAKAN, None, tindakan.id, "versi butir tidak sama dengan yang dicatat")
    hilang = (
        select(CatatanAdmin.baris_id)
        .outerjoin(PerubahanKatalog, PerubahanKatalog.id == CatatanAdmin.baris_id)
        .where(CatatanAdmin.tabel == TINDAKAN, CatatanAdmin.tindakan == "tambah", PerubahanKatalog.id.is_(None))
        .order_by(CatatanAdmin.id)
    )
    for tindakan_id in session.scalars(hilang).yield_per(SEKALI):
        yield Cacat(TINDAKAN, None, tindakan_id, "tindakan dihapus")


def _muat(session: Session, tindakan: PerubahanKatalog) -> Iterator[Cacat]:
    """First versions that are not those of the shipped file. The file of an earlier edition is not at hand any more."""
    query = (
        select(VersiButir.butir_id, VersiButir.nomor, VersiButir.isi, ButirKegiatan.aturan, ButirKegiatan.kode)
        .join(ButirKegiatan, ButirKegiatan.id == VersiButir.butir_id)
        .where(VersiButir.perubahan_id == tindakan.id)
        .order_by(VersiButir.id)
    )
    bawaan = _bawaan(tindakan)
    jumlah = 0
    for baris in session.execute(query).yield_per(SEKALI):
        jumlah += 1
        asal = bawaan.get(baris.kode) if bawaan is not None else baris.isi
        if (baris.nomor, baris.aturan) != (1, tindakan.aturan) or asal is None:
            yield Cacat(BUTIR, baris.butir_id, baris.nomor, "versi tidak berasal dari katalog bawaan")
            continue
        for satu in beda(asal, baris.isi):
            yield Cacat(BUTIR, baris.butir_id, 1, "versi pertama tidak sama dengan katalog bawaan", satu.kolom)
    if bawaan is not None and jumlah != len(bawaan):
        yield Cacat(TINDAKAN, None, tindakan.id, "jumlah butir tidak sama dengan katalog bawaan")


def _bawaan(tindakan: PerubahanKatalog) -> Mapping[str, Mapping[str, Any]] | None:
    """The shipped items as versions keep them, by code; None for a file that is not the one of today."""
    if tindakan.aturan not in REGIME_BERKATALOG:
        return None
    sekarang = katalog(tindakan.aturan)
    if sekarang.sidik != tindakan.berkas_sha256:
        return None
    return {butir.kode: potret(ButirKegiatan(**kolom_butir(butir))) for butir in sekarang}
