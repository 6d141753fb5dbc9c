"""Receipt of a DUPAK file: the kept date, the cycle it fixes, and what was in the file."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from workflow_app import peraturan
from workflow_app.baris_berkas import label_baris
from workflow_app.formulir.bagian import (
    asal_dupak,
    instansi,
    iso,
    jejak,
    kop,
    masa,
    nama_putaran,
    orang,
    pegawai,
    penanda,
)
from workflow_app.formulir.bahan import Bahan, IsianBelumLengkap, Pembuatan
from workflow_app.formulir.dupak import jumlah_usulan
from workflow_app.formulir.isian import BarisPeriksa, IsianTandaTerima, sebagai_data
from workflow_app.formulir.kolom import ak
from workflow_app.models import BarisKelengkapan, Dupak, Putaran
from workflow_app.pesan import N_
from workflow_app.umur_butir import lewat_umur

JUDUL = N_("Tanda terima berkas DUPAK")


def susun(dupak: Dupak, p: Pembuatan) -> Sequence[Bahan]:
    """The receipt. Raises IsianBelumLengkap before the file was received."""
    if dupak.diterima_pada is None or dupak.putaran is None:
        raise IsianBelumLengkap(f"DUPAK {dupak.id} belum diterima")
    penerimaan = _penerimaan(p, dupak.putaran, dupak)
    pengusul = pegawai(p, dupak.pengusul_id)
    penerima = jejak(p, "dupak", dupak, "terima")
    isian = IsianTandaTerima(
        kop=kop(p, dupak, f"Sekretariat {dupak.tim.nama}" if dupak.tim else ""),
        asal=asal_dupak(dupak),
        draf=not p.terbit,
        nomor="",
        kode_verifikasi="",
        diterima_pada=iso(dupak.diterima_pada),
        prakom=orang(dupak.identitas),
        masa_penilaian=masa(dupak),
        nomor_dupak="",
        jumlah_butir=len(dupak.butir),
        angka_kredit=ak(jumlah_usulan(dupak.butir)),
        surat_pengantar_nomor=dupak.surat_pengantar_nomor or "",
        surat_pengantar_tanggal=iso(dupak.surat_pengantar_tanggal),
        diserahkan_oleh=pengusul.unit.nama if pengusul else "",
        berkas=_berkas(dupak, p),
        putaran=nama_putaran(dupak.putaran),
        batas_penerimaan=iso(penerimaan.berjalan.batas_terima),
        setelah_batas=penerimaan.terlewat,
        putaran_semula=nama_putaran(penerimaan.berjalan) if penerimaan.terlewat else "",
        hangus=tuple(f"{item.uraian} ({item.kode}), {lewat_umur(item)}" for item in dupak.butir if item.hangus),
        ttd_petugas=penanda(
            "Petugas Sekretariat",
            pegawai(p, penerima[-1].actor_id if penerima else None),
            tempat=instansi(p, dupak).kota,
            tanggal=iso(dupak.diterima_pada),
        ),
    )
    return [Bahan(isian.jenis, "", JUDUL, sebagai_data(isian))]


@dataclass(frozen=True)
class _Penerimaan:
    """The cycle that was running at receipt, and whether its cut-off had passed."""

    berjalan: Putaran
    terlewat: bool


def _penerimaan(p: Pembuatan, putaran: Putaran, dupak: Dupak) -> _Penerimaan:
    """A cycle runs until its last stage ends: a file received in that time came too late for it."""
    sebelumnya = p.session.scalars(
        select(Putaran)
        .where(Putaran.instansi_id == putaran.instansi_id, Putaran.batas_terima < putaran.batas_terima)
        .order_by(Putaran.batas_terima.desc())
        .limit(1)
    ).first()
    diterima = dupak.diterima_pada
    if sebelumnya and diterima and any(tahap.selesai >= diterima for tahap in sebelumnya.tahap):
        return _Penerimaan(sebelumnya, terlewat=True)
    return _Penerimaan(putaran, terlewat=False)


def _berkas(dupak: Dupak, p: Pembuatan) -> tuple[BarisPeriksa, ...]:
    aturan = peraturan.prosedur(dupak.diterima_pada or p.hari_ini)
    return tuple(
        BarisPeriksa(
            nomor=urut,
            uraian=str(label_baris(aturan, baris)),
            ada=bool(baris.ada),
            keterangan=_keterangan(baris),
        )
        for urut, baris in enumerate(dupak.kelengkapan, start=1)
    )


def _keterangan(baris: BarisKelengkapan) -> str:
    """A line that nobody looked at yet is not the same as a missing paper."""
    return baris.jawaban or ("Belum diperiksa" if baris.ada is None else "")
