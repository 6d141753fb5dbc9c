"""Files that a form brings: found, checked and stored, or told at their field."""

from collections.abc import Iterable, Sequence
from http import HTTPStatus
from typing import Any

from flask import Response, after_this_request, request

from workflow_app.errors import MasukanSalah
from workflow_app.extensions import lepas_bacaan
from workflow_app.penyimpanan import Penyimpanan
from workflow_app.pesan import P_, Pesan
from workflow_app.services import unggahan
from workflow_app.services.butir import BerkasMasuk
from workflow_app.services.unggahan import JENIS_BUKTI, BerkasDitolak, Jenis
from workflow_app.web.kolom import Formulir
from workflow_app.web.konteks import pengaturan

SALAH = HTTPStatus.UNPROCESSABLE_ENTITY.value
TERLALU_BESAR = HTTPStatus.REQUEST_ENTITY_TOO_LARGE.value
SIBUK = HTTPStatus.SERVICE_UNAVAILABLE.value
DATANG_LAGI_DETIK = 60


class UnggahanSalah(Exception):
    """Files of this request that are not taken: the sentence for their field, and the status of the answer."""

    def __init__(self, pesan: Pesan, status: int) -> None:
        super().__init__(str(pesan))
        self.pesan = pesan
        self.status = status


def terkirim(nama: str) -> list[tuple[str, Any]]:
    """The files of this request under a field name, without the empty entry of a field left alone."""
    return [(b.filename, b.stream) for b in request.files.getlist(nama) if b.filename]


def status_ditolak(galat: BerkasDitolak) -> int:
    """The status of the answer to a file that is not taken; a busy one also says when to come again."""
    if galat.sibuk:
        after_this_request(_datang_lagi)
        return SIBUK
    return TERLALU_BESAR if galat.terlalu_besar else SALAH


def _datang_lagi(jawaban: Response) -> Response:
    jawaban.headers["Retry-After"] = str(DATANG_LAGI_DETIK)
    return jawaban


def simpan(nama: str, jenis: Sequence[Jenis] = JENIS_BUKTI) -> list[BerkasMasuk]:
    """Check and store the files of a field, none where none was sent. Raises UnggahanSalah, and then stores none."""
    daftar = terkirim(nama)
    if not daftar:
        return []
    lepas_bacaan()
    try:
        return unggahan.simpan_semua(Penyimpanan(pengaturan().berkas_url), daftar, jenis)
    except BerkasDitolak as galat:
        raise UnggahanSalah(galat.pesan, status_ditolak(galat)) from galat
    except MasukanSalah as galat:
        raise UnggahanSalah(galat.galat["berkas"], SALAH) from galat


def pilih_lagi(form: Formulir, kolom: Iterable[str]) -> None:
    """Tell at each file field that its choice is gone: browsers never send a chosen file twice."""
    for nama in kolom:
        if terkirim(nama) and not form[nama].errors:
            form[nama].errors = [P_("Pilih lagi berkasnya: peramban tidak mengingat berkas yang belum tersimpan.")]
