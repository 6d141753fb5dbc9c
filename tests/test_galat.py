"""What people see when something is refused or goes wrong."""

import logging
from collections.abc import Callable

import pytest
from flask import Flask, abort, request
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tests import pabrik
from tests.klien import Klien, teks_halaman
from workflow_app.errors import Alasan, Conflict, MasukanSalah, Refused, WrongState
from workflow_app.extensions import db, transaction
from workflow_app.models import Instansi, JenisInstansi, Pegawai
from workflow_app.pesan import P_

ATURAN = P_("aturan percobaan")
GALAT = {
    "tertutup": Refused([Alasan(P_("Berkas belum lengkap."), ATURAN), Alasan(P_("Sidang belum dibuka."), ATURAN)]),
    "tak-berhak": Refused([Alasan(P_("Hanya ketua."), ATURAN, tentang_hak=True)]),
    "salah-status": WrongState(P_("Langkah itu tidak ada.")),
    "bentrok": Conflict(P_("Sudah berubah.")),
    "masukan": MasukanSalah({"volume": P_("Volume %(angka)s terlalu besar.", angka=3)}),
}


@pytest.fixture
def orang(app: Flask, session: Session, klien: Callable[[Pegawai], Klien]) -> Klien:
    """Somebody signed in, in an application with addresses that go wrong."""

    def jatuhkan(macam: str) -> str:
        if macam in GALAT:
            raise GALAT[macam]
        if macam == "kode":
            abort(int(request.args["kode"]), P_("Kalimat sendiri.") if "kalimat" in request.args else None)
        if macam == "basis-data":
            with transaction() as tulis:
                tulis.add(Instansi(nama="Rahasia Negara", jenis=JenisInstansi.LPNK, kota="X", kantor_bkn="Y"))
                tulis.flush()
                tulis.execute(text("SELECT kolom_yang_tidak_ada FROM instansi"))
        raise RuntimeError("isi rahasia")

    app.add_url_rule("/uji/<string(maxlength=20):macam>", "uji", jatuhkan, methods=["GET", "POST"])
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return klien(pabrik.pegawai(session, "Hana Pembaca"))


@pytest.mark.parametrize(
    ("macam", "status", "kata"),
    [
        ("tertutup", 422, ["Berkas belum lengkap.", "Sidang belum dibuka.", "aturan percobaan"]),
        ("tak-berhak", 403, ["Hanya ketua."]),
        ("salah-status", 409, ["Langkah itu tidak ada."]),
        ("bentrok", 409, ["Sudah berubah."]),
        ("masukan", 422, ["Volume 3 terlalu besar."]),
    ],
)
def test_each_refusal_of_the_domain_has_its_status_and_says_why(orang: Klien, macam: str, status: int, kata: list[str]):
    halaman = teks_halaman(orang.kirim(f"/uji/{macam}", status=status).text)

    assert all(k in halaman for k in kata)
    assert "Hana Pembaca" in halaman


@pytest.mark.parametrize("kode", [400, 403, 404, 405, 409, 410, 413, 415, 422, 429, 503])
def test_every_status_has_a_page(orang: Klien, kode: int):
    assert orang.get(f"/uji/kode?kode={kode}").status_code == kode


def test_a_view_may_put_its_own_sentence_on_the_page(orang: Klien):
    assert "Kalimat sendiri." in teks_halaman(orang.get("/uji/kode?kode=404&kalimat=1").text)


def test_what_was_typed_is_given_back_when_somebody_was_faster(orang: Klien):
    isi = {"catatan": "Alasan <b>panjang</b>", "version": "7", "sandi": "jangan tampil", "kosong": " "}

    jawaban = orang.kirim("/uji/bentrok", isi, status=409, headers={"Referer": "http://localhost/akun?a=1"})

    halaman = teks_halaman(jawaban.text)
    assert "Alasan <b>panjang</b>" in halaman
    assert "jangan tampil" not in jawaban.text
    assert 'href="/akun?a=1"' in jawaban.text


def test_a_page_elsewhere_is_never_the_way_back(orang: Klien):
    jawaban = orang.kirim("/uji/bentrok", status=409, headers={"Referer": "https://jahat.invalid/x"})

    assert "jahat" not in jawaban.text


def test_16_5_1_an_unexpected_error_shows_a_reference_and_nothing_else(orang: Klien, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.ERROR):
        jawaban = orang.get("/uji/lain")

    assert jawaban.status_code == 500
    assert "isi rahasia" not in jawaban.text
    rujukan = jawaban.text.partition("<code>")[2].partition("</code>")[0]
    assert rujukan
    assert rujukan in caplog.text


def test_16_2_5_a_failing_database_keeps_nothing_and_logs_no_values(
    orang: Klien, session: Session, caplog: pytest.LogCaptureFixture
):
    with caplog.at_level(logging.ERROR):
        orang.kirim("/uji/basis-data", status=500)

    assert "Rahasia Negara" not in caplog.text
    assert "Rahasia Negara" not in list(session.scalars(select(Instansi.nama)))


def test_a_form_without_its_token_is_refused_with_a_page(orang: Klien):
    jawaban = orang.post("/akun/sesi/akhiri-lainnya")

    assert jawaban.status_code == 400
    assert "tanda pengaman" in teks_halaman(jawaban.text)


def test_too_large_a_request_is_refused_before_it_is_read(app: Flask, orang: Klien):
    app.config["MAX_CONTENT_LENGTH"] = 1000

    assert orang.post("/akun/sandi", data={"x": "y" * 2000}).status_code == 413


def test_an_unknown_address_answers_404_to_guests_too(tamu: Klien):
    tamu.buka("/tidak-ada", status=404)


def test_3_4_error_pages_carry_the_security_headers(orang: Klien):
    for kode in (404, 500):
        kepala = orang.get(f"/uji/kode?kode={kode}").headers
        assert "default-src 'none'" in kepala["Content-Security-Policy"]
        assert kepala["Cache-Control"] == "no-store"


def test_a_broken_session_of_the_database_still_gives_a_page(app: Flask, orang: Klien, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(db.session, "session_factory", lambda: (_ for _ in ()).throw(RuntimeError("putus")))

    assert orang.get("/akun").status_code == 500
