"""The officer's log as rows of a sheet, in the columns in which a sheet is brought in."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app.lembar_klaim.kegiatan import NAMA_KOLOM
from workflow_app.models import Kegiatan
from workflow_app.permissions import Pelaku, kegiatan_milik
from workflow_app.services.daftar_kegiatan import Bulan, sesudah_kegiatan
from workflow_app.services.keadaan_kegiatan import MUAT, KalenderHangus, Keadaan, Tinjauan, tinjau

SEKALI = 500
EKSPOR_TERBANYAK = 20_000
"""Rows of one sheet; who has more takes everything along as a whole."""
KEPALA = (*NAMA_KOLOM, "keadaan", "diterima_paling_lambat", "berkas")
"""Columns: those of the import, then what only the log itself can tell."""

SelEkspor = str | Decimal | None


def semua(
    session: Session, oleh: Pelaku, kalender: KalenderHangus, *, keadaan: Keadaan | None, bulan: Bulan | None
) -> Iterator[Tinjauan]:
    """The person's activities with a date, by their dates: of a month, of a state, or all, up to EKSPOR_TERBANYAK.

    Two queries for SEKALI rows; nothing is held beyond them.
    """
    dasar = select(Kegiatan).where(kegiatan_milik(oleh), Kegiatan.tanggal_selesai.is_not(None))
    if bulan is not None:
        dasar = dasar.where(Kegiatan.tanggal_mulai <= bulan.selesai, Kegiatan.tanggal_selesai >= bulan.mulai)
    terakhir: Kegiatan | None = None
    banyak = 0
    while True:
        query = dasar.where(sesudah_kegiatan(terakhir)).order_by(Kegiatan.tanggal_selesai, Kegiatan.id)
        baris = session.scalars(query.limit(SEKALI).options(*MUAT)).all()
        for satu in (tinjau(k, oleh.hari_ini, kalender) for k in baris):
            if keadaan in {None, satu.keadaan}:
                yield satu
                banyak += 1
                if banyak == EKSPOR_TERBANYAK:
                    return
        if len(baris) < SEKALI:
            return
        terakhir = baris[-1]
        for satu_baris in baris:
            session.expunge(satu_baris)


def sel_baris(nip: str, t: Tinjauan) -> Sequence[SelEkspor]:
    """The cells of one activity, under KEPALA."""
    k = t.kegiatan
    return (
        nip,
        k.uraian,
        f"{k.tanggal_mulai:%d-%m-%Y}",
        f"{k.tanggal_selesai:%d-%m-%Y}",
        f"{k.jam_mulai:%H.%M}" if k.jam_mulai else "",
        f"{k.jam_selesai:%H.%M}" if k.jam_selesai else "",
        k.volume.normalize() + 0 if k.volume is not None else None,
        k.butir.kode if k.butir else "",
        k.keluaran,
        k.surat_tugas,
        k.tempat_bukti,
        k.keterangan,
        "ya" if k.rencana else "tidak",
        t.keadaan.value,
        f"{t.batas.terakhir:%d-%m-%Y}" if t.batas else "",
        ", ".join(b.nama_asli for b in k.berkas if b.digantikan_at is None),
    )
