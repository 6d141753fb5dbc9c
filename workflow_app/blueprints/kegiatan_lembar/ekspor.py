"""The log as a sheet to take along: what the page shows, or all of it."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from flask import Response, abort, request
from flask.typing import ResponseReturnValue

from workflow_app.angka import tulis_desimal
from workflow_app.blueprints.kegiatan_lembar.dasar import bp
from workflow_app.extensions import db
from workflow_app.lembar_klaim.tawar import tulis_csv
from workflow_app.lembar_klaim.tulis_xlsx import TIPE, tulis
from workflow_app.services.daftar_kegiatan import Bulan
from workflow_app.services.ekspor_kegiatan import KEPALA, SelEkspor, sel_baris, semua
from workflow_app.services.keadaan_kegiatan import KalenderHangus, Keadaan
from workflow_app.tanggal import tambah_bulan
from workflow_app.web.konteks import pegawai, pelaku

_BULAN = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
LEBAR_KOLOM = (22, 46, 15, 16, 11, 12, 10, 16, 34, 20, 30, 26, 10, 16, 22, 40)


@bp.get("/ekspor.csv", defaults={"bentuk": "csv"})
@bp.get("/ekspor.xlsx", defaults={"bentuk": "xlsx"})
def ekspor(bentuk: str) -> ResponseReturnValue:
    """One's own log by the filter of the page (`keadaan` or `bulan`), in the columns in which it may come back."""
    keadaan, bulan = _saringan()
    orang = pegawai()
    kalender = KalenderHangus(db.session(), orang.instansi_id)
    nip = orang.nip
    baris = (sel_baris(nip, t) for t in semua(db.session(), pelaku(), kalender, keadaan=keadaan, bulan=bulan))
    bagian = ["catatan-kegiatan", keadaan.value if keadaan else "", f"{bulan.mulai:%Y-%m}" if bulan else ""]
    nama = "-".join(b for b in bagian if b)
    if bentuk == "xlsx":
        jawaban = Response(tulis("Kegiatan", [KEPALA, *baris], lebar=LEBAR_KOLOM), mimetype=TIPE)
    else:
        jawaban = Response(b"".join(tulis_csv(_untuk_csv(baris))), mimetype="text/csv")
    jawaban.headers.set("Content-Disposition", "attachment", filename=f"{nama}.{bentuk}")
    return jawaban


def _untuk_csv(baris: Iterator[Sequence[SelEkspor]]) -> Iterator[Sequence[str]]:
    yield KEPALA
    for satu in baris:
        yield [tulis_desimal(sel) if isinstance(sel, Decimal) else sel or "" for sel in satu]


def _saringan() -> tuple[Keadaan | None, Bulan | None]:
    """What the page was filtered by. 404 for a state or month that there is not."""
    diminta, bulan = request.args.get("keadaan", ""), request.args.get("bulan", "")
    if diminta:
        if diminta not in {k.value for k in Keadaan}:
            abort(404)
        return Keadaan(diminta), None
    if not bulan:
        return None, None
    cocok = _BULAN.fullmatch(bulan)
    if cocok is None or not int(cocok[1]):
        abort(404)
    mulai = dt.date(int(cocok[1]), int(cocok[2]), 1)
    if mulai.year >= dt.MAXYEAR:
        abort(404)
    return None, Bulan(mulai, tambah_bulan(mulai, 1) - dt.timedelta(days=1), (), penuh=False)
