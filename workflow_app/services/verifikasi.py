"""Whether the history holds: chains, the register of cases, administrators' notes, figures that the trail froze.

Reads only, a case at a time. What is found is named with the case and its row or field. Modules of their own look at
the ledger (`rantai_kredit`, `verifikasi_kredit`), the conversion regime and its facts, the catalogue and the rules.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, Table, exists, select
from sqlalchemy.orm import Session

from workflow_app import audit, daftar
from workflow_app.audit import Cacat
from workflow_app.models import CatatanAdmin, DaftarPerkara, Dupak, DupakState, ItemDupak, Pak
from workflow_app.services import (
    catatan,
    rantai_kredit,
    verifikasi_fakta,
    verifikasi_katalog,
    verifikasi_konversi,
    verifikasi_kredit,
    verifikasi_peraturan,
)
from workflow_app.services.putusan import sidik_rincian
from workflow_app.states import WORKFLOWS

PERKARA: tuple[tuple[str, type[Any]], ...] = tuple((w.name, w.model) for w in WORKFLOWS)
SEKALI = 100
"""Cases that are read at a time."""
_DIPUTUS = (DupakState.DIPUTUSKAN, DupakState.SELESAI)
CATATAN = CatatanAdmin.__tablename__
_NOTA: Table = CatatanAdmin.__table__  # type: ignore[assignment]  # a mapped class's table is typed more widely
_PAK: Table = Pak.__table__  # type: ignore[assignment]  # the same
_BEDA = "tidak sama dengan angka yang dibekukan jejak"


def periksa(session: Session) -> Iterator[Cacat]:
    """Everything that does not hold, in bounded memory."""
    yield from audit.periksa(session, PERKARA)
    yield from daftar.periksa(session, PERKARA)
    yield from _catatan(session)
    yield from verifikasi_fakta.periksa(session)
    yield from _pak(session)
    yield from _hasil(session)
    yield from rantai_kredit.periksa(session)
    yield from verifikasi_kredit.periksa(session)
    yield from verifikasi_konversi.periksa(session)
    yield from verifikasi_katalog.periksa(session)
    yield from verifikasi_peraturan.periksa(session)


def daftarkan_yang_lama(session: Session) -> int:
    """Enter every case and note from before there was a register and chain every entry from before there were chains.

    Returns how many. Does not commit.
    """
    jumlah = daftar.daftarkan_yang_lama(session, PERKARA)
    while lama := session.execute(_catatan_tak_terdaftar().limit(daftar.SEKALI)).all():
        daftar.daftarkan(session, [(CATATAN, baris.id, catatan.tanda(baris)) for baris in lama])
        jumlah += len(lama)
    return jumlah + rantai_kredit.sambung_yang_lama(session)


def _catatan_tak_terdaftar() -> Select[Any]:
    terdaftar = exists().where(DaftarPerkara.workflow == CATATAN, DaftarPerkara.object_id == _NOTA.c.id)
    return select(_NOTA).where(~terdaftar).order_by(_NOTA.c.id)


def _catatan(session: Session) -> Iterator[Cacat]:
    """Administrators' notes that are gone, that read otherwise than when they were written, or that nobody entered."""
    query = (
        select(DaftarPerkara.object_id, DaftarPerkara.awal, _NOTA)
        .outerjoin(_NOTA, _NOTA.c.id == DaftarPerkara.object_id)
        .where(DaftarPerkara.workflow == CATATAN)
        .order_by(DaftarPerkara.nomor)
    )
    for baris in session.execute(query).yield_per(daftar.SEKALI):
        if baris.id is None:
            yield Cacat(CATATAN, None, baris.object_id, "catatan dihapus")
        elif catatan.tanda(baris) != baris.awal:
            yield Cacat(CATATAN, None, baris.object_id, "isi catatan diubah")
    for baris in session.execute(_catatan_tak_terdaftar()).yield_per(daftar.SEKALI):
        yield Cacat(CATATAN, None, baris.id, "catatan tidak ada dalam daftar")


def _pak(session: Session) -> Iterator[Cacat]:
    """Decisions whose figures are not those of their hash, which stands in the trail."""
    p = _PAK.c
    kolom = (p.id, p.rincian, p.sidik_rincian, p.diparaf_sidik, p.jumlah_lama, p.jumlah_baru, p.jumlah, p.aturan_sidik)
    for pak in session.execute(select(*kolom).order_by(p.id)).yield_per(SEKALI):
        for nama in _pak_berubah(pak):
            yield Cacat("pak", pak.id, 1, _BEDA, nama)


def _pak_berubah(pak: Any) -> Iterator[str]:
    if sidik_rincian(pak.rincian) != pak.sidik_rincian:
        yield "rincian"
        return
    if pak.diparaf_sidik not in (None, pak.sidik_rincian):
        yield "sidik_rincian"
    if pak.rincian["sidik"] != pak.aturan_sidik:
        yield "aturan_sidik"
    jumlah = pak.rincian["jumlah"]
    for nama, kunci in (("jumlah_lama", "lama"), ("jumlah_baru", "baru"), ("jumlah", "jumlah")):
        if Decimal(jumlah[kunci]) != getattr(pak, nama):
            yield nama


def _hasil(session: Session) -> Iterator[Cacat]:
    """Items of decided claims whose claimed or final credit is not that of the result, which stands in the trail."""
    query = select(Dupak.id, Dupak.hasil).where(Dupak.state.in_(_DIPUTUS)).order_by(Dupak.id)
    for dupak_id, hasil in session.execute(query).yield_per(SEKALI):
        beku = {b["item_id"]: b for b in (hasil or {}).get("butir", ())}
        kini = {
            b.id: b
            for b in session.execute(
                select(ItemDupak.id, ItemDupak.kode, ItemDupak.jumlah, ItemDupak.nilai_akhir).where(
                    ItemDupak.dupak_id == dupak_id
                )
            )
        }
        for item_id in sorted(beku.keys() | kini.keys()):
            if item_id not in kini or item_id not in beku:
                yield Cacat("dupak", dupak_id, 1, "butir tidak sama dengan yang diputus", f"butir {item_id}")
                continue
            for nama, kunci in (("jumlah", "usulan"), ("nilai_akhir", "akhir")):
                if getattr(kini[item_id], nama) != Decimal(beku[item_id][kunci]):
                    yield Cacat("dupak", dupak_id, 1, _BEDA, f"butir {item_id} {nama}")
