"""Long lists page by page: by key, never by number, and without counting the whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import request, url_for
from sqlalchemy import Select, and_, literal_column, or_
from sqlalchemy.orm import InstrumentedAttribute

from workflow_app.extensions import db
from workflow_app.web.alamat import ID_TERBESAR

T = TypeVar("T")

UKURAN = 50
SEBELUM, SESUDAH = "sebelum", "sesudah"


@dataclass(frozen=True)
class Halaman(Generic[T]):
    """One page of a list and the addresses of its neighbours."""

    baris: Sequence[T]
    lebih_baru: str | None
    lebih_lama: str | None


def halaman(
    query: Select[T], *kunci: InstrumentedAttribute[Any], turun: bool = True, ukuran: int = UKURAN, nama: str = ""
) -> Halaman[T]:
    """The page of `query` that the address asks for (`?sebelum=<id>` or `?sesudah=<id>`).

    `nama` tells several lists of one page apart: it stands before the words of the address (`?waktu-sebelum=<id>`).

    `query` selects one entity, without order and limit. `kunci` are the columns of the order, the last one its `id`;
    the newest line comes first unless `turun` is false. The address carries the id of a line, so neither names nor
    numbers of people stand in it. An id that does not exist any more gives the first page.
    """
    *_, kolom_id = kunci
    sebelum, sesudah = (f"{nama}-{arah}" if nama else arah for arah in (SEBELUM, SESUDAH))
    mundur = sesudah in request.args
    batas = _nilai_batas(kunci, kolom_id, request.args.get(sesudah if mundur else sebelum, type=int))
    if batas is None:
        mundur = False
    else:
        query = query.where(_setelah(kunci, batas, turun is mundur))
    urutan = [k.desc() if turun is not mundur else k.asc() for k in kunci]
    baris = list(db.session.scalars(query.order_by(*urutan).limit(literal_column(str(ukuran + 1)))).unique())
    ada_lagi = len(baris) > ukuran
    baris = baris[:ukuran]
    if mundur:
        baris.reverse()
    ada_baru, ada_lama = (ada_lagi, True) if mundur else (batas is not None, ada_lagi)
    return Halaman(
        baris,
        _alamat(sesudah, sebelum, baris[0], kolom_id) if baris and ada_baru else None,
        _alamat(sebelum, sesudah, baris[-1], kolom_id) if baris and ada_lama else None,
    )


def _nilai_batas(
    kunci: tuple[InstrumentedAttribute[Any], ...], kolom_id: InstrumentedAttribute[Any], id_: int | None
) -> tuple[Any, ...] | None:
    """The order values of the line from which to go on."""
    if id_ is None or not 0 < id_ <= ID_TERBESAR:
        return None
    if len(kunci) == 1:
        return (id_,)
    baris = db.session.execute(db.select(*kunci).where(kolom_id == id_)).first()
    return None if baris is None else tuple(baris)


def _setelah(kunci: tuple[InstrumentedAttribute[Any], ...], batas: tuple[Any, ...], naik: bool) -> Any:
    """The condition "beyond the line `batas`", column by column."""
    syarat = []
    for i, kolom in enumerate(kunci):
        lebih = kolom > batas[i] if naik else kolom < batas[i]
        syarat.append(and_(*(k == b for k, b in zip(kunci[:i], batas, strict=False)), lebih))
    return or_(*syarat)


def _alamat(arah: str, balik: str, baris: Any, kolom_id: InstrumentedAttribute[Any]) -> str:
    lain = {k: v for k, v in request.args.items() if k not in {arah, balik}}
    return url_for(request.endpoint or "", **{**(request.view_args or {}), **lain, arah: getattr(baris, kolom_id.key)})
