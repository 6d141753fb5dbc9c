"""The balance of an officer's credit: sums over the entries, made by the database on whole thousandths."""

import datetime as dt
from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from workflow_app import peraturan
from workflow_app.kalkulator.dasar import NOL
from workflow_app.kedudukan import fakta_dupak
from workflow_app.models import JENIS_PEMBUKA, Dupak, EntriKredit, Pak
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.saldo.pembukaan import Akun, Pembuka, pembukaan, pembukaan_konversi, saldo_jenjang

__all__ = [
    "Akun",
    "Lama",
    "Pembuka",
    "akun",
    "baru_pak",
    "lama_banyak",
    "lama_dupak",
    "lama_pak",
    "pembukaan_dupak",
    "pembukaan_konversi",
    "saldo",
    "saldo_per_jenjang",
]

Lama = Mapping[str, Mapping[str, Decimal]]
"""Old credit per rule set and element."""


def saldo(
    session: Session,
    pegawai_id: int,
    aturan: str,
    *,
    jenjang: str | None = None,
    kecuali_dupak: int | None = None,
    sampai: dt.date | None = None,
) -> dict[str, Decimal]:
    """Credit per element of the rule set `aturan`; an element without entries is left out.

    `jenjang` counts what was earned in that level alone. `kecuali_dupak` leaves out what one claim brought, so that
    the rest is its old credit. `sampai` counts entries dated on or before that day.
    """
    query = (
        select(EntriKredit.unsur, func.sum(EntriKredit.jumlah))
        .where(EntriKredit.pegawai_id == pegawai_id, EntriKredit.aturan == aturan, EntriKredit.unsur != "")
        .group_by(EntriKredit.unsur)
    )
    if jenjang is not None:
        query = query.where(EntriKredit.jenjang == jenjang)
    if kecuali_dupak is not None:
        query = query.where(~_dibawa(kecuali_dupak))
    if sampai is not None:
        query = query.where(EntriKredit.tanggal <= sampai)
    return dict(session.execute(query).all())


def saldo_per_jenjang(
    session: Session, pegawai_id: int, sampai: dt.date | None = None
) -> dict[tuple[str, str], dict[str, Decimal]]:
    """Credit per rule set and level, by element, as of a day; one query for the whole account."""
    query = (
        select(EntriKredit.aturan, EntriKredit.jenjang, EntriKredit.unsur, func.sum(EntriKredit.jumlah))
        .where(EntriKredit.pegawai_id == pegawai_id, EntriKredit.unsur != "")
        .group_by(EntriKredit.aturan, EntriKredit.jenjang, EntriKredit.unsur)
        .order_by(func.min(EntriKredit.id))
    )
    if sampai is not None:
        query = query.where(EntriKredit.tanggal <= sampai)
    hasil: dict[tuple[str, str], dict[str, Decimal]] = {}
    for aturan, jenjang, unsur, jumlah in session.execute(query):
        hasil.setdefault((aturan, jenjang), {})[unsur] = jumlah
    return hasil


def akun(
    session: Session, pegawai_id: int, *, kecuali_dupak: int | None = None, sampai: dt.date | None = None
) -> dict[str, Akun]:
    """The accounts per rule set: balance by level, rank and element; see `saldo` for what is left out."""
    query = _per_akun(select(), EntriKredit.pegawai_id == pegawai_id)
    if kecuali_dupak is not None:
        query = query.where(~_dibawa(kecuali_dupak))
    if sampai is not None:
        query = query.where(EntriKredit.tanggal <= sampai)
    return _susun_akun(session.execute(query))


def lama_dupak(session: Session, dupak: Dupak, sampai: dt.date | None = None) -> Lama:
    """The old credit of a claim per rule set, after what its booking closes and opens. One query.

    `sampai` is the day of a decision that is being replaced: its openings are booked already.
    """
    semua = akun(session, dupak.subjek_id, kecuali_dupak=dupak.id, sampai=sampai)
    return _lama(semua, dupak, buka=sampai is None)


def pembukaan_dupak(session: Session, dupak: Dupak) -> dict[str, list[Pembuka]]:
    """What the booking of a claim closes and opens, per rule set. One query."""
    semua = akun(session, dupak.subjek_id, kecuali_dupak=dupak.id)
    return {kunci: _pembukaan(peraturan.kunci(kunci), isi, dupak) for kunci, isi in semua.items()}


def lama_banyak(session: Session, daftar: Collection[Pak]) -> dict[int, Lama]:
    """For many decisions at once: the old credit of each, as `lama_dupak` gives it for one. One query for all.

    A decision that replaces another one counts entries up to the day on which that one was determined. The claims
    should be loaded with the decisions.
    """
    diganti = aliased(Pak)
    query = (
        _per_akun(select(Pak.id), ~_dibawa(Pak.dupak_id))
        .select_from(Pak)
        .join(EntriKredit, EntriKredit.pegawai_id == Pak.subjek_id)
        .outerjoin(diganti, diganti.id == Pak.menggantikan_id)
        .where(
            Pak.id.in_([p.id for p in daftar]),
            or_(diganti.ditetapkan_pada.is_(None), EntriKredit.tanggal <= diganti.ditetapkan_pada),
        )
    )
    per_pak: dict[int, list[Any]] = {p.id: [] for p in daftar}
    for pak_id, *baris in session.execute(query.group_by(Pak.id)):
        per_pak[pak_id].append(baris)
    return {p.id: _lama(_susun_akun(per_pak[p.id]), p.dupak, buka=p.menggantikan_id is None) for p in daftar}


# Decisions that were issued, from entries alone


def lama_pak(session: Session, pak: Pak) -> Lama:
    """The old credit of an issued decision: what stood in the ledger when it was signed."""
    lama = pak.menggantikan
    terakhir = EntriKredit.id <= pak.entri_terakhir if pak.entri_terakhir is not None else true()
    pembuka_sendiri = and_(EntriKredit.dupak_id == pak.dupak_id, EntriKredit.jenis.in_(JENIS_PEMBUKA))
    query = _per_akun(select(), EntriKredit.pegawai_id == pak.subjek_id).where(
        or_(and_(terakhir, ~_dibawa(pak.dupak_id)), pembuka_sendiri)
    )
    if lama is not None and lama.ditetapkan_pada is not None:
        query = query.where(EntriKredit.tanggal <= lama.ditetapkan_pada)
    return _lama(_susun_akun(session.execute(query)), pak.dupak, buka=False)


def baru_pak(session: Session, pak: Pak) -> Lama:
    """The new credit of an issued decision: what its claim brought, with the corrections up to this decision."""
    hasil: dict[str, dict[str, Decimal]] = {}
    for aturan, unsur, jumlah in session.execute(
        select(EntriKredit.aturan, EntriKredit.unsur, func.sum(EntriKredit.jumlah))
        .where(_dibawa(pak.dupak_id), or_(EntriKredit.pak_id.is_(None), EntriKredit.pak_id <= pak.id))
        .group_by(EntriKredit.aturan, EntriKredit.unsur)
    ):
        hasil.setdefault(aturan, {})[unsur] = jumlah
    return hasil


def _pembukaan(aturan: Peraturan, isi: Akun, dupak: Dupak) -> list[Pembuka]:
    return pembukaan(aturan, isi, jenjang=dupak.jenjang, golongan=dupak.golongan, fakta=fakta_dupak(dupak))


def _dibawa(dupak_id: Any) -> ColumnElement[bool]:
    """Entries that a claim brought as new credit; what it closed or opened first is not among them."""
    return and_(
        EntriKredit.dupak_id.is_not(None),  # so that the opposite is true, not unknown, for an entry without a claim
        EntriKredit.dupak_id == dupak_id,
        EntriKredit.jenis.not_in(JENIS_PEMBUKA),
    )


def _per_akun(query: Select[Any], *syarat: ColumnElement[bool]) -> Select[Any]:
    kunci = (EntriKredit.aturan, EntriKredit.jenjang, EntriKredit.golongan, EntriKredit.unsur)
    return query.add_columns(*kunci, func.sum(EntriKredit.jumlah)).where(*syarat).group_by(*kunci)


def _susun_akun(baris: Any) -> dict[str, Akun]:
    hasil: dict[str, dict[tuple[str, str, str], Decimal]] = {}
    for aturan, jenjang, golongan, unsur, jumlah in baris:
        hasil.setdefault(aturan, {})[jenjang, golongan, unsur] = jumlah
    return dict(hasil)


def _lama(semua: Mapping[str, Akun], dupak: Dupak, *, buka: bool) -> Lama:
    hasil = {}
    for kunci, isi in semua.items():
        aturan = peraturan.kunci(kunci)
        sesudah = dict(isi)
        if buka:
            for satu in _pembukaan(aturan, isi, dupak):
                tempat = (satu.jenjang, satu.golongan, satu.unsur)
                sesudah[tempat] = sesudah.get(tempat, NOL) + satu.jumlah
        hasil[kunci] = saldo_jenjang(aturan, sesudah, dupak.jenjang)
    return hasil
