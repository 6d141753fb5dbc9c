"""Logs of the demo: activities in every state, and those from which its claims were made."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app.demo.orang import Agensi
from workflow_app.models import ButirKegiatan, Dupak, DupakState, ItemDupak, Kegiatan, Pegawai
from workflow_app.permissions import muat_pelaku
from workflow_app.services import kegiatan as layanan
from workflow_app.services.kegiatan import IsiKegiatan
from workflow_app.waktu import utcnow

ARSIP = "arsip Bidang Aplikasi Informatika, map 2021"
DIPUTUS = (DupakState.DIPUTUSKAN, DupakState.SELESAI)


@dataclass(frozen=True)
class Catatan:
    """One activity, told by how many days before the demo's date it ended (negative: a plan)."""

    uraian: str
    hari_lalu: int
    volume: int = 1
    berbukti: bool = True
    berbutir: bool = True
    lama_hari: int = 1


CATATAN = (
    Catatan("Menyusun rencana pemeliharaan jaringan semester pertama", -9, berbukti=False),
    Catatan("Rapat persiapan pemindahan peladen", -3, berbukti=False, berbutir=False),
    Catatan("Memasang jaringan lokal di ruang layanan", 4, 2),
    Catatan("Membuat cadangan data kepegawaian", 6, 3, lama_hari=2),
    Catatan("Memperbaiki gangguan jaringan di lantai dua", 7, berbukti=False),
    Catatan("Membantu pelatihan aplikasi surat", 10, berbukti=False, berbutir=False),
    Catatan("Menguji aplikasi layanan tamu", 18),
    Catatan("Memelihara basis data kependudukan", 40, 2),
    Catatan("Memasang perangkat lunak kantor pada 12 komputer", 284, 12),
    Catatan("Menyusun dokumentasi jaringan gedung utama", 340),
    Catatan("Memulihkan data pegawai yang terhapus", 360),
    Catatan("Memeriksa instalasi listrik ruang peladen", 371),
)


def isi(session: Session, agensi: Agensi, kini: dt.date) -> None:
    """The log of the first officer, and those behind his claims and behind decided ones. Does not commit."""
    prakom = agensi.orang["prakom"]
    oleh = muat_pelaku(session, prakom, kini)
    butir = _butir(session, prakom, kini)
    for n, satu in enumerate(CATATAN):
        selesai = kini - dt.timedelta(days=satu.hari_lalu)
        sesuai = [b for b in butir if satu.berbutir and b.aturan == _kunci(selesai)]
        pilihan = sesuai[n % len(sesuai)] if sesuai else None
        isian = IsiKegiatan(
            uraian=satu.uraian,
            tanggal_mulai=selesai - dt.timedelta(days=satu.lama_hari - 1),
            tanggal_selesai=selesai,
            volume=Decimal(satu.volume),
            butir_id=pilihan.id if pilihan else None,
            tempat_bukti=ARSIP if satu.berbukti else "",
            rencana=satu.hari_lalu < 0,
        )
        layanan.buat(session, prakom, isian, oleh=oleh)
    ketikan = {"uraian": "Mendampingi tim aplikasi absensi", "volume": "2,"}
    layanan.simpan_draf(session, None, ketikan, pegawai=prakom, oleh=oleh)
    for dupak in session.scalars(
        select(Dupak).where(Dupak.subjek_id.in_([prakom.id, *_berkeputusan(session)])).order_by(Dupak.id)
    ):
        for item in dupak.butir:
            session.add(_asal(dupak, item))
    session.flush()


def _kunci(tanggal: dt.date) -> str | None:
    aturan = layanan.aturan_pada(tanggal)
    return aturan.kunci if aturan else None


def _butir(session: Session, pegawai: Pegawai, kini: dt.date) -> list[ButirKegiatan]:
    """A few items of his own level, those of each rule set that the log reaches back to."""
    jabatan = pegawai.jabatan_pada(kini)
    hari = [kini - dt.timedelta(days=c.hari_lalu) for c in CATATAN]
    hasil: list[ButirKegiatan] = []
    for aturan in sorted({k for h in hari if (k := _kunci(h)) is not None}):
        query = select(ButirKegiatan).where(
            ButirKegiatan.aturan == aturan,
            ButirKegiatan.jenjang == (jabatan.jenjang if jabatan else None),
            ButirKegiatan.angka_kredit.is_not(None),
            ButirKegiatan.pasti,
        )
        hasil += session.scalars(query.order_by(ButirKegiatan.id).limit(4))
    return hasil


def _berkeputusan(session: Session) -> list[int]:
    """Two officers whose claims are decided."""
    query = select(Dupak.subjek_id).where(Dupak.state.in_(DIPUTUS)).order_by(Dupak.id).limit(2)
    return list(session.scalars(query))


def _asal(dupak: Dupak, item: ItemDupak) -> Kegiatan:
    """The activity from which an item of a claim was made."""
    return Kegiatan(
        pegawai_id=dupak.subjek_id,
        tanggal_mulai=item.tanggal_mulai,
        tanggal_selesai=item.tanggal_selesai,
        uraian=item.keterangan or item.uraian,
        volume=item.volume,
        butir_id=item.butir_id,
        aturan=item.aturan,
        surat_tugas=item.surat_tugas,
        tempat_bukti=item.tempat_bukti,
        item_id=item.id,
        dibuat_at=utcnow(),
    )
