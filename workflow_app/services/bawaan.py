"""Versions of the rule sets as the shipped files make them: stored at the start, and when an upgrade brings others."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from workflow_app.models import AsalVersi, VersiPeraturan
from workflow_app.peraturan import berlaku, naskah, terbitan
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.pesan import N_

ALASAN_BAWAAN = N_("Berkas bawaan aplikasi")


def catat_bawaan(session: Session, hari_ini: dt.date) -> list[VersiPeraturan]:
    """Store every rule set whose shipped file is not the one of its newest version; corrections stay on top of it."""
    versi = terbitan.versi_terakhir(session)
    baru = []
    kini = terbitan.baca_berlaku(session).per_kunci
    for bawaan in berlaku.bawaan():
        terakhir = versi.get(bawaan.kunci)
        if terakhir is not None and terakhir.bawaan == naskah.sidik_naskah(bawaan):
            continue
        satu = buat_versi(
            kini[bawaan.kunci],
            nomor=terakhir.nomor + 1 if terakhir else 1,
            asal=AsalVersi.BAWAAN,
            koreksi=terakhir.koreksi if terakhir else {},
            tanggal=hari_ini,
            alasan=ALASAN_BAWAAN,
        )
        session.add(satu)
        baru.append(satu)
    session.flush()
    return baru


def pastikan_tersimpan(session: Session, aturan: Peraturan, hari_ini: dt.date) -> None:
    """See to it that the rules of a decision can be found again. Costs nothing when they were stored at the start."""
    if aturan.sidik not in berlaku.kini().sidik_tersimpan and not session.scalar(
        select(exists().where(VersiPeraturan.sidik == aturan.sidik))
    ):
        catat_bawaan(session, hari_ini)


def buat_versi(
    aturan: Peraturan,
    *,
    nomor: int,
    asal: AsalVersi,
    koreksi: Mapping[str, Any],
    tanggal: dt.date,
    alasan: str,
    **sisa: Any,
) -> VersiPeraturan:
    """A version that is not stored yet."""
    bawaan = next(satu for satu in berlaku.bawaan() if satu.kunci == aturan.kunci)
    return VersiPeraturan(
        kunci=aturan.kunci,
        nomor=nomor,
        sidik=aturan.sidik,
        asal=asal,
        isi=naskah.tulis(aturan),
        bawaan=naskah.sidik_naskah(bawaan),
        koreksi=dict(koreksi),
        diterbitkan_pada=tanggal,
        alasan=alasan,
        **sisa,
    )
