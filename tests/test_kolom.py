"""The fields of forms: what they read, what they refuse, and that they give back what was typed."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from flask_babel import Babel
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from workflow_app.angka import tulis_desimal
from workflow_app.errors import MasukanSalah
from workflow_app.models import JenisTim
from workflow_app.pesan import P_
from workflow_app.web.bahasa import teks
from workflow_app.web.kolom import (
    BilanganField,
    FormCatatan,
    Formulir,
    KreditField,
    PilihanField,
    TanggalField,
    TeksField,
    TeksPanjangField,
    pilihan_enum,
)


class Contoh(Formulir):
    class Meta:
        csrf = False

    nama = TeksField("Nama", maks=10)
    uraian = TeksPanjangField("Uraian", wajib=False)
    kredit = KreditField("Kredit", wajib=False)
    bulan = BilanganField("Bulan", wajib=False)
    tanggal = TanggalField("Tanggal", wajib=False)
    jenis = PilihanField("Jenis", kosong="(tidak ada)", **pilihan_enum(JenisTim, {JenisTim.BPS: "BPS"}))


def aplikasi() -> Flask:
    app = Flask("contoh")
    Babel(app, default_locale="id")
    return app


@pytest.fixture(autouse=True)
def konteks() -> Iterator[None]:
    with aplikasi().test_request_context(method="POST"):
        yield


def isi(**kolom: str) -> Contoh:
    return Contoh(MultiDict({"nama": "Sari", **kolom}))


@pytest.mark.parametrize(
    ("ketikan", "nilai"),
    [("12,5", "12.5"), ("12.5", "12.5"), ("1250", "1250"), ("1.250,5", "1250.5"), ("0,001", "0.001"), (" 7 ", "7")],
)
def test_credit_is_read_in_the_one_way_it_can_be_meant(ketikan: str, nilai: str):
    form = isi(kredit=ketikan)

    assert form.validate()
    assert form.kredit.data == Decimal(nilai)


@pytest.mark.parametrize("ketikan", ["1.250", "-3", "1e5", "NaN", "Infinity", "12,3456", "dua belas", "1,2,3"])
def test_credit_that_cannot_be_read_is_refused_and_shown_as_typed(ketikan: str):
    form = isi(kredit=ketikan)

    assert not form.validate()
    assert form.kredit.data is None
    assert f'value="{ketikan}"' in form.kredit()
    assert str(form.kredit.errors[0])


@given(st.decimals(min_value=0, max_value=999_999, places=3, allow_nan=False, allow_infinity=False))
def test_every_credit_is_written_so_that_it_is_read_again(nilai: Decimal):
    with aplikasi().test_request_context(method="POST"):
        assert isi(kredit=tulis_desimal(nilai)).kredit.data == nilai


def test_whole_numbers_have_no_fraction():
    assert isi(bulan="12").bulan.data == 12
    assert not isi(bulan="12,5").validate()


@pytest.mark.parametrize("ketikan", ["2021-06-30", "30-06-2021", "30/6/2021"])
def test_dates_are_read_day_before_month(ketikan: str):
    assert isi(tanggal=ketikan).tanggal.data == dt.date(2021, 6, 30)


def test_a_date_that_does_not_exist_is_shown_as_typed():
    form = isi(tanggal="31-02-2021")

    assert not form.validate()
    assert "31-02-2021" in form.tanggal()


def test_a_stored_date_is_shown_as_the_browser_wants_it():
    assert 'value="2022-01-10"' in Contoh(None, data={"tanggal": dt.date(2022, 1, 10)}).tanggal()


def test_text_is_trimmed_and_has_one_spelling():
    form = isi(nama="  Rene\u0301e\t", uraian="satu\r\ndua")

    assert (form.nama.data, form.uraian.data) == ("Renée", "satu\ndua")


@pytest.mark.parametrize("huruf", ["\x07", "\x1b", "\x85", "\ud800"])
def test_control_characters_are_refused_and_not_shown(huruf: str):
    form = isi(nama=f"Sa{huruf}ri")

    assert not form.validate()
    assert huruf not in str(form.nama())


@pytest.mark.parametrize("nama", ["", "   ", "x" * 11])
def test_required_and_too_long_text_is_refused(nama: str):
    assert not isi(nama=nama).validate()


def test_a_line_break_does_not_belong_into_one_line():
    assert not isi(nama="satu\ndua").validate()


def test_a_choice_is_the_value_itself_and_empty_is_none():
    assert isi(jenis="bps").jenis.data is JenisTim.BPS
    form = isi(jenis="")
    assert form.validate()
    assert form.jenis.data is None


@pytest.mark.parametrize("nilai", ["instansi", "apa saja"])
def test_a_choice_outside_the_list_is_refused(nilai: str):
    assert not isi(jenis=nilai).validate()


@pytest.mark.parametrize("versi", ["", "abc", "-1", "9" * 40, "\N{ARABIC-INDIC DIGIT ONE}"])
def test_a_page_without_a_version_is_refused(versi: str):
    form = FormCatatan(MultiDict({"version": versi, "catatan": "alasan"}), meta={"csrf": False})

    assert not form.validate()
    assert form.version.errors


def test_messages_of_a_service_come_to_their_fields_or_above_the_form():
    form = isi()
    form.validate()
    galat: dict[str, Any] = {"nama": P_("Nama ini sudah ada."), "lain": P_("Ada yang lain.")}

    form.tempelkan(MasukanSalah(galat))

    assert [str(p) for p in form.nama.errors] == ["Nama ini sudah ada."]
    assert [str(p) for p in form.form_errors] == ["Ada yang lain."]


def test_messages_are_put_into_words_with_their_values(app: Flask):
    with app.test_request_context():
        pesan = P_(
            "Ada %(jumlah)s sampai %(tanggal)s oleh %(siapa)s",
            jumlah=Decimal("1234.5"),
            tanggal=dt.date(2022, 1, 10),
            siapa=P_("orang"),
        )
        assert teks(pesan) == "Ada 1.234,5 sampai 10 Januari 2022 oleh orang"
        assert teks("biasa") == "biasa"
        assert teks(P_("100% tanpa nilai")) == "100% tanpa nilai"
