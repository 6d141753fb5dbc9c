"""Whether facts of performance are as they were recorded: every row is told of by notes, which are chained.

Reads only, a bounded number of rows at a time.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Table, exists, select
from sqlalchemy.orm import Session

from workflow_app.audit import Cacat
from workflow_app.models import AsalJabatan, CatatanAdmin, EvaluasiKinerja, IjazahPegawai
from workflow_app.services import catatan

FAKTA: tuple[type[Any], ...] = (EvaluasiKinerja, IjazahPegawai, AsalJabatan)
SEKALI = 100
_NOTA: Table = CatatanAdmin.__table__  # type: ignore[assignment]  # a mapped class's table is typed more widely


def periksa(session: Session) -> Iterator[Cacat]:
    """Facts that are not as their notes tell, that no note tells of, or that are gone."""
    for model in FAKTA:
        yield from _periksa(session, model.__table__)


def _periksa(session: Session, tabel: Table) -> Iterator[Cacat]:
    nama, terakhir = tabel.name, 0
    while baris := session.execute(select(tabel).where(tabel.c.id > terakhir).order_by(tabel.c.id).limit(SEKALI)).all():
        tertulis = _menurut_catatan(session, nama, [b.id for b in baris])
        for satu in baris:
            if satu.id not in tertulis:
                yield Cacat(nama, None, satu.id, "fakta tidak ada dalam catatan")
                continue
            for kolom in tabel.c:
                if catatan.polos(getattr(satu, kolom.name)) != tertulis[satu.id].get(kolom.name):
                    yield Cacat(nama, satu.id, 1, "tidak sama dengan yang dicatat", kolom.name)
        terakhir = baris[-1].id
    hilang = (
        select(_NOTA.c.baris_id)
        .where(_NOTA.c.tabel == nama, _NOTA.c.tindakan == "tambah", ~exists().where(tabel.c.id == _NOTA.c.baris_id))
        .order_by(_NOTA.c.baris_id)
    )
    for nomor in session.scalars(hilang).yield_per(SEKALI):
        yield Cacat(nama, None, nomor, "fakta dihapus")


def _menurut_catatan(session: Session, nama: str, ids: list[int]) -> dict[int, dict[str, Any]]:
    """What the notes say of these rows, the later ones last."""
    query = select(_NOTA.c.baris_id, _NOTA.c.sesudah).where(_NOTA.c.tabel == nama, _NOTA.c.baris_id.in_(ids))
    hasil: dict[int, dict[str, Any]] = {}
    for nomor, sesudah in session.execute(query.order_by(_NOTA.c.id)):
        hasil.setdefault(nomor, {}).update(sesudah)
    return hasil
