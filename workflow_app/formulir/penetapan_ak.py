"""Determination of cumulative credit (regulasi 10.9): rows, needs and the verdict, from the frozen figures."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from workflow_app import peraturan
from workflow_app.formulir.bagian import asal_dengan
from workflow_app.formulir.bagian_konversi import bersama, daftar_tembusan, kalimat, pangkat_lengkap
from workflow_app.formulir.bahan import Bahan, Pembuatan
from workflow_app.formulir.isian import MasaPenilaian, sebagai_data
from workflow_app.formulir.isian_konversi import (
    BarisPenetapan,
    IsianPenetapanAk,
    KebutuhanKenaikan,
    NilaiBertanda,
    PutusanKenaikan,
)
from workflow_app.formulir.kolom import ak
from workflow_app.kalkulator import berkas
from workflow_app.models import PenetapanAk
from workflow_app.peraturan import Peraturan
from workflow_app.peraturan.jenjang import golongan_jenjang, kategori, nama_jenjang
from workflow_app.peraturan.unsur import daftar_unsur
from workflow_app.pesan import N_

JUDUL = N_("Penetapan angka kredit konversi")
_TANPA: Mapping[str, Any] = {"tujuan": None, "kebutuhan": None, "boleh": False, "alasan": ()}
"""A raise that nobody judged, because the rank lies far above the level."""


def susun(penetapan: PenetapanAk, p: Pembuatan) -> Sequence[Bahan]:
    """The determination."""
    rincian = penetapan.rincian
    aturan = peraturan.kunci(rincian["aturan"])
    layak = rincian["kelayakan"]
    isian = IsianPenetapanAk(
        **bersama(
            p,
            penetapan,
            asal=asal_dengan("penetapan_ak", penetapan, [(rincian["aturan"], rincian["sidik"])]),
            nomor=penetapan.nomor,
            mengganti_nomor=penetapan.menggantikan.nomor if penetapan.menggantikan else None,
            tembusan=penetapan.tembusan or daftar_tembusan(rincian["aturan"]),
            pejabat_id=penetapan.penilai_id,
        ),
        masa_penilaian=MasaPenilaian(mulai=rincian["masa"]["mulai"], selesai=rincian["masa"]["selesai"]),
        baris=_baris(aturan, rincian),
        jumlah=_nilai(rincian["jumlah"]),
        pangkat=_kebutuhan(layak["kp"]),
        jenjang=_kebutuhan(layak["kj"]),
        putusan=_putusan(aturan, rincian),
        catatan=tuple(kalimat(satu) for satu in (*rincian["tertahan"], *layak["peringatan"])),
        asli=tuple(daftar_tembusan(rincian["aturan"], berkas.ASLI)),
    )
    return [Bahan(isian.jenis, "", JUDUL, sebagai_data(isian))]


def _baris(aturan: Peraturan, rincian: Mapping[str, Any]) -> tuple[BarisPenetapan, ...]:
    return tuple(
        BarisPenetapan(
            nomor=urut,
            uraian=unsur.label,
            nilai=_nilai(rincian["baris"][unsur.kode]),
            keterangan=_keterangan(rincian, unsur.kode),
        )
        for urut, unsur in enumerate(daftar_unsur(aturan, kategori(rincian["jenjang"])), start=1)
    )


def _nilai(baris: Mapping[str, str]) -> NilaiBertanda:
    return NilaiBertanda(**{k: ak(Decimal(baris[k])) for k in ("lama", "baru", "jumlah")})


def _keterangan(rincian: Mapping[str, Any], unsur: str) -> str:
    """The papers behind a row, and how credit was worked out that this determination itself gives."""
    baru = [t for t in rincian["tambahan"] if t["unsur"] == unsur]
    baris = [kalimat(satu) for satu in rincian["asal"].get(unsur, ())]
    for t in baru:
        alasan = kalimat(t["alasan"]).rstrip(".")
        baris.append(f"{alasan} ({t['dasar']})" if t["dasar"] and t["dasar"] not in alasan else alasan)
    return "\n".join(baris)


def _kebutuhan(satu: Mapping[str, Any] | None) -> KebutuhanKenaikan:
    if satu is None or satu["kebutuhan"] is None:
        return KebutuhanKenaikan(minimal="", lebih=False, selisih="")
    selisih = satu["kelebihan"] if satu["cukup"] else satu["kekurangan"]
    return KebutuhanKenaikan(minimal=ak(Decimal(satu["kebutuhan"])), lebih=satu["cukup"], selisih=ak(Decimal(selisih)))


def _putusan(aturan: Peraturan, rincian: Mapping[str, Any]) -> tuple[PutusanKenaikan, ...]:
    """The raise in level comes first where it may be given; otherwise the rank does."""
    layak = rincian["kelayakan"]
    kj, kp = layak["kj"] or _TANPA, layak["kp"] or _TANPA
    naik_jenjang = kj["boleh"] is not False
    jenjang = PutusanKenaikan(
        kenaikan="jenjang jabatan",
        tujuan=nama_jenjang(aturan, kj["tujuan"]) if kj["tujuan"] else "",
        dapat=naik_jenjang,
        kurang=_kurang(kj),
        tetap_jenjang=False,
        sesudah_jenjang=False,
        alasan=_alasan(kj),
    )
    golongan = kp["tujuan"]
    pangkat = PutusanKenaikan(
        kenaikan="pangkat",
        tujuan=pangkat_lengkap(golongan) if golongan else "",
        dapat=kp["boleh"] is not False,
        kurang=_kurang(kp),
        tetap_jenjang=layak["tetap_jenjang"],
        sesudah_jenjang=naik_jenjang and golongan not in (None, *golongan_jenjang(aturan, rincian["jenjang"])),
        alasan=_alasan(kp),
    )
    return (jenjang, pangkat) if naik_jenjang else (pangkat, jenjang)


def _kurang(satu: Mapping[str, Any]) -> bool:
    """Whether there is an aim that the credit does not reach."""
    return satu["kebutuhan"] is not None and not satu["cukup"]


def _alasan(satu: Mapping[str, Any]) -> tuple[str, ...]:
    """Conditions that are not known or not met. Missing credit, always the first of them, has its own words."""
    if satu["boleh"]:
        return ()
    return tuple(kalimat(a) for a in satu["alasan"][1 if _kurang(satu) else 0 :])
