"""HAPAK (regulasi 10.3): the result set by the Ketua Tim Penilai, with the reason for every item."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from workflow_app import peraturan
from workflow_app.formulir.bagian import (
    asal_dengan,
    instansi,
    iso,
    jejak,
    keterangan_perorangan,
    kop,
    masa,
    menurut_peraturan,
    penanda,
)
from workflow_app.formulir.bahan import Bahan, IsianBelumLengkap, Pembuatan
from workflow_app.formulir.isian import BarisJustifikasi, IsianHapak, Penanda, sebagai_data
from workflow_app.formulir.kolom import (
    ak,
    baris_unsur,
    berhuruf,
    bernomor,
    jumlahkan,
    kolom_hasil,
    penunjang,
    utama,
)
from workflow_app.formulir.kursi import jabatan_ttd, kursi_pada, kursi_pelaku
from workflow_app.formulir.putusan import blok_lain, judul_utama, sasaran
from workflow_app.models import Dupak, ItemDupak, KonflikKepentingan, Sidang
from workflow_app.peraturan.regime import aturan_dipakai, blok
from workflow_app.pesan import N_
from workflow_app.umur_butir import sebab_hangus

JUDUL = N_("Hasil Penilaian Angka Kredit (HAPAK)")


def susun(dupak: Dupak, p: Pembuatan) -> Sequence[Bahan]:
    """The figures of the stored result, never computed anew. Raises IsianBelumLengkap before the decision."""
    hasil = dupak.hasil
    if hasil is None:
        raise IsianBelumLengkap(f"DUPAK {dupak.id} belum diputuskan")
    aturan = peraturan.kunci(hasil["aturan"])
    baris = baris_unsur(aturan, dupak.kategori, kolom_hasil(hasil["baris"]))
    sidang = p.session.get_one(Sidang, hasil["sidang_id"])
    isian = IsianHapak(
        kop=kop(p, dupak, sidang.tim.nama),
        asal=asal_dengan("dupak", dupak, aturan_dipakai(hasil)),
        draf=not p.terbit,
        nomor="",
        kode_verifikasi="",
        masa_penilaian=masa(dupak),
        pegawai=keterangan_perorangan(p, dupak),
        tim=sidang.tim.nama,
        berita_acara_nomor=sidang.nomor or "",
        berita_acara_tanggal=iso(sidang.tanggal),
        utama=berhuruf(utama(baris)),
        jumlah_utama=jumlahkan(utama(baris)).isian,
        penunjang=bernomor(penunjang(baris)),
        jumlah_penunjang=jumlahkan(penunjang(baris)).isian,
        jumlah=jumlahkan(baris).isian,
        syarat=tuple(s.isian for s in sasaran(hasil["kelayakan"])),
        peraturan=judul_utama(dupak, hasil),
        blok_lain=blok_lain(dupak, hasil),
        memenuhi=any(satu["kelayakan"]["cukup"] for satu in blok(hasil)),
        justifikasi=_justifikasi(dupak, hasil["butir"]),
        ttd=_ttd(dupak, sidang, p),
    )
    return [Bahan(isian.jenis, "", JUDUL, sebagai_data(isian))]


def _justifikasi(dupak: Dupak, butir: Sequence[Mapping[str, Any]]) -> tuple[BarisJustifikasi, ...]:
    """Every item with claim and result; the two marks behind a result are not told."""
    per_item = {isi["item_id"]: isi for isi in butir}
    diputus = [item for item in menurut_peraturan(dupak.butir) if item.id in per_item]
    return tuple(
        BarisJustifikasi(
            nomor=urut,
            kode=item.kode,
            uraian=item.uraian,
            diusulkan=ak(Decimal(per_item[item.id]["usulan"])),
            hasil=ak(Decimal(per_item[item.id]["akhir"])),
            justifikasi=_alasan(item, per_item[item.id]),
        )
        for urut, item in enumerate(diputus, start=1)
    )


def _alasan(item: ItemDupak, isi: Mapping[str, Any]) -> str:
    return str(sebab_hangus(item)) if isi["cara"] == "hangus" else isi["alasan"] or ""


def _ttd(dupak: Dupak, sidang: Sidang, p: Pembuatan) -> Penanda:
    """Who decided: the ketua, or the wakil in his place. Whoever is barred from this claim never signs it."""
    tanggal = dupak.diputuskan_pada or p.hari_ini
    terlarang = {
        dupak.subjek_id,
        *p.session.scalars(select(KonflikKepentingan.pegawai_id).where(KonflikKepentingan.dupak_id == dupak.id)),
    }
    kursi = [k for k in kursi_pada(p, sidang.tim, tanggal) if k.pegawai_id not in terlarang]
    penandatangan = kursi_pelaku(kursi, jejak(p, "dupak", dupak, "putuskan"))
    return penanda(
        jabatan_ttd(penandatangan) if penandatangan else "Ketua Tim Penilai",
        penandatangan.pegawai if penandatangan else None,
        tempat=instansi(p, dupak).kota,
        tanggal=iso(tanggal),
    )
