"""Numbers in Indonesian words, as decrees and minutes write them beside the figures."""

from decimal import Decimal

from num2words import num2words

ANGKA = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")


def terbilang(bilangan: int) -> str:
    """`2022` -> "dua ribu dua puluh dua"."""
    return str(num2words(bilangan, lang="id"))


def terbilang_angka(nilai: Decimal) -> str:
    """`Decimal("12.500")` -> "dua belas koma lima": digit by digit after the comma, without zeros at the end."""
    tanda = "minus " if nilai < 0 else ""
    bulat, _, pecahan = f"{abs(nilai):f}".partition(".")
    kata = tanda + terbilang(int(bulat))
    pecahan = pecahan.rstrip("0")
    if not pecahan:
        return kata
    return f"{kata} koma {' '.join(ANGKA[int(digit)] for digit in pecahan)}"
