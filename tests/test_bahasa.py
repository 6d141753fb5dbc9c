"""Two languages: the catalogues are complete, and a reader of English meets no Indonesian sentence."""

import ast
import datetime as dt
import importlib
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from babel.messages.catalog import Message
from click.testing import CliRunner
from flask import Flask
from jinja2 import Environment
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from wtforms import IntegerField
from wtforms.validators import Length

from tests import pabrik
from tests.klien import Klien, teks_halaman, urai
from tests.panggung import baca_agensi
from workflow_app.cli.bahasa import INGGRIS, KATALOG, Katalog, kurang, usang
from workflow_app.cli.bahasa import bahasa as perintah
from workflow_app.config import AKAR
from workflow_app.models import Base, Dupak, DupakState, Pegawai
from workflow_app.notifications import daftar_templat, tulis_teks
from workflow_app.pesan import P_, Pesan
from workflow_app.web.bahasa import kalimat, teks, waktu
from workflow_app.web.kolom import Formulir, TeksField

Masuk = Callable[[Pegawai], Klien]
APLIKASI = AKAR / "workflow_app"
TEMPAT = re.compile(r"%\(\w+\)[sd]|\{\w+\}|%%|%s")
INDONESIA = re.compile(
    r"\b(yang|dan|tidak|belum|sudah|atau|untuk|dengan|pada|dari|harus|adalah|anda|dalam|oleh|di|ke|lebih|bukan"
    r"|simpan|kembali|saya|batal|ubah|hapus|tambah|kirim|tanggal|berkas|butir|keadaan|langkah|tenggat|perkara)\b",
    re.IGNORECASE,
)
"""Words that an Indonesian text of the pages hardly does without, and that are not English."""


# The catalogues


def bentuk(isi: Any) -> tuple[str, ...]:
    """A text in its singular and plural, or in its only form."""
    return tuple(isi) if isinstance(isi, (tuple, list)) else (isi,)


def pesan(katalog: Katalog) -> list[Message]:
    return [p for p in katalog.baca() if p.id]


@pytest.mark.parametrize("katalog", KATALOG, ids=lambda k: k.domain)
def test_catalogue_is_complete_and_of_this_code(katalog: Katalog):
    """Cure: `python3 run.py alurpak bahasa`, then translate what it names."""
    terkini = katalog.mutakhir()
    assert [p.id for p in kurang(terkini)] == []
    assert not katalog.baca().obsolete
    assert not usang(katalog, terkini)


@pytest.mark.parametrize("katalog", KATALOG, ids=lambda k: k.domain)
def test_translations_keep_places_and_plural_forms(katalog: Katalog):
    jumlah_bentuk = katalog.baca().num_plurals
    for p in pesan(katalog):
        ditulis, asli = bentuk(p.string), bentuk(p.id)
        assert len(ditulis) == (jumlah_bentuk if len(asli) > 1 else 1), p.id
        for satu in filter(None, ditulis):
            assert sorted(TEMPAT.findall(satu)) == sorted(TEMPAT.findall(asli[-1])), p.id
            assert (satu[:1].isspace(), satu[-1:].isspace()) == (asli[0][:1].isspace(), asli[0][-1:].isspace()), p.id


def test_no_indonesian_is_left_in_the_english_texts():
    kutipan = re.compile(r"“[^”]*”|'[^']*'|`[^`]*`|\{\w+\}|%\(\w+\)s|\S+@\S+")
    sisa = [s for p in pesan(INGGRIS) for s in bentuk(p.string) if INDONESIA.search(kutipan.sub("", s))]
    assert sisa == []


def test_the_field_has_one_english_word_for_each_thing():
    inggris = {str(p.id): str(p.string) for p in pesan(INGGRIS)}
    ditolak = re.compile(r"\b(credit points?|DUPAK claim|evaluat|session hearing|hearing|proposer)\b", re.IGNORECASE)
    assert [s for s in inggris.values() if ditolak.search(s)] == []
    assert inggris["Sidang tim penilai"] == "Plenary of the assessment team"
    assert inggris["Pejabat penetap"] == "Determining official"


def test_the_command_finds_nothing_to_do():
    hasil = CliRunner().invoke(perintah, ["--periksa"])
    assert hasil.exit_code == 0, hasil.output
    assert hasil.output.count(" 0 belum diterjemahkan") == len(KATALOG)


def test_the_command_names_what_has_no_translation(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    for satu in KATALOG:
        salinan = tmp_path / satu.bahasa / "LC_MESSAGES" / satu.po.name
        salinan.parent.mkdir(parents=True)
        salinan.write_bytes(satu.po.read_bytes().replace(b'msgstr "Draft"', b'msgstr ""'))
    modul = importlib.import_module("workflow_app.cli.bahasa")
    monkeypatch.setattr(modul, "teks_aplikasi", INGGRIS.baca)
    monkeypatch.setattr(modul, "MAP_TERJEMAHAN", tmp_path)
    monkeypatch.setattr(modul, "AKAR", tmp_path)
    hasil = CliRunner().invoke(perintah)
    assert hasil.exit_code == 1
    assert "Draf\n" in hasil.output
    assert all(k.mo.exists() for k in KATALOG)


# The marks in the code


def test_texts_are_marked_where_they_can_be_collected():
    """The first argument of a mark is a plain text, and not inside an f-string, where Babel does not look."""
    salah = []
    for berkas in APLIKASI.rglob("*.py"):
        pohon = ast.parse(berkas.read_text(encoding="utf-8"))
        dalam_f = {id(n) for f in ast.walk(pohon) if isinstance(f, ast.JoinedStr) for n in ast.walk(f)}
        for n in ast.walk(pohon):
            if isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id in {"_", "_l", "P_", "N_"}:
                polos = isinstance(n.args[0], ast.Constant)
                if not polos or id(n) in dalam_f:
                    salah.append(f"{berkas.relative_to(AKAR)}:{n.lineno}")
    assert salah == []


@pytest.mark.parametrize("templat", sorted(APLIKASI.joinpath("templates").rglob("*.html")), ids=lambda p: p.name)
def test_templates_hold_no_text_of_their_own(templat: Path):
    isi = re.sub(
        r"\{% block (lebar|isi)\b.*?endblock[^%]*%\}", "", templat.read_text(encoding="utf-8"), flags=re.DOTALL
    )
    kata = Environment(autoescape=True, extensions=["jinja2.ext.i18n"]).lex(isi)
    html = "".join(nilai if jenis == "data" else " " if jenis.endswith("_begin") else "" for _, jenis, nilai in kata)
    polos = re.sub(r"<[^>]*>", " ", html)
    atribut = re.findall(r'\b(?:title|aria-label|placeholder|alt)="([^"]*)"', html)
    assert re.findall(r"[^\W\d]{3,}", re.sub(r"AlurPAK|Word|SHA-256|Alt\+", "", " ".join([polos, *atribut]))) == []


# Values inside sentences


@pytest.fixture
def inggris(app: Flask) -> Iterator[None]:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        yield


@pytest.mark.usefixtures("inggris")
def test_values_are_written_as_the_reader_writes_them():
    tanggal = P_("Hari keberatan berakhir %(tanggal)s.", tanggal=dt.date(2022, 1, 10))
    assert teks(tanggal) == "The objection period ended on 10 January 2022."
    nilai = P_("Nilai butir %(kode)s melebihi usulan %(usulan)s.", kode="I.A.1", usulan=Decimal("1012.5"))
    assert teks(nilai) == "The mark of item I.A.1 is above the claim of 1,012.5."
    assert waktu(dt.datetime.fromisoformat("2022-01-10T02:05:00")) == "10 Jan 2022, 09:05 WIB"
    peran = (Pesan("Ketua Tim Penilai"), Pesan("Pejabat penetap"))
    assert teks(P_("Langkah ini hanya untuk peran %(peran)s.", peran=peran)) == (
        "This step is only for the role Chair of the assessment team, Determining official."
    )


def test_values_in_indonesian_are_as_before(app: Flask):
    pesan = P_("Nilai butir %(kode)s melebihi usulan %(usulan)s.", kode="I.A.1", usulan=Decimal("12.5"))
    with app.test_request_context():
        assert teks(pesan) == str(pesan) == "Nilai butir I.A.1 melebihi usulan 12,5."


@pytest.mark.usefixtures("inggris")
def test_a_note_of_the_system_is_translated_and_one_of_a_person_is_not():
    assert kalimat("Keberatan dikabulkan.") == "The objection is upheld."
    assert kalimat("Bukti butir 3 kurang 100%.") == "Bukti butir 3 kurang 100%."
    assert kalimat("") == ""
    assert kalimat(None) is None


class FormContoh(Formulir):
    angka = IntegerField("Angka")
    nama = TeksField("Nama", pemeriksa=[Length(max=2)])


@pytest.mark.parametrize(
    ("bahasa", "angka", "nama"),
    [
        ("id", "Isian ini bukan bilangan bulat.", "Paling banyak 2 karakter."),
        ("en", "Not a valid integer value.", "Field cannot be longer than 2 characters."),
    ],
)
def test_the_forms_library_speaks_the_readers_language(app: Flask, bahasa: str, angka: str, nama: str):
    with app.test_request_context(headers={"Accept-Language": bahasa}):
        form = FormContoh(formdata=MultiDict({"angka": "abc", "nama": "abc"}), meta={"csrf": False})
        assert not form.validate()
        assert form.errors == {"angka": [angka], "nama": [nama]}


# Mails


@pytest.mark.parametrize("templat", sorted(daftar_templat()))
def test_mails_are_english_for_who_reads_english(templat: str):
    hari = dt.date(2022, 1, 10)
    isi = {
        "nama": "Sri Lestari",
        "pejabat": "Bima Pratama",
        "pelaku": "Gita Larasati",
        "tanggal": hari,
        "tenggat": hari,
        "catatan": "-",
        "tautan": "https://alurpak.contoh.go.id/1",
        "perkara": SimpleNamespace(tanggal=hari, tempat="Room 1"),
        "kegiatan": [
            SimpleNamespace(
                kegiatan=SimpleNamespace(uraian="Network"), batas=SimpleNamespace(sisa_hari=7, terakhir=hari)
            )
        ],
        "terbanyak": 20,
        "wajib": hari,
    }
    surat = tulis_teks(templat, "en", isi)
    assert not INDONESIA.search(f"{surat.perihal} {surat.isi}"), surat
    assert "10 January 2022" in surat.isi or "January 10, 2022" in surat.isi


# Pages


@pytest.fixture
def url_basis_data(url_demo: str) -> str:
    """The pages are read in the demo: an agency with a case in every state."""
    return url_demo


PEMBACA = ("admin", "sekretariat", "ketua", "penilai1", "atasan", "penetap", "prakom", "auditor")
TAK_DIKUNJUNGI = re.compile(r"/unduh|^/(static|bukti|dokumen)/")
TIAP_JENIS_HALAMAN = 2


def isi_basis_data(session: Session) -> set[str]:
    """Every text that is stored: names, notes and catalogues stand on the pages as people wrote them."""
    return {
        t
        for tabel in Base.metadata.sorted_tables
        for baris in session.execute(select(tabel))
        for isi in baris
        for t in _teks(isi)
    }


def _teks(isi: Any) -> Iterator[str]:
    if isinstance(isi, str):
        yield " ".join(isi.split())
    elif isinstance(isi, Mapping):
        for satu in isi.values():
            yield from _teks(satu)
    elif isinstance(isi, list):
        for satu in isi:
            yield from _teks(satu)


def tulisan(halaman: Any) -> set[str]:
    """What a reader sees or hears, piece by piece."""
    hasil = []
    for e in halaman.iter():
        if isinstance(e.tag, str) and e.tag not in {"script", "style"}:
            hasil += [e.text if e.get("lang") != "id" else "", e.tail]
            hasil += [v for n, v in e.attrib.items() if n in {"title", "aria-label", "placeholder", "alt"}]
            hasil += [v for n, v in e.attrib.items() if n.startswith("data-") and " " in v]
    return {" ".join(h.split()) for h in hasil if h}


def halaman_halaman(klien: Klien) -> Iterator[tuple[str, Any]]:
    """The pages that links lead to from the first one, a few of each kind."""
    antre, jenis = ["/"], dict[str, set[str]]()
    while antre:
        alamat = antre.pop(0)
        serupa = jenis.setdefault(re.sub(r"\d+", "0", alamat.partition("?")[0]), set())
        if alamat in serupa or len(serupa) >= TIAP_JENIS_HALAMAN:
            continue
        serupa.add(alamat)
        jawaban = klien.get(alamat, follow_redirects=True)
        assert jawaban.status_code == 200, alamat
        if jawaban.mimetype == "text/html":
            halaman = urai(jawaban.text)
            tautan = (a.get("href", "").partition("#")[0] for a in halaman.iter("a"))
            antre += [t for t in tautan if t.startswith("/") and not TAK_DIKUNJUNGI.search(t)]
            yield alamat, halaman


@pytest.mark.parametrize("akun", PEMBACA)
def test_an_english_reader_meets_no_indonesian(session: Session, klien: Masuk, akun: str):
    orang = baca_agensi(session).orang[akun]
    pabrik.akun_dari(session, orang).bahasa = "en"
    data = isi_basis_data(session)
    panjang = sorted((d.casefold() for d in data if INDONESIA.search(d)), key=len, reverse=True)
    asli = {p.id: p.string for p in pesan(INGGRIS) if p.id != p.string}
    sisa = {}
    for alamat, halaman in halaman_halaman(klien(orang)):
        for t in tulisan(halaman):
            tanpa_data = t.casefold()
            for d in panjang if INDONESIA.search(t) else ():
                tanpa_data = tanpa_data.replace(d, "")
            if INDONESIA.search(tanpa_data) or (t in asli and t not in data):
                sisa[t] = alamat
    assert sisa == {}


def test_a_refused_step_tells_an_english_reader_why(session: Session, klien: Masuk):
    orang = baca_agensi(session).orang
    pabrik.akun_dari(session, orang["atasan"]).bahasa = "en"
    dupak = session.scalars(select(Dupak).where(Dupak.state == DupakState.DIAJUKAN)).first()
    assert dupak
    jawaban = klien(orang["atasan"]).kirim(
        f"/dupak/{dupak.id}/langkah/setujui", {"version": str(dupak.version)}, status=422
    )
    isi = teks_halaman(jawaban.text)
    assert "The SPMK Information technology governance and management has not been opened and read." in isi


def test_a_guest_reads_the_language_of_the_browser(tamu: Klien):
    for alamat, status in (("/masuk", 200), ("/tidak-ada", 404)):
        halaman = tamu.buka(alamat, status=status, headers={"Accept-Language": "en-GB,en;q=0.9"})
        assert halaman.get("lang") == "en"
        assert not [t for t in tulisan(halaman) if INDONESIA.search(t)]
