"""Where the assessors of one claim differ: the items that the plenary must decide."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.kalkulator.selisih import nilai_sepakat, terlalu_jauh, toleransi_selisih
from workflow_app.models import Dupak, ItemDupak, NilaiButir, Penilaian, PenilaianState


def penilaian_berjalan(session: Session, dupak_id: int) -> list[Penilaian]:
    """The markings that count for a claim, in the order of assignment."""
    return list(
        session.scalars(
            select(Penilaian)
            .where(Penilaian.dupak_id == dupak_id, Penilaian.state != PenilaianState.MUNDUR)
            .order_by(Penilaian.id)
        )
    )


def nilai_per_butir(session: Session, dupak_id: int) -> dict[int, list[Decimal]]:
    """Marks per item, in the order of the assessors."""
    return nilai_per_dupak(session, [dupak_id])[dupak_id]


def nilai_per_dupak(session: Session, dupak_id: Collection[int]) -> dict[int, dict[int, list[Decimal]]]:
    """Marks per claim and item, in the order of the assessors, of many claims in one query."""
    hasil: dict[int, dict[int, list[Decimal]]] = {satu: {} for satu in dupak_id}
    baris = session.execute(
        select(Penilaian.dupak_id, NilaiButir.item_id, NilaiButir.nilai)
        .join(NilaiButir.penilaian)
        .where(Penilaian.dupak_id.in_(dupak_id), Penilaian.state != PenilaianState.MUNDUR)
        .order_by(Penilaian.id, NilaiButir.id)
    )
    for satu, item_id, nilai in baris:
        hasil[satu].setdefault(item_id, []).append(nilai)
    return hasil


def nilai_akhir(item: ItemDupak, nilai: Sequence[Decimal]) -> tuple[Decimal, str]:
    """The mark that counts and how it came about: void, the plenary's, or the one on which the assessors agree."""
    if item.hangus:
        return Decimal(0), "hangus"
    if item.nilai_sidang is not None:
        return item.nilai_sidang, "sidang"
    return nilai_sepakat(nilai), "sama"


def butir_untuk_sidang(session: Session, dupak: Dupak, hari_ini: dt.date) -> list[ItemDupak]:
    """Items that need a mark of the plenary: marks further apart than the tolerance, and items opened again."""
    return butir_berbeda(session, [dupak], hari_ini)[dupak.id]


def butir_berbeda(session: Session, daftar: Sequence[Dupak], hari_ini: dt.date) -> dict[int, list[ItemDupak]]:
    """The same for many claims at once, by claim."""
    toleransi = toleransi_selisih(peraturan.prosedur(hari_ini))
    semua = nilai_per_dupak(session, [d.id for d in daftar])
    return {d.id: [b for b in d.butir if _berbeda(b, semua[d.id], toleransi)] for d in daftar}


def _berbeda(item: ItemDupak, nilai: Mapping[int, Sequence[Decimal]], toleransi: Decimal) -> bool:
    if item.hangus:
        return False
    milik = nilai.get(item.id)
    return item.dibuka_ulang or (milik is not None and terlalu_jauh(milik, toleransi))
