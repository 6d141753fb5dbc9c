"""Accumulation of credit (regulasi 10.8): the conversions of one level, read from their cases and never typed."""

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import or_, select

from workflow_app.formulir.bagian import asal_dengan, iso
from workflow_app.formulir.bagian_konversi import (
    TEMBUSAN_KONVERSI,
    bersama,
    bulan_terbaca,
    daftar_tembusan,
    hasil_kinerja,
)
from workflow_app.formulir.bahan import Bahan, IsianBelumLengkap, Pembuatan
from workflow_app.formulir.isian import MasaPenilaian, sebagai_data
from workflow_app.formulir.isian_konversi import BarisAkumulasi, IsianAkumulasi
from workflow_app.formulir.kolom import NOL, ak
from workflow_app.models import Konversi, KonversiState
from workflow_app.pesan import N_

JUDUL = N_("Akumulasi angka kredit")


def susun(konversi: Konversi, p: Pembuatan) -> Sequence[Bahan]:
    """The accumulation that a conversion brings about. Raises IsianBelumLengkap before its figures are computed."""
    if konversi.rincian is None:
        raise IsianBelumLengkap(f"konversi {konversi.id} belum dihitung")
    semua = _berlaku(konversi, p)
    aturan = {satu.rincian["aturan"]: satu.rincian["sidik"] for satu in semua if satu.rincian}
    isian = IsianAkumulasi(
        **bersama(
            p,
            konversi,
            asal=asal_dengan("konversi", konversi, list(aturan.items())),
            nomor=konversi.nomor_akumulasi,
            mengganti_nomor=konversi.menggantikan.nomor_akumulasi if konversi.menggantikan else None,
            tembusan=daftar_tembusan(konversi.rincian["aturan"], TEMBUSAN_KONVERSI),
            pejabat_id=konversi.penilai_id,
        ),
        masa_penilaian=MasaPenilaian(
            mulai=iso(min(satu.mulai for satu in semua)), selesai=iso(max(satu.selesai for satu in semua))
        ),
        baris=tuple(_baris(satu) for satu in semua),
        jumlah=ak(sum((satu.jumlah or NOL for satu in semua), Decimal(0))),
    )
    return [Bahan(isian.jenis, "", JUDUL, sebagai_data(isian))]


def _berlaku(konversi: Konversi, p: Pembuatan) -> Sequence[Konversi]:
    """Conversions in force in the same level with this one, in the order of time, without the one it replaces.

    The replaced one is in force still at the moment of the determination.
    """
    query = (
        select(Konversi)
        .where(
            Konversi.subjek_id == konversi.subjek_id,
            Konversi.jenjang == konversi.jenjang,
            or_(Konversi.state == KonversiState.DITETAPKAN, Konversi.id == konversi.id),
            Konversi.id != (konversi.menggantikan_id or 0),
        )
        .order_by(Konversi.tahun, Konversi.bulan_mulai)
    )
    return p.session.scalars(query).all()


def _baris(konversi: Konversi) -> BarisAkumulasi:
    rincian = konversi.rincian or {}
    return BarisAkumulasi(tahun=konversi.tahun, periode=bulan_terbaca(rincian["masukan"]), hasil=hasil_kinerja(rincian))
