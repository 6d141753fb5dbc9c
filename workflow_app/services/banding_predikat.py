"""What each predicate of this year and the next would bring: credit, and the earliest raise in rank and in level.

For officers of the conversion regime. It begins with the account that a determination would measure; years after the
second are supposed to go on like it, until both raises are reached. Nothing here writes.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.kalkulator.dasar import NOL
from workflow_app.kalkulator.ijazah import NAMA as NAMA_IJAZAH
from workflow_app.kalkulator.kelayakan import KJ, KP
from workflow_app.kalkulator.konversi import (
    BULAN_SETAHUN,
    Konversi,
    Peningkatan,
    daftar_predikat,
    konversi,
    nama_predikat,
    peningkatan_pendidikan,
    urutan_ijazah,
)
from workflow_app.kalkulator.rangkaian import Keadaan, Peluang, Rangkaian, rangkaian
from workflow_app.kedudukan import kenaikan
from workflow_app.models import Konversi as PerkaraKonversi
from workflow_app.models import KonversiState
from workflow_app.models.konversi import akhir_bulan
from workflow_app.peraturan import Peraturan
from workflow_app.pesan import Pesan
from workflow_app.services.fakta_pegawai import ijazah_berlaku
from workflow_app.services.kredit_konversi import AkunKonversi
from workflow_app.services.rekening import Rekening, fakta_diketahui, predikat_baik

TAHUN_TERJAUH = 20
"""Years ahead for which predicates may be supposed, and that are looked through for a raise."""


@dataclass(frozen=True, slots=True)
class Masa:
    """Whole months of one year."""

    tahun: int
    mulai: int
    bulan: int

    @property
    def selesai(self) -> dt.date:
        """Its last day."""
        return akhir_bulan(self.tahun, self.mulai + self.bulan - 1)


@dataclass(frozen=True, slots=True)
class Andaian:
    """What is supposed besides the predicate of the first period."""

    pertama: Masa
    kedua: Masa
    predikat_kedua: str | None = None
    """Predicate of the second period and of the years after it; None: that of the first."""
    ijazah: str | None = None


@dataclass(frozen=True, slots=True)
class Bahan:
    """What may be supposed: `masa` by year (its months that no conversion covers yet), and degrees not yet recorded."""

    masa: Mapping[int, Masa]
    ijazah: Sequence[str]
    tercatat: Sequence[str]
    """Degrees on record."""

    @property
    def baku(self) -> Andaian:
        """The first open year whole, and the one after it."""
        pertama = next(iter(self.masa.values()))
        return Andaian(pertama, setahun(pertama.tahun + 1))


@dataclass(frozen=True, slots=True)
class AndaiIjazah:
    """A supposed degree, and the predicate by which it is judged."""

    kode: str
    predikat: str
    hasil: Peningkatan
    seketika: bool
    """Whether it counts at once, or with the first period."""


@dataclass(frozen=True, slots=True)
class Banding:
    """One predicate of the first period, and where it leads."""

    predikat: str
    nama: Pesan
    pertama: Konversi
    kedua: Konversi
    ijazah: AndaiIjazah | None
    jumlah: Decimal
    """Credit after both periods, if the officer stays in his level."""
    kp: Peluang
    """The next raise in rank; without a date it says why there is none in the years that are looked through."""
    kj: Peluang


def setahun(tahun: int) -> Masa:
    """A whole year."""
    return Masa(tahun, 1, BULAN_SETAHUN)


def bulan_dikonversi(session: Session, pegawai_id: int, sejak: int) -> dict[int, set[int]]:
    """Months by year, from the year `sejak` on, that a determined conversion covers. One query."""
    hasil: dict[int, set[int]] = {}
    for tahun, mulai, selesai in session.execute(
        select(PerkaraKonversi.tahun, PerkaraKonversi.bulan_mulai, PerkaraKonversi.bulan_selesai).where(
            PerkaraKonversi.subjek_id == pegawai_id,
            PerkaraKonversi.state == KonversiState.DITETAPKAN,
            PerkaraKonversi.tahun >= sejak,
        )
    ):
        hasil.setdefault(tahun, set()).update(range(mulai, selesai + 1))
    return hasil


def bahan(session: Session, buku: Rekening, akun: AkunKonversi) -> Bahan:
    """What may be supposed of an officer. Two queries."""
    kini = buku.hari_ini.year
    awal = max(akun.aturan.berlaku_mulai.year, akun.karier.tmt_jenjang.year)
    sudah = bulan_dikonversi(session, buku.pegawai.id, kini - 1)
    masa = (_terbuka(buku, tahun, sudah.get(tahun, set())) for tahun in (kini - 1, kini, kini + 1) if tahun >= awal)
    tercatat = [i.ijazah for i in ijazah_berlaku(session, buku.pegawai.id)]
    tertinggi = max(map(urutan_ijazah, tercatat), default=-1)
    return Bahan(
        {m.tahun: m for m in masa if m is not None},
        [kode for kode in NAMA_IJAZAH if urutan_ijazah(kode) > tertinggi],
        tercatat,
    )


def banding(buku: Rekening, akun: AkunKonversi, andaian: Andaian, tercatat: Sequence[str]) -> list[Banding]:
    """Every predicate, the best first. `tercatat` are degrees on record, which bring nothing a second time."""
    return [_satu(buku, akun, andaian, predikat, tercatat) for predikat in daftar_predikat(akun.aturan)]


def _terbuka(buku: Rekening, tahun: int, sudah: set[int]) -> Masa | None:
    """The first unbroken months of a year in the present level that no conversion covers; None where there are none."""
    bebas = [
        bulan
        for bulan in range(1, BULAN_SETAHUN + 1)
        if bulan not in sudah and dt.date(tahun, bulan, 1) >= buku.karier.tmt_jenjang
    ]
    if not bebas:
        return None
    banyak = next((n for n, bulan in enumerate(bebas) if bulan != bebas[0] + n), len(bebas))
    return Masa(tahun, bebas[0], banyak)


@dataclass(frozen=True, slots=True)
class _Tahap:
    """Credit that a period brings on its last day, with the predicate that it is judged by."""

    masa: Masa
    predikat: str
    tambahan: Decimal = NOL
    """Credit of a degree that this predicate lets count."""


def _satu(buku: Rekening, akun: AkunKonversi, andaian: Andaian, predikat: str, tercatat: Sequence[str]) -> Banding:
    aturan, jenjang = akun.aturan, akun.karier.jenjang
    kedua = andaian.predikat_kedua or predikat
    hasil = [konversi(aturan, jenjang, p, m.bulan) for m, p in ((andaian.pertama, predikat), (andaian.kedua, kedua))]
    ijazah = None if andaian.ijazah is None else _ijazah(akun, andaian.ijazah, predikat, tercatat)
    seketika = NOL if ijazah is None or not ijazah.seketika else ijazah.hasil.nilai
    nanti = NOL if ijazah is None or ijazah.seketika else ijazah.hasil.nilai
    tahap = [_Tahap(andaian.pertama, predikat, nanti), _Tahap(andaian.kedua, kedua)]
    tahap += [_Tahap(setahun(andaian.kedua.tahun + n), kedua) for n in range(1, TAHUN_TERJAUH - 1)]
    kp, kj = _kenaikan(buku, akun, seketika, tahap)
    jumlah = akun.jumlah + hasil[0].nilai + hasil[1].nilai + seketika + nanti
    return Banding(predikat, nama_predikat(aturan, predikat), hasil[0], hasil[1], ijazah, jumlah, kp, kj)


def _ijazah(akun: AkunKonversi, ijazah: str, predikat: str, tercatat: Sequence[str]) -> AndaiIjazah:
    """A degree counts at once where the last known predicate lets it, else with the one that is supposed."""

    def menurut(satu: str) -> Peningkatan:
        return peningkatan_pendidikan(
            akun.aturan, akun.karier.jenjang, ijazah, satu, tercatat_bkn=True, sudah_diberikan=tuple(tercatat)
        )

    diketahui = akun.fakta.predikat
    if diketahui is not None and (kini := menurut(diketahui)).diberikan:
        return AndaiIjazah(ijazah, diketahui, kini, seketika=True)
    return AndaiIjazah(ijazah, predikat, menurut(predikat), seketika=False)


def _kenaikan(
    buku: Rekening, akun: AkunKonversi, seketika: Decimal, tahap: Sequence[_Tahap]
) -> tuple[Peluang, Peluang]:
    """The next raise in rank and in level, with the credit as it grows."""
    ditemukan: dict[str, Peluang] = {}
    tertutup: dict[str, Peluang] = {}
    for hasil in _tumbuh(buku, akun, seketika, tahap):
        for satu in hasil.kenaikan:
            ditemukan.setdefault(satu.jenis, satu)
        tertutup = {satu.jenis: satu for satu in hasil.tertutup}
        if {KP, KJ} <= ditemukan.keys() or all(s.tujuan is None for s in hasil.tertutup):
            break
    return ditemukan.get(KP) or tertutup[KP], ditemukan.get(KJ) or tertutup[KJ]


def _tumbuh(buku: Rekening, akun: AkunKonversi, seketika: Decimal, tahap: Sequence[_Tahap]) -> Iterator[Rangkaian]:
    """The chain of raises by the credit of today, then after every period, each going on where the last one ended.

    What is not known of examination, vacancy and appraisal is taken to turn out well.
    """
    aturan, karier, fakta = akun.aturan, akun.karier, fakta_diketahui(akun)
    baik = 0 if fakta.prestasi_baik is False else 1
    keadaan = Keadaan(
        golongan=karier.golongan,
        tmt_golongan=karier.tmt_pangkat,
        jenjang=karier.jenjang,
        tmt_jenjang=karier.tmt_jenjang,
        tmt_jabatan=karier.tmt_jabatan,
        angka_kredit=akun.jumlah + seketika,
        tanggal_pak=buku.hari_ini,
        prestasi_baik_tahun=baik,
        uji_kompetensi=fakta.uji_kompetensi is not False,
        lowongan=fakta.lowongan is not False,
        golongan_awal=akun.golongan_awal,
        dengan_ak_dasar=akun.dengan_ak_dasar,
    )
    hasil = _rangkaian(aturan, keadaan)
    yield hasil
    for satu in tahap:
        baik = baik + 1 if predikat_baik(aturan, satu.predikat) else 0
        keadaan = hasil.akhir
        kredit = konversi(aturan, keadaan.jenjang, satu.predikat, satu.masa.bulan).nilai + satu.tambahan
        hasil = _rangkaian(
            aturan,
            replace(
                keadaan,
                angka_kredit=keadaan.angka_kredit + kredit,
                tanggal_pak=max(satu.masa.selesai, buku.hari_ini),
                prestasi_baik_tahun=baik,
            ),
        )
        yield hasil


def _rangkaian(aturan: Peraturan, keadaan: Keadaan) -> Rangkaian:
    return rangkaian(aturan, kenaikan(aturan), peraturan.periode_kp, keadaan)
