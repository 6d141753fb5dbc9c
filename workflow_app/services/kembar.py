"""What looks claimed twice: the same file, output, activity or hours in two items of whatever claims.

Told to the officer before he sends and shown to the assessor beside the item; nothing is refused for it. A claim that
was withdrawn, refused or closed counts for nothing, and the drafts of other people are theirs alone.
"""

import datetime as dt
import enum
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Row, Select, and_, null, or_, select, true, union_all
from sqlalchemy.orm import Session, aliased

from workflow_app.models import BuktiFile, Dupak, DupakState, ItemDupak, Kegiatan, Pegawai, Peran
from workflow_app.models.dupak import DUPAK_LEPAS
from workflow_app.permissions import Pelaku, peran_terhadap, terlihat
from workflow_app.pesan import P_, Pesan

PEMERIKSA = frozenset({Peran.SEKRETARIAT, Peran.ANGGOTA_TIM, Peran.KETUA_TIM, Peran.SEKRETARIS_TIM, Peran.AUDITOR})
"""Who is told whose the other item is, also where its claim is not theirs to open."""
TERBANYAK = 200
"""Matches of one kind that are looked at; a claim with more says so."""


class JenisKembar(enum.Enum):
    """What two items have in common."""

    BERKAS = "berkas"
    KELUARAN = "keluaran"
    TANGGAL = "tanggal"
    JAM = "jam"


@dataclass(frozen=True, slots=True)
class Kembar:
    """One item of a claim and another item that looks like the same work."""

    jenis: JenisKembar
    item_id: int
    kode: str
    lain_id: int
    lain_kode: str
    lain_uraian: str
    lain_mulai: dt.date
    lain_selesai: dt.date
    dupak_id: int
    """The claim of the other item."""
    sendiri: bool
    """Whether the other claim is the same officer's."""
    satu_dupak: bool
    """Whether both items stand in the same claim."""
    nama: str | None
    """The other officer; None where it is the same one, and for readers who need not know him."""
    boleh_dibuka: bool
    """Whether the reader may open the other claim."""
    rinci: str
    """The file's name or the title, in the words of the item."""

    @property
    def _kalimat_tertutup(self) -> Pesan:
        """For who may not know the other claim: that there is one, and nothing of what stands in it."""
        if self.jenis is JenisKembar.BERKAS:
            return P_("Berkas “%(rinci)s” juga menjadi bukti kegiatan lain.", rinci=self.rinci)
        return P_("Keluaran “%(rinci)s” juga diusulkan pada kegiatan lain.", rinci=self.rinci)

    @property
    def kalimat(self) -> Pesan:
        """What the two have in common, and where the other one stands."""
        isi: dict[str, Any] = {
            "kode": self.lain_kode,
            "mulai": self.lain_mulai,
            "selesai": self.lain_selesai,
            "rinci": self.rinci,
        }
        if not (self.sendiri or self.boleh_dibuka or self.nama):
            return self._kalimat_tertutup
        return {
            JenisKembar.BERKAS: P_(
                "Berkas “%(rinci)s” juga menjadi bukti butir %(kode)s, %(mulai)s – %(selesai)s.", **isi
            ),
            JenisKembar.KELUARAN: P_(
                "Keluaran “%(rinci)s” juga diusulkan pada butir %(kode)s, %(mulai)s – %(selesai)s.", **isi
            ),
            JenisKembar.TANGGAL: P_("Butir %(kode)s juga diusulkan untuk %(mulai)s – %(selesai)s.", **isi),
            JenisKembar.JAM: P_("Jam %(rinci)s pada %(mulai)s juga dipakai butir %(kode)s.", **isi),
        }[self.jenis]


@dataclass(frozen=True, slots=True)
class HasilKembar:
    """All matches of a claim. `terpotong`: there are more than were looked at."""

    semua: tuple[Kembar, ...]
    terpotong: bool = False

    def pada(self, item_id: int) -> list[Kembar]:
        """The matches of one item."""
        return [k for k in self.semua if k.item_id == item_id]


_SINI, _LAIN = aliased(ItemDupak, name="sini"), aliased(ItemDupak, name="lain")
_PEMILIK = aliased(Dupak, name="pemilik")
_BERKAS_SINI, _BERKAS_LAIN = aliased(BuktiFile, name="berkas_sini"), aliased(BuktiFile, name="berkas_lain")
_LOG_SINI, _LOG_LAIN = aliased(Kegiatan, name="log_sini"), aliased(Kegiatan, name="log_lain")
_SISI: Sequence[tuple[Any, Any]] = tuple(product((_SINI, _LOG_SINI), (_LAIN, _LOG_LAIN)))
"""Where title and hours of two items stand: on the item itself, or on the activities of the log that stand in it."""
_BUKAN_SEKARYA = or_(_SINI.karya_id.is_(None), _LAIN.karya_id.is_(None), _SINI.karya_id != _LAIN.karya_id)
"""Authors of one joint work share its file and its title; their shares are held to the whole elsewhere."""


def kembar(session: Session, dupak: Dupak, oleh: Pelaku, item: Collection[int] | None = None) -> HasilKembar:
    """What looks claimed twice in a claim, or in some items of it, in the order of the items."""
    if not dupak.butir:
        return HasilKembar(())
    baris: list[tuple[JenisKembar, Row[Any]]] = []
    terpotong = False
    for jenis, query in _queries(dupak, item).items():
        hasil = session.execute(query.limit(TERBANYAK + 1)).all()
        terpotong = terpotong or len(hasil) > TERBANYAK
        baris += [(jenis, b) for b in hasil[:TERBANYAK]]
    terbuka = _terbuka(session, oleh, {b.dupak_id for _, b in baris})
    urutan = {b.id: nomor for nomor, b in enumerate(dupak.butir)}
    bernama = any(b.pemilik_id != dupak.subjek_id for _, b in baris) and _memeriksa(session, oleh, dupak)
    semua = {(jenis, b.id, b.lain_id): _satu(jenis, b, dupak, terbuka, bernama=bernama) for jenis, b in baris}
    urut = sorted(semua.values(), key=lambda k: (urutan.get(k.item_id, 0), k.jenis.value, k.lain_id))
    return HasilKembar(tuple(urut), terpotong)


def _queries(dupak: Dupak, item: Collection[int] | None) -> dict[JenisKembar, Select[Any] | CompoundSelect[Any]]:
    seorang = _PEMILIK.subjek_id == dupak.subjek_id
    sini = and_(_SINI.dupak_id == dupak.id, true() if item is None else _SINI.id.in_(item))
    berkas = (
        _pilih(_BERKAS_SINI.nama_asli)
        .join(_BERKAS_SINI, and_(_BERKAS_SINI.item_id == _SINI.id, _BERKAS_SINI.digantikan_at.is_(None)))
        .join(
            _BERKAS_LAIN,
            and_(
                _BERKAS_LAIN.sha256 == _BERKAS_SINI.sha256,
                _BERKAS_LAIN.digantikan_at.is_(None),
                _BERKAS_LAIN.item_id != _SINI.id,
            ),
        )
        .join(_LAIN, _LAIN.id == _BERKAS_LAIN.item_id)
    )
    tanggal = _pilih(_SINI.kode).join(
        _LAIN,
        and_(
            _LAIN.id != _SINI.id,
            _LAIN.kode == _SINI.kode,
            _LAIN.aturan == _SINI.aturan,
            _LAIN.tanggal_mulai <= _SINI.tanggal_selesai,
            _LAIN.tanggal_selesai >= _SINI.tanggal_mulai,
        ),
    )
    keluaran = [
        _bersisi(a.keluaran, a, b, and_(b.keluaran_kunci == a.keluaran_kunci, a.keluaran_kunci != "")) for a, b in _SISI
    ]
    jam = [
        _bersisi(
            a.jam_mulai,
            a,
            b,
            and_(b.tanggal_mulai == a.tanggal_mulai, b.jam_mulai < a.jam_selesai, b.jam_selesai > a.jam_mulai),
            jam_selesai=a.jam_selesai,
        )
        for a, b in _SISI
    ]
    return {
        JenisKembar.BERKAS: _terhitung(berkas, dupak, sini).order_by(_SINI.urutan, _SINI.id, _LAIN.id),
        JenisKembar.KELUARAN: union_all(*(_terhitung(q, dupak, sini) for q in keluaran)),
        JenisKembar.TANGGAL: _terhitung(tanggal, dupak, sini, seorang).order_by(_SINI.urutan, _SINI.id, _LAIN.id),
        JenisKembar.JAM: union_all(*(_terhitung(q, dupak, sini, seorang) for q in jam)),
    }


def _pilih(rinci: Any, jam_selesai: Any = None) -> Select[Any]:
    return select(
        _SINI.id,
        _SINI.kode,
        rinci.label("rinci"),
        (null() if jam_selesai is None else jam_selesai).label("jam_selesai"),
        _LAIN.id.label("lain_id"),
        _LAIN.kode.label("lain_kode"),
        _LAIN.uraian.label("lain_uraian"),
        _LAIN.tanggal_mulai.label("lain_mulai"),
        _LAIN.tanggal_selesai.label("lain_selesai"),
        _PEMILIK.id.label("dupak_id"),
        _PEMILIK.subjek_id.label("pemilik_id"),
        Pegawai.nama,
    )


def _bersisi(rinci: Any, sini: Any, lain: Any, sama: ColumnElement[bool], jam_selesai: Any = None) -> Select[Any]:
    """Two items by what their sides say: the item's own columns, or those of an activity that stands in it."""
    query = _pilih(rinci, jam_selesai).select_from(_SINI)
    if sini is _LOG_SINI:
        query = query.join(_LOG_SINI, and_(_LOG_SINI.item_id == _SINI.id, _LOG_SINI.dihapus_at.is_(None)))
    if lain is _LOG_LAIN:
        query = query.join(_LOG_LAIN, and_(sama, _LOG_LAIN.dihapus_at.is_(None)))
        return query.join(_LAIN, and_(_LAIN.id == _LOG_LAIN.item_id, _LAIN.id != _SINI.id))
    return query.join(_LAIN, and_(_LAIN.id != _SINI.id, sama))


def _terhitung(query: Select[Any], dupak: Dupak, *syarat: ColumnElement[bool]) -> Select[Any]:
    """The claim and officer of the other item, as far as that claim counts."""
    return (
        query.join(_PEMILIK, _PEMILIK.id == _LAIN.dupak_id)
        .join(Pegawai, Pegawai.id == _PEMILIK.subjek_id)
        .where(
            _PEMILIK.state.not_in(DUPAK_LEPAS),
            or_(_PEMILIK.subjek_id == dupak.subjek_id, and_(_PEMILIK.state != DupakState.DRAF, _BUKAN_SEKARYA)),
            *syarat,
        )
    )


def _terbuka(session: Session, oleh: Pelaku, dupak: set[int]) -> frozenset[int]:
    """Those of the claims that the reader may open; asked also where there are none, so that pages cost the same."""
    return frozenset(session.scalars(terlihat(select(Dupak.id).where(Dupak.id.in_(dupak)), Dupak, oleh)))


def _memeriksa(session: Session, oleh: Pelaku, dupak: Dupak) -> bool:
    """Whether the reader examines this claim, and so must know whose the other item is."""
    return oleh.pegawai_id != dupak.subjek_id and not PEMERIKSA.isdisjoint(peran_terhadap(session, oleh, dupak))


def _satu(jenis: JenisKembar, b: Row[Any], dupak: Dupak, terbuka: frozenset[int], *, bernama: bool) -> Kembar:
    rinci = f"{b.rinci:%H.%M}–{b.jam_selesai:%H.%M}" if jenis is JenisKembar.JAM else b.rinci
    return Kembar(
        jenis,
        b.id,
        b.kode,
        b.lain_id,
        b.lain_kode,
        b.lain_uraian,
        b.lain_mulai,
        b.lain_selesai,
        b.dupak_id,
        b.pemilik_id == dupak.subjek_id,
        b.dupak_id == dupak.id,
        b.nama if bernama and b.pemilik_id != dupak.subjek_id else None,
        b.dupak_id in terbuka,
        rinci,
    )
