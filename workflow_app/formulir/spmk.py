"""Surat Pernyataan Melakukan Kegiatan (regulasi 10.2): one per statement of the rule set, signed by the superior."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select

from workflow_app.formulir.bagian import (
    asal_dupak,
    instansi,
    iso,
    judul_blok,
    kop,
    masa,
    menurut_formulir,
    milik,
    orang,
    regime_klaim,
)
from workflow_app.formulir.bahan import Bahan, Pembuatan
from workflow_app.formulir.dupak import jumlah_usulan
from workflow_app.formulir.isian import BarisSpmk, IsianSpmk, Penanda, sebagai_data
from workflow_app.formulir.kolom import ak, satuan
from workflow_app.models import BuktiFile, Dupak, ItemDupak
from workflow_app.peraturan import Peraturan
from workflow_app.peraturan.jenjang import SEMUA, nama_jenjang
from workflow_app.peraturan.regime import kode_spmk
from workflow_app.peraturan.unsur import judul_spmk, unsur
from workflow_app.pesan import N_

JUDUL = N_("Surat Pernyataan Melakukan Kegiatan (SPMK)")


def susun(dupak: Dupak, p: Pembuatan) -> Sequence[Bahan]:
    """One statement per group of elements with items, in the order of the rule set; `bagian` is its code."""
    regime = regime_klaim(dupak)
    berkas = _nama_berkas(p, dupak)
    hasil = []
    for aturan in regime:
        per_surat: dict[str, list[ItemDupak]] = defaultdict(list)
        for item in menurut_formulir(aturan.kunci, milik(dupak.butir, aturan)):
            per_surat[unsur(aturan, item.unsur).spmk].append(item)
        judul = judul_blok(dupak, aturan, regime)
        hasil += [
            _surat(dupak, p, aturan, kode, per_surat[kode], berkas, judul)
            for kode in aturan.anak("spmk")
            if kode in per_surat
        ]
    return hasil


def _surat(
    dupak: Dupak,
    p: Pembuatan,
    aturan: Peraturan,
    kode: str,
    butir: list[ItemDupak],
    berkas: dict[int, list[str]],
    judul: str,
) -> Bahan:
    atasan = orang(dupak.identitas["atasan"])
    isian = IsianSpmk(
        kop=kop(p, dupak, atasan.unit_kerja),
        asal=asal_dupak(dupak),
        draf=not p.terbit,
        nomor="",
        kode_verifikasi="",
        unsur=judul_spmk(aturan, kode),
        peraturan=judul,
        masa_penilaian=masa(dupak),
        atasan=atasan,
        prakom=orang(dupak.identitas),
        baris=tuple(_baris(aturan, urut, item, berkas.get(item.id, [])) for urut, item in enumerate(butir, start=1)),
        jumlah=ak(jumlah_usulan(butir)),
        ttd=Penanda(
            tempat=instansi(p, dupak).kota,
            # Issuing the statement is the superior's signature, so its day is today; a draft is not signed.
            tanggal=iso(p.hari_ini) if p.terbit else "",
            jabatan=atasan.jabatan,
            nama=atasan.nama,
            nip=atasan.nip,
        ),
    )
    nama = f"{isian.unsur} ({aturan.kunci})" if judul else isian.unsur
    return Bahan(isian.jenis, kode_spmk(dupak.aturan, aturan, kode), f"{JUDUL}: {nama}", sebagai_data(isian))


def _baris(aturan: Peraturan, urut: int, item: ItemDupak, berkas: list[str]) -> BarisSpmk:
    return BarisSpmk(
        nomor=urut,
        kode=item.kode,
        uraian=item.uraian,
        tanggal_mulai=iso(item.tanggal_mulai),
        tanggal_selesai=iso(item.tanggal_selesai),
        satuan_hasil=item.satuan_hasil,
        volume=satuan(item.volume),
        jenjang=_jenjang(aturan, item.jenjang_butir),
        angka_kredit=satuan(item.angka_satuan),
        faktor=satuan(item.faktor),
        jumlah=ak(item.jumlah),
        surat_tugas=item.surat_tugas,
        bukti="; ".join(teks for teks in (*berkas, item.tempat_bukti, _karya(item), item.keterangan) if teks),
    )


def _karya(item: ItemDupak) -> str:
    """The officer's part of a joint work."""
    if item.karya is None:
        return ""
    return f"bagian {satuan(item.bagian * 100)} persen dari karya bersama “{item.karya.judul}”"


def _jenjang(aturan: Peraturan, jenjang: str) -> str:
    """The level in a narrow column, without the name of the position."""
    if jenjang == SEMUA:
        return "Semua jenjang"
    return nama_jenjang(aturan, jenjang).removeprefix("Pranata Komputer ")


def _nama_berkas(p: Pembuatan, dupak: Dupak) -> dict[int, list[str]]:
    """Names of the proofs in force per item, in one query."""
    nama: dict[int, list[str]] = defaultdict(list)
    for item_id, nama_asli in p.session.execute(
        select(BuktiFile.item_id, BuktiFile.nama_asli)
        .join(ItemDupak)
        .where(ItemDupak.dupak_id == dupak.id, BuktiFile.digantikan_at.is_(None))
        .order_by(BuktiFile.id)
    ):
        nama[item_id].append(nama_asli)
    return nama
