"""Errors as pages: every exception of the domain and of HTTP becomes a status and a page in the reader's language."""

import logging

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError, RequestEntityTooLarge

from workflow_app.errors import Alasan, Conflict, MasukanSalah, Refused, WrongState
from workflow_app.extensions import db
from workflow_app.koneksi import atur_hanya_baca
from workflow_app.peraturan import PeraturanTidakAda
from workflow_app.pesan import P_, Pesan
from workflow_app.web.alamat import halaman_asal
from workflow_app.web.kolom import tanpa_kendali
from workflow_app.web.permintaan import jangan_tanya_basis_data, rujukan

log = logging.getLogger(__name__)

HALAMAN = frozenset({400, 403, 404, 409, 413, 422, 429, 500})
TAK_DITAMPILKAN = ("csrf_token", "version", "sidik", "kembali")
"""Fields of a refused form that mean nothing to the reader; those beginning with `sandi` are never shown."""
MAKS_KIRIMAN = 30
BYTE_PER_MB = 1024 * 1024
ATURAN_ISIAN = P_("pemeriksaan isian")
ATURAN_MASA = P_("masa berlaku peraturan, diatur administrator")


def _halaman(kode: int, **isi: object) -> tuple[str, int]:
    """Draw an error page: nothing of the failed attempt is kept, and drawing it only reads."""
    db.session.rollback()
    atur_hanya_baca(True)
    templat = f"galat/{kode if kode in HALAMAN else 400}.html"
    return render_template(templat, **{"url_kembali": halaman_asal(), **isi}), kode


def _kiriman() -> list[tuple[str, str]]:
    """What the reader had typed, so that it is not lost with the refused form."""
    return [
        (tanpa_kendali(nama.replace("_", " ").replace("-", " ").capitalize()), tanpa_kendali(isi))
        for nama, isi in list(request.form.items(multi=True))[:MAKS_KIRIMAN]
        if isi.strip() and nama not in TAK_DITAMPILKAN and not nama.startswith("sandi")
    ]


def _tertutup(galat: Refused) -> ResponseReturnValue:
    return _halaman(
        403 if galat.tentang_hak else 422, pesan=P_("Tindakan ini belum dapat dilakukan."), alasan=galat.alasan
    )


def _bentrok(galat: WrongState | Conflict) -> ResponseReturnValue:
    return _halaman(409, pesan=galat.pesan, kiriman=_kiriman(), url_terbaru=halaman_asal(), url_kembali=None)


def _masukan_salah(galat: MasukanSalah) -> ResponseReturnValue:
    return _halaman(422, alasan=[Alasan(pesan, ATURAN_ISIAN) for pesan in galat.galat.values()])


def _tanpa_peraturan(galat: PeraturanTidakAda) -> ResponseReturnValue:
    """A correction of dates may leave days without rules: the reader learns which, and whose task it is."""
    log.warning("no rules: %s (%s)", galat, rujukan())
    pesan = P_("Tindakan ini belum dapat dilakukan.")
    return _halaman(422, pesan=pesan, alasan=[Alasan(galat.pesan, ATURAN_MASA)])


def _csrf(galat: CSRFError) -> ResponseReturnValue:
    log.info("form token refused: %s (%s)", galat.description, rujukan())
    return _halaman(400)


def _terlalu_besar(galat: RequestEntityTooLarge) -> ResponseReturnValue:
    maks = request.max_content_length
    if not maks or (request.content_length or 0) <= maks:
        return _http(galat)  # too many fields, or too long a text: the size of the whole says nothing about it
    pesan = P_("Kiriman melebihi %(maks)s MB, sehingga tidak disimpan.", maks=maks // BYTE_PER_MB)
    return _halaman(galat.code, pesan=pesan)


def _http(galat: HTTPException) -> ResponseReturnValue:
    if galat.response is not None or galat.code is None:
        return galat
    uraian: object = galat.description  # a Pesan where a view called abort(404, P_(...)), else werkzeug's own words
    kode = galat.code if galat.code in HALAMAN else _kode_sekeluarga(galat.code)
    isi, _ = _halaman(kode, pesan=uraian if isinstance(uraian, Pesan) else None)
    kepala = {nama: nilai for nama, nilai in galat.get_headers() if nama != "Content-Type"}
    return isi, galat.code, kepala


def _kode_sekeluarga(kode: int) -> int:
    """The page for a status that has none of its own: 405 is drawn as 400, 503 as 500."""
    return 500 if kode >= InternalServerError.code else 400


def _tak_terduga(galat: InternalServerError) -> ResponseReturnValue:
    log.error("unhandled error (%s)", rujukan(), exc_info=galat.original_exception or galat)
    jangan_tanya_basis_data()
    return _halaman(500, rujukan=rujukan())


def pasang(app: Flask) -> None:
    """Give `app` a page for every error."""
    app.register_error_handler(Refused, _tertutup)
    app.register_error_handler(WrongState, _bentrok)
    app.register_error_handler(Conflict, _bentrok)
    app.register_error_handler(MasukanSalah, _masukan_salah)
    app.register_error_handler(PeraturanTidakAda, _tanpa_peraturan)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(RequestEntityTooLarge, _terlalu_besar)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(InternalServerError, _tak_terduga)
