"""Load the shipped catalogue of activities into the database."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflow_app.models import ButirKegiatan
from workflow_app.peraturan.katalog import Butir, katalog

REGIME_BERKATALOG = ("R2003", "R2020")


def muat_katalog(session: Session) -> int:
    """Add every catalogue that the database does not hold yet; returns how many items were added."""
    jumlah = 0
    for regime in REGIME_BERKATALOG:
        if session.scalar(select(func.count()).select_from(ButirKegiatan).where(ButirKegiatan.aturan == regime)):
            continue
        baris = [_baris(regime, butir) for butir in katalog(regime)]
        session.add_all(baris)
        jumlah += len(baris)
    session.flush()
    return jumlah


def _baris(regime: str, butir: Butir) -> ButirKegiatan:
    return ButirKegiatan(
        aturan=regime,
        kode=butir.kode,
        kategori=butir.kategori,
        jenjang=butir.jenjang,
        unsur=butir.unsur,
        sub_unsur=butir.sub_unsur,
        uraian=butir.uraian,
        satuan_hasil=butir.satuan_hasil,
        angka_kredit=butir.angka_kredit,
        persen=butir.persen,
        pasti=butir.pasti,
        jenis=butir.kind,
        bukti_fisik=butir.bukti_fisik,
        kata_cari=f"{butir.kode} {butir.uraian} {butir.sub_unsur}".lower(),
    )
