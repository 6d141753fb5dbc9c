"""Arithmetic of the assessment calendar: working days, the weeks of the schedule, cycles and their cut-off.

Pure: knows no database. An institution's own days off and workdays come in as `Khusus`; edited schedules and cut-offs
come in as values.
"""

import calendar
import datetime as dt
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from workflow_app import peraturan
from workflow_app.pesan import P_, Pesan
from workflow_app.tahap import Tahap
from workflow_app.tanggal import tambah_bulan

Rentang = tuple[dt.date, dt.date]
"""First and last day, both included."""
Jadwal = Mapping[Tahap, Rentang]

_SEHARI = dt.timedelta(days=1)


@dataclass(frozen=True)
class Khusus:
    """Days that differ from the national calendar: additional days off, and days on which people work all the same."""

    libur: AbstractSet[dt.date] = frozenset()
    masuk: AbstractSet[dt.date] = frozenset()


TANPA_KHUSUS = Khusus()


class TidakAdaHariKerja(ValueError):
    """A span of days in which nobody works."""

    def __init__(self, mulai: dt.date, selesai: dt.date) -> None:
        self.pesan = P_("Tidak ada hari kerja antara %(mulai)s dan %(selesai)s.", mulai=mulai, selesai=selesai)
        super().__init__(str(self.pesan))


@dataclass(frozen=True, order=True)
class NomorPutaran:
    """One assessment cycle: the year of its plenary, and 1 for January or 2 for July."""

    tahun: int
    periode: int

    @property
    def kode(self) -> str:
        """`2022-01`, `2022-07`: sorts by time."""
        return f"{self.tahun:04d}-{self.bulan_sidang:02d}"

    @property
    def bulan_sidang(self) -> int:
        """Month of the plenary."""
        return self._aturan.daftar_bulat(f"jadwal.periode_{self.periode}.{Tahap.SIDANG.value}")[0]

    @property
    def berikutnya(self) -> "NomorPutaran":
        """The next cycle."""
        jumlah = len(self._aturan.anak("jadwal"))
        return NomorPutaran(self.tahun + self.periode // jumlah, self.periode % jumlah + 1)

    @property
    def tmt_kenaikan_pangkat(self) -> dt.date:
        """Day on which a raise in rank from this cycle takes effect."""
        return dt.date(self.tahun, self._aturan.bulat(f"kp.bulan_tmt.periode_{self.periode}"), 1)

    @property
    def batas_penetapan(self) -> dt.date:
        """Last day on which a PAK of this cycle may be dated."""
        bulan = self._aturan.bulat(f"pak.bulan_terakhir.periode_{self.periode}")
        return dt.date(self.tahun, bulan, calendar.monthrange(self.tahun, bulan)[1])

    @property
    def _aturan(self) -> peraturan.Peraturan:
        return _aturan(self.tahun)


def libur_nasional(tahun: int) -> Mapping[dt.date, str]:
    """Public holidays and joint leave of a year with their Indonesian names; lunar dates to come are estimates."""
    aturan = _aturan(tahun)
    return _libur_nasional(tahun, aturan.teks("libur.negara"), aturan.daftar("libur.kategori"))


def hari_kerja(tanggal: dt.date, khusus: Khusus = TANPA_KHUSUS) -> bool:
    """Whether people work on this day."""
    if tanggal in khusus.masuk:
        return True
    mingguan = _aturan(tanggal.year).daftar_bulat("libur.hari_mingguan")
    return not (tanggal in khusus.libur or tanggal.isoweekday() in mingguan or tanggal in libur_nasional(tanggal.year))


def hari_kerja_mulai(tanggal: dt.date, khusus: Khusus = TANPA_KHUSUS) -> dt.date:
    """The day itself if people work on it, else the next one on which they do."""
    while not hari_kerja(tanggal, khusus):
        tanggal += _SEHARI
    return tanggal


def tambah_hari_kerja(tanggal: dt.date, jumlah: int, khusus: Khusus = TANPA_KHUSUS) -> dt.date:
    """The `jumlah`-th working day after `tanggal` (before it, when negative); 0 gives the day itself.

    The day itself is not counted: a deadline of one working day from a Friday is the Monday.
    """
    langkah = _SEHARI if jumlah > 0 else -_SEHARI
    for _ in range(abs(jumlah)):
        tanggal += langkah
        while not hari_kerja(tanggal, khusus):
            tanggal += langkah
    return tanggal


def hari_kerja_terakhir(mulai: dt.date, selesai: dt.date, khusus: Khusus = TANPA_KHUSUS) -> dt.date:
    """The last working day of a span: the deadline of a stage. Raises TidakAdaHariKerja."""
    tanggal = selesai
    while tanggal >= mulai:
        if hari_kerja(tanggal, khusus):
            return tanggal
        tanggal -= _SEHARI
    raise TidakAdaHariKerja(mulai, selesai)


def minggu(tahun: int, bulan: int, ke: int) -> Rentang:
    """Days of week I to IV (1 to 4) of a month; week IV runs to its end. Raises ValueError for another week."""
    pertama = _aturan(tahun).daftar_bulat("minggu.hari_pertama")
    if not 1 <= ke <= len(pertama):
        raise ValueError(f"minggu ke-{ke} tidak ada")
    akhir = pertama[ke] - 1 if ke < len(pertama) else calendar.monthrange(tahun, bulan)[1]
    return dt.date(tahun, bulan, pertama[ke - 1]), dt.date(tahun, bulan, akhir)


def jadwal_baku(tahun: int, periode: int, khusus: Khusus = TANPA_KHUSUS) -> dict[Tahap, Rentang]:
    """The default schedule of a cycle: the printed weeks, cut to working days.

    The plenary opens no earlier than two months after files were last received. Raises TidakAdaHariKerja.
    """
    jadwal = {tahap: _rapikan(*_minggu_baku(tahun, periode, tahap), khusus) for tahap in Tahap}
    mulai, selesai = jadwal[Tahap.SIDANG]
    paling_awal = tambah_bulan(jadwal[Tahap.BERKAS_DITERIMA][1], _bulan_sebelum_sidang(tahun))
    jadwal[Tahap.SIDANG] = _rapikan(max(mulai, paling_awal), selesai, khusus)
    return jadwal


def batas_terima(jadwal: Jadwal, sidang: dt.date | None = None, khusus: Khusus = TANPA_KHUSUS) -> dt.date:
    """Last day on which a received file belongs to the cycle.

    The earlier of the last working day of the receiving stage and two months before the plenary; `sidang` is its date
    once it is set, else its stage's first day counts. Raises TidakAdaHariKerja.
    """
    akhir_tahap = hari_kerja_terakhir(*jadwal[Tahap.BERKAS_DITERIMA], khusus)
    return min(akhir_tahap, batas_menurut_sidang(sidang or jadwal[Tahap.SIDANG][0]))


def batas_menurut_sidang(sidang: dt.date) -> dt.date:
    """The cut-off that the regulation sets: two months before the plenary, whatever the schedule's weeks say."""
    return tambah_bulan(sidang, -_bulan_sebelum_sidang(sidang.year))


def putaran_untuk(
    diterima: dt.date, batas: Mapping[NomorPutaran, dt.date] | None = None, khusus: Khusus = TANPA_KHUSUS
) -> NomorPutaran:
    """The cycle of a file received on this day: the first whose cut-off has not passed.

    `batas` are the cut-offs of cycles whose schedule was set; the defaults hold for the others.
    """
    diatur = batas or {}
    putaran = NomorPutaran(diterima.year, 1)
    while diterima > (diatur.get(putaran) or batas_terima(jadwal_baku(putaran.tahun, putaran.periode, khusus))):
        putaran = putaran.berikutnya
    return putaran


def periksa_jadwal(putaran: NomorPutaran, jadwal: Jadwal, khusus: Khusus = TANPA_KHUSUS) -> list[Pesan]:
    """Every way in which a schedule breaks the rules; empty when it is sound."""
    kurang = [tahap for tahap in Tahap if tahap not in jadwal]
    if kurang:
        return [P_("Tahap %(tahap)s belum dijadwalkan.", tahap=Pesan(tahap.label)) for tahap in kurang]
    return [*_salah_urutan(jadwal), *_salah_hari(jadwal, khusus), *_salah_batas(putaran, jadwal)]


def _salah_urutan(jadwal: Jadwal) -> list[Pesan]:
    salah = [
        P_("Tahap %(tahap)s selesai sebelum mulai.", tahap=Pesan(tahap.label))
        for tahap, (mulai, selesai) in jadwal.items()
        if selesai < mulai
    ]
    for lebih_dulu, berikut in pairwise(Tahap):
        if any(b < a for a, b in zip(jadwal[lebih_dulu], jadwal[berikut], strict=True)):
            salah.append(
                P_(
                    "Tahap %(berikut)s tidak boleh mulai atau selesai sebelum tahap %(lebih_dulu)s.",
                    berikut=Pesan(berikut.label),
                    lebih_dulu=Pesan(lebih_dulu.label),
                )
            )
    return salah


def _salah_hari(jadwal: Jadwal, khusus: Khusus) -> list[Pesan]:
    salah = []
    for mulai, selesai in jadwal.values():
        if mulai <= selesai:
            try:
                hari_kerja_terakhir(mulai, selesai, khusus)
            except TidakAdaHariKerja as galat:
                salah.append(galat.pesan)
    return salah


def _salah_batas(putaran: NomorPutaran, jadwal: Jadwal) -> list[Pesan]:
    salah = []
    terakhir = batas_menurut_sidang(jadwal[Tahap.SIDANG][0])
    if jadwal[Tahap.BERKAS_DITERIMA][1] > terakhir:
        salah.append(
            P_(
                "Berkas diterima paling lambat %(terakhir)s, yaitu %(bulan)s bulan sebelum sidang.",
                terakhir=terakhir,
                bulan=_bulan_sebelum_sidang(putaran.tahun),
            )
        )
    if jadwal[Tahap.PEMBUATAN_PAK][1] > putaran.batas_penetapan:
        salah.append(P_("PAK dibuat paling lambat %(terakhir)s.", terakhir=putaran.batas_penetapan))
    return salah


def _minggu_baku(tahun: int, periode: int, tahap: Tahap) -> Rentang:
    """The printed weeks of a stage. A cycle that opens in a month after its plenary's opens the year before."""
    jalur = f"jadwal.periode_{periode}"
    buka = _aturan(tahun).daftar_bulat(f"{jalur}.{Tahap.BERKAS_DITERIMA.value}")[0]
    sidang = _aturan(tahun).daftar_bulat(f"{jalur}.{Tahap.SIDANG.value}")[0]
    bulan_awal, minggu_awal, bulan_akhir, minggu_akhir = _aturan(tahun).daftar_bulat(f"{jalur}.{tahap.value}")

    def tahun_bulan(bulan: int) -> int:
        return tahun - 1 if buka > sidang and bulan >= buka else tahun

    mulai, _ = minggu(tahun_bulan(bulan_awal), bulan_awal, minggu_awal)
    _, selesai = minggu(tahun_bulan(bulan_akhir), bulan_akhir, minggu_akhir)
    return mulai, selesai


def _rapikan(mulai: dt.date, selesai: dt.date, khusus: Khusus) -> Rentang:
    """The span from its first to its last working day."""
    akhir = hari_kerja_terakhir(mulai, selesai, khusus)
    return hari_kerja_mulai(mulai, khusus), akhir


def _bulan_sebelum_sidang(tahun: int) -> int:
    return _aturan(tahun).bulat("batas_terima.bulan_sebelum_sidang")


def _aturan(tahun: int) -> peraturan.Peraturan:
    return peraturan.kalender(dt.date(tahun, 1, 1))


@cache
def _libur_nasional(tahun: int, negara: str, kategori: tuple[str, ...]) -> Mapping[dt.date, str]:
    # Imported here because the library takes longer to load than the rest of the application's start (0.12 s), and
    # most commands never ask for a holiday.
    import holidays  # noqa: PLC0415

    daftar = holidays.country_holidays(negara, years=tahun, categories=kategori, language="id")
    return dict(sorted(daftar.items()))
