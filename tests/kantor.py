"""An office with everybody in it, and claims driven through it by the services, so that a test may start anywhere.

The days are those of a January cycle: claim for the first half of 2021, plenary on 7 January 2022, today the 10th.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import pabrik
from workflow_app.models import (
    ButirKegiatan,
    CaraPutus,
    Dupak,
    DupakState,
    HasilAgenda,
    Keberatan,
    Pak,
    Pegawai,
    Penilaian,
    PenilaianState,
    Peran,
    Putaran,
    Sidang,
    Stateful,
    TimPenilai,
)
from workflow_app.permissions import Pelaku
from workflow_app.services import butir as layanan_butir
from workflow_app.services import dupak as layanan_dupak
from workflow_app.services import kalender, keberatan, pemeriksaan, penilaian, putusan, sidang
from workflow_app.services.langkah import Masukan, ambil

HARI_AJU = dt.date(2021, 7, 5)
HARI_TERIMA = dt.date(2021, 10, 4)
HARI_PERIKSA = dt.date(2021, 11, 9)
HARI_NILAI = dt.date(2021, 12, 1)
HARI_SIDANG = dt.date(2022, 1, 7)


@dataclass
class Kantor:
    """People of one institution with its team; the methods take a claim one stretch further."""

    session: Session
    atasan: Pegawai
    pengusul: Pegawai
    sekretariat: Pegawai
    ketua: Pegawai
    wakil: Pegawai
    sekretaris: Pegawai
    penilai: list[Pegawai]
    penetap: Pegawai
    penetap_kedua: Pegawai
    auditor: Pegawai
    tim: TimPenilai
    putaran: Putaran
    kegiatan: ButirKegiatan

    def pelaku(self, orang: Pegawai, hari: dt.date = pabrik.HARI_INI) -> Pelaku:
        """The person with his roles of that day."""
        return pabrik.pelaku(self.session, orang, hari)

    def langkah(
        self,
        obj: Stateful,
        trigger: str,
        orang: Pegawai,
        hari: dt.date = pabrik.HARI_INI,
        catatan: str | None = None,
        **isi: Any,
    ) -> None:
        """Take a step as a person of this office."""
        ambil(self.session, obj, trigger, Masukan(self.pelaku(orang, hari), catatan=catatan, isi=isi))
        self.session.commit()

    def prakom(self, nama: str = "", **ubah: Any) -> Pegawai:
        """A new officer under this superior."""
        orang = pabrik.pegawai(self.session, nama, atasan=self.atasan, **ubah)
        self.session.commit()
        return orang

    def draf(self, orang: Pegawai | None = None, *, butir: int = 2) -> Dupak:
        """A draft with items."""
        pemilik = orang or self.prakom()
        oleh = self.pelaku(pemilik, HARI_AJU)
        dupak = layanan_dupak.buat(
            self.session, pemilik, oleh=oleh, masa_mulai=dt.date(2021, 1, 1), masa_selesai=dt.date(2021, 6, 30)
        )
        for n in range(butir):
            hari = dt.date(2021, 2 + n % 4, 1)
            isi = layanan_butir.IsiButir(self.kegiatan.id, Decimal(1), hari, hari, tempat_bukti="arsip unit kerja")
            layanan_butir.tambah_butir(self.session, dupak, isi, oleh=oleh)
        self.session.commit()
        return dupak

    def diajukan(self, orang: Pegawai | None = None) -> Dupak:
        """A claim that waits for the superior."""
        dupak = self.draf(orang)
        self.langkah(dupak, "ajukan", dupak.subjek, HARI_AJU)
        return dupak

    def disetujui(self, orang: Pegawai | None = None) -> Dupak:
        """A claim that waits for the proposer."""
        dupak = self.diajukan(orang)
        oleh = self.pelaku(dupak.atasan, HARI_AJU)
        for spmk in dupak.spmk:
            layanan_dupak.baca_spmk(self.session, dupak, spmk.unsur, oleh=oleh)
            layanan_dupak.tandatangani_spmk(self.session, dupak, spmk.unsur, oleh=oleh)
        self.langkah(dupak, "setujui", dupak.atasan, HARI_AJU)
        return dupak

    def diusulkan(self, orang: Pegawai | None = None) -> Dupak:
        """A claim that waits for the secretariat."""
        dupak = self.disetujui(orang)
        surat = {"surat_pengantar_nomor": "B-12/SP/2021", "surat_pengantar_tanggal": HARI_AJU}
        self.langkah(dupak, "usulkan", self.pengusul, HARI_AJU, **surat)
        return dupak

    def diperiksa(self, orang: Pegawai | None = None) -> Dupak:
        """A claim whose papers are being examined, nothing looked at yet."""
        dupak = self.diusulkan(orang)
        self.langkah(dupak, "terima", self.sekretariat, HARI_TERIMA)
        self.langkah(dupak, "periksa", self.sekretariat, HARI_PERIKSA)
        return dupak

    def lengkap(self, orang: Pegawai | None = None) -> Dupak:
        """A claim with a complete checklist, which waits for its assessors."""
        dupak = self.diperiksa(orang)
        ada = dict.fromkeys((b.kode for b in dupak.kelengkapan), True)
        pemeriksaan.isi_daftar_periksa(self.session, dupak, ada, oleh=self.pelaku(self.sekretariat, HARI_PERIKSA))
        self.session.commit()
        return dupak

    def dinilai(self, orang: Pegawai | None = None) -> Dupak:
        """A claim assigned to the first two assessors."""
        dupak = self.lengkap(orang)
        self.langkah(dupak, "tugaskan_penilai", self.ketua, HARI_NILAI, penilai=[p.id for p in self.penilai[:2]])
        return dupak

    def penilaian(self, dupak: Dupak) -> list[Penilaian]:
        """The markings of a claim, the first assessor's first."""
        query = select(Penilaian).where(Penilaian.dupak_id == dupak.id).order_by(Penilaian.id)
        return list(self.session.scalars(query))

    def mulai(self, satu: Penilaian) -> None:
        """The assessor begins."""
        self.langkah(satu, "mulai", satu.penilai, HARI_NILAI, bebas_konflik=True)

    def kirim(self, satu: Penilaian, potong: Decimal = Decimal(0)) -> None:
        """The assessor marks every item, `potong` below the claim, and sends."""
        if satu.state is PenilaianState.DITUGASKAN:
            self.mulai(satu)
        isi = [penilaian.IsiNilai(b.id, b.jumlah - potong, "kurang bukti" if potong else "") for b in satu.dupak.butir]
        penilaian.simpan_nilai(self.session, satu, isi, oleh=self.pelaku(satu.penilai, HARI_NILAI))
        self.langkah(satu, "kirim", satu.penilai, HARI_NILAI)

    def menunggu_sidang(self, orang: Pegawai | None = None, potong: Decimal = Decimal(0)) -> Dupak:
        """A claim on which both have sent; they differ by `potong`."""
        dupak = self.dinilai(orang)
        satu, dua = self.penilaian(dupak)
        self.kirim(satu)
        self.kirim(dua, potong)
        return dupak

    def jadwalkan(self, *dupak: Dupak) -> Sidang:
        """A plenary with these claims on its agenda."""
        oleh = self.pelaku(self.sekretaris, dt.date(2022, 1, 3))
        hasil = sidang.jadwalkan(
            self.session, self.tim, self.putaran, oleh=oleh, tanggal=HARI_SIDANG, tempat="Ruang rapat lantai 3"
        )
        if dupak:
            sidang.masukkan_agenda(self.session, hasil, [d.id for d in dupak], oleh=oleh)
        self.session.commit()
        return hasil

    def berlangsung(self, *dupak: Dupak) -> Sidang:
        """A plenary in session, everybody present."""
        hasil = self.jadwalkan(*dupak)
        oleh = self.pelaku(self.sekretaris, HARI_SIDANG)
        hadir = {k.pegawai_id: True for k in self.tim.anggota_pada(HARI_SIDANG)}
        sidang.catat_kehadiran(self.session, hasil, hadir, oleh=oleh)
        self.langkah(hasil, "buka", self.ketua, HARI_SIDANG)
        return hasil

    def diputuskan(self, orang: Pegawai | None = None) -> Dupak:
        """A decided claim; its PAK is a draft, because an Ahli Pertama without old credit gets there by `kegiatan`."""
        dupak = self.menunggu_sidang(orang)
        rapat = self.berlangsung(dupak)
        isi = sidang.IsiHasil(HasilAgenda.DISETUJUI, CaraPutus.MUFAKAT)
        sidang.catat_hasil(self.session, rapat, rapat.agenda[0].id, isi, oleh=self.pelaku(self.sekretaris, HARI_SIDANG))
        self.langkah(rapat, "tutup", self.ketua, HARI_SIDANG, nomor="BA-1/2022")
        assert dupak.state is DupakState.DIPUTUSKAN
        return dupak

    def pak(self, dupak: Dupak) -> Pak:
        """The running decision of a claim."""
        hasil = putusan.pak_berjalan(self.session, dupak)
        assert hasil is not None
        return hasil

    def pak_draf(self, orang: Pegawai | None = None) -> Pak:
        """A decision that waits for the secretary's initials."""
        return self.pak(self.diputuskan(orang))

    def pak_menunggu(self, orang: Pegawai | None = None) -> Pak:
        """A decision that waits for its signature, the officer having accepted the result."""
        pak = self.pak_draf(orang)
        self.langkah(pak.dupak, "lepas_keberatan", pak.dupak.subjek)
        self.langkah(pak, "paraf", self.sekretaris)
        self.langkah(pak, "ajukan", self.ketua)
        return pak

    def keberatan(self, dupak: Dupak) -> Keberatan:
        """An objection to the first item of a decided claim."""
        hasil = keberatan.ajukan(
            self.session, dupak, {dupak.butir[0].id: "Buktinya ada pada lampiran."}, oleh=self.pelaku(dupak.subjek)
        )
        self.session.commit()
        return hasil


def kantor(session: Session) -> Kantor:
    """A new office; the catalogue holds one activity, worth enough for a promotion."""
    atasan = pabrik.pegawai(session, "Bambang Atasan", golongan="IV/a", jenjang=None)
    penetap = pabrik.pegawai(session, "Ratna Penetap", golongan="IV/c", jenjang=None, peran=Peran.PENETAP)
    kedua = pabrik.pegawai(session, "Surya Penetap Kedua", golongan="IV/c", jenjang=None)
    pabrik.penugasan(
        session, kedua, Peran.PENETAP, jabatan_penetap="ppt_pratama_kepegawaian", mulai=dt.date(2020, 1, 1)
    )
    penilai = [pabrik.pegawai(session, f"Penilai {huruf}", golongan="III/d") for huruf in "ABCD"]
    ketua = pabrik.pegawai(session, "Kartika Ketua", golongan="IV/b")
    wakil = pabrik.pegawai(session, "Wahyu Wakil", golongan="IV/a")
    sekretaris = pabrik.pegawai(session, "Sinta Sekretaris", golongan="III/d")
    tim = pabrik.tim(session, ketua=ketua, wakil=wakil, sekretaris=sekretaris, anggota=penilai)
    instansi = pabrik.instansi_pertama(session)
    putaran = next(p for p in kalender.buat_tahun(session, instansi, 2022) if p.kode == "2022-01")
    hasil = Kantor(
        session=session,
        atasan=atasan,
        pengusul=pabrik.pegawai(session, "Putri Pengusul", golongan="IV/a", jenjang=None, peran=Peran.PENGUSUL),
        sekretariat=pabrik.pegawai(session, "Siti Sekretariat", jenjang=None, peran=Peran.SEKRETARIAT),
        ketua=ketua,
        wakil=wakil,
        sekretaris=sekretaris,
        penilai=penilai,
        penetap=penetap,
        penetap_kedua=kedua,
        auditor=pabrik.pegawai(session, "Agus Auditor", jenjang=None, peran=Peran.AUDITOR),
        tim=tim,
        putaran=putaran,
        kegiatan=pabrik.butir_kegiatan(session, kode="I.A.1", angka_kredit=Decimal(30)),
    )
    session.commit()
    return hasil
