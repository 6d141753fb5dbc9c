"""An agency with its team, and claims brought to the desks of assessors, plenary and signing official.

Everything goes through the services, each act by the right person on its day. Today is 10 January 2022.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from tests import pabrik
from workflow_app.extensions import db
from workflow_app.models import (
    ButirKegiatan,
    CaraPutus,
    Dupak,
    HasilAgenda,
    Pak,
    Pegawai,
    Penilaian,
    Peran,
    Putaran,
    Sidang,
    TimPenilai,
)
from workflow_app.permissions import Pelaku
from workflow_app.selisih import butir_untuk_sidang
from workflow_app.services import buku_kredit, pemeriksaan, putusan
from workflow_app.services import dupak as layanan_dupak
from workflow_app.services import pak as layanan_pak
from workflow_app.services import penilaian as layanan_penilaian
from workflow_app.services import sidang as layanan_sidang
from workflow_app.services.penilaian import IsiNilai
from workflow_app.services.sidang import IsiHasil
from workflow_app.states.engine import perform
from workflow_app.web.halaman import halaman

AJUKAN = dt.date(2021, 7, 5)
TERIMA = dt.date(2021, 10, 4)
TUGASKAN = dt.date(2021, 12, 1)
NILAI = dt.date(2021, 12, 6)
JADWALKAN = dt.date(2022, 1, 5)
SIDANG = pabrik.HARI_INI

Tanda = Mapping[int, tuple[str, str]]
"""Marks that differ from the claim: number of the item from 0 on -> (mark, reason)."""

KEGIATAN = (
    ("I.B.12", "sistem_informasi", "Membuat program aplikasi sistem informasi", "Program", "0.25"),
    ("I.B.27", "sistem_informasi", "Menyusun dokumentasi pengembangan sistem informasi", "Dokumen", "0.12"),
    ("II.A.4", "infrastruktur", "Melakukan pemeliharaan jaringan komputer", "Laporan", "0.066"),
    ("III.C.1", "tata_kelola", "Menyusun rancangan kebijakan keamanan informasi", "Naskah", "1.5"),
    ("V.A.2", "penunjang", "Mengikuti seminar di bidang teknologi informasi", "Sertifikat", "1"),
)


@dataclass(frozen=True)
class Meja:
    """The people of the agency, its team and its cycle; the methods bring claims to a desk."""

    session: Session
    atasan: Pegawai
    pengusul: Pegawai
    sekretariat: Pegawai
    penetap: Pegawai
    ketua: Pegawai
    wakil: Pegawai
    sekretaris: Pegawai
    a: Pegawai
    b: Pegawai
    c: Pegawai
    tim: TimPenilai
    putaran: Putaran
    kegiatan: Sequence[ButirKegiatan]

    def oleh(self, orang: Pegawai, hari: dt.date = SIDANG) -> Pelaku:
        """The person as the services want him."""
        return pabrik.pelaku(self.session, orang, hari)

    def klaim(
        self, nama: str = "Dewi Pranata", *, butir: int = 5, orang: Pegawai | None = None, saldo_lama: bool = True
    ) -> Dupak:
        """A claim in the hands of the assessors Andini and Bagas, who have not begun; `saldo_lama` on old credit."""
        pemilik = orang or pabrik.pegawai(self.session, nama, atasan=self.atasan)
        if pemilik.atasan is None:
            pemilik.atasan = self.atasan
        if saldo_lama:
            self._saldo_lama(pemilik)
        d = layanan_dupak.buat(
            self.session,
            pemilik,
            oleh=self.oleh(pemilik, AJUKAN),
            masa_mulai=dt.date(2021, 1, 1),
            masa_selesai=dt.date(2021, 6, 30),
        )
        for nomor in range(butir):
            pabrik.item(
                self.session,
                d,
                self.kegiatan[nomor % len(self.kegiatan)],
                volume=Decimal(nomor % 3 + 1),
                tanggal_mulai=dt.date(2021, 2, 1),
                tanggal_selesai=dt.date(2021, 5, 31),
                tempat_bukti=f"arsip unit kerja, map {nomor + 1}",
                surat_tugas="" if orang is None else "ST-1/2021",
            )
        self._usulkan(d)
        self._tugaskan(d)
        self.session.commit()
        return d

    def _saldo_lama(self, orang: Pegawai) -> None:
        """Old credit of 47.5: with a claim of five items enough for III/b."""
        buku_kredit.saldo_awal(
            self.session,
            orang,
            aturan="R2020",
            unsur="sistem_informasi",
            jumlah=Decimal("47.5"),
            tanggal=dt.date(2021, 1, 4),
            dasar="PAK 2020",
        )

    def _usulkan(self, d: Dupak) -> None:
        layanan_dupak.ajukan(self.session, d, oleh=self.oleh(d.subjek, AJUKAN))
        atasan = self.oleh(d.atasan, AJUKAN)
        for spmk in d.spmk:
            layanan_dupak.baca_spmk(self.session, d, spmk.unsur, oleh=atasan)
            layanan_dupak.tandatangani_spmk(self.session, d, spmk.unsur, oleh=atasan)
        layanan_dupak.setujui(self.session, d, oleh=atasan)
        pengusul = self.oleh(self.pengusul, AJUKAN)
        layanan_dupak.usulkan(self.session, d, oleh=pengusul, nomor="1/SP/2021", tanggal=AJUKAN)

    def _tugaskan(self, d: Dupak) -> None:
        sekretariat = self.oleh(self.sekretariat, TERIMA)
        pemeriksaan.terima(self.session, d, oleh=sekretariat)
        perform(self.session, d, "periksa", pelaku=sekretariat)
        ada = dict.fromkeys((k.kode for k in d.kelengkapan), True)
        pemeriksaan.isi_daftar_periksa(self.session, d, ada, oleh=sekretariat)
        ketua = self.oleh(self.ketua, TUGASKAN)
        pemeriksaan.tugaskan_penilai(self.session, d, [self.a.id, self.b.id], oleh=ketua)

    def penilaian(self, d: Dupak, orang: Pegawai) -> Penilaian:
        """The person's marking of the claim, the newest."""
        milik = select(Penilaian).where(Penilaian.dupak_id == d.id, Penilaian.penilai_id == orang.id)
        return self.session.scalars(milik.order_by(Penilaian.id.desc()).limit(1)).one()

    def mulai(self, d: Dupak, orang: Pegawai) -> Penilaian:
        """The person's marking, begun."""
        milik = self.penilaian(d, orang)
        layanan_penilaian.mulai(self.session, milik, oleh=self.oleh(orang, NILAI), bebas_konflik=True)
        self.session.commit()
        return milik

    def nilai(self, d: Dupak, orang: Pegawai, tanda: Tanda | None = None, *, kirim: bool = True) -> Penilaian:
        """The person's marking, begun, filled in and (unless told otherwise) sent."""
        milik, siapa = self.mulai(d, orang), self.oleh(orang, NILAI)
        layanan_penilaian.simpan_nilai(self.session, milik, isi_nilai(d, tanda), oleh=siapa)
        if kirim:
            layanan_penilaian.kirim(self.session, milik, oleh=siapa)
        self.session.commit()
        return milik

    def siap_sidang(
        self,
        nama: str = "Dewi Pranata",
        *,
        butir: int = 5,
        a: Tanda | None = None,
        b: Tanda | None = None,
        orang: Pegawai | None = None,
        saldo_lama: bool = True,
    ) -> Dupak:
        """A claim that both assessors have marked, waiting for a plenary."""
        d = self.klaim(nama, butir=butir, orang=orang, saldo_lama=saldo_lama)
        self.nilai(d, self.a, a)
        self.nilai(d, self.b, b)
        return d

    def sidang(self, *daftar: Dupak, tanggal: dt.date = SIDANG) -> Sidang:
        """A plenary of the team with these claims on its agenda."""
        siapa = self.oleh(self.sekretaris, JADWALKAN)
        hasil = layanan_sidang.jadwalkan(
            self.session, self.tim, self.putaran, oleh=siapa, tanggal=tanggal, tempat="Ruang Rapat Utama"
        )
        if daftar:
            layanan_sidang.masukkan_agenda(self.session, hasil, [d.id for d in daftar], oleh=siapa)
            layanan_sidang.undang(self.session, hasil, oleh=siapa)
        self.session.commit()
        return hasil

    def hadir(self, s: Sidang, *absen: Pegawai) -> None:
        """Record everybody as present but those named."""
        daftar = {k.pegawai_id: k.pegawai_id not in {o.id for o in absen} for k in self.tim.anggota}
        layanan_sidang.catat_kehadiran(self.session, s, daftar, oleh=self.oleh(self.sekretaris))
        self.session.commit()

    def berlangsung(self, *daftar: Dupak, tanggal: dt.date = SIDANG) -> Sidang:
        """A plenary that has been opened with everybody present."""
        s = self.sidang(*daftar, tanggal=tanggal)
        self.hadir(s)
        perform(self.session, s, "buka", pelaku=self.oleh(self.ketua))
        self.session.commit()
        return s

    def putuskan(self, s: Sidang) -> None:
        """Approve every line by consensus; contested items get nothing."""
        siapa = self.oleh(self.sekretaris)
        for agenda in s.agenda:
            for item in butir_untuk_sidang(self.session, agenda.dupak, SIDANG):
                layanan_sidang.beri_nilai_sidang(
                    self.session, s, agenda.id, item.id, Decimal(0), "Bukti kurang", oleh=siapa
                )
            setuju = IsiHasil(HasilAgenda.DISETUJUI, CaraPutus.MUFAKAT)
            layanan_sidang.catat_hasil(self.session, s, agenda.id, setuju, oleh=siapa)
        self.session.commit()

    def tutup(self, s: Sidang) -> None:
        """Approve every line and close."""
        self.putuskan(s)
        layanan_sidang.tutup(self.session, s, oleh=self.oleh(self.ketua), nomor=f"BA/{s.id}/2022")
        self.session.commit()

    def draf_pak(self, *nama: str) -> list[Pak]:
        """The draft decisions of claims that one plenary approved as claimed, one for each name."""
        daftar = [self.siap_sidang(n) for n in nama or ("Dewi Pranata",)]
        self.tutup(self.berlangsung(*daftar))
        return [pak for d in daftar if (pak := putusan.pak_berjalan(self.session, d)) is not None]

    def diajukan(self, *nama: str) -> list[Pak]:
        """Decisions before the official, the days for objection waived."""
        daftar = self.draf_pak(*nama)
        for pak in daftar:
            putusan.lepas_keberatan(self.session, pak.dupak, oleh=self.oleh(pak.subjek))
            layanan_pak.paraf(self.session, pak, oleh=self.oleh(self.sekretaris))
            layanan_pak.ajukan(self.session, pak, oleh=self.oleh(self.ketua))
        self.session.commit()
        return daftar

    def ditetapkan(self, *nama: str) -> list[Pak]:
        """Signed decisions."""
        daftar = self.diajukan(*nama)
        for pak in daftar:
            layanan_pak.tetapkan(self.session, pak, oleh=self.oleh(self.penetap))
        self.session.commit()
        return daftar


def isi_nilai(d: Dupak, tanda: Tanda | None = None) -> list[IsiNilai]:
    """The claimed figure for every item but those of `tanda`."""
    lain = tanda or {}
    hasil = []
    for nomor, item in enumerate(d.butir):
        if not item.hangus:
            angka, alasan = lain.get(nomor, (str(item.jumlah), ""))
            hasil.append(IsiNilai(item.id, Decimal(angka), alasan))
    return hasil


def meja_tim(session: Session) -> Meja:
    """An agency whose team has a chair, a deputy, a secretary and three members."""
    hasil = Meja(
        session=session,
        atasan=pabrik.pegawai(session, "Atma Atasan", golongan="IV/a", jenjang=None),
        pengusul=pabrik.pegawai(session, "Puji Pengusul", golongan="IV/b", jenjang=None, peran=Peran.PENGUSUL),
        sekretariat=pabrik.pegawai(session, "Rina Sekretariat", golongan="III/c", peran=Peran.SEKRETARIAT),
        penetap=pabrik.pegawai(
            session,
            "Pramana Penetap",
            golongan="IV/c",
            jenjang=None,
            peran=Peran.PENETAP,
            jabatan_struktural="Kepala Biro Kepegawaian",
        ),
        ketua=(ketua := pabrik.pegawai(session, "Karta Ketua", golongan="IV/b", jenjang="ahli_madya")),
        wakil=(wakil := pabrik.pegawai(session, "Wening Wakil", golongan="IV/a", jenjang="ahli_madya")),
        sekretaris=(sekretaris := pabrik.pegawai(session, "Sekar Sekretaris", golongan="III/d", jenjang="ahli_muda")),
        a=(a := pabrik.pegawai(session, "Andini Penilai", golongan="III/d", jenjang="ahli_muda")),
        b=(b := pabrik.pegawai(session, "Bagas Penilai", golongan="III/d", jenjang="ahli_muda")),
        c=(c := pabrik.pegawai(session, "Cahya Penilai", golongan="III/c", jenjang="ahli_muda")),
        tim=pabrik.tim(session, ketua=ketua, wakil=wakil, sekretaris=sekretaris, anggota=[a, b, c]),
        putaran=pabrik.putaran(session),
        kegiatan=[
            pabrik.butir_kegiatan(
                session, kode=kode, unsur=unsur, uraian=uraian, satuan_hasil=hasil, angka_kredit=Decimal(angka)
            )
            for kode, unsur, uraian, hasil, angka in KEGIATAN
        ],
    )
    session.commit()
    return hasil


def halaman_pendek(monkeypatch: pytest.MonkeyPatch, ukuran: int) -> None:
    """Long lists come in pages of so many lines."""
    setelan = halaman.__kwdefaults__
    assert setelan is not None
    monkeypatch.setitem(setelan, "ukuran", ukuran)


@contextmanager
def hitung_perintah(app: Flask) -> Iterator[list[str]]:
    """The statements that the requests inside the block send to the database."""
    daftar: list[str] = []

    def catat(_koneksi: Any, _kursor: Any, perintah: str, *_sisa: Any) -> None:
        daftar.append(perintah)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", catat)
    yield daftar
    event.remove(engine, "before_cursor_execute", catat)
