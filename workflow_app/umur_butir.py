"""The age of claimed work: the date it is counted from, the mark that the receipt of a file sets, and its reason.

Age is judged once, on receipt, from dates that are fixed then. What it was judged by stays with the item
(`ItemDupak.umur`), so that neither a postponed plenary nor a later correction of calendar or rules changes mark or
reason.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from workflow_app import peraturan
from workflow_app.kalkulator.hangus import ACUAN, UmurKegiatan, acuan_hangus, umur_kegiatan
from workflow_app.models import Dupak, ItemDupak, Putaran
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.pesan import P_, Pesan
from workflow_app.tahap import Tahap

DITERIMA = "tanggal_terima"
_BULAN, _ACUAN = "hangus.bulan", "hangus.acuan"
_TANGGAL: Mapping[str, Callable[[dt.date, Putaran], dt.date]] = {
    DITERIMA: lambda diterima, _putaran: diterima,
    "tanggal_batas": lambda _diterima, putaran: putaran.batas_terima,
    # The date of the plenary itself is not set yet, and may move: the calendar's first day for it counts.
    "tanggal_sidang": lambda _diterima, putaran: putaran.jendela(Tahap.SIDANG).mulai,
}


def tanggal_acuan(aturan: Peraturan, diterima: dt.date, putaran: Putaran) -> dt.date:
    """The day that the age of work is counted back from, by `hangus.acuan`, for a file received in this cycle."""
    return _TANGGAL[acuan_hangus(aturan)](diterima, putaran)


def tandai_umur(dupak: Dupak, diterima: dt.date, putaran: Putaran) -> None:
    """Judge every item of a claim that is being received, each by the rule set of its own work."""
    for item in dupak.butir:
        aturan = peraturan.kunci(item.aturan)
        acuan = tanggal_acuan(aturan, diterima, putaran)
        item.umur = {"acuan": acuan_hangus(aturan), "tanggal": acuan.isoformat(), "bulan": aturan.bulat(_BULAN)}
        item.hangus = umur_kegiatan(aturan, item.tanggal_selesai, acuan).hangus


def lupakan_umur(dupak: Dupak) -> None:
    """A claim that has to be received anew is judged anew: its items bear no mark until then."""
    for item in dupak.butir:
        item.umur, item.hangus = None, False


def umur_butir(item: ItemDupak) -> UmurKegiatan | None:
    """The judgement on an item with its steps, as it was made on receipt; None while the file is not received."""
    dasar = _dasar(item)
    if dasar is None:
        return None
    # Reference date and months as they were then; their sources are those of the rules in force.
    dulu = [replace(_aturan(item).ketentuan(j), nilai=dasar[k]) for j, k in ((_ACUAN, "acuan"), (_BULAN, "bulan"))]
    aturan = _aturan(item).dengan(dulu)
    return umur_kegiatan(aturan, item.tanggal_selesai, dt.date.fromisoformat(dasar["tanggal"]))


def lewat_umur(item: ItemDupak) -> Pesan:
    """What makes an item void, as part of a sentence: when it ended, and how long before which date."""
    dasar = _dasar(item)
    if dasar is None:
        return P_("selesai %(selesai)s", selesai=item.tanggal_selesai)
    return P_(
        "selesai %(selesai)s, lebih dari %(bulan)s bulan sebelum %(acuan)s %(tanggal)s",
        selesai=item.tanggal_selesai,
        bulan=dasar["bulan"],
        acuan=Pesan(ACUAN[dasar["acuan"]]),
        tanggal=dt.date.fromisoformat(dasar["tanggal"]),
    )


def sebab_hangus(item: ItemDupak) -> Pesan:
    """Why a void item is not assessed, as pages and papers say it."""
    return P_("Hangus: kegiatan %(umur)s.", umur=lewat_umur(item))


def _aturan(item: ItemDupak) -> Peraturan:
    return peraturan.kunci(item.aturan)


def _dasar(item: ItemDupak) -> Mapping[str, Any] | None:
    """What the age was judged by; files received before that was kept were judged from the day of receipt."""
    diterima = item.dupak.diterima_pada
    if diterima is None:
        return None
    if item.umur is not None:
        return item.umur
    return {"acuan": DITERIMA, "tanggal": diterima.isoformat(), "bulan": _aturan(item).bulat(_BULAN)}
