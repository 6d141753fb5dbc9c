"""Numbers as people type them: strict, because `12.5` read as 125 would change somebody's credit unnoticed."""

import re
from decimal import Decimal

from workflow_app.pesan import P_, Pesan

_POLOS = re.compile(r"\d+", re.ASCII)
_KOMA = re.compile(r"(\d+),(\d+)", re.ASCII)
_TITIK = re.compile(r"(\d+)\.(\d+)", re.ASCII)
_RIBUAN_TITIK = re.compile(r"([1-9]\d{0,2}(?:\.\d{3})+)(?:,(\d+))?", re.ASCII)
_RIBUAN_KOMA = re.compile(r"([1-9]\d{0,2}(?:,\d{3})+)\.(\d+)", re.ASCII)
_RIBUAN_KOMA_GANDA = re.compile(r"([1-9]\d{0,2}(?:,\d{3}){2,})", re.ASCII)
_SEPERTI_ANGKA = re.compile(r"[-+]?[\d.,]+", re.ASCII)
_MAKS_TAMPIL = 40
_MAKS_ANGKA_BULAT = 9


class AngkaTidakSah(ValueError):
    """The text is not a number that can be read in one way only; `pesan` tells the reader what to write."""

    def __init__(self, pesan: Pesan) -> None:
        super().__init__(str(pesan))
        self.pesan = pesan


def baca_desimal(teks: str, *, maks_desimal: int = 3, boleh_negatif: bool = False) -> Decimal:
    """Reads `12,5`, `12.5`, `1250`, `1.250,5`, `1,250.5`: whatever can mean one number only. Raises AngkaTidakSah.

    A comma alone is the decimal comma. A point alone is a decimal point, except in `1.250`, which is 1250 to one
    reader and 1,25 to another: that is refused. No exponents, no NaN, no sign unless `boleh_negatif`.
    """
    bersih = teks.strip()
    tanda, besar = ("-", bersih[1:]) if bersih.startswith("-") else ("", bersih)
    if not besar:
        raise AngkaTidakSah(P_("Isi dengan angka, misalnya 12,5."))
    bulat, pecahan = _bagian(besar, bersih)
    if tanda and not boleh_negatif:
        raise AngkaTidakSah(P_("Angka tidak boleh negatif: “%(teks)s”.", teks=_ringkas(bersih)))
    if len(pecahan) > maks_desimal:
        raise AngkaTidakSah(_terlalu_teliti(bersih, maks_desimal))
    if len(bulat.lstrip("0")) > _MAKS_ANGKA_BULAT:
        raise AngkaTidakSah(P_("Angka “%(teks)s” terlalu besar.", teks=_ringkas(bersih)))
    return Decimal(f"{tanda}{bulat}.{pecahan}") + 0  # no "-0"


def tulis_desimal(nilai: Decimal) -> str:
    """The one way of writing a number that is always read back: decimal comma, no grouping, no needless zeros."""
    tanpa_nol = nilai.normalize() if nilai else Decimal(0)
    return f"{tanpa_nol:f}".replace(".", ",")


def _bagian(besar: str, bersih: str) -> tuple[str, str]:
    """Whole and fractional digits of an unsigned number. Raises AngkaTidakSah."""
    if _POLOS.fullmatch(besar):
        return besar, ""
    if cocok := _KOMA.fullmatch(besar):
        return cocok[1], cocok[2]
    if cocok := _RIBUAN_TITIK.fullmatch(besar):
        if besar.count(".") == 1 and cocok[2] is None:
            raise AngkaTidakSah(_mendua(bersih, besar))
        return cocok[1].replace(".", ""), cocok[2] or ""
    if cocok := _TITIK.fullmatch(besar):
        return cocok[1], cocok[2]
    if cocok := _RIBUAN_KOMA.fullmatch(besar):
        return cocok[1].replace(",", ""), cocok[2]
    if cocok := _RIBUAN_KOMA_GANDA.fullmatch(besar):
        return cocok[1].replace(",", ""), ""
    if _SEPERTI_ANGKA.fullmatch(bersih):
        raise AngkaTidakSah(
            P_(
                "Titik atau koma pada “%(teks)s” tidak pada tempatnya. Tulis misalnya 12,5.",
                teks=_ringkas(bersih),
            )
        )
    raise AngkaTidakSah(P_("“%(teks)s” bukan angka. Tulis misalnya 12,5.", teks=_ringkas(bersih)))


def _mendua(bersih: str, besar: str) -> Pesan:
    return P_(
        "“%(teks)s” dapat dibaca dua cara. Tulis %(bulat)s untuk ribuan, atau %(koma)s untuk pecahan.",
        teks=bersih,
        bulat=besar.replace(".", ""),
        koma=besar.replace(".", ","),
    )


def _terlalu_teliti(bersih: str, maks_desimal: int) -> Pesan:
    if maks_desimal == 0:
        return P_("“%(teks)s” harus bilangan bulat, misalnya 12.", teks=_ringkas(bersih))
    return P_(
        "“%(teks)s” memiliki lebih dari %(maks)s angka di belakang koma.", teks=_ringkas(bersih), maks=maks_desimal
    )


def _ringkas(teks: str) -> str:
    return teks if len(teks) <= _MAKS_TAMPIL else f"{teks[:_MAKS_TAMPIL]}…"
