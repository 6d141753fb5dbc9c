"""Berita Acara Sidang (regulasi 10.4): who was there, what was decided and how, who took no part in which case."""

import datetime as dt
from collections.abc import Sequence

from workflow_app.formulir.agenda import perkara_sidang
from workflow_app.formulir.bagian import asal, instansi, iso, jejak, kop, nama_putaran
from workflow_app.formulir.bahan import Bahan, Pembuatan
from workflow_app.formulir.hasil_sidang import baris_hasil
from workflow_app.formulir.isian import IsianBeritaAcaraSidang, Kehadiran, Skors, sebagai_data
from workflow_app.formulir.kursi import isian_anggota, jabatan_tim, jabatan_ttd, kursi_pada, kursi_pelaku, tim
from workflow_app.formulir.pengecualian import pengecualian
from workflow_app.formulir.tata_tertib import cara_keputusan, kuorum
from workflow_app.models import AnggotaTim, AuditEntry, Sidang
from workflow_app.pesan import N_
from workflow_app.waktu import WIB

JUDUL = N_("Berita Acara Sidang Tim Penilai")


def susun(sidang: Sidang, p: Pembuatan) -> Sequence[Bahan]:
    """The minutes. Hours are not recorded by the system, so they stay open to be filled in by hand."""
    jejak_sidang = jejak(p, "sidang", sidang)
    pembukaan = [baris for baris in jejak_sidang if baris.trigger == "buka"]
    dibuka = pembukaan[-1].tanggal if pembukaan else sidang.tanggal
    kursi = kursi_pada(p, sidang.tim, dibuka)
    hadir = {catatan.pegawai_id for catatan in sidang.kehadiran if catatan.hadir}
    peserta = [k for k in kursi if k.pegawai_id in hadir]
    perkara = perkara_sidang(p, sidang)
    isian = IsianBeritaAcaraSidang(
        kop=kop(p, sidang, sidang.tim.nama),
        asal=asal("sidang", sidang),
        draf=not p.terbit,
        nomor=sidang.nomor or "",
        kode_verifikasi="",
        tim=tim(sidang.tim),
        putaran=nama_putaran(sidang.putaran),
        tanggal=iso(dibuka),
        jam_mulai="",
        jam_selesai="",
        zona=str(WIB),
        tempat=sidang.tempat,
        pimpinan=_pimpinan(kursi_pelaku(peserta, pembukaan)),
        kehadiran=_kehadiran(sidang, kursi),
        jumlah_anggota=len(kursi),
        jumlah_hadir=len(peserta),
        kuorum=kuorum(dibuka),
        skors=_skors(jejak_sidang),
        hasil=tuple(b for urut, satu in enumerate(perkara, start=1) for b in baris_hasil(p, urut, satu)),
        pengecualian=pengecualian(p, sidang, perkara, kursi),
        cara_keputusan=cara_keputusan(dibuka),
        tempat_ttd=instansi(p, sidang).kota,
        tanggal_ttd=iso(sidang.ditutup_pada),
        penanda_tangan=isian_anggota(peserta),
    )
    return [Bahan(isian.jenis, "", JUDUL, sebagai_data(isian))]


def _pimpinan(kursi: AnggotaTim | None) -> str:
    return f"{kursi.pegawai.nama} selaku {jabatan_ttd(kursi)}" if kursi else ""


def _kehadiran(sidang: Sidang, kursi: Sequence[AnggotaTim]) -> tuple[Kehadiran, ...]:
    """Every seat; a member nobody recorded was not there."""
    catatan = {c.pegawai_id: c for c in sidang.kehadiran}
    baris = []
    for urut, k in enumerate(kursi, start=1):
        tercatat = catatan.get(k.pegawai_id)
        baris.append(
            Kehadiran(
                nomor=urut,
                nama=k.pegawai.nama,
                nip=k.pegawai.nip,
                jabatan_tim=jabatan_tim(k),
                hadir=tercatat.hadir if tercatat else False,
                keterangan=tercatat.alasan if tercatat else "",
            )
        )
    return tuple(baris)


def _skors(jejak_sidang: Sequence[AuditEntry]) -> tuple[Skors, ...]:
    """Each suspension with the day on which the plenary went on."""
    skors: list[Skors] = []
    mulai: AuditEntry | None = None
    for baris in jejak_sidang:
        if baris.trigger == "skors":
            mulai = baris
        elif baris.trigger == "lanjutkan" and mulai is not None:
            skors.append(_satu_skors(mulai, baris.tanggal))
            mulai = None
    if mulai is not None:
        skors.append(_satu_skors(mulai, None))
    return tuple(skors)


def _satu_skors(mulai: AuditEntry, dilanjutkan: dt.date | None) -> Skors:
    return Skors(tanggal=iso(mulai.tanggal), alasan=mulai.note or "", dilanjutkan=iso(dilanjutkan))
