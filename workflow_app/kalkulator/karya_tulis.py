"""Shares of a joint paper: what the main author and each helper receive, exact until the last step."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from workflow_app.kalkulator.dasar import Langkah, bulatkan
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.pesan import P_, Pesan

UTAMA = "utama"
PEMBANTU = "pembantu"
SETARA = "setara"
PERAN = (UTAMA, PEMBANTU, SETARA)


class PenulisTidakDiatur(ValueError):
    """No rule says how so many authors share; `pesan` says what to do."""

    def __init__(self, pesan: Pesan) -> None:
        super().__init__(str(pesan))
        self.pesan = pesan


@dataclass(frozen=True, slots=True)
class Pembagian:
    """Shares of one paper. `setara` holds where the main author cannot be told, the others where he can."""

    penulis: int
    utama: Fraction | None
    pembantu: Fraction | None
    """Share of each helper; None for a sole author and where all are equal."""
    setara: Fraction | None
    pembantu_dinilai: int
    """Helpers who are credited; the others receive nothing."""
    langkah: Langkah

    @property
    def tidak_dinilai(self) -> int:
        """Authors who receive nothing."""
        return 0 if self.setara else self.penulis - 1 - self.pembantu_dinilai

    @property
    def per_penulis(self) -> tuple[Fraction, ...]:
        """The share of every credited author, the main one first."""
        if self.setara is not None:
            return (self.setara,) * self.penulis
        pembantu = () if self.pembantu is None else (self.pembantu,) * self.pembantu_dinilai
        return (*(() if self.utama is None else (self.utama,)), *pembantu)

    def bagian(self, peran: str) -> Fraction | None:
        """The share of an author with this part (`utama`, `pembantu`, `setara`); None where nobody has that part."""
        return {UTAMA: self.utama, PEMBANTU: self.pembantu, SETARA: self.setara}[peran]


@dataclass(frozen=True, slots=True)
class KaryaTulis:
    """Credit of a joint paper. Stored values are rounded, one per credited author."""

    pembagian: Pembagian
    utama: Decimal | None
    pembantu: Decimal | None
    setara: Decimal | None
    per_penulis: tuple[Decimal, ...]
    jumlah_pasti: Decimal
    """The shares together before any rounding."""
    langkah: tuple[Langkah, ...]

    @property
    def jumlah(self) -> Decimal:
        """The stored values together."""
        return sum(self.per_penulis, Decimal(0))

    @property
    def selisih(self) -> Decimal:
        """What rounding adds (or takes) altogether."""
        return self.jumlah - self.jumlah_pasti


def pembagian_penulis(aturan: Peraturan, penulis: int, *, utama_diketahui: bool) -> Pembagian:
    """How `penulis` authors share. Raises PenulisTidakDiatur, ValueError for no author at all."""
    if penulis < 1:
        raise ValueError(f"jumlah penulis: {penulis}")
    terbanyak = max(int(n) for n in aturan.anak("karya_tulis.utama"))
    if not utama_diketahui and penulis > 1:
        return _setara(aturan, penulis, terbanyak)
    kolom = str(min(penulis, terbanyak))
    utama = Fraction(aturan.desimal(f"karya_tulis.utama.{kolom}"))
    sumber = aturan.sumber(f"karya_tulis.utama.{kolom}")
    if penulis == 1:
        return Pembagian(1, utama, None, None, 0, Langkah(P_("Penulis tunggal: seluruhnya."), Decimal(1), sumber))
    persen_pembantu = aturan.desimal(f"karya_tulis.pembantu.{kolom}")
    dinilai = min(penulis - 1, aturan.bulat("karya_tulis.pembantu_terbanyak"))
    nilai = {"penulis": penulis, "utama": _persen(utama), "pembantu": _persen(Fraction(persen_pembantu))}
    teks = P_("%(penulis)s penulis: utama %(utama)s%%, tiap pembantu %(pembantu)s%%.", **nilai)
    if dinilai < penulis - 1:
        sumber = aturan.sumber("karya_tulis.pembantu_terbanyak")
        teks = P_(
            "%(penulis)s penulis: utama %(utama)s%%, paling banyak %(banyak)s pembantu masing-masing %(pembantu)s%%; "
            "%(sisa)s pembantu lain tidak dinilai.",
            banyak=dinilai,
            sisa=penulis - 1 - dinilai,
            **nilai,
        )
    return Pembagian(penulis, utama, Fraction(persen_pembantu), None, dinilai, Langkah(teks, Decimal(penulis), sumber))


def karya_tulis(aturan: Peraturan, angka_kredit: Decimal, penulis: int, *, utama_diketahui: bool = True) -> KaryaTulis:
    """Credit of each author of a paper worth `angka_kredit`. Raises PenulisTidakDiatur, ValueError."""
    bagi = pembagian_penulis(aturan, penulis, utama_diketahui=utama_diketahui)

    def nilai(bagian: Fraction) -> Decimal:
        return bulatkan(aturan, kali(angka_kredit, bagian))

    langkah = [bagi.langkah]
    hasil: dict[str, Decimal | None] = dict.fromkeys(PERAN)
    for peran in PERAN:
        if (bagian := bagi.bagian(peran)) is not None:
            hasil[peran] = nilai(bagian)
            teks = _kalimat(peran, angka_kredit, bagian, nilai(bagian))
            langkah.append(Langkah(teks, hasil[peran], bagi.langkah.sumber))
    pasti = kali(angka_kredit, sum(bagi.per_penulis, Fraction(0)))
    per_penulis = tuple(nilai(bagian) for bagian in bagi.per_penulis)
    penutup = P_(
        "Jumlah sebelum pembulatan %(pasti)s, sesudah pembulatan %(jumlah)s",
        pasti=pasti,
        jumlah=sum(per_penulis, Decimal(0)),
    )
    langkah.append(Langkah(penutup, pasti, aturan.sumber("pembulatan.desimal")))
    return KaryaTulis(bagi, hasil[UTAMA], hasil[PEMBANTU], hasil[SETARA], per_penulis, pasti, tuple(langkah))


def kali(angka: Decimal, bagian: Fraction) -> Decimal:
    """A figure times an exact share; the division comes last."""
    return angka * bagian.numerator / bagian.denominator


def _setara(aturan: Peraturan, penulis: int, terbanyak: int) -> Pembagian:
    if penulis > terbanyak:
        pesan = P_(
            "Untuk lebih dari %(terbanyak)s penulis, peraturan tidak mengatur pembagian tanpa penulis utama. "
            "Tetapkan penulis utamanya.",
            terbanyak=terbanyak,
        )
        raise PenulisTidakDiatur(pesan)
    teks = P_("Penulis utama tidak diketahui: %(penulis)s penulis mendapat bagian yang sama.", penulis=penulis)
    sumber = aturan.sumber(f"karya_tulis.utama.{penulis}")
    return Pembagian(penulis, None, None, Fraction(1, penulis), 0, Langkah(teks, Decimal(penulis), sumber))


def _persen(bagian: Fraction) -> Decimal:
    return kali(Decimal(100), bagian)


def _kalimat(peran: str, dasar: Decimal, bagian: Fraction, nilai: Decimal) -> Pesan:
    desimal = kali(Decimal(1), bagian)
    habis = Fraction(desimal) == bagian
    isi = {"dasar": dasar, "bagian": desimal if habis else str(bagian), "nilai": nilai}
    if peran == UTAMA:
        return P_("Penulis utama: %(dasar)s x %(bagian)s = %(nilai)s", **isi)
    if peran == PEMBANTU:
        return P_("Tiap pembantu: %(dasar)s x %(bagian)s = %(nilai)s", **isi)
    return P_("Tiap penulis: %(dasar)s x %(bagian)s = %(nilai)s", **isi)
