"""Language of a page, and values as people write them in it."""

import datetime as dt
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from babel.dates import format_date
from babel.support import NullTranslations, Translations
from flask import Flask, g, has_app_context, has_request_context, request, session
from flask_babel import format_datetime, format_decimal, get_locale, get_translations
from flask_login import current_user

from workflow_app.extensions import babel
from workflow_app.models import LABEL_PERAN, Peran
from workflow_app.notifications import MAP_TERJEMAHAN
from workflow_app.pesan import Pesan
from workflow_app.web.peramban import nama_peramban
from workflow_app.web.permintaan import basis_data_dapat_ditanya

BAHASA = ("id", "en")
ZONA = "Asia/Jakarta"
"""Zone in which times are shown; the label beside them is WIB."""
KUNCI_SESI = "bahasa"
MAKS_TANGGAL = 4096
"""Dates in words that are kept: the same few hundred days stand on everybody's pages."""


def _kamus() -> NullTranslations:
    """The reader's dictionary, found once per request: a page has hundreds of texts."""
    kamus: NullTranslations | None = g.get("kamus") if has_app_context() else None
    if kamus is None:
        kamus = get_translations()
        if has_app_context():
            g.kamus = kamus
    return kamus


def terjemah(msgid: str) -> str:
    """A text of templates and messages in the reader's language, its places unfilled."""
    return str(_kamus().ugettext(msgid))


def terjemah_banyak(satu: str, banyak: str, n: int) -> str:
    """A text with a number, in the reader's language and its form for that number."""
    return str(_kamus().ungettext(satu, banyak, n))


def label_peran(peran: Peran | str) -> Pesan:
    """The role in words; takes the stored value too, as the audit rows keep it."""
    return Pesan(LABEL_PERAN[Peran(peran)])


def bahasa_pilihan() -> str:
    """The language of this request: the account's, else the one chosen in this browser, else the browser's own."""
    if not has_request_context():
        return BAHASA[0]
    if basis_data_dapat_ditanya() and current_user.is_authenticated:
        return str(current_user.akun.bahasa)
    dipilih = session.get(KUNCI_SESI)
    if dipilih in BAHASA:
        return str(dipilih)
    return request.accept_languages.best_match(BAHASA, default=BAHASA[0]) or BAHASA[0]


def angka(nilai: Decimal | int) -> str:
    """A number as the reader writes it, with as many decimals as it has."""
    return str(format_decimal(nilai, "#,##0.######"))


def angka_kredit(nilai: Decimal | None) -> str:
    """Credit with the three decimals in which it is decided; a dash where there is none."""
    return "–" if nilai is None else str(format_decimal(nilai, "#,##0.000"))


def tanggal(nilai: dt.date | None, bentuk: str = "d MMMM y") -> str:
    """A date in words; a dash where there is none."""
    return "–" if nilai is None else _tanggal(nilai, bentuk, kode_bahasa())


@lru_cache(maxsize=MAKS_TANGGAL)
def _tanggal(nilai: dt.date, bentuk: str, bahasa: str) -> str:
    return str(format_date(nilai, bentuk, bahasa))


def waktu(nilai: dt.datetime | None) -> str:
    """A stored time (UTC) as it was in Indonesia's western zone; a dash where there is none."""
    if nilai is None:
        return "–"
    pemisah = "." if kode_bahasa() == BAHASA[0] else ":"
    return f"{format_datetime(nilai, f'd MMM y, HH{pemisah}mm')} WIB"


def _nilai(isi: object) -> object:
    if isinstance(isi, tuple):
        return ", ".join(str(_nilai(satu)) for satu in isi)
    if isinstance(isi, Pesan):
        return teks(isi)
    if isinstance(isi, dt.datetime):
        return waktu(isi)
    if isinstance(isi, dt.date):
        return tanggal(isi)
    if isinstance(isi, Decimal):
        return angka(isi)
    return isi


def teks(isi: Any) -> Any:
    """A message in the reader's language; anything that is not a message comes back as it is."""
    if not isinstance(isi, Pesan):
        return isi
    kalimat = terjemah(isi.msgid)
    return kalimat % {kunci: _nilai(nilai) for kunci, nilai in isi.nilai.items()} if isi.nilai else kalimat


def kalimat(isi: str | None) -> str | None:
    """A stored text: what the system wrote in Indonesian in the reader's language, what people wrote as it is."""
    return str(teks(Pesan(isi))) if isi else isi


def kode_bahasa() -> str:
    """`id` or `en`, for the page's `lang`."""
    return str(get_locale())


@cache
def pesan_formulir(kode: str) -> NullTranslations:
    """The forms library's own sentences, which are English, in a language; see `alurpak bahasa`."""
    return Translations.load(str(MAP_TERJEMAHAN), [kode], "wtforms")


def pasang(app: Flask) -> None:
    """Select the language of each request and give the templates their filters."""
    babel.init_app(
        app, default_locale=BAHASA[0], default_timezone=ZONA, locale_selector=bahasa_pilihan, timezone_selector=None
    )
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # comes with the extension jinja2.ext.i18n
        terjemah, terjemah_banyak, newstyle=True
    )
    app.jinja_env.filters.update(
        teks=teks,
        kalimat=kalimat,
        tanggal=tanggal,
        waktu=waktu,
        angka=angka,
        ak=angka_kredit,
        label_peran=label_peran,
        nama_peramban=nama_peramban,
    )
