"""The assessment calendar of an institution: years generated from the rules' weekly defaults."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app import kalender
from workflow_app.kalender import NomorPutaran
from workflow_app.models import BulanSidang, Instansi, Putaran, TahapPutaran
from workflow_app.tenggat import hari_khusus, putaran_berjalan

_BULAN = {1: BulanSidang.JANUARI, 2: BulanSidang.JULI}


def buat_tahun(session: Session, instansi: Instansi, tahun: int) -> list[Putaran]:
    """Generate the cycles whose plenary falls in `tahun`, unless they exist; returns all of that year."""
    return [_buat_putaran(session, instansi, NomorPutaran(tahun, periode)) for periode in sorted(_BULAN)]


def _buat_putaran(session: Session, instansi: Instansi, nomor: NomorPutaran) -> Putaran:
    ada = session.scalars(select(Putaran).where(Putaran.instansi_id == instansi.id, Putaran.kode == nomor.kode)).first()
    if ada is not None:
        return ada
    khusus = hari_khusus(session, instansi.id)
    jadwal = kalender.jadwal_baku(nomor.tahun, nomor.periode, khusus)
    putaran = Putaran(
        instansi_id=instansi.id,
        kode=nomor.kode,
        tahun=nomor.tahun,
        bulan=_BULAN[nomor.periode],
        batas_terima=kalender.batas_terima(jadwal, khusus=khusus),
        tahap=[TahapPutaran(tahap=tahap, mulai=mulai, selesai=selesai) for tahap, (mulai, selesai) in jadwal.items()],
    )
    session.add(putaran)
    session.flush()
    return putaran


def putaran_penerimaan(session: Session, instansi: Instansi, diterima: dt.date) -> Putaran:
    """The cycle of a file received on a day; generates the year when the calendar does not reach that far.

    A file after the cut-off belongs to the next cycle: it is never turned away.
    """
    putaran = putaran_berjalan(session, instansi.id, diterima)
    if putaran is None:
        nomor = kalender.putaran_untuk(diterima, khusus=hari_khusus(session, instansi.id))
        putaran = _buat_putaran(session, instansi, nomor)
    return putaran
