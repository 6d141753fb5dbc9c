"""The shared building blocks of the pages, drawn one by one: what they say, to the eye and to a screen reader."""

import datetime as dt
from types import SimpleNamespace as Obj

import html5lib
import pytest
from flask import Flask, flash, render_template, render_template_string
from flask_babel import Babel
from flask_wtf import CSRFProtect, FlaskForm
from jinja2 import StrictUndefined
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, FileField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from workflow_app.errors import Alasan
from workflow_app.pesan import P_
from workflow_app.web import aset, bahasa, keamanan

NAKAL = "<script>alert(1)</script>"
HARI_INI = dt.date(2022, 1, 10)


@pytest.fixture
def app():
    app = Flask("workflow_app")
    app.config.update(SECRET_KEY="kunci untuk pengujian saja", TESTING=True)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.filters.update(teks=bahasa.teks, kalimat=bahasa.kalimat, tanggal=bahasa.tanggal, waktu=bahasa.waktu)
    Babel(app, default_locale="id", default_timezone="Asia/Jakarta")
    CSRFProtect(app)
    keamanan.pasang(app)
    aset.pasang(app)
    with app.test_request_context("/perkara/1"):
        yield app


def tree(html):
    return html5lib.HTMLParser(strict=False, namespaceHTMLElements=False).parseFragment(html)


def words(html):
    return " ".join(" ".join(tree(html).itertext()).split())


def draw(source, **values):
    return render_template_string(source, **values)


class Formulir(FlaskForm):
    version = HiddenField()
    butir = SelectField("Butir", choices=[SelectChoice("1", "Satu"), SelectChoice("2", "Dua")])
    volume = StringField("Volume", description="Angka dengan koma.", validators=[InputRequired("Isi volume.")])
    catatan = TextAreaField("Catatan")
    tempat = RadioField("Tempat bukti", choices=[SelectChoice("b", "Berkas"), SelectChoice("f", "Fisik")])
    setuju = BooleanField("Saya setuju")
    bukti = FileField("Bukti")


FORM = """{% from "_formulir.html" import formulir, bidang %}{% from "_berkas.html" import slot_berkas %}
{% call formulir(form, url='/simpan', tombol='Simpan', batal='/', berkas=true) %}
{{ bidang(form.butir) }}{{ bidang(form.volume, akhiran='jam', inputmode='decimal') }}{{ bidang(form.catatan) }}
{{ bidang(form.tempat) }}{{ bidang(form.setuju) }}{{ slot_berkas(form.bukti, 5 * 1024 * 1024, ('pdf', 'docx')) }}
{% endcall %}"""


def rejected_form():
    form = Formulir(formdata=MultiDict({"volume": "", "catatan": NAKAL, "version": "7"}), meta={"csrf": False})
    form.validate()
    return form


# --------------------------------------------------------------------------- forms


def test_an_error_is_tied_to_its_field_and_listed_on_top(app):
    page = tree(draw(FORM, form=rejected_form()))
    field = page.find(".//input[@id='volume']")
    described = field.get("aria-describedby").split()
    assert field.get("aria-invalid") == "true"
    assert [" ".join(" ".join(page.find(f".//div[@id='{i}']").itertext()).split()) for i in described] == [
        "Angka dengan koma.",
        "Galat: Isi volume.",
    ]
    summary = page.find(".//div[@role='alert']")
    assert "#volume" in [a.get("href") for a in summary.iter("a")]


def test_every_control_has_a_label_and_the_typed_text_is_kept(app):
    page = tree(draw(FORM, form=rejected_form()))
    named = {label.get("for") for label in page.iter("label")}
    controls = [c for kind in ("input", "select", "textarea") for c in page.iter(kind) if c.get("type") != "hidden"]
    assert {c.get("id") for c in controls} <= named
    assert NAKAL in (page.find(".//textarea").text or "")
    assert page.find(".//input[@name='version']").get("value") == "7"
    assert page.find(".//form").get("data-belum-tersimpan") is not None


def test_required_fields_say_so_in_words(app):
    assert "Volume * wajib diisi" in words(draw(FORM, form=Formulir()))


def test_a_form_carries_a_token_and_the_file_limits(app):
    page = tree(draw(FORM, form=Formulir()))
    assert page.find(".//input[@name='csrf_token']").get("value")
    assert page.find(".//form").get("enctype") == "multipart/form-data"
    field = page.find(".//input[@type='file']")
    assert field.get("accept") == ".pdf,.docx"
    assert field.get("data-maks-byte") == str(5 * 1024 * 1024)
    assert "Paling besar 5 MB." in words(draw(FORM, form=Formulir()))


# ---------------------------------------------------------------------------- acts


def test_open_acts_are_buttons_and_closed_ones_give_every_reason_with_its_rule(app):
    reasons = (
        Alasan(P_("Daftar periksa belum lengkap."), P_("pasal 14"), "periksa"),
        Alasan(P_("Penilai %(nama)s sedang cuti.", nama="Budi"), P_("pasal 36")),
    )
    acts = [
        Obj(trigger="terima", label=P_("Terima"), url="/terima", perlu_formulir=False, alasan=()),
        Obj(trigger="kembalikan", label="Kembalikan", url="/kembalikan", perlu_formulir=True, alasan=()),
        Obj(trigger="tugaskan", label="Tugaskan", url="/tugaskan", perlu_formulir=True, alasan=reasons),
    ]
    html = draw('{% from "_langkah.html" import langkah %}{{ langkah(daftar, 7) }}', daftar=acts)
    page = tree(html)
    form = page.find(".//form")
    assert (form.get("method"), form.get("action")) == ("post", "/terima")
    assert {i.get("name"): i.get("value") for i in form.iter("input")}["version"] == "7"
    links = [a.get("href") for a in page.iter("a")]
    assert links == ["/kembalikan", "#periksa"]
    for expected in (
        "Daftar periksa belum lengkap.",
        "Aturan: pasal 14",
        "Penilai Budi sedang cuti.",
        "Aturan: pasal 36",
    ):
        assert expected in words(html)


def test_without_acts_there_is_no_box(app):
    assert draw('{% from "_langkah.html" import langkah %}{{ langkah([], 7) }}').strip() == ""


# ------------------------------------------------------------------ marks and lists


@pytest.mark.parametrize(
    ("day", "calm", "expected"),
    [
        (dt.date(2022, 1, 7), False, "terlambat 3 hari"),
        (dt.date(2022, 1, 10), False, "hari ini"),
        (dt.date(2022, 1, 11), False, "besok"),
        (dt.date(2022, 1, 15), False, "5 hari lagi"),
        (dt.date(2022, 1, 7), True, ""),
    ],
)
def test_a_deadline_says_in_words_how_near_it_is(app, day, calm, expected):
    source = '{% from "_tenggat.html" import tenggat %}{{ tenggat(day, today, calm) }}'
    said = words(draw(source, day=day, today=HARI_INI, calm=calm))
    assert said == f"{day.day} Jan 2022 {expected}".strip()


def test_a_state_is_a_word_beside_an_icon(app):
    html = draw('{% from "_status.html" import status %}{{ status("dikembalikan", "Dikembalikan") }}')
    assert words(html) == "Dikembalikan"
    assert "#arrow-counterclockwise" in html
    assert "lencana-perhatian" in html


def test_every_state_of_the_workflows_has_its_look(app):
    source = '{% from "_status.html" import rupa %}{{ rupa|list|join(" ") }}'
    known = set(draw(source).split())
    assert {"draf", "dikembalikan", "ditolak", "menunggu_tanda_tangan", "dikirim", "mundur", "diskors"} <= known


def test_the_timeline_names_the_deputy_the_system_and_the_zone(app):
    when = dt.datetime(2022, 1, 4, 2, 5, tzinfo=dt.UTC)
    story = [
        Obj(waktu=when, judul="Berkas diterima", pelaku="Agus", peran="Sekretariat", atas_nama="Ratna", catatan=NAKAL),
        Obj(waktu=when, judul="Tenggat lewat", sistem=True),
    ]
    html = draw('{% from "_linimasa.html" import linimasa %}{{ linimasa(story) }}', story=story)
    assert "4 Jan 2022, 09.05 WIB · Agus, Sekretariat atas nama Ratna" in words(html)
    assert "oleh sistem" in words(html)
    assert "<script>" not in html


def test_a_table_names_each_cell_for_the_phone(app):
    source = """{% from "_tabel.html" import tabel, sel %}
    {% call(b) tabel('Tugas', ['Nama', {'label': 'AK', 'angka': true}], baris, kosong='Tidak ada.') %}
    {% call sel('Nama', utama=true) %}<a href="/x">{{ b.nama }}</a>{% endcall %}{{ sel('AK', b.ak, angka=true) }}
    {% endcall %}"""
    page = tree(draw(source, baris=[Obj(nama=NAKAL, ak="12,5"), Obj(nama="Siti", ak=None)]))
    assert [td.get("data-label") for td in page.iter("td")] == ["Nama", "AK", "Nama", "AK"]
    assert page.find(".//caption").text == "Tugas"
    assert [a.text for a in page.iter("a")] == [NAKAL, "Siti"]
    assert words(draw(source, baris=[])) == "Tidak ada."


def test_the_pager_shows_only_ways_that_exist(app):
    source = '{% from "_halaman.html" import halaman %}{{ halaman(newer, older) }}'
    assert words(draw(source, newer=None, older="/?l=9")) == "Lebih lama"
    assert draw(source, newer=None, older=None).strip() == ""


@pytest.mark.parametrize(
    ("size", "expected"), [(1, "1 KB"), (1024, "1 KB"), (500_000, "489 KB"), (1_572_864, "1,5 MB")]
)
def test_sizes_are_given_in_peoples_units(app, size, expected):
    assert words(draw('{% from "_berkas.html" import ukuran %}{{ ukuran(n) }}', n=size)) == expected


# ------------------------------------------------------------------------ the frame


def test_the_frame_needs_no_context_at_all(app):
    html = render_template("galat/500.html")
    assert html.startswith("<!doctype html>")
    assert "Terjadi gangguan pada sistem" in html


@pytest.mark.parametrize("code", [400, 403, 404, 409, 413, 422, 429, 500])
def test_each_error_page_says_what_happened_and_gives_the_reference(app, code):
    html = render_template(f"galat/{code}.html", rujukan="a81f-22c0", kiriman=[("Alasan", NAKAL)], url_terbaru="/baru")
    assert f"Galat {code}" in html
    assert "a81f-22c0" in html
    assert 'href="/baru"' in html
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html, "what was typed is given back"


@pytest.mark.parametrize(("address", "links"), [("/dupak/1", ["/dupak/1#periksa"]), (None, [])])
def test_a_refusal_links_to_the_place_on_the_case_page(app, address, links):
    reasons = [Alasan(P_("Daftar periksa belum lengkap."), P_("pasal 14"), "periksa")]
    page = tree(render_template("galat/403.html", alasan=reasons, url_terbaru=address))
    assert [a.get("href") for a in page.iter("a") if a.get("class") == "alasan-tautan"] == links


def test_the_frame_shows_who_where_and_which_date(app):
    flash("Tersimpan.", "success")
    html = render_template(
        "galat/404.html",
        bahasa="en",
        pengguna=Obj(nama="Ratna <b>", peran=P_("Sekretariat")),
        menu=[Obj(label="Tugas saya", url="/", aktif=True, ikon="inbox", jumlah=1200)],
        remah=[("Tugas", "/"), ("DUPAK", None)],
        tanggal_aplikasi=HARI_INI,
        url_bahasa="/bahasa",
        url_keluar="/keluar",
        url_akun="/akun",
        versi="0.1.0",
    )
    page = html5lib.HTMLParser(namespaceHTMLElements=False).parse(html)
    assert page.get("lang") == "en"
    said = " ".join(" ".join(page.find("body").itertext()).split())
    for expected in (
        "Tanggal aplikasi: 10 Januari 2022",
        "Ratna <b>",
        "Sekretariat",
        "1.200",
        "Tersimpan.",
        "AlurPAK 0.1.0",
    ):
        assert expected in said
    assert {f.get("action"): f.get("method") for f in page.iter("form")} == {"/bahasa": "post", "/keluar": "post"}
    assert all(f.find(".//input[@name='csrf_token']") is not None for f in page.iter("form"))
    assert next(page.iter("main")).get("id") == "isi"
    assert next(page.find("body").iter("a")).get("href") == "#isi"
    assert page.findall(".//a[@aria-current='page']")


def test_htmx_is_kept_from_evaluating_and_swaps_what_people_must_see(app):
    page = html5lib.HTMLParser(namespaceHTMLElements=False).parse(render_template("galat/404.html"))
    config = app.json.loads(page.find(".//meta[@name='htmx-config']").get("content"))
    assert config["allowEval"] is config["includeIndicatorStyles"] is config["allowScriptTags"] is False
    assert config["selfRequestsOnly"] is True
    assert config["historyCacheSize"] == 0
    assert {"409", "422"} <= {rule["code"] for rule in config["responseHandling"] if rule["swap"]}
