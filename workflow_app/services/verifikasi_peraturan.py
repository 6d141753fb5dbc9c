"""Whether the stored versions of the rules are those that were published: each against its note and the one before it.

Reads only, a few versions at a time. A correction is noted with its hash by the administrator who published it, and the
notes are chained; a version that an upgrade made adds nothing to the corrections that stood.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from workflow_app.audit import Cacat
from workflow_app.models import AsalVersi, CatatanAdmin, VersiPeraturan
from workflow_app.peraturan import berlaku, naskah, terbitan
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.services import catatan

SEKALI = 10
"""Versions that are read at a time: each is a long text."""
TABEL = VersiPeraturan.__tablename__
_TAK_TERBACA = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError)
"""What reading of a text raises that no version ever had."""
_NOTA = and_(CatatanAdmin.tabel == TABEL, CatatanAdmin.tindakan == "terbitkan")


def periksa(session: Session) -> Iterator[Cacat]:
    """Everything that does not hold, in bounded memory."""
    query: Any = (  # the outer side may be empty, which its types would deny
        select(VersiPeraturan, CatatanAdmin.sesudah)
        .outerjoin(CatatanAdmin, and_(_NOTA, CatatanAdmin.baris_id == VersiPeraturan.id))
        .order_by(VersiPeraturan.kunci, VersiPeraturan.nomor)
        .execution_options(populate_existing=True)
    )
    sebelum: VersiPeraturan | None = None
    for versi, tercatat in session.execute(query).yield_per(SEKALI):
        if sebelum is not None and sebelum.kunci != versi.kunci:
            sebelum = None
        for sebab, kolom in _salah(versi, sebelum, tercatat):
            yield Cacat(TABEL, versi.id, versi.nomor, sebab, kolom)
        sebelum = versi
    hilang = (
        select(CatatanAdmin.baris_id)
        .outerjoin(VersiPeraturan, VersiPeraturan.id == CatatanAdmin.baris_id)
        .where(_NOTA, VersiPeraturan.id.is_(None))
        .order_by(CatatanAdmin.id)
    )
    for versi_id in session.scalars(hilang).yield_per(SEKALI):
        yield Cacat(TABEL, None, versi_id, "versi dihapus")


def _salah(
    versi: VersiPeraturan, sebelum: VersiPeraturan | None, tercatat: Mapping[str, Any] | None
) -> Iterator[tuple[str, str]]:
    """What is wrong with a version, and with which column; an empty one stands for the whole row."""
    if versi.nomor != (sebelum.nomor + 1 if sebelum is not None else 1):
        yield "versi dihapus atau disisipkan", ""
    try:
        aturan = naskah.baca(versi.isi)
        cocok = (aturan.kunci, aturan.sidik) == (versi.kunci, versi.sidik) and _tersusun(versi)
    except _TAK_TERBACA:
        cocok = False
    if not cocok:
        yield "isi tidak sama dengan sidiknya, atau dengan berkas bawaan dan koreksinya", "isi"
    lama = sebelum.koreksi if sebelum is not None else {}
    berubah = {j for j in lama.keys() | versi.koreksi.keys() if lama.get(j) != versi.koreksi.get(j)}
    if versi.asal is AsalVersi.BAWAAN:
        if berubah:
            yield "koreksi tidak sama dengan versi sebelumnya", "koreksi"
        if versi.oleh_id is not None or tercatat is not None:
            yield "versi berkas bawaan tidak diterbitkan orang", "asal"
        return
    if tercatat is None:
        yield "koreksi tanpa catatan administrator", ""
        return
    for kolom in catatan.berbeda(versi, {k: v for k, v in tercatat.items() if k != "koreksi"}):
        yield "tidak sama dengan catatan administrator", kolom
    sidik = naskah.sidik_versi(versi.isi, versi.koreksi)
    if not berubah <= set(tercatat["koreksi"]) or tercatat.get(catatan.SIDIK_VERSI, sidik) != sidik:
        yield "tidak sama dengan catatan administrator", "koreksi"


def _tersusun(versi: VersiPeraturan) -> bool:
    """Whether the text is the shipped file with the corrections; true where that file is not at hand any more."""
    bawaan = next((satu for satu in berlaku.bawaan() if satu.kunci == versi.kunci), None)
    if bawaan is None or naskah.sidik_naskah(bawaan) != versi.bawaan:
        return True
    return any(naskah.tulis(satu) == versi.isi for satu in _susunan(bawaan, versi))


def _susunan(bawaan: Peraturan, versi: VersiPeraturan) -> Iterator[Peraturan]:
    """The shipped file with all corrections, and without its dates, which give way where they overlap."""
    koreksi = terbitan.koreksi_dari(versi)
    yield terbitan.susun(bawaan, koreksi)
    yield terbitan.susun(bawaan, {j: k for j, k in koreksi.items() if not j.startswith(terbitan.MASA)})
