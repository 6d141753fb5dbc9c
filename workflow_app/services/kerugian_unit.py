"""Credit that a head's officers stand to lose this quarter: sums by officer, from the calculator, and nothing else."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from workflow_app.kalkulator.dasar import NOL
from workflow_app.models import Kegiatan, Pegawai
from workflow_app.permissions import Pelaku, kerugian_terlihat
from workflow_app.services.ingatkan_kegiatan import belum_diterima, jendela
from workflow_app.services.keadaan_kegiatan import MUAT, KalenderHangus, tinjau
from workflow_app.services.nilai_kegiatan import nilai_kegiatan
from workflow_app.tanggal import tambah_bulan

KEGIATAN_TERBANYAK = 5000
"""Activities that one page adds up; beyond them the sums are told to be a part."""
_TRIWULAN = 3


@dataclass(frozen=True)
class Kerugian:
    """One officer's credit at stake."""

    pegawai: Pegawai
    hangus: Decimal
    """Credit of work that has lapsed in this quarter."""
    terancam: Decimal
    """Credit of work that lapses by the end of the quarter, unless a claim with it is received before."""
    tanpa_nilai: int
    """Activities among them that have no credit yet: no item chosen, or none for his level."""
    terdekat: dt.date | None
    """The next day after which something lapses."""


@dataclass(frozen=True)
class KerugianUnit:
    """The quarter of a unit, the officers with the most at stake first."""

    mulai: dt.date
    selesai: dt.date
    daftar: Sequence[Kerugian]
    sebagian: bool
    """Whether there is more than was added up."""

    @property
    def hangus(self) -> Decimal:
        """Credit lapsed so far."""
        return sum((k.hangus for k in self.daftar), NOL)

    @property
    def terancam(self) -> Decimal:
        """Credit that can still be saved."""
        return sum((k.terancam for k in self.daftar), NOL)


def triwulan(hari: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day of the quarter."""
    mulai = dt.date(hari.year, (hari.month - 1) // _TRIWULAN * _TRIWULAN + 1, 1)
    return mulai, tambah_bulan(mulai, _TRIWULAN) - dt.timedelta(days=1)


def kerugian_unit(session: Session, oleh: Pelaku) -> KerugianUnit:
    """The officers whose sums the person sees and who have something at stake. A fixed number of queries."""
    mulai, selesai = triwulan(oleh.hari_ini)
    orang = joinedload(Kegiatan.pegawai)
    query = (
        select(Kegiatan)
        .join(Pegawai, Pegawai.id == Kegiatan.pegawai_id)
        .where(kerugian_terlihat(oleh), Pegawai.aktif, belum_diterima(), jendela(mulai, selesai))
        .order_by(Kegiatan.tanggal_selesai, Kegiatan.id)
        .limit(KEGIATAN_TERBANYAK + 1)
        .options(
            *MUAT,
            orang.selectinload(Pegawai.riwayat_jabatan),
            orang.selectinload(Pegawai.riwayat_pangkat),
            orang.joinedload(Pegawai.unit),
        )
    )
    baris = session.scalars(query).all()
    kalender: dict[int, KalenderHangus] = {}
    hasil: dict[int, Kerugian] = {}
    for k in baris[:KEGIATAN_TERBANYAK]:
        siapa = k.pegawai
        lini = kalender.setdefault(siapa.instansi_id, KalenderHangus(session, siapa.instansi_id))
        batas = tinjau(k, oleh.hari_ini, lini).batas
        if batas is not None and mulai <= batas.terakhir <= selesai:
            lama = hasil.get(siapa.id, Kerugian(siapa, NOL, NOL, 0, None))
            hasil[siapa.id] = _tambah(lama, nilai_kegiatan(siapa, k), batas.terakhir, lewat=batas.lewat)
    urut = sorted(hasil.values(), key=lambda k: (-k.terancam, -k.hangus, k.pegawai.nama))
    return KerugianUnit(mulai, selesai, urut, len(baris) > KEGIATAN_TERBANYAK)


def _tambah(lama: Kerugian, nilai: Decimal | None, terakhir: dt.date, *, lewat: bool) -> Kerugian:
    kredit = nilai or NOL
    terdekat = lama.terdekat if lewat else min(filter(None, (lama.terdekat, terakhir)))
    return Kerugian(
        lama.pegawai,
        lama.hangus + (kredit if lewat else NOL),
        lama.terancam + (NOL if lewat else kredit),
        lama.tanpa_nilai + (nilai is None),
        terdekat,
    )
