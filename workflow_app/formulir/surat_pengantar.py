"""Covering letter with which the pejabat pengusul forwards a DUPAK (regulasi 7.3)."""

from collections.abc import Sequence

from workflow_app import peraturan
from workflow_app.formulir.bagian import asal_dupak, instansi, iso, kop, masa, orang, pegawai, penanda
from workflow_app.formulir.bahan import Bahan, Pembuatan
from workflow_app.formulir.dupak import jumlah_usulan
from workflow_app.formulir.isian import BarisUsulan, IsianSuratPengantar, sebagai_data
from workflow_app.formulir.kolom import ak
from workflow_app.models import Dupak
from workflow_app.peraturan import rute
from workflow_app.pesan import N_

JUDUL = N_("Surat pengantar usul penetapan angka kredit")
_SURAT_INI = "surat_pengantar"


def susun(dupak: Dupak, p: Pembuatan) -> Sequence[Bahan]:
    """The letter about one claim, signed by the pengusul who wrote its number and date."""
    prakom = orang(dupak.identitas)
    pengusul = pegawai(p, dupak.pengusul_id)
    kota = instansi(p, dupak).kota
    isian = IsianSuratPengantar(
        kop=kop(p, dupak, pengusul.unit.nama if pengusul else ""),
        asal=asal_dupak(dupak),
        draf=not p.terbit,
        nomor=dupak.surat_pengantar_nomor or "",
        kode_verifikasi="",
        sifat="Biasa",
        kepada=f"{_penetap(dupak, p)} selaku pejabat yang berwenang menetapkan angka kredit",
        kepada_di=kota,
        melalui="Sekretariat Tim Penilai Jabatan Fungsional Pranata Komputer",
        usulan=(
            BarisUsulan(
                nomor=1,
                nama=prakom.nama,
                nip=prakom.nip,
                pangkat=prakom.pangkat,
                golongan=prakom.golongan,
                jabatan=prakom.jabatan,
                unit_kerja=prakom.unit_kerja,
                masa_penilaian=masa(dupak),
                angka_kredit=ak(jumlah_usulan(dupak.butir)),
            ),
        ),
        lampiran=_lampiran(p),
        ttd=penanda(
            pengusul.jabatan_struktural if pengusul else "Pejabat Pengusul",
            pengusul,
            tempat=kota,
            tanggal=iso(dupak.surat_pengantar_tanggal),
        ),
        tembusan=("Pranata Komputer yang bersangkutan",),
    )
    return [Bahan(isian.jenis, "", JUDUL, sebagai_data(isian))]


def _penetap(dupak: Dupak, p: Pembuatan) -> str:
    """The first post that may sign the PAK of this level, by name."""
    jenis = instansi(p, dupak).jenis.value
    return rute.nama_pejabat(rute.penetap(peraturan.kunci(dupak.aturan), dupak.jenjang, jenis)[0])


def _lampiran(p: Pembuatan) -> tuple[str, ...]:
    """What the checklist of the intake asks for, without the letter itself."""
    aturan = peraturan.prosedur(p.hari_ini)
    jalur = "daftar_periksa.dupak"
    return tuple(
        aturan.teks(f"{jalur}.{kode}.label")
        for kode in aturan.anak(jalur)
        if kode != _SURAT_INI and aturan.ya(f"{jalur}.{kode}.wajib")
    )
