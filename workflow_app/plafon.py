"""The most that an item of a claim may be credited with: certain values only, within the confirmed yearly limit.

Pages that show an item, services that take marks and the guards of the workflows all ask here, so that button, route
and service give one answer.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.kalkulator.batas_butir import HasilBatas, batas_per_tahun, hitung_batas
from workflow_app.kalkulator.butir import kredit_butir
from workflow_app.kalkulator.dasar import NOL, bulatkan
from workflow_app.kalkulator.kelayakan import langkah_kp
from workflow_app.models import ButirKegiatan, Dupak, DupakState, ItemDupak
from workflow_app.models.dupak import DUPAK_LEPAS
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.katalog.kepastian import sebab_tak_pasti
from workflow_app.peraturan.regime import regime_masa
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.selisih import nilai_akhir, nilai_per_dupak

ATURAN_KEPASTIAN = N_("kepastian katalog: nilai yang belum pasti menunggu konfirmasi administrator")
ATURAN_BATAS = N_("batas tahunan katalog yang sudah dikonfirmasi")


@dataclass(frozen=True, slots=True)
class Plafon:
    """A ceiling below the claimed credit. `alasan` says why, and what would lift it."""

    nilai: Decimal
    alasan: Pesan
    aturan: str
    menunggu: bool = False
    """Whether nothing at all may be credited before somebody confirms the catalogue's value."""


@dataclass(frozen=True, slots=True)
class Tinjauan:
    """What the catalogue says today of one claimed item."""

    butir: ButirKegiatan
    sebab: tuple[Pesan, ...]
    """Why the value was uncertain and still is; empty where it is settled."""
    batas: HasilBatas | None
    plafon: Plafon | None
    """None where the whole claim may be credited."""


class Pemakaian:
    """Units of catalogue items that one officer has used up per year, claim by claim in the order of submission."""

    def __init__(self, session: Session, dupak: Dupak, kode: Collection[str]) -> None:
        """Reads what his claims before this one used of these items, in one query; nothing for no items."""
        self._terpakai: dict[tuple[str, int], Decimal] = defaultdict(lambda: NOL)
        if not kode:
            return
        baris = session.execute(
            select(ItemDupak.kode, ItemDupak.tanggal_selesai, ItemDupak.volume, ItemDupak.volume_lebih)
            .join(Dupak, ItemDupak.dupak_id == Dupak.id)
            .where(
                Dupak.subjek_id == dupak.subjek_id,
                ItemDupak.aturan.in_([a.kunci for a in regime_masa(dupak.masa_mulai, dupak.masa_selesai)]),
                ItemDupak.kode.in_(kode),
                ItemDupak.hangus.is_(False),
                or_(ItemDupak.nilai_akhir.is_(None), ItemDupak.nilai_akhir > NOL),
                Dupak.state.not_in({*DUPAK_LEPAS, DupakState.DRAF}),
                _lebih_dulu(dupak),
            )
        )
        for satu, selesai, volume, lebih in baris:
            self.tambah(satu, selesai, volume - lebih)

    def terpakai(self, kode: str, selesai: dt.date) -> Decimal:
        """Units used so far in the year in which the work ended."""
        return self._terpakai[kode, selesai.year]

    def tambah(self, kode: str, selesai: dt.date, volume: Decimal) -> None:
        """Count further units."""
        self._terpakai[kode, selesai.year] += volume


def _lebih_dulu(dupak: Dupak) -> ColumnElement[bool]:
    """Claims that count before this one: sent earlier, of one day those with the lower number. A draft comes last.

    One order for all of a person's claims, so that no two of them cut each other.
    """
    if dupak.diajukan_pada is None:
        return and_(Dupak.diajukan_pada.is_not(None), Dupak.id != dupak.id)
    return or_(
        Dupak.diajukan_pada < dupak.diajukan_pada,
        and_(Dupak.diajukan_pada == dupak.diajukan_pada, Dupak.id < dupak.id),
    )


def batas_berlaku(butir: ButirKegiatan) -> Decimal | None:
    """The yearly limit to hold a volume against: the confirmed one, else what the catalogue's words mean."""
    return butir.batas_dikonfirmasi if butir.batas_dikonfirmasi is not None else batas_per_tahun(butir.batas_tahunan)


def ukur_batas(butir: ButirKegiatan, volume: Decimal, terpakai: Decimal) -> HasilBatas | None:
    """A volume held against the item's limit; None where there is none."""
    batas = batas_berlaku(butir)
    if batas is None:
        return None
    dikonfirmasi = butir.batas_dikonfirmasi is not None
    return hitung_batas(volume, terpakai, batas, dikonfirmasi=dikonfirmasi, sumber=butir.batas_tahunan)


def tinjau(session: Session, dupak: Dupak) -> dict[int, Tinjauan]:
    """What the catalogue says today of every item of a claim, by item: for pages. Two queries."""
    return _tinjau(session, dupak, _butir(session, dupak.butir))


def plafon_dupak(session: Session, dupak: Dupak) -> dict[int, Plafon]:
    """The items of a claim that may not be credited in full, by item: for services and guards."""
    return plafon_banyak(session, [dupak])[dupak.id]


def plafon_banyak(session: Session, daftar: Sequence[Dupak]) -> dict[int, dict[int, Plafon]]:
    """The same for many claims, by claim. One query where nothing in them is uncertain or limited, as is usual."""
    item = [b for d in daftar for b in d.butir]
    belum = {b.butir_id for b in item if not b.pasti}
    terbatas: ColumnElement[bool] = ButirKegiatan.batas_dikonfirmasi.is_not(None)
    butir = _butir(session, item, or_(terbatas, ButirKegiatan.id.in_(belum)) if belum else terbatas)
    hasil: dict[int, dict[int, Plafon]] = {d.id: {} for d in daftar}
    for dupak in daftar if butir else ():
        ditinjau = _tinjau(session, dupak, butir)
        hasil[dupak.id] = {item_id: t.plafon for item_id, t in ditinjau.items() if t.plafon is not None}
    return hasil


def di_atas_plafon(session: Session, daftar: Sequence[Dupak]) -> dict[int, list[tuple[ItemDupak, Plafon]]]:
    """Items whose mark, as it stands now, is above what may be credited, by claim; claims without any are left out."""
    plafon = {dupak_id: satu for dupak_id, satu in plafon_banyak(session, daftar).items() if satu}
    nilai = nilai_per_dupak(session, list(plafon)) if plafon else {}
    hasil: dict[int, list[tuple[ItemDupak, Plafon]]] = {}
    for dupak in daftar:
        for item in dupak.butir:
            batas = plafon.get(dupak.id, {}).get(item.id)
            angka = nilai.get(dupak.id, {}).get(item.id, [])
            if batas is None or (item.nilai_sidang is None and not angka):
                continue
            if nilai_akhir(item, angka)[0] > batas.nilai:
                hasil.setdefault(dupak.id, []).append((item, batas))
    return hasil


def _butir(session: Session, item: Iterable[ItemDupak], *syarat: ColumnElement[bool]) -> dict[int, ButirKegiatan]:
    ids = {b.butir_id for b in item}
    if not ids:
        return {}
    return {b.id: b for b in session.scalars(select(ButirKegiatan).where(ButirKegiatan.id.in_(ids), *syarat))}


def _tinjau(session: Session, dupak: Dupak, butir: Mapping[int, ButirKegiatan]) -> dict[int, Tinjauan]:
    milik = {b.butir_id for b in dupak.butir}
    terbatas = {b.kode for b in butir.values() if b.id in milik and batas_berlaku(b) is not None}
    pemakaian = Pemakaian(session, dupak, terbatas)
    hasil = {}
    for item in dupak.butir:
        kini = butir.get(item.butir_id)
        if kini is None or item.hangus:
            continue
        batas = ukur_batas(kini, item.volume - item.volume_lebih, pemakaian.terpakai(item.kode, item.tanggal_selesai))
        pemakaian.tambah(item.kode, item.tanggal_selesai, item.volume - item.volume_lebih)
        hasil[item.id] = Tinjauan(
            kini,
            () if item.pasti else sebab_katalog(kini, peraturan.kunci(item.aturan)),
            batas,
            _plafon(dupak, item, kini, batas),
        )
    return hasil


def sebab_katalog(butir: ButirKegiatan, aturan: Peraturan) -> tuple[Pesan, ...]:
    """Why the catalogue's value is uncertain now; empty where it is certain or a person has confirmed it."""
    if butir.pasti:
        return ()
    return sebab_tak_pasti(butir, aturan) or (P_("nilainya diubah dan belum dikonfirmasi"),)


def jumlah_item(item: ItemDupak, volume: Decimal | None = None) -> Decimal:
    """Credit of an item by the values that it copied, for the units that count or for `volume` of them."""
    dihitung = item.volume - item.volume_lebih if volume is None else volume
    return bulatkan(peraturan.kunci(item.aturan), dihitung * item.angka_satuan * item.pengali)


def _plafon(dupak: Dupak, item: ItemDupak, kini: ButirKegiatan, batas: HasilBatas | None) -> Plafon | None:
    aturan = peraturan.kunci(item.aturan)
    volume = item.volume - item.volume_lebih
    if not item.pasti and not kini.pasti:
        return Plafon(NOL, _menunggu(item, sebab_katalog(kini, aturan)), ATURAN_KEPASTIAN, menunggu=True)
    if batas is not None and batas.lebih:
        volume = batas.diakui
    jumlah = jumlah_item(item, volume)
    terendah = item.jumlah
    plafon = None
    if batas is not None and batas.lebih and jumlah < terendah:
        terendah, plafon = jumlah, Plafon(jumlah, batas.langkah.teks, ATURAN_BATAS)
    if not item.pasti:
        kebutuhan = langkah_kp(aturan, golongan=dupak.golongan, jenjang=dupak.jenjang)
        nilai = kredit_butir(aturan, kini, volume, dupak.jenjang, kebutuhan_kp=kebutuhan, bagian=item.bagian).nilai
        if nilai < terendah:
            pesan = P_(
                "Nilai butir %(kode)s yang dikonfirmasi lebih rendah daripada yang disalin; paling banyak %(nilai)s.",
                kode=item.kode,
                nilai=nilai,
            )
            plafon = Plafon(nilai, pesan, ATURAN_KEPASTIAN)
    return plafon


def _menunggu(item: ItemDupak, sebab: tuple[Pesan, ...]) -> Pesan:
    return P_(
        "Butir %(kode)s belum pasti: %(sebab)s. Nilai di atas 0 baru dapat diberikan setelah administrator "
        "mengonfirmasinya dalam katalog (aturan: kepastian katalog).",
        kode=item.kode,
        sebab=sebab,
    )
