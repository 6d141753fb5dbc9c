"""Remarks on items: written while reading, sent with a return, answered by the officer, closed when he sends again."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app.errors import Alasan, Conflict, MasukanSalah, Refused
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
    pegawai_id = _penulis(session, dupak, oleh)
    lama = next((c for c in _belum_dikirim(session, dupak, oleh) if c.item_id == item_id), None)
    return _tulis(session, dupak, _item(dupak, item_id), lama, isi.strip(), pegawai_id)


def catat_halaman(
    session: Session, dupak: Dupak, isi: Mapping[int, str], semula: Mapping[int, str], *, oleh: Pelaku
) -> None:
    """Keep the notes of a page, by item, all or none; what the page did not change is left alone. Does not commit.

    `semula` are the digests (`sidik_teks`) of the notes as the page showed them. Raises Refused, MasukanSalah, and
    Conflict where a note that is to be overwritten is no longer the one that was shown.
    """
    pegawai_id = _penulis(session, dupak, oleh)
    lama = {c.item_id: c for c in _belum_dikirim(session, dupak, oleh)}
    for item_id, teks in isi.items():
        if sidik_teks(teks) == semula.get(item_id, ""):
            continue
        item, ada = _item(dupak, item_id), lama.get(item_id)
        kini = sidik_teks(ada.isi if ada is not None else "")
        if kini not in {semula.get(item_id, ""), sidik_teks(teks)}:
            raise Conflict(
                P_(
                    "Catatan butir %(kode)s sudah Anda ubah dari halaman lain. Ketikan Anda masih ada di bawah; "
                    "bandingkan dengan yang tersimpan, lalu simpan lagi.",
                    kode=item.kode,
                )
            )
        _tulis(session, dupak, item, ada, teks.strip(), pegawai_id)


def sidik_teks(isi: str) -> str:
    """Digest of a note, by which a page tells what it showed; '' for none. Line ends are the browser's affair."""
    bersih = isi.strip().replace("\r\n", "\n")
    return hashlib.sha256(bersih.encode()).hexdigest() if bersih else ""


def sidik(catatan: Mapping[int, str]) -> str:
    """Digest of notes by item; '' for none."""
    return sidik_teks("\n".join(f"{id_} {sidik_teks(catatan[id_])}" for id_ in sorted(catatan)))


def _penulis(session: Session, dupak: Dupak, oleh: Pelaku) -> int:
    if not boleh_mencatat(session, dupak, oleh) or oleh.pegawai_id is None:
        raise Refused([Alasan(P_("Catatan butir ditulis oleh yang sedang memeriksa DUPAK ini."), ATURAN, None, True)])
    return oleh.pegawai_id


def _tulis(
    session: Session, dupak: Dupak, item: ItemDupak, lama: CatatanButir | None, bersih: str, pegawai_id: int
) -> CatatanButir | None:
    _pastikan_pendek(item, bersih)
    if not bersih:
        if lama is not None:
            session.delete(lama)
        return None
    if lama is None:
        lama = CatatanButir(dupak_id=dupak.id, item_id=item.id, kode=item.kode, oleh_id=pegawai_id, isi=bersih)
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
    session: Session,
    dupak: Dupak,
    oleh: Pelaku,
    butir: Collection[int],
    isi: Mapping[int, str] | None,
    sidik_tampil: str | None = None,
) -> dict[int, str]:
    """The items that a return names, each with its remark or ''; those ticked, and those with a remark.

    `isi` are the remarks as the form has them; None stands for the notes that were kept while reading. `sidik_tampil`
    is the digest (`sidik`) of the notes that the form showed, None where there was no form. Raises MasukanSalah, and
    Conflict where notes were kept since: the return would take them away unread.
    """
    kini = {c.item_id: c.isi for c in _belum_dikirim(session, dupak, oleh) if c.item_id is not None}
    if isi is not None and sidik_tampil is not None and sidik(kini) != sidik_tampil:
        raise Conflict(
            P_("Catatan Anda pada butir berubah sejak formulir ini dibuka. Buka lagi formulirnya, lalu kirim kembali.")
        )
    catatan = kini if isi is None else isi
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
    """One's own notes, held: whoever writes one from another window waits, and then finds it changed."""
    query = select(CatatanButir).where(
        CatatanButir.dupak_id == dupak.id,
        CatatanButir.oleh_id == oleh.pegawai_id,
        CatatanButir.dikirim_at.is_(None),
    )
    session.flush()
    return session.scalars(query.with_for_update().execution_options(populate_existing=True)).all()


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
