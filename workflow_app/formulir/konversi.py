"""Conversion of a predicate into credit (regulasi 10.7), from the figures that were submitted."""

from collections.abc import Sequence

from workflow_app.formulir.bagian import asal_dengan
from workflow_app.formulir.bagian_konversi import (
    TEMBUSAN_KONVERSI,
    bersama,
    bulan_terbaca,
    daftar_tembusan,
    hasil_kinerja,
)
from workflow_app.formulir.bahan import Bahan, IsianBelumLengkap, Pembuatan
from workflow_app.formulir.isian import sebagai_data
from workflow_app.formulir.isian_konversi import IsianKonversi
from workflow_app.models import Konversi
from workflow_app.pesan import N_

JUDUL = N_("Konversi predikat kinerja ke angka kredit")


def susun(konversi: Konversi, p: Pembuatan) -> Sequence[Bahan]:
    """The conversion. Raises IsianBelumLengkap before its figures are computed."""
    rincian = konversi.rincian
    if rincian is None:
        raise IsianBelumLengkap(f"konversi {konversi.id} belum dihitung")
    masukan = rincian["masukan"]
    isian = IsianKonversi(
        **bersama(
            p,
            konversi,
            asal=asal_dengan("konversi", konversi, [(rincian["aturan"], rincian["sidik"])]),
            nomor=konversi.nomor,
            mengganti_nomor=konversi.menggantikan.nomor if konversi.menggantikan else None,
            tembusan=daftar_tembusan(rincian["aturan"], TEMBUSAN_KONVERSI),
            pejabat_id=konversi.penilai_id,
        ),
        periode=f"{bulan_terbaca(masukan)} {masukan['tahun']}",
        hasil=hasil_kinerja(rincian),
        bukti=masukan["bukti"],
    )
    return [Bahan(isian.jenis, "", JUDUL, sebagai_data(isian))]
