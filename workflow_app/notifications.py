"""Mail: its text from templates/surat, and its way out. The only module that knows smtplib.

A mail goes through the server of `SMTP_URL`; without one it is written to `INSTANCE_DIR/outgoing` as an .eml file that
any mail program opens. Texts are Jinja templates that the secretariat can edit; their first line is the subject.
"""

import datetime as dt
import os
import re
import smtplib
import ssl
import tempfile
import textwrap
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import SplitResult, unquote, urlsplit

from babel.dates import format_date
from babel.support import NullTranslations, Translations
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from workflow_app.config import PengaturanSalah, Settings
from workflow_app.outbox import GalatSementara

MAP_SURAT = Path(__file__).resolve().parent / "templates" / "surat"
MAP_TERJEMAHAN = Path(__file__).resolve().parent / "translations"
BATAS_TUNGGU_DETIK = 20
LEBAR_BARIS = 76
BAHASA_BAKU = "id"
GANGGUAN_TETAP = 500
"""SMTP reply codes from here on are final answers; below, the server asks to come again."""


@dataclass(frozen=True)
class TeksSurat:
    """What a mail says."""

    perihal: str
    isi: str


@dataclass(frozen=True)
class Alamat:
    """A person's name and mail address."""

    nama: str
    email: str


# --- Text -------------------------------------------------------------------------------------------------------------


def daftar_templat() -> frozenset[str]:
    """Names of the mails there are texts for; files that begin with an underscore are parts of others."""
    return frozenset(f.stem for f in MAP_SURAT.glob("[!_]*.txt"))


def tulis_teks(templat: str, bahasa: str, data: Mapping[str, Any]) -> TeksSurat:
    """The text of a mail in a language. Raises jinja2.TemplateError for a missing template or field."""
    perihal, _, isi = _lingkungan(bahasa).get_template(f"{templat}.txt").render(data).strip().partition("\n")
    return TeksSurat(satu_baris(perihal), _lipat(isi.strip()) + "\n")


def satu_baris(teks: str) -> str:
    """The text fit for a mail header: one line, no control characters, no marks that turn the direction of writing."""
    return " ".join("".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in teks).split())


@cache
def terjemahan(bahasa: str) -> NullTranslations:
    """The catalogue of a language; message ids are Indonesian, so `id` needs none."""
    return Translations.load(str(MAP_TERJEMAHAN), [bahasa])


@cache
def _lingkungan(bahasa: str) -> Environment:
    env = Environment(
        loader=FileSystemLoader(MAP_SURAT),
        extensions=["jinja2.ext.i18n"],
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - plain text: an escape would stand in the letter as it is
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.install_gettext_translations(terjemahan(bahasa), newstyle=True)  # type: ignore[attr-defined]  # by the extension
    env.filters["tanggal"] = lambda tanggal: format_date(tanggal, "long", locale=bahasa)
    env.filters["ringkas"] = lambda teks: textwrap.shorten(satu_baris(teks), LEBAR_BARIS, placeholder=" …")
    return env


def _lipat(isi: str) -> str:
    baris = (_tanpa_kendali(satu) for satu in isi.split("\n"))
    return "\n".join(textwrap.fill(satu, LEBAR_BARIS, break_long_words=False, break_on_hyphens=False) for satu in baris)


def _tanpa_kendali(teks: str) -> str:
    return "".join(c for c in teks if unicodedata.category(c) not in {"Cc", "Cf", "Zl", "Zp"})


# --- The message ------------------------------------------------------------------------------------------------------


def id_surat(outbox_id: int, penerima_id: int, saat: dt.datetime, dari: str) -> str:
    """Message-ID of a mail: the same for every attempt, so that a mail sent twice is seen to be one.

    `saat` is when the mail was put down; it tells installations apart that begin to count anew.
    """
    return f"<surat-{outbox_id}-{penerima_id}-{saat:%Y%m%d%H%M%S}@{dari.rpartition('@')[2]}>"


def buat_pesan(
    teks: TeksSurat, *, dari: str, kepada: Alamat, message_id: str, saat: dt.datetime, bahasa: str
) -> EmailMessage:
    """The message as it is sent. `saat` is UTC without a zone, as the database keeps it. Raises ValueError for a
    malformed address.
    """
    pesan = EmailMessage(policy=SMTP)
    pesan["From"] = Address("AlurPAK", addr_spec=satu_baris(dari))
    pesan["To"] = Address(satu_baris(kepada.nama), addr_spec=satu_baris(kepada.email))
    pesan["Subject"] = satu_baris(teks.perihal)
    pesan["Date"] = format_datetime(saat.replace(tzinfo=dt.UTC))
    pesan["Message-ID"] = message_id
    pesan["Auto-Submitted"] = "auto-generated"
    pesan.set_content(teks.isi, cte="quoted-printable")
    pesan["Content-Language"] = bahasa  # after the content, which drops what was said about it before
    return pesan


# --- The way out ------------------------------------------------------------------------------------------------------


class Pengirim(Protocol):
    """A way out for mail."""

    def kirim(self, pesan: EmailMessage, saat: dt.datetime) -> str | None:
        """Send; returns the name of the file where the mail was written, None where a server took it.

        Raises GalatSementara when nothing is wrong with this mail and it should be tried again later.
        """


def pengirim(pengaturan: Settings) -> Pengirim:
    """The way out that the settings ask for. Raises PengaturanSalah."""
    if pengaturan.SMTP_URL:
        return SmtpPengirim(pengaturan.SMTP_URL)
    return FolderPengirim(pengaturan.INSTANCE_DIR / "outgoing")


class FolderPengirim:
    """Writes each mail to a folder, whole or not at all; the same mail again replaces its own file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def kirim(self, pesan: EmailMessage, saat: dt.datetime) -> str:
        """See Pengirim."""
        nama = f"{saat:%Y-%m-%d}-{re.sub(r'[^A-Za-z0-9.-]', '_', pesan['Message-ID'].strip('<>'))}.eml"
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # NamedTemporaryFile gives 0600: a mail is readable by the owner of the installation alone.
        with tempfile.NamedTemporaryFile(dir=self._folder, prefix=".", delete=False) as berkas:
            sementara = Path(berkas.name)
            try:
                berkas.write(pesan.as_bytes())
                berkas.flush()
                os.fsync(berkas.fileno())
                sementara.replace(self._folder / nama)
            except OSError:
                sementara.unlink(missing_ok=True)
                raise
        return nama


class SmtpPengirim:
    """Hands each mail to a server.

    `smtps://` is TLS from the start, `starttls://` demands STARTTLS, `smtp://` is a relay without encryption, and then
    without a password unless it runs on this machine. Certificates are always verified.
    """

    def __init__(self, url: str) -> None:
        self._url = bagian = urlsplit(url)
        if bagian.scheme not in {"smtp", "smtps", "starttls"} or not bagian.hostname:
            raise PengaturanSalah(
                "SMTP_URL harus berbentuk smtps://, starttls:// atau smtp://[pengguna:sandi@]host[:port]."
            )
        if bagian.scheme == "smtp" and bagian.password and bagian.hostname not in {"localhost", "127.0.0.1", "::1"}:
            raise PengaturanSalah("SMTP_URL smtp:// mengirim sandi tanpa enkripsi: pakai starttls:// atau smtps://.")

    def kirim(self, pesan: EmailMessage, saat: dt.datetime) -> None:
        """See Pengirim."""
        try:
            server = _sambung(self._url)
            try:
                server.send_message(pesan)
            finally:
                # Once the server has taken the mail it is sent, whatever becomes of the farewell.
                with suppress(smtplib.SMTPException, OSError):
                    server.quit()
        except smtplib.SMTPRecipientsRefused as galat:
            _pilah(max(kode for kode, _ in galat.recipients.values()), galat)
        except smtplib.SMTPDataError as galat:
            _pilah(galat.smtp_code, galat)
        except (smtplib.SMTPException, OSError) as galat:
            # The connection, the certificate, the password, the sender: all mail waits until that is mended.
            raise GalatSementara(f"peladen surat tidak dapat dipakai: {type(galat).__name__}") from galat


def _pilah(kode: int, galat: smtplib.SMTPException) -> None:
    if kode < GANGGUAN_TETAP:
        raise GalatSementara(f"peladen surat menunda: {kode}") from galat
    raise galat


def _sambung(url: SplitResult) -> smtplib.SMTP:
    host = url.hostname or ""
    konteks = ssl.create_default_context()
    server: smtplib.SMTP
    if url.scheme == "smtps":
        server = smtplib.SMTP_SSL(host, url.port or 465, timeout=BATAS_TUNGGU_DETIK, context=konteks)
    else:
        server = smtplib.SMTP(host, url.port or (587 if url.scheme == "starttls" else 25), timeout=BATAS_TUNGGU_DETIK)
    try:
        if url.scheme == "starttls":
            server.starttls(context=konteks)
        if url.username and url.password:
            server.login(unquote(url.username), unquote(url.password))
    except BaseException:
        server.close()
        raise
    return server
