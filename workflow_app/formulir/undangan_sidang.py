"""Invitation to a plenary: one letter to all members, with the agenda but without any mark."""

import json
from collections.abc import Sequence

from workflow_app import peraturan
from workflow_app.formulir.agenda import perkara_sidang
from workflow_app.formulir.bagian import asal, instansi, iso, jejak, kop, nama_putaran, penanda
from workflow_app.formulir.bahan import Bahan, Pembuatan
from workflow_app.formulir.dupak import jumlah_usulan
from workflow_app.formulir.isian import BarisAgenda, IsianUndanganSidang, sebagai_data
from workflow_app.formulir.kolom import ak
from workflow_app.formulir.kursi import isian_anggota, jabatan_ttd, kursi_pada, kursi_pelaku, tim
from workflow_app.models import Kedudukan, Sidang
from workflow_app.pesan import N_
from workflow_app.waktu import WIB

JUDUL = N_("Undangan sidang Tim Penilai")


def susun(sidang: Sidang, p: Pembuatan) -> Sequence[Bahan]:
    """The invitation for the date as it stands now; after a postponement it names the former date too."""
    kursi = kursi_pada(p, sidang.tim, sidang.tanggal)
    tunda = jejak(p, "sidang", sidang, "tunda")
    penulis = kursi_pelaku(kursi, tunda or jejak(p, "sidang", sidang, "undang"), Kedudukan.SEKRETARIS)
    isian = IsianUndanganSidang(
        kop=kop(p, sidang, sidang.tim.nama),
        asal=asal("sidang", sidang),
        draf=not p.terbit,
        nomor="",
        kode_verifikasi="",
        sifat="Penting",
        tim=tim(sidang.tim),
        putaran=nama_putaran(sidang.putaran),
        kepada=isian_anggota(kursi),
        tanggal=iso(sidang.tanggal),
        jam="",
        zona=str(WIB),
        tempat=sidang.tempat,
        tanggal_semula=json.loads(tunda[-1].values)["tanggal"]["dari"] if tunda else "",
        agenda=_agenda(p, sidang),
        ttd=penanda(
            jabatan_ttd(penulis) if penulis else "Sekretaris Tim Penilai",
            penulis.pegawai if penulis else None,
            tempat=instansi(p, sidang).kota,
            tanggal=iso(p.hari_ini),
        ),
        tembusan=(),
    )
    return [Bahan(isian.jenis, "", JUDUL, sebagai_data(isian))]


def _agenda(p: Pembuatan, sidang: Sidang) -> tuple[BarisAgenda, ...]:
    toleransi = peraturan.prosedur(p.hari_ini).desimal("penilaian.toleransi_selisih")
    return tuple(
        BarisAgenda(
            nomor=urut,
            nama=perkara.dupak.identitas["nama"],
            nip=perkara.dupak.identitas["nip"],
            jabatan=perkara.dupak.identitas["jabatan"] or "",
            unit_kerja=perkara.dupak.identitas["unit"] or "",
            angka_kredit=ak(jumlah_usulan(perkara.dupak.butir)),
            butir_berbeda=perkara.butir_berbeda(toleransi),
        )
        for urut, perkara in enumerate(perkara_sidang(p, sidang), start=1)
    )
