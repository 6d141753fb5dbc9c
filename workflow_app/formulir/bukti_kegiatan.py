"""Form for the proof of one activity: no paper of a step; the officer takes it, finishes it and sends it back."""

from workflow_app.formulir.bagian import asal_dupak, instansi, iso, kop, orang, pegawai, penanda
from workflow_app.formulir.bahan import Bahan, Pembuatan
from workflow_app.formulir.isian import sebagai_data
from workflow_app.formulir.isian_bukti import IsianBuktiKegiatan
from workflow_app.formulir.kolom import satuan
from workflow_app.models import ItemDupak
from workflow_app.pesan import N_

JUDUL = N_("Formulir bukti kegiatan")


def susun(item: ItemDupak, p: Pembuatan) -> Bahan:
    """The form of one item; person, rank and unit as they are frozen in the claim."""
    dupak = item.dupak
    prakom = orang(dupak.identitas)
    isian = IsianBuktiKegiatan(
        kop=kop(p, dupak, prakom.unit_kerja),
        asal=asal_dupak(dupak),
        draf=False,
        nomor="",
        kode_verifikasi="",
        prakom=prakom,
        kode=item.kode,
        uraian=item.uraian,
        keluaran=item.keluaran,
        satuan=item.satuan_hasil,
        volume=satuan(item.volume),
        mulai=iso(item.tanggal_mulai),
        selesai=iso(item.tanggal_selesai),
        surat_tugas=item.surat_tugas,
        tempat_bukti=item.tempat_bukti,
        keterangan=item.keterangan,
        berkas=tuple(b.nama_asli for b in item.bukti if b.digantikan_at is None),
        ttd_atasan=penanda("Atasan langsung", pegawai(p, dupak.atasan_id)),
        ttd_prakom=penanda("Pranata Komputer", pegawai(p, dupak.subjek_id), tempat=instansi(p, dupak).kota),
    )
    return Bahan(isian.jenis, str(item.id), JUDUL, sebagai_data(isian))
