"""`alurpak bahasa`: collect the texts that people read, and keep the catalogues of translations abreast of them.

Message ids are the Indonesian texts themselves, so Indonesian needs no catalogue; English has one. A second, small one
puts the sentences of the forms library, which are English, into Indonesian.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from wtforms.i18n import messages_path

from workflow_app.config import AKAR
from workflow_app.notifications import MAP_TERJEMAHAN

PEMETAAN = MAP_TERJEMAHAN / "babel.cfg"
KATA_KUNCI = {**DEFAULT_KEYWORDS, "P_": None, "N_": None, "_l": None, "lazy_gettext": None}
"""Functions whose first argument is a text to translate; `lazy_gettext` is imported as `_l` all over the house."""
LEBAR_BARIS = 110


@dataclass(frozen=True)
class Katalog:
    """A catalogue: the language it translates into, and its domain (the name of its file)."""

    bahasa: str
    domain: str

    @property
    def po(self) -> Path:
        """The file that translators edit."""
        return MAP_TERJEMAHAN / self.bahasa / "LC_MESSAGES" / f"{self.domain}.po"

    @property
    def mo(self) -> Path:
        """The file that the application reads."""
        return self.po.with_suffix(".mo")

    def sumber(self) -> Catalog:
        """The texts as the code has them now, untranslated."""
        return teks_aplikasi() if self.domain == "messages" else teks_formulir()

    def baca(self) -> Catalog:
        """The catalogue as it is stored."""
        with self.po.open("rb") as berkas:
            return read_po(berkas, locale=self.bahasa, domain=self.domain)

    def mutakhir(self) -> Catalog:
        """The stored translations on the texts of now: new ones are empty, those no longer used are dropped."""
        katalog = self.baca()
        katalog.update(self.sumber(), no_fuzzy_matching=True, update_creation_date=False)
        katalog.obsolete.clear()
        return katalog


INGGRIS = Katalog("en", "messages")
FORMULIR = Katalog("id", "wtforms")
KATALOG = (INGGRIS, FORMULIR)


def teks_aplikasi() -> Catalog:
    """Every marked text of the code, the pages, the mails and the rule files."""
    with PEMETAAN.open(encoding="utf-8") as berkas:
        metode, pilihan = parse_mapping_cfg(berkas, PEMETAAN.name)  # type: ignore[no-untyped-call]  # Babel's own
    katalog = Catalog(charset="utf-8")
    temuan = extract_from_dir(AKAR, metode, pilihan, KATA_KUNCI, directory_filter=_milik_aplikasi)
    for nama, baris, teks, _, konteks in sorted(temuan, key=lambda t: (t[0], t[1])):
        katalog.add(teks, None, [(nama, baris)], context=konteks)
    return katalog


def _milik_aplikasi(folder: str) -> bool:
    """Whether to look into a folder; anything beside the application would only take time."""
    jalan = Path(folder)
    return jalan == AKAR or AKAR / "workflow_app" in {jalan, *jalan.parents}


def teks_formulir() -> Catalog:
    """The sentences of the forms library, from the list that it brings along."""
    with (Path(messages_path()) / "wtforms.pot").open("rb") as berkas:
        return read_po(berkas, charset="utf-8")


def tulis_po(katalog: Catalog) -> bytes:
    """The catalogue as text. Lines of the code are left out: they would change the file with every commit."""
    isi = BytesIO()
    write_po(isi, katalog, width=LEBAR_BARIS, sort_by_file=True, ignore_obsolete=True, include_lineno=False)
    return isi.getvalue()


def tulis_mo(katalog: Catalog) -> bytes:
    """The catalogue as the application reads it."""
    isi = BytesIO()
    write_mo(isi, katalog)
    return isi.getvalue()


def kurang(katalog: Catalog) -> Iterator[Message]:
    """The texts that have no translation yet, or one that nobody has confirmed."""
    for pesan in katalog:
        terjemahan = pesan.string if isinstance(pesan.string, (list, tuple)) else (pesan.string,)
        if pesan.id and (pesan.fuzzy or not all(terjemahan)):
            yield pesan


def usang(satu: Katalog, terkini: Catalog) -> bool:
    """Whether the stored files hold other texts than the code has now, or than one another."""
    tersimpan = satu.baca()
    return {p.id for p in tersimpan} != {p.id for p in terkini} or satu.mo.read_bytes() != tulis_mo(tersimpan)


@click.command("bahasa")
@click.option("--periksa", is_flag=True, help="Hanya memeriksa; tidak menulis apa pun.")
def bahasa(*, periksa: bool) -> None:
    """Kumpulkan teks, mutakhirkan katalog terjemahan, dan sebutkan yang belum diterjemahkan."""
    lengkap = True
    for satu in KATALOG:
        katalog = satu.mutakhir()
        if periksa:
            lengkap &= not usang(satu, katalog)
        else:
            satu.po.write_bytes(tulis_po(katalog))
            satu.mo.write_bytes(tulis_mo(katalog))
        belum = list(kurang(katalog))
        lengkap &= not belum
        click.echo(f"{satu.po.relative_to(AKAR)}: {len(katalog)} teks, {len(belum)} belum diterjemahkan")
        for pesan in belum:
            click.echo(f"  {pesan.locations[0][0]}: {pesan.id if isinstance(pesan.id, str) else pesan.id[0]}")
    if not lengkap:
        raise click.exceptions.Exit(1)
