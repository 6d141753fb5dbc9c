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
    BigInteger,
    BindParameter,
    ColumnElement,
    Integer,
    Subquery,
    and_,
    bindparam,
    case,
    func,
    insert,
    select,
    type_coerce,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from workflow_app import outbox, peraturan
from workflow_app.errors import Alasan, MasukanSalah, Refused
from workflow_app.kalkulator.butir import batas_hangus, faktor_jenjang
from workflow_app.kalkulator.dasar import NOL, bulatkan
from workflow_app.models import (
    BatasHitungUlang,
    Dupak,
    FaktorHitungUlang,
    HasilHitungUlang,
    HitungUlang,
    ItemDupak,
)
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
VOLUME_AMAN, SATUAN_AMAN, FAKTOR_AMAN = 500 * _SATUAN, 18 * _SATUAN, 1000
"""Up to here the product of volume, credit per unit and factor (in thousandths) fits 64 bits."""


DESIMAL_FAKTOR = 3


@dataclass(frozen=True)
class Kemajuan:
    """How far a run is."""

    jumlah: int
    terproses: int
    berbeda: int
    selesai: bool


def mulai(session: Session, *, alasan: str, instansi_id: int | None = None, oleh_id: int | None = None) -> HitungUlang:
    """Start a run over every claim of an institution (or all) and hand it to the workers.

    Raises MasukanSalah without a reason, Refused while another run is under way: two at once would do the same work
    and slow each other down. Of two that start at the same moment the database lets one through.
    """
    if not alasan.strip():
        raise MasukanSalah({"alasan": P_("Tulis mengapa dihitung ulang.")})
    _tolak_yang_kedua(session)
    jumlah = session.scalar(select(func.count()).select_from(Dupak).where(*_lingkup(instansi_id))) or 0
    satu = HitungUlang(
        instansi_id=instansi_id,
        alasan=alasan.strip(),
        oleh_id=oleh_id,
        sidik={a.kunci: a.sidik for a in _aturan()},
        jumlah=jumlah,
    )
    try:
        with session.begin_nested():
            session.add(satu)
    except IntegrityError:
        _tolak_yang_kedua(session)
        raise
    _catat_faktor(session, satu)
    outbox.tambah(session, PEKERJAAN, {"hitung_ulang_id": satu.id})
    return satu


def _tolak_yang_kedua(session: Session) -> None:
    """Raises Refused with the number of the open run, where there is one."""
    berjalan = session.scalar(select(HitungUlang.id).where(HitungUlang.selesai_at.is_(None)))
    if berjalan is not None:
        pesan = P_("Hitung ulang nomor %(nomor)s masih berjalan. Tunggu sampai selesai.", nomor=berjalan)
        raise Refused([Alasan(pesan, P_("hitung ulang: satu pada satu waktu"))])


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
        _catat_batas(session, jalan, {d.diterima_pada for d in dupak if d.diterima_pada})
        _hitung(session, jalan, dupak[0].id, dupak[-1].id)
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


def _catat_batas(session: Session, jalan: HitungUlang, diterima: set[dt.date]) -> None:
    """Note the first day that still counts for every day of receipt that is new to the run."""
    ada = select(BatasHitungUlang.diterima_pada).where(
        BatasHitungUlang.hitung_ulang_id == jalan.id, BatasHitungUlang.diterima_pada.in_(diterima)
    )
    baris = [
        {
            "hitung_ulang_id": jalan.id,
            "diterima_pada": hari,
            "aturan": aturan.kunci,
            "batas": batas_hangus(aturan, hari),
        }
        for hari in diterima.difference(session.scalars(ada))
        for aturan in _aturan()
    ]
    if baris:
        session.execute(insert(BatasHitungUlang), baris)


def _hitung(session: Session, jalan: HitungUlang, dari: int, sampai: int) -> None:
    """Write the results of a batch; the claims between its first and last number are a range of the index."""
    berlaku = _yang_berlaku(jalan, dari, sampai)
    gugur = and_(berlaku.c.batas.is_not(None), ItemDupak.tanggal_selesai < berlaku.c.batas)
    dihitung = case((gugur, 0), else_=func.coalesce(_kredit(berlaku.c.faktor, berlaku.c.satuan_bulat), 0))
    # Without a date of receipt nothing is void yet, and the mark on the item says so too.
    tercatat = case((ItemDupak.hangus.is_(True), 0), else_=_bulat(ItemDupak.jumlah))
    # A share has six decimals, with which the product does not fit 64 bits: those few items are computed afterwards.
    dihitung = case((ItemDupak.karya_id.is_not(None), tercatat), else_=dihitung)
    per_butir = (
        select(
            ItemDupak.dupak_id,
            tercatat.label("tercatat"),
            dihitung.label("dihitung"),
        )
        .join(Dupak, Dupak.id == ItemDupak.dupak_id)
        .outerjoin(
            berlaku,
            and_(
                berlaku.c.dupak_id == ItemDupak.dupak_id,
                berlaku.c.aturan == ItemDupak.aturan,
                berlaku.c.jenjang_butir == ItemDupak.jenjang_butir,
            ),
        )
        .where(ItemDupak.dupak_id.between(_tertulis(dari), _tertulis(sampai)), *_lingkup(jalan.instansi_id))
        .subquery()
    )
    pilih = select(
        type_coerce(jalan.id, Integer),
        per_butir.c.dupak_id,
        type_coerce(func.sum(per_butir.c.tercatat), BigInteger),
        type_coerce(func.sum(per_butir.c.dihitung), BigInteger),
        func.sum(case((per_butir.c.tercatat != per_butir.c.dihitung, 1), else_=0)),
    ).group_by(per_butir.c.dupak_id)
    kolom = ["hitung_ulang_id", "dupak_id", "tercatat", "dihitung", "butir_berbeda"]
    session.execute(insert(HasilHitungUlang).from_select(kolom, pilih))
    _hitung_karya_bersama(session, jalan, dari, sampai)


def _hitung_karya_bersama(session: Session, jalan: HitungUlang, dari: int, sampai: int) -> None:
    """Compute the parts of joint works in a batch anew, and put what differs into the results of their claims."""
    berlaku = _yang_berlaku(jalan, dari, sampai)
    beda: dict[int, tuple[Decimal, int]] = {}
    for item, faktor, batas in session.execute(
        select(ItemDupak, berlaku.c.faktor, berlaku.c.batas)
        .join(Dupak, Dupak.id == ItemDupak.dupak_id)
        .outerjoin(
            berlaku,
            and_(
                berlaku.c.dupak_id == ItemDupak.dupak_id,
                berlaku.c.aturan == ItemDupak.aturan,
                berlaku.c.jenjang_butir == ItemDupak.jenjang_butir,
            ),
        )
        .where(
            ItemDupak.dupak_id.between(_tertulis(dari), _tertulis(sampai)),
            ItemDupak.karya_id.is_not(None),
            *_lingkup(jalan.instansi_id),
        )
    ):
        gugur = faktor is None or (batas is not None and item.tanggal_selesai < batas)
        penuh = (item.volume - item.volume_lebih) * item.angka_satuan * item.bagian
        dihitung = NOL if gugur else bulatkan(peraturan.kunci(item.aturan), penuh * faktor)
        tercatat = NOL if item.hangus else item.jumlah
        if dihitung != tercatat:
            jumlah, banyak = beda.get(item.dupak_id, (NOL, 0))
            beda[item.dupak_id] = (jumlah + dihitung - tercatat, banyak + 1)
    for dupak_id, (selisih, banyak) in beda.items():
        hasil = session.get_one(HasilHitungUlang, (jalan.id, dupak_id))
        hasil.dihitung += selisih
        hasil.butir_berbeda += banyak


def _yang_berlaku(jalan: HitungUlang, dari: int, sampai: int) -> Subquery:
    """For each claim of a batch: factor and age limit by rule set and level of the activity.

    Joined before the items, because PostgreSQL takes the factors of a new run for a single row and would go through
    all of them for every item.
    """
    faktor, batas = FaktorHitungUlang, BatasHitungUlang
    return (
        select(
            Dupak.id.label("dupak_id"),
            faktor.aturan,
            faktor.jenjang_butir,
            faktor.faktor,
            faktor.satuan_bulat,
            batas.batas,
        )
        .join(faktor, and_(faktor.hitung_ulang_id == jalan.id, faktor.jenjang == Dupak.jenjang))
        .outerjoin(
            batas,
            and_(
                batas.hitung_ulang_id == jalan.id,
                batas.diterima_pada == Dupak.diterima_pada,
                batas.aturan == faktor.aturan,
            ),
        )
        .where(Dupak.id.between(_tertulis(dari), _tertulis(sampai)))
        .subquery()
    )


def _tertulis(nomor: int) -> BindParameter[int]:
    """A number that stands in the statement itself: PostgreSQL then plans for the range that is really read.

    A prepared statement is planned once for any range, and read three times as slowly.
    """
    return bindparam(None, nomor, literal_execute=True, type_=Integer, unique=True)


def _bulat(kolom: Any) -> ColumnElement[int]:
    """The whole number that an exact decimal is stored as."""
    bulat: ColumnElement[int] = type_coerce(kolom, BigInteger)
    return bulat


def _kredit(kolom_faktor: Any, kolom_satuan: Any) -> ColumnElement[int]:
    """Volume x credit per unit x factor in thousandths, rounded half up to a multiple of the unit of rounding.

    The product fits 64 bits for every sane item; where it might not, whole and fractional units are multiplied apart.
    """
    volume = _bulat(ItemDupak.volume) - _bulat(ItemDupak.volume_lebih)  # units above a confirmed limit earn nothing
    satuan, faktor, unit = _bulat(ItemDupak.angka_satuan), _bulat(kolom_faktor), _bulat(kolom_satuan)
    besar = unit * _SATUAN
    halus = besar * _SATUAN
    utuh, pecahan = volume // _SATUAN * satuan * faktor, volume % _SATUAN * satuan * faktor
    aman = unit * ((volume * satuan * faktor + halus // 2) // halus)
    kecil = and_(volume <= VOLUME_AMAN, satuan <= SATUAN_AMAN, faktor <= FAKTOR_AMAN)
    terpisah = unit * (utuh // besar + (utuh % besar * _SATUAN + pecahan + halus // 2) // halus)
    hasil: ColumnElement[int] = case((kecil, aman), else_=terpisah)
    return hasil


def _catat_faktor(session: Session, jalan: HitungUlang) -> None:
    """Note every pair of levels that earns credit. Raises Refused for a factor finer than a thousandth."""
    baris = []
    for aturan in _aturan():
        unit = Decimal(1).scaleb(-aturan.bulat("pembulatan.desimal"))
        semua = aturan.anak("jenjang")
        for jenjang, butir in product(semua, (*semua, SEMUA)):
            faktor = faktor_jenjang(aturan, jenjang, butir).nilai
            if faktor is not None and faktor != round(faktor, DESIMAL_FAKTOR):
                pesan = P_(
                    "Faktor %(faktor)s dalam %(aturan)s lebih teliti dari yang dapat dihitung ulang di sini.",
                    faktor=faktor,
                    aturan=aturan.kunci,
                )
                raise Refused([Alasan(pesan, P_("hitung ulang"))])
            if faktor is not None:
                baris.append(
                    {
                        "hitung_ulang_id": jalan.id,
                        "aturan": aturan.kunci,
                        "jenjang": jenjang,
                        "jenjang_butir": butir,
                        "faktor": faktor,
                        "satuan_bulat": unit,
                    }
                )
    session.execute(insert(FaktorHitungUlang), baris)


def _aturan() -> tuple[Peraturan, ...]:
    """The rule sets under which items are claimed, as in force now."""
    return tuple(peraturan.kunci(kunci) for kunci in REGIME_BERKATALOG)


def _lingkup(instansi_id: int | None) -> Sequence[ColumnElement[bool]]:
    """Claims of the run: everything that was ever sent."""
    lingkup = [Dupak.diajukan_pada.is_not(None)]
    return lingkup if instansi_id is None else [*lingkup, Dupak.instansi_id == instansi_id]
