"""Claims as a sheet: the activities of one DUPAK, one per row, from .csv or .xlsx.

The first row names the columns, in any order and letter case:

| column | also written | meaning |
|---|---|---|
| `kode_butir` | `kode`, `code_2020` | code of the catalogue, `KA-I.B.7`; required |
| `uraian` | `kegiatan` | what was done, in the officer's words |
| `tanggal_mulai` | | first day of the work; left out, the last day |
| `tanggal_selesai` | `periode_akhir` | last day of the work; required |
| `volume` | `target_kuantitas` | units of output, more than 0; required |
| `angka_kredit` | `angka_kredit_total` | credit claimed for the row; left out, it is computed |
| `bukti` | | where the evidence is: file, or its physical place |
| `surat_tugas` | | number of the assignment letter, for work of another level |

Dates are 30-06-2021, 30/06/2021, 2021-06-30 or dates of the spreadsheet; numbers are 12,5 or 12.5. A plan by period
(`periode_awal`, `periode_akhir`) is read as if all work was done on the last day of the period, and says so in
`asumsi`. Other columns are left out and named in `kolom_diabaikan`.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Protocol, TypeVar

from workflow_app.angka import AngkaTidakSah, baca_desimal
from workflow_app.kalkulator.butir import ButirBernilai, kredit_butir
from workflow_app.lembar_klaim.lembar import MAKS_BYTE, Baris, LembarTidakTerbaca, Sel, baca_lembar
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.pesan import P_, Pesan
from workflow_app.tanggal import TanggalTidakSah, baca_tanggal

NAMA_KOLOM: Mapping[str, tuple[str, ...]] = {
    "kode_butir": ("kode_butir", "kode", "code_2020"),
    "uraian": ("uraian", "kegiatan"),
    "tanggal_mulai": ("tanggal_mulai",),
    "tanggal_selesai": ("tanggal_selesai", "periode_akhir"),
    "volume": ("volume", "target_kuantitas"),
    "angka_kredit": ("angka_kredit", "angka_kredit_total"),
    "bukti": ("bukti",),
    "surat_tugas": ("surat_tugas",),
    "periode_awal": ("periode_awal",),
}
"""Column by its own name, with every header that is read as this column."""
KOLOM_WAJIB = ("kode_butir", "tanggal_selesai", "volume")
MAKS_VOLUME = Decimal(1_000_000)
MAKS_ANGKA_KREDIT = Decimal(10_000)
MAKS_PANJANG: Mapping[str, int] = {"kode_butir": 30, "uraian": 500, "bukti": 500, "surat_tugas": 200}

_DIKENAL = frozenset(nama for semua in NAMA_KOLOM.values() for nama in semua)
_DESIMAL = 3
Rentang = tuple[dt.date, dt.date]
T = TypeVar("T")


class SumberButir(Protocol):
    """Where activities are looked up by code: the shipped catalogue, or the one in the database."""

    def butir(self, kode: str) -> ButirBernilai | None:
        """The activity with this code, in whatever letter case; None if there is none."""


@dataclass(frozen=True, slots=True)
class GalatBaris:
    """One fault: row number in the sheet (None for the file as a whole), column (may be empty), sentence."""

    baris: int | None
    kolom: str
    pesan: Pesan


@dataclass(frozen=True, slots=True)
class BarisKlaim:
    """One activity as claimed."""

    nomor: int
    """Row number in the sheet."""
    kode_butir: str
    uraian: str
    tanggal_mulai: dt.date
    tanggal_selesai: dt.date
    volume: Decimal
    angka_kredit: Decimal | None
    """Credit claimed for the row; None when the sheet leaves it to be computed."""
    bukti: str
    surat_tugas: str


@dataclass(frozen=True, slots=True)
class LembarKlaim:
    """What a sheet holds. Rows with a fault are in `galat` only."""

    baris: tuple[BarisKlaim, ...]
    galat: tuple[GalatBaris, ...]
    asumsi: tuple[Pesan, ...] = ()
    kolom_diabaikan: tuple[str, ...] = ()
    periode: Rentang | None = None
    """The plan's period, first and last day, where the sheet has one."""


def baca(sumber: Path | bytes) -> LembarKlaim:
    """Reads a sheet. Never raises for what is in it: every fault is in `galat`, with its row and column."""
    try:
        return _baca(_isi(sumber))
    except LembarTidakTerbaca as galat:
        return LembarKlaim((), (GalatBaris(None, "", galat.pesan),))


def periksa(
    lembar: LembarKlaim,
    aturan: Peraturan,
    katalog: SumberButir,
    *,
    jenjang: str,
    masa: Rentang | None = None,
    kebutuhan_kp: Decimal | None = None,
) -> list[GalatBaris]:
    """Faults of the rows against catalogue, rules and masa penilaian, for an officer of this level.

    Checks: known activity, creditable at the level, credit claimed equal to the product, dates inside the masa.
    """
    return [
        galat
        for baris in lembar.baris
        for galat in periksa_baris(baris, aturan, katalog, jenjang=jenjang, masa=masa, kebutuhan_kp=kebutuhan_kp)
    ]


def periksa_baris(
    baris: BarisKlaim,
    aturan: Peraturan,
    katalog: SumberButir,
    *,
    jenjang: str,
    masa: Rentang | None = None,
    kebutuhan_kp: Decimal | None = None,
) -> list[GalatBaris]:
    """Faults of one row, with catalogue and rules of the day on which its work ended; see `periksa`."""
    galat = []
    if masa is not None and not masa[0] <= baris.tanggal_mulai <= baris.tanggal_selesai <= masa[1]:
        galat.append(GalatBaris(baris.nomor, "tanggal_selesai", _di_luar_masa(masa)))
    butir = katalog.butir(baris.kode_butir)
    if butir is None:
        pesan = P_("Butir %(kode)s tidak ada dalam katalog %(regime)s.", kode=baris.kode_butir, regime=aturan.kunci)
        return [*galat, GalatBaris(baris.nomor, "kode_butir", pesan)]
    kredit = kredit_butir(aturan, butir, baris.volume, jenjang, kebutuhan_kp=kebutuhan_kp)
    if not kredit.dapat_dinilai:
        galat.append(GalatBaris(baris.nomor, "kode_butir", kredit.alasan))
    elif baris.angka_kredit not in (None, kredit.nilai):
        pesan = P_(
            "Angka kredit %(klaim)s tidak sama dengan volume kali angka kredit butir, yaitu %(hitung)s.",
            klaim=baris.angka_kredit,
            hitung=kredit.nilai,
        )
        galat.append(GalatBaris(baris.nomor, "angka_kredit", pesan))
    return galat


def _isi(sumber: Path | bytes) -> bytes:
    if isinstance(sumber, bytes):
        return sumber
    try:
        with sumber.open("rb") as berkas:
            return berkas.read(MAKS_BYTE + 1)
    except OSError as galat:
        raise LembarTidakTerbaca(
            P_("Berkas %(nama)s tidak dapat dibuka: %(sebab)s.", nama=sumber.name, sebab=galat.strerror or "")
        ) from galat


def _baca(isi: bytes) -> LembarKlaim:
    tabel = baca_lembar(isi, tuple(_DIKENAL))
    if not tabel:
        raise LembarTidakTerbaca(P_("Berkas kosong."))
    kepala, *isian = tabel
    letak, galat, diabaikan = _kepala(kepala)
    if galat:
        return LembarKlaim((), tuple(galat), (), diabaikan)
    if not isian:
        raise LembarTidakTerbaca(P_("Lembar hanya memuat kepala kolom, tanpa kegiatan."))
    hasil: list[BarisKlaim] = []
    periode: list[dt.date] = []
    for baris in isian:
        pembaca = _PembacaBaris(baris, letak, len(kepala.sel))
        klaim = pembaca.klaim()
        galat += pembaca.galat
        if klaim is not None:
            hasil.append(klaim)
            periode += [tanggal for tanggal in (pembaca.periode_awal, klaim.tanggal_selesai) if tanggal is not None]
    menurut_periode = "periode_awal" in letak
    asumsi = (P_("Tanggal kegiatan diambil dari hari terakhir periode."),) if menurut_periode else ()
    rentang = (min(periode), max(periode)) if menurut_periode and periode else None
    return LembarKlaim(tuple(hasil), tuple(galat), asumsi, diabaikan, rentang)


def _kepala(kepala: Baris) -> tuple[dict[str, int], list[GalatBaris], tuple[str, ...]]:
    """Place of each known column, the faults of the header, and the headers that mean nothing here."""
    letak: dict[str, int] = {}
    galat = []
    diabaikan = []
    for nomor, sel in enumerate(kepala.sel):
        judul = "_".join(str(sel or "").casefold().split())
        kolom = next((kolom for kolom, semua in NAMA_KOLOM.items() if judul in semua), None)
        if kolom is None:
            diabaikan += [judul] if judul else []
        elif kolom in letak:
            galat.append(GalatBaris(kepala.nomor, kolom, P_("Kolom %(kolom)s ada dua kali.", kolom=kolom)))
        else:
            letak[kolom] = nomor
    for kolom in KOLOM_WAJIB:
        if kolom not in letak:
            pesan = P_(
                "Kolom %(kolom)s tidak ada. Kolom yang harus ada: %(wajib)s.",
                kolom=kolom,
                wajib=", ".join(KOLOM_WAJIB),
            )
            galat.append(GalatBaris(kepala.nomor, kolom, pesan))
    return letak, galat, tuple(diabaikan)


class _SelSalah(ValueError):
    """A cell that cannot be what its column asks for."""

    def __init__(self, pesan: Pesan) -> None:
        super().__init__(str(pesan))
        self.pesan = pesan


class _PembacaBaris:
    """Turns the cells of one row into a claim and collects every fault of the row, not only the first."""

    def __init__(self, baris: Baris, letak: Mapping[str, int], lebar: int) -> None:
        self.baris = baris
        self.letak = letak
        self.galat: list[GalatBaris] = []
        self.periode_awal: dt.date | None = None
        if any(sel is not None for sel in baris.sel[lebar:]):
            self._salah("", P_("Baris ini memiliki lebih banyak sel daripada kepala kolom."))

    def klaim(self) -> BarisKlaim | None:
        """The claim, or None when the row has a fault."""
        kode = self._teks("kode_butir")
        if not kode:
            self._salah("kode_butir", P_("Kode butir belum diisi."))
        self.periode_awal = self._baca("periode_awal", _tanggal)
        mulai = self._baca("tanggal_mulai", _tanggal)
        selesai = self._wajib("tanggal_selesai", _tanggal)
        volume = self._wajib("volume", _volume)
        angka_kredit = self._baca("angka_kredit", _angka_kredit)
        if mulai and selesai and mulai > selesai:
            self._salah("tanggal_mulai", P_("Tanggal mulai sesudah tanggal selesai."))
        uraian, bukti, surat_tugas = self._teks("uraian"), self._teks("bukti"), self._teks("surat_tugas")
        if self.galat or selesai is None or volume is None:
            return None
        return BarisKlaim(
            nomor=self.baris.nomor,
            kode_butir=kode,
            uraian=uraian,
            tanggal_mulai=mulai or selesai,
            tanggal_selesai=selesai,
            volume=volume,
            angka_kredit=angka_kredit,
            bukti=bukti,
            surat_tugas=surat_tugas,
        )

    def _salah(self, kolom: str, pesan: Pesan) -> None:
        self.galat.append(GalatBaris(self.baris.nomor, kolom, pesan))

    def _sel(self, kolom: str) -> Sel:
        letak = self.letak.get(kolom)
        return self.baris.sel[letak] if letak is not None and letak < len(self.baris.sel) else None

    def _baca(self, kolom: str, ubah: Callable[[str | Decimal | dt.date], T]) -> T | None:
        sel = self._sel(kolom)
        if sel is None:
            return None
        try:
            return ubah(sel)
        except (AngkaTidakSah, TanggalTidakSah, _SelSalah) as galat:
            self._salah(kolom, galat.pesan)
            return None

    def _wajib(self, kolom: str, ubah: Callable[[str | Decimal | dt.date], T]) -> T | None:
        if self._sel(kolom) is None:
            self._salah(kolom, P_("Kolom %(kolom)s belum diisi.", kolom=kolom))
        return self._baca(kolom, ubah)

    def _teks(self, kolom: str) -> str:
        sel = self._sel(kolom)
        teks = f"{sel:f}" if isinstance(sel, Decimal) else str(sel or "")
        if len(teks) > MAKS_PANJANG[kolom]:
            self._salah(kolom, P_("Teks lebih panjang dari %(maks)s huruf.", maks=MAKS_PANJANG[kolom]))
        return teks


def _tanggal(sel: str | Decimal | dt.date) -> dt.date:
    if isinstance(sel, Decimal):
        raise _SelSalah(P_("Angka %(angka)s bukan tanggal. Tulis misalnya 30-06-2021.", angka=sel))
    return baca_tanggal(sel) if isinstance(sel, str) else sel


def _angka(sel: str | Decimal | dt.date) -> Decimal:
    if isinstance(sel, dt.date):
        raise _SelSalah(P_("Isi sel ini tanggal, bukan angka."))
    if isinstance(sel, str):
        return baca_desimal(sel, maks_desimal=_DESIMAL)
    if sel < 0:
        raise _SelSalah(P_("Angka tidak boleh negatif: %(angka)s.", angka=sel))
    if sel != round(sel, _DESIMAL):
        raise _SelSalah(P_("%(angka)s memiliki lebih dari %(maks)s angka di belakang koma.", angka=sel, maks=_DESIMAL))
    return sel


def _volume(sel: str | Decimal | dt.date) -> Decimal:
    volume = _angka(sel)
    if not 0 < volume <= MAKS_VOLUME:
        raise _SelSalah(P_("Volume harus lebih dari 0 dan paling banyak %(maks)s.", maks=MAKS_VOLUME))
    return volume


def _angka_kredit(sel: str | Decimal | dt.date) -> Decimal:
    angka_kredit = _angka(sel)
    if angka_kredit > MAKS_ANGKA_KREDIT:
        raise _SelSalah(P_("Angka kredit paling banyak %(maks)s.", maks=MAKS_ANGKA_KREDIT))
    return angka_kredit


def _di_luar_masa(masa: Rentang) -> Pesan:
    return P_("Tanggal kegiatan di luar masa penilaian %(mulai)s sampai %(selesai)s.", mulai=masa[0], selesai=masa[1])
