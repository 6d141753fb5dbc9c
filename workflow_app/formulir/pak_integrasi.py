"""PAK Integrasi (regulasi 10.10): conventional credit, the base that is taken off, and what raises need of the rest."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from workflow_app import peraturan
from workflow_app.formulir.bagian import asal_dengan, instansi
from workflow_app.formulir.bagian_konversi import bersama, daftar_tembusan, pangkat_lengkap
from workflow_app.formulir.bahan import Bahan, Pembuatan
from workflow_app.formulir.isian import sebagai_data
from workflow_app.formulir.isian_konversi import BarisIntegrasi, IsianPakIntegrasi, KebutuhanIntegrasi
from workflow_app.formulir.kolom import ak
from workflow_app.models import PakIntegrasi
from workflow_app.peraturan.jenjang import golongan_berikut, nama_jenjang
from workflow_app.pesan import N_, tanggal_indonesia

JUDUL = N_("PAK integrasi")


def susun(integrasi: PakIntegrasi, p: Pembuatan) -> Sequence[Bahan]:
    """The integration from its frozen figures."""
    rincian = integrasi.rincian
    baru = peraturan.kunci(rincian["baru"])
    perlu, tujuan_kj = rincian["kebutuhan"], rincian["kebutuhan"]["jenjang_berikut"]
    isian = IsianPakIntegrasi(
        **bersama(
            p,
            integrasi,
            asal=asal_dengan(
                "pak_integrasi",
                integrasi,
                [(rincian["aturan"], rincian["sidik"]), (rincian["baru"], rincian["baru_sidik"])],
            ),
            nomor=integrasi.nomor,
            mengganti_nomor=integrasi.menggantikan.nomor if integrasi.menggantikan else None,
            tembusan=integrasi.tembusan or daftar_tembusan(rincian["aturan"]),
            pejabat_id=integrasi.penetap_id,
        ),
        per_tanggal=rincian["per_tanggal"],
        baris=_baris(rincian),
        konvensional=_ak(rincian["konvensional"]),
        nilai_dasar=_ak(rincian["nilai_dasar"]),
        sebelum_potongan=_ak(rincian["sebelum_potongan"]),
        potong_profesi=_ak(rincian["potong_profesi"]),
        dipotong=Decimal(rincian["potong_profesi"]) > 0,
        angka_kredit=_ak(rincian["jumlah"]),
        kekurangan_dasar=_ak(rincian["kekurangan_dasar"]),
        di_bawah_dasar=Decimal(rincian["kekurangan_dasar"]) > 0,
        pangkat=_perlu(perlu["kp"], golongan_berikut(rincian["golongan"]), pangkat_lengkap),
        jenjang=_perlu(perlu["kj"], tujuan_kj, lambda jenjang: nama_jenjang(baru, jenjang)),
        asli=instansi(p, integrasi).kantor_bkn,
    )
    return [Bahan(isian.jenis, "", JUDUL, sebagai_data(isian))]


def _baris(rincian: Mapping[str, Any]) -> tuple[BarisIntegrasi, ...]:
    hasil = []
    for urut, satu in enumerate(rincian["bagian"], start=1):
        aturan = peraturan.kunci(satu["aturan"])
        hasil.append(
            BarisIntegrasi(
                nomor=urut,
                uraian=f"{aturan.nama}, kegiatan s.d. {tanggal_indonesia(aturan.berlaku_sampai)}",
                konvensional=_ak(satu["konvensional"]),
                nilai_dasar=_ak(satu["nilai_dasar"]) if satu["nilai_dasar"] is not None else "",
                integrasi=_ak(satu["integrasi"]),
            )
        )
    return tuple(hasil)


def _ak(nilai: str) -> str:
    return ak(Decimal(nilai))


def _perlu(satu: Mapping[str, str] | None, tujuan: str | None, nama: Callable[[str], str]) -> KebutuhanIntegrasi:
    if satu is None or tujuan is None:
        return KebutuhanIntegrasi(tujuan="", minimal="", kekurangan="")
    return KebutuhanIntegrasi(tujuan=nama(tujuan), minimal=_ak(satu["kebutuhan"]), kekurangan=_ak(satu["kekurangan"]))
