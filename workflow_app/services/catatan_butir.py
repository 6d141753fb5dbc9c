"""Remarks on items: written while reading, sent with a return, answered by the officer, closed when he sends again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app.errors import Alasan, MasukanSalah, Refused
from workflow_app.models import CatatanButir, Dupak, DupakState, ItemDupak, Pegawai, Peran
from workflow_app.permissions import Pelaku, peran_terhadap
from workflow_app.pesan import P_
from workflow_app.waktu import utcnow

MAKS_CATATAN = 1000
PENCATAT: Mapping[DupakState, Peran] = {
    DupakState.DIAJUKAN: Peran.ATASAN,
    DupakState.DISETUJUI_ATASAN: Peran.PENGUSUL,
    DupakState.PEMERIKSAAN: Peran.SEKRETARIAT,
}
"""Who reads a claim in which state, and may send it back with remarks."""
ATURAN = P_("alur dupak: setiap pengembalian menyebut barisnya")


@dataclass(frozen=True)
class CatatanTampil:
    """A remark with the name of who wrote it."""

    catatan: CatatanButir
    oleh: str

    @property
    def terjawab(self) -> bool:
        """Whether the officer wrote an answer."""
        return bool(self.catatan.jawaban)


def boleh_mencatat(session: Session, dupak: Dupak, pelaku: Pelaku) -> bool:
    """Whether the person reads this claim now and could return it."""
    peran = PENCATAT.get(dupak.state)
    return peran is not None and peran in peran_terhadap(session, pelaku, dupak)


def catat(session: Session, dupak: Dupak, item_id: int, isi: str, *, oleh: Pelaku) -> CatatanButir | None:
    """Keep one's own note on an item until the claim is returned; an empty text takes it away. Does not commit.

    Raises Refused, MasukanSalah. Nobody else sees it, so the case is not touched.
    """
    if not boleh_mencatat(session, dupak, oleh) or oleh.pegawai_id is None:
        raise Refused([Alasan(P_("Catatan butir ditulis oleh yang sedang memeriksa DUPAK ini."), ATURAN, None, True)])
    item = _item(dupak, item_id)
    bersih = isi.strip()
    _pastikan_pendek(item, bersih)
    lama = session.scalars(
        select(CatatanButir).where(
            CatatanButir.item_id == item.id,
            CatatanButir.oleh_id == oleh.pegawai_id,
            CatatanButir.dikirim_at.is_(None),
        )
    ).one_or_none()
    if not bersih:
        if lama is not None:
            session.delete(lama)
        return None
    if lama is None:
        lama = CatatanButir(dupak_id=dupak.id, item_id=item.id, kode=item.kode, oleh_id=oleh.pegawai_id, isi=bersih)
        session.add(lama)
    lama.isi, lama.ditulis_at = bersih, utcnow()
    return lama


def _item(dupak: Dupak, item_id: int) -> ItemDupak:
    item = next((b for b in dupak.butir if b.id == item_id), None)
    if item is None:
        raise MasukanSalah({"butir": P_("Butir itu tidak ada pada DUPAK ini.")})
    return item


def _pastikan_pendek(item: ItemDupak, isi: str) -> None:
    if len(isi) > MAKS_CATATAN:
        raise MasukanSalah(
            {
                "catatan_butir": P_(
                    "Catatan butir %(kode)s paling panjang %(maks)s huruf.", kode=item.kode, maks=MAKS_CATATAN
                )
            }
        )


def catatan_saya(session: Session, dupak: Dupak, pelaku: Pelaku) -> dict[int, str]:
    """One's own notes that are not sent yet, by item; one query."""
    baris = session.execute(
        select(CatatanButir.item_id, CatatanButir.isi).where(
            CatatanButir.dupak_id == dupak.id,
            CatatanButir.oleh_id == pelaku.pegawai_id,
            CatatanButir.dikirim_at.is_(None),
            CatatanButir.item_id.is_not(None),
        )
    )
    return {b.item_id: b.isi for b in baris}


def disebut(
    session: Session, dupak: Dupak, oleh: Pelaku, butir: Collection[int], isi: Mapping[int, str] | None
) -> dict[int, str]:
    """The items that a return names, each with its remark or ''; those ticked, and those with a remark.

    `isi` are the remarks as the form has them; None stands for the notes that were kept while reading. Raises
    MasukanSalah.
    """
    catatan = catatan_saya(session, dupak, oleh) if isi is None else isi
    milik = {b.id for b in dupak.butir}
    hasil = dict.fromkeys((i for i in butir if i in milik), "")
    for id_, teks in catatan.items():
        bersih = teks.strip()
        _pastikan_pendek(_item(dupak, id_), bersih)
        if bersih:
            hasil[id_] = bersih
    return hasil


def kirim(session: Session, dupak: Dupak, trigger: str, nama: Mapping[int, str], *, oleh: Pelaku) -> None:
    """Send the remarks of a return (`disebut`), and close those of earlier rounds.

    Notes that are not among them are gone: the form showed every one.
    """
    tutup(session, dupak)
    for lama in _belum_dikirim(session, dupak, oleh):
        session.delete(lama)
    session.flush()
    if oleh.pegawai_id is None:
        return
    kode = {b.id: b.kode for b in dupak.butir}
    session.add_all(
        CatatanButir(
            dupak_id=dupak.id,
            item_id=id_,
            kode=kode[id_],
            oleh_id=oleh.pegawai_id,
            asal=trigger,
            isi=teks,
            dikirim_at=utcnow(),
        )
        for id_, teks in nama.items()
        if teks
    )


def _belum_dikirim(session: Session, dupak: Dupak, oleh: Pelaku) -> Sequence[CatatanButir]:
    return session.scalars(
        select(CatatanButir).where(
            CatatanButir.dupak_id == dupak.id,
            CatatanButir.oleh_id == oleh.pegawai_id,
            CatatanButir.dikirim_at.is_(None),
        )
    ).all()


def terbuka(session: Session, dupak: Dupak) -> dict[int, list[CatatanTampil]]:
    """Remarks of the last return that wait for the officer, by item; one query."""
    return _per_item(session, dupak, selesai=False)


def terjawab(session: Session, dupak: Dupak) -> dict[int, list[CatatanTampil]]:
    """Remarks of rounds that are over, with the officer's answers, the latest first; one query."""
    return _per_item(session, dupak, selesai=True)


def _per_item(session: Session, dupak: Dupak, *, selesai: bool) -> dict[int, list[CatatanTampil]]:
    query = (
        select(CatatanButir, Pegawai.nama)
        .join(Pegawai, Pegawai.id == CatatanButir.oleh_id)
        .where(
            CatatanButir.dupak_id == dupak.id,
            CatatanButir.dikirim_at.is_not(None),
            CatatanButir.selesai_at.is_not(None) if selesai else CatatanButir.selesai_at.is_(None),
            CatatanButir.item_id.is_not(None),
        )
        .order_by(CatatanButir.id.desc())
    )
    hasil: dict[int, list[CatatanTampil]] = {}
    for catatan, nama in session.execute(query):
        if catatan.item_id is not None:
            hasil.setdefault(catatan.item_id, []).append(CatatanTampil(catatan, nama))
    return hasil


def jawab(session: Session, dupak: Dupak, jawaban: Mapping[int, str], *, oleh: Pelaku) -> None:
    """The officer's answers by item, to every open remark on it. Raises Refused, MasukanSalah. Does not commit."""
    if dupak.subjek_id != oleh.pegawai_id or dupak.state is not DupakState.DIKEMBALIKAN:
        raise Refused([Alasan(P_("Tidak ada catatan yang menunggu jawaban Anda."), ATURAN, None, True)])
    buka = terbuka(session, dupak)
    for item_id, teks in jawaban.items():
        bersih = teks.strip()
        _pastikan_pendek(_item(dupak, item_id), bersih)
        for satu in buka.get(item_id, ()):
            satu.catatan.jawaban = bersih


def tutup(session: Session, dupak: Dupak) -> None:
    """The claim goes on: what was asked is answered."""
    saat = utcnow()
    for satu in session.scalars(
        select(CatatanButir).where(
            CatatanButir.dupak_id == dupak.id,
            CatatanButir.dikirim_at.is_not(None),
            CatatanButir.selesai_at.is_(None),
        )
    ):
        satu.selesai_at = saat
