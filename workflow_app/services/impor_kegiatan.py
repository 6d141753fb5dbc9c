"""A log sheet on its way in: checked slice by slice beside the log, then taken over in one transaction or not at all.

Checking commits after every slice, so that a killed worker goes on where it was and the progress is true; what is
checked waits in a table of its own. Taking over is set-based SQL. A row that the log holds already is left out, so a
sheet may be sent twice. See docs/adr/0016.
"""

import datetime as dt
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any, cast

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    and_,
    delete,
    exists,
    func,
    insert,
    literal,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session, aliased

from workflow_app import outbox
from workflow_app.errors import Alasan, Conflict, Refused
from workflow_app.lembar_klaim.besar import MAKS_BYTE_BESAR, SEPOTONG, LembarBesar, buka_besar, ukuran_terbuka
from workflow_app.lembar_klaim.kegiatan import SUSUNAN, SUSUNAN_BANYAK
from workflow_app.lembar_klaim.lembar import Baris, LembarTidakTerbaca
from workflow_app.lembar_klaim.pembaca import GalatBaris, baca_kepala
from workflow_app.models import BarisImporKegiatan, ImporKegiatan, Kegiatan, Pegawai, Peran, TahapImpor
from workflow_app.outbox import PembuatSesi
from workflow_app.penyimpanan import BerkasRusak, BerkasTidakAda, Penyimpanan
from workflow_app.permissions import Pelaku, muat_pelaku
from workflow_app.pesan import P_, Pesan, dari_data, ke_data
from workflow_app.services import catatan
from workflow_app.services.giliran import satu_per_satu
from workflow_app.services.periksa_lembar_kegiatan import Pemeriksa
from workflow_app.services.unggahan import CSV, XLSX, Jenis
from workflow_app.waktu import utcnow

log = logging.getLogger(__name__)

PEKERJAAN = "impor_kegiatan"
ATURAN = P_("catatan kegiatan: milik pegawai sendiri, tetap selama ada pada DUPAK")
JENIS = tuple(Jenis(j.nama, j.akhiran, j.tipe, MAKS_BYTE_BESAR) for j in (CSV, XLSX))
MAKS_GALAT = 200
"""Faults that are kept in words; all are counted."""
LANGSUNG = 2_000
"""Rows that are done at once; longer sheets are the worker's."""
DETIK_SEKALI_JALAN = 45.0
"""How long one run of the worker goes on: well within its lease."""
LANGSUNG_TERBUKA = 8_000_000
"""Unpacked bytes of a workbook that is read at once."""
MAKS_TERBUKA = 2
"""Sheets that a person may have on their way at the same time."""
TERBUKA = (TahapImpor.MEMERIKSA, TahapImpor.DIPERIKSA, TahapImpor.MENYIMPAN)
_KOLOM = (
    "pegawai_id",
    "kunci",
    "tanggal_mulai",
    "tanggal_selesai",
    "jam_mulai",
    "jam_selesai",
    "uraian",
    "keluaran",
    "keluaran_kunci",
    "volume",
    "butir_id",
    "aturan",
    "surat_tugas",
    "tempat_bukti",
    "keterangan",
    "rencana",
)
"""What goes from a waiting row into the log."""


def mulai(session: Session, sha256: str, nama: str, *, oleh: Pelaku, banyak: bool = False) -> ImporKegiatan:
    """Note a stored sheet that is to be checked. Raises Refused, Conflict. Does not commit.

    Older ones that can never be saved make room for it. `banyak`: the sheet names several officers by NIP, which is
    for administrators.
    """
    if oleh.pegawai_id is None or (banyak and not oleh.punya(Peran.ADMIN)):
        pesan = P_("Lembar kegiatan banyak pegawai diimpor admin.")
        raise Refused([Alasan(pesan, ATURAN, tentang_hak=True)])
    if not banyak:
        satu_per_satu(session, oleh.pegawai_id)
        pastikan_muat(session, oleh)
        for lama in _terbuka(session, oleh):
            if not _menahan(lama):
                batalkan(session, lama, oleh=oleh)
    impor = ImporKegiatan(
        oleh_id=oleh.pegawai_id, banyak=banyak, nama_asli=nama, sha256=sha256, tahap=TahapImpor.MEMERIKSA
    )
    impor.jumlah = impor.terbaca = impor.baru = impor.sudah_ada = impor.banyak_galat = 0
    impor.galat, impor.kolom_diabaikan = [], []
    session.add(impor)
    session.flush()
    return impor


def pastikan_muat(session: Session, oleh: Pelaku) -> None:
    """Raises Refused while the person has as many sheets on their way as he may."""
    menahan = [i for i in _terbuka(session, oleh) if _menahan(i)]
    if len(menahan) < MAKS_TERBUKA:
        return
    pesan = P_(
        "Sudah ada %(banyak)s lembar yang belum Anda putuskan. Simpan atau batalkan salah satunya, lalu unggah lagi.",
        banyak=MAKS_TERBUKA,
    )
    raise Refused([Alasan(pesan, ATURAN)])


def _terbuka(session: Session, oleh: Pelaku) -> Sequence[ImporKegiatan]:
    query = select(ImporKegiatan).where(
        ImporKegiatan.oleh_id == oleh.pegawai_id, ~ImporKegiatan.banyak, ImporKegiatan.tahap.in_(TERBUKA)
    )
    return session.scalars(query.order_by(ImporKegiatan.id).execution_options(populate_existing=True)).all()


def _menahan(impor: ImporKegiatan) -> bool:
    """Whether something may still come of an open sheet: one with faults, or nothing new, is only to be read."""
    return impor.tahap is not TahapImpor.DIPERIKSA or not alasan_tertutup(impor)


def antre(session: Session, impor: ImporKegiatan) -> None:
    """Leave the next part to the worker. Does not commit."""
    outbox.tambah(session, PEKERJAAN, {"impor_id": impor.id})


def cari(session: Session, nomor: int, oleh: Pelaku) -> ImporKegiatan | None:
    """A sheet of one's own; anybody else's does not exist."""
    query = select(ImporKegiatan).where(ImporKegiatan.id == nomor, ImporKegiatan.oleh_id == oleh.pegawai_id)
    return session.scalars(query).one_or_none()


def terakhir(session: Session, oleh: Pelaku, banyak: int) -> Sequence[ImporKegiatan]:
    """The newest sheets that the person brought in."""
    query = select(ImporKegiatan).where(ImporKegiatan.oleh_id == oleh.pegawai_id)
    return session.scalars(query.order_by(ImporKegiatan.id.desc()).limit(banyak)).all()


def galat(impor: ImporKegiatan) -> list[GalatBaris]:
    """The faults that are kept in words."""
    return [GalatBaris(g["baris"], g["kolom"], dari_data(g["pesan"])) for g in impor.galat]


# Checking


class Dihentikan(Exception):
    """Somebody gave the sheet up, or another worker goes on with it: nothing of this slice may be written."""


def langkah(session: Session, impor: ImporKegiatan, lembar: LembarBesar, oleh: Pelaku) -> Iterator[int]:
    """Check the rest of a sheet, slice by slice; after each the caller may commit. Yields the row that is reached.

    Raises LembarTidakTerbaca, Dihentikan.
    """
    susunan = SUSUNAN_BANYAK if impor.banyak else SUSUNAN
    sendiri = None if impor.banyak else session.scalar(select(Pegawai.nip).where(Pegawai.id == oleh.pegawai_id))
    pemeriksa: Pemeriksa | None = None
    diabaikan: list[str] = []
    tercatat, sesudah, ada_isi = list(impor.galat), impor.terbaca, impor.terbaca > 0
    for potongan in lembar.potongan():
        if pemeriksa is None:
            kepala = baca_kepala(potongan[0], susunan)
            potongan = potongan[1:]
            if kepala.galat:
                _maju(session, impor, kepala.galat, tercatat, sampai=lembar.jumlah, jumlah=lembar.jumlah)
                return
            pemeriksa = Pemeriksa(oleh, kepala, susunan, sendiri)
            diabaikan = list(kepala.diabaikan)
        isi = [b for b in potongan if b.nomor > sesudah]
        if not isi:
            continue
        ada_isi = True
        baris, salah = pemeriksa.bagian(session, isi)
        _maju(
            session,
            impor,
            salah,
            tercatat,
            sampai=isi[-1].nomor,
            jumlah=lembar.jumlah,
            baru=len(baris),
            kolom=diabaikan,
        )
        if baris:
            session.execute(insert(BarisImporKegiatan.__table__), [{"impor_id": impor.id, **b} for b in baris])  # type: ignore[arg-type]
        yield isi[-1].nomor
    if pemeriksa is None or not ada_isi:
        raise LembarTidakTerbaca(P_("Lembar hanya memuat kepala kolom, tanpa kegiatan."))


def _maju(
    session: Session,
    impor: ImporKegiatan,
    salah: Sequence[GalatBaris],
    tercatat: list[dict[str, Any]],
    *,
    sampai: int,
    jumlah: int,
    banyak_salah: int | None = None,
    baru: int = 0,
    kolom: list[str] | None = None,
) -> None:
    """Move the progress on, if nobody else did. The fence: two workers never check the same slice."""
    tercatat += [_simpan_galat(g) for g in salah[: max(0, MAKS_GALAT - len(tercatat))]]
    nilai: dict[str, Any] = {
        "terbaca": sampai,
        "jumlah": jumlah,
        "baru": ImporKegiatan.baru + baru,
        "banyak_galat": ImporKegiatan.banyak_galat + (len(salah) if banyak_salah is None else banyak_salah),
        "galat": list(tercatat),
    }
    if kolom is not None:
        nilai["kolom_diabaikan"] = kolom
    _ubah(session, impor, nilai, terbaca=impor.terbaca)


def _ubah(session: Session, impor: ImporKegiatan, nilai: dict[str, Any], *, terbaca: int) -> None:
    perintah = (
        update(ImporKegiatan)
        .where(
            ImporKegiatan.id == impor.id, ImporKegiatan.tahap == TahapImpor.MEMERIKSA, ImporKegiatan.terbaca == terbaca
        )
        .values(**nilai)
        .execution_options(synchronize_session=False)
    )
    if cast(CursorResult[Any], session.execute(perintah)).rowcount != 1:
        raise Dihentikan
    session.refresh(impor)


def _simpan_galat(g: GalatBaris) -> dict[str, Any]:
    return {"baris": g.baris, "kolom": g.kolom, "pesan": ke_data(g.pesan)}


def tak_terbaca(session: Session, impor: ImporKegiatan, pesan: Pesan) -> None:
    """End the check of a sheet that cannot be read any further. Does not commit."""
    _maju(
        session,
        impor,
        [GalatBaris(None, "", pesan)],
        list(impor.galat),
        sampai=impor.terbaca,
        jumlah=max(impor.jumlah, impor.terbaca),
    )
    _ubah(session, impor, {"tahap": TahapImpor.DIPERIKSA}, terbaca=impor.terbaca)


def akhiri_periksa(session: Session, impor: ImporKegiatan) -> None:
    """Every row was looked at: find rows that stand in the sheet twice and those of the log. Does not commit."""
    banyak_kembar, kembar = _kembar(session, impor.id)
    _tandai_ada(session, impor.id)
    ada = session.scalar(select(func.count()).where(BarisImporKegiatan.impor_id == impor.id, BarisImporKegiatan.ada))
    tercatat = list(impor.galat)
    _maju(session, impor, kembar, tercatat, sampai=impor.terbaca, jumlah=impor.jumlah, banyak_salah=banyak_kembar)
    nilai = {
        "tahap": TahapImpor.DIPERIKSA,
        "sudah_ada": ada,
        "baru": ImporKegiatan.baru - ada,
        "terbaca": impor.jumlah,
        "galat": sorted(tercatat, key=lambda g: g["baris"] or 0),
    }
    _ubah(session, impor, nilai, terbaca=impor.terbaca)


def _kembar(session: Session, impor_id: int) -> tuple[int, list[GalatBaris]]:
    """How many rows say what a row above them says, and the first of them as faults."""
    b = BarisImporKegiatan
    pertama = (
        select(b.kunci, func.min(b.nomor).label("nomor"))
        .where(b.impor_id == impor_id)
        .group_by(b.kunci)
        .having(func.count() > 1)
        .subquery()
    )
    query = (
        select(b.nomor, pertama.c.nomor.label("pertama"))
        .join(pertama, and_(b.kunci == pertama.c.kunci, b.nomor > pertama.c.nomor))
        .where(b.impor_id == impor_id)
    )
    banyak = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    return banyak, [
        GalatBaris(
            nomor,
            "uraian",
            P_(
                "Baris ini sama dengan baris %(nomor)s. Sisakan satu, atau bedakan jam, keluaran, atau uraiannya.",
                nomor=str(kembaran),
            ),
        )
        for nomor, kembaran in session.execute(query.order_by(b.nomor).limit(MAKS_GALAT))
    ]


def _tandai_ada(session: Session, impor_id: int) -> None:
    """Mark the rows whose activity stands in the log: brought in before, or written by hand."""
    b, k = BarisImporKegiatan, aliased(Kegiatan)
    hidup = and_(k.pegawai_id == b.pegawai_id, k.dihapus_at.is_(None))
    sama: list[ColumnElement[bool]] = [
        getattr(k, kolom).is_not_distinct_from(getattr(b, kolom))
        for kolom in ("tanggal_mulai", "jam_mulai", "jam_selesai", "uraian", "keluaran", "volume", "butir_id")
    ]
    ada = or_(
        exists().where(hidup, k.kunci == b.kunci),
        exists().where(hidup, k.tanggal_selesai == b.tanggal_selesai, *sama),
    )
    session.execute(
        update(b).where(b.impor_id == impor_id, ada).values(ada=True).execution_options(synchronize_session=False)
    )


@dataclass
class LembarPendek:
    """A short sheet, read whole; `galat` says why it could not be."""

    jumlah: int
    isi: list[list[Baris]]
    galat: Pesan | None = None

    def potongan(self, sesudah: int = 0) -> Iterator[list[Baris]]:
        """See LembarBesar."""
        for satu in self.isi:
            if baris := [b for b in satu if b.nomor > sesudah]:
                yield baris


def baca_langsung(berkas: IO[bytes]) -> LembarPendek | None:
    """Read a short sheet before any transaction is open; None for one that is the worker's."""
    try:
        if ukuran_terbuka(berkas) > LANGSUNG_TERBUKA:
            return None
        with buka_besar(berkas, SUSUNAN.dikenal) as lembar:
            if lembar.jumlah > LANGSUNG + 1:
                return None
            return LembarPendek(lembar.jumlah, list(lembar.potongan()))
    except LembarTidakTerbaca as galat:
        return LembarPendek(0, [], galat.pesan)


def periksa_langsung(session: Session, impor: ImporKegiatan, lembar: LembarPendek, oleh: Pelaku) -> None:
    """Check a short sheet within the caller's transaction."""
    if lembar.galat is not None:
        tak_terbaca(session, impor, lembar.galat)
        return
    try:
        for _ in langkah(session, impor, lembar, oleh):
            pass
        akhiri_periksa(session, impor)
    except LembarTidakTerbaca as galat:
        tak_terbaca(session, impor, galat.pesan)


def periksa(
    buat_sesi: PembuatSesi,
    simpanan: Sequence[Penyimpanan],
    nomor: int,
    hari_ini: dt.date,
    *,
    detik: float = DETIK_SEKALI_JALAN,
    kabar: Callable[[int, int], None] | None = None,
) -> bool:
    """Check a sheet, with a transaction for each slice; False when the time was over before its end.

    `kabar` is told the row that is reached, and how many there are. The sheet lies in one of the stores.
    """
    sampai = time.monotonic() + detik
    with buat_sesi() as session:
        impor = session.get_one(ImporKegiatan, nomor)
        oleh = muat_pelaku(session, impor.oleh, hari_ini)
        if impor.tahap is not TahapImpor.MEMERIKSA:
            return True
        session.commit()
        try:
            try:
                with _buka(simpanan, impor.sha256) as berkas, buka_besar(berkas, SUSUNAN.dikenal) as lembar:
                    for baris in langkah(session, impor, lembar, oleh):
                        session.commit()
                        if kabar is not None:
                            kabar(baris, lembar.jumlah)
                        if time.monotonic() >= sampai and baris < lembar.jumlah:
                            return False
                akhiri_periksa(session, impor)
            except LembarTidakTerbaca as galat:
                session.rollback()
                tak_terbaca(session, impor, galat.pesan)
            except (BerkasTidakAda, BerkasRusak):
                session.rollback()
                tak_terbaca(session, impor, P_("Lembar ini tidak lagi tersimpan. Unggah sekali lagi."))
            session.commit()
        except Dihentikan:
            session.rollback()
            log.info("import %s: given up, or another worker goes on with it", nomor)
    return True


def _buka(simpanan: Sequence[Penyimpanan], sha256: str) -> Any:
    """The sheet, from the first store that has it."""
    return next((s for s in simpanan if s.ada(sha256)), simpanan[0]).buka(sha256)


# Taking over


def alasan_tertutup(impor: ImporKegiatan) -> list[Alasan]:
    """Why the rows cannot be taken over now; empty when they can. The page asks here too."""
    if impor.tahap is not TahapImpor.DIPERIKSA:
        return [Alasan(P_("Lembar ini tidak menunggu persetujuan."), ATURAN)]
    if impor.banyak_galat:
        pesan = P_("Betulkan dahulu semua yang salah pada lembar; tidak ada yang disimpan sebagian.")
        return [Alasan(pesan, ATURAN)]
    if not impor.baru:
        return [Alasan(P_("Semua kegiatan pada lembar ini sudah ada dalam catatan."), ATURAN)]
    return []


def setujui(session: Session, impor: ImporKegiatan, *, oleh: Pelaku) -> int | None:
    """Take the rows over, or leave a long sheet to the worker (None). Raises Refused, Conflict. Does not commit."""
    _pastikan_milik(impor, oleh)
    if alasan := alasan_tertutup(impor):
        raise Refused(alasan)
    _pindah(session, impor, TahapImpor.DIPERIKSA, TahapImpor.MENYIMPAN)
    if impor.jumlah > LANGSUNG + 1:
        antre(session, impor)
        return None
    return ambil_alih(session, impor, oleh)


def tutup(session: Session, impor: ImporKegiatan, *, oleh: Pelaku) -> int:
    """The same at once, however long the sheet is. Raises Refused, Conflict. Does not commit."""
    _pastikan_milik(impor, oleh)
    if alasan := alasan_tertutup(impor):
        raise Refused(alasan)
    _pindah(session, impor, TahapImpor.DIPERIKSA, TahapImpor.MENYIMPAN)
    return ambil_alih(session, impor, oleh)


def ambil_alih(session: Session, impor: ImporKegiatan, oleh: Pelaku) -> int:
    """Put every waiting row into the log that is not there yet; returns how many. Raises Conflict. Does not commit.

    One statement for SEPOTONG rows. All of them stand in the caller's transaction, so the log has all or none.
    """
    _pindah(session, impor, TahapImpor.MENYIMPAN, TahapImpor.SELESAI)
    b = BarisImporKegiatan
    # What was deleted gives its fingerprint up: who brings the sheet in again wants the activity back.
    terhapus = (
        select(Kegiatan.id)
        .join(b, and_(b.pegawai_id == Kegiatan.pegawai_id, b.kunci == Kegiatan.kunci))
        .where(b.impor_id == impor.id, Kegiatan.dihapus_at.is_not(None))
    )
    session.execute(
        update(Kegiatan)
        .where(Kegiatan.id.in_(terhapus))
        .values(kunci=null())
        .execution_options(synchronize_session=False)
    )
    _tandai_ada(session, impor.id)
    banyak, saat = 0, utcnow()
    for awal in range(0, impor.jumlah + 1, SEPOTONG):
        baris = select(*(getattr(b, kolom) for kolom in _KOLOM), literal(1), literal(saat), literal(saat)).where(
            b.impor_id == impor.id, ~b.ada, b.nomor > awal, b.nomor <= awal + SEPOTONG
        )
        kolom = [*_KOLOM, "version", "dibuat_at", "diubah_at"]
        tambah: Any = insert_postgresql if session.get_bind().dialect.name == "postgresql" else insert_sqlite
        perintah = tambah(Kegiatan).from_select(kolom, baris.order_by(b.nomor), include_defaults=False)
        perintah = perintah.on_conflict_do_nothing(index_elements=["pegawai_id", "kunci"])
        perintah = perintah.execution_options(preserve_rowcount=True)
        banyak += cast(CursorResult[Any], session.execute(perintah)).rowcount
    _buang_baris(session, impor.id)
    impor.sudah_ada += impor.baru - banyak
    impor.baru, impor.selesai_at = banyak, utcnow()
    catatan.catat(
        session,
        "impor_kegiatan",
        impor,
        oleh,
        {"berkas": impor.nama_asli, "sha256": impor.sha256, "baru": banyak, "banyak_pegawai": impor.banyak},
    )
    return banyak


def batalkan(session: Session, impor: ImporKegiatan, *, oleh: Pelaku) -> None:
    """Give a sheet up; nothing of it comes into the log. Raises Refused, Conflict. Does not commit."""
    _pastikan_milik(impor, oleh)
    if impor.tahap not in TERBUKA:
        raise Refused([Alasan(P_("Lembar ini sudah selesai atau sudah dibatalkan."), ATURAN)])
    _pindah(session, impor, impor.tahap, TahapImpor.BATAL)
    impor.selesai_at = utcnow()
    _buang_baris(session, impor.id)


def buang_lama(session: Session, sebelum: dt.datetime, sekali: int) -> int:
    """Give up some sheets that wait since before the moment (UTC); returns how many. Does not commit."""
    lama = session.scalars(
        select(ImporKegiatan.id)
        .where(ImporKegiatan.tahap.in_(TERBUKA), ImporKegiatan.dimulai_at < sebelum)
        .limit(sekali)
    ).all()
    if lama:
        session.execute(
            update(ImporKegiatan)
            .where(ImporKegiatan.id.in_(lama))
            .values(tahap=TahapImpor.BATAL, selesai_at=utcnow())
            .execution_options(synchronize_session=False)
        )
        session.execute(delete(BarisImporKegiatan).where(BarisImporKegiatan.impor_id.in_(lama)))
    return len(lama)


def _buang_baris(session: Session, impor_id: int) -> None:
    session.execute(
        delete(BarisImporKegiatan)
        .where(BarisImporKegiatan.impor_id == impor_id)
        .execution_options(synchronize_session=False)
    )


def _pindah(session: Session, impor: ImporKegiatan, dari: TahapImpor, ke: TahapImpor) -> None:
    """The fence between a person and a worker, or two windows: only one of them moves the sheet on."""
    perintah = (
        update(ImporKegiatan)
        .where(ImporKegiatan.id == impor.id, ImporKegiatan.tahap == dari)
        .values(tahap=ke)
        .execution_options(synchronize_session=False)
    )
    if cast(CursorResult[Any], session.execute(perintah)).rowcount != 1:
        raise Conflict(P_("Lembar ini baru saja disimpan atau dibatalkan dari tempat lain. Muat ulang halaman."))
    session.refresh(impor)


def _pastikan_milik(impor: ImporKegiatan, oleh: Pelaku) -> None:
    if impor.oleh_id != oleh.pegawai_id:
        raise Refused([Alasan(P_("Hanya yang mengunggah lembar ini menyimpannya."), ATURAN, tentang_hak=True)])


def baris_menunggu(session: Session, impor: ImporKegiatan, *, sesudah: int, banyak: int) -> Sequence[Any]:
    """Waiting rows below a row of the sheet, in its order, with name of the officer."""
    query = (
        select(BarisImporKegiatan, Pegawai.nama)
        .join(Pegawai, Pegawai.id == BarisImporKegiatan.pegawai_id)
        .where(BarisImporKegiatan.impor_id == impor.id, BarisImporKegiatan.nomor > sesudah)
        .order_by(BarisImporKegiatan.nomor)
        .limit(banyak)
    )
    return session.execute(query).all()
