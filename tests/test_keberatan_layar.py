"""Objections through the browser's door."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from tests.klien import Klien, teks_halaman
from tests.pabrik import HARI_INI
from tests.panggung import Panggung
from workflow_app.demo.perkara import MASA_TENGAH, PEKERJAAN
from workflow_app.extensions import db
from workflow_app.models import Dupak, DupakState, Keberatan, KeberatanState, Pegawai
from workflow_app.services import keberatan as layanan

Masuk = Callable[[Pegawai], Klien]


@pytest.fixture
def url_basis_data(url_agensi: str) -> str:
    """The invented agency, without cases."""
    return url_agensi


@pytest.fixture
def panggung(session: Session) -> Panggung:
    """The agency, played in the test's own session."""
    return Panggung(session)


@pytest.fixture
def diputuskan(panggung: Panggung) -> Dupak:
    """A decided claim of three items, the first of them cut by the plenary."""
    dupak, _ = panggung.sampai("diputuskan", masa=MASA_TENGAH)
    hasil = dict(dupak.hasil or {})
    satu = {**hasil["butir"][0], "akhir": "0.090", "cara": "sidang", "alasan": "Satu laporan ganda."}
    dupak.hasil = {**hasil, "butir": [satu, *hasil["butir"][1:]]}
    return dupak


@pytest.fixture
def pemilik(klien: Masuk, diputuskan: Dupak) -> Klien:
    """The browser of the claim's officer."""
    return klien(diputuskan.subjek)


def tercatat(session: Session) -> Keberatan:
    return session.scalars(select(Keberatan)).one()


def ajukan(panggung: Panggung, dupak: Dupak, banyak: int = 1) -> Keberatan:
    isi = {b.id: f"Bukti butir {b.kode} lengkap." for b in dupak.butir[:banyak]}
    hasil = layanan.ajukan(panggung.session, dupak, isi, oleh=panggung.pelaku(dupak.subjek))
    panggung.session.commit()
    return hasil


@contextmanager
def perintah(app: Flask) -> Iterator[list[str]]:
    """The statements that the application sends to the database meanwhile."""
    daftar: list[str] = []

    def catat(*isi: Any) -> None:
        daftar.append(isi[2])

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", catat)
    yield daftar
    event.remove(engine, "before_cursor_execute", catat)


# The officer objects


def test_cut_items_come_first_with_the_reason_and_the_days_left(diputuskan: Dupak, pemilik: Klien):
    halaman = pemilik.get(f"/dupak/{diputuskan.id}/keberatan").text
    isi = teks_halaman(halaman)
    assert "11 hari lagi, sampai 21 Januari 2022" in isi
    assert "0,090 dari 0,180" in isi
    assert "Satu laporan ganda." in isi
    assert isi.index("dikurangi") < isi.index("2 butir diterima penuh")
    assert f"/dupak/{diputuskan.id}/langkah/lepas-keberatan" in halaman


def test_items_are_chosen_and_each_has_its_text(session: Session, diputuskan: Dupak, pemilik: Klien):
    satu, dua, _ = diputuskan.butir
    isi = {
        "version": diputuskan.version,
        f"pilih_{satu.id}": "y",
        f"alasan_{satu.id}": "Kedua laporan berbeda layanan.",
        f"pilih_{dua.id}": "y",
        f"alasan_{dua.id}": "Volume dihitung ulang.",
    }
    jawaban = pemilik.kirim(f"/dupak/{diputuskan.id}/keberatan", isi)
    keberatan = tercatat(session)
    assert jawaban.location == f"/keberatan/{keberatan.id}"
    assert {b.item_id: b.alasan for b in keberatan.butir} == {
        satu.id: "Kedua laporan berbeda layanan.",
        dua.id: "Volume dihitung ulang.",
    }
    # the second click leads to what the first one made
    assert pemilik.kirim(f"/dupak/{diputuskan.id}/keberatan", isi).location == jawaban.location
    assert f"/keberatan/{keberatan.id}" in pemilik.get(f"/dupak/{diputuskan.id}").text


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        ({}, "Pilih sekurangnya satu butir dan tuliskan keberatan Anda."),
        ({"pilih": "y"}, "Tuliskan keberatan untuk setiap butir yang dipilih."),
        ({"alasan": "Sudah lengkap."}, "Centang butir ini bila keberatan Anda hendak dikirim."),
        ({"pilih": "y", "alasan": "x" * 2001}, "Paling banyak 2000 karakter."),
    ],
)
def test_half_an_objection_is_asked_about(
    session: Session, diputuskan: Dupak, pemilik: Klien, isi: dict[str, str], kalimat: str
):
    kiriman = {f"{k}_{diputuskan.butir[0].id}": v for k, v in isi.items()}
    jawaban = pemilik.kirim(f"/dupak/{diputuskan.id}/keberatan", {"version": diputuskan.version, **kiriman}, status=422)
    halaman = teks_halaman(jawaban.text)
    assert kalimat in halaman
    assert isi.get("alasan", "") in jawaban.text
    assert session.scalars(select(Keberatan)).first() is None


def test_a_stale_page_is_told_so(session: Session, diputuskan: Dupak, pemilik: Klien):
    isi = {
        "version": diputuskan.version - 1,
        f"pilih_{diputuskan.butir[0].id}": "y",
        f"alasan_{diputuskan.butir[0].id}": "Teks yang panjang.",
    }
    jawaban = pemilik.kirim(f"/dupak/{diputuskan.id}/keberatan", isi, status=409)
    assert "Teks yang panjang." in jawaban.text
    assert session.scalars(select(Keberatan)).first() is None


def test_when_the_days_are_over_there_is_no_form(session: Session, diputuskan: Dupak, pemilik: Klien):
    diputuskan.keberatan_sampai = HARI_INI.replace(day=7)
    halaman = pemilik.get(f"/dupak/{diputuskan.id}/keberatan")
    assert halaman.status_code == 422
    assert "Hari keberatan berakhir 7 Januari 2022." in halaman.text
    pemilik.kirim(f"/dupak/{diputuskan.id}/keberatan", {"version": diputuskan.version}, status=422)


def test_who_accepted_the_result_does_not_object(session: Session, diputuskan: Dupak, pemilik: Klien):
    pemilik.kirim(f"/dupak/{diputuskan.id}/langkah/lepas-keberatan", {"version": diputuskan.version})
    halaman = pemilik.get(f"/dupak/{diputuskan.id}/keberatan")
    assert halaman.status_code == 422
    assert "Anda sudah menyatakan tidak mengajukan keberatan." in halaman.text
    assert "Anda menerima hasil ini tanpa keberatan." in pemilik.get(f"/dupak/{diputuskan.id}").text


def test_others_do_not_object_for_him(diputuskan: Dupak, panggung: Panggung, klien: Masuk):
    alamat = f"/dupak/{diputuskan.id}/keberatan"
    assert klien(panggung.orang["ketua"]).get(alamat).status_code == 403
    klien(panggung.orang["atasan"]).kirim(alamat, {"version": diputuskan.version}, status=403)
    assert klien(panggung.prakom()).get(alamat).status_code == 404


def test_an_undecided_claim_has_nothing_to_object_to(panggung: Panggung, klien: Masuk):
    dupak, _ = panggung.sampai("pemeriksaan")
    jawaban = klien(dupak.subjek).get(f"/dupak/{dupak.id}/keberatan")
    assert jawaban.status_code == 422
    assert "Keberatan diajukan setelah DUPAK diputuskan" in jawaban.text


# The team answers


@pytest.fixture
def ditelaah(panggung: Panggung, diputuskan: Dupak) -> Keberatan:
    """An objection that a member looks at."""
    keberatan = ajukan(panggung, diputuskan)
    panggung.ambil(keberatan, "telaah", "sekretaris", penelaah_id=panggung.orang["penilai3"].id)
    return keberatan


def test_the_case_page_shows_both_sides(panggung: Panggung, ditelaah: Keberatan, klien: Masuk):
    halaman = teks_halaman(klien(panggung.orang["penilai3"]).get(f"/keberatan/{ditelaah.id}").text)
    assert "Bukti butir KA-I.B.7 lengkap." in halaman
    assert "0,090 dari 0,180" in halaman
    assert "Alasan tim penilai Satu laporan ganda." in halaman
    assert "Penelaah: Joko Santosa" in halaman


@pytest.mark.parametrize("akun", ["penilai3", "ketua", "sekretaris"])
def test_the_reviewer_and_the_teams_officers_write_answers(
    session: Session, panggung: Panggung, ditelaah: Keberatan, klien: Masuk, akun: str
):
    peramban = klien(panggung.orang[akun])
    item = ditelaah.butir[0].item_id
    versi = ditelaah.version
    assert f'name="jawaban_{item}"' in peramban.get(f"/keberatan/{ditelaah.id}").text
    peramban.kirim(f"/keberatan/{ditelaah.id}/jawaban", {"version": versi, f"jawaban_{item}": "Laporan kedua sah."})
    assert ditelaah.butir[0].jawaban == "Laporan kedua sah."
    jawaban = peramban.kirim(
        f"/keberatan/{ditelaah.id}/jawaban", {"version": versi, f"jawaban_{item}": "Basi."}, status=409
    )
    assert "Basi." in jawaban.text
    jawaban = peramban.kirim(
        f"/keberatan/{ditelaah.id}/jawaban", {"version": versi + 1, f"jawaban_{item}": "x" * 2001}, status=422
    )
    assert "Paling banyak 2000 karakter." in jawaban.text


def test_others_read_or_do_not_even_see_it(panggung: Panggung, ditelaah: Keberatan, klien: Masuk):
    alamat = f"/keberatan/{ditelaah.id}"
    for orang, status in ((panggung.orang["penilai4"], 200), (ditelaah.dupak.subjek, 200), (panggung.prakom(), 404)):
        peramban = klien(orang)
        halaman = peramban.get(alamat)
        assert halaman.status_code == status
        assert "Simpan jawaban" not in halaman.text
        peramban.kirim(f"{alamat}/jawaban", {"version": ditelaah.version}, status=403 if status == 200 else 404)


def test_the_officer_reads_answers_only_when_they_are_decided(
    session: Session, panggung: Panggung, ditelaah: Keberatan, klien: Masuk
):
    isi = {ditelaah.butir[0].item_id: "Rancangan jawaban."}
    layanan.jawab(session, ditelaah, isi, oleh=panggung.pelaku("penilai3"))
    pemilik = klien(ditelaah.dupak.subjek)
    halaman = pemilik.get(f"/keberatan/{ditelaah.id}").text
    assert "Rancangan jawaban." not in halaman
    assert "Joko Santosa" not in teks_halaman(halaman).split("Riwayat perkara")[0]
    assert "tampil di sini sesudah ketua tim memutuskan" in halaman
    panggung.ambil(ditelaah, "tolak", "ketua", catatan="Sudah tepat.")
    assert "Rancangan jawaban." in pemilik.get(f"/keberatan/{ditelaah.id}").text


def test_an_upheld_objection_keeps_the_result_it_was_about(
    session: Session, panggung: Panggung, ditelaah: Keberatan, klien: Masuk
):
    layanan.jawab(session, ditelaah, {ditelaah.butir[0].item_id: "Sah."}, oleh=panggung.pelaku("ketua"))
    session.refresh(ditelaah)
    ketua = klien(panggung.orang["ketua"])
    ketua.kirim(f"/keberatan/{ditelaah.id}/langkah/kabulkan", {"version": ditelaah.version})
    session.refresh(ditelaah)
    assert ditelaah.state is KeberatanState.DIKABULKAN
    assert ditelaah.dupak.state is DupakState.SIDANG
    pemilik = klien(ditelaah.dupak.subjek)
    assert "0,090 dari 0,180" in teks_halaman(pemilik.get(f"/keberatan/{ditelaah.id}").text)
    assert "Hasil sidang sebelumnya" not in pemilik.get(f"/dupak/{ditelaah.dupak_id}").text


def test_an_undecided_objection_takes_no_answers(panggung: Panggung, diputuskan: Dupak, klien: Masuk):
    keberatan = ajukan(panggung, diputuskan)
    jawaban = klien(panggung.orang["ketua"]).kirim(
        f"/keberatan/{keberatan.id}/jawaban", {"version": keberatan.version}, status=422
    )
    assert "Jawaban ditulis selama keberatan ditelaah." in jawaban.text


def test_as_many_questions_for_8_items_as_for_2(app: Flask, session: Session, panggung: Panggung, klien: Masuk):
    jumlah = []
    for banyak in (2, 8):
        dupak, _ = panggung.sampai("diputuskan", masa=MASA_TENGAH, pekerjaan=PEKERJAAN[:banyak])
        peramban = klien(dupak.subjek)
        peramban.get("/dupak")
        with perintah(app) as sebelum:
            assert peramban.get(f"/dupak/{dupak.id}/keberatan").text.count('type="checkbox"') == banyak
        keberatan = ajukan(panggung, dupak, banyak)
        with perintah(app) as sesudah:
            assert (
                len(re.findall(r"Bukti butir \S+ lengkap", peramban.get(f"/keberatan/{keberatan.id}").text)) == banyak
            )
        jumlah.append((len(sebelum), len(sesudah)))
    assert jumlah[0] == jumlah[1]
