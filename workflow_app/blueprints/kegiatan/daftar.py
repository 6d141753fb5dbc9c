"""The log: a month as calendar and list, or everything in one state."""

import datetime as dt
import re

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from workflow_app.blueprints.kegiatan.bulan import minggu
from workflow_app.blueprints.kegiatan.dasar import bp, kalender
from workflow_app.extensions import db
from workflow_app.peraturan import semua
from workflow_app.services import daftar_kegiatan
from workflow_app.services.daftar_kegiatan import UKURAN, awal_bulan
from workflow_app.services.keadaan_kegiatan import LABEL_KEADAAN, Keadaan
from workflow_app.tanggal import tambah_bulan
from workflow_app.web.alamat import kunci_dari
from workflow_app.web.konteks import hari_ini, pelaku

_BULAN = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
TAHUN_KE_DEPAN = 3


def _bulan_diminta() -> dt.date:
    """The month that the address names, within the time of the rules; this month otherwise."""
    cocok = _BULAN.fullmatch(request.args.get("bulan", ""))
    if cocok is None:
        return awal_bulan(hari_ini())
    try:
        diminta = dt.date(int(cocok[1]), int(cocok[2]), 1)
    except ValueError:
        return awal_bulan(hari_ini())
    awal = min(a.berlaku_mulai for a in semua() if a.kelompok == "kredit")
    return diminta if awal_bulan(awal) <= diminta <= _terakhir() else awal_bulan(hari_ini())


def _terakhir() -> dt.date:
    return awal_bulan(hari_ini()).replace(year=hari_ini().year + TAHUN_KE_DEPAN)


@bp.get("")
def daftar() -> ResponseReturnValue:
    """The month, or the state that was asked for."""
    diminta = request.args.get("keadaan", "")
    if diminta in {k.value for k in Keadaan}:
        return _menurut_keadaan(Keadaan(diminta))
    session, oleh = db.session(), pelaku()
    bulan = daftar_kegiatan.bulan(session, oleh, _bulan_diminta(), kalender())
    dari = min(max(request.args.get("dari", 0, type=int), 0), daftar_kegiatan.BULAN_TERBANYAK)
    bagian = bulan.daftar[dari : dari + UKURAN]
    kunci = f"{bulan.mulai:%Y-%m}"
    return render_template(
        "kegiatan/daftar.html",
        bulan=bulan,
        minggu=minggu(bulan),
        bagian=bagian,
        draf=daftar_kegiatan.draf(session, oleh) if bulan.mulai == awal_bulan(hari_ini()) else [],
        sebelum=f"{tambah_bulan(bulan.mulai, -1):%Y-%m}",
        sesudah=f"{tambah_bulan(bulan.mulai, 1):%Y-%m}",
        lebih_baru=url_for("kegiatan.daftar", bulan=kunci, dari=max(0, dari - UKURAN) or None) if dari else None,
        lebih_lama=(
            url_for("kegiatan.daftar", bulan=kunci, dari=dari + UKURAN) if dari + UKURAN < len(bulan.daftar) else None
        ),
        keadaan=None,
        semua_keadaan=list(LABEL_KEADAAN.items()),
        hari_ini=hari_ini(),
        batas=daftar_kegiatan.BULAN_TERBANYAK,
    )


def _menurut_keadaan(keadaan: Keadaan) -> ResponseReturnValue:
    sesudah = kunci_dari(request.args.get("sesudah", ""))
    hasil = daftar_kegiatan.saring(db.session(), pelaku(), keadaan, kalender(), sesudah=sesudah)
    return render_template(
        "kegiatan/keadaan.html",
        hasil=hasil,
        keadaan=keadaan,
        semua_keadaan=list(LABEL_KEADAAN.items()),
        awal=sesudah is None,
        hari_ini=hari_ini(),
    )
