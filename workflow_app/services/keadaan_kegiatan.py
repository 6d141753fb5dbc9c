"""In which state an activity of the log is, and how many days are left to have it received: read, never stored.

The one place that decides it. Lists, calendar, notices, the making of a claim and the sums of a unit all ask here.
"""

import datetime as dt
import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from workflow_app import peraturan
from workflow_app.kalkulator.dasar import Langkah
from workflow_app.kalkulator.hangus import acuan_hangus, umur_kegiatan
from workflow_app.models import Dupak, DupakState, ItemDupak, Kegiatan, Putaran
from workflow_app.models.dupak import DUPAK_LEPAS
from workflow_app.peraturan import PeraturanTidakAda
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.umur_butir import DITERIMA, tanggal_acuan

MUAT: tuple[ORMOption, ...] = (
    selectinload(Kegiatan.berkas),
    joinedload(Kegiatan.butir),
    joinedload(Kegiatan.item).joinedload(ItemDupak.dupak),
)
"""What `tinjau` reads of an activity: two queries, however many activities."""
_DIPUTUS = frozenset({DupakState.DIPUTUSKAN, DupakState.SELESAI})


class Keadaan(enum.Enum):
    """States of an activity; values are the field's own words."""

    DRAF = "draf"
    """Typed, never saved: a date, a volume or the words are missing."""
    RENCANA = "rencana"
    TERCATAT = "tercatat"
    """Done, without a proof."""
    BERBUKTI = "berbukti"
    DIKLAIM = "diklaim"
    """In a claim that is not decided yet."""
    DITERIMA = "diterima"
    TIDAK_DINILAI = "tidak_dinilai"
    """In a decided claim, and brought nothing."""
    SEGERA_HANGUS = "segera_hangus"
    """In no claim, and few days are left."""
    HANGUS = "hangus"


LABEL_KEADAAN: Mapping[Keadaan, str] = {
    Keadaan.DRAF: N_("draf, belum tersimpan"),
    Keadaan.RENCANA: N_("rencana"),
    Keadaan.TERCATAT: N_("belum berbukti"),
    Keadaan.BERBUKTI: N_("berbukti"),
    Keadaan.DIKLAIM: N_("diusulkan"),
    Keadaan.DITERIMA: N_("diterima"),
    Keadaan.TIDAK_DINILAI: N_("tidak dinilai"),
    Keadaan.SEGERA_HANGUS: N_("segera hangus"),
    Keadaan.HANGUS: N_("hangus"),
}


@dataclass(frozen=True, slots=True)
class BatasKegiatan:
    """Until when the claim with this activity must be received, by the rules of the day on which the work ended."""

    terakhir: dt.date
    sisa_hari: int
    """Days from the basis date to `terakhir`; negative when it is too late."""
    hari_ini: dt.date
    """The basis date: the day from which the days are counted."""
    aturan: str
    langkah: tuple[Langkah, ...]
    """How the date comes about, each step with its source."""

    @property
    def lewat(self) -> bool:
        """Whether it is too late."""
        return self.sisa_hari < 0


class KalenderHangus:
    """The cut-offs of an institution, for rule sets that count the age of work from another day than the receipt.

    Asks the database once, and only when a rule set needs it.
    """

    def __init__(self, session: Session, instansi_id: int) -> None:
        self._session, self._instansi_id = session, instansi_id
        self._putaran: Sequence[Putaran] | None = None

    def terakhir_diterima(self, aturan: peraturan.Peraturan, acuan_terakhir: dt.date) -> dt.date:
        """The last day of receipt whose cycle has its reference date no later than `acuan_terakhir`.

        `acuan_terakhir` itself where no cycle is known.
        """
        if self._putaran is None:
            query = select(Putaran).where(Putaran.instansi_id == self._instansi_id).options(selectinload(Putaran.tahap))
            self._putaran = self._session.scalars(query).all()
        layak = (p.batas_terima for p in self._putaran if tanggal_acuan(aturan, p.batas_terima, p) <= acuan_terakhir)
        return max(layak, default=acuan_terakhir)


def ambang_peringatan(hari_ini: dt.date) -> list[int]:
    """Numbers of days left at which an officer is warned, the smallest first."""
    return sorted(peraturan.prosedur(hari_ini).daftar_bulat("jaga_hangus.hari"))


def batas_kegiatan(selesai: dt.date, hari_ini: dt.date, kalender: KalenderHangus) -> BatasKegiatan | None:
    """Until when work that ended on `selesai` may be received; None where no claim ever brings it credit."""
    try:
        aturan = peraturan.untuk(selesai)
    except PeraturanTidakAda:
        return None
    if not aturan.ya("dupak.diterima"):
        return None
    umur = umur_kegiatan(aturan, selesai, hari_ini)
    terakhir = umur.acuan_terakhir
    if acuan_hangus(aturan) != DITERIMA:
        terakhir = kalender.terakhir_diterima(aturan, terakhir)
    bulan = aturan.bulat("hangus.bulan")
    langkah = [
        Langkah(
            P_(
                "Selesai %(selesai)s, dinilai paling lama %(bulan)s bulan kemudian: diterima paling lambat "
                "%(terakhir)s.",
                selesai=selesai,
                bulan=bulan,
                terakhir=terakhir,
            ),
            sumber=aturan.sumber("hangus.bulan"),
        )
    ]
    penutupan = aturan.tanggal("dupak.diterima_sampai")
    if penutupan < terakhir:
        terakhir = penutupan
        langkah.append(
            Langkah(
                P_("DUPAK tidak lagi diterima sesudah %(tanggal)s.", tanggal=penutupan),
                sumber=aturan.sumber("dupak.diterima_sampai"),
            )
        )
    return BatasKegiatan(terakhir, (terakhir - hari_ini).days, hari_ini, aturan.kunci, tuple(langkah))


@dataclass(frozen=True, slots=True)
class Tinjauan:
    """An activity as it stands on a day."""

    kegiatan: Kegiatan
    keadaan: Keadaan
    berbukti: bool
    batas: BatasKegiatan | None
    """None for what is received, decided, planned or undated, and for work that no claim brings credit for."""
    ambang: int | None
    """The smallest warning threshold that is reached; None while there is time."""
    dupak: Dupak | None
    """The claim that holds it."""

    @property
    def label(self) -> Pesan:
        """The state in words."""
        return Pesan(LABEL_KEADAAN[self.keadaan])


def berbukti(kegiatan: Kegiatan) -> bool:
    """Whether there is a file that stands, or a place is named where the proof lies."""
    return bool(kegiatan.tempat_bukti.strip()) or any(b.digantikan_at is None for b in kegiatan.berkas)


def dupak_pemegang(kegiatan: Kegiatan) -> Dupak | None:
    """The claim that holds the activity; a withdrawn, rejected or closed one holds nothing."""
    if kegiatan.item is None or kegiatan.item.dupak.state in DUPAK_LEPAS:
        return None
    return kegiatan.item.dupak


def tinjau(kegiatan: Kegiatan, hari_ini: dt.date, kalender: KalenderHangus) -> Tinjauan:
    """The state of an activity on a day. Asks the database nothing where `MUAT` was loaded."""
    bukti, dupak = berbukti(kegiatan), dupak_pemegang(kegiatan)
    if kegiatan.tanggal_selesai is None:
        return Tinjauan(kegiatan, Keadaan.DRAF, bukti, None, None, dupak)
    if kegiatan.rencana:
        return Tinjauan(kegiatan, Keadaan.RENCANA, bukti, None, None, dupak)
    if dupak is not None and kegiatan.item is not None and (akhir := _nasib(dupak, kegiatan.item)) is not None:
        return Tinjauan(kegiatan, akhir, bukti, None, None, dupak)
    batas = batas_kegiatan(kegiatan.tanggal_selesai, hari_ini, kalender)
    ambang = None
    if batas is not None and not batas.lewat:
        ambang = next((h for h in ambang_peringatan(hari_ini) if batas.sisa_hari <= h), None)
    if batas is not None and batas.lewat:
        keadaan = Keadaan.HANGUS
    elif dupak is not None:
        keadaan = Keadaan.DIKLAIM
    elif ambang is not None:
        keadaan = Keadaan.SEGERA_HANGUS
    else:
        keadaan = Keadaan.BERBUKTI if bukti else Keadaan.TERCATAT
    return Tinjauan(kegiatan, keadaan, bukti, batas, ambang, dupak)


def _nasib(dupak: Dupak, item: ItemDupak) -> Keadaan | None:
    """What a received claim made of the item; None before it is received."""
    if item.hangus:
        return Keadaan.HANGUS
    if dupak.state in _DIPUTUS:
        return Keadaan.DITERIMA if item.nilai_akhir else Keadaan.TIDAK_DINILAI
    return Keadaan.DIKLAIM if dupak.diterima_pada is not None else None
