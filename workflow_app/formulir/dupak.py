"""DUPAK (regulasi 10.1): what the officer claims. The columns of the Tim Penilai stay empty, its marks are not his."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from workflow_app.formulir.bagian import (
    TINGKAT,
    asal_dupak,
    instansi,
    iso,
    judul_blok,
    keterangan_perorangan,
    kop,
    masa,
    menurut_formulir,
    milik,
    pegawai,
    penanda,
    regime_klaim,
)
from workflow_app.formulir.bahan import Bahan, Pembuatan
from workflow_app.formulir.isian import (
    BagianDupak,
    BlokDupak,
    ButirDupak,
    IsianDupak,
    Nilai,
    Penanda,
    PenilaiDupak,
    SubUnsurDupak,
    UnsurDupak,
    sebagai_data,
)
from workflow_app.formulir.kolom import (
    KOSONG,
    NOL,
    BarisUnsur,
    Kolom,
    ak,
    baris_unsur,
    huruf,
    jumlahkan,
    penunjang,
    utama,
)
from workflow_app.models import Dupak, ItemDupak
from workflow_app.peraturan import Peraturan
from workflow_app.peraturan.unsur import judul_spmk, unsur
from workflow_app.pesan import N_
from workflow_app.saldo import lama_dupak

JUDUL = N_("Daftar Usul Penetapan Angka Kredit (DUPAK)")
_BELUM_DITUNJUK = PenilaiDupak(nama="", nip="")


def susun(dupak: Dupak, p: Pembuatan) -> Sequence[Bahan]:
    """The claim with its old credit, as it stands today."""
    regime = regime_klaim(dupak)
    lama = lama_dupak(p.session, dupak)
    *lain, utama_klaim = [_blok(dupak, a, lama.get(a.kunci, {}), judul_blok(dupak, a, regime)) for a in regime]
    kota = instansi(p, dupak).kota
    pengusul = pegawai(p, dupak.pengusul_id)
    isian = IsianDupak(
        kop=kop(p, dupak, dupak.identitas["unit"] or ""),
        asal=asal_dupak(dupak),
        draf=not p.terbit,
        nomor="",
        kode_verifikasi="",
        tingkat=TINGKAT[dupak.kategori],
        masa_penilaian=masa(dupak),
        pegawai=keterangan_perorangan(p, dupak),
        utama=utama_klaim.utama,
        penunjang=utama_klaim.penunjang,
        jumlah_pengusul=utama_klaim.jumlah_pengusul,
        jumlah_tim=utama_klaim.jumlah_tim,
        peraturan=utama_klaim.judul,
        blok_lain=tuple(lain),
        lampiran=_lampiran(dupak),
        ttd_prakom=Penanda(
            tempat=kota,
            tanggal=iso(dupak.diajukan_pada),
            jabatan="Pranata Komputer yang bersangkutan",
            nama=dupak.identitas["nama"],
            nip=dupak.identitas["nip"],
        ),
        catatan_pengusul=(),
        ttd_pengusul=penanda(
            pengusul.jabatan_struktural if pengusul else "Pejabat Pengusul",
            pengusul,
            tempat=kota,
            tanggal=iso(dupak.surat_pengantar_tanggal),
        ),
        catatan_penilai=(),
        penilai_1=_BELUM_DITUNJUK,
        penilai_2=_BELUM_DITUNJUK,
        catatan_ketua=(),
        ttd_ketua=penanda("Ketua Tim Penilai", None),
    )
    return [Bahan(isian.jenis, "", JUDUL, sebagai_data(isian))]


def _blok(dupak: Dupak, aturan: Peraturan, lama: Mapping[str, Decimal], judul: str) -> BlokDupak:
    """The claim under one rule set, with the officer's old credit under it."""
    per_unsur: dict[str, list[ItemDupak]] = {}
    for item in menurut_formulir(aturan.kunci, milik(dupak.butir, aturan)):
        per_unsur.setdefault(item.unsur, []).append(item)
    baris = baris_unsur(
        aturan,
        dupak.kategori,
        {k: Kolom(lama.get(k, NOL), jumlah_usulan(per_unsur.get(k, ()))) for k in {*lama, *per_unsur}},
    )
    return BlokDupak(
        judul=judul,
        utama=_bagian(utama(baris), per_unsur),
        penunjang=_bagian(penunjang(baris), per_unsur),
        jumlah_pengusul=jumlahkan(baris).isian,
        jumlah_tim=KOSONG,
    )


def jumlah_usulan(butir: Sequence[ItemDupak]) -> Decimal:
    """Credit that items claim together."""
    return sum((item.jumlah for item in butir), NOL)


def _bagian(baris: list[BarisUnsur], per_unsur: dict[str, list[ItemDupak]]) -> BagianDupak:
    return BagianDupak(
        unsur=tuple(
            UnsurDupak(
                nomor=huruf(urut),
                nama=b.unsur.label,
                sub_unsur=_sub_unsur(per_unsur.get(b.unsur.kode, [])),
                pengusul=b.kolom.isian,
                tim=KOSONG,
            )
            for urut, b in enumerate(baris, start=1)
        ),
        pengusul=jumlahkan(baris).isian,
        tim=KOSONG,
    )


def _sub_unsur(butir: list[ItemDupak]) -> tuple[SubUnsurDupak, ...]:
    """Sub elements in the order of their first item; the catalogue keeps the items of one together."""
    kelompok: dict[str, list[ItemDupak]] = {}
    for item in butir:
        kelompok.setdefault(item.sub_unsur, []).append(item)
    return tuple(
        SubUnsurDupak(nomor=str(urut), nama=nama, butir=_butir(isi))
        for urut, (nama, isi) in enumerate(kelompok.items(), start=1)
    )


def _butir(butir: list[ItemDupak]) -> tuple[ButirDupak, ...]:
    """One line per catalogue item: what was done several times is claimed as one figure."""
    baris = []
    for urut, (kode, kelompok) in enumerate(groupby(butir, key=lambda item: item.kode), start=1):
        sama = list(kelompok)
        nilai = ak(jumlah_usulan(sama))
        baris.append(
            ButirDupak(
                nomor=huruf(urut).lower(),
                kode=kode,
                uraian=sama[0].uraian,
                pengusul=Nilai(lama="", baru=nilai, jumlah=nilai),
                tim=KOSONG,
            )
        )
    return tuple(baris)


def _lampiran(dupak: Dupak) -> tuple[str, ...]:
    regime = regime_klaim(dupak)
    surat = []
    for aturan in regime:
        diklaim = {unsur(aturan, item.unsur).spmk for item in milik(dupak.butir, aturan)}
        judul = judul_blok(dupak, aturan, regime)
        tambahan = f" ({aturan.kunci})" if judul else ""
        surat += [
            f"Surat Pernyataan Melakukan Kegiatan {judul_spmk(aturan, k)}{tambahan}"
            for k in aturan.anak("spmk")
            if k in diklaim
        ]
    return (*surat, "Bukti fisik kegiatan sebagaimana tercantum dalam surat pernyataan") if surat else ()
