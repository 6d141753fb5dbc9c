"""An officer's ledger as one line in time: what one cause moved on one day is one event, with the balance after it.

Events stand in the order of their days, entries of a day in the order of booking. The balance is that of the account:
of the level where a rule set accumulates inside one, else of the rule set. Everything is summed by the database.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, String, Subquery, and_, case, func, select, type_coerce
from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.kalkulator.kebutuhan import dalam_jenjang
from workflow_app.models import (
    LABEL_JENIS_ENTRI,
    Dupak,
    EntriKredit,
    JenisEntri,
    Konversi,
    Pak,
    PakIntegrasi,
    PenetapanAk,
)
from workflow_app.permissions import Pelaku, terlihat
from workflow_app.pesan import N_, P_, Pesan, dari_data

MAKS_GAMBAR = 400
"""Events that a picture shows, the newest ones: far more than a career has."""

KLAIM, INTEGRASI = "klaim", "integrasi"
_LABEL: Mapping[tuple[str, str], str] = {
    (KLAIM, ""): N_("Hasil penilaian DUPAK"),
    ("saldo_awal", ""): N_("Keputusan sebelum aplikasi ini"),
    ("saldo_awal", "penetapan_ak"): N_("Angka kredit dari jabatan asal"),
    ("konversi", "konversi"): N_("Konversi predikat kinerja"),
    ("konversi", "penetapan_ak"): N_("Angka kredit dari jabatan asal"),
    ("pendidikan", "penetapan_ak"): N_("Angka kredit ijazah"),
    ("mulai_jenjang", ""): N_("Kenaikan jabatan menutup jenjang"),
}
"""Kind of event and workflow; a kind alone where the workflow does not matter."""
_PERKARA: Mapping[str, type[Any]] = {
    "pak": Pak,
    "dupak": Dupak,
    "konversi": Konversi,
    "penetapan_ak": PenetapanAk,
    "pak_integrasi": PakIntegrasi,
}


@dataclass(frozen=True, slots=True)
class Peristiwa:
    """One event. `id` is its first entry."""

    id: int
    tanggal: dt.date
    aturan: str
    akun: str
    """Level of the account; empty where the rule set counts over the career."""
    jenjang: str
    """Level in which the first entry was earned."""
    label: Pesan
    alasan: Pesan | None
    """Why it was booked; None for a claim, whose activities each have a reason of their own."""
    dasar: str
    jumlah: Decimal
    saldo: Decimal
    """Balance of the account after it."""
    banyak: int
    """Entries."""
    perkara: Sequence[tuple[str, int]]
    """Workflow and id of the cases behind it, the nearest first."""


@dataclass(frozen=True, slots=True)
class Titik:
    """One event as a point of the picture."""

    tanggal: dt.date
    aturan: str
    akun: str
    jumlah: Decimal
    saldo: Decimal
    integrasi: int | None
    """The integration that it belongs to."""


def pertama(pegawai_id: int) -> Select[EntriKredit]:
    """The first entry of every event of an officer: what a list of events is paged over."""
    return select(EntriKredit).where(EntriKredit.id.in_(select(_tiap(pegawai_id).c.id)))


def peristiwa(session: Session, pegawai_id: int, entri: Sequence[EntriKredit]) -> list[Peristiwa]:
    """The events that begin with these entries, in their order. One query."""
    semua = _berjalan(pegawai_id)
    query = select(semua).where(semua.c.id.in_([e.id for e in entri]))
    baris = {b.id: b for b in session.execute(query)}
    return [_jadi_peristiwa(e, baris[e.id]) for e in entri if e.id in baris]


def titik(session: Session, pegawai_id: int) -> list[Titik]:
    """The newest events as points of the picture, from the oldest of them on. One query."""
    semua = _berjalan(pegawai_id)
    terbaru = session.execute(select(semua).order_by(semua.c.tanggal.desc(), semua.c.id.desc()).limit(MAKS_GAMBAR))
    hasil = [
        Titik(
            b.tanggal,
            b.aturan,
            b.akun,
            b.jumlah,
            b.saldo,
            b.perkara_id if b.rumpun == INTEGRASI else None,
        )
        for b in terbaru
    ]
    return hasil[::-1]


def seperistiwa(session: Session, satu: EntriKredit) -> ColumnElement[bool]:
    """The condition under which an entry belongs to the same event as this one. One query."""
    per_entri = _per_entri(satu.pegawai_id)
    ini = session.execute(select(*(per_entri.c[k] for k in _KUNCI)).where(per_entri.c.id == satu.id)).one()
    sama = and_(*(per_entri.c[k].is_not_distinct_from(n) for k, n in zip(_KUNCI, ini, strict=True)))
    return EntriKredit.id.in_(select(per_entri.c.id).where(sama))


def perkara_terlihat(session: Session, daftar: Iterable[tuple[str, int]], pelaku: Pelaku) -> frozenset[tuple[str, int]]:
    """Those of the cases (workflow and id) that the reader may open: one query per workflow that occurs."""
    per_alur: dict[str, set[int]] = {}
    for alur, nomor in daftar:
        per_alur.setdefault(alur, set()).add(nomor)
    return frozenset(
        (alur, nomor) for alur, ids in per_alur.items() for nomor in session.scalars(_terlihat(alur, ids, pelaku))
    )


def perkara_entri(satu: EntriKredit) -> list[tuple[str, int]]:
    """Workflow and id of the cases behind one entry, the nearest first."""
    return _perkara(satu.pak_id, satu.dupak_id, satu.perkara, satu.perkara_id)


def _terlihat(alur: str, ids: Collection[int], pelaku: Pelaku) -> Select[int]:
    model = _PERKARA[alur]
    return terlihat(select(model.id).where(model.id.in_(ids)), model, pelaku)


# The sums

_KUNCI = ("tanggal", "aturan", "akun", "rumpun", "dupak_id", "pak_id", "perkara", "perkara_id", "dasar")
"""What entries of one event share."""


def _per_entri(pegawai_id: int) -> Subquery:
    """Every entry of an officer with its account and kind of event."""
    dalam = [a.kunci for a in peraturan.semua() if a.memuat("akumulasi.cara") and dalam_jenjang(a)]
    jenis = type_coerce(EntriKredit.jenis, String)
    akun = case((EntriKredit.aturan.in_(dalam), EntriKredit.jenjang), else_="")
    # A claimed activity and what took it back belong together, as does all that an integration moved under a rule set.
    rumpun = case(
        (EntriKredit.jenis.in_((JenisEntri.BUTIR, JenisEntri.HANGUS)), KLAIM),
        (EntriKredit.perkara == "pak_integrasi", INTEGRASI),
        else_=jenis,
    )
    return (
        select(
            EntriKredit.id,
            EntriKredit.tanggal,
            EntriKredit.aturan,
            EntriKredit.dupak_id,
            EntriKredit.pak_id,
            EntriKredit.perkara,
            EntriKredit.perkara_id,
            EntriKredit.dasar,
            EntriKredit.jumlah,
            jenis.label("jenis"),
            akun.label("akun"),
            rumpun.label("rumpun"),
        )
        .where(EntriKredit.pegawai_id == pegawai_id)
        .subquery()
    )


def _tiap(pegawai_id: int) -> Subquery:
    """Every event of an officer."""
    entri = _per_entri(pegawai_id)
    kunci = [entri.c[k] for k in _KUNCI]
    return (
        select(
            *kunci,
            func.min(entri.c.id).label("id"),
            func.min(entri.c.jenis).label("jenis"),
            func.sum(entri.c.jumlah).label("jumlah"),
            func.count().label("banyak"),
        )
        .group_by(*kunci)
        .subquery()
    )


def _berjalan(pegawai_id: int) -> Subquery:
    """Every event of an officer with the balance of its account after it."""
    tiap = _tiap(pegawai_id)
    saldo = func.sum(tiap.c.jumlah).over(
        partition_by=(tiap.c.aturan, tiap.c.akun), order_by=(tiap.c.tanggal, tiap.c.id)
    )
    return select(tiap, saldo.label("saldo")).subquery()


def _jadi_peristiwa(entri: EntriKredit, b: Any) -> Peristiwa:
    return Peristiwa(
        b.id,
        b.tanggal,
        b.aturan,
        b.akun,
        entri.jenjang,
        _label(b),
        None if b.rumpun == KLAIM else dari_data(entri.alasan),
        b.dasar,
        b.jumlah,
        b.saldo,
        b.banyak,
        _perkara(b.pak_id, b.dupak_id, b.perkara, b.perkara_id),
    )


def _label(b: Any) -> Pesan:
    if b.rumpun == INTEGRASI and b.jenis == JenisEntri.KOREKSI.value:
        return P_("Koreksi integrasi")
    msgid = _LABEL.get((b.rumpun, b.perkara)) or _LABEL.get((b.rumpun, ""))
    return Pesan(msgid or LABEL_JENIS_ENTRI[JenisEntri(b.jenis)])


def _perkara(pak_id: int | None, dupak_id: int | None, perkara: str, perkara_id: int | None) -> list[tuple[str, int]]:
    semua = (("pak", pak_id), ("dupak", dupak_id), (perkara, perkara_id))
    return [(alur, nomor) for alur, nomor in semua if nomor is not None and alur in _PERKARA]
