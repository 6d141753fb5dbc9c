"""Whether the figures of conversion, determination and integration are those of their hash, which stands in the trail.

Reads only, some cases at a time. A conversion that was returned has newer input than figures; then the figures alone
are held.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from workflow_app.audit import Cacat
from workflow_app.models import Konversi, KonversiState, PakIntegrasi, PenetapanAk
from workflow_app.services.putusan import sidik_rincian

SEKALI = 100
_BEDA = "tidak sama dengan angka yang dibekukan jejak"
_MASUKAN = ("tahun", "bulan_mulai", "bulan_selesai", "predikat", "bukti", "penilai_id")
_BERSAMA: Mapping[str, tuple[str, ...]] = {
    "aturan_sidik": ("sidik",),
    "jenjang": ("jenjang",),
    "golongan": ("golongan",),
}
_ANGKA: Mapping[type[Any], Mapping[str, tuple[str, ...]]] = {
    Konversi: {**_BERSAMA, "jumlah": ("jumlah",)},
    PenetapanAk: {
        **_BERSAMA,
        "jumlah_lama": ("jumlah", "lama"),
        "jumlah_baru": ("jumlah", "baru"),
        "jumlah": ("jumlah", "jumlah"),
    },
    PakIntegrasi: {
        **_BERSAMA,
        "konvensional": ("konvensional",),
        "potong_profesi": ("potong_profesi",),
        "jumlah": ("jumlah",),
    },
}
"""Columns that repeat a figure, and where it stands in the frozen figures."""


def periksa(session: Session) -> Iterator[Cacat]:
    """Everything that does not hold, in bounded memory."""
    for model, tempat in _ANGKA.items():
        tabel: Table = model.__table__
        query = select(tabel).where(tabel.c.sidik_rincian.is_not(None)).order_by(tabel.c.id)
        for baris in session.execute(query).yield_per(SEKALI):
            for kolom in _berubah(baris, tempat):
                yield Cacat(tabel.name, baris.id, 1, _BEDA, kolom)


def _berubah(baris: Any, tempat: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    rincian = baris.rincian
    if sidik_rincian(rincian) != baris.sidik_rincian:
        yield "rincian"
        return
    for kolom, jalan in tempat.items():
        isi: Any = rincian
        for satu in jalan:
            isi = isi[satu]
        nilai = getattr(baris, kolom)
        if (Decimal(isi) if isinstance(nilai, Decimal) else isi) != nilai:
            yield kolom
    if "masukan" in rincian and baris.state not in (KonversiState.DRAF, KonversiState.DIKEMBALIKAN):
        yield from (kolom for kolom in _MASUKAN if rincian["masukan"][kolom] != getattr(baris, kolom))
