"""Passwords: hashing, what may be chosen, and random first passwords.

Length is the only demand on form; known and personal words are refused, because those are tried first.
"""

import re
import secrets
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from workflow_app.pesan import P_, Pesan

PANJANG_MINIMUM = 12
PANJANG_MAKSIMUM = 128
HURUF_BERBEDA_MINIMUM = 5
PANJANG_KATA_KONTEKS = 4
"""Shorter parts of a name are too common inside other words to be refused."""

hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""Argon2id with 19 MiB, 2 passes and 1 lane: about 0.1 s on a small server. The tests put a cheaper one here."""

KATA_UMUM = frozenset(
    {
        "abcdefghijkl",
        "admin",
        "administrator",
        "akusayangkamu",
        "alhamdulillah",
        "anjing",
        "asdfghjkl",
        "bismillah",
        "bismillahirrahmanirrahim",
        "cintaku",
        "garuda",
        "gantisandi",
        "iloveyou",
        "indonesia",
        "indonesiaraya",
        "jakarta",
        "katakunci",
        "katasandi",
        "letmein",
        "merdeka",
        "pancasila",
        "password",
        "passwordku",
        "pegawai",
        "pranata",
        "pranatakomputer",
        "qazwsxedc",
        "qwerty",
        "qwertyuiop",
        "qwertyuiopasdf",
        "rahasia",
        "sandi",
        "sayang",
        "selamat",
        "selamatpagi",
        "semangat",
        "sukses",
        "test",
        "welcome",
        "zxcvbnm",
    }
)
"""Words that stand at the head of lists of stolen passwords; digits and signs around them do not help."""

_DERET = ("01234567890123456789", "98765432109876543210", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")
_ALFABET = "abcdefghjkmnpqrstuvwxyz23456789"
_KELOMPOK, _PANJANG_KELOMPOK = 5, 4


def acak() -> str:
    """A first password, to be told once and changed at once: 20 characters that cannot be misread, in groups."""
    return "-".join("".join(secrets.choice(_ALFABET) for _ in range(_PANJANG_KELOMPOK)) for _ in range(_KELOMPOK))


def sidik(sandi: str) -> str:
    """The hash to be stored."""
    return hasher.hash(_baku(sandi))


def cocok(sidik_tersimpan: str | None, sandi: str) -> bool:
    """Whether the password belongs to the hash. Without a hash (unknown account) it takes as long and is False."""
    try:
        hasher.verify(sidik_tersimpan or _sidik_tiruan(), _baku(sandi))
    except (VerificationError, InvalidHashError):
        return False
    return sidik_tersimpan is not None


def perlu_disidik_ulang(sidik_tersimpan: str) -> bool:
    """Whether the hash was made with other costs than those of today."""
    return hasher.check_needs_rehash(sidik_tersimpan)


def keberatan(sandi: str, konteks: tuple[str, ...]) -> Pesan | None:
    """Why the password may not be chosen, or None. `konteks`: names of the person and of the account."""
    baku = _baku(sandi)
    if len(baku) < PANJANG_MINIMUM:
        return P_("Kata sandi paling sedikit %(jumlah)s karakter.", jumlah=PANJANG_MINIMUM)
    if len(baku) > PANJANG_MAKSIMUM:
        return P_("Kata sandi paling banyak %(jumlah)s karakter.", jumlah=PANJANG_MAKSIMUM)
    kecil = baku.casefold()
    for kata in (*(k for isi in konteks for k in re.split(r"[\W\d_]+", isi.casefold())), "alurpak"):
        if len(kata) >= PANJANG_KATA_KONTEKS and kata in kecil:
            return P_("Kata sandi tidak boleh memuat nama Anda, nama pengguna, atau nama aplikasi ini.")
    if _mudah_ditebak(kecil):
        return P_("Kata sandi ini mudah ditebak. Pakailah beberapa kata yang tidak berhubungan.")
    return None


def _mudah_ditebak(kecil: str) -> bool:
    if len(set(kecil)) < HURUF_BERBEDA_MINIMUM or any(kecil in deret for deret in _DERET):
        return True
    inti = re.sub(r"[\W\d_]+", "", kecil)
    return inti in KATA_UMUM or kecil in KATA_UMUM or (not inti and _digit_berderet(kecil))


def _digit_berderet(kecil: str) -> bool:
    digit = re.sub(r"\D", "", kecil)
    return any(digit[:PANJANG_MINIMUM] in deret for deret in _DERET)


def _baku(sandi: str) -> str:
    """One spelling for what two keyboards may send in two ways; nothing is cut off."""
    return unicodedata.normalize("NFKC", sandi)


def _sidik_tiruan() -> str:
    """A hash that nothing matches, with the costs of today, so that a wrong name takes as long as a wrong password."""
    if hasher not in _TIRUAN:
        _TIRUAN[hasher] = hasher.hash(secrets.token_hex())
    return _TIRUAN[hasher]


_TIRUAN: dict[PasswordHasher, str] = {}
