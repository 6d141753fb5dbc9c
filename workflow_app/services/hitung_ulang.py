"""Computes the items of many claims anew, inside the database: one statement per batch, nothing loaded.

The formula is that of `kalkulator.butir.kredit_butir`, written with whole numbers so that both databases give the
same thousandths; a test holds the two together. Per item it answers: what would this activity earn under these rules,
with the credit per unit that the claim copied from its catalogue, and would it still be void by age.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    Date,
    Integer,
    String,
    and_,
    case,
    column,
    func,
    insert,
    or_,
    select,
    type_coerce,
    values,
)
from sqlalchemy.orm import Session

from workflow_app import outbox, peraturan
from workflow_app.errors import Alasan, Refused
from workflow_app.kalkulator.butir import batas_hangus, faktor_jenjang
from workflow_app.models import Dupak, HasilHitungUlang, HitungUlang, ItemDupak
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import SEMUA
from workflow_app.pesan import P_
from workflow_app.services.katalog import REGIME_BERKATALOG
from workflow_app.waktu import utcnow

PEKERJAAN = "hitung_ulang"
DUPAK_SEKALI_JALAN = 1000
"""Claims of one batch: under a second of work, so that no other writer waits long on SQLite."""
_SATUAN = 10**6
"""Scale of volume and credit per unit in the database."""
_SKALA_FAKTOR = 10**3
DESIMAL_TERSIMPAN = 3
PERSERIBU = 10**DESIMAL_TERSIMPAN
"""Scale of credit in the database."""


@dataclass(frozen=True)
class Kemajuan:
    """How far a run is."""

    jumlah: int
    terproses: int
    berbeda: int
    selesai: bool


def mulai(session: Session, *, alasan: str, instansi_id: int | None = None, oleh_id: int | None = None) -> HitungUlang:
    """Start a run over every claim of an institution (or all) and hand it to the workers. Raises Refused.

    One run per scope at a time: a second one would only do the same work again.
    """
    berjalan = session.scalar(
        select(HitungUlang.id).where(
            HitungUlang.selesai_at.is_(None),
            HitungUlang.instansi_id.is_(None)
            if instansi_id is None
            else or_(HitungUlang.instansi_id.is_(None), HitungUlang.instansi_id == instansi_id),
        )
    )
    if berjalan is not None:
        pesan = P_("Hitung ulang nomor %(nomor)s masih berjalan. Tunggu sampai selesai.", nomor=berjalan)
        raise Refused([Alasan(pesan, P_("hitung ulang"))])
    jumlah = session.scalar(select(func.count()).select_from(Dupak).where(*_lingkup(instansi_id))) or 0
    satu = HitungUlang(
        instansi_id=instansi_id,
        alasan=alasan.strip(),
        oleh_id=oleh_id,
        sidik={a.kunci: a.sidik for a in _aturan()},
        jumlah=jumlah,
    )
    session.add(satu)
    session.flush()
    outbox.tambah(session, PEKERJAAN, {"hitung_ulang_id": satu.id})
    return satu


def lanjutkan(session: Session, hitung_ulang_id: int, banyak: int = DUPAK_SEKALI_JALAN) -> Kemajuan:
    """Do the next batch of a run in this transaction; the run is finished when no claim is left."""
    jalan = session.get_one(HitungUlang, hitung_ulang_id, with_for_update=True)
    if jalan.selesai_at is None and {a.kunci: a.sidik for a in _aturan()} != jalan.sidik:
        jalan.selesai_at = utcnow()
        jalan.berhenti_karena = str(P_("Peraturan berubah sejak hitung ulang dimulai. Mulai hitung ulang yang baru."))
    if jalan.selesai_at is None:
        _satu_bagian(session, jalan, banyak)
    return Kemajuan(jalan.jumlah, jalan.terproses, jalan.berbeda, jalan.selesai_at is not None)


def _satu_bagian(session: Session, jalan: HitungUlang, banyak: int) -> None:
    dupak = session.execute(
        select(Dupak.id, Dupak.diterima_pada)
        .where(Dupak.id > jalan.sampai_dupak_id, *_lingkup(jalan.instansi_id))
        .order_by(Dupak.id)
        .limit(banyak)
    ).all()
    if dupak:
        batas = [(d.id, a.kunci, batas_hangus(a, d.diterima_pada)) for d in dupak if d.diterima_pada for a in _aturan()]
        _hitung(session, jalan, [d.id for d in dupak], batas)
        jalan.sampai_dupak_id = dupak[-1].id
        jalan.terproses = min(jalan.terproses + len(dupak), jalan.jumlah)
        jalan.berbeda += (
            session.scalar(
                select(func.count()).where(
                    HasilHitungUlang.hitung_ulang_id == jalan.id,
                    HasilHitungUlang.dupak_id.between(dupak[0].id, dupak[-1].id),
                    HasilHitungUlang.butir_berbeda > 0,
                )
            )
            or 0
        )
    if len(dupak) < banyak:
        jalan.selesai_at = utcnow()
        jalan.terproses = jalan.jumlah
    session.flush()


def _hitung(
    session: Session, jalan: HitungUlang, dupak_id: Sequence[int], batas: Sequence[tuple[int, str, dt.date]]
) -> None:
    """Write the results of a batch; the claims between its first and last number are a range of the index."""
    faktor = _tabel_faktor()
    hangus = _tabel_batas(batas)
    baru = _kredit(faktor.c.faktor, faktor.c.satuan_bulat)
    gugur = and_(hangus.c.batas.is_not(None), ItemDupak.tanggal_selesai < hangus.c.batas)
    dihitung = case((gugur, 0), else_=func.coalesce(baru, 0))
    tercatat = case((ItemDupak.hangus.is_(True), 0), else_=_bulat(ItemDupak.jumlah))
    # Without a date of receipt nothing is void yet, and the mark on the item says so too.
    beda = case((dihitung != tercatat, 1), else_=0)
    pilih = (
        select(
            type_coerce(jalan.id, Integer).label("hitung_ulang_id"),
            Dupak.id,
            type_coerce(func.coalesce(func.sum(tercatat), 0), BigInteger),
            type_coerce(func.coalesce(func.sum(dihitung), 0), BigInteger),
            func.coalesce(func.sum(beda), 0),
        )
        .select_from(Dupak)
        .join(ItemDupak, ItemDupak.dupak_id == Dupak.id)
        .outerjoin(
            faktor,
            and_(
                faktor.c.aturan == ItemDupak.aturan,
                faktor.c.jenjang == Dupak.jenjang,
                faktor.c.jenjang_butir == ItemDupak.jenjang_butir,
            ),
        )
        .outerjoin(hangus, and_(hangus.c.dupak_id == Dupak.id, hangus.c.aturan == ItemDupak.aturan))
        .where(Dupak.id.between(dupak_id[0], dupak_id[-1]), *_lingkup(jalan.instansi_id))
        .group_by(Dupak.id)
    )
    kolom = ["hitung_ulang_id", "dupak_id", "tercatat", "dihitung", "butir_berbeda"]
    session.execute(insert(HasilHitungUlang).from_select(kolom, pilih))


def _bulat(kolom: Any) -> ColumnElement[int]:
    """The whole number that an exact decimal is stored as."""
    bulat: ColumnElement[int] = type_coerce(kolom, BigInteger)
    return bulat


def _kredit(faktor: ColumnElement[int], satuan_bulat: ColumnElement[int]) -> ColumnElement[int]:
    """Volume x credit per unit x factor in thousandths, rounded half up to `satuan_bulat` thousandths.

    Whole and fractional units are multiplied apart: together they would overflow 64 bits.
    """
    volume = _bulat(ItemDupak.volume) - _bulat(ItemDupak.volume_lebih)  # units above a confirmed yearly limit
    satuan = _bulat(ItemDupak.angka_satuan)
    utuh = volume // _SATUAN * satuan * faktor
    pecahan = volume % _SATUAN * satuan * faktor
    besar = satuan_bulat * (_SATUAN * _SKALA_FAKTOR // PERSERIBU)
    halus = besar * _SATUAN
    hasil: ColumnElement[int] = satuan_bulat * (
        utuh // besar + (utuh % besar * _SATUAN + pecahan + halus // 2) // halus
    )
    return hasil


def _tabel_faktor() -> CTE:
    """Every pair of levels that earns credit, by rule set: factor in thousandths, unit of rounding in thousandths."""
    baris = []
    for aturan in _aturan():
        bulat = 10 ** (DESIMAL_TERSIMPAN - aturan.bulat("pembulatan.desimal"))
        semua = aturan.anak("jenjang")
        for jenjang, butir in product(semua, (*semua, SEMUA)):
            faktor = faktor_jenjang(aturan, jenjang, butir).nilai
            if faktor is not None:
                baris.append((aturan.kunci, jenjang, butir, _skala(faktor), bulat))
    return (
        values(
            column("aturan", String),
            column("jenjang", String),
            column("jenjang_butir", String),
            column("faktor", BigInteger),
            column("satuan_bulat", BigInteger),
            name="faktor",
        )
        .data(baris)
        .cte("tabel_faktor")
    )


def _skala(faktor: Decimal) -> int:
    skala = int(faktor * _SKALA_FAKTOR)
    if Decimal(skala) / _SKALA_FAKTOR != faktor:
        raise ValueError(f"faktor {faktor} lebih halus dari seperseribu")
    return skala


def _tabel_batas(batas: Sequence[tuple[int, str, dt.date]]) -> CTE:
    """First day that still counts, per claim that was received."""
    # A VALUES list may not be empty; no claim has the number 0.
    tabel = values(column("dupak_id", Integer), column("aturan", String), column("batas", Date), name="batas")
    return tabel.data(batas or [(0, "", dt.date.min)]).cte("tabel_batas")


def _aturan() -> tuple[Peraturan, ...]:
    """The rule sets under which items are claimed, as in force now."""
    return tuple(peraturan.kunci(kunci) for kunci in REGIME_BERKATALOG)


def _lingkup(instansi_id: int | None) -> Sequence[ColumnElement[bool]]:
    """Claims of the run: everything that was ever sent."""
    lingkup = [Dupak.diajukan_pada.is_not(None)]
    return lingkup if instansi_id is None else [*lingkup, Dupak.instansi_id == instansi_id]
