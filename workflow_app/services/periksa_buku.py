"""Cases of the conversion regime rebuilt from the entries of the ledger alone, as decisions on claims are.

A case keeps its figures; here each of them is added up anew from what stood in the ledger when it was determined.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.kalkulator.dasar import NOL
from workflow_app.kalkulator.kebutuhan import dalam_jenjang
from workflow_app.models import (
    JENIS_PEMBUKA,
    EntriKredit,
    Konversi,
    KonversiState,
    PakIntegrasi,
    PakIntegrasiState,
    PenetapanAk,
    PenetapanAkState,
)
from workflow_app.services.penetapan_ak import batas_lama, termasuk_lama

SEKALIGUS = 100
"""Cases read at once while all of them are rebuilt."""
KOLOM = ("lama", "baru", "jumlah")

Kasus = Konversi | PenetapanAk | PakIntegrasi
Angka = dict[tuple[str, ...], Decimal]
"""Figures of a case by their place."""


@dataclass(frozen=True)
class Beda:
    """A figure of a case that the ledger gives otherwise; `tempat` says which."""

    perkara: Kasus
    tempat: str
    tercetak: Decimal
    dari_buku: Decimal


def beda_konversi(session: Session, obj: Konversi) -> Beda | None:
    """The first figure of a conversion that its entries give otherwise; None when all agree."""
    per_tempat: dict[tuple[str, str], Decimal] = {
        (jenjang, golongan): jumlah
        for jenjang, golongan, jumlah in session.execute(
            select(EntriKredit.jenjang, EntriKredit.golongan, func.sum(EntriKredit.jumlah))
            .where(
                EntriKredit.pegawai_id == obj.subjek_id,
                _milik(obj, _rantai(obj)),
                EntriKredit.jenis.not_in(JENIS_PEMBUKA),
            )
            .group_by(EntriKredit.jenjang, EntriKredit.golongan)
        )
    }
    sendiri = per_tempat.pop((obj.jenjang or "", obj.golongan or ""), NOL)
    dari_buku: Angka = {("jumlah",): sendiri, ("jenjang lain",): sum(map(abs, per_tempat.values()), NOL)}
    return _banding(obj, {("jumlah",): obj.jumlah or NOL}, dari_buku)


def beda_penetapan(session: Session, obj: PenetapanAk) -> Beda | None:
    """The first figure of a determination, in the order of the form, that the ledger gives otherwise."""
    milik = (
        EntriKredit.pegawai_id == obj.subjek_id,
        EntriKredit.aturan == obj.aturan,
        EntriKredit.jenjang == obj.jenjang,
        EntriKredit.unsur != "",
        EntriKredit.id <= (obj.entri_terakhir or 0),
    )
    jumlah = _per_unsur(session, *milik)
    lama = _per_unsur(session, *milik, termasuk_lama(batas_lama(session, obj)))
    dari_buku: Angka = {}
    for unsur in [*obj.rincian["baris"], *sorted({*jumlah, *lama} - obj.rincian["baris"].keys())]:
        dari_buku |= _tiga(unsur, lama.get(unsur, NOL), jumlah.get(unsur, NOL))
    semua = sum(jumlah.values(), NOL)
    dari_buku |= _tiga("jumlah", sum(lama.values(), NOL), semua)
    tercetak: Angka = {
        (unsur, kolom): Decimal(isi[kolom])
        for unsur, isi in (*obj.rincian["baris"].items(), ("jumlah", obj.rincian["jumlah"]))
        for kolom in KOLOM
    }
    for jenis in ("kp", "kj"):
        satu = obj.rincian["kelayakan"][jenis]
        if satu is not None and satu["kebutuhan"] is not None:
            dari_buku[jenis, "kekurangan"] = max(Decimal(satu["kebutuhan"]) - semua, NOL)
            tercetak[jenis, "kekurangan"] = Decimal(satu["kekurangan"])
    for kolom in KOLOM:
        dari_buku["kolom", kolom] = dari_buku["jumlah", kolom]
    tercetak |= {
        ("kolom", "lama"): obj.jumlah_lama,
        ("kolom", "baru"): obj.jumlah_baru,
        ("kolom", "jumlah"): obj.jumlah,
    }
    return _banding(obj, tercetak, dari_buku)


def beda_integrasi(session: Session, obj: PakIntegrasi) -> Beda | None:
    """The first figure of an integration that the ledger gives otherwise.

    What left each old account and what arrived are its own entries; what the old accounts held are those before them.
    """
    rantai = _rantai(obj)
    rincian = obj.rincian
    tercetak: Angka = {_tempat(a): Decimal(a["jumlah"]) for a in rincian["akun"]}
    per_akun = _per_akun(session, EntriKredit.pegawai_id == obj.subjek_id, _milik(obj, rantai))
    masuk = sum((n for (aturan, *_), n in per_akun.items() if aturan == rincian["baru"]), NOL)
    keluar: Angka = {tempat: -n for tempat, n in per_akun.items() if tempat[0] != rincian["baru"]}
    dari_buku: Angka = dict.fromkeys(tercetak, NOL) | keluar
    for aturan, jumlah in rincian["per_aturan"].items():
        tercetak[aturan, "jumlah"] = Decimal(jumlah)
        dari_buku[aturan, "jumlah"] = sum((n for tempat, n in keluar.items() if tempat[0] == aturan), NOL)
    tercetak |= {("konvensional",): obj.konvensional, ("masuk",): obj.jumlah}
    dari_buku |= {("konvensional",): sum(keluar.values(), NOL), ("masuk",): masuk}
    return _banding(obj, tercetak, dari_buku) or _beda_sebelum(session, obj, rantai)


def periksa_konversi(session: Session) -> Iterator[tuple[Kasus, Beda | None]]:
    """Rebuild every case that was ever determined, a bounded number of them in memory at any time."""
    for model, terbit, beda in _SEMUA:
        terakhir = 0
        while daftar := session.scalars(
            select(model).where(model.state.in_(terbit), model.id > terakhir).order_by(model.id).limit(SEKALIGUS)
        ).all():
            for obj in daftar:
                yield obj, beda(session, obj)
                terakhir = obj.id
            session.expunge_all()


_SEMUA: tuple[tuple[type[Any], frozenset[Any], Callable[[Session, Any], Beda | None]], ...] = (
    (Konversi, frozenset({KonversiState.DITETAPKAN, KonversiState.DIGANTI}), beda_konversi),
    (
        PenetapanAk,
        frozenset({PenetapanAkState.DITETAPKAN, PenetapanAkState.DIKIRIM, PenetapanAkState.DIGANTI}),
        beda_penetapan,
    ),
    (
        PakIntegrasi,
        frozenset({PakIntegrasiState.DITETAPKAN, PakIntegrasiState.DIKIRIM, PakIntegrasiState.DIGANTI}),
        beda_integrasi,
    ),
)


def _banding(obj: Kasus, tercetak: Mapping[tuple[str, ...], Decimal], dari_buku: Angka) -> Beda | None:
    for tempat, nilai in dari_buku.items():
        if tercetak.get(tempat, NOL) != nilai:
            return Beda(obj, " / ".join(tempat), tercetak.get(tempat, NOL), nilai)
    return None


def _tiga(baris: str, lama: Decimal, jumlah: Decimal) -> Angka:
    return {(baris, "lama"): lama, (baris, "baru"): jumlah - lama, (baris, "jumlah"): jumlah}


def _rantai(obj: Konversi | PakIntegrasi) -> list[int]:
    """The case and those that it replaces, directly or through others."""
    hasil, satu = [obj.id], obj.menggantikan
    while satu is not None:
        hasil.append(satu.id)
        satu = satu.menggantikan
    return hasil


def _milik(obj: Konversi | PakIntegrasi, ids: list[int]) -> ColumnElement[bool]:
    return (EntriKredit.perkara == obj.__tablename__) & EntriKredit.perkara_id.in_(ids)


def _per_unsur(session: Session, *syarat: ColumnElement[bool]) -> dict[str, Decimal]:
    query = select(EntriKredit.unsur, func.sum(EntriKredit.jumlah)).where(*syarat).group_by(EntriKredit.unsur)
    return dict(session.execute(query).all())


def _per_akun(session: Session, *syarat: ColumnElement[bool]) -> Angka:
    kolom = (EntriKredit.aturan, EntriKredit.jenjang, EntriKredit.golongan, EntriKredit.unsur)
    query = select(*kolom, func.sum(EntriKredit.jumlah)).where(*syarat).group_by(*kolom)
    return {tuple(tempat): jumlah for *tempat, jumlah in session.execute(query) if jumlah}


def _tempat(akun: Mapping[str, str]) -> tuple[str, ...]:
    return akun["aturan"], akun["jenjang"], akun["golongan"], akun["unsur"]


def _beda_sebelum(session: Session, obj: PakIntegrasi, rantai: list[int]) -> Beda | None:
    """The first old account that held something else when it was turned over.

    A replacement that booked nothing has no place in the ledger; what it found is what the replaced one took.
    """
    batas = session.scalar(select(func.min(EntriKredit.id)).where(_milik(obj, [obj.id])))
    if batas is None:
        return None
    lama = list(obj.rincian["per_aturan"])
    dalam = [k for k in lama if dalam_jenjang(peraturan.kunci(k))]
    ada = _per_akun(
        session,
        EntriKredit.pegawai_id == obj.subjek_id,
        EntriKredit.id < batas,
        ~_milik(obj, rantai),
        EntriKredit.unsur != "",
        EntriKredit.aturan.in_(lama),
        or_(EntriKredit.aturan.not_in(dalam), EntriKredit.jenjang == obj.jenjang),
    )
    tercetak = {_tempat(a): Decimal(a["jumlah"]) for a in obj.rincian["akun"]}
    return _banding(obj, tercetak, dict.fromkeys(tercetak, NOL) | ada)
