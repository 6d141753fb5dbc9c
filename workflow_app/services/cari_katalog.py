"""The one search of the catalogue: everyday words to stored items, in the order in which an officer may claim them."""

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.kalkulator.butir import faktor_jenjang
from workflow_app.models import ButirKegiatan
from workflow_app.peraturan.jenjang import SEMUA
from workflow_app.peraturan.katalog.cari import IndeksKatalog, Temuan

UKURAN = 25
MAKS_HASIL = 200
"""Hits that are kept of one search; whoever needs more of them types another word."""
MAKS_HURUF = 200
_INDEKS_TERSIMPAN = 8
_TERTUTUP = 3

_Kunci = tuple[str, str, int, int, int]
_indeks: OrderedDict[_Kunci, IndeksKatalog] = OrderedDict()
_kunci_indeks = threading.Lock()


class Penanya(Protocol):
    """For whom a search is: a claim, or an officer on a day."""

    @property
    def aturan(self) -> str:
        """Key of the rule set whose catalogue is searched."""

    @property
    def jenjang(self) -> str:
        """His level."""

    @property
    def kategori(self) -> str:
        """The category of his level."""

    @property
    def masa_mulai(self) -> dt.date:
        """The day from which the work is: what was closed by then is closed to him."""


@dataclass(frozen=True)
class Ketemu:
    """One stored item with why it was found."""

    butir: ButirKegiatan
    temuan: Temuan


@dataclass(frozen=True)
class HasilCari:
    """A page of hits. `tertutup` counts those that this officer may not claim and that were left out."""

    daftar: Sequence[Ketemu]
    jumlah: int
    mulai: int
    tertutup: int

    @property
    def berikut(self) -> int | None:
        """Where the next page starts; None on the last."""
        akhir = self.mulai + len(self.daftar)
        return akhir if akhir < self.jumlah else None

    @property
    def sebelum(self) -> int | None:
        """Where the page before starts; None on the first."""
        return max(self.mulai - UKURAN, 0) if self.mulai else None


def indeks(session: Session, aturan: str) -> IndeksKatalog:
    """The words of the catalogue as it is now; built once per version of the catalogue and then kept in memory."""
    ringkas = select(
        func.count(), func.coalesce(func.max(ButirKegiatan.id), 0), func.coalesce(func.sum(ButirKegiatan.versi), 0)
    ).where(ButirKegiatan.aturan == aturan)
    banyak, terakhir, versi = session.execute(ringkas).one()
    kunci = (str(session.get_bind().engine.url), aturan, int(banyak), int(terakhir), int(versi))
    with _kunci_indeks:
        if kunci in _indeks:
            _indeks.move_to_end(kunci)
            return _indeks[kunci]
    semua = session.scalars(select(ButirKegiatan).where(ButirKegiatan.aturan == aturan).order_by(ButirKegiatan.id))
    baru = IndeksKatalog(semua)
    with _kunci_indeks:
        _indeks[kunci] = baru
        while len(_indeks) > _INDEKS_TERSIMPAN:
            _indeks.popitem(last=False)
    return baru


def cari(session: Session, aturan: str, teks: str) -> list[Ketemu]:
    """The items that fit the words, best first, at most MAKS_HASIL; nothing for no words."""
    temuan = indeks(session, aturan).cari(teks[:MAKS_HURUF])[:MAKS_HASIL]
    kode = [t.kode for t in temuan]
    butir = session.scalars(select(ButirKegiatan).where(ButirKegiatan.aturan == aturan, ButirKegiatan.kode.in_(kode)))
    per_kode = {b.kode: b for b in butir}
    return [Ketemu(per_kode[t.kode], t) for t in temuan if t.kode in per_kode]


def cari_untuk(
    session: Session,
    dupak: Penanya,
    teks: str,
    *,
    aturan: str | None = None,
    mulai: int = 0,
    tertutup: bool = False,
    ukuran: int = UKURAN,
) -> HasilCari:
    """The items that fit the words, for the officer of this claim: his level first, then one above or below.

    Items of the other category are left out. What he may not claim (two levels away, closed) comes last, and only with
    `tertutup` or where there is nothing else. `aturan` names one of the claim's catalogues, for work that ended under
    it; left out, the newest one.
    """
    kunci = aturan or dupak.aturan
    peraturan_butir = peraturan.kunci(kunci)

    def golongan(satu: Ketemu) -> int:
        butir = satu.butir
        if butir.ditutup_mulai is not None and butir.ditutup_mulai <= dupak.masa_mulai:
            return _TERTUTUP
        if butir.jenjang in {SEMUA, dupak.jenjang}:
            return 0
        if butir.jenjang is None:
            return 2
        return 1 if faktor_jenjang(peraturan_butir, dupak.jenjang, butir.jenjang).nilai is not None else _TERTUTUP

    semua = [k for k in cari(session, kunci, teks) if k.butir.kategori in (dupak.kategori, SEMUA)]
    urut = sorted(((golongan(k), k) for k in semua), key=lambda g: g[0])
    boleh = [k for g, k in urut if g < _TERTUTUP]
    tampil = [k for _, k in urut] if tertutup or not boleh else boleh
    mulai = min(max(mulai, 0), max(len(tampil) - 1, 0))
    return HasilCari(tampil[mulai : mulai + ukuran], len(tampil), mulai, len(urut) - len(tampil))
