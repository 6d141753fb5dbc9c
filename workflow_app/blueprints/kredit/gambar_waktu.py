"""An officer's credit over time as a picture: a panel per rule set, the periods of the rule sets as bands behind.

Balances are steps, an integration is a bridge from the old panels to the new one, needs of the next rank and level are
dashed lines, ranks and levels are marks below. Pure geometry for `templates/kredit/_garis_waktu.html`; the same figures
stand in the table beside the picture.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from workflow_app.kalkulator.dasar import NOL
from workflow_app.services.garis_waktu import Titik

SEMPIT, LEBAR = 320, 920
"""Widths for a phone and for a desk, so that letters keep their size on both."""
TEPI = 8
KEPALA = 22
"""Height of the line with the names of the periods."""
JUDUL = 20
"""From the top of a panel to its plot."""
BIDANG = 84
"""Height of a plot."""
SELA = 14
BARIS = 17
"""Height of a line of the axis: years, ranks, levels."""
_RUANG = Decimal("1.12")
"""Room over the highest figure of a panel."""
_HURUF = 6.6
"""Width of a letter, by and large."""
_LENGKUNG = 20
_JARAK_TAHUN = 40
"""The least room between two years that are written."""
_PANAH = 4
_SISA = 0.04
"""Room after today, as a share of the time before it."""
_SISA_MINIMAL = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Regime:
    """A rule set with its period."""

    kunci: str
    mulai: dt.date
    sampai: dt.date


@dataclass(frozen=True, slots=True)
class Perlu:
    """What a raise needs: `KP` or `KJ`."""

    jenis: str
    nilai: Decimal


@dataclass(frozen=True, slots=True)
class Tanda:
    """A rank or level since a day; `baris` 0 for ranks, 1 for levels."""

    tanggal: dt.date
    teks: str
    baris: int


@dataclass(frozen=True, slots=True)
class Bahan:
    """What is drawn. `regime` in the order of time; points from the oldest on."""

    titik: Sequence[Titik]
    regime: Sequence[Regime]
    kini: str
    """Rule set of today: its panel is drawn in any case and carries the needs."""
    hari_ini: dt.date
    perlu: Sequence[Perlu]
    jenjang: str
    """The present level."""
    sejak: dt.date
    """Day on which it began."""
    menunggu: Decimal
    """Credit that waits for a determination, on top of today's balance."""
    tanda: Sequence[Tanda]


@dataclass(frozen=True, slots=True)
class Pita:
    """The period of a rule set."""

    kunci: str
    x: float
    lebar: float
    bernama: bool
    """Whether its name has room."""


@dataclass(frozen=True, slots=True)
class Tahun:
    """The beginning of a year."""

    x: float
    tahun: int
    bernama: bool


@dataclass(frozen=True, slots=True)
class Garis:
    """The balance of one account: its steps, and the area below them."""

    langkah: str
    luas: str


@dataclass(frozen=True, slots=True)
class GarisPerlu:
    """A need as a dashed line; the label of a rank stands on its left end, of a level on its right."""

    jenis: str
    nilai: Decimal
    y: float
    x1: float
    x2: float


@dataclass(frozen=True, slots=True)
class Panel:
    """One rule set: heading at `judul`, plot from `atas` down to `alas`."""

    kunci: str
    judul: float
    atas: float
    alas: float
    garis: tuple[Garis, ...]
    akhir: Decimal
    """Balance of today in the present level."""
    perlu: tuple[GarisPerlu, ...]
    menunggu: tuple[float, float] | None
    """From the balance up to what it will be; None where nothing waits."""


@dataclass(frozen=True, slots=True)
class Jembatan:
    """The way of one old account into the new one: it leaves at `dari` with `nilai`."""

    lengkung: str
    panah: str
    x: float
    dari: float
    nilai: Decimal


@dataclass(frozen=True, slots=True)
class TandaGambar:
    """A mark on the axis; without room it has no label."""

    x: float
    y: float
    teks: str
    bernama: bool
    di_akhir: bool
    """Whether the label ends at its mark."""


@dataclass(frozen=True, slots=True)
class GambarWaktu:
    """Everything the template draws; lengths are units of the drawing."""

    lebar: int
    tinggi: float
    pita: tuple[Pita, ...]
    tahun: tuple[Tahun, ...]
    panel: tuple[Panel, ...]
    jembatan: tuple[Jembatan, ...]
    tanda: tuple[TandaGambar, ...]
    hari_ini: float
    alas: float
    """Bottom of the last panel, where the axis begins."""


@dataclass(frozen=True, slots=True)
class _Sumbu:
    awal: dt.date
    akhir: dt.date
    lebar: int

    def x(self, tanggal: dt.date) -> float:
        """The place of a day; days outside the picture stand at its edge."""
        kini = min(max(tanggal, self.awal), self.akhir)
        bagian = (kini - self.awal).days / max((self.akhir - self.awal).days, 1)
        return round(TEPI + bagian * (self.lebar - 2 * TEPI), 1)


def gambar_waktu(bahan: Bahan, lebar: int) -> GambarWaktu:
    """The picture in one width. `bahan` holds at least one point."""
    awal = min(t.tanggal for t in bahan.titik)
    mulai, kini = dt.date(awal.year, 1, 1), max(bahan.hari_ini, bahan.titik[-1].tanggal)
    sumbu = _Sumbu(mulai, kini + max((kini - mulai) * _SISA, _SISA_MINIMAL), lebar)
    ada = {t.aturan for t in bahan.titik} | {bahan.kini}
    panel = tuple(
        _panel(bahan, sumbu, regime.kunci, KEPALA + nomor * (JUDUL + BIDANG + SELA))
        for nomor, regime in enumerate(r for r in bahan.regime if r.kunci in ada)
    )
    alas = panel[-1].alas
    return GambarWaktu(
        lebar,
        alas + 3 * BARIS + SELA,
        tuple(_pita(bahan, sumbu)),
        tuple(_tahun(sumbu)),
        panel,
        tuple(_jembatan(bahan, sumbu, panel)),
        tuple(_tanda(bahan, sumbu, alas + BARIS)),
        sumbu.x(bahan.hari_ini),
        alas,
    )


def _pita(bahan: Bahan, sumbu: _Sumbu) -> Iterator[Pita]:
    for regime in bahan.regime:
        if regime.mulai <= sumbu.akhir and regime.sampai >= sumbu.awal:
            x = sumbu.x(regime.mulai)
            lebar = round(sumbu.x(regime.sampai) - x, 1)
            yield Pita(regime.kunci, x, lebar, lebar >= _HURUF * (len(regime.kunci) + 1))


def _tahun(sumbu: _Sumbu) -> Iterator[Tahun]:
    terakhir = float("-inf")
    for tahun in range(sumbu.awal.year, sumbu.akhir.year + 1):
        x = sumbu.x(dt.date(tahun, 1, 1))
        bernama = x - terakhir >= _JARAK_TAHUN and x + _HURUF * len(str(tahun)) <= sumbu.lebar
        terakhir = x if bernama else terakhir
        yield Tahun(x, tahun, bernama)


def _akun(bahan: Bahan, kunci: str) -> dict[str, list[Titik]]:
    """The points of a rule set by account."""
    hasil: dict[str, list[Titik]] = {}
    for satu in bahan.titik:
        if satu.aturan == kunci:
            hasil.setdefault(satu.akun, []).append(satu)
    return hasil


class _Skala:
    """From balances to heights."""

    def __init__(self, nilai: Sequence[Decimal], atas: float) -> None:
        self.bawah = min([NOL, *nilai])
        self.penuh = max([Decimal(1), *nilai]) * _RUANG - self.bawah
        self.alas = atas + BIDANG

    def y(self, nilai: Decimal) -> float:
        """The height of a balance."""
        return round(self.alas - float((nilai - self.bawah) / self.penuh) * BIDANG, 1)


def _skala(bahan: Bahan, kunci: str, atas: float) -> _Skala:
    nilai = [n for t in bahan.titik if t.aturan == kunci for n in (t.saldo, t.saldo - t.jumlah)]
    if kunci == bahan.kini:
        nilai += [p.nilai for p in bahan.perlu]
        nilai.append(_berdiri(bahan, _akun(bahan, kunci)) + bahan.menunggu)
    return _Skala(nilai, atas)


def _berdiri(bahan: Bahan, akun: dict[str, list[Titik]]) -> Decimal:
    """What stands today in the present level, or over the career where the rule set counts so."""
    return sum((daftar[-1].saldo for nama, daftar in akun.items() if nama in {"", bahan.jenjang}), NOL)


def _panel(bahan: Bahan, sumbu: _Sumbu, kunci: str, judul: float) -> Panel:
    atas = judul + JUDUL
    akun, skala = _akun(bahan, kunci), _skala(bahan, kunci, atas)
    akhir = _berdiri(bahan, akun)
    perlu: tuple[GarisPerlu, ...] = ()
    menunggu = None
    if kunci == bahan.kini:
        kiri, kanan = sumbu.x(bahan.sejak), float(sumbu.lebar - TEPI)
        perlu = tuple(GarisPerlu(p.jenis, p.nilai, skala.y(p.nilai), kiri, kanan) for p in bahan.perlu)
        if bahan.menunggu > 0:
            menunggu = (skala.y(akhir), skala.y(akhir + bahan.menunggu))
    garis = tuple(_garis(daftar, sumbu, skala, bahan.hari_ini) for daftar in akun.values())
    return Panel(kunci, judul, atas, atas + BIDANG, garis, akhir, perlu, menunggu)


def _garis(daftar: Sequence[Titik], sumbu: _Sumbu, skala: _Skala, hari_ini: dt.date) -> Garis:
    """Steps from the first event on; an account that was emptied ends there."""
    mulai, dasar = sumbu.x(daftar[0].tanggal), skala.y(NOL)
    langkah = [f"M{mulai} {dasar}"]
    langkah += [f"H{sumbu.x(t.tanggal)}V{skala.y(t.saldo)}" for t in daftar]
    if daftar[-1].saldo:
        langkah.append(f"H{sumbu.x(hari_ini)}")
    jalan = "".join(langkah)
    return Garis(jalan, f"{jalan}V{dasar}Z")


def _jembatan(bahan: Bahan, sumbu: _Sumbu, panel: Sequence[Panel]) -> Iterator[Jembatan]:
    per_panel = {p.kunci: p for p in panel}
    per_integrasi: dict[int, list[Titik]] = {}
    for satu in bahan.titik:
        if satu.integrasi is not None:
            per_integrasi.setdefault(satu.integrasi, []).append(satu)
    urutan = [r.kunci for r in bahan.regime]
    for bagian in per_integrasi.values():
        tujuan = max((t.aturan for t in bagian), key=urutan.index)
        masuk = next((t for t in bagian if t.aturan == tujuan and t.jumlah > 0), None)
        for keluar in bagian:
            if masuk is not None and keluar.aturan != tujuan and keluar.jumlah < 0:
                dari = _skala(bahan, keluar.aturan, per_panel[keluar.aturan].atas).y(keluar.saldo - keluar.jumlah)
                ke = _skala(bahan, tujuan, per_panel[tujuan].atas).y(masuk.saldo)
                yield _satu_jembatan(sumbu, sumbu.x(keluar.tanggal), dari, ke, -keluar.jumlah)


def _satu_jembatan(sumbu: _Sumbu, x: float, dari: float, ke: float, nilai: Decimal) -> Jembatan:
    arah = 1 if x + _LENGKUNG + TEPI <= sumbu.lebar else -1
    luar = round(x + arah * _LENGKUNG, 1)
    ujung = round(x + arah * _PANAH, 1)
    # The arrow head lies on the side from which the bridge comes.
    panah = f"M{x} {ke}L{round(x + arah * 2 * _PANAH, 1)} {round(ke - _PANAH, 1)}V{round(ke + _PANAH, 1)}Z"
    return Jembatan(f"M{x} {dari}C{luar} {dari} {luar} {ke} {ujung} {ke}", panah, x, dari, nilai)


def _tanda(bahan: Bahan, sumbu: _Sumbu, atas: float) -> Iterator[TandaGambar]:
    """The marks, the newest first: where labels would meet, the older one goes."""
    for baris in sorted({t.baris for t in bahan.tanda}):
        milik = sorted((t for t in bahan.tanda if t.baris == baris), key=lambda t: t.tanggal)
        lalu = [t for t in milik if t.tanggal < sumbu.awal][-1:]
        bebas = float(sumbu.lebar)
        for satu in reversed([*lalu, *(t for t in milik if t.tanggal >= sumbu.awal)]):
            x, panjang = sumbu.x(satu.tanggal), len(satu.teks) * _HURUF
            di_akhir = x + panjang > sumbu.lebar
            kiri, kanan = (x - panjang, x) if di_akhir else (x, x + panjang)
            bernama = kanan <= bebas
            bebas = kiri - _HURUF if bernama else bebas
            yield TandaGambar(x, atas + (baris + 1) * BARIS, satu.teks, bernama, di_akhir)
